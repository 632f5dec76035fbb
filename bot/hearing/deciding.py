"""Which situation a burst is in, once every signal is known: the gravest that holds, else the likeliest."""

from __future__ import annotations

from collections.abc import Mapping

from bot.hearing.told import Situation

DUTIES = (Situation.SECURITY, Situation.LEGAL, Situation.CHURN, Situation.OUTAGE)
_LIKELY = 0.4  # from here the likeliest situation holds; one without a duty always does
_CALM = (Situation.BILLING, Situation.GREETING, Situation.PRAISE, Situation.FEEDBACK)


def likeliest(likely: Mapping[str, float], *, asks: bool) -> str:
    """The likeliest of all, "over" among them; nothing where nothing is known.

    Asking and telling are one, because whether something is asked is known.
    """
    if not likely:
        return ""
    likely = _asking_or_telling(likely, asks=asks)
    top = max(likely, key=lambda name: likely[name])
    graver = top in {*DUTIES, Situation.WAITING, Situation.UPSET}
    return top if likely[top] >= _LIKELY or not graver else ""


def decided(
    score: Mapping[str, float], likely: Mapping[str, float], *, thanks_only: bool
) -> tuple[Situation, float]:
    """The situation and how sure it is (CRAFT 6.2)."""
    for situation in DUTIES:
        if score[situation] >= 0.5:
            return situation, score[situation]
    if score["chasing"] >= 0.5:
        return Situation.WAITING, score["chasing"]
    if score["upset"] >= 0.5:
        return Situation.UPSET, score["upset"]
    if score["person"] >= 0.5:
        return Situation.QUESTION, score["person"]
    if thanks_only or max(score["resolved"], score["withdrawn"]) >= 0.5:
        return Situation.CHAT, 0.8
    return _without_duty(score, likely)


def _without_duty(score: Mapping[str, float], likely: Mapping[str, float]) -> tuple[Situation, float]:
    asks = score["question"] >= 0.5
    if not likely:
        held = (name for name in _CALM if score[name] >= 0.5)
        return next(((name, score[name]) for name in held), (_plain(asks=asks), 0.6))
    likely = _asking_or_telling(likely, asks=asks)
    rest = {name: likely[name] for name in (*_CALM, _plain(asks=asks))}
    sober = sum(likely[name] for name in (*DUTIES, Situation.BILLING, _plain(asks=asks)))
    if rest[Situation.PRAISE] < min(sober, _LIKELY):
        del rest[Situation.PRAISE]  # nobody in need is thanked for kind words that are in doubt
    rest[Situation.CHAT] = likely["chat"] + likely["over"]
    top = max(rest, key=lambda name: rest[name])
    return top, rest[top]


def _plain(*, asks: bool) -> Situation:
    return Situation.QUESTION if asks else Situation.STATEMENT


def _asking_or_telling(likely: Mapping[str, float], *, asks: bool) -> dict[str, float]:
    both = likely["question"] + likely["statement"]
    return {**likely, "question": 0.0, "statement": 0.0, _plain(asks=asks).value: both}
