"""What a command works on: the desk's settings, its store, and a library that is in step with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import typer

from knowledge.errors import IndexInUse, KnowledgeError
from knowledge.telling import progress_on, say

if TYPE_CHECKING:
    from pydantic import SecretStr

    from bot.ports import Store
    from bot.settings import Settings
    from knowledge.library import Library, Status
    from knowledge.ports import Shelf


@asynccontextmanager
async def searchable(*, quiet: bool) -> AsyncIterator[Library]:
    """The library as the database has it; beside a running bot, one in memory of our own."""
    from knowledge.languages import FILE
    from knowledge.library import open_library

    settings = loaded_settings()
    async with shelf_of(settings) as shelf:
        if not await shelf.articles():
            raise KnowledgeError("Nothing is known yet. First: python -m knowledge sync FOLDER")
        try:
            async with library_of(settings, shelf) as library:
                await refreshed(library, quiet=quiet)
                yield library
                return
        except IndexInUse as busy:
            model = ", with the shipped model" if settings.embeddings.name else ""  # a provider costs money
            say(f"{busy} Searching in memory meanwhile{model}.")
        async with open_library(shelf, languages=settings.data_folder / FILE) as library:
            await refreshed(library, quiet=quiet)
            yield library


@asynccontextmanager
async def library_of(settings: Settings, shelf: Shelf, *, reindex: bool = False) -> AsyncIterator[Library]:
    from adapters.library import open_library_of

    async with open_library_of(settings, shelf, reindex=reindex) as library:
        yield library


@asynccontextmanager
async def store_of(settings: Settings) -> AsyncIterator[Store]:
    from adapters.store import open_store

    async with open_store(plain(settings.database_url), settings.data_folder) as store:
        yield store


@asynccontextmanager
async def shelf_of(settings: Settings) -> AsyncIterator[Shelf]:
    async with store_of(settings) as store:
        yield store.shelf


def plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None


def loaded_settings() -> Settings:
    from bot import settings

    return settings.load()


async def refreshed(library: Library, *, quiet: bool) -> Status:
    with progress_on("Indexing", quiet=quiet) as progress:
        return await library.refresh(progress)


def finish(work: Coroutine[Any, Any, None]) -> None:
    """Run a command to its end; what an operator can mend is one sentence, Ctrl-C is no accident."""
    from bot.errors import FrontdeskError

    try:
        asyncio.run(work)
    except (KnowledgeError, FrontdeskError) as error:
        say(str(error))
        raise typer.Exit(1) from error
    except BrokenPipeError:
        raise  # who read it has read enough
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        say(f"A file or folder cannot be used: {error.strerror}{where}.")
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        say("Stopped. What was done is kept.")
        raise typer.Exit(130) from None
