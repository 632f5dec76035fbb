"""The web console: a chat platform in a page, with a customer side and a staff side on the same desk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from adapters.console.platform import Console

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

__all__ = ["Console", "serve"]


async def serve(
    console: Console,
    *,
    ready: Callable[[], Mapping[str, Any]],
    metrics: Callable[[], bytes],
    on_ready: Callable[[str], None],
    stop: asyncio.Event,
    hooks: Sequence[BaseRoute] = (),
) -> None:
    """Serve the console and the health routes until `stop` is set. Signals stay with the caller.

    `hooks` are routes of platforms that prove who calls by themselves: they pass the login.

    `ready` is what /readyz tells: {"ready": bool, "parts": {name: {"ok": bool, "text": str}}}. `on_ready`
    hears the address.

    Raises:
        SettingsWrong: the address cannot be listened on; the text says what to change.
    """
    from adapters.console import web  # NiceGUI takes a second to import

    await web.serve(console, ready=ready, metrics=metrics, on_ready=on_ready, stop=stop, hooks=hooks)
