"""`knowledge.learned` in the store: what people kept, wrote, marked, and what nobody could answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, insert, select, update

from adapters.store import rows
from adapters.store.database import Connection
from adapters.store.tables import alternate, article, audit, gap, mark, unanswered
from adapters.store.upserts import Upserts
from knowledge.articles import with_questions
from knowledge.learned import (
    Alternate,
    Candidate,
    Gap,
    GapState,
    Mark,
    Standing,
    Unanswered,
    Written,
)
from knowledge.ports import Article

ARTICLES = "articles"  # the place of these changes in the audit list, where others name a channel
_id: BindParameter[Any] = bindparam("row")
_of: BindParameter[Any] = bindparam("of")
_article = select(article).where(article.c.id == _id)
_LIVE_ALTERNATES = (
    select(alternate.c.article, alternate.c.question)
    .where(alternate.c.standing == Standing.LIVE.value)
    .order_by(alternate.c.id)
)
_live_of = _LIVE_ALTERNATES.where(alternate.c.article == _id)
_alternates = select(alternate).order_by(alternate.c.id)
_alternate = select(alternate).where(alternate.c.id == _id)
_written = select(article).where(article.c.origin == "people").order_by(article.c.made_at, article.c.id)
_marks = select(mark).order_by(mark.c.id)
_unanswered = select(unanswered).order_by(unanswered.c.at, unanswered.c.id)
_gaps = select(gap).order_by(gap.c.id)
_save_alternate = update(alternate).where(alternate.c.id == _id)
_drop_alternate = delete(alternate).where(alternate.c.id == _id).returning(alternate.c.standing)
_drop_alternates = delete(alternate).where(alternate.c.article == _id)
_drop_written = (
    delete(article).where(article.c.id == _id, article.c.origin == "people").returning(article.c.standing)
)
_reviewed = update(mark).where(mark.c.article == _id, mark.c.reviewed_at.is_(None))
_settled = delete(unanswered).where(unanswered.c.conversation == _of, unanswered.c.wait == bindparam("at"))
_open_gap = insert(gap).returning(gap.c.id)
_save_gap = update(gap).where(gap.c.id == _id)
_put_into = update(unanswered).where(unanswered.c.id == _id)


async def searchable(connection: Connection) -> Sequence[Article]:
    """Return every live article with its source's alternates and those that people kept."""
    live = select(article).where(article.c.standing == Standing.LIVE.value).order_by(article.c.id)
    kept: dict[str, list[str]] = {}
    for row in await connection.execute(_LIVE_ALTERNATES):
        kept.setdefault(row.article, []).append(row.question)
    found = [rows.article(row) for row in await connection.execute(live)]
    return [with_questions(each, kept.get(each.id, ())) for each in found]


class LearnedRows:
    """`knowledge.learned.Learned` over one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def article(self, id: str) -> Article | None:
        found = await self._all(_article, row=id)
        if not found:
            return None
        kept = [row.question for row in await self._all(_live_of, row=id)]
        return with_questions(rows.article(found[0]), kept)

    async def alternates(
        self, *, article: str | None = None, conversation: int | None = None
    ) -> list[Alternate]:
        wanted = _alternates
        if article is not None:
            wanted = wanted.where(alternate.c.article == article)
        if conversation is not None:
            wanted = wanted.where(alternate.c.conversation == conversation)
        return [_alternate_of(row) for row in await self._all(wanted)]

    async def alternate(self, id: int) -> Alternate | None:
        found = await self._all(_alternate, row=id)
        return _alternate_of(found[0]) if found else None

    async def written(self) -> list[Written]:
        return [
            Written(
                article=rows.article(row),
                by=row.made_by,
                at=row.made_at,
                conversation=row.conversation,
                standing=Standing(row.standing),
            )
            for row in await self._all(_written)
        ]

    async def marks(self, *, article: str | None = None, running: bool = False) -> list[Mark]:
        wanted = _marks.where(mark.c.reviewed_at.is_(None)) if running else _marks
        if article is not None:
            wanted = wanted.where(mark.c.article == article)
        return [
            Mark(
                article_id=row.article,
                conversation=row.conversation,
                by=row.by,
                at=row.at,
                reviewed_by=row.reviewed_by,
                reviewed_at=row.reviewed_at,
            )
            for row in await self._all(wanted)
        ]

    async def unanswered(
        self, *, conversation: int | None = None, since: datetime | None = None
    ) -> list[Unanswered]:
        wanted = _unanswered if since is None else _unanswered.where(unanswered.c.at >= since)
        if conversation is not None:
            wanted = wanted.where(unanswered.c.conversation == conversation)
        return [_unanswered_of(row) for row in await self._all(wanted)]

    async def gaps(self) -> list[Gap]:
        return [
            Gap(
                id=row.id,
                opened_at=row.opened_at,
                searched=row.searched,
                state=GapState(row.state),
                article_id=row.article,
                closed_by=row.closed_by,
                closed_at=row.closed_at,
            )
            for row in await self._all(_gaps)
        ]

    async def _all(self, wanted: Any, **parameters: Any) -> Sequence[Any]:
        return (await self._connection.execute(wanted, parameters)).all()


class LearnedWrites(LearnedRows):
    """`knowledge.learned.Learning`: the same, and what changes it."""

    def __init__(self, connection: Connection, upserts: Upserts) -> None:
        super().__init__(connection)
        self._upserts = upserts

    async def keep(self, alternate: Alternate) -> Alternate | None:
        found = await self._all(self._upserts.alternate, **_alternate_values(alternate))
        if found and alternate.standing is Standing.LIVE:
            await self._search_anew()
        return _alternate_of(found[0]) if found else None

    async def save_alternate(self, alternate: Alternate) -> None:
        await self._do(_save_alternate, row=alternate.id, **_alternate_values(alternate))
        await self._search_anew()

    async def drop_alternate(self, id: int) -> None:
        if await self._all(_drop_alternate, row=id):
            await self._search_anew()

    async def write(self, written: Written) -> None:
        values = rows.article_values(written.article) | {
            "origin": "people",
            "standing": written.standing.value,
            "made_by": written.by,
            "made_at": written.at,
            "conversation": written.conversation,
        }
        await self._do(self._upserts.written, **values)
        await self._search_anew()

    async def drop_written(self, id: str) -> None:
        if await self._all(_drop_written, row=id):
            await self._do(_drop_alternates, row=id)
            await self._search_anew()

    async def mark(self, mark: Mark) -> bool:
        values = {
            "article": mark.article_id,
            "conversation": mark.conversation,
            "by": mark.by,
            "at": mark.at,
        }
        return bool(await self._all(self._upserts.mark, **values))

    async def reviewed(self, article: str, by: str, at: datetime) -> int:
        ended = await self._connection.execute(
            _reviewed, {"row": article, "reviewed_by": by, "reviewed_at": at}
        )
        return ended.rowcount

    async def note(self, unanswered: Unanswered) -> None:
        await self._do(
            self._upserts.unanswered,
            conversation=unanswered.conversation,
            wait=unanswered.wait,
            text=unanswered.text,
            language=unanswered.language,
            at=unanswered.at,
            listed=unanswered.listed,
            near=[[each.article_id, each.title] for each in unanswered.near],
            excluded=list(unanswered.excluded),
        )

    async def settled(self, conversation: int, wait: int) -> None:
        await self._do(_settled, of=conversation, at=wait)

    async def open_gap(self, gap: Gap) -> Gap:
        return replace(gap, id=(await self._connection.execute(_open_gap, _gap_values(gap))).scalar_one())

    async def save_gap(self, gap: Gap) -> None:
        await self._do(_save_gap, row=gap.id, **_gap_values(gap))

    async def put_into(self, unanswered: int, gap: int) -> None:
        await self._do(_put_into, row=unanswered, gap=gap)

    async def record(self, by: str, at: datetime, field: str, before: str, after: str) -> None:
        told = {"at": at, "by": by, "channel": ARTICLES, "field": field, "before": before, "after": after}
        await self._do(insert(audit), **told)

    async def _search_anew(self) -> None:
        await self._do(self._upserts.shelf, steps=1)

    async def _do(self, statement: Any, **parameters: Any) -> None:
        await self._connection.execute(statement, parameters)


def _alternate_values(alternate: Alternate) -> rows.Values:
    return {
        "article": alternate.article_id,
        "question": alternate.question,
        "by": alternate.by,
        "at": alternate.at,
        "conversation": alternate.conversation,
        "standing": alternate.standing.value,
    }


def _alternate_of(row: Any) -> Alternate:
    return Alternate(
        id=row.id,
        article_id=row.article,
        question=row.question,
        by=row.by,
        at=row.at,
        conversation=row.conversation,
        standing=Standing(row.standing),
    )


def _unanswered_of(row: Any) -> Unanswered:
    return Unanswered(
        id=row.id,
        conversation=row.conversation,
        wait=row.wait,
        text=row.text,
        language=row.language,
        at=row.at,
        listed=row.listed,
        near=tuple(Candidate(article_id=id, title=title) for id, title in row.near),
        excluded=tuple(row.excluded),
        gap=row.gap,
    )


def _gap_values(gap: Gap) -> rows.Values:
    return {
        "opened_at": gap.opened_at,
        "searched": gap.searched,
        "state": gap.state.value,
        "article": gap.article_id,
        "closed_by": gap.closed_by,
        "closed_at": gap.closed_at,
    }
