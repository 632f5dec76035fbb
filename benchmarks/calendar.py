"""Business-hour sums against a counter that looks at the clock on the wall minute by minute.

    python -m benchmarks.calendar [cases]

The counter shares nothing with `bot/business_hours/hours.py` but the schedule's spans and dates. Schedules,
dates and starts are drawn from a fixed seed: spans past midnight and around clock changes, several zones,
holidays, and every fifth case a union of schedules.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from itertools import accumulate
from zoneinfo import ZoneInfo

from bot.business_hours.hours import Hours, Schedules, Span

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
WINDOW_DAYS = 21
CASES_EACH = 100
Took = dict[int, list[float]]  # microseconds, by how many schedules were asked at once
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",  # changes at midnight
    "America/Santiago",
    "Africa/Cairo",  # changes at midnight, since 2023
    "Africa/Casablanca",  # changes around Ramadan
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Antarctica/Troll",  # two hours at once
    "Australia/Lord_Howe",  # half an hour
    "Pacific/Chatham",
    "Pacific/Auckland",
    "UTC",
)


def reads_open(schedules: Sequence[Hours], at: datetime) -> bool:
    """Look at the wall: is any schedule open at the reading it shows?"""
    return any(_reads_open(hours, at) for hours in schedules)


def naive_deadline(schedules: Sequence[Hours], start: datetime, target: timedelta) -> datetime:
    """Count open minutes, one by one, until there are as many as `target`."""
    at, left = start, target
    while left > timedelta():
        if reads_open(schedules, at):
            left -= MINUTE
        at += MINUTE
    return at


@dataclass(frozen=True, slots=True)
class Minutes:
    """Which minutes of a window are open, found by looking at each."""

    begin: datetime
    open: tuple[bool, ...]
    before: tuple[int, ...]  # open minutes before each minute, and in total at the end

    @classmethod
    def of(cls, schedules: Sequence[Hours], begin: datetime, days: int) -> Minutes:
        looks = tuple(reads_open(schedules, begin + n * MINUTE) for n in range(days * 1440))
        return cls(begin, looks, tuple(accumulate(looks, initial=0)))

    def at(self, minute: int) -> datetime:
        return self.begin + minute * MINUTE

    def deadline(self, start: int, target: int) -> int:
        return bisect_left(self.before, self.before[start] + target)

    def opens_after(self, start: int) -> int:
        return self.open.index(True, start)


def draw_hours(draw: random.Random, zone: str, first: date) -> Hours:
    """Return a schedule of spans that do not overlap, cut from the 10,080 minutes of a week."""
    step = draw.choice((1, 15, 30, 60))
    cuts = sorted(minute * step for minute in draw.sample(range(10_080 // step), 2 * draw.randint(1, 11)))
    if draw.random() < 0.3:  # spans that touch
        cuts = sorted(cuts + cuts[1:-1])
    turn = draw.randrange(0, 1440, step)
    pairs = [
        (begin + turn, min(end, begin + 1440) + turn)
        for begin, end in zip(cuts[::2], cuts[1::2], strict=True)
    ]
    spans = tuple(Span(begin // 1440 % 7, _reading(begin), _reading(end)) for begin, end in pairs)
    closed = {first + draw.randrange(WINDOW_DAYS) * DAY for _ in range(draw.choice((0, 0, 1, 3, 6)))}
    return Hours(zone=zone, spans=spans, closed=frozenset(closed))


def draw_window(draw: random.Random, zone: str) -> datetime:
    """Return the first minute of a window, mostly one in which the clock of `zone` changes."""
    begin = datetime(draw.randint(2016, 2036), 1, 1, tzinfo=UTC) + draw.randrange(365) * DAY
    if draw.random() < 0.75:
        for day in range(300):
            then = begin + day * DAY
            if then.astimezone(ZoneInfo(zone)).utcoffset() != begin.astimezone(ZoneInfo(zone)).utcoffset():
                return then - draw.randint(2, 8) * DAY
    return begin


def disagreements(draw: random.Random, cases: int, took: Took) -> Iterator[str]:
    """Compare all five sums on `cases` cases in one window; note what each deadline took."""
    zones = draw.sample(ZONES, 3 if draw.random() < 0.2 else 1)
    begin = draw_window(draw, zones[0])
    schedules = tuple(draw_hours(draw, zone, begin.date()) for zone in zones)
    hours = schedules[0] if len(schedules) == 1 else Schedules(schedules)
    minutes = Minutes.of(schedules, begin, WINDOW_DAYS)
    if not minutes.before[-1]:
        yield from disagreements(draw, cases, took)
        return
    last_open = max(n for n, is_open in enumerate(minutes.open) if is_open)
    for _ in range(cases):
        start = draw.randint(0, last_open)
        target = draw.randint(1, min(3000, minutes.before[-1] - minutes.before[start]))
        end = draw.randint(start, len(minutes.open))
        began = time.perf_counter_ns()
        deadline = hours.deadline(minutes.at(start), target * MINUTE)
        took.setdefault(len(schedules), []).append((time.perf_counter_ns() - began) / 1000)
        skipped = hours.skipped(minutes.at(start), minutes.at(end))
        elapsed = minutes.before[end] - minutes.before[start]
        agree = {
            "deadline": deadline == minutes.at(minutes.deadline(start, target)),
            "elapsed": hours.elapsed(minutes.at(start), minutes.at(end)) == elapsed * MINUTE,
            "is_open": hours.is_open(minutes.at(start)) == minutes.open[start],
            "opens_after": hours.opens_after(minutes.at(start)) == minutes.at(minutes.opens_after(start)),
            "skipped": sum((each.until - each.since for each in skipped), timedelta())
            == (end - start - elapsed) * MINUTE,
        }
        if not all(agree.values()):
            wrong = ", ".join(name for name, same in agree.items() if not same)
            yield f"{wrong}: {hours} from {minutes.at(start)}, target {target} min, end {minutes.at(end)}"


def main(cases: int) -> int:
    draw = random.Random(20261223)
    took: Took = {}
    wrong = [each for _ in range(cases // CASES_EACH) for each in disagreements(draw, CASES_EACH, took)]
    print(f"{sum(map(len, took.values()))} random cases, {len(wrong)} disagreements with the minute counter")
    for each in wrong[:5]:
        print(" ", each)
    for schedules, micros in sorted(took.items()):
        print(f"deadline, {schedules} schedule(s): {_spread(micros)}")
    print(f"deadline, all: {_spread([each for micros in took.values() for each in micros])}")
    _usual_case()
    return 1 if wrong else 0


def _spread(micros: list[float]) -> str:
    cuts = statistics.quantiles(micros, n=100)
    return f"median {cuts[49]:.1f} us, p95 {cuts[94]:.1f} us, p99 {cuts[98]:.1f} us"


def _usual_case() -> None:
    """Time one everyday question on both sides: 15 minutes promised ten minutes before Christmas closes."""
    hours = Hours.parse("Mon-Fri 09:00-12:00,13:00-18:00", "Europe/Berlin", [date(2026, 12, 25)])
    start, target = datetime(2026, 12, 24, 16, 50, tzinfo=UTC), timedelta(minutes=15)
    ours = _median_micros(lambda: hours.deadline(start, target), 2000)
    naive = _median_micros(lambda: naive_deadline([hours], start, target), 20)
    print(f"15 min over Christmas: {ours:.1f} us, minute counter {naive:.0f} us, ratio {naive / ours:.0f}")


def _median_micros(run: Callable[[], object], times: int) -> float:
    took = []
    for _ in range(times):
        began = time.perf_counter_ns()
        run()
        took.append(time.perf_counter_ns() - began)
    return statistics.median(took) / 1000


def _reads_open(hours: Hours, at: datetime) -> bool:
    reading = at.astimezone(ZoneInfo(hours.zone)).replace(tzinfo=None)
    for day in (reading.date(), reading.date() - DAY):
        for span in hours.spans:
            if span.weekday == day.weekday() and day not in hours.closed:
                begin = datetime.combine(day, span.start)
                end = datetime.combine(day if span.end > span.start else day + DAY, span.end)
                if begin <= reading < end:
                    return True
    return False


def _reading(minute: int) -> clock:
    return clock(minute // 60 % 24, minute % 60)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
