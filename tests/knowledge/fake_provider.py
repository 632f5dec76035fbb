"""A local server that speaks the OpenAI embeddings protocol, and fails on demand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from .conftest import WordVectors


@dataclass
class FakeProvider:
    """`failures` are the statuses of the next answers; `silent` takes a request and never answers it."""

    words: WordVectors = field(default_factory=WordVectors)
    failures: list[int] = field(default_factory=list)
    silent: bool = False
    asked: list[list[str]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    address: str = ""
    _end: asyncio.Event = field(default_factory=asyncio.Event)

    async def embed(self, request: web.Request) -> web.Response:
        body: dict[str, Any] = await request.json()
        self.asked.append(body["input"])
        self.keys.add(request.headers.get("Authorization", ""))
        if self.silent:
            await self._end.wait()
        if self.failures:
            return web.json_response({"error": {"message": "no"}}, status=self.failures.pop(0))
        data = [
            {"object": "embedding", "index": place, "embedding": (3 * self.words.vector(text)).tolist()}
            for place, text in enumerate(body["input"])
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return web.json_response({"object": "list", "model": body["model"], "data": data, "usage": usage})

    @property
    def texts(self) -> list[str]:
        return [text for some in self.asked for text in some]


@asynccontextmanager
async def providing(port: int = 0) -> AsyncIterator[FakeProvider]:
    """A running fake on loopback, gone at the end of the block."""
    provider = FakeProvider()
    app = web.Application()
    app.router.add_post("/v1/embeddings", provider.embed)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    provider.address = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield provider
    finally:
        provider._end.set()
        await runner.cleanup()
