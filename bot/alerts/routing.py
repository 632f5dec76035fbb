"""Whom an alert is told to: the most responsible person who is on duty. Pure.

The same answer serves everything that is told to a person: `first_on_duty` for nudges and handovers,
`alert_to` for a level of an alert, `rung_to` for a step of the ladder.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.alerts.ladder import BACKUP, LEAD, ON_DUTY, OWNER, Only, Rung
from bot.conversation import Conversation
from bot.policy import Policy
from bot.roster.duty import Roster

MOST_ON_DUTY = 5  # of the people on duty, how many one rung tells


@dataclass(frozen=True, slots=True)
class Route:
    """Whom to tell, and in words why it is them."""

    to: tuple[str, ...] = ()
    why: str = ""


def responsible(conversation: Conversation, policy: Policy) -> tuple[str, ...]:
    """Return who should answer, most responsible first: the claimer, the owner, the backup."""
    return _named(conversation.claimed_by, policy.owner, policy.backup)


def nobody_there(conversation: Conversation, policy: Policy, roster: Roster, now: datetime) -> bool:
    """Whether nobody who could answer is on duty."""
    there = any(roster.on(person, now) for person in responsible(conversation, policy))
    return not there and not roster.on_duty(conversation.thread.channel, now)


def first_on_duty(
    conversation: Conversation,
    policy: Policy,
    roster: Roster,
    now: datetime,
    *,
    prefer: str | None = None,
    but: Iterable[str] = (),
) -> str | None:
    """Return who should be told something about a conversation: `prefer`, else the next who is on duty.

    Nobody named in `but` is. `None`: nobody is on duty; the lead is the last who is asked.
    """
    on_duty = roster.on_duty(conversation.thread.channel, now)
    in_turn = _named(prefer, *responsible(conversation, policy), *on_duty, policy.lead)
    left = set(but)
    return next((person for person in in_turn if person not in left and roster.on(person, now)), None)


def alert_to(
    conversation: Conversation, policy: Policy, roster: Roster, now: datetime, *, but: Iterable[str] = ()
) -> Route:
    """Return whom a warning or a breach is told to: one person, the most responsible who is on duty.

    When nobody is, an urgent one is told to the most responsible all the same, any other to nobody.
    """
    person = first_on_duty(conversation, policy, roster, now, but=but)
    first = next((one for one in _named(*responsible(conversation, policy), policy.lead)), None)
    if person:
        return Route((person,), "" if person == first else "the first who is on duty")
    if conversation.urgent and first and first not in set(but):
        return Route((first,), "urgent, although off duty")
    return Route((), "nobody is on duty")


def rung_to(
    rung: Rung, conversation: Conversation, policy: Policy, roster: Roster, now: datetime
) -> Route | None:
    """Return whom a step of the ladder tells; `None` when it waits for something that is not so.

    Somebody who is off duty is told only if it is urgent; the next of the ladder's offices is told instead.
    """
    urgent, nobody = conversation.urgent, nobody_there(conversation, policy, roster, now)
    waits_for = {
        Only.ALWAYS: True,
        Only.URGENT: urgent,
        Only.NOBODY: nobody,
        Only.URGENT_OR_NOBODY: urgent or nobody,
    }
    if not waits_for[rung.only]:
        return None
    because = "urgent" if urgent and rung.only in (Only.URGENT, Only.URGENT_OR_NOBODY) else ""
    because = because or ("nobody is on duty" if nobody and rung.only is not Only.ALWAYS else "")
    channel = conversation.thread.channel
    offices = {OWNER: _named(policy.owner), BACKUP: _named(policy.backup), LEAD: _named(policy.lead)}
    if rung.to == ON_DUTY:
        return Route(roster.on_duty(channel, now)[:MOST_ON_DUTY], because or "on duty")
    if rung.to not in offices:
        return Route((rung.to,), because)  # a person, a group, a role, a channel or the webhook, by name
    there = [person for person in offices[rung.to] if urgent or roster.on(person, now)]
    if there:
        return Route(tuple(there), because)
    instead = first_on_duty(conversation, policy, roster, now)
    return Route((instead,), f"the {rung.to} is off duty") if instead else Route((), "nobody is on duty")


def _named(*people: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for person in people if person))
