"""A whole desk with the real store and the real adapter, in a fake workspace: what scenarios use."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from adapters.slack import open_slack
from adapters.slack.slack import Slack
from adapters.slack.sockets import CONNECTIONS, Pace
from adapters.store import open_store
from bot.drafting import Composer
from bot.policy import Policy
from bot.process.rooms import Rooms, wire
from bot.settings import Slack as Settings
from knowledge.ports import Audience, Band, Found, Source
from tests.slack.captured import captured, interaction
from tests.slack.server import APP_TOKEN, BOT_TOKEN, FakeSlack, open_fake
from tests.slack.world import BOT_USER, TEAM, World

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECRET = "a-signing-secret"
CUSTOMERS, STAFF = "C7", "C8"
MAYA, NADIA, ANA, BEN, COLE = "U1", "U2", "U8", "U9", "U7"
ANSWER = "Open Settings, choose Export, and press Start. The file arrives by e-mail."


@dataclass(slots=True)
class TestClock:
    """A clock that stands still until it is told."""

    __test__ = False
    at: datetime = MORNING

    def now(self) -> datetime:
        return self.at


class OneArticle:
    """A help centre with one article, which answers everything."""

    async def search(self, text: str, *, limit: int = 5, exclude: frozenset[str] = frozenset()) -> Found:
        source = Source(
            article_id="export",
            title="Export your data",
            heading=None,
            passage=ANSWER,
            audience=Audience.PUBLIC,
            url="https://help.example/export",
            updated_at=None,
            score=0.9,
        )
        return Found(sources=(source,), band=Band.DRAFT, confidence=0.9)


@dataclass(slots=True)
class Office:
    """People, their workspace and the desk, driven as a scenario reads."""

    clock: TestClock
    world: World
    fake: FakeSlack
    rooms: Rooms
    slack: Slack
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def staff(self) -> list[dict[str, Any]]:
        """What stands in the staff channel, Waiting now apart."""
        queue = ("Waiting now", "Nobody is waiting")
        return [post for post in self.world.channels[STAFF].messages if not post["text"].startswith(queue)]

    @property
    def card(self) -> dict[str, Any]:
        return self.staff[-1]

    def thread(self, root: str) -> list[str]:
        """Return a thread as a person reads it."""
        shown = self.world.channels[CUSTOMERS].thread(root)
        return [f"{self._name(message)}: {message['text']}" for message in shown]

    async def writes(self, user: str, text: str, *, root: str | None = None) -> str:
        """Let somebody write in the customers' channel; returns once Slack has our acknowledgement."""
        message = self.world.said(CUSTOMERS, user, text, root)
        kind = "group" if self.world.channels[CUSTOMERS].private else "channel"
        await self.event({**message, "channel": CUSTOMERS, "channel_type": kind})
        return str(message["ts"])

    async def event(self, event: Mapping[str, Any], *, again: int = 0) -> None:
        await self.fake.push("events_api", envelope(event, next(self.numbers)), again=again)

    async def minutes_pass(self, minutes: float) -> None:
        """Let what has come in take effect, as it does at once outside a test; then let time go on."""
        await self.settle()
        self.clock.at += timedelta(minutes=minutes)
        await self.settle()

    async def settle(self) -> None:
        await self.rooms.watch.settle(self.clock.now())

    async def presses(self, user: str, label: str, on: Mapping[str, Any] | None = None) -> None:
        """Press a button, or choose an entry of More, on a post as it stands."""
        post = on or self.card
        where = next(each.id for each in self.world.channels.values() if post["ts"] in each.stamps())
        await self.fake.push("interactive", click(self.world.trigger(), user, where, post, label))
        await self.settle()

    async def submits(self, user: str, typed: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Fill in and submit the window that was opened last; returns what Slack was answered."""
        view = self.world.views[-1]
        answer = await self.fake.push("interactive", submission(user, view, typed or {}))
        await self.settle()
        return answer

    def _name(self, message: Mapping[str, Any]) -> str:
        if "username" in message:
            return str(message["username"])
        profile = self.world.users[message["user"]]["profile"]
        return str(profile.get("display_name") or profile["real_name"])


def envelope(event: Mapping[str, Any], number: int) -> dict[str, Any]:
    return captured("messages", "plain") | {"event_id": f"Ev{number}", "event": dict(event)}


def click(trigger: str, user: str, channel: str, post: Mapping[str, Any], label: str) -> dict[str, Any]:
    pressed = _action(post, label)
    payload = interaction("button" if pressed["type"] == "button" else "menu", user, trigger_id=trigger)
    (shape,) = payload["actions"]
    return payload | {
        "channel": payload["channel"] | {"id": channel},
        "container": payload["container"] | {"message_ts": post["ts"], "channel_id": channel},
        "message": payload["message"] | post,
        "actions": [shape | pressed],
    }


def labels(post: Mapping[str, Any]) -> list[str]:
    """Return what can be pressed on a post, entries of More included."""
    found = []
    for element in _elements(post):
        found += (
            [element["text"]["text"]]
            if element["type"] == "button"
            else [option["text"]["text"] for option in element["options"]]
        )
    return found


def _elements(post: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        element for block in post["blocks"] if block["type"] == "actions" for element in block["elements"]
    ]


def _action(post: Mapping[str, Any], label: str) -> dict[str, Any]:
    for element in _elements(post):
        about = {"action_id": element["action_id"], "type": element["type"], "block_id": "b"}
        if element["type"] == "button" and element["text"]["text"] == label:
            return about | {"value": element["value"]}
        for option in element.get("options", ()):
            if option["text"]["text"] == label:
                return about | {"selected_option": option}
    raise AssertionError(f"nothing to press is called {label!r}: {labels(post)}")


def submission(user: str, view: Mapping[str, Any], typed: Mapping[str, str]) -> dict[str, Any]:
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            name = block["block_id"].split(":")[1]
            values[block["block_id"]] = {"value": _filled(block["element"], typed.get(name))}
    payload = interaction("submission", user)
    return payload | {"view": payload["view"] | view | {"state": {"values": values}}}


def _filled(element: Mapping[str, Any], typed: str | None) -> dict[str, Any]:
    if element["type"] == "static_select":
        chosen = {"value": typed} if typed else element.get("initial_option")
        return {"type": "static_select", "selected_option": chosen}
    if element["type"] == "users_select":
        return {"type": "users_select", "selected_user": typed or element.get("initial_user")}
    return {"type": element["type"], "value": element.get("initial_value") if typed is None else typed}


def a_workspace(clock: TestClock) -> World:
    """Return a workspace with customers and staff: Cole is neither, Nadia is a guest."""
    world = World(clock.now)
    world.person(BOT_USER, "Frontdesk", is_bot=True)
    world.person(MAYA, "Maya", team_id="T2")
    world.teams["T2"] = "Northwind"
    world.person(NADIA, "Nadia", is_restricted=True)
    world.person(ANA, "Ana")
    world.person(BEN, "Ben")
    world.person(COLE, "Cole")
    world.channel(CUSTOMERS, MAYA, NADIA, ANA, BEN, COLE)
    world.channel(STAFF, ANA, BEN)
    return world


def settings(url: str, *, http: bool = False, **more: Any) -> Settings:
    ways = {"signing_secret": SecretStr(SECRET)} if http else {"app_token": SecretStr(APP_TOKEN)}
    return Settings(bot_token=SecretStr(BOT_TOKEN), api_url=url, **ways, **more)


@asynccontextmanager
async def an_office(
    *, http: bool = False, folder: Path = Path(), pace: Pace | None = None, **more: Any
) -> AsyncIterator[Office]:
    """Open a workspace whose customers' channel is watched and, over sockets, listened to."""
    clock = TestClock()
    world = a_workspace(clock)
    async with open_fake(world) as fake, open_store("memory:", folder) as store:
        rooms = wire(store, OneArticle(), Composer(), clock, holder="test")
        async with open_slack(
            settings(fake.url, http=http, **more),
            store,
            rooms.desk,
            rooms.lead,
            clock,
            rooms.bell.ring,
            pace=pace,
        ) as slack:
            rooms.platforms["slack"] = slack
            await watch(rooms, clock)
            office = Office(clock, world, fake, rooms, slack)
            if http:
                yield office
            else:
                async with asyncio.TaskGroup() as tasks:
                    running = tasks.create_task(slack.run())
                    await fake.sockets_open(CONNECTIONS)
                    yield office
                    running.cancel()


async def watch(rooms: Rooms, clock: TestClock) -> None:
    policy = Policy(staff_channel=f"slack:{TEAM}/{STAFF}", owner=f"slack:{TEAM}/{ANA}")
    async with rooms.store.begin() as work:
        await work.watch(f"slack:{TEAM}/{CUSTOMERS}", "#acme", policy, by="test", at=clock.now())
