"""The message menu's "Draft a reply": the draft of the conversation a message belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp

from adapters.slack.clicks import Ack, Body, Clicks, Hears, told_of
from adapters.slack.manifest import DRAFT_SHORTCUT
from adapters.slack.rich import as_typed
from adapters.slack.text import escape
from bot.card import Answered, Click, Outcome, Verb
from bot.errors import FrontdeskError
from bot.messages import Thread

STAFF_ONLY = "Only agents and leads see who is waiting."
_NO_CONVERSATION = (
    "There is no conversation to this message: its channel is not watched, or it needs no reply."
)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Opens drafts from the message menu."""

    clicks: Clicks

    def register(self, app: AsyncApp) -> None:
        app.shortcut(DRAFT_SHORTCUT)(self.draft_wanted)

    async def draft_wanted(self, ack: Ack, body: dict[str, Any]) -> None:
        """Open the draft for the conversation a message belongs to."""
        await ack()
        channel = await self.clicks.key(body["channel"]["id"])
        try:
            outcome = await self._draft_for(body, channel)
        except FrontdeskError as error:
            outcome = Answered(text=told_of(error), ok=False)
        await self.clicks.answer(outcome, Verb.EDIT, Hears(channel, channel), body)

    async def _draft_for(self, body: Body, channel: str) -> Outcome:
        by = await self.clicks.who(body["user"]["id"], channel)
        message = body["message"]
        async with self.clicks.store.read() as reading:
            line = await reading.line(channel, message["ts"])
            found = await reading.conversation(line.conversation) if line else None
            root = Thread(channel, message.get("thread_ts") or message["ts"])
            conversation = found or await reading.conversation_in(root)
            draft = await reading.open_draft(conversation.id) if conversation else None
        if conversation is None or not by.role.acts:
            return Answered(text=_NO_CONVERSATION if by.role.acts else STAFF_ONLY, ok=False)
        return await self.clicks.desk.do(
            Click(
                verb=Verb.EDIT,
                by=by,
                at=self.clicks.clock.now(),
                conversation=conversation.id,
                version=conversation.version,
                draft=draft.id if draft else None,
            )
        )


def said(text: str) -> dict[str, Any]:
    """Return a private answer to a command."""
    return {"text": escape(text), "blocks": as_typed(text)}
