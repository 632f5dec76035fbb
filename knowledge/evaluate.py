"""How well a knowledge base finds its articles: the usual figures over questions with known answers."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.embedding import Model, open_minilm
from knowledge.errors import KnowledgeError
from knowledge.index import Progress
from knowledge.languages import FILE, accept
from knowledge.library import Library, open_library
from knowledge.loading import load_folder
from knowledge.ports import Band, Found
from knowledge.shelf import ShelfInMemory

DEPTH = 10
QUESTIONS = "queries.jsonl"
UNANSWERABLE = "unanswerable.jsonl"


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    articles: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    questions: int
    unanswerable: int
    recall_at_1: float
    recall_at_3: float
    recall_at_5: float
    mrr_at_10: float
    ndcg_at_10: float
    auroc: float | None  # confidence of answerable against unanswerable questions
    p50_ms: float
    p95_ms: float
    bands: dict[str, float]  # share of the answerable questions
    bands_unanswerable: dict[str, float]
    drafts_right: float | None  # of all that were in the band "draft", how many named a right article first


def read_questions(path: Path) -> list[Question]:
    """One JSON object a line with `text` and, where there is an answer, the ids in `articles`."""
    if not path.exists():
        return []
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        return [Question(row["text"], frozenset(row.get("articles", ()))) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(
            f'{path.name} is not a list of questions: one {{"text": ..., "articles": [ids]}} a line.'
        ) from error


async def evaluate(
    library: Library,
    questions: Sequence[Question],
    unanswerable: Sequence[Question] = (),
    progress: Progress | None = None,
) -> Figures:
    """Ask every question, one after the other, and compare with the known answers."""
    asked = [*questions, *unanswerable]
    found: list[Found] = []
    times: list[float] = []
    for number, question in enumerate(asked, start=1):
        start = time.perf_counter()
        found.append(await library.search(question.text, limit=DEPTH))
        times.append(time.perf_counter() - start)
        if progress:
            progress(number, len(asked))
    answered, others = found[: len(questions)], found[len(questions) :]
    ranks = [
        [source.article_id in question.articles for source in one.sources]
        for question, one in zip(questions, answered, strict=True)
    ]
    sizes = [len(question.articles) for question in questions]
    return Figures(
        questions=len(questions),
        unanswerable=len(unanswerable),
        recall_at_1=_mean(_recall(hits, size, 1) for hits, size in zip(ranks, sizes, strict=True)),
        recall_at_3=_mean(_recall(hits, size, 3) for hits, size in zip(ranks, sizes, strict=True)),
        recall_at_5=_mean(_recall(hits, size, 5) for hits, size in zip(ranks, sizes, strict=True)),
        mrr_at_10=_mean(_reciprocal_rank(hits) for hits in ranks),
        ndcg_at_10=_mean(_ndcg(hits, size) for hits, size in zip(ranks, sizes, strict=True)),
        auroc=auroc([one.confidence for one in answered], [one.confidence for one in others]),
        p50_ms=_quantile(times, 0.5) * 1000,
        p95_ms=_quantile(times, 0.95) * 1000,
        bands=_bands(answered),
        bands_unanswerable=_bands(others),
        drafts_right=_drafts_right(ranks, answered, others),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    articles: int
    texts: int
    index_seconds: float
    figures: Figures


async def evaluate_folder(
    folder: Path,
    progress: Progress | None = None,
    *,
    embedder: Model | None = None,
    language: str | None = None,
) -> Measured:
    """Index the articles of `folder` in a place of its own, ask its questions, and leave nothing behind.

    With a `language` the bands are those it would have once it was accepted.

    Raises:
        KnowledgeError: there are no articles or no questions.
    """
    questions = read_questions(folder / QUESTIONS)
    listed = folder / "articles.jsonl"
    articles = load_folder(listed if listed.exists() else folder).articles
    if not questions or not articles:
        raise KnowledgeError(f"{folder} needs articles.jsonl and {QUESTIONS}, with something in them.")
    shelf, model = ShelfInMemory(articles), embedder or open_minilm()
    with TemporaryDirectory(prefix="frontdesk-") as place:
        trial = Path(place) / FILE
        if language:
            accept(trial, model, language, {})
        async with open_library(shelf, index=Path(place), embedder=model, languages=trial) as library:
            start = time.perf_counter()
            status = await library.refresh(progress)
            seconds = time.perf_counter() - start
            unanswerable = read_questions(folder / UNANSWERABLE)
            figures = await evaluate(library, questions, unanswerable, progress)
    return Measured(articles=status.articles, texts=status.texts, index_seconds=seconds, figures=figures)


def auroc(higher: Sequence[float], lower: Sequence[float]) -> float | None:
    """The chance that a random one of `higher` lies above a random one of `lower`; ties count half."""
    if not higher or not lower:
        return None
    import numpy as np

    below = np.sort(np.array(lower))
    left = np.searchsorted(below, higher, side="left")
    right = np.searchsorted(below, higher, side="right")
    return float((left + right).mean() / 2 / len(below))


def _recall(hits: Sequence[bool], size: int, depth: int) -> float:
    return sum(hits[:depth]) / max(1, min(size, depth))


def _reciprocal_rank(hits: Sequence[bool]) -> float:
    return next((1 / rank for rank, hit in enumerate(hits[:DEPTH], start=1) if hit), 0.0)


def _ndcg(hits: Sequence[bool], size: int) -> float:
    gained = sum(1 / math.log2(rank + 1) for rank, hit in enumerate(hits[:DEPTH], start=1) if hit)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(size, DEPTH) + 1))
    return gained / best if best else 0.0


def _drafts_right(
    ranks: Sequence[Sequence[bool]], answered: Sequence[Found], others: Sequence[Found]
) -> float | None:
    right = [
        bool(hits and hits[0]) for hits, one in zip(ranks, answered, strict=True) if one.band is Band.DRAFT
    ]
    wrong = [False for one in others if one.band is Band.DRAFT]
    return _mean([*right, *wrong]) if right or wrong else None


def _bands(found: Sequence[Found]) -> dict[str, float]:
    return {band.value: _mean(one.band is band for one in found) for band in Band}


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
