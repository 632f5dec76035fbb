"""Policies are versioned, every change is on record, and nothing of them is lost on the way."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, time, timedelta

import pytest

from adapters.store.policies import policy_of, settings_of
from bot.alerts.ladder import read_ladder, read_warnings
from bot.business_hours.calendars import HolidaysOf
from bot.business_hours.hours import Hours
from bot.business_hours.timetable import read_timetable
from bot.policy import Acknowledge, Customers, Digest, Listens, Policy, Step
from bot.ports import Store
from tests.store.given import ANA, CHANNEL, NINE, STAFF, after

_OTHER = Policy(
    staff_channel=STAFF,
    owner=ANA,
    backup="slack:T1/UBEN",
    lead="slack:T1/ULEA",
    customers=Customers.OUTSIDERS,
    listens=Listens.MENTIONS,
    step=Step.PREVIEW,
    hours=read_timetable(
        "Mon-Fri 09:00-12:00,13:00-18:00; Sun 22:00-06:00 @ Europe/Berlin holidays DE-BY | Mon 09:00-17:00",
        HolidaysOf,
        zone="Asia/Tokyo",
        closed=[date(2026, 12, 24)],
        imported=[date(2026, 8, 3)],
    ),
    first_target=timedelta(seconds=90),
    next_target=None,
    pilots=(ANA,),
    urgent_factor=0.25,
    high_stakes_factor=0.5,
    first_contact_factor=0.75,
    warnings=read_warnings("50%, 5m before"),
    ladder=read_ladder("150% on duty; 300% slack:T1/C9 if urgent"),
    repeat_every=timedelta(minutes=30),
    repeats=2,
    quiet_hours=Hours.parse("Mon-Sun 22:00-07:00", "Europe/Berlin"),
    acknowledgement=Acknowledge.OUT_OF_HOURS,
    digest=Digest(time(9), 0),
    rating=True,
    quiet=timedelta(seconds=7.5),
    quiet_after_question=timedelta(seconds=3),
    promise=timedelta(hours=2),
    agents_since=NINE,
    paused_until=NINE + timedelta(hours=1),
)


def test_every_field_of_a_policy_is_another_than_its_default_here() -> None:
    plain = Policy(staff_channel="")

    assert [f.name for f in fields(Policy) if getattr(_OTHER, f.name) == getattr(plain, f.name)] == []


def test_every_field_of_a_policy_survives_being_stored() -> None:
    assert policy_of(settings_of(_OTHER)) == _OTHER


def test_a_policy_of_an_earlier_release_has_the_defaults_of_what_it_did_not_know() -> None:
    stored = settings_of(_OTHER)
    del stored["promise"]

    assert policy_of({**stored, "gone_since": 1}) == replace(_OTHER, promise=None)


def test_a_policy_of_the_first_release_keeps_its_warning_its_lead_and_its_hours() -> None:
    hours = {"text": "Mon-Fri 09:00-17:00", "zone": "Europe/Berlin", "closed": ["2026-12-24"], "name": ""}

    read = policy_of({"staff_channel": STAFF, "warn_at": 0.5, "escalate_at": 3.0, "hours": hours})

    assert (str(read.warnings[0]), [str(rung) for rung in read.ladder]) == (
        "50%",
        ["100% lead if urgent or nobody", "300% lead"],
    )
    assert read.hours == Hours.parse("Mon-Fri 09:00-17:00", "Europe/Berlin", [date(2026, 12, 24)])


async def test_a_channel_is_watched_with_its_latest_policy(store: Store) -> None:
    async with store.begin() as work:
        assert await work.watch(CHANNEL, "help", Policy(staff_channel=STAFF), by=ANA, at=NINE) == 1
        assert await work.watch(CHANNEL, "help-desk", _OTHER, by=ANA, at=after(5)) == 2

    async with store.read() as reading:
        watched = await reading.watched(CHANNEL)
        assert watched is not None
        assert (watched.policy, watched.version, watched.name) == (_OTHER, 2, "help-desk")
        assert await reading.all_watched() == [watched]
        assert await reading.watched("slack:T1/C9") is None


async def test_each_changed_field_is_on_record_in_words(store: Store) -> None:
    before = Policy(staff_channel=STAFF)
    async with store.begin() as work:
        await work.watch(CHANNEL, "help", before, by=ANA, at=NINE)
        await work.watch(
            CHANNEL, "help", replace(before, first_target=None, hours=_OTHER.hours), by=ANA, at=after(5)
        )

    async with store.read() as reading:
        changes = await reading.audit(limit=2)
    told = {change.field: (change.before, change.after) for change in changes}
    assert told["first_target"] == ("15 min", "none")
    assert told["hours"][1].endswith("@ Asia/Tokyo, closed on 2026-12-24, 1 day from a calendar file")
    assert {change.at for change in changes} == {after(5)}


async def test_a_channel_can_be_left_and_watched_again_with_a_new_version(store: Store) -> None:
    async with store.begin() as work:
        await work.watch(CHANNEL, "help", _OTHER, by=ANA, at=NINE)
        await work.unwatch(CHANNEL, by=ANA, at=after(1))
        assert await work.watched(CHANNEL) is None
        assert await work.all_watched() == []
        assert await work.watch(CHANNEL, "help", _OTHER, by=ANA, at=after(2)) == 2

    async with store.read() as reading:
        assert [change.after for change in await reading.audit() if change.field == "watched"] == [
            "yes",
            "no",
            "yes",
        ]


@pytest.mark.parametrize(
    ("heard", "last"),
    [
        pytest.param(("17.5", "16.9"), "17.5", id="an earlier message of Slack's"),
        pytest.param(("999", "1000"), "1000", id="a longer number of Discord's"),
        pytest.param(("1000", "999"), "1000", id="a shorter one"),
    ],
)
async def test_what_was_heard_last_never_moves_back(store: Store, heard: tuple[str, ...], last: str) -> None:
    async with store.begin() as work:
        await work.watch(CHANNEL, "help", _OTHER, by=ANA, at=NINE)
        for message in heard:
            await work.mark_channel(CHANNEL, watermark=message)

        watched = await work.watched(CHANNEL)
        assert watched is not None
        assert watched.watermark == last


async def test_a_channel_keeps_its_watermark_and_why_it_cannot_be_worked_in(store: Store) -> None:
    async with store.begin() as work:
        await work.watch(CHANNEL, "help", _OTHER, by=ANA, at=NINE)
        await work.mark_channel(CHANNEL, watermark="17")
        await work.degrade(CHANNEL, "not in the channel")
        await work.watch(CHANNEL, "help", _OTHER, by=ANA, at=after(1))

        watched = await work.watched(CHANNEL)
        assert watched is not None
        assert (watched.watermark, watched.degraded) == ("17", "not in the channel")

        await work.degrade(CHANNEL, None)
        again = await work.watched(CHANNEL)
        assert again is not None
        assert again.degraded is None
