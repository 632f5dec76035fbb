"""What leads change and agents say by command."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from adapters.discord.changing import zones
from adapters.discord.keys import key_of
from bot.policy import Acknowledge, Policy, Step
from tests.discord.payloads import (
    AGENTS,
    ANA,
    DANA,
    EVERYONE,
    FORUM,
    GUILD,
    HELP,
    LENA,
    MAYA,
    STAFF,
    VIEW,
    channel,
)
from tests.discord.world import LEAD, World, text_of, told


async def policy(world: World, channel: int = HELP) -> Policy:
    async with world.store.read() as reading:
        watched = await reading.watched(key_of(GUILD, channel))
    assert watched
    return watched.policy


async def a_thread(world: World) -> int:
    thread = world.server.id()
    await world.server.opens_thread(thread, "Export fails", HELP)
    await world.server.says(thread, MAYA, "My export fails with error 413. Why?")
    await world.heard()
    await world.passes(30)
    return thread


async def test_targets_are_typed(world: World) -> None:
    answer = await world.server.runs("targets", LENA, first="5m")

    assert told(answer).startswith("Saved.")
    assert (await policy(world)).first_target == timedelta(minutes=5)


async def test_targets_without_values_show_the_form(world: World) -> None:
    opened = await world.server.runs("targets", LENA)

    assert opened["type"] == 9
    assert opened["data"]["title"] == "Targets · Settings of #help"


async def test_a_target_that_cannot_be_read_says_what_to_write(world: World) -> None:
    answer = await world.server.runs("targets", LENA, first="soon")

    assert "15m" in told(answer)
    assert (await policy(world)).first_target == timedelta(minutes=15)


async def test_hours_are_typed_and_their_zone_is_completed(world: World) -> None:
    offered = await world.server.completes("hours", LENA, zone="berl")
    answer = await world.server.runs("hours", LENA, open="Mon-Fri 09:00-17:00", zone=offered[0])

    assert offered == ["Europe/Berlin"]
    assert told(answer).startswith("Saved.")
    assert (await policy(world)).hours.home == "Europe/Berlin"


async def test_zones_that_begin_with_what_was_typed_come_first() -> None:
    offered = [choice.value for choice in await zones(None, "new york")]  # type: ignore[arg-type]  # it does not look at who types

    assert offered == ["America/New_York"]


@pytest.mark.parametrize(
    ("to", "rung"),
    [
        pytest.param(DANA, f"150% discord:G{GUILD}/{DANA} if urgent", id="a person"),
        pytest.param(AGENTS, f"150% discord:G{GUILD}/&{AGENTS} if urgent", id="a role"),
    ],
)
async def test_a_rung_is_added_to_the_ladder(world: World, to: int, rung: str) -> None:
    answer = await world.server.runs("escalation", LENA, to=to, share=150, when="urgent")

    assert told(answer).startswith("Saved.")
    assert rung in {str(known) for known in (await policy(world)).ladder}
    assert ("I cannot ping Agents there" in told(answer)) is (to == AGENTS)


async def test_the_acknowledgement_is_switched_on(world: World) -> None:
    await world.server.runs("acknowledgement", LENA, say="out_of_hours")

    assert (await policy(world)).acknowledgement is Acknowledge.OUT_OF_HOURS


async def test_alerts_rest_for_two_hours_and_go_on_by_themselves(world: World) -> None:
    answer = await world.server.runs("pause", LENA)
    status = await world.server.runs("status", LENA)

    assert told(answer).startswith("Alerts of #help rest until 11:00 (UTC)")
    assert told(answer).endswith("Sooner: /frontdesk resume")
    assert told(status).endswith("Alerts rest until 11:00.")
    assert (await policy(world)).pauses(world.clock.at + timedelta(hours=1, minutes=59))
    assert not (await policy(world)).pauses(world.clock.at + timedelta(hours=2))


async def test_a_pause_ends_when_the_lead_says(world: World) -> None:
    await world.server.runs("pause", LENA, until="30m")
    rests = (await policy(world)).paused_until

    resumed = await world.server.runs("resume", LENA)

    assert rests == world.clock.at + timedelta(minutes=30)
    assert told(resumed) == "Alerts of #help go out again."
    assert not (await policy(world)).pauses(world.clock.at)


async def test_a_pause_whose_end_cannot_be_read_says_what_to_write(world: World) -> None:
    answer = await world.server.runs("pause", LENA, until="soon")

    assert "14:00" in told(answer)
    assert (await policy(world)).paused_until is None


@pytest.mark.parametrize("command", ["pause", "resume"])
async def test_where_no_alerts_go_out_there_is_nothing_to_pause(world: World, command: str) -> None:
    await world.rooms.lead.change(key_of(GUILD, HELP), {"step": "measure"}, LEAD)

    answer = await world.server.runs(command, LENA)

    assert told(answer) == "No alerts go out for #help as it is: set its Trust to alerts first."
    assert (await policy(world)).step is Step.MEASURE


async def test_who_serves_the_second_channel_only_may_ask_and_goes_off_duty(world: World) -> None:
    """Without roles in the settings, whoever sees a staff channel is an agent: here that of #questions."""
    people, second = world.discord._people, 2190
    people.settings = people.settings.model_copy(update={"agent_role": None})
    shut = [{"id": str(EVERYONE), "type": 0, "allow": "0", "deny": str(VIEW)}]
    opened = [*shut, {"id": str(AGENTS), "type": 0, "allow": str(VIEW), "deny": "0"}]
    await world.server.dispatch("CHANNEL_UPDATE", channel(STAFF, "front-desk", permission_overwrites=shut))
    await world.server.dispatch("CHANNEL_CREATE", channel(second, "desk-two", permission_overwrites=opened))
    await world.rooms.lead.watch(key_of(GUILD, FORUM), "#questions", key_of(GUILD, second), LEAD)

    status = await world.server.runs("status", ANA)
    duty = await world.server.runs("duty", ANA, state="away", until="2h")

    assert "#questions" in told(status)
    assert told(duty).startswith("Ana is away until")


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("targets", {"first": "5m"}),
        ("hours", {"zone": "Europe/Berlin"}),
        ("escalation", {"to": DANA}),
        ("acknowledgement", {"say": "out_of_hours"}),
        ("pause", {}),
        ("resume", {}),
    ],
)
async def test_only_leads_change_settings(world: World, command: str, options: dict[str, Any]) -> None:
    before = await policy(world)

    answer = await world.server.runs(command, ANA, **options)

    assert told(answer) == "Only a lead of this channel can change that."
    assert await policy(world) == before


async def test_where_several_channels_are_watched_the_channel_is_named(world: World) -> None:
    await world.watches(FORUM, "#questions")

    asked = await world.server.runs("targets", LENA, first="5m")
    await world.server.runs("targets", LENA, first="5m", channel=FORUM)

    assert told(asked) == "Say which channel you mean."
    assert (await policy(world, FORUM)).first_target == timedelta(minutes=5)


async def test_an_agent_says_that_they_are_away(world: World) -> None:
    answer = await world.server.runs("duty", ANA, state="away", until="2h")

    assert told(answer).startswith("Ana is away until")
    assert not (await world.rooms.lead.duty.roster()).on(key_of(GUILD, ANA), world.clock.at)


async def test_a_lead_says_it_for_somebody_and_an_agent_may_not(world: World) -> None:
    refused = await world.server.runs("duty", ANA, state="off", somebody=DANA)
    done = await world.server.runs("duty", LENA, state="off", somebody=DANA)

    assert told(refused) == "Only a lead can change the duty of somebody else."
    assert told(done).startswith("Dana is off duty")


async def test_a_note_in_a_thread_stands_on_its_card_and_nowhere_else(world: World) -> None:
    thread = await a_thread(world)

    answer = await world.server.runs("note", ANA, at=thread, text="Asked Ken from billing.")
    await world.passes(0)

    assert told(answer).startswith("Noted on the card, for staff only.")
    assert "Ana noted: Asked Ken from billing." in text_of(world.cards()[-1])
    assert len(world.server.messages[thread]) == 1


async def test_a_note_that_is_for_nobody_says_where_to_type_it(world: World) -> None:
    answer = await world.server.runs("note", ANA, at=HELP, text="Asked Ken from billing.")

    assert "type this in their thread" in told(answer)


async def test_customers_write_no_notes_and_read_no_reasons(world: World) -> None:
    thread = await a_thread(world)

    note = await world.server.runs("note", MAYA, at=thread, text="Hello")
    why = await world.server.runs("why", MAYA, at=thread)

    for answer in (note, why):
        assert told(answer) == "Only agents and leads of this channel can do that."


async def test_why_tells_of_the_thread_or_of_who_waits_longest(world: World) -> None:
    nobody = await world.server.runs("why", ANA)
    thread = await a_thread(world)

    inside = await world.server.runs("why", ANA, at=thread)
    outside = await world.server.runs("why", ANA)

    assert told(nobody) == "Nobody is waiting."
    assert "Maya wrote the first line." in told(inside)
    assert told(inside) == told(outside)


async def test_duty_without_anything_tells_who_is_on(world: World) -> None:
    await world.server.runs("duty", ANA, state="off")

    answer = await world.server.runs("duty", LENA)

    assert told(answer) == (
        "🟢 Lena: on duty (no hours of their own)\n"
        "⚪ Ana: off duty, until they say otherwise (no hours of their own)"
    )


async def test_a_time_alone_says_nothing_about_duty_and_is_not_ignored(world: World) -> None:
    answer = await world.server.runs("duty", ANA, until="14:00")
    after = await world.server.runs("duty", LENA)

    assert (
        told(answer)
        == "Nothing was changed: with a time, say what you are until then. Choose a state as well."
    )
    assert "⚪" not in told(after)


async def test_people_say_their_own_hours(world: World) -> None:
    saved = await world.server.runs("duty", ANA, hours="Mon-Fri 09:00-17:00", zone="Europe/Berlin")
    wrong = await world.server.runs("duty", ANA, hours="whenever")
    again = await world.server.runs("duty", ANA, hours="always")

    assert told(saved) == "Saved. Ana is on duty Mon-Fri 09:00-17:00 @ Europe/Berlin."
    assert "Mon-Fri" in told(wrong)
    assert told(again) == "Saved. Ana is on duty unless they say otherwise."
