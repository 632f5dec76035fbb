"""The gate in front of every route: ASGI, so that it guards web sockets too."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from adapters.console.door import Door, our_own

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOGIN = "/login"
_OPEN = frozenset(
    {LOGIN, "/healthz", "/readyz", "/console/console.css", "/console/favicon.svg", "/favicon.ico"}
)
_SAFE = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"SAMEORIGIN",
}
_FOREIGN = "This request was refused: it comes from another web page, or calls Frontdesk by another name."


class Gate:
    """Lets in what is meant for us, and behind a password only those whom the door knows."""

    def __init__(
        self, app: App, door: Door | None, now: Callable[[], datetime], hooks: frozenset[str] = frozenset()
    ) -> None:
        self.app = app
        self._hooks = hooks  # paths whose callers prove themselves: signed requests of a platform
        self._door = door
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "http" and scope["path"] in self._hooks:
            await self.app(scope, receive, _guarded(send))
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if not our_own(headers, any_name=self._door is not None):
            await _refuse(scope, receive, send, 403, _FOREIGN)
        elif not self._known(scope["path"], headers):
            await self._ask(scope, receive, send)
        else:
            await self.app(scope, receive, _guarded(send))

    def _known(self, path: str, headers: Mapping[str, str]) -> bool:
        if self._door is None or path in _OPEN:
            return True
        if path == "/metrics" and self._door.knows_machine(headers):
            return True
        return self._door.knows(headers, self._now())

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> None:
        page = scope["type"] == "http" and scope["method"] == "GET" and not scope["path"].startswith("/_")
        if not page or scope["path"] == "/metrics":
            await _refuse(scope, receive, send, 401, "Log in first.")
            return
        query = scope["query_string"].decode("latin-1")
        wanted = quote(scope["path"] + (f"?{query}" if query else ""), safe="/")
        headers = [(b"location", f"{LOGIN}?next={wanted}".encode())]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, text: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    if status == 401:
        headers.append((b"www-authenticate", b'Basic realm="Frontdesk"'))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})


def _guarded(send: Send) -> Send:
    """Add what keeps our pages out of foreign frames."""

    async def guarded(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *_SAFE.items()]
        await send(message)

    return guarded
