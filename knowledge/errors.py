"""What can go wrong with what we know; every message says what to do.

KnowledgeError
├── ModelDamaged          the shipped embedding model is missing, changed or computes wrongly here
├── IndexFromAnotherModel the vectors in the index were made by a model that is not the one configured
├── IndexInUse            another process owns the index folder
└── VectorsUnreachable    the vector store does not answer
"""

from __future__ import annotations


class KnowledgeError(Exception):
    """The root: its text is written for the operator and carries the fix."""


class ModelDamaged(KnowledgeError):
    pass


class IndexFromAnotherModel(KnowledgeError):
    pass


class IndexInUse(KnowledgeError):
    pass


class VectorsUnreachable(KnowledgeError):
    pass
