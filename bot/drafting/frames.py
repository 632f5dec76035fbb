"""Which of our sentences fits around what was heard: the name of a frame in the bank, or none.

Strangers read 1,151 of these sentences and said whether they would send them. What had no frame that was
right nearly always is not said back at all: a bare thing, a question that hides in anger, a code beside a
question.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.signals import Signals, Situation
from bot.words import Language, Phrase, Reflection

_OWN_SENTENCES = {
    Situation.WAITING: "waiting",
    Situation.OUTAGE: "outage",
    Situation.CHURN: "churn",
    Situation.FEEDBACK: "feedback",
}


def sorry(signals: Signals) -> bool:
    """Whether an apology is in place: for those who surely suffer."""
    return not signals.strained and (signals.upset or signals.situation is Situation.UPSET)


def frame_for(said: Reflection, signals: Signals, text: str, language: Language) -> Framed | None:
    """The frame for what was heard in a burst (`text`, as prose); None where no sentence of ours fits it."""
    family = _OWN_SENTENCES.get(signals.situation) or ("upset" if sorry(signals) else "ack")
    fitting = _Fitting(said, signals, text, language, family)
    key = fitting.key()
    return Framed(key, fitting.words(key)) if key and key in language.bank else None


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame of the bank and the words that stand in it, still the customer's."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class _Fitting:
    """One thing heard, and the situation it is to be said back in."""

    said: Reflection
    signals: Signals
    text: str
    language: Language
    family: str

    def key(self) -> str | None:
        match self.said.kind:
            case Phrase.TROUBLE if self.said.told_by == "code":
                beside = self.signals.asks_question and self.family != "outage"  # only background
                fits = not (beside or self.signals.upset)
                return f"{self.family}.code" if fits else None
            case Phrase.TROUBLE:
                return self._trouble()
            case Phrase.TOLD:
                return self._told()
            case Phrase.ASKED:
                return None if self.family == "churn" else self._soberly("asked")  # it was rhetoric
            case Phrase.DOING:
                return self._doing()
            case Phrase.THING:
                asked = self.signals.asks_question and not self.signals.upset
                return f"{self.family}.thing" if asked else None

    def words(self, key: str) -> str:
        """What stands in the frame: a doing as the infinitive that the frame asks for."""
        if self.said.kind is Phrase.DOING and key.endswith((".wanted", ".asked")):
            turned = self.language.to_do if key.endswith(".wanted") else self.language.to_know
            return turned(self.said.text, self.text) or self.said.text
        return self.said.text

    def _trouble(self) -> str | None:
        clause = "clause" if self.said.clause else "trouble"
        told = self.said.clause or self.said.text
        marks = self.language.marks
        if self.family == "upset" and marks["own_doing"].search(told):
            return None  # "I'm sorry that you deleted it" blames them
        if self.family == "churn":
            weighs = self.signals.upset or self.signals.strained
            wrong = weighs and self.language.hits("trouble", told)
            return f"churn.{clause}" if wrong and not marks["leaving"].search(told) else None
        if self.family == "ack" and marks["missing"].search(told):
            return self._weightier(clause, "hurt")  # no thanks for waiting
        if self.family == "ack" and marks["hard"].search(f"{told}\n{self.text}"):
            return self._weightier(clause, "hard", "lost", "hurt")
        if self.family == "upset" or not self.signals.upset:
            return self._weightier(clause, *(("lost", "hurt") if marks["lost"].search(told) else ()))
        return self._soberly(clause)

    def _told(self) -> str | None:
        """News is thanked for, and only where nothing is asked and nobody suffers."""
        grave = self.signals.upset or self.signals.strained or self.language.marks["hard"].search(self.text)
        if self.family == "outage":
            return self._soberly("clause")
        return "ack.news" if self.family == "ack" and not (grave or self.signals.asks_question) else None

    def _doing(self) -> str | None:
        """What somebody wants to do: asked about, or wanted where we have it as an infinitive."""
        if self.family in {"waiting", "feedback"}:
            return f"{self.family}.doing"
        if self.signals.upset and self.family != "churn":
            return None
        told = (self.said.text, self.text)
        if self.said.told_by == "title":
            return f"{self.family}.title" if self.signals.asks_question else None
        if self.language.to_know(*told):
            return f"{self.family}.asked"
        if self.language.to_do(*told):
            return f"{self.family}.wanted"
        return f"{self.family}.doing" if self.signals.asks_question else None

    def _weightier(self, kind: str, *weights: str) -> str:
        """The frame for a loss or something grave: the first that the language has, else the plain one."""
        plain = f"{self.family}.{kind}"
        graver = (f"{plain}.{weight}" for weight in weights)
        return next((key for key in graver if key in self.language.bank), plain)

    def _soberly(self, kind: str) -> str:
        """The frame without thanks where somebody suffers."""
        return self._weightier(kind, *(("hurt",) if self.signals.upset else ()))
