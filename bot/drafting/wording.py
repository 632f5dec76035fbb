"""A plan in our own sentences: one attempt at the words of one draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.drafting import guard
from bot.drafting.answer import Answer, answer_from
from bot.drafting.case import Case, Kind, Plan, Rewrite
from bot.drafting.grief import COMING_FIRST
from bot.drafting.names import spoken_name
from bot.drafting.plan import planned
from bot.drafting.saying_back import SAYS_BACK, SayingBack
from bot.drafting.variants import Variants
from bot.signals import Signals
from bot.words import Language, spoken
from bot.words.entities import amounts_in, dates_in
from bot.words.private import has_private, private_in
from bot.words.text import joined, prose
from knowledge.ports import Source
from knowledge.tongue import NAMES

_NEW_PARAGRAPH = frozenset(
    {"caution", "hold", "billing.own", "outage.own", "waiting.own", "security.own", "legal.lead"}
)
_HEARD = frozenset(
    {"ack", "empathy", "waiting", "outage", "churn", "feedback", "praise.thanks", "greeting.nice"}
)
_SPARED = frozenset(
    {"own", "greeting.nice", "chat.nice", "billing.fact", "outage.feel", "churn.own", "solved.ask"}
)


_SAD = re.compile("[😭😢😞😔😟😡😠🤬😱😩😫💔🆘]")


@dataclass(slots=True)
class Words:
    """The text of a draft, the plan that it follows in the end, and the articles it quotes."""

    text: str
    plan: Plan
    sources: list[Source] = field(default_factory=list)


def worded(case: Case, signals: Signals, plan: Plan, rewrite: Rewrite | None, attempt: int) -> Words:
    """The words of a plan; another attempt chooses other variants."""
    return _Writing(case, signals, plan, rewrite, attempt).words()


class _Writing:
    """One attempt at the words of one plan."""

    def __init__(
        self, case: Case, signals: Signals, plan: Plan, rewrite: Rewrite | None, attempt: int
    ) -> None:
        self.case, self.signals, self.plan, self.rewrite, self.attempt = case, signals, plan, rewrite, attempt
        self.language: Language = spoken(signals.language)
        self.text = prose(joined(case.lines))
        self.sources: list[Source] = []
        self.ending: list[str] = []
        self.variants = Variants(
            case, self.language, signals.formal is True, attempt, short=rewrite is Rewrite.SHORTER
        )
        self.said_back = SayingBack(self.variants, signals, plan.reflection, self.text)

    def words(self) -> Words:
        paragraphs: list[list[str]] = [[]]
        answer = self._answer() if "answer" in self.plan.slots else None
        if "answer" in self.plan.slots and answer is None:
            return self._without_answer()
        for slot in self._slots():
            if slot == "answer" and answer:
                self._place(answer, paragraphs)
                continue
            if slot in _NEW_PARAGRAPH and paragraphs[-1]:
                paragraphs.append([])
            paragraphs[-1] += self._slot(slot, answer)
        paragraphs[-1] += self.ending
        lines = [" ".join(parts) for parts in paragraphs if parts]
        return Words(guard.harmless(self._laid_out(lines)), self.plan, self.sources)

    def _without_answer(self) -> Words:
        """The passages hold no sentence that can stand alone: hold instead."""
        holding = planned(self.case, self.signals, rewrite=Rewrite.HOLDING)
        return _Writing(self.case, self.signals, holding, self.rewrite, self.attempt).words()

    def _laid_out(self, lines: list[str]) -> str:
        """Short paragraphs; two lines on Discord."""
        if self.case.platform == "discord" and len(lines) > 2 and "\n" not in lines[1]:
            lines = [lines[0], " ".join(lines[1:])]
        return "\n".join(lines) if self.case.platform == "discord" else "\n\n".join(lines)

    # --- slots ---------------------------------------------------------------------------------------

    def _slots(self) -> Iterator[str]:
        """The plan's slots, with what a rewrite adds or leaves out."""
        for slot in self.plan.slots:
            if self.rewrite is Rewrite.SHORTER and slot in _SPARED:
                continue
            if slot == "ack" and self.rewrite is Rewrite.SHORTER and self.plan.kind is Kind.ANSWER:
                continue
            yield slot
            if self.rewrite is Rewrite.WARMER and slot in _HEARD:
                yield "warm"

    def _slot(self, slot: str, answer: Answer | None) -> Iterator[str]:
        if slot == "close":
            return self._close(answer)
        if slot in SAYS_BACK:
            return self.said_back.slot(slot)
        fill = getattr(self, "_" + slot.replace(".", "_"), None)
        return fill() if fill else self.variants.pick(slot)

    def _warm(self) -> Iterator[str]:
        yield from self.variants.pick("warm.upset" if self.signals.upset else "warm")

    def _hi(self) -> Iterator[str]:
        case = self.case
        if case.platform == "discord" or case.greeted_today:
            return
        name, agent = spoken_name(case.customer), spoken_name(case.agent)
        key = "hi.both" if name and agent else "hi.name" if name else "hi.agent" if agent else "hi.none"
        sober = self.signals.upset or not COMING_FIRST.isdisjoint(self.plan.slots)
        if (sober and key == "hi.name") or (
            self.plan.kind is not Kind.COURTESY and key == "hi.name" and case.first_contact
        ):
            key = "hi.name.upset"
        yield from self.variants.pick(key, name=name, agent=agent)

    def _caution(self) -> Iterator[str]:
        kind = next(
            (p.kind for p in private_in(joined(self.case.lines)) if p.kind in {"secret", "card", "iban"}),
            "secret",
        )
        yield from self.variants.pick("caution", secret=self.language.bank[f"secret.{kind}"][0])

    def _empty_open(self) -> Iterator[str]:
        yield from self.variants.pick("empty.sad" if _SAD.search(joined(self.case.lines)) else "empty.open")

    def _security_place(self) -> Iterator[str]:
        yield from self.variants.pick("security.private" if self.case.public else "security.here")

    def _legal_place(self) -> Iterator[str]:
        if self.case.public:
            yield from self.variants.pick("legal.private")

    def _billing_fact(self) -> Iterator[str]:
        facts = [*amounts_in(self.text)[:1], *dates_in(self.text)[:1]]
        facts = [fact for fact in facts if not has_private(fact)]
        if facts:
            yield from self.variants.pick("billing.fact", fact=", ".join(facts))

    def _billing_private(self) -> Iterator[str]:
        if self.case.public:
            yield from self.variants.pick("billing.private")

    def _ask(self) -> Iterator[str]:
        topic = self.plan.question
        if topic:
            yield self.variants.chosen("ask." + topic, self.language.questions[topic][2])

    def _start(self) -> Iterator[str]:
        yield self.variants.chosen("ask.start", self.language.questions["start"][2])

    def _unclear(self) -> Iterator[str]:
        yield from self.variants.pick("unclear" if self.plan.reflection else "greeting.open")

    def _close(self, answer: Answer | None) -> Iterator[str]:
        key = (
            "close.unsure"
            if self.plan.quotes_unsure
            else "close.steps"
            if answer and answer.steps
            else "close.answer"
        )
        yield from self.variants.pick(key)

    def _close_promise(self) -> Iterator[str]:
        yield from self.variants.pick("close.promise", promise=self.language.time(self.case.promise or ""))

    def _promise(self) -> Iterator[str]:
        if self.case.promise:
            yield from self.variants.pick("promise.time", promise=self.language.time(self.case.promise))
        else:
            yield from self.variants.pick("promise.open")

    def _language_other(self) -> Iterator[str]:
        name = NAMES.get(self.signals.language)
        yield from (
            self.variants.pick("language.other", language=name)
            if name
            else self.variants.pick("language.unknown")
        )

    # --- answers -------------------------------------------------------------------------------------

    def _answer(self) -> Answer | None:
        for source in self.plan.sources:
            found = answer_from(
                source.passage,
                self.text,
                self.language,
                title=source.heading or source.title,
                sure=not self.plan.quotes_unsure,
            )
            if found and not guard.unsafe_passage(found.text):
                self.sources = [source]
                return found
        return None

    def _place(self, answer: Answer, paragraphs: list[list[str]]) -> None:
        """The answer and its source as a paragraph; on Discord they end the first line and the last."""
        key = "lead.unsure" if self.plan.quotes_unsure else "lead.steps" if answer.steps else "lead.answer"
        lead = [] if self.rewrite is Rewrite.SHORTER else [next(self.variants.pick(key))]
        source = self.sources[0]
        key = "source.link" if source.url else "source.title"
        named = next(self.variants.pick(key, title=source.title, url=source.url))
        if self.case.platform != "discord":
            paragraphs += [["\n".join((*lead, answer.text, named))], []]
            return
        self.ending = [named]
        listed = "\n" in answer.text
        paragraphs[-1] += lead if listed or self.plan.quotes_unsure else ()
        if listed:
            paragraphs.append([])
        paragraphs[-1].append(answer.text)
        paragraphs.append([])
