"""What we know: load articles, keep them in step, find the right one. Usable without any bot."""

from knowledge.articles import make_article
from knowledge.errors import (
    IndexFromAnotherModel,
    IndexInUse,
    KnowledgeError,
    ModelDamaged,
    VectorsUnreachable,
)
from knowledge.library import Library, Status, open_library
from knowledge.ports import Article, Audience, Band, Found, Shelf, Source
from knowledge.shelf import ShelfInMemory

__all__ = [
    "Article",
    "Audience",
    "Band",
    "Found",
    "IndexFromAnotherModel",
    "IndexInUse",
    "KnowledgeError",
    "Library",
    "ModelDamaged",
    "Shelf",
    "ShelfInMemory",
    "Source",
    "Status",
    "VectorsUnreachable",
    "make_article",
    "open_library",
]
