"""What an Events API envelope says: a line, an edit, a deletion, or nothing that concerns us. Pure.

Customers also speak in `file_share` (a screenshot) and `thread_broadcast`; skipping every subtype loses them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.slack.keys import key, moment
from adapters.slack.text import mentioned, plain
from bot.messages import Deleted, Edited, Heard, Said

_SPOKEN = frozenset({None, "file_share", "thread_broadcast", "me_message", "bot_message"})
_SLACKBOT = "USLACKBOT"


def concerns_us(body: Mapping[str, Any]) -> bool:
    """Whether an envelope is a message event that is not our own doing: what has to be stored."""
    event = body.get("event") or {}
    if event.get("type") != "message" or event.get("channel_type") in ("im", "mpim"):
        return False
    match event.get("subtype"):
        case "message_changed":
            return not _ours(event["message"], body)
        case "message_deleted":
            return not _ours(event.get("previous_message") or {}, body)
        case subtype:
            return subtype in _SPOKEN and not _ours(event, body)


def deleted_of_ours(body: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return channel and time of a post of ours that somebody deleted."""
    event = body.get("event") or {}
    if event.get("subtype") != "message_deleted" or not _ours(event.get("previous_message") or {}, body):
        return None
    return key(_team(body), event["channel"]), event["deleted_ts"]


def event_id(body: Mapping[str, Any]) -> str:
    """Return the key one occurrence is stored under.

    A new message goes by its channel and time, so that a redelivery, a second subscription to the same
    post and a catch-up from history are one row. Everything else goes by Slack's own event id.
    """
    event = body["event"]
    if event.get("subtype") in ("message_changed", "message_deleted"):
        return str(body["event_id"])
    return f"{event['channel']}/{event['ts']}"


def read(body: Mapping[str, Any]) -> Heard | None:
    """Translate an envelope, or return `None` when nobody said, edited or deleted anything."""
    if not concerns_us(body):
        return None
    event = body["event"]
    channel = key(_team(body), event["channel"])
    match event.get("subtype"):
        case "message_changed":
            return _edited(event, channel)
        case "message_deleted":
            return Deleted(channel=channel, id=event["deleted_ts"], at=_happened(event))
        case _:
            return _said(event, channel, _team(body), _bots(body), body.get("wanted_at"))


def _said(
    event: Mapping[str, Any], channel: str, team: str, bots: frozenset[str | None], wanted: str | None
) -> Said | None:
    text = _words(event)
    author = event.get("user") or event.get("bot_id")
    if not text or not author:
        return None
    root = event.get("thread_ts")
    return Said(
        channel=channel,
        id=event["ts"],
        author=key(team, author),
        at=moment(event["ts"]),
        text=text,
        root=root if root != event["ts"] else None,
        mentions=tuple(key(team, id) for id in mentioned(event.get("text") or "")),
        calls_us=wanted is not None or not bots or not bots.isdisjoint(mentioned(event.get("text") or "")),
        by_machine=_machine(event),
        wanted_at=moment(wanted) if wanted else None,
    )


def _edited(event: Mapping[str, Any], channel: str) -> Heard | None:
    """Tell an edit by its words: link previews and thread counters arrive as changes, too."""
    message = event["message"]
    if message.get("subtype") == "tombstone":  # deleted, but it has replies
        return Deleted(channel=channel, id=message["ts"], at=_happened(event))
    text = _words(message)
    if _machine(message) or not text or text == _words(event.get("previous_message") or {}):
        return None
    edited = (message.get("edited") or {}).get("ts")
    at = moment(edited) if edited else _happened(event)
    return Edited(channel=channel, id=message["ts"], at=at, text=text)


def _words(message: Mapping[str, Any]) -> str:
    """Return a message's text, with a line for each file: a screenshot alone is a line as well."""
    files = [f"[attached: {file.get('name') or 'a file'}]" for file in message.get("files") or ()]
    return "\n".join(part for part in (plain(message.get("text") or ""), *files) if part)


def _happened(event: Mapping[str, Any]) -> Any:
    return moment(event.get("event_ts") or event["ts"])


def _machine(message: Mapping[str, Any]) -> bool:
    return (
        bool(message.get("bot_id"))
        or message.get("subtype") == "bot_message"
        or message.get("user") == _SLACKBOT
    )


def _ours(message: Mapping[str, Any], body: Mapping[str, Any]) -> bool:
    """Whether a message is our own app's: by the app it came from, or by the bot user the event is for."""
    if not message.get("bot_id"):
        return False
    app = message.get("app_id") or (message.get("bot_profile") or {}).get("app_id")
    if app and app == body.get("api_app_id"):
        return True
    return message.get("user") in _bots(body)


def _bots(body: Mapping[str, Any]) -> frozenset[str | None]:
    """Return who we are in the workspaces an event is for."""
    grants = body.get("authorizations") or ()
    return frozenset(grant.get("user_id") for grant in grants if grant.get("is_bot"))


def _team(body: Mapping[str, Any]) -> str:
    """Return the workspace that installed us. For Slack Connect `team_id` may be the other side's."""
    for grant in body.get("authorizations") or ():
        if grant.get("team_id"):
            return str(grant["team_id"])
    return str(body.get("context_team_id") or body["team_id"])
