"""Sends replies to customers once, corrects them, takes them back, and knows when it is unsure.

A reply is marked as being called before the platform is called; on a second try the platform looks for its
key first. If it cannot tell, an agent is asked: nothing is ever sent again blindly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import nudges
from bot.acts.taking_back import taken_back
from bot.conversation import CHECKS_IN, Conversation, Event, Kind
from bot.errors import NotAllowed, RateLimited, ThreadGone, Unsure
from bot.intake.overlapping import heard_meanwhile
from bot.learning import evening
from bot.learning.keeping import LIGHTLY
from bot.messages import Person, Role
from bot.moves import finish_notices, give_back, move, renew_posts, withdraw_drafts
from bot.nudging.heard import Nudging
from bot.ports import Clock, Platform, Posted, Reading, Store, Work
from bot.promises.keeping import note, unsaid
from bot.record import (
    Claim,
    DraftState,
    Line,
    NoticeKind,
    Reply,
    ReplyState,
    Voice,
    Watched,
    Wish,
)
from bot.speaking.acknowledging import bot_of, outdated

LEASE = timedelta(seconds=60)
GOES_STALE = timedelta(minutes=2)
ASKS_AGAIN = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Courier:
    """Works replies that are due."""

    store: Store
    platforms: Mapping[str, Platform]
    clock: Clock

    async def _postponed(self, claim: Claim, reply: Reply, due: datetime) -> None:
        """Nothing was posted: it is only queued again."""
        async with self.store.begin() as work:
            if await work.done(claim, due=due):
                await work.save_reply(reply)

    async def reply(self, claim: Claim) -> None:
        """Carry out what a reply wishes for: to be posted, amended or removed."""
        async with self.store.read() as reading:
            reply = await reading.reply(claim.id)
            speaker = await _speaker(reading, reply) if reply else None
        if reply is None or speaker is None or reply.wish is None:
            await give_back(self.store, claim)
            return
        platform = self.platforms[reply.thread.platform]
        try:
            match reply.wish:
                case Wish.POST:
                    await self._post(claim, reply, speaker, platform)
                case Wish.AMEND:
                    message = reply.platform_id or ""
                    await platform.amend(reply.thread, message, reply.text, speaking_as=speaker)
                    await self._amended(claim, reply)
                case Wish.REMOVE:
                    await platform.remove(reply.thread, reply.platform_id or "")
                    await self._removed(claim, reply)
        except RateLimited as wait:
            await self._postponed(claim, reply, self.clock.now() + wait.retry_after)
        except (ThreadGone, NotAllowed) as refused:
            await self._refused(claim, reply, str(refused))
        except Unsure:
            if reply.wish is Wish.POST:
                await self._unsure(claim, reply)
            else:  # asking for the same text, or for nothing to be there, again does no harm
                await give_back(self.store, claim, self.clock.now() + ASKS_AGAIN)

    async def _post(self, claim: Claim, reply: Reply, speaker: Person, platform: Platform) -> None:
        async with self.store.begin() as work:
            if not await work.holds(claim):
                return
            overtaken = await self._overtaken(work, reply)
            if overtaken is None:
                await work.save_reply(replace(reply, state=ReplyState.CALLING))
        if overtaken:
            await self._refused(claim, reply, overtaken)
            return
        if not await self.store.renew(claim, until=self.clock.now() + LEASE):
            return
        posted = await platform.reply(reply.thread, reply.text, speaking_as=speaker, key=reply.key)
        await self._sent(claim, reply, speaker, posted)

    async def _overtaken(self, work: Work, reply: Reply) -> str | None:
        """Why a reply that lay in the queue for long must not go out: things have moved on meanwhile."""
        if reply.state is not ReplyState.QUEUED or self.clock.now() - reply.queued_at < GOES_STALE:
            return None
        conversation = await work.conversation(reply.conversation)
        if conversation is None:
            return None
        late = f"{reply.by_name}'s reply could not be sent in time"
        if reply.voice is Voice.BOT:
            stale = await outdated(work, reply, conversation, self.clock.now())
            return f"{late}, and is no longer true: not sent." if stale else None
        if reply.version != conversation.version:
            return f"{late}, and the customer wrote or changed something since: not sent."
        ended = any(wait.number == reply.wait and wait.end for wait in conversation.waits)
        return f"{late}, and the wait has ended since: not sent." if ended and reply.draft else None

    async def _sent(self, claim: Claim, reply: Reply, speaker: Person, posted: Posted) -> None:
        """Write down where the reply is; the platform's timestamp ends the wait."""
        async with self.store.begin() as work:
            conversation, watched = await _where(work, reply.conversation)
            if not await work.done(claim):
                return
            sent = replace(
                reply,
                state=ReplyState.SENT,
                wish=None,
                platform_id=posted.id,
                sent_at=posted.at,
                error=None,
            )
            await work.save_reply(sent)
            if conversation is None or watched is None:
                return
            line = _said(sent, speaker, posted)
            await work.add_line(line)
            if reply.voice is Voice.BOT:
                return  # it answers nothing and stops no clock
            now = self.clock.now()
            asks = CHECKS_IN if reply.voice is Voice.CHECK_IN else None
            event = Event(kind=Kind.REPLIED, at=posted.at, by=reply.by, message=posted.id, reason=asks)
            after = await move(work, conversation, watched, now, event)
            if after.wait is None:
                await withdraw_drafts(work, after)
                await finish_notices(work, after, (NoticeKind.CONFIRM,), now, f"answered by {reply.by_name}")
            await Nudging(work, watched, now).we_wrote(conversation, after, line)
            if reply.draft and reply.distance > LIGHTLY:
                await evening.plan(work, after, watched, speaker, now)
            await heard_meanwhile(work, after, watched, posted.at, now)

    async def _amended(self, claim: Claim, reply: Reply) -> None:
        async with self.store.begin() as work:
            conversation, watched = await _where(work, reply.conversation)
            if not await work.done(claim):
                return
            await work.save_reply(replace(reply, wish=None, error=None))
            line = await work.line(reply.thread.channel, reply.platform_id or "")
            if line:
                changed = replace(line, text=reply.text, edited_at=self.clock.now())
                await work.change_line(changed)
                await unsaid(work, reply.conversation, line.id, self.clock.now())
                if conversation and watched:
                    await note(work, conversation, changed, watched, self.clock.now())
            if conversation and watched:
                await renew_posts(work, conversation, watched, self.clock.now())

    async def _removed(self, claim: Claim, reply: Reply) -> None:
        """Reopen the wait that a taken-back reply had ended, from its first line, on the record."""
        now = self.clock.now()
        async with self.store.begin() as work:
            conversation, watched = await _where(work, reply.conversation)
            if not await work.done(claim):
                return
            await work.save_reply(replace(reply, state=ReplyState.TAKEN_BACK, wish=None, error=None))
            line = await work.line(reply.thread.channel, reply.platform_id or "")
            if line:
                await work.change_line(replace(line, deleted_at=now))
                await unsaid(work, reply.conversation, line.id, now)
            if conversation is None or watched is None:
                return
            event = Event(kind=Kind.TAKEN_BACK, at=now, by=reply.by, message=reply.platform_id)
            await taken_back(work, conversation, watched, now, event, reply)

    async def _refused(self, claim: Claim, reply: Reply, why: str) -> None:
        """The platform will never take it: the draft goes back on the card, with the reason."""
        async with self.store.begin() as work:
            conversation, watched = await _where(work, reply.conversation)
            if not await work.done(claim):
                return
            if reply.wish is Wish.POST:
                await self._not_sent(work, reply, why)
            else:
                line = await work.line(reply.thread.channel, reply.platform_id or "")
                stands = line.text if line else reply.text
                await work.save_reply(replace(reply, text=stands, wish=None, error=f"Not changed: {why}"))
            if conversation and watched:
                await renew_posts(work, conversation, watched, self.clock.now())

    async def _not_sent(self, work: Work, reply: Reply, why: str) -> None:
        """Put the words back where the agent finds them: on the card, or in a nudge."""
        await work.save_reply(replace(reply, state=ReplyState.FAILED, wish=None, error=why))
        draft = await work.draft(reply.draft) if reply.draft else None
        if draft and await work.open_draft(reply.conversation) is None:
            await work.save_draft(replace(draft, state=DraftState.OPEN, text=reply.text))
        elif reply.voice is not Voice.BOT:
            await work.plan(nudges.not_sent(reply, self.clock.now(), why))

    async def _unsure(self, claim: Claim, reply: Reply) -> None:
        async with self.store.begin() as work:
            conversation, watched = await _where(work, reply.conversation)
            if not await work.done(claim):
                return
            why = f"It is not certain that {reply.by_name}'s reply was posted: look in the thread."
            await work.save_reply(replace(reply, state=ReplyState.UNSURE, wish=None, error=why))
            if reply.voice is not Voice.BOT:
                await work.plan(nudges.unsure(reply, self.clock.now()))
            if conversation and watched:
                await renew_posts(work, conversation, watched, self.clock.now())

    async def gives_up(self, claim: Claim) -> None:
        """Put a reply that failed again and again back into the agent's hands."""
        async with self.store.read() as reading:
            reply = await reading.reply(claim.id)
        if reply is None:
            await give_back(self.store, claim)
        elif reply.state is ReplyState.CALLING and reply.wish is Wish.POST:
            await self._unsure(claim, reply)
        else:
            await self._refused(claim, reply, "It failed again and again; nothing reached the customer.")


async def _speaker(reading: Reading, reply: Reply) -> Person | None:
    if reply.voice is Voice.BOT:
        return bot_of(reply.thread.platform)
    return await reading.person(reply.by)


async def _where(work: Work, conversation_id: int) -> tuple[Conversation | None, Watched | None]:
    conversation = await work.for_update(conversation_id)
    watched = await work.watched(conversation.thread.channel) if conversation else None
    return conversation, watched


def _said(reply: Reply, speaker: Person, posted: Posted) -> Line:
    return Line(
        conversation=reply.conversation,
        channel=reply.thread.channel,
        id=posted.id,
        author=speaker.id,
        name=speaker.name,
        role=speaker.role if speaker.role.answers or reply.voice is Voice.BOT else Role.AGENT,
        at=posted.at,
        text=reply.text,
        reply=reply.id,
    )
