"""After the reply: confirm and thank, check in once, remind, and let quiet conversations end."""

from __future__ import annotations

from bot.card import Verb
from bot.conversation import Status
from tests.scenario.desk import ANA, DANA, MAYA, DeskInMemory, form_of, text_of


async def answered(desk: DeskInMemory) -> str:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    await desk.clicks(DANA, Verb.SEND)
    return root


async def test_that_worked_nudges_the_agent_to_confirm_and_thank(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    assert desk.nudges(DANA) == []

    await desk.minutes_pass(2.1)

    (nudge,) = desk.nudges(DANA)
    assert nudge.kind == "confirm"
    assert "Maya" in nudge.text
    assert nudge.actions[0].verb is Verb.USE_TEXT


async def test_the_nudges_words_reach_the_customer_only_when_the_agent_sends_them(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(2.1)
    (nudge,) = desk.nudges(DANA)
    assert len(desk.customer_sees) == 1

    ask = form_of(await desk.clicks(DANA, Verb.USE_TEXT, nudge))
    await desk.clicks(DANA, Verb.USE_TEXT, nudge, text=ask.form.fields[0].value)

    assert desk.customer_sees[-1] == nudge.text
    assert desk.nudges(DANA) == []


async def test_yes_to_that_question_confirms(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(2.1)
    (nudge,) = desk.nudges(DANA)
    await desk.clicks(DANA, Verb.USE_TEXT, nudge, text=nudge.text)

    await desk.minutes_pass(1)
    await desk.says(MAYA, "yes, all good now!", root=root)

    assert (await desk.conversation()).status is Status.CONFIRMED
    assert desk.card.state == "Solved, the customer confirmed"


async def test_asking_on_cancels_the_thanks(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(1)
    await desk.says(MAYA, "oh wait, now the dashboard is empty", root=root)

    await desk.minutes_pass(5)

    assert [nudge.kind for nudge in desk.nudges(DANA)] == ["follow_up"]


async def test_a_thanks_nudge_comes_once(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(3)
    await desk.says(MAYA, "works great!", root=root)
    await desk.minutes_pass(3)

    assert len(desk.nudges(DANA)) == 1


async def test_who_already_thanked_by_hand_is_not_nudged(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(1)
    await desk.says(DANA, "Glad to hear it, thank you Maya! All fine now?", root=root)

    await desk.minutes_pass(5)

    assert desk.nudges(DANA) == []


async def test_a_quiet_day_after_an_answer_offers_one_check_in_then_closes_silently(
    desk: DeskInMemory,
) -> None:
    await answered(desk)

    await desk.minutes_pass(24 * 60 + 5)
    (nudge,) = desk.nudges(DANA)
    assert nudge.kind == "check_in"

    await desk.minutes_pass(72 * 60 + 5)
    conversation = await desk.conversation()
    assert conversation.status is Status.CLOSED
    assert len(desk.customer_sees) == 1


async def test_a_reminder_comes_when_asked_for_and_says_why(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    form_of(await desk.clicks(DANA, Verb.REMIND))
    await desk.clicks(DANA, Verb.REMIND, minutes="30", reason="the log of the import")
    assert desk.nudges(DANA) == []

    await desk.minutes_pass(31)

    (nudge,) = desk.nudges(DANA)
    assert nudge.headline == "You asked to be reminded: the log of the import"


async def test_a_reminder_does_not_stop_the_clock(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    await desk.clicks(DANA, Verb.REMIND, minutes="240", reason="")

    await desk.minutes_pass(15)

    assert desk.alerts[0].level == "breach"


async def test_done_puts_a_nudge_away_and_later_brings_it_back(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(2.1)
    (nudge,) = desk.nudges(DANA)

    await desk.clicks(DANA, Verb.SNOOZE, nudge)
    assert desk.nudges(DANA) == []
    await desk.minutes_pass(61)
    (again,) = desk.nudges(DANA)
    assert text_of(await desk.clicks(DANA, Verb.DONE, again)) == "Done."

    assert desk.nudges(DANA) == []


async def test_a_customer_who_writes_again_reaches_the_person_who_answered(desk: DeskInMemory) -> None:
    root = await answered(desk)

    await desk.says(MAYA, "and how do I pick the year?", root=root)

    (nudge,) = desk.nudges(DANA)
    assert nudge.headline == "Maya wrote again after your reply."
    assert desk.nudges(ANA) == []


async def test_after_a_week_a_line_in_the_old_thread_opens_a_linked_conversation(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.clicks(DANA, Verb.RESOLVED)
    await desk.minutes_pass(9 * 24 * 60)

    await desk.says(MAYA, "the export fails again", root=root)

    latest = (await desk.conversations())[0]
    assert latest.id == 2
    assert latest.linked_to == 1
    assert not latest.first_contact


async def test_within_a_week_a_line_reopens_it_with_a_new_numbered_wait(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(25 * 60)
    assert (await desk.conversation()).status is Status.CLOSED

    await desk.says(MAYA, "the export fails again", root=root)

    conversation = await desk.conversation()
    assert conversation.status is Status.AWAITING_AGENT
    assert conversation.wait is not None
    assert conversation.wait.number == 2
