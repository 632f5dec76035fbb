"""A demo's reports have weeks to tell of, and nothing of those weeks wants anything any more."""

from __future__ import annotations

from datetime import timedelta

from bot.record import Queue
from bot.reports.asked import Span, report_of
from bot.shell.demo_past import DAYS, furnish_past
from tests.scenario.desk import HELP, POLICY, DeskInMemory


async def test_a_demo_begins_with_weeks_of_first_responses_and_no_alert_or_nudge(desk: DeskInMemory) -> None:
    now = desk.clock.now()
    async with desk.rooms.store.begin() as work:
        await furnish_past(work, (HELP,), POLICY, now)
    due = await desk.rooms.store.next_dues()
    await desk.minutes_pass(60)

    async with desk.rooms.store.read() as reading:
        found = await report_of(reading, Span(since=now - timedelta(days=DAYS + 1), until=now))
        assert await reading.notices(live=True) == []
    assert set(due) == {Queue.SCORE}
    assert found.first.answered > 80
    assert found.craft.n > 5
    assert found.waiting_now == 0
    assert desk.alerts == []
    assert desk.cards == []
