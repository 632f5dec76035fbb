"""The demo: an invented help centre, with conversations that show a waiting, an answered and a late one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.messages import Person, Role
from bot.policy import Policy
from bot.process.rooms import Rooms
from bot.record import Queue
from bot.settings import Chroma, Embeddings, Settings, with_port
from bot.shell.demo_past import BEGAN, furnish_past, key_of

SAMPLE = Path(__file__).parents[1] / "sample"
STAFF_CHANNEL = "console:staff"
CHANNELS = {"console:help": "#help", "console:billing": "#billing"}
OWNER = "console:agent-ana"
BACKUP = "console:agent-dana"


def demo_settings(settings: Settings, *, port: int | None) -> Settings:
    """Return settings for a demo in a folder of its own: no platforms, no server, no key.

    Its index stays from one demo to the next, so that a second start takes seconds.
    """
    plain = settings.model_copy(
        update={
            "data_folder": settings.data_folder / "demo",
            "database_url": None,
            "chroma": Chroma(),
            "embeddings": Embeddings(),
            "slack": None,
            "discord": None,
        }
    )
    return with_port(plain, port)


def suggestions() -> Sequence[str]:
    """Return things a visitor can type as a customer."""
    return tuple(_script()["suggestions"])


def _script() -> Mapping[str, Any]:
    script: Mapping[str, Any] = yaml.safe_load((SAMPLE / "conversations.yaml").read_text("utf-8"))
    return script


async def furnish(rooms: Rooms, *, conversations: bool = True) -> None:
    """Watch the console's channels and play the sample conversations, as if they had just happened.

    A desk that watches anything already is left as it is.
    """
    now = rooms.clock.now()
    policy = Policy(
        staff_channel=STAFF_CHANNEL,
        owner=OWNER,
        backup=BACKUP,
        lead=OWNER,
        promise=timedelta(minutes=45),
    )
    async with rooms.store.begin() as work:
        if await work.all_watched():
            return
        for channel, name in CHANNELS.items():
            await work.watch(channel, name, policy, by="desk", at=now - BEGAN if conversations else now)
        for person in _customers() if conversations else ():
            await work.save_person(person)
        if conversations:
            await furnish_past(work, tuple(CHANNELS), policy, now)
    if not conversations:
        return
    for event_id, raw, at in sorted(_events(now), key=lambda event: event[2]):
        await rooms.store.put(event_id, "console", raw, at)
    rooms.bell.ring(Queue.INBOX)


def _customers() -> list[Person]:
    return [
        Person(
            id=key_of(one["customer"]), name=one["customer"], role=Role.CUSTOMER, zone=one.get("zone", "UTC")
        )
        for one in _script()["conversations"]
    ]


def _events(now: datetime) -> list[tuple[str, Mapping[str, Any], datetime]]:
    events: list[tuple[str, Mapping[str, Any], datetime]] = []
    for number, one in enumerate(_script()["conversations"]):
        channel = f"console:{one['channel'].lstrip('#')}"
        root = f"demo-{number}-0"
        spoken = [
            *((line["minutes_ago"], key_of(one["customer"]), line["text"]) for line in one["lines"]),
            *(
                (line["minutes_ago"], _agent(line["agent"]), line["text"])
                for line in one.get("replies") or ()
            ),
        ]
        for turn, (ago, author, text) in enumerate(sorted(spoken, key=lambda said: -said[0])):
            at = now - timedelta(minutes=ago)
            raw = {
                "kind": "said",
                "channel": channel,
                "id": f"demo-{number}-{turn}",
                "author": author,
                "at": at.isoformat(),
                "text": text.strip(),
                "root": root if turn else None,
            }
            events.append((f"demo-{number}-{turn}", raw, at))
    return events


def _agent(name: str) -> str:
    return f"console:agent-{name.split()[0].lower()}"
