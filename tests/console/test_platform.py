"""The console as a chat platform: what it stores it reads back, and it knows its people."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from adapters.console import Console, events, serve
from adapters.console.people import ANA, channel_key, customer
from adapters.store import open_store
from bot.desk import Desk
from bot.errors import SettingsWrong
from bot.lead import Lead
from bot.messages import Deleted, Edited, Role, Said, Thread
from bot.ports import Platform, Store
from bot.record import Queue
from bot.settings import Console as ConsoleSettings

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
THREAD = Thread("console:help", "line-1")


class Noon:
    def now(self) -> datetime:
        return NOW


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store("memory:", tmp_path) as store:
        yield store


@pytest.fixture
def rung() -> list[Queue]:
    return []


@pytest.fixture
def console(store: Store, rung: list[Queue]) -> Console:
    desk, lead = cast(Desk, None), cast(Lead, None)  # only the pages ask for them
    return Console(store, desk, lead, Noon(), rung.append, ConsoleSettings())


def test_every_event_reads_back_as_it_was_written() -> None:
    said = Said(channel="console:help", id="line-1", author="console:maya", at=NOW, text="hi", root="line-0")
    edited = Edited(channel="console:help", id="line-1", at=NOW, text="hello")
    deleted = Deleted(channel="console:help", id="line-1", at=NOW)

    assert events.read(events.said(said)) == said
    assert events.read(events.edited(edited)) == edited
    assert events.read(events.deleted(deleted)) == deleted
    assert events.read({"kind": "typing"}) is None


async def test_what_is_said_is_stored_before_anybody_is_told(
    console: Console, store: Store, rung: list[Queue]
) -> None:
    platform: Platform = console
    maya = customer("Maya Lopez", "Europe/Lisbon")

    said = await console.say(maya, "console:help", "hi", root=None)

    assert rung == [Queue.INBOX]
    async with store.read() as reading:
        inboxed = await reading.inboxed(1)
    assert inboxed is not None
    assert platform.read(inboxed.raw) == said


async def test_a_customer_made_on_the_page_is_known_after_a_restart(
    console: Console, store: Store, rung: list[Queue]
) -> None:
    maya = await console.add_customer("  Maya   Lopez ", "America/New_York")

    again = Console(store, cast(Desk, None), cast(Lead, None), Noon(), rung.append, ConsoleSettings())

    assert maya.id == "console:maya-lopez"
    assert await again.person(maya.id, "console:help") == maya
    assert (await again.person(maya.id, "console:help")).zone == "America/New_York"


async def test_our_people_have_their_roles_and_strangers_are_customers(console: Console) -> None:
    assert (await console.person(ANA.id, "console:help")).role is Role.LEAD
    stranger = await console.person("console:jo-doe", "console:help")
    assert (stranger.name, stranger.role) == ("Jo Doe", Role.CUSTOMER)


def test_no_customer_can_take_the_place_of_one_of_us() -> None:
    assert customer("Agent Ana", "UTC").id == "console:customer-agent-ana"


@pytest.mark.parametrize(
    ("name", "key"),
    [("Help desk", "console:help-desk"), ("#help", "console:help"), ("Früh & spät", "console:früh-spät")],
)
def test_a_channel_is_named_as_people_name_it(name: str, key: str) -> None:
    assert channel_key(name) == key


def test_a_name_without_a_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one letter"):
        customer("!!", "UTC")


async def test_posting_twice_with_one_key_is_one_message_and_pages_look_again(console: Console) -> None:
    told: list[str] = []
    with console.telling(lambda: told.append("look")):
        first = await console.reply(THREAD, "Hi", speaking_as=ANA, key="fd-1-1")
        again = await console.reply(THREAD, "Hi", speaking_as=ANA, key="fd-1-1")
    await console.remove(THREAD, first.id)

    assert first.id == again.id == "reply-fd-1-1"
    assert first.at == NOW
    assert told == ["look", "look"]


async def test_there_is_nothing_to_catch_up(console: Console) -> None:
    assert [event async for event in console.missed("console:help", None)] == []


async def test_a_taken_port_is_told_with_the_setting_to_change(store: Store, rung: list[Queue]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = ConsoleSettings(port=taken.getsockname()[1])
        console = Console(store, cast(Desk, None), cast(Lead, None), Noon(), rung.append, settings)

        with pytest.raises(SettingsWrong, match="CONSOLE__PORT"):
            await serve(
                console, ready=dict, metrics=bytes, on_ready=lambda address: None, stop=asyncio.Event()
            )


async def test_the_server_can_be_started_again_in_the_same_process(store: Store, rung: list[Queue]) -> None:
    settings = ConsoleSettings(port=0)
    console = Console(store, cast(Desk, None), cast(Lead, None), Noon(), rung.append, settings)
    for _ in range(2):
        stop = asyncio.Event()
        address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        async with asyncio.TaskGroup() as parts:
            parts.create_task(
                serve(console, ready=_well, metrics=bytes, on_ready=address.set_result, stop=stop)
            )
            async with httpx.AsyncClient(base_url=await address, timeout=10) as browser:
                assert (await browser.get("/readyz")).json() == _well()
                assert "Nobody has written yet" in (await browser.get("/agent")).text
                missing = await browser.get("/nowhere")
                assert (missing.status_code, "Back to the desk" in missing.text) == (404, True)
                failed = await browser.get("/settings")  # there is no lead here to ask
                assert (failed.status_code, "could not be shown" in failed.text) == (500, True)
                assert "AttributeError" not in failed.text
            stop.set()


def _well() -> dict[str, Any]:
    return {"ready": True, "parts": {"watch": {"ok": True}}}
