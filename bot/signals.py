"""What a customer's burst tells, without any model: need, feeling, urgency, thanks, closure, language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.hearing.reading import Reading
from bot.hearing.sense import tongue_by_words
from bot.hearing.told import Earlier, Signals, Situation
from bot.words import LANGUAGES
from bot.words.text import joined, prose
from knowledge.tongue import language_of


def read(
    lines: Sequence[str],
    *,
    context: Sequence[Earlier] = (),
    public: bool = True,
    first_contact: bool = False,
    glossary: Sequence[str] = (),
) -> Signals:
    """Read a burst, oldest line first.

    `context` is what was said before it. "That worked" counts as solved only after something we said, and
    a second burst that nobody answered counts as chasing whatever its words. `glossary` are product words:
    those the customer used are among the entities.
    """
    return reading(lines, context, glossary).signals(public, first_contact)


def reading(lines: Sequence[str], context: Sequence[Earlier] = (), glossary: Sequence[str] = ()) -> Reading:
    """The burst in its language, ready to be read; a line too short to tell has that of the conversation."""
    raw = joined(lines)
    text = prose(raw)
    code, _ = language_of(text)
    if code == "und":
        earlier = joined([part.text for part in context if not part.ours])
        code = language_of(prose(earlier))[0] if earlier else tongue_by_words(text)
    return Reading(raw, text, code, tuple(context), tuple(glossary))


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
