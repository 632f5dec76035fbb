"""The four steps of trust, and what a lead may set: each does what it says, and refuses what cannot be."""

from __future__ import annotations

import threading

import pytest

from bot.business_hours.calendars import HolidaysOf
from bot.card import Card
from bot.forms import Form
from bot.messages import Person, Role
from bot.policy import EVERY_CHANNEL, Step
from bot.record import DraftState
from tests.scenario.desk import ANA, DANA, HELP, KEN, MAYA, STAFF, DeskInMemory

NEW = "memory:new"


async def drafts(desk: DeskInMemory) -> list[DraftState]:
    async with desk.rooms.store.read() as reading:
        return [draft.state for draft in await reading.drafts(1)]


async def test_measuring_drafts_nothing_and_tells_nobody(desk: DeskInMemory) -> None:
    await desk.sets(step=Step.MEASURE)
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(60)
    await desk.says(DANA, "one year at a time", root=root)
    await desk.says(MAYA, "that worked!", root=root)
    await desk.minutes_pass(60 * 30)

    assert desk.chat.shown == []
    assert await drafts(desk) == []
    first = (await desk.conversation()).first_response
    assert first is not None
    assert first.by == DANA.id


async def test_previewing_shows_drafts_to_pilots_alone(desk: DeskInMemory) -> None:
    await desk.sets(step=Step.PREVIEW, pilots=(ANA.id,))
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(60)

    assert {place for place, _ in desk.chat.staff_see.values()} == {ANA.id}
    assert desk.card.draft
    await desk.says(DANA, "one year at a time", root=root)

    assert await drafts(desk) == [DraftState.WITHDRAWN]  # kept, to be compared with what was written by hand


async def test_previewing_without_pilots_shows_drafts_to_the_owner(desk: DeskInMemory) -> None:
    await desk.sets(step=Step.PREVIEW)
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)

    assert {place for place, _ in desk.chat.staff_see.values()} == {DANA.id}


async def test_cards_without_alerts(desk: DeskInMemory) -> None:
    await desk.sets(step=Step.CARDS)
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(60)

    assert [view for view in desk.views(Card) if isinstance(view, Card)] != []
    assert desk.alerts == []


async def test_a_new_channel_starts_from_what_leads_set_for_all(desk: DeskInMemory) -> None:
    lead = desk.rooms.lead
    told = await lead.change(EVERY_CHANNEL, {"first_target": "5m", "warnings": "50%"}, ANA)
    assert told.ok

    await lead.watch(NEW, "#new", STAFF, ANA)

    (watched,) = [one for one in await lead.watched() if one.channel == NEW]
    assert watched.policy.first_target is not None
    assert watched.policy.first_target.total_seconds() == 300
    assert watched.policy.staff_channel == STAFF
    changes = [one for one in await lead.audit() if one.channel == EVERY_CHANNEL]
    assert {(one.field, one.before, one.after) for one in changes} == {
        ("first_target", "15 min", "5 min"),
        ("warnings", "80%", "50%"),
    }


async def test_only_a_lead_changes_what_new_channels_start_from(desk: DeskInMemory) -> None:
    refused = await desk.rooms.lead.change(EVERY_CHANNEL, {"first_target": "5m"}, DANA)

    assert not refused.ok


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        pytest.param({"first_target": "0m"}, "choose between 30 seconds and 30 days", id="a target of zero"),
        pytest.param({"first_target": "365d"}, "choose between 30 seconds and 30 days", id="a year"),
        pytest.param({"hours": ""}, "nobody would ever be there", id="hours that never open"),
        pytest.param(
            {"hours": "Mon 09:00-10:00", "closed": "2026-01-01..2026-12-31, 2027-01-01..2027-12-31"},
            "open",
            id="hours that are closed all year",
        ),
        pytest.param({"zone": "Europe/Berln"}, "Europe/Berlin", id="an unknown zone"),
        pytest.param({"holidays": "XQ"}, 'I know no holidays for "XQ"', id="an unknown holiday country"),
        pytest.param({"holidays": "DE-XX"}, "I know no region", id="an unknown region"),
        pytest.param({"hours": "Mon 09:00-12:00,11:00-13:00"}, "overlap", id="two spans that overlap"),
        pytest.param({"warnings": "120%"}, "use a share from 10% to 99%", id="a warning after the target"),
        pytest.param({"warnings": "soon"}, "is no warning", id="a warning in other words"),
        pytest.param({"ladder": "50% lead"}, "at 100% of the target or later", id="an early escalation"),
        pytest.param({"ladder": "200% the boss"}, "is nobody I can tell", id="an escalation to nobody known"),
        pytest.param({"ladder": "200% lead if bored"}, "a rung waits for", id="an unknown condition"),
        pytest.param({"repeat_every": "10s"}, "5 minutes at the soonest", id="told again every ten seconds"),
        pytest.param({"repeats": "99"}, "at most 6 times", id="told again 99 times"),
        pytest.param({"urgent_factor": "400"}, "between 10 and 100", id="urgent, and later"),
        pytest.param({"quiet_hours": "always-ish"}, "Write them like", id="quiet hours in other words"),
        pytest.param({"digest": "Funday 09:00"}, "is not a weekday", id="a digest on no day"),
        pytest.param({"closed": "Christmas"}, "is not a date", id="a closed day in other words"),
        pytest.param({"owner": "Dana"}, "pick a person", id="an owner typed by name"),
    ],
)
async def test_what_cannot_be_is_refused_with_what_to_change(
    desk: DeskInMemory, inputs: dict[str, str], sentence: str
) -> None:
    before = (await desk.rooms.lead.watched())[0]

    told = await desk.rooms.lead.change(HELP, inputs, ANA)

    assert not told.ok
    assert sentence in told.text
    assert (await desk.rooms.lead.watched())[0] == before


async def test_an_escalation_to_somebody_who_left_is_refused(desk: DeskInMemory) -> None:
    desk.chat.people["memory:bo"] = Person(id="memory:bo", name="Bo", role=Role.AGENT, gone=True)

    told = await desk.rooms.lead.change(HELP, {"ladder": "200% memory:bo"}, ANA)

    assert told.text == "Bo is no longer here: choose somebody else."


async def test_every_form_has_at_most_four_fields_a_section_and_reads_back_what_it_shows(
    desk: DeskInMemory,
) -> None:
    lead = desk.rooms.lead
    await lead.change(
        HELP,
        {
            "hours": "Mon-Fri 09:00-17:00 @ Europe/Berlin holidays DE-BY | Mon-Fri 09:00-17:00 @ Asia/Tokyo",
            "warnings": "50%, 5m before",
            "ladder": "100% lead if urgent or nobody; 200% on duty",
            "quiet_hours": "Mon-Sun 22:00-07:00",
            "digest": "daily 09:00",
            "rating": "on",
            "pilot_1": DANA.id,
        },
        ANA,
    )
    (before,) = await lead.watched()
    form = await lead.form(HELP, ANA)
    assert isinstance(form, Form)

    assert all(len(section.fields) <= 4 for section in form.sections)
    again = await lead.change(HELP, {field.name: field.value for field in form.fields}, ANA)
    (after,) = await lead.watched()

    assert again.ok
    assert after.policy == before.policy


async def test_a_rung_is_added_by_picking_and_a_group_by_its_id(desk: DeskInMemory) -> None:
    lead = desk.rooms.lead
    inputs = {"rung_share": "150", "rung_person": KEN.id, "rung_place": "<@&42>", "rung_only": "urgent"}

    await lead.change(HELP, inputs, ANA)

    (watched,) = await lead.watched()
    told = [str(rung) for rung in watched.policy.ladder]
    assert {f"150% {KEN.id} if urgent", "150% memory:&42 if urgent"} < set(told)


async def test_a_large_calendar_file_holds_nobody_up_while_it_is_read(desk: DeskInMemory) -> None:
    read_by: list[threading.Thread] = []

    class Calendar(str):
        __slots__ = ()

        def removeprefix(self, prefix: str, /) -> str:
            read_by.append(threading.current_thread())
            return super().removeprefix(prefix)

    assert not (await desk.rooms.lead.import_dates(HELP, Calendar("not a calendar"), ANA)).ok

    assert read_by
    assert threading.main_thread() not in read_by


async def test_days_off_of_a_calendar_file_close_the_desk(desk: DeskInMemory) -> None:
    ical = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Off site\nDTSTART;VALUE=DATE:20260303\n"
        "DTEND;VALUE=DATE:20260304\nEND:VEVENT\nEND:VCALENDAR\n"
    )

    told = await desk.rooms.lead.import_dates(HELP, ical, ANA)

    assert told.text == "1 day off was taken over from the calendar file."
    (watched,) = await desk.rooms.lead.watched()
    assert not watched.policy.hours.is_open(desk.clock.now().replace(day=3))
    assert not (await desk.rooms.lead.import_dates(HELP, "not a calendar", ANA)).ok


async def test_next_years_holidays_are_known_without_another_setting(desk: DeskInMemory) -> None:
    await desk.rooms.lead.change(HELP, {"holidays": "DE"}, ANA)

    (watched,) = await desk.rooms.lead.watched()

    assert watched.policy.hours.schedules[0].holidays == (HolidaysOf("DE"),)
    assert not watched.policy.hours.is_open(desk.clock.now().replace(year=2031, month=12, day=25))
