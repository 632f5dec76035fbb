"""The console as a chat platform: its chat is the store's lines, its staff messages are the store's posts.

So there is nothing to deliver: posting means telling open pages to look again.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from adapters.console import events, people
from bot.card import View
from bot.conversation import Conversation
from bot.learning.curator import Curator
from bot.messages import Deleted, Edited, Heard, Person, Role, Said, Thread, platform_of
from bot.nudging.presence import Presence
from bot.ports import Clock, Posted, Store
from bot.privacy.disclosure import Disclosed
from bot.record import Queue
from bot.reports.telling import Telling
from bot.settings import Console as ConsoleSettings

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.lead import Lead
    from knowledge.library import Library

_RECENT = 300
MOST_CHARACTERS = 4000


class Console:
    """A chat platform in a web page, for people who want to try the desk, or have no other."""

    name = "console"

    def __init__(
        self,
        store: Store,
        desk: Desk,
        lead: Lead,
        clock: Clock,
        wake: Callable[[Queue], None],
        settings: ConsoleSettings,
        *,
        demo: bool = False,
        suggestions: Sequence[str] = (),
        library: Library | None = None,
        disclosed: tuple[Sequence[Disclosed], str] = ((), ""),
        presence: Presence | None = None,
    ) -> None:
        self.store = store
        self.desk = desk
        self.lead = lead
        self.clock = clock
        self.curator = Curator(store, clock, wake)
        self.reporting = Telling(store, clock, wake)
        self.library = library
        self.disclosed = disclosed  # what is read, kept and sent, and where it is kept
        self.settings = settings
        self.demo = demo
        self.suggestions = tuple(suggestions)
        self.presence = presence or Presence()
        self._wake = wake
        self._made: dict[str, Person] = {}
        self._listeners: list[Callable[[], None]] = []

    # what the desk asks of a platform

    def read(self, raw: Mapping[str, Any]) -> Heard | None:
        return events.read(raw)

    async def person(self, key: str, channel: str) -> Person:
        ours = people.staff(key)
        if ours:
            return ours
        if key in self._made:
            return self._made[key]
        async with self.store.read() as reading:
            known = await reading.person(key)
        return known or Person(id=key, name=people.name_of(key), role=Role.CUSTOMER)

    async def public(self, thread: Thread) -> bool:
        return True  # one room: whoever plays a customer sees it

    async def reply(self, thread: Thread, text: str, *, speaking_as: Person, key: str) -> Posted:
        self.changed()
        return Posted(id=f"reply-{key}", at=self.clock.now())

    async def amend(self, thread: Thread, message: str, text: str, *, speaking_as: Person) -> None:
        self.changed()

    async def remove(self, thread: Thread, message: str) -> None:
        self.changed()

    async def show(
        self, view: View, *, place: str, message: str | None, key: str, again: bool = False
    ) -> str:
        self.changed()
        return message or key

    async def missed(self, channel: str, since: str | None) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
        """Yield nothing: what is said here is stored before the page shows it."""
        nothing: tuple[tuple[str, Mapping[str, Any]], ...] = ()
        for event in nothing:
            yield event

    async def history(self, channel: str, *, since: datetime, until: datetime) -> AsyncIterator[Said]:
        """Yield nothing: a channel here begins when it is watched."""
        nothing: tuple[Said, ...] = ()
        for line in nothing:
            yield line

    # what the pages ask for

    @contextmanager
    def telling(self, listener: Callable[[], None]) -> Iterator[None]:
        """Call `listener` whenever pages may have something new to show."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    def changed(self) -> None:
        for listener in self._listeners:
            listener()

    async def customers(self) -> list[Person]:
        """Return the customers who wrote lately, and those made on the page, by name."""
        async with self.store.read() as reading:
            keys = {one.customer for one in await reading.conversations(limit=_RECENT)}
            known = await reading.people([key for key in keys if platform_of(key) == self.name])
        both = {**known, **self._made}
        return sorted(both.values(), key=lambda person: person.name.casefold())

    async def latest(self, customer: str | None) -> Conversation | None:
        """Return the latest conversation here, of one customer or of all."""
        async with self.store.read() as reading:
            known = await reading.conversations(customer=customer, limit=_RECENT)
        return next((one for one in known if one.thread.platform == self.name), None)

    async def add_customer(self, name: str, zone: str) -> Person:
        """Make a customer, or change the zone of one who exists.

        Raises:
            ValueError: the name cannot be used; the text says why.
        """
        person = people.customer(name, zone)
        async with self.store.begin() as work:
            await work.save_person(person)
        self._made[person.id] = person
        self.changed()
        return person

    async def say(self, author: Person, channel: str, text: str, *, root: str | None) -> Said:
        """Store a new line, as the customer or as one of us writing by hand.

        Raises:
            StoreLost: it is not stored, and nobody will see it.
        """
        line = Said(
            channel=channel,
            id=f"line-{secrets.token_hex(8)}",
            author=author.id,
            at=self.clock.now(),
            text=text[:MOST_CHARACTERS],
            root=root,
        )
        await self._put(line.id, events.said(line))
        return line

    async def change(self, channel: str, id: str, text: str) -> None:
        """Store a new text for a line."""
        line = Edited(channel=channel, id=id, at=self.clock.now(), text=text[:MOST_CHARACTERS])
        await self._put(f"edit-{secrets.token_hex(8)}", events.edited(line))

    async def delete(self, channel: str, id: str) -> None:
        """Store that a line is gone."""
        line = Deleted(channel=channel, id=id, at=self.clock.now())
        await self._put(f"gone-{secrets.token_hex(8)}", events.deleted(line))

    async def _put(self, event_id: str, raw: Mapping[str, Any]) -> None:
        await self.store.put(event_id, self.name, raw, self.clock.now())
        self._wake(Queue.INBOX)
        self.changed()
