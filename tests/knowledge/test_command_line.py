"""The command line, as an operator types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge.__main__ import app
from knowledge.lock import owned


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with two articles in `docs`."""
    monkeypatch.chdir(tmp_path)
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "reset.md").write_text("# Reset your password\n\nChoose Forgot password on the sign-in page.")
    (docs / "invoice.md").write_text("# Find an invoice\n\nInvoices are under Billing.")
    (docs / "broken.md").write_bytes(b"\xff\xfe\xfa")
    return tmp_path


def _said(*command: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(command))
    assert result.exit_code == code, result.output
    return result.output


def test_sync_then_search_explain_and_status(here: Path) -> None:
    said = _said("sync", "docs")
    found = json.loads(_said("search", "how do i reset my pasword", "--json"))
    why = json.loads(_said("explain", "invoice", "--article", "reset", "--json"))
    status = json.loads(_said("status", "--json"))

    assert "2 added" in said
    assert "skipped broken.md: not UTF-8 text" in said
    assert found["sources"][0]["article_id"] == "reset"
    assert [leg["article_id"] for leg in why["legs"]] == ["invoice", "reset"]
    assert (status["articles"], status["index"]["without_vector"]) == (2, 0)
    assert "Choose Forgot password" in _said("search", "forgot password")


def test_beside_a_running_bot_sync_leaves_the_index_to_it_and_search_works(here: Path) -> None:
    with owned(here / "data" / "index"):
        said = _said("sync", "docs")
        found = _said("search", "find an invoice")

    assert "it takes up the change by itself" in said
    assert "Searching in memory" in found
    assert "Invoices are under Billing." in found


def test_mistakes_are_one_sentence(here: Path) -> None:
    assert "There is no folder or file nowhere" in _said("sync", "nowhere", code=1)
    assert "Nothing is known yet" in _said("search", "anything", code=1)
