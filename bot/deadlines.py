"""What happens when a conversation's clock or a planned notice falls due: alerts rise, quiet ones end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import nudges
from bot.conversation import Conversation, Event, Kind, Wait
from bot.learning import evening
from bot.moves import finish_notice, move, next_deadline, withdraw_drafts
from bot.policy import Due, DueKind, deadlines
from bot.ports import Clock, Store, Work
from bot.record import (
    Claim,
    Level,
    Notice,
    NoticeKind,
    NoticeState,
    PostKind,
    Watched,
)

DESK = "desk"
LATE_AFTER = timedelta(minutes=1)
_LEVELS = {
    DueKind.WARNING: Level.WARNING,
    DueKind.BREACH: Level.BREACH,
    DueKind.ESCALATION: Level.ESCALATION,
}
_HEIGHT = {level: height for height, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Works conversations whose clock is due, and notices whose moment has come."""

    store: Store
    clock: Clock

    async def clock_due(self, claim: Claim) -> None:
        """Deal with everything that is due on one conversation's clock, each thing once."""
        now = self.clock.now()
        async with self.store.begin() as work:
            if not await work.holds(claim):
                return
            conversation = await work.for_update(claim.id)
            watched = await work.watched(conversation.thread.channel) if conversation else None
            if conversation is None or watched is None:
                await work.done(claim)
                return
            after = await _Due(work, watched, now).deal(conversation)
            upcoming = await next_deadline(work, after, watched, now)
            await work.done(claim, due=upcoming.at if upcoming else None)

    async def notice_due(self, claim: Claim) -> None:
        """Show a planned notice, if what it says is still true."""
        now = self.clock.now()
        async with self.store.begin() as work:
            if not await work.holds(claim):
                return
            await work.done(claim)
            notice = await work.notice(claim.id)
            conversation = await work.conversation(notice.conversation) if notice else None
            if notice is None or conversation is None or notice.state is not NoticeState.PLANNED:
                return
            if not nudges.still_true(notice, conversation):
                await finish_notice(work, notice, now, "no longer needed")
                return
            if notice.kind is NoticeKind.EVENING:
                offered = await evening.filled(work, notice, now)
                if offered is None:
                    await finish_notice(work, notice, now, "nothing to keep")
                    return
                notice = offered
            await work.save_notice(replace(notice, state=NoticeState.SHOWN, shown_at=now))
            await work.want_post(PostKind.NUDGE, str(notice.id), notice.to[0], due=now)


@dataclass(frozen=True, slots=True)
class _Due:
    work: Work
    watched: Watched
    now: datetime

    async def deal(self, conversation: Conversation) -> Conversation:
        fired = await self.work.fired(conversation.id)
        due = [
            known
            for known in deadlines(conversation, self.watched.policy)
            if known.at <= self.now and (known.kind.value, known.occasion) not in fired
        ]
        risen = [known for known in due if known.kind in _LEVELS]
        if risen:
            await self._rise(conversation, risen)
        for known in due:
            if known.kind not in _LEVELS:
                conversation = await self._pass(conversation, known)
        return conversation

    async def _rise(self, conversation: Conversation, risen: list[Due]) -> None:
        """Raise the one alert of a wait to the highest level that is due, marked late if we were away."""
        for known in risen:
            await self.work.fire(conversation.id, known.kind.value, known.occasion)
        highest = max(risen, key=lambda known: _HEIGHT[_LEVELS[known.kind]])
        wait = conversation.wait
        if wait is None:
            return
        level = _LEVELS[highest.kind]
        behind = self.now - min(known.at for known in risen)
        late = behind if behind > LATE_AFTER else timedelta()
        to = nudges.alert_to(level, conversation, self.watched.policy)
        notice = await self._alert_of(conversation, wait)
        notice = replace(
            notice, level=level, to=to, late=late, state=NoticeState.SHOWN, shown_at=self.now, outcome=None
        )
        await self.work.save_notice(notice)
        staff = self.watched.policy.staff_channel
        await self.work.want_post(PostKind.ALERT, str(notice.id), staff, due=self.now)
        await self.work.want_post(PostKind.CARD, str(conversation.id), staff, due=self.now, create=False)
        await self.work.want_post(PostKind.QUEUE, staff, staff, due=self.now)

    async def _alert_of(self, conversation: Conversation, wait: Wait) -> Notice:
        occasion = f"wait {wait.number}"
        planned = await self.work.plan(
            Notice(
                conversation=conversation.id,
                kind=NoticeKind.ALERT,
                occasion=occasion,
                due_at=self.now,
                state=NoticeState.SHOWN,
            )
        )
        if planned:
            return planned
        known = await self.work.notices(conversation=conversation.id, kind=NoticeKind.ALERT)
        return next(notice for notice in known if notice.occasion == occasion)

    async def _pass(self, conversation: Conversation, due: Due) -> Conversation:
        """Let a quiet deadline take effect."""
        match due.kind:
            case DueKind.CLAIM_LAPSES:
                return await self._move(conversation, Kind.CLAIM_ENDED, reason="no reply within 10 minutes")
            case DueKind.HOLD_ENDS:
                return await self._move(conversation, Kind.HOLD_ENDED)
            case DueKind.ABANDONED:
                await withdraw_drafts(self.work, conversation)
                after = await self._move(conversation, Kind.WENT_QUIET)
                await self._plan(
                    nudges.reach_out(after, self.now, self.watched.policy, await self._name(after))
                )
                return after
            case DueKind.GOES_SILENT:
                return await self._move(conversation, Kind.WENT_QUIET)
            case DueKind.CHECK_IN:
                await self.work.fire(conversation.id, due.kind.value, due.occasion)
                name = await self._name(conversation)
                await self._plan(nudges.check_in(conversation, self.now, self.watched.policy, name))
                return conversation
            case _:
                return conversation

    async def _plan(self, notice: Notice | None) -> None:
        if notice:
            await self.work.plan(notice)

    async def _move(self, conversation: Conversation, kind: Kind, reason: str | None = None) -> Conversation:
        event = Event(kind=kind, at=self.now, by=DESK, reason=reason)
        return await move(self.work, conversation, self.watched, self.now, event)

    async def _name(self, conversation: Conversation) -> str:
        person = await self.work.person(conversation.customer)
        return person.name if person else ""
