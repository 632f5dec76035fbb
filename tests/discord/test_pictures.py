"""A bulletin's picture on Discord: one message, its words for those who cannot see it, or the words alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.discord.keys import key_of
from bot.card import Bulletin, Picture
from bot.reports.chart import Chart, Point
from tests.discord import openapi
from tests.discord.payloads import GUILD, STAFF
from tests.discord.server import Fault
from tests.discord.world import World, text_of

PLACE = key_of(GUILD, STAFF)
PNG = b"\x89PNG" + bytes(2000)
CHART = Chart(
    title="First responses",
    note="",
    points=(Point(label="2 Mar", n=6, median_s=240, p90_s=600),),
    by="day",
    target_s=None,
    alt="First responses: half within 4 min.",
)
NEWS = Bulletin(
    title="#help: the week",
    lines=("Last 7 days: 6 conversations.", "@everyone half within 4 min."),
    chart=CHART,
    picture=Picture(name="first-responses-2026-W10.png", data=PNG, alt=CHART.alt),
)


async def post(world: World, view: Bulletin = NEWS) -> str:
    return await world.discord.show(view, place=PLACE, message=None, key="digest-1")


async def test_a_picture_comes_in_one_message_with_its_words(world: World) -> None:
    await post(world)

    [asked] = world.server.calls("POST", rf"/channels/{STAFF}/messages")
    assert asked.files == (("first-responses-2026-W10.png", PNG),)
    assert asked.body["attachments"][0]["description"] == "First responses: half within 4 min."
    assert asked.body["allowed_mentions"]["parse"] == []
    assert "Last 7 days: 6 conversations." in text_of(world.cards()[0])


@pytest.mark.skipif(not openapi.described(), reason="Discord's description of its API is not at hand")
async def test_the_body_beside_the_picture_is_as_discord_describes_it(world: World) -> None:
    await post(world)

    [asked] = world.server.calls("POST", rf"/channels/{STAFF}/messages")
    assert openapi.problems("POST", asked.path, asked.body) == []


async def test_the_same_key_posts_one_picture_also_after_a_lost_answer(world: World) -> None:
    world.server.faults.append(Fault("POST", rf"/channels/{STAFF}/messages", lost=True))
    for _ in range(2):
        try:
            await post(world)
        except Exception:  # the answer was lost: the work loop tries again
            continue

    assert len(world.cards()) == 1


async def test_where_we_may_not_attach_the_pictures_words_take_its_place(world: World) -> None:
    world.server.attaches = False

    await post(world)

    assert "First responses: half within 4 min." in text_of(world.cards()[0])


async def test_a_bulletin_is_never_changed(world: World) -> None:
    first = await post(world)

    again = await world.discord.show(replace(NEWS, title="Other"), place=PLACE, message=first, key="digest-1")

    assert again == first
    assert "Other" not in text_of(world.cards()[0])
