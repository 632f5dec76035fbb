"""What the clock needs of the store beside conversations: duties, defaults, tellings, ended waits."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.alerts.ledger import Away, Message, Page, Standing, Timed, Told
from bot.policy import Policy
from bot.record import PolicyChange
from bot.roster.duty import Duty


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

    async def away(self, now: datetime) -> Away | None:
        """Return the last stretch in which no process of ours ran, up to `now` if none has since."""
        ...

    async def telling(self, id: int) -> Told | None: ...

    async def tellings(self, notice: int) -> list[Told]:
        """Return who was told of an alert, in order."""
        ...

    async def alert_messages(self, place: str, since: datetime) -> list[Message]:
        """Return the messages with alerts that were made in a place since a moment, latest first."""
        ...

    async def pings(self, target: str, since: datetime) -> list[datetime]:
        """Return when messages pinged somebody for an alert after a moment, wherever they stand, in order.

        What did not arrive is none.
        """
        ...

    async def named_in(self, message: int) -> frozenset[str]:
        """Return whom a staff channel's message of alerts named when it came."""
        ...

    async def bundled(self, message: int, most: int | None = None) -> Standing:
        """Return the alerts in a staff channel's message: running ones first, the longest wait on top."""
        ...

    async def paged(self, message: int, most: int | None = None) -> Standing:
        """Return the alerts in a message of somebody's own, in the same order."""
        ...

    async def page(self, message: int) -> Page | None:
        """Return whose a message of somebody's own is, without reading all that stands in it."""
        ...

    async def tellings_in(self, message: int) -> list[Told]:
        """Return what was told in a message of somebody's own, in order."""
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

    async def told_in(self, telling: int, message: int) -> None:
        """Record in whose message of their own a telling stands."""
        ...

    async def arrived(self, message: int, at: datetime) -> None:
        """Record that a message of somebody's own came, with all that is told in it."""
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
