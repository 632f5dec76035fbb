"""Discord: events in, cards, alerts and forms out. Nothing is decided here.

discord.py is imported when the adapter is opened, not before.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from adapters.discord.permissions import invite_link
from bot.ports import Clock, Store
from bot.process.health import Health
from bot.record import Queue
from bot.settings import Discord as Settings

if TYPE_CHECKING:
    from adapters.discord.gateway import Pace
    from adapters.discord.platform import Discord
    from bot.desk import Desk
    from bot.lead import Lead
    from bot.record import Watched

__all__ = ["doctor", "invite_link", "open_discord"]


@asynccontextmanager
async def open_discord(
    settings: Settings,
    store: Store,
    desk: Desk,
    lead: Lead,
    clock: Clock,
    wake: Callable[[Queue], None],
    health: Health,
    *,
    pace: Pace | None = None,
) -> AsyncIterator[Discord]:
    """Open the adapter; its `run` connects.

    Nothing is asked of Discord here, so that a wrong token never keeps the process from starting.
    """
    from adapters.discord.gateway import Pace, point_at
    from adapters.discord.platform import Discord

    logging.getLogger("discord").setLevel(logging.WARNING)  # below that it writes messages' text
    point_at(settings.api_url, settings.gateway_url)
    discord = Discord(settings, store, desk, lead, clock, wake, health, pace=pace or Pace())
    try:
        yield discord
    finally:
        await discord.close()
        point_at()


async def doctor(settings: Settings, watched: Sequence[Watched] = ()) -> list[tuple[bool, str]]:
    """Return (well, sentence) for the token, intents, servers, roles, channels and commands."""
    from adapters.discord.doctor import examine

    return await examine(settings, watched)
