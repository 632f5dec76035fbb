"""What the command line tells of what is known, as plain values: `__main__` reads arguments and prints."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.app import WallClock
from bot.learning.gathering import Gatherer
from bot.learning.overview import Overview, overview
from bot.process.in_step import BOT, SYNC
from knowledge.errors import KnowledgeError
from knowledge.gaps import Group, stub
from knowledge.learned import GapState
from knowledge.sync import in_words
from knowledge.telling import count

if TYPE_CHECKING:
    from bot.ports import Store
    from knowledge.library import Library, Status
    from knowledge.sync import SyncReport

OPERATOR = "command line"  # who did it, in the audit list
_BY = {OPERATOR: "by command", BOT: "by the bot"}
_LOOKED_BACK = 2_000  # changes


async def note_sync(store: Store, report: SyncReport) -> None:
    """Write down when the shelf was last brought in step, and what changed."""
    async with store.begin() as work:
        await work.learned.record(OPERATOR, WallClock().now(), SYNC, "", in_words(report))


async def status_of(store: Store, index: Status | str) -> dict[str, Any]:
    """Return what is known; `index` is the state of the index, or why it cannot be told."""
    known = await overview(store)
    async with store.read() as reading:
        changes = await reading.audit(_LOOKED_BACK)
    last = next((change for change in changes if change.field == SYNC), None)
    told = {} if isinstance(index, str) else {"model": index.model, "bands": asdict(index.bands)}
    return {
        "articles": len(known.entries),
        "internal": sum(entry.article.audience == "internal" for entry in known.entries),
        "written_here": sum(entry.by_people for entry in known.entries),
        "alternates": {
            "from_sources": sum(len(entry.own) for entry in known.entries if not entry.by_people),
            "from_people": sum(len(entry.kept) for entry in known.entries),
            "waiting": len(known.waiting),
        },
        "drafts_waiting": len(known.drafts),
        "up_for_review": [
            {"id": entry.article.id, "title": entry.article.title, "marks": entry.running}
            for entry in known.reviews
        ],
        "open_gaps": len(known.open_gaps),
        "last_sync": {"at": last.at.isoformat(), "by": last.by, "changes": last.after} if last else None,
        "generation": known.generation,
        **told,
        "index": index if isinstance(index, str) else asdict(index),
    }


def status_in_words(told: dict[str, Any]) -> list[str]:
    """Return the lines of a status, the most important first."""
    alternates, last = told["alternates"], told["last_sync"]
    lines = [
        f"{count(told['articles'], 'article')}, {told['internal']} of them internal, "
        f"{told['written_here']} written here; generation {told['generation']}.",
        f"Alternates: {alternates['from_sources']} from sources, {alternates['from_people']} kept by people, "
        f"{alternates['waiting']} waiting for a lead.",
        f"Last sync: {_when(last['at'])}, {_BY[last['by']]}: {last['changes']}" if last else "No sync yet.",
    ]
    if bands := told.get("bands"):
        measured = f"measured on {count(bands['probes'], 'question')}" if bands["probes"] else "by default"
        lines.append(
            f"A reply is drafted from {bands['draft']:.2f} on, marked unsure from {bands['unsure']:.2f} on "
            f"({measured})."
        )
    lines += [
        f"Up for review: {each['title']} ({count(each['marks'], 'mark')})." for each in told["up_for_review"]
    ]
    gaps, drafts = count(told["open_gaps"], "open gap"), count(told["drafts_waiting"], "draft article")
    lines.append(f"{gaps}, {drafts} waiting for a lead.")
    return lines


def _when(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone(UTC):%Y-%m-%d %H:%M} UTC"


async def wants_gathering(store: Store) -> bool:
    """Whether questions are not in a group yet, or groups were not looked up in the newest articles."""
    generation = await store.shelf.generation()
    async with store.read() as reading:
        loose = [each for each in await reading.learned.unanswered() if each.listed and each.text]
        gaps = await reading.learned.gaps()
    stale = any(gap.state is GapState.OPEN and gap.searched < generation for gap in gaps)
    return stale or any(each.gap is None for each in loose)


async def gathered(store: Store, library: Library) -> None:
    """Bring the gap list in order."""
    await Gatherer(store, library, WallClock()).gather()


async def gaps_of(store: Store, *, closed: bool = False) -> list[Group]:
    """Return the open gaps, the most asked first, or all of them."""
    known = await overview(store)
    return list(known.gaps if closed else known.open_gaps)


async def stub_of(store: Store, gap: int) -> str:
    """Return the beginning of an article for a gap, as a Markdown file.

    Raises:
        KnowledgeError: there is no such gap.
    """
    found = next((group for group in await gaps_of(store, closed=True) if group.gap.id == gap), None)
    if found is None:
        raise KnowledgeError(f"There is no gap {gap}. See: python -m knowledge gaps --all")
    return stub(found)


async def alternates_of(store: Store) -> list[dict[str, Any]]:
    """Return the questions that people kept, with who and when."""
    known = await overview(store)
    kept = [*(each for entry in known.entries for each in entry.kept), *known.waiting]
    return [
        {
            "id": each.id,
            "article": each.article_id,
            "title": _title(known, each.article_id),
            "question": each.question,
            "by": known.name(each.by),
            "at": each.at.isoformat(),
            "standing": each.standing.value,
        }
        for each in kept
    ]


def _title(known: Overview, id: str) -> str:
    entry = known.entry(id)
    return entry.article.title if entry else id


async def removed_alternate(store: Store, id: int) -> str:
    """Remove a question that people kept, on the record, and say which it was.

    Raises:
        KnowledgeError: there is none with that number.
    """
    async with store.begin() as work:
        alternate = await work.learned.alternate(id)
        if alternate is None:
            raise KnowledgeError(f"There is no kept question {id}. See: python -m knowledge alternates")
        await work.learned.drop_alternate(id)
        field = f"alternate of {alternate.article_id}"
        await work.learned.record(OPERATOR, WallClock().now(), field, alternate.question, "")
    return f"Removed from {alternate.article_id}: {alternate.question}"
