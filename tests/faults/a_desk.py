"""A desk in a process of its own, which kills (or stops) itself at a named moment.

Arguments: a JSON object {url, folder, chat, step, dies, minutes}. The chat is a file that outlives the
process, as a platform does: every post and reply is a line in it, replies with their key.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from adapters.memory import ChatInMemory
from bot.card import Card, Verb, View
from bot.messages import Person, Thread
from bot.ports import Posted
from bot.showing.cards import card
from tests.scenario.desk import DANA, HELP, MAYA, MONDAY_NINE, DeskInMemory, open_desk


@dataclass(slots=True)
class ChatInAFile(ChatInMemory):
    """A platform outside the process. It knows the keys of replies, as ours do."""

    file: Path = Path()
    dies: str = ""
    lines: list[dict[str, Any]] = field(default_factory=list)

    def known(self) -> list[dict[str, Any]]:
        text = self.file.read_text("utf-8") if self.file.exists() else ""
        return [json.loads(line) for line in text.splitlines()]

    def write(self, **line: Any) -> None:
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())

    async def reply(self, thread: Thread, text: str, *, speaking_as: Person, key: str) -> Posted:
        reach(self.dies, "calling")
        known = next((line for line in self.known() if line.get("key") == key), None)
        if known is None:
            self.write(kind="reply", key=key, text=text, by=speaking_as.name)
        reach(self.dies, "called")
        return Posted(id=f"out-{key}", at=self.now())

    async def show(
        self, view: View, *, place: str, message: str | None, key: str, again: bool = False
    ) -> str:
        if not isinstance(view, Card):
            return message or key
        reach(self.dies, "drafted")
        if not any(line.get("post") == key for line in self.known()):
            self.write(kind="card", post=key)
        reach(self.dies, "shown")
        return key


def reach(dies: str, moment: str) -> None:
    """Die, or stop, when this is the moment to."""
    if dies == moment:
        os.kill(os.getpid(), signal.SIGKILL)
    if dies == f"stop at {moment}":
        os.kill(os.getpid(), signal.SIGSTOP)


async def customer_writes(desk: DeskInMemory, dies: str) -> None:
    raw = {"kind": "said", "channel": HELP, "id": "m1", "author": MAYA.id, "at": MONDAY_NINE.isoformat()}
    raw["text"] = "my export fails with error 413"
    await desk.rooms.store.put("event-1", "memory", raw, desk.clock.now())
    reach(dies, "stored")
    await desk.minutes_pass(1)


async def agent_sends(desk: DeskInMemory, dies: str) -> None:
    async with desk.rooms.store.read() as reading:
        seen = await card(reading, 1, desk.clock.now())
    assert seen is not None
    await desk.rooms.desk.do(desk.click(DANA, Verb.SEND, seen))
    reach(dies, "queued")
    await desk.settle()


async def time_passes(desk: DeskInMemory, dies: str) -> None:
    await desk.minutes_pass(2)


STEPS = {"write": customer_writes, "send": agent_sends, "pass": time_passes}


async def main(given: dict[str, Any]) -> None:
    chat = ChatInAFile(lambda: MONDAY_NINE, file=Path(given["chat"]), dies=given["dies"])
    at = MONDAY_NINE + timedelta(minutes=given["minutes"])
    holder = f"process-{os.getpid()}"
    async with open_desk(Path(given["folder"]), url=given["url"], chat=chat, at=at, holder=holder) as desk:
        await STEPS[given["step"]](desk, given["dies"])
        conversation = (await desk.conversations())[0]
        sys.stdout.write(json.dumps({"status": conversation.status.value, "waits": len(conversation.waits)}))


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
