"""Where vectors are kept: a Chroma server or Chroma Cloud, a folder of our own, or memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from knowledge import chroma
from knowledge.embedding import Model
from knowledge.vectors import Vectors, VectorsInMemory


@dataclass(frozen=True, slots=True)
class Place:
    """`open` tells of damage it mended; `replace` is for a folder of our own only."""

    open: Callable[[], tuple[Vectors, str | None]]
    replace: Callable[[], Vectors] | None = None


def place_for(index: Path | None, server: chroma.Server | None, model: Model) -> Place:
    """The store that the settings name."""
    if server:
        return Place(lambda: (chroma.open_server(server, model), None))
    if index:
        return Place(lambda: chroma.open_folder(index, model), lambda: chroma.replace_folder(index, model))
    return Place(lambda: (VectorsInMemory(), None))
