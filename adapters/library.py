"""The library that the settings describe: which embedding model, and where its vectors are kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from adapters.embeddings import configured
from knowledge.chroma import Server
from knowledge.languages import FILE
from knowledge.library import Library, open_library

if TYPE_CHECKING:
    from bot.settings import Settings
    from knowledge.ports import Shelf


@asynccontextmanager
async def open_library_of(
    settings: Settings, shelf: Shelf, *, reindex: bool = False
) -> AsyncIterator[Library]:
    """As `open_library`, from settings.

    Raises:
        SettingsWrong: the embedding provider cannot be opened.
        ModelDamaged, IndexFromAnotherModel, IndexInUse: with what to do.
    """
    async with (
        configured(settings) as model,
        open_library(
            shelf,
            index=settings.data_folder / "index",
            server=chroma_server(settings),
            embedder=model,
            languages=settings.data_folder / FILE,
            reindex=reindex,
        ) as library,
    ):
        yield library


def chroma_server(settings: Settings) -> Server | None:
    """The Chroma server that the settings name, if they name one."""
    chroma = settings.chroma
    token = chroma.token.get_secret_value() if chroma.token else None
    return Server(chroma.url, chroma.tenant, chroma.database, token) if chroma.url else None
