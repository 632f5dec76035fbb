"""An alert that did not arrive: somebody left, a channel is gone, a webhook fails."""

from __future__ import annotations

from datetime import datetime

from bot.alerts.alerting import NO_CHANNEL, Alerts
from bot.alerts.ledger import How
from bot.conversation import Conversation
from bot.ports import Work
from bot.record import Notice, NoticeState, Post
from bot.roster.duty import Roster


async def page_failed(work: Work, post: Post, why: str, now: datetime) -> None:
    """Note that a message did not arrive, and tell the next rung of each alert in it, which says so."""
    for told in await work.tellings_in(int(post.subject)):
        notice = await work.notice(told.notice)
        if notice is None or told.failed:
            continue
        await work.told_in_vain(told.id, why)
        opened = await _open(work, notice, now)
        if opened:
            alerts, conversation = opened
            tried = frozenset(one.target for one in await work.tellings(notice.id))
            await alerts.page_instead(notice, conversation, "instead of whom it did not reach", but=tried)


async def staff_channel_failed(work: Work, post: Post, now: datetime) -> None:
    """Tell the most responsible person directly of every alert that a staff channel did not take.

    Whom its message would have named was not told by it; a message that stands has named them.
    """
    for notice in (await work.bundled(int(post.subject))).notices:
        if post.platform_id is None:
            await _named_in_vain(work, notice.id)
        opened = await _open(work, notice, now)
        if opened:
            alerts, conversation = opened
            await alerts.staff_channel_fails(notice, conversation)


async def _named_in_vain(work: Work, notice: int) -> None:
    for told in await work.tellings(notice):
        if told.how is How.MENTION and not told.failed:
            await work.told_in_vain(told.id, NO_CHANNEL)


async def _open(work: Work, notice: Notice, now: datetime) -> tuple[Alerts, Conversation] | None:
    """Return what an alert needs to be told again, unless it is over."""
    conversation = await work.for_update(notice.conversation)
    watched = await work.watched(conversation.thread.channel) if conversation else None
    if conversation is None or watched is None or notice.state is not NoticeState.SHOWN:
        return None
    return Alerts(work, watched, Roster.of(await work.duties()), now), conversation
