"""What the rows say about a stretch of a conversation, and the case that a writer or a judge makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conversation import Conversation, Wait
from bot.drafting import Case
from bot.messages import Person, Role
from bot.ports import Reading
from bot.record import Line, Watched
from bot.say import clock_time
from bot.signals import Earlier
from bot.writing.context import LastTime, last_time
from knowledge.ports import Found

LONGEST_QUESTION = 6000  # characters that are searched for
GREETS_AGAIN_AFTER = timedelta(hours=12)
MOST_EARLIER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a reply is about: a burst, what was said before it, and who talks to whom."""

    conversation: Conversation
    watched: Watched
    customer: Person | None
    agent: Person | None
    burst: Sequence[Line]
    earlier: Sequence[Line]
    recent: Sequence[str]
    last: LastTime | None
    greeted: bool  # the same day, in this conversation

    @property
    def question(self) -> str:
        """The customer's words as they are searched for."""
        return "\n".join(line.text for line in self.burst)[-LONGEST_QUESTION:]

    @property
    def zone(self) -> str:
        return self.customer.zone if self.customer else self.watched.policy.hours.home


async def brief_of(
    reading: Reading,
    conversation: Conversation,
    wait: Wait,
    agent: str | None,
    *,
    now: datetime,
    until: datetime | None = None,
) -> Brief | None:
    """Return the brief for what the customer said in a wait before `until`; `None` if nothing is left."""
    watched = await reading.watched(conversation.thread.channel)
    lines = [
        line
        for line in await reading.lines(conversation.id)
        if line.deleted_at is None and (until is None or _before(line, until))
    ]
    asked = [line for line in lines if line.role is Role.CUSTOMER]
    burst = [line for line in asked if line.at >= wait.opened_at] or asked[-1:]
    if watched is None or not burst:
        return None
    people = await reading.people({key for key in (conversation.customer, agent) if key})
    ours = [line.at for line in lines if line.role.answers]
    return Brief(
        conversation=conversation,
        watched=watched,
        customer=people.get(conversation.customer),
        agent=people.get(agent or ""),
        burst=burst,
        earlier=[line for line in lines if line.at < burst[0].at],
        recent=await reading.recent_texts(agent) if agent else [],
        last=await last_time(reading, conversation),
        greeted=bool(ours) and (until or now) - max(ours) < GREETS_AGAIN_AFTER,
    )


def _before(line: Line, until: datetime) -> bool:
    """Whether a line was there when a reply of ours came; clocks of platforms may show the same moment."""
    return line.at < until or (line.at == until and not line.role.answers)


def promise_of(brief: Brief, now: datetime) -> str | None:
    """Return the time that a reply written at `now` may promise, as the customer's clock shows it."""
    policy = brief.watched.policy
    if policy.promise is None:
        return None
    return clock_time(policy.hours.deadline(now, policy.promise), brief.zone, now=now)


def case_of(
    brief: Brief,
    found: Found,
    *,
    key: str,
    promise: str | None,
    public: bool,
    glossary: tuple[str, ...] = (),
) -> Case:
    """Return everything a reply may be made of."""
    conversation = brief.conversation
    return Case(
        key=key,
        lines=tuple(line.text for line in brief.burst),
        earlier=tuple(
            Earlier(who="agent" if line.role.answers else "customer", text=line.text)
            for line in brief.earlier[-MOST_EARLIER:]
        ),
        customer=brief.customer.name if brief.customer else None,
        agent=brief.agent.name if brief.agent else None,
        platform=conversation.thread.platform,
        first_contact=conversation.first_contact and len(conversation.waits) == 1,
        greeted_today=brief.greeted,
        last_topic=brief.last.topic if brief.last else None,
        public=public,
        found=found,
        promise=promise,
        recent=tuple(brief.recent),
        glossary=glossary,
    )
