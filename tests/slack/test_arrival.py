"""Events are stored before they are acknowledged, over HTTP and over sockets, once each."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import time
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from pydantic import SecretStr
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette

from adapters.slack import open_slack
from adapters.slack.sockets import CONNECTIONS, Pace
from bot.errors import NotAllowed, StoreLost, Unreachable
from bot.record import Queue
from tests.slack.captured import captured
from tests.slack.office import (
    ANA,
    CUSTOMERS,
    MAYA,
    SECRET,
    STAFF,
    Office,
    TestClock,
    a_workspace,
    an_office,
    click,
    envelope,
    labels,
    settings,
)
from tests.slack.server import Fault, open_fake
from tests.slack.world import BOT, BOT_USER


@dataclass(slots=True)
class Web:
    """Slack's side of our web server."""

    client: httpx.AsyncClient

    async def post(
        self, body: str, kind: str, *, secret: str = SECRET, age: timedelta = timedelta(), **headers: str
    ) -> httpx.Response:
        stamp = str(int(time() - age.total_seconds()))
        signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
        signed = {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature or "",
            "Content-Type": kind,
        }
        return await self.client.post("/slack/events", content=body, headers=signed | headers)

    async def event(self, event: dict[str, Any], number: int = 1, **more: Any) -> httpx.Response:
        return await self.post(json.dumps(envelope(event, number)), "application/json", **more)

    async def again(
        self, event: dict[str, Any], attempt: int = 1, reason: str = "http_timeout", *, minutes_old: float = 0
    ) -> httpx.Response:
        """Deliver the first event once more, as Slack does after an answer it did not get in time."""
        body, age = json.dumps(envelope(event, 1)), timedelta(minutes=minutes_old)
        retry = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        return await self.post(body, "application/json", age=age, **retry)

    async def interaction(self, payload: dict[str, Any]) -> httpx.Response:
        body = urlencode({"payload": json.dumps(payload)})
        return await self.post(body, "application/x-www-form-urlencoded")


@asynccontextmanager
async def served(office: Office) -> AsyncIterator[Web]:
    transport = httpx.ASGITransport(app=Starlette(routes=office.slack.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.example") as client:
        yield Web(client)


def a_line(office: Office, text: str = "How do I export?") -> dict[str, Any]:
    return {**office.world.said(CUSTOMERS, MAYA, text), "channel": CUSTOMERS, "channel_type": "channel"}


async def inbox(office: Office) -> int:
    claims = await office.rooms.store.claim(
        Queue.INBOX, now=office.clock.now(), holder="look", lease=timedelta(), limit=100
    )
    return len(claims)


async def test_a_signed_event_is_stored_and_answered() -> None:
    async with an_office(http=True) as office, served(office) as web:
        answer = await web.event(a_line(office))

        assert (answer.status_code, await inbox(office)) == (200, 1)


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param({"secret": "another"}, id="a wrong secret"),
        pytest.param({"age": timedelta(minutes=6)}, id="six minutes old"),
        pytest.param({"age": timedelta(minutes=-6)}, id="six minutes ahead"),
        pytest.param({"X-Slack-Signature": "v0=00"}, id="a made-up signature"),
    ],
)
async def test_a_forged_or_stale_signature_is_turned_away(forged: dict[str, Any]) -> None:
    async with an_office(http=True) as office, served(office) as web:
        answer = await web.event(a_line(office), **forged)

        assert (answer.status_code, await inbox(office)) == (401, 0)


class FullDisk:
    """A store that cannot write."""

    async def put(self, *event: Any) -> bool:
        raise StoreLost("The database cannot be written.")


async def test_what_cannot_be_stored_is_not_acknowledged() -> None:
    async with an_office(http=True) as office:
        rooms, full = office.rooms, FullDisk()
        async with open_slack(
            settings(office.fake.url, http=True),
            full,  # type: ignore[arg-type]  # nothing but `put` is reached
            rooms.desk,
            rooms.lead,
            office.clock,
            rooms.bell.ring,
        ) as slack:
            transport = httpx.ASGITransport(app=Starlette(routes=slack.routes()))
            async with httpx.AsyncClient(transport=transport, base_url="http://desk.example") as client:
                answer = await Web(client).event(a_line(office))

    assert answer.status_code == 500


async def test_a_redelivered_event_is_stored_once() -> None:
    async with an_office(http=True) as office, served(office) as web:
        line = a_line(office)
        await web.event(line)
        again = await web.event(line, number=2)

        assert (again.status_code, await inbox(office)) == (200, 1)


@pytest.mark.parametrize("reason", ["http_timeout", "http_error", "connection_failed"])
async def test_slack_delivering_the_same_event_again_and_again_is_answered_and_changes_nothing(
    reason: str,
) -> None:
    async with an_office(http=True) as office, served(office) as web:
        line = a_line(office)
        answers = [await web.event(line)]
        for attempt in (1, 2, 3):
            await office.settle()  # the first one has taken effect by now
            answers.append(await web.again(line, attempt, reason))
        await office.minutes_pass(1)

        assert [answer.status_code for answer in answers] == [200] * 4
        assert len(office.staff) == 1
        assert "more in the thread" not in str(office.card["blocks"])


async def test_an_edit_that_is_delivered_again_is_one_edit() -> None:
    async with an_office(http=True) as office, served(office) as web:
        edit = captured("messages", "edited")["event"]
        await web.event(edit)
        again = await web.again(edit)

        assert (again.status_code, await inbox(office)) == (200, 1)


async def test_a_redelivery_with_a_stale_signature_is_turned_away() -> None:
    async with an_office(http=True) as office, served(office) as web:
        answer = await web.again(a_line(office), minutes_old=6)

        assert (answer.status_code, await inbox(office)) == (401, 0)


async def test_an_event_nobody_needs_is_acknowledged_and_not_kept() -> None:
    async with an_office(http=True) as office, served(office) as web:
        own = a_line(office) | {"user": BOT_USER, "bot_id": BOT, "app_id": "A1"}
        statuses = [
            (await web.event(event)).status_code
            for event in (own, {"type": "emoji_changed"}, {"type": "app_uninstalled"})
        ]

        assert (statuses, await inbox(office)) == ([200, 200, 200], 0)


async def test_a_revoked_token_loses_no_event() -> None:
    async with an_office(http=True) as office, served(office) as web:
        office.world.revoked = True
        answer = await web.event(a_line(office))

        assert (answer.status_code, await inbox(office)) == (200, 1)


async def test_slack_can_verify_the_address() -> None:
    async with an_office(http=True) as office, served(office) as web:
        body = json.dumps({"type": "url_verification", "challenge": "c-123"})
        answer = await web.post(body, "application/json")

        assert answer.json() == {"challenge": "c-123"}


async def test_a_button_over_http_sends() -> None:
    async with an_office(http=True) as office, served(office) as web:
        line = a_line(office)
        await web.event(line)
        await office.settle()
        await office.minutes_pass(1)

        answer = await web.interaction(click(office.world.trigger(), ANA, STAFF, office.card, "Send"))
        await office.settle()

        assert (answer.status_code, len(office.thread(line["ts"]))) == (200, 2)


# -- sockets


async def test_a_line_delivered_on_both_sockets_opens_one_conversation() -> None:
    async with an_office() as office:
        line = a_line(office)
        await office.event(line)
        await office.event(line, again=1)
        await office.minutes_pass(1)

        cards = [post for post in office.world.channels[STAFF].messages if "Send" in labels(post)]
        assert len(cards) == 1


async def test_a_refused_app_token_ends_the_part_with_its_reason() -> None:
    clock = TestClock()
    async with an_office(http=True) as office:
        wrong = settings(office.fake.url).model_copy(update={"app_token": SecretStr("xapp-wrong")})
        rooms = office.rooms
        async with open_slack(wrong, rooms.store, rooms.desk, rooms.lead, clock, rooms.bell.ring) as slack:
            with pytest.raises(NotAllowed, match="token"):
                await slack.run()


async def test_a_slack_that_is_down_ends_the_part_and_is_not_hammered() -> None:
    async with an_office(http=True) as office:
        rooms = office.rooms
        nowhere = settings("http://127.0.0.1:9/api/")
        async with open_slack(
            nowhere, rooms.store, rooms.desk, rooms.lead, office.clock, rooms.bell.ring
        ) as slack:
            with pytest.raises(Unreachable):
                await slack.run()


async def test_a_socket_that_dies_is_replaced_while_the_other_listens() -> None:
    quick = Pace(look_every=timedelta(milliseconds=10), bad_looks=1)
    async with an_office(pace=quick) as office:
        await office.fake.sockets[0].close()
        await office.fake.sockets_open(CONNECTIONS)

        await office.event(a_line(office))
        assert await inbox(office) == 1


async def test_a_socket_that_falls_silent_is_replaced() -> None:
    quick = Pace(look_every=timedelta(milliseconds=10), bad_looks=1, ping_every=timedelta(milliseconds=40))
    async with an_office(http=True) as office:
        office.fake.silent_sockets = CONNECTIONS
        rooms = office.rooms
        async with (
            open_slack(
                settings(office.fake.url),
                rooms.store,
                rooms.desk,
                rooms.lead,
                office.clock,
                rooms.bell.ring,
                pace=quick,
            ) as slack,
            asyncio.TaskGroup() as tasks,
        ):
            running = tasks.create_task(slack.run())
            await office.fake.sockets_open(CONNECTIONS, speaking=True)

            await office.event(a_line(office))
            running.cancel()

        assert await inbox(office) == 1


async def test_opening_the_adapter_asks_slack_nothing() -> None:
    clock = TestClock()
    async with open_fake(a_workspace(clock)) as fake, an_office(http=True) as office:
        rooms = office.rooms
        async with open_slack(
            settings(fake.url), rooms.store, rooms.desk, rooms.lead, clock, rooms.bell.ring
        ):
            await asyncio.sleep(0)

        assert fake.calls == []


async def test_no_token_ticket_or_customers_word_reaches_a_log(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    quick = Pace(look_every=timedelta(milliseconds=10), bad_looks=1)
    async with an_office(pace=quick) as office:
        await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        office.fake.goes_wrong("chat.postMessage", Fault.BROKEN, Fault.NOT_DONE_AND_LOST)
        await office.presses(ANA, "Send")
        await office.fake.sockets[0].close()
        await office.fake.sockets_open(CONNECTIONS)
        office.world.revoked = True
        await office.writes(MAYA, "Is anybody there?")

    told = caplog.text + "".join(capsys.readouterr())
    secret = ("xoxb", "xapp", "ticket", "export my data", "anybody there", SECRET)
    assert [word for word in secret if word in told] == []
