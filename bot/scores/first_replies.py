"""First replies as their authors see them: each their own; leads see the spread, and no names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles

from bot.messages import Person, Role
from bot.ports import Reading
from bot.say import clock_time

SHOWN = 20
TOLD = 5  # in a chat
TEAM_SPAN = timedelta(days=30)
SOON = timedelta(minutes=1)  # a platform's clock may be a little ahead of ours
FEWEST = 5  # replies, before a spread says something and nobody can be guessed from it
NONE_YET = "None of your first replies has been scored yet: the next one is, within a minute."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """One first reply of the person who asks, beside the draft that stood ready."""

    at: datetime
    customer: str
    conversation: int
    score: int
    suggestions: tuple[str, ...]
    text: str  # empty once it was forgotten
    draft: str | None
    draft_score: int | None
    used: bool
    distance: float | None

    @property
    def beside(self) -> str:
        """How it stands to its draft, in words."""
        if self.draft_score is None:
            return "no draft was ready"
        if not self.used:
            return f"draft {self.draft_score}, not used"
        return f"draft {self.draft_score}, {'edited' if self.distance else 'sent as it was'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How the first replies of everybody scored: half of them lie between `low` and `high`."""

    replies: int
    median: float
    low: float
    high: float


async def mine(reading: Reading, by: Person, limit: int = SHOWN) -> list[Mine]:
    """Return the latest first replies of whoever asks, newest first. Nobody else's can be asked for."""
    rows = await reading.scores_of(by.id, limit)
    people = await reading.people({row["customer"] for row in rows})
    return [
        Mine(
            at=row["at"],
            customer=people[row["customer"]].name if row["customer"] in people else "A customer",
            conversation=row["conversation"],
            score=row["score"],
            suggestions=row["suggestions"],
            text=row["text"],
            draft=row["draft_text"] or None,
            draft_score=row["draft_score"],
            used=row["used"],
            distance=row["distance"],
        )
        for row in rows
    ]


async def team(reading: Reading, by: Person, now: datetime) -> Spread | None:
    """Return the spread of the last 30 days, to a lead and with enough replies; otherwise `None`."""
    if by.role is not Role.LEAD:
        return None
    scores = [row["score"] for row in await reading.scores(now - TEAM_SPAN, now + SOON)]
    return spread(scores) if len(scores) >= FEWEST else None


def spread(scores: Sequence[float]) -> Spread:
    """Return median and quartiles of at least two scores."""
    low, _, high = quantiles(scores, n=4, method="inclusive")
    return Spread(replies=len(scores), median=median(scores), low=low, high=high)


async def told(reading: Reading, by: Person, now: datetime) -> str:
    """Return what a chat tells somebody about their own first replies, and a lead about the team's."""
    return in_words(await mine(reading, by), await team(reading, by, now), by.zone, now)


def in_words(replies: Sequence[Mine], spread: Spread | None, zone: str, now: datetime) -> str:
    """Return somebody's latest first replies as a chat tells them, a line each."""
    told = [_line(one, zone, now) for one in replies[:TOLD]] or [NONE_YET]
    if len(replies) > 1:
        told.insert(0, mine_in_words(replies))
    if spread:
        told.append(team_in_words(spread))
    return "\n".join(told)


def mine_in_words(replies: Sequence[Mine]) -> str:
    """Return somebody's own median as one sentence."""
    middle = median(one.score for one in replies)
    return f"Your last {len(replies)} first replies: median {middle:.0f} of 100."


def team_in_words(spread: Spread) -> str:
    """Return a spread as one sentence."""
    return (
        f"Everybody, last {TEAM_SPAN.days} days: {spread.replies} first replies, median {spread.median:.0f}, "
        f"half of them between {spread.low:.0f} and {spread.high:.0f}."
    )


def _line(one: Mine, zone: str, now: datetime) -> str:
    edits = " ".join(one.suggestions)
    when = clock_time(one.at, zone, now=now)
    return f"{when} · {one.customer}: {one.score} of 100 ({one.beside}). {edits}".rstrip()
