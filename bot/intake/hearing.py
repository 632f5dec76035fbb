"""What a customer's words do to their conversation: its state, its draft, its nudges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import nudges, signals
from bot.conversation import Conversation, Event, Kind
from bot.intake.helping import rest_ends
from bot.intake.meaning import asked_by_us, kind_of
from bot.moves import finish_notices, move, withdraw_drafts
from bot.policy import LONGEST_BURST, draft_due
from bot.ports import Work
from bot.record import Draft, NoticeKind, Result, Watched

HAND_WRITTEN_RECENTLY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Hearing:
    """One transaction in which one thing that was heard takes effect."""

    work: Work
    watched: Watched
    now: datetime

    async def takes_effect(
        self,
        before: Conversation,
        at: datetime,
        by: str,
        message: str,
        told: signals.Signals,
        *,
        confirms: bool = False,
    ) -> tuple[Conversation, Kind]:
        """Let a customer's words take effect on their conversation; return it, and what they meant."""
        asked = told.acknowledged and asked_by_us(await self.work.lines(before.id), at)
        kind = Kind.CONFIRMED if confirms else kind_of(before, told, asked=asked)
        if by != before.customer and kind in (Kind.SOUNDS_SOLVED, Kind.CONFIRMED):
            kind = Kind.CHANGED  # somebody else in the thread: the asker still waits
        event = Event(kind=kind, at=at, by=by, message=message)
        ended = await rest_ends(self.work, before, at, by) if kind is Kind.ASKED else ()
        after = await move(self.work, before, self.watched, self.now, *ended, event)
        match kind:
            case Kind.ASKED:
                await finish_notices(
                    self.work,
                    after,
                    frozenset({NoticeKind.CONFIRM, NoticeKind.CHECK_IN}),
                    self.now,
                    "asked on",
                    Result.OVERTAKEN,
                )
                await self.want_draft(after, at, asks=told.asks_question)
            case Kind.SOUNDS_SOLVED:
                await withdraw_drafts(self.work, after)
                await self._plan_confirm(after, at)
            case Kind.CONFIRMED:
                await withdraw_drafts(self.work, after)
                live = frozenset({NoticeKind.CONFIRM, NoticeKind.CHECK_IN, NoticeKind.REMINDER})
                await finish_notices(
                    self.work, after, live, self.now, "the customer confirmed", Result.OVERTAKEN
                )
            case _:
                pass
        return after, kind

    async def _plan_confirm(self, conversation: Conversation, at: datetime) -> None:
        customer = await self.work.person(conversation.customer)
        notice = nudges.confirm(conversation, at, self.watched.policy, customer.name if customer else "")
        if notice:
            await self.work.plan(notice)

    async def want_draft(self, conversation: Conversation, at: datetime, *, asks: bool) -> None:
        wait = conversation.wait
        if wait is None or not self.watched.policy.step.drafts:
            return
        first = wait.opened_at if at - wait.opened_at < LONGEST_BURST else at
        due = draft_due(first, at, asks, self.watched.policy, heard=self.now)
        by_hand = await self._written_by_hand(conversation)
        if by_hand and self.now - by_hand < HAND_WRITTEN_RECENTLY:
            due = max(due, by_hand + HAND_WRITTEN_RECENTLY)
        draft = Draft(conversation=conversation.id, wait=wait.number, version=conversation.version)
        await self.work.want_draft(draft, due)

    async def _written_by_hand(self, conversation: Conversation) -> datetime | None:
        """Return when a person of ours last wrote in this thread without the card's help."""
        if conversation.last_human_at is None:
            return None
        lines = await self.work.lines(conversation.id)
        by_hand = [line.at for line in lines if line.role.answers and not (line.reply or line.deleted_at)]
        return max(by_hand, default=None)
