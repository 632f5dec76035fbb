"""Keeps the parts of the process running: one that returns or fails is restarted, and staff are told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.errors import FrontdeskError
from bot.ports import Clock
from bot.process.health import Health

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(seconds=60)
STEADY = timedelta(seconds=60)  # a part that ran this long begins its pauses anew
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that runs for as long as the process does. `run` returning by itself is a failure."""

    name: str
    run: Callable[[], Awaitable[None]]
    means: str  # what its absence means for staff, one sentence


async def keep(part: Part, health: Health, clock: Clock, stopping: asyncio.Event) -> None:
    """Run a part until the process stops, restarting it with growing pauses."""
    pause = FIRST_PAUSE
    while not stopping.is_set():
        began = clock.now()
        health.well(part.name)
        reason = await _run_once(part)
        if stopping.is_set():
            return
        now = clock.now()
        pause = FIRST_PAUSE if now - began > STEADY else min(pause * 2, LONGEST_PAUSE)
        health.ill(part.name, f"{part.means} {reason}", now)
        _log.error("part stopped", part=part.name, reason=reason, pause_s=pause.total_seconds())
        await _sleep(pause, stopping)


async def _run_once(part: Part) -> str:
    try:
        await part.run()
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        return "It was cancelled from inside; I am starting it again."
    except Exception as error:  # whatever ends a part, the others go on
        return _reason(part, error)
    return "It ended by itself; I am starting it again."


def _reason(part: Part, error: Exception) -> str:
    leaves = _leaves(error)
    if all(isinstance(leaf, FrontdeskError) for leaf in leaves):
        return " ".join(sorted({str(leaf) for leaf in leaves}))
    _log.error("part failed", part=part.name, exc_info=error)
    kinds = ", ".join(sorted({type(leaf).__name__ for leaf in leaves}))
    return f"It failed ({kinds}); I am trying again."


def _leaves(error: BaseException) -> list[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        return [leaf for inner in error.exceptions for leaf in _leaves(inner)]
    return [error]


async def _sleep(pause: timedelta, stopping: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(pause.total_seconds()):
            await stopping.wait()
    except TimeoutError:
        return
