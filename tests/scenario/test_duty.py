"""On duty, off, away: who is told, what is handed over, and what a lead learns of it."""

from __future__ import annotations

import pytest

from bot.business_hours.hours import Hours, HoursError
from bot.card import Trouble, Verb
from bot.messages import Person, Role
from bot.roster.duty import Duty, Roster, State, on_duty, read_until
from tests.scenario.desk import ANA, DANA, KEN, MAYA, MONDAY_NINE, DeskInMemory, text_of

NIGHTS = Hours.parse("Mon-Sun 22:00-06:00", "UTC")
DAYS = Hours.parse("Mon-Fri 08:00-16:00", "UTC")


async def says(desk: DeskInMemory, who: Person, state: State, until: str = "") -> str:
    answered = await desk.rooms.lead.duty.say(who.id, state, who, until)
    await desk.settle()
    return answered.text


def uncovered(desk: DeskInMemory) -> list[Trouble]:
    return [view for view in desk.views(Trouble) if isinstance(view, Trouble)]


@pytest.mark.parametrize(
    ("duty", "there"),
    [
        pytest.param(None, True, id="somebody without an entry is on duty"),
        pytest.param(Duty(person="a", hours=DAYS), True, id="within their hours they are"),
        pytest.param(Duty(person="a", hours=NIGHTS), False, id="outside their hours they are not"),
        pytest.param(Duty(person="a", hours=DAYS).said(State.OFF, MONDAY_NINE), False, id="off is off"),
        pytest.param(
            Duty(person="a").said(State.AWAY, MONDAY_NINE, read_until("2h", "UTC", MONDAY_NINE)),
            False,
            id="away until eleven, not at nine",
        ),
        pytest.param(Duty(person="a", hours=NIGHTS).said(State.ON, MONDAY_NINE), True, id="on is on"),
        pytest.param(
            Duty(person="a", hours=DAYS).said(State.OFF, MONDAY_NINE).said(State.ON, MONDAY_NINE),
            True,
            id="on again, within their hours",
        ),
    ],
)
def test_who_is_on_duty(duty: Duty | None, there: bool) -> None:
    assert on_duty(duty, MONDAY_NINE) is there


def test_on_outside_ones_hours_ends_after_a_shift() -> None:
    duty = Duty(person="a", hours=DAYS)
    evening = MONDAY_NINE.replace(hour=20)

    said = duty.said(State.ON, evening)

    assert on_duty(said, evening.replace(hour=23))
    assert not on_duty(said, evening.replace(day=7, hour=20))


def test_people_of_another_workspace_are_not_on_duty_here() -> None:
    roster = Roster.of([Duty(person="slack:T1/U1"), Duty(person="slack:T2/U2"), Duty(person="discord:G1/3")])

    assert roster.on_duty("slack:T1/C1", MONDAY_NINE) == ("slack:T1/U1",)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("soon", id="no time"),
        pytest.param("2020-01-01", id="a day that has passed"),
        pytest.param("99999d", id="not in the coming year"),
    ],
)
def test_an_end_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(HoursError):
        read_until(text, "UTC", MONDAY_NINE)


def test_a_time_of_day_that_has_passed_is_tomorrows() -> None:
    assert read_until("08:30", "UTC", MONDAY_NINE).day == MONDAY_NINE.day + 1


async def test_going_off_hands_over_claims_and_reminders_in_one_message(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    await desk.clicks(DANA, Verb.CLAIM)
    root = await desk.says(KEN, "the dashboard is empty")
    await desk.minutes_pass(1)
    await desk.says(ANA, "I will look into it", root=root)
    await desk.clicks(DANA, Verb.REMIND, minutes="60", reason="the log")

    told = await says(desk, DANA, State.OFF)

    assert told == "Dana is off duty, until they say otherwise. 2 conversations were handed over."
    (nudge,) = desk.nudges(ANA)
    assert nudge.headline.splitlines() == [
        "Dana is off duty. In your hands now:",
        "• Maya in #help has waited 2 min",
        "  my export fails with error 413",
        "• Ken in #help was promised news by 10:02",
        "  the dashboard is empty",
    ]
    assert (await desk.conversation(1)).claimed_by is None
    await desk.minutes_pass(61)

    assert any("A colleague asked to be reminded" in one.headline for one in desk.nudges(ANA))


async def test_an_open_alert_goes_to_the_next_when_its_reader_goes_off(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(13)

    await says(desk, DANA, State.OFF)

    (page,) = desk.pages(ANA.id)
    assert page.level == "warning"


async def test_an_agent_speaks_for_themselves_a_lead_for_everybody(desk: DeskInMemory) -> None:
    duty = desk.rooms.lead.duty
    refused = await duty.say(ANA.id, State.OFF, DANA)
    colleague = Person(id=DANA.id, name="Dana", role=Role.COLLEAGUE)

    assert refused.text == "Only a lead can change the duty of somebody else."
    assert not (await duty.say(DANA.id, State.OFF, colleague)).ok
    assert (await duty.say(DANA.id, State.OFF, ANA)).ok


async def test_duty_is_on_record_with_who_before_and_after(desk: DeskInMemory) -> None:
    await says(desk, DANA, State.AWAY, "2h")

    (change,) = [one for one in await desk.rooms.lead.audit() if one.field == "duty of Dana"]

    assert (change.by, change.before, change.after) == (
        DANA.id,
        "as scheduled",
        "away until 2026-03-02 11:00 UTC",
    )


async def test_a_channel_without_owner_and_backup_tells_the_lead_once(desk: DeskInMemory) -> None:
    await desk.sets(lead=KEN.id)
    await says(desk, DANA, State.OFF)
    assert uncovered(desk) == []

    await says(desk, ANA, State.AWAY, "3h")
    await desk.minutes_pass(60)

    (told,) = uncovered(desk)
    assert told.text == (
        "Dana (owner) is off duty and Ana (backup) is away until 12:00: nobody answers for #help. "
        "Take it, or name somebody else in its settings."
    )
    assert told.mention == (KEN.id,)
    await says(desk, DANA, State.ON)

    (over,) = uncovered(desk)
    assert over.over


async def test_nobody_off_duty_is_paged_unless_it_is_urgent(desk: DeskInMemory) -> None:
    for who in (DANA, ANA):
        await says(desk, who, State.OFF)
    await desk.says(KEN, "the dashboard is empty")
    await desk.minutes_pass(40)
    assert desk.pages(DANA.id) == desk.pages(ANA.id) == []
    assert desk.alerts[0].late == "Nobody was pinged: nobody is on duty."

    await desk.says(MAYA, "URGENT: our whole production is down, the export fails!")
    await desk.minutes_pass(16)

    assert desk.pages(ANA.id) != []


async def test_a_nudge_for_somebody_off_duty_goes_to_the_next(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.says(DANA, "one year at a time", root=root)
    await says(desk, DANA, State.OFF)

    await desk.says(MAYA, "that worked, thank you!", root=root)
    await desk.minutes_pass(3)

    assert [nudge.kind for nudge in desk.nudges(ANA)] == ["confirm"]
    assert desk.nudges(DANA) == []


async def test_hours_of_ones_own_are_set_and_taken_away(desk: DeskInMemory) -> None:
    duty = desk.rooms.lead.duty
    wrong = await duty.schedule(DANA.id, {"hours": "Mon-Fri", "zone": "UTC"}, DANA)
    assert not wrong.ok

    await duty.schedule(DANA.id, {"hours": "Mon-Fri 12:00-18:00", "zone": "UTC"}, DANA)
    assert not (await duty.roster()).on(DANA.id, MONDAY_NINE)
    await duty.schedule(DANA.id, {"hours": ""}, DANA)

    assert (await duty.roster()).on(DANA.id, MONDAY_NINE)
    assert text_of(await duty.say(DANA.id, State.AWAY, DANA)).startswith("Away until when?")
