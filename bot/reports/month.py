"""The page after thirty days: before and after, and what the two may not be made to say. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.record import PolicyChange
from bot.reports.report import Report
from bot.reports.sums import FEW, Share, Spread
from bot.reports.words import count, few, percent, points, seconds

MONTH = timedelta(days=30)
_SMALL = 30  # below it a change of medians is mostly chance
_MOST_CHANGES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure before and after, in words, and which way it went: "better", "worse", "same" or `None`."""

    name: str
    before: str
    after: str
    went: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Thirty days with Frontdesk beside the thirty before it."""

    where: str
    began: datetime  # when Frontdesk began here
    lines: tuple[Line, ...]
    changed: tuple[str, ...]  # other changes in those days, from the record
    cannot: tuple[str, ...]  # what we cannot claim

    @property
    def title(self) -> str:
        return f"{self.where}: thirty days with Frontdesk"


def month(
    where: str, began: datetime, before: Report, after: Report, changes: tuple[PolicyChange, ...] = ()
) -> Month:
    """Return the page for one channel: `before` is its baseline, `after` the thirty days from `began`."""
    return Month(
        where=where,
        began=began,
        lines=tuple(_lines(before, after)),
        changed=tuple(_changed(changes, began)),
        cannot=tuple(_cannot(before, after, changes)),
    )


def in_words(page: Month) -> list[str]:
    """Return the page as lines for a chat."""
    told = [f"{page.title} (since {page.began:%d %b %Y})."]
    told += [f"{line.name}: {line.before} before, {line.after} after{_way(line)}." for line in page.lines]
    if page.changed:
        told += ["", "What changed meanwhile:", *(f"• {change}" for change in page.changed)]
    return [*told, "", "What we cannot claim:", *(f"• {line}" for line in page.cannot)]


def _way(line: Line) -> str:
    return f" ({line.went})" if line.went else ""


def _lines(before: Report, after: Report) -> Iterator[Line]:
    yield Line(name="Conversations", before=_n(before), after=_n(after))
    yield _less("First response, median", before.first.wall, after.first.wall)
    yield _less("First response, nine in ten", before.first.wall, after.first.wall, p90=True)
    yield _less("First response in business hours, median", before.first.business, after.first.business)
    yield _more("Within 90 seconds", before.first.stretch, after.first.stretch)
    yield _more("Within target", before.first.target, after.first.target)
    yield _less("First useful answer, median", before.to_useful, after.to_useful)
    missed = [
        Share(yes=report.closed_without_reply.get("nobody answered within a day", 0), n=report.conversations)
        for report in (before, after)
    ]
    yield _more("Never answered", *missed, good_is_more=False)
    if before.craft.n or after.craft.n:
        yield Line(
            name="First-impression score",
            before=points(before.craft),
            after=points(after.craft),
            went=_went(before.craft.median, after.craft.median, good_is_more=True, least=3),
        )


def _n(report: Report) -> str:
    return f"{report.conversations:,}"


def _less(name: str, before: Spread, after: Spread, *, p90: bool = False) -> Line:
    old, new = (spread.p90 if p90 else spread.median for spread in (before, after))
    least = 0.1 * max(old or 0, new or 0)
    went = _went(old, new, good_is_more=False, least=least) if min(before.n, after.n) >= _SMALL else None
    return Line(name=name, before=_told(old, before.n), after=_told(new, after.n), went=went)


def _told(value: float | None, n: int) -> str:
    return f"{seconds(value)} (n={n})" if value is not None else few(n)


def _more(name: str, before: Share, after: Share, *, good_is_more: bool = True) -> Line:
    """Call a share better or worse only where the two intervals do not overlap."""
    old, new = before.interval, after.interval
    went = None
    if old and new:
        apart = new[0] > old[1] or new[1] < old[0]
        went = ("better" if (new[0] > old[1]) == good_is_more else "worse") if apart else "same"
    return Line(name=name, before=percent(before), after=percent(after), went=went)


def _went(old: float | None, new: float | None, *, good_is_more: bool, least: float) -> str | None:
    if old is None or new is None:
        return None
    if abs(new - old) < least:
        return "same"
    return "better" if (new > old) == good_is_more else "worse"


def _changed(changes: tuple[PolicyChange, ...], began: datetime) -> Iterator[str]:
    known = [change for change in changes if change.at >= began]
    for change in sorted(known, key=lambda each: each.at)[:_MOST_CHANGES]:
        name = change.field.replace("_", " ")
        yield f"{change.at:%d %b}: {name} from {change.before or 'none'} to {change.after or 'none'}"
    if len(known) > _MOST_CHANGES:
        yield f"and {count(len(known) - _MOST_CHANGES, 'other change')} (Settings, What was changed)"


def _cannot(before: Report, after: Report, changes: tuple[PolicyChange, ...]) -> Iterator[str]:
    yield (
        "That Frontdesk alone caused it: no channel went without it at the same time, so season, staffing "
        "and kinds of questions may explain as much."
    )
    smallest = min(before.first.wall.n, after.first.wall.n)
    if smallest < _SMALL:
        yield (
            f"That the figures would stay: there are {smallest} answered conversations on the smaller side"
            + (f", and none is shown below {FEW}." if smallest < FEW else ".")
        )
    ratio = after.conversations / before.conversations if before.conversations else 0.0
    if before.conversations and not 0.8 <= ratio <= 1.25:
        yield f"That the load was the same: {_n(after)} conversations against {_n(before)} before."
    if any(change.field == "hours" for change in changes):
        yield "That business-hours figures compare: the hours were changed in between."
    yield (
        "That the baseline is as exact as the rest: it is read from history, where deleted lines are gone "
        "and who was staff is taken from today."
    )
    yield "That customers are happier: a faster reply is not yet a better one, and silence is not a yes."
