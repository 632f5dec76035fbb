"""Whether somebody was to be there when a customer wrote: hours, quiet hours and duty. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.policy import Policy
from bot.reports.facts import Talk
from bot.roster.duty import Roster, was_on_duty

Staffed = Callable[[Talk], bool]


def staffed_by(policies: Mapping[str, Policy], roster: Roster | None = None) -> Staffed:
    """Return what says whether somebody was there for a conversation's first line.

    A channel is covered while its hours are open, outside its quiet hours, and with one of those who answer
    there on duty: owner, backup, or anybody of the roster. Where nobody is named, hours alone count.
    """
    known = roster or Roster()

    def staffed(talk: Talk) -> bool:
        policy, at = policies.get(talk.channel), talk.opened_at
        if policy is None:
            return True
        if not policy.hours.is_open(at) or (policy.quiet_hours and policy.quiet_hours.is_open(at)):
            return False
        return _somebody_on(talk.channel, policy, known, at)

    return staffed


def _somebody_on(channel: str, policy: Policy, roster: Roster, at: datetime) -> bool:
    named = [person for person in (policy.owner, policy.backup) if person]
    answering = {*named, *roster.of_workspace(channel)}
    return not answering or any(was_on_duty(roster.duties.get(person), at) for person in answering)
