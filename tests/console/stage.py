"""A whole desk behind a real console, in a process of its own: `python -m tests.console.stage --scene all`.

The store is in memory, the composer writes, and three articles are all it knows. It prints its address
when it is ready, lets three minutes pass on SIGUSR1, and ends on SIGTERM.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from adapters.console import Console, events, serve
from adapters.console.people import ANA, customer
from adapters.store import open_store
from bot.business_hours.hours import ALWAYS, Hours
from bot.business_hours.spans import WEEKDAYS
from bot.drafting import Composer
from bot.messages import Person, Said
from bot.policy import Acknowledge, Policy
from bot.process.rooms import Rooms, wire
from bot.record import Queue
from bot.settings import Console as ConsoleSettings
from knowledge import open_library
from knowledge.ports import Audience, Band, Found, Source
from tests.console import known, month
from tests.knowledge.conftest import WordVectors

HELP, BILLING, STAFF = "console:help", "console:billing", "console:staff"
OFFICE = Hours.parse("Mon-Fri 08:00-19:00", "Europe/Berlin")
SUGGESTIONS = ("how do I invite a colleague?", "is there a dark mode?")


class StageClock:
    """The real time, and three minutes more for each time somebody asks."""

    ahead = timedelta()

    def stands_at(self, moment: datetime) -> None:
        self.ahead = moment - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class ThreeArticles:
    """Finds an article by one word of the question."""

    async def search(self, text: str, *, limit: int = 5, exclude: frozenset[str] = frozenset()) -> Found:
        for word, source in _ARTICLES.items():
            if word in text.casefold() and source.article_id not in exclude:
                return Found(sources=(source,), band=Band.DRAFT)
        return Found()


def _article(id: str, title: str, passage: str) -> Source:
    return Source(
        article_id=id,
        title=title,
        heading=None,
        passage=passage,
        audience=Audience.PUBLIC,
        url=f"https://help.example/{id}",
        updated_at=None,
        score=0.9,
    )


_ARTICLES = {
    "import": _article(
        "import-limits",
        "Limits of an import file",
        "An import file may be up to 20 MB. Split a larger file into parts and import them one by one.",
    ),
    "invite": _article(
        "invite",
        "Invite a colleague",
        "Open Settings > Team, choose Invite and enter their e-mail address. Their link is valid for a week.",
    ),
    "charged": _article(
        "double-charge",
        "A charge appears twice",
        "A second charge on the same day is usually a reservation. Your bank releases it within five days.",
    ),
}


Spoken = tuple[float, Person, str, str, int | None]


def scene(name: str) -> Sequence[Spoken]:
    """Return what was said: minutes ago, by whom, where, the words, and the line whose thread it is in."""
    maya, nadia, ken = (
        customer("Maya Lopez", "America/New_York"),
        customer("Nadia Karim", "Asia/Karachi"),
        customer("Ken Sato", "Asia/Tokyo"),
    )
    waiting: list[Spoken] = [
        (6.5, maya, HELP, "hi, our import fails since this morning", None),
        (6, maya, HELP, "it stops at 80 % and says file too large, the file has 31 MB", None),
    ]
    late: list[Spoken] = [
        (19, nadia, BILLING, "You charged me TWICE this month and nobody answers. Fix it now please", None)
    ]
    answered: list[Spoken] = [
        (42, ken, HELP, "How do I invite a colleague?", None),
        (
            40,
            ANA,
            HELP,
            "Hi Ken, Ana here. Open Settings > Team and choose Invite. Does that work for you?",
            0,
        ),
    ]
    afterwards: list[Spoken] = [
        (60, maya, HELP, "Our import stops at 80 % and says file too large.", None),
        (59, ANA, HELP, "Thank you for the detail, Maya. Please split the file: a part may have 20 MB.", 0),
        (30, maya, HELP, "that worked, thanks!", 0),
        (29, ANA, HELP, "Good. Does everything work as you expected now?", 0),
        (28, maya, HELP, "yes, all good now!", 0),
        (20, ken, HELP, "How do I invite a colleague?", None),
        (18, ANA, HELP, "Hi Ken, Ana here. Open Settings > Team and choose Invite.", 5),
        (5, ken, HELP, "that worked, thanks!", 5),
        (12, nadia, BILLING, "My invoice of March is missing, can you send it?", None),
        (10, ANA, BILLING, "Hi Nadia, Ana here. I'm asking accounting. Next message in 20 minutes.", 8),
    ]
    scenes: dict[str, list[Spoken]] = {
        "waiting": waiting,
        "late": late,
        "answered": answered,
        "afterwards": afterwards,
        "night": waiting[:1],
    }
    if name == "month":
        return tuple(month.lines(datetime.now(UTC), (HELP, BILLING)))
    return [*answered, *late, *waiting] if name == "all" else scenes.get(name, [])


async def _furnish(rooms: Rooms, clock: StageClock, name: str, policy: Policy) -> None:
    now, spoken = rooms.clock.now(), scene(name)
    began = timedelta(days=20 if name == "month" else 0)
    async with rooms.store.begin() as work:
        for channel in (HELP, BILLING):
            await work.watch(channel, f"#{channel.partition(':')[2]}", policy, by=ANA.id, at=now - began)
        for author in {author.id: author for _, author, _, _, _ in spoken}.values():
            await work.save_person(author)
    ids: list[str] = []
    for number, (ago, author, channel, text, thread) in enumerate(spoken):
        ids.append(f"scene-{number}")
        if name == "month":
            await _reach(rooms, clock, now - timedelta(minutes=ago))
        said = Said(
            channel=channel,
            id=ids[-1],
            author=author.id,
            at=now - timedelta(minutes=ago),
            text=text,
            root=ids[thread] if thread is not None else None,
        )
        await rooms.store.put(said.id, "console", events.said(said), clock.now())
    clock.ahead = timedelta()
    await rooms.watch.settle(rooms.clock.now())


async def _reach(rooms: Rooms, clock: StageClock, moment: datetime) -> None:
    """Let the past happen at its own time, up to `moment`."""
    while (due := await rooms.watch.next_due()) and due < moment:
        clock.stands_at(due)
        await rooms.watch.settle(clock.now())
    clock.stands_at(moment)


async def play(name: str, settings: ConsoleSettings, quiet: float) -> None:
    """Serve a scene until the process is told to end."""
    clock = StageClock()
    async with (
        open_store("memory:", Path()) as store,
        open_library(store.shelf, embedder=WordVectors()) as library,
    ):
        rooms = wire(store, ThreeArticles(), Composer(), clock, holder="stage")
        console = Console(
            store,
            rooms.desk,
            rooms.lead,
            rooms.clock,
            rooms.bell.ring,
            settings,
            demo=True,
            suggestions=SUGGESTIONS,
            library=library,
            presence=rooms.presence,
        )
        rooms.platforms["console"] = console
        pause = timedelta(seconds=quiet)
        hours = OFFICE if name == "month" else ALWAYS
        policy = Policy(
            staff_channel=STAFF, owner=ANA.id, lead=ANA.id, hours=hours, rating=name == "afterwards"
        )
        if name == "night":
            tomorrow = WEEKDAYS[(clock.now() + timedelta(days=1)).weekday()]
            hours = Hours.parse(f"{tomorrow} 09:00-17:00", "UTC")
            policy = replace(policy, hours=hours, acknowledgement=Acknowledge.OUT_OF_HOURS)
        await _furnish(rooms, clock, name, replace(policy, quiet=pause, quiet_after_question=pause))
        if name == "articles":
            await known.furnish(store, library, clock)
        stop, loop = asyncio.Event(), asyncio.get_running_loop()

        def minutes_pass() -> None:
            clock.ahead += timedelta(minutes=3)
            rooms.bell.ring(*Queue)

        loop.add_signal_handler(signal.SIGTERM, stop.set)
        loop.add_signal_handler(signal.SIGUSR1, minutes_pass)
        async with asyncio.TaskGroup() as parts:
            working = parts.create_task(rooms.watch.run())
            await serve(console, ready=_ready, metrics=_metrics, on_ready=_print, stop=stop)
            working.cancel()


def _ready() -> dict[str, Any]:
    return {"ready": True, "parts": {"watch": {"ok": True}}}


def _metrics() -> bytes:
    return b"frontdesk_up 1\n"


def _print(address: str) -> None:
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--scene", default="all")
    words.add_argument("--port", type=int, default=0)
    words.add_argument("--password")
    words.add_argument("--quiet", type=float, default=0.5)
    said = words.parse_args()
    settings = ConsoleSettings(port=said.port, password=said.password)
    asyncio.run(play(said.scene, settings, said.quiet))


if __name__ == "__main__":
    main()
