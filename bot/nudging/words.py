"""The words that a nudge has ready: in the customer's language, sober where they are upset."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot import signals
from bot.conversation import Conversation
from bot.drafting.closing import Closing, closing_text
from bot.messages import Role
from bot.nudging import tact
from bot.record import Line, Notice, NoticeKind
from bot.say import clock_time_in

CLOSINGS = {
    NoticeKind.CONFIRM: Closing.CONFIRM,
    NoticeKind.CHECK_IN: Closing.CHECK_IN,
    NoticeKind.REACH_OUT: Closing.REACH_OUT,
    NoticeKind.FEEDBACK: Closing.FEEDBACK,
    NoticeKind.FIXED: Closing.FIXED,
    NoticeKind.CHASING: Closing.CHASED,
    NoticeKind.PROMISE_NEAR: Closing.UPDATE,
    NoticeKind.PROMISE_PASSED: Closing.UPDATE,
    NoticeKind.BAD_RATING: Closing.BAD_RATING,
}
SPOKEN = frozenset({"en", "de"})
PRAISED, REPORTED = "praise", "report"


def said_by_customer(lines: Sequence[Line]) -> list[str]:
    """Return what the customer said and did not delete, oldest first."""
    return [line.text for line in lines if line.role is Role.CUSTOMER and line.deleted_at is None]


def language_of(texts: Sequence[str]) -> str:
    """Return the language to write in: the customer's if it is one we have words in, else English."""
    found = signals.read(texts).language if texts else "en"
    return found if found in SPOKEN else "en"


def words_for(
    notice: Notice,
    conversation: Conversation,
    lines: Sequence[Line],
    *,
    customer: str | None,
    recent: Sequence[str] = (),
    topic: str | None = None,
    promise: datetime | None = None,
    zone: str,
    now: datetime,
) -> str:
    """Return a nudge's words for the customer; where its kind has none, those that it has already."""
    closing = CLOSINGS.get(notice.kind)
    if notice.kind is NoticeKind.THANKS:
        closing = Closing.REPORT if notice.occasion.startswith(REPORTED) else Closing.PRAISE
    if closing is None:
        return notice.text
    said = said_by_customer(lines)
    language = language_of(said)
    return closing_text(
        closing,
        key=f"{conversation.id}-{notice.id}",
        customer=customer,
        topic=topic,
        promise=clock_time_in(language, promise, zone, now=now) if promise else None,
        language=language,
        recent=recent,
        sober=tact.angry(said),
    )
