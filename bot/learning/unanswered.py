"""Questions that no article settled, noted with the draft that had to do without."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.conversation import Conversation
from bot.drafting import Drafted
from bot.messages import Person
from bot.ports import Work
from bot.record import Draft, Line
from bot.signals import Signals, Situation
from knowledge.learned import Candidate, Unanswered
from knowledge.ports import Band, Found, Source

NEAREST = 3
_ASKS_US = frozenset(
    {
        Situation.QUESTION,
        Situation.STATEMENT,
        Situation.OUTAGE,
        Situation.WAITING,
        Situation.UPSET,
        Situation.BILLING,
    }
)


async def note(
    work: Work, draft: Draft, question: str, at: datetime, drafted: Drafted, found: Sequence[Source]
) -> None:
    """Note what a wait asks when no article settled it; forget it when one does.

    An unsure article that the draft quotes settles it until somebody calls it wrong. Security and legal
    matters, greetings, praise and small talk are none of the gap list's business.
    """
    if not question or not _wanted(drafted.band, drafted.signals.situation):
        await work.learned.settled(draft.conversation, draft.wait)
        return
    await work.learned.note(
        Unanswered(
            conversation=draft.conversation,
            wait=draft.wait,
            text=question,
            language=drafted.signals.language,
            at=at,
            listed=drafted.band is Band.NONE or not drafted.sources or bool(draft.excluded),
            near=_nearest(source for source in found if source.article_id not in draft.excluded),
            excluded=draft.excluded,
        )
    )


async def note_undrafted(
    work: Work, conversation: int, wait: int, question: str, at: datetime, told: Signals, found: Found
) -> None:
    """Note what a wait asked that was answered before any draft was written."""
    if question and _wanted(found.band, told.situation):
        await work.learned.note(
            Unanswered(
                conversation=conversation,
                wait=wait,
                text=question,
                language=told.language,
                at=at,
                listed=found.band is Band.NONE,
                near=_nearest(found.sources),
                excluded=(),
            )
        )


def _wanted(band: Band, situation: Situation) -> bool:
    return band is not Band.DRAFT and situation in _ASKS_US


def _nearest(found: Iterable[Source]) -> tuple[Candidate, ...]:
    nearest = list(found)[:NEAREST]
    return tuple(Candidate(article_id=each.article_id, title=each.title) for each in nearest)


def names_of(lines: Iterable[Line], customer: Person | None) -> tuple[str, ...]:
    """Return the names of everybody in a conversation: none of them belongs into what is kept."""
    told = {line.name for line in lines if line.name} | ({customer.name} if customer else set())
    return tuple(sorted(told))


def burst_of(conversation: Conversation, lines: Iterable[Line], wait: int) -> list[Line]:
    """Return what the customer said in one wait, from its first line until somebody answered."""
    known = next((each for each in conversation.waits if each.number == wait), None)
    if known is None:
        return []
    until = known.ended_at or datetime.max.replace(tzinfo=known.opened_at.tzinfo)
    return [
        line
        for line in lines
        if not line.role.answers
        and line.deleted_at is None
        and (known.opened_at <= line.at <= until or line.id == known.line)
    ]
