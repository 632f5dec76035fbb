"""Fields of an article as people write them in front matter, columns and JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from typing import Any

from knowledge.articles import make_article
from knowledge.ports import Article, Audience


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file, or the piece of it at `where`, gave no article: what it gave before stays known."""

    reason: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a file is no article, and is not meant to be one."""

    reason: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the operator should know about an article that was read."""

    reason: str
    where: str = ""


Read = Article | Unreadable | LeftOut | Remark

OF_PEOPLE = "people:"  # what the ids of articles begin with that people wrote here
_NAMES = {
    "questions": ("questions", "alternates", "alternate_questions", "faq", "faqs", "aliases"),
    "url": ("url", "link", "canonical_url", "canonical", "permalink", "slug"),
    "tags": ("tags", "keywords", "labels", "categories"),
    "product": ("product", "products"),
    "updated": (
        "updated", "updated_at", "last_updated", "last_update", "last_modified", "lastmod",
        "modified", "date",
    ),
    "body": ("body", "content", "text", "answer"),
    "title": ("title", "question", "name"),
}  # fmt: skip
_MEANS = {
    **dict.fromkeys(("public", "external", "customer", "customers", "everyone", "all"), Audience.PUBLIC),
    **dict.fromkeys(("internal", "private", "staff", "team", "agent", "agents"), Audience.INTERNAL),
}
_HIDDEN = ("draft", "unlisted", "hidden", "archived")
_NO = ("", "false", "no", "0", "off", "none", "null")
_DATES = ("%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%Y/%m/%d", "%d.%m.%Y")


def field(fields: Mapping[str, Any], name: str) -> Any:
    """The first of the usual names that holds something."""
    return next((fields[key] for key in _NAMES.get(name, (name,)) if fields.get(key)), None)


def plain_names(fields: Mapping[Any, Any]) -> dict[str, Any]:
    """The same fields with names as `_NAMES` has them: `lastUpdated` and `Last-Updated` are one."""
    names = {key: re.sub(r"(?<=[a-z])(?=[A-Z])|[\s-]+", "_", str(key).strip()).lower() for key in fields}
    return {names[key]: value for key, value in fields.items()}


def hidden(fields: Mapping[str, Any]) -> str | None:
    """Why these fields say that nobody is to see the page yet, or any more."""
    for name in _HIDDEN:
        if _says_yes(fields.get(name, False)):
            return f'marked "{name}"'
    published = fields.get("published", True)
    if published is False or str(published).strip().lower() in ("false", "no"):
        return 'marked "published: false"'
    return None


def article_from(
    fields: Mapping[str, Any],
    *,
    id: str,
    title: str | None,
    body: str,
    where: str = "",
    url: str | None = None,
) -> Iterator[Read]:
    """An article of these fields, and what is odd about them; or why there is none.

    An audience that nobody knows is taken as internal: rather no answer than the wrong reader.
    """
    reason = hidden(fields)
    if reason:
        yield LeftOut(reason, where)
        return
    chosen = str(field(fields, "title") or title or "").strip()
    if not chosen and not body.strip():
        yield Unreadable("no title and no text", where)
        return
    named = str(fields.get("id") or id)
    if named.startswith(OF_PEOPLE):
        yield Unreadable(f'ids that begin with "{OF_PEOPLE}" belong to what people wrote here', where)
        return
    audience = str(fields.get("audience") or fields.get("visibility") or "").strip().lower()
    meant = _MEANS.get(audience, Audience.INTERNAL) if audience else None
    if audience and audience not in _MEANS:
        known = ", ".join(Audience)
        yield Remark(f'its audience "{audience}" is not one of {known}: read as internal', where)
    yield make_article(
        id=named,
        title=chosen,
        body=body.strip(),
        audience=meant,
        url=url or absolute(fields),
        questions=listed(field(fields, "questions")),
        tags=listed(field(fields, "tags"), separators=",;\n"),
        product=", ".join(listed(field(fields, "product"), separators=",")) or None,
        updated_at=moment(field(fields, "updated")),
    )


def listed(value: Any, separators: str = ";|\n") -> list[str]:
    """A list however it was written: a list, or one text with separators; without doubles.

    An entry that is itself a group of fields gives its question.
    """
    if isinstance(value, str):
        for separator in separators[1:]:
            value = value.replace(separator, separators[0])
        value = value.split(separators[0])
    if not isinstance(value, Iterable):
        return [] if value is None else [str(value)]
    said = (_question(item) for item in value)
    return list(dict.fromkeys(text for text in said if text and not text.startswith("/")))


def _question(item: Any) -> str:
    if isinstance(item, Mapping):
        item = next((item[key] for key in ("question", "q", "title", "name") if item.get(key)), "")
    return str(item).strip()


def _says_yes(value: Any) -> bool:
    return str(value).strip().lower() not in _NO


def absolute(fields: Mapping[str, Any]) -> str | None:
    """The whole address of the page, where its fields name one."""
    said = (str(fields.get(name) or "").strip() for name in _NAMES["url"])
    return next((url for url in said if url.startswith(("https://", "http://"))), None)


def moment(value: Any) -> datetime | None:
    """A date or a time of the usual spellings, in UTC; without a zone it is taken as UTC."""
    if isinstance(value, Mapping):
        value = value.get("date")
    if isinstance(value, str):
        value = _read_date(value.strip())
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        return None
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _read_date(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(re.sub(r"^(\d{4}-\d\d-\d\d \S+) ([+-]\d{4})$", r"\1\2", text))
    except ValueError:
        pass
    for pattern in _DATES:
        try:
            return datetime.strptime(text, pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None
