"""A reply and everything it is judged by; what judging gives back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from bot.signals import Signals, Situation
from bot.words import Language
from bot.words.text import sentences

DISCREET = frozenset({Situation.SECURITY, Situation.LEGAL})


@dataclass(frozen=True, slots=True)
class Criterion:
    """Points 0-2 of one criterion, and why."""

    points: int
    because: str


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a gate holds, and why not."""

    passed: bool
    because: str


@dataclass
class Reply:
    """A reply and everything it is judged by."""

    text: str
    said: str  # the customer's words, as prose
    raw: str
    language: Language
    signals: Signals
    customer_name: str | None
    agent: str | None
    passages: tuple[str, ...]
    promise: str | None
    public: bool
    recent: tuple[str, ...]
    ritual: bool
    ungrounded: bool
    words: list[str] = field(default_factory=list)

    def count(self, mark: str) -> int:
        return sum(1 for _ in self.language.marks[mark].finditer(self.text))

    def has(self, mark: str) -> bool:
        return bool(self.language.marks[mark].search(self.text))

    def first(self, mark: str) -> str:
        """The sentence that holds the mark, for the explanation."""
        found = self.language.marks[mark].search(self.text)
        if not found:
            return ""
        return next((part for part in sentences(self.text) if found.group() in part), found.group())

    @property
    def courteous(self) -> bool:
        """Whether nothing was asked, so that warmth is all that is needed."""
        signals = self.signals
        return signals.situation in {Situation.GREETING, Situation.PRAISE, Situation.FEEDBACK, Situation.CHAT}

    @property
    def questions(self) -> list[str]:
        return [part for part in sentences(self.own) if part.rstrip("\"')").endswith("?")]

    @cached_property
    def own(self) -> str:
        """The text without what is copied from an article: only this can blame or send away."""
        articles, text = flat("\n".join(self.passages)), self.text
        for passage in self.passages:
            for copied in sentences(passage):
                text = text.replace(copied, "\n") if len(copied) >= 12 else text
        return "\n".join(part for part in sentences(text) if len(part) < 12 or flat(part) not in articles)

    def says(self, mark: str) -> str:
        """The sentence of the writer's own that holds a mark, or nothing."""
        own = self.own
        match = self.language.marks[mark].search(own)
        if not match:
            return ""
        return next((part for part in sentences(own) if match.group() in part), match.group())

    def stems(self, text: str) -> set[str]:
        words = re.findall(r"[^\W_]+", text.lower())
        return {
            self.language.stem(word) for word in words if word not in self.language.empty and len(word) > 1
        }


def flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def short(sentence: str) -> str:
    return f'"{sentence[:80].rstrip()}"' if sentence else ""


def found(reply: Reply, mark: str) -> str:
    match = reply.language.marks[mark].search(reply.text)
    return match.group() if match else ""


def quotes(reply: Reply) -> bool:
    mine = reply.stems(reply.text)
    for passage in reply.passages:
        for part in sentences(passage):
            stems = reply.stems(part)
            if len(stems) >= 3 and len(stems & mine) / len(stems) >= 0.8:
                return True
        theirs = reply.stems(passage)
        if theirs and len(theirs & mine) / min(len(theirs), max(8, len(mine))) >= 0.35:
            return True
    return False
