"""Channels are renamed, archived, moved and left: the desk keeps up, and says what it means."""

from __future__ import annotations

import pytest

from bot.record import Watched
from tests.slack.office import ANA, CUSTOMERS, MAYA, STAFF, Office, an_office
from tests.slack.world import BOT_USER


async def the_channel(office: Office) -> Watched:
    [watched] = await office.rooms.lead.watched()
    return watched


def changed_id(old: str, new: str) -> dict[str, str]:
    return {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": new}


@pytest.mark.parametrize("event", ["channel_rename", "group_rename"])
async def test_a_renamed_channel_is_called_by_its_new_name(event: str) -> None:
    async with an_office() as office:
        await office.event({"type": event, "channel": {"id": CUSTOMERS, "name": "northwind", "created": 0}})

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


async def test_the_owner_is_told_once_that_we_were_removed_and_how_to_mend_it() -> None:
    async with an_office() as office:
        for _ in range(2):
            await office.event({"type": "channel_left", "channel": CUSTOMERS, "actor_id": ANA})

        (told,) = office.world.channels["D" + ANA].messages
        assert told["text"] == (
            "Frontdesk was removed from #acme and hears nobody there. Invite it again: /invite @Frontdesk."
        )


async def test_an_invitation_mends_it() -> None:
    async with an_office() as office:
        await office.event({"type": "channel_left", "channel": CUSTOMERS, "actor_id": ANA})

        await office.event({"type": "member_joined_channel", "channel": CUSTOMERS, "user": BOT_USER})

        assert (await the_channel(office)).degraded is None


async def test_an_archived_channel_is_out_of_order_until_it_is_opened_again() -> None:
    async with an_office() as office:
        await office.event({"type": "channel_archive", "channel": CUSTOMERS, "user": ANA})
        ill = await the_channel(office)

        await office.event({"type": "channel_unarchive", "channel": CUSTOMERS, "user": ANA})

        assert ill.degraded == "#acme is archived. Unarchive it, or stop watching it: /frontdesk unwatch."
        assert (await the_channel(office)).degraded is None


async def test_the_owner_hears_when_the_staff_channel_is_their_own_again() -> None:
    async with an_office() as office:
        ended = {"type": "channel_unshared", "channel": STAFF, "previously_connected_team_id": "T2"}
        await office.event({**ended, "is_ext_shared": True})  # with a third organisation it still is
        await office.event({**ended, "is_ext_shared": False})

        (told,) = office.world.channels["D" + ANA].messages
        assert told["text"].startswith("Your staff channel is no longer shared")


async def test_channels_nobody_watches_concern_nobody() -> None:
    async with an_office() as office:
        await office.event({"type": "channel_left", "channel": "C99", "actor_id": ANA})

        assert not office.world.channels.get("D" + ANA) or not office.world.channels["D" + ANA].messages
