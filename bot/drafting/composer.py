"""The offline writer: the plan in our own sentences, chosen by a stable hash, checked and scored."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot import scorecard
from bot.drafting import guard
from bot.drafting.answer import Answer, answer_from
from bot.drafting.case import Case, Drafted, Kind, Plan, Rewrite
from bot.drafting.changes import changed
from bot.drafting.names import spoken_name
from bot.drafting.plan import planned
from bot.drafting.reasons import reasons
from bot.scorecard import Score
from bot.signals import Signals, read
from bot.words import Language, Phrase, spoken
from bot.words.entities import amounts_in, dates_in
from bot.words.private import has_private, private_in
from bot.words.text import joined, prose
from knowledge.ports import Source
from knowledge.tongue import NAMES

_TRIES = 4
_NEW_PARAGRAPH = frozenset(
    {"caution", "hold", "billing.own", "outage.own", "waiting.own", "security.own", "legal.lead"}
)
_HEARD = frozenset(
    {"ack", "empathy", "waiting", "outage", "churn", "feedback", "praise.thanks", "greeting.nice"}
)
_NOUNS = frozenset({Phrase.DOING, Phrase.TROUBLE, Phrase.THING})  # what fits after a preposition
_SPARED = frozenset(
    {"own", "greeting.nice", "chat.nice", "billing.fact", "outage.feel", "churn.own", "solved.ask"}
)


_SAD = re.compile("[😭😢😞😔😟😡😠🤬😱😩😫💔🆘]")


class Composer:
    """The default writer: offline, deterministic, never fails for what a customer wrote."""

    async def draft(
        self, case: Case, *, rewrite: Rewrite | None = None, previous: str | None = None
    ) -> Drafted:
        return compose(case, rewrite=rewrite, previous=previous)


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
    best: tuple[float, _Words, Score] | None = None
    for attempt in range(_TRIES):
        words = _Writing(case, signals, plan, rewrite, attempt).words()
        violations = guard.check(words.text, case)
        score = scored(words.text, case, signals, tuple(words.sources), violations=bool(violations))
        repeated = words.text in case.recent or words.text == previous
        value = score.total - 50 * len(violations) - 30 * repeated
        if best is None or value > best[0]:
            best = (value, words, score)
        if not violations and not repeated and score.hint is None:
            break
    assert best is not None
    _, words, score = best
    if plan.reflection and guard.check(words.text, case):
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


@dataclass(slots=True)
class _Words:
    text: str
    plan: Plan
    sources: list[Source] = field(default_factory=list)


class _Writing:
    """One attempt at the words of one plan."""

    def __init__(
        self, case: Case, signals: Signals, plan: Plan, rewrite: Rewrite | None, attempt: int
    ) -> None:
        self.case, self.signals, self.plan, self.rewrite, self.attempt = case, signals, plan, rewrite, attempt
        self.language: Language = spoken(signals.language)
        self.formal = signals.formal is True
        self.text = prose(joined(case.lines))
        self.sources: list[Source] = []
        self.topic = self.language.address(plan.reflection.text, self.formal) if plan.reflection else None

    def words(self) -> _Words:
        paragraphs: list[list[str]] = [[]]
        answer = self._answer() if "answer" in self.plan.slots else None
        if "answer" in self.plan.slots and answer is None:
            return self._without_answer()
        for slot in self._slots():
            if slot == "answer" and answer:
                paragraphs += [[self._quoted(answer)], []]
                continue
            if slot in _NEW_PARAGRAPH and paragraphs[-1]:
                paragraphs.append([])
            paragraphs[-1] += self._slot(slot, answer)
        lines = [" ".join(parts) for parts in paragraphs if parts]
        return _Words(guard.harmless(self._laid_out(lines)), self.plan, self.sources)

    def _without_answer(self) -> _Words:
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
        fill = getattr(self, "_" + slot.replace(".", "_"), None)
        return fill() if fill else self._pick(slot)

    def _warm(self) -> Iterator[str]:
        yield from self._pick("warm.upset" if self.signals.upset else "warm")

    def _hi(self) -> Iterator[str]:
        case = self.case
        if case.platform == "discord" or case.greeted_today:
            return
        name, agent = spoken_name(case.customer), spoken_name(case.agent)
        key = "hi.both" if name and agent else "hi.name" if name else "hi.agent" if agent else "hi.none"
        if (self.signals.upset and key == "hi.name") or (
            self.plan.kind is not Kind.COURTESY and key == "hi.name" and case.first_contact
        ):
            key = "hi.name.upset"
        yield from self._pick(key, name=name, agent=agent)

    def _caution(self) -> Iterator[str]:
        kind = next(
            (p.kind for p in private_in(joined(self.case.lines)) if p.kind in {"secret", "card", "iban"}),
            "secret",
        )
        yield from self._pick("caution", secret=self.language.bank[f"secret.{kind}"][0])

    def _ack(self) -> Iterator[str]:
        if self.plan.reflection:
            yield from self._reflecting("ack")
        else:
            asked = self.signals.asks_question
            yield from self._pick("ack.plain" if asked else "ack.told")

    def _empathy(self) -> Iterator[str]:
        yield from self._reflecting("upset") if self.plan.reflection else self._felt("upset.plain")

    def _felt(self, key: str, **values: str | None) -> Iterator[str]:
        """Words for how it feels: fear and grief are not answered with "annoying"."""
        worried = f"{key}.worried" if self.language.marks["afraid"].search(self.text) else key
        yield from self._pick(worried if worried in self.language.bank else key, **values)

    def _feel(self) -> Iterator[str]:
        yield from self._felt("feel")

    def _waiting(self) -> Iterator[str]:
        yield from self._either("waiting.topic", "waiting.thanks")

    def _outage(self) -> Iterator[str]:
        yield from self._either("outage.topic", "outage.ack", only=Phrase.TROUBLE)

    def _churn(self) -> Iterator[str]:
        said = self.plan.reflection.text if self.plan.reflection else ""
        going = self.language.marks["leaving"].search(said)  # that they go is no reason for going
        yield from (
            self._pick("churn.ack")
            if going
            else self._either("churn.topic", "churn.ack", only=Phrase.TROUBLE)
        )

    def _feedback(self) -> Iterator[str]:
        yield from self._either("feedback.topic", "feedback.thanks", only=Phrase.DOING)

    def _either(self, with_topic: str, without: str, *, only: Phrase | None = None) -> Iterator[str]:
        reflection, bank = self.plan.reflection, self.language.bank
        with_clause = with_topic.replace(".topic", ".clause")
        if reflection and reflection.clause and reflection.kind is Phrase.TROUBLE and bank.get(with_clause):
            yield from self._pick(with_clause, clause=reflection.clause)
        elif (
            reflection
            and bank.get(with_topic)
            and reflection.kind in (_NOUNS if only is None else {only})
            and reflection.text != reflection.clause
        ):
            yield from self._pick(with_topic, topic=self.topic)
        else:
            yield from self._pick(without)

    def _reflecting(self, family: str) -> Iterator[str]:
        """A sentence around the reflection; around its clause where it has one."""
        reflection = self.plan.reflection
        assert reflection is not None
        if family == "upset" and reflection.kind in {Phrase.TOLD, Phrase.ASKED}:
            yield from self._felt("upset.plain")
        elif reflection.clause:
            hard = family == "ack" and bool(
                self.language.marks["hard"].search(f"{reflection.clause}\n{self.text}")
            )
            yield from self._felt(f"{family}.clause" + ".hard" * hard, clause=reflection.clause)
        else:
            told = family == "ack" and reflection.kind is Phrase.THING and self.signals.trouble
            kind = Phrase.TROUBLE if told and self.language.code == "en" else reflection.kind
            yield from self._pick(f"{family}.{kind.value}", topic=self.topic)

    def _empty_open(self) -> Iterator[str]:
        yield from self._pick("empty.sad" if _SAD.search(joined(self.case.lines)) else "empty.open")

    def _security_place(self) -> Iterator[str]:
        yield from self._pick("security.private" if self.case.public else "security.here")

    def _legal_place(self) -> Iterator[str]:
        if self.case.public:
            yield from self._pick("legal.private")

    def _billing_fact(self) -> Iterator[str]:
        facts = [*amounts_in(self.text)[:1], *dates_in(self.text)[:1]]
        facts = [fact for fact in facts if not has_private(fact)]
        if facts:
            yield from self._pick("billing.fact", fact=", ".join(facts))

    def _billing_private(self) -> Iterator[str]:
        if self.case.public:
            yield from self._pick("billing.private")

    def _ask(self) -> Iterator[str]:
        topic = self.plan.question
        if topic:
            yield self._chosen("ask." + topic, self.language.questions[topic][2])

    def _start(self) -> Iterator[str]:
        yield self._chosen("ask.start", self.language.questions["start"][2])

    def _unclear(self) -> Iterator[str]:
        yield from self._pick("unclear" if self.plan.reflection else "greeting.open")

    def _close(self, answer: Answer | None) -> Iterator[str]:
        key = (
            "close.unsure"
            if self.plan.quotes_unsure
            else "close.steps"
            if answer and answer.steps
            else "close.answer"
        )
        yield from self._pick(key)

    def _close_promise(self) -> Iterator[str]:
        yield from self._pick("close.promise", promise=self.language.time(self.case.promise or ""))

    def _promise(self) -> Iterator[str]:
        if self.case.promise:
            yield from self._pick("promise.time", promise=self.language.time(self.case.promise))
        else:
            yield from self._pick("promise.open")

    def _language_other(self) -> Iterator[str]:
        name = NAMES.get(self.signals.language)
        yield from self._pick("language.other", language=name) if name else self._pick("language.unknown")

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

    def _quoted(self, answer: Answer) -> str:
        lead = "lead.unsure" if self.plan.quotes_unsure else "lead.steps" if answer.steps else "lead.answer"
        source = self.sources[0]
        key = "source.link" if source.url else "source.title"
        named = next(self._pick(key, title=source.title, url=source.url))
        if self.rewrite is Rewrite.SHORTER:
            return f"{answer.text}\n{named}"
        return "\n".join((next(self._pick(lead)), answer.text, named))

    # --- choice --------------------------------------------------------------------------------------

    def _pick(self, key: str, **values: str | None) -> Iterator[str]:
        bank = self.language.bank
        variants = (bank.get(f"{key}.formal") if self.formal else None) or bank.get(key) or ()
        if self.rewrite is Rewrite.SHORTER and not key.startswith("hi."):
            variants = tuple(sorted(variants, key=len)[: max(2, len(variants) // 3)])
        if variants:
            yield _filled(self._chosen(key, variants), values)

    def _chosen(self, key: str, variants: tuple[str, ...]) -> str:
        """A variant by stable hash; those heard in the agent's recent drafts move to the back."""
        start = _hash(f"{self.case.key}|{key}|{self.case.agent}|{self.attempt}") % len(variants)
        ordered = variants[start:] + variants[:start]
        return min(ordered, key=lambda variant: _freshness(variant, self.case.recent))


def source_line(source: Source, language: Language) -> str:
    """The line that names the article a reply rests on."""
    key = "source.link" if source.url else "source.title"
    return _filled(language.bank[key][0], {"title": source.title, "url": source.url})


def _freshness(variant: str, recent: tuple[str, ...]) -> int:
    """0 if not used recently; the more recent the use, the higher."""
    fixed = max(re.split(r"\{\w+\}", variant), key=len).strip()
    for age, text in enumerate(recent[:8]):
        if (len(fixed) > 6 and fixed in text) or (len(fixed) <= 6 and _shape(variant).match(text)):
            return 8 - age
    return 0


def _shape(variant: str) -> re.Pattern[str]:
    pieces = [re.escape(piece) for piece in re.split(r"\{\w+\}", variant)]
    return re.compile(r"[^\s,.!–]{1,20}".join(pieces))


def _filled(variant: str, values: dict[str, str | None]) -> str:
    for name, value in values.items():
        if value is not None:
            variant = variant.replace("{" + name + "}", value)
            variant = variant.replace("{" + name.capitalize() + "}", value[:1].upper() + value[1:])
    return variant


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
