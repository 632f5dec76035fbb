"""What leads and agents type: duty, notes, pauses, parts of the settings, and what is wrong with a field."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.policy import Acknowledge, Customers, Policy, Step
from tests.slack.desk_side import fields, text_of, types, window
from tests.slack.office import ANA, BEN, COLE, CUSTOMERS, MAYA, NADIA, STAFF, Office, an_office
from tests.slack.world import TEAM


async def policy(office: Office, channel: str = CUSTOMERS) -> Policy:
    known = {each.channel: each.policy for each in await office.rooms.lead.watched()}
    return known[f"slack:{TEAM}/{channel}"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("targets", {"first_target", "next_target", "promise", "urgent_factor"}),
        ("hours", {"hours", "zone", "holidays", "closed"}),
        ("escalation", {"warnings", "ladder", "repeat_every", "rung_person"}),
        ("acknowledgement", {"acknowledgement", "quiet_hours"}),
        ("digest", {"digest", "rating"}),
        ("people", {"owner", "backup", "lead", "customers"}),
        ("trust", {"step", "pilot_1"}),
        ("settings", {"first_target", "warnings", "rung_share", "hours", "digest", "owner", "step"}),
    ],
)
async def test_each_word_opens_its_part_of_the_settings(word: str, expected: set[str]) -> None:
    async with an_office() as office:
        assert await types(office, ANA, word) == ""

        shown = set(fields(window(office)))
        assert expected <= shown
        assert word == "settings" or len(shown) <= 8


async def test_every_field_that_is_wrong_says_so_under_itself() -> None:
    async with an_office() as office:
        before = await policy(office)
        await types(office, ANA, "settings")
        typed = {"first_target": "soon", "hours": "Mon-Fri whenever", "repeats": "99"}
        answer = await office.submits(ANA, typed)

        wrong = {block.split(":")[1] for block in answer["errors"]}
        assert (answer["response_action"], wrong) == ("errors", set(typed))
        assert await policy(office) == before


async def test_a_lead_sets_a_channel_from_the_staff_channel_it_is_served_from() -> None:
    async with an_office() as office:
        await types(office, ANA, "targets", STAFF)
        await office.submits(ANA, {"first_target": "5m"})

        assert (await policy(office)).first_target == (await policy(office)).next_target / 6  # type: ignore[operator]


async def test_a_lead_names_the_channel_a_setting_is_for() -> None:
    async with an_office() as office:
        await types(office, ANA, f"pause <#{CUSTOMERS}|acme> until 14:00", "C99")

        assert (await policy(office)).paused_until == office.clock.at.replace(hour=13)  # 14:00 in Berlin


async def test_a_pause_ends_by_itself_and_then_tells_who_is_late() -> None:
    async with an_office() as office:
        told = await types(office, ANA, "pause for 30m")
        assert told.startswith("Alerts of #acme rest until 10:30 (Europe/Berlin)")
        await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.minutes_pass(25)
        assert len(office.staff) == 1
        assert "Alerts rest until 10:30." in await types(office, BEN, "status")

        await office.minutes_pass(5)
        assert "Maya has waited 30 min" in office.staff[-1]["text"]
        assert "rest until" not in await types(office, BEN, "status")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("pause", "rest until 12:00", id="two hours where nobody says how long"),
        pytest.param("pause until tomorrow", '"tomorrow" is no time. Write 2h, 14:00', id="no time"),
        pytest.param("pause 2026-12-24", "two weeks at most", id="too long"),
    ],
)
async def test_a_pause_has_an_end(typed: str, expected: str) -> None:
    async with an_office() as office:
        assert expected in await types(office, ANA, typed)


async def test_paused_alerts_ping_nobody_while_cards_go_on() -> None:
    async with an_office() as office:
        await types(office, ANA, "pause")
        await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        await office.minutes_pass(60)
        assert ["Maya in #acme" in post["text"] for post in office.staff] == [True]

        assert await types(office, ANA, "resume") == "Alerts of #acme go out again."
        await office.minutes_pass(1)
        assert "Maya has waited" in office.staff[-1]["text"]


async def test_an_agent_who_does_not_lead_pauses_nothing() -> None:
    async with an_office() as office:
        assert await types(office, BEN, "pause") == "Only a lead of this channel can change that."
        assert (await policy(office)).paused_until is None


async def test_there_is_nothing_to_pause_where_no_alerts_go_out() -> None:
    async with an_office() as office:
        (watched,) = await office.rooms.lead.watched()
        preview = replace(watched.policy, step=Step.PREVIEW)
        async with office.rooms.store.begin() as work:
            await work.watch(watched.channel, watched.name, preview, by="test", at=office.clock.now())

        assert (await types(office, ANA, "pause")).startswith("No alerts go out for #acme as it is")
        assert (await policy(office)).step is Step.PREVIEW


async def test_the_acknowledgement_is_switched_by_a_word_and_previewed_in_its_window() -> None:
    async with an_office() as office:
        assert "who answers and when" in await types(office, ANA, "acknowledgement on")
        assert (await policy(office)).acknowledgement is Acknowledge.OUT_OF_HOURS

        await types(office, ANA, "hours")
        await office.submits(ANA, {"hours": "Mon-Fri 09:00-17:00"})
        await types(office, ANA, "acknowledgement")
        assert "While you are closed, a customer would read" in text_of(window(office))

        await types(office, ANA, "acknowledgement off")
        assert (await policy(office)).acknowledgement is Acknowledge.OFF


async def test_duty_is_told_changed_and_known_to_everybody_on_the_desk() -> None:
    async with an_office() as office:
        assert (await types(office, BEN, "duty")).startswith("🟢 You are on duty.")
        assert await types(office, BEN, "duty off") == "Ben is off duty, until they say otherwise."
        assert "⚪ Ben is off duty." in await types(office, ANA, "duty")
        assert await types(office, ANA, f"duty on <@{BEN}|ben>") == "Ben is on duty."
        assert "Ben is away until" in await types(office, BEN, "duty away until 2h")
        assert await types(office, BEN, "duty away") == "Away until when? Write 2h, 14:00 or 2026-12-24."


async def test_an_agent_changes_nobody_elses_duty_and_a_customer_nobodys() -> None:
    async with an_office() as office:
        told = await types(office, BEN, f"duty off <@{ANA}|ana>")
        assert told == "Only a lead can change the duty of somebody else."
        assert await types(office, NADIA, "duty off") == "Only agents and leads see who is waiting."


async def test_duty_hours_open_in_a_window() -> None:
    async with an_office() as office:
        assert await types(office, BEN, "duty hours") == ""
        answer = await office.submits(BEN, {"hours": "never"})
        assert answer["response_action"] == "errors"

        await office.submits(BEN, {"hours": "Mon-Fri 13:00-17:00"})
        assert "Ben is on duty Mon-Fri 13:00-17:00" in office.world.ephemerals[-1]["text"]


async def test_a_note_goes_on_the_card_of_the_one_who_waits_and_never_to_the_customer() -> None:
    async with an_office() as office:
        root = await office.writes(MAYA, "How do I export my data?")
        await office.minutes_pass(1)
        assert (await types(office, BEN, "note engineering looks into it")).startswith("Noted on the card")
        await office.settle()

        assert "Ben noted: engineering looks into it" in text_of(office.card["blocks"])
        assert office.thread(root) == ["Maya: How do I export my data?"]


async def test_a_note_asks_which_customer_when_several_wait_and_none_is_yours() -> None:
    async with an_office() as office:
        await office.writes(MAYA, "How do I export my data?")
        await office.writes(NADIA, "Is the API down?")
        await office.minutes_pass(1)
        assert (await types(office, BEN, "note looking")).startswith("Which customer is it about?")

        await office.presses(BEN, "Claim", on=office.staff[0])
        assert (await types(office, BEN, "note looking")).startswith("Noted on the card")
        assert await types(office, COLE, "note looking") == "Only agents and leads see who is waiting."


async def test_in_a_channel_shared_with_others_our_own_people_are_colleagues() -> None:
    async with an_office() as office:
        office.world.channel("C20", MAYA, ANA, COLE).shared = True
        told = await types(office, ANA, f"watch <#{STAFF}|staff>", "C20")
        assert told.startswith("I watch #c20 now.")

        assert (await policy(office, "C20")).customers is Customers.OUTSIDERS


@pytest.mark.parametrize("days", ["0", "91", "7000"])
async def test_a_report_is_about_one_to_ninety_days(days: str) -> None:
    async with an_office() as office:
        assert (await types(office, ANA, f"report {days}")).startswith("Ask for 1 to 90 days")
        assert "in the last 30 days" in await types(office, ANA, "report 30")
