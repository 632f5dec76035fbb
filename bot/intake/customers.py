"""A customer's line: which conversation it is for, or that it opens one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import nudges, signals
from bot.conversation import Conversation, Kind, opened
from bot.intake.hearing import Hearing
from bot.intake.helping import advises, helped, may_rest
from bot.intake.meaning import AT_TOP, JOINS_WITHIN, asks, line_of, needs_us
from bot.intake.wanted import is_old
from bot.messages import Person, Said, Thread
from bot.moves import QUEUE_SETTLES, move, next_deadline
from bot.nudging.heard import Nudging
from bot.policy import Listens
from bot.record import PostKind


@dataclass(frozen=True, slots=True)
class Customers(Hearing):
    """What customers say."""

    async def said(self, said: Said, person: Person, told: signals.Signals) -> None:
        await self.work.lock(said.channel, person.id)
        if await self.work.line(said.channel, said.id):
            return
        await self.work.save_person(person)
        theirs = await self.work.conversations(customer=person.id, limit=5)
        conversation = await self._conversation_for(said, told, theirs)
        if conversation is None:
            if told.thanks_only or said.unread or self._among_themselves(said):
                return  # thanks with nothing behind it opens nothing; in doubt a conversation opens
            await self._open(said, person, theirs[0] if theirs else None, first_contact=not theirs)
            await self._tell_elsewhere(theirs)
            return
        if conversation.status.over and not conversation.reopens_at(said.at):
            if needs_us(told) and not self._among_themselves(said):
                await self._open(said, person, conversation, first_contact=False)
            return
        conversation = await self.work.for_update(conversation.id) or conversation
        line = line_of(conversation, said, person)
        await self.work.add_line(line)
        if advises(conversation, said, person, told):
            if await may_rest(self.work, conversation):
                await move(self.work, conversation, self.watched, self.now, helped(said, person))
                return
            if conversation.wait is None:
                return  # advice after our answer asks nothing of us
        after, kind = await self.takes_effect(
            conversation, said.at, person.id, said.id, told, confirms=said.confirms
        )
        nudging = Nudging(self.work, self.watched, self.now)
        chases = await nudging.customer_wrote(conversation, after, line, told, kind)
        if said.root and not chases:
            await self._follow_up(conversation, said.id)

    def _among_themselves(self, said: Said) -> bool:
        """Whether a line is not for us, where a lead wants to be called first."""
        return self.watched.policy.listens is Listens.MENTIONS and not said.calls_us

    async def _conversation_for(
        self, said: Said, told: signals.Signals, theirs: Sequence[Conversation]
    ) -> Conversation | None:
        """Find the conversation a customer's line belongs to; `None` opens a new one.

        `theirs` are the writer's own conversations, latest first.
        """
        if said.root:
            return await self.work.conversation_in(Thread(said.channel, said.root))
        if said.wanted_at:
            return None  # the reply goes under this message, whatever else its writer asks
        if said.answers and (line := await self.work.line(said.channel, said.answers)):
            return await self.work.conversation(line.conversation)
        latest = [
            known for known in theirs if known.thread.channel == said.channel and known.reopens_at(said.at)
        ]
        for candidate in latest:
            if candidate.wait and said.at - candidate.wait.opened_at <= JOINS_WITHIN:
                return candidate
        if not needs_us(told):
            return latest[0] if latest else None
        return latest[0] if latest and await self._talking_at_top(latest[0], said.at) else None

    async def _talking_at_top(self, conversation: Conversation, at: datetime) -> bool:
        """Whether one of ours answered this conversation outside its thread just now: talk goes on there.

        Where people answer at top level, every next question would otherwise be a conversation of its own.
        """
        answered = conversation.last_human_at
        if conversation.status.over or answered is None or at - answered > JOINS_WITHIN:
            return False
        replies = [known for known in await self.work.events(conversation.id) if known.kind is Kind.REPLIED]
        return bool(replies) and replies[-1].reason == AT_TOP

    async def _open(
        self, said: Said, person: Person, last: Conversation | None, *, first_contact: bool
    ) -> None:
        since = self._waits_since(said)
        fresh = opened(
            Thread(said.channel, said.root or said.id),
            person.id,
            since,
            line=said.id,
            first_contact=first_contact,
            linked_to=last.id if last else None,
        )
        due = await next_deadline(self.work, fresh, self.watched, self.now)
        conversation = await self.work.open(fresh, due.at if due else None)
        line = line_of(conversation, said, person)
        await self.work.add_line(line)
        await self.want_draft(conversation, said.at, asks=asks(said.text))
        await Nudging(self.work, self.watched, self.now).opened(conversation, line)
        staff = self.watched.policy.staff_channel
        if self.watched.policy.step.shows_all:
            await self.work.want_post(PostKind.QUEUE, staff, staff, due=self.now + QUEUE_SETTLES)

    def _waits_since(self, said: Said) -> datetime:
        """Return from when a line's writer waits for us.

        An old line that somebody of ours asks a draft for waits from then: until then it was nobody's task,
        and alerts for days would reach the lead about the very person who is answering. Where we were away
        and still read what we missed it was our task all along.
        """
        if said.wanted_at is None or self.watched.gap_after or not is_old(said.at, said.wanted_at):
            return said.at
        return said.wanted_at

    async def _tell_elsewhere(self, theirs: Sequence[Conversation]) -> None:
        """Let the cards of a customer who waits elsewhere say that they have asked again."""
        for known in theirs:
            if known.wait:
                await self.work.want_post(PostKind.CARD, str(known.id), "", due=self.now, create=False)

    async def _follow_up(self, before: Conversation, message: str) -> None:
        """Tell the person who answered that the customer asked on: they may not follow the thread."""
        after = await self.work.conversation(before.id)
        if (
            before.wait is None
            and after
            and after.wait
            and (notice := nudges.follow_up(after, message, self.now))
        ):
            await self.work.plan(notice)
