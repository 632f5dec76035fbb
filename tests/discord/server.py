"""A Discord of our own on loopback: REST and gateway, with the manners that matter.

It enforces nonces, keeps messages, records what it was asked, and can be told to fail: refuse, ask to wait,
break down, or do what it was asked and lose the answer.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.discord import payloads
from tests.discord.payloads import APP, GUILD, Payload, message
from tests.discord.rest import Asked
from tests.discord.wire import Wire

PATIENCE = 20.0  # seconds until a test that waits for a call gives up


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


class Discord(Wire):
    """The server, and what people do on it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Asked] = []
        self.faults: list[Fault] = []
        self.files: dict[str, bytes] = {}  # what was attached to commands, by id
        self.expired = False  # whether the addresses of files have

    # addresses

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v10"

    # what people do on it

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

    async def sweeps(self, channel: int) -> None:
        """Delete everything in a channel at once, as moderators' tools do."""
        ids = [said["id"] for said in self.messages[channel]]
        self.messages[channel].clear()
        gone = {"ids": ids, "channel_id": str(channel), "guild_id": str(GUILD)}
        await self.dispatch("MESSAGE_DELETE_BULK", gone)

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

    async def retitles(self, id: int, name: str) -> None:
        self.threads[id] = {**self.threads[id], "name": name}
        await self.dispatch("THREAD_UPDATE", self.threads[id])

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
        return await self.interacts(3, by, data, message=self._whole(on), channel_id=channel, **more)

    async def runs(self, command: str, by: int, *, at: int | None = None, **options: Any) -> Payload:
        """Type a `/frontdesk` command in the channel `at`; channels, people and roles by their ids.

        Bytes are a file that is attached.
        """
        files = {str(self.id()): data for data in options.values() if isinstance(data, bytes)}
        self.files |= files
        ids_of = {data: id for id, data in files.items()}
        given = [
            _option(name, ids_of[value] if isinstance(value, bytes) else value)
            for name, value in options.items()
        ]
        ids = [value for value in options.values() if isinstance(value, int)]
        offered = {str(id): {**one, "permissions": "0"} for id in ids if (one := self._channel(id))}
        members = {str(id): payloads.member(id) for id in ids if id in payloads.NAMES}
        users = {str(id): payloads.user(id) for id in ids if id in payloads.NAMES}
        roles = {one["id"]: one for one in self.guild["roles"] if int(one["id"]) in ids}
        data = {
            "id": "1",
            "type": 1,
            "name": "frontdesk",
            "options": [{"name": command, "type": 1, "options": given}],
            "resolved": {
                "channels": offered,
                "members": members,
                "users": users,
                "roles": roles,
                "attachments": {id: self._on_cdn(id, len(data)) for id, data in files.items()},
            },
        }
        return await self.interacts(2, by, data, **({"channel_id": at} if at else {}))

    def _on_cdn(self, id: str, size: int) -> Payload:
        url = f"http://127.0.0.1:{self.port}/files/{id}"
        return {"id": id, "filename": "days.ics", "size": size, "url": url, "proxy_url": url}

    async def _file(self, request: web.Request) -> web.Response:
        if self.expired:
            return web.Response(status=404)
        return web.Response(body=self.files[request.match_info["id"]])

    async def completes(self, command: str, by: int, **typed: str) -> list[str]:
        """Type the beginning of an option, and return what is offered."""
        given = [{**_option(name, value), "focused": True} for name, value in typed.items()]
        options = [{"name": command, "type": 1, "options": given}]
        data = {"id": "1", "type": 1, "name": "frontdesk", "options": options}
        answer = await self.interacts(4, by, data)
        return [choice["value"] for choice in answer["data"]["choices"]]

    async def opens_menu(self, name: str, on: Payload, by: int) -> Payload:
        """Choose a command from a message's menu."""
        resolved = {"messages": {on["id"]: self._whole(on)}}
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

        async with asyncio.timeout(PATIENCE), self.news:
            await self.news.wait_for(lambda: len(found()) >= number)
        return found()[number - 1]

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE), self.news:
            await self.news.wait_for(true)

    def calls(self, method: str, path: str) -> list[Asked]:
        return [call for call in self.asked if call.method == method and re.fullmatch(path, call.path)]

    # REST

    async def _rest(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/api/v10")
        if request.content_type == "multipart/form-data":
            asked = await _with_files(request, path)
        else:
            raw = await request.read()
            asked = Asked(request.method, path, json.loads(raw) if raw else None)
        fault = self._fault(asked)
        if fault and not fault.lost:
            await self._noted(asked)
            return _json(fault.status, fault.body or {"code": fault.code, "message": "no"}, fault.headers)
        status, body = self.answer(asked, request.query)
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
        async with self.news:
            self.asked.append(asked)
            self.news.notify_all()

    def _keeps_words_from_us(self, said: Payload) -> bool:
        """Without the message content intent, words are told only to whom they mention."""
        reads = self.identified and self.identified[-1]["intents"] & (1 << 15)
        return not reads and not any(int(person["id"]) == payloads.BOT for person in said["mentions"])

    def _as_heard(self, said: Payload) -> Payload:
        if self._keeps_words_from_us(said):
            said = {**said, "content": "", "attachments": [], "embeds": [], "components": []}
        return self._whole(said)

    def _whole(self, said: Payload) -> Payload:
        author = int(said["author"]["id"])
        return {**said, "guild_id": str(GUILD), "member": payloads.member(author)}


_KINDS = {
    "channel": 7,
    "staff_channel": 7,
    "days": 4,
    "to": 9,
    "share": 4,
    "somebody": 6,
    "calendar": 11,
}


def _option(name: str, value: Any) -> Payload:
    """Return an option as Discord sends it: whatever has an id as text."""
    kind = _KINDS.get(name, 3)
    return {"name": name, "type": kind, "value": str(value) if kind in (6, 7, 9, 11) else value}


async def _with_files(request: web.Request, path: str) -> Asked:
    """Read a call that carries files beside its body, as `files[0]` and so on."""
    form = await request.post()
    body = json.loads(str(form["payload_json"]))
    files = [part for name, part in form.items() if name.startswith("files[")]
    kept = tuple((part.filename, part.file.read()) for part in files if isinstance(part, web.FileField))
    return Asked(request.method, path, body, kept)


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
    app.router.add_get("/gateway", discord.listen)
    app.router.add_get("/files/{id}", discord._file)
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
