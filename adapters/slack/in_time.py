"""Answers within the three seconds that Slack waits, whatever the rest takes, and errors in words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from bot.errors import FrontdeskError, StoreLost, Unreachable

ANSWERS_WITHIN_SECONDS = 2.4  # of the three in which Slack wants an answer
WHO_WITHIN_SECONDS = 2.0
_STORE_LOST = "The desk's database cannot be reached: nothing was done or sent. Try again in a minute."

T = TypeVar("T")


@asynccontextmanager
async def in_time(work: Coroutine[Any, Any, T]) -> AsyncIterator[asyncio.Task[T]]:
    """Begin some work and enter once it is done, or while there is still time to answer Slack.

    It always goes on to its end; a failure before that rises, so that the click stays unanswered.
    """
    try:
        async with asyncio.TaskGroup() as tasks:
            task = tasks.create_task(work)
            await asyncio.wait({task}, timeout=ANSWERS_WITHIN_SECONDS)
            yield task
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None


def told_of(error: FrontdeskError) -> str:
    """Say what an error means for the person who clicked."""
    if isinstance(error, StoreLost):
        return _STORE_LOST
    if isinstance(error, Unreachable):
        return f"{error} Try again in a moment."
    return str(error)
