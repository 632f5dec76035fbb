"""A Discord of our own at real time, in a process of its own: what it costs is not the product's.

`running` starts it and gives what it is told by: a line of JSON in, what happens on it, and an answer.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.discord import payloads
from tests.discord.payloads import ANA, STAFF, Payload
from tests.discord.rest import Asked
from tests.discord.server import PATIENCE, Discord, serving
from tests.discord.world import buttons

CHANNELS, CUSTOMERS = 100, 2500
FIRST_CHANNEL, FIRST_CUSTOMER = 10_000, 20_000
PER_SECOND, CLICKS, CARDS = 50, 200, 100
LINES_IN_A_BURST = 3
REPLAYED = 2000  # events that a client may resume behind, as on Discord
TURN = ["claim", "release"]


class Quick(Discord):
    """The server at real time, with 100 channels, forgetting what nobody asks for again."""

    def __init__(self) -> None:
        super().__init__()
        for number in range(CHANNELS):
            self.guild["channels"].append(payloads.channel(FIRST_CHANNEL + number, f"help-{number}"))
        for number in range(CUSTOMERS):
            payloads.NAMES[FIRST_CUSTOMER + number] = f"Customer {number}"

        self.sent = deque(maxlen=REPLAYED)  # type: ignore[assignment]  # the tests' server never forgets
        self.carded = 0  # cards that were posted, updates apart
        self.card: Payload | None = None  # the first of them

    def id(self) -> int:
        self._made += 1
        return payloads.snowflake(datetime.now(UTC), self._made % 4096)

    async def _noted(self, asked: Asked) -> None:
        await super()._noted(asked)
        if asked.method == "POST" and str((asked.body or {}).get("nonce", "")).startswith("card-"):
            self.carded += 1
            shown = {"components": asked.body["components"]}
            self.card = self.card or payloads.message(self.id(), STAFF, payloads.BOT, "", **shown)
        if len(self.asked) > 500:
            del self.asked[:250]
            for channel in range(FIRST_CHANNEL, FIRST_CHANNEL + CHANNELS):
                self.messages.pop(channel, None)


class Endless(Quick):
    """The server for the long stream: it keeps no posts."""

    def answer(self, asked: Asked, query: Any) -> tuple[int, Any]:
        changed = re.fullmatch(r"/channels/(\d+)/messages/(\d+)", asked.path)
        if changed and asked.method == "PATCH":
            return 200, payloads.message(int(changed[2]), int(changed[1]), payloads.BOT, "")
        answer = super().answer(asked, query)
        self.messages.clear()
        if len(self.nonces) > 1000:
            self.nonces.clear()
        return answer


async def pressed(server: Quick, on: Payload, id: str, number: int, values: list[str] | None) -> float:
    """Press a button, or choose the next of a menu's entries; return after how many ms it was answered."""
    chosen = [values[number % len(values)]] if values else None
    began = time.perf_counter()
    try:
        await server.presses(on, id, ANA, values=chosen)
    except TimeoutError:
        return PATIENCE * 1000
    return (time.perf_counter() - began) * 1000


async def cards(server: Quick) -> list[float]:
    """Let customers ask one after another, each waiting for the post in the staff channel."""
    took = []
    for number in range(CARDS):
        before = len(server.messages[STAFF])
        began = time.perf_counter()
        await server.says(FIRST_CHANNEL + number, FIRST_CUSTOMER + number, "How do I export my data?")
        await server.until(_more(server, before))
        took.append((time.perf_counter() - began) * 1000)
    return took


def _more(server: Quick, before: int) -> Callable[[], bool]:
    return lambda: len(server.messages[STAFF]) > before


async def clicks(server: Quick) -> list[float]:
    """Press the menu of the first card; a button that an empty client answers, where there is no card."""
    card = next((post for post in server.messages[STAFF] if "More" in buttons(post)), None)
    if card is None:
        plain = payloads.message(server.id(), STAFF, payloads.BOT, "")
        return [await pressed(server, plain, "echo", number, None) for number in range(CLICKS)]
    more = buttons(card)["More"]
    return [await pressed(server, card, more, number, TURN) for number in range(CLICKS)]


@dataclass(slots=True)
class Stream:
    """An even stream of messages: in every channel customers write three lines, one by one."""

    server: Quick
    said: int = 0
    seconds: float = 0.0
    clicks: list[float] = field(default_factory=list)

    async def run(self, minutes: float) -> None:
        """Say messages for so long, while somebody presses a button each second."""
        async with asyncio.TaskGroup() as tasks:
            clicking = tasks.create_task(self._press())
            await self._say(minutes)
            clicking.cancel()

    async def _say(self, minutes: float) -> None:
        """Keep the pace; a machine that cannot says fewer."""
        began = time.perf_counter()
        while time.perf_counter() < began + minutes * 60:
            channel, turn = self.said % CHANNELS, self.said // CHANNELS // LINES_IN_A_BURST
            customer = FIRST_CUSTOMER + channel + CHANNELS * (turn % (CUSTOMERS // CHANNELS))
            await self.server.says(FIRST_CHANNEL + channel, customer, f"Why does export {self.said} fail?")
            self.said += 1
            await asyncio.sleep(max(0.0, began + self.said / PER_SECOND - time.perf_counter()))
        self.seconds = time.perf_counter() - began

    async def _press(self) -> None:
        while True:
            await asyncio.sleep(1.0)
            if self.server.card:
                more = buttons(self.server.card)["More"]
                self.clicks.append(await pressed(self.server, self.server.card, more, len(self.clicks), TURN))


async def _serve(kind: str) -> None:
    """Answer what is asked until nobody asks any more. `stream` begins one, which goes on meanwhile."""
    server = Endless() if kind == "endless" else Quick()
    stream, lines = Stream(server), asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    async with serving(server), asyncio.TaskGroup() as tasks:
        print(json.dumps({"api_url": server.api_url, "gateway_url": server.gateway_url}), flush=True)
        while line := await lines.readline():
            match json.loads(line):
                case ["cards"]:
                    answer: Any = await cards(server)
                case ["clicks"]:
                    answer = await clicks(server)
                case ["stream", minutes]:
                    going_on = tasks.create_task(stream.run(minutes))
                    answer = None
                case ["ended"]:
                    await going_on
                    answer = {"said": stream.said}
                case _:
                    told = {"said": stream.said, "seconds": stream.seconds, "clicks": stream.clicks}
                    answer = {**told, "carded": server.carded, "cpu_seconds": time.process_time()}
            print(json.dumps(answer), flush=True)


@dataclass(frozen=True, slots=True)
class Running:
    """The server as its own process: where it listens, and what can be asked of it."""

    api_url: str
    gateway_url: str
    ask: Callable[..., Awaitable[Any]]


@asynccontextmanager
async def running(kind: str) -> AsyncIterator[Running]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.discord_server", kind,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=2**20,
    )  # fmt: skip
    told, heard = process.stdin, process.stdout
    assert told is not None
    assert heard is not None

    async def ask(*what: Any) -> Any:
        told.write(json.dumps(what).encode() + b"\n")
        return json.loads(await heard.readline())

    try:
        yield Running(**json.loads(await heard.readline()), ask=ask)
    finally:
        told.close()
        await process.wait()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1]))
