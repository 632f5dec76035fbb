"""`/frontdesk`: what people ask for by name instead of by button."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp

from adapters.slack.asked import Asked
from adapters.slack.clicks import Ack, Body, Clicks
from adapters.slack.in_time import in_time, told_of
from adapters.slack.leading import Leading
from adapters.slack.manifest import COMMAND
from adapters.slack.settings import SECTIONS, Settings
from adapters.slack.shortcut import said
from bot.errors import FrontdeskError

HELP = """Frontdesk drafts first replies; you send them.

For everybody on the desk
/frontdesk queue – who is waiting now, longest first
/frontdesk why – why the customer who waits longest is still waiting
/frontdesk note … – note something on the card, for colleagues only
/frontdesk nudges – what waits for you: reminders with the words ready
/frontdesk problems – what several customers report, until it is fixed
/frontdesk duty – who is on duty; duty on, duty off, duty away until 14:00, duty focus 1h, duty hours
/frontdesk mine – the scores of your own first replies, with what would make them better
/frontdesk status – every watched channel with its settings
/frontdesk report – first responses of the last seven days; report 30 of thirty

For leads, in the support channel or with its #name
/frontdesk watch #staff-channel – watch this channel, cards go to #staff-channel
/frontdesk unwatch – stop watching this channel
/frontdesk settings – everything in one window
/frontdesk targets, hours, escalation, acknowledgement, digest, people, trust – only that part
/frontdesk pause – no alerts for two hours; pause 30m, pause until 14:00; resume ends it

On any message: its menu (⋮), then "Draft a reply". Your own view is in the app's Home tab."""
Answer = Callable[[Body, str], Awaitable[dict[str, Any]]]
Respond = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Commands:
    """Answers commands where they were typed, privately."""

    clicks: Clicks
    settings: Settings
    leading: Leading

    def register(self, app: AsyncApp) -> None:
        app.command(COMMAND)(self.asked)

    async def asked(self, ack: Ack, respond: Respond, body: dict[str, Any]) -> None:
        """Answer within the three seconds Slack waits; what takes longer follows."""
        async with in_time(self._answer(body)) as answering:
            if answering.done():
                reply = answering.result()
                await ack(**reply) if reply else await ack()
                return
            await ack()
            if reply := await answering:
                await respond(**reply)

    async def _answer(self, body: Body) -> dict[str, Any]:
        word, _, rest = body.get("text", "").strip().partition(" ")
        answer = self._answers().get(word.lower() or "help", self._unknown)
        try:
            return await answer(body, rest.strip())
        except FrontdeskError as error:
            return said(told_of(error))

    def _answers(self) -> dict[str, Answer]:
        sections: dict[str, Answer] = {name: self._section(name) for name in SECTIONS}
        asked = Asked(self.clicks).answers()
        return {"help": self._help} | asked | sections | self.leading.answers()

    def _section(self, name: str) -> Answer:
        async def opened(body: Body, rest: str) -> dict[str, Any]:
            return await self.settings.open_from_command(body, rest, name)

        return opened

    async def _help(self, body: Body, rest: str) -> dict[str, Any]:
        return said(HELP)

    async def _unknown(self, body: Body, rest: str) -> dict[str, Any]:
        return said(f"I do not know that word.\n\n{HELP}")
