"""Markdown with front matter, as documentation trees have it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.loading.fields import Unreadable, article_from
from knowledge.ports import Article

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FIRST_HEADING = re.compile(r"\A\s*#\s+(?P<atx>.+?)\s*#*\s*(?:\n|\Z)|\A\s*(?P<setext>[^\n]+)\n=+\s*(?:\n|\Z)")
_IMPORT = re.compile(r"^(?:import|export)\s.+\n", re.MULTILINE)


def articles(content: str, name: str) -> Iterator[Article | Unreadable]:
    """One article; without a title in front the first heading is it, then the file's name."""
    import frontmatter
    from yaml import YAMLError

    try:
        fields, body = frontmatter.parse(content)
    except (YAMLError, ValueError, TypeError, AttributeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        at = f" (line {line + 1})" if line is not None else ""
        yield Unreadable(f"its front matter is not valid YAML{at}")
        return
    body = _COMMENT.sub("", body)
    if name.endswith(".mdx"):
        body = _IMPORT.sub("", body)
    found = _FIRST_HEADING.match(body)
    heading = (found["atx"] or found["setext"]).strip() if found else None
    if found and (heading == fields.get("title") or not fields.get("title")):
        body = body[found.end() :]
    yield article_from(fields, id=name.rpartition(".")[0], title=heading or title_from(name), body=body)


def title_from(name: str) -> str:
    """`guides/reset-your_password.md` as a title: Reset your password."""
    stem = name.rpartition("/")[2].rpartition(".")[0]
    said = re.sub(r"[-_]+", " ", stem).strip()
    return said[:1].upper() + said[1:]
