"""Notes that colleagues write for each other on a card."""

from __future__ import annotations

from bot.card import Answered, Verb
from tests.scenario.desk import DANA, MAYA, DeskInMemory, form_of


async def test_a_note_stands_on_the_card_for_colleagues_and_nowhere_else(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    form_of(await desk.clicks(DANA, Verb.NOTE))
    await desk.clicks(DANA, Verb.NOTE, note="  engineering looks\ninto it ")

    card = desk.card
    assert "Dana noted: engineering looks into it" in card.notes
    assert "Send" in [action.label for action in card.actions]
    assert desk.customer_sees == []

    await desk.minutes_pass(15)
    assert desk.alerts[0].level == "breach"
    why = await desk.clicks(DANA, Verb.WHY)
    assert isinstance(why, Answered)
    assert "Dana noted: engineering looks into it" in why.text


async def test_a_note_keeps_no_secret(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    told = await desk.clicks(DANA, Verb.NOTE, note="her card is 4111 1111 1111 1111")

    assert isinstance(told, Answered)
    assert not told.ok
