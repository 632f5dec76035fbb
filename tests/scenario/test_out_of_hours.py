"""While nobody is there: the bot's labelled word, who is on call, and the list for the first person in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.business_hours.hours import Hours
from bot.card import Waiting
from bot.errors import RateLimited
from bot.forms import Form
from bot.policy import Acknowledge
from bot.roster.duty import Duty, State
from bot.speaking.acknowledging import preview
from tests.scenario.desk import ANA, DANA, HELP, KEN, MAYA, POLICY, DeskInMemory

NIGHT = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
OFFICE = Hours.parse("Mon-Fri 09:00-17:00", "UTC")


@pytest.fixture
async def night(desk: DeskInMemory) -> DeskInMemory:
    """The desk is closed, and says so to customers."""
    desk.clock.at = NIGHT
    await desk.sets(hours=OFFICE, acknowledgement=Acknowledge.OUT_OF_HOURS)
    return desk


async def test_pain_11_a_customer_at_night_hears_who_answers_and_when_on_their_clock(
    night: DeskInMemory,
) -> None:
    night.chat.people[MAYA.id] = replace(MAYA, zone="Europe/Berlin")
    await night.says(MAYA, "my export fails with error 413")
    await night.minutes_pass(2)

    (told,) = night.customer_sees
    assert "bot" in told
    assert "by tomorrow 10:15" in told  # fifteen minutes after nine in London is a quarter past ten in Berlin
    assert night.chat.customers_see[0].by == "memory:desk"


async def test_it_is_off_by_default(desk: DeskInMemory) -> None:
    desk.clock.at = NIGHT
    await desk.sets(hours=OFFICE)
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(10)

    assert desk.customer_sees == []


async def test_it_never_counts_as_a_response_and_stops_no_clock(night: DeskInMemory) -> None:
    await night.says(MAYA, "my export fails with error 413")
    await night.minutes_pass(2)

    conversation = await night.conversation()
    assert conversation.first_response is None
    assert conversation.wait is not None
    assert conversation.last_human_at is None
    assert night.card.state == "Waiting"


async def test_pain_9_a_customer_is_told_once_for_each_wait_and_each_night(night: DeskInMemory) -> None:
    root = await night.says(MAYA, "my export fails with error 413")
    await night.minutes_pass(5)
    await night.says(MAYA, "hello? still nothing", root=root)
    await night.minutes_pass(90)
    await night.says(MAYA, "and something else: the dashboard is empty")
    await night.minutes_pass(5)

    assert len(night.customer_sees) == 1


async def test_the_next_night_has_a_word_of_its_own(night: DeskInMemory) -> None:
    root = await night.says(MAYA, "my export fails with error 413")
    await night.minutes_pass(12 * 60)
    await night.says(DANA, "Export one year at a time.", root=root)
    await night.minutes_pass(12 * 60)

    await night.says(MAYA, "it still fails", root=root)
    await night.minutes_pass(2)

    assert len([posting for posting in night.chat.customers_see if posting.by == "memory:desk"]) == 2


async def test_it_is_silent_for_half_an_hour_after_a_person_wrote(night: DeskInMemory) -> None:
    root = await night.says(MAYA, "my export fails with error 413")
    await night.seconds_pass(20)
    await night.says(DANA, "I'm still up. Export one year at a time.", root=root)
    await night.minutes_pass(10)
    await night.says(MAYA, "how do I do that?", root=root)
    await night.minutes_pass(5)

    assert night.customer_sees == []


async def test_it_speaks_the_customers_language(night: DeskInMemory) -> None:
    await night.says(MAYA, "Hallo, mein Export bricht immer mit Fehler 413 ab, was kann ich tun?")
    await night.minutes_pass(2)

    assert "hier schreibt der Bot" in night.customer_sees[0]
    assert "bis morgen 09:15" in night.customer_sees[0]


async def test_something_urgent_reaches_who_is_on_call_and_only_then_the_text_says_so(
    night: DeskInMemory,
) -> None:
    await night.says(MAYA, "URGENT: production is down, nobody can log in, we lose money every minute!")
    await night.minutes_pass(2)

    assert "has been called" in night.customer_sees[0]
    called = [nudge for nudge in night.nudges(DANA) if nudge.kind == "security"]
    assert called[0].headline == "Maya has something urgent, and the desk is closed. You are on call."


async def test_where_nobody_can_be_called_the_text_does_not_claim_it(night: DeskInMemory) -> None:
    await night.sets(owner=None, backup=None, lead=None)
    async with night.rooms.store.begin() as work:
        await work.save_duty(Duty(person=DANA.id).said(State.OFF, night.clock.now()))
    await night.says(MAYA, "URGENT: production is down, nobody can log in, we lose money every minute!")
    await night.minutes_pass(2)

    assert "called" not in night.customer_sees[0]


async def test_what_is_not_urgent_calls_nobody(night: DeskInMemory) -> None:
    await night.says(MAYA, "my export fails with error 413")
    await night.minutes_pass(30)

    assert "called" not in night.customer_sees[0]
    assert night.nudges(DANA) == []


async def test_an_answer_that_was_lost_is_not_said_twice(night: DeskInMemory) -> None:
    night.chat.fails.append(RateLimited(timedelta(seconds=5)))
    await night.says(MAYA, "my export fails with error 413")
    await night.minutes_pass(5)

    assert len(night.customer_sees) == 1


async def test_the_first_person_in_finds_everybody_who_waited_with_new_customers_on_top(
    night: DeskInMemory,
) -> None:
    root = await night.says(MAYA, "my export fails with error 413")
    await night.says(DANA, "Export one year at a time.", root=root)
    await night.minutes_pass(31)
    await night.says(MAYA, "it still fails", root=root)
    await night.minutes_pass(60)
    await night.says(KEN, "the dashboard shows nothing")

    await night.minutes_pass(11 * 60)

    lists: list[Any] = [
        view for place, view in night.chat.shown if place == DANA.id and isinstance(view, Waiting)
    ]
    assert len(lists) == 1
    assert [row.customer for row in lists[0].rows] == ["Ken", "Maya"]
    assert lists[0].title == "Good morning. These wait since you closed"


async def test_a_lead_sees_it_in_the_settings_before_switching_it_on(desk: DeskInMemory) -> None:
    await desk.sets(hours=OFFICE)

    form = await desk.rooms.lead.form(HELP, replace(ANA, zone="Europe/Berlin"))

    assert isinstance(form, Form)
    assert "this is" in form.notes[-1]
    assert "tomorrow 10:15" in form.notes[-1]


async def test_a_desk_that_never_closes_has_nothing_to_preview(desk: DeskInMemory) -> None:
    form = await desk.rooms.lead.form(HELP, ANA)

    assert isinstance(form, Form)
    assert form.notes == ()


async def test_the_preview_is_on_the_customers_clock() -> None:
    policy = replace(POLICY, hours=OFFICE)

    told = preview(policy, replace(MAYA, zone="Europe/Berlin"), datetime(2026, 3, 2, 12, tzinfo=UTC))

    assert "bot" in told
    assert "tomorrow 10:15" in told


async def test_nobody_else_is_told_at_night(night: DeskInMemory) -> None:
    await night.says(MAYA, "my export fails with error 413")
    await night.minutes_pass(60)

    assert [view for place, view in night.chat.shown if place in (DANA.id, ANA.id)] == []


async def test_an_acknowledgement_that_lay_in_the_queue_is_not_sent_once_a_person_answered(
    night: DeskInMemory,
) -> None:
    root = await night.says(MAYA, "my export fails with error 413")
    await night.seconds_pass(50)
    night.chat.fails = [RateLimited(timedelta(hours=2))]
    await night.minutes_pass(2)

    await night.says(DANA, "Export one year at a time, please.", root=root)
    await night.minutes_pass(240)

    assert night.customer_sees == []


async def test_an_acknowledgement_that_lay_in_the_queue_is_not_sent_once_we_are_open(
    night: DeskInMemory,
) -> None:
    await night.says(MAYA, "my export fails with error 413")
    await night.seconds_pass(50)
    night.chat.fails = [RateLimited(timedelta(hours=11, minutes=30))]

    await night.minutes_pass(13 * 60)

    assert night.customer_sees == []


async def test_an_acknowledgement_that_is_still_true_goes_out_late(night: DeskInMemory) -> None:
    await night.says(MAYA, "my export fails with error 413")
    await night.seconds_pass(50)
    night.chat.fails = [RateLimited(timedelta(minutes=30))]

    await night.minutes_pass(60)

    assert len(night.customer_sees) == 1
