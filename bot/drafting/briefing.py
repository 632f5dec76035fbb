"""What a model is told: the plan in words, the rules of the case, and the material behind fences."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from bot.drafting.case import Case, Kind, Plan, Rewrite
from bot.drafting.masks import Masks
from bot.drafting.names import spoken_name
from bot.drafting.prompts import filled
from bot.signals import Signals, Situation
from bot.words import spoken
from bot.words.text import visible
from knowledge.ports import Source

_LONGEST_ARTICLE = 1_800
_LONGEST_BURST = 6_000

_SAYS: Mapping[str, str] = {
    "caution": "ask them to delete the key, password or card number from their message; do not repeat it",
    "ack": "name what they want or what went wrong, in their own terms, in one sentence",
    "bereaved": "begin with a short, plain condolence; nothing cheerful and no exclamation mark anywhere",
    "bereaved.legal": "begin with a condolence that is no apology; nothing cheerful anywhere",
    "ill": "begin with one kind sentence about what they are going through; nothing cheerful anywhere",
    "ill.legal": "begin with one kind sentence that is no apology; nothing cheerful anywhere",
    "empathy": "name what went wrong and how that feels, with one short apology",
    "feel": "one sentence on how much this gets in their way; no apology",
    "own": 'say in "I" form that you take this on',
    "answer": "answer with the words of the article",
    "close": "say in one sentence what they can do if it does not fit",
    "close.promise": "say by when you look in again",
    "hold": "say honestly that you will find out, and from whom, rather than guess",
    "ask": "ask one question that can be answered in a line",
    "promise": "say when or where they hear from you next",
    "waiting": "thank them for asking again and own the wait",
    "waiting.own": "say what you check first",
    "outage": "thank them for telling you at once; neither confirm nor deny an outage",
    "outage.feel": "one sentence on what this costs them",
    "outage.own": "say that you check this before anything else",
    "outage.ask": "ask who is affected on their side",
    "security.thanks": "thank them for raising it",
    "security.feel": "say in a few words that this is alarming; no apology",
    "security.place": "ask them to keep details out of the channel and say that you will write privately",
    "security.own": "say that you take it to the people responsible for security; no opinion, no steps",
    "legal.thanks": "thank them, neutral and short",
    "legal.feel": "say in a few neutral words that this is serious for them; admit nothing, no apology",
    "legal.lead": "say that the person in charge will answer; no opinion, no apology",
    "legal.place": "say that you continue in private",
    "churn": "say that you take it seriously and see why",
    "churn.feel": "say that you see how frustrating it has been",
    "churn.own": "say that they deal with one person: you",
    "churn.ask": "ask which problem hurt most",
    "billing.fact": "repeat the amount and date they gave",
    "billing.own": "say that you check the booking with billing",
    "billing.private": "ask them to keep card and invoice details out of the channel",
    "greeting.nice": "greet back",
    "greeting.open": "ask openly what they need",
    "praise.thanks": "thank them for what exactly they praise",
    "praise.pass": "say that you will pass it on",
    "feedback": "thank them for the suggestion, naming it",
    "feedback.pass": "say where it will go; no date",
    "chat.person": "say that you are a person, working in support",
    "start": "ask where to begin",
    "unclear": "ask what they would like to get done",
}  # fmt: skip
_WISHES: Mapping[Rewrite, str] = {
    Rewrite.WARMER: "warmer, without another apology",
    Rewrite.SHORTER: "shorter, only what they need",
    Rewrite.ASK_FIRST: "ask one question before answering",
    Rewrite.HOLDING: "a holding reply: no answer yet, who finds out",
}


@dataclass(frozen=True, slots=True)
class Briefing:
    """A prompt, the articles it offers by label, and the masks used in it."""

    prompt: str
    articles: Mapping[str, Source]
    masks: Masks


def briefed(
    case: Case,
    signals: Signals,
    plan: Plan,
    *,
    rewrite: Rewrite | None = None,
    previous: str | None = None,
    budget: int = 24_000,
) -> Briefing:
    """The prompt for a case. Internal passages are not in it; private pieces are masked.

    `budget` is in characters: articles that do not fit are left out, the weakest first.
    """
    masks, language = Masks(), spoken(signals.language)
    fence = "=====" + hashlib.blake2b(case.key.encode(), digest_size=6).hexdigest() + "====="

    def material(text: str) -> str:
        return masks.hide(visible(text)).replace(fence, "") or "(nothing)"

    burst = material("\n".join(case.lines)[-_LONGEST_BURST:])
    earlier = material("\n".join(f"{part.who}: {part.text[:600]}" for part in case.earlier[-6:]))
    articles = _fitting(plan, budget - len(burst) - len(earlier))
    prompt = filled(
        "reply",
        agent=spoken_name(case.agent) or "the agent",
        language=language.name,
        plan=_plan(case, plan),
        rules=_rules(case, signals, plan),
        articles=material(_listed(articles)),
        earlier=earlier,
        burst=burst,
        promise=language.time(case.promise) if case.promise else "none",
        fence=fence,
    )
    if rewrite and previous:
        prompt += "\n\n" + filled("rewrite", wish=_WISHES[rewrite], previous=material(previous), fence=fence)
    return Briefing(prompt, articles, masks)


def _fitting(plan: Plan, room: int) -> dict[str, Source]:
    articles: dict[str, Source] = {}
    for number, source in enumerate(plan.sources, start=1):
        room -= min(len(source.passage), _LONGEST_ARTICLE) + len(source.title)
        if room < 0:
            break
        articles[f"A{number}"] = source
    return articles


def _listed(articles: Mapping[str, Source]) -> str:
    return "\n\n".join(
        f"[{label}] {source.title}\n{source.passage[:_LONGEST_ARTICLE]}" for label, source in articles.items()
    )


def _plan(case: Case, plan: Plan) -> str:
    steps = [_greeting(case)] if case.platform != "discord" and not case.greeted_today else []
    steps += [_SAYS[slot] for slot in plan.slots if slot in _SAYS]
    return "\n".join(f"{number}. {step}" for number, step in enumerate(filter(None, steps), start=1))


def _greeting(case: Case) -> str:
    name, agent = spoken_name(case.customer), spoken_name(case.agent)
    to = f" {name} by name" if name else ""
    return f"greet{to}{f' and say that you are {agent}' if agent else ''}, in one short line"


def _rules(case: Case, signals: Signals, plan: Plan) -> str:
    rules = ["At most 80 words besides what you copy from an article."]
    if (not signals.upset or signals.strained) and signals.situation is not Situation.CHURN:
        rules.append("No apology: nothing calls for one.")
    if signals.formal is not None:
        rules.append("They write formally: so do you." if signals.formal else "They write casually.")
    if case.platform == "discord":
        rules.append("No greeting, no names, two lines.")
    if plan.quotes_unsure:
        rules.append("The article may not fit: say so and ask whether it does.")
    if plan.kind is not Kind.ANSWER:
        rules.append('There is no article to answer from: "answered" is false and "used" is empty.')
    return "\n".join(f"- {rule}" for rule in rules)
