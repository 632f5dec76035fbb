"""Alerts as signed JSON: they arrive once each, say nothing the customer said, and fail with a reason."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr

from adapters.webhook import Webhook
from bot.errors import NotAllowed
from bot.settings import AlertWebhook
from tests.scenario.desk import MAYA, DeskInMemory, open_desk

SECRET = "pager-secret"


@dataclass(slots=True)
class Pager:
    """A receiver on this machine."""

    address: str = ""
    answers: int = 204
    heard: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)

    async def hear(self, request: web.Request) -> web.Response:
        self.heard.append((await request.read(), dict(request.headers)))
        return web.Response(status=self.answers)


@pytest.fixture
async def pager() -> AsyncIterator[Pager]:
    heard = Pager()
    app = web.Application()
    app.router.add_post("/", heard.hear)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    heard.address = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield heard
    await runner.cleanup()


@pytest.fixture
async def late(tmp_path: Path) -> AsyncIterator[DeskInMemory]:
    """A desk whose customer has waited too long."""
    async with open_desk(tmp_path) as desk:
        await desk.says(MAYA, "my export fails with error 413")
        await desk.minutes_pass(16)
        yield desk


def hook(pager: Pager, desk: DeskInMemory) -> Webhook:
    settings = AlertWebhook(url=SecretStr(pager.address), secret=SecretStr(SECRET))
    return Webhook(settings, desk.clock.now)


async def test_an_alert_arrives_signed(pager: Pager, late: DeskInMemory) -> None:
    await hook(pager, late).show(late.alerts[0], place="webhook:alerts", message=None, key="page-1")

    ((body, headers),) = pager.heard
    signed = headers["X-Frontdesk-Timestamp"].encode() + b"." + body
    expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Frontdesk-Signature"] == f"sha256={expected}"
    assert json.loads(body)["level"] == "breach"


async def test_it_holds_a_first_name_and_nothing_the_customer_said(pager: Pager, late: DeskInMemory) -> None:
    await hook(pager, late).show(late.alerts[0], place="webhook:alerts", message=None, key="page-1")

    ((body, _),) = pager.heard
    assert b"413" not in body
    assert json.loads(body)["customer"] == "Maya"


async def test_a_receiver_that_fails_is_told_as_a_reason(pager: Pager, late: DeskInMemory) -> None:
    pager.answers = 500

    with pytest.raises(NotAllowed, match="answered 500"):
        await hook(pager, late).show(late.alerts[0], place="webhook:alerts", message=None, key="page-1")


async def test_a_receiver_that_is_not_there_is_told_as_a_reason(late: DeskInMemory) -> None:
    nobody = Pager(address="http://127.0.0.1:9/")

    with pytest.raises(NotAllowed, match="did not answer"):
        await hook(nobody, late).show(late.alerts[0], place="webhook:alerts", message=None, key="page-1")
