"""After a confirmed solution: one question, two buttons, the asker's answer only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.card import RatingAsked, Verb
from tests.scenario.desk import ANA, DANA, KEN, MAYA, DeskInMemory


@pytest.fixture
async def rated(desk: DeskInMemory) -> DeskInMemory:
    """The channel asks how it was."""
    await desk.sets(rating=True)
    return desk


async def confirmed(desk: DeskInMemory, text: str = "my export fails with error 413") -> str:
    root = await desk.says(MAYA, text)
    await desk.seconds_pass(30)
    await desk.says(DANA, "Thank you for asking. Export one year at a time.", root=root)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(3)
    await desk.says(DANA, "Good. Does everything work as you expected now?", root=root)
    await desk.says(MAYA, "yes, all good now!", root=root)
    return root


def questions(desk: DeskInMemory) -> list[RatingAsked]:
    return [view for place, view in desk.chat.staff_see.values() if isinstance(view, RatingAsked)]


async def test_ten_to_fifteen_minutes_after_the_customer_confirmed_the_bot_asks_them_alone(
    rated: DeskInMemory,
) -> None:
    await confirmed(rated)
    await rated.minutes_pass(10)
    assert questions(rated) == []

    await rated.minutes_pass(5)

    (question,) = questions(rated)
    assert [label for _, label in question.choices] == ["It helped", "Not really"]
    assert [place for place, view in rated.chat.staff_see.values() if view is question] == [MAYA.id]
    assert "bot" in question.note


async def test_who_is_here_for_the_first_time_is_asked_about_the_first_reply(rated: DeskInMemory) -> None:
    await confirmed(rated)
    await rated.minutes_pass(15)

    (question,) = questions(rated)
    assert question.question == "How was our first reply?"


async def test_it_is_off_by_default(desk: DeskInMemory) -> None:
    await confirmed(desk)
    await desk.minutes_pass(30)

    assert questions(desk) == []


async def test_every_answer_is_thanked_and_ends_the_question(rated: DeskInMemory) -> None:
    await confirmed(rated)
    await rated.minutes_pass(15)

    told = await rated.rooms.desk.rate(questions(rated)[0].rating_id, MAYA.id, "good")
    await rated.settle()

    assert told.ok
    assert "hank" in told.text
    assert questions(rated)[0].choices == ()
    assert questions(rated)[0].thanks == told.text


async def test_nobody_but_the_asker_can_answer(rated: DeskInMemory) -> None:
    await confirmed(rated)
    await rated.minutes_pass(15)

    for other in (KEN.id, DANA.id, ANA.id):
        told = await rated.rooms.desk.rate(questions(rated)[0].rating_id, other, "good")
        assert told.text == "Only the person who asked can answer this."
    assert questions(rated)[0].choices != ()


async def test_a_bad_answer_reaches_the_lead_at_once_with_words_to_follow_up(rated: DeskInMemory) -> None:
    await confirmed(rated)
    await rated.minutes_pass(15)

    await rated.rooms.desk.rate(questions(rated)[0].rating_id, MAYA.id, "bad", "took far too long")
    await rated.settle()

    (nudge,) = rated.nudges(ANA)
    assert nudge.headline == "Maya says that it did not go well. Follow up personally?"
    assert nudge.text
    assert nudge.actions[0].verb is Verb.USE_TEXT


async def test_silence_is_neither_good_nor_bad(rated: DeskInMemory) -> None:
    await confirmed(rated)
    await rated.minutes_pass(3 * 24 * 60)

    async with rated.rooms.store.read() as reading:
        (rating,) = await reading.aftercare.ratings(since=rated.clock.now() - timedelta(days=7))
    assert rating.good is None
    assert rating.answered_at is None


async def test_pain_22_a_customer_is_asked_once_in_two_weeks(rated: DeskInMemory) -> None:
    await confirmed(rated)
    await rated.minutes_pass(8 * 24 * 60)
    await confirmed(rated)
    await rated.minutes_pass(60)
    assert len(questions(rated)) == 1

    await rated.minutes_pass(14 * 24 * 60)
    await confirmed(rated)
    await rated.minutes_pass(60)

    assert len(questions(rated)) == 2


async def test_who_asks_on_before_the_question_comes_is_not_asked(rated: DeskInMemory) -> None:
    root = await confirmed(rated)
    await rated.minutes_pass(5)
    await rated.says(MAYA, "oh no, now the dashboard is empty", root=root)

    await rated.minutes_pass(60)

    assert questions(rated) == []


@pytest.mark.parametrize(
    "text",
    [
        "I can see the data of another customer in my export, is this a leak?",
        "My lawyer will contact you about the export, we will sue",
        "you are idiots, my export fails with error 413",
        "stop messaging me about it, my export fails with error 413",
    ],
    ids=["security", "legal", "abuse", "leave me alone"],
)
async def test_nobody_is_asked_how_it_was_after(rated: DeskInMemory, text: str) -> None:
    await confirmed(rated, text)
    await rated.minutes_pass(60)

    assert questions(rated) == []
