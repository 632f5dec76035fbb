"""The command line, as an operator types it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.store import open_store
from knowledge.__main__ import app
from knowledge.learned import Alternate, Unanswered
from knowledge.lock import owned
from tests.store.given import ANA, NINE, ana, fresh, opened_in


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


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        pytest.param(("search", " "), 2, "what a customer might ask", id="search for nothing"),
        pytest.param(("explain", ""), 2, "what a customer might ask", id="explain nothing"),
        pytest.param(("sync", ""), 1, "A place without a name", id="a place without a name"),
        pytest.param(("gaps", "--csv", "--json"), 2, "not both", id="two forms"),
        pytest.param(("alternates", "--remove", "9" * 20), 2, "less than or equal to", id="a huge number"),
    ],
)
def test_a_slip_is_told_before_anything_is_done(
    here: Path, command: tuple[str, ...], code: int, told: str
) -> None:
    assert told in " ".join(_said(*command, code=code).split())
    assert not (here / "data").exists()


def test_a_data_folder_that_is_a_file_is_one_sentence(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_FOLDER", "docs/reset.md")

    said = _said("status", code=1)

    assert said == "A file or folder cannot be used: File exists (docs/reset.md).\n"


def _ask(*questions: str) -> None:
    """Let customers ask what no article settles."""

    async def asks() -> None:
        async with open_store(None, Path("data")) as store:
            for number, text in enumerate(questions):
                conversation = await opened_in(store, fresh(str(number)))
                async with store.begin() as work:
                    await work.learned.note(
                        Unanswered(
                            conversation=conversation.id,
                            wait=1,
                            text=text,
                            language="en",
                            at=NINE,
                            listed=True,
                        )
                    )

    asyncio.run(asks())


def test_status_tells_what_sources_and_people_brought_and_what_is_open(here: Path) -> None:
    _said("sync", "docs")
    _keep("why is there no invoice for march")
    _ask("Is there a dark mode?")
    _said("gaps")

    status = json.loads(_said("status", "--json"))

    assert status["alternates"] == {"from_sources": 0, "from_people": 1, "waiting": 0}
    assert status["last_sync"]["changes"] == "2 added, 0 changed, 0 removed, 0 unchanged."
    assert (status["open_gaps"], status["up_for_review"], status["written_here"]) == (1, [], 0)
    assert set(status["bands"]) >= {"draft", "unsure", "probes"}
    assert "1 kept by people" in _said("status")
    assert "1 open gap, 0 draft articles" in _said("status")


def test_gaps_are_listed_counted_exported_and_begun_as_a_file(here: Path) -> None:
    _said("sync", "docs")
    _ask("Is there a dark mode for the app?", "Does the app have a dark mode?", "Do webhooks retry?")

    dark, webhooks = json.loads(_said("gaps", "--json"))

    assert (dark["count"], webhooks["count"]) == (2, 1)
    assert dark["examples"] == ["Is there a dark mode for the app?", "Does the app have a dark mode?"]
    assert _said("gaps", "--csv").splitlines()[0].startswith("gap,state,count,first_seen")
    assert "dark mode" in _said("gaps")
    assert 'title: "Do webhooks retry?"' in _said("gaps", "--stub", str(webhooks["gap"]))
    assert "There is no gap 99" in _said("gaps", "--stub", "99", code=1)


def test_a_gap_closes_with_the_sync_that_brings_its_article(here: Path) -> None:
    _said("sync", "docs")
    _ask("How do webhooks retry a failed delivery?")
    assert len(json.loads(_said("gaps", "--json"))) == 1
    (here / "docs" / "hooks.md").write_text(
        "# How do webhooks retry a failed delivery?\n\nWebhooks retry a failed delivery for a day."
    )

    _said("sync", "docs")

    assert json.loads(_said("gaps", "--json")) == []
    (closed,) = json.loads(_said("gaps", "--all", "--json"))
    assert (closed["state"], closed["article"]) == ("answered", "hooks")


def test_a_kept_question_is_found_and_can_be_removed_by_command(here: Path) -> None:
    _said("sync", "docs")
    _keep("xyzzy plugh")
    found = json.loads(_said("search", "xyzzy plugh", "--json"))
    (kept,) = json.loads(_said("alternates", "--json"))

    assert found["sources"][0]["article_id"] == "invoice"
    assert (kept["question"], kept["article"], kept["by"]) == ("xyzzy plugh", "invoice", "Ana")
    assert "xyzzy plugh" in _said("alternates")
    assert "Removed from invoice: xyzzy plugh" in _said("alternates", "--remove", str(kept["id"]))
    assert json.loads(_said("alternates", "--json")) == []
    assert "There is no kept question 7" in _said("alternates", "--remove", "7", code=1)


def _keep(question: str) -> None:
    async def keeps() -> None:
        async with open_store(None, Path("data")) as store, store.begin() as work:
            await work.save_person(ana())
            await work.learned.keep(Alternate(article_id="invoice", question=question, by=ANA, at=NINE))

    asyncio.run(keeps())


def test_sync_takes_several_places_and_those_of_the_settings(here: Path) -> None:
    more = here / "more"
    more.mkdir()
    (more / "fees.md").write_text("# Fees\n\nNone.")
    both = json.loads(_said("sync", "docs", "more", "--json"))
    (here / "settings.env").write_text("KNOWLEDGE__ARTICLES=docs, more\n")
    (more / "fees.md").write_text("# Fees\n\nA few.")
    one = json.loads(_said("sync", "more", "--json"))
    settings = json.loads(_said("sync", "--json"))

    assert sorted(both["added"]) == ["fees", "invoice", "reset"]
    assert (one["changed"], one["removed"]) == (["fees"], [])
    assert settings["unchanged"] == 3
    assert "does not name elsewhere" in _said("sync", "elsewhere", code=1)


def test_sync_without_a_place_says_what_to_name(here: Path) -> None:
    assert "Name a folder, a git repository or a site" in _said("sync", code=1)
    assert "has git over ext, which is not safe" in _said("sync", "git+ext::sh", code=1)


def test_an_emptied_folder_is_asked_about_before_its_articles_go(here: Path) -> None:
    _said("sync", "docs")
    for file in (here / "docs").iterdir():
        file.unlink()

    assert "what is known stays as it is. If that is meant" in _said("sync", "docs", code=1)
    assert "2 removed" in _said("sync", "docs", "--allow-empty")


def test_what_cannot_be_read_any_more_is_kept_and_said(here: Path) -> None:
    _said("sync", "docs")
    (here / "docs" / "reset.md").write_bytes(b"\xff\xfe\xfa")

    said = _said("sync", "docs")

    assert "kept as it was: reset" in said
    assert "skipped reset.md: not UTF-8 text" in said
