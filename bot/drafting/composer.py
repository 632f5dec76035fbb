"""The offline writer: the plan in our own sentences, checked and scored, best of a few tries."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot import scorecard
from bot.drafting import guard
from bot.drafting.case import Case, Drafted, Plan, Rewrite
from bot.drafting.changes import changed
from bot.drafting.names import spoken_name
from bot.drafting.plan import planned
from bot.drafting.reasons import reasons
from bot.drafting.wording import Words, worded
from bot.hearing.sense import look_ahead
from bot.scorecard import Score
from bot.signals import Signals, read
from bot.words import spoken
from bot.words.text import joined, prose
from knowledge.ports import Source

_TRIES = 4
_SHORT = 200  # characters


class Composer:
    """The default writer: offline, deterministic, never fails for what a customer wrote.

    A long burst is read beside the event loop. Of a short one only the embedding is, which runs beside it
    for real: the rest, some milliseconds of Python, would take longer there than here.
    """

    async def draft(
        self, case: Case, *, rewrite: Rewrite | None = None, previous: str | None = None
    ) -> Drafted:
        if sum(map(len, case.lines)) <= _SHORT:
            await asyncio.to_thread(look_ahead, prose(joined(case.lines)))
            return compose(case, rewrite=rewrite, previous=previous)
        return await asyncio.to_thread(compose, case, rewrite=rewrite, previous=previous)


def compose(case: Case, *, rewrite: Rewrite | None = None, previous: str | None = None) -> Drafted:
    """A checked draft for a case. The same case always gives the same draft.

    Up to three choices of wording are tried; the best that breaks no gate and repeats none of the agent's
    recent drafts wins.
    """
    signals = read(case.lines, context=case.earlier, public=case.public, first_contact=case.first_contact)
    return finished(case, signals, planned(case, signals, rewrite=rewrite), rewrite, previous)


def finished(
    case: Case, signals: Signals, plan: Plan, rewrite: Rewrite | None = None, previous: str | None = None
) -> Drafted:
    """The composer's words for a plan, best of a few tries; without a reflection that breaks the guard."""
    best: tuple[float, Words, Score, bool] | None = None
    for attempt in range(_TRIES):
        words = worded(case, signals, plan, rewrite, attempt)
        violations = guard.check(words.text, case)
        groundless = bool(violations)
        score = scored(words.text, case, signals, tuple(words.sources), violations=groundless)
        repeated = words.text in case.recent or words.text == previous
        value = score.total - 50 * len(violations) - 30 * repeated
        if best is None or value > best[0]:
            best = (value, words, score, groundless)
        if not groundless and not repeated and score.hint is None:
            break
    assert best is not None
    _, words, score, groundless = best
    if plan.reflection and groundless:
        return finished(case, signals, replace(plan, reflection=None), rewrite, previous)
    return Drafted(
        text=words.text,
        plan=words.plan,
        signals=signals,
        sources=tuple(words.sources),
        band=case.found.band,
        writer="composer",
        score=score,
        hint=score.hint,
        why=reasons(case, signals, words.plan),
        changed=changed(rewrite, previous, words.text) if rewrite and previous else "",
    )


def scored(
    text: str, case: Case, signals: Signals, sources: tuple[Source, ...], *, violations: bool = False
) -> Score:
    """The scorecard of a text written for a case."""
    return scorecard.score(
        text,
        customer=case.lines,
        customer_name=spoken_name(case.customer),
        agent=spoken_name(case.agent) or case.agent,
        passages=[source.passage for source in sources],
        promise=spoken(signals.language).time(case.promise) if case.promise else None,
        public=case.public,
        recent=case.recent,
        signals=signals,
        ritual=case.platform != "discord" and not case.greeted_today,
        ungrounded=violations,
    )
