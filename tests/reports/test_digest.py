"""A digest comes out once for its week, whatever is changed, restarted or doubled."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.card import Bulletin
from bot.drafting import Composer
from bot.messages import Person, Role
from bot.policy import Digest
from bot.process.rooms import wire
from bot.reports.chart import Chart
from bot.reports.digest import edition, upcoming
from tests.scenario.desk import ANA, COLE, DANA, HELP, MAYA, STAFF, DeskInMemory, open_desk

MONDAYS = Digest(time(9), 0)
WEEK = 7 * 24 * 60


@pytest.mark.parametrize(
    ("now", "key", "at"),
    [
        pytest.param("2026-03-02T07:59", "2026-W10", "2026-03-02T08:00", id="nine in Berlin is eight in UTC"),
        pytest.param("2026-03-02T08:01", "2026-W11", "2026-03-09T08:00", id="a minute later, next week's"),
        pytest.param("2026-03-28T12:00", "2026-W14", "2026-03-30T07:00", id="after the clocks changed"),
        pytest.param("2026-12-29T00:00", "2027-W01", "2027-01-04T08:00", id="over the turn of the year"),
    ],
)
def test_the_next_edition_is_at_its_hour_in_the_channels_own_zone(now: str, key: str, at: str) -> None:
    found = upcoming(MONDAYS, "Europe/Berlin", datetime.fromisoformat(now).replace(tzinfo=UTC))

    assert (found.key, found.at) == (key, datetime.fromisoformat(at).replace(tzinfo=UTC))
    assert edition(MONDAYS, "Europe/Berlin", key) == found


def test_a_daily_digest_is_one_a_day_and_no_weekly_one() -> None:
    daily = Digest(time(9))

    found = upcoming(daily, "UTC", datetime(2026, 3, 2, 9, 0, 1, tzinfo=UTC))

    assert found.key == "2026-03-03"
    assert edition(daily, "UTC", "2026-W10") is None


async def drawn(chart: Chart) -> bytes:
    return b"\x89PNG " + chart.alt.encode()


def bulletins(desk: DeskInMemory) -> list[Bulletin]:
    return [view for _, _, view in desk.chat.posted if isinstance(view, Bulletin)]


async def a_busy_week(desk: DeskInMemory) -> None:
    for number in range(6):
        line = await desk.says(MAYA, f"Question {number}: why does the export fail?")
        await desk.minutes_pass(2)
        await desk.says(DANA, "Export one year at a time, the file is over 50 MB.", root=line)
        await desk.minutes_pass(90)


async def weeks_pass(desk: DeskInMemory, weeks: float) -> None:
    for _ in range(round(weeks * 7)):
        await desk.rooms.telling.plan(desk.clock.now())
        await desk.minutes_pass(24 * 60)


async def test_each_week_has_one_digest_with_its_chart_and_the_charts_words(tmp_path: Path) -> None:
    async with open_desk(tmp_path, draw=drawn) as desk:
        await desk.sets(digest=MONDAYS)
        await a_busy_week(desk)
        await weeks_pass(desk, 2)

        first, second = bulletins(desk)
        places = {place for _, place, view in desk.chat.posted if isinstance(view, Bulletin)}

    assert first.title == "#help: the week in first responses"
    assert first.lines[0] == "Last 7 days: 6 conversations, 6 answered by a person."
    assert "half within 2 min" in first.lines[1]
    assert places == {STAFF}
    assert first.picture is not None
    assert first.chart is not None
    assert (first.picture.name, first.picture.alt) == ("first-responses-2026-W11.png", first.chart.alt)
    assert first.picture.data.startswith(b"\x89PNG")
    assert second.lines == ("No conversation began in the last 7 days.",)


async def test_moving_a_digest_within_its_week_neither_doubles_nor_loses_it(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.sets(digest=MONDAYS)
        await desk.rooms.telling.plan(desk.clock.now() + timedelta(hours=1))
        await desk.sets(digest=Digest(time(9), 2))  # from Monday to Wednesday; nobody plans anew
        await desk.minutes_pass(WEEK + 60)
        early = len(bulletins(desk))
        await desk.minutes_pass(2 * 24 * 60)
        on_wednesday = len(bulletins(desk))
        await desk.sets(digest=Digest(time(9), 4))  # and to Friday, when this week's is out
        await weeks_pass(desk, 0.6)

        assert (early, on_wednesday, len(bulletins(desk))) == (0, 1, 1)


async def test_a_digest_that_is_switched_off_before_it_is_due_does_not_come(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.sets(digest=MONDAYS)
        await desk.rooms.telling.plan(desk.clock.now() + timedelta(hours=1))
        await desk.sets(digest=None)
        await weeks_pass(desk, 2)

        assert bulletins(desk) == []


async def test_two_processes_that_plan_and_post_make_one_digest(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.sets(digest=MONDAYS)
        chats = {"memory": desk.chat}
        other = wire(desk.rooms.store, desk.articles, Composer(), desk.clock, holder="b", platforms=chats)
        for rooms in (desk.rooms, other):
            await rooms.telling.plan(desk.clock.now() + timedelta(hours=1))
        desk.clock.at += timedelta(days=7, hours=1)
        for rooms in (other, desk.rooms, other):
            await rooms.telling.plan(desk.clock.now())
            await rooms.watch.settle(desk.clock.now())

        assert len(bulletins(desk)) == 1


async def test_a_lead_posts_the_thirty_day_page_once_a_day(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await a_busy_week(desk)
        refused = await desk.rooms.telling.post_month(HELP, DANA)
        for _ in range(2):
            await desk.rooms.telling.post_month(HELP, ANA)
            await desk.settle()

        [page] = bulletins(desk)

    assert not refused.ok
    assert page.title == "#help: thirty days with Frontdesk"
    assert "Conversations: 0 before, 6 after." in page.lines
    assert any(line.startswith("• That Frontdesk alone caused it") for line in page.lines)


async def test_naming_agents_is_for_leads_told_to_the_team_and_on_the_record(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        refused = [await desk.rooms.telling.name_agents(HELP, who, on=True) for who in (DANA, COLE)]
        await desk.rooms.telling.name_agents(HELP, ANA, on=True)
        again = await desk.rooms.telling.name_agents(HELP, ANA, on=True)
        await desk.settle()
        async with desk.rooms.store.read() as reading:
            known = await reading.watched(HELP)
            [change] = [one for one in await reading.audit() if one.field == "agents_since"]

    assert [answer.ok for answer in refused] == [False, False]
    assert again.text == "It is so already."
    assert known is not None
    assert known.policy.agents_since == desk.clock.now()
    assert (change.by, change.before) == (ANA.id, "none")
    [told] = bulletins(desk)
    assert "leads see first responses and scores of #help by agent" in told.lines[0]


async def test_a_stranger_posts_nothing(tmp_path: Path) -> None:
    stranger = Person(id="memory:x", name="X", role=Role.CUSTOMER)
    async with open_desk(tmp_path) as desk:
        answers = [
            await desk.rooms.telling.post_month(HELP, stranger),
            await desk.rooms.telling.post_month("memory:nowhere", ANA),
        ]

    assert [answer.ok for answer in answers] == [False, False]
