"""Every first reply gets its scorecard: through the card, by hand, from a colleague. Agents see their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.card import Verb
from bot.messages import Person
from bot.scorecard import GATES, WEIGHTS
from bot.scores.first_replies import NONE_YET, told
from tests.scenario.desk import ANA, COLE, DANA, KEN, MAYA, DeskInMemory

BY_HAND = "Hi Maya, Cole here. Your export is too large: export one year at a time. I'll look in again later."


async def scores(desk: DeskInMemory) -> list[Mapping[str, Any]]:
    now = desk.clock.now()
    async with desk.rooms.store.read() as reading:
        return list(await reading.scores(now - timedelta(days=1), now + timedelta(days=1)))


async def seen_by(desk: DeskInMemory, who: Person) -> str:
    async with desk.rooms.store.read() as reading:
        return await told(reading, who, desk.clock.now())


async def test_a_reply_through_the_card_is_scored_beside_its_draft(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    await desk.clicks(DANA, Verb.SEND)

    (row,) = await scores(desk)

    assert (row["by"], row["used"], row["distance"]) == (DANA.id, True, 0.0)
    assert row["text"] == row["draft_text"] == desk.customer_sees[0]
    assert row["score"] == row["draft_score"] >= 75
    assert set(row["points"]) == set(WEIGHTS)
    assert row["gates"] == dict.fromkeys(GATES, True)
    assert set(row["because"]) == {*WEIGHTS, *GATES}


async def test_a_colleagues_reply_by_hand_is_scored_beside_the_draft_that_was_not_used(
    desk: DeskInMemory,
) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    draft = desk.card.draft
    await desk.says(COLE, BY_HAND, root=root)

    (row,) = await scores(desk)

    assert (row["by"], row["by_name"], row["used"]) == (COLE.id, "Cole", False)
    assert (row["text"], row["draft_text"]) == (BY_HAND, draft)
    assert 0.2 < row["distance"] < 1.0
    assert 0 < row["score"] < row["draft_score"]
    assert len(row["suggestions"]) <= 2


async def test_a_reply_before_any_draft_is_scored_alone(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.seconds_pass(2)
    await desk.says(COLE, BY_HAND, root=root)

    (row,) = await scores(desk)

    assert (row["draft"], row["draft_score"], row["distance"]) == (None, None, None)


async def test_twenty_first_replies_are_twenty_scores_and_second_replies_are_none(
    desk: DeskInMemory,
) -> None:
    for number in range(20):
        who = replace(MAYA, id=f"memory:c{number}", name=f"Customer {number}")
        desk.chat.people[who.id] = who
        root = await desk.says(who, "my export fails with error 413")
        await desk.says(COLE, BY_HAND, root=root)
        await desk.says(COLE, "Does that work for you?", root=root)

    assert len(await scores(desk)) == 20


async def test_a_reply_taken_back_is_nobodys_first_impression(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    await desk.clicks(DANA, Verb.SEND)
    await desk.clicks(DANA, Verb.TAKE_BACK)

    assert await scores(desk) == []
    await desk.says(COLE, BY_HAND, root=root)

    assert [row["by"] for row in await scores(desk)] == [COLE.id]


async def test_what_an_edit_did_and_what_was_wrong_are_kept(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    renamed = (desk.card.draft or "").replace("Maya", "Mia")
    await desk.clicks(DANA, Verb.EDIT, text=renamed)
    await desk.clicks(DANA, Verb.EDIT, text=renamed)  # who Mia is, nobody knows
    await desk.says(KEN, "the dashboard is empty")
    await desk.minutes_pass(1)
    await desk.clicks(DANA, Verb.WRONG_DRAFT, reason="wrong source")

    (row,) = await scores(desk)
    async with desk.rooms.store.read() as reading:
        drafts = await reading.drafts(2)

    assert row["edit"] == "fixed name"
    assert 0 < row["distance"] < 0.2
    assert [draft.wrong for draft in drafts] == ["wrong source"]


async def test_an_agent_sees_their_own_and_a_lead_the_spread_without_names(desk: DeskInMemory) -> None:
    assert await seen_by(desk, DANA) == NONE_YET
    for number in range(6):
        who = replace(MAYA, id=f"memory:c{number}", name=f"Customer {number}")
        desk.chat.people[who.id] = who
        root = await desk.says(who, "my export fails with error 413")
        await desk.minutes_pass(1)
        if number % 2:
            await desk.clicks(DANA, Verb.SEND)
        else:
            await desk.says(COLE, "Which version?", root=root)

    dana, ana = await seen_by(desk, DANA), await seen_by(desk, ANA)

    assert "Your last 3 first replies" in dana
    assert "Customer 5" in dana
    assert "Customer 4" not in dana
    assert "Everybody" not in dana
    assert ana.startswith(NONE_YET)
    assert "Everybody, last 30 days: 6 first replies" in ana
    assert "Dana" not in ana
    assert "Cole" not in ana
