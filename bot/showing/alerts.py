"""Alerts and what belongs to them, made from the rows as they stand. Reads the store, decides nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.acts.actions import alert_actions
from bot.alerts.ledger import JUST_NOW, How, Standing
from bot.card import Alert, Alerts, Card, Trouble
from bot.conversation import Conversation, Event, Kind
from bot.ports import Reading
from bot.record import Notice, NoticeState, Watched
from bot.roster.duty import Roster, back_at, uncovered_since
from bot.say import clock_time, waited
from bot.showing.cards import card

MOST_TOGETHER = 10  # alerts that one message shows, of those that stand in it


async def alerts(reading: Reading, bundle: int, now: datetime) -> Alert | Alerts | None:
    """Return the alert of a message, or several when they stand in it, longest wait first."""
    return await _together(reading, await reading.bundled(bundle, MOST_TOGETHER), now)


async def _together(reading: Reading, standing: Standing, now: datetime) -> Alert | Alerts | None:
    found = [await _alert(reading, notice, now) for notice in standing.notices]
    known = [alert for alert in found if alert]
    if len(known) < 2:
        return known[0] if known else None
    mention = dict.fromkeys(person for alert in known for person in alert.mention)
    return Alerts(rows=tuple(known), mention=tuple(mention), more=standing.more)


async def _alert(reading: Reading, notice: Notice, now: datetime) -> Alert | None:
    inner = await card(reading, notice.conversation, now)
    conversation = await reading.conversation(notice.conversation)
    watched = await reading.watched(conversation.thread.channel) if conversation else None
    if inner is None or conversation is None or watched is None:
        return None
    over = notice.outcome if notice.state is not NoticeState.SHOWN else None
    return Alert(
        notice_id=notice.id,
        level=notice.level.value if notice.level else "warning",
        headline=over_headline(inner, over) if over else headline(inner, conversation, watched, now),
        late=None if over else await _remarks(reading, notice, conversation, watched, now),
        over=over,
        mention=() if over else notice.to,
        card=inner if over else replace(inner, actions=alert_actions(inner.actions)),
    )


async def _remarks(
    reading: Reading, notice: Notice, conversation: Conversation, watched: Watched, now: datetime
) -> str | None:
    """Return what a reader of an alert has to know beside it: how late it is told, and who could not be."""
    told = await reading.tellings(notice.id)
    people = await reading.people([one.target for one in told if one.failed])
    said = []
    if notice.late:
        late = waited(notice.late)
        said.append(f"Frontdesk was not running when this fell due, {late} before it could tell you.")
    for one in told:
        if one.failed:
            name = people[one.target].name if one.target in people else "Somebody"
            said.append(f"{name} could not be reached: {one.failed}")
    if told and told[-1].how is How.SILENT and told[-1].why and JUST_NOW not in told[-1].why:
        said.append(f"Nobody was pinged: {told[-1].why}.")
    if conversation.snoozed_until and conversation.snoozed_until > now:
        events = await reading.events(conversation.id)
        by = next((event for event in reversed(events) if event.kind in (Kind.SNOOZED, Kind.HELPED)), None)
        until = clock_time(conversation.snoozed_until, watched.policy.hours.home, now=now)
        said.append(_rests(by, until))
    return " ".join(dict.fromkeys(said)) or None


def _rests(by: Event | None, until: str) -> str:
    if by and by.kind is Kind.HELPED:
        return f"Another customer answered: alerts rest until {until}."
    return f"Put off until {until}: {by.reason if by and by.reason else 'no reason given'}."


def headline(inner: Card, conversation: Conversation, watched: Watched, now: datetime) -> str:
    """Return what an alert says first: who waits, how long, against which target, in whose hands."""
    wait = conversation.wait
    if wait is None:
        return inner.state
    target = watched.policy.target_of(conversation, wait)
    promised = f" (target {waited(target)})" if target else ""
    hands = " · " + inner.state.removeprefix("Waiting · ") if " · " in inner.state else ""
    return f"{inner.customer} has waited {waited(now - wait.opened_at)}{promised}{hands}"


def over_headline(inner: Card, over: str) -> str:
    """Return what an alert says once it is dealt with."""
    return f"{inner.customer}: {over}"


async def page(reading: Reading, message: int, now: datetime) -> Alert | Alerts | None:
    """Return what is told to one more person or place: an alert, or the late waits of a minute together."""
    told = await reading.tellings_in(message)
    shown = await _together(reading, await reading.paged(message, MOST_TOGETHER), now)
    if not told or shown is None:
        return None
    if isinstance(shown, Alerts):
        running = any(row.over is None for row in shown.rows)
        return replace(shown, mention=(told[0].target,) if running else ())
    return replace(shown, mention=() if shown.over else (told[0].target,), level=told[-1].level.value)


async def uncovered(reading: Reading, subject: str, now: datetime) -> Trouble | None:
    """Return that a channel has neither owner nor backup, or that it has again."""
    channel, _, since = subject.partition(" ")
    watched = await reading.watched(channel)
    if watched is None:
        return None
    policy, roster = watched.policy, Roster.of(await reading.duties())
    began = datetime.fromisoformat(since)
    if uncovered_since(policy.owner, policy.backup, roster, now) is None:
        return Trouble(name=subject, text=f"{watched.name} has somebody again.", since=began, over=True)
    people = await reading.people([key for key in (policy.owner, policy.backup) if key])
    away = []
    for office, key in (("owner", policy.owner), ("backup", policy.backup)):
        if key:
            name = people[key].name if key in people else "somebody"
            back = back_at(roster.duties.get(key), now)
            until = f"away until {clock_time(back, policy.hours.home, now=now)}" if back else "off duty"
            away.append(f"{name} ({office}) is {until}")
    told = f"{' and '.join(away)}: nobody answers for {watched.name}. Take it, or name somebody else in "
    lead = (policy.lead,) if policy.lead else ()
    return Trouble(name=subject, text=f"{told}its settings.", since=began, mention=lead)
