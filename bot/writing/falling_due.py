"""A draft falls due: read the burst, search, write, and put it on the card in one commit.

Nothing is locked while the search and the writer think. If the customer wrote on meanwhile, the finished
text is thrown away and the draft falls due again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from bot.conversation import Conversation, Event, Kind, Matter, Wait
from bot.drafting import Case, Drafted, Rewrite, Writer
from bot.errors import PlatformError
from bot.intake.helping import rest_ends
from bot.learning import unanswered
from bot.learning.condense import asked
from bot.learning.early import Early
from bot.messages import Thread
from bot.moves import move
from bot.policy import Step
from bot.ports import Clock, Platform, Reading, Search, Store, Work
from bot.record import Claim, Draft, DraftState, PostKind, Spent, Watched
from bot.signals import Situation, read
from bot.writing.brief import Brief, brief_of, case_of, promise_of
from bot.writing.glossary import no_words

ANOTHER_SOURCE = "other_source"
DESK = "desk"
_IN_WORDS = {Situation.SECURITY: "security", Situation.LEGAL: "legal", Situation.CHURN: "may leave"}


Words = Callable[[], Awaitable[tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A draft that is due, what it is about, and the draft that it may replace."""

    draft: Draft
    brief: Brief
    previous: Draft | None


@dataclass(frozen=True, slots=True)
class Writing:
    """Works drafts that are due. `glossary` returns the words of the product, as its articles write them."""

    store: Store
    library: Search
    writer: Writer
    clock: Clock
    platforms: Mapping[str, Platform]
    glossary: Words = no_words

    async def work(self, claim: Claim) -> None:
        """Write one draft and show it."""
        now = self.clock.now()
        async with self.store.read() as reading:
            task = await _task(reading, claim.id, now)
            early = None if task else await _answered_early(reading, claim.id)
        if task is None:
            await self._drop(claim, early)
            return
        draft = task.draft
        found = await self.library.search(task.brief.question, exclude=frozenset(draft.excluded))
        case = case_of(
            task.brief,
            found,
            key=f"{draft.conversation}-{draft.id}",
            promise=promise_of(task.brief, now),
            public=await read_along(self.platforms, task.brief.conversation.thread),
            glossary=await self.glossary(),
        )
        rewrite = Rewrite(draft.request) if draft.request in set(Rewrite) else None
        previous = task.previous.text if task.previous and rewrite else None
        drafted = await self.writer.draft(case, rewrite=rewrite, previous=previous)
        await self._show(claim, task, case, drafted)

    async def _show(self, claim: Claim, task: _Task, case: Case, drafted: Drafted) -> None:
        """Commit the draft and the wish for its card, unless the burst went on or somebody answered."""
        now = self.clock.now()
        brief, watched = task.brief, task.brief.watched
        conversation = brief.conversation
        took = Spent(tokens_in=drafted.tokens_in, tokens_out=drafted.tokens_out, cost=drafted.cost)
        names = unanswered.names_of((*brief.burst, *brief.earlier), brief.customer)
        question = asked([line.text for line in brief.burst], names)
        async with self.store.begin() as work:
            current = await work.for_update(conversation.id)  # first, as everybody locks
            if took.tokens:
                await work.spend(claim.id, took, now)
            if not await work.holds(claim):
                return
            fresh = await work.draft(claim.id)
            if fresh is None or current is None or fresh.state is not DraftState.WANTED:
                await work.done(claim)
                return
            if fresh.version != task.draft.version:
                await work.done(claim, due=now + watched.policy.quiet_after_question)
                return
            shown = await work.open_draft(conversation.id)
            if shown:
                await work.save_draft(replace(shown, state=DraftState.WITHDRAWN))
            caught_up = replace(fresh, version=conversation.version)  # thanks count as read, too
            await work.save_draft(_written(caught_up, case, drafted, task.previous, now))
            await unanswered.note(work, caught_up, question, brief.burst[0].at, drafted, case.found.sources)
            await _weigh(work, current, watched, drafted, now)
            for place in _places(watched):
                await work.want_post(PostKind.CARD, str(conversation.id), place, due=now)
            await work.done(claim)

    async def _drop(self, claim: Claim, answered: tuple[Brief, Wait] | None) -> None:
        """Give a draft back that nobody needs; an answer that was faster is noted with its question."""
        early, by = None, ""
        if answered:
            brief, wait = answered
            by, found = wait.answered_by or "", await self.library.search(brief.question)
            told = read([line.text for line in brief.burst])
            early = Early(brief=brief, wait=wait.number, signals=told, found=found)
        async with self.store.begin() as work:
            if await work.holds(claim):
                if early:
                    await early.note(work, by, self.clock.now())
                draft = await work.draft(claim.id)
                if draft and draft.state is DraftState.WANTED:
                    await work.save_draft(replace(draft, state=DraftState.WITHDRAWN))
                await work.done(claim)


async def _weigh(
    work: Work, conversation: Conversation, watched: Watched, drafted: Drafted, now: datetime
) -> None:
    """Note what makes a conversation pressing, as its words now read: its deadlines move with it."""
    told = drafted.signals
    matters = {Matter.URGENT} if told.urgent else set()
    if told.high_stakes or told.security or told.legal or told.churn:
        matters.add(Matter.HIGH_STAKES)
    if matters != conversation.matters:
        event = Event(kind=Kind.WEIGHED, at=now, by=DESK, reason=" ".join(sorted(matters)))
        ended = await rest_ends(work, conversation, now, DESK) if told.urgent else ()
        await move(work, conversation, watched, now, event, *ended)


def _places(watched: Watched) -> tuple[str, ...]:
    """Return where a card is shown: to pilots alone while drafts are tried out."""
    if watched.policy.step is Step.PREVIEW:
        return watched.policy.previewing
    return (watched.policy.staff_channel,) if watched.policy.step.shows_all else ()


async def read_along(platforms: Mapping[str, Platform], thread: Thread) -> bool:
    """Whether others than the customer and staff can read a thread; in doubt they can."""
    platform = platforms.get(thread.platform)
    try:
        return await platform.public(thread) if platform else True
    except PlatformError:
        return True


async def _task(reading: Reading, draft_id: int, now: datetime) -> _Task | None:
    draft = await reading.draft(draft_id)
    conversation = await reading.conversation(draft.conversation) if draft else None
    watched = await reading.watched(conversation.thread.channel) if conversation else None
    if draft is None or conversation is None or watched is None or conversation.wait is None:
        return None
    if draft.state is not DraftState.WANTED:
        return None
    who = draft.requested_by or conversation.claimed_by or watched.policy.owner
    brief = await brief_of(reading, conversation, conversation.wait, who, now=now)
    if brief is None:
        return None
    return _Task(draft=draft, brief=brief, previous=await reading.open_draft(conversation.id))


async def _answered_early(reading: Reading, draft_id: int) -> tuple[Brief, Wait] | None:
    """Return what a later wait was about that a person answered before any draft for it was written.

    A first wait is noted with its reply's scorecard.
    """
    draft = await reading.draft(draft_id)
    conversation = await reading.conversation(draft.conversation) if draft else None
    if draft is None or conversation is None or draft.wait == 1:
        return None
    wait = next((wait for wait in conversation.waits if wait.number == draft.wait), None)
    written = any(one.made_at for one in await reading.drafts(draft.conversation) if one.wait == draft.wait)
    if wait is None or wait.ended_at is None or wait.answered_by is None or written:
        return None
    ended = wait.ended_at
    brief = await brief_of(reading, conversation, wait, wait.answered_by, now=ended, until=ended)
    return (brief, wait) if brief else None


def _changed(draft: Draft, drafted: Drafted, previous: Draft | None) -> str | None:
    """Say what an agent's wish has changed about the draft they saw."""
    if draft.request == ANOTHER_SOURCE:
        if drafted.sources:
            return f"Another source: {drafted.sources[0].title}"
        return "No other article fits: this one claims nothing."
    if draft.request and previous and drafted.text == previous.text:
        return "It reads the same: nothing could be changed."
    return drafted.changed or None


def _written(draft: Draft, case: Case, drafted: Drafted, previous: Draft | None, now: datetime) -> Draft:
    return replace(
        draft,
        state=DraftState.OPEN,
        text=drafted.text,
        sources=drafted.sources,
        band=drafted.band.value,
        writer=drafted.writer,
        situation=drafted.signals.situation.value,
        feeling=_feeling(drafted),
        score=drafted.score.total,
        scorecard=asdict(drafted.score),
        hint=drafted.hint,
        why=drafted.why,
        fallback=drafted.fallback,
        made_at=now,
        changed=_changed(draft, drafted, previous),
        promise=case.promise,
        public=case.public,
        high_stakes=drafted.signals.high_stakes,
    )


def _feeling(drafted: Drafted) -> str:
    """Name feeling and urgency, only when they matter."""
    told = drafted.signals
    words = [
        _IN_WORDS.get(told.situation, ""),
        "upset" if told.upset else "",
        "urgent" if told.urgent else "",
        "asks again" if told.chasing else "",
    ]
    return " · ".join(word for word in words if word)
