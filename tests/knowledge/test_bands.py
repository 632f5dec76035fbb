"""Bands are cut from the articles' own questions; figures are what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import Band, KnowledgeError, ShelfInMemory, make_article, open_library
from knowledge.bands import Bands, Outcome, cut
from knowledge.evaluate import auroc, evaluate_folder

from .conftest import WordVectors

CLEAR = [Outcome(confidence=0.7 + n / 200, right=True, without_article=0.3 + n / 400) for n in range(40)]


def test_where_answers_and_absence_lie_apart_the_bands_fall_between() -> None:
    bands = cut(CLEAR)

    assert 0.4 < bands.unsure <= bands.draft <= 0.8
    assert [bands.of(confidence) for confidence in (0.9, 0.2)] == [Band.DRAFT, Band.NONE]


def test_wrong_answers_push_the_draft_band_up() -> None:
    wrong = [Outcome(confidence=0.75, right=False, without_article=0.75) for _ in range(30)]

    assert cut([*CLEAR, *wrong]).draft > cut(CLEAR).draft


def test_bands_survive_being_kept() -> None:
    assert Bands.from_text(cut(CLEAR).to_text()) == cut(CLEAR)


async def test_few_questions_leave_the_defaults_and_many_set_them(embedder: WordVectors) -> None:
    shelf = ShelfInMemory(
        make_article(
            id=topic, title=topic, body="", questions=[f"{topic} {ask}" for ask in ("lost", "stolen")]
        )
        for topic in ("card", "phone", "wallet", "ticket", "passport")
    )
    async with open_library(shelf, embedder=embedder) as library:
        few = (await library.refresh()).bands
        more = [
            make_article(id=f"t{n}", title=f"thing{n}", body="", questions=[f"thing{n} a", f"thing{n} b"])
            for n in range(10)
        ]
        await shelf.replace(more, [])
        many = (await library.refresh()).bands

    assert few == Bands()
    assert many.probes == 30


def test_auroc_is_the_chance_to_tell_them_apart() -> None:
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert auroc([0.5], [0.5]) == 0.5
    assert auroc([0.9], []) is None


async def test_a_folder_is_measured(tmp_path: Path, embedder: WordVectors) -> None:
    (tmp_path / "articles.jsonl").write_text(
        '{"id": "a", "title": "reset password"}\n{"id": "b", "title": "find invoice"}\n'
    )
    (tmp_path / "queries.jsonl").write_text(
        '{"text": "password reset", "articles": ["a"]}\n{"text": "invoice", "articles": ["b"]}\n'
    )
    (tmp_path / "unanswerable.jsonl").write_text('{"text": "weather on Mars"}\n')

    measured = await evaluate_folder(tmp_path, embedder=embedder)

    figures = measured.figures
    assert (measured.articles, figures.questions, figures.unanswerable) == (2, 2, 1)
    assert figures.recall_at_1 == figures.mrr_at_10 == figures.ndcg_at_10 == figures.auroc == 1.0
    assert sum(figures.bands.values()) == pytest.approx(1.0)


async def test_a_folder_without_questions_is_an_error_that_says_what_is_needed(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"needs articles\.jsonl and queries\.jsonl"):
        await evaluate_folder(tmp_path)
