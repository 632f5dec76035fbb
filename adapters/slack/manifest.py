"""The Slack app as Slack wants it described: what `python -m bot slack manifest` prints."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

EVENTS_PATH = "/slack/events"
COMMAND = "/frontdesk"
DRAFT_SHORTCUT = "draft_reply"
SCOPES = (
    "channels:history",
    "groups:history",
    "channels:read",
    "groups:read",
    "chat:write",
    "chat:write.customize",
    "commands",
    "users:read",
    "usergroups:read",
    "im:write",
    "im:history",  # to find our own nudge again whose answer was lost
    "team:read",
    "reactions:read",
    "files:write",  # the chart of a digest
    "metadata.message:read",  # to find a reply again whose answer was lost
)
EVENTS = (
    "message.channels",
    "message.groups",
    "app_home_opened",
    "member_joined_channel",
    "member_left_channel",
    "subteam_members_changed",
    "user_change",
    "reaction_added",
    "channel_shared",
    "channel_unshared",
    "channel_rename",
    "channel_id_changed",
    "channel_archive",
    "channel_unarchive",
    "channel_left",
    "channel_deleted",
    "group_rename",
    "group_archive",
    "group_unarchive",
    "group_left",
    "group_deleted",
    "app_uninstalled",
    "tokens_revoked",
)


def manifest(mode: str, host: str = "") -> str:
    """Return the app manifest as JSON for "socket" or "http" at a host, ready to paste into Slack."""
    at = f"https://{host.removeprefix('https://').rstrip('/') or 'YOUR-HOST'}{EVENTS_PATH}"
    here = {"request_url": at} if mode == "http" else {}
    return json.dumps(_manifest(here), indent=2, ensure_ascii=False)


def _manifest(here: Mapping[str, str]) -> dict[str, Any]:
    by_socket = not here
    command = {
        "command": COMMAND,
        "description": "Who is waiting, and the settings of this channel",
        "usage_hint": "help | queue | watch #staff-channel | settings",
        "should_escape": True,
    }
    return {
        "display_information": {
            "name": "Frontdesk",
            "description": "Drafts first replies for your support channels; your people send them.",
        },
        "features": {
            "bot_user": {"display_name": "Frontdesk", "always_online": True},
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "slash_commands": [command if by_socket else command | {"url": here["request_url"]}],
            "shortcuts": [
                {
                    "name": "Draft a reply",
                    "type": "message",
                    "callback_id": DRAFT_SHORTCUT,
                    "description": "Open the draft for this customer's message",
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS), **here},
            "interactivity": {"is_enabled": True, **here},
            "socket_mode_enabled": by_socket,
            "org_deploy_enabled": False,
            "token_rotation_enabled": False,
        },
    }
