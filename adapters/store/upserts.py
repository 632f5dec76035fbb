"""Statements that insert a row or deal with the one that is there: the only ones written per dialect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Executable, Table, bindparam, case
from sqlalchemy.dialects import postgresql, sqlite

from adapters.store.claims import FREE
from adapters.store.columns import Moment
from adapters.store.tables import (
    WANTED,
    alternate,
    article,
    channel,
    draft,
    duty,
    fired,
    inbox,
    line,
    mark,
    notice,
    person,
    post,
    pulse,
    rating,
    report,
    shelf,
    unanswered,
    wait,
)


@dataclass(frozen=True, slots=True)
class Upserts:
    """Each takes its table's columns as parameters."""

    event: Any  # returns the id of a new row only, as do `line`, `notice` and `fired`
    line: Executable
    notice: Executable
    fired: Executable
    all_fired: Executable  # the same for several, telling nothing
    draft: Executable  # a wanted draft, or the one wanted already with a new moment
    post: Executable
    planned_post: Executable  # one that is out, or in somebody's hands, is left as it is
    person: Executable
    channel: Executable
    article: Executable  # one of a source; what people wrote under that id stays
    written: Executable
    alternate: Executable  # returns the new row only, as does `mark`
    mark: Executable
    unanswered: Executable  # a new text leaves its group
    duty: Executable
    wait: Executable
    imported_wait: Executable
    report: Executable
    rating: Executable  # returns the new row only
    shelf: Executable
    pulse: Executable
    beat: Executable  # a pulse of a process that runs; one after a long silence keeps how long that was


_BY_PEOPLE = frozenset({"id", "origin", "standing", "made_by", "made_at", "conversation"})
_OF_A_SOURCE = [column.name for column in article.columns if column.name not in _BY_PEOPLE]


def _upserts(insert: Callable[[Table], Any]) -> Upserts:
    return Upserts(
        event=insert(inbox).on_conflict_do_nothing().returning(inbox.c.id),
        line=insert(line).on_conflict_do_nothing().returning(line.c.seq),
        notice=insert(notice).on_conflict_do_nothing().returning(notice),
        fired=insert(fired).on_conflict_do_nothing().returning(fired.c.occasion),
        all_fired=insert(fired).on_conflict_do_nothing(),
        draft=_wanted_draft(insert(draft)),
        post=_wanted_post(insert(post)),
        planned_post=_planned_post(insert(post)),
        person=_replacing(insert(person), person),
        channel=_replacing(insert(channel), channel, "name", "version", "watched", "staff"),
        article=_replacing(insert(article), article, *_OF_A_SOURCE, where=article.c.origin == "source"),
        written=_replacing(insert(article), article, where=article.c.origin == "people"),
        alternate=insert(alternate).on_conflict_do_nothing().returning(alternate),
        mark=insert(mark).on_conflict_do_nothing().returning(mark.c.id),
        unanswered=_newer_words(insert(unanswered)),
        duty=_replacing(insert(duty), duty),
        wait=_of_key(insert(wait), wait, "conversation", "number"),
        imported_wait=_of_key(insert(wait), wait, "channel", "line", "number"),
        report=insert(report).on_conflict_do_nothing(),
        rating=insert(rating).on_conflict_do_nothing().returning(rating),
        shelf=_counting(insert(shelf), shelf, "generation", by=bindparam("steps")),
        pulse=_counting(insert(pulse), pulse, "beats", by=1),
        beat=_beating(insert(pulse)),
    )


def _replacing(insert: Any, table: Table, *columns: str, where: Any = None) -> Executable:
    key = table.primary_key.columns
    names = columns or [column.name for column in table.columns if column.name not in key]
    return _typed(
        insert.on_conflict_do_update(
            index_elements=list(key), set_={name: insert.excluded[name] for name in names}, where=where
        )
    )


def _of_key(insert: Any, table: Table, *key: str) -> Executable:
    """Replace the row with the same `key`, which is unique beside the number of the row."""
    names = [column.name for column in table.columns if column.name not in (*key, "id")]
    return _typed(
        insert.on_conflict_do_update(
            index_elements=[table.c[name] for name in key],
            set_={name: insert.excluded[name] for name in names},
        )
    )


def _counting(insert: Any, table: Table, column: str, by: Any) -> Executable:
    return _typed(
        insert.values({"id": 1, column: by})
        .on_conflict_do_update(index_elements=[table.c.id], set_={column: table.c[column] + by})
        .returning(table.c[column])
    )


def _beating(insert: Any) -> Executable:
    now, quiet = bindparam("now", type_=Moment), pulse.c.at < bindparam("silent_before", type_=Moment)
    return _typed(
        insert.values(id=1, beats=1, at=now)
        .on_conflict_do_update(
            index_elements=[pulse.c.id],
            set_={
                "beats": pulse.c.beats + 1,
                "at": now,
                "away_since": case((quiet, pulse.c.at), else_=pulse.c.away_since),
                "away_until": case((quiet, now), else_=pulse.c.away_until),
            },
        )
        .returning(pulse.c.beats)
    )


def _newer_words(insert: Any) -> Executable:
    new, old = insert.excluded, unanswered.c
    changed = {name: new[name] for name in ("text", "language", "listed", "near", "excluded")}
    return _typed(
        insert.on_conflict_do_update(
            index_elements=[old.conversation, old.wait],
            set_=changed | {"gap": case((new.text == old.text, old.gap), else_=None)},
        )
    )


def _wanted_draft(insert: Any) -> Executable:
    """Move the draft that is wanted already; whoever is writing it loses the claim and starts again.

    What an agent asked of it, and excluded, holds on unless this call brings its own.
    """
    new = insert.excluded
    keep = {
        name: case((bindparam(given, type_=Boolean), new[name]), else_=draft.c[name])
        for name, given in (
            ("request", "asked"),
            ("requested_by", "asked"),
            ("excluded", "excludes"),
            ("sources", "sourced"),
        )
    }
    return _typed(
        insert.on_conflict_do_update(
            index_elements=[draft.c.conversation],
            index_where=WANTED,
            set_={name: new[name] for name in ("wait", "version", "due_at")} | keep | FREE,
        ).returning(draft)
    )


def _wanted_post(insert: Any) -> Executable:
    return _typed(
        insert.on_conflict_do_update(
            index_elements=[post.c.kind, post.c.subject, post.c.place],
            set_=wanted_again(insert.excluded.due_at),
        )
    )


def _planned_post(insert: Any) -> Executable:
    waiting = (post.c.shown == 0) & post.c.lease_until.is_(None) & post.c.parked_at.is_(None)
    return _typed(
        insert.on_conflict_do_update(
            index_elements=[post.c.kind, post.c.subject, post.c.place],
            set_={"due_at": insert.excluded.due_at},
            where=waiting & post.c.due_at.is_not(None),
        )
    )


def wanted_again(due: Any) -> dict[str, Any]:
    """Return what makes a post show the state of things once more, at `due`, or sooner if it was to anyway.

    While somebody is showing it, its old moment says nothing about this wish. A parked one starts afresh.
    """
    waiting = (post.c.wanted > post.c.shown) & (post.c.due_at < due)
    free = post.c.lease_until.is_(None) | (post.c.lease_until < due)
    return {
        "wanted": post.c.wanted + 1,
        "due_at": case((waiting & free, post.c.due_at), else_=due),
        "attempts": case((post.c.parked_at.is_not(None), 0), else_=post.c.attempts),
        "parked_at": None,
    }


def _typed(statement: Any) -> Executable:
    executable: Executable = statement
    return executable


ON_SQLITE = _upserts(sqlite.insert)
ON_POSTGRESQL = _upserts(postgresql.insert)
UPSERTS = {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}
