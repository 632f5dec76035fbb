"""How good a reply is: ten criteria and two gates, with the sentence that earned or lost each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.scores.criteria import CRITERIA, spelled
from bot.scores.gates import duty, honest
from bot.scores.judged import Criterion, Gate, Reply
from bot.signals import Signals, read
from bot.words import spoken
from bot.words.text import joined, prose, visible
from knowledge.tongue import language_of

WEIGHTS: Mapping[str, int] = {
    "R1": 8, "R2": 16, "R3": 14, "R4": 10, "R5": 16, "R6": 10, "R7": 10, "R8": 6, "R9": 5, "R10": 5,
}  # fmt: skip
NAMES: Mapping[str, str] = {
    "R1": "Opening", "R2": "Heard", "R3": "Empathy", "R4": "Ownership", "R5": "Substance", "R6": "Questions",
    "R7": "Next step", "R8": "Plain and short", "R9": "Not canned", "R10": "Register",
}  # fmt: skip
LONGEST_REPLY = 40_000  # characters, as the longest message of a chat platform
GATES: Mapping[str, tuple[str, int]] = {"G1": ("Honest and safe", 40), "G2": ("Situation duty", 60)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """0-100 with its parts. A broken gate caps the total; `suggestions` are at most two edits."""

    total: int
    criteria: Mapping[str, Criterion]
    gates: Mapping[str, Gate]
    suggestions: tuple[str, ...] = ()

    @property
    def hint(self) -> str | None:
        """One sentence for the card, only when a gate fails."""
        return next((gate.because for gate in self.gates.values() if not gate.passed), None)


_NOTHING = Criterion(0, "There is no reply.")


def score(
    reply: str,
    *,
    customer: Sequence[str],
    customer_name: str | None = None,
    agent: str | None = None,
    passages: Sequence[str] = (),
    promise: str | None = None,
    public: bool = True,
    recent: Sequence[str] = (),
    signals: Signals | None = None,
    ritual: bool = True,
    ungrounded: bool = False,
) -> Score:
    """Score a reply to `customer`'s lines.

    `promise` is the time a setting allows ("16:00", "15 minutes"). Without `ritual` (Discord, greeted
    today) no names are expected. `ungrounded` says that the guard already found something from nowhere.
    """
    raw = joined(customer)
    signals = signals or read(tuple(customer), public=public)
    code, _ = language_of(prose(reply))
    text = visible(reply).strip()
    judged = Reply(
        text=text,
        said=prose(raw),
        raw=raw,
        language=spoken(code),
        signals=signals,
        customer_name=customer_name,
        agent=agent,
        passages=tuple(passages),
        promise=promise,
        public=public,
        recent=tuple(recent),
        ritual=ritual,
        ungrounded=ungrounded,
        words=re.findall(r"[\w'-]+", text),
    )
    criteria = {name: rate(judged) if text else _NOTHING for name, rate in CRITERIA.items()}
    gates = {"G1": honest(judged), "G2": duty(judged)}
    total = sum(WEIGHTS[name] * criterion.points / 2 for name, criterion in criteria.items())
    for name, gate in gates.items():
        total = total if gate.passed else min(total, GATES[name][1])
    return Score(
        total=round(total), criteria=criteria, gates=gates, suggestions=_suggestions(judged, criteria, gates)
    )


# --- suggestions ----------------------------------------------------------------------------------------

_EDITS: Mapping[str, str] = {
    "R1": "Greet {name} and say who you are in the first line.",
    "R2": "Name their problem in a few words, for example: {said}.",
    "R3": "Say in one sentence that you see what this means for them; one apology at most.",
    "R4": 'Start a sentence with "I\'ll" and the first thing you do.',
    "R5": "Quote the step from the article, or say who finds out.",
    "R6": "Keep one question that can be answered in a line, after the acknowledgement.",
    "R7": "End with what happens next{when}.",
    "R8": "Cut it to what they need now; steps as a list.",
    "R9": "Replace the stock phrase with what is true of this case.",
    "R10": "Match their language and tone, a notch calmer.",
}


def _suggestions(
    reply: Reply, criteria: Mapping[str, Criterion], gates: Mapping[str, Gate]
) -> tuple[str, ...]:
    """The two edits that would gain most; a broken gate comes first."""
    edits = [gate.because for gate in gates.values() if not gate.passed]
    lost = sorted(criteria, key=lambda name: -WEIGHTS[name] * (2 - criteria[name].points))
    said = sorted(spelled(reply, reply.stems(reply.said)), key=lambda word: reply.said.lower().find(word))[:4]
    when = f" and by when ({reply.promise})" if reply.promise else ""
    filled = {
        "name": reply.customer_name or "them",
        "said": ", ".join(said) or "their own words",
        "when": when,
    }
    edits += [_EDITS[name].format(**filled) for name in lost if criteria[name].points < 2]
    return tuple(edits[:2])


# --- JSON -----------------------------------------------------------------------------------------------


def from_json(asked: Mapping[str, Any]) -> dict[str, Any]:
    """`python -m bot score --json`: one object in, one object out.

    Raises:
        ValueError: "reply" or "customer" is missing or of the wrong kind; the message says which.
    """
    customer, reply = asked.get("customer"), asked.get("reply")
    for name in ("customer_name", "agent", "promise"):
        if not isinstance(asked.get(name), str | None):
            raise ValueError(f'"{name}" must be a text.')
    if not isinstance(asked.get("public", True), bool | None):
        raise ValueError('"public" must be true or false.')
    if isinstance(customer, str):
        customer = [customer]
    if (
        not isinstance(reply, str)
        or not isinstance(customer, list)
        or not all(isinstance(x, str) for x in customer)
    ):
        raise ValueError('Give "reply" (text) and "customer" (a list of lines).')
    if len(reply) > LONGEST_REPLY:
        raise ValueError(f'"reply" may have at most {LONGEST_REPLY:,} characters, as a message may.')
    passages, recent = asked.get("passages") or [], asked.get("recent") or []
    for name, texts in (("passages", passages), ("recent", recent)):
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise ValueError(f'"{name}" must be a list of texts.')
    result = score(
        reply,
        customer=customer,
        customer_name=(asked.get("customer_name") or "").strip() or None,
        agent=(asked.get("agent") or "").strip() or None,
        passages=passages,
        promise=(asked.get("promise") or "").strip() or None,
        public=asked.get("public") is not False,
        recent=recent,
    )
    return to_json(result)


def to_json(result: Score) -> dict[str, Any]:
    """A score as plain values."""
    return {
        "total": result.total,
        "criteria": {
            name: {
                "name": NAMES[name],
                "points": part.points,
                "of": 2,
                "weight": WEIGHTS[name],
                "because": part.because,
            }
            for name, part in result.criteria.items()
        },
        "gates": {
            name: {"name": GATES[name][0], "passed": gate.passed, "because": gate.because}
            for name, gate in result.gates.items()
        },
        "suggestions": list(result.suggestions),
    }
