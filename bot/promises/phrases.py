"""Times as people write them, "by 3", "in half an hour", "bis morgen Mittag", as moments. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone

from bot.promises.lengths import AFTER, NUMBERS, after

_WORKDAY = (time(7), time(20))  # "by 3" means the next three o'clock at which people work
_WEEKDAYS = (
    ("monday", "montag"),
    ("tuesday", "dienstag"),
    ("wednesday", "mittwoch"),
    ("thursday", "donnerstag"),
    ("friday", "freitag"),
    ("saturday", "samstag", "sonnabend"),
    ("sunday", "sonntag"),
)
_DAY_OF = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_SHORT = (
    ("mon", "mo"),
    ("tue", "di"),
    ("wed", "mi"),
    ("thu", "do"),
    ("fri", "fr"),
    ("sat", "sa"),
    ("sun", "so"),
)
_SHORT_DAY = {name: number for number, names in enumerate(_SHORT) for name in names}
_IN_SHORT = "|".join(sorted(_SHORT_DAY, key=len, reverse=True))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PART_ENDS = {
    "first thing": time(10),
    "morning": time(12),
    "früh": time(12),
    "vormittag": time(12),
    "noon": time(12),
    "midday": time(12),
    "lunchtime": time(13),
    "mittag": time(13),
    "afternoon": time(17),
    "nachmittag": time(17),
    "evening": time(21),
    "abend": time(21),
    "end of day": time(18),
    "end of the day": time(18),
    "eod": time(18),
    "close of business": time(18),
    "cob": time(18),
    "feierabend": time(18),
}
DAY_ENDS = time(18)
_OFFSETS = {
    "utc": 0, "gmt": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
_DAYS = "today|tonight|tomorrow|heute|morgen|übermorgen|" + "|".join(_DAY_OF)
_DATES = rf"{_DAYS}|{_IN_SHORT}|\d{{1,2}}\.? (?:{'|'.join(_MONTHS)})\w*"  # as our own drafts write them
_PARTS = "|".join(sorted(_PART_ENDS, key=len, reverse=True))
_ZONES = "|".join(_OFFSETS)
_BY = (
    "by|before|at|around|about|no later than|latest|not later than|until|till|"
    "bis um|bis|um|gegen|spätestens um|spätestens|vor|ab"
)
_GOES_ON = (
    r"(?=\s*(?:$|[,;.!?)–—-]|today|tomorrow|tonight|heute|morgen|your time|my time|our time|at the latest|"
    rf"latest|and\b|und\b|with\b|mit\b|here\b|hier\b|again\b|wieder\b|on\b|am\b|even\b|or\b|oder\b|for\b|"
    rf"to\b|"
    rf"if\b|whether\b|either\b|(?:{_ZONES})\b))"
)
_CLOCK = re.compile(
    rf"(?:(?:\b(?P<before>{_DAYS})\s*,?\s+)?\b(?P<lead>{_BY})|\b(?P<first>{_BY})\s+(?P<between>{_DATES}),?)"
    r"\s+(?:the latest\s+)?"
    r"(?P<hour>[01]?\d|2[0-4])"
    rf"(?:(?P<minute>(?:[:.]|\s?h\s?)[0-5]\d)(?!\d|\s*%)|{_GOES_ON}|(?=\s?(?:[ap]\.?m\b|uhr|o'clock|h\b)))"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s*(?:uhr|o'clock|h)\b)?"
    rf"(?:\s*(?P<zone>{_ZONES})\b)?"
    rf"(?:\s*,?\s+(?:on\s+|am\s+)?(?P<after>{_DAYS})\b)?",
    re.IGNORECASE,
)
_PAST = re.compile(
    rf"\b(?P<lead>{_BY})\s+(?:a )?"
    r"(?P<part>half past|quarter past|quarter to|halb|viertel nach|viertel vor)\s+"
    r"(?P<hour>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b",
    re.IGNORECASE,
)
_MONTH_OF = {name: number for number, name in enumerate(_MONTHS, start=1)}
_MONTH_OF |= {"mär": 3, "mai": 5, "okt": 10, "dez": 12}
_MONTH = "|".join(_MONTH_OF)
_DATE = re.compile(
    r"\b(?P<lead>by|before|on|no later than|bis zum|bis|am|vor dem)\s+(?:the )?"
    rf"(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.)?\s+(?:of )?(?P<month>{_MONTH})[^\W\d]*"
    rf"|(?P<its>{_MONTH})[^\W\d]*\s+(?P<number>[0-3]?\d)(?:st|nd|rd|th)?)\b(?![:.]\d)",
    re.IGNORECASE,
)
_DAYTIME = re.compile(
    rf"(?:\b(?P<lead>{_BY}|on|am|this|the|first thing)\s+)?"
    rf"(?:\b(?P<day>{_DAYS})(?!['’]s)(?:\s+(?:by|at|in the|bis|zum))?\s*(?P<part>{_PARTS})?\b"
    rf"|\b(?P<alone>{_PARTS})\b|\b(?P<week>(?:the )?end of (?:the |this )?week|ende der woche|this week)\b)"
    rf"(?:\s+(?P<later>first thing|today|heute|tomorrow|morgen))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time in a text: where it stands, the word that leads to it, and the moment it means."""

    start: int
    end: int
    lead: str
    at: datetime


def phrases_in(text: str, now: datetime) -> Iterator[Phrase]:
    """Yield the times that a text names, as moments after `now`, whose zone is the one it was written for."""
    taken: list[tuple[int, int]] = []
    for pattern, moment in _READS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            at = moment(match, now)
            if at is None:
                continue
            taken.append(match.span())
            if at > now:
                lead = (match["lead"] or match.groupdict().get("first") or "").lower()
                yield Phrase(match.start(), match.end(), lead, at.astimezone(UTC))


def _clock(match: re.Match[str], now: datetime) -> datetime | None:
    """Read "by 3", "at 16:00", "tomorrow by 10 am", "bis 15 Uhr", "before 15:00 CET on Friday"."""
    hour, minute = int(match["hour"]), int((match["minute"] or "0")[-2:])
    zone = (match["zone"] or "").lower()
    here = now.astimezone(timezone(timedelta(hours=_OFFSETS[zone]))) if zone else now
    day = match["before"] or match["between"] or match["after"]
    first = _day(day, here) if day else here
    if first is None or hour == 24:
        return None
    exact = match["half"] is not None or hour > 12 or hour == 0 or match["hour"].startswith("0")
    exact = exact or "uhr" in match[0].lower()
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return _next(hour, minute, here, first, exact=exact, any_day=not day)


def _past(match: re.Match[str], now: datetime) -> datetime | None:
    """Read "by half past 3", "at quarter to four", "um halb vier"."""
    word, part = match["hour"].lower(), match["part"].lower()
    hour = int(word) if word.isdecimal() else int(NUMBERS[word])
    minute = {"half past": 30, "halb": 30, "quarter past": 15, "viertel nach": 15}.get(part, 45)
    hour -= part == "halb" or minute == 45
    return _next(hour or 12, minute, now, now, exact=False, any_day=True)


def _next(
    hour: int, minute: int, here: datetime, first: datetime, *, exact: bool, any_day: bool
) -> datetime | None:
    """Return the next time a clock shows this, in the morning or after noon unless `exact`."""
    days = (first, first + timedelta(days=1)) if any_day else (first,)
    found = [
        _at(each, time(h, minute)) for each in days for h in ((hour,) if exact else (hour, hour % 12 + 12))
    ]
    ahead = sorted(at for at in found if at > here)
    working = [at for at in ahead if exact or _WORKDAY[0] <= at.timetz().replace(tzinfo=None) < _WORKDAY[1]]
    return next(iter(working or ahead), None)


def _dated(match: re.Match[str], now: datetime) -> datetime | None:
    """Read "by March 10", "by the 3rd of March": the end of the next such day."""
    day, month = match["day"] or match["number"], match["month"] or match["its"]
    on = _date(f"{day} {month.lower()}", now)
    return _at(on, DAY_ENDS) if on else None


def _daytime(match: re.Match[str], now: datetime) -> datetime | None:
    """Read "tomorrow morning", "by Friday", "this afternoon", "end of day", "morgen früh"."""
    if match["week"]:
        return _at(now + timedelta(days=(4 - now.weekday()) % 7), DAY_ENDS)
    alone, lead = (match["alone"] or "").lower(), (match["lead"] or "").lower()
    part = (match["part"] or alone).lower()
    early = "first thing" in (lead, (match["later"] or "").lower()) or alone == "first thing"
    if alone and not (lead or match["later"] or " " in alone or len(alone) == 3):
        return None  # "the morning report": a part of a day that nothing leads to
    day = match["day"] or (match["later"] if match["later"] != "first thing" else None)
    on = _day(day, now) if day else now
    if on is None:
        return None
    if (day or "").lower() == "tonight":
        return _at(on, time(21))
    at = _at(on, time(10) if early else _PART_ENDS.get(part, DAY_ENDS))
    late_today = not part and on.date() == now.date() and at <= now
    return _at(on, time(23, 59)) if late_today else at


def _day(name: str, now: datetime) -> datetime | None:
    """Return a time on the day that a word means; a weekday is the next one of its name."""
    word = name.lower()
    near = {"today": 0, "heute": 0, "tonight": 0, "tomorrow": 1, "morgen": 1, "übermorgen": 2}
    if word in near:
        return now + timedelta(days=near[word])
    if word[0].isdigit():
        return _date(word, now)
    number = _SHORT_DAY[word] if word in _SHORT_DAY else _DAY_OF[word]
    return now + timedelta(days=(number - now.weekday()) % 7 or 7)


def _date(word: str, now: datetime) -> datetime | None:
    """Read "4 Dec": the next day of that date."""
    number, _, month = word.partition(" ")
    try:
        this_year = now.replace(month=_MONTH_OF.get(month[:3], 0), day=int(number.rstrip(".")))
    except ValueError:
        return None
    return this_year if this_year.date() >= now.date() else this_year.replace(year=now.year + 1)


def _at(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock, day.tzinfo)


_READS = ((AFTER, after), (_PAST, _past), (_CLOCK, _clock), (_DATE, _dated), (_DAYTIME, _daytime))
