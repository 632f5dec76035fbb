"""What only one process may do at a time."""

from __future__ import annotations

from typing import Protocol


class Alone(Protocol):
    """A right that one process has, until it gives it back or loses its connection to the store."""

    async def taken(self) -> bool:
        """Take the right if nobody has it, and return whether it is ours now."""
        ...

    async def awaited(self) -> None:
        """Return once the right is ours: within two seconds of its becoming free.

        Raises:
            StoreLost: the store cannot be asked.
        """
        ...

    async def kept(self) -> None:
        """Wait for as long as the right is ours.

        Raises:
            StoreLost: it is ours no longer, or we cannot tell.
        """
        ...
