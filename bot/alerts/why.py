"""Why is this late? Answered from the record, a plain sentence a step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from bot.alerts.ledger import How, Told
from bot.conversation import Conversation, Event, Kind, Matter, Wait
from bot.messages import Person
from bot.policy import Policy
from bot.ports import Reading
from bot.record import NoticeKind
from bot.say import clock_time, waited

MOST_SKIPPED = 6  # stretches that one wait spells out
_STEP = {
    Kind.ASKED: "{who} wrote.",
    Kind.THANKED: "{who} said thanks: that starts no clock.",
    Kind.SOUNDS_SOLVED: "It sounded solved to {who}.",
    Kind.CONFIRMED: "{who} confirmed that it is solved.",
    Kind.CHANGED: "{who} changed a line: the clock stays where it was.",
    Kind.REPLIED: "{who} replied: that stopped the clock.",
    Kind.TAKEN_BACK: "{who} took the reply back: the wait goes on from its first line.",
    Kind.CLOSED: "{who} closed it: {reason}.",
    Kind.WENT_QUIET: "Nobody wrote for long: it ended by itself.",
    Kind.HELD: "{who} put it on hold until {until}.",
    Kind.HOLD_ENDED: "The hold ended: the promised update is due.",
    Kind.CLAIMED: "{who} claimed it: a claim stops no clock.",
    Kind.CLAIM_ENDED: "The claim ended without a reply: {reason}.",
    Kind.WEIGHED: "It reads as {matters}.",
    Kind.HELPED: "{who}, another customer, answered: alerts rest until {until}. The clock ran on.",
    Kind.HELP_ENDED: "{who} still waits: alerts no longer rest.",
    Kind.SNOOZED: "{who} put its alerts off until {until}: {reason}. The clock ran on.",
    Kind.NOTED: "{who} noted: {reason}",
}
_MATTERS = {Matter.URGENT: "urgent", Matter.HIGH_STAKES: "high stakes"}
Name = Callable[[str], str]


async def recalled(reading: Reading, conversation: Conversation, policy: Policy, now: datetime) -> list[str]:
    """Return why a conversation is where it is, with everything the store knows about it."""
    events = await reading.events(conversation.id)
    notices = await reading.notices(conversation=conversation.id, kind=NoticeKind.ALERT)
    told = [one for notice in notices for one in await reading.tellings(notice.id)]
    keys = {event.by for event in events} | {one.target for one in told} | {conversation.customer}
    people = await reading.people({key for key in keys if key})
    return why_late(conversation, events, told, people, policy=policy, now=now)


def why_late(
    conversation: Conversation,
    events: Sequence[Event],
    told: Iterable[Told],
    people: Mapping[str, Person],
    *,
    policy: Policy,
    now: datetime,
) -> list[str]:
    """Return how a conversation came to be where it is, oldest step first, in the schedule's own time."""
    zone = policy.hours.home

    def name(key: str) -> str:
        return people[key].name if key in people else "Frontdesk" if key == "desk" else "Somebody"

    steps = [(conversation.opened_at, f"{name(conversation.customer)} wrote the first line.")]
    for event in events:
        until = clock_time(event.until, zone, now=now) if event.until else "later"
        reason = (event.reason or "no reason given").replace("_", " ")
        words = _STEP[event.kind].format(
            who=name(event.by), reason=reason, until=until, matters=_matters(event.reason)
        )
        steps.append((event.at, words))
    steps += [(one.at, _telling(one, name)) for one in told]
    said = [
        f"{clock_time(at, zone, now=now)}: {text}" for at, text in sorted(steps, key=lambda step: step[0])
    ]
    judged = [line for wait in conversation.waits for line in _judged(conversation, wait, policy, now)]
    return [*said, *judged, *_now(conversation, policy, now)]


def _matters(reason: str | None) -> str:
    words = [_MATTERS[matter] for matter in Matter if matter in (reason or "").split()]
    return " and ".join(words) or "nothing out of the ordinary any more"


def _telling(told: Told, name: Name) -> str:
    """Say who was told, how, and why it was them."""
    level = told.level.value
    who = "The webhook" if told.target == "webhook" else name(told.target)
    if who == "Somebody":
        who = "A group or a channel"
    if told.how is How.SILENT:
        because = f": {told.why}" if told.why else ""
        pinged = f"{who} was not pinged for the {level}" if told.target else f"The {level} pinged nobody"
        return f"{pinged}{because}."
    if told.failed:
        return f"{who} was to be told of the {level} and could not be reached: {told.failed}"
    because = f" ({told.why})" if told.why else ""
    privately = ", in a message of their own" if told.how is How.PAGE else ""
    return f"{who} was told of the {level}{privately}{because}."


def _judged(conversation: Conversation, wait: Wait, policy: Policy, now: datetime) -> Iterator[str]:
    end = wait.ended_at or now
    skipped = policy.hours.skipped(wait.opened_at, end)
    zone = policy.hours.home
    for each in skipped[:MOST_SKIPPED]:
        since, until = (clock_time(at, zone, now=now) for at in (each.since, each.until))
        yield f"Not counted: {since} to {until}, {each.reason}."
    if len(skipped) > MOST_SKIPPED:
        yield f"Not counted either: {len(skipped) - MOST_SKIPPED} more closed stretches."
    yield _verdict(conversation, wait, policy, now)


def _verdict(conversation: Conversation, wait: Wait, policy: Policy, now: datetime) -> str:
    target = policy.target_of(conversation, wait)
    lasted = wait.lasted(now)
    business = policy.hours.elapsed(wait.opened_at, wait.ended_at or now)
    which = "The first wait" if wait.number == 1 else f"Wait {wait.number}"
    runs = "has lasted" if wait.open else "lasted"
    counted = f" ({waited(business)} of them in business hours)" if target and business != lasted else ""
    if target is None:
        return f"{which} {runs} {waited(lasted)}{counted}; this channel has no target."
    judged = "within" if business <= target else "past"
    usual = policy.target(wait) or timedelta()
    shorter = f", shorter than the usual {waited(usual)} for what presses" if target < usual else ""
    return f"{which} {runs} {waited(lasted)}{counted}: {judged} the target of {waited(target)}{shorter}."


def _now(conversation: Conversation, policy: Policy, now: datetime) -> Iterator[str]:
    """Say what holds alerts back at this moment."""
    if conversation.wait is None:
        return
    zone = policy.hours.home
    if conversation.snoozed_until and conversation.snoozed_until > now:
        yield f"Its alerts rest until {clock_time(conversation.snoozed_until, zone, now=now)}."
    quiet = policy.quiet_hours
    if quiet and quiet.is_open(now) and not conversation.urgent:
        until = clock_time(quiet.closes_after(now), zone, now=now)
        yield f"Quiet hours: nobody is pinged until {until}."
