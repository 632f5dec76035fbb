"""Lines that Slack kept from us while we were running: read back, each once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.record import Queue
from tests.slack.captured import captured, event
from tests.slack.office import CUSTOMERS, MAYA, NADIA, Office, an_office


async def read_back(office: Office) -> None:
    """Wait until something from history lies in the inbox, and take it in."""
    async with asyncio.timeout(10):
        while await office.rooms.store.next_due(Queue.INBOX) is None:
            await asyncio.sleep(0)
    await office.settle()


def kept_back(office: Office, user: str, text: str) -> dict[str, Any]:
    """Let somebody write without an event that tells us."""
    return office.world.said(CUSTOMERS, user, text)


@pytest.mark.parametrize(
    ("away", "back"),
    [
        pytest.param("channel_left", "member_joined_channel", id="removed and invited again"),
        pytest.param("group_left", "member_joined_channel", id="removed from a private channel"),
        pytest.param("channel_archive", "channel_unarchive", id="archived and opened again"),
    ],
)
async def test_what_was_said_while_we_were_out_of_a_channel_is_read_once_we_are_back(
    away: str, back: str
) -> None:
    async with an_office() as office:
        await office.writes(NADIA, "Is the API down?")
        await office.settle()
        await office.event(event(away))
        kept_back(office, MAYA, "How do I export my data?")
        await office.event(event(back))
        await read_back(office)
        await office.minutes_pass(1)

        assert ["Maya in #acme" in post["text"] for post in office.staff] == [False, True]


async def test_what_slack_dropped_in_a_busy_minute_is_read_back_though_later_lines_were_heard() -> None:
    async with an_office() as office:
        await office.writes(NADIA, "Is the API down?")
        await office.settle()
        kept_back(office, MAYA, "How do I export my data?")
        await office.writes(NADIA, "and the website?")
        await office.settle()

        minute = int(office.clock.at.timestamp()) // 60 * 60
        limited = captured(".", "rate_limited") | {"minute_rate_limited": minute}
        await office.fake.push("events_api", limited)
        await read_back(office)
        await office.minutes_pass(1)

        names = [post["text"].partition(" in #acme")[0].rpartition(" ")[2] for post in office.staff]
        assert sorted(names) == ["Maya", "Nadia"]


async def test_a_gap_is_on_record_before_it_is_read_so_that_a_crash_does_not_close_it() -> None:
    async with an_office() as office:
        last = await office.writes(NADIA, "Is the API down?")
        await office.settle()
        office.world.narrow = True  # history answers once a minute
        office.world._read_at = office.clock.at
        await office.event(event("channel_left"))
        await office.event(event("member_joined_channel"))

        (watched,) = await office.rooms.lead.watched()
        assert watched.gap_after == last
