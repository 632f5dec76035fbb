"""Another embedding model by setting: through the real client, against a server on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from adapters.embeddings import BATCH, LangChainEmbeddings, embeddings_of, open_embeddings
from bot.errors import SettingsWrong
from bot.settings import load
from knowledge import IndexFromAnotherModel, ShelfInMemory, make_article, open_library
from knowledge.errors import VectorsUnreachable

from .conftest import HELP_CENTRE, WordVectors
from .fake_provider import FakeProvider, providing

KEY = "sk-a-key-nobody-may-read"


ModelAt = Callable[..., LangChainEmbeddings]


@pytest.fixture
async def model_at() -> AsyncIterator[ModelAt]:
    """Opens the real client at a fake provider, and closes it at the end."""
    async with AsyncExitStack() as opened:

        def at(provider: FakeProvider, *, timeout: float = 5.0) -> LangChainEmbeddings:
            model = open_embeddings("openai:words-1", api_key=KEY, base_url=provider.address, timeout=timeout)
            model._pauses = (0.0, 0.0, 0.0)  # the same tries without the waiting
            opened.push_async_callback(model.close)
            return model

        yield at


async def indexed(folder: Path, model: Any, **more: Any) -> list[str]:
    """Bring an index in `folder` in step, and give the article found for one question."""
    async with open_library(ShelfInMemory(HELP_CENTRE), index=folder, embedder=model, **more) as library:
        await library.refresh()
        return [source.article_id for source in (await library.search("I forgot my password")).sources]


async def test_articles_and_questions_are_compared_by_the_providers_vectors(
    tmp_path: Path, model_at: ModelAt
) -> None:
    async with providing() as provider:
        found = await indexed(tmp_path, model_at(provider))

    assert found[0] == "password"
    assert "I forgot my password" in provider.texts
    assert provider.keys == {f"Bearer {KEY}"}


async def test_many_texts_go_in_batches_and_a_restart_sends_none_again(
    tmp_path: Path, model_at: ModelAt
) -> None:
    shelf = ShelfInMemory(make_article(id=f"a{n}", title=f"thing {n}", body=f"about {n}") for n in range(70))
    async with providing() as provider:
        async with open_library(shelf, index=tmp_path, embedder=model_at(provider)) as library:
            await library.refresh()
        largest, sent = max(map(len, provider.asked)), len(provider.texts)
        provider.asked.clear()
        async with open_library(shelf, index=tmp_path, embedder=model_at(provider)) as library:
            await library.refresh()

    assert largest == BATCH
    assert sent == 211  # three texts an article, and one to see that somebody is there
    assert len(provider.texts) == 1


async def test_a_provider_that_goes_away_leaves_search_by_words_and_says_so(
    tmp_path: Path, model_at: ModelAt
) -> None:
    shelf = ShelfInMemory(HELP_CENTRE)
    async with AsyncExitStack() as opened:
        provider = await opened.enter_async_context(providing())
        async with open_library(shelf, index=tmp_path, embedder=model_at(provider)) as library:
            await library.refresh()
            await opened.aclose()

            found = await library.search("I forgot my password")

    assert found.sources[0].article_id == "password"
    assert found.degraded == (
        "The embedding provider does not answer (APIConnectionError). Searched by words alone."
    )


async def test_a_provider_that_never_answers_is_not_waited_for(tmp_path: Path, model_at: ModelAt) -> None:
    async with providing() as provider:
        model = model_at(provider, timeout=0.3)
        async with open_library(ShelfInMemory(HELP_CENTRE), embedder=model) as library:
            await library.refresh()
            provider.silent = True

            found = await library.search("I forgot my password")

    assert found.sources[0].article_id == "password"
    assert "took longer than 0.3 s. Searched by words alone." in (found.degraded or "")


async def test_a_busy_provider_is_asked_again(model_at: ModelAt) -> None:
    async with providing() as provider:
        provider.failures = [429, 500]

        vectors = await model_at(provider).passages(["invoice"])

    assert len(vectors) == 1
    assert len(provider.asked) == 3


@pytest.mark.parametrize(
    ("status", "told"),
    [
        pytest.param(401, "EMBEDDINGS__API_KEY", id="a wrong key"),
        pytest.param(404, "EMBEDDINGS.", id="an unknown model"),
    ],
)
async def test_what_only_the_operator_can_mend_is_asked_once_and_told(
    status: int, told: str, model_at: ModelAt
) -> None:
    async with providing() as provider:
        provider.failures = [status] * 9

        with pytest.raises(VectorsUnreachable) as refused:
            await model_at(provider).passages(["invoice"])

    assert told in str(refused.value)
    assert KEY not in str(refused.value)
    assert len(provider.asked) == 1


async def test_an_index_of_the_shipped_model_is_refused_until_it_is_made_anew(
    tmp_path: Path, model_at: ModelAt
) -> None:
    await indexed(tmp_path, WordVectors("all-MiniLM-L6-v2/int8"))
    async with providing() as provider:
        with pytest.raises(
            IndexFromAnotherModel,
            match=r"all-MiniLM.*this is openai:words-1 .*python -m knowledge reindex",
        ):
            await indexed(tmp_path, model_at(provider))

        again = await indexed(tmp_path, model_at(provider), reindex=True)
        restarted = await indexed(tmp_path, model_at(provider))

    assert again[0] == restarted[0] == "password"


async def test_vectors_of_another_length_under_the_same_name_are_another_model(
    tmp_path: Path, model_at: ModelAt
) -> None:
    async with providing() as provider:
        await indexed(tmp_path, model_at(provider))
        provider.words.size = 32

        with pytest.raises(IndexFromAnotherModel, match=r"64 numbers a vector.*32 numbers a vector"):
            await indexed(tmp_path, model_at(provider))


async def test_a_provider_that_was_not_there_at_the_start_is_tried_again(
    tmp_path: Path, model_at: ModelAt
) -> None:
    async with providing() as provider:
        provider.failures = [503] * 6
        async with open_library(
            ShelfInMemory(HELP_CENTRE), index=tmp_path, embedder=model_at(provider)
        ) as library:
            without = await library.refresh()
            found = await library.search("I forgot my password")
            provider.failures = []
            with_it = await library.refresh()

    assert (without.without_vector, with_it.without_vector) == (3, 0)
    assert without.degraded
    assert "failed with 503" in (found.degraded or "")
    assert found.sources[0].article_id == "password"


async def test_a_question_is_masked_before_it_leaves(model_at: ModelAt) -> None:
    async with providing() as provider:
        await model_at(provider).questions(["card 4111 1111 1111 1111 was declined, mail ana@acme.example"])

    assert "4111" not in provider.texts[0]
    assert "ana@acme.example" not in provider.texts[0]
    assert "was declined" in provider.texts[0]


async def test_an_empty_question_is_not_sent_as_such(model_at: ModelAt) -> None:
    async with providing() as provider:
        await model_at(provider).questions(["  "])

    assert provider.texts == ["-"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("nobody:model", "EMBEDDINGS: nobody cannot be opened", id="an unknown provider"),
        pytest.param("cohere:model", "the package for cohere is missing", id="a provider not installed"),
    ],
)
def test_a_provider_that_cannot_be_opened_is_a_setting_to_mend(name: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text(f"EMBEDDINGS={name}\nEMBEDDINGS__API_KEY={KEY}\n", "utf-8")

    with pytest.raises(SettingsWrong) as refused:
        embeddings_of(load(file))

    assert told in str(refused.value)
    assert KEY not in str(refused.value)


def test_without_the_setting_the_shipped_model_is_used(tmp_path: Path) -> None:
    assert embeddings_of(load(tmp_path / "none.env")) is None
