"""Two processes with one token: one listens, the other posts and waits for its turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.store import alone, open_store
from bot.drafting import Composer
from bot.process.catching_up import with_catch_up
from bot.process.in_turn import one_at_a_time
from bot.process.rooms import wire
from bot.process.running import readiness
from tests.discord.payloads import ANA, HELP, MAYA
from tests.discord.server import PATIENCE, serving
from tests.discord.server import Discord as Server
from tests.discord.test_gateway import lines
from tests.discord.world import OneArticle, VirtualClock, World, buttons, restarted
from tests.servers import postgres_admin_url, postgres_url

__all__ = ["postgres_admin_url", "postgres_url"]

pytestmark = pytest.mark.postgres


@asynccontextmanager
async def a_process(
    name: str, url: str, server: Server, clock: VirtualClock, tasks: asyncio.TaskGroup
) -> AsyncIterator[World]:
    async with open_store(url, Path()) as store:
        rooms = wire(store, OneArticle(), Composer(), clock, holder=name)
        async with restarted(server, store, rooms, clock, tasks) as world:
            listen = with_catch_up(world.discord, world.discord.run, rooms)
            in_turn = one_at_a_time("discord", listen, world.discord.stand_by, rooms)
            world._running = tasks.create_task(in_turn())
            yield world
            await world.hangs_up()


async def knows_the_server(world: World) -> None:
    async with asyncio.timeout(PATIENCE):
        while not (world.discord._session and world.discord._session.client.guilds):
            await asyncio.sleep(0.01)


async def takes_in(world: World, text: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while text not in await lines(world):
            await asyncio.sleep(0.01)
            await world.rooms.watch.settle(world.clock.at)


async def test_a_second_process_posts_takes_no_clicks_and_takes_over(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone, "ASKS_EVERY", 0.02)
    clock = VirtualClock()
    async with (
        serving() as server,
        asyncio.TaskGroup() as tasks,
        a_process("one", postgres_url, server, clock, tasks) as first,
    ):
        await first.watches()
        await first.discord._ready.wait()
        async with a_process("two", postgres_url, server, clock, tasks) as second:
            await knows_the_server(second)
            told = readiness(second.rooms)
            await server.says(HELP, MAYA, "My export fails with error 413, why?")
            await first.heard()
            await second.passes(21)  # drafts, and posts the card, without a connection
            (card,) = second.cards()[-1:]
            await server.presses(card, buttons(card)["Send"], ANA)
            await second.passes(1)
            replies = [said for said in server.messages[HELP] if "413" in said["content"]][1:]
            identified = len(server.identified)

            await first.hangs_up()
            await server.says(HELP, MAYA, "And what about PDF, why?", heard=False)
            await server.until(lambda: len(server.identified) == 2)
            await takes_in(second, "And what about PDF, why?")
            taken_over = readiness(second.rooms)

    assert told == {"ready": True, "parts": {"discord": {"ok": True, "text": STANDS_BY}}}
    assert len(replies) == 1
    assert identified == 1
    assert taken_over == {"ready": True, "parts": {"discord": {"ok": True}}}


STANDS_BY = "Another process holds Discord. This one posts, and takes over if it ends."
