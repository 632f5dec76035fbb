"""Articles as values and back."""

from __future__ import annotations

from typing import Any

from adapters.store.rows.moments import Values
from knowledge.ports import Article, Audience


def article_values(article: Article) -> Values:
    return {
        "id": article.id,
        "title": article.title,
        "body": article.body,
        "audience": article.audience.value,
        "url": article.url,
        "questions": list(article.questions),
        "tags": list(article.tags),
        "product": article.product,
        "updated_at": article.updated_at,
        "read_from": article.origin,
        "place": article.place,
        "digest": article.digest,
    }


def article(row: Any) -> Article:
    return Article(
        id=row.id,
        title=row.title,
        body=row.body,
        audience=Audience(row.audience),
        url=row.url,
        questions=tuple(row.questions),
        tags=tuple(row.tags),
        product=row.product,
        updated_at=row.updated_at,
        origin=row.read_from,
        place=row.place,
        digest=row.digest,
    )
