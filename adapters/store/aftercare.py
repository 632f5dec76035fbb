"""`bot.ports.aftercare` in the store: promised times, problems, ratings, and how nudges went."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, delete, insert, select, update

from adapters.store import rows
from adapters.store.asked import only
from adapters.store.columns import Moment
from adapters.store.database import Connection
from adapters.store.tables import notice, problem, promise, rating, report
from adapters.store.upserts import Upserts
from bot.aftercare.record import Problem, Promise, PromiseState, Rating, Report
from bot.nudging.caps import Past
from bot.record import Notice, NoticeKind, Result

_id: BindParameter[Any] = bindparam("row")
_of: BindParameter[int] = bindparam("of")
_person: BindParameter[Any] = bindparam("person")
_since = bindparam("since", type_=Moment)
_until = bindparam("until", type_=Moment)
_promises = select(promise).order_by(promise.c.at, promise.c.id)
_problems = select(problem).order_by(problem.c.at.desc(), problem.c.id.desc())
_reports = select(report).order_by(report.c.at, report.c.conversation)
_ratings = select(rating).order_by(rating.c.asked_at, rating.c.id)
_nudged = (
    select(notice.c.id, notice.c.kind, notice.c.shown_at, notice.c.pushed_at, notice.c.head, notice.c.result)
    .where(notice.c.told == _person, notice.c.shown_at >= _since)
    .order_by(notice.c.shown_at, notice.c.id)
)
_before_them = (
    select(notice)
    .where(notice.c.told == _person, notice.c.state == "shown", notice.c.kind != "alert")
    .order_by(notice.c.shown_at, notice.c.id)
)
_planned = (
    select(notice)
    .where(notice.c.state == "planned", notice.c.due_at <= _until, notice.c.parked_at.is_(None))
    .order_by(notice.c.due_at, notice.c.id)
)
_parts = select(notice).where(notice.c.head == _id).order_by(notice.c.shown_at, notice.c.id)
_shown_in = (
    select(notice)
    .where(notice.c.told.is_not(None), notice.c.shown_at >= _since, notice.c.shown_at < _until)
    .order_by(notice.c.shown_at, notice.c.id)
)
_drop_promise = delete(promise).where(
    promise.c.conversation == bindparam("of"), promise.c.message == bindparam("said")
)
_save_promise = update(promise).where(promise.c.id == _id)
_save_problem = update(problem).where(problem.c.id == _id)
_save_report = update(report).where(
    report.c.problem == bindparam("about"), report.c.conversation == bindparam("of")
)
_save_rating = update(rating).where(rating.c.id == _id)


@cache
def _promises_by(*, conversation: bool, by: bool, open: bool, since: bool) -> Select[Any]:
    wanted = _promises.where(promise.c.state == PromiseState.OPEN.value) if open else _promises
    wanted = wanted.where(promise.c.conversation == _of) if conversation else wanted
    wanted = wanted.where(promise.c.by == bindparam("by")) if by else wanted
    return wanted.where(promise.c.told_at >= _since) if since else wanted


@cache
def _reports_by(*, problem: bool, conversation: bool) -> Select[Any]:
    wanted = _reports.where(report.c.problem == bindparam("about")) if problem else _reports
    return wanted.where(report.c.conversation == _of) if conversation else wanted


class AftercareRows:
    """`bot.ports.aftercare.Aftercare` over one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def promise(self, id: int) -> Promise | None:
        found = await self._all(_promises.where(promise.c.id == _id), row=id)
        return _promise(found[0]) if found else None

    async def promises(
        self,
        *,
        conversation: int | None = None,
        by: str | None = None,
        open: bool = False,
        since: datetime | None = None,
    ) -> list[Promise]:
        wanted = _promises_by(
            conversation=conversation is not None, by=by is not None, open=open, since=since is not None
        )
        given = only(of=conversation, by=by, since=since)
        return [_promise(row) for row in await self._all(wanted, **given)]

    async def problem(self, id: int) -> Problem | None:
        found = await self._all(_problems.where(problem.c.id == _id), row=id)
        return _problem(found[0]) if found else None

    async def problems(self, *, open: bool = False) -> list[Problem]:
        wanted = _problems.where(problem.c.fixed_at.is_(None)) if open else _problems
        return [_problem(row) for row in await self._all(wanted)]

    async def reports(self, *, problem: int | None = None, conversation: int | None = None) -> list[Report]:
        wanted = _reports_by(problem=problem is not None, conversation=conversation is not None)
        return [_report(row) for row in await self._all(wanted, **only(about=problem, of=conversation))]

    async def rating(self, id: int) -> Rating | None:
        found = await self._all(_ratings.where(rating.c.id == _id), row=id)
        return _rating(found[0]) if found else None

    async def ratings(
        self, *, customer: str | None = None, conversation: int | None = None, since: datetime | None = None
    ) -> list[Rating]:
        wanted = _ratings
        if customer is not None:
            wanted = wanted.where(rating.c.customer == customer)
        if conversation is not None:
            wanted = wanted.where(rating.c.conversation == conversation)
        if since is not None:
            wanted = wanted.where(rating.c.asked_at >= since)
        return [_rating(row) for row in await self._all(wanted)]

    async def nudged(self, person: str, *, since: datetime) -> list[Past]:
        return [
            Past(
                id=row.id,
                kind=NoticeKind(row.kind),
                shown_at=row.shown_at,
                pushed_at=row.pushed_at,
                message=row.head or row.id,
                result=Result(row.result) if row.result else None,
            )
            for row in await self._all(_nudged, person=person, since=since)
        ]

    async def nudges_of(self, person: str) -> list[Notice]:
        return [rows.notice(row) for row in await self._all(_before_them, person=person)]

    async def planned_for(self, person: str, *, until: datetime) -> list[Notice]:
        planned = [rows.notice(row) for row in await self._all(_planned, until=until)]
        return [known for known in planned if known.to[:1] == (person,)]

    async def parts(self, head: int) -> list[Notice]:
        return [rows.notice(row) for row in await self._all(_parts, row=head)]

    async def nudge_outcomes(self, since: datetime, until: datetime) -> list[Notice]:
        return [rows.notice(row) for row in await self._all(_shown_in, since=since, until=until)]

    async def _all(self, wanted: Any, **parameters: Any) -> Sequence[Any]:
        return (await self._connection.execute(wanted, parameters)).all()


class AftercareWrites(AftercareRows):
    """`bot.ports.aftercare.AftercareWork`: the same, and what changes it."""

    def __init__(self, connection: Connection, upserts: Upserts) -> None:
        super().__init__(connection)
        self._upserts = upserts

    async def promised(self, promise: Promise) -> Promise:
        await self._do(_drop_promise, of=promise.conversation, said=promise.message)
        return replace(promise, id=await self._one(_new_promise, **_promise_values(promise)))

    async def save_promise(self, promise: Promise) -> None:
        await self._do(_save_promise, row=promise.id, **_promise_values(promise))

    async def open_problem(self, problem: Problem) -> Problem:
        return replace(problem, id=await self._one(_new_problem, **_problem_values(problem)))

    async def save_problem(self, problem: Problem) -> None:
        await self._do(_save_problem, row=problem.id, **_problem_values(problem))

    async def report(self, report: Report) -> None:
        values = _report_values(report)
        await self._do(
            self._upserts.report, problem=report.problem, conversation=report.conversation, **values
        )

    async def save_report(self, report: Report) -> None:
        await self._do(_save_report, about=report.problem, of=report.conversation, **_report_values(report))

    async def unreport(self, conversation: int, *, but: Collection[int] = ()) -> None:
        wrong = delete(report).where(
            report.c.conversation == conversation,
            report.c.problem.not_in(list(but)),
            report.c.told_at.is_(None),
        )
        await self._do(wrong)

    async def ask_rating(self, rating: Rating) -> Rating | None:
        found = (await self._connection.execute(self._upserts.rating, _rating_values(rating))).first()
        return _rating(found) if found else None

    async def save_rating(self, rating: Rating) -> None:
        await self._do(_save_rating, row=rating.id, **_rating_values(rating))

    async def _do(self, statement: Any, **parameters: Any) -> None:
        await self._connection.execute(statement, parameters)

    async def _one(self, statement: Any, **parameters: Any) -> int:
        found: int = (await self._connection.execute(statement, parameters)).scalar_one()
        return found


_new_promise = insert(promise).returning(promise.c.id)
_new_problem = insert(problem).returning(problem.c.id)


def _promise(row: Any) -> Promise:
    return Promise(
        id=row.id,
        conversation=row.conversation,
        message=row.message,
        by=row.by,
        told_at=row.told_at,
        at=row.at,
        words=row.words,
        state=PromiseState(row.state),
        ended_at=row.ended_at,
    )


def _promise_values(promise: Promise) -> dict[str, Any]:
    return {
        "conversation": promise.conversation,
        "message": promise.message,
        "by": promise.by,
        "told_at": promise.told_at,
        "at": promise.at,
        "words": promise.words,
        "state": promise.state.value,
        "ended_at": promise.ended_at,
    }


def _problem(row: Any) -> Problem:
    return Problem(
        id=row.id, name=row.name, by=row.by, at=row.at, fixed_at=row.fixed_at, fixed_by=row.fixed_by
    )


def _problem_values(problem: Problem) -> dict[str, Any]:
    return {
        "name": problem.name,
        "by": problem.by,
        "at": problem.at,
        "fixed_at": problem.fixed_at,
        "fixed_by": problem.fixed_by,
    }


def _report(row: Any) -> Report:
    return Report(
        problem=row.problem,
        conversation=row.conversation,
        by=row.by,
        at=row.at,
        told_at=row.told_at,
        waived_at=row.waived_at,
    )


def _report_values(report: Report) -> dict[str, Any]:
    return {"by": report.by, "at": report.at, "told_at": report.told_at, "waived_at": report.waived_at}


def _rating(row: Any) -> Rating:
    return Rating(
        id=row.id,
        conversation=row.conversation,
        customer=row.customer,
        asked_at=row.asked_at,
        good=row.good,
        words=row.words,
        answered_at=row.answered_at,
    )


def _rating_values(rating: Rating) -> dict[str, Any]:
    return {
        "conversation": rating.conversation,
        "customer": rating.customer,
        "asked_at": rating.asked_at,
        "good": rating.good,
        "words": rating.words,
        "answered_at": rating.answered_at,
    }
