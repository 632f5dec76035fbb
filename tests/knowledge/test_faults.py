"""Damage, strangers, crashes and silence: what was known stays searchable, and the reason is told."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from knowledge import IndexFromAnotherModel, IndexInUse, ShelfInMemory, make_article, open_library
from knowledge.chroma import Server

from .conftest import HELP_CENTRE, WordVectors, served

# Enough that Chroma writes its vector files, which it does every thousand.
MANY = [make_article(id=f"m{n}", title=f"thing {n}", body=f"about thing {n}") for n in range(400)]


async def _indexed(folder: Path, embedder: WordVectors) -> None:
    async with open_library(ShelfInMemory(HELP_CENTRE), index=folder, embedder=embedder) as library:
        await library.refresh()


async def test_an_index_of_another_model_is_refused_with_the_way_out(tmp_path: Path) -> None:
    await _indexed(tmp_path, WordVectors("old"))

    with pytest.raises(
        IndexFromAnotherModel, match=r"model old .* this is new .*python -m knowledge reindex"
    ):
        await _indexed(tmp_path, WordVectors("new"))


async def test_reindexing_takes_the_new_model(tmp_path: Path) -> None:
    await _indexed(tmp_path, WordVectors("old"))
    new = WordVectors("new")

    async with open_library(
        ShelfInMemory(HELP_CENTRE), index=tmp_path, embedder=new, reindex=True
    ) as library:
        status = await library.refresh()
    embedded = len(new.embedded)
    await _indexed(tmp_path, new)

    assert status.without_vector == 0
    assert len(new.embedded) == embedded


@pytest.mark.parametrize(
    "damaged", [pytest.param("chroma.sqlite3", id="the database"), pytest.param("*/*.bin", id="the vectors")]
)
async def test_a_damaged_folder_is_made_anew_and_said_so(
    damaged: str, tmp_path: Path, embedder: WordVectors
) -> None:
    shelf = ShelfInMemory([*HELP_CENTRE, *MANY])
    async with open_library(shelf, index=tmp_path, embedder=embedder) as library:
        await library.refresh()
    files = list((tmp_path / "chroma-1").glob(damaged))
    assert files
    for file in files:
        file.write_bytes(b"\x00 not what was here \xff" * 400)

    async with open_library(shelf, index=tmp_path, embedder=embedder) as library:
        status = await library.refresh()
        found = await library.search("I forgot my password")

    assert found.sources[0].article_id == "password"
    assert found.degraded is None
    assert "damaged; it is made anew" in (status.notice or "")


async def test_a_second_process_on_the_folder_is_refused(tmp_path: Path, embedder: WordVectors) -> None:
    async with open_library(ShelfInMemory(), index=tmp_path, embedder=embedder):
        with pytest.raises(IndexInUse, match="belongs to a running process"):
            await _indexed(tmp_path, embedder)


class Crash(Exception):
    pass


class CrashesAfter(WordVectors):
    """Dies after some texts, as a process may."""

    def __init__(self, texts: int) -> None:
        super().__init__()
        self._left = texts

    def vector(self, text: str):  # type: ignore[no-untyped-def]
        self._left -= 1
        if self._left < 0:
            raise Crash
        return super().vector(text)


async def test_a_crash_in_the_middle_of_a_rebuild_leaves_the_old_index_serving(
    tmp_path: Path, embedder: WordVectors
) -> None:
    await _indexed(tmp_path, embedder)
    shelf = ShelfInMemory(HELP_CENTRE)
    with pytest.raises(Crash):
        async with open_library(shelf, index=tmp_path, embedder=CrashesAfter(2)) as library:
            await library.refresh(anew=True)
    embedder.embedded.clear()

    async with open_library(shelf, index=tmp_path, embedder=embedder) as library:
        await library.refresh()
        embedded_again = embedder.embedded[:]
        found = await library.search("I forgot my password")

    assert embedded_again == []
    assert found.sources[0].article_id == "password"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def test_a_server_that_goes_away_leaves_search_by_words_and_says_so(
    tmp_path: Path, embedder: WordVectors
) -> None:
    port = _free_port()
    shelf = ShelfInMemory(HELP_CENTRE)
    with served(tmp_path, port) as server:
        url = f"http://127.0.0.1:{port}"
        async with open_library(shelf, server=Server(url), embedder=embedder, exact_up_to=0) as library:
            await library.refresh()
            assert (await library.search("I forgot my password")).degraded is None
            server.stop()

            found = await library.search("I forgot my password")

            assert found.sources[0].article_id == "password"
            assert "by words alone" in (found.degraded or "")


async def test_what_is_in_memory_needs_no_server_and_new_articles_are_found_by_words(
    tmp_path: Path, embedder: WordVectors
) -> None:
    port = _free_port()
    shelf = ShelfInMemory(HELP_CENTRE[:2])
    with served(tmp_path, port) as server:
        url = f"http://127.0.0.1:{port}"
        async with open_library(shelf, server=Server(url), embedder=embedder) as library:
            await library.refresh()
            server.stop()
            assert (await library.search("I forgot my password")).degraded is None
            await shelf.replace([HELP_CENTRE[2]], [])

            status = await library.refresh()

            assert "1 of 3 articles are found by words alone" in (status.notice or "")
            assert (await library.search("reverse the ledger entry")).sources[0].article_id == "refund"


async def test_a_server_that_was_never_there_is_tried_again_at_each_refresh(
    tmp_path: Path, embedder: WordVectors
) -> None:
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    async with open_library(ShelfInMemory(HELP_CENTRE), server=Server(url), embedder=embedder) as library:
        without = await library.refresh()
        found = await library.search("I forgot my password")
        with served(tmp_path, port):
            with_it = await library.refresh()

    assert (without.without_vector, with_it.without_vector) == (3, 0)
    assert found.sources[0].article_id == "password"
    assert "does not answer" in (found.degraded or "")
    assert with_it.notice is None
