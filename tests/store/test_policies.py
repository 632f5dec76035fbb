"""Policies are versioned, every change is on record, and nothing of them is lost on the way."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, time, timedelta

from adapters.store.policies import policy_of, settings_of
from bot.hours import Hours
from bot.policy import Customers, Digest, Policy, Step
from bot.ports import Store
from tests.store.given import ANA, CHANNEL, NINE, STAFF, after

_OTHER = Policy(
    staff_channel=STAFF,
    owner=ANA,
    backup="slack:T1/UBEN",
    lead="slack:T1/ULEA",
    customers=Customers.OUTSIDERS,
    step=Step.PREVIEW,
    hours=Hours.parse(
        "Mon-Fri 09:00-12:00,13:00-18:00; Sun 22:00-06:00", "Europe/Berlin", [date(2026, 12, 25)], "Berlin"
    ),
    first_target=timedelta(seconds=90),
    next_target=None,
    warn_at=0.5,
    escalate_at=3.0,
    quiet=timedelta(seconds=7.5),
    quiet_after_question=timedelta(seconds=3),
    promise=timedelta(hours=2),
    digest=Digest(time(9), 0),
    agents_since=NINE,
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
    assert told["hours"][1].endswith("(Europe/Berlin), closed on 2026-12-25")
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
