"""Vectors from a provider: any embedding model that LangChain opens, asked in batches, with patience."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from bot.drafting.masks import Masks
from bot.errors import SettingsWrong
from knowledge.embedding import english_words
from knowledge.errors import VectorsUnreachable

if TYPE_CHECKING:
    import numpy as np
    from httpx import AsyncClient
    from numpy.typing import NDArray

    from bot.settings import Settings

    Vector = NDArray[np.float32]

BATCH = 64  # texts a request: small enough for a local server, and a failed one costs little
AT_ONCE = 4
PATIENCE = 6  # times as long for a batch of passages as for a question
PAUSES_SECONDS = (0.5, 2.0, 8.0)
_REFUSED = {
    401: "refused the key. The operator can check EMBEDDINGS__API_KEY.",
    403: "refused the key. The operator can check EMBEDDINGS__API_KEY.",
    404: "does not know the model. The operator can check EMBEDDINGS.",
    400: "did not take the text.",
    413: "did not take the text.",
}  # asking again would not help


class LangChainEmbeddings:
    """A `knowledge.embedding.Provider` around a LangChain embedding model.

    A question gets `timeout` seconds in all; a batch of passages gets six times as long, and three more
    tries. Questions are masked before they leave; articles go as they are.
    """

    sha256 = ""

    def __init__(
        self,
        model: Any,
        *,
        id: str,
        timeout: float,
        pauses: Sequence[float] = PAUSES_SECONDS,
        close: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self.id = id
        self._close = close
        self.size = 0
        self.words = english_words()
        self._model = model
        self._timeout = timeout
        self._pauses = pauses
        self._places = asyncio.Semaphore(AT_ONCE)

    async def close(self) -> None:
        if self._close:
            await self._close()

    async def questions(self, texts: Sequence[str]) -> list[Vector]:
        hidden = await asyncio.to_thread(lambda: [_sendable(Masks().hide(text)) for text in texts])
        try:
            async with asyncio.timeout(self._timeout):
                asked = (self._tried([text], self._pauses[:1], self._question) for text in hidden)
                return [vector for some in await asyncio.gather(*asked) for vector in some]
        except TimeoutError as error:
            raise _unreachable(f"took longer than {self._timeout:g} s.") from error

    async def passages(self, texts: Sequence[str]) -> list[Vector]:
        plain = [_sendable(text) for text in texts]
        batches = [plain[start : start + BATCH] for start in range(0, len(plain), BATCH)]
        made = await asyncio.gather(
            *(self._tried(batch, self._pauses, self._model.aembed_documents) for batch in batches)
        )
        return [vector for some in made for vector in some]

    async def _question(self, texts: list[str]) -> list[list[float]]:
        return [await self._model.aembed_query(texts[0])]

    async def _tried(
        self,
        texts: list[str],
        pauses: Iterable[float],
        embed: Callable[[list[str]], Awaitable[list[list[float]]]],
    ) -> list[Vector]:
        """Ask, and again after each pause while that may help."""
        waits = iter(pauses)
        async with self._places:
            while True:
                try:
                    async with asyncio.timeout(self._timeout * PATIENCE):
                        return self._checked(await embed(texts), len(texts))
                except Exception as error:  # providers raise what they like
                    if isinstance(error, VectorsUnreachable):
                        raise
                    pause = None if getattr(error, "status_code", None) in _REFUSED else next(waits, None)
                    if pause is None:
                        raise _unreachable(_reason(error)) from error
                await asyncio.sleep(pause)

    def _checked(self, raw: list[list[float]], count: int) -> list[Vector]:
        """The vectors at length 1, if they are what was asked for."""
        import numpy as np

        try:
            vectors = np.array(raw, dtype=np.float32)
            size = vectors.shape[1]
        except (ValueError, TypeError, IndexError) as error:
            raise _unreachable("answered with something that is no vector.") from error
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if len(vectors) != count or not np.isfinite(lengths).all() or not lengths.all():
            raise _unreachable("answered with something that is no vector.")
        if self.size not in (0, size):
            raise _unreachable(f"answers with {size} numbers a vector where it gave {self.size}.")
        self.size = size
        return list(vectors / lengths)


def _sendable(text: str) -> str:
    return text if text.strip() else "-"  # an empty text is refused by most


def _unreachable(what: str) -> VectorsUnreachable:
    return VectorsUnreachable(f"The embedding provider {what}")


def _reason(error: Exception) -> str:
    """The second half of a sentence. Never the error's own text: it may quote what was sent."""
    status = getattr(error, "status_code", None)
    if status in _REFUSED:
        return _REFUSED[status]
    if status == 429:
        return "is busy (rate limit)."
    if isinstance(status, int):
        return f"failed with {status}."
    if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        return "takes too long to answer."
    return f"does not answer ({type(error).__name__})."


def open_embeddings(
    name: str, *, api_key: str | None = None, base_url: str | None = None, timeout: float = 5.0
) -> LangChainEmbeddings:
    """The model "provider:name", at `base_url` if given (any OpenAI-compatible address).

    Raises:
        SettingsWrong: the provider is unknown, its package is not installed, or it lacks a key.
    """
    from httpx import AsyncClient
    from langchain.embeddings import init_embeddings  # a second of import, only when one is configured

    provider = name.partition(":")[0]
    settings: dict[str, Any] = {}
    client: AsyncClient | None = None
    if base_url:
        settings |= {"base_url": base_url}
    if api_key or (base_url and provider == "openai"):
        settings |= {"api_key": api_key or "none"}  # local servers need no key
    if provider in {"openai", "azure_openai"}:
        # Plain texts instead of token numbers: only the original understands those, and counting them
        # would download a vocabulary.
        client = AsyncClient(timeout=timeout * PATIENCE)
        settings |= {"check_embedding_ctx_length": False, "max_retries": 0, "http_async_client": client}
    try:
        model = init_embeddings(name, **settings)
    except ImportError as error:
        raise SettingsWrong(
            f"EMBEDDINGS: the package for {provider} is missing: `pip install .[{provider}]`."
        ) from error
    except Exception as error:  # providers raise what they like, and their texts may quote the key
        raise SettingsWrong(
            f"EMBEDDINGS: {provider} cannot be opened ({type(error).__name__}). "
            "See settings.example.env: is the name right, is EMBEDDINGS__API_KEY set?"
        ) from None
    return LangChainEmbeddings(model, id=name, timeout=timeout, close=client.aclose if client else None)


@asynccontextmanager
async def configured(settings: Settings) -> AsyncIterator[LangChainEmbeddings | None]:
    """The provider that the settings name, for as long as the block; `None` for the shipped model.

    Raises:
        SettingsWrong: it cannot be opened.
    """
    model = await asyncio.to_thread(embeddings_of, settings)
    try:
        yield model
    finally:
        if model:
            await model.close()


def embeddings_of(settings: Settings) -> LangChainEmbeddings | None:
    """As `configured`, to be closed by whoever takes it.

    Raises:
        SettingsWrong: it cannot be opened.
    """
    chosen = settings.embeddings
    if chosen.name is None:
        return None
    key = chosen.api_key.get_secret_value() if chosen.api_key else None
    return open_embeddings(chosen.name, api_key=key, base_url=chosen.base_url, timeout=chosen.timeout_seconds)
