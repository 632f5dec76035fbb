"""A whole desk in memory on a virtual clock, driven in the words of the people who use it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from adapters.memory import ChatInMemory
from adapters.store import MEMORY, open_store
from bot.card import Alert, Alerts, Answered, Ask, Card, Click, Nudge, Nudges, Outcome, Verb, View, Waiting
from bot.conversation import Conversation
from bot.drafting import Composer, Writer
from bot.messages import Person, Role
from bot.policy import Policy
from bot.ports import Draw, Search
from bot.process.rooms import Rooms, wire
from bot.shell.replay import VirtualClock
from bot.showing.cards import card
from knowledge.ports import Audience, Band, Found, Source

MONDAY_NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HELP, STAFF = "memory:help", "memory:staff"
ANA = Person(id="memory:ana", name="Ana", role=Role.LEAD)
DANA = Person(id="memory:dana", name="Dana", role=Role.AGENT)
COLE = Person(id="memory:cole", name="Cole", role=Role.COLLEAGUE)
MAYA = Person(id="memory:maya", name="Maya", role=Role.CUSTOMER)
KEN = Person(id="memory:ken", name="Ken", role=Role.CUSTOMER)
ROBO = Person(id="memory:robo", name="Robo", role=Role.BOT)
PEOPLE = (ANA, DANA, COLE, MAYA, KEN, ROBO)
POLICY = Policy(staff_channel=STAFF, owner=DANA.id, backup=ANA.id, lead=ANA.id, promise=timedelta(minutes=45))
EXPORT = Source(
    article_id="export-413",
    title="Export fails with error 413",
    heading=None,
    passage="Error 413 means that the file is larger than 50 MB. Export one year at a time.",
    audience=Audience.PUBLIC,
    url="https://help.example/export-413",
    updated_at=None,
    score=0.8,
)
DASHBOARD = replace(
    EXPORT,
    article_id="dashboard",
    title="Read the dashboard",
    passage="The dashboard shows the last 30 days.",
    url="https://help.example/dashboard",
)


@dataclass(slots=True)
class ArticlesInMemory:
    """Finds its sources for any question that shares a word with their titles."""

    sources: tuple[Source, ...] = (EXPORT, DASHBOARD)
    asked: list[str] = field(default_factory=list)

    async def search(self, text: str, *, limit: int = 5, exclude: frozenset[str] = frozenset()) -> Found:
        self.asked.append(text)
        words = set(text.lower().split())
        hits = [
            source
            for source in self.sources
            if words & set(source.title.lower().split()) and source.article_id not in exclude
        ]
        return Found(sources=tuple(hits), band=Band.DRAFT if hits else Band.NONE)


@dataclass(slots=True)
class DeskInMemory:
    """Customers write, agents click, minutes pass."""

    rooms: Rooms
    chat: ChatInMemory
    clock: VirtualClock
    articles: ArticlesInMemory
    said: int = 0

    # -- what people do

    async def says(
        self, who: Person, text: str, *, root: str | None = None, mentions: tuple[str, ...] = (), **about: Any
    ) -> str:
        """Let somebody write a line in #help, and return its id."""
        self.said += 1
        line = f"m{self.said}"
        raw = {
            "kind": "said",
            "channel": HELP,
            "id": line,
            "author": who.id,
            "at": (about.pop("at", None) or self.clock.now()).isoformat(),
            "text": text,
            "root": root,
            "mentions": list(mentions),
            "by_machine": who.role is Role.BOT,
            **about,
        }
        await self.hears(f"event-{line}", raw)
        return line

    async def edits(self, line: str, text: str) -> None:
        await self._changes("edited", line, text=text)

    async def deletes(self, line: str) -> None:
        await self._changes("deleted", line)

    async def hears(self, event_id: str, raw: dict[str, Any]) -> bool:
        """Let a raw event come in, as a platform delivers it."""
        fresh = await self.rooms.store.put(event_id, "memory", raw, self.clock.now())
        await self.settle()
        return fresh

    async def clicks(self, who: Person, verb: Verb, view: View | None = None, **inputs: str) -> Outcome:
        """Press a button of the card (or of another view), with what its form was filled in with."""
        outcome = await self.rooms.desk.do(self.click(who, verb, view, **inputs))
        await self.settle()
        return outcome

    def click(self, who: Person, verb: Verb, view: View | None = None, **inputs: str) -> Click:
        seen = view or self.card
        card = seen.card if isinstance(seen, Alert) else seen
        assert isinstance(card, Card | Nudge)
        return Click(
            verb=verb,
            by=who,
            at=self.clock.now(),
            conversation=card.conversation,
            version=card.version,
            draft=card.draft_id if isinstance(card, Card) else None,
            reply=card.reply_id if isinstance(card, Card) else None,
            notice=seen.notice_id if isinstance(seen, Alert | Nudge) else None,
            inputs=inputs,
        )

    async def minutes_pass(self, minutes: float) -> None:
        """Let time go on, and everything happen that falls due meanwhile, each at its own moment."""
        until = self.clock.at + timedelta(minutes=minutes)
        while (due := await self.rooms.watch.next_due()) and due <= until:
            self.clock.at = max(self.clock.at, due)
            assert await self.settle(), "something is due that nobody can claim"
        self.clock.at = until
        await self.settle()

    async def seconds_pass(self, seconds: float) -> None:
        await self.minutes_pass(seconds / 60)

    async def settle(self) -> int:
        return await self.rooms.watch.settle(self.clock.now())

    async def sets(self, **policy: Any) -> None:
        """Change #help's policy."""
        async with self.rooms.store.begin() as work:
            known = await work.watched(HELP)
            before = known.policy if known else POLICY
            await work.watch(HELP, "#help", replace(before, **policy), by=ANA.id, at=self.clock.now())

    # -- what people see

    def views(self, kind: type[View]) -> list[View]:
        return [view for _, view in self.chat.staff_see.values() if isinstance(view, kind)]

    @property
    def cards(self) -> list[Card]:
        return [view for view in self.views(Card) if isinstance(view, Card)]

    @property
    def card(self) -> Card:
        """The card of the latest conversation."""
        return max(self.cards, key=lambda card: card.conversation)

    async def card_of(self, conversation: int) -> Card:
        """What the card of a conversation shows now, posted or not."""
        async with self.rooms.store.read() as reading:
            found = await card(reading, conversation, self.clock.now())
        assert found is not None
        return found

    @property
    def alerts(self) -> list[Alert]:
        """The alerts in the staff channel."""
        return self.pages(STAFF)

    def pages(self, place: str) -> list[Alert]:
        """The alerts that stand in one place, or with one person."""
        seen = [view for where, view in self.chat.staff_see.values() if where == place]
        rows = [view.rows if isinstance(view, Alerts) else (view,) for view in seen]
        return [one for row in rows for one in row if isinstance(one, Alert)]

    def nudges(self, who: Person) -> list[Nudge]:
        """The private posts of one person that still want something."""
        mine = [view for place, view in self.chat.staff_see.values() if place == who.id]
        parts = [view.parts if isinstance(view, Nudges) else (view,) for view in mine]
        return [one for each in parts for one in each if isinstance(one, Nudge) and one.over is None]

    async def listed(self, who: Person) -> tuple[Nudge, ...]:
        """The nudges that somebody finds in their list, pushed or not."""
        return await self.rooms.desk.nudges(who.id)

    @property
    def waiting(self) -> Waiting:
        return next(view for view in self.views(Waiting) if isinstance(view, Waiting))

    @property
    def customer_sees(self) -> list[str]:
        return [posting.text for posting in self.chat.customers_see]

    async def conversation(self, id: int = 1) -> Conversation:
        async with self.rooms.store.read() as reading:
            found = await reading.conversation(id)
        assert found is not None
        return found

    async def conversations(self) -> list[Conversation]:
        async with self.rooms.store.read() as reading:
            return await reading.conversations()

    async def _changes(self, kind: str, line: str, **about: str) -> None:
        raw = {"kind": kind, "channel": HELP, "id": line, "at": self.clock.now().isoformat(), **about}
        self.said += 1
        await self.hears(f"event-{kind}-{self.said}", raw)


@asynccontextmanager
async def open_desk(
    folder: Path,
    *,
    url: str | None = MEMORY,
    writer: Writer | None = None,
    library: Search | None = None,
    chat: ChatInMemory | None = None,
    at: datetime = MONDAY_NINE,
    holder: str = "test",
    draw: Draw | None = None,
) -> AsyncIterator[DeskInMemory]:
    """Open a desk that watches #help. It runs on the real store code; `url` says on which database."""
    clock = VirtualClock(at)
    chat = chat or ChatInMemory(clock.now)
    chat.now = clock.now
    chat.people.update({person.id: person for person in PEOPLE})
    articles = ArticlesInMemory()
    async with open_store(url, folder) as store:
        rooms = wire(
            store,
            library or articles,
            writer or Composer(),
            clock,
            holder=holder,
            platforms={"memory": chat},
            draw=draw,
        )
        desk = DeskInMemory(rooms, chat, clock, articles)
        async with store.begin() as work:
            for person in (ANA, DANA):
                await work.save_person(person)
            if not await work.all_watched():
                await work.watch(HELP, "#help", POLICY, by=ANA.id, at=clock.now())
        yield desk


def text_of(outcome: Outcome) -> str:
    """Return what a click answered."""
    assert isinstance(outcome, Answered), outcome
    return outcome.text


def form_of(outcome: Outcome) -> Ask:
    """Return the form a click asked for."""
    assert isinstance(outcome, Ask), outcome
    return outcome
