"""Question lists: one article a row, as CSV with a header or as JSON lines. A bad row is named."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.loading.fields import Read, Unreadable, article_from, field, plain_names
from knowledge.loading.tree import Tree

_LONGEST_CELL = 1_000_000
_TITLES = {"title", "question", "name"}
_BODIES = {"body", "content", "text", "answer"}


def from_json_lines(content: str, name: str, tree: Tree | None = None) -> Iterator[Read]:
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        where = f", line {number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield Unreadable("not valid JSON", where)
            continue
        if isinstance(row, dict):
            yield from _article(row, name, where)
        else:
            yield Unreadable("not a JSON object", where)


def from_csv(content: str, name: str, tree: Tree | None = None) -> Iterator[Read]:
    lines = content.split("\n")
    records = _records(lines, _dialect(lines[0]))
    _, header = next(records, (1, []))
    columns = [] if isinstance(header, Unreadable) else list(plain_names(dict.fromkeys(header)))
    if not set(columns) & _TITLES or not set(columns) & _BODIES:
        yield Unreadable("needs a header with title (or question) and body (or content, text, answer)")
        return
    for number, cells in records:
        where = f", line {number}"
        if isinstance(cells, Unreadable):
            yield Unreadable(cells.reason, where)
        elif len(cells) > len(columns) and any(cells[len(columns) :]):
            yield Unreadable(
                f"{len(cells)} cells for {len(columns)} columns: is a text with commas not quoted?", where
            )
        elif any(cell.strip() for cell in cells):
            yield from _article(dict(zip(columns, cells, strict=False)), name, where)


def _dialect(first: str) -> str:
    """The separator of the header: what it has most of."""
    return max(",;\t", key=first.count)


def _records(lines: list[str], separator: str) -> Iterator[tuple[int, list[str] | Unreadable]]:
    """Each record with the number of its first line; after a broken one reading goes on at the next line."""
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        used, cells = _record(lines, at, separator)
        yield at + 1, cells
        at += used


def _record(lines: list[str], at: int, separator: str) -> tuple[int, list[str] | Unreadable]:
    csv.field_size_limit(_LONGEST_CELL)
    source = (lines[number] + "\n" for number in range(at, len(lines)))
    reader = csv.reader(source, delimiter=separator, strict=True, skipinitialspace=True)
    try:
        cells = next(reader)
    except csv.Error:
        return 1, Unreadable("its quotes do not match up")
    return reader.line_num, cells


def _article(row: Mapping[str, Any], name: str, where: str) -> Iterator[Read]:
    """Without an id the title is it: a row may move within its file and stay the same article."""
    fields = plain_names(row)
    title = str(field(fields, "title") or "").strip()
    body = field(fields, "body") or ""
    if not isinstance(body, str):
        yield Unreadable("its text is not a text", where)
        return
    yield from article_from(
        fields, id=f"{name.rpartition('.')[0]}/{title}", title=title, body=body, where=where
    )
