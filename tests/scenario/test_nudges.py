"""After the reply, and instead of it: the private nudges of CRAFT 5.2, each with its words ready."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.business_hours.hours import Hours
from bot.card import Nudges, Verb
from bot.conversation import Event, Status
from bot.messages import Person
from bot.policy import Step
from bot.record import NoticeKind, Result
from bot.roster.duty import Duty, State
from tests.scenario.desk import ANA, COLE, DANA, KEN, MAYA, DeskInMemory, form_of, text_of

OFFICE = Hours.parse("Mon-Fri 09:00-17:00", "UTC")


async def answered(desk: DeskInMemory, text: str = "my export fails with error 413") -> str:
    root = await desk.says(MAYA, text)
    await desk.seconds_pass(30)
    await desk.says(DANA, "Hi Maya, Dana here. Export one year at a time.", root=root)
    return root


async def goes_off_duty(desk: DeskInMemory, *who: str) -> None:
    async with desk.rooms.store.begin() as work:
        for person in who:
            await work.save_duty(Duty(person=person).said(State.OFF, desk.clock.now()))


def kinds(desk: DeskInMemory, who: Person = DANA) -> list[str]:
    return [nudge.kind for nudge in desk.nudges(who)]


# -- unseen first contact


async def test_a_new_customer_whom_a_busy_owner_has_not_seen_is_named_after_a_minute(
    desk: DeskInMemory,
) -> None:
    await answered(desk)
    await desk.says(KEN, "hello, the dashboard shows nothing")
    await desk.seconds_pass(59)
    assert kinds(desk) == []

    await desk.seconds_pass(2)

    (nudge,) = desk.nudges(DANA)
    assert nudge.headline == "Ken is new here and nobody has looked yet. A draft is on the card."
    assert [action.verb for action in nudge.actions][:2] == [Verb.GIVE, Verb.DONE]


async def test_who_is_not_busy_elsewhere_is_told_by_the_card_alone(desk: DeskInMemory) -> None:
    await desk.says(KEN, "hello, the dashboard shows nothing")
    await desk.minutes_pass(3)

    assert kinds(desk) == []


async def test_an_unseen_customer_can_be_given_to_somebody(desk: DeskInMemory) -> None:
    await answered(desk)
    await desk.says(KEN, "hello, the dashboard shows nothing")
    await desk.minutes_pass(1.5)
    (nudge,) = desk.nudges(DANA)

    ask = form_of(await desk.clicks(DANA, Verb.GIVE, nudge))
    told = text_of(await desk.clicks(DANA, Verb.GIVE, nudge, to=ANA.id))

    assert ask.form.title == "Give it to one person"
    assert told == "It is in Ana's hands now. The clock keeps running until somebody replies."
    assert (await desk.conversation(2)).claimed_by == ANA.id
    assert [one.headline for one in desk.nudges(ANA)] == [
        "Dana gave you Ken's conversation. A draft is on the card."
    ]


async def test_nobody_off_duty_is_given_anything(desk: DeskInMemory) -> None:
    await answered(desk)
    await desk.says(KEN, "hello, the dashboard shows nothing")
    await desk.minutes_pass(1.5)
    await goes_off_duty(desk, ANA.id)

    told = text_of(await desk.clicks(DANA, Verb.GIVE, desk.nudges(DANA)[0], to=ANA.id))

    assert told == "Ana is off duty: choose somebody who is there."


async def test_pain_25_what_concerns_somebody_off_duty_goes_to_who_is_there(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await goes_off_duty(desk, DANA.id)

    await desk.says(MAYA, "any news? I am still waiting", root=root)

    assert kinds(desk, DANA) == []
    assert kinds(desk, ANA) == ["chasing"]


async def test_who_focuses_is_on_duty_and_not_nudged_until_then(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await goes_off_duty(desk, ANA.id)
    said = await desk.rooms.lead.duty.say(DANA.id, State.FOCUS, DANA, "30m")
    await desk.says(MAYA, "that worked, thanks!", root=root)

    await desk.minutes_pass(29)
    assert await desk.listed(DANA) == ()
    await desk.minutes_pass(2)

    assert said.text == "Dana is on duty, with no nudges until 09:30."
    assert kinds(desk) == ["confirm"]


async def test_what_concerns_somebody_who_focuses_goes_to_the_next_and_alerts_still_come(
    desk: DeskInMemory,
) -> None:
    root = await answered(desk)
    await desk.rooms.lead.duty.say(DANA.id, State.FOCUS, DANA)

    await desk.says(MAYA, "any news? I am still waiting", root=root)
    assert (kinds(desk, DANA), kinds(desk, ANA)) == ([], ["chasing"])
    await desk.minutes_pass(31)

    assert desk.alerts[0].level == "breach"
    assert DANA.id in desk.alerts[0].mention


async def test_who_has_the_conversation_open_is_not_nudged_about_it(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    desk.rooms.presence.opened(DANA.id, 1, desk.clock.now())
    await desk.minutes_pass(5)
    assert await desk.listed(DANA) == ()

    desk.rooms.presence.closed(DANA.id, 1)
    await desk.minutes_pass(2)

    assert kinds(desk) == ["confirm"]


async def test_a_page_that_was_left_open_holds_nudges_back_for_ten_minutes_at_most(
    desk: DeskInMemory,
) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    desk.rooms.presence.opened(DANA.id, 1, desk.clock.now())

    await desk.minutes_pass(12)

    assert kinds(desk) == ["confirm"]


# -- chasing


async def test_a_customer_who_asks_again_is_named_at_once_with_words_that_own_the_wait(
    desk: DeskInMemory,
) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(8)

    await desk.says(MAYA, "hello? I am still waiting for an answer", root=root)

    chase = next(nudge for nudge in desk.nudges(DANA) if nudge.kind == "chasing")
    assert chase.headline == "Maya asks again. Own the wait first, then the news."
    assert chase.text.startswith(("Hi Maya,", "Hello Maya,"))


async def test_a_line_that_only_adds_to_the_question_chases_nobody(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.seconds_pass(50)
    await desk.says(MAYA, "it is the one from last year, any idea?", root=root)

    assert kinds(desk) == []


async def test_a_customer_chases_twice_a_day_at_most(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "my export fails with error 413")
    for _ in range(4):
        await desk.minutes_pass(70)
        await desk.says(MAYA, "hello? still waiting for an answer", root=root)

    async with desk.rooms.store.read() as reading:
        assert len(await reading.notices(kind=NoticeKind.CHASING)) == 2


# -- thanks


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("One suggestion: it would be great if you could add a dark mode.", "feedback"),
        ("I found a bug: the date picker shows last year.", "thanks"),
    ],
    ids=["an idea", "a report"],
)
async def test_a_reply_without_thanks_to_who_took_the_time_earns_a_nudge(
    desk: DeskInMemory, said: str, kind: str
) -> None:
    root = await desk.says(MAYA, said)
    await desk.seconds_pass(30)
    await desk.says(DANA, "Noted, I'm looking into it.", root=root)

    await desk.minutes_pass(2.1)

    (nudge,) = desk.nudges(DANA)
    assert nudge.kind == kind
    assert nudge.headline.endswith("A thank-you fits here.")
    assert "hank" in nudge.text


async def test_a_reply_with_thanks_earns_none(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "One suggestion: it would be great if you could add a dark mode.")
    await desk.seconds_pass(30)
    await desk.says(DANA, "Thank you for suggesting it, I'll pass it on.", root=root)

    await desk.minutes_pass(5)

    assert kinds(desk) == []


async def test_thanks_said_a_moment_later_put_the_nudge_away(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "One suggestion: it would be great if you could add a dark mode.")
    await desk.seconds_pass(30)
    await desk.says(DANA, "Noted.", root=root)
    await desk.minutes_pass(1)
    await desk.says(DANA, "And thanks for writing it down!", root=root)

    await desk.minutes_pass(5)

    assert kinds(desk) == []


async def test_nothing_cheerful_is_proposed_to_somebody_upset(desk: DeskInMemory) -> None:
    root = await desk.says(
        MAYA, "This is ridiculous!! I found a bug, it would be great if anybody tested your software for once"
    )
    await desk.seconds_pass(30)
    await desk.says(DANA, "I'm looking into it.", root=root)

    await desk.minutes_pass(5)

    assert not {"thanks", "feedback"} & set(kinds(desk))


# -- sounds solved, quiet, stop


async def test_who_was_angry_is_asked_in_sober_words(desk: DeskInMemory) -> None:
    root = await answered(desk, "This is ridiculous! The third time my export fails with error 413")
    await desk.says(MAYA, "ok it works now", root=root)
    await desk.minutes_pass(2.1)

    nudge = next(nudge for nudge in desk.nudges(DANA) if nudge.kind == "confirm")
    assert "more than it should" in nudge.text or "shouldn't have had to" in nudge.text


async def test_words_are_in_the_customers_language(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "Hallo, mein Export bricht immer mit Fehler 413 ab, was kann ich tun?")
    await desk.seconds_pass(30)
    await desk.says(DANA, "Bitte exportieren Sie jedes Jahr einzeln.", root=root)
    await desk.says(MAYA, "super, jetzt funktioniert es, danke!", root=root)
    await desk.minutes_pass(2.1)

    (nudge,) = desk.nudges(DANA)
    assert nudge.text.startswith(("Hallo Maya,", "Hi Maya,"))
    assert "Danke" in nudge.text


async def test_pain_21_a_check_in_is_a_reply_offered_once_and_closes_nothing_by_itself(
    desk: DeskInMemory,
) -> None:
    await answered(desk)
    await desk.minutes_pass(24 * 60 + 1)
    (nudge,) = desk.nudges(DANA)
    assert nudge.kind == "check_in"

    await desk.clicks(DANA, Verb.USE_TEXT, nudge, text=nudge.text)

    assert desk.customer_sees[-1] == nudge.text
    assert (await desk.conversation()).status is Status.AWAITING_CUSTOMER
    await desk.minutes_pass(71 * 60)
    assert (await desk.conversation()).status is Status.AWAITING_CUSTOMER
    assert kinds(desk) == [], "a second check-in was offered"


async def test_pain_22_a_conversation_that_stays_quiet_after_the_check_in_closes_after_three_days(
    desk: DeskInMemory,
) -> None:
    await answered(desk)
    await desk.minutes_pass(30 * 60)
    (nudge,) = desk.nudges(DANA)
    await desk.clicks(DANA, Verb.USE_TEXT, nudge, text=nudge.text)

    await desk.minutes_pass(72 * 60 + 1)

    conversation = await desk.conversation()
    assert conversation.status is Status.CLOSED
    assert [event.kind.value for event in await events(desk)][-1] == "went_quiet"


async def events(desk: DeskInMemory) -> list[Event]:
    async with desk.rooms.store.read() as reading:
        return list(await reading.events(1))


async def test_the_day_before_a_check_in_is_counted_in_open_hours(desk: DeskInMemory) -> None:
    await desk.sets(hours=OFFICE)
    await answered(desk)  # Monday at nine

    await desk.minutes_pass(2 * 24 * 60)
    assert kinds(desk) == []
    await desk.minutes_pass(24 * 60)  # 24 open hours later it is Thursday at nine

    assert kinds(desk) == ["check_in"]


async def test_a_check_in_comes_in_the_customers_daytime(desk: DeskInMemory) -> None:
    desk.chat.people[MAYA.id] = replace(MAYA, zone="America/Los_Angeles")
    await answered(desk)  # one at night there

    await desk.minutes_pass(24 * 60 + 5)
    assert kinds(desk) == []
    await desk.minutes_pass(8 * 60)

    assert kinds(desk) == ["check_in"]
    assert desk.clock.now() >= datetime(2026, 3, 3, 17, 0, tzinfo=UTC)


async def test_who_asked_to_be_left_alone_is_never_offered_another_message(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "please stop messaging me", root=root)
    await desk.minutes_pass(1)
    await desk.says(DANA, "Understood.", root=root)

    await desk.minutes_pass(48 * 60)

    assert "check_in" not in kinds(desk)


# -- high stakes, bounced


async def test_upset_in_public_for_the_first_time_reaches_owner_and_lead_once(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "This is ridiculous! My data is gone and nobody cares!!!")
    await desk.says(MAYA, "I am furious, this is unacceptable!!!", root=root)

    assert kinds(desk, DANA) == ["high_stakes"]
    assert kinds(desk, ANA) == ["high_stakes"]


async def test_the_third_person_on_a_case_asks_the_lead_to_name_one_owner(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(COLE, "I can take this one", root=root)
    assert kinds(desk, ANA) == []

    await desk.says(ANA, "or I will", root=root)

    (nudge,) = desk.nudges(ANA)
    assert nudge.headline == "Person 3 on Maya's case. Name one owner?"
    assert nudge.actions[0].verb is Verb.GIVE


async def test_who_has_to_say_it_again_is_brought_before_the_lead(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(
        MAYA, "as I already told you, it is the export of last year, and it still fails", root=root
    )

    assert [nudge.headline for nudge in desk.nudges(ANA)] == [
        "Maya had to say it again: we asked for what they had told."
    ]


# -- caps, merging, lists, outcomes


async def test_what_falls_due_within_five_minutes_goes_into_one_message(desk: DeskInMemory) -> None:
    first = await answered(desk)
    second = await desk.says(KEN, "the dashboard shows nothing")
    await desk.says(DANA, "It shows the last 30 days.", root=second)
    await desk.says(MAYA, "that worked, thanks!", root=first)
    await desk.minutes_pass(1)
    await desk.says(KEN, "that worked, thanks!", root=second)

    await desk.minutes_pass(5)

    mine = [view for place, view in desk.chat.staff_see.values() if place == DANA.id]
    assert len(mine) == 1
    assert isinstance(mine[0], Nudges)
    assert [part.kind for part in mine[0].parts] == ["confirm", "confirm"]


async def test_one_part_of_a_message_is_dealt_with_and_the_other_stays(desk: DeskInMemory) -> None:
    await test_what_falls_due_within_five_minutes_goes_into_one_message(desk)
    first, second = desk.nudges(DANA)

    await desk.clicks(DANA, Verb.DONE, first)

    assert [nudge.notice_id for nudge in desk.nudges(DANA)] == [second.notice_id]
    assert [nudge.notice_id for nudge in await desk.listed(DANA)] == [second.notice_id]


async def test_past_the_cap_a_nudge_waits_in_the_list_and_pushes_nothing(desk: DeskInMemory) -> None:
    first = await answered(desk)
    second = await desk.says(KEN, "the dashboard shows nothing")
    await desk.says(DANA, "It shows the last 30 days.", root=second)
    await desk.says(MAYA, "that worked, thanks!", root=first)
    await desk.minutes_pass(20)
    await desk.says(KEN, "that worked, thanks!", root=second)

    await desk.minutes_pass(20)

    assert len(desk.nudges(DANA)) == 1
    assert [nudge.headline.split()[0] for nudge in await desk.listed(DANA)] == ["Maya", "Ken"]


async def test_every_nudge_can_be_done_snoozed_or_called_not_useful(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(3)
    (nudge,) = desk.nudges(DANA)

    labels = [action.label for action in nudge.actions]

    assert labels == ["Use this text…", "Done", "Snooze 1 h", "Not useful"]


async def test_in_quiet_hours_a_nudge_waits_for_their_end(desk: DeskInMemory) -> None:
    await desk.sets(quiet_hours=Hours.parse("Mon-Sun 09:00-11:00", "UTC"))
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(60)
    assert kinds(desk) == []

    await desk.minutes_pass(61)

    assert kinds(desk) == ["confirm"]


async def test_where_nobody_is_on_duty_nobody_is_nudged_until_somebody_is(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await goes_off_duty(desk, DANA.id, ANA.id)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(90)
    assert kinds(desk, DANA) == kinds(desk, ANA) == []

    async with desk.rooms.store.begin() as work:
        await work.save_duty(Duty(person=DANA.id))
    await desk.minutes_pass(61)

    assert kinds(desk, DANA) == ["confirm"]


async def test_a_channel_that_is_only_measured_nudges_nobody(desk: DeskInMemory) -> None:
    await desk.sets(step=Step.MEASURE)
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)

    await desk.minutes_pass(30)

    assert await desk.listed(DANA) == ()


async def test_what_became_of_each_nudge_is_kept_with_the_time_it_took(desk: DeskInMemory) -> None:
    root = await answered(desk)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(2)
    (nudge,) = desk.nudges(DANA)
    await desk.minutes_pass(7)
    await desk.clicks(DANA, Verb.USE_TEXT, nudge, text=nudge.text)

    async with desk.rooms.store.read() as reading:
        (kept,) = await reading.aftercare.nudge_outcomes(
            desk.clock.now() - timedelta(days=1), desk.clock.now()
        )
    assert kept.result is Result.USED
    assert kept.told == DANA.id
    assert kept.ended_at is not None
    assert kept.shown_at is not None
    assert kept.ended_at - kept.shown_at == timedelta(minutes=7)


async def test_one_that_nobody_touches_for_three_days_is_put_away_as_left(desk: DeskInMemory) -> None:
    root = await desk.says(MAYA, "I found a bug: the date picker shows last year.")
    await desk.says(DANA, "Noted.", root=root)
    await desk.minutes_pass(3)
    assert kinds(desk) == ["thanks"]

    await desk.minutes_pass(3 * 24 * 60)

    assert "thanks" not in kinds(desk)
    async with desk.rooms.store.read() as reading:
        (thanks,) = await reading.notices(kind=NoticeKind.THANKS)
    assert thanks.result is Result.LEFT
