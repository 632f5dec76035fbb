"""A process killed between any two steps leaves one card and one reply, once another one has started."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import pytest

from tests.slack.a_process import live
from tests.slack.office import (
    ANA,
    COLE,
    CUSTOMERS,
    MAYA,
    NADIA,
    STAFF,
    TestClock,
    a_workspace,
    click,
    envelope,
    labels,
    submission,
)
from tests.slack.server import FakeSlack, open_fake
from tests.slack.test_transcripts import connect, private, public
from tests.slack.world import World

PROCESSES = get_context("forkserver")  # a process is forked with everything imported, and as mortal
PROCESSES.set_forkserver_preload(["tests.slack.a_process"])


@dataclass(slots=True)
class Life:
    """A workspace, and the process that serves it until it is killed."""

    fake: FakeSlack
    clock: TestClock
    folder: Path
    lives: int = 0
    process: ForkServerProcess | None = None
    killed: asyncio.Event = field(default_factory=asyncio.Event)
    customer: str = MAYA

    @property
    def world(self) -> World:
        return self.fake.world

    def cards(self) -> list[dict[str, Any]]:
        """Return the cards that stand in the staff channel."""
        return [post for post in self.world.channels[STAFF].messages if " in #acme: " in post["text"]]

    def replies(self) -> list[dict[str, Any]]:
        return [message for message in self.world.channels[CUSTOMERS].messages if "username" in message]

    async def starts(self) -> None:
        """Start a process; each one starts two minutes later by its own clock."""
        self.process = PROCESSES.Process(target=live, args=(self.fake.url, self.folder, self.lives * 120))
        self.process.start()
        self.lives += 1
        await self.fake.sockets_open(2, within=30)

    async def dies(self) -> None:
        if self.process:
            self.process.kill()
            await asyncio.to_thread(self.process.join)
        self.killed.set()

    def dies_when(self, method: str, place: str) -> None:
        """Kill the process when Slack has carried out a call, before it hears the answer."""

        async def kill(args: dict[str, Any]) -> None:
            if args.get("channel") == place and not self.killed.is_set():
                await self.dies()

        self.fake.carried_out[method] = kill

    async def asks(self) -> None:
        self.clock.at = datetime.now(UTC)
        line = self.world.said(CUSTOMERS, self.customer, "How do I export my data?")
        await self._heard(line)

    async def answers(self, text: str) -> None:
        """Let the customer write on in the thread."""
        self.clock.at = datetime.now(UTC)
        root = self.world.channels[CUSTOMERS].messages[0]["ts"]
        line = self.world.said(CUSTOMERS, self.customer, text, root)
        await self._heard(line)

    async def _heard(self, line: dict[str, Any]) -> None:
        kind = "group" if self.world.channels[CUSTOMERS].private else "channel"
        number = len(self.world.channels[CUSTOMERS].messages)
        event = {**line, "channel": CUSTOMERS, "channel_type": kind}
        await self.fake.push("events_api", envelope(event, number))

    async def sends(self) -> None:
        await self.presses("Send", STAFF, self.cards()[0])

    async def presses(self, label: str, place: str, post: dict[str, Any]) -> None:
        await self.fake.push("interactive", click(self.world.trigger(), ANA, place, post, label))

    async def submits(self) -> None:
        await self.fake.push("interactive", submission(ANA, self.world.views[-1], {}))

    def nudges(self) -> list[dict[str, Any]]:
        """Return what stands in Ana's direct messages."""
        direct = self.world.channels.get("D" + ANA)
        return direct.messages if direct else []

    async def dies_and_starts(self) -> None:
        await self.dies()
        await self.starts()

    async def shows(self, true: Callable[[], bool]) -> None:
        """Wait until the running process has made something true, then let it die and another one start."""
        await self.fake.until(true)
        await self.dies_and_starts()


@asynccontextmanager
async def a_life(
    folder: Path, kind: Callable[[World], None] = public, customer: str = MAYA
) -> AsyncIterator[Life]:
    clock = TestClock(datetime.now(UTC))
    world = a_workspace(clock)
    kind(world)
    async with open_fake(world) as fake:
        life = Life(fake, clock, folder, customer=customer)
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


@pytest.mark.parametrize(
    ("kind", "customer"),
    [
        pytest.param(public, COLE, id="a public channel"),
        pytest.param(private, MAYA, id="a private channel"),
        pytest.param(connect, MAYA, id="a Connect channel"),
        pytest.param(public, NADIA, id="a guest"),
    ],
)
async def test_killed_between_every_two_steps_of_a_conversation_nothing_is_lost_or_said_twice(
    tmp_path: Path, kind: Callable[[World], None], customer: str
) -> None:
    async with a_life(tmp_path, kind, customer) as life:
        await life.asks()
        await life.dies_and_starts()  # stored, not looked at
        await life.shows(lambda: any("Send" in labels(card) for card in life.cards()))
        await life.sends()
        await life.dies_and_starts()  # decided, not posted
        await life.shows(lambda: "nswered by Ana" in life.cards()[0]["text"])
        await life.answers("that worked, thank you!")
        await life.dies_and_starts()
        await life.shows(lambda: bool(life.nudges()) and "Use this text…" in labels(life.nudges()[0]))
        await life.presses("Use this text…", "D" + ANA, life.nudges()[0])
        await life.shows(lambda: bool(life.world.views))  # a window is open, whoever opened it is gone
        await life.submits()
        await life.dies_and_starts()
        await life.shows(lambda: len(life.replies()) == 2)
        await life.shows(lambda: labels(life.nudges()[0]) == [])
        await life.answers("yes, all good now")
        await life.dies_and_starts()
        await life.fake.until(lambda: "the customer confirmed" in life.cards()[0]["text"])

        assert (len(life.cards()), len(life.replies()), len(life.nudges())) == (1, 2, 1)
