"""What a post shows now, made from the rows as they stand. Reads the store, decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.actions import card_actions
from bot.card import Alert, Alerts, Card, Cited, Quote, Tone, Trouble, View, Waiter, Waiting
from bot.context import HIGH_STAKES, LastTime, about, elsewhere, last_time
from bot.conversation import Conversation, End, Status, Wait
from bot.duty import Roster, back_at, uncovered_since
from bot.learning.keeping import source_of
from bot.messages import Person, Role
from bot.nudging.on_card import with_aftercare
from bot.nudging.shown import nudge_message
from bot.ports import Reading
from bot.rating import rating_view
from bot.record import (
    Draft,
    DraftState,
    Line,
    NoticeState,
    Post,
    PostKind,
    Reply,
    ReplyState,
    Voice,
    Watched,
)
from bot.reports.bulletins import bulletin
from bot.say import clock_time, waited
from knowledge.ports import Audience

MOST_QUOTES = 3
MOST_ROWS = 15
LONGEST_QUOTE = 280
_SENSITIVE = frozenset({"security", "legal"})


async def view(reading: Reading, post: Post, now: datetime) -> View | None:
    """Return what a post should show at `now`, or `None` when there is nothing left to show."""
    match post.kind:
        case PostKind.CARD:
            return await card(reading, int(post.subject), now)
        case PostKind.ALERT:
            return await alerts(reading, int(post.subject), now)
        case PostKind.NUDGE | PostKind.RATING | PostKind.MORNING:
            return await _private(reading, post, now)
        case PostKind.QUEUE:
            return await waiting_now(reading, post.subject, now)
        case PostKind.DIGEST | PostKind.MONTH | PostKind.NAMING:
            return await bulletin(reading, post, now)
        case PostKind.UNCOVERED:
            return await uncovered(reading, post.subject, now)
        case PostKind.PAGE:
            return await page(reading, int(post.subject), now)
        case PostKind.TROUBLE:
            return None  # what is out of order is known to the process, not to the rows: bot/board.py


async def _private(reading: Reading, post: Post, now: datetime) -> View | None:
    """Return what one person sees alone."""
    if post.kind is PostKind.RATING:
        return await rating_view(reading, int(post.subject))
    if post.kind is PostKind.MORNING:
        return await morning_list(reading, post.subject, now)
    return await nudge_message(reading, int(post.subject))


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
    tone = _tone(conversation, facts.watched, now)
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
        target_at=_target_at(conversation, facts.watched),
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
    return tuple(
        Cited(title=source.title, url=source.url, internal=source.audience is Audience.INTERNAL)
        for source in draft.sources[:2]
    )


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


def _target_at(conversation: Conversation, watched: Watched) -> datetime | None:
    wait = conversation.wait
    target = watched.policy.target_of(conversation, wait) if wait else None
    return watched.policy.hours.deadline(wait.opened_at, target) if wait and target else None


def _tone(conversation: Conversation, watched: Watched, now: datetime) -> Tone:
    wait, at = conversation.wait, _target_at(conversation, watched)
    if wait is None:
        return Tone.DONE
    if at is None:
        return Tone.CALM
    if now >= at:
        return Tone.LATE
    target = watched.policy.target_of(conversation, wait) or timedelta()
    lengths = [length for warning in watched.policy.warnings if (length := warning.at(target))]
    warned = watched.policy.hours.deadline(wait.opened_at, min(lengths, default=target))
    return Tone.SOON if now >= warned else Tone.CALM


async def alerts(reading: Reading, bundle: int, now: datetime) -> Alert | Alerts | None:
    """Return the alert of a message, or all of them when several stand in it, longest wait first."""
    found = [await _alert(reading, id, now) for id in await reading.bundled(bundle)]
    known = [alert for alert in found if alert]
    if len(known) < 2:
        return known[0] if known else None
    rows = sorted(known, key=lambda alert: (alert.over is not None, alert.card.waiting_since or now))
    mention = dict.fromkeys(person for alert in rows for person in alert.mention)
    return Alerts(rows=tuple(rows), mention=tuple(mention))


async def _alert(reading: Reading, notice_id: int, now: datetime) -> Alert | None:
    notice = await reading.notice(notice_id)
    inner = await card(reading, notice.conversation, now) if notice else None
    conversation = await reading.conversation(notice.conversation) if notice else None
    watched = await reading.watched(conversation.thread.channel) if conversation else None
    if notice is None or inner is None or conversation is None or watched is None:
        return None
    over = notice.outcome if notice.state is not NoticeState.SHOWN else None
    return Alert(
        notice_id=notice.id,
        level=notice.level.value if notice.level else "warning",
        headline=over_headline(inner, over) if over else headline(inner, conversation, watched, now),
        late=f"Frontdesk was not running when this fell due, {waited(notice.late)} before it could tell you."
        if notice.late
        else None,
        over=over,
        mention=() if over else notice.to,
        card=inner,
    )


def headline(inner: Card, conversation: Conversation, watched: Watched, now: datetime) -> str:
    """Return what an alert says first: who waits, how long, against which target, in whose hands."""
    wait = conversation.wait
    if wait is None:
        return inner.state
    target = watched.policy.target_of(conversation, wait)
    promised = f" (target {waited(target)})" if target else ""
    hands = " · " + inner.state.removeprefix("Waiting · ") if " · " in inner.state else ""
    return f"{inner.customer} has waited {waited(now - wait.opened_at)}{promised}{hands}"


def over_headline(inner: Card, over: str) -> str:
    """Return what an alert says once it is dealt with."""
    return f"{inner.customer}: {over}"


async def page(reading: Reading, telling_id: int, now: datetime) -> Alert | None:
    """Return an alert as it is told to one more person or place."""
    told = await reading.telling(telling_id)
    alert = await _alert(reading, told.notice, now) if told else None
    if told is None or alert is None:
        return None
    return replace(alert, mention=() if alert.over else (told.target,), level=told.level.value)


async def uncovered(reading: Reading, subject: str, now: datetime) -> Trouble | None:
    """Return that a channel has neither owner nor backup, or that it has again."""
    channel, _, since = subject.partition(" ")
    watched = await reading.watched(channel)
    if watched is None:
        return None
    policy, roster = watched.policy, Roster.of(await reading.duties())
    began = datetime.fromisoformat(since)
    if uncovered_since(policy.owner, policy.backup, roster, now) is None:
        return Trouble(name=subject, text=f"{watched.name} has somebody again.", since=began, over=True)
    people = await reading.people([key for key in (policy.owner, policy.backup) if key])
    away = []
    for office, key in (("owner", policy.owner), ("backup", policy.backup)):
        if key:
            name = people[key].name if key in people else "somebody"
            back = back_at(roster.duties.get(key), now)
            until = f"away until {clock_time(back, policy.hours.home, now=now)}" if back else "off duty"
            away.append(f"{name} ({office}) is {until}")
    told = f"{' and '.join(away)}: nobody answers for {watched.name}. Take it, or name somebody else in "
    lead = (policy.lead,) if policy.lead else ()
    return Trouble(name=subject, text=f"{told}its settings.", since=began, mention=lead)


async def waiting_now(reading: Reading, staff_channel: str, now: datetime) -> Waiting:
    """Return the Waiting now list of a staff channel, longest first."""
    rows: list[Waiter] = []
    watched = {
        known.channel: known
        for known in await reading.all_watched()
        if known.policy.staff_channel == staff_channel
    }
    waiting = await reading.waiting(channels=watched.keys(), limit=MOST_ROWS)
    people = await reading.people(
        {key for known in waiting for key in (known.customer, known.claimed_by) if key}
    )
    drafts = await reading.open_drafts({known.id for known in waiting})
    for known in waiting:
        here = watched[known.thread.channel]
        draft = drafts.get(known.id)
        assert known.wait is not None
        rows.append(
            Waiter(
                conversation=known.id,
                thread=known.thread,
                customer=people[known.customer].name if known.customer in people else "A customer",
                channel_name=here.name,
                waiting_since=known.wait.opened_at,
                target_at=_target_at(known, here),
                topic=draft.sources[0].title if draft and draft.sources else "",
                claimed_by=people[known.claimed_by].name if known.claimed_by in people else None,
                tone=_tone(known, here, now),
                first_contact=known.first_contact and len(known.waits) == 1,
            )
        )
    return Waiting(rows=tuple(rows), as_of=now)


async def morning_list(reading: Reading, subject: str, now: datetime) -> Waiting | None:
    """Return who waits as a list for the first person in: first contacts on top, then the longest."""
    shown = await waiting_now(reading, subject.rpartition(" ")[0], now)
    rows = sorted(shown.rows, key=lambda row: (not row.first_contact, row.waiting_since))
    return (
        replace(shown, rows=tuple(rows), title="Good morning. These wait since you closed") if rows else None
    )
