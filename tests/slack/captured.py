"""Payloads as Slack documents them, kept in `tests/fixtures/slack/`; a test fills in what moves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parents[1] / "fixtures" / "slack"


def captured(folder: str, name: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((FIXTURES / folder / f"{name}.json").read_text("utf-8"))
    return body


def event(name: str, **about: Any) -> dict[str, Any]:
    """Return the event inside an envelope, about something else where that is said."""
    inner: dict[str, Any] = captured("events", name)["event"]
    return inner | about


def interaction(name: str, user: str, **about: Any) -> dict[str, Any]:
    payload = captured("interactive", name)
    return payload | {"user": payload["user"] | {"id": user}} | about


def names(folder: str) -> set[str]:
    return {path.stem for path in (FIXTURES / folder).glob("*.json")}
