"""A Discord of our own on loopback: REST and gateway, with the manners that matter.

It enforces nonces, keeps messages, records what it was asked, and can be told to fail: refuse, ask to wait,
break down, or do what it was asked and lose the answer.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import WSMsgType, web

from tests.discord import payloads
from tests.discord.payloads import APP, BOT, GUILD, NOW, Payload, later, message, snowflake

PATIENCE = 5.0  # seconds until a test that waits for a call gives up


@dataclass(frozen=True, slots=True)
class Asked:
    """A call that was made."""

    method: str
    path: str
    body: Any


@dataclass(slots=True)
class Fault:
    """What happens to the next `times` calls that match. `lost`: carried out, but the answer never comes."""

    method: str
    path: str
    status: int = 500
    code: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: Payload | None = None
    lost: bool = False
    times: int = 1


class Discord:
    """The server. `clock` moves by a second with each id it makes."""

    def __init__(self) -> None:
        self.guild = payloads.guild()
        self.threads: dict[int, Payload] = {}
        self.messages: dict[int, list[Payload]] = defaultdict(list)
        self.private: dict[int, int] = {}
        self.closed_to: set[int] = set()  # people who take no direct messages
        self.asked: list[Asked] = []
        self.faults: list[Fault] = []
        self.identified: list[Payload] = []
        self.resumed: list[Payload] = []
        self.commands: list[Payload] = []
        self.message_content = True
        self.refuse_identify: int | None = None
        self.port = 0
        self._nonces: dict[str, Payload] = {}
        self._news = asyncio.Condition()
        self._socket: web.WebSocketResponse | None = None
        self._sequence = 0
        self._sent: list[Payload] = []
        self._now: datetime = NOW
        self._made = 0

    # addresses

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    # what people do on it

    def id(self) -> int:
        """Return a new id, a second after the last one."""
        self._now, self._made = later(self._now, 1), self._made + 1
        return snowflake(self._now, self._made)

    def passes_to(self, at: datetime) -> None:
        self._now = max(self._now, at)

    async def says(self, channel: int, author: int, text: str, *, heard: bool = True, **more: Any) -> Payload:
        """Post a message for somebody. `heard=False`: the gateway does not deliver it."""
        said = message(int(more.pop("id", 0)) or self.id(), channel, author, text, **more)
        self.messages[channel].append(said)
        if heard:
            await self.dispatch("MESSAGE_CREATE", self._as_heard(said))
        return said

    async def edits(self, said: Payload, text: str) -> None:
        said.update(content=text, edited_timestamp=payloads.made_at(self.id()).isoformat())
        await self.dispatch("MESSAGE_UPDATE", self._as_heard(said))

    async def deletes(self, said: Payload) -> None:
        channel = int(said["channel_id"])
        self.messages[channel].remove(said)
        gone = {"id": said["id"], "channel_id": str(channel), "guild_id": str(GUILD)}
        await self.dispatch("MESSAGE_DELETE", gone)

    async def posts_in_forum(self, author: int, title: str, text: str, tags: list[int]) -> Payload:
        """Open a forum post: the thread and its first message share an id."""
        id = self.id()
        await self.opens_thread(id, title, payloads.FORUM, tags)
        return await self.says(id, author, text, id=id)

    async def opens_thread(self, id: int, name: str, parent: int, tags: list[int] | None = None) -> None:
        opened = payloads.thread(id, name, parent)
        opened["applied_tags"] = [str(tag) for tag in tags or []]
        self.threads[id] = opened
        await self.dispatch("THREAD_CREATE", opened)

    async def interacts(self, type: int, by: int, data: Payload, **more: Any) -> Payload:
        """Let somebody press, submit or type something, and return Frontdesk's first answer."""
        id = self.id()
        channel = more.pop("channel_id", payloads.STAFF)
        interaction = {
            "id": str(id),
            "application_id": str(APP),
            "type": type,
            "token": f"token-{id}",
            "version": 1,
            "data": data,
            "guild_id": str(GUILD),
            "channel_id": str(channel),
            "channel": self._channel(channel),
            "member": {**payloads.full_member(by), "permissions": str(payloads.VIEW)},
            "locale": "en-US",
            "guild_locale": "en-US",
            "app_permissions": "8",
            "entitlements": [],
            "authorizing_integration_owners": {},
            "context": 0,
            "attachment_size_limit": 10_000_000,
            **more,
        }
        if interaction["guild_id"] is None:  # in a direct message
            interaction |= {"user": payloads.user(by), "channel": {"id": str(channel), "type": 1}}
            del interaction["guild_id"], interaction["member"]
        await self.dispatch("INTERACTION_CREATE", interaction)
        answer = await self.call("POST", rf"/interactions/{id}/token-{id}/callback")
        return dict(answer.body)

    async def presses(self, on: Payload, custom_id: str, by: int, **more: Any) -> Payload:
        """Press a button, or choose from a menu with `values`."""
        values = more.pop("values", None)
        data: Payload = {"custom_id": custom_id, "component_type": 3 if values else 2}
        if values:
            data["values"] = values
        channel = int(on["channel_id"])
        return await self.interacts(3, by, data, message=self._as_heard(on), channel_id=channel, **more)

    async def runs(self, command: str, by: int, **options: Any) -> Payload:
        """Type a `/frontdesk` command; options that are channels are given by their ids."""
        kinds = {"channel": 7, "staff_channel": 7, "days": 4}
        given = [
            {"name": name, "type": kinds.get(name, 3), "value": str(value) if kinds.get(name) == 7 else value}
            for name, value in options.items()
        ]
        channels = [self._channel(value) for name, value in options.items() if kinds.get(name) == 7]
        offered = {one["id"]: {**one, "permissions": "0"} for one in channels if one}
        data = {
            "id": "1",
            "type": 1,
            "name": "frontdesk",
            "options": [{"name": command, "type": 1, "options": given}],
            "resolved": {"channels": offered},
        }
        return await self.interacts(2, by, data)

    async def opens_menu(self, name: str, on: Payload, by: int) -> Payload:
        """Choose a command from a message's menu."""
        resolved = {"messages": {on["id"]: self._as_heard(on)}}
        data = {"id": "2", "type": 3, "name": name, "target_id": on["id"], "resolved": resolved}
        return await self.interacts(2, by, data, channel_id=int(on["channel_id"]))

    async def submits(
        self, custom_id: str, fields: Mapping[str, str | list[str]], by: int, **more: Any
    ) -> Payload:
        """Submit a modal; a list is what was picked."""
        rows = [
            {"type": 18, "component": {"type": 5, "custom_id": name, "values": value}}
            if isinstance(value, list)
            else {"type": 18, "component": {"type": 4, "custom_id": name, "value": value}}
            for name, value in fields.items()
        ]
        return await self.interacts(5, by, {"custom_id": custom_id, "components": rows}, **more)

    # what tests wait for

    async def call(self, method: str, path: str, number: int = 1) -> Asked:
        """Return the `number`th call to a path (a pattern), waiting for it."""
        pattern = re.compile(path)

        def found() -> list[Asked]:
            calls = [asked for asked in self.asked if asked.method == method]
            return [asked for asked in calls if pattern.fullmatch(asked.path)]

        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: len(found()) >= number)
        return found()[number - 1]

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(true)

    def calls(self, method: str, path: str) -> list[Asked]:
        return [call for call in self.asked if call.method == method and re.fullmatch(path, call.path)]

    # the gateway

    async def dispatch(self, name: str, data: Payload) -> None:
        self._sequence += 1
        event = {"op": 0, "t": name, "s": self._sequence, "d": data}
        self._sent.append(event)
        if self._socket is not None and not self._socket.closed:
            await self._socket.send_str(json.dumps(event))

    async def drops_connection(self) -> None:
        """Break the gateway's connection, as a network does."""
        socket, self._socket = self._socket, None
        if socket is not None:
            await socket.close(code=4000)

    async def invalidates_session(self) -> None:
        """Refuse to resume: what was sent meanwhile is lost."""
        self._sent.clear()
        if self._socket is not None:
            await self._socket.send_str(json.dumps({"op": 9, "d": False}))

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str(json.dumps({"op": 10, "d": {"heartbeat_interval": 41250}}))
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self._told(socket, json.loads(frame.data))
        return socket

    async def _told(self, socket: web.WebSocketResponse, told: Payload) -> None:
        match told["op"]:
            case 1:
                await socket.send_str(json.dumps({"op": 11}))
            case 2 if self.refuse_identify and told["d"]["intents"] & (1 << 15):
                await socket.close(code=self.refuse_identify)
            case 2:
                self._socket = socket
                self.identified.append(told["d"])
                await self._ready()
            case 6:
                self.resumed.append(told["d"])
                await self._resume(socket, told["d"]["seq"])
        async with self._news:
            self._news.notify_all()

    async def _ready(self) -> None:
        self._sequence = 0
        self._sent.clear()
        ready = {
            "v": 10,
            "user": payloads.user(BOT),
            "guilds": [{"id": str(GUILD), "unavailable": True}],
            "session_id": f"session-{len(self.identified)}",
            "resume_gateway_url": self.gateway_url,
            "application": {"id": str(APP), "flags": 0},
        }
        await self.dispatch("READY", ready)
        await self.dispatch("GUILD_CREATE", {**self.guild, "threads": list(self.threads.values())})

    async def _resume(self, socket: web.WebSocketResponse, sequence: int) -> None:
        if not self._sent:
            await socket.send_str(json.dumps({"op": 9, "d": False}))
            return
        self._socket = socket
        for event in [event for event in self._sent if event["s"] > sequence]:
            await socket.send_str(json.dumps(event))
        await self.dispatch("RESUMED", {})

    # REST

    async def _rest(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/api/v10")
        raw = await request.read()
        asked = Asked(request.method, path, json.loads(raw) if raw else None)
        fault = self._fault(asked)
        if fault and not fault.lost:
            await self._noted(asked)
            return _json(fault.status, fault.body or {"code": fault.code, "message": "no"}, fault.headers)
        status, body = self._answer(asked, request)
        await self._noted(asked)
        if fault and request.transport:
            request.transport.close()
        return _json(status, body, {})

    def _fault(self, asked: Asked) -> Fault | None:
        for fault in self.faults:
            if fault.times and fault.method == asked.method and re.fullmatch(fault.path, asked.path):
                fault.times -= 1
                return fault
        return None

    async def _noted(self, asked: Asked) -> None:
        async with self._news:
            self.asked.append(asked)
            self._news.notify_all()

    def _answer(self, asked: Asked, request: web.Request) -> tuple[int, Any]:
        for method, pattern, answer in self._routes:
            match = re.fullmatch(pattern, asked.path)
            if match and method == asked.method:
                return answer(self, asked.body, request.query, *match.groups())
        return 404, {"code": 0, "message": f"no route {asked.method} {asked.path}"}

    def _me(self, body: Any, query: Any) -> tuple[int, Any]:
        return 200, payloads.user(BOT)

    def _application(self, body: Any, query: Any) -> tuple[int, Any]:
        return 200, payloads.application(message_content=self.message_content)

    def _member(self, body: Any, query: Any, guild: str, id: str) -> tuple[int, Any]:
        if int(id) not in payloads.NAMES:
            return 404, {"code": 10007, "message": "Unknown Member"}
        return 200, payloads.full_member(int(id))

    def _get_channel(self, body: Any, query: Any, id: str) -> tuple[int, Any]:
        found = self._channel(int(id))
        return (200, found) if found else (404, {"code": 10003, "message": "Unknown Channel"})

    def _open_private(self, body: Any, query: Any) -> tuple[int, Any]:
        person = int(body["recipient_id"])
        if person not in payloads.NAMES:
            return 400, {"code": 50033, "message": "Invalid Recipient(s)"}
        channel = self.private.setdefault(person, 900_000 + person)
        return 200, {
            "id": str(channel),
            "type": 1,
            "recipients": [payloads.user(person)],
            "last_message_id": None,
        }

    def _post(self, body: Any, query: Any, channel: str) -> tuple[int, Any]:
        if any(self.private.get(person) == int(channel) for person in self.closed_to):
            return 403, {"code": 50007, "message": "Cannot send messages to this user"}
        if self.threads.get(int(channel), {}).get("thread_metadata", {}).get("locked"):
            return 400, {"code": 160005, "message": "Thread is locked"}
        nonce = body.get("nonce") if body.get("enforce_nonce") else None
        if nonce in self._nonces:
            return 200, self._nonces[nonce]
        kept = {name: body[name] for name in ("components", "flags", "message_reference") if name in body}
        made = message(self.id(), int(channel), BOT, body.get("content") or "", **kept)
        self.messages[int(channel)].append(made)
        if nonce:
            self._nonces[nonce] = made
        return 200, made

    def _history(self, body: Any, query: Any, channel: str) -> tuple[int, Any]:
        said = sorted(self.messages[int(channel)], key=lambda known: int(known["id"]))
        limit = int(query.get("limit", 50))
        if "after" in query:
            said = [known for known in said if int(known["id"]) > int(query["after"])][:limit]
        elif "before" in query:
            said = [known for known in said if int(known["id"]) < int(query["before"])]
        return 200, said[-limit:][::-1]

    def _edit(self, body: Any, query: Any, channel: str, id: str) -> tuple[int, Any]:
        found = self._message(int(channel), id)
        if found is None:
            return 404, {"code": 10008, "message": "Unknown Message"}
        found.update({name: body[name] for name in ("content", "components") if name in body})
        return 200, found

    def _delete(self, body: Any, query: Any, channel: str, id: str) -> tuple[int, Any]:
        found = self._message(int(channel), id)
        if found is None:
            return 404, {"code": 10008, "message": "Unknown Message"}
        self.messages[int(channel)].remove(found)
        return 204, None

    def _archived(self, body: Any, query: Any, channel: str) -> tuple[int, Any]:
        old = [known for known in self.threads.values() if known["thread_metadata"]["archived"]]
        return 200, {"threads": old, "members": [], "has_more": False}

    def _callback(self, body: Any, query: Any, id: str, token: str) -> tuple[int, Any]:
        return 200, {"interaction": {"id": id, "type": 3}}

    def _followup(self, body: Any, query: Any, token: str) -> tuple[int, Any]:
        return 200, message(self.id(), payloads.STAFF, BOT, body.get("content") or "")

    def _open_thread(self, body: Any, query: Any, channel: str) -> tuple[int, Any]:
        opened = payloads.thread(self.id(), body["name"], int(channel))
        self.threads[int(opened["id"])] = opened
        return 201, opened

    def _put_commands(self, body: Any, query: Any) -> tuple[int, Any]:
        self.commands = [
            {"id": str(self.id()), "application_id": str(APP), "version": "1", "description": "", **command}
            for command in body
        ]
        return 200, self.commands

    def _get_commands(self, body: Any, query: Any) -> tuple[int, Any]:
        return 200, self.commands

    def _guilds(self, body: Any, query: Any) -> tuple[int, Any]:
        counts = {"approximate_member_count": self.guild["member_count"], "approximate_presence_count": 1}
        return 200, [{**self.guild, **counts, "owner": False, "permissions": "0"}]

    def _channels(self, body: Any, query: Any, guild: str) -> tuple[int, Any]:
        return 200, self.guild["channels"]

    def _whole_guild(self, body: Any, query: Any, guild: str) -> tuple[int, Any]:
        return 200, {**self.guild, "approximate_member_count": self.guild["member_count"]}

    def _patch_channel(self, body: Any, query: Any, id: str) -> tuple[int, Any]:
        found = self.threads[int(id)]
        if "applied_tags" in body:
            found["applied_tags"] = body["applied_tags"]
        if "archived" in body:
            found["thread_metadata"]["archived"] = body["archived"]
        return 200, found

    _routes: tuple[tuple[str, str, Callable[..., tuple[int, Any]]], ...] = (
        ("GET", r"/users/@me", _me),
        ("GET", r"/users/@me/guilds", _guilds),
        ("GET", r"/guilds/(\d+)", _whole_guild),
        ("GET", r"/guilds/(\d+)/channels", _channels),
        ("GET", r"/oauth2/applications/@me", _application),
        ("GET", r"/guilds/(\d+)/members/(\d+)", _member),
        ("GET", r"/channels/(\d+)", _get_channel),
        ("PATCH", r"/channels/(\d+)", _patch_channel),
        ("POST", r"/users/@me/channels", _open_private),
        ("POST", r"/channels/(\d+)/messages", _post),
        ("GET", r"/channels/(\d+)/messages", _history),
        ("PATCH", r"/channels/(\d+)/messages/(\d+)", _edit),
        ("DELETE", r"/channels/(\d+)/messages/(\d+)", _delete),
        ("GET", r"/channels/(\d+)/threads/archived/public", _archived),
        ("POST", r"/channels/(\d+)/threads", _open_thread),
        ("POST", r"/interactions/(\d+)/(.+)/callback", _callback),
        ("POST", rf"/webhooks/{APP}/([^/]+)", _followup),
        ("PUT", rf"/applications/{APP}/commands", _put_commands),
        ("GET", rf"/applications/{APP}/commands", _get_commands),
    )

    def _message(self, channel: int, id: str) -> Payload | None:
        return next((known for known in self.messages[channel] if known["id"] == id), None)

    def _channel(self, id: int) -> Payload | None:
        known = {int(one["id"]): one for one in self.guild["channels"]}
        return known.get(id) or self.threads.get(id)

    def _as_heard(self, said: Payload) -> Payload:
        author = int(said["author"]["id"])
        return {**said, "guild_id": str(GUILD), "member": payloads.member(author)}


def _json(status: int, body: Any, headers: dict[str, str]) -> web.Response:
    if status == 204:
        return web.Response(status=204)
    # exactly this content type, or discord.py takes the answer for text
    return web.Response(
        status=status,
        body=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", **headers},
    )


@asynccontextmanager
async def serving(discord: Discord | None = None) -> AsyncIterator[Discord]:
    """Serve a Discord on a free port of loopback."""
    discord = discord or Discord()
    app = web.Application()
    app.router.add_get("/gateway", discord._gateway)
    app.router.add_route("*", "/api/v10/{path:.*}", discord._rest)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    discord.port = runner.addresses[0][1]
    try:
        yield discord
    finally:
        await runner.cleanup()
