"""What is out of order right now, in words for staff. In memory: it must hold when the database does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Ill:
    """A part that does not work: what it means for the reader, and since when.

    `stops` is false for what needs somebody's eye while all work goes on.
    """

    text: str
    since: datetime
    stops: bool = True


@dataclass(slots=True)
class Health:
    """The state of every part of the process."""

    _parts: dict[str, Ill | None] = field(default_factory=dict)
    _notes: dict[str, str] = field(default_factory=dict)

    def well(self, part: str, note: str = "") -> None:
        """Record that a part works. `note` is what an operator should know although it does."""
        self._parts[part], self._notes[part] = None, note

    def ill(self, part: str, text: str, now: datetime, *, stops: bool = True) -> None:
        before = self._parts.get(part)
        self._parts[part] = Ill(text, before.since if before else now, stops)

    def gone(self, part: str) -> None:
        self._parts.pop(part, None)

    def note(self, part: str) -> str:
        """Return what there is to know about a part that works."""
        return self._notes.get(part, "")

    @property
    def ready(self) -> bool:
        return bool(self._parts) and not any(ill and ill.stops for ill in self._parts.values())

    @property
    def parts(self) -> Mapping[str, Ill | None]:
        return dict(self._parts)
