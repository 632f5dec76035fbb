"""Warnings, breaches and escalations: one alert a wait, carrying the cure, never silenced by a claim."""

from __future__ import annotations

from datetime import timedelta

from bot.business_hours.hours import Hours
from bot.card import Trouble, Verb
from bot.process.troubles import Troubles
from tests.scenario.desk import ANA, DANA, HELP, KEN, MAYA, STAFF, DeskInMemory


async def test_one_warning_goes_to_the_owner_before_the_target(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(12.1)

    (alert,) = desk.alerts
    assert alert.level == "warning"
    assert alert.mention == (DANA.id,)
    assert alert.headline == "Maya has waited 12 min (target 15 min)"


async def test_the_alert_carries_the_draft_and_its_buttons(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(16)

    (alert,) = desk.alerts
    assert alert.card.draft
    await desk.clicks(ANA, Verb.SEND, alert)

    assert desk.customer_sees == [alert.card.draft]


async def test_an_alert_rises_in_place_and_tells_the_lead_at_twice_the_target(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(31)

    (alert,) = desk.alerts
    assert alert.level == "escalation"
    assert alert.mention == (ANA.id,)


async def test_an_answered_alert_says_by_whom(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(16)

    await desk.says(ANA, "sorry for the wait, looking now", root=root)

    (alert,) = desk.alerts
    assert alert.over == "answered by Ana at 09:16, after 16 min"
    assert alert.mention == ()


async def test_a_claim_does_not_silence_the_alert(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    await desk.clicks(ANA, Verb.CLAIM)

    await desk.minutes_pass(15)

    (alert,) = desk.alerts
    assert alert.level == "breach"


async def test_a_claim_without_a_reply_lapses_after_ten_minutes(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    await desk.clicks(ANA, Verb.CLAIM)
    assert "claimed by Ana" in desk.card.state

    await desk.minutes_pass(10.1)

    assert "claimed" not in desk.card.state


async def test_an_answer_in_time_makes_no_alert(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(5)
    await desk.clicks(DANA, Verb.SEND)

    await desk.minutes_pass(60)

    assert desk.alerts == []


async def test_closed_hours_do_not_count(desk: DeskInMemory) -> None:
    await desk.sets(hours=Hours.parse("Mon-Fri 12:00-17:00", "UTC"))
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(3 * 60 + 11)
    assert desk.alerts == []

    await desk.minutes_pass(2)
    assert desk.alerts[0].level == "warning"


async def test_without_a_target_nobody_is_alerted(desk: DeskInMemory) -> None:
    await desk.sets(first_target=None)
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(300)

    assert desk.alerts == []


async def test_deadlines_that_passed_while_we_were_away_fire_once_and_say_how_late(
    desk: DeskInMemory,
) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.rooms.store.beat(desk.clock.at)

    desk.clock.at += timedelta(minutes=45)
    await desk.rooms.store.beat(desk.clock.at)
    await desk.settle()
    await desk.settle()

    (alert,) = desk.alerts
    assert alert.level == "escalation"
    assert alert.late == ("Frontdesk was not running when this fell due, 33 min before it could tell you.")


async def test_what_is_late_while_we_run_is_not_blamed_on_our_being_away(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    for _ in range(45):
        await desk.rooms.store.beat(desk.clock.at)
        desk.clock.at += timedelta(minutes=1)

    await desk.settle()

    (alert,) = desk.alerts
    assert alert.late is None


async def test_a_deadline_moved_into_a_time_when_we_were_away_was_not_missed(desk: DeskInMemory) -> None:
    await desk.sets(first_target=timedelta(hours=3))
    await desk.says(MAYA, "my export fails with error 413")
    for pause in (0, 30, 20):
        await desk.minutes_pass(pause)
        await desk.rooms.store.beat(desk.clock.at)

    for _ in range(11):
        await desk.minutes_pass(1)
        await desk.rooms.store.beat(desk.clock.at)
    await desk.rooms.lead.change(HELP, {"first_target": "40m"}, ANA)
    await desk.settle()

    (alert,) = desk.alerts
    assert alert.late is None


async def test_a_target_that_was_shortened_is_no_alert_that_was_missed(desk: DeskInMemory) -> None:
    await desk.sets(first_target=timedelta(hours=3))
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(40)

    await desk.rooms.lead.change(HELP, {"first_target": "15m"}, ANA)
    await desk.settle()

    (alert,) = desk.alerts
    assert alert.late is None


async def test_an_alert_that_rested_is_no_alert_that_was_missed(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(2)
    await desk.says(KEN, "You have to export one year at a time, then it works.", root=root)
    await desk.minutes_pass(38)

    await desk.says(MAYA, "no, it still fails with error 413", root=root)
    await desk.minutes_pass(1)

    assert "was not running" not in " ".join(alert.late or "" for alert in desk.alerts)


async def test_a_second_wait_is_alerted_by_its_own_target(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.says(ANA, "one year at a time", root=root)
    await desk.minutes_pass(5)
    await desk.says(MAYA, "that fails as well", root=root)

    await desk.minutes_pass(25)

    (alert,) = desk.alerts
    assert alert.headline == "Maya has waited 24 min (target 30 min)"


async def test_a_day_without_any_human_is_a_miss_with_words_to_reach_out(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(24 * 60 + 1)

    (nudge,) = desk.nudges(DANA)
    assert nudge.kind == "reach_out"
    assert "Maya" in nudge.text
    assert desk.card.state == "Nobody answered within a day"


async def test_ten_thousand_minutes_of_thanks_start_no_clock(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.says(ANA, "one year at a time", root=root)

    await desk.says(MAYA, "thank you so much!", root=root)
    await desk.minutes_pass(60)

    assert desk.alerts == []


async def test_each_wait_has_its_own_alert(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.says(KEN, "the dashboard is empty")

    await desk.minutes_pass(16)

    assert sorted(alert.headline.split()[0] for alert in desk.alerts) == ["Ken", "Maya"]


async def test_a_weekend_is_no_reason_to_call_a_customer_gone(desk: DeskInMemory) -> None:
    await desk.sets(hours=Hours.parse("Mon-Fri 09:00-17:00", "UTC"))
    desk.clock.at = desk.clock.at.replace(day=6, hour=17, minute=30)
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass((48 + 15.5) * 60 + 16)

    assert (await desk.conversation()).wait is not None
    assert desk.alerts[0].level == "breach"


async def test_the_alert_stands_again_when_a_late_reply_is_taken_back(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(35)
    await desk.clicks(DANA, Verb.SEND)
    assert desk.alerts[0].over is not None

    await desk.clicks(DANA, Verb.TAKE_BACK)

    assert desk.alerts[0].over is None


async def test_watching_a_channel_again_starts_the_clocks_that_run_there(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.rooms.lead.unwatch(HELP, ANA)
    await desk.minutes_pass(13)

    await desk.rooms.lead.watch(HELP, "#help", STAFF, ANA)
    await desk.settle()

    assert desk.alerts[0].level == "warning"


async def test_cards_never_stand_where_customers_read(desk: DeskInMemory) -> None:
    refused = await desk.rooms.lead.watch("memory:other", "#other", HELP, ANA)

    assert refused.text == "Customers read that channel: choose another one for staff."


async def test_trouble_that_lasts_is_told_in_the_staff_channel_and_so_is_its_end(desk: DeskInMemory) -> None:
    rooms = desk.rooms
    troubles = Troubles(rooms.store, desk.clock, rooms.bell, rooms.health)
    rooms.health.ill("slack", "Slack is not connected: nothing comes in.", desk.clock.now())
    await troubles.look(desk.clock.now())
    await desk.settle()
    assert desk.views(Trouble) == []

    await desk.seconds_pass(25)
    await troubles.look(desk.clock.now())
    await desk.settle()
    (told,) = desk.views(Trouble)
    assert isinstance(told, Trouble)
    assert told.text == "Slack is not connected: nothing comes in."
    rooms.health.well("slack")
    await troubles.look(desk.clock.now())
    await desk.settle()

    (over,) = desk.views(Trouble)
    assert isinstance(over, Trouble)
    assert over.over
