"""Makes staff posts show what they should, sends replies once, and knows when it is unsure.

A reply is marked as being called before the platform is called; on a second try the platform looks for its
key first. If it cannot tell, an agent is asked: nothing is ever sent again blindly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import nudges
from bot.conversation import Conversation, Event, Kind
from bot.errors import NotAllowed, RateLimited, ThreadGone, Unsure
from bot.messages import Person, Role, platform_of
from bot.moves import finish_notices, move, renew_posts, withdraw_drafts
from bot.ports import Clock, Platform, Posted, Store, Work
from bot.record import (
    Claim,
    DraftState,
    Line,
    NoticeKind,
    Post,
    Reply,
    ReplyState,
    Watched,
    Wish,
)
from bot.views import view

LEASE = timedelta(seconds=60)
_ANSWERED = frozenset(
    {
        NoticeKind.CHECK_IN,
        NoticeKind.REACH_OUT,
        NoticeKind.FOLLOW_UP,
        NoticeKind.REMINDER,
        NoticeKind.CONFIRM,
    }
)


@dataclass(frozen=True, slots=True)
class Courier:
    """Works posts and replies that are due."""

    store: Store
    platforms: Mapping[str, Platform]
    clock: Clock

    # -- posts: projections of rows

    async def post(self, claim: Claim) -> None:
        """Show one staff post as things stand."""
        now = self.clock.now()
        async with self.store.read() as reading:
            post = next((known for known in await reading.posts(id=claim.id)), None)
            shown = await view(reading, post, now) if post else None
        platform = self.platforms.get(platform_of(post.place)) if post else None
        if post is None or shown is None or platform is None:
            await self._shown(claim, post)
            return
        try:
            key = f"{post.kind.value}-{post.subject}"
            message = await platform.show(shown, place=post.place, message=post.platform_id, key=key)
        except RateLimited as wait:
            await self._later(claim, now + wait.retry_after)
        except NotAllowed as refused:
            await self._shown(claim, replace(post, error=str(refused)), degraded=str(refused))
        else:
            await self._shown(claim, replace(post, platform_id=message, error=None))

    async def _shown(self, claim: Claim, post: Post | None, degraded: str | None = None) -> None:
        async with self.store.begin() as work:
            if not await work.holds(claim):
                return
            if post:
                await work.shown(replace(post, shown=post.wanted))
                if degraded:
                    await work.degrade(post.place, degraded)
            await work.done(claim)

    async def _later(self, claim: Claim, due: datetime) -> None:
        async with self.store.begin() as work:
            if await work.holds(claim):
                await work.done(claim, due=due)

    # -- replies: exactly one for each Send

    async def reply(self, claim: Claim) -> None:
        """Carry out what a reply wishes for: to be posted, amended or removed."""
        async with self.store.read() as reading:
            reply = await reading.reply(claim.id)
            speaker = await reading.person(reply.by) if reply else None
        if reply is None or speaker is None or reply.wish is None:
            await self._finish(claim)
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
            await self._later(claim, self.clock.now() + wait.retry_after)
        except (ThreadGone, NotAllowed) as refused:
            await self._refused(claim, reply, str(refused))
        except Unsure:
            await self._unsure(claim, reply)

    async def _post(self, claim: Claim, reply: Reply, speaker: Person, platform: Platform) -> None:
        async with self.store.begin() as work:
            if not await work.holds(claim):
                return
            await work.save_reply(replace(reply, state=ReplyState.CALLING))
        if not await self.store.renew(claim, until=self.clock.now() + LEASE):
            return
        posted = await platform.reply(reply.thread, reply.text, speaking_as=speaker, key=reply.key)
        await self._sent(claim, reply, speaker, posted)

    async def _sent(self, claim: Claim, reply: Reply, speaker: Person, posted: Posted) -> None:
        """Write down where the reply is; the platform's timestamp ends the wait."""
        async with self.store.begin() as work:
            if not await work.holds(claim):
                return
            await work.done(claim)
            sent = replace(
                reply,
                state=ReplyState.SENT,
                wish=None,
                platform_id=posted.id,
                sent_at=posted.at,
                error=None,
            )
            await work.save_reply(sent)
            conversation, watched = await _where(work, reply.conversation)
            if conversation is None or watched is None:
                return
            await work.add_line(_said(sent, speaker, posted))
            now = self.clock.now()
            event = Event(kind=Kind.REPLIED, at=posted.at, by=reply.by, message=posted.id)
            after = await move(work, conversation, watched, now, event)
            if after.wait is None:
                await withdraw_drafts(work, after)
                await finish_notices(work, after, _ANSWERED, now, f"answered by {reply.by_name}")

    async def _amended(self, claim: Claim, reply: Reply) -> None:
        async with self.store.begin() as work:
            if not await work.holds(claim):
                return
            await work.done(claim)
            await work.save_reply(replace(reply, wish=None, error=None))
            line = await work.line(reply.thread.channel, reply.platform_id or "")
            if line:
                await work.change_line(replace(line, text=reply.text, edited_at=self.clock.now()))
            await self._renew(work, reply)

    async def _removed(self, claim: Claim, reply: Reply) -> None:
        """Reopen the wait that a taken-back reply had ended, from its first line, on the record."""
        now = self.clock.now()
        async with self.store.begin() as work:
            if not await work.holds(claim):
                return
            await work.done(claim)
            await work.save_reply(replace(reply, state=ReplyState.TAKEN_BACK, wish=None, error=None))
            line = await work.line(reply.thread.channel, reply.platform_id or "")
            if line:
                await work.change_line(replace(line, deleted_at=now))
            conversation, watched = await _where(work, reply.conversation)
            if conversation is None or watched is None:
                return
            event = Event(kind=Kind.TAKEN_BACK, at=now, by=reply.by, message=reply.platform_id)
            await move(work, conversation, watched, now, event)
            draft = await work.draft(reply.draft) if reply.draft else None
            if draft:
                await work.save_draft(replace(draft, state=DraftState.OPEN, text=reply.text))

    async def _refused(self, claim: Claim, reply: Reply, why: str) -> None:
        """The platform will never take it: the draft goes back on the card, with the reason."""
        async with self.store.begin() as work:
            if not await work.holds(claim):
                return
            await work.done(claim)
            if reply.wish is not Wish.POST:
                await work.save_reply(replace(reply, wish=None, error=why))
            else:
                await work.save_reply(replace(reply, state=ReplyState.FAILED, wish=None, error=why))
                draft = await work.draft(reply.draft) if reply.draft else None
                if draft:
                    await work.save_draft(replace(draft, state=DraftState.OPEN, text=reply.text))
            await self._renew(work, reply)

    async def _unsure(self, claim: Claim, reply: Reply) -> None:
        async with self.store.begin() as work:
            if not await work.holds(claim):
                return
            await work.done(claim)
            why = f"It is not certain that {reply.by_name}'s reply was posted: look in the thread."
            await work.save_reply(replace(reply, state=ReplyState.UNSURE, wish=None, error=why))
            await work.plan(nudges.unsure(reply, self.clock.now()))
            await self._renew(work, reply)

    async def _finish(self, claim: Claim) -> None:
        async with self.store.begin() as work:
            if await work.holds(claim):
                await work.done(claim)

    async def _renew(self, work: Work, reply: Reply) -> None:
        conversation, watched = await _where(work, reply.conversation)
        if conversation and watched:
            await renew_posts(work, conversation, watched, self.clock.now())


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
        role=speaker.role if speaker.role.answers else Role.AGENT,
        at=posted.at,
        text=reply.text,
        reply=reply.id,
    )
