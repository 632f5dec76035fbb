"""A chat export through the real desk on a virtual clock: what would have happened with us."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from bot.errors import FrontdeskError
from bot.messages import Person, Role
from bot.policy import Policy
from bot.process.rooms import Rooms
from bot.record import NoticeKind
from bot.reports import STRETCH, percentile

CHANNEL = "replay:log"
STAFF_CHANNEL = "replay:staff"
SETTLES_AFTER = timedelta(hours=4)  # how long the clock runs on behind the last line
ANSWERS_WITHIN = timedelta(minutes=10)
_ADDRESSED = re.compile(r"^@?(?P<name>[\w\-\[\]\\^{}|`]{2,30})\s?(?P<mark>[:,]?)\s")


class LogUnreadable(FrontdeskError):
    """A line of a chat export cannot be used; the text names it."""


@dataclass(frozen=True, slots=True)
class LogLine:
    at: datetime
    author: str
    text: str
    to: str | None = None  # whom it answers, as far as can be told


@dataclass(slots=True)
class VirtualClock:
    """Time that stands still until it is moved."""

    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What a replay found. Times in seconds."""

    lines: int
    customers: int
    conversations: int
    first_contacts: int
    bursts: int
    answered: int
    first_response_median_s: float | None
    first_response_p90_s: float | None
    within_90s: float | None
    drafts: int
    drafts_before_reply: int
    alerts: dict[str, int] = field(default_factory=dict)
    nudges: dict[str, int] = field(default_factory=dict)


def read_log(path: Path) -> list[LogLine]:
    """Return the lines of a JSONL export ({at, author, text} a line), oldest first.

    Raises:
        LogUnreadable: a line is not of that form; the text says which.
    """
    try:
        raw = path.read_text("utf-8")
    except OSError as error:
        raise LogUnreadable(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise LogUnreadable(f"{path} is not UTF-8 text.") from None
    lines = [_log_line(number, text, path) for number, text in enumerate(raw.splitlines(), 1) if text.strip()]
    if not lines:
        raise LogUnreadable(f"{path} holds no lines.")
    return sorted(lines, key=lambda line: line.at)


def _log_line(number: int, text: str, path: Path) -> LogLine:
    try:
        row = json.loads(text)
        at = datetime.fromisoformat(row["at"])
        if at.tzinfo is None:
            raise ValueError("no zone")
        return LogLine(at=at, author=str(row["author"]), text=str(row["text"]))
    except (ValueError, KeyError, TypeError):
        raise LogUnreadable(
            f'{path} line {number}: needs {{"at": "2026-01-31T09:00:00Z", "author": "…", "text": "…"}}.'
        ) from None


def addressed(lines: Sequence[LogLine], staff: frozenset[str]) -> list[LogLine]:
    """Return the lines of a log with whom each is for, where an export has no threads, and without that name.

    Whom it names first; a reply of staff that names nobody is for the customer who wrote last, within ten
    minutes. In the logs we know that is right for half of the replies that do name somebody; the longest wait
    is for one in a hundred.
    """
    authors, last = {line.author for line in lines} | staff, None
    ends = re.compile(rf"[\s,]+@?(?:{'|'.join(map(re.escape, sorted(staff)))})\s*$", re.IGNORECASE)
    told = []
    for line in lines:
        to, text = _named(line.text, authors, staff)
        last = last if line.author in staff else line
        if to is None and last and line.author in staff and line.at - last.at <= ANSWERS_WITHIN:
            to = last.author
        told.append(replace(line, to=to, text=ends.sub("", text)))
    return told


def _named(text: str, authors: set[str], staff: frozenset[str]) -> tuple[str | None, str]:
    """Return whom a line names first, and its words behind that; staff are called without a colon, too."""
    found = _ADDRESSED.match(text)
    if found is None or found["name"] not in authors or not (found["mark"] or found["name"] in staff):
        return None, text
    rest = text[found.end() :].strip()
    return found["name"], rest or text


def people_of(lines: Iterable[LogLine], staff: frozenset[str]) -> dict[str, Person]:
    """Return everybody in a log: staff as agents, all others as customers."""
    names = {line.author for line in lines} | staff
    return {
        f"replay:{name}": Person(
            id=f"replay:{name}", name=name, role=Role.AGENT if name in staff else Role.CUSTOMER
        )
        for name in names
    }


async def replay(
    rooms: Rooms,
    clock: VirtualClock,
    lines: Sequence[LogLine],
    policy: Policy,
    *,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> Replayed:
    """Push a log through the rooms, minute by minute as it happened, and return what they did.

    `told` hears how many lines are done, of how many.
    """
    await feed(rooms, clock, lines, policy, told=told)
    return await _found(rooms, lines)


async def feed(
    rooms: Rooms,
    clock: VirtualClock,
    lines: Sequence[LogLine],
    policy: Policy,
    *,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Let the lines of a log happen to the rooms, and a few hours more."""
    async with rooms.store.begin() as work:
        await work.watch(CHANNEL, "the log", policy, by="desk", at=lines[0].at)
    for number, line in enumerate(lines):
        await _until(rooms, clock, line.at)
        await rooms.store.put(f"line-{number}", "replay", _event(number, line), line.at)
        await rooms.watch.settle(clock.at)
        told(number + 1, len(lines))
    await _until(rooms, clock, lines[-1].at + SETTLES_AFTER)


async def _until(rooms: Rooms, clock: VirtualClock, moment: datetime) -> None:
    """Let everything happen that falls due before `moment`, each at its own time."""
    while (due := await rooms.watch.next_due()) and due < moment:
        clock.at = max(clock.at, due)
        await rooms.watch.settle(clock.at)
    clock.at = max(clock.at, moment)


def _event(number: int, line: LogLine) -> dict[str, Any]:
    return {
        "kind": "said",
        "channel": CHANNEL,
        "id": f"m{number}",
        "author": f"replay:{line.author}",
        "at": line.at.isoformat(),
        "text": line.text,
        "mentions": [f"replay:{line.to}"] if line.to else [],
    }


async def _found(rooms: Rooms, lines: Sequence[LogLine]) -> Replayed:
    async with rooms.store.read() as reading:
        conversations = await reading.conversations(limit=100_000)
        firsts = [
            (known.first_response.at - known.opened_at).total_seconds()
            for known in conversations
            if known.first_response
        ]
        notices = await reading.notices()
        alerts: dict[str, int] = {}
        for notice in notices:
            for level in {told.level for told in await reading.tellings(notice.id)}:
                alerts[level.value] = alerts.get(level.value, 0) + 1
        drafts = [draft for known in conversations for draft in await reading.drafts(known.id)]
    written = [draft for draft in drafts if draft.made_at]
    by_id = {known.id: known for known in conversations}
    nudges: dict[str, int] = {}
    for notice in notices:
        if notice.kind is not NoticeKind.ALERT and notice.shown_at:
            nudges[notice.kind.value] = nudges.get(notice.kind.value, 0) + 1
    early = {
        draft.conversation
        for draft in written
        if (first := by_id[draft.conversation].first_response) and draft.made_at and draft.made_at < first.at
    }
    return Replayed(
        lines=len(lines),
        customers=len({known.customer for known in conversations}),
        conversations=len(conversations),
        first_contacts=sum(known.first_contact for known in conversations),
        bursts=len({(draft.conversation, draft.wait) for draft in drafts}),
        answered=len(firsts),
        first_response_median_s=median(firsts) if firsts else None,
        first_response_p90_s=percentile(firsts, 0.9),
        within_90s=sum(value <= STRETCH.total_seconds() for value in firsts) / len(firsts)
        if firsts
        else None,
        drafts=len(written),
        drafts_before_reply=len(early),
        alerts=alerts,
        nudges=nudges,
    )
