"""A customer who only says that our words arrived waits for nothing."""

from __future__ import annotations

import pytest

from bot.conversation import Status
from tests.scenario.desk import DANA, MAYA, DeskInMemory


async def answered(desk: DeskInMemory, words: str = "Export one year at a time, please.") -> str:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(2)
    await desk.says(DANA, words, root=root)
    return root


@pytest.mark.parametrize(
    "words",
    [
        "ok",
        "got it",
        "Great, I'll try that and let you know",
        "sure",
        "noted",
        "Okay, will do!",
        "alles klar",
    ],
)
async def test_a_customer_who_only_says_ok_starts_no_clock(desk: DeskInMemory, words: str) -> None:
    root = await answered(desk)

    await desk.says(MAYA, words, root=root)
    await desk.minutes_pass(65)

    assert (await desk.conversation()).status is Status.AWAITING_CUSTOMER
    assert desk.alerts == []
    assert desk.nudges(DANA) == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("ok, but it still fails", id="but it fails"),
        pytest.param("ok, and where is that?", id="and asks"),
        pytest.param("got it, the button is grey for the whole team", id="and tells more"),
    ],
)
async def test_whoever_says_ok_and_more_waits_for_us(desk: DeskInMemory, words: str) -> None:
    root = await answered(desk)

    await desk.says(MAYA, words, root=root)

    assert (await desk.conversation()).wait


async def test_ok_to_a_question_of_ours_is_an_answer_that_somebody_reads(desk: DeskInMemory) -> None:
    root = await answered(desk, "May I restart your export?")

    await desk.says(MAYA, "sure", root=root)

    assert (await desk.conversation()).wait


async def test_ok_ends_no_wait_that_runs(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "and where is that option?", root=root)

    await desk.says(MAYA, "ok", root=root)

    assert (await desk.conversation()).status is Status.AWAITING_AGENT


async def test_an_ok_edited_into_trouble_waits_from_the_edit(desk: DeskInMemory) -> None:
    root = await answered(desk)
    line = await desk.says(MAYA, "ok", root=root)

    await desk.edits(line, "ok, it still fails with error 413")

    assert (await desk.conversation()).wait
