"""A process killed between any two steps leaves one card and one reply, once another one has started."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.slack.office import ANA, CUSTOMERS, MAYA, STAFF, TestClock, a_workspace, click, envelope, labels
from tests.slack.server import FakeSlack, open_fake
from tests.slack.world import World

REPOSITORY = Path(__file__).parents[2]


@dataclass(slots=True)
class Life:
    """A workspace, and the process that serves it until it is killed."""

    fake: FakeSlack
    clock: TestClock
    folder: Path
    lives: int = 0
    process: asyncio.subprocess.Process | None = None
    killed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def world(self) -> World:
        return self.fake.world

    def cards(self) -> list[dict[str, Any]]:
        """Return the cards that stand in the staff channel."""
        return [post for post in self.world.channels[STAFF].messages if "Maya in #acme" in post["text"]]

    def replies(self) -> list[dict[str, Any]]:
        return [message for message in self.world.channels[CUSTOMERS].messages if "username" in message]

    async def starts(self) -> None:
        """Start a process; each one starts two minutes later by its own clock."""
        program = [sys.executable, "-m", "tests.slack.a_process", self.fake.url, str(self.folder)]
        self.process = await asyncio.create_subprocess_exec(*program, str(self.lives * 120), cwd=REPOSITORY)
        self.lives += 1
        await self.fake.sockets_open(2, within=30)

    async def dies(self) -> None:
        if self.process and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()
        self.killed.set()

    def dies_when(self, method: str, place: str) -> None:
        """Kill the process when Slack has carried out a call, before it hears the answer."""

        async def kill(args: dict[str, Any]) -> None:
            if args.get("channel") == place and not self.killed.is_set():
                await self.dies()

        self.fake.carried_out[method] = kill

    async def asks(self) -> None:
        self.clock.at = datetime.now(UTC)
        line = self.world.said(CUSTOMERS, MAYA, "How do I export my data?")
        event = {**line, "channel": CUSTOMERS, "channel_type": "channel"}
        await self.fake.push("events_api", envelope(event, 1))

    async def sends(self) -> None:
        payload = click(self.world.trigger(), ANA, STAFF, self.cards()[0], "Send")
        await self.fake.push("interactive", payload)


@asynccontextmanager
async def a_life(folder: Path) -> AsyncIterator[Life]:
    clock = TestClock(datetime.now(UTC))
    async with open_fake(a_workspace(clock)) as fake:
        life = Life(fake, clock, folder)
        try:
            await life.starts()
            yield life
        finally:
            await life.dies()


async def test_killed_after_the_acknowledgement_the_line_still_gets_its_card(tmp_path: Path) -> None:
    async with a_life(tmp_path) as life:
        await life.asks()
        await life.dies()
        await life.starts()
        await life.fake.until(lambda: len(life.cards()) == 1 and "Send" in labels(life.cards()[0]))
        await life.sends()
        await life.fake.until(lambda: len(life.replies()) == 1)

        assert (len(life.cards()), len(life.replies())) == (1, 1)


async def test_killed_while_the_card_is_posted_there_is_one_card(tmp_path: Path) -> None:
    async with a_life(tmp_path) as life:
        life.dies_when("chat.postMessage", STAFF)
        await life.asks()
        await life.killed.wait()
        await life.starts()
        await life.fake.until(lambda: any("Send" in labels(card) for card in life.cards()))
        await life.sends()
        await life.fake.until(lambda: len(life.replies()) == 1)

        assert len(life.cards()) == 1


@pytest.mark.parametrize("moment", ["before", "while"])
async def test_killed_before_or_while_the_reply_is_posted_there_is_one_reply(
    moment: str, tmp_path: Path
) -> None:
    async with a_life(tmp_path) as life:
        await life.asks()
        await life.fake.until(lambda: any("Send" in labels(card) for card in life.cards()))
        if moment == "while":
            life.dies_when("chat.postMessage", CUSTOMERS)
            await life.sends()
            await life.killed.wait()
        else:
            life.dies_when("conversations.replies", CUSTOMERS)
            await life.sends()
            await life.killed.wait()
            assert life.replies() == []
        await life.starts()
        await life.fake.until(lambda: bool(life.cards()) and "nswered by Ana" in life.cards()[0]["text"])

        assert (len(life.cards()), len(life.replies())) == (1, 1)
