"""Slack waits three seconds for an answer. Whoever pressed has it in time, however long the desk takes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.slack import in_time
from tests.slack.desk_side import types, window
from tests.slack.office import ANA, MAYA, Office, an_office, click, submission
from tests.slack.server import listeners_done
from tests.slack.world import TEAM


@pytest.fixture(autouse=True)
def _no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the time for an answer be over as soon as a database is waited for."""
    monkeypatch.setattr(in_time, "ANSWERS_WITHIN_SECONDS", 0.05)


@asynccontextmanager
async def a_busy_database(office: Office) -> AsyncIterator[asyncio.Event]:
    """Keep the only right to write until told to give it back."""
    held, free = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with office.rooms.store.begin() as work:
            await work.mark_channel(f"slack:{TEAM}/C404", name="#nowhere")
            held.set()
            await free.wait()

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(hold())
        await held.wait()
        yield free
        free.set()


async def a_card(office: Office) -> str:
    root = await office.writes(MAYA, "How do I export my data?")
    await office.minutes_pass(1)
    return root


async def test_a_press_is_answered_while_the_desk_still_works_and_is_carried_out() -> None:
    async with an_office() as office:
        root = await a_card(office)
        async with a_busy_database(office) as free:
            payload = click(office.world.trigger(), ANA, "C8", office.card, "Send")
            answered = office.fake.next_answer()
            pushed = asyncio.create_task(office.fake.push("interactive", payload))
            await answered
            free.set()
            await pushed
        await office.settle()

        assert len(office.thread(root)) == 2


async def test_a_submitted_window_says_that_it_takes_longer_and_then_how_it_ended() -> None:
    async with an_office() as office:
        root = await a_card(office)
        await office.presses(ANA, "Edit")
        async with a_busy_database(office) as free:
            words = "Hello Maya, Ana here. I'll look at the export of your data right now."
            payload = submission(ANA, window(office), {"text": words})
            answered = office.fake.next_answer()
            pushed = asyncio.create_task(office.fake.push("interactive", payload))
            answer = await answered
            free.set()
            await pushed
        await office.settle()

        assert answer["view"]["title"]["text"] == "One moment"
        assert window(office)["title"]["text"] == "Done"
        assert office.thread(root)[-1] == f"Ana via Frontdesk: {words}"


async def test_a_slow_command_is_answered_where_it_was_typed_as_soon_as_it_can_be() -> None:
    async with an_office() as office:
        async with a_busy_database(office) as free:
            answered = office.fake.next_answer()
            typed = asyncio.create_task(types(office, ANA, "pause"))
            assert await answered == {}
            free.set()
            told = await typed
        await listeners_done()

        assert told.startswith("Alerts of #acme rest until")
