"""Discord's objects as it sends them: one server, its channels, people and messages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.discord.permissions import NEEDED

Payload = dict[str, Any]

EPOCH = 1_420_070_400_000
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

GUILD, OTHER_GUILD = 2000, 3000
HELP, FORUM, STAFF, THREAD = 2101, 2102, 2103, 2104
EVERYONE, AGENTS, LEADS, OURS = GUILD, 2202, 2203, 2204
BOT, MAYA, NADIA, ANA, DANA, LENA, ROBOT = 2300, 2301, 2302, 2303, 2304, 2305, 2306
APP = 240_000_000_000_000_001
TAG_OPEN, TAG_RESOLVED = 2501, 2502

VIEW, SEND, HISTORY, MANAGE = 1 << 10, 1 << 11, 1 << 16, 1 << 5
NAMES = {
    BOT: "Frontdesk",
    MAYA: "Maya",
    NADIA: "Nadia",
    ANA: "Ana",
    DANA: "Dana",
    LENA: "Lena",
    ROBOT: "Robot",
}
ROLES = {BOT: [OURS], ANA: [AGENTS], DANA: [AGENTS], LENA: [LEADS]}


def snowflake(at: datetime, number: int = 0) -> int:
    """Return an id that Discord would have made at a moment."""
    return (int(at.timestamp() * 1000) - EPOCH << 22) + number


def made_at(id: int) -> datetime:
    return datetime.fromtimestamp(((id >> 22) + EPOCH) / 1000, UTC)


def user(id: int) -> Payload:
    return {
        "id": str(id),
        "username": NAMES[id].lower(),
        "global_name": NAMES[id],
        "discriminator": "0",
        "avatar": None,
        "bot": id in (BOT, ROBOT),
    }


def member(id: int) -> Payload:
    return {
        "roles": [str(role) for role in ROLES.get(id, [])],
        "nick": None,
        "avatar": None,
        "joined_at": "2026-01-01T00:00:00+00:00",
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": "0",
    }


def full_member(id: int) -> Payload:
    return {**member(id), "user": user(id)}


def _role(id: int, name: str, permissions: int) -> Payload:
    return {
        "id": str(id),
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0 if id == EVERYONE else 1,
        "permissions": str(permissions),
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def channel(id: int, name: str, type: int = 0, **more: Any) -> Payload:
    return {
        "id": str(id),
        "guild_id": str(GUILD),
        "type": type,
        "name": name,
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "parent_id": None,
        "topic": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        **more,
    }


def thread(id: int, name: str, parent: int, *, archived: bool = False, locked: bool = False) -> Payload:
    return {
        "id": str(id),
        "guild_id": str(GUILD),
        "parent_id": str(parent),
        "owner_id": str(MAYA),
        "type": 11,
        "name": name,
        "last_message_id": None,
        "message_count": 0,
        "member_count": 1,
        "rate_limit_per_user": 0,
        "flags": 0,
        "applied_tags": [],
        "thread_metadata": {
            "archived": archived,
            "auto_archive_duration": 1440,
            "archive_timestamp": NOW.isoformat(),
            "locked": locked,
            "create_timestamp": NOW.isoformat(),
        },
    }


def _hidden_from_everyone() -> list[Payload]:
    closed = {"id": str(EVERYONE), "type": 0, "allow": "0", "deny": str(VIEW)}
    opened = [{"id": str(role), "type": 0, "allow": str(VIEW), "deny": "0"} for role in (AGENTS, LEADS, OURS)]
    return [closed, *opened]


def guild() -> Payload:
    tags = [
        {"id": str(TAG_OPEN), "name": "billing", "moderated": False, "emoji_id": None, "emoji_name": None},
        {
            "id": str(TAG_RESOLVED),
            "name": "Resolved",
            "moderated": False,
            "emoji_id": None,
            "emoji_name": None,
        },
    ]
    return {
        "id": str(GUILD),
        "name": "Acme community",
        "owner_id": "1",
        "unavailable": False,
        "member_count": 9000,
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [
            _role(EVERYONE, "@everyone", VIEW | SEND | HISTORY),
            _role(AGENTS, "Agents", 0),
            _role(LEADS, "Leads", MANAGE),
            _role(OURS, "Frontdesk", sum(NEEDED.values())),
        ],
        "channels": [
            channel(HELP, "help"),
            channel(FORUM, "questions", 15, available_tags=tags, flags=0),
            channel(STAFF, "front-desk", permission_overwrites=_hidden_from_everyone()),
        ],
        "threads": [],
        "members": [full_member(BOT)],
        "presences": [],
        "voice_states": [],
        "premium_tier": 0,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "nsfw_level": 0,
        "mfa_level": 0,
        "system_channel_flags": 0,
        "preferred_locale": "en-US",
    }


def message(id: int, channel: int, author: int, content: str, **more: Any) -> Payload:
    return {
        "id": str(id),
        "channel_id": str(channel),
        "author": user(author),
        "content": content,
        "timestamp": made_at(id).isoformat(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "type": 0,
        "flags": 0,
        **more,
    }


def application(*, message_content: bool) -> Payload:
    return {
        "id": str(APP),
        "name": "Frontdesk",
        "icon": None,
        "description": "",
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0",
        "flags": (1 << 19) if message_content else 0,
        "owner": user(LENA),
        "team": None,
        "rpc_origins": [],
        "summary": "",
    }


def later(at: datetime, seconds: float) -> datetime:
    return at + timedelta(seconds=seconds)
