"""What the desk learns with a person's yes: alternates, wrong sources, answers by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.business_hours.hours import Hours
from bot.card import Answered, Cited, Verb
from bot.learning.evening import FEWEST_WORDS, end_of_day
from bot.messages import Person, Role
from bot.record import NoticeKind
from knowledge import Loaded, make_article, sync
from knowledge.learned import Alternate, Mark, Standing, Unanswered, Written
from knowledge.ports import Band
from tests.scenario.desk import (
    ANA,
    DANA,
    DASHBOARD,
    EXPORT,
    KEN,
    MAYA,
    MONDAY_NINE,
    ArticlesInMemory,
    DeskInMemory,
    form_of,
    text_of,
)

EXPORT_ARTICLE = make_article(id=EXPORT.article_id, title=EXPORT.title, body=EXPORT.passage, url=EXPORT.url)
DASHBOARD_ARTICLE = make_article(id=DASHBOARD.article_id, title=DASHBOARD.title, body=DASHBOARD.passage)
BURST = "hi, Maya Brown here. why does my export of order A-99812 fail with error 413? mail me: maya@acme.io"
MASKED = "why does my export of order [number] fail with error 413?"
BY_HAND = (
    "You can rotate my webhook secret under Settings, Webhooks, Rotate. The old one keeps working for a "
    "day, Ken, so nothing is lost meanwhile."
)


@pytest.fixture(autouse=True)
async def shelf(desk: DeskInMemory) -> None:
    """Put what the desk's search finds on the shelf."""
    await sync(Loaded((EXPORT_ARTICLE, DASHBOARD_ARTICLE), ()), desk.rooms.store.shelf)


async def answered(desk: DeskInMemory, burst: str = BURST) -> None:
    """Maya asks, and Dana sends the article's draft as it is."""
    await desk.says(MAYA, burst)
    await desk.minutes_pass(1)
    await desk.clicks(DANA, Verb.SEND)


async def alternates(desk: DeskInMemory) -> list[Alternate]:
    async with desk.rooms.store.read() as reading:
        return await reading.learned.alternates()


async def open_questions(desk: DeskInMemory) -> list[Unanswered]:
    async with desk.rooms.store.read() as reading:
        return await reading.learned.unanswered()


def verbs(desk: DeskInMemory) -> set[Verb]:
    return {action.verb for action in desk.card.actions}


# -- keep as alternate


async def test_a_sent_answer_offers_to_keep_the_question_behind_more(desk: DeskInMemory) -> None:
    await answered(desk)

    action = next(action for action in desk.card.actions if action.verb is Verb.KEEP)

    assert desk.card.folded
    assert (action.label, action.more) == ("Keep question for “Export fails with error 413”", True)


async def test_the_question_is_shown_masked_and_condensed_before_it_is_kept(desk: DeskInMemory) -> None:
    await answered(desk)

    ask = form_of(await desk.clicks(DANA, Verb.KEEP))

    assert ask.form.fields[0].value == MASKED
    assert await alternates(desk) == []


async def test_a_kept_question_is_an_alternate_with_who_and_when(desk: DeskInMemory) -> None:
    await answered(desk)
    before = await desk.rooms.store.shelf.generation()

    told = text_of(await desk.clicks(DANA, Verb.KEEP, question=MASKED))

    (kept,) = await alternates(desk)
    assert "Export fails with error 413" in told
    assert (kept.question, kept.by, kept.at, kept.conversation) == (MASKED, DANA.id, desk.clock.now(), 1)
    assert kept.standing is Standing.LIVE
    assert await desk.rooms.store.shelf.generation() > before
    found = {article.id: article.questions for article in await desk.rooms.store.shelf.articles()}
    assert found[EXPORT.article_id] == (MASKED,)
    assert Verb.KEEP not in verbs(desk)


async def test_what_an_agent_types_back_in_is_masked_again(desk: DeskInMemory) -> None:
    await answered(desk)

    await desk.clicks(DANA, Verb.KEEP, question="why does Maya Brown's export fail, mail maya@acme.io?")

    (kept,) = await alternates(desk)
    assert kept.question == "why does [name]'s export fail, mail [email]?"


async def test_the_same_question_in_other_words_is_not_kept_twice(desk: DeskInMemory) -> None:
    await answered(desk)
    await desk.clicks(DANA, Verb.KEEP, question="why does the export stop halfway?")
    await answered(desk, "my exports stop halfway, error 413")

    outcome = await desk.clicks(DANA, Verb.KEEP, question="Exports stop halfway, why?")

    assert isinstance(outcome, Answered)
    assert not outcome.ok
    assert "has that question already" in outcome.text
    assert len(await alternates(desk)) == 1


async def test_a_rewritten_reply_offers_nothing(desk: DeskInMemory) -> None:
    await desk.says(MAYA, BURST)
    await desk.minutes_pass(1)

    await desk.clicks(DANA, Verb.EDIT, text="Please call us, we will look at your file together.")

    assert Verb.KEEP not in verbs(desk)


async def test_security_and_legal_questions_are_never_kept(desk: DeskInMemory) -> None:
    await answered(desk, "our export key was leaked, somebody hacked our account and reads the error log")
    assert desk.card.folded

    outcome = await desk.clicks(DANA, Verb.KEEP, question="our export key was leaked")

    assert Verb.KEEP not in verbs(desk)
    assert isinstance(outcome, Answered)
    assert not outcome.ok
    assert await alternates(desk) == []


# -- wrong sources


async def wrong(desk: DeskInMemory, times: int, first: int = 0) -> None:
    for number in range(first, first + times):
        customer = Person(id=f"memory:c{number}", name=f"Customer {number}", role=Role.CUSTOMER)
        desk.chat.people[customer.id] = customer
        await desk.says(customer, "the export fails")
        await desk.minutes_pass(1)
        await desk.clicks(DANA, Verb.OTHER_SOURCE)


async def marks(desk: DeskInMemory, *, running: bool = False) -> list[Mark]:
    async with desk.rooms.store.read() as reading:
        return await reading.learned.marks(running=running)


async def test_each_wrong_source_is_marked_with_who_and_where(desk: DeskInMemory) -> None:
    await wrong(desk, 2)

    assert [(mark.article_id, mark.conversation, mark.by) for mark in await marks(desk)] == [
        (EXPORT.article_id, 1, DANA.id),
        (EXPORT.article_id, 2, DANA.id),
    ]
    assert desk.nudges(ANA) == []


async def test_the_third_mark_tells_the_lead_once(desk: DeskInMemory) -> None:
    await wrong(desk, 5)

    (nudge,) = desk.nudges(ANA)

    assert nudge.kind == "review"
    assert "was called a wrong source 3 times" in nudge.headline
    assert nudge.source == Cited(title=EXPORT.title, url=EXPORT.url, internal=False)


async def test_a_review_keeps_the_history_and_counts_anew(desk: DeskInMemory) -> None:
    await wrong(desk, 3)
    (nudge,) = desk.nudges(ANA)
    assert "Only a lead" in text_of(await desk.clicks(DANA, Verb.REVIEWED, nudge))

    await desk.clicks(ANA, Verb.REVIEWED, nudge)

    assert desk.nudges(ANA) == []
    assert await marks(desk, running=True) == []
    assert {(mark.reviewed_by, mark.reviewed_at) for mark in await marks(desk)} == {
        (ANA.id, desk.clock.now())
    }


async def test_three_more_marks_after_a_review_tell_the_lead_again(desk: DeskInMemory) -> None:
    await wrong(desk, 3)
    await desk.clicks(ANA, Verb.REVIEWED, desk.nudges(ANA)[0])

    await wrong(desk, 3, first=3)

    assert len(desk.nudges(ANA)) == 1


# -- unanswered questions


async def test_a_question_without_an_article_is_noted_masked(desk: DeskInMemory) -> None:
    await desk.says(KEN, "Hello, this is Ken Sato from Globex. How do I rotate my webhook secret?")
    await desk.minutes_pass(1)

    (asked,) = await open_questions(desk)

    assert (asked.text, asked.language, asked.listed) == ("How do I rotate my webhook secret?", "en", True)
    assert (asked.conversation, asked.wait, asked.at) == (1, 1, MONDAY_NINE)


async def test_a_burst_that_ends_in_an_answerable_question_is_no_gap(desk: DeskInMemory) -> None:
    await desk.says(KEN, "How do I rotate my webhook secret?")
    await desk.minutes_pass(1)
    await desk.says(KEN, "and my export fails with error 413")
    await desk.minutes_pass(1)

    assert await open_questions(desk) == []


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("hello!", id="a greeting"),
        pytest.param("you are the best team ever, wonderful work", id="praise"),
        pytest.param("somebody hacked our account, our password was leaked", id="a security report"),
        pytest.param("our lawyer will sue you for this data breach", id="a legal threat"),
    ],
)
async def test_nothing_else_joins_the_gap_list(desk: DeskInMemory, line: str) -> None:
    await desk.says(KEN, line)
    await desk.minutes_pass(2)

    assert await open_questions(desk) == []


async def test_an_unsure_source_that_was_wrong_joins_the_gap_list(
    desk: DeskInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = ArticlesInMemory.search

    async def unsure(self: ArticlesInMemory, text: str, **options: object) -> object:
        sure = await found(self, text, **options)  # type: ignore[arg-type]
        return replace(sure, band=Band.UNSURE if sure.sources else Band.NONE)

    monkeypatch.setattr(ArticlesInMemory, "search", unsure)
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    (before,) = await open_questions(desk)

    await desk.clicks(DANA, Verb.OTHER_SOURCE)

    (after,) = await open_questions(desk)
    assert (before.listed, after.listed) == (False, True)
    assert after.excluded == (EXPORT.article_id,)


async def test_a_question_whose_lines_were_deleted_is_gone(desk: DeskInMemory) -> None:
    line = await desk.says(KEN, "How do I rotate my webhook secret?")
    await desk.minutes_pass(1)

    await desk.deletes(line)

    assert await open_questions(desk) == []


# -- the end of the day


async def by_hand(desk: DeskInMemory, times: int = 1, text: str = BY_HAND) -> None:
    for number in range(times):
        customer = Person(id=f"memory:k{number}", name="Ken", role=Role.CUSTOMER)
        desk.chat.people[customer.id] = customer
        root = await desk.says(customer, f"How do I rotate webhook secret {number} in my account?")
        await desk.minutes_pass(2)
        await desk.says(DANA, text, root=root)


async def written(desk: DeskInMemory) -> list[Written]:
    async with desk.rooms.store.read() as reading:
        return await reading.learned.written()


async def test_answers_by_hand_are_offered_once_at_the_end_of_the_day(desk: DeskInMemory) -> None:
    await by_hand(desk, 7)
    await desk.minutes_pass(60)
    assert desk.nudges(DANA) == []

    await desk.minutes_pass(8 * 60)

    (nudge,) = desk.nudges(DANA)
    assert nudge.headline == "You wrote 5 answers today that no article gives. Keep any for the team?"
    assert nudge.text.splitlines()[0] == "1. How do I rotate webhook secret 6 in my account?"
    assert nudge.text.count("\n") == 4
    assert desk.nudges(ANA) == []


async def test_an_answer_that_came_before_any_draft_is_offered_too(desk: DeskInMemory) -> None:
    root = await desk.says(KEN, "How do I rotate a webhook secret in my account?")
    await desk.seconds_pass(5)
    await desk.says(DANA, BY_HAND, root=root)

    await desk.minutes_pass(9 * 60)

    (nudge,) = desk.nudges(DANA)
    assert nudge.text == "1. How do I rotate a webhook secret in my account?"


async def test_an_early_answer_that_an_article_gives_is_not_offered(desk: DeskInMemory) -> None:
    root = await desk.says(KEN, "Why does my export fail with error 413?")
    await desk.seconds_pass(5)
    await desk.says(DANA, BY_HAND, root=root)

    await desk.minutes_pass(9 * 60)

    assert [nudge for nudge in desk.nudges(DANA) if nudge.kind == "evening"] == []


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        pytest.param("And how do I rotate a webhook secret in my account?", 1, id="no article gives it"),
        pytest.param("And why does my export fail with error 413?", 0, id="an article gives it"),
    ],
)
async def test_a_later_question_answered_before_its_draft_is_offered_if(
    desk: DeskInMemory, said: str, offered: int
) -> None:
    root = await desk.says(KEN, "Why does my dashboard show the last month alone?")
    await desk.minutes_pass(1)
    await desk.says(DANA, "It shows 30 days.", root=root)
    await desk.minutes_pass(60)
    await desk.says(KEN, said, root=root)
    await desk.seconds_pass(5)
    await desk.says(DANA, BY_HAND, root=root)

    await desk.minutes_pass(8 * 60)

    evening = [nudge.text for nudge in desk.nudges(DANA) if nudge.kind == "evening"]
    assert evening == [f"1. {said}"] * offered


async def test_the_offer_comes_when_the_channel_closes(desk: DeskInMemory) -> None:
    await desk.sets(hours=Hours.parse("Mon-Fri 08:00-12:00,13:00-15:00", "UTC"))
    await by_hand(desk)

    await desk.minutes_pass(5 * 60 + 50)
    assert desk.nudges(DANA) == []
    await desk.minutes_pass(10)

    assert len(desk.nudges(DANA)) == 1


async def test_a_saved_answer_is_a_masked_draft_that_nobody_finds_before_a_lead_says_yes(
    desk: DeskInMemory,
) -> None:
    await by_hand(desk)
    await desk.minutes_pass(9 * 60)
    (nudge,) = desk.nudges(DANA)
    ask = form_of(await desk.clicks(DANA, Verb.SAVE_ANSWERS, nudge))
    assert [value for value, _ in ask.form.fields[0].choices] == ["no", "article"]
    assert "[name]" in ask.form.notes[1]

    await desk.clicks(DANA, Verb.SAVE_ANSWERS, nudge, **{ask.form.fields[0].name: "article"})

    (saved,) = await written(desk)
    assert saved.article.title == "How do I rotate webhook secret 0 in my account?"
    assert "Ken" not in saved.article.body
    assert (saved.article.audience, saved.standing, saved.by) == ("internal", Standing.WAITING, DANA.id)
    assert saved.article.id not in {each.id for each in await desk.rooms.store.shelf.articles()}
    assert desk.nudges(DANA) == []


async def test_no_saves_nothing(desk: DeskInMemory) -> None:
    await by_hand(desk)
    await desk.minutes_pass(9 * 60)
    (nudge,) = desk.nudges(DANA)
    (field,) = form_of(await desk.clicks(DANA, Verb.SAVE_ANSWERS, nudge)).form.fields
    assert field.value == "no"

    await desk.clicks(DANA, Verb.SAVE_ANSWERS, nudge, **{field.name: "no"})

    assert await written(desk) == []
    assert await alternates(desk) == []
    assert desk.nudges(DANA) == []


async def test_an_answer_may_become_a_question_of_the_nearest_article_and_waits_for_a_lead(
    desk: DeskInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = ArticlesInMemory.search

    async def unsure(self: ArticlesInMemory, text: str, **options: object) -> object:
        return replace(await found(self, text, **options), band=Band.NONE)  # type: ignore[arg-type]

    monkeypatch.setattr(ArticlesInMemory, "search", unsure)
    root = await desk.says(KEN, "How do I read the webhook log?")
    await desk.minutes_pass(2)
    await desk.says(DANA, BY_HAND, root=root)
    await desk.minutes_pass(9 * 60)
    (nudge,) = desk.nudges(DANA)
    (field,) = form_of(await desk.clicks(DANA, Verb.SAVE_ANSWERS, nudge)).form.fields
    assert ("for:dashboard", "Question for “Read the dashboard”") in field.choices

    await desk.clicks(DANA, Verb.SAVE_ANSWERS, nudge, **{field.name: "for:dashboard"})

    (kept,) = await alternates(desk)
    assert (kept.article_id, kept.standing) == ("dashboard", Standing.WAITING)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("On it, one moment please!", id="a short answer"),
        pytest.param(" ".join(["ok"] * (FEWEST_WORDS - 1)), id="one word short of an answer"),
    ],
)
async def test_short_answers_are_not_offered(desk: DeskInMemory, text: str) -> None:
    await by_hand(desk, text=text)

    await desk.minutes_pass(12 * 60)

    assert desk.nudges(DANA) == []


async def test_an_answer_to_what_an_article_settles_is_not_offered(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    await desk.says(DANA, BY_HAND, root=root)

    await desk.minutes_pass(12 * 60)

    assert desk.nudges(DANA) == []


async def test_an_offer_whose_answers_are_gone_is_not_made(desk: DeskInMemory) -> None:
    line = await desk.says(KEN, "How do I rotate my webhook secret?")
    await desk.minutes_pass(2)
    answer = await desk.says(DANA, BY_HAND, root=line)
    await desk.deletes(answer)

    await desk.minutes_pass(12 * 60)

    assert desk.nudges(DANA) == []
    async with desk.rooms.store.read() as reading:
        (notice,) = await reading.notices(kind=NoticeKind.EVENING)
    assert notice.outcome == "nothing to keep"


def test_where_a_channel_never_closes_the_day_ends_at_five_for_whoever_wrote() -> None:
    always = Hours.parse("always", "UTC")

    assert end_of_day(always, "America/New_York", MONDAY_NINE) == MONDAY_NINE.replace(hour=22)
    assert end_of_day(always, "UTC", MONDAY_NINE + timedelta(hours=9)) == MONDAY_NINE.replace(day=3, hour=17)
