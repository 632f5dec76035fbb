"""Who sits at an open page: one of us, and the customer they play. The address keeps it over a reload."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from nicegui import Client

from adapters.console import people
from bot.messages import Person


@dataclass(slots=True)
class Seat:
    client: Client
    me: Person
    customer: str | None = None
    channel: str | None = None

    @property
    def query(self) -> str:
        """Return what has to stand in an address for its page to know us again."""
        parts = {"me": self.me.id.removeprefix("console:agent-")}
        if self.customer:
            parts["customer"] = self.customer.removeprefix("console:")
        if self.channel:
            parts["channel"] = self.channel.removeprefix("console:")
        return f"?{urlencode(parts)}"

    def remember(self) -> None:
        self.client.run_javascript(f"frontdesk.remember({json.dumps(self.query)})")


def seated(client: Client, me: str, customer: str, channel: str) -> Seat:
    """Return the seat that an address describes; who is not named is Ana."""
    return Seat(
        client=client,
        me=people.staff(f"console:agent-{me}") or people.ANA,
        customer=f"console:{customer}" if customer else None,
        channel=f"console:{channel}" if channel else None,
    )
