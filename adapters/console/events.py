"""What the console writes into the inbox, and how it reads it back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.messages import Deleted, Edited, Heard, Said


def said(line: Said) -> dict[str, Any]:
    """Return the inbox event of a new line."""
    return {
        "kind": "said",
        "channel": line.channel,
        "id": line.id,
        "author": line.author,
        "at": line.at.isoformat(),
        "text": line.text,
        "root": line.root,
    }


def edited(line: Edited) -> dict[str, Any]:
    """Return the inbox event of a line with a new text."""
    return {
        "kind": "edited",
        "channel": line.channel,
        "id": line.id,
        "at": line.at.isoformat(),
        "text": line.text,
    }


def deleted(line: Deleted) -> dict[str, Any]:
    """Return the inbox event of a line that is gone."""
    return {"kind": "deleted", "channel": line.channel, "id": line.id, "at": line.at.isoformat()}


def read(raw: Mapping[str, Any]) -> Heard | None:
    """Return what an inbox event says, or `None` for an event of another kind."""
    match raw.get("kind"):
        case "said":
            return Said(
                channel=raw["channel"],
                id=raw["id"],
                author=raw["author"],
                at=datetime.fromisoformat(raw["at"]),
                text=raw["text"],
                root=raw.get("root"),
            )
        case "edited":
            at = datetime.fromisoformat(raw["at"])
            return Edited(channel=raw["channel"], id=raw["id"], at=at, text=raw["text"])
        case "deleted":
            return Deleted(channel=raw["channel"], id=raw["id"], at=datetime.fromisoformat(raw["at"]))
        case _:
            return None
