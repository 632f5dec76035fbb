"""PDF and DOCX: their words as an article; what cannot be read, or is not installed, is named."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge import Article, load_folder

from .papers import docx, pdf

CHANGED = datetime(2026, 4, 5, 6, 7, 8, tzinfo=UTC)
PAGES = [
    ["Acme guide", "Return a lamp", "You have thirty days. Put the lamp into its", "box and write the num-",
     "ber on it.", "1"],
    ["Acme guide", "Fees", "Nothing (nearly).", "• Desk lamps are free", "• Floor lamps are not", "2"],
    ["Acme guide", "Ask us.", "3"],
]  # fmt: skip


def _only(folder: Path, name: str, content: bytes) -> Article:
    (folder / name).write_bytes(content)
    loaded = load_folder(folder)
    assert loaded.skipped == ()
    (article,) = loaded.articles
    return article


def _reason(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    loaded = load_folder(folder)
    assert not loaded.articles
    assert loaded.unread == {name}
    return loaded.skipped[0].reason


def test_a_pdf_is_read_in_paragraphs_with_its_bookmarks_as_headings(tmp_path: Path) -> None:
    article = _only(tmp_path, "returns.pdf", pdf(PAGES, title="Return a lamp", bookmark=("Fees", 1)))

    assert (article.title, article.updated_at) == ("Return a lamp", CHANGED)
    assert article.body == (
        "You have thirty days. Put the lamp into its box and write the number on it.\n\n"
        "## Fees\n\nNothing (nearly).\n\n- Desk lamps are free\n\n- Floor lamps are not\n\nAsk us."
    )


def test_a_docx_is_read_with_headings_and_tables(tmp_path: Path) -> None:
    article = _only(
        tmp_path,
        "returns.docx",
        docx("Return a lamp", "Fees", ["You have thirty days."], [["Lamp", "Fee"], ["Desk", "none"]]),
    )

    assert (article.title, article.updated_at) == ("Return a lamp", CHANGED)
    assert article.body == "You have thirty days.\n\n# Fees\n\n- Lamp: Fee\n- Desk: none"


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_without_the_extra_the_file_is_named_with_the_line_that_installs_it(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    monkeypatch.setitem(sys.modules, "mammoth", None)

    reason = _reason(tmp_path, f"a.{kind}", b"%PDF-1.4")

    assert reason == 'needs the extra "documents": pip install ".[documents]"'


def test_a_pdf_of_pictures_is_named(tmp_path: Path) -> None:
    assert _reason(tmp_path, "scan.pdf", pdf([[]])) == "holds no text: is it a scan?"


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_half_written_document_is_named(kind: str, tmp_path: Path) -> None:
    whole = pdf(PAGES) if kind == "pdf" else docx("A", "B", ["c"], [])

    reason = _reason(tmp_path, f"half.{kind}", whole[: len(whole) // 3])

    assert f"not a {kind.upper()} that can be read" in reason


def test_a_document_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        for number in range(3):
            parts.writestr(f"word/media/{number}.xml", b"\0" * 70_000_000)

    assert _reason(tmp_path, "bomb.docx", file.getvalue()) == "unpacks to more than 200 MB"
