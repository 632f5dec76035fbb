"""A person's nudges as they are shown: in a message of their own, and all of them in one list."""

from __future__ import annotations

from collections.abc import Sequence

from bot.acts.actions import nudge_actions
from bot.card import Cited, Nudge, Nudges
from bot.nudging.caps import PRESSING
from bot.ports import Reading
from bot.record import Notice, NoticeKind, NoticeState
from bot.showing.cards import cite

_FIRST = (NoticeKind.PROMISE_PASSED, NoticeKind.SECURITY, *sorted(PRESSING))


async def nudge_message(reading: Reading, head: int) -> Nudge | Nudges | None:
    """Return what a nudge's message shows: the nudge, with those that ride along in it."""
    notice = await reading.notice(head)
    if notice is None:
        return None
    shown = await _shown(reading, [notice, *await reading.aftercare.parts(head)])
    if len(shown) > 1:
        return Nudges(parts=shown, mention=shown[0].mention)
    return shown[0] if shown else None


async def nudges_before(reading: Reading, person: str) -> tuple[Nudge, ...]:
    """Return what somebody has still before them, pushed or not: what presses first, then the oldest."""
    notices = await reading.aftercare.nudges_of(person)
    return await _shown(reading, sorted(notices, key=_rank))


def _rank(notice: Notice) -> tuple[int, float]:
    since = notice.shown_at.timestamp() if notice.shown_at else 0.0
    return (_FIRST.index(notice.kind) if notice.kind in _FIRST else len(_FIRST)), since


async def _shown(reading: Reading, notices: Sequence[Notice]) -> tuple[Nudge, ...]:
    shown: list[Nudge] = []
    for notice in notices:
        conversation = await reading.conversation(notice.conversation)
        if conversation is None:
            continue
        customer = await reading.person(conversation.customer)
        shown.append(
            Nudge(
                notice_id=notice.id,
                kind=notice.kind.value,
                conversation=conversation.id,
                version=conversation.version,
                thread=conversation.thread,
                headline=_headline(notice, customer.name if customer else "The customer"),
                text=notice.text,
                over=_put_away(notice),
                actions=nudge_actions(notice),
                mention=(notice.told,) if notice.told else notice.to[:1],
                source=await _source(reading, notice),
            )
        )
    return tuple(shown)


async def _source(reading: Reading, notice: Notice) -> Cited | None:
    """Return the article that a review is about, as the draft that was wrong had cited it."""
    if notice.kind is not NoticeKind.REVIEW:
        return None
    article = notice.occasion.rpartition(" since ")[0]
    drafts = await reading.drafts(notice.conversation)
    cited = (source for draft in reversed(drafts) for source in draft.sources)
    return next((cite(source) for source in cited if source.article_id == article), None)


def _put_away(notice: Notice) -> str | None:
    if notice.state is NoticeState.SHOWN:
        return None
    return "put off for an hour" if notice.state is NoticeState.PLANNED else notice.outcome or "dealt with"


def _headline(notice: Notice, customer: str) -> str:
    return notice.note if notice.note[:1].isupper() else f"{customer} {notice.note}"
