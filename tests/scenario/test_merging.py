"""Nobody is flooded: late waits gather in few messages, and five an hour is the most anybody gets."""

from __future__ import annotations

from datetime import timedelta

from bot.alert_views import MOST_TOGETHER
from bot.card import Alert, Alerts, View
from bot.ledger import MOST_AN_HOUR
from bot.messages import Person, Role
from tests.scenario.desk import ANA, DANA, STAFF, DeskInMemory
from tests.scenario.test_escalation import tellings

CUSTOMERS = [Person(id=f"memory:c{n}", name=f"Customer {n}", role=Role.CUSTOMER) for n in range(12)]
NO_WARNINGS = {"warnings": ()}


async def all_write(desk: DeskInMemory, number: int, *, minutes_between: float) -> list[str]:
    roots = []
    for customer in CUSTOMERS[:number]:
        roots.append(await desk.says(customer, "my export fails with error 413"))
        await desk.minutes_pass(minutes_between)
    return roots


def new_messages(desk: DeskInMemory, place: str) -> list[View]:
    return [
        view for _, where, view in desk.chat.posted if where == place and isinstance(view, Alert | Alerts)
    ]


async def test_waits_that_escalate_together_are_one_message_to_the_lead(desk: DeskInMemory) -> None:
    await all_write(desk, 4, minutes_between=0.2)

    await desk.minutes_pass(31)

    assert len(new_messages(desk, ANA.id)) == 1
    assert len(desk.pages(ANA.id)) == 4
    assert [one.target for one in await tellings(desk)].count(ANA.id) == 4


async def test_a_message_to_one_person_ends_row_by_row(desk: DeskInMemory) -> None:
    root, _ = await all_write(desk, 2, minutes_between=0.2)
    await desk.minutes_pass(31)

    await desk.says(DANA, "one year at a time, please", root=root)

    assert [page.over is None for page in desk.pages(ANA.id)] == [True, False]


async def test_the_sixth_message_within_an_hour_pings_nobody_and_says_so(desk: DeskInMemory) -> None:
    await desk.sets(**NO_WARNINGS, ladder=())
    await all_write(desk, MOST_AN_HOUR + 2, minutes_between=3)
    await desk.minutes_pass(15)

    assert len(new_messages(desk, STAFF)) == MOST_AN_HOUR
    assert len(desk.alerts) == MOST_AN_HOUR + 2
    silent = [one for one in await tellings(desk) if not one.target]
    assert [one.why for one in silent] == ["5 messages came within the hour"] * 2


async def test_after_an_hour_there_is_room_for_messages_again(desk: DeskInMemory) -> None:
    await desk.sets(**NO_WARNINGS, ladder=())
    await all_write(desk, MOST_AN_HOUR, minutes_between=3)
    await desk.minutes_pass(60)
    await desk.says(CUSTOMERS[-1], "my export fails with error 413")

    await desk.minutes_pass(16)

    assert len(new_messages(desk, STAFF)) == MOST_AN_HOUR + 1


async def test_what_is_urgent_pings_however_many_came_before(desk: DeskInMemory) -> None:
    await desk.sets(**NO_WARNINGS, ladder=())
    await all_write(desk, MOST_AN_HOUR, minutes_between=3)
    await desk.says(CUSTOMERS[-1], "URGENT: our whole production is down, the export fails!")

    await desk.minutes_pass(16)

    last = new_messages(desk, STAFF)[-1]
    assert len(new_messages(desk, STAFF)) == MOST_AN_HOUR + 1
    assert isinstance(last, Alert)
    assert last.mention == (DANA.id,)


async def test_a_message_shows_its_longest_waits_and_counts_the_others(desk: DeskInMemory) -> None:
    await desk.sets(**NO_WARNINGS, ladder=(), first_target=timedelta(minutes=15))
    await all_write(desk, 12, minutes_between=0.05)

    await desk.minutes_pass(15)

    (message,) = [view for place, view in desk.chat.staff_see.values() if isinstance(view, Alerts)]
    assert len(message.rows) == MOST_TOGETHER
    assert message.rows[0].card.customer == "c0"
    assert message.headline == "12 customers are waiting: the 10 longest"


async def test_what_does_not_arrive_goes_on_for_every_wait_in_it(desk: DeskInMemory) -> None:
    await desk.sets(owner=None, backup=None, lead=ANA.id, **NO_WARNINGS)
    desk.chat.closed_to.add(ANA.id)
    await all_write(desk, 3, minutes_between=0.1)

    await desk.minutes_pass(31)

    failed = {one.notice for one in await tellings(desk) if one.failed}
    assert len(failed) == 3
