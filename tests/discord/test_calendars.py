"""Days off from a calendar file that a lead attaches to `/frontdesk hours`."""

from __future__ import annotations

from datetime import UTC, datetime

from adapters.discord.calendars import MOST_BYTES
from tests.discord.payloads import ANA, LENA
from tests.discord.test_changes import policy
from tests.discord.world import World, told

OFF_SITE = b"""\xef\xbb\xbfBEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Off site
DTSTART;VALUE=DATE:20261224
DTEND;VALUE=DATE:20261225
END:VEVENT
END:VCALENDAR
"""


async def test_an_attached_calendar_closes_its_days(world: World) -> None:
    answer = await world.server.runs("hours", LENA, calendar=OFF_SITE)

    assert told(answer) == "1 day off was taken over from the calendar file."
    assert not (await policy(world)).hours.is_open(datetime(2026, 12, 24, 12, tzinfo=UTC))


async def test_what_is_typed_beside_it_is_saved_too(world: World) -> None:
    answer = await world.server.runs("hours", LENA, calendar=OFF_SITE, zone="Europe/Berlin")

    assert [line.split()[0] for line in told(answer).splitlines()] == ["1", "Saved."]
    assert (await policy(world)).hours.home == "Europe/Berlin"


async def test_a_file_that_is_no_calendar_says_so_and_changes_nothing(world: World) -> None:
    before = await policy(world)

    answer = await world.server.runs("hours", LENA, calendar=b"Dear diary", zone="Europe/Berlin")

    assert told(answer).startswith("This is no iCal file")
    assert await policy(world) == before


async def test_a_file_that_is_too_large_is_not_read(world: World) -> None:
    answer = await world.server.runs("hours", LENA, calendar=b"x" * (MOST_BYTES + 1))

    assert told(answer).startswith("That file is larger than 1 MB.")


async def test_a_file_whose_address_has_expired_is_asked_for_again(world: World) -> None:
    world.server.expired = True

    answer = await world.server.runs("hours", LENA, calendar=OFF_SITE)

    assert told(answer) == "Discord no longer has that file. Attach it again."


async def test_an_agents_file_is_not_even_read(world: World) -> None:
    before = await policy(world)

    answer = await world.server.runs("hours", ANA, calendar=OFF_SITE)

    assert told(answer) == "Only a lead can do that."
    assert await policy(world) == before
