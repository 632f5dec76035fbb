"""The login, and a page that outlives its server, in a real browser."""

from __future__ import annotations

import socket

import pytest
from playwright.sync_api import expect

from tests.console.conftest import PATIENCE_MS, Open, Raise

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


def test_the_password_opens_the_page_that_was_asked_for(raise_stage: Raise, open_page: Open) -> None:
    page = open_page(f"{raise_stage('waiting', '--password', 'correct horse').address}/agent?me=tom")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_have_text("That is not the password. Try again.")

    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_role("article")).to_contain_text("Maya Lopez")
    expect(page.get_by_label("You are").locator("option:checked")).to_have_text("Tom")


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
