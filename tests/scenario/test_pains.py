"""What users of other tools complain about, by the number of the pain: none of it happens here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.alerts.ladder import read_warnings
from bot.business_hours.hours import Hours
from bot.business_hours.timetable import no_places, read_timetable
from bot.card import Verb
from bot.record import NoticeKind
from bot.roster.duty import State
from tests.scenario.desk import ANA, COLE, DANA, HELP, KEN, MAYA, ROBO, DeskInMemory, text_of
from tests.scenario.test_escalation import tellings

FRIDAY_EVENING = datetime(2026, 3, 6, 17, 55, tzinfo=UTC)


async def test_pain_01_a_bot_is_no_first_response_and_a_reply_is_its_writers(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.seconds_pass(30)
    await desk.clicks(DANA, Verb.CLAIM)
    await desk.says(ROBO, "I have opened ticket 5 for you", root=root)
    await desk.minutes_pass(5)
    await desk.says(COLE, "one year at a time", root=root)

    first = (await desk.conversation()).first_response
    assert first is not None
    assert (first.by, first.at.minute) == (COLE.id, 5)


async def test_pain_01_a_reopened_chat_begins_a_clock_of_its_own(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(2)
    await desk.says(DANA, "one year at a time", root=root)
    await desk.clicks(DANA, Verb.CLOSE, reason="answered_elsewhere")
    await desk.minutes_pass(24 * 60)
    await desk.says(MAYA, "it fails again", root=root)
    await desk.minutes_pass(3)
    await desk.says(DANA, "looking", root=root)

    async with desk.rooms.store.read() as reading:
        timed = await reading.timed()

    assert [(one.number, one.wall) for one in timed] == [
        (1, timedelta(minutes=2)),
        (2, timedelta(minutes=3)),
    ]


async def test_pain_02_an_answered_wait_runs_no_longer_whatever_a_bot_says(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.says(DANA, "one year at a time", root=root)
    await desk.says(ROBO, "How was it?", root=root)

    await desk.minutes_pass(14 * 24 * 60)

    async with desk.rooms.store.read() as reading:
        (timed,) = await reading.timed()
    assert timed.wall < timedelta(minutes=1)


async def test_pain_03_a_goodbye_after_the_answer_starts_no_clock(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.says(DANA, "one year at a time", root=root)
    await desk.minutes_pass(60)

    await desk.says(MAYA, "great, thanks a lot! bye", root=root)
    await desk.minutes_pass(60)

    assert (await desk.conversation()).wait is None
    assert desk.alerts == []


@pytest.mark.parametrize(
    "word",
    ["ah ok, makes sense", "great, i'll try", "got it, thank youu", "ok I understand now", "nice :)", "(y)"],
)
async def test_pain_03_a_word_that_only_says_heard_starts_no_clock(desk: DeskInMemory, word: str) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.says(DANA, "one year at a time", root=root)

    await desk.says(MAYA, word, root=root)

    assert (await desk.conversation()).wait is None


@pytest.mark.parametrize(
    "word", ["ok, but it still fails", "nice, and how do I undo it?", "I see an error 500"]
)
async def test_pain_03_what_asks_or_tells_more_starts_one(desk: DeskInMemory, word: str) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.says(DANA, "one year at a time", root=root)

    await desk.says(MAYA, word, root=root)

    assert (await desk.conversation()).wait is not None


async def test_pain_04_a_breach_counts_business_hours_alone(desk: DeskInMemory) -> None:
    await desk.sets(hours=Hours.parse("Mon-Fri 09:00-18:00", "UTC"))
    desk.clock.at = FRIDAY_EVENING
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass((48 + 15) * 60 + 12)

    assert [(one.level.value, one.at.isoweekday()) for one in await tellings(desk)][-1] == ("warning", 1)


@pytest.mark.parametrize(
    ("hours", "asked", "breaches"),
    [
        pytest.param("Mon 08:00-12:00,13:00-17:00", (11, 50), (13, 5), id="a break"),
        pytest.param("Sun 22:00-06:00; Mon 22:00-06:00", (5, 50), (22, 5), id="past midnight"),
    ],
)
async def test_pain_05_several_intervals_a_day_and_one_past_midnight(
    desk: DeskInMemory, hours: str, asked: tuple[int, int], breaches: tuple[int, int]
) -> None:
    await desk.sets(hours=Hours.parse(hours, "UTC"), warnings=())
    desk.clock.at = desk.clock.at.replace(hour=asked[0], minute=asked[1])
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(18 * 60)

    breach = next(one for one in await tellings(desk) if one.level.value == "breach")

    assert (breach.at.hour, breach.at.minute) == breaches


async def test_pain_05_a_holiday_counts_for_nothing_and_is_named(desk: DeskInMemory) -> None:
    await desk.rooms.lead.change(HELP, {"hours": "Mon-Fri 09:00-17:00", "holidays": "DE"}, ANA)
    desk.clock.at = datetime(2026, 4, 2, 16, 55, tzinfo=UTC)  # Maundy Thursday
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(4 * 24 * 60)
    assert desk.alerts == []

    await desk.minutes_pass(24 * 60)

    assert desk.alerts[0].level == "escalation"
    told = text_of(await desk.clicks(ANA, Verb.WHY))
    assert "holiday: 3 April" in told
    assert "holiday: 6 April" in told


async def test_pain_06_nobody_is_alerted_at_midnight_or_on_a_weekend(desk: DeskInMemory) -> None:
    await desk.sets(hours=Hours.parse("Mon-Fri 09:00-18:00", "UTC"))
    desk.clock.at = FRIDAY_EVENING
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass((48 + 15) * 60)

    assert await tellings(desk) == []


async def test_pain_06_who_was_answered_is_never_escalated(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(14)
    await desk.says(DANA, "one year at a time", root=root)

    await desk.minutes_pass(600)

    assert {one.level.value for one in await tellings(desk)} == {"warning"}


async def test_pain_07_times_are_told_in_the_hours_own_zone(desk: DeskInMemory) -> None:
    await desk.sets(hours=read_timetable("Mon-Fri 09:00-18:00 @ Asia/Kathmandu", no_places))
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(13)
    await desk.says(DANA, "one year at a time", root=root)

    assert desk.alerts[0].over == "answered by Dana at 14:58, after 13 min"


async def test_pain_08_a_claimed_and_forgotten_wait_is_told_up_the_ladder(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    await desk.clicks(DANA, Verb.CLAIM)

    await desk.minutes_pass(31)

    assert [one.level.value for one in await tellings(desk)] == ["warning", "breach", "escalation"]


async def test_pain_09_a_forgotten_conversation_reaches_the_lead_once(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(20 * 60)

    assert [one.target for one in await tellings(desk)].count(ANA.id) == 1


async def test_pain_10_warnings_three_two_and_one_hour_before(desk: DeskInMemory) -> None:
    await desk.sets(
        first_target=timedelta(hours=4), warnings=read_warnings("3h before, 2h before, 1h before")
    )
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(4 * 60 - 1)

    assert [one.at.hour for one in await tellings(desk)] == [10, 11, 12]


async def test_pain_22_a_quiet_conversation_does_end_by_itself(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.says(DANA, "one year at a time", root=root)

    await desk.minutes_pass((24 + 72) * 60 + 1)

    assert (await desk.conversation()).status.over


async def test_pain_25_what_an_absent_agent_holds_is_given_to_somebody_there(desk: DeskInMemory) -> None:
    await desk.says(KEN, "the dashboard is empty")
    await desk.minutes_pass(1)
    await desk.clicks(DANA, Verb.CLAIM)

    await desk.rooms.lead.duty.say(DANA.id, State.OFF, DANA)
    await desk.settle()

    async with desk.rooms.store.read() as reading:
        (handed,) = await reading.notices(kind=NoticeKind.HANDOVER)
    assert handed.to == (ANA.id,)
