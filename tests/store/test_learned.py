"""What people taught lives beside what sources say, and no sync takes it away."""

from __future__ import annotations

from dataclasses import replace

from bot.ports import Store
from knowledge import Article, Loaded, make_article, sync
from knowledge.learned import Alternate, Candidate, Gap, GapState, Mark, Standing, Unanswered, Written
from tests.store.given import ANA, NADIA, NINE, after, fresh, opened_in

EXPORTS = make_article(id="exports", title="Exports", body="50 MB.", questions=["How large?"])
INVOICES = make_article(id="invoices", title="Invoices", body="Under Billing.")
KEPT = Alternate(article_id="exports", question="why does my export stop", by=ANA, at=NINE)
OURS = make_article(id="people:webhooks", title="Webhooks", body="They retry for a day.")


async def _keep(store: Store, alternate: Alternate) -> Alternate | None:
    async with store.begin() as work:
        return await work.learned.keep(alternate)


async def _questions(store: Store) -> dict[str, tuple[str, ...]]:
    return {article.id: article.questions for article in await store.shelf.articles()}


async def test_an_alternate_that_people_kept_survives_every_later_sync(store: Store) -> None:
    await sync(Loaded((EXPORTS, INVOICES), ()), store.shelf)
    await _keep(store, KEPT)

    again = await sync(Loaded((EXPORTS, INVOICES), ()), store.shelf)
    changed = await sync(Loaded((replace(EXPORTS, body="60 MB.", digest="d2"), INVOICES), ()), store.shelf)

    assert (again.unchanged, changed.changed) == (2, ("exports",))
    assert await _questions(store) == {"exports": ("How large?", KEPT.question), "invoices": ()}


async def test_an_article_that_comes_back_has_its_alternates_again(store: Store) -> None:
    await sync(Loaded((EXPORTS, INVOICES), ()), store.shelf)
    await _keep(store, KEPT)

    await sync(Loaded((INVOICES,), ()), store.shelf)
    await sync(Loaded((EXPORTS, INVOICES), ()), store.shelf)

    assert KEPT.question in (await _questions(store))["exports"]


async def test_an_alternate_follows_its_article_when_the_file_is_renamed(store: Store) -> None:
    await sync(Loaded((EXPORTS, INVOICES), ()), store.shelf)
    await _keep(store, KEPT)
    moved = make_article(id="data/exports", title="Exports", body="50 MB.", questions=["How large?"])

    report = await sync(Loaded((moved, INVOICES), ()), store.shelf)

    assert report.renamed == {"exports": "data/exports"}
    assert KEPT.question in (await _questions(store))["data/exports"]


async def test_each_change_of_what_is_searched_raises_the_generation(store: Store) -> None:
    await sync(Loaded((EXPORTS,), ()), store.shelf)
    generations = [await store.shelf.generation()]
    kept = await _keep(store, KEPT)
    assert kept is not None
    generations.append(await store.shelf.generation())
    async with store.begin() as work:
        await work.learned.write(Written(article=OURS, by=ANA, at=NINE, standing=Standing.LIVE))
    generations.append(await store.shelf.generation())
    async with store.begin() as work:
        await work.learned.drop_alternate(kept.id)
    generations.append(await store.shelf.generation())

    assert generations == sorted(set(generations))


async def test_the_same_alternate_is_not_kept_twice(store: Store) -> None:
    assert await _keep(store, KEPT)
    assert await _keep(store, replace(KEPT, by=NADIA)) is None


async def test_what_waits_for_a_lead_is_not_searched(store: Store) -> None:
    await sync(Loaded((EXPORTS,), ()), store.shelf)
    waiting = await _keep(store, replace(KEPT, standing=Standing.WAITING))
    async with store.begin() as work:
        await work.learned.write(Written(article=OURS, by=ANA, at=NINE))

    assert waiting
    assert await _questions(store) == {"exports": ("How large?",)}
    async with store.begin() as work:
        await work.learned.save_alternate(replace(waiting, standing=Standing.LIVE))
        await work.learned.write(Written(article=OURS, by=ANA, at=NINE, standing=Standing.LIVE))
    assert await _questions(store) == {"exports": ("How large?", KEPT.question), "people:webhooks": ()}


async def test_a_sync_neither_removes_nor_overwrites_what_people_wrote(store: Store) -> None:
    written = Written(article=OURS, by=ANA, at=NINE, standing=Standing.LIVE, conversation=7)
    async with store.begin() as work:
        await work.learned.write(written)

    report = await sync(Loaded((replace(OURS, body="Never.", digest="x"), EXPORTS), ()), store.shelf)
    await store.shelf.replace([], [OURS.id])

    assert report.removed == ()
    async with store.read() as reading:
        assert await reading.learned.written() == [written]
        assert await reading.learned.article(OURS.id) == OURS


async def test_an_article_people_wrote_goes_with_its_alternates_and_one_of_a_source_stays(
    store: Store,
) -> None:
    await sync(Loaded((EXPORTS,), ()), store.shelf)
    await _keep(store, replace(KEPT, article_id=OURS.id))
    async with store.begin() as work:
        await work.learned.write(Written(article=OURS, by=ANA, at=NINE))
        await work.learned.drop_written(OURS.id)
        await work.learned.drop_written(EXPORTS.id)

    async with store.read() as reading:
        assert await reading.learned.article(OURS.id) is None
        assert await reading.learned.alternates() == []
        assert await reading.learned.article(EXPORTS.id) == replace(EXPORTS, origin="")


async def test_a_mark_counts_once_a_person_and_a_review_keeps_the_history(store: Store) -> None:
    mark = Mark(article_id="exports", conversation=1, by=ANA, at=NINE)
    async with store.begin() as work:
        stored = [
            await work.learned.mark(mark),
            await work.learned.mark(replace(mark, at=after(5))),
            await work.learned.mark(replace(mark, conversation=2)),
            await work.learned.mark(replace(mark, article_id="invoices")),
        ]
        assert await work.learned.reviewed("exports", NADIA, after(9)) == 2
        assert await work.learned.reviewed("exports", NADIA, after(9)) == 0

    assert stored == [True, False, True, True]
    async with store.read() as reading:
        assert [each.article_id for each in await reading.learned.marks(running=True)] == ["invoices"]
        history = await reading.learned.marks(article="exports")
    assert {(each.by, each.reviewed_by, each.reviewed_at) for each in history} == {(ANA, NADIA, after(9))}


async def test_a_question_has_one_row_a_wait_and_newer_words_leave_its_group(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    asked = Unanswered(
        conversation=conversation.id,
        wait=1,
        text="Do webhooks retry?",
        language="en",
        at=NINE,
        listed=True,
        near=(Candidate(article_id="exports", title="Exports"),),
        excluded=("invoices",),
    )
    async with store.begin() as work:
        await work.learned.note(asked)
        gap = await work.learned.open_gap(Gap(opened_at=NINE))
        (stored,) = await work.learned.unanswered()
        await work.learned.put_into(stored.id, gap.id)
        await work.learned.note(replace(asked, listed=False))
        (same,) = await work.learned.unanswered(conversation=conversation.id)
        await work.learned.note(replace(asked, text="How often do webhooks retry?"))
        (newer,) = await work.learned.unanswered()

    assert same == replace(asked, id=stored.id, listed=False, gap=gap.id)
    assert (newer.text, newer.gap) == ("How often do webhooks retry?", None)
    async with store.begin() as work:
        closed = replace(gap, state=GapState.DISMISSED, closed_by=ANA, closed_at=after(1))
        await work.learned.save_gap(closed)
        await work.learned.settled(conversation.id, 1)
        assert await work.learned.gaps() == [closed]
        assert await work.learned.unanswered() == []


async def test_who_changed_what_is_in_the_audit_list(store: Store) -> None:
    async with store.begin() as work:
        await work.learned.record(ANA, NINE, "alternate of Exports", "", "why does my export stop")
        (told,) = await work.audit()

    assert (told.by, told.channel, told.after) == (ANA, "articles", "why does my export stop")


def test_an_article_reads_differently_to_the_index_once_it_has_another_alternate() -> None:
    from knowledge.articles import with_questions

    more: Article = with_questions(EXPORTS, ["How large?", "why does it stop"])

    assert more.questions == ("How large?", "why does it stop")
    assert more.digest != EXPORTS.digest
    assert with_questions(EXPORTS, ["How large?"]) is EXPORTS
