"""What leads decide about what people taught: approve, correct, remove. Agents read, search and propose.

Each change checks the role here, whatever the page shows, and is on the record with who, before and after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.card import Answered
from bot.forms import Form
from bot.learning.condense import LONGEST, masked
from bot.learning.keeping import kept, refusal
from bot.learning.stubs import article_form, article_of, free_id, in_words, remade, save_stub
from bot.messages import Person, Role
from bot.moves import finish_notice
from bot.ports import Clock, Reading, Store, Work
from bot.record import NoticeKind, Queue
from knowledge.gaps import Group, groups
from knowledge.learned import PEOPLE, Alternate, Gap, GapState, Standing, Written
from knowledge.ports import Article

LONGEST_BODY = 20_000
_ONLY_LEADS = Answered(text="Only a lead can decide that.", ok=False)
_NOT_STAFF = Answered(text="Only agents and leads can do that.", ok=False)
_GONE = Answered(text="That is no longer there.", ok=False)
_A_SOURCES = Answered(text="That article comes from a source: change it there, then sync.", ok=False)


@dataclass(frozen=True, slots=True)
class Curator:
    """Carries out what people decide about articles."""

    store: Store
    clock: Clock
    wake: Callable[[Queue], None]

    async def keep(self, article_id: str, question: str, by: Person) -> Answered:
        """Store a question for an article: a lead's at once, an agent's when a lead approves."""
        if not by.role.acts:
            return _NOT_STAFF
        async with self.store.begin() as work:
            article = await work.learned.article(article_id)
            if article is None:
                return _GONE
            text = masked(" ".join(question.split())[:LONGEST])
            refused = await refusal(work, article, text)
            if refused:
                return refused
            await work.save_person(by)
            alternate = Alternate(
                article_id=article_id,
                question=text,
                by=by.id,
                at=self.clock.now(),
                standing=standing_for(by),
            )
            await kept(work, article, alternate)
        return Answered(text="Kept." if by.role is Role.LEAD else "Noted: a lead has to approve it.")

    async def approve_alternate(self, id: int, by: Person) -> Answered:
        """Let the search use an alternate."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        async with self.store.begin() as work:
            alternate = await work.learned.alternate(id)
            if alternate is None:
                return _GONE
            await work.learned.save_alternate(replace(alternate, standing=Standing.LIVE))
            await self._record(work, by, "alternate approved", "", alternate.question)
        return Answered(text="Approved: the search uses it now.")

    async def drop_alternate(self, id: int, by: Person) -> Answered:
        """Remove an alternate that people kept."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        async with self.store.begin() as work:
            alternate = await work.learned.alternate(id)
            if alternate is None:
                return _GONE
            await work.learned.drop_alternate(id)
            await self._record(work, by, f"alternate of {alternate.article_id}", alternate.question, "")
        return Answered(text="Removed: the search no longer uses it.")

    async def form(self, article_id: str | None, by: Person) -> Form | Answered:
        """Return the form of an article that people wrote, or of a new one."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        if article_id is None:
            return article_form(None)
        async with self.store.read() as reading:
            found = await _ours(reading, article_id)
        return article_form(found) if found else _A_SOURCES

    async def write(self, article_id: str | None, inputs: Mapping[str, str], by: Person) -> Answered:
        """Store an article that a lead wrote or corrected; it is live from then on."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        if not inputs.get("title", "").strip() or not inputs.get("body", "").strip():
            return Answered(text="An article needs a title and a text: nothing was saved.", ok=False)
        async with self.store.begin() as work:
            before = await _ours(work, article_id)
            if article_id and before is None:
                return _A_SOURCES if await work.learned.article(article_id) else _GONE
            id = article_id or await free_id(work, inputs["title"])
            article = article_of(id, inputs, before, self.clock.now())
            await work.save_person(by)
            await work.learned.write(
                Written(article=article, by=by.id, at=self.clock.now(), standing=Standing.LIVE)
            )
            await _close(work, id, by, self.clock.now())
            await self._record(work, by, f"article {id}", in_words(before), in_words(article))
        return Answered(text=f"Saved: “{article.title}” is {article.audience.value} and searched now.")

    async def drop_article(self, id: str, by: Person) -> Answered:
        """Remove an article that people wrote; a gap that it was to close is open again."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        async with self.store.begin() as work:
            article = await work.learned.article(id)
            if article is None:
                return _GONE
            if not id.startswith(PEOPLE):
                return _A_SOURCES
            await work.learned.drop_written(id)
            for gap in await work.learned.gaps():
                if gap.article_id == id:
                    await work.learned.save_gap(
                        replace(gap, state=GapState.OPEN, article_id=None, closed_by=None, closed_at=None)
                    )
            await self._record(work, by, f"article {id}", in_words(article), "")
        return Answered(text="Removed.")

    async def reviewed(self, article_id: str, by: Person) -> Answered:
        """End the review of an article: its marks stay on the record, and counting begins again."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        async with self.store.begin() as work:
            ended = await review(work, article_id, by, self.clock.now())
        self.wake(Queue.POST)
        return Answered(text="Reviewed. Its marks are kept, and counting begins again.") if ended else _GONE

    async def dismiss(self, gap_id: int, by: Person) -> Answered:
        """Put a gap away: it needs no article, whoever asks again."""
        if by.role is not Role.LEAD:
            return _ONLY_LEADS
        async with self.store.begin() as work:
            gap = await _gap(work, gap_id)
            if gap is None:
                return _GONE
            now = self.clock.now()
            closed = replace(gap, state=GapState.DISMISSED, closed_by=by.id, closed_at=now)
            await work.learned.save_gap(closed)
            await self._record(work, by, f"gap {gap_id}", gap.state.value, closed.state.value)
        return Answered(text="Dismissed: it stays off the list when somebody asks again.")

    async def begin_article(self, gap_id: int, inputs: Mapping[str, str], by: Person) -> Answered:
        """Make an article of a gap, with its questions as alternates; it waits for a lead's yes."""
        if not by.role.acts:
            return _NOT_STAFF
        if not inputs.get("title", "").strip() or not inputs.get("body", "").strip():
            return Answered(text="Write a title and an answer: nothing was saved.", ok=False)
        async with self.store.begin() as work:
            group = await self._group(work, gap_id)
            if group is None:
                return _GONE
            id = await free_id(work, inputs["title"])
            article = article_of(id, inputs, None, self.clock.now())
            article = remade(article, questions=group.examples)
            await save_stub(work, article, by, self.clock.now(), conversation=None)
            closed = replace(
                group.gap,
                state=GapState.WRITTEN,
                article_id=id,
                closed_by=by.id,
                closed_at=self.clock.now(),
            )
            await work.learned.save_gap(closed)
        return Answered(text=f"Saved as a draft: “{article.title}” waits for a lead's yes under Approvals.")

    async def _group(self, work: Work, gap_id: int) -> Group | None:
        found = groups(await work.learned.gaps(), await work.learned.unanswered())
        return next((each for each in found if each.gap.id == gap_id), None)

    async def _record(self, work: Work, by: Person, field: str, before: str, after: str) -> None:
        await work.save_person(by)
        await work.learned.record(by.id, self.clock.now(), field, before, after)


async def review(work: Work, article_id: str, by: Person, at: datetime) -> int:
    """End the running marks of an article and put its notices away; return how many marks that were."""
    ended = await work.learned.reviewed(article_id, by.id, at)
    if ended:
        await work.save_person(by)
        await work.learned.record(by.id, at, f"review of {article_id}", f"{ended} marks", "reviewed")
    for notice in await work.notices(kind=NoticeKind.REVIEW, live=True):
        if notice.occasion.rpartition(" since ")[0] == article_id:
            await finish_notice(work, notice, at, f"reviewed by {by.name}")
    return ended


def standing_for(by: Person) -> Standing:
    """Return how what somebody proposes stands: a lead's word counts at once."""
    return Standing.LIVE if by.role is Role.LEAD else Standing.WAITING


async def _ours(reading: Reading, id: str | None) -> Article | None:
    """Return an article that people wrote, as they wrote it."""
    return next((each.article for each in await reading.learned.written() if each.article.id == id), None)


async def _close(work: Work, article_id: str, by: Person, at: datetime) -> None:
    """Close the gap that an article was begun for: it is live now."""
    for gap in await work.learned.gaps():
        if gap.article_id == article_id and gap.state is GapState.WRITTEN:
            closed = replace(gap, state=GapState.ANSWERED, closed_by=by.id, closed_at=at)
            await work.learned.save_gap(closed)


async def _gap(work: Work, id: int) -> Gap | None:
    return next((gap for gap in await work.learned.gaps() if gap.id == id), None)
