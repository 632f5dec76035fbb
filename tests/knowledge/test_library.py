"""What every place for vectors must do: memory, a folder, a server, compared exactly or by Chroma's index."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from knowledge import Audience, Band, ShelfInMemory, make_article

from .conftest import HELP_CENTRE, INVOICE, PASSWORD, Open, WordVectors


async def test_a_question_finds_its_article_with_a_passage_to_quote(opened: Open) -> None:
    async with opened(ShelfInMemory(HELP_CENTRE)) as library:
        await library.refresh()

        found = await library.search("i forgot my pasword, what now?")

    best = found.sources[0]
    assert (best.article_id, best.url) == ("password", "https://help.example/password")
    assert best.passage in PASSWORD.body
    assert found.sources[0].score >= found.sources[-1].score >= 0
    assert found.degraded is None


async def test_a_source_carries_what_an_agent_needs_to_judge_it(opened: Open) -> None:
    export = make_article(
        id="export",
        title="Export your data",
        body="Exports are on the data page.\n\n## Too large\n\nFiles beyond 25 MB stop with error 413.",
        url="https://help.example/export",
        audience=Audience.INTERNAL,
        updated_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    async with opened(ShelfInMemory([*HELP_CENTRE, export])) as library:
        await library.refresh()

        best = (await library.search("export stops with error 413, files too large")).sources[0]

    assert (best.article_id, best.title, best.heading) == ("export", "Export your data", "Too large")
    assert best.passage == "Files beyond 25 MB stop with error 413."
    assert (best.url, best.audience) == ("https://help.example/export#too-large", Audience.INTERNAL)
    assert best.updated_at == datetime(2026, 3, 1, tzinfo=UTC)


async def test_internal_articles_say_so(opened: Open) -> None:
    async with opened(ShelfInMemory(HELP_CENTRE)) as library:
        await library.refresh()

        found = await library.search("refund by hand: reverse the ledger entry")

    assert found.sources[0].audience is Audience.INTERNAL


async def test_an_excluded_article_counts_as_not_there(opened: Open) -> None:
    async with opened(ShelfInMemory(HELP_CENTRE)) as library:
        await library.refresh()

        found = await library.search("I forgot my password", exclude=frozenset({"password"}))

    assert "password" not in {source.article_id for source in found.sources}


async def test_nothing_known_is_no_answer(opened: Open) -> None:
    async with opened(ShelfInMemory()) as library:
        await library.refresh()

        found = await library.search("anything?")

    assert (found.sources, found.band) == ((), Band.NONE)


async def test_an_empty_question_finds_nothing_settled(opened: Open) -> None:
    async with opened(ShelfInMemory(HELP_CENTRE)) as library:
        await library.refresh()

        assert (await library.search("  ")).band is Band.NONE


async def test_a_changed_article_is_served_after_a_refresh_and_the_old_words_are_gone(opened: Open) -> None:
    shelf = ShelfInMemory(HELP_CENTRE)
    async with opened(shelf) as library:
        await library.refresh()
        moved = make_article(id="invoice", title="Find an invoice", body="They now come by carrier pigeon.")
        await shelf.replace([moved], ["password"])

        await library.refresh()

        found = await library.search("carrier pigeon", limit=1)
        assert found.sources[0].passage == "They now come by carrier pigeon."
        assert "password" not in {s.article_id for s in (await library.search("forgot my password")).sources}


async def test_an_audience_change_takes_effect_without_embedding_anything(
    opened: Open, embedder: WordVectors
) -> None:
    shelf = ShelfInMemory([INVOICE])
    async with opened(shelf) as library:
        await library.refresh()
        embedder.embedded.clear()
        await shelf.replace([replace(INVOICE, audience=Audience.INTERNAL, digest="changed")], [])

        await library.refresh()

        assert embedder.embedded == []
        assert (await library.search("where is my invoice")).sources[0].audience is Audience.INTERNAL


async def test_a_restart_embeds_nothing_again(opened: Open, embedder: WordVectors) -> None:
    async with opened(ShelfInMemory(HELP_CENTRE)) as library:
        await library.refresh()
        before = await library.search("where is my invoice")
    embedder.embedded.clear()

    async with opened(ShelfInMemory(HELP_CENTRE)) as library:
        await library.refresh()
        again = embedder.embedded[:]
        after = await library.search("where is my invoice")

    assert again == [] or not opened.lasts  # type: ignore[attr-defined]
    assert [source.article_id for source in after.sources] == [source.article_id for source in before.sources]


async def test_progress_counts_every_new_text_once(opened: Open, embedder: WordVectors) -> None:
    told: list[tuple[int, int]] = []
    only_here = make_article(id="x", title="Progress is told", body="Once, and only once.")

    async with opened(ShelfInMemory([only_here])) as library:
        await library.refresh(lambda done, total: told.append((done, total)))

    assert told == [(3, 3)]  # title, passage, whole article


async def test_a_long_burst_finds_the_question_inside(opened: Open) -> None:
    burst = (
        "hey all, hope you are having a good week so far\nso I was travelling with my family yesterday\n"
        "where is my invoice\nany help would be really appreciated, I am around until six today"
    )
    async with opened(ShelfInMemory(HELP_CENTRE)) as library:
        await library.refresh()

        found = await library.search(burst)
        explained = await library.explain(burst, article_id="refund")

    assert found.sources[0].article_id == "invoice"
    assert "where is my invoice" in explained.sentences
    assert explained.legs[0].article_id == "invoice"
    assert "refund" in {leg.article_id for leg in explained.legs}


async def test_looking_changes_nothing(opened: Open, embedder: WordVectors) -> None:
    article = make_article(id="new", title="Nobody indexed me", body="Not even once, in any place.")

    async with opened(ShelfInMemory([article])) as library:
        seen = await library.look()

    assert (seen.articles, seen.without_vector) == (1, 1)
    assert embedder.embedded == []
