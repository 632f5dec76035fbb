"""What agents do: send, edit, rewrite, claim, remind, close, take back, and act on nudges.

Each click is one transaction. It is checked on the version the person saw; of two clicks one wins, and the
other learns who did.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import SequenceMatcher

from bot import nudges
from bot.bell import Bell
from bot.card import Answered, Ask, Click, Outcome, Verb
from bot.conversation import Conversation, Event, Kind, Status
from bot.drafting.guard import harmless
from bot.errors import Busy, MoveRefused, StoreLost
from bot.forms import close_form, remind_form, reply_form
from bot.messages import Role
from bot.moves import finish_notice, move, renew_notice, renew_posts, withdraw_drafts
from bot.ports import Clock, Store, Work
from bot.record import (
    Draft,
    DraftState,
    Notice,
    NoticeKind,
    NoticeState,
    Queue,
    Reply,
    ReplyState,
    Watched,
    Wish,
)
from bot.why import why_late
from bot.words.private import secrets_in

LONGEST_REPLY = 4000
_GONE = Answered(text="This conversation is no longer here.", ok=False)
_NOT_YOURS = Answered(text="Only agents and leads of this channel can do that.", ok=False)
_NO_DRAFT = Answered(text="There is no draft to work on right now.", ok=False)
REWRITES = frozenset({Verb.WARMER, Verb.SHORTER, Verb.ASK_FIRST, Verb.HOLDING, Verb.OTHER_SOURCE})


@dataclass(frozen=True, slots=True)
class Desk:
    """Carries out clicks."""

    store: Store
    clock: Clock
    bell: Bell

    async def do(self, click: Click) -> Outcome:
        """Carry out a click, refuse it with a reason, or ask for what is missing with a form."""
        if not click.by.role.acts:
            return _NOT_YOURS
        try:
            outcome = await self._carry_out(click)
        except Busy:
            outcome = Answered(text="Somebody else did something at the same moment: try again.", ok=False)
        except StoreLost as lost:
            outcome = Answered(text=f"{lost} Nothing was sent or changed.", ok=False)
        self.bell.ring(*Queue)
        return outcome

    async def _carry_out(self, click: Click) -> Outcome:
        async with self.store.begin() as work:
            conversation = await work.for_update(click.conversation)
            watched = await work.watched(conversation.thread.channel) if conversation else None
            if conversation is None or watched is None:
                return _GONE
            await work.save_person(click.by)
            desk = _Click(work, click, conversation, watched)
            try:
                return await _DOES[click.verb](desk)
            except MoveRefused:
                return Answered(text="The conversation has moved on; that no longer applies.", ok=False)


@dataclass(frozen=True, slots=True)
class _Click:
    """One click, inside its transaction."""

    work: Work
    click: Click
    conversation: Conversation
    watched: Watched

    # -- sending

    async def send(self) -> Outcome:
        draft = await self._draft()
        if draft is None or draft.state is not DraftState.OPEN:
            return await self._handled(draft)
        if draft.version != self.conversation.version:
            return await self._stale()
        return await self._queue(draft, draft.text)

    async def send_anyway(self) -> Outcome:
        """Send a draft, or an edited text, although the customer wrote on: this person has seen it."""
        draft = await self._draft()
        if draft is None or draft.state is not DraftState.OPEN:
            return await self._handled(draft)
        if self.click.version != self.conversation.version:
            return await self._stale(self.click.inputs.get("text"))
        return await self._queue(draft, self.click.inputs.get("text", draft.text))

    async def edit(self) -> Outcome:
        draft, text = await self._draft(), self.click.inputs.get("text")
        if text is not None and draft and draft.state is DraftState.WITHDRAWN and self.conversation.wait:
            return await self._stale(text)  # a newer draft took its place: the agent's words still count
        if draft is None or draft.state is not DraftState.OPEN:
            return await self._handled(draft)
        if text is None:
            notes = tuple(f"Source: {source.title}" for source in draft.sources[:2])
            form = reply_form(draft.text, title="Edit and send", submit="Send", notes=notes)
            return Ask(form=form, verb=Verb.EDIT, click=self.click)
        if self.click.version != self.conversation.version:
            return await self._stale(text)
        return await self._queue(draft, text)

    async def _queue(self, draft: Draft | None, text: str) -> Outcome:
        """Queue a reply in the same commit that takes the draft: exactly one for each Send."""
        text = harmless(text).strip()
        if not text:
            return Answered(text="The reply is empty: nothing was sent.", ok=False)
        if len(text) > LONGEST_REPLY:
            most = f"{LONGEST_REPLY:,}"
            return Answered(text=f"The reply is longer than {most} characters: nothing was sent.", ok=False)
        if secrets_in(text):
            return Answered(
                text="Nothing was sent: the reply holds a key, password or card number.", ok=False
            )
        wait = self.conversation.waits[-1]
        before = len(await self.work.replies(self.conversation.id))
        await self.work.queue_reply(
            Reply(
                conversation=self.conversation.id,
                wait=wait.number,
                thread=self.conversation.thread,
                draft=draft.id if draft else None,
                text=text,
                by=self.click.by.id,
                by_name=self.click.by.name,
                key=f"fd-{self.conversation.id}-{before + 1}",
                distance=distance(draft.text, text) if draft else 0.0,
                queued_at=self.click.at,
            )
        )
        if draft:
            await self.work.save_draft(replace(draft, state=DraftState.SENT))
        await self._renew()
        return Answered(text="Sending.")

    async def _stale(self, text: str | None = None) -> Outcome:
        """Refuse a send made on an older version; an edited text is kept in the form, never lost."""
        await self._renew()
        name = await self._customer_name()
        if text is None:
            note = f"{name} wrote again: nothing was sent. The card is up to date now."
            return Answered(text=note, ok=False)
        notes = (f"{name} wrote again: nothing was sent yet.", *await self._heard_last())
        form = reply_form(text, title="Send anyway?", submit="Send anyway", notes=notes)
        newer = await self.work.open_draft(self.conversation.id)
        seen = replace(
            self.click,
            version=self.conversation.version,
            draft=newer.id if newer else self.click.draft,
            inputs={},
        )
        return Ask(form=form, verb=Verb.SEND_ANYWAY, click=seen)

    async def _handled(self, draft: Draft | None) -> Outcome:
        await self._renew()
        if draft is None:
            return _NO_DRAFT
        sent = [reply for reply in await self.work.replies(self.conversation.id) if reply.draft == draft.id]
        if sent:
            mine = sent[-1].by == self.click.by.id
            who = "you" if mine else sent[-1].by_name
            return Answered(text=f"Already handled by {who}: nothing was sent twice.", ok=mine)
        return Answered(text="That draft is no longer on the card: nothing was sent.", ok=False)

    # -- rewriting

    async def rewrite(self) -> Outcome:
        draft = await self._draft()
        if draft is None or draft.state is not DraftState.OPEN:
            return await self._handled(draft)
        excluded = draft.excluded
        if self.click.verb is Verb.OTHER_SOURCE:
            excluded = (*excluded, *(source.article_id for source in draft.sources[:1]))
        wanted = Draft(
            conversation=self.conversation.id,
            wait=draft.wait,
            version=self.conversation.version,
            request=None if self.click.verb is Verb.OTHER_SOURCE else self.click.verb.value,
            requested_by=self.click.by.id,
            excluded=excluded,
        )
        await self.work.want_draft(wanted, self.click.at)
        await self._renew()
        return Answered(text="Writing it again.")

    async def wrong_draft(self) -> Outcome:
        """Take a wrong draft off the card. The wait goes on."""
        draft = await self._draft()
        if draft is None or draft.state is not DraftState.OPEN:
            return await self._handled(draft)
        await self.work.save_draft(replace(draft, state=DraftState.DISMISSED))
        await self._renew()
        return Answered(text="Taken off the card. The customer is still waiting.")

    async def scorecard(self) -> Outcome:
        draft = await self._draft()
        if draft is None:
            return _NO_DRAFT
        return Answered(text="\n".join(scorecard_in_words(draft)))

    async def why(self) -> Outcome:
        """Tell why it is late, from the record."""
        events = await self.work.events(self.conversation.id)
        notices = await self.work.notices(conversation=self.conversation.id)
        people = await self.work.people({event.by for event in events} | {self.conversation.customer})
        told = why_late(
            self.conversation, events, notices, people, policy=self.watched.policy, now=self.click.at
        )
        return Answered(text="\n".join(told))

    # -- whose hands it is in

    async def claim(self) -> Outcome:
        if self.conversation.claimed_by == self.click.by.id:
            return Answered(text="It is yours already.")
        await self._move(Kind.CLAIMED)
        return Answered(text="Yours. The clock keeps running until you reply; the claim lapses in 10 min.")

    async def release(self) -> Outcome:
        await self._move(Kind.CLAIM_ENDED)
        return Answered(text="Released.")

    async def close(self) -> Outcome:
        reason = self.click.inputs.get("reason")
        if reason is None:
            return Ask(form=close_form(), verb=Verb.CLOSE, click=self.click)
        if self.click.version != self.conversation.version:
            return await self._close_again()
        await withdraw_drafts(self.work, self.conversation)
        await self._move(Kind.CLOSED, reason=reason[:60])
        return Answered(text="Closed. The customer was told nothing.")

    async def _close_again(self) -> Outcome:
        """The customer wrote while somebody was closing: ask again, with what was said."""
        await self._renew()
        form = close_form()
        note = f"{await self._customer_name()} wrote again: nothing was closed yet."
        seen = replace(self.click, version=self.conversation.version, inputs={})
        return Ask(form=replace(form, notes=(note, *await self._heard_last())), verb=Verb.CLOSE, click=seen)

    async def _heard_last(self) -> tuple[str, ...]:
        lines = await self.work.lines(self.conversation.id)
        heard = [line for line in lines if line.role is Role.CUSTOMER and line.deleted_at is None][-1:]
        return tuple(f"{line.name}: {line.text[:300]}" for line in heard)

    async def remind(self) -> Outcome:
        minutes = self.click.inputs.get("minutes")
        if minutes is None:
            return Ask(form=remind_form(), verb=Verb.REMIND, click=self.click)
        if not (minutes.isdecimal() and len(minutes) <= 5 and 1 <= int(minutes) <= 7 * 24 * 60):
            return Answered(text="Choose a time between one minute and seven days.", ok=False)
        at = self.click.at + timedelta(minutes=int(minutes))
        reason = self.click.inputs.get("reason", "")[:150]
        await self.work.plan(nudges.reminder(self.conversation, self.click.by, self.click.at, at, reason))
        if self.conversation.status is Status.AWAITING_CUSTOMER:
            await self._move(Kind.HELD, until=at, reason=reason or None)
        return Answered(text=f"I will remind you in {minutes} min.")

    async def resolved(self) -> Outcome:
        """Staff think it is solved: propose the words that ask and thank."""
        if self.click.version != self.conversation.version:
            return await self._stale()
        await self._move(Kind.SOUNDS_SOLVED, reason="staff")
        await withdraw_drafts(self.work, self.conversation)
        name = await self._customer_name()
        notice = nudges.confirm(
            self.conversation, self.click.at, self.watched.policy, name, to=self.click.by.id
        )
        if notice:
            await self.work.plan(replace(notice, due_at=self.click.at))
        return Answered(text="Marked. The words to confirm and thank are on their way to you.")

    # -- replies that are out

    async def correct(self) -> Outcome:
        reply = await self._sent_reply()
        if reply is None:
            return Answered(text="There is no sent reply to correct.", ok=False)
        text = self.click.inputs.get("text")
        if text is None:
            form = reply_form(reply.text, title="Correct the reply", submit="Correct it")
            return Ask(form=form, verb=Verb.CORRECT, click=self.click)
        text = harmless(text).strip()
        if not text or len(text) > LONGEST_REPLY or secrets_in(text):
            return Answered(
                text="Nothing was changed: the text is empty, too long or holds a secret.", ok=False
            )
        changed = replace(reply, text=text, wish=Wish.AMEND, distance=distance(reply.text, text))
        await self.work.save_reply(changed, due=self.click.at)
        return Answered(text="Correcting it.")

    async def take_back(self) -> Outcome:
        reply = await self._sent_reply()
        if reply is None:
            return Answered(text="There is no sent reply to take back.", ok=False)
        await self.work.save_reply(replace(reply, wish=Wish.REMOVE), due=self.click.at)
        return Answered(text="Taking it back. The customer's wait goes on from its first line.")

    # -- alerts and nudges

    async def use_text(self) -> Outcome:
        notice = await self._notice()
        if notice is None:
            return Answered(text="That has been dealt with already.", ok=False)
        text = self.click.inputs.get("text")
        if text is None:
            form = reply_form(notice.text, title="Send this?", submit="Send")
            return Ask(form=form, verb=Verb.USE_TEXT, click=self.click)
        if self.click.version != self.conversation.version:
            stale = await self._stale(text)
            return replace(stale, verb=Verb.USE_TEXT) if isinstance(stale, Ask) else stale
        outcome = await self._queue(None, text)
        if isinstance(outcome, Answered) and outcome.ok:
            await finish_notice(self.work, notice, self.click.at, f"sent by {self.click.by.name}")
        return outcome

    async def done(self) -> Outcome:
        notice = await self._notice()
        if notice is None:
            return Answered(text="That has been dealt with already.")
        event = nudges.when_done(notice, self.click.by, self.conversation)
        if notice.kind is NoticeKind.UNSURE:
            event = await self._was_posted(notice)
        if event:
            after = await move(self.work, self.conversation, self.watched, self.click.at, event)
            if after.wait is None:
                await withdraw_drafts(self.work, after)
        await finish_notice(self.work, notice, self.click.at, f"done by {self.click.by.name}")
        return Answered(text="Done.")

    async def _was_posted(self, notice: Notice) -> Event | None:
        """Somebody looked: the reply of which nothing was certain is there, and it ended the wait."""
        number = notice.occasion.removeprefix("reply ")
        reply = await self.work.reply(int(number)) if number.isdecimal() else None
        if reply is None or reply.state is not ReplyState.UNSURE:
            return None
        sent = replace(reply, state=ReplyState.SENT, wish=None, error=None, sent_at=notice.due_at)
        await self.work.save_reply(sent)
        return Event(kind=Kind.REPLIED, at=notice.due_at, by=reply.by)

    async def snooze(self) -> Outcome:
        notice = await self._notice()
        if notice is None:
            return Answered(text="That has been dealt with already.")
        later = self.click.at + timedelta(hours=1)
        await self.work.save_notice(replace(notice, state=NoticeState.PLANNED), due=later)
        await renew_notice(self.work, notice, self.click.at)
        return Answered(text="I will come back to you in an hour.")

    async def not_useful(self) -> Outcome:
        notice = await self._notice()
        if notice is None:
            return Answered(text="That has been dealt with already.")
        who = self.click.by.name
        await finish_notice(
            self.work, notice, self.click.at, f"not useful, says {who}", NoticeState.DISMISSED
        )
        return Answered(text="Thanks, noted.")

    # -- what they share

    async def _draft(self) -> Draft | None:
        draft = await self.work.draft(self.click.draft) if self.click.draft else None
        return draft if draft and draft.conversation == self.conversation.id else None

    async def _notice(self) -> Notice | None:
        notice = await self.work.notice(self.click.notice) if self.click.notice else None
        if notice is None or notice.conversation != self.conversation.id:
            return None
        return notice if notice.state is NoticeState.SHOWN else None

    async def _sent_reply(self) -> Reply | None:
        reply = await self.work.reply(self.click.reply) if self.click.reply else None
        if reply is None or reply.conversation != self.conversation.id:
            return None
        return reply if reply.state is ReplyState.SENT and reply.wish is None else None

    async def _customer_name(self) -> str:
        person = await self.work.person(self.conversation.customer)
        return person.name if person else "The customer"

    async def _move(self, kind: Kind, **about: object) -> None:
        event = replace(Event(kind=kind, at=self.click.at, by=self.click.by.id), **about)  # type: ignore[arg-type]  # the callers name Event's own fields
        await move(self.work, self.conversation, self.watched, self.click.at, event)

    async def _renew(self) -> None:
        await renew_posts(self.work, self.conversation, self.watched, self.click.at)


_DOES: Mapping[Verb, Callable[[_Click], Awaitable[Outcome]]] = {
    Verb.SEND: _Click.send,
    Verb.SEND_ANYWAY: _Click.send_anyway,
    Verb.EDIT: _Click.edit,
    Verb.CLOSE: _Click.close,
    Verb.CLAIM: _Click.claim,
    Verb.RELEASE: _Click.release,
    Verb.REMIND: _Click.remind,
    Verb.WARMER: _Click.rewrite,
    Verb.SHORTER: _Click.rewrite,
    Verb.ASK_FIRST: _Click.rewrite,
    Verb.HOLDING: _Click.rewrite,
    Verb.OTHER_SOURCE: _Click.rewrite,
    Verb.WRONG_DRAFT: _Click.wrong_draft,
    Verb.CORRECT: _Click.correct,
    Verb.TAKE_BACK: _Click.take_back,
    Verb.RESOLVED: _Click.resolved,
    Verb.SCORECARD: _Click.scorecard,
    Verb.WHY: _Click.why,
    Verb.USE_TEXT: _Click.use_text,
    Verb.DONE: _Click.done,
    Verb.SNOOZE: _Click.snooze,
    Verb.NOT_USEFUL: _Click.not_useful,
}


def distance(drafted: str, sent: str) -> float:
    """Return how far an agent moved from the draft, 0 as drafted to 1 rewritten, by words."""
    matcher = SequenceMatcher(None, drafted.split(), sent.split(), autojunk=False)
    return round(1 - matcher.ratio(), 3)


def scorecard_in_words(draft: Draft) -> list[str]:
    """Return a draft's total, a line for each criterion and gate, and what would make it better."""
    card = draft.scorecard
    criteria = [f"{name}: {part['because']}" for name, part in card.get("criteria", {}).items()]
    gates = [f"{name}: {part['because']}" for name, part in card.get("gates", {}).items()]
    return [f"{draft.score} of 100", *criteria, *gates, *card.get("suggestions", ())]
