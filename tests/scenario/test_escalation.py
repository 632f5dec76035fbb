"""Who is told of a wait that runs late: once each, on duty, by the ladder, and on the record."""

from __future__ import annotations

from datetime import timedelta

from bot.alerts.ladder import read_ladder, read_warnings
from bot.alerts.ledger import How, Told
from bot.business_hours.hours import Hours
from bot.card import Alert, Alerts, Verb
from bot.record import NoticeKind
from bot.roster.duty import State
from tests.scenario.desk import ANA, DANA, HELP, KEN, MAYA, STAFF, DeskInMemory, form_of, text_of

CRISIS = "memory:crisis"
ROLE = "memory:&oncall"


async def tellings(desk: DeskInMemory) -> list[Told]:
    async with desk.rooms.store.read() as reading:
        notices = await reading.notices(kind=NoticeKind.ALERT)
        return [told for notice in notices for told in await reading.tellings(notice.id)]


async def why(desk: DeskInMemory) -> str:
    return text_of(await desk.clicks(ANA, Verb.WHY))


async def test_every_telling_is_kept_with_who_when_and_at_which_level(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(31)

    told = [(one.target, one.level.value, one.how) for one in await tellings(desk)]

    assert told == [
        (DANA.id, "warning", How.MENTION),
        (DANA.id, "breach", How.PAGE),
        (ANA.id, "escalation", How.PAGE),
    ]


async def test_who_is_told_later_gets_a_message_of_their_own_with_the_draft(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(31)

    (page,) = desk.pages(ANA.id)

    assert page.card.draft
    assert page.level == "escalation"


async def test_the_messages_of_all_who_were_told_end_together(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(31)

    await desk.says(DANA, "one year at a time, please", root=root)

    pages = [*desk.alerts, *desk.pages(ANA.id), *desk.pages(DANA.id)]
    assert {page.over for page in pages} == {"answered by Dana at 09:31, after 31 min"}


async def test_several_warnings_come_each_at_its_own_moment(desk: DeskInMemory) -> None:
    await desk.sets(warnings=read_warnings("50%, 2m before"))
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(14)

    assert [one.at.minute for one in await tellings(desk)] == [7, 13]


async def test_an_urgent_breach_is_told_to_the_lead_at_once(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "URGENT: our whole production is down, the export fails!")

    await desk.minutes_pass(15.5)

    assert (await desk.conversation()).urgent
    assert any(one.target == ANA.id and "urgent" in one.why for one in await tellings(desk))


async def test_an_urgent_wait_has_a_shorter_target_where_a_lead_wants_it(desk: DeskInMemory) -> None:
    await desk.sets(urgent_factor=0.2)
    await desk.says(MAYA, "URGENT: our whole production is down, the export fails!")

    await desk.minutes_pass(3.1)

    assert desk.alerts[0].level in ("breach", "escalation")
    assert "target 3 min" in desk.alerts[0].headline


async def test_it_is_told_again_with_growing_pauses_and_then_no_more(desk: DeskInMemory) -> None:
    await desk.sets(repeat_every=timedelta(minutes=30), repeats=3, ladder=())
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(10 * 60)

    minutes = [(one.at.hour - 9) * 60 + one.at.minute for one in await tellings(desk)]
    assert minutes == [12, 15, 45, 105, 225]


async def test_nobody_is_pinged_in_quiet_hours_and_the_ping_comes_at_their_end(desk: DeskInMemory) -> None:
    await desk.sets(quiet_hours=Hours.parse("Mon-Sun 09:00-11:00", "UTC"), ladder=())
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(20)

    (alert,) = desk.alerts
    assert alert.mention == ()
    assert alert.late == "Nobody was pinged: quiet hours until 11:00."
    assert "Quiet hours: nobody is pinged until 11:00." in await why(desk)
    await desk.minutes_pass(105)

    (page,) = desk.pages(DANA.id)
    assert page.mention == (DANA.id,)
    pinged = [one for one in await tellings(desk) if one.how is not How.SILENT]
    assert [(one.target, one.at.hour, one.at.minute) for one in pinged] == [(DANA.id, 11, 0)]


async def test_a_staff_channel_that_takes_nothing_wakes_nobody_in_quiet_hours(desk: DeskInMemory) -> None:
    await desk.sets(quiet_hours=Hours.parse("Mon-Sun 09:00-11:00", "UTC"), ladder=())
    desk.chat.closed_to.add(STAFF)
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(110)

    assert desk.pages(DANA.id) == []
    assert any("quiet hours until 11:00" in one.why for one in await tellings(desk))
    await desk.minutes_pass(15)

    assert [page.level for page in desk.pages(DANA.id)] == ["breach"]


async def test_urgent_is_told_in_quiet_hours_too(desk: DeskInMemory) -> None:
    await desk.sets(quiet_hours=Hours.parse("Mon-Sun 09:00-11:00", "UTC"))
    await desk.says(MAYA, "URGENT: our whole production is down, the export fails!")

    await desk.minutes_pass(15.5)

    assert desk.alerts[0].mention


async def test_two_that_run_late_within_a_minute_make_one_message_the_longest_first(
    desk: DeskInMemory,
) -> None:
    await desk.says(KEN, "the dashboard is empty")
    await desk.seconds_pass(30)
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(13)

    (message,) = [view for place, view in desk.chat.staff_see.values() if isinstance(view, Alert | Alerts)]
    assert isinstance(message, Alerts)
    assert [row.card.customer for row in message.rows] == ["Ken", "Maya"]
    assert message.headline == "2 customers are waiting"
    await desk.says(DANA, "one year at a time", root=root)

    (message,) = [view for view in desk.views(Alerts) if isinstance(view, Alerts)]
    assert [row.over is None for row in message.rows] == [True, False]


async def test_one_that_runs_late_minutes_later_makes_a_message_of_its_own(desk: DeskInMemory) -> None:
    await desk.says(KEN, "the dashboard is empty")
    await desk.minutes_pass(3)
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(14)

    assert desk.views(Alerts) == []
    assert len(desk.alerts) == 2


async def test_an_alert_is_put_off_for_a_reason_and_comes_back(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(13)
    (alert,) = desk.alerts
    form_of(await desk.clicks(DANA, Verb.SNOOZE, alert))
    refused = await desk.clicks(DANA, Verb.SNOOZE, alert, minutes="60", reason=" ")
    assert text_of(refused).startswith("Say why the customer may wait")

    await desk.clicks(DANA, Verb.SNOOZE, alert, minutes="60", reason="asked engineering")
    await desk.minutes_pass(50)

    assert desk.alerts[0].level == "warning"
    assert desk.alerts[0].late == "Put off until 10:13: asked engineering."
    assert "put its alerts off until 10:13: asked engineering" in await why(desk)
    await desk.minutes_pass(11)

    assert desk.alerts[0].level == "escalation"
    assert (await desk.conversation()).wait is not None


async def test_an_alert_that_cannot_be_delivered_goes_to_the_next_and_says_so(desk: DeskInMemory) -> None:
    await desk.sets(ladder=())
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(14)

    desk.chat.closed_to.add(DANA.id)
    await desk.minutes_pass(2)

    assert [page.level for page in desk.pages(ANA.id)] == ["breach"]
    assert "Dana could not be reached: They take no messages." in (desk.alerts[0].late or "")
    assert "Dana was to be told of the breach and could not be reached" in await why(desk)


async def test_a_staff_channel_that_takes_nothing_makes_it_a_private_message(desk: DeskInMemory) -> None:
    desk.chat.closed_to.add(STAFF)
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(13)

    assert [page.level for page in desk.pages(DANA.id)] == ["warning"]


async def test_a_rung_may_be_a_channel_or_a_role(desk: DeskInMemory) -> None:
    await desk.sets(ladder=read_ladder(f"200% {CRISIS}; 300% {ROLE}"))
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(46)

    assert [page.level for page in desk.pages(CRISIS)] == ["escalation"]
    assert [alert.mention for alert in desk.pages(STAFF) if alert.mention == (ROLE,)] != []


async def test_without_a_webhook_its_rung_falls_to_the_next(desk: DeskInMemory) -> None:
    await desk.sets(ladder=read_ladder("200% webhook"))
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(31)

    assert any(one.failed and "No webhook" in one.failed for one in await tellings(desk))
    assert any(one.target == ANA.id and one.why for one in await tellings(desk))


async def test_the_claimer_is_told_first(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(5)
    await desk.clicks(ANA, Verb.CLAIM)

    await desk.minutes_pass(8)

    assert [one.target for one in await tellings(desk)] == [ANA.id]


async def test_a_changed_target_moves_open_deadlines_at_once(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(5)

    await desk.rooms.lead.change(HELP, {"first_target": "4m"}, ANA)
    await desk.settle()

    assert desk.alerts[0].level == "breach"


async def test_a_warning_added_after_the_breach_tells_nobody(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(16)
    before = len(await tellings(desk))

    await desk.rooms.lead.change(HELP, {"warnings": "50%, 80%"}, ANA)
    await desk.settle()

    assert len(await tellings(desk)) == before
    assert desk.alerts[0].level == "breach"


async def test_a_wait_that_ended_keeps_its_wall_clock_and_its_business_time(desk: DeskInMemory) -> None:
    await desk.sets(hours=Hours.parse("Mon-Fri 09:30-17:00", "UTC"))
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(50)
    await desk.says(DANA, "one year at a time", root=root)

    async with desk.rooms.store.read() as reading:
        (timed,) = await reading.timed()

    assert (timed.wall, timed.business) == (timedelta(minutes=50), timedelta(minutes=20))
    assert (timed.answered_by, timed.target) == (DANA.id, timedelta(minutes=15))
    assert "Not counted: 09:00 to 09:30" in await why(desk)


async def test_a_reply_taken_back_takes_back_that_the_wait_ended(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(5)
    await desk.clicks(DANA, Verb.SEND)
    await desk.clicks(DANA, Verb.TAKE_BACK)

    async with desk.rooms.store.read() as reading:
        assert await reading.timed() == []


async def test_nobody_off_duty_is_told_the_next_on_duty_is(desk: DeskInMemory) -> None:
    await desk.rooms.lead.duty.say(DANA.id, State.AWAY, DANA, "3h")
    await desk.says(MAYA, "my export fails with error 413")

    await desk.minutes_pass(13)

    (told,) = await tellings(desk)
    assert (told.target, told.why) == (ANA.id, "the first who is on duty")
