"""What a customer's burst tells, without any model: need, feeling, urgency, thanks, closure, language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot import feeling
from bot.words import LANGUAGES, Language, spoken
from bot.words.entities import entities_in
from bot.words.text import joined, prose
from knowledge.tongue import language_of


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
    urgent: bool = False
    thanks_only: bool = False
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


def read(
    lines: Sequence[str],
    *,
    context: Sequence[Earlier] = (),
    public: bool = True,
    first_contact: bool = False,
) -> Signals:
    """Read a burst, oldest line first.

    `context` is what was said before it. "That worked" counts as solved only after something we said, and
    a second burst that nobody answered counts as chasing whatever its words.
    """
    raw = joined(lines)
    text = prose(raw)
    code, certainty = language_of(text)
    if code == "und":
        earlier = joined([part.text for part in context if not part.ours])
        code, certainty = language_of(prose(earlier)) if earlier else (code, certainty)
    return _Reading(raw, text, code, certainty, tuple(context)).signals(public, first_contact)


class _Reading:
    """One pass over one burst; every signal is computed once."""

    def __init__(
        self, raw: str, text: str, code: str, certainty: float, context: tuple[Earlier, ...]
    ) -> None:
        self.raw, self.text, self.context = raw, text, context
        self.code, self.certainty = code, certainty
        self.words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", text)
        self.language: Language = spoken(code)
        self.told: dict[str, tuple[str, ...]] = {}
        self.scores: dict[str, float] = {}
        self.after_us = any(part.ours for part in context)

    def _cue(self, name: str) -> bool:
        if name not in self.told:
            self.told[name] = self.language.hits(name, self.text)
        return bool(self.told[name])

    def _strength(self, name: str, *, floor: float = 0.65) -> float:
        """0 without a hit, otherwise `floor` and more with every further one."""
        hits = len(self.told[name]) if self._cue(name) else 0
        return min(0.98, floor + 0.15 * (hits - 1)) if hits else 0.0

    def signals(self, public: bool, first_contact: bool) -> Signals:
        self._feel()
        self._close()
        self._need()
        situation, confidence = self._situation()
        told = {name: hits for name, hits in self.told.items() if hits and self.scores.get(name, 0) >= 0.5}
        score = self.scores
        return Signals(
            situation=situation,
            confidence=round(confidence, 2),
            feeling=round(self.mood.score, 2),
            upset=score["upset"] >= 0.5,
            urgent=score["urgent"] >= 0.5,
            thanks_only=self._thanks_only(),
            solved=score["resolved"] >= 0.5 and self.after_us and not score["withdrawn"] >= 0.5,
            confirmed=self._confirmed(),
            withdrawn=score["withdrawn"] >= 0.5,
            chasing=score["chasing"] >= 0.5,
            asks_question=score["question"] >= 0.5,
            feedback=score["feedback"] >= 0.5,
            praise=score["praise"] >= 0.5,
            security=score["security"] >= 0.5,
            legal=score["legal"] >= 0.5,
            churn=score["churn"] >= 0.5,
            trouble=score["trouble"] >= 0.5,
            empty=not self.words,
            language=self.code,
            formal=self._register(),
            public=public,
            first_contact=first_contact,
            entities=entities_in(self.raw),
            told=told,
            scores={name: round(value, 3) for name, value in score.items()},
        )

    def _feel(self) -> None:
        self._cue("anger")
        self.mood = feeling.of(self.raw, self.text, self.told["anger"], english=self.code in {"en", "und"})
        self.told["upset"] = self.mood.told
        self.scores["upset"] = self.mood.upset

    def _close(self) -> None:
        """Thanks, solved, withdrawn: words that end a wait, each with its guards (CRAFT 4)."""
        score, words = self.scores, len(self.words)
        asks = "?" in self.text or self._starts_asking()
        score["gratitude"] = 0.0 if self._cue("not_thanks") else self._strength("thanks", floor=0.8)
        self.told["gratitude"] = self.told.get("thanks", ())
        thanked = score["gratitude"] > 0
        solved = self._strength("solved", floor=0.75)
        doubtful = self._cue("unsolved") and not _only_positive(self.told["unsolved"], self.text)
        if asks or doubtful or words > (40 if thanked else 24):
            solved *= 0.3
        score["resolved"] = min(0.98, solved + 0.15) if solved >= 0.5 and thanked else solved
        self.told["resolved"] = self.told["solved"]
        withdrawn = self._strength("withdrawn", floor=0.8)
        reported = self._cue("solved") and not self.after_us and score["resolved"] >= 0.5 and self.context
        score["withdrawn"] = 0.3 * withdrawn if asks or words > 30 else max(withdrawn, 0.6 if reported else 0)

    def _starts_asking(self) -> bool:
        """Whether the first words already ask, question mark or not."""
        found = self.language.cues["question"].search(self.text)
        return bool(found and found.start() == 0)

    def _need(self) -> None:
        score, words = self.scores, len(self.words)
        for name in ("security", "legal", "churn", "outage", "billing", "feedback", "praise", "urgent"):
            score[name] = self._strength(name)
        score["person"] = self._strength("person", floor=0.8)
        score["developing"] = self._strength("developing")
        score["trouble"] = self._strength("trouble", floor=0.55)
        score["question"] = 0.95 if "?" in self.text and words else self._strength("question", floor=0.6)
        if self._closes():
            score["question"] *= 0.3
        score["greeting"] = 0.95 if words <= 14 and self._cue("greeting") else 0.0
        score["chat"] = self._strength("chat") if words <= 14 and score["trouble"] < 0.5 else 0.0
        score["chasing"] = self._chasing()
        if score["greeting"] and score["chasing"] < 0.75:
            score["chasing"] = 0.0  # "anyone here?" opens a conversation unless it follows an unanswered one
        if score["praise"] and (score["trouble"] > 0.5 or score["question"] > 0.5 or self.mood.score < 0.2):
            score["praise"] *= 0.5
        if score["billing"] and score["upset"] < 0.5 and score["developing"] >= 0.5:
            score["billing"] *= 0.5  # somebody builds payments; nobody was charged
        if self._calm_how_to("churn"):
            score["churn"] *= 0.6
        if self._calm_how_to("feedback"):
            score["feedback"] *= 0.6

    def _calm_how_to(self, name: str) -> bool:
        """'How do I cancel my plan?' asks; it does not threaten. 'How do I add X?' suggests nothing."""
        how = self.language.cues["how_to"].search(self.text)
        return bool(how and self.scores[name] and len(self.told[name]) == 1 and self.scores["upset"] < 0.5)

    def _chasing(self) -> float:
        by_words = self._strength("waiting", floor=0.7)
        self.told["chasing"] = self.told["waiting"]
        unanswered = bool(self.context) and not self.context[-1].ours
        if not unanswered:
            return by_words
        if by_words or (len(self.words) <= 2 and "?" in self.text):
            self.told["chasing"] = (*self.told["waiting"], "asked before, nobody has answered")
            return min(0.98, max(by_words, 0.6) + 0.2)
        return 0.4  # a line added to an open wait: it may be chasing, its words do not say so

    def _closes(self) -> bool:
        """Whether the burst only thanks, confirms or takes back, so that nothing is asked."""
        score = self.scores
        ends = max(score["gratitude"], score["resolved"], score["withdrawn"])
        return ends >= 0.5 and "?" not in self.text and len(self.words) <= 24

    def _thanks_only(self) -> bool:
        rest = self.language.cues["thanks"].sub(" ", self.text)
        rest = self.language.cues["thanks_padding"].sub(" ", rest)
        left = [word for word in re.findall(r"[^\W\d_]{2,}", rest) if word.lower() not in self.language.empty]
        asks = "?" in self.text or bool(self.language.cues["how_to"].search(self.text))
        if self.scores["gratitude"] < 0.5 or asks or self.scores["feedback"] >= 0.5:
            return not self.words and bool(
                re.search(r"[👍🙏❤💯🙌👌😊]|:(?:thumbsup|\+1|pray|heart):", self.raw)
            )
        return len(left) <= 2 and self.scores["trouble"] < 0.5 and self.scores["resolved"] < 0.5

    def _confirmed(self) -> bool:
        ours = next((part.text for part in reversed(self.context) if part.ours), "")
        asked = "?" in ours and bool(self.language.cues["asks_if_done"].search(ours))
        said_yes = self._cue("yes") or self.scores["resolved"] >= 0.5
        return asked and said_yes and self.context[-1].ours and "?" not in self.text

    def _register(self) -> bool | None:
        formal, casual = self._cue("formal"), self._cue("casual")
        return None if formal == casual else formal

    def _situation(self) -> tuple[Situation, float]:
        score = self.scores
        if not self.words:
            return Situation.CHAT, 0.6
        for situation, value in self._ranked():
            if value >= 0.5:
                return situation, value
        content = len(self._content())
        small = content == 0 or (content < 2 and len(self.words) < 4 and score["trouble"] < 0.5)
        yes = len(self.words) <= 6 and self._cue("yes")
        if score["chat"] >= 0.5 or self._closes() or small or yes:
            return Situation.CHAT, max(0.5, score["chat"])
        return Situation.STATEMENT, 0.6

    def _ranked(self) -> list[tuple[Situation, float]]:
        """The situations in the order in which they decide (CRAFT 6.2), each with how sure we are."""
        score = self.scores
        pressing = score["urgent"] if score["trouble"] >= 0.5 and score["billing"] < 0.5 else 0.0
        thing = score["praise"] if score["feedback"] < 0.5 else 0.0
        how = self.language.cues["how_to"].search(self.text)
        closing = (score["chat"] >= 0.5 and len(self._content()) < 3 and not how) or self._thanks_only()
        return [
            (Situation.SECURITY, score["security"]),
            (Situation.LEGAL, score["legal"]),
            (Situation.CHURN, score["churn"]),
            (Situation.OUTAGE, max(score["outage"], pressing)),
            (Situation.WAITING, score["chasing"]),
            (Situation.UPSET, score["upset"]),
            (Situation.GREETING, score["greeting"]),
            (Situation.CHAT, score["chat"] if closing else 0.0),
            (Situation.BILLING, score["billing"]),
            (Situation.PRAISE, thing),
            (Situation.FEEDBACK, score["feedback"]),
            (Situation.QUESTION, score["question"]),
        ]

    def _content(self) -> list[str]:
        return [word for word in self.words if word.lower() not in self.language.empty and len(word) > 1]


def _only_positive(hits: tuple[str, ...], text: str) -> bool:
    """'No longer broken' and 'not failing any more' are good news in spite of their words."""
    good = re.search(
        r"no longer (?:broken|failing|an issue|a problem|needed)|no (?:issues?|problems?|errors?)", text, re.I
    )
    return bool(good) and len(hits) <= 1


JsonSignal = float | str | bool | list[str] | None | dict[str, list[str]]


def to_json(signals: Signals) -> dict[str, JsonSignal]:
    """Signals as one flat object: every signal 0-1 under its name, then situation, language and the words."""
    flat: dict[str, JsonSignal] = dict(signals.scores)
    flat |= {
        "situation": signals.situation.value,
        "confidence": signals.confidence,
        "feeling": round((signals.feeling + 1) / 2, 3),
        "thanks_only": float(signals.thanks_only),
        "solved": float(signals.solved),
        "confirmed": float(signals.confirmed),
        "formal": {None: 0.5, True: 1.0, False: 0.0}[signals.formal],
        "language": signals.language,
        "entities": list(signals.entities),
        "told": {name: list(words) for name, words in signals.told.items()},
    }
    return flat


def from_json(asked: Mapping[str, Any]) -> Signals:
    """Signals of one line of `python -m bot signals`: {"text": ..., "context": [{"who", "text"}]}.

    Raises:
        ValueError: the object has no "text", or "context" is not a list of {who, text}.
    """
    text, context = asked.get("text"), asked.get("context") or []
    if not isinstance(text, str):
        raise ValueError('Each line needs a "text".')
    if not isinstance(context, list) or not all(isinstance(part, Mapping) for part in context):
        raise ValueError('"context" must be a list of {"who", "text"}, oldest first.')
    earlier = [Earlier(str(part.get("who", "customer")), str(part.get("text", ""))) for part in context]
    return read(text.split("\n"), context=earlier)


__all__ = ["LANGUAGES", "Earlier", "Signals", "Situation", "from_json", "read", "to_json"]
