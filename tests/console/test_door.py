"""Who may come in: our own pages, and behind a password who knows it."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest

from adapters.console.door import ALL_TRIES, COOKIE, STAYS, TRIES, TRIES_WITHIN, Door, inside, our_own

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def door() -> Door:
    return Door("correct horse")


@pytest.mark.parametrize(
    ("headers", "welcome"),
    [
        pytest.param({"host": "127.0.0.1:8080"}, True, id="no page"),
        pytest.param({"host": "localhost:8080", "origin": "http://localhost:8080"}, True, id="our page"),
        pytest.param({"host": "[::1]:8080", "origin": "http://[::1]:8080"}, True, id="our page on IPv6"),
        pytest.param({"host": "127.0.0.1:8080", "origin": "https://evil.example"}, False, id="foreign page"),
        pytest.param({"host": "127.0.0.1:8080", "origin": "http://127.0.0.1:9"}, False, id="another port"),
        pytest.param({"host": "127.0.0.1:8080", "origin": "null"}, False, id="a page without an origin"),
        pytest.param({"host": "evil.example:8080"}, False, id="a rebound name"),
        pytest.param(
            {"host": "evil.example", "origin": "http://evil.example"}, False, id="own page, rebound"
        ),
        pytest.param({"host": "[::1"}, False, id="a broken name"),
        pytest.param({}, False, id="no name"),
    ],
)
def test_without_a_password_only_our_own_pages_are_served(headers: dict[str, str], welcome: bool) -> None:
    assert our_own(headers, any_name=False) is welcome


def test_behind_a_password_any_name_will_do_but_no_foreign_page() -> None:
    assert our_own({"host": "desk.example", "origin": "https://desk.example"}, any_name=True)
    assert not our_own({"host": "desk.example", "origin": "https://evil.example"}, any_name=True)


def test_a_cookie_holds_over_a_restart_until_it_runs_out(door: Door) -> None:
    headers = {"cookie": f"theme=dark; {COOKIE}={door.cookie(NOW)}; a=b"}

    assert Door("correct horse").knows(headers, NOW + STAYS - timedelta(seconds=1))
    assert not door.knows(headers, NOW + STAYS)


def test_a_cookie_made_with_another_password_or_changed_is_worth_nothing(door: Door) -> None:
    until, _, signature = door.cookie(NOW).partition(".")
    later = f"{int(until) + 60}.{signature}"
    foreign = Door("battery staple").cookie(NOW)

    for value in (later, foreign, until, "", f".{signature}", f"{until}.é"):
        assert not door.knows({"cookie": f"{COOKIE}={value}"}, NOW)


def test_what_collects_metrics_may_send_the_password_itself(door: Door) -> None:
    def basic(words: str) -> dict[str, str]:
        return {"authorization": f"Basic {base64.b64encode(words.encode()).decode()}"}

    assert door.knows_machine(basic("any:correct horse"))
    assert not door.knows_machine(basic("any:wrong"))
    assert not door.knows_machine({"authorization": "Basic %%%"})
    assert not door.knows_machine({})


def test_guessing_is_slowed_by_address_and_opens_again(door: Door) -> None:
    for second in range(TRIES):
        assert door.shut_until("10.0.0.1", NOW) is None
        door.failed("10.0.0.1", NOW + timedelta(seconds=second))

    later = NOW + timedelta(seconds=TRIES)
    assert door.shut_until("10.0.0.1", later) == NOW + TRIES_WITHIN
    assert door.shut_until("10.0.0.2", later) is None
    assert door.shut_until("10.0.0.1", NOW + TRIES_WITHIN) is None


def test_guessing_from_many_addresses_is_slowed_too() -> None:
    door = Door("correct horse")
    for number in range(ALL_TRIES):
        door.failed(f"10.0.0.{number}", NOW)

    assert door.shut_until("10.9.9.9", NOW) == NOW + TRIES_WITHIN


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/report?me=ana", "/report?me=ana"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("", "/"),
    ],
)
def test_a_login_leads_to_our_own_pages_only(path: str, leads_to: str) -> None:
    assert inside(path) == leads_to
