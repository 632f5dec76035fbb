"""Slack: events in; cards, alerts and forms out. Nothing is decided here.

`read.py` translates what comes in, `blocks.py` and `modals.py` render what goes out, `people.py` knows who is
who, `replies.py` posts exactly once, `listening.py` stores before it acknowledges, `clicks.py`,
`commands.py` and `home.py` carry what people press and type to the desk.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from adapters.slack.manifest import manifest

if TYPE_CHECKING:
    from adapters.slack.clicks import Desk
    from adapters.slack.slack import Slack
    from adapters.slack.sockets import Pace
    from bot.lead import Lead
    from bot.ports import Clock, Store
    from bot.settings import Slack as Settings


__all__ = ["doctor", "manifest", "open_slack"]


@asynccontextmanager
async def open_slack(
    settings: Settings,
    store: Store,
    desk: Desk,
    lead: Lead,
    clock: Clock,
    wake: Callable[..., None],
    *,
    pace: Pace | None = None,
) -> AsyncIterator[Slack]:
    """Open the adapter. Asks Slack nothing yet, so a bad token or an outage does not stop the desk.

    `wake` is told which queues have something new.
    """
    from adapters.slack.slack import Slack
    from adapters.slack.sockets import Pace
    from adapters.slack.web import open_client

    async with open_client(settings) as client:
        yield Slack(
            settings, client, store=store, desk=desk, lead=lead, clock=clock, wake=wake, pace=pace or Pace()
        )


async def doctor(
    settings: Settings, channels: Collection[str] = (), staff: Collection[str] = ()
) -> list[tuple[bool, str]]:
    """Return one (fine, sentence) a check of token, permissions and channels, each with its fix."""
    from adapters.slack.doctor import doctor as examine

    return await examine(settings, channels, staff)
