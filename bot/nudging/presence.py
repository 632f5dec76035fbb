"""Who has a conversation open before them. Whoever is at it needs no nudge about it."""

from __future__ import annotations

from datetime import datetime, timedelta

FORGETS_AFTER = timedelta(minutes=10)  # a page may be left open, or end without a word


class Presence:
    """What a platform that can tell says of its people: the console can, in the process that serves it.

    Slack and Discord tell an app neither what somebody looks at nor, without asking for more, what they type.
    """

    def __init__(self) -> None:
        self._open: dict[tuple[str, int], datetime] = {}

    def opened(self, person: str, conversation: int, at: datetime) -> None:
        self._open[person, conversation] = at

    def closed(self, person: str, conversation: int) -> None:
        self._open.pop((person, conversation), None)

    def at_it(self, person: str, conversation: int, now: datetime) -> bool:
        """Whether somebody has just this conversation before them."""
        since = self._open.get((person, conversation))
        return since is not None and now - since < FORGETS_AFTER
