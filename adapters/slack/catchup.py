"""What was said while nobody listened, read once from history within Slack's rate limits.

History lists a channel's own lines only: replies in threads are found through the thread's first message.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

from adapters.slack.envelope import envelope
from adapters.slack.keys import moment, native, stamp
from adapters.slack.read import concerns_us, event_id, read
from adapters.slack.web import Identity, Pause, Web
from bot.conversation import REOPENS_WITHIN
from bot.messages import Said

_THREADS_FROM = REOPENS_WITHIN  # an older thread opens a new conversation at its next live line
Message = dict[str, Any]


async def missed(
    web: Web, channel: str, since: str | None, pause: Pause
) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
    """Yield (event id, envelope) for lines and edits after message `since`, oldest first.

    The ids are those of live events, so what arrives both ways is stored once. A channel in which nothing
    was ever heard has missed nothing.
    """
    if since is None:
        return
    us = await web.identity()
    found = await _lines(web, channel, since, pause)
    for message in sorted(found, key=_happened):
        body = _envelope(message, native(channel), us, since)
        if concerns_us(body):
            yield event_id(body), body


async def history(
    web: Web, channel: str, since: datetime, until: datetime, pause: Pause
) -> AsyncIterator[Said]:
    """Yield the lines of a span as they stand today, threads included, oldest first."""
    us = await web.identity()
    found = await _lines(web, channel, stamp(since), pause)
    for message in sorted(found, key=lambda known: str(known["ts"])):
        heard = read(_envelope(message, native(channel), us, ""))
        if isinstance(heard, Said) and since <= heard.at < until:
            yield heard


async def _lines(web: Web, channel: str, since: str, pause: Pause) -> list[Message]:
    id = native(channel)
    place = f"the channel {id}"
    history = web.client.conversations_history
    oldest = stamp(moment(since) - _THREADS_FROM)
    roots = await web.pages(history, "messages", place=place, pause=pause, channel=id, oldest=oldest)
    found = [root for root in roots if _happened(root) > since]
    for root in roots:
        if root.get("latest_reply", "") > since:
            found += await _replies(web, id, root["ts"], since, pause)
    return list({message["ts"]: message for message in found}.values())


async def _replies(web: Web, id: str, root: str, since: str, pause: Pause) -> list[Message]:
    method = web.client.conversations_replies
    place = f"the channel {id}"
    replies = await web.pages(method, "messages", place=place, pause=pause, channel=id, ts=root, oldest=since)
    return [reply for reply in replies if _happened(reply) > since]


def _happened(message: Message) -> str:
    """Return when a message last said something new: its edit, if it was edited."""
    return str((message.get("edited") or {}).get("ts") or message["ts"])


def _envelope(message: Message, channel: str, us: Identity, since: str) -> dict[str, Any]:
    event = {**message, "type": "message", "channel": channel}
    if message["ts"] <= since:  # the line is known, its edit is not
        edit = {"type": "message", "subtype": "message_changed", "channel": channel, "message": message}
        event = edit | {"ts": _happened(message), "event_ts": _happened(message)}
    return envelope(event, f"{channel}/{message['ts']}/{_happened(message)}", us)
