"""Tables as lines: a chat shows no tables, and a row is worth quoting only with its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_ROW = re.compile(r"^[ \t]*\|?(?P<cells>.*\|.*?)\|?[ \t]*$")
_RULE = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*$")
_CELL_END = re.compile(r"(?<!\\)\|")


def lines(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """One list item a row: its first cell, then the others, each after its heading."""
    said = []
    for row in rows:
        first, *others = [*row, *[""] * (len(heading) - len(row))] or [""]
        named = [_named(heading, number, cell) for number, cell in enumerate(others, start=1) if cell.strip()]
        if len(heading) <= 2 and len(others) == 1:
            named = [others[0]] if others[0].strip() else []
        told = "; ".join(named)
        parts = [part for part in (first.strip(), told) if part]
        if parts:
            said.append("- " + ": ".join(parts))
    return said


def _named(heading: Sequence[str], number: int, cell: str) -> str:
    name = heading[number].strip() if number < len(heading) else ""
    return f"{name} {cell.strip()}" if name else cell.strip()


def unfolded(text: str) -> str:
    """Markdown with its pipe tables as lists."""
    return "\n".join(_unfold(text.split("\n")))


def _unfold(source: list[str]) -> Iterator[str]:
    at = 0
    while at < len(source):
        if at + 1 < len(source) and _starts(source[at], source[at + 1]):
            heading = _cells(source[at])
            end = at + 2
            while end < len(source) and source[end].strip() and "|" in source[end]:
                end += 1
            yield from ("", *lines(heading, [_cells(row) for row in source[at + 2 : end]]), "")
            at = end
        else:
            yield source[at]
            at += 1


def _starts(first: str, second: str) -> bool:
    return bool(
        "|" in first and "-" in second and "|" in second and _ROW.match(first) and _RULE.match(second)
    )


def _cells(row: str) -> list[str]:
    inner = row.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(inner)]
