"""A report on a terminal: the sentences first, then one plain table a subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from bot.rehearsal import Rehearsed
from bot.rehearsal.page import policies, verdict
from bot.reports.report import Report
from bot.reports.tables import Table, tables
from bot.reports.words import sentences

_TIGHT: dict[str, Any] = {"pad_edge": False, "padding": (0, 1, 0, 0)}  # nine columns on eighty characters


def print_report(report: Report, out: Console) -> None:
    """Print a report for a person; a narrow terminal leaves out no row."""
    for sentence in sentences(report):
        out.print(sentence, markup=False)
    for table in tables(report):
        out.print()
        out.print(_grid(table))


def print_rehearsal(found: Sequence[Rehearsed], out: Console) -> None:
    """Print which alerts each target would have caused."""
    out.print(verdict(found), markup=False)
    out.print()
    out.print(_grid(policies(found)))


def _grid(table: Table) -> Grid:
    grid = Grid(title=table.title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, **_TIGHT)
    for number, name in enumerate(table.head):
        longest = max(map(len, name.split()), default=0)
        grid.add_column(
            name,
            justify="right" if number else "left",
            no_wrap=number == 0,
            overflow="fold",
            min_width=longest,
        )
    for row in table.rows:
        grid.add_row(*(Text(cell) for cell in row))  # a name is never markup
    return grid
