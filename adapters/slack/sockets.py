"""Socket Mode: two connections, each watched; a silent one is replaced before anybody misses it.

Slack gives every payload to one arbitrary connection. The SDK closes an old socket before it opens the next,
and Slack renews sockets every few hours, so one connection alone has gaps.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from adapters.slack.web import silent, translated
from bot.errors import Unreachable

CONNECTIONS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often a socket is looked at and pinged, how long opening one may take, when it is given up."""

    look_every: timedelta = timedelta(seconds=5)
    ping_every: timedelta = timedelta(seconds=10)
    open_within: timedelta = timedelta(seconds=20)
    bad_looks: int = 3


async def listen(app: AsyncApp, app_token: str, pace: Pace) -> None:
    """Take in everything Slack sends, until cancelled.

    Raises:
        NotAllowed: Slack refuses the app token.
        Unreachable: no socket could be opened.
    """
    try:
        async with asyncio.TaskGroup() as sockets:
            for number in range(CONNECTIONS):
                sockets.create_task(_keep(app, app_token, pace), name=f"slack socket {number + 1}")
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None  # one reason is what staff can act on


async def _keep(app: AsyncApp, app_token: str, pace: Pace) -> None:
    while True:
        async with _socket(app, app_token, pace) as client:
            await _goes_bad(client, pace)


async def _goes_bad(client: Any, pace: Pace) -> None:
    """Return when a socket has been down for several looks in a row; the SDK reconnects on its own before."""
    bad = 0
    while bad < pace.bad_looks:
        await asyncio.sleep(pace.look_every.total_seconds())
        bad = 0 if await client.is_connected() else bad + 1


@asynccontextmanager
async def _socket(app: AsyncApp, app_token: str, pace: Pace) -> AsyncIterator[SocketModeClient]:
    ping = pace.ping_every.total_seconds()
    handler = AsyncSocketModeHandler(app, app_token, logger=silent, ping_interval=ping)
    client = handler.client
    try:
        # asked for here, because the SDK would ask for ever when the token is refused
        client.wss_uri = await client.issue_new_wss_url()
        async with asyncio.timeout(pace.open_within.total_seconds()):
            await client.connect()  # type: ignore[no-untyped-call]  # the SDK does not say
        yield client
    except SlackApiError as error:
        raise translated(error, "the app token") from None
    except (TimeoutError, OSError):
        raise Unreachable("No socket to Slack could be opened.") from None
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
