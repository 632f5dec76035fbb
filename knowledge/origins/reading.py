"""One origin read, whatever its kind; what goes wrong is part of what was loaded."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

from knowledge.articles import remade
from knowledge.errors import KnowledgeError
from knowledge.loading import Loaded, load_folder
from knowledge.loading.loaded import Progress
from knowledge.origins.checkout import checked_out
from knowledge.origins.limits import Limits
from knowledge.origins.named import Kind, Origin
from knowledge.ports import Audience

_DEFAULT = Limits()


async def read_origin(
    origin: Origin, cache: Path, *, limits: Limits = _DEFAULT, progress: Progress | None = None
) -> Loaded:
    """Everything `origin` holds now; `cache` is a folder of ours for checkouts and pages."""
    try:
        if origin.kind is Kind.SITE:
            from knowledge.origins.site import read_site

            loaded = await read_site(origin, cache, limits, progress)
        else:
            folder = Path(origin.place) if origin.kind is Kind.FOLDER else await checked_out(origin, cache)
            loaded = await _loaded(folder, origin, progress)
    except KnowledgeError as error:
        return Loaded(origin=origin.name, failed=str(error))
    except OSError as error:
        return Loaded(origin=origin.name, failed=f"{origin.name} cannot be read ({error.strerror}).")
    if origin.internal:
        loaded = replace(
            loaded, articles=tuple(remade(each, audience=Audience.INTERNAL) for each in loaded.articles)
        )
    return loaded


class _Cancelled(Exception):
    """Nobody waits for this folder any more."""


async def _loaded(folder: Path, origin: Origin, progress: Progress | None) -> Loaded:
    """The folder read beside the loop; when nobody waits any more, reading ends after the file in hand."""
    cancelled = threading.Event()

    def told(done: int, total: int) -> None:
        if cancelled.is_set():
            raise _Cancelled
        if progress:
            progress(done, total)

    try:
        return await asyncio.to_thread(load_folder, folder, told, origin=origin.name, address=origin.address)
    finally:
        cancelled.set()
