"""What passes the gate in front of every route, with a password and without."""

from __future__ import annotations

from collections.abc import AsyncIterator, MutableMapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from adapters.console import routes
from adapters.console.door import TRIES, TRIES_WITHIN, Door
from adapters.console.gate import Gate

PASSWORD = "correct horse"
ADDRESS = "http://127.0.0.1:8080"
FOREIGN = {"Origin": "https://evil.example"}


class Hands:
    """A clock that tests turn."""

    at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Hands:
    return Hands()


def house(door: Door | None, clock: Hands, *, well: bool = True) -> FastAPI:
    app = FastAPI()
    ill = {"ok": False, "text": "Drafts are paused.", "since": clock.at}
    told = {"ready": well, "parts": {"watch": {"ok": True} if well else ill}}
    routes.health(app, lambda: told, lambda: b"frontdesk_up 1\n")
    if door:
        routes.login(app, door, clock.now)
    app.get("/report")(lambda: "the report")
    app.add_middleware(Gate, door=door, now=clock.now)
    return app


def visitor(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS)


@pytest.fixture
async def stranger(clock: Hands) -> AsyncIterator[httpx.AsyncClient]:
    """A browser before the login of a console with a password."""
    async with visitor(house(Door(PASSWORD), clock)) as client:
        yield client


@pytest.fixture
async def guest(clock: Hands) -> AsyncIterator[httpx.AsyncClient]:
    """A browser at a console without a password."""
    async with visitor(house(None, clock)) as client:
        yield client


async def test_health_is_told_without_a_login(stranger: httpx.AsyncClient) -> None:
    assert (await stranger.get("/healthz")).json() == {"status": "ok"}
    ready = await stranger.get("/readyz")
    assert (ready.status_code, ready.json()["parts"]) == (200, {"watch": {"ok": True}})


async def test_a_part_that_does_not_work_turns_readiness_red(clock: Hands) -> None:
    async with visitor(house(None, clock, well=False)) as probe:
        answer = await probe.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["parts"]["watch"]["text"] == "Drafts are paused."


async def test_pages_and_metrics_need_the_login(stranger: httpx.AsyncClient) -> None:
    page = await stranger.get("/report?me=dana")

    assert (page.status_code, page.headers["location"]) == (303, "/login?next=/report%3Fme%3Ddana")
    assert (await stranger.get("/_nicegui_ws/socket.io/?EIO=4")).status_code == 401
    assert (await stranger.get("/metrics")).status_code == 401
    assert (await stranger.get("/metrics", auth=("prometheus", PASSWORD))).text == "frontdesk_up 1\n"


async def test_the_password_lets_in_for_two_weeks(stranger: httpx.AsyncClient, clock: Hands) -> None:
    entered = await stranger.post("/login", data={"password": PASSWORD, "next": "/report"})

    assert (entered.status_code, entered.headers["location"]) == (303, "/report")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert (await stranger.get("/report")).text == '"the report"'
    clock.at += timedelta(days=15)
    assert (await stranger.get("/report")).status_code == 303


async def test_too_many_tries_have_to_wait_and_then_may_try_again(
    stranger: httpx.AsyncClient, clock: Hands
) -> None:
    guesses = [(await stranger.post("/login", data={"password": "guess"})).status_code for _ in range(TRIES)]
    assert guesses == [401] * TRIES
    shut = await stranger.post("/login", data={"password": PASSWORD})
    assert shut.status_code == 429
    assert "Wait 5 min" in shut.text

    clock.at += TRIES_WITHIN

    assert (await stranger.post("/login", data={"password": PASSWORD})).status_code == 303


async def test_an_endless_form_is_not_read(stranger: httpx.AsyncClient) -> None:
    assert (await stranger.post("/login", data={"password": "x" * 1_000_000})).status_code == 401


async def test_what_a_link_asks_for_is_shown_as_words(stranger: httpx.AsyncClient) -> None:
    page = await stranger.get("/login", params={"next": '/"><script>alert(1)</script>'})

    assert "<script>" not in page.text


@pytest.mark.parametrize("path", ["/report", "/healthz", "/metrics", "/_nicegui_ws/socket.io/"])
async def test_a_foreign_page_and_a_rebound_name_reach_nothing(guest: httpx.AsyncClient, path: str) -> None:
    assert (await guest.get(path, headers=FOREIGN)).status_code == 403
    assert (await guest.get(path, headers={"Host": "evil.example"})).status_code == 403


async def test_a_foreign_page_is_refused_behind_a_password_too(stranger: httpx.AsyncClient) -> None:
    answer = await stranger.post("/login", data={"password": PASSWORD}, headers=FOREIGN)

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param([(b"host", b"127.0.0.1:8080"), (b"origin", b"https://evil.example")], id="foreign page"),
        pytest.param([(b"host", b"127.0.0.1:8080")], id="no login"),
    ],
)
async def test_a_web_socket_is_closed_before_it_opens(
    clock: Hands, headers: list[tuple[bytes, bytes]]
) -> None:
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def inside(scope: object, receive: object, send: object) -> None:
        raise AssertionError("it went through")

    gate = Gate(inside, Door(PASSWORD), clock.now)
    await gate({"type": "websocket", "path": "/_nicegui_ws", "headers": headers}, receive, send)

    assert [message["type"] for message in sent] == ["websocket.close"]


async def test_our_pages_stay_out_of_foreign_frames(guest: httpx.AsyncClient) -> None:
    assert (await guest.get("/report")).headers["x-frame-options"] == "SAMEORIGIN"
