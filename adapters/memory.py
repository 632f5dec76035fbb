"""The platform port's in-memory twin: a chat that keeps what was said and shown, for tests and for replay.

It can be told to fail the way platforms do: refuse, be slow, or post and lose the answer.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.card import View
from bot.errors import NotAllowed, ThreadGone, Unsure
from bot.messages import Deleted, Edited, Heard, Person, Role, Said, Thread
from bot.ports import Posted


@dataclass(frozen=True, slots=True)
class Posting:
    """A reply as the customer sees it."""

    id: str
    thread: Thread
    text: str
    by: str
    at: datetime
    key: str


@dataclass(slots=True)
class ChatInMemory:
    """A chat platform with no network. `fails` are raised by the next calls that post, one each.

    An `Unsure` in `fails` loses the answer after the reply was posted, as a broken connection does.
    """

    now: Callable[[], datetime]
    name: str = "memory"
    people: dict[str, Person] = field(default_factory=dict)
    customers_see: list[Posting] = field(default_factory=list)
    staff_see: dict[str, tuple[str, View]] = field(default_factory=dict)
    shown: list[tuple[str, View]] = field(default_factory=list)
    posted: list[tuple[datetime, str, View]] = field(default_factory=list)  # new messages, which notify
    before: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)  # said while nobody listened
    fails: list[Exception] = field(default_factory=list)
    finds_keys: bool = True
    gone: set[Thread] = field(default_factory=set)
    closed_to: set[str] = field(default_factory=set)  # places that take no messages of ours
    private: set[str] = field(default_factory=set)  # channels that only a customer and staff can read

    def read(self, raw: Mapping[str, Any]) -> Heard | None:
        return read_event(raw)

    async def person(self, key: str, channel: str) -> Person:
        known = self.people.get(key)
        return known or Person(id=key, name=key.partition(":")[2], role=Role.CUSTOMER)

    async def public(self, thread: Thread) -> bool:
        return thread.channel not in self.private

    async def reply(self, thread: Thread, text: str, *, speaking_as: Person, key: str) -> Posted:
        if thread in self.gone:
            raise ThreadGone("The thread was deleted.")
        known = next((posting for posting in self.customers_see if posting.key == key), None)
        if known and self.finds_keys:
            return Posted(id=known.id, at=known.at)
        failure = self.fails.pop(0) if self.fails else None
        if failure and not isinstance(failure, Unsure):
            raise failure
        posting = Posting(f"out-{len(self.customers_see) + 1}", thread, text, speaking_as.id, self.now(), key)
        self.customers_see.append(posting)
        if failure:
            raise failure
        return Posted(id=posting.id, at=posting.at)

    async def amend(self, thread: Thread, message: str, text: str, *, speaking_as: Person) -> None:
        self._fail()
        self.customers_see = [
            Posting(known.id, known.thread, text, known.by, known.at, known.key)
            if known.id == message
            else known
            for known in self.customers_see
        ]

    async def remove(self, thread: Thread, message: str) -> None:
        self._fail()
        self.customers_see = [known for known in self.customers_see if known.id != message]

    async def show(
        self, view: View, *, place: str, message: str | None, key: str, again: bool = False
    ) -> str:
        if place in self.closed_to:
            raise NotAllowed("They take no messages.")
        self._fail()
        if message is None:
            self.posted.append((self.now(), place, view))
        message = message or f"post-{len(self.staff_see) + 1}"
        self.staff_see[message] = (place, view)
        self.shown.append((place, view))
        return message

    async def missed(self, channel: str, since: str | None) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
        for event_id, raw in self.before:
            if raw["channel"] == channel:
                yield event_id, raw

    async def history(self, channel: str, *, since: datetime, until: datetime) -> AsyncIterator[Said]:
        self._fail()
        for _, raw in self.before:
            heard = read_event(raw)
            if isinstance(heard, Said) and heard.channel == channel and since <= heard.at < until:
                yield heard

    def _fail(self) -> None:
        if self.fails:
            raise self.fails.pop(0)


def read_event(raw: Mapping[str, Any]) -> Heard | None:
    """Translate the plain event form that the console, tests and replay share."""
    at = datetime.fromisoformat(raw["at"])
    match raw["kind"]:
        case "said":
            return Said(
                channel=raw["channel"],
                id=raw["id"],
                author=raw["author"],
                at=at,
                text=raw["text"],
                root=raw.get("root"),
                answers=raw.get("answers"),
                mentions=tuple(raw.get("mentions", ())),
                calls_us=bool(raw.get("calls_us", True)),
                by_machine=bool(raw.get("by_machine")),
            )
        case "edited":
            return Edited(channel=raw["channel"], id=raw["id"], at=at, text=raw["text"])
        case "deleted":
            return Deleted(channel=raw["channel"], id=raw["id"], at=at)
        case _:
            return None
