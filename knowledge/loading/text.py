"""Plain text: a short first line with a gap after it is the title."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.loading.fields import Unreadable, article_from
from knowledge.loading.markdown import title_from
from knowledge.ports import Article

_LONGEST_TITLE = 100


def articles(content: str, name: str) -> Iterator[Article | Unreadable]:
    first, _, rest = content.strip().partition("\n")
    is_title = (
        len(first) <= _LONGEST_TITLE and (not rest or rest.startswith("\n")) and not first.endswith(".")
    )
    title, body = (first, rest) if is_title else (title_from(name), content)
    yield article_from({}, id=name.rpartition(".")[0], title=title, body=body)
