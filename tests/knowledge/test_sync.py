"""The shelf after a sync holds what the folder held, and the report says what changed."""

from __future__ import annotations

import pytest

from knowledge import KnowledgeError, Loaded, ShelfInMemory, Skipped, make_article, sync

from .conftest import HELP_CENTRE, INVOICE, PASSWORD, REFUND


async def test_a_sync_reports_by_name_what_came_went_and_changed() -> None:
    shelf = ShelfInMemory(HELP_CENTRE)
    changed = make_article(id="invoice", title=INVOICE.title, body="Elsewhere now.")
    new = make_article(id="new", title="New", body="New.")
    skipped = (Skipped("x.md", "not UTF-8 text"),)

    report = await sync(Loaded((PASSWORD, changed, new), skipped), shelf)

    assert (report.added, report.changed, report.removed) == (("new",), ("invoice",), ("refund",))
    assert (report.unchanged, report.skipped) == (1, skipped)
    assert {article.id for article in await shelf.articles()} == {"password", "invoice", "new"}
    assert report.generation == await shelf.generation() > 0


async def test_the_same_folder_again_changes_nothing() -> None:
    shelf = ShelfInMemory()
    first = await sync(Loaded(HELP_CENTRE), shelf)

    again = await sync(Loaded(HELP_CENTRE), shelf)

    assert (again.added, again.changed, again.removed, again.unchanged) == ((), (), (), 3)
    assert again.generation == first.generation


async def test_an_empty_folder_empties_nothing() -> None:
    shelf = ShelfInMemory([REFUND])

    with pytest.raises(KnowledgeError, match="stays as it is"):
        await sync(Loaded(()), shelf)

    assert await shelf.articles() == (REFUND,)
