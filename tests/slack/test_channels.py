"""Channels are renamed, archived, moved and left: the desk keeps up, and says what it means."""

from __future__ import annotations

from typing import Any

import pytest

from bot.record import Watched
from tests.slack.captured import event
from tests.slack.office import ANA, CUSTOMERS, MAYA, STAFF, Office, an_office


async def the_channel(office: Office) -> Watched:
    [watched] = await office.rooms.lead.watched()
    return watched


def changed_id(old: str, new: str) -> dict[str, Any]:
    return event("channel_id_changed", old_channel_id=old, new_channel_id=new)


@pytest.mark.parametrize("kind", ["channel", "group"])
async def test_a_renamed_channel_is_called_by_its_new_name(kind: str) -> None:
    async with an_office() as office:
        await office.event(event(f"{kind}_rename"))

        assert (await the_channel(office)).name == "#northwind"


async def test_a_channel_with_a_new_id_keeps_its_conversations_and_its_cards() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        office.world.channels["C70"] = office.world.channels.pop(CUSTOMERS)
        office.world.channels["C70"].id = "C70"

        await office.event(changed_id(CUSTOMERS, "C70"))
        await office.settle()
        await office.presses(ANA, "Send")

        said = [message["text"] for message in office.world.channels["C70"].thread(root)]
        assert len(said) == 2


async def test_a_staff_channel_with_a_new_id_is_where_the_next_card_stands() -> None:
    async with an_office() as office:
        office.world.channels["C80"] = office.world.channels.pop(STAFF)
        office.world.channels["C80"].id = "C80"

        await office.event(changed_id(STAFF, "C80"))
        await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)

        assert any("Maya" in post["text"] for post in office.world.channels["C80"].messages)


@pytest.mark.parametrize("kind", ["channel", "group"])
async def test_the_owner_is_told_once_that_we_were_removed_and_how_to_mend_it(kind: str) -> None:
    async with an_office() as office:
        for _ in range(2):
            await office.event(event(f"{kind}_left"))

        (told,) = office.world.channels["D" + ANA].messages
        assert told["text"] == (
            "Frontdesk was removed from #acme and hears nobody there. Invite it again: /invite @Frontdesk."
        )


async def test_an_invitation_mends_it() -> None:
    async with an_office() as office:
        await office.event(event("channel_left"))

        await office.event(event("member_joined_channel"))

        assert (await the_channel(office)).degraded is None


@pytest.mark.parametrize("kind", ["channel", "group"])
async def test_an_archived_channel_is_out_of_order_until_it_is_opened_again(kind: str) -> None:
    async with an_office() as office:
        await office.event(event(f"{kind}_archive"))
        ill = await the_channel(office)

        await office.event(event(f"{kind}_unarchive"))

        assert ill.degraded == "#acme is archived. Unarchive it, or stop watching it: /frontdesk unwatch."
        assert (await the_channel(office)).degraded is None


async def test_the_owner_hears_when_the_staff_channel_is_their_own_again() -> None:
    async with an_office() as office:
        # with a third organisation it still is
        await office.event(event("channel_unshared", channel=STAFF, is_ext_shared=True))
        await office.event(event("channel_unshared", channel=STAFF))

        (told,) = office.world.channels["D" + ANA].messages
        assert told["text"].startswith("Your staff channel is no longer shared")


async def test_channels_nobody_watches_concern_nobody() -> None:
    async with an_office() as office:
        await office.event(event("channel_left", channel="C99"))

        assert not office.world.channels.get("D" + ANA) or not office.world.channels["D" + ANA].messages
