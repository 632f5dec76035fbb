"""A local server that speaks the OpenAI chat-completions protocol, badly on demand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass
class FakeModel:
    """Answers each request with the next of `answers`; the last one again when they run out."""

    answers: list[Any] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    address: str = ""
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def complete(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(await request.json())
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if callable(answer):
            response: web.StreamResponse = await answer(self, request)
            return response
        if isinstance(answer, int):
            return web.json_response({"error": {"message": "no", "type": "x"}}, status=answer)
        return web.json_response(completion(answer))

    @property
    def prompt(self) -> str:
        """Everything the first request told the model."""
        return json.dumps(self.asked[0]["messages"], ensure_ascii=False)


def written(reply: str, used: list[str] | None = None, *, answered: bool = False) -> str:
    return json.dumps({"reply": reply, "used": used or [], "answered": answered})


def completion(content: str | None, *, refusal: str | None = None, finish: str = "stop") -> dict[str, Any]:
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "local",
        "choices": [{"index": 0, "finish_reason": finish, "message": message, "logprobs": None}],
        "usage": {"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960},
    }


async def refusing(_model: FakeModel, _request: web.Request) -> web.StreamResponse:
    return web.json_response(completion(None, refusal="I can't help with that."))


async def cut_off(_model: FakeModel, _request: web.Request) -> web.StreamResponse:
    return web.json_response(completion('{"reply": "Hi Nadia, Tom he', finish="length"))


async def trickling(model: FakeModel, request: web.Request) -> web.StreamResponse:
    """Sends its headers and half a body, then nothing more until the test ends."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    await response.write(b'{"id": "chatcmpl-1", "choices": [')
    await model.stop.wait()
    return response


@asynccontextmanager
async def serving(*answers: Any) -> AsyncIterator[FakeModel]:
    """A running fake on a free loopback port."""
    model = FakeModel(list(answers))
    app = web.Application()
    app.router.add_post("/v1/chat/completions", model.complete)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    model.address = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield model
    finally:
        model.stop.set()
        await runner.cleanup()
