"""Lines received, edited, deleted, caught up: which conversation they are for, and which wait they touch.

One inbox row is one transaction. Who wrote and what the words tell is found out before it opens; nothing
but the store is awaited inside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import nudges, signals
from bot.conversation import Conversation, Event, Kind, Status, opened
from bot.learning import evening
from bot.messages import Deleted, Edited, Heard, Person, Role, Said, Thread
from bot.moves import QUEUE_SETTLES, finish_notices, give_back, move, next_deadline, withdraw_drafts
from bot.nudging.heard import Nudging
from bot.policy import LONGEST_BURST, draft_due
from bot.ports import Clock, Platform, Store, Work
from bot.promises.keeping import note, unsaid
from bot.record import Claim, Draft, Line, Notice, NoticeKind, PostKind, Result, Watched

JOINS_WITHIN = timedelta(minutes=10)
GOES_ON_IN = timedelta(hours=2)  # how old a conversation may be in which a writer goes on
AT_TOP = "at top level"
HAND_WRITTEN_RECENTLY = timedelta(minutes=10)
AGENT_SPOKE = (signals.Earlier(who="agent", text=""),)


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes in what platforms report."""

    store: Store
    platforms: Mapping[str, Platform]
    clock: Clock

    async def work(self, claim: Claim) -> None:
        """Take in one stored event."""
        async with self.store.read() as reading:
            inboxed = await reading.inboxed(claim.id)
            platform = self.platforms.get(inboxed.platform) if inboxed else None
            heard = platform.read(inboxed.raw) if inboxed and platform else None
            watched = await reading.watched(heard.channel) if heard else None
        if platform is None or heard is None or watched is None:
            await give_back(self.store, claim)
            return
        person = await _author(platform, heard)
        async with self.store.begin() as work:
            if await work.holds(claim):
                await _Hearing(work, watched, self.clock.now()).take(heard, person)
                await work.done(claim)


async def _author(platform: Platform, heard: Heard) -> Person | None:
    if not isinstance(heard, Said):
        return None
    if heard.by_machine:
        return Person(id=heard.author, name="", role=Role.BOT)
    return await platform.person(heard.author, heard.channel)


@dataclass(frozen=True, slots=True)
class _Hearing:
    """One transaction in which one thing that was heard takes effect."""

    work: Work
    watched: Watched
    now: datetime

    async def take(self, heard: Heard, person: Person | None) -> None:
        if isinstance(heard, Said):
            await self.work.mark_channel(heard.channel, watermark=heard.id)
        match heard:
            case Said() if person and person.role is Role.CUSTOMER:
                await self._customer_said(heard, person)
            case Said() if person and person.role.answers:
                await self._staff_said(heard, person)
            case Said():
                pass  # a machine: neither opens nor stops anything
            case Edited():
                await self._edited(heard)
            case Deleted():
                await self._deleted(heard)

    # -- customers

    async def _customer_said(self, said: Said, person: Person) -> None:
        await self.work.lock(said.channel, person.id)
        if await self.work.line(said.channel, said.id):
            return
        await self.work.save_person(person)
        told = signals.read([said.text], context=AGENT_SPOKE)
        theirs = await self.work.conversations(customer=person.id, limit=5)
        conversation = await self._conversation_for(said, told, theirs)
        if conversation is None:
            if told.thanks_only:
                return  # thanks with nothing behind it opens nothing; in doubt a conversation opens
            await self._open(said, person, theirs[0] if theirs else None, first_contact=not theirs)
            await self._tell_elsewhere(theirs)
            return
        if conversation.status.over and not conversation.reopens_at(said.at):
            if told_needs_us(told):
                await self._open(said, person, conversation, first_contact=False)
            return
        conversation = await self.work.for_update(conversation.id) or conversation
        line = _line(conversation, said, person)
        await self.work.add_line(line)
        after, kind = await self._heard_in(conversation, said.at, person.id, said.id, told)
        nudging = Nudging(self.work, self.watched, self.now)
        chases = await nudging.customer_wrote(conversation, after, line, told, kind)
        if said.root and not chases:
            await self._follow_up(conversation, said.id)

    async def _conversation_for(
        self, said: Said, told: signals.Signals, theirs: Sequence[Conversation]
    ) -> Conversation | None:
        """Find the conversation a customer's line belongs to; `None` opens a new one.

        `theirs` are the writer's own conversations, latest first.
        """
        if said.root:
            return await self.work.conversation_in(Thread(said.channel, said.root))
        if said.answers and (line := await self.work.line(said.channel, said.answers)):
            return await self.work.conversation(line.conversation)
        latest = [
            known for known in theirs if known.thread.channel == said.channel and known.reopens_at(said.at)
        ]
        for candidate in latest:
            if candidate.wait and said.at - candidate.wait.opened_at <= JOINS_WITHIN:
                return candidate
        if not told_needs_us(told):
            return latest[0] if latest else None
        return latest[0] if latest and await self._talking_at_top(latest[0], said.at) else None

    async def _talking_at_top(self, conversation: Conversation, at: datetime) -> bool:
        """Whether one of ours answered this conversation outside its thread just now: talk goes on there.

        Where people answer at top level, every next question would otherwise be a conversation of its own.
        """
        answered = conversation.last_human_at
        if conversation.status.over or answered is None or at - answered > JOINS_WITHIN:
            return False
        replies = [known for known in await self.work.events(conversation.id) if known.kind is Kind.REPLIED]
        return bool(replies) and replies[-1].reason == AT_TOP

    async def _open(
        self, said: Said, person: Person, last: Conversation | None, *, first_contact: bool
    ) -> None:
        fresh = opened(
            Thread(said.channel, said.root or said.id),
            person.id,
            said.at,
            line=said.id,
            first_contact=first_contact,
            linked_to=last.id if last else None,
        )
        due = await next_deadline(self.work, fresh, self.watched, self.now)
        conversation = await self.work.open(fresh, due.at if due else None)
        line = _line(conversation, said, person)
        await self.work.add_line(line)
        await self._want_draft(conversation, said.at, asks=asks(said.text))
        told = signals.read([said.text], first_contact=first_contact)
        await Nudging(self.work, self.watched, self.now).opened(conversation, line, told)
        staff = self.watched.policy.staff_channel
        if self.watched.policy.step.shows_all:
            await self.work.want_post(PostKind.QUEUE, staff, staff, due=self.now + QUEUE_SETTLES)

    async def _tell_elsewhere(self, theirs: Sequence[Conversation]) -> None:
        """Let the cards of a customer who waits elsewhere say that they have asked again."""
        for known in theirs:
            if known.wait:
                await self.work.want_post(PostKind.CARD, str(known.id), "", due=self.now, create=False)

    async def _heard_in(
        self, before: Conversation, at: datetime, by: str, message: str, told: signals.Signals
    ) -> tuple[Conversation, Kind]:
        """Let a customer's words take effect on their conversation; return it, and what they meant."""
        kind = kind_of(before, told)
        if by != before.customer and kind in (Kind.SOUNDS_SOLVED, Kind.CONFIRMED):
            kind = Kind.CHANGED  # somebody else in the thread: the asker still waits
        event = Event(kind=kind, at=at, by=by, message=message)
        after = await move(self.work, before, self.watched, self.now, event)
        match kind:
            case Kind.ASKED:
                await finish_notices(
                    self.work,
                    after,
                    frozenset({NoticeKind.CONFIRM, NoticeKind.CHECK_IN}),
                    self.now,
                    "asked on",
                    Result.OVERTAKEN,
                )
                await self._want_draft(after, at, asks=told.asks_question)
            case Kind.SOUNDS_SOLVED:
                await withdraw_drafts(self.work, after)
                await self._plan_confirm(after, at)
            case Kind.CONFIRMED:
                await withdraw_drafts(self.work, after)
                live = frozenset({NoticeKind.CONFIRM, NoticeKind.CHECK_IN, NoticeKind.REMINDER})
                await finish_notices(
                    self.work, after, live, self.now, "the customer confirmed", Result.OVERTAKEN
                )
            case _:
                pass
        return after, kind

    async def _plan_confirm(self, conversation: Conversation, at: datetime) -> None:
        customer = await self.work.person(conversation.customer)
        notice = nudges.confirm(conversation, at, self.watched.policy, customer.name if customer else "")
        if notice:
            await self.work.plan(notice)

    async def _follow_up(self, before: Conversation, message: str) -> None:
        """Tell the person who answered that the customer asked on: they may not follow the thread."""
        after = await self.work.conversation(before.id)
        if (
            before.wait is None
            and after
            and after.wait
            and (notice := nudges.follow_up(after, message, self.now))
        ):
            await self.work.plan(notice)

    async def _want_draft(self, conversation: Conversation, at: datetime, *, asks: bool) -> None:
        wait = conversation.wait
        if wait is None or not self.watched.policy.step.drafts:
            return
        first = wait.opened_at if at - wait.opened_at < LONGEST_BURST else at
        due = draft_due(first, at, asks, self.watched.policy)
        by_hand = await self._written_by_hand(conversation)
        if by_hand and self.now - by_hand < HAND_WRITTEN_RECENTLY:
            due = max(due, by_hand + HAND_WRITTEN_RECENTLY)
        draft = Draft(conversation=conversation.id, wait=wait.number, version=conversation.version)
        await self.work.want_draft(draft, due)

    async def _written_by_hand(self, conversation: Conversation) -> datetime | None:
        """Return when a person of ours last wrote in this thread without the card's help."""
        if conversation.last_human_at is None:
            return None
        lines = await self.work.lines(conversation.id)
        by_hand = [line.at for line in lines if line.role.answers and line.reply is None]
        return max(by_hand, default=None)

    # -- staff

    async def _staff_said(self, said: Said, person: Person) -> None:
        conversation = await self._answered_conversation(said, person)
        if conversation is None:
            return
        await self.work.lock(said.channel, conversation.customer)
        conversation = await self.work.for_update(conversation.id) or conversation
        line = _line(conversation, said, person)
        if not await self.work.add_line(line):
            return
        await self.work.save_person(person)
        where = None if said.root else AT_TOP
        event = Event(kind=Kind.REPLIED, at=said.at, by=person.id, message=said.id, reason=where)
        after = await move(self.work, conversation, self.watched, self.now, event)
        if after.wait is None:
            await withdraw_drafts(self.work, after)
        await Nudging(self.work, self.watched, self.now).we_wrote(conversation, after, line)
        await evening.plan(self.work, after, self.watched, person, self.now)

    async def _answered_conversation(self, said: Said, person: Person) -> Conversation | None:
        """Find which conversation a line of ours answers: its thread's, whom it names, or the only one."""
        if said.root:
            return await self.work.conversation_in(Thread(said.channel, said.root))
        if said.answers and (line := await self.work.line(said.channel, said.answers)):
            return await self.work.conversation(line.conversation)
        waiting = await self.work.waiting(channel=said.channel)
        waiting = [known for known in waiting if known.opened_at <= said.at]
        for known in waiting:
            if known.customer in said.mentions:
                return known
        if len(waiting) == 1 or not waiting:
            return waiting[0] if waiting else None
        going_on = await self._goes_on(said, person)
        if going_on:
            return going_on
        await self.work.save_person(person)
        people = await self.work.people({known.customer for known in waiting})
        names = [people[known.customer].name for known in waiting if known.customer in people]
        await self._ask_which(nudges.which(waiting[0], said, self.now, names), person)
        return None

    async def _goes_on(self, said: Said, person: Person) -> Conversation | None:
        """Find the conversation in which the writer said something a moment ago: they go on with it."""
        for known in await self.work.conversations(since=said.at - GOES_ON_IN, limit=20):
            if known.thread.channel != said.channel or known.last_human_by != person.id:
                continue
            if known.last_human_at and said.at - known.last_human_at <= JOINS_WITHIN:
                return known
        return None

    async def _ask_which(self, notice: Notice, person: Person) -> None:
        """Ask a writer whom they answered, unless they have that question before them already."""
        asked = await self.work.notices(kind=NoticeKind.WHICH, live=True)
        if not any(person.id in known.to for known in asked):
            await self.work.plan(notice)

    # -- edits and deletions: they re-evaluate, and never move the first response

    async def _edited(self, edited: Edited) -> None:
        line = await self.work.line(edited.channel, edited.id)
        if line is None or line.text == edited.text:
            return
        conversation = await self.work.for_update(line.conversation)  # first, as everybody locks
        changed_line = replace(line, text=edited.text, edited_at=edited.at)
        await self.work.change_line(changed_line)
        if conversation is not None and line.role.answers:
            await unsaid(self.work, conversation.id, line.id, self.now)
            await note(self.work, conversation, changed_line, self.watched, self.now)
        if conversation is None or line.role is not Role.CUSTOMER:
            return
        told = signals.read([edited.text], context=AGENT_SPOKE)
        asked_before = told_needs_us(signals.read([line.text], context=AGENT_SPOKE))
        now_asks = told_needs_us(told) and not asked_before and conversation.wait is None
        withdraws = told.withdrawn and asked_before and await self._only_line(conversation, line)
        if (now_asks and conversation.reopens_at(edited.at)) or withdraws:
            await self._heard_in(conversation, edited.at, line.author, line.id, told)
            return
        changed = Event(kind=Kind.CHANGED, at=edited.at, by=line.author, message=line.id, reason="edited")
        after = await move(self.work, conversation, self.watched, self.now, changed)
        await self._want_draft(after, edited.at, asks=told.asks_question)

    async def _only_line(self, conversation: Conversation, line: Line) -> bool:
        """Whether a line is all that the customer said in the running wait."""
        wait = conversation.wait
        said = [
            known.id
            for known in await self.work.lines(conversation.id)
            if known.role is Role.CUSTOMER and known.deleted_at is None
        ]
        return wait is not None and wait.line == line.id and said[-1:] == [line.id]

    async def _deleted(self, deleted: Deleted) -> None:
        line = await self.work.line(deleted.channel, deleted.id)
        if line is None or line.deleted_at:
            return
        conversation = await self.work.for_update(line.conversation)
        await self.work.change_line(replace(line, deleted_at=deleted.at))
        await unsaid(self.work, line.conversation, line.id, self.now)
        if conversation is None or line.role is not Role.CUSTOMER:
            return
        changed = Event(kind=Kind.CHANGED, at=deleted.at, by=line.author, message=line.id, reason="deleted")
        after = await move(self.work, conversation, self.watched, self.now, changed)
        if after.wait is None:
            return
        if await self._nothing_left(after):
            gone = Event(kind=Kind.CLOSED, at=deleted.at, by=line.author, reason="deleted by the customer")
            await withdraw_drafts(self.work, after)
            await self.work.learned.settled(after.id, after.wait.number)
            await move(self.work, after, self.watched, self.now, gone)
        else:
            await self._want_draft(after, deleted.at, asks=True)

    async def _nothing_left(self, conversation: Conversation) -> bool:
        """Whether everything the customer said in the running wait is gone."""
        wait = conversation.wait
        lines = await self.work.lines(conversation.id)
        return wait is not None and not any(
            line.role is Role.CUSTOMER and line.deleted_at is None and line.at >= wait.opened_at
            for line in lines
        )


def told_needs_us(told: signals.Signals) -> bool:
    """Whether a line opens or keeps open a wait: everything but thanks alone and "that worked"."""
    return not (told.thanks_only or told.solved or told.withdrawn)


def asks(text: str) -> bool:
    """Whether a line ends its burst early because it asks something."""
    return "?" in text


def kind_of(before: Conversation, told: signals.Signals) -> Kind:
    """Return what a customer's words mean for their conversation."""
    asked_to_confirm = (
        before.status is Status.LIKELY_RESOLVED
        and before.last_human_at is not None
        and before.last_customer_at is not None
        and before.last_human_at > before.last_customer_at
    )
    if asked_to_confirm and (told.solved or told.confirmed):
        return Kind.CONFIRMED
    if told.withdrawn or (told.solved and before.last_human_at is not None):
        return Kind.SOUNDS_SOLVED
    return Kind.THANKED if told.thanks_only else Kind.ASKED


def _line(conversation: Conversation, said: Said, person: Person) -> Line:
    return Line(
        conversation=conversation.id,
        channel=said.channel,
        id=said.id,
        author=person.id,
        name=person.name,
        role=person.role,
        at=said.at,
        text=said.text,
    )
