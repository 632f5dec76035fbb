"""Plain text: a short first line with a gap after it is the title."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.loading.fields import Read, article_from
from knowledge.loading.tree import Tree, said_by

_LONGEST_TITLE = 100


def articles(content: str, name: str, tree: Tree | None = None) -> Iterator[Read]:
    first, _, rest = content.strip().partition("\n")
    is_title = (
        len(first) <= _LONGEST_TITLE and (not rest or rest.startswith("\n")) and not first.endswith(".")
    )
    title, body = (first, rest) if is_title else (said_by(name), content)
    yield from article_from({}, id=name.rpartition(".")[0], title=title, body=body)
