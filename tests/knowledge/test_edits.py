"""Any sequence of edits ends like a fresh index."""

from __future__ import annotations

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as some

from knowledge import Article, Library, ShelfInMemory, make_article, open_library
from knowledge.vectors import VectorsInMemory

from .conftest import WordVectors

TEXTS = ("reset the password", "find an invoice", "export clients", "", "# Refunds\n\n- ask\n- wait")
ARTICLES = some.builds(
    make_article,
    id=some.sampled_from("abc"),
    title=some.sampled_from(TEXTS),
    body=some.sampled_from(TEXTS),
    questions=some.lists(some.sampled_from(TEXTS), max_size=2, unique=True),
)
EDITS = some.lists(
    some.tuples(some.lists(ARTICLES, max_size=2), some.sets(some.sampled_from("abc"))), max_size=5
)


async def _what_it_says(library: Library) -> list[object]:
    return [
        await library.search(question, limit=9) for question in ("reset password", "invoice", "refund wait")
    ]


async def _both(edits: list[tuple[list[Article], set[str]]]) -> tuple[list[object], list[object]]:
    shelf = ShelfInMemory()
    async with open_library(shelf, embedder=WordVectors()) as library:
        for put, remove in edits:
            await shelf.replace(put, remove)
            await library.refresh()
        await library.refresh()
        edited = await _what_it_says(library)
    async with open_library(shelf, embedder=WordVectors()) as library:
        await library.refresh()
        return edited, await _what_it_says(library)


@settings(max_examples=40, deadline=None)
@given(EDITS)
def test_any_edits_end_like_a_fresh_index(edits: list[tuple[list[Article], set[str]]]) -> None:
    edited, fresh = asyncio.run(_both(edits))

    assert edited == fresh


def test_a_new_place_is_read_only_after_the_switch() -> None:
    vectors = VectorsInMemory()
    vector = WordVectors().vector("one")
    vectors.put({"one": vector})

    vectors.start_over()
    vectors.put({"two": vector})
    during = set(vectors.fetch(["one", "two"]))
    vectors.switch()

    assert during == {"one"}
    assert set(vectors.fetch(["one", "two"])) == {"two"}
