"""Making articles: the digest, and who may read them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from knowledge.ports import Article, Audience

_BRACKETED = r"[(\[]internal(?: only)?[)\]]"
_INTERNAL = re.compile(rf"\s*(?:{_BRACKETED}|internal:|internal\s+[–—-]\s)|.*{_BRACKETED}\s*$", re.IGNORECASE)


def make_article(
    *,
    id: str,
    title: str,
    body: str,
    audience: Audience | None = None,
    url: str | None = None,
    questions: Iterable[str] = (),
    tags: Iterable[str] = (),
    product: str | None = None,
    updated_at: datetime | None = None,
    place: str | None = None,
) -> Article:
    """An article with its digest.

    Without an `audience`, one titled "Internal: …" or "… (Internal)" is for staff only.
    """
    chosen = audience or (Audience.INTERNAL if _INTERNAL.match(title) else Audience.PUBLIC)
    asked, tagged = tuple(questions), tuple(tags)
    seen = [id, title, body, chosen, url, asked, tagged, product, updated_at and updated_at.isoformat()]
    return Article(
        id=id,
        title=title,
        body=body,
        audience=chosen,
        url=url,
        questions=asked,
        tags=tagged,
        product=product,
        updated_at=updated_at,
        place=place,
        digest=hashlib.sha256(json.dumps(seen).encode()).hexdigest(),
    )


def remade(article: Article, **changed: Any) -> Article:
    """The article with some fields changed, and the digest of what it says now."""
    kept = {each.name: getattr(article, each.name) for each in fields(article)}
    origin = kept.pop("origin")
    del kept["digest"]
    return replace(make_article(**{**kept, **changed}), origin=origin)


def with_questions(article: Article, more: Iterable[str]) -> Article:
    """The article with alternates that people kept for it, and the digest of both."""
    added = tuple(question for question in more if question not in article.questions)
    if not added:
        return article
    digest = hashlib.sha256(json.dumps([article.digest, *added]).encode()).hexdigest()
    return replace(article, questions=(*article.questions, *added), digest=digest)


def wording(article: Article) -> tuple[str, ...]:
    """What stays the same when an article's file is renamed."""
    return (article.title, article.body, article.audience, *article.questions)
