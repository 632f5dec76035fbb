"""Carry out moves on a stored conversation, with everything that has to follow in the same commit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.aftercare.record import PromiseState
from bot.alerts.ledger import How, Timed
from bot.conversation import Conversation, End, Event, Kind, Status, Wait
from bot.dues import Due, next_due
from bot.policy import Policy
from bot.ports import Store, Work
from bot.record import (
    Claim,
    Draft,
    DraftState,
    FirstReply,
    Notice,
    NoticeKind,
    NoticeState,
    PostKind,
    Result,
    Watched,
)
from bot.say import clock_time, waited

SOLVED_BY_IT = frozenset(
    {
        NoticeKind.CHECK_IN,
        NoticeKind.CHASING,
        NoticeKind.FOLLOW_UP,
        NoticeKind.UNSEEN,
        NoticeKind.PROMISE_NEAR,
        NoticeKind.PROMISE_PASSED,
    }
)
ENDED_WITH_IT = SOLVED_BY_IT | {NoticeKind.CONFIRM, NoticeKind.REMINDER, NoticeKind.BOUNCED}
QUEUE_SETTLES = timedelta(seconds=1)  # many moves at once make one new Waiting now message


async def move(
    work: Work, before: Conversation, watched: Watched, now: datetime, *events: Event
) -> Conversation:
    """Store what happened and what follows: the next deadline, ended alerts, and renewed posts.

    Raises:
        MoveRefused: the table of moves does not allow an event.
    """
    after = before
    for event in events:
        after = after.after(event)
    due = await next_deadline(work, after, watched, now)
    await work.save(after, *events, due=due.at if due else None)
    await _want_score(work, before, after, now)
    await _time_waits(work, before, after, watched)
    if before.wait and (after.wait is None or after.wait.number != before.wait.number):
        await _end_alerts(work, after, watched, now)
    elif after.snoozed_until != before.snoozed_until:
        await _renew_alerts(work, after, now)  # they say until when they rest
    if after.status is not before.status and (after.status.over or after.status is Status.LIKELY_RESOLVED):
        await _settle(work, after, now, left=any(event.kind is Kind.WENT_QUIET for event in events))
    await renew_posts(work, after, watched, now)
    return after


async def _want_score(work: Work, before: Conversation, after: Conversation, now: datetime) -> None:
    """Ask for the scorecard of a first reply as soon as there is one."""
    first = after.first_response
    if first and first != before.first_response:
        wanted = FirstReply(conversation=after.id, message=first.message, by=first.by, at=first.at)
        await work.want_score(wanted, now)
    elif first is None and before.first_response:
        await work.drop_score(after.id)


async def _time_waits(work: Work, before: Conversation, after: Conversation, watched: Watched) -> None:
    """Keep how long each wait took that ended, by the wall and in open hours; undo it if it runs on."""
    ended = {wait.number for wait in before.waits if not wait.open}
    for wait in after.waits:
        if wait.ended_at and wait.end and wait.number not in ended:
            await work.keep_wait(timed(after, wait, wait.ended_at, wait.end, watched.policy))
    for number in ended - {wait.number for wait in after.waits if not wait.open}:
        await work.forget_wait(after.id, number)


def timed(conversation: Conversation, wait: Wait, ended_at: datetime, end: End, policy: Policy) -> Timed:
    """Return how long a wait took that ended, against the target that holds for it now."""
    return Timed(
        channel=conversation.thread.channel,
        customer=conversation.customer,
        conversation=conversation.id or None,
        number=wait.number,
        line=wait.line,
        opened_at=wait.opened_at,
        ended_at=ended_at,
        end=end.value,
        answered_by=wait.answered_by,
        wall=ended_at - wait.opened_at,
        business=policy.hours.elapsed(wait.opened_at, ended_at),
        target=policy.target_of(conversation, wait),
    )


async def _settle(work: Work, after: Conversation, now: datetime, *, left: bool) -> None:
    """Nobody has to ask, update or check in any more: put such nudges away, and release promised times."""
    for promise in await work.aftercare.promises(conversation=after.id, open=True):
        await work.aftercare.save_promise(replace(promise, state=PromiseState.RELEASED, ended_at=now))
    result = Result.LEFT if left else Result.OVERTAKEN
    needless = ENDED_WITH_IT if after.status.over else SOLVED_BY_IT
    await finish_notices(work, after, needless, now, "the conversation has moved on", result)


async def give_back(store: Store, claim: Claim, due: datetime | None = None) -> None:
    """Give a claimed row back in a transaction of its own: finished, or due again at `due`."""
    async with store.begin() as work:
        await work.done(claim, due=due)


async def next_deadline(
    work: Work, conversation: Conversation, watched: Watched, now: datetime
) -> Due | None:
    """Return the next thing due on a clock; only past moments need the record of what fired."""
    due = next_due(conversation, watched.policy, frozenset())
    if due is None or due.at > now:
        return due
    return next_due(conversation, watched.policy, await work.fired(conversation.id))


async def renew_posts(work: Work, conversation: Conversation, watched: Watched, now: datetime) -> None:
    """Ask for a conversation's card (if it has one) and its channel's Waiting now list to be shown again."""
    staff = watched.policy.staff_channel
    await work.want_post(PostKind.CARD, str(conversation.id), staff, due=now, create=False)
    if watched.policy.step.shows_all:
        await work.want_post(PostKind.QUEUE, staff, staff, due=now + QUEUE_SETTLES)


async def move_posts(work: Work, watched: Watched, new: str, now: datetime) -> None:
    """Let cards of those who wait, and the Waiting now list, stand in another staff channel."""
    old = watched.policy.staff_channel
    for conversation in await work.waiting(channel=watched.channel):
        await work.move_post(PostKind.CARD, str(conversation.id), old, new, due=now)
    await work.want_post(PostKind.QUEUE, old, old, due=now, create=False)
    if watched.policy.step.shows_all:
        await work.want_post(PostKind.QUEUE, new, new, due=now)


async def withdraw_drafts(
    work: Work, conversation: Conversation, *, noted: datetime | None = None
) -> Draft | None:
    """Take a conversation's draft off its card, kept for comparison, and stop the one being written.

    One that was not written yet is looked at once more at `noted`: its question may be worth keeping.
    """
    open_draft = await work.open_draft(conversation.id)
    if open_draft:
        await work.save_draft(replace(open_draft, state=DraftState.WITHDRAWN))
    wanted = await work.wanted_draft(conversation.id)
    if wanted:
        await work.save_draft(replace(wanted, state=DraftState.WITHDRAWN), due=noted)
    return open_draft


async def finish_notices(
    work: Work,
    conversation: Conversation,
    kinds: Collection[NoticeKind],
    now: datetime,
    outcome: str,
    result: Result = Result.ACTED,
) -> None:
    """Mark live notices of these kinds as dealt with, and fold the posts that show them."""
    for notice in await work.notices(conversation=conversation.id, live=True):
        if notice.kind in kinds:
            await finish_notice(work, notice, now, outcome, result=result)


async def finish_notice(
    work: Work,
    notice: Notice,
    now: datetime,
    outcome: str,
    state: NoticeState = NoticeState.DONE,
    result: Result = Result.ACTED,
) -> None:
    """Mark one notice as dealt with; a planned one was never seen and is cancelled."""
    seen = notice.state is NoticeState.SHOWN
    state, result = (state, result) if seen else (NoticeState.CANCELLED, Result.NEEDLESS)
    await work.save_notice(replace(notice, state=state, outcome=outcome, ended_at=now, result=result))
    if seen:
        await renew_notice(work, notice, now)


async def renew_notice(work: Work, notice: Notice, now: datetime) -> None:
    """Ask for every post that shows a notice to be shown as things stand."""
    if notice.kind is not NoticeKind.ALERT:
        await work.want_post(PostKind.NUDGE, str(notice.head or notice.id), "", due=now, create=False)
        return
    await work.want_post(PostKind.ALERT, str(notice.bundle), "", due=now, create=False)
    for told in await work.tellings(notice.id):
        if told.how is not How.MENTION and told.message:
            await work.want_post(PostKind.PAGE, str(told.message), "", due=now, create=False)


async def reopen_alert(work: Work, after: Conversation, wait: Wait, now: datetime) -> None:
    """Let the alert of a wait that runs again stand again: its levels fire only once."""
    for notice in await work.notices(conversation=after.id, kind=NoticeKind.ALERT):
        if notice.occasion == f"wait {wait.number}" and notice.level:
            await work.save_notice(replace(notice, state=NoticeState.SHOWN, outcome=None, ended_at=None))
            await renew_notice(work, notice, now)


async def _renew_alerts(work: Work, after: Conversation, now: datetime) -> None:
    for notice in await work.notices(conversation=after.id, kind=NoticeKind.ALERT, live=True):
        await renew_notice(work, notice, now)


async def _end_alerts(work: Work, after: Conversation, watched: Watched, now: datetime) -> None:
    ended = next((wait for wait in reversed(after.waits) if not wait.open), None)
    zone = watched.policy.hours.home
    outcome = await _how_it_ended(work, ended, zone, now) if ended else "waiting no longer"
    await finish_notices(work, after, frozenset({NoticeKind.ALERT}), now, outcome)


async def _how_it_ended(work: Work, wait: Wait, zone: str, now: datetime) -> str:
    match wait.end:
        case End.REPLIED:
            person = await work.person(wait.answered_by or "")
            name = person.name if person else "a colleague"
            at = clock_time(wait.ended_at or now, zone, now=now)
            return f"answered by {name} at {at}, after {waited(wait.lasted(now))}"
        case End.SOLVED:
            return "the customer says it is solved"
        case End.CLOSED:
            return f"closed: {(wait.reason or 'no reply needed').replace('_', ' ')}"
        case _:
            return "the customer left before anybody answered"
