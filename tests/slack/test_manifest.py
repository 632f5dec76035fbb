"""The manifest holds what the code uses: a user who pastes it has clicked everything there is to click."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.slack import manifest
from adapters.slack.manifest import COMMAND, DRAFT_SHORTCUT, EVENTS, EVENTS_PATH, SCOPES
from bot.__main__ import app
from tests.slack.office import an_office
from tests.slack.world import NEEDS

ROOM = Path(__file__).parents[2] / "adapters" / "slack"
METHODS = {
    "auth.test",
    "apps.connections.open",
    *NEEDS,
}


def called() -> set[str]:
    """Return every method of the Web API that our code names."""
    code = "\n".join(file.read_text() for file in ROOM.glob("*.py"))
    return set(re.findall(r"\bclient\.((?:[a-z]+_)+[a-zA-Z]+)\b(?! =|\()", code))


def test_every_method_we_call_has_its_scope() -> None:
    known = {method.replace(".", "_"): method for method in METHODS}
    assert called() <= known.keys()

    needed = {NEEDS.get(known[name]) for name in called()} - {None}
    kinds = ("channels", "groups", "im")
    scopes = {scope.format(kind=kind) for scope in needed for kind in kinds if scope}
    assert scopes - {"im:read"} <= set(SCOPES)  # a direct message is opened, never looked up


async def test_every_event_we_listen_to_is_subscribed_and_no_other() -> None:
    async with an_office(http=True) as office:
        heard = office.slack.listening.hears()

    assert {"message.channels", "message.groups", *heard} == set(EVENTS)


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_the_manifest_fits_its_mode(mode: str) -> None:
    made = json.loads(manifest(mode))

    assert made["settings"]["socket_mode_enabled"] is (mode == "socket")
    assert (EVENTS_PATH in json.dumps(made)) is (mode == "http")
    assert set(made["oauth_config"]["scopes"]["bot"]) == set(SCOPES)
    assert made["settings"]["interactivity"]["is_enabled"]
    assert made["features"]["app_home"]["home_tab_enabled"]
    assert [each["command"] for each in made["features"]["slash_commands"]] == [COMMAND]
    assert [each["callback_id"] for each in made["features"]["shortcuts"]] == [DRAFT_SHORTCUT]


@pytest.mark.parametrize("columns", ["40", "80"])
def test_what_a_narrow_terminal_prints_can_still_be_pasted(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    printed = CliRunner().invoke(app, ["slack", "manifest"]).stdout

    assert json.loads(printed) == json.loads(manifest("socket"))


@pytest.mark.parametrize("host", ["desk.example.com", "https://desk.example.com/"])
def test_the_manifest_names_the_host_that_slack_shall_reach(host: str) -> None:
    made = json.loads(manifest("http", host))

    assert made["settings"]["interactivity"]["request_url"] == "https://desk.example.com/slack/events"


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_slack_takes_the_manifests_texts(mode: str) -> None:
    made = json.loads(manifest(mode))
    about, (command,), (shortcut,) = (
        made["display_information"],
        made["features"]["slash_commands"],
        made["features"]["shortcuts"],
    )

    assert (len(about["name"]) <= 35, len(about["description"]) <= 140) == (True, True)
    assert (len(command["command"]) <= 32, command["should_escape"]) == (True, True)
    assert len(shortcut["description"]) <= 150
    assert len(made["settings"]["event_subscriptions"]["bot_events"]) == len(set(EVENTS))
