"""One click inside its transaction, with what every button needs to know."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.acts.checking import Concern
from bot.card import Click
from bot.conversation import Conversation, Event, Kind
from bot.messages import Role
from bot.moves import move, renew_posts
from bot.ports import Work
from bot.record import (
    Draft,
    Notice,
    NoticeState,
    Reply,
    ReplyState,
    Watched,
)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A click, the conversation as it is now (locked until the transaction ends), and its channel."""

    work: Work
    click: Click
    conversation: Conversation
    watched: Watched
    concerns: tuple[Concern, ...] = ()  # what gives pause in the text that came with the click

    async def draft(self) -> Draft | None:
        draft = await self.work.draft(self.click.draft) if self.click.draft else None
        return draft if draft and draft.conversation == self.conversation.id else None

    async def notice(self) -> Notice | None:
        notice = await self.work.notice(self.click.notice) if self.click.notice else None
        if notice is None or notice.conversation != self.conversation.id:
            return None
        return notice if notice.state is NoticeState.SHOWN else None

    async def sent_reply(self) -> Reply | None:
        reply = await self.work.reply(self.click.reply) if self.click.reply else None
        if reply is None or reply.conversation != self.conversation.id:
            return None
        return reply if reply.state is ReplyState.SENT and reply.wish is None else None

    async def customer_name(self) -> str:
        person = await self.work.person(self.conversation.customer)
        return person.name if person else "The customer"

    async def move(self, kind: Kind, **about: object) -> None:
        event = replace(Event(kind=kind, at=self.click.at, by=self.click.by.id), **about)  # type: ignore[arg-type]  # the callers name Event's own fields
        await move(self.work, self.conversation, self.watched, self.click.at, event)

    async def renew(self) -> None:
        await renew_posts(self.work, self.conversation, self.watched, self.click.at)

    async def heard_last(self) -> tuple[str, ...]:
        lines = await self.work.lines(self.conversation.id)
        heard = [line for line in lines if line.role is Role.CUSTOMER and line.deleted_at is None][-1:]
        return tuple(f"{line.name}: {line.text[:300]}" for line in heard)
