"""Which nudges follow from a line: a customer asks again, is upset, or praises; a reply lacks thanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import signals
from bot.alerts.routing import first_on_duty
from bot.conversation import Conversation, Kind
from bot.messages import Role
from bot.moves import finish_notices
from bot.nudging import tact
from bot.nudging.words import PRAISED, REPORTED
from bot.ports import Work
from bot.promises import keeping
from bot.record import Line, Notice, NoticeKind, Watched
from bot.roster.duty import Roster
from bot.signals import Earlier, Signals

UNSEEN_AFTER = timedelta(seconds=60)
THANKS_AFTER = timedelta(minutes=2)
A_BURST = timedelta(minutes=3)  # lines so soon after the first one add to the question, they do not chase
MOST_CHASES_A_DAY = 2
THIRD_PERSON = 3
ANSWERED = frozenset(
    {
        NoticeKind.CHECK_IN,
        NoticeKind.REACH_OUT,
        NoticeKind.FOLLOW_UP,
        NoticeKind.REMINDER,
        NoticeKind.WHICH,
        NoticeKind.CHASING,
        NoticeKind.UNSEEN,
        NoticeKind.HIGH_STAKES,
        NoticeKind.SECURITY,
        NoticeKind.HANDED,
        NoticeKind.BAD_RATING,
    }
)
_THANKS = (NoticeKind.THANKS, NoticeKind.FEEDBACK)


@dataclass(frozen=True, slots=True)
class Nudging:
    """What nudges one line of a conversation gives reason to, in the transaction in which it takes effect."""

    work: Work
    watched: Watched
    now: datetime

    async def opened(self, conversation: Conversation, line: Line) -> None:
        """A customer began a conversation."""
        if not conversation.first_contact:
            return
        if who := await self._owner(conversation):
            await self._plan(
                conversation,
                NoticeKind.UNSEEN,
                "first line",
                who,
                "is new here and nobody has looked yet. A draft is on the card.",
                due=conversation.opened_at + UNSEEN_AFTER,
            )
        await self._upset(conversation, signals.read([line.text], first_contact=True))

    async def customer_wrote(
        self, before: Conversation, after: Conversation, line: Line, told: Signals, kind: Kind
    ) -> bool:
        """A customer went on. Returns whether that was chasing, which needs no second nudge."""
        if kind is Kind.THANKED and told.praise and after.last_human_by:
            await self._thank(after, f"{PRAISED} {line.id}", after.last_human_by, NoticeKind.THANKS)
        if kind is not Kind.ASKED or line.author != after.customer:
            return False
        await self._upset(after, told)
        if tact.told_already(line.text) and after.last_human_by:
            await self._bounced(
                after, f"line {line.id}", "had to say it again: we asked for what they had told."
            )
        return await self._chasing(before, after, line)

    async def we_wrote(self, before: Conversation, after: Conversation, line: Line) -> None:
        """A person of ours wrote to the customer: promises, thanks that are missing, too many hands."""
        outcome = f"answered by {line.name}"
        if after.wait is None:
            await finish_notices(self.work, after, ANSWERED, self.now, outcome)
        lines = await self.work.lines(after.id)
        if tact.thanks_in(line.text):
            await finish_notices(self.work, after, _THANKS, self.now, f"thanked by {line.name}")
        else:
            await self._without_thanks(after, line, lines)
        hands = {known.author for known in lines if known.role.answers and known.deleted_at is None}
        if len(hands) >= THIRD_PERSON and not after.status.over:
            customer = await self._name(after.customer)
            await self._bounced(
                after, f"{len(hands)} people", f"Person {len(hands)} on {customer}'s case. Name one owner?"
            )
        await keeping.we_wrote(self.work, after, line, self.watched, self.now)

    # -- one kind each

    async def _chasing(self, before: Conversation, after: Conversation, line: Line) -> bool:
        opened = before.wait.opened_at if before.wait else None
        if opened is not None and line.at - opened < A_BURST:
            return False
        if not signals.read([line.text], context=(_context(before),)).chasing:
            return False
        known = await self.work.notices(conversation=after.id, kind=NoticeKind.CHASING)
        today = [each for each in known if self.now - each.due_at < timedelta(days=1)]
        who = after.claimed_by or after.last_human_by or await self._owner(after)
        if who and len(today) < MOST_CHASES_A_DAY:
            note = "asks again. Own the wait first, then the news."
            await self._plan(after, NoticeKind.CHASING, f"line {line.id}", who, note)
        return True

    async def _upset(self, conversation: Conversation, told: Signals) -> None:
        """Public, upset and for the first time: the owner and the lead know, once."""
        first = conversation.first_contact and len(conversation.waits) == 1
        if not (first and told.upset and conversation.wait):
            return
        policy = self.watched.policy
        owner, lead = await self._owner(conversation), policy.lead
        for office, who in (("owner", owner), ("lead", lead if lead != owner else None)):
            if who:
                note = "is upset, in public and for the first time. Read twice; offer a thread."
                await self._plan(conversation, NoticeKind.HIGH_STAKES, office, who, note)

    async def _bounced(self, conversation: Conversation, occasion: str, note: str) -> None:
        lead = self.watched.policy.lead
        if lead and not await self.work.notices(conversation=conversation.id, kind=NoticeKind.BOUNCED):
            await self._plan(conversation, NoticeKind.BOUNCED, occasion, lead, note)

    async def _without_thanks(self, after: Conversation, ours: Line, lines: Sequence[Line]) -> None:
        """A reply went out to praise, an idea or a report, and thanks for none of it."""
        burst = _heard_before(ours, lines)
        if not burst:
            return
        told = signals.read([line.text for line in burst])
        last = burst[-1].id
        if told.feedback:
            await self._thank(after, f"idea {last}", ours.author, NoticeKind.FEEDBACK)
        elif told.praise and not told.upset:
            await self._thank(after, f"{PRAISED} {last}", ours.author, NoticeKind.THANKS)
        elif any(tact.reports_something(line.text) for line in burst):
            await self._thank(after, f"{REPORTED} {last}", ours.author, NoticeKind.THANKS)

    async def _thank(self, after: Conversation, occasion: str, who: str, kind: NoticeKind) -> None:
        for known in _THANKS:
            if await self.work.notices(conversation=after.id, kind=known):
                return  # once in a conversation
        what = {"idea": "suggest this", PRAISED: "say so", REPORTED: "report this"}[
            occasion.partition(" ")[0]
        ]
        note = f"took the time to {what}. A thank-you fits here."
        await self._plan(after, kind, occasion, who, note, due=self.now + THANKS_AFTER)

    # -- who and how

    async def _plan(
        self,
        conversation: Conversation,
        kind: NoticeKind,
        occasion: str,
        who: str,
        note: str,
        due: datetime | None = None,
    ) -> None:
        notice = Notice(
            conversation=conversation.id,
            kind=kind,
            occasion=occasion,
            due_at=due or self.now,
            to=(who,),
            note=note,
        )
        await self.work.plan(notice)

    async def _owner(self, conversation: Conversation) -> str | None:
        """Return the owner or, when they are off duty, the next who is on."""
        policy = self.watched.policy
        roster = Roster.of(await self.work.duties())
        found = first_on_duty(conversation, policy, roster, self.now, prefer=policy.owner)
        return found or policy.owner or policy.lead

    async def _name(self, key: str) -> str:
        person = await self.work.person(key)
        return person.name if person else "the customer"


def _context(before: Conversation) -> Earlier:
    """Return who spoke last: a question after our answer asks on, one after their own line asks again."""
    theirs = before.wait is not None
    return Earlier(who="customer" if theirs else "agent", text="")


def _heard_before(ours: Line, lines: Sequence[Line]) -> list[Line]:
    """Return what the customer said since a person of ours spoke last, before this line."""
    burst: list[Line] = []
    for line in lines:
        if line.id == ours.id or line.at > ours.at:
            break
        if line.role.answers:
            burst = []
        elif line.role is Role.CUSTOMER and line.deleted_at is None:
            burst.append(line)
    return burst
