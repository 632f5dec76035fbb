"""What the clock reads and writes beside conversations: duties, defaults, tellings, and waits that ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, bindparam, case, cast, delete, exists, func, insert, select, update

from adapters.store import policies, rows
from adapters.store.claims import FREE
from adapters.store.columns import Moment
from adapters.store.database import Connection
from adapters.store.tables import (
    audit,
    channel,
    conversation,
    duty,
    notice,
    policy,
    post,
    pulse,
    telling,
    wait,
)
from adapters.store.upserts import Upserts, wanted_again
from bot.alerts.ledger import AWAY_AFTER, Away, How, Message, Page, Standing, Timed, Told
from bot.policy import EVERY_CHANNEL, Policy
from bot.record import Level, NoticeState, PolicyChange, PostKind, Queue
from bot.roster.duty import Duty, State

_id: BindParameter[Any] = bindparam("row")
_duties = select(duty).order_by(duty.c.person)
_defaults = (
    select(channel.c.version, policy.c.settings)
    .join(policy, (policy.c.channel == channel.c.key) & (policy.c.version == channel.c.version))
    .where(channel.c.key == EVERY_CHANNEL)
)
_watched_since = select(func.min(policy.c.at, type_=Moment)).where(policy.c.channel == _id)
_OWN = (
    telling.c.how != How.MENTION.value
)  # in a message of somebody's own: pages, and what waits or is found there
_pulse = select(pulse.c.at, pulse.c.away_since, pulse.c.away_until)
_telling = select(telling).where(telling.c.id == _id)
_tellings = select(telling).where(telling.c.notice == _id).order_by(telling.c.id)
_tell = insert(telling).returning(telling.c.id)
_told_in = update(telling).where(telling.c.id == _id).values(message=bindparam("message"))
_in_vain = update(telling).where(telling.c.id == _id).values(failed=bindparam("reason"))
_arrive = (
    update(telling)
    .where(telling.c.message == _id, _OWN)
    .values(at=bindparam("then", type_=Moment), how=How.PAGE.value)
)
_told_in_page = exists().where(telling.c.message == _id)
_page = (
    select(
        telling.c.target,
        _told_in_page.where(telling.c.how == How.PAGE.value).label("pings"),
        _told_in_page.where(_OWN, telling.c.failed.is_(None)).label("arrives"),
    )
    .where(telling.c.message == _id, _OWN)
    .order_by(telling.c.id)
    .limit(1)
)
_tellings_in = select(telling).where(telling.c.message == _id, _OWN).order_by(telling.c.id)
_named_in = select(telling.c.target).where(telling.c.message == _id, telling.c.how == How.MENTION.value)
_begin = bindparam("begin", type_=Moment)
_came = func.min(telling.c.at, type_=Moment)
_pings = (
    select(_came)
    .where(telling.c.target == _id, telling.c.at > _begin)
    .where(telling.c.how.in_((How.MENTION.value, How.PAGE.value)), telling.c.failed.is_(None))
    .group_by(telling.c.how, telling.c.message)
    .order_by(_came)
)
_alert_messages = (
    select(post.c.kind, post.c.subject, post.c.made_at, post.c.platform_id)
    .where(post.c.place == _id, post.c.made_at >= _begin)
    .where(post.c.kind.in_((PostKind.ALERT.value, PostKind.PAGE.value)))
    .order_by(post.c.made_at.desc(), post.c.id.desc())
)
_running = notice.c.state == NoticeState.SHOWN.value
_longest_first = (case((_running, 0), else_=1), conversation.c.waiting_since, notice.c.id)
_all_running = func.count(case((_running, 1))).over().label("running")
_stand = select(notice, _all_running).join(conversation).order_by(*_longest_first)
_most: BindParameter[int] = bindparam("most")
_bundled = _stand.where(notice.c.bundle == _id)
_in_page = select(telling.c.notice).where(telling.c.message == _id, _OWN)
_paged = _stand.where(notice.c.id.in_(_in_page))
_first_bundled, _first_paged = _bundled.limit(_most), _paged.limit(_most)
_forget_wait = delete(wait).where(wait.c.conversation == _id, wait.c.number == bindparam("which"))
_baseline = update(channel).where(channel.c.key == _id)


_lives = conversation.c.ended_at.is_(None) & (conversation.c.channel == _id)
_recompute = update(conversation).where(_lives).values(due_at=bindparam("now", type_=Moment), **FREE)
_renew_cards = (
    update(post)
    .where(
        post.c.kind == PostKind.CARD.value,
        post.c.subject.in_(select(cast(conversation.c.id, post.c.subject.type)).where(_lives)),
    )
    .values(**wanted_again(bindparam("now", type_=Moment)))
)


class ClockRows:
    """`bot.ports.clock.ClockReading` over one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def duties(self) -> list[Duty]:
        return [_duty(row) for row in await self._all(_duties)]

    async def defaults(self) -> Policy | None:
        row = await self._first(_defaults)
        return policies.policy_of(row.settings) if row else None

    async def watched_since(self, channel: str) -> datetime | None:
        row = await self._first(_watched_since, row=channel)
        return row[0] if row else None

    async def away(self, now: datetime) -> Away | None:
        row = await self._first(_pulse)
        if row is None or row.at is None:
            return None
        if row.at < now - AWAY_AFTER:
            return Away(row.at, now)
        return Away(row.away_since, row.away_until) if row.away_since else None

    async def telling(self, id: int) -> Told | None:
        row = await self._first(_telling, row=id)
        return _told(row) if row else None

    async def tellings(self, notice: int) -> list[Told]:
        return [_told(row) for row in await self._all(_tellings, row=notice)]

    async def alert_messages(self, place: str, since: datetime) -> list[Message]:
        found = await self._all(_alert_messages, row=place, begin=since)
        return [
            Message(PostKind(row.kind), int(row.subject), row.made_at, bool(row.platform_id)) for row in found
        ]

    async def pings(self, target: str, since: datetime) -> list[datetime]:
        return [row[0] for row in await self._all(_pings, row=target, begin=since)]

    async def named_in(self, message: int) -> frozenset[str]:
        return frozenset(row.target for row in await self._all(_named_in, row=message))

    async def bundled(self, message: int, most: int | None = None) -> Standing:
        if most is None:
            return _standing(await self._all(_bundled, row=message))
        return _standing(await self._all(_first_bundled, row=message, most=most))

    async def paged(self, message: int, most: int | None = None) -> Standing:
        if most is None:
            return _standing(await self._all(_paged, row=message))
        return _standing(await self._all(_first_paged, row=message, most=most))

    async def page(self, message: int) -> Page | None:
        row = await self._first(_page, row=message)
        return Page(row.target, row.pings, row.arrives) if row else None

    async def tellings_in(self, message: int) -> list[Told]:
        return [_told(row) for row in await self._all(_tellings_in, row=message)]

    async def timed(
        self, *, channel: str | None = None, since: datetime | None = None, until: datetime | None = None
    ) -> list[Timed]:
        wanted = select(wait).order_by(wait.c.opened_at, wait.c.id)
        if channel is not None:
            wanted = wanted.where(wait.c.channel == channel)
        if since is not None:
            wanted = wanted.where(wait.c.opened_at >= since)
        if until is not None:
            wanted = wanted.where(wait.c.opened_at < until)
        return [_timed(row) for row in await self._all(wanted)]

    async def _first(self, wanted: Any, **parameters: Any) -> Any:
        return (await self._connection.execute(wanted, parameters)).first()

    async def _all(self, wanted: Any, **parameters: Any) -> Sequence[Any]:
        return (await self._connection.execute(wanted, parameters)).all()


class ClockWrites(ClockRows):
    """`bot.ports.clock.ClockWork`, for a transaction that writes."""

    _upserts: Upserts
    touched: set[Queue]

    async def save_duty(self, duty: Duty) -> None:
        await self._do(
            self._upserts.duty,
            person=duty.person,
            hours=policies.calendar_json(duty.hours) if duty.hours else None,
            state=duty.state.value if duty.state else None,
            until=duty.until,
            since=duty.since,
        )

    async def set_defaults(self, policy: Policy, *, by: str, at: datetime) -> None:
        row = await self._first(_defaults)
        before = policies.policy_of(row.settings) if row else None
        version = row.version + 1 if row else 1
        name = "every new channel"
        described = {"name": name, "version": version, "watched": False, "staff": None}
        await self._do(self._upserts.channel, key=EVERY_CHANNEL, **described)
        values = {"version": version, "by": by, "at": at, "settings": policies.settings_of(policy)}
        await self._do(insert(_POLICY), channel=EVERY_CHANNEL, **values)
        changed = policies.changes(before, policy) if before else policies.changes_of_first(policy)
        await self._noted(EVERY_CHANNEL, by, at, changed)

    async def recompute(self, channel: str, now: datetime) -> None:
        await self._do(_recompute, row=channel, now=now)
        await self._do(_renew_cards, row=channel, now=now)
        self.touched |= {Queue.CLOCK, Queue.POST}

    async def note(self, *changes: PolicyChange) -> None:
        for one in changes:
            await self._noted(one.channel, one.by, one.at, [(one.field, one.before, one.after)])

    async def tell(self, told: Told) -> Told:
        values = {
            "notice": told.notice,
            "target": told.target,
            "level": told.level.value,
            "at": told.at,
            "how": told.how.value,
            "why": told.why,
            "failed": told.failed,
            "message": told.message,
        }
        return replace(told, id=await self._one(_tell, **values))

    async def told_in(self, telling: int, message: int) -> None:
        await self._do(_told_in, row=telling, message=message)

    async def arrived(self, message: int, at: datetime) -> None:
        await self._do(_arrive, row=message, then=at)

    async def told_in_vain(self, telling: int, why: str) -> None:
        await self._do(_in_vain, row=telling, reason=why)

    async def keep_wait(self, timed: Timed) -> None:
        await self._do(
            self._upserts.imported_wait if timed.imported else self._upserts.wait,
            channel=timed.channel,
            customer=timed.customer,
            conversation=timed.conversation,
            number=timed.number,
            line=timed.line,
            opened_at=timed.opened_at,
            ended_at=timed.ended_at,
            end=timed.end,
            answered_by=timed.answered_by,
            wall_s=timed.wall.total_seconds(),
            business_s=timed.business.total_seconds(),
            target_s=timed.target.total_seconds() if timed.target else None,
        )

    async def forget_wait(self, conversation: int, number: int) -> None:
        await self._do(_forget_wait, row=conversation, which=number)

    async def baseline_read(self, channel: str, at: datetime) -> None:
        await self._do(_baseline, row=channel, baseline_at=at)

    async def _noted(self, channel: str, by: str, at: datetime, changes: Iterable[policies.Change]) -> None:
        noted = [
            {"at": at, "by": by, "channel": channel, "field": field, "before": before, "after": after}
            for field, before, after in changes
        ]
        if noted:
            await self._connection.execute(insert(audit), noted)

    async def _do(self, statement: Any, **parameters: Any) -> None:
        await self._connection.execute(statement, parameters)

    async def _one(self, statement: Any, **parameters: Any) -> int:
        found: int = (await self._connection.execute(statement, parameters)).scalar_one()
        return found


_POLICY = policy


def _duty(row: Any) -> Duty:
    return Duty(
        person=row.person,
        hours=policies.calendar_of(row.hours) if row.hours else None,
        state=State(row.state) if row.state else None,
        until=row.until,
        since=row.since,
    )


def _standing(found: Sequence[Any]) -> Standing:
    notices = tuple(rows.notice(row) for row in found)
    running = sum(one.state is NoticeState.SHOWN for one in notices)
    return Standing(notices, more=found[0].running - running if found else 0)


def _told(row: Any) -> Told:
    return Told(
        id=row.id,
        notice=row.notice,
        target=row.target,
        level=Level(row.level),
        at=row.at,
        how=How(row.how),
        why=row.why,
        failed=row.failed,
        message=row.message,
    )


def _timed(row: Any) -> Timed:
    return Timed(
        channel=row.channel,
        customer=row.customer,
        conversation=row.conversation,
        number=row.number,
        line=row.line,
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        end=row.end,
        answered_by=row.answered_by,
        wall=timedelta(seconds=row.wall_s),
        business=timedelta(seconds=row.business_s),
        target=timedelta(seconds=row.target_s) if row.target_s is not None else None,
    )
