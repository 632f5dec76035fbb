"""Nobody is flooded: late waits gather in few messages, and five an hour is the most anybody gets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.alerts.ladder import Rung
from bot.alerts.ledger import MOST_AN_HOUR, MOST_WARNINGS_AN_HOUR, How, Told
from bot.card import Alert, Alerts, Verb
from bot.messages import Person, Role
from bot.record import Level
from bot.roster.duty import Duty, State
from bot.showing.alerts import MOST_TOGETHER
from tests.scenario.desk import ANA, DANA, POLICY, STAFF, DeskInMemory, text_of
from tests.scenario.test_escalation import tellings

CUSTOMERS = [Person(id=f"memory:c{n}", name=f"Customer {n}", role=Role.CUSTOMER) for n in range(12)]
NO_WARNINGS = {"warnings": ()}


async def all_write(desk: DeskInMemory, number: int, *, minutes_between: float) -> list[str]:
    roots = []
    for customer in CUSTOMERS[:number]:
        roots.append(await desk.says(customer, "my export fails with error 413"))
        await desk.minutes_pass(minutes_between)
    return roots


async def by_notice(desk: DeskInMemory) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = {}
    for one in await tellings(desk):
        found.setdefault(one.notice, []).append(one)
    return found


def new_messages(desk: DeskInMemory, place: str) -> list[Alert | Alerts]:
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


async def test_after_five_messages_within_an_hour_a_breach_goes_to_the_next_on_duty(
    desk: DeskInMemory,
) -> None:
    await desk.sets(**NO_WARNINGS, ladder=())
    await all_write(desk, MOST_AN_HOUR + 2, minutes_between=3)
    await desk.minutes_pass(15)

    assert len(new_messages(desk, STAFF)) == MOST_AN_HOUR
    assert len(desk.alerts) == MOST_AN_HOUR + 2
    assert len(new_messages(desk, ANA.id)) == 2
    card = max(desk.cards, key=lambda card: card.conversation)
    because = text_of(await desk.clicks(ANA, Verb.WHY, card))
    assert "Dana was not pinged for the breach: enough messages came within the hour." in because
    assert "Ana was told of the breach, in a message of their own (instead of who had enough" in because


async def test_warnings_leave_room_for_breaches(desk: DeskInMemory) -> None:
    await desk.sets(ladder=())
    await all_write(desk, 5, minutes_between=2)
    await desk.minutes_pass(15)

    told = await tellings(desk)
    warned = [one for one in told if one.reached and one.level is Level.WARNING]
    breached = {one.notice for one in told if one.reached and one.level is Level.BREACH}
    assert len(warned) <= MOST_WARNINGS_AN_HOUR
    assert len(breached) == 5


async def test_where_nobody_has_room_what_is_late_waits_in_one_message_until_somebody_has(
    desk: DeskInMemory,
) -> None:
    await desk.sets(**NO_WARNINGS, ladder=(), backup=None, lead=None)
    async with desk.rooms.store.begin() as work:
        await work.save_duty(Duty(person=ANA.id).said(State.OFF, desk.clock.now()))
    await all_write(desk, MOST_AN_HOUR + 3, minutes_between=3)
    await desk.minutes_pass(15)
    assert new_messages(desk, DANA.id) == []
    assert {alert.late for alert in desk.alerts} >= {
        "Nobody was pinged: enough messages came within the hour."
    }

    await desk.minutes_pass(60)

    (gathered,) = new_messages(desk, DANA.id)
    assert isinstance(gathered, Alerts)
    assert len(gathered.rows) == 3
    assert all(any(one.reached for one in told) for told in (await by_notice(desk)).values())


async def test_what_waited_for_room_and_was_answered_meanwhile_is_told_to_nobody(desk: DeskInMemory) -> None:
    await desk.sets(**NO_WARNINGS, ladder=(), backup=None, lead=None)
    async with desk.rooms.store.begin() as work:
        await work.save_duty(Duty(person=ANA.id).said(State.OFF, desk.clock.now()))
    roots = await all_write(desk, MOST_AN_HOUR + 1, minutes_between=3)
    await desk.minutes_pass(15)

    await desk.says(DANA, "one year at a time, please", root=roots[-1])
    await desk.minutes_pass(60)

    assert new_messages(desk, DANA.id) == []


async def test_each_group_of_a_ladder_is_pinged_in_a_message_of_its_own(desk: DeskInMemory) -> None:
    await desk.sets(ladder=(Rung(share=2.0, to="memory:&a"), Rung(share=2.0, to="memory:&b")))
    await desk.says(CUSTOMERS[0], "my export fails with error 413")

    await desk.minutes_pass(31)

    named = [view.mention for view in new_messages(desk, STAFF) if isinstance(view, Alert)]
    assert named == [(DANA.id,), ("memory:&a",), ("memory:&b",)]


async def test_another_channels_messages_do_not_use_up_a_readers_room(desk: DeskInMemory) -> None:
    await desk.sets(**NO_WARNINGS, ladder=())
    async with desk.rooms.store.begin() as work:
        theirs = replace(POLICY, owner=ANA.id, backup=None, lead=None, warnings=(), ladder=())
        await work.watch("memory:help2", "#help2", theirs, by=ANA.id, at=desk.clock.now())
    for customer in CUSTOMERS[:MOST_AN_HOUR]:
        await desk.says(customer, "my export fails with error 413", channel="memory:help2")
        await desk.minutes_pass(2)

    await desk.says(CUSTOMERS[6], "my export fails with error 413")
    await desk.minutes_pass(16)

    assert new_messages(desk, STAFF)[-1].mention == (DANA.id,)


async def test_an_urgent_wait_pings_by_a_message_of_its_own_right_after_another(desk: DeskInMemory) -> None:
    await desk.sets(**NO_WARNINGS, ladder=())
    await desk.says(CUSTOMERS[0], "my export fails with error 413")
    await desk.seconds_pass(40)
    await desk.says(CUSTOMERS[1], "URGENT: our whole production is down, the export fails!")

    await desk.minutes_pass(16)

    assert [view.mention for view in new_messages(desk, STAFF)] == [(DANA.id,), (DANA.id,)]


async def test_who_finds_an_alert_in_a_message_that_stood_already_counts_as_not_pinged(
    desk: DeskInMemory,
) -> None:
    await desk.sets(**NO_WARNINGS, ladder=())
    await all_write(desk, 2, minutes_between=0.5)
    await desk.minutes_pass(15)

    first, second = await tellings(desk)
    assert (first.how, second.how) == (How.MENTION, How.SILENT)
    assert second.why == "it joined a message that had just come"


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


async def test_alerts_that_a_broken_staff_channel_did_not_take_leave_a_readers_room_to_those_that_arrive(
    desk: DeskInMemory,
) -> None:
    await desk.sets(**NO_WARNINGS, ladder=())
    desk.chat.closed_to.add(STAFF)
    await all_write(desk, MOST_AN_HOUR + 1, minutes_between=5)
    await desk.minutes_pass(15)

    assert len(new_messages(desk, DANA.id)) == MOST_AN_HOUR
    assert len(new_messages(desk, ANA.id)) == 1
    assert all(one.failed for one in await tellings(desk) if one.how is How.MENTION)


async def test_what_does_not_arrive_goes_on_for_every_wait_in_it(desk: DeskInMemory) -> None:
    await desk.sets(owner=None, backup=None, lead=ANA.id, **NO_WARNINGS)
    desk.chat.closed_to.add(ANA.id)
    await all_write(desk, 3, minutes_between=0.1)

    await desk.minutes_pass(31)

    failed = {one.notice for one in await tellings(desk) if one.failed}
    assert len(failed) == 3
