"""Question lists: one article a row, as CSV with a header or as JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.loading.fields import Unreadable, article_from, field
from knowledge.ports import Article


def from_json_lines(content: str, name: str) -> Iterator[Article | Unreadable]:
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        where = f", line {number}"
        try:
            row = json.loads(line)
        except ValueError:
            yield Unreadable("not valid JSON", where)
            continue
        if isinstance(row, dict):
            yield _article(row, name, where)
        else:
            yield Unreadable("not a JSON object", where)


def from_csv(content: str, name: str) -> Iterator[Article | Unreadable]:
    try:
        dialect = csv.Sniffer().sniff(content[:4096].partition("\n")[0], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    reader = csv.DictReader(io.StringIO(content, newline=""), dialect=dialect)
    columns = {str(column).strip().lower() for column in reader.fieldnames or ()}
    if not columns & {"title", "question", "name"} or not columns & {"body", "content", "text", "answer"}:
        yield Unreadable("needs a header with title (or question) and body (or content, text, answer)")
        return
    try:
        for row in reader:
            fields = {str(key).strip().lower(): value for key, value in row.items() if key is not None}
            yield _article(fields, name, f", line {reader.line_num}")
    except csv.Error as error:
        yield Unreadable(f"not valid CSV: {error}", f", line {reader.line_num}")


def _article(row: Mapping[str, Any], name: str, where: str) -> Article | Unreadable:
    """Without an id the title is it: a row may move within its file and stay the same article."""
    title = str(field(row, "title") or "").strip()
    body = field(row, "body") or ""
    if not isinstance(body, str):
        return Unreadable("its text is not a text", where)
    return article_from(row, id=f"{name.rpartition('.')[0]}/{title}", title=title, body=body, where=where)
