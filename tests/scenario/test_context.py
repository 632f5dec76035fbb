"""What a card says about who asks: before, elsewhere, their clock, and when to read twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.card import Verb
from bot.drafting import Case, Composer, Drafted, Rewrite
from bot.process.rooms import wire
from bot.writing.context import HIGH_STAKES, local_time
from tests.scenario.desk import ANA, COLE, DANA, HELP, KEN, MAYA, MONDAY_NINE, POLICY, DeskInMemory, text_of

UPSET = "This is unacceptable, I am furious: my export fails with error 413 AGAIN and I lost everything!!"


async def asks(desk: DeskInMemory, text: str = "my export fails with error 413") -> str:
    root = await desk.says(MAYA, text)
    await desk.minutes_pass(1)
    return root


async def test_a_first_contact_is_one_and_the_next_says_how_it_ended(desk: DeskInMemory) -> None:
    root = await asks(desk)
    assert desk.card.about == "first contact"
    await desk.clicks(DANA, Verb.SEND)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(60 * 24 * 10)

    await asks(desk, "the dashboard is empty")

    assert desk.card.about == "last time: Export fails with error 413, solved 9 days ago"


async def test_somebody_whom_nobody_answered_is_told_as_such(desk: DeskInMemory) -> None:
    await asks(desk)
    await desk.minutes_pass(60 * 24 * 30)

    await asks(desk, "the dashboard is empty")

    assert desk.card.about.endswith("never answered in March")


async def test_both_cards_say_that_a_customer_asks_elsewhere_too(desk: DeskInMemory) -> None:
    async with desk.rooms.store.begin() as work:
        await work.watch("memory:billing", "#billing", POLICY, by=ANA.id, at=desk.clock.now())
    await asks(desk)
    raw = {"kind": "said", "channel": "memory:billing", "id": "b1", "author": MAYA.id}
    await desk.hears("b1", {**raw, "at": desk.clock.now().isoformat(), "text": "the dashboard is empty"})
    await desk.minutes_pass(1)

    first, second = sorted(desk.cards, key=lambda card: card.conversation)

    assert first.about == "first contact · also asked in #billing"
    assert second.about == "also asked in #help"


async def test_public_upset_and_first_is_said_before_sending(desk: DeskInMemory) -> None:
    await asks(desk, UPSET)
    assert desk.card.caution == HIGH_STAKES

    desk.chat.private.add(HELP)
    await desk.says(replace(KEN, id="memory:lou", name="Lou"), UPSET)
    await desk.minutes_pass(1)

    assert desk.card.caution is None


class Reads(Composer):
    """A writer that keeps what it was given."""

    def __init__(self) -> None:
        self.cases: list[Case] = []

    async def draft(
        self, case: Case, *, rewrite: Rewrite | None = None, previous: str | None = None
    ) -> Drafted:
        self.cases.append(case)
        drafted = await super().draft(case, rewrite=rewrite, previous=previous)
        return replace(drafted, changed="Shorter: 61 -> 34 words") if rewrite else drafted


async def test_the_writer_knows_who_reads_along_and_the_words_of_the_product(desk: DeskInMemory) -> None:
    async def words() -> tuple[str, ...]:
        return ("Larkboard",)

    writer, chat = Reads(), desk.chat
    desk.rooms = wire(
        desk.rooms.store,
        desk.articles,
        writer,
        desk.clock,
        holder="reads",
        platforms={"memory": chat},
        glossary=words,
    )
    await asks(desk)
    chat.private.add(HELP)
    await desk.clicks(DANA, Verb.SHORTER)

    assert [case.public for case in writer.cases] == [True, False]
    assert writer.cases[0].glossary == ("Larkboard",)
    assert desk.card.changed == "Shorter: 61 -> 34 words"


async def test_another_source_is_named_or_said_not_to_be_there(desk: DeskInMemory) -> None:
    await asks(desk, "my export fails and the dashboard is empty")
    await desk.clicks(DANA, Verb.OTHER_SOURCE)
    assert desk.card.changed == "Another source: Read the dashboard"

    await desk.clicks(DANA, Verb.OTHER_SOURCE)
    assert desk.card.changed == "No other article fits: this one claims nothing."
    assert desk.card.sources == ()


async def test_why_the_bot_proposes_what_it_proposes_is_behind_more(desk: DeskInMemory) -> None:
    await asks(desk)

    told = text_of(await desk.clicks(DANA, Verb.REASONS))

    assert 'Quotes "Export fails with error 413".' in told
    assert any(action.verb is Verb.REASONS and action.more for action in desk.card.actions)


async def test_an_answer_by_hand_in_the_first_wait_is_how_it_ended(desk: DeskInMemory) -> None:
    root = await asks(desk)
    await desk.says(COLE, "Which version is it?", root=root)
    await desk.minutes_pass(60)

    await asks(desk, "the dashboard is empty")

    assert "answered" not in desk.card.about  # their other conversation is still open
    assert desk.card.about == "also asked in #help"


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        pytest.param("Europe/Paris", None, id="another zone with the same clock"),
        pytest.param("America/New_York", "04:00 for them (6 h behind)", id="behind us"),
        pytest.param("Asia/Kolkata", "14:30 for them (4.5 h ahead)", id="half an hour off"),
    ],
)
def test_a_customers_clock_is_told_when_it_differs(zone: str, told: str | None) -> None:
    assert local_time(zone, "Europe/Berlin", MONDAY_NINE + timedelta()) == told
