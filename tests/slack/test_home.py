"""The Home tab as agents, leads and others meet it."""

from __future__ import annotations

from tests.slack.desk_side import fields, opens_home, presses_home, text_of, told, window
from tests.slack.office import ANA, BEN, COLE, CUSTOMERS, MAYA, Office, an_office, labels
from tests.slack.refusals import view_refused
from tests.slack.world import TEAM


async def paused(office: Office) -> bool:
    (watched,) = await office.rooms.lead.watched()
    return watched.policy.pauses(office.clock.now()) is not None


async def test_a_leads_home_shows_who_waits_and_every_channel_with_its_buttons() -> None:
    async with an_office() as office:
        await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        home = await opens_home(office, ANA)

        assert view_refused(home) is None
        assert "Maya" in text_of(home)
        assert labels(home) == [
            *("Go off duty", "Away until…", "My hours…"),
            *("Settings", "Targets", "Hours", "Pause alerts for 2 h", "Stop watching"),
        ]


async def test_an_agents_home_shows_what_is_in_their_hands_their_figures_and_no_settings() -> None:
    async with an_office() as office:
        await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        assert "In your hands" not in text_of(await opens_home(office, BEN))
        await office.presses(BEN, "Claim")
        home = await opens_home(office, BEN)

        assert "In your hands: 1" in text_of(home)
        assert "Your first replies" in text_of(home)
        assert "Settings" not in labels(home)


async def test_a_nudge_is_worked_from_the_home_tab_which_then_shows_what_is_left() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.presses(ANA, "Send")
        await office.writes(MAYA, "that worked, thank you!", root=root)
        await office.minutes_pass(10)
        assert "Your nudges: 1" in text_of(await opens_home(office, ANA))

        assert "Your nudges" not in text_of(await presses_home(office, ANA, "Done"))


async def test_going_off_duty_from_home_is_told_and_shown() -> None:
    async with an_office() as office:
        await opens_home(office, ANA)
        home = await presses_home(office, ANA, "Go off duty")

        assert "You are off duty." in text_of(home)
        assert "Nobody is on duty." in text_of(home)
        assert told(office, ANA) == "Ana is off duty, until they say otherwise."


async def test_being_away_asks_until_when_and_says_what_is_no_time() -> None:
    async with an_office() as office:
        await opens_home(office, ANA)
        await presses_home(office, ANA, "Away until…")
        wrong = await office.submits(ANA, {"until": "soon"})
        assert "is no time" in text_of(wrong["errors"])

        await office.submits(ANA, {"until": "2h"})

        assert told(office, ANA).startswith("Ana is away until")
        assert "You are off duty." in text_of(office.world.homes[ANA])


async def test_somebodys_own_hours_are_set_from_home() -> None:
    async with an_office() as office:
        await opens_home(office, BEN)
        await presses_home(office, BEN, "My hours…")
        assert fields(window(office)) == ["hours", "zone", "holidays"]

        await office.submits(BEN, {"hours": "Mon-Fri 13:00-17:00"})

        assert told(office, BEN).startswith("Saved. Ben is on duty Mon-Fri 13:00-17:00")


async def test_a_lead_pauses_and_resumes_alerts_from_home() -> None:
    async with an_office() as office:
        await opens_home(office, ANA)
        home = await presses_home(office, ANA, "Pause alerts for 2 h")
        assert await paused(office)
        assert "Alerts rest until 12:00." in text_of(home)

        await presses_home(office, ANA, "Resume alerts")
        assert not await paused(office)


async def test_a_lead_stops_watching_from_home_even_a_channel_that_is_gone() -> None:
    async with an_office() as office:
        del office.world.channels[CUSTOMERS]
        await opens_home(office, ANA)
        home = await presses_home(office, ANA, "Stop watching")

        assert await office.rooms.lead.watched() == []
        assert "No channel is watched yet." in text_of(home)


async def test_an_agent_whose_home_still_shows_a_leads_buttons_changes_nothing() -> None:
    async with an_office() as office:
        office.world.homes[COLE] = await opens_home(office, ANA)
        await presses_home(office, COLE, "Pause alerts for 2 h")

        assert not await paused(office)
        assert told(office, COLE) == "Only a lead of this channel can change that."


async def test_a_colleagues_home_shows_no_customer() -> None:
    async with an_office() as office:
        await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        home = await opens_home(office, COLE)

        assert "Maya" not in text_of(home)
        assert "support team" in text_of(home)


async def test_a_home_of_many_channels_fits() -> None:
    async with an_office() as office:
        (watched,) = await office.rooms.lead.watched()
        async with office.rooms.store.begin() as work:
            for number in range(40):
                await work.watch(
                    f"slack:{TEAM}/C{100 + number}",
                    f"#acme-{number}",
                    watched.policy,
                    by="test",
                    at=office.clock.now(),
                )
        home = await opens_home(office, ANA)

        assert view_refused(home) is None
