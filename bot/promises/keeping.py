"""What becomes of promised times: told in a reply, kept by a further line, broken when nobody writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.aftercare.record import Promise, PromiseState
from bot.conversation import Conversation
from bot.moves import finish_notice
from bot.ports import Reading, Work
from bot.promises.spotting import Told, promised_in
from bot.record import Line, Notice, NoticeKind, NoticeState, Result, Watched
from bot.say import clock_time

GRACE = timedelta(minutes=5)
REMINDS_BEFORE = timedelta(minutes=10)
SAME_BREATH = timedelta(minutes=2)  # a line so soon after the promise goes on with it, and keeps nothing
REMINDERS = (NoticeKind.PROMISE_NEAR, NoticeKind.PROMISE_PASSED)


async def told_by(reading: Reading, conversation: Conversation, text: str, now: datetime) -> Told | None:
    """Return the time that a text would promise this customer if it were sent now."""
    customer = await reading.person(conversation.customer)
    return promised_in(text, now=now, zone=customer.zone if customer else "UTC")


def in_words(told: Told, customer: str, zone: str, yours: str, now: datetime) -> str:
    """Say what a text promises: on the customer's clock and, where it differs, on the reader's."""
    theirs, mine = clock_time(told.at, zone, now=now), clock_time(told.at, yours, now=now)
    clock = f", your clock {mine}" if mine != theirs else ""
    return f"This promises {customer} an update by {theirs}{clock}."


async def we_wrote(
    work: Work, conversation: Conversation, line: Line, watched: Watched, now: datetime
) -> None:
    """Let a line of ours keep what was promised before it, and note what it promises itself."""
    for promise in await work.aftercare.promises(conversation=conversation.id, open=True):
        if line.at <= promise.told_at + SAME_BREATH:
            continue
        state = PromiseState.KEPT if line.at <= promise.at + GRACE else PromiseState.BROKEN
        await _ended(work, promise, state, line.at, f"{line.name} wrote")
    for notice in await work.notices(conversation=conversation.id, live=True):
        if notice.kind in REMINDERS and notice.state is NoticeState.SHOWN:
            await finish_notice(work, notice, now, f"{line.name} wrote", result=Result.ACTED)
    await note(work, conversation, line, watched, now)


async def note(work: Work, conversation: Conversation, line: Line, watched: Watched, now: datetime) -> None:
    """Store the time that a line of ours tells the customer, with its two reminders."""
    told = await told_by(work, conversation, line.text, line.at)
    if told is None or told.at <= now or conversation.status.over:
        return
    promise = await work.aftercare.promised(
        Promise(
            conversation=conversation.id,
            message=line.id,
            by=line.author,
            told_at=line.at,
            at=told.at,
            words=told.words,
        )
    )
    people = await work.people({conversation.customer, promise.by})
    customer, author = people.get(conversation.customer), people.get(promise.by)
    zone = author.zone if author else watched.policy.hours.home
    for notice in _reminders(promise, customer.name if customer else "the customer", zone):
        await work.plan(notice)


async def unsaid(work: Work, conversation: int, message: str, now: datetime) -> None:
    """Release what a line promised that was changed, deleted or taken back."""
    for promise in await work.aftercare.promises(conversation=conversation, open=True):
        if promise.message == message:
            await _ended(work, promise, PromiseState.RELEASED, now, "taken back")


async def broken(work: Work, id: int, now: datetime) -> None:
    """Note that the time has passed without a word of ours."""
    promise = await work.aftercare.promise(id)
    if promise and promise.state is PromiseState.OPEN:
        await work.aftercare.save_promise(replace(promise, state=PromiseState.BROKEN, ended_at=now))


async def _ended(work: Work, promise: Promise, state: PromiseState, at: datetime, outcome: str) -> None:
    await work.aftercare.save_promise(replace(promise, state=state, ended_at=at))
    for notice in await work.notices(conversation=promise.conversation, live=True):
        if notice.kind in REMINDERS and notice.occasion == f"promise {promise.id}":
            await finish_notice(work, notice, at, outcome)


def _reminders(promise: Promise, customer: str, zone: str) -> tuple[Notice, Notice]:
    at = clock_time(promise.at, zone, now=promise.told_at)
    before = min(REMINDS_BEFORE, (promise.at - promise.told_at) / 2)
    near = Notice(
        conversation=promise.conversation,
        kind=NoticeKind.PROMISE_NEAR,
        occasion=f"promise {promise.id}",
        due_at=promise.at - before,
        to=(promise.by,),
        note=f"You told {customer} {at}. Send an update, even “not yet”?",
    )
    passed = f"You told {customer} {at}, and that has passed. Send an update, even “not yet”?"
    return near, replace(near, kind=NoticeKind.PROMISE_PASSED, due_at=promise.at + GRACE, note=passed)
