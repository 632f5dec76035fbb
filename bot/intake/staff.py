"""A line of ours: which conversation it answers, and whose wait it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot import nudges
from bot.conversation import Conversation, Event, Kind
from bot.intake.hearing import Hearing
from bot.intake.meaning import AT_TOP, JOINS_WITHIN, line_of
from bot.learning import evening
from bot.messages import Person, Said, Thread
from bot.moves import move, withdraw_drafts
from bot.nudging.heard import Nudging
from bot.record import Notice, NoticeKind

GOES_ON_IN = timedelta(hours=2)  # how old a conversation may be in which a writer goes on


@dataclass(frozen=True, slots=True)
class Staff(Hearing):
    """What agents and colleagues say by hand."""

    async def said(self, said: Said, person: Person) -> None:
        conversation = await self._answered_conversation(said, person)
        if conversation is None:
            return
        await self.work.lock(said.channel, conversation.customer)
        conversation = await self.work.for_update(conversation.id) or conversation
        line = line_of(conversation, said, person)
        if not await self.work.add_line(line):
            return
        await self.work.save_person(person)
        where = None if said.root else AT_TOP
        event = Event(kind=Kind.REPLIED, at=said.at, by=person.id, message=said.id, reason=where)
        after = await move(self.work, conversation, self.watched, self.now, event)
        if after.wait is None:
            await withdraw_drafts(self.work, after, noted=self.now)
        await Nudging(self.work, self.watched, self.now).we_wrote(conversation, after, line)
        await evening.plan(self.work, after, self.watched, person, self.now)

    async def _answered_conversation(self, said: Said, person: Person) -> Conversation | None:
        """Find which conversation a line of ours answers: its thread's, whom it names, or the only one."""
        if said.root:
            return await self.work.conversation_in(Thread(said.channel, said.root))
        if said.answers and (line := await self.work.line(said.channel, said.answers)):
            return await self.work.conversation(line.conversation)
        waiting = await self.work.waiting(channel=said.channel)
        waiting = [known for known in waiting if known.opened_at <= said.at]
        for known in waiting:
            if known.customer in said.mentions:
                return known
        if len(waiting) == 1 or not waiting:
            return waiting[0] if waiting else None
        going_on = await self._goes_on(said, person)
        if going_on:
            return going_on
        await self.work.save_person(person)
        people = await self.work.people({known.customer for known in waiting})
        names = [people[known.customer].name for known in waiting if known.customer in people]
        await self._ask_which(nudges.which(waiting[0], said, self.now, names), person)
        return None

    async def _goes_on(self, said: Said, person: Person) -> Conversation | None:
        """Find the conversation in which the writer said something a moment ago: they go on with it."""
        for known in await self.work.conversations(since=said.at - GOES_ON_IN, limit=20):
            if known.thread.channel != said.channel or known.last_human_by != person.id:
                continue
            if known.last_human_at and said.at - known.last_human_at <= JOINS_WITHIN:
                return known
        return None

    async def _ask_which(self, notice: Notice, person: Person) -> None:
        """Ask a writer whom they answered, unless they have that question before them already."""
        asked = await self.work.notices(kind=NoticeKind.WHICH, live=True)
        if not any(person.id in known.to for known in asked):
            await self.work.plan(notice)
