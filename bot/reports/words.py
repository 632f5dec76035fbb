"""A report as a person would tell it: the same sentences in the chat, the console and a digest. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from bot.business_hours.spans import WEEKDAYS
from bot.reports.facts import Ending, Response
from bot.reports.report import Report
from bot.reports.responses import Cell, Times
from bot.reports.sums import FEW, Share, Spread
from bot.say import waited
from bot.scorecard import NAMES

MINUTE = 60.0
_IN_SECONDS, _IN_TENTHS = 100.0, 600.0
_GAVE = {Response.ANSWER: "answer", Response.QUESTION: "question", Response.HOLDING: "holding reply"}
_ENDED: Mapping[Ending, str] = {
    Ending.CONFIRMED: "confirmed by the customer",
    Ending.LIKELY: "sounded solved",
    Ending.SILENT: "went quiet after an answer",
    Ending.CLOSED: "closed by an agent",
    Ending.ABANDONED: "left before anybody answered",
    Ending.OPEN: "still open",
}
NUDGES: Mapping[str, str] = {
    "confirm": "ask to confirm",
    "check_in": "check in once",
    "reminder": "remind me",
    "reach_out": "reach out",
    "follow_up": "they wrote again",
    "chasing": "answer who asks again",
    "unseen": "see a new customer",
    "promise_near": "keep a promised time",
    "promise_passed": "make up for a promised time",
    "thanks": "thank them",
    "feedback": "thank them for an idea",
    "fixed": "tell them that it is fixed",
    "high_stakes": "read twice: upset in public",
    "security": "come: urgent while the desk is closed",
    "bounced": "name one owner",
    "handed": "take what a colleague gave",
    "bad_rating": "follow up on a bad rating",
}


def sentences(report: Report) -> list[str]:
    """Return what a lead asks for first, a sentence a figure; figures of fewer than five are left out."""
    if not report.conversations:
        return [f"No conversation began in the last {period(report)}."]
    return [line for tell in _TOLD for line in tell(report)]


def in_short(report: Report) -> list[str]:
    """Return the few sentences that fit a message in a chat."""
    if not report.conversations:
        return sentences(report)
    return [line for tell in (_began, _times, _shares, _kinds, _drafts, _waiting) for line in tell(report)]


def seconds(value: float | None) -> str:
    """Return a figure in seconds as people say it: "85 s", "2.4 min", "41 min"; "–" for nothing to say.

    A wait is told rounded down, a figure is not: half within 1 min must not mean 1 min 50 s.
    """
    if value is None:
        return "–"
    if value < _IN_SECONDS:
        return f"{value:.0f} s"
    if value < _IN_TENTHS:
        return f"{value / MINUTE:.1f}".removesuffix(".0") + " min"
    return waited(timedelta(minutes=round(value / MINUTE)))


def percent(given: Share) -> str:
    """Return a share with its n: "62 % of 40"; "too few (3)"."""
    return f"{given.share:.0%} of {given.n}" if given.share is not None else few(given.n)


def middle(given: Spread) -> str:
    """Return a median with its n: "4 min (n=23)"; "too few (3)"."""
    return f"{seconds(given.median)} (n={given.n})" if given.median is not None else few(given.n)


def points(given: Spread) -> str:
    """Return scores with their spread: "72 (61-80, n=23)"."""
    if given.median is None or given.q1 is None or given.q3 is None:
        return few(given.n)
    return f"{given.median:.0f} ({given.q1:.0f}–{given.q3:.0f}, n={given.n})"


def few(n: int) -> str:
    return f"too few ({n})" if n else "–"


def count(number: int, thing: str) -> str:
    many = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{number:,} {thing if number == 1 else many}"


def period(report: Report) -> str:
    days = max(1, round((report.until - report.since) / timedelta(days=1)))
    return "day" if days == 1 else f"{days} days"


def hour(cell: Cell) -> str:
    return f"{WEEKDAYS[cell.weekday]} {cell.hour:02}:00"


def _began(report: Report) -> Iterator[str]:
    first = report.first
    began = count(report.conversations, "conversation")
    yield f"Last {period(report)}: {began}, {first.answered} answered by a person."


def _times(report: Report) -> Iterator[str]:
    wall, business = report.first.wall, report.first.business
    if wall.median is None:
        if wall.n:
            yield f"First response: {wall.n} of them, too few for figures (from {FEW} on)."
        return
    most = seconds(wall.p90)
    yield f"First response: half within {seconds(wall.median)}, nine of ten within {most} (n={wall.n})."
    if business.median is not None and _apart(wall, business):
        yield (
            f"In business hours: half within {seconds(business.median)}, "
            f"nine of ten within {seconds(business.p90)}."
        )


def _apart(wall: Spread, business: Spread) -> bool:
    return abs((wall.p90 or 0) - (business.p90 or 0)) >= MINUTE


def _shares(report: Report) -> Iterator[str]:
    first = report.first
    told = [
        f"{name} {percent(given)}"
        for name, given in (("within target", first.target), ("within 90 seconds", first.stretch))
        if given.share is not None
    ]
    if told:
        yield f"{', '.join(told)}.".capitalize()


def _kinds(report: Report) -> Iterator[str]:
    told = {kind: times.answered for kind, times in report.by_response.items() if times.answered}
    if sum(told.values()) < FEW:
        return
    listed = ", ".join(count(number, _GAVE[kind]) for kind, number in told.items())
    unknown = f", {report.untold} no longer known" if report.untold else ""
    yield f"First responses were {listed}{unknown}."
    if report.to_useful.median is not None:
        yield f"First useful answer: half within {middle(report.to_useful)}."


def _drafts(report: Report) -> Iterator[str]:
    used = report.drafts
    if used.shown:
        yield (
            f"Drafts: {used.shown} shown, {used.as_is} sent as they were, {used.light} lightly edited, "
            f"{used.rewritten} rewritten, {sum(used.dismissed.values())} dismissed."
        )


def _reasons(report: Report) -> Iterator[str]:
    thrown = report.drafts.dismissed
    if thrown:
        yield f"Dismissed because: {_listed(thrown)}."
    if report.drafts.to_sent.median is not None:
        yield f"From draft to sent: half within {middle(report.drafts.to_sent)}."


def own_words(report: Report) -> list[str]:
    """Return two lines for one person about their own replies; none before there is something to say."""
    own = report.own
    if own is None or not own.first.answered:
        return []
    times = own.first
    if times.wall.median is None:
        told = f"You sent {count(times.answered, 'first reply')}, too few for figures (from {FEW} on)"
    else:
        told = f"You sent {count(times.answered, 'first reply')}: half within {middle(times.wall)}"
    if times.stretch.share is not None:
        told += f", {percent(times.stretch)} within 90 seconds"
    lines = [f"{told}."]
    if own.craft.n:
        lines.append(f"Your first-impression score: {points(own.craft)} of 100. Only you see this.")
    return lines


def _model(report: Report) -> Iterator[str]:
    took = report.model
    if took.drafts:
        cost = f" and {took.cost:,.2f} at your prices" if took.cost is not None else ""
        yield f"The model took {took.tokens:,} tokens{cost} for {count(took.drafts, 'draft')}."


def _waiting(report: Report) -> Iterator[str]:
    yield f"Waiting now: {report.waiting_now}."


def _ends(report: Report) -> Iterator[str]:
    told = {name: report.endings[kind] for kind, name in _ENDED.items() if report.endings.get(kind)}
    yield f"How they ended: {_listed(told, most=6)}."
    if report.closed_without_reply:
        yield f"Ended without a reply: {_listed(report.closed_without_reply)}."


def _quality(report: Report) -> Iterator[str]:
    if report.craft.median is not None:
        yield f"First-impression score: {points(report.craft)} of 100."
    if report.contrast:
        known = report.contrast
        name = NAMES.get(known.criterion, known.criterion)
        yield (
            f"What the best quarter does and the weakest does not: {name} "
            f"({known.top:.1f} against {known.bottom:.1f} of 2, {known.n} replies each)."
        )
    if report.recovered.n:
        yield f"Upset at first and thankful later: {report.recovered.yes} of {report.recovered.n}."


def _said(report: Report) -> Iterator[str]:
    told = report.ratings
    if told.asked:
        answered = f" ({percent(told.answered)} answered)" if told.answered.share is not None else ""
        yield f"Ratings: {told.good} good, {told.bad} bad, {told.silent} silent{answered}."
    between = told.liked.interval
    if between:
        yield f"Good: {percent(told.liked)} who answered (between {between[0]:.0%} and {between[1]:.0%})."
    if report.promises.n:
        yield f"Promised times kept: {report.promises.yes} of {report.promises.n}."


def _disturbed(report: Report) -> Iterator[str]:
    if report.alerts.shown:
        per_day = f"{report.alerts.per_day:.1f} a day"
        yield f"Alerts: {report.alerts.shown}, {per_day}, at most {report.alerts.most_in_an_hour} in an hour."
    shown = sum(nudge.shown for nudge in report.nudges)
    if shown and report.conversations >= FEW:
        yield f"Reminders to agents: {shown}, {shown / report.conversations:.1f} a conversation."
    for nudge in report.nudges:
        if nudge.acted_on.share is not None:
            yield f"Reminders to {NUDGES.get(nudge.kind, nudge.kind)}: {percent(nudge.acted_on)} acted on."
    for kind in report.stopped:
        yield f"Reminders to {NUDGES.get(kind, kind)} were left three times in a row: they pause there."


def _uncovered(report: Report) -> Iterator[str]:
    cells = sorted(report.uncovered, key=lambda cell: -cell.uncovered)
    if cells:
        asked = sum(cell.uncovered for cell in cells)
        named = ", ".join(hour(cell) for cell in cells[:3])
        yield f"{count(asked, 'customer')} wrote while nobody was to be there, most of them {named}."


def _slow(report: Report) -> Iterator[str]:
    for row in report.stands_out[:3]:
        yield (
            f"{called(report, row)} is slower than the rest: half within {seconds(row.wall.median)} "
            f"(n={row.wall.n})."
        )


def called(report: Report, row: Times) -> str:
    """Return the name of a group for people: a channel's, an agent's, an hour's."""
    return report.names.get(row.name, row.name)


def _listed(told: Mapping[str, int], most: int = 4) -> str:
    ordered = sorted(told.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name.replace('_', ' ')} ({number})" for name, number in ordered[:most])


_TOLD: tuple[Callable[[Report], Iterator[str]], ...] = (
    _began,
    _times,
    _shares,
    _kinds,
    _ends,
    _drafts,
    _reasons,
    _quality,
    _said,
    _disturbed,
    _uncovered,
    _slow,
    _model,
    _waiting,
)
