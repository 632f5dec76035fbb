"""Pages fetched politely from one host: one at a time, limited, and nowhere else."""

from __future__ import annotations

import asyncio
import base64
import ipaddress
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from knowledge.origins.limits import Limits
from knowledge.origins.pages import Kept

if TYPE_CHECKING:
    from knowledge.origins.named import Origin

AGENT = "Frontdesk"
_HEADERS = {
    "User-Agent": f"{AGENT}/1 (reads these help articles for a support desk)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, application/xml;q=0.8, */*;q=0.5",
}
_AT_HOME = (".internal", ".intranet", ".local", ".localhost", ".lan", ".corp", ".home.arpa")
_REDIRECTS = 5
_LONGEST_WAIT = 30.0
_BUSY_SECONDS = 5.0
_AGAIN = (429, 503)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. `url` is where it was in the end; `fresh` is false after a 304."""

    url: str
    content: bytes
    kind: str
    charset: str | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no such page, or it is none that we may or can read."""

    reason: str


@dataclass(frozen=True, slots=True)
class Away:
    """The page may be there and could not be read this time; `down` when the whole host seems to be away."""

    reason: str
    down: bool = True


class _OnlyThere(AbstractResolver):
    """Names lead to addresses of the same kind as the named host: a public name never leads inside."""

    def __init__(self, inside: bool) -> None:
        self._inside = inside
        self._names = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._names.resolve(host, port, family)
        allowed = [each for each in found if self._inside or ipaddress.ip_address(each["host"]).is_global]
        if not allowed:
            raise OSError(f"{host} leads to an address inside the network; add private=yes if that is meant")
        return allowed

    async def close(self) -> None:
        await self._names.close()


def is_inside(host: str) -> bool:
    """Whether a host, as it is named, lies inside a network of one's own."""
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return "." not in host or host.lower().endswith(_AT_HOME)


@dataclass(slots=True)
class Fetcher:
    """Asks one host, one request at a time with a pause between."""

    session: aiohttp.ClientSession
    host: str  # with its port
    kept: Kept
    limits: Limits
    pause: float
    secret: dict[str, str]  # the header of a user and password in the address
    sleep: Callable[[float], Awaitable[Any]] = asyncio.sleep
    asked: int = 0
    bytes_read: int = 0

    def may_ask(self, url: str) -> bool:
        """Whether an address is on the named host; http and https are the same host."""
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and _place(url) == self.host

    async def get(self, url: str, *, most: int | None = None) -> Fetched | Gone | Away:
        """What is at `url`, from what is kept when it has not changed since."""
        for _ in range(_REDIRECTS + 1):
            answer = await self._ask(url, most or self.limits.page_bytes)
            if not isinstance(answer, str):
                return answer
            before, url = url, urljoin(url, answer).partition("#")[0]
            if not self.may_ask(url):
                return Gone(f"leads to another host ({urlsplit(url).hostname})")
            if before.startswith("https:") and url.startswith("http:"):
                return Gone("leads from https to http")
        return Gone("leads in circles")

    async def _ask(self, url: str, most: int) -> Fetched | Gone | Away | str:
        """The answer, or where it redirects to; a server that is busy is asked once more."""
        headers = self.kept.asked_with(url) | self.secret
        for again in (True, False):
            if self.asked:
                await self.sleep(self.pause)
            self.asked += 1
            try:
                async with self.session.get(url, headers=headers, allow_redirects=False) as response:
                    if not again or response.status not in _AGAIN:
                        return await self._taken(url, response, most)
                    wait = _wait(response.headers.get("Retry-After"))
            except TimeoutError:
                return Away("does not answer in time")
            except (aiohttp.ClientError, OSError, ValueError) as error:
                return Away(_reason(error))
            await self.sleep(wait)
        raise AssertionError("the second answer is always taken")

    async def _taken(
        self, url: str, response: aiohttp.ClientResponse, most: int
    ) -> Fetched | Gone | Away | str:
        if response.status in (301, 302, 303, 307, 308) and "Location" in response.headers:
            return response.headers["Location"]
        before = self.kept.page(url)
        if response.status == 304 and before:
            return Fetched(url, before.content, before.kind, before.charset, fresh=False)
        if response.status in (404, 410):
            return Gone(f"is no longer there ({response.status})")
        if response.status != 200:
            return Away(f"answers {response.status}", down=response.status >= 500)
        content = bytearray()
        async for piece in response.content.iter_chunked(65_536):
            content += piece
            if len(content) > most:
                return Away(f"is larger than {most / 1_000_000:g} MB", down=False)
        self.bytes_read += len(content)
        fetched = Fetched(url, bytes(content), response.content_type, response.charset, fresh=True)
        self.kept.keep(url, fetched.content, fetched.kind, fetched.charset, response.headers)
        return fetched


@asynccontextmanager
async def fetcher(origin: Origin, kept: Kept, limits: Limits) -> AsyncIterator[Fetcher]:
    """A fetcher for the host that `origin` names, closed at the end."""
    parts = urlsplit(origin.place)
    inside = origin.private or is_inside(parts.hostname or "")
    login = base64.b64encode(
        f"{unquote(parts.username or '')}:{unquote(parts.password or '')}".encode()
    ).decode()
    secret = {"Authorization": f"Basic {login}"} if parts.username else {}
    async with aiohttp.ClientSession(
        headers=_HEADERS,
        connector=aiohttp.TCPConnector(resolver=_OnlyThere(inside), limit=1),
        timeout=aiohttp.ClientTimeout(total=limits.timeout_seconds),
        cookie_jar=aiohttp.DummyCookieJar(),
        max_line_size=16_384,
    ) as session:
        yield Fetcher(session, _place(origin.place), kept, limits, limits.pause_seconds, secret)


def _place(url: str) -> str:
    """Host and port; the usual port of http and of https is the same place."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    host = (parts.hostname or "").lower()
    return host if port in (None, 80, 443) else f"{host}:{port}"


def _wait(asked: str | None) -> float:
    return min(float(asked), _LONGEST_WAIT) if asked and asked.isdigit() else _BUSY_SECONDS


def _reason(error: Exception) -> str:
    cause = getattr(error, "os_error", None) or error
    said = str(getattr(cause, "strerror", None) or cause)
    if "private=yes" in said:
        return said
    return f"cannot be reached ({type(cause).__name__})"
