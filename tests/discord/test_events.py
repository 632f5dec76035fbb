"""What Discord reports, read back from the inbox."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from adapters.discord import events
from adapters.discord.keys import key_of, nonce, parsed
from bot.messages import Deleted, Edited, Said
from tests.discord.payloads import GUILD, HELP, MAYA, NOW
from tests.discord.world import World

KEPT: dict[str, Any] = {
    "t": "said",
    "guild": "2",
    "channel": "7",
    "root": None,
    "id": "99",
    "author": "88",
    "type": 0,
    "at": NOW.isoformat(),
    "text": "Hello",
    "mentions": ["89"],
}


def test_a_line_is_who_said_what_where_and_when() -> None:
    assert events.read(KEPT) == Said(
        channel="discord:G2/7",
        id="99",
        author="discord:G2/88",
        at=NOW,
        text="Hello",
        mentions=("discord:G2/89",),
    )


def test_a_forum_posts_title_and_tags_are_part_of_the_question() -> None:
    heard = events.read(
        {**KEPT, "root": "99", "title": "Export fails", "tags": ["billing"], "files": ["a.png"]}
    )

    assert isinstance(heard, Said)
    assert heard.text == "Export fails\nHello\n[billing]\n[file: a.png]"
    assert heard.root == "99"


def test_a_message_with_nothing_to_read_is_still_a_line() -> None:
    heard = events.read({**KEPT, "text": ""})

    assert isinstance(heard, Said)
    assert heard.text == "(a message that Frontdesk cannot read)"


@pytest.mark.parametrize(
    ("changed", "by_machine", "author"),
    [
        pytest.param({}, False, "discord:G2/88", id="a person"),
        pytest.param({"machine": True}, True, "discord:G2/88", id="a bot"),
        pytest.param({"machine": True, "webhook": "55"}, True, "discord:G2/w55", id="a webhook"),
    ],
)
def test_people_bots_and_webhooks_are_told_apart(
    changed: dict[str, Any], by_machine: bool, author: str
) -> None:
    heard = events.read({**KEPT, **changed})

    assert isinstance(heard, Said)
    assert (heard.by_machine, heard.author) == (by_machine, author)


@pytest.mark.parametrize("type", [7, 8, 18, 20, 21, 24])
def test_discord_itself_says_nothing(type: int) -> None:
    assert events.read({**KEPT, "type": type}) is None


def test_edits_and_deletions_are_read() -> None:
    name, raw = events.deleted(2, 7, 99, NOW)

    assert name == "discord:d:99"
    assert events.read(raw) == Deleted(channel="discord:G2/7", id="99", at=NOW)
    assert events.read({**KEPT, "t": "edited"}) == Edited(
        channel="discord:G2/7", id="99", at=NOW, text="Hello"
    )


def test_a_key_is_taken_apart_and_put_together_again() -> None:
    assert str(parsed("discord:G2/&55")) == "discord:G2/&55"
    assert parsed(key_of(2, 88)).id == 88
    with pytest.raises(ValueError, match="not a key"):
        parsed("slack:T1/C7")


def test_a_nonce_is_short_and_each_part_has_its_own() -> None:
    assert nonce("fd-12-1") == "fd-12-1"
    made = {nonce("queue-discord:G2000/2103", part) for part in range(3)}
    assert len(made) == 3
    assert all(len(one) <= 25 for one in made)


def forwarded(text: str) -> dict[str, Any]:
    """Return what a message carries that forwards another one: its own words are none."""
    file = {"id": "2", "filename": "invoice.pdf", "size": 5, "url": "u", "proxy_url": "p"}
    snapshot = {"type": 0, "content": text, "embeds": [], "attachments": [file], "components": [], "flags": 0}
    moment = {"timestamp": NOW.isoformat(), "edited_timestamp": None}
    shown = {**snapshot, **moment, "mentions": [], "mention_roles": []}
    reference = {"type": 1, "message_id": "5", "channel_id": str(HELP), "guild_id": str(GUILD)}
    return {"message_snapshots": [{"message": shown}], "message_reference": reference, "flags": 1 << 14}


async def test_what_somebody_forwards_or_polls_is_what_they_say(world: World) -> None:
    poll = {
        "question": {"text": "Is it down for you too?"},
        "answers": [{"answer_id": 1, "poll_media": {"text": "yes"}}],
        "expiry": (NOW + timedelta(days=1)).isoformat(),
        "allow_multiselect": False,
        "layout_type": 1,
    }
    await world.server.says(HELP, MAYA, "", **forwarded("Your invoice 4711 was not paid."))
    await world.server.says(HELP, MAYA, "", poll=poll)
    await world.heard(2)

    (conversation,) = await world.conversations()
    async with world.store.read() as reading:
        said = [line.text for line in await reading.lines(conversation.id)]
    assert said == ["Your invoice 4711 was not paid.\n[file: invoice.pdf]", "Is it down for you too?"]
