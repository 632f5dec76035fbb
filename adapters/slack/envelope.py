"""A message that came another way than by an event, as Slack would have sent it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.slack.web import Identity


def envelope(event: Mapping[str, Any], id: str, us: Identity) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "event_id": id,
        "team_id": us.team,
        "authorizations": [{"team_id": us.team, "user_id": us.user, "is_bot": True}],
        "event": dict(event),
    }
