"""A time that a reply tells the customer: shown before, reminded of, kept or broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.aftercare.record import PromiseState
from bot.card import Verb
from bot.roster.duty import Duty, State
from tests.scenario.desk import ANA, DANA, MAYA, DeskInMemory, form_of, text_of

PROMISE = "Hi Maya, Dana here. I'm reading the log now. Next message by 10:00."


async def promised(desk: DeskInMemory, text: str = PROMISE) -> str:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.seconds_pass(30)
    await desk.says(DANA, text, root=root)
    return root


async def state(desk: DeskInMemory) -> list[PromiseState]:
    async with desk.rooms.store.read() as reading:
        return [promise.state for promise in await reading.aftercare.promises(conversation=1)]


def kinds(desk: DeskInMemory) -> list[str]:
    return [nudge.kind for nudge in desk.nudges(DANA)]


async def test_a_time_written_by_hand_is_noted_with_its_owner(desk: DeskInMemory) -> None:
    await promised(desk)

    async with desk.rooms.store.read() as reading:
        (promise,) = await reading.aftercare.promises(by=DANA.id, open=True)
    assert promise.at == datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    assert promise.words == "by 10:00"


async def test_its_owner_is_reminded_ten_minutes_before(desk: DeskInMemory) -> None:
    await promised(desk)
    await desk.minutes_pass(49)
    assert kinds(desk) == []

    await desk.minutes_pass(1)

    (nudge,) = desk.nudges(DANA)
    assert nudge.kind == "promise_near"
    assert nudge.headline == "You told Maya 10:00. Send an update, even “not yet”?"
    assert nudge.text


async def test_a_further_line_in_time_keeps_it(desk: DeskInMemory) -> None:
    root = await promised(desk)
    await desk.minutes_pass(55)
    await desk.says(DANA, "Still reading. The second half takes longer.", root=root)

    await desk.minutes_pass(30)

    assert await state(desk) == [PromiseState.KEPT]
    assert kinds(desk) == []


async def test_five_minutes_late_is_still_kept(desk: DeskInMemory) -> None:
    root = await promised(desk)
    await desk.minutes_pass(64)
    await desk.says(DANA, "Here is what I found.", root=root)

    assert await state(desk) == [PromiseState.KEPT]


async def test_a_promise_that_nobody_keeps_is_broken_and_told_whatever_else_was_pushed(
    desk: DeskInMemory,
) -> None:
    await promised(desk)

    await desk.minutes_pass(66)

    assert await state(desk) == [PromiseState.BROKEN]
    assert "promise_passed" in kinds(desk)


async def test_a_line_after_that_does_not_mend_it(desk: DeskInMemory) -> None:
    root = await promised(desk)
    await desk.minutes_pass(70)
    await desk.says(DANA, "Sorry for the silence.", root=root)

    assert await state(desk) == [PromiseState.BROKEN]
    assert kinds(desk) == []


async def test_a_second_message_in_the_same_breath_keeps_nothing(desk: DeskInMemory) -> None:
    root = await promised(desk)
    await desk.seconds_pass(20)
    await desk.says(DANA, "And thanks for the file!", root=root)

    assert await state(desk) == [PromiseState.OPEN]


async def test_a_new_time_takes_the_place_of_the_old(desk: DeskInMemory) -> None:
    root = await promised(desk)
    await desk.minutes_pass(55)
    await desk.says(DANA, "Not yet. I'll write again by 11:00.", root=root)

    assert await state(desk) == [PromiseState.KEPT, PromiseState.OPEN]


async def test_a_customer_who_says_that_it_works_releases_us(desk: DeskInMemory) -> None:
    root = await promised(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)

    assert await state(desk) == [PromiseState.RELEASED]


async def test_an_edit_moves_the_promise(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    line = await desk.says(DANA, PROMISE, root=root)
    await desk.edits(line, "Next message by 12:00.")

    async with desk.rooms.store.read() as reading:
        (promise,) = await reading.aftercare.promises(open=True)
    assert promise.at.hour == 12


async def test_a_reply_taken_back_takes_its_promise_with_it(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    await desk.clicks(DANA, Verb.EDIT, text=PROMISE)
    await desk.clicks(DANA, Verb.EDIT, text=PROMISE)  # looked at twice: no setting gives that time
    assert await state(desk) == [PromiseState.OPEN]

    await desk.clicks(DANA, Verb.TAKE_BACK)

    assert await state(desk) == [PromiseState.RELEASED]


async def test_a_promise_is_shown_on_both_clocks_before_and_when_it_is_sent(desk: DeskInMemory) -> None:
    desk.chat.people[MAYA.id] = replace(MAYA, zone="Europe/Berlin")
    await desk.says(MAYA, "what is a SAML certificate for?")
    await desk.minutes_pass(1)
    assert desk.card.draft is not None
    assert desk.card.notes == ("This promises Maya an update by 10:45, your clock 09:45.",)

    form = form_of(await desk.clicks(DANA, Verb.EDIT)).form
    again = form_of(await desk.clicks(DANA, Verb.EDIT, text="I'll write by 15:00.")).form
    told = text_of(await desk.clicks(DANA, Verb.EDIT, text="I'll write by 15:00."))

    assert again.notes[0] == "This promises Maya an update by 15:00, your clock 14:00."
    assert form.notes[0] == "This promises Maya an update by 10:45, your clock 09:45."
    assert told == "Sending. This promises Maya an update by 15:00, your clock 14:00."
    assert desk.card.notes == ("Dana told Maya 14:00.",)


async def test_the_reminder_goes_to_who_is_there_when_its_owner_went_off_duty(desk: DeskInMemory) -> None:
    await promised(desk)
    async with desk.rooms.store.begin() as work:
        await work.save_duty(Duty(person=DANA.id).said(State.OFF, desk.clock.now()))

    await desk.minutes_pass(52)

    assert kinds(desk) == []
    assert [nudge.kind for nudge in desk.nudges(ANA)] == ["promise_near"]


async def test_going_off_duty_hands_promised_times_over_in_the_one_message(desk: DeskInMemory) -> None:
    await promised(desk)

    await desk.rooms.lead.duty.say(DANA.id, State.OFF, DANA)
    await desk.settle()

    (handed,) = desk.nudges(ANA)
    assert "Maya in #help was promised news by 10:00" in handed.headline
    await desk.minutes_pass(52)
    assert [nudge.headline for nudge in desk.nudges(ANA)][-1] == (
        "Your colleague told Maya 10:00. Send an update, even “not yet”?"
    )
    async with desk.rooms.store.read() as reading:
        assert [promise.by for promise in await reading.aftercare.promises(open=True)] == [ANA.id]


async def test_kept_and_broken_are_there_for_the_report(desk: DeskInMemory) -> None:
    await promised(desk)
    await desk.minutes_pass(70)

    async with desk.rooms.store.read() as reading:
        told = await reading.aftercare.promises(since=desk.clock.now() - timedelta(days=1))
        found = await reading.facts(desk.clock.now() - timedelta(days=1), desk.clock.now())
    assert [(promise.by, promise.state) for promise in told] == [(DANA.id, PromiseState.BROKEN)]
    assert [promise.kept for promise in found.promises] == [False]
    assert {one.kind: one.acted for one in found.reminders}["promise_near"] is None
