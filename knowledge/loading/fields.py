"""Fields of an article as people write them in front matter, columns and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from knowledge.articles import make_article
from knowledge.ports import Article, Audience


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file, or the piece of it at `where`, gave no article."""

    reason: str
    where: str = ""


_NAMES = {
    "questions": ("questions", "alternates", "alternate_questions", "aliases"),
    "url": ("url", "link", "permalink", "canonical_url"),
    "tags": ("tags", "keywords", "labels"),
    "updated": ("updated", "updated_at", "last_updated", "last_modified", "date"),
    "body": ("body", "content", "text", "answer"),
    "title": ("title", "question", "name"),
}


def field(fields: Mapping[str, Any], name: str) -> Any:
    """The first of the usual names that holds something."""
    return next((fields[key] for key in _NAMES.get(name, (name,)) if fields.get(key)), None)


def article_from(
    fields: Mapping[str, Any], *, id: str, title: str | None, body: str, where: str = ""
) -> Article | Unreadable:
    """An article of these fields, or the first thing that is wrong with them."""
    audience = str(fields.get("audience") or "").strip().lower()
    if audience and audience not in set(Audience):
        return Unreadable(f'audience is "{audience}", not one of {", ".join(Audience)}', where)
    url = str(field(fields, "url") or "").strip()
    chosen = str(field(fields, "title") or title or "").strip()
    if not chosen and not body.strip():
        return Unreadable("no title and no text", where)
    return make_article(
        id=str(fields.get("id") or id),
        title=chosen,
        body=body.strip(),
        audience=Audience(audience) if audience else None,
        url=url if url.startswith(("https://", "http://")) else None,
        questions=listed(field(fields, "questions")),
        tags=listed(field(fields, "tags"), separators=",;\n"),
        product=str(fields["product"]).strip() if fields.get("product") else None,
        updated_at=_moment(field(fields, "updated")),
    )


def listed(value: Any, separators: str = ";|\n") -> list[str]:
    """A list however it was written: a list, or one text with separators; without doubles."""
    if isinstance(value, str):
        for separator in separators[1:]:
            value = value.replace(separator, separators[0])
        value = value.split(separators[0])
    if not isinstance(value, Iterable):
        return []
    return list(dict.fromkeys(str(item).strip() for item in value if str(item).strip()))


def _moment(value: Any) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        return None
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
