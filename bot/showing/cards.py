"""Cards, made from the rows as they stand. Reads the store, decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.acts.actions import card_actions
from bot.alerts.standing import target_at, tone_of
from bot.card import Card, Cited, Quote
from bot.conversation import Conversation, End, Status, Wait
from bot.learning.keeping import source_of
from bot.messages import Person, Role
from bot.nudging.on_card import with_aftercare
from bot.ports import Reading
from bot.record import (
    Draft,
    DraftState,
    Line,
    Reply,
    ReplyState,
    Voice,
    Watched,
)
from bot.say import clock_time, waited
from bot.writing.context import HIGH_STAKES, LastTime, about, elsewhere, last_time
from knowledge.ports import Audience, Source

MOST_QUOTES = 3
LONGEST_QUOTE = 280
_SENSITIVE = frozenset({"security", "legal"})


async def card(reading: Reading, conversation_id: int, now: datetime) -> Card | None:
    """Return a conversation's card as it stands."""
    facts = await _facts(reading, conversation_id)
    if facts is None:
        return None
    return await with_aftercare(reading, _card(facts, now), facts.conversation, facts.watched, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    conversation: Conversation
    watched: Watched
    lines: Sequence[Line]
    draft: Draft | None
    drafting: bool
    replies: Sequence[Reply]
    people: Mapping[str, Person]
    last: LastTime | None
    elsewhere: tuple[str, ...]
    keeps: str | None

    @property
    def customer(self) -> str:
        person = self.people.get(self.conversation.customer)
        return person.name if person else "A customer"

    def name(self, key: str | None) -> str:
        person = self.people.get(key or "")
        return person.name if person else "a colleague"


async def _facts(reading: Reading, conversation_id: int) -> _Facts | None:
    conversation = await reading.conversation(conversation_id)
    watched = await reading.watched(conversation.thread.channel) if conversation else None
    if conversation is None or watched is None:
        return None
    involved = {conversation.customer, conversation.claimed_by, conversation.last_human_by}
    involved |= {wait.answered_by for wait in conversation.waits}
    drafts = await reading.drafts(conversation.id)
    written = [draft for draft in drafts if draft.made_at]
    replies = [reply for reply in await reading.replies(conversation.id) if reply.voice is not Voice.BOT]
    return _Facts(
        conversation=conversation,
        watched=watched,
        lines=await reading.lines(conversation.id),
        draft=written[-1] if written else None,
        drafting=any(draft.state is DraftState.WANTED for draft in drafts),
        replies=replies,
        people=await reading.people({key for key in involved if key}),
        last=await last_time(reading, conversation),
        elsewhere=await elsewhere(reading, conversation),
        keeps=await _keeps(reading, conversation, written, replies),
    )


async def _keeps(
    reading: Reading, conversation: Conversation, drafts: Sequence[Draft], replies: Sequence[Reply]
) -> str | None:
    """Return the title of the article that was sent, unless its question was kept already."""
    sent = next((reply for reply in reversed(replies) if reply.state is ReplyState.SENT), None)
    source = source_of(drafts, sent) if conversation.wait is None else None
    if source is None:
        return None
    kept = await reading.learned.alternates(conversation=conversation.id)
    return None if any(each.article_id == source.article_id for each in kept) else source.title


def _card(facts: _Facts, now: datetime) -> Card:
    conversation, draft = facts.conversation, facts.draft
    shown = draft if draft and draft.state is DraftState.OPEN else None
    sent = next((reply for reply in reversed(facts.replies) if reply.state is ReplyState.SENT), None)
    pending = next((reply for reply in facts.replies if _on_its_way(reply)), None)
    stale = shown is not None and shown.version != conversation.version
    hidden = draft is not None and draft.situation in _SENSITIVE
    tone = tone_of(conversation, facts.watched, now)
    wait = conversation.wait
    quotes, more = _quotes(facts)
    state = _state(facts, pending, now)
    return Card(
        conversation=conversation.id,
        version=conversation.version,
        draft_id=shown.id if shown else None,
        reply_id=sent.id if sent and sent.wish is None else None,
        thread=conversation.thread,
        channel_name=facts.watched.name,
        tone=tone,
        state=state,
        customer=facts.customer,
        about=about(
            conversation,
            facts.people.get(conversation.customer),
            facts.last,
            facts.watched.policy.hours.home,
            now,
            facts.elsewhere,
        ),
        waiting_since=wait.opened_at if wait else None,
        target_at=target_at(conversation, facts.watched),
        quotes=() if hidden else quotes,
        more_lines=len(quotes) + more if hidden else more,
        feeling=shown.feeling or None if shown else None,
        caution=HIGH_STAKES if shown and shown.high_stakes else None,
        draft=shown.text if shown and not pending else None,
        changed=shown.changed if shown else None,
        drafting=facts.drafting and wait is not None,
        sources=_cited(shown),
        writer=_writer(shown),
        unsure=shown is not None and shown.band == "unsure",
        hint=shown.hint if shown else None,
        notice=_news(facts, shown, stale=stale, hidden=hidden),
        actions=card_actions(
            conversation,
            shown,
            sent,
            stale=stale,
            pending=pending is not None,
            claimed=conversation.claimed_by,
            keeps=facts.keeps,
        ),
        solved=conversation.status is Status.CONFIRMED,
        folded=wait is None and not facts.drafting and pending is None,
        mention=_mention(facts),
        summary=_summary(facts, state, shown),
    )


def _on_its_way(reply: Reply) -> bool:
    return reply.state in (ReplyState.QUEUED, ReplyState.CALLING)


def _state(facts: _Facts, pending: Reply | None, now: datetime) -> str:
    conversation = facts.conversation
    if pending:
        return f"Sending {pending.by_name}'s reply"
    if conversation.wait:
        claimed = f" · claimed by {facts.name(conversation.claimed_by)}" if conversation.claimed_by else ""
        held = (
            f" · on hold until {_local(conversation.hold_until, facts, now)}" if _held(conversation) else ""
        )
        return f"Waiting{claimed}{held}"
    return _ended(facts, conversation.waits[-1], now)


def _ended(facts: _Facts, wait: Wait, now: datetime) -> str:
    lasted = waited(wait.lasted(now))
    match wait.end, facts.conversation.status:
        case _, Status.CONFIRMED:
            return "Solved, the customer confirmed"
        case End.CLOSED, _:
            return f"Closed: {(wait.reason or 'no reply needed').replace('_', ' ')}"
        case End.ABANDONED, _:
            return "Nobody answered within a day"
        case End.SOLVED, _:
            return "Sounds solved"
        case _, Status.LIKELY_RESOLVED:
            return f"Answered by {facts.name(wait.answered_by)} in {lasted} · sounds solved"
        case _, Status.ON_HOLD:
            return f"On hold until {_local(facts.conversation.hold_until, facts, now)}"
        case _:
            return f"Answered by {facts.name(wait.answered_by)} in {lasted}"


def _held(conversation: Conversation) -> bool:
    return conversation.status is Status.ON_HOLD


def _local(at: datetime | None, facts: _Facts, now: datetime) -> str:
    return clock_time(at, facts.watched.policy.hours.home, now=now) if at else "later"


def _quotes(facts: _Facts) -> tuple[tuple[Quote, ...], int]:
    wait = facts.conversation.waits[-1]
    said = [line for line in facts.lines if line.role is Role.CUSTOMER and line.deleted_at is None]
    recent = [line for line in said if line.at >= wait.opened_at] or said[-1:]
    chosen = recent[-MOST_QUOTES:]
    quotes = tuple(
        Quote(name=line.name, role=line.role, at=line.at, text=_short(line.text)) for line in chosen
    )
    return quotes, len(recent) - len(chosen)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rstrip()}…"


def _cited(draft: Draft | None) -> tuple[Cited, ...]:
    if draft is None:
        return ()
    return tuple(map(cite, draft.sources[:2]))


def cite(source: Source) -> Cited:
    """Return a source as staff see it."""
    return Cited(title=source.title, url=source.url, internal=source.audience is Audience.INTERNAL)


def _writer(draft: Draft | None) -> str | None:
    if draft is None:
        return None
    return draft.fallback or draft.writer


def _news(facts: _Facts, shown: Draft | None, *, stale: bool, hidden: bool) -> str | None:
    last = facts.replies[-1] if facts.replies else None
    if last and last.error:
        return last.error
    if stale:
        return f"{facts.customer} wrote again since this draft."
    if hidden and shown:
        return "Sensitive: the words stay in the channel."
    return facts.watched.degraded


def _mention(facts: _Facts) -> tuple[str, ...]:
    policy = facts.watched.policy
    responsible = facts.conversation.claimed_by or policy.owner
    return (responsible,) if responsible and facts.conversation.wait else ()


def _summary(facts: _Facts, state: str, draft: Draft | None) -> str:
    ready = " A draft is ready." if draft else ""
    return f"{facts.customer} in {facts.watched.name}: {state}.{ready}"
