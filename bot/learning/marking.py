"""Wrong sources: each mark is kept, and the third puts the article up for a lead's review."""

from __future__ import annotations

from dataclasses import replace

from bot import nudges
from bot.acts.pressed import Pressed
from bot.card import Answered, Outcome
from bot.learning.curator import review
from bot.messages import Role
from bot.moves import finish_notice
from bot.ports import Work
from bot.record import Draft, NoticeKind
from knowledge.learned import Mark
from knowledge.ports import Source

MARKS_FOR_A_REVIEW = 3
_ONLY_LEADS = Answered(text="Only a lead can end a review.", ok=False)


async def wrong_source(pressed: Pressed, draft: Draft) -> None:
    """Mark the source of a draft as wrong for this conversation, and tell the lead of every third mark."""
    source = draft.sources[0] if draft.sources else None
    if source is None:
        return
    click = pressed.click
    mark = Mark(
        article_id=source.article_id, conversation=pressed.conversation.id, by=click.by.id, at=click.at
    )
    await pressed.work.lock("review", source.article_id)
    if await pressed.work.learned.mark(mark):
        await _tell_lead(pressed, source)
    if draft.band == "unsure":
        await _list(pressed.work, draft, source)


async def _tell_lead(pressed: Pressed, source: Source) -> None:
    """Tell one lead, once for each review: the first mark since the last one names it."""
    marks = await pressed.work.learned.marks(article=source.article_id, running=True)
    policy = pressed.watched.policy
    who = policy.lead or policy.backup or policy.owner
    if len(marks) < MARKS_FOR_A_REVIEW or who is None:
        return
    notice = nudges.review(pressed.conversation, source, marks[0], len(marks), pressed.click.at, to=who)
    told = await pressed.work.notices(kind=NoticeKind.REVIEW)
    if all(known.occasion != notice.occasion for known in told):
        await pressed.work.plan(notice)


async def _list(work: Work, draft: Draft, source: Source) -> None:
    """An unsure draft whose source was wrong: its question belongs in the gap list."""
    for known in await work.learned.unanswered(conversation=draft.conversation):
        if known.wait == draft.wait:
            await work.learned.note(
                replace(known, listed=True, excluded=(*known.excluded, source.article_id))
            )


async def reviewed(pressed: Pressed) -> Outcome:
    """A lead has looked the article over: the count begins again, the history stays."""
    notice = await pressed.notice()
    if notice is None:
        return Answered(text="That has been dealt with already.")
    if pressed.click.by.role is not Role.LEAD:
        return _ONLY_LEADS
    article = notice.occasion.rpartition(" since ")[0]
    await review(pressed.work, article, pressed.click.by, pressed.click.at)
    await finish_notice(pressed.work, notice, pressed.click.at, f"reviewed by {pressed.click.by.name}")
    return Answered(text="Reviewed. Its marks are kept, and counting begins again.")
