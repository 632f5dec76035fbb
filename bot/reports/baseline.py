"""What a channel's history before Frontdesk tells, as facts for a report and as a few lines. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.alerts.ledger import Timed
from bot.conversation import Status
from bot.reports.facts import Ending, Talk, Waited
from bot.reports.report import Report
from bot.reports.words import count, hour, percent, seconds

_MOST_HOURS = 6


def talks_of(waits: Iterable[Timed]) -> tuple[Talk, ...]:
    """Return the conversations that began in a channel's history. Their ids are negative: none is stored."""
    firsts = (wait for wait in waits if wait.imported and wait.number == 1)
    return tuple(_talk(-place, wait) for place, wait in enumerate(firsts, 1))


def _talk(id: int, wait: Timed) -> Talk:
    """The business time is left to today's hours: nobody had set any when it was read."""
    return Talk(
        id=id,
        channel=wait.channel,
        customer=wait.customer,
        opened_at=wait.opened_at,
        status=Status.CLOSED,
        ending=Ending.CLOSED,
        waits=(
            Waited(
                number=1,
                opened_at=wait.opened_at,
                ended_at=wait.ended_at,
                end=wait.end,
                by=wait.answered_by,
                answer=wait.line,
            ),
        ),
        imported=True,
    )


def before_in_words(found: Report) -> tuple[str, ...]:
    """Return the figures of the thirty days before, one a line."""
    first = found.first
    told = [f"{count(found.conversations, 'conversation')}, {first.answered} answered by a person."]
    if first.wall.median is not None and first.wall.p90 is not None:
        told.append(
            f"First response: median {seconds(first.wall.median)}, nine in ten within "
            f"{seconds(first.wall.p90)}."
        )
    if first.target.share is not None:
        told.append(f"Within today's target: {percent(first.target)}.")
    told.extend(_uncovered(found))
    return tuple(told)


def _uncovered(found: Report) -> Iterator[str]:
    """Tell the hours of the week in which people wrote and nobody was to be there, the busiest first."""
    empty = sorted(found.uncovered, key=lambda cell: -cell.uncovered)
    if not empty:
        yield "Somebody was to be there in every hour in which customers wrote."
        return
    hours = ", ".join(hour(cell) for cell in empty[:_MOST_HOURS])
    more = f" and {len(empty) - _MOST_HOURS} more" if len(empty) > _MOST_HOURS else ""
    yield f"Customers wrote and nobody was on: {hours}{more} ({found.zone})."
