"""What a burst tells: the situation, and every signal with how sure we are and the words that told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Situation(StrEnum):
    """What the first reply has to deal with. Where several hold, the first in this order decides."""

    SECURITY = "security"
    LEGAL = "legal"
    CHURN = "churn"
    OUTAGE = "outage"
    WAITING = "waiting"
    UPSET = "upset"
    BILLING = "billing"
    GREETING = "greeting"
    PRAISE = "praise"
    FEEDBACK = "feedback"
    QUESTION = "question"
    STATEMENT = "statement"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Earlier:
    """Something said before in this conversation. Anybody who is not the customer speaks for us."""

    who: str
    text: str

    @property
    def ours(self) -> bool:
        return self.who.lower() != "customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What a burst tells. `scores` are 0-1 per signal; `told` names the words that gave each one."""

    situation: Situation
    confidence: float
    feeling: float  # -1 very bad .. 1 delighted
    upset: bool = False
    strained: bool = False  # it may weigh on them, or surely does but mildly: a kind word, no apology
    urgent: bool = False
    thanks_only: bool = False
    acknowledged: bool = False  # "ok", "got it, I'll try that": nothing else, and nothing asked
    solved: bool = False  # "that worked", after something we said
    confirmed: bool = False  # "yes", after we asked whether it works
    withdrawn: bool = False  # "never mind, found it"
    chasing: bool = False
    asks_question: bool = False
    feedback: bool = False
    praise: bool = False
    security: bool = False
    legal: bool = False
    churn: bool = False
    trouble: bool = False
    empty: bool = False  # no words at all: emoji, mentions, punctuation
    language: str = "und"
    formal: bool | None = None
    public: bool = True
    first_contact: bool = False
    entities: tuple[str, ...] = ()
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)

    @property
    def high_stakes(self) -> bool:
        """Upset, in public and for the first time: worth a second look before sending."""
        return self.upset and self.public and self.first_contact
