"""The bot's own word to a customer who writes while nobody is there: who answers, and when in their time.

It is labelled, answers nothing and stops no clock. What sounds urgent goes to whoever is on call at once, and
only then does the text say so.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot import signals
from bot.alerts.routing import first_on_duty
from bot.conversation import Conversation
from bot.drafting.closing import acknowledgement
from bot.messages import Person, Role
from bot.nudging import tact
from bot.nudging.truth import wants_no_contact
from bot.nudging.words import language_of, said_by_customer
from bot.policy import Acknowledge, Policy
from bot.ports import Reading, Work
from bot.record import Line, Notice, NoticeKind, Reply, Voice, Watched
from bot.roster.duty import Roster
from bot.say import clock_time_in

QUIET_AFTER_A_PERSON = timedelta(minutes=30)
DESK = "desk"


def bot_of(platform: str) -> Person:
    """Return the desk itself as a speaker."""
    return Person(id=f"{platform}:{DESK}", name="Frontdesk (bot)", role=Role.BOT)


async def acknowledge(
    work: Work, conversation: Conversation, watched: Watched, now: datetime, occasion: str
) -> None:
    """Answer a line that came while the desk is closed: once a wait, and once while it is closed."""
    await work.fire(conversation.id, "acknowledge", occasion)
    lines = await work.lines(conversation.id)
    if await why_not(work, conversation, watched, lines, now):
        return
    called = await _call(work, conversation, watched, lines, now)
    number = len(await work.replies(conversation.id)) + 1
    speaker = bot_of(conversation.thread.platform)
    wait = conversation.wait
    await work.queue_reply(
        Reply(
            conversation=conversation.id,
            wait=wait.number if wait else 0,
            version=conversation.version,
            thread=conversation.thread,
            draft=None,
            text=await _text(work, conversation, watched, lines, now, called=called),
            by=speaker.id,
            by_name=speaker.name,
            key=f"fd-{conversation.id}-{number}",
            distance=0.0,
            queued_at=now,
            voice=Voice.BOT,
        )
    )


async def outdated(reading: Reading, reply: Reply, conversation: Conversation, now: datetime) -> bool:
    """Whether a word of the bot that lay in the queue would no longer be said, or no longer be true."""
    watched, wait = await reading.watched(conversation.thread.channel), conversation.wait
    if watched is None or wait is None or wait.number != reply.wait:
        return True
    hours, lines = watched.policy.hours, await reading.lines(conversation.id)
    if hours.opens_after(reply.queued_at) != hours.opens_after(now):
        return True  # it names when somebody answers
    return await why_not(reading, conversation, watched, lines, now, besides=reply.id) is not None


async def why_not(
    reading: Reading,
    conversation: Conversation,
    watched: Watched,
    lines: list[Line],
    now: datetime,
    *,
    besides: int = 0,
) -> str | None:
    """Return why the bot stays silent, in words, or `None`; the queued reply `besides` is not counted."""
    policy, wait = watched.policy, conversation.wait
    if policy.acknowledgement is Acknowledge.OFF or wait is None or not policy.step.shows_all:
        return "acknowledgements are off, or nobody waits"
    if policy.hours.is_open(now):
        return "the desk is open"
    human = [line.at for line in lines if line.role.answers]
    if human and now - max(human) < QUIET_AFTER_A_PERSON:
        return "a person wrote a moment ago"
    said = said_by_customer(lines)
    if await wants_no_contact(reading, conversation, said):
        return "the customer asked not to be contacted"
    for reply in await reading.replies(conversation.id):
        if reply.voice is Voice.BOT and reply.wait == wait.number and reply.id != besides:
            return "this wait was acknowledged"
    if await _told_while_closed(reading, conversation, policy, now, besides):
        return "they were told since we closed"
    return None


async def _told_while_closed(
    reading: Reading, conversation: Conversation, policy: Policy, now: datetime, besides: int
) -> bool:
    """Whether this customer had an acknowledgement in this channel since the desk closed."""
    opens = policy.hours.opens_after(now)
    for known in await reading.conversations(customer=conversation.customer, limit=10):
        if known.thread.channel != conversation.thread.channel:
            continue
        for reply in await reading.replies(known.id):
            told = reply.voice is Voice.BOT and reply.id != besides
            if told and policy.hours.opens_after(reply.queued_at) == opens:
                return True
    return False


async def _call(
    work: Work, conversation: Conversation, watched: Watched, lines: list[Line], now: datetime
) -> bool:
    """Tell whoever is on call what cannot wait; return whether there was somebody to tell."""
    told = signals.read(said_by_customer(lines), first_contact=conversation.first_contact)
    if not (told.urgent or told.security or conversation.urgent):
        return False
    policy = watched.policy
    roster = Roster.of(await work.duties())
    on_call = first_on_duty(conversation, policy, roster, now)
    who = on_call or policy.lead
    if who is None:
        return False
    what = "reports a security matter" if told.security else "has something urgent"
    await work.plan(
        Notice(
            conversation=conversation.id,
            kind=NoticeKind.SECURITY,
            occasion=f"wait {len(conversation.waits)}",
            due_at=now,
            to=(who,),
            note=f"{what}, and the desk is closed. You are on call.",
        )
    )
    return True


async def _text(
    reading: Reading,
    conversation: Conversation,
    watched: Watched,
    lines: list[Line],
    now: datetime,
    *,
    called: bool,
) -> str:
    policy = watched.policy
    customer = await reading.person(conversation.customer)
    said = said_by_customer(lines)
    language = language_of(said)
    zone = customer.zone if customer else policy.hours.home
    return acknowledgement(
        key=str(conversation.id),
        customer=customer.name if customer else None,
        answers_by=answers_by(policy, zone, now, language),
        called=called,
        asks=not (tact.delicate(said) or len(said) > 1),
        language=language,
    )


def answers_by(policy: Policy, zone: str, now: datetime, language: str = "en") -> str:
    """Return by when somebody who writes now has an answer, on the clock of `zone`."""
    opens = policy.hours.opens_after(now)
    at = policy.hours.deadline(opens, policy.first_target) if policy.first_target else opens
    return clock_time_in(language, at, zone, now=now)


def preview(policy: Policy, customer: Person, now: datetime, language: str = "en") -> str:
    """Return what a customer would read who wrote at the next moment at which the desk is closed."""
    closed = now if not policy.hours.is_open(now) else policy.hours.closes_after(now)
    by = answers_by(policy, customer.zone, closed, language)
    return acknowledgement(key="preview", customer=customer.name, answers_by=by, language=language)
