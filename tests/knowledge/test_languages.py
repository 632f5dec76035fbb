"""A language that the model was not measured in is unsure at most, whatever the scores say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge import Article, Band, ShelfInMemory, make_article, open_library
from knowledge.__main__ import app
from knowledge.languages import FILE, accept

from .conftest import HELP_CENTRE, WordVectors

ASKED = "Wie kann ich mein Passwort zurücksetzen, ich habe es vergessen?"
GERMAN = make_article(
    id="passwort",
    title="Passwort zurücksetzen",
    body="Auf der Seite zum Anmelden gibt es den Knopf Passwort vergessen. Dann kommt eine Mail.",
    questions=[ASKED],
)
BOTH = make_article(id="both", title="Reset your password", body="Choose Forgot.", questions=[ASKED])


async def found(question: str, articles: list[Article], languages: Path | None = None) -> tuple[Band, str]:
    async with open_library(ShelfInMemory(articles), embedder=WordVectors(), languages=languages) as library:
        await library.refresh()
        answer = await library.search(question)
        assert answer.sources
        return answer.band, answer.degraded or ""


async def test_a_german_question_that_an_english_article_lists_is_unsure() -> None:
    band, why = await found(ASKED, [*HELP_CENTRE, BOTH])

    assert band is Band.UNSURE
    assert why.startswith("The question is in German, in which the search was not measured here")


async def test_a_german_help_centre_asked_in_german_is_unsure() -> None:
    band, _ = await found(ASKED, [GERMAN])

    assert band is Band.UNSURE


async def test_a_question_too_short_to_tell_takes_the_language_of_its_article() -> None:
    band, why = await found("Passwort zurücksetzen", [GERMAN])

    assert band is Band.UNSURE
    assert '"Passwort zurücksetzen" is in German' in why


async def test_english_is_drafted_plainly() -> None:
    assert await found("I forgot my password", list(HELP_CENTRE)) == (Band.DRAFT, "")


async def test_a_language_the_model_passed_in_is_drafted_plainly(tmp_path: Path) -> None:
    accept(tmp_path / FILE, WordVectors(), "de", {"questions": 40})

    assert await found(ASKED, [GERMAN], tmp_path / FILE) == (Band.DRAFT, "")


async def test_what_another_model_passed_in_does_not_count(tmp_path: Path) -> None:
    accept(tmp_path / FILE, WordVectors("another"), "de", {"questions": 40})

    band, _ = await found(ASKED, [GERMAN], tmp_path / FILE)

    assert band is Band.UNSURE


THINGS = ("Rechnung", "Karte", "Konto", "Vertrag", "Adresse", "Lieferung", "Quittung", "Sprache")
ASKS = (
    "Wo finde ich die {}?",
    "Wie kann ich die {} ändern?",
    "Warum ist die {} nicht da?",
    "Ist die {} neu?",
)


@pytest.fixture
def german_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight German articles, each with four questions listed and asked."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "german"
    folder.mkdir()
    asked = {thing: [ask.format(thing) for ask in ASKS] for thing in THINGS}
    articles = [{"id": thing, "title": thing, "body": "", "questions": asked[thing]} for thing in THINGS]
    queries = [{"text": text, "articles": [thing]} for thing in THINGS for text in asked[thing]]
    for name, rows in (("articles.jsonl", articles), ("queries.jsonl", queries)):
        (folder / name).write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return folder


def test_a_language_is_accepted_when_it_passes(german_set: Path) -> None:
    said = CliRunner().invoke(app, ["evaluate", str(german_set), "--language", "de", "--accept"])

    kept = json.loads((german_set.parent / "data" / FILE).read_text("utf-8"))
    assert said.exit_code == 0, said.output
    assert "is accepted in de" in said.output
    assert [list(languages) for languages in kept.values()] == [["de"]]


@pytest.mark.parametrize(
    ("language", "kept", "why"),
    [
        pytest.param("fr", 32, "the questions do not read as French", id="the questions are in another one"),
        pytest.param("de", 20, "20 questions, at least 30 are needed", id="there are too few"),
    ],
)
def test_a_language_that_does_not_pass_is_refused_with_the_reason(
    language: str, kept: int, why: str, german_set: Path
) -> None:
    queries = german_set / "queries.jsonl"
    queries.write_text("\n".join(queries.read_text("utf-8").splitlines()[:kept]), "utf-8")

    said = CliRunner().invoke(app, ["evaluate", str(german_set), "--language", language, "--accept"])

    assert said.exit_code == 1
    assert why in said.output
    assert not (german_set.parent / "data" / FILE).exists()
