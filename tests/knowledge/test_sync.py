"""The shelf after a sync holds what its origins held, and the report says what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import Article, KnowledgeError, Loaded, ShelfInMemory, Skipped, make_article, sync

from .conftest import HELP_CENTRE, INVOICE, PASSWORD, REFUND

DOCS = "./docs"


def _from(origin: str, *articles: Article) -> list[Article]:
    """Articles as an earlier sync left them: each from a file of its own."""
    return [replace(article, origin=origin, place=f"{article.id}.md") for article in articles]


async def _ids(shelf: ShelfInMemory) -> set[str]:
    return {article.id for article in await shelf.articles()}


async def test_a_sync_reports_by_name_what_came_went_and_changed() -> None:
    shelf = ShelfInMemory(_from(DOCS, *HELP_CENTRE))
    changed = make_article(id="invoice", title=INVOICE.title, body="Elsewhere now.", place="invoice.md")
    new = make_article(id="new", title="New", body="New.")
    skipped = (Skipped("x.md", "not UTF-8 text"),)

    report = await sync(Loaded((PASSWORD, changed, new), skipped, DOCS), shelf)

    assert (report.added, report.changed, report.removed) == (("new",), ("invoice",), ("refund",))
    assert (report.unchanged, report.skipped) == (1, skipped)
    assert await _ids(shelf) == {"password", "invoice", "new"}
    assert report.generation == await shelf.generation() > 0


async def test_the_same_folder_again_changes_nothing() -> None:
    shelf = ShelfInMemory()
    first = await sync(Loaded(HELP_CENTRE), shelf)

    again = await sync(Loaded(HELP_CENTRE), shelf)

    assert (again.added, again.changed, again.removed, again.unchanged) == ((), (), (), 3)
    assert again.generation == first.generation


async def test_an_empty_folder_empties_nothing() -> None:
    shelf = ShelfInMemory(_from(DOCS, REFUND))

    with pytest.raises(KnowledgeError, match=r"stays as it is.*--allow-empty"):
        await sync(Loaded((), origin=DOCS), shelf)

    assert await _ids(shelf) == {"refund"}


@pytest.mark.parametrize(
    "slip",
    [
        pytest.param(Loaded((), origin="./dcos"), id="an empty folder"),
        pytest.param(Loaded(failed="There is no folder ./dcos.", origin="./dcos"), id="none of that name"),
        pytest.param(
            Loaded((), (Skipped("a.zip", "not read"),), "./dcos", frozenset({"a.zip"})),
            id="another kind of file",
        ),
    ],
)
async def test_a_mistyped_name_takes_nothing_away(slip: Loaded) -> None:
    shelf = ShelfInMemory(_from(DOCS, REFUND))

    with pytest.raises(KnowledgeError, match=r"dcos"):
        await sync(slip, shelf)

    assert await _ids(shelf) == {"refund"}


async def test_a_folder_emptied_on_purpose_empties_its_shelf() -> None:
    shelf = ShelfInMemory(_from(DOCS, REFUND))

    report = await sync(Loaded((), origin=DOCS), shelf, allow_empty=True)

    assert report.removed == ("refund",)
    assert await _ids(shelf) == set()


async def test_a_file_that_cannot_be_read_any_more_keeps_its_articles_and_is_named() -> None:
    shelf = ShelfInMemory(_from(DOCS, *HELP_CENTRE))
    skipped = (Skipped("refund.md", "not UTF-8 text"),)

    report = await sync(Loaded((PASSWORD,), skipped, DOCS, unread=frozenset({"refund.md"})), shelf)

    assert (report.removed, report.kept) == (("invoice",), ("refund",))
    assert await _ids(shelf) == {"password", "refund"}
    assert report.skipped == skipped


async def test_a_folder_that_may_not_be_looked_into_keeps_its_articles() -> None:
    inside = replace(REFUND, origin=DOCS, place="staff/refund.md")
    shelf = ShelfInMemory([inside, *_from(DOCS, PASSWORD)])

    report = await sync(Loaded((PASSWORD,), origin=DOCS, unread=frozenset({"staff/"})), shelf)

    assert report.kept == ("refund",)


async def test_an_origin_that_is_down_keeps_its_articles_beside_the_others() -> None:
    shelf = ShelfInMemory([*_from(DOCS, PASSWORD), *_from("https://help.example", INVOICE)])
    down = Loaded(origin="https://help.example", failed="https://help.example does not answer.")

    report = await sync([Loaded((), origin=DOCS), down], shelf, allow_empty=True)

    assert (report.removed, report.kept) == (("password",), ("invoice",))
    assert report.troubles == {"https://help.example": "https://help.example does not answer."}


async def test_two_origins_with_one_id_both_keep_their_article() -> None:
    shelf = ShelfInMemory()
    other = make_article(id="password", title="Reset it elsewhere", body="There.", place="x.md")

    first = await sync([Loaded((PASSWORD,), origin="a"), Loaded((other,), origin="b")], shelf)
    again = await sync([Loaded((PASSWORD,), origin="a"), Loaded((other,), origin="b")], shelf)

    assert await _ids(shelf) == {"password", "password@b"}
    assert first.remarks == (Skipped("x.md", 'its id is taken; it is "password@b"'),)
    assert again.unchanged == 2


async def test_an_origin_taken_off_the_list_takes_its_articles_along() -> None:
    shelf = ShelfInMemory([*_from("a", PASSWORD), *_from("b", INVOICE), REFUND])

    one = await sync(Loaded((PASSWORD,), origin="a"), shelf, keep_others=True)
    all_of_them = await sync(Loaded((PASSWORD,), origin="a"), shelf)

    assert one.removed == ()
    assert all_of_them.removed == ("invoice", "refund")


async def test_a_renamed_file_is_told_as_such() -> None:
    shelf = ShelfInMemory(_from(DOCS, PASSWORD, INVOICE))
    renamed = make_article(
        id="bills/invoice", title=INVOICE.title, body=INVOICE.body, questions=INVOICE.questions
    )

    report = await sync(Loaded((PASSWORD, renamed), origin=DOCS), shelf)

    assert report.renamed == {"invoice": "bills/invoice"}
    assert await _ids(shelf) == {"password", "bills/invoice"}
