"""Edits and deletions: they re-evaluate, and never move the first response of a customer who has one.

Our only answer, deleted by hand (it stood in the wrong thread), is a reply taken back: the customer has none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot import signals
from bot.acts.taking_back import taken_back
from bot.conversation import Conversation, Event, Kind, Status
from bot.intake.hearing import Hearing
from bot.intake.meaning import AGENT_SPOKE, needs_us
from bot.messages import Deleted, Edited, Role
from bot.moves import move, withdraw_drafts
from bot.promises.keeping import note, unsaid
from bot.record import Line, ReplyState

_STILL_OURS = frozenset({Status.AWAITING_CUSTOMER, Status.AWAITING_AGENT, Status.ON_HOLD})


@dataclass(frozen=True, slots=True)
class Changes(Hearing):
    """Lines that were changed after they were said."""

    async def edited(self, edited: Edited) -> None:
        line = await self.work.line(edited.channel, edited.id)
        if line is None or line.text == edited.text:
            return
        conversation = await self.work.for_update(line.conversation)  # first, as everybody locks
        changed_line = replace(line, text=edited.text, edited_at=edited.at)
        await self.work.change_line(changed_line)
        if conversation is not None and line.role.answers:
            await unsaid(self.work, conversation.id, line.id, self.now)
            await note(self.work, conversation, changed_line, self.watched, self.now)
        if conversation is None or line.role is not Role.CUSTOMER:
            return
        told = signals.read([edited.text], context=AGENT_SPOKE)
        asked_before = needs_us(signals.read([line.text], context=AGENT_SPOKE))
        now_asks = needs_us(told) and not asked_before and conversation.wait is None
        withdraws = told.withdrawn and asked_before and await self._only_line(conversation, line)
        if (now_asks and conversation.reopens_at(edited.at)) or withdraws:
            await self.takes_effect(conversation, edited.at, line.author, line.id, told)
            return
        changed = Event(kind=Kind.CHANGED, at=edited.at, by=line.author, message=line.id, reason="edited")
        after = await move(self.work, conversation, self.watched, self.now, changed)
        await self.want_draft(after, edited.at, asks=told.asks_question)

    async def _only_line(self, conversation: Conversation, line: Line) -> bool:
        """Whether a line is all that the customer said in the running wait."""
        wait = conversation.wait
        said = [
            known.id
            for known in await self.work.lines(conversation.id)
            if known.role is Role.CUSTOMER and known.deleted_at is None
        ]
        return wait is not None and wait.line == line.id and said[-1:] == [line.id]

    async def deleted(self, deleted: Deleted) -> None:
        line = await self.work.line(deleted.channel, deleted.id)
        if line is None or line.deleted_at:
            return
        conversation = await self.work.for_update(line.conversation)
        await self.work.change_line(replace(line, deleted_at=deleted.at))
        await unsaid(self.work, line.conversation, line.id, self.now)
        if conversation is not None and line.role.answers:
            await self._answer_gone(conversation, line, deleted)
        if conversation is None or line.role is not Role.CUSTOMER:
            return
        changed = Event(kind=Kind.CHANGED, at=deleted.at, by=line.author, message=line.id, reason="deleted")
        after = await move(self.work, conversation, self.watched, self.now, changed)
        if after.wait is None:
            return
        if await self._nothing_left(after):
            gone = Event(kind=Kind.CLOSED, at=deleted.at, by=line.author, reason="deleted by the customer")
            await withdraw_drafts(self.work, after)
            await self.work.learned.settled(after.id, after.wait.number)
            await move(self.work, after, self.watched, self.now, gone)
        else:
            await self.want_draft(after, deleted.at, asks=True)

    async def _answer_gone(self, conversation: Conversation, line: Line, deleted: Deleted) -> None:
        """Let the customer wait again if the line had ended their wait and nothing of ours stands after it.

        Where it is solved or over by now the line may go: the customer needs nothing more.
        """
        if conversation.status not in _STILL_OURS:
            return
        if all(wait.answer != line.id for wait in conversation.waits):
            return
        lines = await self.work.lines(conversation.id)
        if any(known.role.answers and known.deleted_at is None and known.at >= line.at for known in lines):
            return
        reply = await self.work.reply(line.reply) if line.reply else None
        if reply:
            await self.work.save_reply(replace(reply, state=ReplyState.TAKEN_BACK, wish=None, error=None))
        event = Event(kind=Kind.TAKEN_BACK, at=deleted.at, by=line.author, message=line.id)
        after = await taken_back(self.work, conversation, self.watched, self.now, event, reply)
        if await self.work.open_draft(after.id) is None:
            await self.want_draft(after, deleted.at, asks=True)

    async def _nothing_left(self, conversation: Conversation) -> bool:
        """Whether everything the customer said in the running wait is gone."""
        wait = conversation.wait
        lines = await self.work.lines(conversation.id)
        return wait is not None and not any(
            line.role is Role.CUSTOMER and line.deleted_at is None and line.at >= wait.opened_at
            for line in lines
        )
