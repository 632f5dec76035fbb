"""Another customer answers: alerts rest, the clock runs on, and it is no first response of ours."""

from __future__ import annotations

import pytest

from bot.card import Verb
from bot.messages import Person, Role
from tests.scenario.desk import ANA, DANA, KEN, MAYA, DeskInMemory, text_of

ANSWER = "You have to export one year at a time, then it works."
TOM = Person(id="memory:tom", name="Tom", role=Role.CUSTOMER)


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
    assert desk.card.notes == ()


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
        pytest.param("It happens to me in Safari as well.", id="has it elsewhere, too"),
        pytest.param("I would also like a refund for our team", id="wants something, too"),
        pytest.param("The whole team is still waiting on this one.", id="waits, too"),
        pytest.param("Yes, it is still happening with the new version.", id="says that it goes on"),
        pytest.param("You have to fix this before Friday.", id="demands it of us"),
    ],
)
async def test_what_answers_nothing_rests_nothing(desk: DeskInMemory, line: str) -> None:
    root = await asked(desk)

    await desk.says(KEN, line, root=root)
    await desk.minutes_pass(16)

    assert [alert.over for alert in desk.alerts] == [None]


async def test_a_colleague_of_the_asker_who_answers_our_question_waits_for_us(desk: DeskInMemory) -> None:
    root = await asked(desk)
    await desk.says(DANA, "Could you send us the log file, please?", root=root)

    await desk.says(KEN, "Here is the log file you asked for.", root=root)
    await desk.minutes_pass(31)

    (alert,) = desk.alerts
    assert alert.headline == "Maya has waited 30 min (target 30 min)"


async def test_a_customers_answer_while_the_asker_waits_again_rests_nothing(desk: DeskInMemory) -> None:
    root = await asked(desk)
    await desk.says(ANA, "Export one year at a time.", root=root)
    await desk.says(MAYA, "and where is that option?", root=root)

    await desk.says(KEN, "You have to open the menu, it is below Reports.", root=root)
    await desk.minutes_pass(31)

    assert [alert.over for alert in desk.alerts] == [None]


async def test_what_is_urgent_rests_for_nobodys_advice(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "URGENT: our whole production is down, the export fails!")
    await desk.minutes_pass(2)

    await desk.says(KEN, ANSWER, root=root)
    await desk.minutes_pass(15)

    assert [alert.over for alert in desk.alerts] == [None]


async def test_advice_that_came_before_we_saw_how_urgent_it_is_rests_nothing(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "URGENT: our whole production is down, the export fails!")

    await desk.says(KEN, ANSWER, root=root)
    await desk.minutes_pass(17)

    assert [alert.over for alert in desk.alerts] == [None]


async def test_advice_rests_the_alerts_once_a_wait(desk: DeskInMemory) -> None:
    root = await asked(desk)
    for _ in range(2):
        await desk.says(KEN, ANSWER, root=root)
        await desk.minutes_pass(40)

    assert [alert.over for alert in desk.alerts] == [None]


async def test_a_third_customer_who_has_it_as_well_brings_the_alerts_back(desk: DeskInMemory) -> None:
    root = await asked(desk)
    await desk.says(KEN, ANSWER, root=root)
    await desk.minutes_pass(20)
    desk.chat.people[TOM.id] = TOM

    await desk.says(TOM, "it still fails with error 413 for our team", root=root)
    await desk.minutes_pass(1)

    assert [alert.over for alert in desk.alerts] == [None]


async def test_advice_moves_no_time_that_a_lead_set(desk: DeskInMemory) -> None:
    root = await asked(desk)
    await desk.minutes_pass(12)
    await desk.clicks(ANA, Verb.SNOOZE, desk.alerts[0], minutes="240", reason="the vendor answers at noon")
    until = (await desk.conversation()).snoozed_until

    await desk.says(KEN, ANSWER, root=root)
    await desk.says(MAYA, "any news on this?", root=root)

    assert (await desk.conversation()).snoozed_until == until


async def test_an_alert_that_stands_says_until_when_it_rests(desk: DeskInMemory) -> None:
    root = await asked(desk)
    await desk.minutes_pass(12)

    await desk.says(KEN, ANSWER, root=root)

    (alert,) = desk.alerts
    assert alert.late == "Another customer answered: alerts rest until 10:14."


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
    assert "Maya still waits: alerts no longer rest." in told
