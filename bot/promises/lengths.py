"""Lengths of time as people write them: "in an hour and a half", "within 2-3 days". Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

NUMBERS: Mapping[str, float] = {
    "a": 1, "an": 1, "one": 1, "the": 1, "next": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "forty-five": 45, "ninety": 90, "einer": 1, "eine": 1, "einem": 1, "der nächsten": 1, "zwei": 2,
    "drei": 3, "vier": 4, "fünf": 5, "zehn": 10, "fünfzehn": 15, "zwanzig": 20, "dreißig": 30,
    "anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "eins": 1, "sechs": 6, "sieben": 7,
    "acht": 8, "neun": 9, "elf": 11, "zwölf": 12, "seven": 7, "eight": 8, "nine": 9, "eleven": 11,
    "twelve": 12,
}  # fmt: skip
_COUNT = "|".join(sorted(NUMBERS, key=len, reverse=True))
AFTER = re.compile(
    rf"\b(?P<lead>in|within|after|give me|need|in about|innerhalb von|innerhalb|binnen)\s+"
    r"(?:about |around |roughly |maybe |at most |etwa |ca\.? |rund |another |(?P<half>half (?:an |a )?|"
    r"einer halben )|)?"
    rf"(?:(?P<low>\d{{1,3}})\s*(?:-|–|to|or|bis|oder)\s*(?P<high>\d{{1,3}})|(?P<digits>\d{{1,3}}(?:[.,]\d{{1,2}})?)|"
    rf"(?P<count>{_COUNT}))?(?P<plus>\s+and a half)?\s*"
    r"(?P<unit>weeks?|wochen?|minutes?|mins?|m|minuten?|hours?|hrs?|h|stunden?|std\.?|"
    r"(?P<business>(?:business|working) )?days?|(?:werk|arbeits)?tage?n?)(?:\b|(?<=h)(?=\d))"
    r"(?:(?P<or>\s+or\s+two|\s+oder\s+zwei)|(?P<then>\s+and a half)|"
    r"\s*,?\s*(?:and|und)?\s*(?P<minutes>[0-5]?\d)(?:\s*(?:minutes?|mins?|m|minuten?)|(?<=h\d\d))\b)?",
    re.IGNORECASE,
)  # fmt: skip


def after(match: re.Match[str], now: datetime) -> datetime | None:
    """Read "in an hour", "within 2-3 hours", "give me twenty minutes"; a range means its end."""
    if match["half"]:
        number = 0.5
    elif match["high"] or match["digits"]:
        number = float((match["high"] or match["digits"]).replace(",", "."))
    elif match["count"]:
        number = NUMBERS[match["count"].lower()]
    else:
        return None
    number = 2.0 if match["or"] else number + (0.5 if match["plus"] or match["then"] else 0)
    unit, started = match["unit"].lower(), now.astimezone(UTC)  # as long on the night of a clock change
    if unit.startswith("m"):
        return started + timedelta(minutes=number)
    if unit.startswith(("h", "st")):
        return started + timedelta(hours=number, minutes=int(match["minutes"] or 0))
    if unit.startswith(("week", "woche")):
        return now + timedelta(weeks=number)
    return (
        _workdays(now, int(number)) if match["business"] or "s" in unit[1:5] else now + timedelta(days=number)
    )


def _workdays(now: datetime, days: int) -> datetime:
    while days:
        now += timedelta(days=1)
        days -= now.weekday() < 5
    return now
