"""What the server keeps, and how its REST half answers: one method a route."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.discord import payloads
from tests.discord.payloads import APP, BOT, NOW, Payload, later, message, snowflake


@dataclass(frozen=True, slots=True)
class Asked:
    """A call that was made."""

    method: str
    path: str
    body: Any
    files: tuple[tuple[str, bytes], ...] = ()


class Rest:
    """Channels, threads, messages and commands. Time moves by a second with each id that is made."""

    def __init__(self) -> None:
        self.guild = payloads.guild()
        self.threads: dict[int, Payload] = {}
        self.messages: dict[int, list[Payload]] = defaultdict(list)
        self.private: dict[int, int] = {}
        self.closed_to: set[int] = set()  # people who take no direct messages
        self.closed_code = 50007  # how Discord says so
        self.commands: list[Payload] = []
        self.message_content = True
        self.nonces: dict[str, Payload] = {}
        self.invited = True  # whether we are on the server, as REST tells it
        self.attaches = True  # whether our role may attach files
        self._now: datetime = NOW
        self._made = 0

    def id(self) -> int:
        """Return a new id, a second after the last one."""
        self._now, self._made = later(self._now, 1), self._made + 1
        return snowflake(self._now, self._made)

    def passes_to(self, at: datetime) -> None:
        self._now = max(self._now, at)

    def answer(self, asked: Asked, query: Any) -> tuple[int, Any]:
        for method, pattern, answer in self._routes:
            match = re.fullmatch(pattern, asked.path)
            if match and method == asked.method:
                if asked.files or "attachment://" in json.dumps(asked.body):
                    refused = self._unfit(asked)
                    if refused:
                        return refused
                return answer(self, asked.body, query, *match.groups())
        return 404, {"code": 0, "message": f"no route {asked.method} {asked.path}"}

    def _attached(self, file: Payload) -> Payload:
        """Return an attachment as Discord shows it: with an id and an address of its own."""
        id = str(self.id())
        address = f"https://cdn.example/{id}/{file['filename']}"
        return {**file, "id": id, "size": 1, "url": address, "proxy_url": address}

    def _unfit(self, asked: Asked) -> tuple[int, Any] | None:
        """Refuse files as Discord does: without permission, too large, or shown without being there."""
        if not self.attaches:
            return 403, {"code": 50013, "message": "Missing Permissions"}
        if any(len(data) > 10 * 1024 * 1024 for _, data in asked.files):
            return 413, {"code": 40005, "message": "Request entity too large"}
        shown = set(re.findall(r"attachment://([\w.-]+)", json.dumps(asked.body)))
        if not shown <= {name for name, _ in asked.files}:
            return 400, {"code": 50035, "message": "Invalid Form Body"}
        return None

    def _me(self, body: Any, query: Any) -> tuple[int, Any]:
        return 200, payloads.user(BOT)

    def _application(self, body: Any, query: Any) -> tuple[int, Any]:
        return 200, payloads.application(message_content=self.message_content)

    def _member(self, body: Any, query: Any, guild: str, id: str) -> tuple[int, Any]:
        if int(id) not in payloads.NAMES:
            return 404, {"code": 10007, "message": "Unknown Member"}
        return 200, payloads.full_member(int(id))

    def _get_channel(self, body: Any, query: Any, id: str) -> tuple[int, Any]:
        found = self._channel(int(id))
        return (200, found) if found else (404, {"code": 10003, "message": "Unknown Channel"})

    def _open_private(self, body: Any, query: Any) -> tuple[int, Any]:
        person = int(body["recipient_id"])
        if person not in payloads.NAMES:
            return 400, {"code": 50033, "message": "Invalid Recipient(s)"}
        channel = self.private.setdefault(person, 900_000 + person)
        return 200, {
            "id": str(channel),
            "type": 1,
            "recipients": [payloads.user(person)],
            "last_message_id": None,
        }

    def _post(self, body: Any, query: Any, channel: str) -> tuple[int, Any]:
        if any(self.private.get(person) == int(channel) for person in self.closed_to):
            return 403, {"code": self.closed_code, "message": "Cannot send messages to this user"}
        if self.threads.get(int(channel), {}).get("thread_metadata", {}).get("locked"):
            return 400, {"code": 160005, "message": "Thread is locked"}
        nonce = body.get("nonce") if body.get("enforce_nonce") else None
        if nonce in self.nonces:
            return 200, self.nonces[nonce]
        wanted = ("components", "flags", "message_reference")
        kept = {name: body[name] for name in wanted if name in body}
        if "attachments" in body:
            kept["attachments"] = [self._attached(file) for file in body["attachments"]]
        made = message(self.id(), int(channel), BOT, body.get("content") or "", **kept)
        self.messages[int(channel)].append(made)
        if nonce:
            self.nonces[nonce] = made
        return 200, made

    def _history(self, body: Any, query: Any, channel: str) -> tuple[int, Any]:
        said = sorted(self.messages[int(channel)], key=lambda known: int(known["id"]))
        limit = int(query.get("limit", 50))
        if "after" in query:
            said = [known for known in said if int(known["id"]) > int(query["after"])][:limit]
        elif "before" in query:
            said = [known for known in said if int(known["id"]) < int(query["before"])]
        return 200, said[-limit:][::-1]

    def _one(self, body: Any, query: Any, channel: str, id: str) -> tuple[int, Any]:
        found = self._message(int(channel), id)
        return (200, found) if found else (404, {"code": 10008, "message": "Unknown Message"})

    def _edit(self, body: Any, query: Any, channel: str, id: str) -> tuple[int, Any]:
        found = self._message(int(channel), id)
        if found is None:
            return 404, {"code": 10008, "message": "Unknown Message"}
        found.update({name: body[name] for name in ("content", "components") if name in body})
        return 200, found

    def _delete(self, body: Any, query: Any, channel: str, id: str) -> tuple[int, Any]:
        found = self._message(int(channel), id)
        if found is None:
            return 404, {"code": 10008, "message": "Unknown Message"}
        self.messages[int(channel)].remove(found)
        return 204, None

    def _active(self, body: Any, query: Any, guild: str) -> tuple[int, Any]:
        live = [known for known in self.threads.values() if not known["thread_metadata"]["archived"]]
        return 200, {"threads": live, "members": []}

    def _archived(self, body: Any, query: Any, channel: str) -> tuple[int, Any]:
        old = [known for known in self.threads.values() if known["thread_metadata"]["archived"]]
        return 200, {"threads": old, "members": [], "has_more": False}

    def _callback(self, body: Any, query: Any, id: str, token: str) -> tuple[int, Any]:
        return 200, {"interaction": {"id": id, "type": 3}}

    def _followup(self, body: Any, query: Any, token: str) -> tuple[int, Any]:
        return 200, message(self.id(), payloads.STAFF, BOT, body.get("content") or "")

    def _open_thread(self, body: Any, query: Any, channel: str) -> tuple[int, Any]:
        opened = payloads.thread(self.id(), body["name"], int(channel))
        self.threads[int(opened["id"])] = opened
        return 201, opened

    def _put_commands(self, body: Any, query: Any) -> tuple[int, Any]:
        self.commands = [
            {"id": str(self.id()), "application_id": str(APP), "version": "1", "description": "", **command}
            for command in body
        ]
        return 200, self.commands

    def _get_commands(self, body: Any, query: Any) -> tuple[int, Any]:
        return 200, self.commands

    def _guilds(self, body: Any, query: Any) -> tuple[int, Any]:
        counts = {"approximate_member_count": self.guild["member_count"], "approximate_presence_count": 1}
        here = {**self.guild, **counts, "owner": False, "permissions": "0"}
        return 200, [here] if self.invited else []

    def _channels(self, body: Any, query: Any, guild: str) -> tuple[int, Any]:
        return 200, self.guild["channels"]

    def _whole_guild(self, body: Any, query: Any, guild: str) -> tuple[int, Any]:
        return 200, {**self.guild, "approximate_member_count": self.guild["member_count"]}

    def _patch_channel(self, body: Any, query: Any, id: str) -> tuple[int, Any]:
        found = self.threads[int(id)]
        if "applied_tags" in body:
            found["applied_tags"] = body["applied_tags"]
        if "archived" in body:
            found["thread_metadata"]["archived"] = body["archived"]
        return 200, found

    _routes: tuple[tuple[str, str, Callable[..., tuple[int, Any]]], ...] = (
        ("GET", r"/users/@me", _me),
        ("GET", r"/users/@me/guilds", _guilds),
        ("GET", r"/guilds/(\d+)", _whole_guild),
        ("GET", r"/guilds/(\d+)/channels", _channels),
        ("GET", r"/guilds/(\d+)/threads/active", _active),
        ("GET", r"/oauth2/applications/@me", _application),
        ("GET", r"/guilds/(\d+)/members/(\d+)", _member),
        ("GET", r"/channels/(\d+)", _get_channel),
        ("PATCH", r"/channels/(\d+)", _patch_channel),
        ("POST", r"/users/@me/channels", _open_private),
        ("POST", r"/channels/(\d+)/messages", _post),
        ("GET", r"/channels/(\d+)/messages", _history),
        ("GET", r"/channels/(\d+)/messages/(\d+)", _one),
        ("PATCH", r"/channels/(\d+)/messages/(\d+)", _edit),
        ("DELETE", r"/channels/(\d+)/messages/(\d+)", _delete),
        ("GET", r"/channels/(\d+)/threads/archived/public", _archived),
        ("POST", r"/channels/(\d+)/threads", _open_thread),
        ("POST", r"/interactions/(\d+)/(.+)/callback", _callback),
        ("POST", rf"/webhooks/{APP}/([^/]+)", _followup),
        ("PUT", rf"/applications/{APP}/commands", _put_commands),
        ("GET", rf"/applications/{APP}/commands", _get_commands),
    )

    def _message(self, channel: int, id: str) -> Payload | None:
        return next((known for known in self.messages[channel] if known["id"] == id), None)

    def _channel(self, id: int) -> Payload | None:
        known = {int(one["id"]): one for one in self.guild["channels"]}
        return known.get(id) or self.threads.get(id)
