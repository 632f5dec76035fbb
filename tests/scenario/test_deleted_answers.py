"""Our own answer, deleted by hand: the customer waits again, unless something else of ours stands."""

from __future__ import annotations

from bot.card import Verb
from bot.conversation import Status
from tests.scenario.desk import ANA, DANA, MAYA, DeskInMemory, text_of


async def asked(desk: DeskInMemory) -> str:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(2)
    return root


async def test_a_customer_whose_only_answer_was_deleted_waits_from_the_first_line(desk: DeskInMemory) -> None:
    root = await asked(desk)
    answer = await desk.says(DANA, "Hi Ken, your invoice is on its way.", root=root)

    await desk.deletes(answer)
    await desk.minutes_pass(14)

    conversation = await desk.conversation()
    assert conversation.status is Status.OPEN
    assert conversation.first_response is None
    assert [alert.headline for alert in desk.alerts] == ["Maya has waited 15 min (target 15 min)"]
    assert desk.card.draft


async def test_an_alert_that_was_answered_stands_again_once_the_answer_is_deleted(desk: DeskInMemory) -> None:
    root = await asked(desk)
    await desk.minutes_pass(20)
    answer = await desk.says(DANA, "Hi Ken, your invoice is on its way.", root=root)

    await desk.deletes(answer)

    assert [alert.over for alert in desk.alerts] == [None]


async def test_the_first_response_stays_where_another_line_of_ours_stands(desk: DeskInMemory) -> None:
    root = await asked(desk)
    answer = await desk.says(DANA, "Hm, which expotr?", root=root)
    first = (await desk.conversation()).first_response
    await desk.says(DANA, "Export one year at a time, please.", root=root)

    await desk.deletes(answer)

    conversation = await desk.conversation()
    assert conversation.wait is None
    assert conversation.first_response == first


async def test_an_old_answer_of_a_solved_question_may_be_deleted(desk: DeskInMemory) -> None:
    root = await asked(desk)
    answer = await desk.says(DANA, "Export one year at a time, please.", root=root)
    await desk.says(MAYA, "That worked, great!", root=root)

    await desk.deletes(answer)

    assert (await desk.conversation()).wait is None


async def test_a_sent_draft_that_is_deleted_by_hand_is_back_on_the_card(desk: DeskInMemory) -> None:
    await asked(desk)
    await desk.clicks(DANA, Verb.SEND)
    (posting,) = desk.chat.customers_see

    await desk.deletes(posting.id)

    assert (await desk.conversation()).wait
    assert desk.card.draft == posting.text


async def test_why_is_this_late_tells_that_the_answer_was_taken_back(desk: DeskInMemory) -> None:
    root = await asked(desk)
    await desk.deletes(await desk.says(DANA, "Hi Ken, your invoice is on its way.", root=root))
    await desk.seconds_pass(90)

    told = text_of(await desk.clicks(ANA, Verb.WHY))

    assert "Dana took the reply back: the wait goes on from its first line." in told
