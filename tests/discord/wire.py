"""The gateway half of the server: identification, events in order, resuming, sessions that are lost."""

from __future__ import annotations

import asyncio
import json

from aiohttp import WSMsgType, web

from tests.discord import payloads
from tests.discord.payloads import APP, BOT, GUILD, Payload
from tests.discord.rest import Rest


class Wire(Rest):
    """One connection at a time; what was sent is kept for one who resumes."""

    def __init__(self) -> None:
        super().__init__()
        self.identified: list[Payload] = []
        self.resumed: list[Payload] = []
        self.refuse_identify: int | None = None  # the code with which message content is refused
        self.port = 0
        self.news = asyncio.Condition()
        self.sent: list[Payload] = []
        self._socket: web.WebSocketResponse | None = None
        self._sequence = 0

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    async def dispatch(self, name: str, data: Payload) -> None:
        self._sequence += 1
        event = {"op": 0, "t": name, "s": self._sequence, "d": data}
        self.sent.append(event)
        if self._socket is not None and not self._socket.closed:
            await self._socket.send_str(json.dumps(event))

    async def drops_connection(self) -> None:
        """Break the gateway's connection, as a network does."""
        socket, self._socket = self._socket, None
        if socket is not None:
            await socket.close(code=4000)

    async def invalidates_session(self) -> None:
        """Refuse to resume: what was sent meanwhile is lost."""
        self.sent.clear()
        if self._socket is not None:
            await self._socket.send_str(json.dumps({"op": 9, "d": False}))

    async def listen(self, request: web.Request) -> web.WebSocketResponse:
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
        async with self.news:
            self.news.notify_all()

    async def _ready(self) -> None:
        self._sequence = 0
        self.sent.clear()
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
        if not self.sent:
            await socket.send_str(json.dumps({"op": 9, "d": False}))
            return
        self._socket = socket
        for event in [event for event in self.sent if event["s"] > sequence]:
            await socket.send_str(json.dumps(event))
        await self.dispatch("RESUMED", {})
