"""Everything that is known, with what people made of it: read once for a page or a command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.learning.marking import MARKS_FOR_A_REVIEW
from bot.ports import Store
from knowledge.gaps import Group, groups
from knowledge.learned import PEOPLE, Alternate, GapState, Mark, Standing, Written
from knowledge.ports import Article, Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article that the search uses. `own` are the alternates it came with, `kept` those from people."""

    article: Article
    own: tuple[str, ...]
    kept: tuple[Alternate, ...]
    marks: tuple[Mark, ...]  # reviewed ones included

    @property
    def by_people(self) -> bool:
        return self.article.id.startswith(PEOPLE)

    @property
    def running(self) -> int:
        """How often it was called a wrong source since its last review."""
        return sum(mark.reviewed_at is None for mark in self.marks)

    @property
    def up_for_review(self) -> bool:
        return self.running >= MARKS_FOR_A_REVIEW

    @property
    def source(self) -> str:
        """Where it comes from, in words."""
        return "written here" if self.by_people else self.article.origin or "synced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is known. `waiting` and `drafts` want a lead's yes."""

    entries: tuple[Entry, ...]
    waiting: tuple[Alternate, ...]
    drafts: tuple[Written, ...]
    gaps: tuple[Group, ...]
    names: Mapping[str, str]
    generation: int

    @property
    def reviews(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.up_for_review)

    @property
    def open_gaps(self) -> tuple[Group, ...]:
        return tuple(group for group in self.gaps if group.gap.state is GapState.OPEN)

    @property
    def to_decide(self) -> int:
        return len(self.waiting) + len(self.drafts) + len(self.reviews)

    def entry(self, id: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.article.id == id), None)

    def name(self, key: str | None) -> str:
        return self.names.get(key or "", "somebody who left")


async def overview(store: Store) -> Overview:
    """Read everything that is known, in order of titles."""
    articles = await store.shelf.articles()
    generation = await store.shelf.generation()
    async with store.read() as reading:
        alternates = await reading.learned.alternates()
        marks = await reading.learned.marks()
        written = await reading.learned.written()
        gathered = groups(await reading.learned.gaps(), await reading.learned.unanswered())
        keys = {each.by for each in alternates} | {each.by for each in marks} | {each.by for each in written}
        keys |= {mark.reviewed_by for mark in marks if mark.reviewed_by}
        keys |= {group.gap.closed_by for group in gathered if group.gap.closed_by}
        names = {key: person.name for key, person in (await reading.people(keys)).items()}
    return Overview(
        entries=_entries(articles, alternates, marks),
        waiting=tuple(each for each in alternates if each.standing is Standing.WAITING),
        drafts=tuple(each for each in written if each.standing is Standing.WAITING),
        gaps=tuple(gathered),
        names=names,
        generation=generation,
    )


def _entries(
    articles: Iterable[Article], alternates: Sequence[Alternate], marks: Sequence[Mark]
) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for article in articles:
        kept = [
            each for each in alternates if each.article_id == article.id and each.standing is Standing.LIVE
        ]
        texts = {each.question for each in kept}
        entries.append(
            Entry(
                article=article,
                own=tuple(question for question in article.questions if question not in texts),
                kept=tuple(kept),
                marks=tuple(mark for mark in marks if mark.article_id == article.id),
            )
        )
    return tuple(sorted(entries, key=lambda entry: (entry.article.title.casefold(), entry.article.id)))


def matching(
    entries: Iterable[Entry], *, text: str = "", audience: str = "", source: str = ""
) -> list[Entry]:
    """Return the entries of an audience and a source with every word of `text` somewhere in them."""
    words = text.casefold().split()
    return [
        entry
        for entry in entries
        if (not audience or entry.article.audience == Audience(audience))
        and (not source or entry.source == source)
        and all(word in _haystack(entry.article) for word in words)
    ]


def _haystack(article: Article) -> str:
    return "\n".join((article.title, *article.questions, article.body)).casefold()
