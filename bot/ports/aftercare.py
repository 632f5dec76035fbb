"""What the store is asked about the time after a reply: `Reading.aftercare` and `Work.aftercare`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.aftercare.record import Problem, Promise, Rating, Report
from bot.nudging.caps import Past
from bot.record import Notice


class Aftercare(Protocol):
    """What can be asked."""

    async def promise(self, id: int) -> Promise | None: ...

    async def promises(
        self,
        *,
        conversation: int | None = None,
        by: str | None = None,
        open: bool = False,
        since: datetime | None = None,
    ) -> list[Promise]:
        """Return promised times, earliest first; `since` keeps those that were told from then on."""
        ...

    async def problem(self, id: int) -> Problem | None: ...

    async def problems(self, *, open: bool = False) -> list[Problem]:
        """Return problems, latest first."""
        ...

    async def reports(self, *, problem: int | None = None, conversation: int | None = None) -> list[Report]:
        """Return who reported what, in the order it was noted."""
        ...

    async def rating(self, id: int) -> Rating | None: ...

    async def ratings(
        self, *, customer: str | None = None, conversation: int | None = None, since: datetime | None = None
    ) -> list[Rating]:
        """Return ratings that were asked for, earliest first."""
        ...

    async def nudged(self, person: str, *, since: datetime) -> list[Past]:
        """Return the nudges that a person was shown since a moment, pushed or only listed."""
        ...

    async def nudges_of(self, person: str) -> list[Notice]:
        """Return the nudges that a person has still before them, oldest first."""
        ...

    async def planned_for(self, person: str, *, until: datetime) -> list[Notice]:
        """Return the nudges that are planned for a person up to a moment."""
        ...

    async def parts(self, head: int) -> list[Notice]:
        """Return the nudges that ride along in the message of another one."""
        ...

    async def nudge_outcomes(self, since: datetime, until: datetime) -> list[Notice]:
        """Return every nudge that was shown in a span, for reports: kind, to whom, result and when."""
        ...


class AftercareWork(Aftercare, Protocol):
    """What can be changed, inside a write transaction."""

    async def promised(self, promise: Promise) -> Promise:
        """Store a promised time; the one that the same message held before is replaced."""
        ...

    async def save_promise(self, promise: Promise) -> None: ...

    async def open_problem(self, problem: Problem) -> Problem: ...

    async def save_problem(self, problem: Problem) -> None: ...

    async def report(self, report: Report) -> None:
        """Store that a conversation is about a problem; known already is fine."""
        ...

    async def save_report(self, report: Report) -> None: ...

    async def unreport(self, conversation: int, *, but: Collection[int] = ()) -> None:
        """Forget open reports of a conversation that were put under the wrong name."""
        ...

    async def ask_rating(self, rating: Rating) -> Rating | None:
        """Store that a customer is asked; `None` if this conversation was asked before."""
        ...

    async def save_rating(self, rating: Rating) -> None: ...
