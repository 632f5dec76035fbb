"""The weeks before a demo began: conversations that are over, so that its reports have something to tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from bot.conversation import Conversation, Event, Kind, opened
from bot.messages import Person, Role, Thread
from bot.moves import timed
from bot.policy import Policy
from bot.ports import Work
from bot.record import FirstReply, Line

BEGAN = timedelta(days=20)  # how long ago the demo's channels were first watched
DAYS = 40
SCORED = timedelta(days=7)  # the latest replies get their scorecard; older ones are figures only
_SAMPLE = Path(__file__).parents[1] / "sample" / "past.yaml"
_AGENTS = ("Ana", "Dana", "Tom")


@dataclass(frozen=True, slots=True)
class _Talk:
    """One conversation from the first line to the end."""

    conversation: Conversation
    events: tuple[Event, ...]
    lines: tuple[Line, ...]


async def furnish_past(work: Work, channels: tuple[str, ...], policy: Policy, now: datetime) -> None:
    """Store some weeks of conversations, the same every time, none of which wants anything any more."""
    script: Mapping[str, Any] = yaml.safe_load(_SAMPLE.read_text("utf-8"))
    for name in script["names"]:
        await work.save_person(Person(id=key_of(name), name=name, role=Role.CUSTOMER, zone="Europe/Berlin"))
    for talk in _talks(script, channels, now):
        known = await work.open(talk.conversation, None)
        for event in talk.events:
            known = known.after(event)
        await work.save(known, *talk.events, due=None)
        for line in talk.lines:
            await work.add_line(_of(line, known.id))
        for wait in known.waits:
            if wait.ended_at and wait.end:
                await work.keep_wait(timed(known, wait, wait.ended_at, wait.end, policy))
        first = known.first_response
        if first and first.at > now - SCORED:
            scored = FirstReply(conversation=known.id, message=first.message, by=first.by, at=first.at)
            await work.want_score(scored, now)


def _talks(script: Mapping[str, Any], channels: tuple[str, ...], now: datetime) -> Iterator[_Talk]:
    chance = Random(11)  # noqa: S311  # the same demo every time: nothing here is secret
    met, number = set[str](), 0
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for days in range(DAYS, 0, -1):
        day = midnight - timedelta(days=days)
        for _ in range(chance.randint(0, 1) if day.weekday() >= 5 else chance.randint(2, 5)):
            at = day + timedelta(hours=min(20.0, max(6.0, chance.gauss(12, 3))), minutes=chance.random() * 60)
            name, said = chance.choice(script["names"]), chance.choice(script["talks"])
            agent, slow = chance.choice(_AGENTS), 1.0 if timedelta(days=days) <= BEGAN else 2.6
            took = timedelta(minutes=slow * min(240, chance.lognormvariate(1.3, 1.0)))
            number += 1
            root = f"past-{number}"
            opening = opened(
                Thread(chance.choice(channels), root),
                key_of(name),
                at,
                line=root,
                first_contact=name not in met,
            )
            met.add(name)
            yield _told(opening, name, agent, said, chance.choice(script["thanks"]), took)


def _told(
    opening: Conversation, name: str, agent: str, said: Mapping[str, str], thanks: str, took: timedelta
) -> _Talk:
    """Let somebody ask, be answered, say that it works, be asked once more, and confirm."""
    root, customer, ours = opening.thread.root, opening.customer, f"console:agent-{agent.lower()}"
    answer = said["answers"].format(name=name.split()[0], agent=agent)
    spoken = (
        (timedelta(), None, said["asks"]),
        (took, Kind.REPLIED, answer),
        (took + timedelta(minutes=6), Kind.SOUNDS_SOLVED, thanks),
        (took + timedelta(minutes=9), Kind.REPLIED, "Glad to hear it. Does everything work as you expected?"),
        (took + timedelta(minutes=12), Kind.CONFIRMED, "yes, all good"),
    )
    events: list[Event] = []
    lines: list[Line] = []
    for turn, (after, kind, text) in enumerate(spoken):
        id, at = f"{root}-{turn}" if turn else root, opening.opened_at + after
        by, role = (ours, Role.AGENT) if kind is Kind.REPLIED else (customer, Role.CUSTOMER)
        shown = agent if kind is Kind.REPLIED else name
        lines.append(
            Line(
                conversation=0,
                channel=opening.thread.channel,
                id=id,
                author=by,
                name=shown,
                role=role,
                at=at,
                text=text,
            )
        )
        if kind:
            events.append(Event(kind=kind, at=at, by=by, message=id))
    return _Talk(opening, tuple(events), tuple(lines))


def _of(line: Line, conversation: int) -> Line:
    return replace(line, conversation=conversation)


def key_of(name: str) -> str:
    return f"console:{'-'.join(name.lower().split())}"
