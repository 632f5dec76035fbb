"""Everything a lead asks about one stretch of time, from the facts. Pure: time is an argument."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.policy import Policy
from bot.record import Spent
from bot.reports import quality, responses, use
from bot.reports.coverage import Staffed, staffed_by
from bot.reports.facts import Ending, Facts, Response, Scored, Talk
from bot.reports.responses import Cell, Clockwork, Times
from bot.reports.sums import Share, Spread, share, spread


class _OfTalk(Protocol):
    """A fact about a conversation."""

    @property
    def conversation(self) -> int: ...

    @property
    def channel(self) -> str: ...


_Row = TypeVar("_Row", bound=_OfTalk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One person's own first replies."""

    first: Times
    craft: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """First replies between two moments: how fast, how good, and what became of them.

    `per_agent` and `craft_per_agent` are empty unless a lead announced that they would be looked at.
    """

    since: datetime
    until: datetime
    zone: str
    channel: str | None
    first: Times
    waiting_now: int
    by_response: Mapping[Response, Times]
    untold: int  # answered, and what the reply gave is no longer known
    to_useful: Spread
    later: Spread
    perceived: Spread
    per_day: tuple[Times, ...]
    per_week: tuple[Times, ...]  # by the date of its Monday
    per_channel: tuple[Times, ...]
    per_hour: tuple[Times, ...]
    per_agent: tuple[Times, ...]
    heat: tuple[Cell, ...]
    stands_out: tuple[Times, ...]
    drafts: use.Drafts
    nudges: tuple[use.Nudged, ...]
    stopped: tuple[str, ...]  # kinds of nudges that somebody left three times in a row
    alerts: use.Alerts
    endings: Mapping[Ending, int]
    closed_without_reply: Mapping[str, int]
    recovered: Share
    promises: Share
    ratings: quality.Ratings
    craft: Spread
    craft_per_agent: Mapping[str, Spread]
    contrast: quality.Contrast | None
    disagreements: tuple[quality.Disagreement, ...]
    returns: Mapping[str, Share]
    synthetic: int  # conversations of mystery shoppers, counted nowhere else
    own: Own | None = None  # the reader's own figures, which nobody else is shown
    names: Mapping[str, str] = field(default_factory=dict)
    model: Spent = field(default_factory=Spent)  # what the drafts of all channels took

    @property
    def conversations(self) -> int:
        return self.first.conversations

    @property
    def uncovered(self) -> tuple[Cell, ...]:
        """The hours of the week in which customers wrote and nobody was to be there."""
        return tuple(cell for cell in self.heat if cell.uncovered)


def report(
    facts: Facts,
    policies: Mapping[str, Policy],
    since: datetime,
    until: datetime,
    *,
    zone: str = "UTC",
    channel: str | None = None,
    now: datetime | None = None,
    staffed: Staffed | None = None,
    reader: str | None = None,
) -> Report:
    """Return the report of the conversations that began in [`since`, `until`), of one channel or of all.

    `reader` is the person whose own figures are added.
    """
    facts = only(facts, channel)
    by = Clockwork(policies, now or until)
    talks = [talk for talk in facts.talks if talk.waits and not talk.synthetic]
    staffed = staffed or staffed_by(policies)
    first = responses.times(talks, by)
    channels = responses.grouped(talks, by, lambda talk: talk.channel)
    hours = responses.grouped(talks, by, lambda talk: f"{talk.opened_at.astimezone(ZoneInfo(zone)):%H}:00")
    agents = _agents(talks, by, policies)
    return Report(
        since=since,
        until=until,
        zone=zone,
        channel=channel,
        first=first,
        waiting_now=sum(talk.waits[-1].ended_at is None for talk in talks),
        by_response=_by_response(talks, by),
        untold=sum(talk.waits[0].answered and responses.given(talk) is None for talk in talks),
        to_useful=spread(took.total_seconds() for took in map(responses.useful, talks) if took is not None),
        later=responses.later_waits(talks),
        perceived=spread(responses.perceived(talk, by.now) for talk in talks if talk.waits[0].answered),
        per_day=responses.grouped(talks, by, lambda talk: _day(talk, zone)),
        per_week=responses.grouped(talks, by, lambda talk: _week(talk, zone)),
        per_channel=channels,
        per_hour=hours,
        per_agent=agents,
        heat=responses.heat(talks, by, zone, staffed),
        stands_out=responses.stands_out((channels, hours, agents), first),
        drafts=use.drafts(facts.drafts),
        nudges=use.nudges(facts.reminders),
        stopped=use.stopped(facts.reminders),
        alerts=use.alerts(facts.reminders, since, until),
        endings=dict(Counter(talk.ending for talk in talks)),
        closed_without_reply=_without_reply(talks),
        recovered=quality.recovered(talks),
        promises=share(one.kept for one in facts.promises if one.kept is not None),
        ratings=quality.ratings(facts.ratings),
        craft=quality.craft(facts.scores),
        craft_per_agent=_craft_per_agent(facts, policies),
        contrast=quality.contrast(facts.scores),
        disagreements=quality.disagreements(facts.scores, facts.ratings),
        returns=quality.returns(talks, facts.scores, by.now),
        synthetic=sum(talk.synthetic for talk in facts.talks),
        own=_own(talks, facts, by, reader) if reader else None,
        names=facts.names,
    )


def for_team(found: Report) -> Report:
    """Return a report as everybody on staff may read it: nobody is compared by name."""
    named = {row.name for row in found.per_agent}
    return replace(
        found,
        per_agent=(),
        craft_per_agent={},
        contrast=None,
        disagreements=(),
        stands_out=tuple(row for row in found.stands_out if row.name not in named),
    )


def only(facts: Facts, channel: str | None) -> Facts:
    """Return the facts of one channel, and without mystery shoppers' drafts, scores and ratings."""
    shoppers = {talk.id for talk in facts.talks if talk.synthetic}

    def ours(rows: Sequence[_Row]) -> tuple[_Row, ...]:
        return tuple(
            row for row in rows if row.conversation not in shoppers and channel in (None, row.channel)
        )

    return replace(
        facts,
        talks=tuple(talk for talk in facts.talks if channel in (None, talk.channel)),
        drafts=ours(facts.drafts),
        reminders=ours(facts.reminders),
        scores=ours(facts.scores),
        ratings=ours(facts.ratings),
        promises=ours(facts.promises),
    )


def _by_response(talks: Sequence[Talk], by: Clockwork) -> Mapping[Response, Times]:
    return {
        kind: responses.times([talk for talk in talks if responses.given(talk) is kind], by, kind.value)
        for kind in Response
    }


def _without_reply(talks: Sequence[Talk]) -> Mapping[str, int]:
    ended = [wait for talk in talks for wait in talk.waits[:1] if wait.end not in (None, "replied", "solved")]
    reasons = (
        "nobody answered within a day" if wait.end == "abandoned" else (wait.reason or "no reason given")
        for wait in ended
    )
    return dict(Counter(reasons))


def _day(talk: Talk, zone: str) -> str:
    return talk.opened_at.astimezone(ZoneInfo(zone)).date().isoformat()


def _own(talks: Sequence[Talk], facts: Facts, by: Clockwork, reader: str) -> Own:
    mine = [talk for talk in talks if talk.waits[0].answered and talk.waits[0].by == reader]
    return Own(
        first=responses.times(mine, by, reader),
        craft=quality.craft(one for one in facts.scores if one.by == reader),
    )


def _week(talk: Talk, zone: str) -> str:
    day = talk.opened_at.astimezone(ZoneInfo(zone)).date()
    return (day - timedelta(days=day.weekday())).isoformat()


def _agents(talks: Sequence[Talk], by: Clockwork, policies: Mapping[str, Policy]) -> tuple[Times, ...]:
    """Return one row an agent: who sent the reply, whoever the conversation was assigned to."""

    def who(talk: Talk) -> str | None:
        wait, policy = talk.waits[0], policies.get(talk.channel)
        announced = policy.agents_since if policy else None
        seen = announced is not None and wait.opened_at >= announced
        return wait.by if wait.answered and seen else None

    return responses.grouped(talks, by, who)


def _craft_per_agent(facts: Facts, policies: Mapping[str, Policy]) -> Mapping[str, Spread]:
    """Return each person's scores, of what they sent after it was announced that this is looked at."""

    def announced(one: Scored) -> bool:
        policy = policies.get(one.channel)
        return policy is not None and policy.agents_since is not None and one.at >= policy.agents_since

    return quality.per_agent(one for one in facts.scores if announced(one))
