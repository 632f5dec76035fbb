"""The shelf brought in step with what was loaded."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.errors import KnowledgeError
from knowledge.loading import Loaded, Skipped
from knowledge.ports import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What changed, by article id, and what could not be read."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    generation: int = 0


async def sync(loaded: Loaded, shelf: Shelf) -> SyncReport:
    """Make the shelf hold exactly the loaded articles, in one transaction.

    An article whose file cannot be read any more counts as removed: nobody could check a quotation.

    Raises:
        KnowledgeError: nothing at all was loaded; an empty folder is more likely a slip than a wish.
    """
    if not loaded.articles:
        raise KnowledgeError("No article could be read there; what is known stays as it is.")
    before = await shelf.synced()
    now = {article.id: article for article in loaded.articles}
    added = [article for article in loaded.articles if article.id not in before]
    changed = [
        article for article in loaded.articles if before.get(article.id, article.digest) != article.digest
    ]
    removed = sorted(before.keys() - now.keys())
    generation = await shelf.generation()
    if added or changed or removed:
        generation = await shelf.replace([*added, *changed], removed)
    return SyncReport(
        added=tuple(article.id for article in added),
        changed=tuple(article.id for article in changed),
        removed=tuple(removed),
        unchanged=len(now) - len(added) - len(changed),
        skipped=loaded.skipped,
        generation=generation,
    )
