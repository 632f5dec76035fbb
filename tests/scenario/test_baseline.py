"""A newly watched channel's last thirty days: read once, kept as waits, told to the lead, and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from adapters.memory import read_event
from bot.alerts.ledger import Timed
from bot.baseline.past import waits_of
from bot.baseline.reading import TRIES_AGAIN, Baselines
from bot.card import Bulletin
from bot.errors import Unreachable
from bot.messages import Said
from bot.reports.bulletins import month_of
from tests.scenario.desk import ANA, DANA, HELP, KEN, MAYA, MONDAY_NINE, POLICY, ROBO, STAFF, DeskInMemory

BEFORE = MONDAY_NINE - timedelta(days=7)
ROLES = {person.id: person.role for person in (ANA, DANA)}


def said(minute: float, who: str, text: str, **about: Any) -> Said:
    at = BEFORE + timedelta(minutes=minute)
    line = {"kind": "said", "channel": HELP, "id": f"h{minute:g}", "author": who, "at": at.isoformat()}
    heard = read_event({**line, "text": text, **about})
    assert isinstance(heard, Said)
    return heard


def in_minutes(waits: list[Timed]) -> list[tuple[str, int, str]]:
    return [
        (wait.customer.partition(":")[2], round(wait.wall.total_seconds() / 60), wait.end) for wait in waits
    ]


@pytest.mark.parametrize(
    ("lines", "waits"),
    [
        pytest.param(
            [
                said(0, MAYA.id, "the export fails"),
                said(1, MAYA.id, "error 413"),
                said(9, DANA.id, "Export one year at a time.", root="h0"),
                said(12, MAYA.id, "thanks!", root="h0"),
            ],
            [("maya", 9, "replied")],
            id="a burst is one wait, and thanks open none",
        ),
        pytest.param(
            [
                said(0, MAYA.id, "the export fails"),
                said(1, ROBO.id, "We got your message.", by_machine=True),
                said(20, DANA.id, "Export one year at a time."),
            ],
            [("maya", 20, "replied")],
            id="a bot's line stops nothing",
        ),
        pytest.param(
            [
                said(0, MAYA.id, "the export fails"),
                said(4, DANA.id, "Export one year at a time.", root="h0"),
                replace(said(5, KEN.id, "…"), unread=True),
                replace(said(6, MAYA.id, "…", root="h0"), unread=True),
                said(90, DANA.id, "Does it work now?", root="h0"),
            ],
            [("maya", 4, "replied")],
            id="a line that may not be read opens none",
        ),
        pytest.param(
            [
                said(0, MAYA.id, "the export fails"),
                said(2, KEN.id, "where is my invoice?"),
                said(5, DANA.id, "Under Billing.", mentions=[KEN.id]),
                said(8, DANA.id, "Export one year at a time.", mentions=[MAYA.id]),
            ],
            [("maya", 8, "replied"), ("ken", 3, "replied")],
            id="a reply ends the wait of whom it names",
        ),
        pytest.param(
            [
                said(0, MAYA.id, "the export fails"),
                said(3, DANA.id, "Which export?", root="h0"),
                said(10, MAYA.id, "the yearly one, how do I split it?", root="h0"),
                said(16, ANA.id, "Choose a year.", root="h0"),
            ],
            [("maya", 3, "replied"), ("maya", 6, "replied")],
            id="asking on is a second, numbered wait",
        ),
        pytest.param(
            [said(0, MAYA.id, "the export fails")],
            [("maya", 24 * 60, "abandoned")],
            id="nobody answered within a day",
        ),
        pytest.param([said(7 * 24 * 60 - 5, MAYA.id, "hi?")], [], id="a wait that still runs is none"),
    ],
)
def test_what_a_history_holds(lines: list[Said], waits: list[tuple[str, int, str]]) -> None:
    assert in_minutes(waits_of(lines, ROLES, POLICY, MONDAY_NINE)) == waits


def past(*minutes: float) -> list[tuple[str, Mapping[str, Any]]]:
    """Return a history in which Dana answered a question a day, after so many minutes each."""
    rows: list[tuple[str, Mapping[str, Any]]] = []
    for day, took in enumerate(minutes):
        asked = BEFORE - timedelta(days=day)
        for id, who, at, text, root in (
            (f"q{day}", MAYA, asked, "the export fails, why?", None),
            (f"a{day}", DANA, asked + timedelta(minutes=took), "Export one year at a time.", f"q{day}"),
        ):
            raw = {"kind": "said", "channel": HELP, "id": id, "author": who.id, "at": at.isoformat()}
            rows.append((f"past-{id}", {**raw, "text": text, "root": root}))
    return sorted(rows, key=lambda row: row[1]["at"])


def reader(desk: DeskInMemory) -> Baselines:
    return Baselines(desk.rooms.store, desk.rooms.platforms, desk.clock, desk.rooms.bell)


def told(desk: DeskInMemory) -> list[Bulletin]:
    return [view for place, view in desk.chat.shown if place == STAFF and isinstance(view, Bulletin)]


async def test_a_lead_is_told_how_it_was_before_and_only_once(desk: DeskInMemory) -> None:
    desk.chat.before = past(10, 20, 30, 40, 50, 60)
    baselines = reader(desk)

    await baselines.look()
    await baselines.look()
    await desk.settle()

    (bulletin,) = told(desk)
    assert bulletin.title == "#help: the thirty days before Frontdesk"
    assert bulletin.lines[:2] == (
        "6 conversations, 6 answered by a person.",
        "First response: median 35 min, nine in ten within 1 h.",
    )


async def test_no_word_of_the_history_is_stored_and_nobody_is_alerted(desk: DeskInMemory) -> None:
    desk.chat.before = past(10, 20, 30)

    await reader(desk).look()
    await desk.minutes_pass(60)

    async with desk.rooms.store.read() as reading:
        assert len(await reading.timed(channel=HELP)) == 3
        assert await reading.line(HELP, "q0") is None
    assert await desk.conversations() == []
    assert desk.alerts == []


async def test_the_page_after_thirty_days_compares_with_the_history(desk: DeskInMemory) -> None:
    desk.chat.before = past(10, 20, 30, 40, 50, 60)
    await reader(desk).look()
    await desk.minutes_pass(1)

    async with desk.rooms.store.read() as reading:
        watched = await reading.watched(HELP)
        assert watched
        page = await month_of(reading, watched, desk.clock.now())

    assert page
    lines = {line.name: line.before for line in page.lines}
    assert lines["Conversations"] == "6"
    assert lines["First response, median"] == "35 min (n=6)"


async def test_a_history_that_cannot_be_read_is_tried_again_later(desk: DeskInMemory) -> None:
    desk.chat.before = past(10, 20, 30)
    desk.chat.fails = [Unreachable("Slack does not answer.")]
    baselines = reader(desk)
    await baselines.look()
    await baselines.look()
    async with desk.rooms.store.read() as reading:
        assert await reading.timed(channel=HELP) == []

    desk.clock.at += TRIES_AGAIN + timedelta(seconds=1)
    await baselines.look()

    async with desk.rooms.store.read() as reading:
        assert len(await reading.timed(channel=HELP)) == 3


async def test_a_channel_without_any_history_tells_nothing(desk: DeskInMemory) -> None:
    await reader(desk).look()
    await desk.settle()

    assert told(desk) == []
    assert (await desk.rooms.lead.watched())[0].baseline_at == datetime(
        2026, 3, 2, 9, tzinfo=MONDAY_NINE.tzinfo
    )
