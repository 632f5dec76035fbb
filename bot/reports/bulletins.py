"""What is posted to a staff channel out of reports, read from the rows as they are."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.card import Bulletin
from bot.ports import Reading
from bot.record import Post, PostKind, Watched
from bot.reports import digest
from bot.reports.asked import Span, report_of
from bot.reports.baseline import before_in_words
from bot.reports.chart import chart
from bot.reports.month import MONTH, Month, in_words, month
from bot.reports.report import Report, for_team
from bot.reports.words import in_short, sentences

_TREND = timedelta(days=28)


async def bulletin(reading: Reading, post: Post, now: datetime) -> Bulletin | None:
    """Return what a post shows; `None` when nobody wants it any more."""
    channel, key = digest.parts(post.subject)
    watched = await reading.watched(channel)
    if watched is None:
        return None
    match post.kind:
        case PostKind.DIGEST:
            return await _digest(reading, watched, key)
        case PostKind.MONTH:
            return await _month(reading, watched, now)
        case PostKind.NAMING:
            return _naming(watched)
        case PostKind.BASELINE:
            return await _baseline(reading, watched)
        case _:
            return None


async def not_before(reading: Reading, post: Post) -> datetime | None:
    """Return until when a post has to wait although its moment has come: a digest was put off meanwhile."""
    channel, key = digest.parts(post.subject)
    watched = await reading.watched(channel) if post.kind is PostKind.DIGEST else None
    if watched is None or watched.policy.digest is None:
        return None
    found = digest.edition(watched.policy.digest, watched.policy.hours.home, key)
    return found.at if found else None


async def month_of(reading: Reading, watched: Watched, now: datetime) -> Month | None:
    """Return a channel's thirty-day page; `None` before anything was asked there with Frontdesk.

    Before are the thirty days up to when the channel was first watched, after the thirty days from then (or
    those there were so far).
    """
    began = await began_at(reading, watched.channel)
    if began is None:
        return None
    until, channel = min(began + MONTH, now), watched.channel
    before = await before_of(reading, channel, began)
    after = await report_of(reading, Span(since=began, until=until, channel=channel), now=now)
    changes = tuple(
        change
        for change in await reading.audit(1000)
        if change.channel == watched.channel and began < change.at <= until
    )
    return month(watched.name, began, for_team(before), for_team(after), changes)


async def before_of(reading: Reading, channel: str, began: datetime) -> Report:
    """Return the report of the thirty days before a channel was first watched."""
    span = Span(since=began - MONTH, until=began, channel=channel, with_history=True)
    return await report_of(reading, span, now=began)


async def began_at(reading: Reading, channel: str) -> datetime | None:
    """Return when a channel was first watched, by the audit log."""
    watched = [
        change.at
        for change in await reading.audit(100_000)
        if change.channel == channel and change.field == "watched" and change.after == "yes"
    ]
    return min(watched, default=None)


async def _digest(reading: Reading, watched: Watched, key: str) -> Bulletin | None:
    wanted = watched.policy.digest
    at = digest.edition(wanted, watched.policy.hours.home, key) if wanted else None
    if wanted is None or at is None:
        return None
    channel, policies = watched.channel, {watched.channel: watched.policy}
    span = Span(since=at.at - digest.covers(wanted), until=at.at, channel=channel)
    found = for_team(await report_of(reading, span, now=at.at))
    trend = for_team(
        await report_of(reading, Span(since=at.at - _TREND, until=at.at, channel=channel), now=at.at)
    )
    drawn = chart(trend, policies)
    often = "day" if wanted.weekday is None else "week"
    lines = in_short(found) if wanted.weekday is None else sentences(found)
    return Bulletin(
        title=f"{watched.name}: the {often} in first responses",
        lines=tuple(lines),
        chart=None if drawn.empty else drawn,
    )


async def _month(reading: Reading, watched: Watched, now: datetime) -> Bulletin | None:
    page = await month_of(reading, watched, now)
    if page is None:
        return None
    return Bulletin(title=page.title, lines=tuple(in_words(page)[1:]))


async def _baseline(reading: Reading, watched: Watched) -> Bulletin | None:
    began = await began_at(reading, watched.channel)
    if began is None:
        return None
    found = await before_of(reading, watched.channel, began)
    title = f"{watched.name}: the thirty days before Frontdesk"
    return Bulletin(title=title, lines=before_in_words(found))


def _naming(watched: Watched) -> Bulletin:
    since = watched.policy.agents_since
    if since is None:
        told = "Reports no longer name agents here. Everybody sees their own figures, as before."
    else:
        told = (
            f"From {since:%d %b %Y %H:%M} UTC on, leads see first responses and scores of {watched.name} by "
            "agent. Nothing from before counts. Your own figures are in the report for you, as before; your "
            "colleagues do not see them."
        )
    return Bulletin(title=f"{watched.name}: reports by agent", lines=(told,))
