"""Which nudge is due, to whom, with which words. Pure: values in, values out.

A nudge is private to the agent and has its words ready. Whether it is still true is asked again at the
moment it falls due.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.conversation import Conversation, Event, Kind, Status
from bot.drafting.closing import Closing, closing_text
from bot.messages import Person, Said
from bot.policy import Policy
from bot.record import Notice, NoticeKind, Reply
from knowledge.learned import Mark
from knowledge.ports import Source

_WHILE_THEY_WAIT = frozenset(
    {
        NoticeKind.ALERT,
        NoticeKind.FOLLOW_UP,
        NoticeKind.CHASING,
        NoticeKind.SECURITY,
        NoticeKind.HANDED,
        NoticeKind.HIGH_STAKES,
    }
)
CONFIRM_AFTER = timedelta(minutes=2)


def confirm(
    conversation: Conversation, at: datetime, policy: Policy, customer: str, *, to: str | None = None
) -> Notice | None:
    """Sounds solved: ask the customer to confirm, and thank them. Nobody to tell: no nudge."""
    who = to or conversation.last_human_by or policy.owner
    if who is None:
        return None
    return Notice(
        conversation=conversation.id,
        kind=NoticeKind.CONFIRM,
        occasion=f"wait {len(conversation.waits)}",
        due_at=at + CONFIRM_AFTER,
        to=(who,),
        text=closing_text(Closing.CONFIRM, key=str(conversation.id), customer=customer or None),
        note=f"{customer or 'The customer'} says it works. Ask to confirm, and say thanks?",
    )


def follow_up(conversation: Conversation, message: str, now: datetime) -> Notice | None:
    """The customer wrote again in a thread that the person who answered does not follow."""
    if conversation.last_human_by is None:
        return None
    return Notice(
        conversation=conversation.id,
        kind=NoticeKind.FOLLOW_UP,
        occasion=f"line {message}",
        due_at=now,
        to=(conversation.last_human_by,),
        note="wrote again after your reply.",
    )


def which(longest: Conversation, said: Said, now: datetime, names: Sequence[str]) -> Notice:
    """Several waited when somebody of ours wrote at top level: ask the writer whom it answered."""
    first, others = names[0] if names else "the longest waiting", ", ".join(names[1:4])
    waiting = f"{first} (and {others})" if others else first
    return Notice(
        conversation=longest.id,
        kind=NoticeKind.WHICH,
        occasion=f"message {said.id}",
        due_at=now,
        to=(said.author,),
        note=f"You wrote while {waiting} waited. Done means it answered {first}; for anybody else, reply in "
        "their thread.",
    )


def reminder(conversation: Conversation, who: Person, now: datetime, at: datetime, reason: str) -> Notice:
    """A reminder somebody asked for."""
    about = f": {reason}" if reason else "."
    return Notice(
        conversation=conversation.id,
        kind=NoticeKind.REMINDER,
        occasion=f"{who.id} at {now.isoformat()}",
        due_at=at,
        to=(who.id,),
        note=f"You asked to be reminded{about}",
    )


def check_in(conversation: Conversation, now: datetime, policy: Policy, customer: str) -> Notice | None:
    """Quiet since an answer: check in once."""
    who = conversation.last_human_by or policy.owner
    if who is None:
        return None
    return Notice(
        conversation=conversation.id,
        kind=NoticeKind.CHECK_IN,
        occasion="once",
        due_at=now,
        to=(who,),
        text=closing_text(Closing.CHECK_IN, key=str(conversation.id), customer=customer or None),
        note=f"{customer or 'The customer'} has been quiet since your answer. Check in once?",
    )


def reach_out(conversation: Conversation, now: datetime, policy: Policy, customer: str) -> Notice | None:
    """The customer left before anybody answered: a miss, with words to reach out."""
    who = policy.owner or policy.lead
    if who is None:
        return None
    return Notice(
        conversation=conversation.id,
        kind=NoticeKind.REACH_OUT,
        occasion=f"wait {len(conversation.waits)}",
        due_at=now,
        to=(who,),
        text=closing_text(Closing.REACH_OUT, key=str(conversation.id), customer=customer or None),
        note=f"{customer or 'A customer'} waited a day and nobody answered. Reach out?",
    )


def not_sent(reply: Reply, now: datetime, why: str) -> Notice:
    """A nudge's words could not be sent: they are kept, with the reason."""
    return Notice(
        conversation=reply.conversation,
        kind=NoticeKind.UNSENT,
        occasion=f"reply {reply.id}",
        due_at=now,
        to=(reply.by,),
        text=reply.text,
        note=f"Your reply was not sent. {why}",
    )


def unsure(reply: Reply, now: datetime) -> Notice:
    """The platform's answer was lost: a person has to look whether the reply is there."""
    return Notice(
        conversation=reply.conversation,
        kind=NoticeKind.UNSURE,
        occasion=f"reply {reply.id}",
        due_at=now,
        to=(reply.by,),
        text=reply.text,
        note="The connection broke while your reply was being sent. Look in the thread: if it is there, "
        "press Done; if not, send it again.",
    )


def review(
    conversation: Conversation, source: Source, first: Mark, marks: int, now: datetime, *, to: str
) -> Notice:
    """An article was called a wrong source again and again: its review has one notice."""
    return Notice(
        conversation=conversation.id,
        kind=NoticeKind.REVIEW,
        occasion=f"{source.article_id} since {first.at.isoformat()}",
        due_at=now,
        to=(to,),
        note=f"“{source.title}” was called a wrong source {marks} times. Look it over; it is changed in the "
        "console, under Articles.",
    )


def evening(conversation: Conversation, who: Person, due: datetime, day: str) -> Notice:
    """Answers written by hand: offered to their author once, at the end of the day."""
    return Notice(
        conversation=conversation.id,
        kind=NoticeKind.EVENING,
        occasion=f"{who.id} on {day}",
        due_at=due,
        to=(who.id,),
    )


def still_true(notice: Notice, conversation: Conversation) -> bool:
    """Whether what a planned nudge says still holds when it falls due."""
    match notice.kind:
        case NoticeKind.CONFIRM:
            solved_at = conversation.last_customer_at
            answered = conversation.last_human_at
            asked_already = answered is not None and solved_at is not None and answered > solved_at
            return conversation.status is Status.LIKELY_RESOLVED and not asked_already
        case NoticeKind.CHECK_IN:
            return conversation.status is Status.AWAITING_CUSTOMER
        case NoticeKind.REACH_OUT:
            return conversation.status is Status.ABANDONED
        case NoticeKind.REMINDER:
            return not conversation.status.over
        case NoticeKind.UNSEEN:
            return conversation.status is Status.OPEN and conversation.claimed_by is None
        case kind if kind in _WHILE_THEY_WAIT:
            return conversation.wait is not None
        case NoticeKind.PROMISE_NEAR | NoticeKind.PROMISE_PASSED | NoticeKind.BOUNCED:
            return not (conversation.status.over or conversation.status is Status.LIKELY_RESOLVED)
        case _:
            return True


def when_done(notice: Notice, by: Person, conversation: Conversation) -> Event | None:
    """Return what pressing Done on a nudge means for its conversation: a later wait is never meant."""
    wait = conversation.wait
    if notice.kind is NoticeKind.WHICH and wait and wait.opened_at <= notice.due_at:
        message = notice.occasion.removeprefix("message ")
        return Event(kind=Kind.REPLIED, at=notice.due_at, by=by.id, message=message)
    return None
