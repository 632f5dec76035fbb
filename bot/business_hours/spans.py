"""Weekly spans, as people write them: "Mon-Fri 09:00-12:00,13:00-18:00; Sat 10:00-14:00". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from itertools import groupby, pairwise
from operator import attrgetter

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_EXAMPLE = 'Write them like "Mon-Fri 09:00-17:00; Sat 10:00-14:00", or "always".'
_ITEM = re.compile(r"(?P<days>[^\d]+?)\s+(?P<spans>\d.*)")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?", re.ASCII)
_ALWAYS = ("always", "24/7")
_SEVERAL = {"daily": "Mon-Sun", "every day": "Mon-Sun", "weekdays": "Mon-Fri", "weekends": "Sat-Sun"}
_FULL_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class HoursError(ValueError):
    """Business hours that cannot be used. The text says what to change."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from `start` to `end` every week, on the weekday it begins (Monday is 0).

    An `end` that is not after `start` lies on the next day, so 22:00-06:00 runs through the night and
    00:00-00:00 is a whole day.
    """

    weekday: int
    start: time
    end: time

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise HoursError(f"{self.weekday} is not a weekday. Use 0 for Monday to 6 for Sunday.")
        for edge in (self.start, self.end):
            if edge.second or edge.microsecond or edge.tzinfo:
                raise HoursError(
                    f"{edge} is too fine. Spans begin and end on a whole minute, without a zone."
                )

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.times}"

    @property
    def times(self) -> str:
        """The span without its weekday: "09:00-17:00", with midnight at the end written 24:00."""
        end = "24:00" if self.end == time() else f"{self.end:%H:%M}"
        return f"{self.start:%H:%M}-{end}"

    @property
    def opens(self) -> timedelta:
        """How long after midnight of its weekday the span begins, on the clock on the wall."""
        return timedelta(hours=self.start.hour, minutes=self.start.minute)

    @property
    def closes(self) -> timedelta:
        """How long after midnight of its weekday the span ends; over 24 hours when past midnight."""
        end = timedelta(hours=self.end.hour, minutes=self.end.minute)
        return end if end > self.opens else end + _DAY


EVERY_HOUR = tuple(Span(weekday, time(), time()) for weekday in range(7))


def read_spans(text: str) -> tuple[Span, ...]:
    """Return the spans that `text` describes, in the order of the week.

    Raises:
        HoursError: the text is empty, not understood, or two of its spans overlap.
    """
    if not text.strip():
        raise HoursError(f"The hours are empty, so nobody would ever be there. {_EXAMPLE}")
    if text.strip().lower() in _ALWAYS:
        return EVERY_HOUR
    return in_order(span for item in text.split(";") if item.strip() for span in _read_item(item.strip()))


def write_spans(spans: Iterable[Span]) -> str:
    """Return `spans` as `read_spans` reads them, neighbouring days with the same times joined."""
    in_week = in_order(spans)
    if in_week == EVERY_HOUR:
        return "always"
    days = [(day, [span.times for span in group]) for day, group in groupby(in_week, attrgetter("weekday"))]
    runs: list[tuple[int, int, list[str]]] = []
    for day, times in days:
        if runs and runs[-1][1:] == (day - 1, times):
            runs[-1] = (runs[-1][0], day, times)
        else:
            runs.append((day, day, times))
    return "; ".join(f"{_days_in_words(first, last)} {','.join(times)}" for first, last, times in runs)


def in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return `spans` in the order of the week.

    Raises:
        HoursError: there are none, or two overlap; Sunday night is compared with Monday morning.
    """
    in_week = tuple(sorted(spans))
    if not in_week:
        raise HoursError(f"These hours never open. {_EXAMPLE}")
    edges = [(span, span.weekday * _DAY) for span in in_week]
    edges.append((in_week[0], in_week[0].weekday * _DAY + _WEEK))
    for (one, day), (other, next_day) in pairwise(edges):
        if day + one.closes > next_day + other.opens and len(in_week) > 1:
            raise HoursError(
                f"{one} and {other} overlap. End the first at {other.start:%H:%M}, or write them as one span."
            )
    return in_week


def _read_item(item: str) -> Iterator[Span]:
    match = _ITEM.fullmatch(item)
    if not match:
        raise HoursError(f'"{item}" is not a day with hours. {_EXAMPLE}')
    days = [day for part in match["days"].split(",") for day in _read_days(part.strip())]
    for part in match["spans"].split(","):
        start, end = _read_times(part.strip())
        for day in days:
            yield Span(day, start, end)


def _read_days(text: str) -> list[int]:
    text = _SEVERAL.get(text.lower(), text)
    first, dash, last = (part.strip() for part in text.replace("–", "-").partition("-"))
    if not dash:
        return [read_day(first)]
    begin, end = read_day(first), read_day(last)
    return [day % 7 for day in range(begin, (end if end >= begin else end + 7) + 1)]


def read_day(text: str) -> int:
    name = text.lower()
    for weekday, full in enumerate(_FULL_NAMES):
        if len(name) >= 2 and full.startswith(name):
            return weekday
    raise HoursError(f'"{text}" is not a weekday. Write {", ".join(WEEKDAYS[:-1])} or {WEEKDAYS[-1]}.')


def _read_times(text: str) -> tuple[time, time]:
    start, dash, end = (part.strip() for part in text.replace("–", "-").partition("-"))
    if not dash:
        raise HoursError(f'"{text}" has no end. Write when it opens and when it closes, like 09:00-17:00.')
    return read_clock(start), time() if end in ("24:00", "24") else read_clock(end)


def read_clock(text: str) -> time:
    match = _CLOCK.fullmatch(text)
    if not match or int(match["hour"]) > 23 or int(match["minute"] or 0) > 59:
        raise HoursError(f'"{text}" is not a time of day. Write it like 09:00; a day ends at 24:00.')
    return time(int(match["hour"]), int(match["minute"] or 0))


def _days_in_words(first: int, last: int) -> str:
    return WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]}-{WEEKDAYS[last]}"
