"""Whether what a nudge says still holds when it falls due, and whether it would be tactless to say it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import nudges
from bot.aftercare.record import PromiseState
from bot.conversation import Conversation
from bot.messages import Role
from bot.nudging import tact
from bot.nudging.words import said_by_customer
from bot.ports import Reading
from bot.record import Line, Notice, NoticeKind, ReplyState

WRITES_UNASKED = frozenset(
    {
        NoticeKind.CONFIRM,
        NoticeKind.CHECK_IN,
        NoticeKind.REACH_OUT,
        NoticeKind.THANKS,
        NoticeKind.FEEDBACK,
        NoticeKind.FIXED,
    }
)
LIGHT = frozenset({NoticeKind.CHECK_IN, NoticeKind.THANKS, NoticeKind.FEEDBACK})
BUSY_WITHIN = timedelta(minutes=10)
_LATELY = 100
_CONVERSATIONS = 5  # of the same customer, in which "leave me alone" counts


async def needless(
    reading: Reading, notice: Notice, conversation: Conversation, lines: Sequence[Line], now: datetime
) -> str | None:
    """Return why a nudge must not be shown now, in words, or `None`."""
    if not nudges.still_true(notice, conversation):
        return "no longer needed"
    said = said_by_customer(lines)
    if notice.kind in LIGHT and (tact.angry(said) or tact.abusive(said)):
        return "the customer is upset: nothing cheerful"
    if notice.kind in WRITES_UNASKED and await wants_no_contact(reading, conversation, said):
        return "the customer asked not to be contacted"
    return await _of_its_kind(reading, notice, conversation, lines, now)


async def wants_no_contact(reading: Reading, conversation: Conversation, said: Sequence[str]) -> bool:
    """Whether a customer asked to be left alone, here or in what they wrote to us lately."""
    if tact.wants_no_contact(said):
        return True
    for known in await reading.conversations(customer=conversation.customer, limit=_CONVERSATIONS):
        if known.id != conversation.id and tact.wants_no_contact(
            said_by_customer(await reading.lines(known.id))
        ):
            return True
    return False


async def _of_its_kind(
    reading: Reading, notice: Notice, conversation: Conversation, lines: Sequence[Line], now: datetime
) -> str | None:
    match notice.kind:
        case NoticeKind.PROMISE_NEAR | NoticeKind.PROMISE_PASSED:
            promise = await reading.aftercare.promise(number_of(notice))
            open = promise is not None and promise.state in (PromiseState.OPEN, PromiseState.BROKEN)
            return None if open else "the promise was kept or released"
        case NoticeKind.THANKS | NoticeKind.FEEDBACK:
            thanked = any(tact.thanks_in(line.text) for line in _ours_since(lines, notice))
            return "they were thanked" if thanked else None
        case NoticeKind.UNSEEN:
            replies = await reading.replies(conversation.id)
            if any(reply.state in (ReplyState.QUEUED, ReplyState.CALLING) for reply in replies):
                return "an answer is on its way"
            busy = await _busy_elsewhere(reading, notice.to[0], conversation, now)
            return None if busy else "the card's own mention is enough: they are not busy elsewhere"
        case NoticeKind.FIXED:
            reports = await reading.aftercare.reports(conversation=conversation.id)
            mine = any(report.problem == number_of(notice) and report.open for report in reports)
            return None if mine else "they know already"
        case _:
            return None


async def _busy_elsewhere(reading: Reading, who: str, here: Conversation, now: datetime) -> bool:
    """Whether somebody wrote in another conversation, or took one in hand, a moment ago."""
    for known in await reading.conversations(since=now - timedelta(days=1), staff=who, limit=_LATELY):
        wrote = known.last_human_by == who and known.last_human_at
        took = known.claimed_by == who and known.claimed_at
        last = wrote or took
        if known.id != here.id and last and now - last <= BUSY_WITHIN:
            return True
    return False


def _ours_since(lines: Sequence[Line], notice: Notice) -> list[Line]:
    """Return what people of ours wrote after the line that gave reason to thank."""
    asked = notice.occasion.partition(" ")[2]
    from_there = False
    ours: list[Line] = []
    for line in lines:
        from_there = from_there or line.id == asked
        if from_there and line.role.answers and line.role is not Role.BOT and line.deleted_at is None:
            ours.append(line)
    return ours


def number_of(notice: Notice) -> int:
    """Return the id in an occasion such as "promise 7"; 0 where there is none."""
    number = notice.occasion.rpartition(" ")[2]
    return int(number) if number.isdecimal() else 0
