"""The message menu's "Draft a reply": the draft of a message's conversation, which it may begin.

A message that opened no conversation is taken in as if it came now, under a key of its own: as an event it
may have come before, and had no effect. What comes both ways is one line all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp

from adapters.slack.clicks import Ack, Body, Clicks, Hears
from adapters.slack.envelope import envelope
from adapters.slack.in_time import told_of
from adapters.slack.keys import native, stamp
from adapters.slack.manifest import DRAFT_SHORTCUT
from adapters.slack.read import event_id, read
from adapters.slack.rich import as_typed
from adapters.slack.text import escape
from bot.card import Answered, Ask, Click, Outcome, Verb
from bot.conversation import Conversation
from bot.errors import FrontdeskError
from bot.intake.wanted import being_drafted, draft_wanted
from bot.messages import Person, Role, Said, Thread
from bot.ports import Reading
from bot.record import Queue, Watched

STAFF_ONLY = "Only agents and leads see who is waiting."
_OUR_OWN_ROOM = "This is a staff channel: its cards have the drafts. Use the menu of a customer's message."


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Opens drafts from the message menu. `wake` is told that the inbox has something new."""

    clicks: Clicks
    wake: Callable[..., None]

    def register(self, app: AsyncApp) -> None:
        app.shortcut(DRAFT_SHORTCUT)(self.draft_wanted)

    async def draft_wanted(self, ack: Ack, body: dict[str, Any]) -> None:
        """Open the draft to a message, or have one written."""
        await ack()
        channel = await self.clicks.key(body["channel"]["id"])
        try:
            outcome = await self._draft_for(body, channel)
        except FrontdeskError as error:
            outcome = Answered(text=told_of(error), ok=False)
        if isinstance(outcome, Ask):
            await self.clicks.answer(outcome, Verb.EDIT, Hears(channel, channel), body)
        else:
            await self.clicks.tell(channel, await self.clicks.key(body["user"]["id"]), outcome.text)

    async def _draft_for(self, body: Body, channel: str) -> Outcome:
        by = await self.clicks.who(body["user"]["id"], channel)
        message = body["message"]
        async with self.clicks.store.read() as reading:
            watched = await reading.watched(channel)
            serves = any(each.policy.staff_channel == channel for each in await reading.all_watched())
            conversation = await _conversation_of(reading, channel, message)
            draft = await reading.open_draft(conversation.id) if conversation else None
            writing = await reading.wanted_draft(conversation.id) if conversation else None
        if not (by.role.acts or (watched is None and by.role.answers)):
            return Answered(text=STAFF_ONLY, ok=False)
        if serves:
            return Answered(text=_OUR_OWN_ROOM, ok=False)
        if conversation is None:
            return await self._take_in(message, channel, watched)
        if draft is None:
            return being_drafted(conversation, written=writing is not None)
        return await self.clicks.desk.do(
            Click(
                verb=Verb.EDIT,
                by=by,
                at=self.clicks.clock.now(),
                conversation=conversation.id,
                version=conversation.version,
                draft=draft.id,
            )
        )

    async def _take_in(self, message: Body, channel: str, watched: Watched | None) -> Answered:
        """Take a message in that opened no conversation, or say why not."""
        now = self.clicks.clock.now()
        event = {**message, "type": "message", "channel": native(channel)}
        id = f"{event_id({'event': event})}/wanted {stamp(now)}"
        raw = envelope(event, id, await self.clicks.web.identity()) | {"wanted_at": stamp(now)}
        heard = read(raw)
        said = heard if isinstance(heard, Said) else None
        outcome = draft_wanted(said, await self._author(said), watched, now)
        if outcome.ok:
            await self.clicks.store.put(id, "slack", raw, now)
            self.wake(Queue.INBOX)
        return outcome

    async def _author(self, said: Said | None) -> Person | None:
        if said is None or said.by_machine:
            return Person(id=said.author, name="", role=Role.BOT) if said else None
        return await self.clicks.people.person(said.author, said.channel)


async def _conversation_of(reading: Reading, channel: str, message: Body) -> Conversation | None:
    line = await reading.line(channel, message["ts"])
    if line:
        return await reading.conversation(line.conversation)
    return await reading.conversation_in(Thread(channel, message.get("thread_ts") or message["ts"]))


def said(text: str) -> dict[str, Any]:
    """Return a private answer to a command."""
    return {"text": escape(text), "blocks": as_typed(text)}
