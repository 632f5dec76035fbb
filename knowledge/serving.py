"""What a search uses: everything known at one moment, made by the index."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge import catalogue as catalogues
from knowledge.bands import Bands
from knowledge.catalogue import Catalogue
from knowledge.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Serving:
    """What one search uses from start to end; a refresh replaces it in one step."""

    catalogue: Catalogue
    generation: int
    meaning: Meaning | None = None
    bands: Bands = field(default_factory=Bands)
    languages: frozenset[str] = frozenset()  # accepted beside English
    without_vector: int = 0
    notice: str | None = None  # for the operator
    degraded: str | None = None  # for whoever searches: what the answer lacks

    @classmethod
    def nothing(cls) -> Serving:
        return cls(catalogues.build(()), generation=-1)
