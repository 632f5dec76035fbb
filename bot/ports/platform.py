"""What the desk needs of a chat platform, in its own words. Its in-memory twin is `adapters/memory.py`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.card import View
from bot.messages import Heard, Person, Said, Thread
from bot.reports.chart import Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Where a message of ours ended up, with the platform's own time."""

    id: str
    at: datetime


class Draw(Protocol):
    """Makes a picture of a chart: a PNG that a chat shows whole. Nothing on the loop waits for it."""

    async def __call__(self, chart: Chart, /) -> bytes: ...


class Shows(Protocol):
    """Somewhere a staff post can be shown."""

    async def show(
        self, view: View, *, place: str, message: str | None, key: str, again: bool = False
    ) -> str: ...


class Platform(Protocol):
    """A chat platform: what it says, who its people are, and what we post there.

    Every posting method raises `RateLimited` or `Unreachable` when nothing was posted and the same call is
    safe again, and `NotAllowed` when it never will be (its text says what to change).
    """

    name: str

    def read(self, raw: Mapping[str, Any]) -> Heard | None:
        """Translate a stored event, or return `None` when no person said, edited or deleted anything."""
        ...

    async def person(self, key: str, channel: str) -> Person:
        """Return who somebody is in a channel: name, zone, and what they are to the desk there."""
        ...

    async def public(self, thread: Thread) -> bool:
        """Whether others than the customer and staff can read a thread. A cached answer will do."""
        ...

    async def reply(self, thread: Thread, text: str, *, speaking_as: Person, key: str) -> Posted:
        """Post `text` to the customer in `thread` for a person of ours; the same `key` never posts twice.

        Raises:
            ThreadGone: the thread no longer takes messages.
            Unsure: the answer was lost, and reading the thread did not tell.
        """
        ...

    async def amend(self, thread: Thread, message: str, text: str, *, speaking_as: Person) -> None:
        """Change the text of a reply of ours."""
        ...

    async def remove(self, thread: Thread, message: str) -> None:
        """Delete a reply of ours. Gone already is fine."""
        ...

    async def show(
        self, view: View, *, place: str, message: str | None, key: str, again: bool = False
    ) -> str:
        """Make a staff message show `view` and return its id: update `message`, or post when there is none.

        `place` is a channel or, for a private message, a person. A `message` that is gone is posted anew. A
        bulletin is posted once, with its picture and the picture's words; where pictures are not allowed, the
        words alone. `again`: an earlier try may have posted it, so look first.
        """
        ...

    def missed(self, channel: str, since: str | None) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
        """Yield (event id, raw event) for what was said in a channel after message `since`, oldest first."""
        ...

    def history(self, channel: str, *, since: datetime, until: datetime) -> AsyncIterator[Said]:
        """Yield what was said in a channel and its threads in [`since`, `until`), oldest first.

        Lines as they stand today, machines' included; ours to staff are none. Nothing of it is stored. May
        take as long as the platform's limits ask for.
        """
        ...
