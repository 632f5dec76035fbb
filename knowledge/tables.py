"""Tables for the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

if TYPE_CHECKING:
    from knowledge.evaluate import Measured
    from knowledge.explain import Explanation
    from knowledge.gaps import Group
    from knowledge.ports import Band, Found

_SAID = {
    "draft": "[green]draft[/]: answer from it",
    "unsure": "[yellow]unsure[/]: answer from it, check before sending",
    "none": "[red]none[/]: nothing settles this, a holding reply",
}


def print_found(found: Found) -> None:
    console = Console()
    _print_band(console, found.band, found.confidence, found.degraded)
    for source in found.sources:
        heading = f" › {source.heading}" if source.heading else ""
        audience = " · internal" if source.audience == "internal" else ""
        title = f"{source.score:.2f} · {escape(source.title + heading)}{audience}"
        below = escape(source.url or source.article_id)
        console.print(
            Panel(escape(source.passage or "(title only)"), title=title, subtitle=below, title_align="left")
        )


def print_explanation(explanation: Explanation) -> None:
    console = Console()
    _print_band(console, explanation.band, explanation.confidence, explanation.degraded)
    console.print(f"searched: {escape(explanation.searched)}\nabout: {escape(explanation.topic)}")
    for sentence in explanation.sentences:
        console.print(f"  sentence: {escape(sentence)}")
    console.print(f"draft from {explanation.draft_from:.2f}, unsure from {explanation.unsure_from:.2f}")
    words, letters, meaning = explanation.weights
    columns = ("#", "article", f"words ×{words}", f"letters ×{letters}", "best unit", "whole", "score")
    table = Table(*columns, caption=f"meaning ×{meaning} = best unit and whole article")
    for leg in explanation.legs:
        marks = (leg.words, leg.letters, leg.best_unit, leg.whole, leg.score)
        shown = [f"{mark:.3f}" for mark in marks]
        if not leg.has_vectors:
            shown[2:4] = ["–", "–"]
        table.add_row(str(leg.rank), escape(leg.title or leg.article_id), *shown)
    console.print(table)


def _print_band(console: Console, band: Band, confidence: float, degraded: str | None) -> None:
    console.print(f"{_SAID[band.value]} (confidence {confidence:.2f})")
    if degraded:
        console.print(f"[yellow]{escape(degraded)}[/]")


def print_figures(name: str, measured: Measured) -> None:
    figures = measured.figures
    table = Table(
        "figure", "value", title=f"{name}: {figures.questions} questions, {measured.articles} articles"
    )
    rows = {
        "recall@1": f"{figures.recall_at_1:.3f}",
        "recall@3": f"{figures.recall_at_3:.3f}",
        "recall@5": f"{figures.recall_at_5:.3f}",
        "MRR@10": f"{figures.mrr_at_10:.3f}",
        "nDCG@10": f"{figures.ndcg_at_10:.3f}",
        "AUROC": "–" if figures.auroc is None else f"{figures.auroc:.3f}",
        "search p50 / p95": f"{figures.p50_ms:.1f} / {figures.p95_ms:.1f} ms",
        "indexing": f"{measured.index_seconds:.1f} s for {measured.texts} texts",
        "bands, answerable": _shares(figures.bands),
    }
    if figures.drafts_right is not None:
        rows["drafts right"] = f"{figures.drafts_right:.0%}"
    if figures.unanswerable:
        rows["bands, unanswerable"] = _shares(figures.bands_unanswerable)
    for figure, value in rows.items():
        table.add_row(figure, value)
    Console().print(table)


def _shares(bands: dict[str, float]) -> str:
    return " · ".join(f"{band} {share:.0%}" for band, share in bands.items())


def print_gaps(found: Sequence[Group]) -> None:
    if not found:
        Console().print("No gaps: every question found an article, or nobody has asked yet.")
        return
    table = Table("gap", "asked", "question", "first", "last", "state")
    for group in found:
        asked = "\n".join(escape(example) for example in group.examples) or escape(group.title)
        seen = (f"{group.first_seen:%Y-%m-%d}", f"{group.last_seen:%Y-%m-%d}")
        table.add_row(str(group.gap.id), f"{group.count}×", asked, *seen, group.gap.state.value)
    Console().print(table)


def print_alternates(kept: Sequence[Mapping[str, Any]]) -> None:
    if not kept:
        Console().print("Nobody has kept a question yet.")
        return
    table = Table("number", "question", "article", "kept by", "when", "")
    for each in kept:
        waiting = "waits for a lead" if each["standing"] == "waiting" else ""
        row = (each["question"], each["title"], each["by"])
        table.add_row(str(each["id"]), *(escape(text) for text in row), each["at"][:10], waiting)
    Console().print(table)
