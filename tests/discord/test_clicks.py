"""Buttons, menus and forms: who may press them, when, and what they see."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from adapters.discord.keys import key_of
from bot.conversation import Status
from tests.discord.payloads import ANA, DANA, GUILD, HELP, LENA, MAYA, NADIA, OTHER_GUILD, Payload
from tests.discord.server import Fault
from tests.discord.world import World, buttons, restarted, text_of, told


async def a_card(world: World) -> Payload:
    await world.server.says(HELP, MAYA, "Hi, my export fails with error 413. Why?")
    await world.heard()
    await world.passes(30)
    return world.cards()[-1]


def form(answer: Payload) -> dict[str, Any]:
    """Return a modal's fields: custom id to the field."""
    assert answer["type"] == 9
    rows = [row for row in answer["data"]["components"] if row["type"] == 18]
    return {row["component"]["custom_id"]: row["component"] for row in rows}


@pytest.mark.parametrize(
    "who",
    [pytest.param(MAYA, id="the customer"), pytest.param(NADIA, id="another member")],
)
async def test_only_agents_press_a_cards_buttons(world: World, who: int) -> None:
    card = await a_card(world)

    answer = await world.server.presses(card, buttons(card)["Send"], who)
    await world.passes(0)

    assert told(answer) == "Only agents and leads can use these buttons."
    assert answer["data"]["flags"] == 64  # to them alone
    assert len(world.server.messages[HELP]) == 1


async def test_a_card_of_one_server_is_not_pressed_from_another(world: World) -> None:
    card = await a_card(world)

    answer = await world.server.presses(card, buttons(card)["Send"], ANA, guild_id=str(OTHER_GUILD))

    assert told(answer) == "This card belongs to another server."


async def test_a_click_after_a_restart_is_carried_out(world: World) -> None:
    card = await a_card(world)
    await world.hangs_up()

    async with (
        asyncio.TaskGroup() as tasks,
        restarted(world.server, world.store, world.rooms, world.clock, tasks) as again,
    ):
        await again.connects()
        answer = await world.server.presses(card, buttons(card)["Send"], ANA)
        await again.passes(0)
        await again.hangs_up()

    assert told(answer) == "Sending."
    assert "**Ana**" in world.server.messages[HELP][-1]["content"]


async def test_a_form_submitted_after_a_restart_is_carried_out(world: World) -> None:
    card = await a_card(world)
    opened = await world.server.presses(card, buttons(card)["Edit"], ANA)
    await world.hangs_up()

    async with (
        asyncio.TaskGroup() as tasks,
        restarted(world.server, world.store, world.rooms, world.clock, tasks) as again,
    ):
        await again.connects()
        id = opened["data"]["custom_id"]
        answer = await world.server.submits(id, {"text": "Export one month at a time."}, ANA)
        await again.passes(0)
        await again.hangs_up()

    assert told(answer) == "Sending."
    assert world.server.messages[HELP][-1]["content"] == "**Ana**\nExport one month at a time."


async def test_editing_shows_the_draft_and_takes_up_to_4000_characters(world: World) -> None:
    card = await a_card(world)

    answer = await world.server.presses(card, buttons(card)["Edit"], ANA)

    field = form(answer)["text"]
    assert "100 MB" in field["value"]
    assert (field["max_length"], field["style"]) == (4000, 2)


async def test_what_is_behind_more_is_a_menu(world: World) -> None:
    card = await a_card(world)

    answer = await world.server.presses(card, buttons(card)["More"], ANA, values=["claim"])

    assert told(answer).startswith("Yours.")


async def test_closing_asks_why(world: World) -> None:
    card = await a_card(world)
    opened = await world.server.presses(card, buttons(card)["Close…"], ANA)
    assert form(opened)["reason"]["options"][0]["value"] == "no_reply_needed"

    answer = await world.server.submits(opened["data"]["custom_id"], {"reason": "spam"}, ANA)
    await world.passes(0)

    assert told(answer).startswith("Closed.")
    assert (await world.conversations())[0].status is Status.CLOSED
    assert "Closed: spam" in text_of(world.cards()[-1])
    assert "Send" not in buttons(world.cards()[-1])


async def test_of_two_agents_one_sends_and_the_other_learns_who(world: World) -> None:
    card = await a_card(world)

    first = await world.server.presses(card, buttons(card)["Send"], ANA)
    second = await world.server.presses(card, buttons(card)["Send"], DANA)
    await world.passes(0)

    assert told(first) == "Sending."
    assert told(second).startswith("Already handled by Ana")
    assert len(world.server.messages[HELP]) == 2


async def test_a_stale_send_is_refused_and_the_card_renewed(world: World) -> None:
    card = await a_card(world)
    stale = buttons(card)["Send"]
    await world.server.says(HELP, MAYA, "It is a CSV of last year, if that matters?")
    await world.heard(2)

    answer = await world.server.presses(card, stale, ANA)
    await world.passes(0)

    assert "wrote again: nothing was sent" in told(answer)
    assert len(world.server.messages[HELP]) == 2


async def test_an_edited_text_is_kept_when_the_customer_wrote_meanwhile(world: World) -> None:
    card = await a_card(world)
    opened = await world.server.presses(card, buttons(card)["Edit"], ANA)
    await world.server.says(HELP, MAYA, "It is a CSV of last year, if that matters?")
    await world.heard(2)

    refused = await world.server.submits(opened["data"]["custom_id"], {"text": "My own words."}, ANA)
    offered = refused["data"]["components"][0]["components"][0]["custom_id"]
    again = await world.server.presses(card, offered, ANA)
    sent = await world.server.submits(again["data"]["custom_id"], {"text": form(again)["text"]["value"]}, ANA)
    await world.passes(0)

    assert "wrote again: nothing was sent yet" in told(refused)
    assert told(sent) == "Sending."
    assert world.server.messages[HELP][-1]["content"] == "**Ana**\nMy own words."


async def test_a_promise_from_nowhere_is_asked_about_once_with_the_words_kept(world: World) -> None:
    card = await a_card(world)
    text = "Thanks Maya! I'll look at the export with you. It is done within 3 days."
    opened = await world.server.presses(card, buttons(card)["Edit"], ANA)

    warned = await world.server.submits(opened["data"]["custom_id"], {"text": text}, ANA)
    offered = warned["data"]["components"][0]["components"][0]["custom_id"]
    again = await world.server.presses(card, offered, ANA)
    sent = await world.server.submits(again["data"]["custom_id"], {"text": form(again)["text"]["value"]}, ANA)
    await world.passes(0)

    assert "within 3 days" in told(warned)
    assert told(sent) == "Sending."
    assert world.server.messages[HELP][-1]["content"] == f"**Ana**\n{text}"


async def test_a_late_click_is_carried_out_although_discord_refuses_the_answer(world: World) -> None:
    card = await a_card(world)
    world.server.faults.append(Fault("POST", r"/interactions/.*", status=404, code=10062))

    await world.server.presses(card, buttons(card)["Send"], ANA)
    await world.passes(0)

    assert "**Ana**" in world.server.messages[HELP][-1]["content"]
    assert world.failed == []


async def test_a_nudge_is_pressed_in_a_direct_message(world: World) -> None:
    card = await a_card(world)
    await world.server.presses(card, buttons(card)["Send"], ANA)
    await world.passes(0)
    await world.server.says(HELP, MAYA, "That worked, thank you!")
    await world.heard(2)
    await world.passes(300)
    nudge = world.server.messages[world.server.private[ANA]][-1]

    answer = await world.server.presses(nudge, buttons(nudge)["Done"], ANA, guild_id=None)

    assert told(answer) == "Done."


async def test_a_button_of_an_older_release_says_so(world: World) -> None:
    card = await a_card(world)

    answer = await world.server.presses(card, "fd:explode:1:1:::", ANA)

    assert told(answer).startswith("This button belongs to an older Frontdesk.")


async def test_what_breaks_is_told_to_who_pressed_and_to_nobody_else(world: World) -> None:
    card = await a_card(world)

    answer = await world.server.presses(card, buttons(card)["More"], ANA, values=["explode"])

    assert told(answer).startswith("Something broke on our side")
    assert world.failed == []


async def test_leads_are_known_by_what_they_may_do(world: World) -> None:
    card = await a_card(world)

    answer = await world.server.presses(card, buttons(card)["Send"], LENA)

    assert told(answer) == "Sending."
    known = await world.discord.person(key_of(GUILD, LENA), key_of(GUILD, HELP))
    assert known.name == "Lena"


async def test_a_slow_click_is_told_to_wait_and_its_form_is_offered_afterwards(world: World) -> None:
    card = await a_card(world)
    await world.hangs_up()

    async with (
        asyncio.TaskGroup() as tasks,
        restarted(world.server, world.store, world.rooms, world.clock, tasks, answer=0.0) as slow,
    ):
        await slow.connects()
        async with world.store.begin():  # whoever reads waits for whoever writes
            first = await world.server.presses(card, buttons(card)["Edit"], ANA)
        later = await world.server.call("POST", r"/webhooks/.*")
        await slow.hangs_up()

    assert (first["type"], first["data"]["flags"]) == (5, 64)
    assert "Edit and send" in buttons(later.body)
