"""kill -9 of the process that holds Discord's connection: another takes over, nothing is lost or doubled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from adapters.store import open_store
from bot.messages import Role
from tests.discord import payloads
from tests.discord.a_process import live
from tests.discord.payloads import ANA, HELP, MAYA, NADIA, STAFF, Payload
from tests.discord.server import Discord, serving
from tests.discord.world import buttons, text_of
from tests.servers import postgres_admin_url, postgres_url

__all__ = ["postgres_admin_url", "postgres_url"]

pytestmark = pytest.mark.postgres
PROCESSES = get_context("forkserver")  # a process is forked with everything imported, and as mortal
PROCESSES.set_forkserver_preload(["tests.discord.a_process"])
ROLES_ASKED = r"/guilds/\d+/channels"  # what a process that stands by asks for


class LiveDiscord(Discord):
    """The server at real time: processes of their own have no other."""

    def id(self) -> int:
        self._made += 1
        return payloads.snowflake(datetime.now(UTC), self._made)


@dataclass(slots=True)
class Pair:
    """A server, and the processes that share its token and a database."""

    server: Discord
    database: str
    processes: list[ForkServerProcess] = field(default_factory=list)

    def starts(self) -> None:
        """Start a process; each one is two minutes ahead of the one before."""
        ahead = 120 * len(self.processes)
        given = (self.server.api_url, self.server.gateway_url, self.database, ahead)
        process = PROCESSES.Process(target=live, args=given)
        process.start()
        self.processes.append(process)

    async def kills(self, number: int) -> None:
        self.processes[number].kill()
        await asyncio.to_thread(self.processes[number].join)

    async def listens(self, number: int) -> None:
        await self.server.until(lambda: len(self.server.identified) == number)

    async def stands_by(self) -> None:
        await self.server.call("GET", ROLES_ASKED)

    async def card(self, customer: str) -> Payload:
        """Return a customer's card, once it is there with its draft."""
        await self.server.until(lambda: any("Send" in buttons(post) for post in self.cards(customer)))
        return self.cards(customer)[0]

    def cards(self, customer: str) -> list[Payload]:
        posts = self.server.messages[STAFF]
        return [post for post in posts if f"### {customer}" in text_of(post)]

    def replies(self) -> list[str]:
        return [said["content"] for said in self.server.messages[HELP] if said["author"]["bot"]]

    async def lines(self) -> list[str]:
        """Return what customers said, as the desk has it."""
        async with open_store(self.database, Path()) as store, store.read() as reading:
            known = await reading.conversations()
            said = [line for one in known for line in await reading.lines(one.id)]
        return sorted(line.text for line in said if line.role is Role.CUSTOMER)


@pytest.fixture
async def pair(postgres_url: str) -> AsyncIterator[Pair]:
    async with a_pair(postgres_url) as pair:
        yield pair


@asynccontextmanager
async def a_pair(database: str) -> AsyncIterator[Pair]:
    server = LiveDiscord()
    async with serving(server):
        pair = Pair(server, database)
        try:
            pair.starts()
            await pair.listens(1)
            pair.starts()
            await pair.stands_by()
            yield pair
        finally:
            for number in range(len(pair.processes)):
                await pair.kills(number)


async def test_the_other_process_takes_over_and_reads_what_was_said_meanwhile(pair: Pair) -> None:
    await pair.server.says(HELP, MAYA, "My export fails with error 413, why?")
    await pair.card("Maya")
    await pair.kills(0)
    await pair.server.says(HELP, NADIA, "Where do I find PDF exports?", heard=False)

    await pair.listens(2)
    card = await pair.card("Nadia")
    await pair.server.presses(card, buttons(card)["Send"], ANA)
    await pair.server.until(lambda: len(pair.replies()) == 1)

    assert await pair.lines() == ["My export fails with error 413, why?", "Where do I find PDF exports?"]
    assert [len(pair.cards(name)) for name in ("Maya", "Nadia")] == [1, 1]


async def test_a_line_that_was_just_heard_is_taken_in_once(pair: Pair) -> None:
    await pair.server.says(HELP, MAYA, "My export fails with error 413, why?")
    await pair.kills(0)

    await pair.listens(2)
    await pair.card("Maya")

    assert await pair.lines() == ["My export fails with error 413, why?"]
    assert len(pair.cards("Maya")) == 1


async def test_a_reply_that_was_just_queued_is_posted_once(pair: Pair) -> None:
    await pair.server.says(HELP, MAYA, "My export fails with error 413, why?")
    card = await pair.card("Maya")
    await pair.server.presses(card, buttons(card)["Send"], ANA)
    await pair.kills(0)

    await pair.listens(2)
    await pair.server.until(lambda: "Answered by Ana" in text_of(pair.server.messages[STAFF][0]))

    assert len(pair.replies()) == 1
