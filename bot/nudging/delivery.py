"""A planned nudge falls due: is it still true, who is there to hear it, and is it one too many?

What may not be pushed waits in the agent's list. What falls due within five minutes goes into one message.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.alerts.routing import first_on_duty
from bot.conversation import Conversation
from bot.moves import finish_notice
from bot.nudging.caps import EXEMPT, LOOKS_BACK, MERGES_WITHIN, How, Past, verdict
from bot.nudging.presence import Presence
from bot.nudging.truth import needless, number_of
from bot.nudging.words import words_for
from bot.ports import Work
from bot.promises.keeping import broken
from bot.record import Notice, NoticeKind, NoticeState, PostKind, Result, Watched
from bot.roster.duty import Roster, back_at

KEPT_FOR = timedelta(days=3)
LOOKS_AGAIN = timedelta(hours=1)
ENDS_SOON = timedelta(minutes=2)  # in which who is at a conversation answers it, or leaves it
MOST_IN_ONE = 4
# only this person can settle it, and they were at work a moment ago
PERSONAL = frozenset(
    {
        NoticeKind.UNSURE,
        NoticeKind.UNSENT,
        NoticeKind.WHICH,
        NoticeKind.HANDED,
        NoticeKind.HANDOVER,
        NoticeKind.REVIEW,
        NoticeKind.EVENING,
    }
)
# told to whoever is on duty, whatever the channel's hours say
AT_ANY_HOUR = frozenset(
    {NoticeKind.REMINDER, NoticeKind.PROMISE_NEAR, NoticeKind.PROMISE_PASSED, NoticeKind.SECURITY}
)


async def deliver(work: Work, notice: Notice, watched: Watched, now: datetime, presence: Presence) -> None:
    """Show a nudge whose moment has come to the right person, or put it off, or drop it."""
    conversation = await work.conversation(notice.conversation)
    if conversation is None:
        return
    await _Delivering(work, watched, now, presence).one(notice, conversation)


async def let_lie(work: Work, notice: Notice, now: datetime) -> None:
    """Put away a nudge that nobody did anything about for days."""
    await finish_notice(work, notice, now, "left", result=Result.LEFT)


@dataclass(frozen=True, slots=True)
class _Delivering:
    work: Work
    watched: Watched
    now: datetime
    presence: Presence

    async def one(self, notice: Notice, conversation: Conversation) -> None:
        if notice.kind is NoticeKind.PROMISE_PASSED:
            await broken(self.work, number_of(notice), self.now)
        lines = await self.work.lines(conversation.id)
        why_not = await needless(self.work, notice, conversation, lines, self.now)
        if not self.watched.policy.step.shows_all and notice.kind not in PERSONAL:
            why_not = "this channel is not that far yet"
        if why_not:
            await finish_notice(self.work, notice, self.now, why_not, result=Result.NEEDLESS)
            return
        who = await self._who(notice, conversation)
        if isinstance(who, datetime):
            await self.work.save_notice(replace(notice, state=NoticeState.PLANNED), due=who)
            return
        if self._at_it(notice, who):
            again = self.now + ENDS_SOON
            await self.work.save_notice(replace(notice, state=NoticeState.PLANNED), due=again)
            return
        await self.work.lock("nudges", who)  # of two at once, the second counts the first
        past = await self.work.aftercare.nudged(who, since=self.now - LOOKS_BACK)
        judged = verdict(notice.kind, past, self.now)
        if judged.how is How.DROP:
            await finish_notice(self.work, notice, self.now, judged.why, result=Result.NEEDLESS)
            return
        ready = replace(notice, text=await self._words(notice, conversation, who))
        message = _just_pushed(past, self.now)
        if message or judged.how is How.PUSH:
            await self._pushed(ready, who, message)
        else:
            await self._shown(replace(ready, told=who, pushed_at=None, head=None))

    async def _pushed(self, notice: Notice, who: str, message: int | None) -> None:
        """Push a nudge, in the message of a moment ago or in one of its own, with what is due soon."""
        if message and message != notice.id:
            await self._shown(replace(notice, told=who, pushed_at=self.now, head=message))
            await self.work.want_post(PostKind.NUDGE, str(message), who, due=self.now, create=False)
            return
        await self._shown(replace(notice, told=who, pushed_at=self.now, head=None))
        soon = await self.work.aftercare.planned_for(who, until=self.now + MERGES_WITHIN)
        for other in [known for known in soon if known.id != notice.id][: MOST_IN_ONE - 1]:
            await self._rides_along(other, who, notice.id)
        await self.work.want_post(PostKind.NUDGE, str(notice.id), who, due=self.now)

    def _at_it(self, notice: Notice, who: str) -> bool:
        """Whether somebody is at work on just this: what nobody else can settle is told all the same."""
        told_anyway = notice.kind in EXEMPT or notice.kind in PERSONAL or notice.kind is NoticeKind.FIXED
        return not told_anyway and self.presence.at_it(who, notice.conversation, self.now)

    async def _rides_along(self, other: Notice, who: str, head: int) -> None:
        conversation = await self.work.conversation(other.conversation)
        if conversation is None or conversation.thread.channel != self.watched.channel:
            return  # another channel has other hours and another way of saying no: its turn comes
        lines = await self.work.lines(conversation.id)
        if other.kind in _ON_THE_DOT or self._at_it(other, who):
            return
        if await needless(self.work, other, conversation, lines, self.now):
            return
        text = await self._words(other, conversation, who)
        await self._shown(replace(other, text=text, told=who, pushed_at=self.now, head=head))

    async def _shown(self, notice: Notice) -> None:
        shown = replace(notice, state=NoticeState.SHOWN, shown_at=self.now, result=None, ended_at=None)
        await self.work.save_notice(shown, due=self.now + KEPT_FOR)

    async def _who(self, notice: Notice, conversation: Conversation) -> str | datetime:
        """Return who hears a nudge: a person on duty; or, when nobody is there, when to look again."""
        policy, named = self.watched.policy, notice.to[0]
        if notice.kind in PERSONAL:
            return named
        roster = Roster.of(await self.work.duties())
        quiet = policy.quiet_hours
        if quiet and quiet.is_open(self.now) and notice.kind is not NoticeKind.SECURITY:
            return quiet.closes_after(self.now)
        if notice.kind not in AT_ANY_HOUR and not policy.hours.is_open(self.now):
            return policy.hours.opens_after(self.now)
        focused = {} if notice.kind in EXEMPT else roster.focused(self.now)
        if roster.on(named, self.now) and named not in focused:
            return named
        instead = first_on_duty(conversation, policy, roster, self.now, but=focused)
        if instead or notice.kind is NoticeKind.SECURITY:
            return instead or policy.lead or named
        back = focused.get(named) or back_at(roster.duties.get(named), self.now)
        again = min(filter(None, (back, self.now + LOOKS_AGAIN)))
        return max(again, self.now + timedelta(minutes=1))

    async def _words(self, notice: Notice, conversation: Conversation, who: str) -> str:
        customer = await self.work.person(conversation.customer)
        topic = None
        if notice.kind is NoticeKind.FIXED:
            problem = await self.work.aftercare.problem(number_of(notice))
            topic = problem.name if problem else None
        policy = self.watched.policy
        by = policy.hours.deadline(self.now, policy.promise) if policy.promise else None
        return words_for(
            notice,
            conversation,
            await self.work.lines(conversation.id),
            customer=customer.name if customer else None,
            recent=await self.work.recent_texts(who),
            topic=topic,
            promise=by,
            zone=customer.zone if customer else policy.hours.home,
            now=self.now,
        )


# said at their moment, never before: what has not happened yet cannot be said early
_ON_THE_DOT = frozenset({NoticeKind.REMINDER, NoticeKind.UNSEEN, NoticeKind.PROMISE_PASSED, *PERSONAL})


def _just_pushed(past: list[Past], now: datetime) -> int | None:
    """Return the message that went out to somebody within five minutes, if one did and has room."""
    recent = [each for each in past if each.pushed_at and now - each.pushed_at < MERGES_WITHIN]
    heads = [each.message for each in recent if each.head]
    if not heads or sum(each.message == heads[-1] for each in recent) >= MOST_IN_ONE:
        return None
    return heads[-1]
