"""Another customer answers: alerts rest, the clock runs on, and it is no first response of ours."""

from __future__ import annotations

import pytest

from bot.card import Verb
from tests.scenario.desk import ANA, KEN, MAYA, DeskInMemory, text_of

ANSWER = "You have to export one year at a time, then it works."


async def asked(desk: DeskInMemory) -> str:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(2)
    return root


async def test_another_customers_answer_rests_the_alerts_and_is_no_first_response(desk: DeskInMemory) -> None:
    root = await asked(desk)

    await desk.says(KEN, ANSWER, root=root)
    await desk.minutes_pass(40)

    assert desk.alerts == []
    (conversation,) = await desk.conversations()
    assert conversation.first_response is None
    assert conversation.wait
    assert desk.card.notes == ("Helped by Ken, another customer: alerts rest, the clock runs.",)


async def test_after_an_hour_without_a_word_the_alerts_are_back(desk: DeskInMemory) -> None:
    root = await asked(desk)

    await desk.says(KEN, ANSWER, root=root)
    await desk.minutes_pass(61)

    (alert,) = desk.alerts
    assert alert.headline == "Maya has waited 1 h 2 min (target 15 min)"


async def test_a_customer_whom_it_did_not_help_brings_the_alerts_back_at_once(desk: DeskInMemory) -> None:
    root = await asked(desk)
    await desk.says(KEN, ANSWER, root=root)
    await desk.minutes_pass(20)

    await desk.says(MAYA, "no, it still fails with error 413", root=root)
    await desk.minutes_pass(1)

    (alert,) = desk.alerts
    assert alert.over is None


async def test_a_customer_whom_it_helped_says_so_and_waits_no_longer(desk: DeskInMemory) -> None:
    root = await asked(desk)
    await desk.says(KEN, ANSWER, root=root)

    await desk.says(MAYA, "never mind, fixed it", root=root)

    (conversation,) = await desk.conversations()
    assert conversation.wait is None
    assert conversation.first_response is None


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("same here", id="has it, too"),
        pytest.param("How did you solve that in the end?", id="asks"),
        pytest.param("my export fails with error 413 as well", id="has the same trouble"),
        pytest.param("thanks a lot", id="thanks"),
    ],
)
async def test_what_answers_nothing_rests_nothing(desk: DeskInMemory, line: str) -> None:
    root = await asked(desk)

    await desk.says(KEN, line, root=root)
    await desk.minutes_pass(16)

    assert [alert.over for alert in desk.alerts] == [None]


async def test_an_answer_after_ours_starts_no_clock(desk: DeskInMemory) -> None:
    root = await asked(desk)
    await desk.says(ANA, "Export one year at a time.", root=root)

    await desk.says(KEN, ANSWER, root=root)

    (conversation,) = await desk.conversations()
    assert conversation.wait is None


async def test_why_is_this_late_tells_who_helped(desk: DeskInMemory) -> None:
    root = await asked(desk)
    await desk.says(KEN, ANSWER, root=root)
    await desk.says(MAYA, "no, it still fails with error 413", root=root)

    told = text_of(await desk.clicks(ANA, Verb.WHY))

    assert "Ken, another customer, answered: alerts rest until" in told
    assert "Maya asked on: alerts no longer rest." in told
