"""A report as somebody asks for it: read from the store, with the policies that hold now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.messages import Person, Role
from bot.ports import Reading
from bot.record import Watched
from bot.reports.baseline import talks_of
from bot.reports.coverage import staffed_by
from bot.reports.report import Report, for_team, report
from bot.roster.duty import Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which conversations a report is about: those that began in [`since`, `until`), here or anywhere."""

    since: datetime
    until: datetime
    channel: str | None = None
    with_history: bool = False  # also those read from the history of channels before they were watched


async def report_of(
    reading: Reading, span: Span, *, now: datetime | None = None, reader: Person | None = None
) -> Report:
    """Return the report of a span, its hours and days in the zone of the channel (the first one, for all).

    Who is no lead gets the team's figures and their own; without a `reader` it is a lead's.
    """
    watched = await reading.all_watched()
    policies = {known.channel: known.policy for known in watched}
    facts = await reading.facts(span.since, span.until)
    if span.with_history:
        waits = await reading.timed(channel=span.channel, since=span.since, until=span.until)
        facts = replace(facts, talks=(*talks_of(waits), *facts.talks))
    found = report(
        facts,
        policies,
        span.since,
        span.until,
        zone=zone_of(watched, span.channel),
        channel=span.channel,
        now=now,
        staffed=staffed_by(policies, Roster.of(await reading.duties())),
        reader=reader.id if reader else None,
    )
    if reader and reader.role is not Role.LEAD:
        found = for_team(found)
    if span.channel is None:
        found = replace(found, model=await reading.spent(span.since, span.until))
    return replace(found, names={**found.names, **{known.channel: known.name for known in watched}})


def zone_of(watched: Sequence[Watched], channel: str | None) -> str:
    """Return the zone in which a lead of this channel lives."""
    homes = [known.policy.hours.home for known in watched if channel in (None, known.channel)]
    return next((home for home in homes if home != "UTC"), "UTC")
