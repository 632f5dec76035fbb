"""One problem that several report: when it is fixed each of them is told, and thanked, once."""

from __future__ import annotations

from bot.acts.problems import owed
from bot.card import Verb
from tests.scenario.desk import ANA, DANA, KEN, MAYA, DeskInMemory, form_of, text_of


async def two_reporters(desk: DeskInMemory) -> None:
    """Maya and Ken report the same; Dana answered Maya, Ana answered Ken, and both noted it."""
    first = await desk.says(MAYA, "my export fails with error 413")
    second = await desk.says(KEN, "the export stops with 413 here")
    await desk.says(DANA, "Thank you, we are looking into it.", root=first)
    await desk.says(ANA, "Thank you, we are looking into it.", root=second)
    await desk.minutes_pass(1)
    for who, conversation in ((DANA, 1), (ANA, 2)):
        card = await desk.card_of(conversation)
        await desk.clicks(who, Verb.SAME_PROBLEM, card, problem="new", name="the export fails with 413")


async def fix(desk: DeskInMemory) -> str:
    return text_of(await desk.clicks(DANA, Verb.FIXED, await desk.card_of(1), sure="yes"))


async def test_the_form_offers_the_known_problems_and_a_new_name(desk: DeskInMemory) -> None:
    await two_reporters(desk)
    await desk.says(MAYA, "another question about the dashboard")

    form = form_of(await desk.clicks(DANA, Verb.SAME_PROBLEM, await desk.card_of(3))).form

    assert form.fields[0].choices == (("new", "A new one, named below"), ("1", "the export fails with 413"))


async def test_fixed_drafts_the_news_and_the_thanks_to_each_reporter(desk: DeskInMemory) -> None:
    await two_reporters(desk)

    told = await fix(desk)

    assert told == (
        "Marked as fixed. 2 customers reported it: the words to tell and thank each are on their way."
    )
    (hers,), (his,) = desk.nudges(DANA), desk.nudges(ANA)
    assert (
        hers.headline
        == "Maya reported “the export fails with 413”, which is fixed. Tell them, and say thanks?"
    )
    assert "Maya" in hers.text
    assert "the export fails with 413" in hers.text
    assert "Ken" in his.text
    assert len(desk.customer_sees) == 0


async def test_it_asks_first_and_says_how_many_will_be_told(desk: DeskInMemory) -> None:
    await two_reporters(desk)

    form = form_of(await desk.clicks(DANA, Verb.FIXED, await desk.card_of(1))).form

    assert form.notes[0].startswith("2 customers reported it.")


async def test_a_problem_is_fixed_once(desk: DeskInMemory) -> None:
    await two_reporters(desk)
    await fix(desk)

    assert (await fix(desk)).startswith("No open problem is noted here")


async def test_a_first_contact_is_open_until_its_reporter_was_told(desk: DeskInMemory) -> None:
    await two_reporters(desk)
    async with desk.rooms.store.read() as reading:
        assert await owed(reading, 1) == ("the export fails with 413",)
    assert (await desk.card_of(1)).notes == ("Maya is to be told when “the export fails with 413” is fixed.",)
    await fix(desk)
    (nudge,) = desk.nudges(DANA)

    await desk.clicks(DANA, Verb.USE_TEXT, nudge, text=nudge.text)

    async with desk.rooms.store.read() as reading:
        assert await owed(reading, 1) == ()
        assert await owed(reading, 2) == ("the export fails with 413",)
    assert desk.customer_sees == [nudge.text]


async def test_or_until_somebody_waived_it(desk: DeskInMemory) -> None:
    await two_reporters(desk)
    await fix(desk)

    await desk.clicks(ANA, Verb.NOT_USEFUL, desk.nudges(ANA)[0])

    async with desk.rooms.store.read() as reading:
        assert await owed(reading, 2) == ()


async def test_a_wrong_name_is_taken_off_again(desk: DeskInMemory) -> None:
    await two_reporters(desk)

    await desk.clicks(ANA, Verb.SAME_PROBLEM, await desk.card_of(2), problem="none")

    assert (await fix(desk)).startswith("Marked as fixed. One customer")
