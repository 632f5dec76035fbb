"""What a post shows now, made from the rows as they stand: which view belongs to which kind of post."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.alerts.standing import target_at, tone_of
from bot.card import Alert, Alerts, View, Waiter, Waiting
from bot.nudging.shown import nudge_message
from bot.ports import Reading
from bot.record import Post, PostKind
from bot.reports.bulletins import bulletin
from bot.showing.alerts import alerts, page, uncovered
from bot.showing.cards import card
from bot.speaking.rating import rating_view

MOST_ROWS = 15


async def view(reading: Reading, post: Post, now: datetime) -> View | None:
    """Return what a post should show at `now`, or `None` when there is nothing left to show."""
    match post.kind:
        case PostKind.CARD:
            return await card(reading, int(post.subject), now)
        case PostKind.ALERT:
            return _still(await alerts(reading, int(post.subject), now), post)
        case PostKind.PAGE:
            return _still(await page(reading, int(post.subject), now), post)
        case PostKind.NUDGE | PostKind.RATING | PostKind.MORNING:
            return await _private(reading, post, now)
        case PostKind.QUEUE:
            return await waiting_now(reading, post.subject, now)
        case PostKind.DIGEST | PostKind.MONTH | PostKind.NAMING | PostKind.BASELINE:
            return await bulletin(reading, post, now)
        case PostKind.UNCOVERED:
            return await uncovered(reading, post.subject, now)
        case PostKind.TROUBLE:
            return None  # what is out of order is known to the process, not to the rows: bot/board.py


async def _private(reading: Reading, post: Post, now: datetime) -> View | None:
    """Return what one person sees alone."""
    if post.kind is PostKind.RATING:
        return await rating_view(reading, int(post.subject))
    if post.kind is PostKind.MORNING:
        return await morning_list(reading, post.subject, now)
    return await nudge_message(reading, int(post.subject))


def _still(shown: Alert | Alerts | None, post: Post) -> Alert | Alerts | None:
    """Return an alert unless it ended before anybody saw it: then nobody has to."""
    rows = shown.rows if isinstance(shown, Alerts) else (shown,) if shown else ()
    return shown if post.platform_id or any(row.over is None for row in rows) else None


async def waiting_now(reading: Reading, staff_channel: str, now: datetime) -> Waiting:
    """Return the Waiting now list of a staff channel, longest first."""
    rows: list[Waiter] = []
    watched = {known.channel: known for known in await reading.served_by(staff_channel)}
    waiting = await reading.waiting(channels=watched.keys(), limit=MOST_ROWS)
    people = await reading.people(
        {key for known in waiting for key in (known.customer, known.claimed_by) if key}
    )
    drafts = await reading.open_drafts({known.id for known in waiting})
    for known in waiting:
        here = watched[known.thread.channel]
        draft = drafts.get(known.id)
        assert known.wait is not None
        rows.append(
            Waiter(
                conversation=known.id,
                thread=known.thread,
                customer=people[known.customer].name if known.customer in people else "A customer",
                channel_name=here.name,
                waiting_since=known.wait.opened_at,
                target_at=target_at(known, here),
                topic=draft.sources[0].title if draft and draft.sources else "",
                claimed_by=people[known.claimed_by].name if known.claimed_by in people else None,
                tone=tone_of(known, here, now),
                first_contact=known.first_contact and len(known.waits) == 1,
            )
        )
    return Waiting(rows=tuple(rows), as_of=now)


async def morning_list(reading: Reading, subject: str, now: datetime) -> Waiting | None:
    """Return who waits as a list for the first person in: first contacts on top, then the longest."""
    shown = await waiting_now(reading, subject.rpartition(" ")[0], now)
    rows = sorted(shown.rows, key=lambda row: (not row.first_contact, row.waiting_since))
    title = "Good morning. These wait since you closed"
    return replace(shown, rows=tuple(rows), title=title) if rows else None
