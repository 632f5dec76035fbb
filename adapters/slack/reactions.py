"""Agents' reactions on a customer's line: eyes claim it, a check mark says it sounds solved.

Neither is a response; both are the same clicks as on the card, and the desk checks who may.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from adapters.slack.clicks import Clicks
from adapters.slack.keys import key
from bot.card import Click, Verb
from bot.errors import FrontdeskError

_MEANS: Mapping[str, Verb] = {
    "eyes": Verb.CLAIM,
    "white_check_mark": Verb.RESOLVED,
    "heavy_check_mark": Verb.RESOLVED,
}
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Reactions:
    """Carries reactions to the desk."""

    clicks: Clicks

    async def added(self, event: dict[str, Any]) -> None:
        verb = _MEANS.get(event["reaction"].partition("::")[0])
        if verb is None or event["item"].get("type") != "message":
            return
        try:
            await self._carry(verb, event)
        except FrontdeskError as error:
            _log.warning("a reaction was lost", platform="slack", error=type(error).__name__)

    async def _carry(self, verb: Verb, event: Mapping[str, Any]) -> None:
        channel = key((await self.clicks.web.identity()).team, event["item"]["channel"])
        async with self.clicks.store.read() as reading:
            line = await reading.line(channel, event["item"]["ts"])
            conversation = await reading.conversation(line.conversation) if line else None
        if conversation is None:
            return
        by = await self.clicks.who(event["user"], channel)
        if by.role.acts:
            click = Click(
                verb=verb,
                by=by,
                at=self.clicks.clock.now(),
                conversation=conversation.id,
                version=conversation.version,
            )
            await self.clicks.desk.do(click)
