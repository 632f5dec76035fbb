"""A workspace in memory that answers the Web API as Slack does, refusals included."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from adapters.slack.keys import stamp
from adapters.slack.manifest import SCOPES
from tests.slack.refusals import blocks_refused, view_refused

TEAM, BOT_USER, BOT, APP = "T1", "UBOT", "B1", "A1"
Args = Mapping[str, Any]
NEEDS = {
    "auth.test": None,
    "users.info": "users:read",
    "usergroups.users.list": "usergroups:read",
    "team.info": "team:read",
    "conversations.info": "{kind}:read",
    "conversations.members": "{kind}:read",
    "conversations.open": "im:write",
    "conversations.history": "{kind}:history",
    "conversations.replies": "{kind}:history",
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "views.open": None,
    "views.update": None,
    "views.publish": None,
}


class Refused(Exception):
    """Slack answers `ok: false`."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.answer: dict[str, Any] = {"ok": False, "error": error, **more}


class RateLimited(Exception):
    """Slack answers 429: come back in a minute."""


@dataclass(slots=True)
class Channel:
    """A channel with its messages, oldest first."""

    id: str
    members: set[str] = field(default_factory=set)
    archived: bool = False
    shared: bool = False
    private: bool = False
    messages: list[dict[str, Any]] = field(default_factory=list)

    def thread(self, root: str) -> list[dict[str, Any]]:
        return [message for message in self.messages if root in (message["ts"], message.get("thread_ts"))]

    def stamps(self) -> set[str]:
        return {message["ts"] for message in self.messages}

    def top(self) -> list[dict[str, Any]]:
        return [
            message for message in self.messages if message.get("thread_ts", message["ts"]) == message["ts"]
        ]


class World:
    """Everything a workspace knows. `now` gives the time of its timestamps."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._ticks = 0
        self.scopes = set(SCOPES)  # installed from our manifest: what is not in it is refused
        self.users: dict[str, dict[str, Any]] = {}
        self.groups: dict[str, list[str]] = {}
        self.channels: dict[str, Channel] = {}
        self.teams: dict[str, str] = {}
        self.ephemerals: list[dict[str, Any]] = []
        self.refuses_direct: set[str] = set()
        self.views: list[dict[str, Any]] = []
        self.homes: dict[str, dict[str, Any]] = {}
        self.triggers: set[str] = set()
        self.files: dict[str, dict[str, Any]] = {}  # promised, then uploaded, then shared
        self.address = ""
        self.revoked = False
        self.narrow = False  # an app sold outside the Marketplace: history once a minute, 15 messages
        self._read_at: datetime | None = None
        self.enterprise: str | None = None

    # -- setting the scene

    def person(self, id: str, name: str, **more: Any) -> None:
        profile = {"display_name": name, "image_72": f"https://pictures.example/{id}.png"}
        self.users[id] = {"id": id, "team_id": TEAM, "tz": "Europe/Berlin", "profile": profile, **more}

    def channel(self, id: str, *members: str) -> Channel:
        self.channels[id] = Channel(id=id, members={BOT_USER, *members})
        return self.channels[id]

    def ts(self) -> str:
        self._ticks += 1
        return stamp(self._now() + timedelta(microseconds=self._ticks))

    def said(self, channel: str, user: str, text: str, root: str | None = None) -> dict[str, Any]:
        """Let a person write, and return the message as history shows it."""
        message: dict[str, Any] = {"type": "message", "user": user, "text": text, "ts": self.ts()}
        if root:
            message["thread_ts"] = root
        self._add(self.channels[channel], message)
        return message

    def trigger(self) -> str:
        self._ticks += 1
        trigger = f"trigger-{self._ticks}"
        self.triggers.add(trigger)
        return trigger

    # -- the Web API

    def answer(self, method: str, args: Args) -> dict[str, Any]:
        """Return what Slack answers.

        Raises:
            Refused: with Slack's own error code.
        """
        if method not in NEEDS:
            raise Refused("unknown_method")
        if self.revoked:
            raise Refused("token_revoked")
        self._scope(self._needed(method, args))
        named: Callable[[Args], dict[str, Any]] = getattr(self, method.replace(".", "_"))
        return {"ok": True, **named(args)}

    def auth_test(self, args: Args) -> dict[str, Any]:
        us = {"team_id": TEAM, "enterprise_id": self.enterprise, "user_id": BOT_USER, "bot_id": BOT}
        return us | {"url": "https://acme.slack.example/"}

    def users_info(self, args: Args) -> dict[str, Any]:
        if args["user"] not in self.users:
            raise Refused("user_not_found")
        return {"user": self.users[args["user"]]}

    def usergroups_users_list(self, args: Args) -> dict[str, Any]:
        if args["usergroup"] not in self.groups:
            raise Refused("no_such_subteam")
        return {"users": self.groups[args["usergroup"]]}

    def team_info(self, args: Args) -> dict[str, Any]:
        if args["team"] not in self.teams:
            raise Refused("team_not_found")
        return {"team": {"id": args["team"], "name": self.teams[args["team"]]}}

    def conversations_info(self, args: Args) -> dict[str, Any]:
        channel = self._seen(args["channel"])
        told = {"id": channel.id, "name": channel.id.lower(), "is_ext_shared": channel.shared}
        told |= {"is_private": channel.private, "is_archived": channel.archived}
        return {"channel": told | {"is_member": BOT_USER in channel.members}}

    def conversations_members(self, args: Args) -> dict[str, Any]:
        return self._paged("members", sorted(self._seen(args["channel"]).members), args)

    def conversations_open(self, args: Args) -> dict[str, Any]:
        id = "D" + args["users"]
        if args["users"] not in self.users:
            raise Refused("user_not_found")
        if args["users"] in self.refuses_direct:
            raise Refused("cannot_dm_bot")
        self.channels.setdefault(id, Channel(id=id, members={BOT_USER, args["users"]}))
        return {"channel": {"id": id}}

    def conversations_history(self, args: Args) -> dict[str, Any]:
        args = self._narrowed(args)
        messages = [message for message in self._seen(args["channel"]).top() if self._after(message, args)]
        return self._paged("messages", [self._shown(message, args) for message in reversed(messages)], args)

    def conversations_replies(self, args: Args) -> dict[str, Any]:
        args = self._narrowed(args)
        thread = self._seen(args["channel"]).thread(args["ts"])
        if not thread:
            raise Refused("thread_not_found")
        shown = [thread[0], *(message for message in thread[1:] if self._after(message, args))]
        return self._paged("messages", [self._shown(message, args) for message in shown], args)

    def chat_postMessage(self, args: Args) -> dict[str, Any]:
        if args.get("username") or args.get("icon_url"):
            self._scope("chat:write.customize")
        channel = self._writable(args["channel"])
        message: dict[str, Any] = {
            "type": "message",
            "user": BOT_USER,
            "bot_id": BOT,
            "app_id": APP,
            "ts": self.ts(),
        }
        text = args.get("text", "")
        message |= {name: args[name] for name in ("username", "icon_url", "thread_ts") if args.get(name)}
        message |= {"text": text[:40_000], "blocks": _blocks(args)}
        if args.get("metadata"):
            message["metadata"] = _decoded(args["metadata"])
        self._add(channel, message)
        return {"channel": channel.id, "ts": message["ts"], "message": message}

    def chat_postEphemeral(self, args: Args) -> dict[str, Any]:
        channel = self._writable(args["channel"])
        if args["user"] not in channel.members:
            raise Refused("user_not_in_channel")
        self.ephemerals.append({"channel": channel.id, "user": args["user"], "text": args["text"]})
        return {"message_ts": self.ts()}

    def chat_update(self, args: Args) -> dict[str, Any]:
        message = self._own(args)
        if len(args.get("text", "")) > 4_000:
            raise Refused("msg_too_long")
        message |= {"text": args.get("text", ""), "blocks": _blocks(args)}
        return {"channel": args["channel"], "ts": message["ts"]}

    def chat_delete(self, args: Args) -> dict[str, Any]:
        message = self._own(args)
        self.channels[args["channel"]].messages.remove(message)
        return {"channel": args["channel"], "ts": args["ts"]}

    def files_getUploadURLExternal(self, args: Args) -> dict[str, Any]:
        length = int(args.get("length") or 0)
        if not args.get("filename") or length <= 0 or len(args.get("alt_txt") or "") > 1000:
            raise Refused("invalid_arguments")
        id = f"F{len(self.files) + 1}"
        self.files[id] = {"id": id, "name": args["filename"], "size": length, "alt_txt": args.get("alt_txt")}
        return {"file_id": id, "upload_url": f"{self.address}upload/{id}"}

    def uploaded(self, id: str, data: bytes) -> bool:
        """Take a file's bytes at the address given for it; `False`: not those that were announced."""
        known = self.files.get(id)
        if known is None or len(data) != known["size"]:
            return False
        known["data"] = data
        return True

    def files_completeUploadExternal(self, args: Args) -> dict[str, Any]:
        channel = self._writable(args["channel_id"])
        files = [self.files.get(file["id"]) for file in _decoded(args["files"])]
        if not files or any(file is None or "data" not in file for file in files):
            raise Refused("file_not_found")
        shown = [{name: file[name] for name in ("id", "name", "alt_txt")} for file in files if file]
        comment = args.get("initial_comment", "")
        message = {"type": "message", "user": BOT_USER, "bot_id": BOT, "ts": self.ts(), "text": comment}
        self._add(channel, {**message, "files": shown, "subtype": "file_share", "blocks": []})
        return {"files": [{"id": file["id"]} for file in shown]}

    def views_open(self, args: Args) -> dict[str, Any]:
        if args["trigger_id"] not in self.triggers:
            raise Refused("expired_trigger_id")
        self.triggers.remove(args["trigger_id"])
        return {"view": self._window(args)}

    def views_update(self, args: Args) -> dict[str, Any]:
        if args["view_id"] not in {view["id"] for view in self.views}:
            raise Refused("not_found")
        return {"view": self._window(args)}

    def views_publish(self, args: Args) -> dict[str, Any]:
        view = self._view(args)
        self.homes[args["user_id"]] = view
        return {"view": view}

    # -- inside

    def _narrowed(self, args: Args) -> Args:
        if not self.narrow:
            return args
        if self._read_at and self._now() - self._read_at < timedelta(minutes=1):
            raise RateLimited
        self._read_at = self._now()
        return {**args, "limit": min(int(args.get("limit") or 100), 15)}

    def _needed(self, method: str, args: Args) -> str | None:
        """Return the scope a call needs: those for reading differ by the kind of conversation."""
        id = str(args.get("channel", ""))
        known = self.channels.get(id)
        kind = "im" if id.startswith("D") else "groups" if known and known.private else "channels"
        needed = NEEDS[method]
        return needed.format(kind=kind) if needed else None

    def _scope(self, needed: str | None) -> None:
        if needed and needed not in self.scopes:
            raise Refused("missing_scope", needed=needed)

    def _seen(self, id: str) -> Channel:
        if id not in self.channels:
            raise Refused("channel_not_found")
        return self.channels[id]

    def _writable(self, id: str) -> Channel:
        channel = self._seen(id)
        if channel.archived:
            raise Refused("is_archived")
        if BOT_USER not in channel.members:
            raise Refused("not_in_channel")
        return channel

    def _own(self, args: Args) -> dict[str, Any]:
        channel = self._seen(args["channel"])
        for message in channel.messages:
            if message["ts"] == args["ts"] and message["user"] == BOT_USER:
                return message
        raise Refused("message_not_found")

    def _add(self, channel: Channel, message: dict[str, Any]) -> None:
        channel.messages.append(message)
        for root in channel.messages:
            if root["ts"] == message.get("thread_ts"):
                root |= {"latest_reply": message["ts"], "thread_ts": root["ts"]}

    def _view(self, args: Args) -> dict[str, Any]:
        view: dict[str, Any] = _decoded(args["view"])
        if why := view_refused(view):
            raise Refused("invalid_arguments", response_metadata={"messages": [why]})
        self._ticks += 1
        return view | {"id": f"V{self._ticks}"}

    def _window(self, args: Args) -> dict[str, Any]:
        self.views.append(self._view(args))
        return self.views[-1]

    def _shown(self, message: dict[str, Any], args: Args) -> dict[str, Any]:
        wanted = str(args.get("include_all_metadata", "")).lower() in ("1", "true")
        if wanted and "metadata.message:read" in self.scopes:
            return message
        return {name: value for name, value in message.items() if name != "metadata"}

    @staticmethod
    def _after(message: Mapping[str, Any], args: Args) -> bool:
        return str(message["ts"]) > str(args.get("oldest") or "0")

    @staticmethod
    def _paged(name: str, everything: list[Any], args: Args) -> dict[str, Any]:
        start, limit = int(args.get("cursor") or 0), int(args.get("limit") or 100)
        more = str(start + limit) if start + limit < len(everything) else ""
        return {name: everything[start : start + limit], "response_metadata": {"next_cursor": more}}


def _blocks(args: Args) -> list[Any]:
    blocks: list[Any] = _decoded(args.get("blocks") or "[]")
    if why := blocks_refused(blocks):
        code = "msg_blocks_too_long" if why == "msg_blocks_too_long" else "invalid_blocks"
        raise Refused(code, response_metadata={"messages": [why]})
    if not args.get("text") and not blocks:
        raise Refused("no_text")
    return blocks


def _decoded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
