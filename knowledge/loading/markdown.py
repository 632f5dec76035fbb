"""Markdown with front matter, as documentation trees have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.loading import callouts, front, grid, headings, includes, links, markup, noise
from knowledge.loading.code import Code
from knowledge.loading.fields import LeftOut, Read, Unreadable, article_from, field, listed
from knowledge.loading.tree import Tree, said_by

_FIRST_HEADING = re.compile(
    r"\A\s*#[ \t]+(?P<atx>.+?)[ \t]*#*[ \t]*(?:\n|\Z)|\A\s*(?P<setext>[^\n]+)\n=+[ \t]*(?:\n|\Z)"
)
_SETEXT = re.compile(r"^(?P<text>[^\s#>|\-*+\x00][^\n]*)\n(?P<rule>=+|-{2,})[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+.*$", re.MULTILINE)
_ANCHOR = re.compile(r"[ \t]*\{#[^}\n]*\}[ \t]*$")
_SPACES = re.compile(r"(?<=[^\s>])[ \t]{2,}(?=\S)")
_GAPS = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_RULE = re.compile(r"^[ \t]*(?:-[ \t]*){3,}$|^[ \t]*(?:\*[ \t]*){3,}$|^[ \t]*(?:_[ \t]*){3,}$", re.MULTILINE)
_NEEDS_JSX = re.compile(r"^import\s.+from\s+['\"]|^export\s+(?:const|default|function)\b", re.MULTILINE)


def articles(content: str, name: str, tree: Tree | None = None) -> Iterator[Read]:
    """One article; without a title in front the first heading is it, then the file's name."""
    tree = tree or Tree()
    split = front.split(content)
    if isinstance(split, Unreadable):
        yield split
        return
    fields, raw = split
    body = cleaned(raw, name, tree, fields)
    found = _FIRST_HEADING.match(body)
    heading = _ANCHOR.sub("", (found["atx"] or found["setext"]).strip()) if found else None
    named = str(field(fields, "title") or "").strip()
    if found and (not named or heading == named):
        body = body[found.end() :]
    if not body.strip() and (_only_ways(raw) or not (heading or named)):
        yield LeftOut(
            "holds no text of its own" if not _only_ways(raw) else "holds nothing but links to other pages"
        )
        return
    if not (heading or named):
        tree.untitled.add(name)
    yield from article_from(
        _with_tags(fields),
        id=name.rpartition(".")[0],
        title=heading or str(fields.get("sidebar_label") or fields.get("linktitle") or said_by(name)),
        body=body,
        url=tree.url(name),
    )


def cleaned(text: str, name: str, tree: Tree, fields: Mapping[str, Any]) -> str:
    """The text of a page as a reader sees it, as plain Markdown."""
    code = Code()
    url = tree.url(name)
    jsx = name.endswith(".mdx") or (tree.flavour.name == "docusaurus" and bool(_NEEDS_JSX.search(text)))
    words = {**tree.words, **_page_words(fields)}
    text = code.hidden(includes.taken_in(text, tree, name))
    text = _SETEXT.sub(lambda found: f"{'#' if found['rule'][0] == '=' else '##'} {found['text']}", text)
    text = _HEADING.sub(lambda found: headings.anchored(found[0]), text)
    text = callouts.unfolded(text)
    text = markup.plain(text, jsx=jsx, liquid=tree.flavour.liquid, words=words)
    text = _SPACES.sub(" ", callouts.joined(text))
    text = noise.without(text, lambda to: to.startswith("#") or tree.target(to, name) is not None)
    text = links.whole(text, lambda to: tree.linked(to, name, url))
    text = grid.unfolded(text)
    text = _RULE.sub("", text)
    text = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return code.shown(_GAPS.sub("\n\n", text)).strip()


def _only_ways(raw: str) -> bool:
    return len(re.findall(r"\]\([^)]*\)", raw)) >= 2


def _page_words(fields: Mapping[str, Any]) -> dict[str, str]:
    plain = {key: str(value) for key, value in fields.items() if isinstance(value, str | int | float)}
    named = {f"{front}.{key}": value for key, value in plain.items() for front in ("page", "$frontmatter")}
    return {**named, **{f"page.meta.{key}": value for key, value in plain.items()}}


def _with_tags(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Hugo keeps tags below `taxonomies`; MkDocs and others in `meta`."""
    inner = fields.get("taxonomies")
    if not isinstance(inner, Mapping) or fields.get("tags"):
        return dict(fields)
    return {**fields, "tags": [tag for value in inner.values() for tag in listed(value)]}
