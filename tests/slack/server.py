"""The fake Slack on loopback: the Web API and Socket Mode, with faults on demand."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from aiohttp import WSMsgType, web

from adapters.slack import manifest
from adapters.slack.manifest import EVENTS
from tests.slack.world import RateLimited, Refused, World

_FEATURES: dict[str, list[dict[str, Any]]] = json.loads(manifest("socket"))["features"]
BOT_TOKEN, APP_TOKEN = "xoxb-fake", "xapp-fake"


class Fault(Enum):
    """What goes wrong with one call."""

    RATE_LIMITED = "429 with Retry-After 7"
    BROKEN = "a 503 page, nothing done"
    DONE_BUT_LOST = "carried out, the connection dies before the answer"
    NOT_DONE_AND_LOST = "the connection dies, nothing done"


@dataclass(slots=True)
class Envelope:
    """Something pushed over a socket, and what came back."""

    id: str
    acknowledged: asyncio.Future[dict[str, Any]]


@dataclass(slots=True)
class FakeSlack:
    """Slack as our adapter meets it."""

    world: World
    url: str = ""
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    waiting: dict[str, Envelope] = field(default_factory=dict)
    connected: asyncio.Condition = field(default_factory=asyncio.Condition)
    done: asyncio.Condition = field(default_factory=asyncio.Condition)  # a call was carried out
    answered: asyncio.Condition = field(default_factory=asyncio.Condition)
    answers: list[dict[str, Any]] = field(default_factory=list)
    carried_out: dict[str, Callable[[dict[str, Any]], Awaitable[None]]] = field(default_factory=dict)
    responses: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    silent_sockets: int = 0  # so many of the next sockets never answer a ping
    speaking: int = 0
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def goes_wrong(self, method: str, *faults: Fault) -> None:
        self.faults[method].extend(faults)

    def called(self, method: str) -> list[dict[str, Any]]:
        return [args for name, args in self.calls if name == method]

    async def push(self, kind: str, payload: dict[str, Any], *, again: int = 0) -> dict[str, Any]:
        """Send a payload over one socket, as Slack does, and return what the acknowledgement carried."""
        assert subscribed(kind, payload), f"Slack would not send this to our app: {payload}"
        number = next(self.numbers)
        envelope = Envelope(id=f"env-{number}", acknowledged=asyncio.get_running_loop().create_future())
        self.waiting[envelope.id] = envelope
        body = {
            "type": kind,
            "envelope_id": envelope.id,
            "payload": payload,
            "accepts_response_payload": True,
        }
        if again:
            body |= {"retry_attempt": again, "retry_reason": "timeout"}
        async with asyncio.timeout(10):
            while not envelope.acknowledged.done():  # a socket that closes with it leaves it to the next one
                alive = [socket for socket in self.sockets if not socket.closed]
                socket = alive[number % len(alive)]
                with suppress(ConnectionResetError):  # it closes in this very moment
                    await socket.send_str(json.dumps(body))
                while not (envelope.acknowledged.done() or socket.closed):
                    await asyncio.wait([envelope.acknowledged], timeout=0.1)
                await self.sockets_open(1)
            await listeners_done()
        return envelope.acknowledged.result()

    def next_answer(self) -> Awaitable[dict[str, Any]]:
        """Return what the next acknowledgement will carry, to be awaited."""
        return self._answer_after(len(self.answers))

    async def _answer_after(self, count: int) -> dict[str, Any]:
        async with asyncio.timeout(10), self.answered:
            await self.answered.wait_for(lambda: len(self.answers) > count)
        return self.answers[count]

    async def sockets_open(self, count: int, *, speaking: bool = False, within: float = 10) -> None:
        """Wait until so many sockets are open; `speaking`: so many that answer pings."""

        def enough() -> bool:
            alive = sum(not socket.closed for socket in self.sockets)
            return (self.speaking if speaking else alive) >= count

        async with asyncio.timeout(within), self.connected:
            await self.connected.wait_for(enough)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until calls have made something true: for a desk that works in its own time."""
        async with asyncio.timeout(30), self.done:
            await self.done.wait_for(true)

    # -- HTTP

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Take an answer at a `response_url`: five times within half an hour, as Slack does."""
        number = request.match_info["number"]
        self.responses[number].append(await request.json())
        if len(self.responses[number]) > 5:
            return web.Response(status=404, text="expired_url")
        return web.Response(text="ok")

    async def method(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        args = await _arguments(request)
        self.calls.append((name, args))
        fault = self.faults[name].popleft() if self.faults[name] else None
        if fault is Fault.RATE_LIMITED:
            body = {"ok": False, "error": "ratelimited"}
            return web.json_response(body, status=429, headers={"Retry-After": "7"})
        if fault is Fault.BROKEN:
            return web.Response(status=503, text="<html>sorry</html>", content_type="text/html")
        if fault is Fault.NOT_DONE_AND_LOST:
            return _cut(request)
        try:
            answer = self._answer(name, args, request.headers.get("Authorization", ""))
        except RateLimited:
            body = {"ok": False, "error": "ratelimited"}
            return web.json_response(body, status=429, headers={"Retry-After": "60"})
        async with self.done:
            self.done.notify_all()
        if name in self.carried_out:
            await self.carried_out[name](args)
        if fault is Fault.DONE_BUT_LOST:
            return _cut(request)
        return web.json_response(answer, headers={"X-OAuth-Scopes": ",".join(sorted(self.world.scopes))})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take a file's bytes, as Slack's file host does: no token, the address is the permission."""
        fault = self.faults["upload"].popleft() if self.faults["upload"] else None
        if fault is Fault.NOT_DONE_AND_LOST:
            return _cut(request)
        taken = fault is None and self.world.uploaded(request.match_info["id"], await request.read())
        return web.Response(status=200 if taken else 500, text="OK" if taken else "no")

    def _answer(self, name: str, args: dict[str, Any], authorization: str) -> dict[str, Any]:
        token = authorization.removeprefix("Bearer ")
        try:
            if name == "apps.connections.open":
                if token != APP_TOKEN:
                    raise Refused("invalid_auth")
                return {"ok": True, "url": self.url.replace("http", "ws") + "socket?ticket=secret"}
            if token != BOT_TOKEN:
                raise Refused("invalid_auth")
            return self.world.answer(name, args)
        except Refused as refused:
            return refused.answer

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        silent = self.silent_sockets > 0
        self.silent_sockets -= silent
        socket = web.WebSocketResponse(autoping=not silent)
        await socket.prepare(request)
        await socket.send_str(json.dumps({"type": "hello", "num_connections": len(self.sockets) + 1}))
        async with self.connected:
            self.sockets.append(socket)
            self.speaking += not silent
            self.connected.notify_all()
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    await self._acknowledged(json.loads(frame.data))
        finally:
            self.sockets.remove(socket)
        return socket

    async def _acknowledged(self, answer: dict[str, Any]) -> None:
        envelope = self.waiting.pop(answer["envelope_id"], None)
        if envelope and not envelope.acknowledged.done():
            self.answers.append(answer.get("payload") or {})
            envelope.acknowledged.set_result(self.answers[-1])
        async with self.answered:
            self.answered.notify_all()


def subscribed(kind: str, payload: dict[str, Any]) -> bool:
    """Whether our manifest asks Slack for such a payload."""
    if kind == "slash_commands":
        return payload["command"] in {each["command"] for each in _FEATURES["slash_commands"]}
    if payload["type"] == "message_action":
        return payload["callback_id"] in {each["callback_id"] for each in _FEATURES["shortcuts"]}
    if payload["type"] != "event_callback":
        return True
    event = payload["event"]
    named = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}
    name = named[event.get("channel_type", "channel")] if event["type"] == "message" else event["type"]
    return name in EVENTS


async def listeners_done() -> None:
    """Wait for what a listener still does after it has acknowledged; Bolt runs it in a task of its own."""
    running = [task for task in asyncio.all_tasks() if "run_ack_function" in str(task.get_coro())]
    await asyncio.gather(*running)


async def _arguments(request: web.Request) -> dict[str, Any]:
    args: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body: dict[str, Any] = await request.json()
        return args | body
    return args | dict(await request.post())


def _cut(request: web.Request) -> web.StreamResponse:
    """Let the connection die without an answer."""
    if request.transport:
        request.transport.abort()
    return web.Response()


@asynccontextmanager
async def open_fake(world: World) -> AsyncIterator[FakeSlack]:
    fake = FakeSlack(world)
    app = web.Application()
    app.router.add_route("*", "/api/socket", fake.socket)
    app.router.add_post("/api/upload/{id}", fake.upload)
    app.router.add_post("/api/respond/{number}", fake.respond)
    app.router.add_route("*", "/api/{method}", fake.method)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    fake.url = world.address = f"http://127.0.0.1:{port}/api/"
    try:
        yield fake
    finally:
        await runner.cleanup()
