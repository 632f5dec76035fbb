"""What each kind of Events API payload says to the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.slack.read import concerns_us, event_id, read
from bot.messages import Deleted, Edited, Heard, Said
from tests.slack.captured import captured, names

CHANNEL, MAYA, LINE = "slack:T1/C7", "slack:T1/U1", "1772442000.000100"
NINE = datetime(2026, 3, 2, 9, 0, 0, 100, tzinfo=UTC)


def payload(name: str) -> dict[str, Any]:
    return captured("messages", name)


def said(text: str, **more: Any) -> Said:
    told = Said(channel=CHANNEL, id=LINE, author=MAYA, at=NINE, text=text, calls_us=False)
    return replace(told, **more)


HEARD: dict[str, Heard] = {
    "plain": said(
        "The export fails with error 413 (https://status.example/413) & nobody answers @someone :(",
        mentions=("slack:T1/U8",),
    ),
    "in_thread": said(
        "any news?",
        id="1772442060.000200",
        at=NINE + timedelta(seconds=60, microseconds=100),
        root=LINE,
    ),
    "root_with_replies": said("first line"),
    "screenshot_only": said("[attached: error.png]\n[attached: a file]"),
    "thread_broadcast": said(
        "still broken for everybody",
        id="1772442090.000300",
        at=NINE + timedelta(seconds=90, microseconds=200),
        root=LINE,
    ),
    "me_message": said("cannot log in"),
    "other_bot": said("Deploy finished", author="slack:T1/B77", by_machine=True),
    "other_app": said("Ticket created", author="slack:T1/U77", by_machine=True),
    "slackbot": said("Reminder: lunch", author="slack:T1/USLACKBOT", by_machine=True),
    "connect": said("is the API down?", author="slack:T1/U50"),
    "edited": Edited(
        channel=CHANNEL,
        id=LINE,
        at=datetime(2026, 3, 2, 9, 2, tzinfo=UTC),
        text="thanks! but how do I undo it?",
    ),
    "deleted": Deleted(channel=CHANNEL, id=LINE, at=datetime(2026, 3, 2, 9, 3, 20, 500, tzinfo=UTC)),
    "tombstone": Deleted(channel=CHANNEL, id=LINE, at=datetime(2026, 3, 2, 9, 3, 20, 500, tzinfo=UTC)),
}
SILENT = (
    "own_reply",
    "own_card_changed",
    "joined",
    "topic",
    "direct_message",
    "empty",
    "reaction",
    "unfurled",
)


@pytest.mark.parametrize("name", HEARD)
def test_an_event_says_what_a_person_did(name: str) -> None:
    assert read(payload(name)) == HEARD[name]


@pytest.mark.parametrize("name", SILENT)
def test_an_event_that_tells_nothing_new_is_none(name: str) -> None:
    assert read(payload(name)) is None


def test_every_captured_payload_is_expected_to_say_something_or_nothing() -> None:
    assert names("messages") == {*HEARD, *SILENT}


@pytest.mark.parametrize("name", ["own_reply", "own_card_changed", "joined", "reaction", "direct_message"])
def test_what_is_ours_or_the_systems_is_not_even_stored(name: str) -> None:
    assert not concerns_us(payload(name))


def test_a_message_that_arrives_as_two_events_is_one_occurrence() -> None:
    first, second = payload("plain"), payload("plain") | {"event_id": "EvOther"}

    assert event_id(first) == event_id(second) == "C7/1772442000.000100"


def test_two_edits_of_one_message_are_two_occurrences() -> None:
    first, second = payload("edited"), payload("edited") | {"event_id": "EvOther"}

    assert event_id(first) != event_id(second)


def test_a_message_that_mentions_our_bot_calls_us() -> None:
    body = payload("plain")
    body["event"]["text"] = f"<@{body['authorizations'][0]['user_id']}> the export fails"

    heard = read(body)

    assert isinstance(heard, Said)
    assert heard.calls_us
