"""What we know: load articles, keep them in step, find the right one. Usable without any bot."""

from knowledge.articles import make_article
from knowledge.errors import (
    IndexFromAnotherModel,
    IndexInUse,
    KnowledgeError,
    ModelDamaged,
    VectorsUnreachable,
)
from knowledge.explain import Explanation
from knowledge.library import Library, Status, open_library
from knowledge.loading import Loaded, Skipped, load_folder
from knowledge.ports import Article, Audience, Band, Found, Shelf, Source
from knowledge.shelf import ShelfInMemory
from knowledge.sync import SyncReport, sync

__all__ = [
    "Article",
    "Audience",
    "Band",
    "Explanation",
    "Found",
    "IndexFromAnotherModel",
    "IndexInUse",
    "KnowledgeError",
    "Library",
    "Loaded",
    "ModelDamaged",
    "Shelf",
    "ShelfInMemory",
    "Skipped",
    "Source",
    "Status",
    "SyncReport",
    "VectorsUnreachable",
    "load_folder",
    "make_article",
    "open_library",
    "sync",
]
