"""What happens when a conversation's clock or a planned notice falls due: alerts rise, quiet ones end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot import nudges
from bot.alerts.alerting import REMINDS, RISES, Alerts
from bot.conversation import Conversation, Event, Kind
from bot.dues import Due, DueKind, deadlines, next_due
from bot.learning import evening
from bot.moves import finish_notice, move, next_deadline, withdraw_drafts
from bot.nudging.daytime import in_their_day
from bot.nudging.delivery import deliver, let_lie
from bot.nudging.presence import Presence
from bot.ports import Clock, Store, Work
from bot.record import Claim, Notice, NoticeKind, NoticeState, Watched
from bot.roster.duty import Roster
from bot.speaking.acknowledging import acknowledge
from bot.speaking.morning import tell_first_in
from bot.speaking.rating import ask as ask_rating

DESK = "desk"


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Works conversations whose clock is due, and notices whose moment has come."""

    store: Store
    clock: Clock
    presence: Presence

    async def clock_due(self, claim: Claim) -> None:
        """Deal with everything that is due on one conversation's clock, each thing once."""
        now = self.clock.now()
        async with self.store.begin() as work:
            conversation = await work.held(claim)
            watched = await work.watched(conversation.thread.channel) if conversation else None
            if conversation is None or watched is None:
                await work.done(claim)
                return
            upcoming = await _Due(work, watched, now).deal(conversation)
            await work.done(claim, due=upcoming.at if upcoming else None)

    async def notice_due(self, claim: Claim) -> None:
        """Show a planned notice, if what it says is still true; put away one that nobody dealt with."""
        now = self.clock.now()
        async with self.store.begin() as work:
            if not await work.done(claim):
                return
            notice = await work.notice(claim.id)
            conversation = await work.conversation(notice.conversation) if notice else None
            watched = await work.watched(conversation.thread.channel) if conversation else None
            if notice is None or watched is None:
                return
            if notice.state is NoticeState.PLANNED and notice.kind is NoticeKind.EVENING:
                offered = await evening.filled(work, notice, now)
                if offered:
                    await deliver(work, offered, watched, now, self.presence)
                else:
                    await finish_notice(work, notice, now, "nothing to keep")
            elif notice.state is NoticeState.PLANNED:
                await deliver(work, notice, watched, now, self.presence)
            elif notice.state is NoticeState.SHOWN:
                await let_lie(work, notice, now)


@dataclass(frozen=True, slots=True)
class _Due:
    work: Work
    watched: Watched
    now: datetime

    async def deal(self, conversation: Conversation) -> Due | None:
        """Deal with what is due, and return what is next."""
        fired = await self.work.fired(conversation.id)
        due = [
            known
            for known in deadlines(conversation, self.watched.policy)
            if known.at <= self.now and (known.kind.value, known.occasion) not in fired
        ]
        alerting = [known for known in due if known.kind in RISES or known.kind in REMINDS]
        if alerting:
            roster = Roster.of(await self.work.duties())
            await Alerts(self.work, self.watched, roster, self.now).rise(conversation, alerting)
            fired |= {(known.kind.value, known.occasion) for known in alerting}
        quiet = [known for known in due if known not in alerting]
        for known in quiet:
            conversation = await self._pass(conversation, known)
        if quiet:
            return await next_deadline(self.work, conversation, self.watched, self.now)
        return next_due(conversation, self.watched.policy, fired)

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
                notice = nudges.check_in(conversation, self.now, self.watched.policy, name)
                await self._plan(await self._in_their_day(notice, conversation) if notice else None)
                return conversation
            case DueKind.ACKNOWLEDGE:
                await acknowledge(self.work, conversation, self.watched, self.now, due.occasion)
                return conversation
            case DueKind.MORNING:
                await self.work.fire(conversation.id, due.kind.value, due.occasion)
                await tell_first_in(self.work, conversation, self.watched, self.now)
                return conversation
            case DueKind.RATING:
                await self.work.fire(conversation.id, due.kind.value, due.occasion)
                await ask_rating(self.work, conversation, self.watched, self.now)
                return conversation
            case _:
                return conversation

    async def _in_their_day(self, notice: Notice, conversation: Conversation) -> Notice:
        """Put a check-in off until it is day where the customer is: a message at night wakes."""
        customer = await self.work.person(conversation.customer)
        zone = customer.zone if customer else self.watched.policy.hours.home
        return replace(notice, due_at=in_their_day(self.now, zone))

    async def _plan(self, notice: Notice | None) -> None:
        if notice:
            await self.work.plan(notice)

    async def _move(self, conversation: Conversation, kind: Kind, reason: str | None = None) -> Conversation:
        event = Event(kind=kind, at=self.now, by=DESK, reason=reason)
        return await move(self.work, conversation, self.watched, self.now, event)

    async def _name(self, conversation: Conversation) -> str:
        person = await self.work.person(conversation.customer)
        return person.name if person else ""
