"""The sentence that shows they were heard, with a word for how it feels where it hurts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.drafting.variants import Variants
from bot.signals import Signals
from bot.words import Phrase, Reflection

SAYS_BACK = frozenset({"ack", "empathy", "feel", "waiting", "outage", "churn", "feedback"})


@dataclass(frozen=True, slots=True)
class SayingBack:
    """Fills the slots that may repeat what the customer said."""

    variants: Variants
    signals: Signals
    reflection: Reflection | None
    text: str  # the burst, as prose

    def slot(self, slot: str) -> Iterator[str]:
        if slot == "feel":
            return self._felt("feel")
        if slot in {"ack", "empathy"}:
            return self._acknowledged(sorry=slot == "empathy")
        return self._about(slot)

    def _acknowledged(self, *, sorry: bool) -> Iterator[str]:
        said = self.reflection
        family = "upset" if sorry else "ack"
        if said is None or (sorry and said.kind in {Phrase.TOLD, Phrase.ASKED}):
            plain = "ack.plain" if self.signals.asks_question else "ack.told"
            return self._felt("upset.plain") if sorry else self.variants.pick(plain)
        if said.clause:
            key = f"{family}.clause" if sorry else f"ack.clause{self._weight(said.clause)}"
            return self._felt(key, clause=self._address(said.clause))
        key = f"{family}.{self._kind(said, sorry=sorry)}"
        if self.variants.language.marks["lost"].search(said.text) and self.variants.has(f"{key}.lost"):
            key = f"{key}.lost"
        return self._felt(key, topic=self._address(said.text))

    def _weight(self, clause: str) -> str:
        """How gravely to say it back: what weighs on somebody with care, and nobody is thanked for a loss."""
        marks = self.variants.language.marks
        if marks["hard"].search(f"{clause}\n{self.text}"):
            return ".hard"
        return ".lost" if marks["lost"].search(clause) else ""

    def _kind(self, said: Reflection, *, sorry: bool) -> str:
        """Which sentences fit: a thing is asked about, troubles, or is only what they write about."""
        titled = said.told_by == "title" and self.signals.asks_question and not sorry
        if titled and self.variants.has("ack.title"):
            return "title"  # about it, but perhaps not how to do it: "which plan has single sign-on?"
        wanted = said.kind is Phrase.DOING and not (sorry or self.signals.asks_question)
        if wanted and self.variants.has("ack.doing.wanted"):
            return "doing.wanted"
        if sorry or said.kind is not Phrase.THING or self.signals.asks_question:
            return said.kind.value
        told = bool(self.variants.language.hits("trouble", self.text)) and self.signals.trouble
        return "trouble" if told and self.variants.language.code == "en" else "thing"

    def _about(self, slot: str) -> Iterator[str]:
        """A sentence of a situation's own: around a clause, a phrase or a thing, or without any."""
        said = self.reflection
        plain = {"waiting": "waiting.thanks", "feedback": "feedback.thanks"}.get(slot, f"{slot}.ack")
        if said is None:
            return self.variants.pick(plain)
        if slot == "churn":
            key = self._why_they_leave(said) or plain
        elif said.clause:
            key = f"{slot}.clause"
        else:
            key = f"{slot}.{said.kind.value}"
        if not self.variants.has(key):
            return self.variants.pick(plain)
        return self._felt(key, topic=self._address(said.text), clause=self._address(said.clause or ""))

    def _why_they_leave(self, said: Reflection) -> str | None:
        """What may be said back to somebody who leaves: the step itself, or what of ours went wrong.

        That they go is no reason for going, and neither is what others do better.
        """
        if self.variants.language.marks["leaving"].search(said.text):
            return "churn.leaving" if said.kind is Phrase.DOING else None
        wrong = self.variants.language.hits("trouble", said.text)
        if said.clause or said.kind is Phrase.TROUBLE:
            return ("churn.clause" if said.clause else "churn.trouble") if wrong else None
        return "churn.topic"

    def _felt(self, key: str, **values: str | None) -> Iterator[str]:
        """Words for how it feels: fear and grief are not answered with "annoying"."""
        marks = self.variants.language.marks
        grave = marks["afraid"].search(self.text) or marks["hard"].search(self.text)
        worried = f"{key}.worried" if grave else key
        strained = self.signals.upset or self.signals.strained
        return self.variants.pick(worried if self.variants.has(worried) else key, sober=strained, **values)

    def _address(self, text: str) -> str:
        return self.variants.language.address(text, self.variants.formal)
