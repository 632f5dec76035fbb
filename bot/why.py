"""Why is this late? Answered from the record, a plain sentence a step. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.conversation import Conversation, Event, Kind, Wait
from bot.messages import Person
from bot.policy import Policy
from bot.record import Notice, NoticeKind
from bot.say import clock_time, waited

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
    Kind.CLAIM_ENDED: "The claim ended without a reply.",
}


def why_late(
    conversation: Conversation,
    events: Sequence[Event],
    notices: Iterable[Notice],
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
        steps.append((event.at, _STEP[event.kind].format(who=name(event.by), reason=reason, until=until)))
    steps += [
        (notice.shown_at, f"The {notice.level.value} went out.")
        for notice in notices
        if notice.kind is NoticeKind.ALERT and notice.shown_at and notice.level
    ]
    told = [
        f"{clock_time(at, zone, now=now)}: {text}" for at, text in sorted(steps, key=lambda step: step[0])
    ]
    return [*told, *(_verdict(wait, policy, now) for wait in conversation.waits)]


def _verdict(wait: Wait, policy: Policy, now: datetime) -> str:
    target = policy.target(wait)
    lasted = wait.lasted(now)
    business = policy.hours.elapsed(wait.opened_at, wait.ended_at or now)
    which = "The first wait" if wait.number == 1 else f"Wait {wait.number}"
    runs = "has lasted" if wait.open else "lasted"
    counted = f" ({waited(business)} of them in business hours)" if target and business != lasted else ""
    if target is None:
        return f"{which} {runs} {waited(lasted)}{counted}; this channel has no target."
    judged = "within" if business <= target else "past"
    return f"{which} {runs} {waited(lasted)}{counted}: {judged} the target of {waited(target)}."
