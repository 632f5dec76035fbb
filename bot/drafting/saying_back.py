"""The sentence that shows they were heard, with a word for how it feels where it hurts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.drafting.frames import frame_for
from bot.drafting.variants import Variants
from bot.signals import Signals
from bot.words import Reflection

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
            return self._felt("feel.lost" if self._lost() else "feel")
        if slot in {"ack", "empathy"}:
            return self._acknowledged(sorry=slot == "empathy")
        if slot == "waiting" and self.variants.language.marks["no_hurry"].search(self.text):
            return self.variants.pick("waiting.calm")  # they have not waited too long
        return self._about(slot)

    def _acknowledged(self, *, sorry: bool) -> Iterator[str]:
        family = "upset" if sorry else "ack"
        calm = "ack.hurt" if self.signals.upset else "ack.plain" if self.signals.asks_question else "ack.told"
        plain = "upset.plain" if sorry else calm
        return self._around(family) or (self._felt(plain) if sorry else self.variants.pick(plain))

    def _about(self, slot: str) -> Iterator[str]:
        """A sentence of a situation's own: around what was heard, or without it."""
        plain = {"waiting": "waiting.thanks", "feedback": "feedback.thanks"}.get(slot, f"{slot}.ack")
        if self.signals.upset and self.variants.has(f"{plain}.hurt"):
            plain = f"{plain}.hurt"
        return self._around(slot) or self.variants.pick(plain)

    def _around(self, family: str) -> Iterator[str] | None:
        """The sentence around what was heard; None where nothing was, or none of the family fits."""
        said = self.reflection
        frame = frame_for(said, self.signals, self.text, self.variants.language) if said else None
        if said is None or frame is None or not frame.key.startswith(f"{family}."):
            return None
        return self._felt(
            frame.key, topic=self._address(frame.words), clause=self._address(said.clause or "")
        )

    def _lost(self) -> bool:
        said = self.reflection
        return said is not None and bool(self.variants.language.marks["lost"].search(said.text))

    def _felt(self, key: str, **values: str | None) -> Iterator[str]:
        """Words for how it feels: fear and grief are not answered with "annoying"."""
        marks = self.variants.language.marks
        grave = marks["afraid"].search(self.text) or marks["hard"].search(self.text)
        worried = f"{key}.worried" if grave else key
        strained = self.signals.upset or self.signals.strained
        return self.variants.pick(worried if self.variants.has(worried) else key, sober=strained, **values)

    def _address(self, text: str) -> str:
        return self.variants.language.address(text, self.variants.formal)
