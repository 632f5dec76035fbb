"""What a writer gets, and what it gives back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from bot.scorecard import Score
from bot.signals import Earlier, Signals
from bot.words import Reflection
from knowledge.ports import Audience, Band, Found, Source


class Rewrite(StrEnum):
    """What an agent may ask of a draft. "Another source" is a new search, done by the desk."""

    WARMER = "warmer"
    SHORTER = "shorter"
    ASK_FIRST = "ask_first"
    HOLDING = "holding"


class Kind(StrEnum):
    """What a reply does, so that a quick holding reply cannot win the chart."""

    ANSWER = "answer"
    QUESTION = "question"
    HOLDING = "holding"
    COURTESY = "courtesy"  # greeting, thanks, praise: nothing was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything a writer may use. What is not in here must not be in the draft."""

    key: str  # conversation id and draft number: picks the variants, the same on every retry
    lines: tuple[str, ...]  # the burst, oldest first
    found: Found = field(default_factory=Found)
    earlier: tuple[Earlier, ...] = ()
    customer: str | None = None  # display names
    agent: str | None = None
    platform: str = "console"  # "slack", "discord" or "console"
    first_contact: bool = True
    greeted_today: bool = False
    last_topic: str | None = None
    public: bool = True
    promise: str | None = None  # a clock time in the customer's zone, "16:00"; from settings only
    recent: tuple[str, ...] = ()  # this agent's last drafts and replies, newest first
    glossary: tuple[str, ...] = ()  # product words


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the reply will say, before any wording: both writers follow it."""

    kind: Kind
    slots: tuple[str, ...]
    sources: tuple[Source, ...] = ()  # what may be quoted, best first
    reflection: Reflection | None = None
    question: str | None = None  # topic of the one question, a key of the language's questions
    quotes_unsure: bool = False
    disputed: Source | None = None  # another article that says otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A draft, and why it looks the way it does."""

    text: str
    plan: Plan
    signals: Signals
    sources: tuple[Source, ...]  # those the text quotes
    band: Band
    writer: str  # "composer" or "model"
    score: Score
    hint: str | None = None  # one sentence, only when a gate fails
    why: tuple[str, ...] = ()
    fallback: str | None = None  # why the model's draft is not shown
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None  # in the currency of the configured prices
    changed: str = ""  # what a rewrite changed


_FOR_STAFF = re.compile(r"^internal\b|\(internal\)|\binternal (?:only|use)\b|\bstaff only\b", re.IGNORECASE)


def for_customers(source: Source) -> bool:
    """Whether a customer may read the source. A title that says "internal" counts, whatever its label."""
    return source.audience is Audience.PUBLIC and not _FOR_STAFF.search(source.title)


class Writer(Protocol):
    """Turns a case into a draft. Never raises for what a customer or a model wrote."""

    async def draft(
        self, case: Case, *, rewrite: Rewrite | None = None, previous: str | None = None
    ) -> Drafted:
        """Draft a reply; `previous` is the text that `rewrite` is asked to change."""
        ...
