"""Promised times, problems, ratings and nudges come back from every kind of store as they were kept."""

from __future__ import annotations

from dataclasses import replace

from bot.aftercare.record import Problem, Promise, PromiseState, Rating, Report
from bot.nudging.caps import Past
from bot.ports import Store
from bot.record import Notice, NoticeKind, NoticeState, Result
from tests.store.given import ANA, NADIA, NINE, after, fresh


async def test_a_promise_is_found_by_who_has_to_keep_it_until_it_ended(store: Store) -> None:
    async with store.begin() as work:
        talk = await work.open(fresh(), None)
        promise = await work.aftercare.promised(
            Promise(conversation=talk.id, message="2", by=ANA, told_at=NINE, at=after(3600), words="by 10")
        )

    async with store.begin() as work:
        assert await work.aftercare.promises(by=ANA, open=True) == [promise]
        await work.aftercare.save_promise(replace(promise, state=PromiseState.KEPT, ended_at=after(60)))
        assert await work.aftercare.promises(by=ANA, open=True) == []
        assert (await work.aftercare.promises(since=NINE))[0].state is PromiseState.KEPT


async def test_a_message_promises_one_time(store: Store) -> None:
    async with store.begin() as work:
        talk = await work.open(fresh(), None)
        first = Promise(conversation=talk.id, message="2", by=ANA, told_at=NINE, at=after(60), words="a")
        await work.aftercare.promised(first)
        await work.aftercare.promised(replace(first, at=after(90), words="b"))

        assert [promise.words for promise in await work.aftercare.promises(conversation=talk.id)] == ["b"]


async def test_reporters_of_a_problem_are_kept_once_each(store: Store) -> None:
    async with store.begin() as work:
        talk = await work.open(fresh(), None)
        problem = await work.aftercare.open_problem(Problem(name="the import fails", by=ANA, at=NINE))
        report = Report(problem=problem.id, conversation=talk.id, by=ANA, at=NINE)
        await work.aftercare.report(report)
        await work.aftercare.report(report)

        assert await work.aftercare.reports(problem=problem.id) == [report]
        await work.aftercare.save_report(replace(report, told_at=after(5)))
        await work.aftercare.unreport(talk.id)
        assert [each.open for each in await work.aftercare.reports(conversation=talk.id)] == [False]


async def test_an_unreported_problem_is_forgotten_but_the_one_that_stays(store: Store) -> None:
    async with store.begin() as work:
        talk = await work.open(fresh(), None)
        for name in ("a", "b"):
            problem = await work.aftercare.open_problem(Problem(name=name, by=ANA, at=NINE))
            await work.aftercare.report(Report(problem=problem.id, conversation=talk.id, by=ANA, at=NINE))

        await work.aftercare.unreport(talk.id, but=(2,))

        assert [each.problem for each in await work.aftercare.reports(conversation=talk.id)] == [2]


async def test_a_conversation_is_rated_once(store: Store) -> None:
    async with store.begin() as work:
        talk = await work.open(fresh(), None)
        rating = await work.aftercare.ask_rating(Rating(conversation=talk.id, customer=NADIA, asked_at=NINE))
        assert rating
        again = await work.aftercare.ask_rating(
            Rating(conversation=talk.id, customer=NADIA, asked_at=after(9))
        )
        await work.aftercare.save_rating(replace(rating, good=False, words="slow", answered_at=after(3)))

        assert again is None
        (kept,) = await work.aftercare.ratings(customer=NADIA, since=NINE)
        assert (kept.good, kept.words) == (False, "slow")
        assert await work.aftercare.ratings(customer=NADIA, since=after(1)) == []


async def test_a_persons_nudges_are_what_they_were_shown_and_have_still_before_them(store: Store) -> None:
    async with store.begin() as work:
        talk = await work.open(fresh(), None)
        head = await work.plan(_notice(talk.id, "1", state=NoticeState.SHOWN, pushed_at=NINE))
        assert head
        part = await work.plan(_notice(talk.id, "2", state=NoticeState.SHOWN, pushed_at=NINE, head=head.id))
        assert part
        await work.save_notice(replace(part, state=NoticeState.DONE, result=Result.USED))
        await work.plan(_notice(talk.id, "3", told=None, shown_at=None))

        past = await work.aftercare.nudged(ANA, since=NINE)
        assert past == [
            Past(id=head.id, kind=NoticeKind.THANKS, shown_at=NINE, pushed_at=NINE, message=head.id),
            Past(
                id=part.id,
                kind=NoticeKind.THANKS,
                shown_at=NINE,
                pushed_at=NINE,
                message=head.id,
                result=Result.USED,
            ),
        ]
        assert [each.head for each in past] == [True, False]
        assert [each.id for each in await work.aftercare.nudges_of(ANA)] == [head.id]
        assert [each.id for each in await work.aftercare.parts(head.id)] == [part.id]
        assert [each.occasion for each in await work.aftercare.planned_for(ANA, until=after(1))] == ["3"]
        assert len(await work.aftercare.nudge_outcomes(NINE, after(1))) == 2


def _notice(conversation: int, occasion: str, **changes: object) -> Notice:
    notice = Notice(
        conversation=conversation,
        kind=NoticeKind.THANKS,
        occasion=occasion,
        due_at=NINE,
        to=(ANA,),
        shown_at=NINE,
        told=ANA,
    )
    return replace(notice, **changes)  # type: ignore[arg-type]  # the callers name Notice's own fields
