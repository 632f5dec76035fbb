"""A web server on loopback whose pages a test writes, and which counts what it is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256

from aiohttp import web

from knowledge import Loaded
from knowledge.origins import Limits, Origin, origins_of, read_origin

Page = str | bytes | int | tuple[bytes, str] | web.Response
Pages = dict[str, Page]
QUICK = Limits(pause_seconds=0, timeout_seconds=5)


@dataclass(slots=True)
class Site:
    """Pages by path. A text is a page, a number a status, a pair what it is and its type."""

    pages: Pages = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    url: str = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        found = self.pages.get(request.path_qs, 404)
        response = _response(found, request.headers, self.url)
        self.sent.append(response.status)
        return response


def page(title: str, said: str = "Some text.", links: Mapping[str, str] | None = None, head: str = "") -> str:
    """A page as a help centre has it, with a menu around its article."""
    menu = "".join(f'<a href="{to}">{words}</a>' for to, words in (links or {}).items())
    return (
        f"<html><head><title>{title} | Help</title>{head}</head><body><nav>{menu}</nav>"
        f"<main><h1>{title}</h1><p>{said}</p></main></body></html>"
    )


def _response(found: Page, asked: Mapping[str, str], url: str) -> web.StreamResponse:
    if isinstance(found, int):
        return web.Response(status=found)
    if isinstance(found, web.Response):
        return web.Response(status=found.status, headers=found.headers)
    if isinstance(found, tuple):
        content, kind = found
    else:
        said = found if isinstance(found, str) else found.decode()
        content, kind = said.replace("{site}", url).encode(), "text/html"
        kind = "text/plain" if not said.lstrip().startswith("<") else kind
        kind = "application/xml" if said.lstrip().startswith("<?xml") else kind
    tag = f'"{sha256(content).hexdigest()[:8]}"'
    if asked.get("If-None-Match") == tag:
        return web.Response(status=304, headers={"ETag": tag})
    return web.Response(body=content, headers={"ETag": tag, "Content-Type": kind})


@asynccontextmanager
async def open_site(pages: Mapping[str, Page]) -> AsyncIterator[Site]:
    site = Site(dict(pages))
    application = web.Application(client_max_size=10_000)
    application.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    try:
        listening = web.TCPSite(runner, "127.0.0.1", 0)
        await listening.start()
        port = runner.addresses[0][1]
        site.url = f"http://127.0.0.1:{port}"
        yield site
    finally:
        await runner.cleanup()


def sitemap(*urls: str, changed: str = "") -> str:
    entries = "".join(
        f"<url><loc>{url}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>" for url in urls
    )
    return (
        f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    )


def origin(text: str) -> Origin:
    (only,) = origins_of(text)
    return only


def said(loaded: Loaded) -> dict[str, str]:
    """Why places were left out."""
    return {each.name: each.reason for each in loaded.skipped}


__all__ = [
    "QUICK",
    "Limits",
    "Pages",
    "Site",
    "open_site",
    "origin",
    "page",
    "read_origin",
    "said",
    "sitemap",
]
