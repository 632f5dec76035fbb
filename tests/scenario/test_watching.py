"""The watch under odd clocks and odd channels: nothing twice, nothing negative, nobody else held up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.alerts.ladder import read_ladder
from bot.business_hours.hours import Hours
from bot.card import Verb
from tests.scenario.desk import ANA, DANA, HELP, KEN, MAYA, STAFF, DeskInMemory, text_of
from tests.scenario.test_escalation import tellings

OTHER = "memory:billing"
GONE = "memory:greta"


async def asks_in(desk: DeskInMemory, channel: str, line: str) -> None:
    raw = {"kind": "said", "channel": channel, "id": line, "author": KEN.id, "text": "how do refunds work?"}
    await desk.hears(f"event-{line}", {**raw, "at": desk.clock.at.isoformat()})


async def watches_another(desk: DeskInMemory) -> None:
    await desk.rooms.lead.watch(OTHER, "#billing", STAFF, ANA)
    await desk.settle()


async def test_a_clock_that_jumps_ahead_and_back_tells_each_thing_once(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    before = desk.clock.at

    desk.clock.at = before + timedelta(hours=5)
    await desk.settle()
    told = await tellings(desk)
    desk.clock.at = before + timedelta(minutes=1)
    await desk.minutes_pass(60)
    await desk.says(DANA, "one year at a time, please", root=root)

    assert await tellings(desk) == told
    assert desk.alerts[0].over is not None
    assert desk.alerts[0].over.startswith("answered by Dana at 10:01, after 1 h 1 min")


async def test_a_clock_that_jumps_back_shows_no_wait_below_nothing(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(16)

    desk.clock.at -= timedelta(hours=2)
    shown = text_of(await desk.clicks(ANA, Verb.WHY))

    assert "-" not in shown.partition("The first wait")[2].replace("first-", "")
    assert "0 s" in shown


async def test_deadlines_go_on_after_the_clock_was_set_back(desk: DeskInMemory) -> None:
    desk.clock.at += timedelta(hours=3)
    await desk.says(KEN, "the dashboard is empty")
    desk.clock.at -= timedelta(hours=3)

    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(13)

    assert [alert.card.customer for alert in desk.alerts] == ["Maya"]


async def test_an_escalation_to_somebody_who_left_reaches_the_next_and_says_so(desk: DeskInMemory) -> None:
    desk.chat.closed_to.add(GONE)
    await desk.sets(ladder=read_ladder(f"200% {GONE}"))
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(31)

    told = await tellings(desk)
    assert [one.target for one in told if one.failed] == [GONE]
    assert told[-1].target == ANA.id  # Dana had been told already
    assert "could not be reached" in (desk.alerts[0].late or "")


async def test_hours_that_cannot_be_reached_in_one_channel_stop_no_other_clock(desk: DeskInMemory) -> None:
    await watches_another(desk)
    never = Hours.parse("Mon 09:00-09:01", "UTC")
    await desk.sets(hours=never, first_target=timedelta(hours=20))
    await desk.says(MAYA, "my export fails with error 413")
    await asks_in(desk, OTHER, "o1")

    await desk.minutes_pass(16)

    assert [alert.card.customer for alert in desk.alerts] == ["Ken"]


@pytest.mark.parametrize("place", [STAFF, DANA.id], ids=["the staff channel", "the owner"])
async def test_a_place_that_takes_no_messages_stops_no_other_clock(desk: DeskInMemory, place: str) -> None:
    await watches_another(desk)
    desk.chat.closed_to.add(place)
    await desk.says(MAYA, "my export fails with error 413")
    await asks_in(desk, OTHER, "o1")

    await desk.minutes_pass(31)

    assert len({one.notice for one in await tellings(desk)}) == 2


async def test_a_changed_calendar_moves_open_deadlines_at_once(desk: DeskInMemory) -> None:
    await desk.sets(hours=Hours.parse("Mon-Fri 13:00-18:00", "UTC"))
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(20)
    assert desk.alerts == []

    await desk.rooms.lead.change(HELP, {"hours": "Mon-Fri 09:00-18:00"}, ANA)
    await desk.settle()

    assert desk.alerts[0].level == "breach"
