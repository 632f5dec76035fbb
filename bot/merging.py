"""Which message an alert stands in: one of its own, or one that came before. So nobody is flooded.

What is due within a minute is one message. A place, or a person, that got as many messages within the hour as
people keep reading gets no further ones: later alerts join the last, without a ping. Urgent ones always ping.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.ladder import WEBHOOK
from bot.ledger import ENOUGH, MOST_AN_HOUR, How, Message, Told
from bot.messages import is_group
from bot.ports import Work
from bot.record import Notice, PostKind

MERGES_WITHIN = timedelta(minutes=1)
WEBHOOK_PLACE = "webhook:alerts"
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Merging:
    """Finds the message for an alert in one transaction, and puts it there."""

    work: Work
    now: datetime
    staff: str  # the staff channel
    urgent: bool

    async def bundle(self, notice: Notice, pings: tuple[str, ...]) -> int:
        """Return the alert whose message in the staff channel a new one joins: its own, if none."""
        recent = await self.work.alert_messages(self.staff, self.now - _HOUR)
        last = next((one for one in recent if one.kind is PostKind.ALERT), None)
        if last is None:
            return notice.id
        if self._just_now(last) and set(pings) <= await self.work.named_in(last.subject):
            return last.subject
        return last.subject if self._enough(len(recent)) else notice.id

    async def name(self, told: Told, notice: Notice) -> bool:
        """Name somebody in the staff channel's message, if that is new to them; else `page` them.

        Return whether it names them.
        """
        joined = notice.bundle is not None and notice.bundle != notice.id
        late = joined and told.target not in await self.work.named_in(notice.bundle or 0)
        if late or self._enough(await self.work.pings(told.target, self.now - _HOUR)):
            await self.page(told)
            return False
        await self.work.tell(replace(told, how=How.MENTION, message=notice.bundle))
        return True

    async def page(self, told: Told) -> bool:
        """Tell somebody in a message of their own, or in the one they just had.

        Return whether they are told: who had enough, and has no message to add it to, is not.
        """
        place = self._place(told.target)
        last = await self._last_page(told.target, place)
        if last and not self._just_now(last):
            told = _held_back(told)
        elif last is None and self._enough(await self._had(told.target, place)):
            await self.work.tell(replace(_held_back(told), target="", how=How.SILENT))
            return False
        kept = await self.work.tell(replace(told, how=How.PAGE))
        message = last.subject if last else kept.id
        await self.work.told_in(kept.id, message)
        await self.work.want_post(PostKind.PAGE, str(message), place, due=self.now)
        return True

    async def _last_page(self, target: str, place: str) -> Message | None:
        """Return the message of somebody's own that a page joins."""
        if target == WEBHOOK:
            return None
        recent = await self.work.alert_messages(place, self.now - _HOUR)
        last = next((one for one in recent if one.kind is PostKind.PAGE), None)
        if last and not self._just_now(last) and not self._enough(await self._had(target, place)):
            return None
        return last

    async def _had(self, target: str, place: str) -> int:
        """Return how many messages somebody had within the hour, here or anywhere."""
        if target == WEBHOOK:
            return 0
        here = await self.work.alert_messages(place, self.now - _HOUR)
        return max(len(here), await self.work.pings(target, self.now - _HOUR))

    def _place(self, target: str) -> str:
        return WEBHOOK_PLACE if target == WEBHOOK else self.staff if is_group(target) else target

    def _just_now(self, message: Message) -> bool:
        return self.now - message.at <= MERGES_WITHIN

    def _enough(self, had: int) -> bool:
        return had >= MOST_AN_HOUR and not self.urgent


def _held_back(told: Told) -> Told:
    return replace(told, why="; ".join(filter(None, (told.why, ENOUGH))))
