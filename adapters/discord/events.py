"""What Discord reports, kept as small dictionaries in the inbox, and read back as what was said.

Keeping takes what the desk needs and nothing else; reading is pure, and knows neither network nor cache.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from adapters.discord.keys import key_of, webhook_key
from bot.messages import Deleted, Edited, Heard, Said

if TYPE_CHECKING:
    import discord

_WRITTEN_BY_SOMEBODY = frozenset({0, 19})  # a message, a reply; everything else is Discord talking
_UNREADABLE = "(a message that Frontdesk cannot read)"
_NAMED = re.compile(r"<(?P<kind>@!|@&|@|#)(?P<id>\d{1,20})>")
_EMOJI = re.compile(r"<a?:(\w{1,32}):\d{1,20}>")
SOLVED = "That solved it, thank you!"

Event = tuple[str, dict[str, Any]]


def said(
    message: discord.Message,
    parent: int | None,
    *,
    post: discord.Thread | None = None,
    blind: bool = False,
) -> Event:
    """Keep a new message. `parent` is the channel of the thread it stands in, if it stands in one.

    `post` is the forum post that the message begins, where the message itself does not know it. `blind`: we
    are not told what messages say.
    """
    answers = message.reference if message.type.value == 19 else None
    raw = {
        "t": "said",
        "guild": str(message.guild.id) if message.guild else "0",
        "channel": str(parent or message.channel.id),
        "root": str(message.channel.id) if parent else None,
        "id": str(message.id),
        "author": str(message.author.id),
        "machine": message.author.bot or message.webhook_id is not None,
        "webhook": str(message.webhook_id) if message.webhook_id else None,
        "type": message.type.value,
        "at": message.created_at.isoformat(),
        "text": _worded(message),
        "files": [
            file.filename
            for files in (message.attachments, *(each.attachments for each in message.message_snapshots))
            for file in files
        ],
        "blind": blind,
        "stickers": [sticker.name for sticker in message.stickers],
        "answers": str(answers.message_id) if answers and answers.message_id else None,
        "mentions": [str(person.id) for person in message.mentions],
        "calls": _calls(message),
        **_forum_words(message, post),
    }
    return f"discord:m:{message.id}", raw


def wanted(message: discord.Message, parent: int | None, at: datetime) -> Event:
    """Keep a message that somebody of ours wants a draft for: it may have come before, and had no effect."""
    raw = {**said(message, parent)[1], "calls": True, "wanted_at": at.isoformat()}
    return f"discord:w:{message.id}:{at.timestamp():.3f}", raw


def edited(
    message: discord.Message, parent: int | None, *, post: discord.Thread | None = None
) -> Event | None:
    """Keep a new text, or nothing when the message only grew a preview, or its words are kept from us."""
    at = message.edited_at
    if at is None or not (message.content or message.attachments):
        return None
    _, raw = said(message, parent, post=post)
    kept = {**raw, "t": "edited", "at": at.isoformat()}
    return f"discord:e:{message.id}:{at.timestamp():.3f}", kept


def retitled(message: discord.Message, post: discord.Thread, at: datetime) -> Event:
    """Keep a forum post's first message under the post's new title."""
    raw = {**said(message, post.parent_id, post=post)[1], "t": "edited", "at": at.isoformat()}
    return f"discord:e:{message.id}:{at.timestamp():.3f}", raw


def deleted(guild: int, channel: int, id: int, at: datetime) -> Event:
    """Keep that a message is gone. Discord does not say when, so `at` is when we heard of it."""
    raw = {"t": "deleted", "guild": str(guild), "channel": str(channel), "id": str(id), "at": at.isoformat()}
    return f"discord:d:{id}", raw


def solved(guild: int, channel: int, root: int, id: int, by: int, at: datetime) -> Event:
    """Keep that the asker pressed Solved: it is said in their name, and shown to nobody else."""
    return f"discord:s:{id}", {**_for_somebody(guild, channel, root, id, by, at, SOLVED), "confirms": True}


def asked(guild: int, channel: int, root: int, id: int, by: int, at: datetime, text: str) -> Event:
    """Keep a question from the help form: we posted it, for the person who asks."""
    return f"discord:m:{id}", _for_somebody(guild, channel, root, id, by, at, text)


def _for_somebody(
    guild: int, channel: int, root: int, id: int, by: int, at: datetime, text: str
) -> dict[str, Any]:
    return {
        "t": "said",
        "guild": str(guild),
        "channel": str(channel),
        "root": str(root),
        "id": str(id),
        "author": str(by),
        "type": 0,
        "at": at.isoformat(),
        "text": text,
    }


def read(raw: Mapping[str, Any]) -> Heard | None:
    """Return what was said, edited or deleted; `None` when Discord itself was talking."""
    channel, id = key_of(raw["guild"], raw["channel"]), str(raw["id"])
    at = datetime.fromisoformat(raw["at"])
    if raw["t"] == "deleted":
        return Deleted(channel=channel, id=id, at=at)
    if raw["type"] not in _WRITTEN_BY_SOMEBODY:
        return None
    if raw["t"] == "edited":
        return Edited(channel=channel, id=id, at=at, text=_text(raw))
    hook = raw.get("webhook")
    return Said(
        channel=channel,
        id=id,
        author=webhook_key(raw["guild"], hook) if hook else key_of(raw["guild"], raw["author"]),
        at=at,
        text=_text(raw),
        root=raw.get("root"),
        answers=raw.get("answers"),
        mentions=tuple(key_of(raw["guild"], person) for person in raw.get("mentions", ())),
        calls_us=bool(raw.get("calls", True)),
        by_machine=bool(raw.get("machine")),
        confirms=bool(raw.get("confirms")),
        wanted_at=datetime.fromisoformat(raw["wanted_at"]) if raw.get("wanted_at") else None,
        unread=bool(raw.get("blind")) and _text(raw) == _UNREADABLE,
    )


def _calls(message: discord.Message) -> bool:
    """Whether a message mentions us, replies to us with a ping, or mentions the role Discord gave us."""
    guild = message.guild
    me, role = (guild.me, guild.self_role) if guild else (None, None)
    return (me is not None and me in message.mentions) or (role is not None and role in message.role_mentions)


def _worded(message: discord.Message) -> str:
    """Return what a message says, with names for the ids in it, and without the call to us at its start."""
    guild = message.guild
    people = {person.id: person.display_name for person in message.mentions}
    me: discord.Member | None = guild.me if guild else None

    def named(match: re.Match[str]) -> str:
        kind, id = match["kind"], int(match["id"])
        if kind == "#":
            known = guild.get_channel_or_thread(id) if guild else None
            return f"#{known.name}" if known else match[0]
        if kind == "@&":
            role = guild.get_role(id) if guild else None
            return f"@{role.name}" if role else match[0]
        return f"@{people[id]}" if id in people else match[0]

    text = re.sub(rf"^\s*<@!?{me.id if me else 0}>[\s,:]*", "", _content(message))
    return _EMOJI.sub(r":\1:", _NAMED.sub(named, text))


def _content(message: discord.Message) -> str:
    """Return a message's words: its own, those it forwards, and what it polls about."""
    forwarded = [snapshot.content for snapshot in message.message_snapshots]
    asked = [message.poll.question] if message.poll else []
    return "\n".join(words for words in (message.content, *forwarded, *asked) if words)


def _forum_words(message: discord.Message, begun: discord.Thread | None) -> dict[str, Any]:
    """Return a forum post's title and tags, which are part of the question its first message asks."""
    post = begun or message.channel
    if message.id != post.id:
        return {}
    tags = [tag.name for tag in getattr(post, "applied_tags", ())]
    return {"title": getattr(post, "name", ""), "tags": tags}


def _text(raw: Mapping[str, Any]) -> str:
    rows = [raw.get("title", ""), raw.get("text", "")]
    rows += [f"[{', '.join(raw['tags'])}]"] if raw.get("tags") else []
    rows += [f"[file: {name}]" for name in raw.get("files", ())]
    rows += [f"[sticker: {name}]" for name in raw.get("stickers", ())]
    return "\n".join(row for row in rows if row) or _UNREADABLE
