"""The work loop: wakes at the earliest due moment, claims what is due, and works it.

State is the queue, so there is one lane for each kind of due row, each with a width of its own: a slow model
never delays a Send. A row that fails is tried again later, and parked where staff see it after five tries.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.errors import Busy, RateLimited, StoreLost, Unreachable
from bot.moves import give_back
from bot.ports import Clock, Store
from bot.process.bell import Bell
from bot.record import Claim, Queue

LEASE = timedelta(seconds=60)
SWEEP = timedelta(seconds=30)  # looked at least this often, in case a wake was lost
TRIES_AGAIN = timedelta(seconds=10)
TAKEN_BY_OTHERS = timedelta(milliseconds=50)
BEHIND = timedelta(milliseconds=100)  # rows that lie this long go before others
LETS_OTHERS_GO_FIRST = timedelta(seconds=5)  # then a row has waited long enough,
LETS_OLDER_GO_FIRST = timedelta(seconds=30)  # unless the others wait longer than it
BATCH = 16  # rows that one worker takes in one statement: all are worked well within a lease
TRIES = 5
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Lane:
    """One kind of due row: who works it, and how many at once. Width 1 works rows in the order they came.

    Where the queue `after` is behind, its rows go first: a draft for a burst whose next line lies unread
    would be written twice, and its card shown twice.
    """

    queue: Queue
    work: Callable[[Claim], Awaitable[None]]
    width: int
    after: Queue | None = None
    rings: tuple[Queue, ...] = ()  # where worked rows may leave something due
    gives_up: Callable[[Claim], Awaitable[None]] | None = None  # instead of parking after the last try


@dataclass(frozen=True, slots=True)
class Watch:
    """Runs the lanes."""

    store: Store
    lanes: Sequence[Lane]
    clock: Clock
    bell: Bell
    holder: str
    stopping: asyncio.Event
    worked: Counter[tuple[str, str]] = field(default_factory=Counter)  # (queue, how it ended)

    async def run(self) -> None:
        """Work what is due until told to stop; rows in hand are finished first."""
        async with asyncio.TaskGroup() as tasks:
            listening = tasks.create_task(self._listen(), name="store wakes")
            async with asyncio.TaskGroup() as lanes:
                for lane in self.lanes:
                    lanes.create_task(self._run(lane), name=f"lane {lane.queue.value}")
            listening.cancel()

    def stop(self) -> None:
        """Claim nothing more; `run` returns when the rows in hand are finished."""
        self.stopping.set()
        self.bell.ring(*Queue)

    async def settle(self, now: datetime) -> int:
        """Work everything that is due at `now`, one row after another, and return how many rows it was.

        What tests and replay use instead of `run`: the same lanes on a virtual clock.
        """
        worked = 0
        while True:
            dues = await self.store.next_dues()
            before = worked
            for lane in self.lanes:
                if lane.queue in dues and dues[lane.queue] <= now:
                    if await self._gives_way(lane, dues[lane.queue], now):
                        continue
                    claims = await self._claim(lane, now, BATCH)
                    for claim in claims:
                        await self._work(lane, claim)
                    worked += len(claims)
            if worked == before:
                return worked

    async def next_due(self) -> datetime | None:
        """Return when the earliest row of any lane falls due."""
        return min((await self.store.next_dues()).values(), default=None)

    async def _run(self, lane: Lane) -> None:
        slots = asyncio.Semaphore(lane.width)
        due: datetime | None = None  # as the last look told, if nothing was rung since
        async with asyncio.TaskGroup() as rows:
            while not self.stopping.is_set():
                await slots.acquire()
                slots.release()
                self.bell.quiet(lane.queue)
                if self.stopping.is_set():
                    break
                now = self.clock.now()
                if due is None or due > now:
                    due = await self.store.next_due(lane.queue)
                if due is None or due > now:
                    wait = min(due - now, SWEEP) if due else SWEEP
                    if await self.bell.wait(lane.queue, wait.total_seconds()):
                        due = None
                    continue
                if await self._gives_way(lane, due, now):
                    await self.bell.wait(lane.queue, TAKEN_BY_OTHERS.total_seconds())
                    continue
                due = None
                claims = await self._claim(lane, now, BATCH if lane.width == 1 else lane.width)
                if not claims:  # somebody else took them between the look and the claim
                    await self.bell.wait(lane.queue, TAKEN_BY_OTHERS.total_seconds())
                if lane.width == 1:
                    await self._in_order(lane, claims)
                    continue
                for claim in claims:
                    await slots.acquire()
                    rows.create_task(self._in_slot(lane, claim, slots))

    async def _gives_way(self, lane: Lane, due: datetime, now: datetime) -> bool:
        """Whether a lane's oldest row, due since `due`, lets another queue catch up first."""
        if lane.after is None or now - due > LETS_OLDER_GO_FIRST:
            return False
        first = await self.store.next_due(lane.after)
        if first is None or now - first < BEHIND:
            return False
        return first < due or now - due <= LETS_OTHERS_GO_FIRST

    async def _in_order(self, lane: Lane, claims: list[Claim]) -> None:
        for claim in claims:
            await self._work(lane, claim)
        self.bell.ring(*lane.rings)

    async def _in_slot(self, lane: Lane, claim: Claim, slots: asyncio.Semaphore) -> None:
        try:
            await self._work(lane, claim)
        finally:
            slots.release()
            self.bell.ring(*lane.rings)

    async def _claim(self, lane: Lane, now: datetime, limit: int) -> list[Claim]:
        return await self.store.claim(lane.queue, now=now, holder=self.holder, lease=LEASE, limit=limit)

    async def _work(self, lane: Lane, claim: Claim) -> None:
        if claim.attempts > TRIES:  # it ended the process each time before a failure could be counted
            await self._failed(lane, claim, "EndedTheProcess")
            return
        try:
            await lane.work(claim)
            self.worked[claim.queue.value, "done"] += 1
        except StoreLost:
            raise
        except RateLimited as wait:
            await self._later(claim, wait.retry_after)
        except (Unreachable, Busy):
            await self._later(claim, TRIES_AGAIN)
        except Exception as error:  # the one place: whatever a row does, the others go on
            await self._failed(lane, claim, type(error).__name__)

    async def _later(self, claim: Claim, pause: timedelta) -> None:
        """Put a row off that is not at fault: it never counts as a try."""
        await give_back(self.store, claim, self.clock.now() + pause)

    async def _failed(self, lane: Lane, claim: Claim, error: str) -> None:
        last = claim.attempts >= TRIES
        self.worked[claim.queue.value, "parked" if last else "failed"] += 1
        _log.warning("row failed", queue=claim.queue.value, row=claim.id, tries=claim.attempts, error=error)
        if last and lane.gives_up:
            await lane.gives_up(claim)
            return
        due = self.clock.now() + timedelta(seconds=2**claim.attempts)
        await self.store.failed(claim, due=due, error=error, park=last)

    async def _listen(self) -> None:
        async for queue in self.store.woken():
            self.bell.ring(queue)
