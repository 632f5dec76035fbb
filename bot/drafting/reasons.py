"""Why this draft is proposed, in plain sentences for the agent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.drafting.case import Case, Kind, Plan, for_customers
from bot.signals import Signals, Situation
from knowledge.ports import Band
from knowledge.tongue import NAMES

_READS_AS: Mapping[Situation, str] = {
    Situation.SECURITY: "Reads as a security report: no details in public, no guesses.",
    Situation.LEGAL: "Reads as a legal matter: short and neutral, a person in charge answers.",
    Situation.CHURN: "They are thinking of leaving: one owner, one question about the worst of it.",
    Situation.OUTAGE: "Reads as an outage or something urgent: nothing is confirmed that we do not know.",
    Situation.WAITING: "They ask again: own the wait first, then the news.",
    Situation.UPSET: "They are upset: the problem by its name, one apology, then the work.",
    Situation.BILLING: "It is about money: amounts in their words, details in private.",
    Situation.GREETING: "Only a greeting so far: greet back and ask openly.",
    Situation.PRAISE: "They praise something: thank them for it.",
    Situation.FEEDBACK: "They suggest something: thank them, say where it goes, no date.",
    Situation.QUESTION: "A calm question: no apology.",
    Situation.STATEMENT: "They describe something without a question.",
    Situation.CHAT: "Small talk: nothing is asked.",
}


def reasons(case: Case, signals: Signals, plan: Plan) -> tuple[str, ...]:
    """The reasons, most important first, at most six."""
    return tuple(_all(case, signals, plan))[:6]


def _all(case: Case, signals: Signals, plan: Plan) -> Iterator[str]:
    if "language.other" in plan.slots:
        name = NAMES.get(signals.language, "another language")
        yield f"They write in {name}, which I have no words for: hand it to somebody who speaks it."
    yield _READS_AS[signals.situation]
    if "caution" in plan.slots:
        yield "Their message contains a key, password or card number: ask them to delete it."
    if signals.high_stakes:
        yield "Public, upset and a first contact: read twice, offer a private thread."
    yield from _about_sources(case, plan)
    if signals.first_contact:
        yield "First contact: a little more orientation helps."
    elif case.last_topic:
        yield f"They know us; last time: {case.last_topic}."


def _about_sources(case: Case, plan: Plan) -> Iterator[str]:
    if plan.sources:
        title = plan.sources[0].title
        sure = "Check before sending: it may not fit." if plan.quotes_unsure else "It answers the question."
        yield f'Quotes "{title}". {sure}'
        if plan.disputed:
            yield f'"{plan.disputed.title}" seems to say otherwise: read both before you send.'
    elif plan.kind is Kind.HOLDING and case.found.band is Band.NONE:
        yield "No article settles this, so nothing is claimed; the question belongs on the gap list."
    internal = [source for source in case.found.sources if not for_customers(source)]
    if internal and case.found.band is not Band.NONE:
        yield f'For you only: the internal article "{internal[0].title}" may help. It is not quoted.'
    if case.found.degraded:
        yield case.found.degraded
