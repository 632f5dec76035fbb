"""The shelf brought in step with what was loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from knowledge.articles import wording
from knowledge.errors import KnowledgeError
from knowledge.loading.loaded import Loaded, Skipped
from knowledge.ports import Article, Shelf

OF_ANY = None  # the origin of articles from before origins were kept


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What changed, by article id, what could not be read, and what stays known all the same.

    `renamed` are those of `removed` that came back among `added` word for word, old id to new.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[Skipped, ...] = ()
    troubles: Mapping[str, str] = field(default_factory=dict)  # by origin
    generation: int = 0

    @property
    def moved(self) -> bool:
        """Whether anything is known differently now."""
        return bool(self.added or self.changed or self.removed)


def in_words(report: SyncReport) -> str:
    """Return what a sync changed, in one sentence."""
    counts = f"{len(report.added)} added, {len(report.changed)} changed, {len(report.removed)} removed"
    return f"{counts}, {report.unchanged} unchanged."


@dataclass(frozen=True, slots=True)
class Step:
    """What a sync writes, and what it will say."""

    put: tuple[Article, ...]
    remove: tuple[str, ...]
    report: SyncReport


async def sync(
    loaded: Loaded | Sequence[Loaded],
    shelf: Shelf,
    *,
    keep_others: bool = False,
    allow_empty: bool = False,
) -> SyncReport:
    """Make the shelf hold exactly what the origins held, in one transaction; what people wrote here stays.

    An origin that could not be reached, and a file that cannot be read any more, keep the articles they gave
    last and are named. With `keep_others` the articles of origins that are not given stay.

    Raises:
        KnowledgeError: no origin gave anything, and everything stays known; an empty folder is more likely a
            slip than a wish.
    """
    given = [loaded] if isinstance(loaded, Loaded) else list(loaded)
    report = await brought_in_step(given, shelf, keep_others=keep_others, allow_empty=allow_empty)
    if given and len(report.troubles) == len(given):
        raise KnowledgeError(" ".join(report.troubles.values()))
    return report


async def brought_in_step(
    given: Sequence[Loaded], shelf: Shelf, *, keep_others: bool = False, allow_empty: bool = False
) -> SyncReport:
    """The same where trouble is expected: an origin without anything is one of the report's troubles."""
    step = decide(await shelf.synced(), given, keep_others=keep_others, allow_empty=allow_empty)
    if step.put or step.remove:
        generation = await shelf.replace(step.put, step.remove, step.report.renamed)
    else:
        generation = await shelf.generation()
    return replace(step.report, generation=generation)


def decide(
    before: Iterable[Article],
    given: Sequence[Loaded],
    *,
    keep_others: bool = False,
    allow_empty: bool = False,
) -> Step:
    """What brings the shelf from `before` in step with what was `given`."""
    known = {article.id: article for article in before}
    troubles = {loaded.origin: _trouble(loaded, known.values(), allow_empty) for loaded in given}
    kept = {article.id for article in known.values() if _stays(article, given, troubles, keep_others)}
    now, renumbered = _gathered(given, {id: known[id].origin for id in kept})
    kept -= now.keys()
    removed = sorted(known.keys() - now.keys() - kept)
    added = [article for article in now.values() if article.id not in known]
    changed = [id for id, article in now.items() if id in known and known[id].digest != article.digest]
    put = [article for id, article in now.items() if known.get(id) != article]
    report = SyncReport(
        added=tuple(article.id for article in added),
        changed=tuple(changed),
        removed=tuple(removed),
        renamed=_renamed((known[id] for id in removed), added),
        kept=tuple(sorted(id for id in kept if known[id].origin in troubles)),
        unchanged=len(now) - len(added) - len(changed),
        skipped=tuple(skipped for loaded in given for skipped in loaded.skipped),
        remarks=(*(remark for loaded in given for remark in loaded.remarks), *renumbered),
        troubles={name: trouble for name, trouble in troubles.items() if trouble},
    )
    return Step(tuple(put), tuple(removed), report)


def _trouble(loaded: Loaded, before: Iterable[Article], allow_empty: bool) -> str | None:
    if loaded.failed:
        return loaded.failed
    known = any(article.origin in (loaded.origin, OF_ANY) for article in before)
    if loaded.articles or allow_empty or (loaded.unread and known):
        return None
    where = f" in {loaded.origin}" if loaded.origin else " there"
    if loaded.unread:
        first = loaded.skipped[0]
        return f"No article could be read{where}: {first.name} is skipped, {first.reason}."
    if known:
        return (
            f"No article could be read{where}; what is known stays as it is. "
            "If that is meant: python -m knowledge sync --allow-empty"
        )
    return f"No article could be read{where}."


def _stays(
    article: Article, given: Sequence[Loaded], troubles: Mapping[str, str | None], keep_others: bool
) -> bool:
    """Whether an article that was not loaded stays known."""
    if article.origin is OF_ANY:
        return keep_others or any(troubles.values()) or any(loaded.unread for loaded in given)
    if article.origin not in troubles:
        return keep_others or (
            bool(troubles) and all(troubles.values())
        )  # a mistyped name takes nothing away
    unread = {place for loaded in given if loaded.origin == article.origin for place in loaded.unread}
    return bool(troubles[article.origin]) or _lies_in(article.place or "", unread)


def _lies_in(place: str, unread: set[str]) -> bool:
    return place in unread or any(folder.endswith("/") and place.startswith(folder) for folder in unread)


def _gathered(
    given: Sequence[Loaded], taken: Mapping[str, str | None]
) -> tuple[dict[str, Article], list[Skipped]]:
    """Every loaded article by id; where two origins use one id, the later one's gets its origin's name."""
    now: dict[str, Article] = {}
    renumbered = []
    for loaded in given:
        for article in loaded.articles:
            id = article.id
            if (id in now and now[id].origin != loaded.origin) or not _free(id, loaded.origin, taken):
                id = f"{id}@{loaded.origin}"
                renumbered.append(Skipped(article.place or article.id, f'its id is taken; it is "{id}"'))
            now[id] = replace(article, id=id, origin=loaded.origin)
    return now, renumbered


def _free(id: str, origin: str, taken: Mapping[str, str | None]) -> bool:
    return id not in taken or taken[id] in (origin, OF_ANY)


def _renamed(removed: Iterable[Article], added: Iterable[Article]) -> dict[str, str]:
    """Articles that went and came back under another id with the same words."""
    new = {wording(article): article.id for article in added}
    pairs = ((article.id, new.pop(wording(article), None)) for article in removed)
    return {old: id for old, id in pairs if id is not None}
