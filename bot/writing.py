"""A draft falls due: read the burst, search, write, and put it on the card in one commit.

Nothing is locked while the search and the writer think. If the customer wrote on meanwhile, the finished
text is thrown away and the draft falls due again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.conversation import Conversation
from bot.drafting import Case, Drafted, Rewrite, Writer
from bot.learning import unanswered
from bot.learning.condense import asked
from bot.messages import Person, Role
from bot.policy import Step
from bot.ports import Clock, Reading, Store
from bot.record import Claim, Draft, DraftState, Line, PostKind, Watched
from bot.say import clock_time
from bot.signals import Earlier, Situation
from knowledge.ports import Found

SHOWS_CARDS = frozenset({Step.PREVIEW, Step.CARDS, Step.ALERTS})
LONGEST_BURST_TEXT = 6000
_IN_WORDS = {Situation.SECURITY: "security", Situation.LEGAL: "legal", Situation.CHURN: "may leave"}


class Search(Protocol):
    """What the desk asks the articles."""

    async def search(self, text: str, *, limit: int = 5, exclude: frozenset[str] = frozenset()) -> Found: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Brief:
    """What the rows say about a draft that is due."""

    draft: Draft
    conversation: Conversation
    watched: Watched
    customer: Person | None
    agent: Person | None
    burst: Sequence[Line]
    earlier: Sequence[Line]
    recent: Sequence[str]
    previous: Draft | None
    last_topic: str | None
    greeted_today: bool


@dataclass(frozen=True, slots=True)
class Writing:
    """Works drafts that are due."""

    store: Store
    library: Search
    writer: Writer
    clock: Clock

    async def work(self, claim: Claim) -> None:
        """Write one draft and show it."""
        now = self.clock.now()
        async with self.store.read() as reading:
            brief = await _brief(reading, claim.id, now)
        if brief is None:
            await self._drop(claim)
            return
        question = "\n".join(line.text for line in brief.burst)[-LONGEST_BURST_TEXT:]
        found = await self.library.search(question, exclude=frozenset(brief.draft.excluded))
        case = _case(brief, found, now)
        rewrite = Rewrite(brief.draft.request) if brief.draft.request else None
        previous = brief.previous.text if brief.previous and rewrite else None
        drafted = await self.writer.draft(case, rewrite=rewrite, previous=previous)
        await self._show(claim, brief, drafted, found)

    async def _show(self, claim: Claim, brief: _Brief, drafted: Drafted, found: Found) -> None:
        """Commit the draft and the wish for its card, unless the burst went on or somebody answered."""
        now = self.clock.now()
        names = unanswered.names_of((*brief.burst, *brief.earlier), brief.customer)
        question = asked([line.text for line in brief.burst], names)
        async with self.store.begin() as work:
            conversation = await work.for_update(brief.conversation.id)  # first, as everybody locks
            if not await work.holds(claim):
                return
            fresh = await work.draft(claim.id)
            if fresh is None or conversation is None or fresh.state is not DraftState.WANTED:
                await work.done(claim)
                return
            if fresh.version != brief.draft.version:
                await work.done(claim, due=now + brief.watched.policy.quiet_after_question)
                return
            shown = await work.open_draft(conversation.id)
            if shown:
                await work.save_draft(replace(shown, state=DraftState.WITHDRAWN))
            read = replace(fresh, version=brief.conversation.version)  # thanks count as read, too
            await work.save_draft(_written(read, drafted, now))
            await unanswered.note(work, read, question, brief.burst[0].at, drafted, found.sources)
            if brief.watched.policy.step in SHOWS_CARDS:
                staff = brief.watched.policy.staff_channel
                await work.want_post(PostKind.CARD, str(conversation.id), staff, due=now)
            await work.done(claim)

    async def _drop(self, claim: Claim) -> None:
        async with self.store.begin() as work:
            if await work.holds(claim):
                draft = await work.draft(claim.id)
                if draft and draft.state is DraftState.WANTED:
                    await work.save_draft(replace(draft, state=DraftState.WITHDRAWN))
                await work.done(claim)


async def _brief(reading: Reading, draft_id: int, now: datetime) -> _Brief | None:
    draft = await reading.draft(draft_id)
    conversation = await reading.conversation(draft.conversation) if draft else None
    watched = await reading.watched(conversation.thread.channel) if conversation else None
    if draft is None or conversation is None or watched is None or conversation.wait is None:
        return None
    if draft.state is not DraftState.WANTED:
        return None
    lines = [line for line in await reading.lines(conversation.id) if line.deleted_at is None]
    asked = [line for line in lines if line.role is Role.CUSTOMER]
    burst = [line for line in asked if line.at >= conversation.wait.opened_at] or asked[-1:]
    if not burst:
        return None
    who = draft.requested_by or conversation.claimed_by or watched.policy.owner
    people = await reading.people({key for key in (conversation.customer, who) if key})
    linked = await reading.latest_draft(conversation.linked_to) if conversation.linked_to else None
    return _Brief(
        draft=draft,
        conversation=conversation,
        watched=watched,
        customer=people.get(conversation.customer),
        agent=people.get(who or ""),
        burst=burst,
        earlier=[line for line in lines if line.at < burst[0].at],
        recent=await reading.recent_texts(who) if who else [],
        previous=await reading.open_draft(conversation.id),
        last_topic=linked.sources[0].title if linked and linked.sources else None,
        greeted_today=_greeted_today(conversation, now),
    )


def _greeted_today(conversation: Conversation, now: datetime) -> bool:
    answered = conversation.last_human_at
    return answered is not None and now - answered < timedelta(hours=12)


def _case(brief: _Brief, found: Found, now: datetime) -> Case:
    conversation, policy = brief.conversation, brief.watched.policy
    zone = brief.customer.zone if brief.customer else policy.hours.home
    promised_at = policy.hours.deadline(now, policy.promise) if policy.promise else None
    return Case(
        key=f"{conversation.id}-{brief.draft.id}",
        lines=tuple(line.text for line in brief.burst),
        earlier=tuple(
            Earlier(who="agent" if line.role.answers else "customer", text=line.text)
            for line in brief.earlier[-12:]
        ),
        customer=brief.customer.name if brief.customer else None,
        agent=brief.agent.name if brief.agent else None,
        platform=conversation.thread.platform,
        first_contact=conversation.first_contact and len(conversation.waits) == 1,
        greeted_today=brief.greeted_today,
        last_topic=brief.last_topic,
        public=True,
        found=found,
        promise=clock_time(promised_at, zone, now=now) if promised_at else None,
        recent=tuple(brief.recent),
    )


def _written(draft: Draft, drafted: Drafted, now: datetime) -> Draft:
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
