"""The keys our posts carry, so that one is found again. They are opaque: anybody may read metadata."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from adapters.slack.keys import native

LOOKS_BACK = timedelta(days=7)


def metadata(event: str, key: str) -> dict[str, Any]:
    return {"event_type": event, "event_payload": {"key": key}}


def key_of(message: Mapping[str, Any], event: str) -> str | None:
    """Return the key a message of ours was posted under, if it is one of this kind."""
    about = message.get("metadata") or {}
    return about.get("event_payload", {}).get("key") if about.get("event_type") == event else None


def named(place: str) -> str:
    return f"the channel {native(place)}"
