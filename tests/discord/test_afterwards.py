"""After the reply, on Discord: several nudges in one message, and the question only its customer answers."""

from __future__ import annotations

from dataclasses import replace

from discord import ui

from adapters.discord.keys import key_of
from adapters.discord.render import render
from bot.aftercare.record import Rating
from bot.card import Action as Button
from bot.card import Nudge, Nudges, RatingAsked, Verb
from bot.messages import Thread
from bot.record import PostKind
from tests.discord.payloads import ANA, GUILD, HELP, MAYA, NADIA, NOW, OTHER_GUILD, Payload
from tests.discord.test_render import CARD
from tests.discord.world import World, buttons, text_of

NUDGE = Nudge(
    notice_id=8,
    kind="confirm",
    conversation=12,
    version=3,
    thread=Thread("discord:G2/7", "99"),
    headline="Sounds solved: thank Maya",
    text="Glad that worked, Maya!",
    over=None,
    actions=(
        Button(verb=Verb.USE_TEXT, label="Use this text…"),
        Button(verb=Verb.DONE, label="Done"),
        Button(verb=Verb.NOT_USEFUL, label="Not useful", more=True),
    ),
)


def link(thread: Thread) -> str:
    return "https://discord.com/channels/2/7/99"


def shown_as(layout: ui.LayoutView) -> list[Payload]:
    return list(layout.to_components())  # type: ignore[no-untyped-call]  # as discord.py has it


def test_four_nudges_fit_one_message_with_their_buttons() -> None:
    parts = tuple(replace(NUDGE, notice_id=number, text="word " * 600) for number in range(4))

    layout = render(Nudges(parts=parts), link)

    assert layout.total_children_count <= 40
    assert layout.content_length() <= 4000


def test_a_card_says_what_its_draft_would_promise() -> None:
    note = "This promises Maya an update by 15:00, your clock 14:00."

    for card in (replace(CARD, notes=(note,)), replace(CARD, notes=(note,), folded=True)):
        assert note in text_of({"components": shown_as(render(card, link))})


async def asked(world: World) -> Payload:
    """Let Maya be asked how it was, and return the question."""
    await world.server.says(HELP, MAYA, "Hi, my export fails with error 413. Why?")
    await world.heard()
    async with world.store.begin() as work:
        conversation = (await work.conversations())[0]
        rating = await work.aftercare.ask_rating(
            Rating(conversation=conversation.id, customer=conversation.customer, asked_at=NOW)
        )
        assert rating
        await work.want_post(PostKind.RATING, str(rating.id), conversation.customer, due=NOW)
    await world.passes(1)
    said = [message for each in world.server.messages.values() for message in each]
    return next(message for message in said if "It helped" in buttons(message))


async def test_the_customer_is_asked_in_private_and_thanked(world: World) -> None:
    post = await asked(world)
    assert int(post["channel_id"]) != HELP

    await world.server.presses(post, buttons(post)["It helped"], MAYA, guild_id=None)
    await world.passes(1)

    assert "hank you" in text_of(post)
    assert buttons(post) == {}


async def test_who_takes_no_private_messages_is_asked_in_the_thread_where_only_they_can_answer(
    world: World,
) -> None:
    world.server.closed_to.add(MAYA)
    post = await asked(world)
    assert int(post["channel_id"]) == HELP

    for other in (NADIA, ANA):
        answer = await world.server.presses(post, buttons(post)["Not really"], other)
        assert answer["data"]["content"] == "Only the person who asked can answer this."
    await world.server.presses(post, buttons(post)["It helped"], MAYA)

    async with world.store.read() as reading:
        (rating,) = await reading.aftercare.ratings(customer=key_of(GUILD, MAYA))
    assert rating.good


async def test_an_answer_from_another_server_counts_for_nothing(world: World) -> None:
    world.server.closed_to.add(MAYA)
    post = await asked(world)

    answer = await world.server.presses(post, buttons(post)["It helped"], MAYA, guild_id=str(OTHER_GUILD))

    assert answer["data"]["content"] == "This card belongs to another server."


def test_the_question_says_that_a_bot_asks() -> None:
    view = RatingAsked(
        rating_id=3,
        customer="discord:G2/88",
        thread=Thread("discord:G2/7", "99"),
        question="How was our help?",
        note="This is the desk's bot.",
        choices=(("good", "It helped"), ("bad", "Not really")),
    )

    shown = {"components": shown_as(render(view, link))}

    assert "This is the desk's bot." in text_of(shown)
    assert buttons(shown) == {"It helped": "fdr:2:3:good", "Not really": "fdr:2:3:bad"}
