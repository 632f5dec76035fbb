"""What gives pause in words an agent is about to send: told once, with the sentence, and never a block.

The articles are searched for what the agent wrote, too: what another article says is not from nowhere, and
what an internal one says is recognised. All of it happens before anything is locked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from bot.acts.mending import framed
from bot.card import Click, Verb
from bot.drafting import Case
from bot.drafting.case import for_customers
from bot.drafting.composer import scored
from bot.drafting.guard import Breach, Violation, check, harmless
from bot.ports import Clock, Reading, Search, Store
from bot.record import Draft
from bot.say import waited
from bot.scorecard import GATES, WEIGHTS, Score
from bot.signals import Earlier, read
from bot.words import spoken
from bot.words.text import sentences
from bot.writing.brief import Brief, brief_of, case_of, promise_of
from knowledge.errors import KnowledgeError
from knowledge.ports import Found, Source
from knowledge.tongue import language_of

DUTY = "duty"  # what a situation demands, whatever else is wanted
LOW = 55  # a score below it is worth a second look
SEARCHES_FOR = 1.5  # seconds; without an answer the draft's own sources have to do
MOST = 5  # warnings at once
_LONGEST = 160
_CHECKED = frozenset({Verb.EDIT, Verb.SEND_ANYWAY, Verb.CORRECT, Verb.USE_TEXT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """One thing that gives pause. `code` recognises it when it is met again, and holds no words."""

    kind: str  # a guard's `Breach`, "blame", "duty" or "score"
    code: str
    why: str
    about: str = ""  # the sentence it stands in, where it stands in one
    instead: str = ""  # the whole text as it would be better, where that is known


def in_words(concerns: Iterable[Concern]) -> tuple[str, ...]:
    """Return what gives pause, one text a sentence: “Done in 3 days.” No setting gives this time."""
    reasons: dict[str, dict[str, None]] = {}
    for concern in concerns:
        place = concern.about or concern.why
        reasons.setdefault(place, {}).update({} if place == concern.why else {concern.why: None})
    return tuple(f"“{about}” {' '.join(why)}" if why else about for about, why in reasons.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """A text that is about to go out, and what is known around it."""

    text: str
    brief: Brief
    draft: Draft | None
    given: str  # the words the agent was given
    names: tuple[str, ...]  # of people of ours
    first: bool  # it would be the first reply


@dataclass(frozen=True, slots=True)
class Checking:
    """Checks what comes in with a click."""

    store: Store
    library: Search
    clock: Clock

    async def of(self, click: Click) -> tuple[Concern, ...]:
        """Return what gives pause in the text of a click, at most five things; most clicks have no text."""
        text = harmless(click.inputs.get("text", "")).strip()
        if click.verb not in _CHECKED or not text:
            return ()
        now = self.clock.now()
        async with self.store.read() as reading:
            subject = await _subject(reading, click, text, now)
        if subject is None:
            return ()
        return tuple(_concerns(subject, await self._found(subject), now))[:MOST]

    async def _found(self, subject: _Subject) -> Found:
        """Return what the articles say about the question, and about what the agent wrote."""
        excluded = frozenset(subject.draft.excluded) if subject.draft else frozenset()
        known = Found(sources=subject.draft.sources if subject.draft else ())
        try:
            async with asyncio.timeout(SEARCHES_FOR):
                asked = await self.library.search(subject.brief.question, exclude=excluded)
                said = await self.library.search(subject.text)
        except (TimeoutError, KnowledgeError):
            return known
        sources: dict[tuple[str, str], Source] = {}
        for source in (*known.sources, *asked.sources, *said.sources):
            sources.setdefault((source.article_id, source.passage), source)
        return replace(asked, sources=tuple(sources.values()))


async def _subject(reading: Reading, click: Click, text: str, now: datetime) -> _Subject | None:
    conversation = await reading.conversation(click.conversation)
    if conversation is None or not conversation.waits:
        return None
    wait = conversation.waits[-1]
    brief = await brief_of(reading, conversation, wait, click.by.id, now=now)
    if brief is None:
        return None
    draft = await reading.draft(click.draft) if click.draft else None
    reply = await reading.reply(click.reply) if click.reply else None
    notice = await reading.notice(click.notice) if click.notice else None
    given = draft.text if draft else reply.text if reply else notice.text if notice else ""
    policy = brief.watched.policy
    staff = {click.by.id, policy.owner, policy.backup, policy.lead, conversation.claimed_by}
    people = await reading.people({key for key in staff if key})
    return _Subject(
        text=text,
        brief=replace(brief, agent=click.by, recent=[old for old in brief.recent if old != given]),
        draft=draft,
        given=given,
        names=(click.by.name, *(person.name for person in people.values())),
        first=wait.number == 1 and click.verb in (Verb.EDIT, Verb.SEND_ANYWAY),
    )


def concerns_in(draft: Draft) -> tuple[Concern, ...]:
    """Return what gives pause in a draft that is about to be sent as it is: it was guarded when written."""
    gates = draft.scorecard.get("gates", {})
    found = [*_blame(draft.text, draft.wait)]
    if broken := next((gate["because"] for gate in gates.values() if not gate["passed"]), None):
        found.append(_concern(DUTY, draft.wait, "", broken))
    elif draft.made_at and draft.score < LOW and draft.wait == 1:
        found += _low(draft.score, tuple(draft.scorecard.get("suggestions", ())), draft.wait)
    return tuple(found)


def _concerns(subject: _Subject, found: Found, now: datetime) -> Iterator[Concern]:
    draft, brief = subject.draft, subject.brief
    wait = brief.conversation.waits[-1].number
    promise = draft.promise if draft else promise_of(brief, now)
    public = draft.public if draft else True
    case = case_of(brief, found, key="edit", promise=promise, public=public)
    for violation in _plainest(check(subject.text, _with_ours(case, subject, now))):
        yield _told(violation, subject.text, wait)
    yield from _blame(subject.text, wait)
    signals = read(case.lines, context=case.earlier, public=public, first_contact=case.first_contact)
    sources = tuple(source for source in found.sources if for_customers(source))
    score = scored(subject.text, case, signals, sources)
    if not score.gates["G2"].passed:
        yield _concern(DUTY, wait, "", score.gates["G2"].because)
    elif subject.first and (total := total_without_facts(score)) < LOW:
        facts = score.gates["G1"].because
        better = framed(
            subject.text,
            subject.given,
            greets=score.criteria["R1"].points > 0,
            rated=lambda text: total_without_facts(scored(text, case, signals, sources)),
        )
        edits = tuple(edit for edit in score.suggestions if edit != facts)
        yield from _low(total, edits, wait, instead=better)


def _with_ours(case: Case, subject: _Subject, now: datetime) -> Case:
    """Add what people of ours may say besides the articles: the draft's words, their names, the set time."""
    policy = subject.brief.watched.policy
    said = [subject.given, " ".join(subject.names)]
    if policy.promise:
        minutes = int(policy.promise.total_seconds() // 60)
        length = f"{minutes} minutes" if minutes < 120 else waited(policy.promise)
        said += [f"within {length}", f"in {length}", waited(policy.promise)]
        said.append(promise_of(subject.brief, now) or "")
    ours = tuple(Earlier(who="agent", text=text) for text in said if text)
    return replace(case, earlier=(*case.earlier, *ours))


def total_without_facts(score: Score) -> int:
    """Return a score's total, its facts left to the guard: it knows more grounds than the scorecard."""
    total = sum(WEIGHTS[name] * part.points / 2 for name, part in score.criteria.items())
    return round(total if score.gates["G2"].passed else min(total, GATES["G2"][1]))


def _told(violation: Violation, text: str, wait: int) -> Concern:
    """Tell a violation with the sentence it stands in."""
    quote = violation.quote
    around = next((part for part in sentences(text) if quote and quote in part), quote)
    return _concern(violation.breach.value, wait, quote, violation.sentence, _cut(around))


def _blame(text: str, wait: int) -> Iterator[Concern]:
    """Yield what defends us or puts it on the customer."""
    code, _ = language_of(text)
    found = spoken(code).marks["blame"].search(text)
    if found:
        sentence = next((part for part in sentences(text) if found.group() in part), found.group())
        told = "This puts it on them. Say what happened instead."
        yield _concern("blame", wait, found.group(), told, _cut(sentence))


def _low(total: int, suggestions: tuple[str, ...], wait: int, *, instead: str = "") -> Iterator[Concern]:
    """Yield a low score as what would mend it: the two edits that gain most."""
    for edit in suggestions[:2]:
        yield replace(_concern("score", wait, "", f"{total} of 100. {edit}"), instead=instead)


def _plainest(violations: Sequence[Violation]) -> Iterator[Violation]:
    """Yield violations without the figure of a time or a promise that is told already."""
    longer = [one.quote for one in violations if one.breach is Breach.PROMISE]
    for one in violations:
        told = one.breach is Breach.NUMBER and any(one.quote in quote for quote in longer)
        if not told:
            yield one


def _concern(kind: str, wait: int, quote: str, why: str, about: str = "") -> Concern:
    told = f"{wait}|{kind}|{' '.join(quote.lower().split())}"
    code = blake2b(told.encode(), digest_size=9).hexdigest()
    return Concern(kind=kind, code=code, why=why, about=about)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
