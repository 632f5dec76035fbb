"""What was said while Frontdesk was down is read once, threads and edits included."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from adapters.slack.catchup import history, missed
from adapters.slack.read import read
from adapters.slack.web import Web
from bot.messages import Edited, Said
from tests.slack.office import ANA, CUSTOMERS, MAYA, Office, an_office
from tests.slack.server import Fault
from tests.slack.world import TEAM

CHANNEL = f"slack:{TEAM}/{CUSTOMERS}"


async def caught_up(office: Office, since: str | None) -> list[tuple[str, Mapping[str, Any]]]:
    return [found async for found in office.slack.missed(CHANNEL, since)]


async def heard(office: Office, since: str | None) -> list[str]:
    """Return what was said after a message, as a person reads it."""
    events = [read(raw) for _, raw in await caught_up(office, since)]
    return [event.text for event in events if isinstance(event, Said | Edited)]


async def test_lines_and_replies_in_older_threads_come_in_order() -> None:
    async with an_office(http=True) as office:
        world = office.world
        old = world.said(CUSTOMERS, MAYA, "an old question")
        last = world.said(CUSTOMERS, ANA, "the last line that was heard")
        world.said(CUSTOMERS, MAYA, "missed one")
        world.said(CUSTOMERS, MAYA, "missed in the old thread", root=old["ts"])
        new = world.said(CUSTOMERS, MAYA, "missed two")
        world.said(CUSTOMERS, ANA, "missed in the new thread", root=new["ts"])

        assert await heard(office, last["ts"]) == [
            "missed one",
            "missed in the old thread",
            "missed two",
            "missed in the new thread",
        ]


async def test_an_edit_of_a_known_line_is_caught_as_an_edit() -> None:
    async with an_office(http=True) as office:
        line = office.world.said(CUSTOMERS, MAYA, "thanks!")
        last = office.world.said(CUSTOMERS, ANA, "you are welcome")
        office.world.channels[CUSTOMERS].messages[0] |= {
            "text": "thanks! but how do I undo it?",
            "edited": {"user": MAYA, "ts": office.world.ts()},
        }

        ((_, raw),) = await caught_up(office, last["ts"])

    assert read(raw) == Edited(
        channel=CHANNEL,
        id=line["ts"],
        at=office.clock.now() + timedelta(microseconds=3),
        text="thanks! but how do I undo it?",
    )


async def test_our_own_posts_were_not_missed() -> None:
    async with an_office(http=True) as office:
        last = office.world.said(CUSTOMERS, MAYA, "hello")
        office.world.chat_postMessage({"channel": CUSTOMERS, "text": "a reply", "thread_ts": last["ts"]})

        assert await heard(office, last["ts"]) == []


async def test_a_channel_in_which_nothing_was_heard_yet_missed_nothing() -> None:
    async with an_office(http=True) as office:
        office.world.said(CUSTOMERS, MAYA, "before anybody listened")

        assert await heard(office, None) == []
        assert office.fake.called("conversations.history") == []


async def test_what_comes_live_and_from_history_is_stored_once() -> None:
    async with an_office() as office:
        first = office.world.said(CUSTOMERS, MAYA, "first")
        await office.writes(MAYA, "How do I export my data?")
        ((event_id, raw),) = await caught_up(office, first["ts"])

        assert await office.rooms.store.put(event_id, "slack", raw, office.clock.now()) is False


async def test_a_rate_limit_is_waited_out_as_long_as_slack_asks() -> None:
    async with an_office(http=True) as office:
        first = office.world.said(CUSTOMERS, MAYA, "first")
        office.world.said(CUSTOMERS, MAYA, "second")
        office.fake.goes_wrong("conversations.history", Fault.RATE_LIMITED, Fault.RATE_LIMITED)
        paused: list[float] = []

        async def pause(seconds: float) -> None:
            paused.append(seconds)

        web = Web(office.slack._web.client)
        found = [raw async for _, raw in missed(web, CHANNEL, first["ts"], pause)]

    assert (len(found), paused) == (1, [7.0, 7.0])


async def test_one_page_a_minute_of_fifteen_lines_still_reads_everything() -> None:
    async with an_office(http=True) as office:
        first = office.world.said(CUSTOMERS, MAYA, "first")
        for number in range(40):
            office.world.said(CUSTOMERS, MAYA, f"line {number}")
        office.world.narrow = True

        async def pause(seconds: float) -> None:
            office.clock.at += timedelta(seconds=seconds)

        web = Web(office.slack._web.client)
        found = [read(raw) async for _, raw in missed(web, CHANNEL, first["ts"], pause)]

    assert [line.text for line in found if isinstance(line, Said)] == [f"line {n}" for n in range(40)]


async def test_a_baseline_is_read_as_slack_allows_threads_included() -> None:
    async with an_office(http=True) as office:
        root = office.world.said(CUSTOMERS, MAYA, "How do I export?")["ts"]
        office.world.said(CUSTOMERS, ANA, "Settings, then Export.", root)
        office.world.said(CUSTOMERS, MAYA, "thanks")
        office.world.narrow = True

        async def pause(seconds: float) -> None:
            office.clock.at += timedelta(seconds=seconds)

        since, until = office.clock.at - timedelta(days=30), office.clock.at + timedelta(minutes=1)
        web = Web(office.slack._web.client)
        told = [line.text async for line in history(web, CHANNEL, since, until, pause)]

    assert told == ["How do I export?", "Settings, then Export.", "thanks"]
