"""The server around the pages: health, the gate, the login, and coming back."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.console.conftest import PATIENCE_MS, Open, Raise, Stage

expect.set_options(timeout=PATIENCE_MS)
PASSWORD = "correct horse"


@pytest.fixture(scope="module")
def locked(raise_stage: Raise) -> Stage:
    return raise_stage("waiting", "--password", PASSWORD)


@pytest.fixture(scope="module")
def open_stage(raise_stage: Raise) -> Stage:
    return raise_stage("empty")


def ask(
    stage: Stage, method: str, path: str, headers: Mapping[str, str] | None = None, body: str | None = None
) -> tuple[int, dict[str, str], str]:
    connection = HTTPConnection(urlsplit(stage.address).netloc, timeout=10)
    try:
        connection.request(method, path, body=body, headers=dict(headers or {}))
        answer = connection.getresponse()
        return (
            answer.status,
            {name.lower(): value for name, value in answer.getheaders()},
            answer.read().decode(),
        )
    finally:
        connection.close()


def test_health_is_answered_without_a_login(locked: Stage) -> None:
    assert ask(locked, "GET", "/healthz")[2] == '{"status":"ok"}'
    status, _, body = ask(locked, "GET", "/readyz")
    assert (status, json.loads(body)["parts"]) == (200, {"watch": {"ok": True}})


def test_pages_sockets_and_metrics_need_the_login(locked: Stage) -> None:
    status, headers, _ = ask(locked, "GET", "/report?me=dana")
    assert (status, headers["location"]) == (303, "/login?next=/report%3Fme%3Ddana")
    assert ask(locked, "GET", "/_nicegui_ws/socket.io/?EIO=4&transport=polling")[0] == 401
    assert ask(locked, "GET", "/metrics")[0] == 401
    assert ask(locked, "GET", "/metrics", {"Authorization": "Basic eDpjb3JyZWN0IGhvcnNl"})[0] == 200


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/_nicegui_ws/socket.io/?EIO=4&transport=polling", "/login"]
)
def test_a_foreign_page_and_a_rebound_name_reach_nothing(open_stage: Stage, locked: Stage, path: str) -> None:
    for stage in (open_stage, locked):
        assert ask(stage, "GET", path, {"Origin": "https://evil.example"})[0] == 403
    assert ask(open_stage, "GET", path, {"Host": "evil.example"})[0] == 403
    assert ask(locked, "GET", path, {"Host": "evil.example"})[0] in (200, 303, 401)


def test_a_foreign_page_cannot_open_a_web_socket(locked: Stage) -> None:
    asked = {
        "Origin": "https://evil.example",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }

    assert ask(locked, "GET", "/_nicegui_ws/socket.io/?EIO=4&transport=websocket", asked)[0] == 403


@pytest.mark.browser
def test_the_password_opens_the_page_that_was_asked_for(locked: Stage, open_page: Open) -> None:
    page = open_page(f"{locked.address}/agent?me=tom")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_have_text("That is not the password. Try again.")

    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_role("article")).to_contain_text("Maya Lopez")
    expect(page.get_by_label("You are").locator("option:checked")).to_have_text("Tom")


def test_too_many_tries_have_to_wait(raise_stage: Raise) -> None:
    stage = raise_stage("empty", "--password", PASSWORD)
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    answers = [ask(stage, "POST", "/login", form, "password=guess")[0] for _ in range(6)]

    assert answers == [401] * 5 + [429]
    assert ask(stage, "POST", "/login", form, "password=correct+horse")[0] == 429


@pytest.mark.browser
def test_a_page_says_it_is_cut_off_and_recovers_with_the_server(raise_stage: Raise, open_page: Open) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    first = raise_stage("waiting", "--port", port)
    page = open_page(f"{first.address}/agent")
    send = page.get_by_role("button", name="Send", exact=True)
    expect(send).to_be_visible()

    first.process.terminate()
    first.process.wait(timeout=15)
    expect(page.get_by_text("Reconnecting…")).to_be_visible()
    assert page.evaluate("document.querySelector('.desk').inert")
    raise_stage("waiting", "--port", port)

    expect(page.get_by_text("Reconnecting…")).to_be_hidden()
    send.click()
    expect(page.get_by_role("article")).to_contain_text("Answered by Ana")


def test_a_page_that_does_not_exist_leads_back(open_stage: Stage) -> None:
    status, _, body = ask(open_stage, "GET", "/nowhere")

    assert status == 404
    assert "Back to the desk" in body
