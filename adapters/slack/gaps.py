"""Lines that Slack did not deliver while we were running: read back from history, as after a start.

Slack drops events of a workspace that sends too many, and delivers none of a channel we were removed from.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from adapters.slack.web import Pause
from bot.process.catching_up import CatchUp
from bot.record import Watched


class Gaps:
    """Puts gaps on record as they are noticed, and reads them beside listening."""

    def __init__(self, catch_up: CatchUp, pause: Pause) -> None:
        self._catch_up = catch_up
        self._pause = pause
        self._noticed: asyncio.Queue[list[Watched]] = asyncio.Queue()

    async def notice(self, channel: str | None = None, *, since: str | None = None) -> None:
        """Have a channel, or every one, read again from the last line that was heard, or from `since`."""
        known = [each for each in await self._catch_up.known() if channel in (None, each.channel)]
        if since:
            known = [
                replace(each, watermark=min(each.watermark, since)) if each.watermark else each
                for each in known
            ]
        await self._catch_up.begin(known)
        self._noticed.put_nowait(known)

    async def read(self) -> None:
        """Read every gap that is noticed, until cancelled."""
        try:
            async with asyncio.TaskGroup() as reading:
                while True:
                    known = await self._noticed.get()
                    reading.create_task(self._catch_up.close(known, self._pause), name="slack gap")
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from None
