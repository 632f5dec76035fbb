"""What the clock needs of the store beside conversations: duties, defaults, tellings, ended waits."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.duty import Duty
from bot.ledger import Timed, Told
from bot.policy import Policy
from bot.record import PolicyChange


class ClockReading(Protocol):
    """What can be asked."""

    async def duties(self) -> list[Duty]:
        """Return the roster: everybody who has a schedule or said something about their duty."""
        ...

    async def defaults(self) -> Policy | None:
        """Return the policy that new channels start from, if a lead has set one."""
        ...

    async def watched_since(self, channel: str) -> datetime | None:
        """Return when a channel was first watched."""
        ...

    async def telling(self, id: int) -> Told | None: ...

    async def tellings(self, notice: int) -> list[Told]:
        """Return who was told of an alert, in order."""
        ...

    async def alert_since(self, place: str, since: datetime) -> int | None:
        """Return the alert that began the latest message of a staff channel since a moment."""
        ...

    async def bundled(self, notice: int) -> list[int]:
        """Return the alerts that stand in the message of `notice`, oldest first."""
        ...

    async def timed(
        self, *, channel: str | None = None, since: datetime | None = None, until: datetime | None = None
    ) -> list[Timed]:
        """Return waits that ended, by when they began: ours, and those read from a channel's history."""
        ...


class ClockWork(ClockReading, Protocol):
    """What can be written, in the transaction of `bot.ports.Work`."""

    async def save_duty(self, duty: Duty) -> None: ...

    async def set_defaults(self, policy: Policy, *, by: str, at: datetime) -> None:
        """Store what new channels start from, with an audit row for each changed field."""
        ...

    async def recompute(self, channel: str, now: datetime) -> None:
        """Let the clock lane look at every live conversation of a channel at once, and renew their cards."""
        ...

    async def note(self, *changes: PolicyChange) -> None:
        """Add to the audit log."""
        ...

    async def tell(self, told: Told) -> Told:
        """Store a telling and return it with its id."""
        ...

    async def told_in_vain(self, telling: int, why: str) -> None:
        """Record that a telling did not arrive."""
        ...

    async def keep_wait(self, timed: Timed) -> None:
        """Store how long a wait took; one that is stored already is replaced."""
        ...

    async def forget_wait(self, conversation: int, number: int) -> None:
        """Take back that a wait ended: it runs again."""
        ...

    async def baseline_read(self, channel: str, at: datetime) -> None:
        """Record that a channel's history before us has been read."""
        ...
