"""Which sentences promise a customer a time, and which only mention one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.promises.spotting import promised_in

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 3, 4, 13, 5, tzinfo=ZoneInfo(BERLIN))  # a Wednesday


def local(text: str, now: datetime = NOW, zone: str = BERLIN) -> str | None:
    told = promised_in(text, now=now, zone=zone)
    return f"{told.at.astimezone(ZoneInfo(zone)):%a %H:%M}" if told else None


PROMISES = {
    "I'll get back to you by 3.": "Wed 15:00",
    "I'll get back to you by 15:00": "Wed 15:00",
    "I'll check and write again at 16:00.": "Wed 16:00",
    "I'll write again by 4pm today": "Wed 16:00",
    "You'll hear from me by 15:30, even if I only have half of it.": "Wed 15:30",
    "Next message by 15:30.": "Wed 15:30",
    "Still on it: the log shows two failed rows, I'm checking why. Next message by 15:30.": "Wed 15:30",
    "I'm reading the log. Next message by 14:15, even if I only have half.": "Wed 14:15",
    "I will have an answer in an hour.": "Wed 14:05",
    "Give me 20 minutes.": "Wed 13:25",
    "give me half an hour and I'll know more": "Wed 13:35",
    "I'll know more within the hour": "Wed 14:05",
    "We'll update you in 2-3 hours": "Wed 16:05",
    "I'll be back in an hour or two.": "Wed 15:05",
    "I'll be back in an hour and a half.": "Wed 14:35",
    "I'll write in two and a half hours": "Wed 15:35",
    "I'll have news in 1 hour 30 minutes.": "Wed 14:35",
    "I'll have news in an hour and 20 minutes": "Wed 14:25",
    "I'll get back to you in 1.5 hours.": "Wed 14:35",
    "I'll get back in 1h30.": "Wed 14:35",
    "I'll send an update by half past 3.": "Wed 15:30",
    "I'll send an update by quarter to four": "Wed 15:45",
    "I'll get back to you by March 10.": "Tue 18:00",
    "I'll reply by the 10th of March": "Tue 18:00",
    "I'll check and get back to you in 2 weeks.": "Wed 13:05",
    "Ich melde mich in anderthalb Stunden.": "Wed 14:35",
    "Ich melde mich um halb vier.": "Wed 15:30",
    "Let me check, I'll reply in ten minutes": "Wed 13:15",
    "I'll look at it tomorrow morning": "Thu 12:00",
    "Tomorrow morning I'll call the bank.": "Thu 12:00",
    "We will get back to you tomorrow": "Thu 18:00",
    "I'll have it by Friday": "Fri 18:00",
    "I'll send you the numbers on Monday morning.": "Mon 12:00",
    "I'll let you know by end of day": "Wed 18:00",
    "I'll let you know by EOD.": "Wed 18:00",
    "You'll have the invoice this afternoon": "Wed 17:00",
    "I'll write by 10 am tomorrow": "Thu 10:00",
    "I'll write tomorrow by 10": "Thu 10:00",
    "By tomorrow 00:20 I'll tell you here what I know.": "Thu 00:20",
    "I'll write here again by Mon 09:00 to see how it went.": "Mon 09:00",
    "I'll write here again by Fri, 9:30": "Fri 09:30",
    "You'll hear from me by 10 Mar 09:00.": "Tue 09:00",
    "We'll have this fixed by 5 p.m.": "Wed 17:00",
    "By 15:00 you'll have an answer.": "Wed 15:00",
    "In an hour, I'll know whether the restore worked.": "Wed 14:05",
    "I can tell you more around 14:30": "Wed 14:30",
    "expect an update before 17:00": "Wed 17:00",
    "I'll answer by 9": "Thu 09:00",
    "I'll come back to you first thing tomorrow": "Thu 10:00",
    "Update by 14:00": "Wed 14:00",
    "I'm asking the engineer who owns webhooks. You'll hear from me by 16:00.": "Wed 16:00",
    "I'll write by 15:00 UTC": "Wed 16:00",
    "I'll reply within one business day.": "Thu 13:05",
    "I'll tell you by noon tomorrow.": "Thu 12:00",
    "We'll report back by the end of the week": "Fri 18:00",
    "Ich melde mich bis 15 Uhr.": "Wed 15:00",
    "Ich schreibe Ihnen um 16:00 Uhr wieder.": "Wed 16:00",
    "Ich schaue mir das an und melde mich in einer Stunde": "Wed 14:05",
    "Sie hören morgen früh von mir": "Thu 12:00",
    "Bis morgen Mittag wissen wir mehr, ich gebe dann Bescheid": "Thu 13:00",
    "Ich gebe dir bis Freitag Bescheid.": "Fri 18:00",
    "Nächste Nachricht gegen 14:30": "Wed 14:30",
    "Wir melden uns innerhalb von 2 Stunden.": "Wed 15:05",
    "ich bin in 20 Minuten zurück": "Wed 13:25",
    "In einer halben Stunde weiß ich mehr": "Wed 13:35",
    "Heute Nachmittag melde ich mich.": "Wed 17:00",
}  # fmt: skip

NO_PROMISES = [
    "We are open until 17:00.",
    "The report from 15:00 is the right one.",
    "Could you send me the log by 15:00?",
    "Please write to billing before 17:00.",
    "If you reply by 3, I'll check it today's log with you",
    "I checked it at 12:30 and it was fine.",
    "The import started at 14:00 and failed.",
    "I'll check the job that ran at 15:00.",
    "I'll look into the report from 15:00.",
    "The link is valid for an hour.",
    "Drafts are kept for 30 days under Reports.",
    "It takes about an hour to process.",
    "I can't promise anything by 15:00.",
    "I'll get back to you soon.",
    "I'll look at it shortly, thank you for your patience.",
    "Shall I write again at 16:00?",
    "I'll be out until 15:00.",
    "I'm available until 17:00 if you need me.",
    "I'll check with billing, they open at 9",
    "I'll raise the limit to 50 MB, at 80 % it warns you.",
    "We'll split it by 3 columns.",
    "Version 3.5 came out on Monday.",
    "The maintenance begins at 22:00 and ends before 23:00.",
    "You should see it in your account within 3 days after the bank books it.",
    "Wir haben bis 17 Uhr geöffnet.",
    "Der Bericht von 15 Uhr ist der richtige.",
    "Können Sie mir das bis 15 Uhr schicken?",
    "Ich habe es um 12 Uhr geprüft.",
    "Ich melde mich bald.",
    "> I'll write by 15:00",
    "Thank you, that is lovely to read.",
    "I'll ask the morning shift.",
    "I'll get back to you in a few hours.",
    "We'll see the rows of March 10 in it.",
]


@pytest.mark.parametrize(("text", "when"), PROMISES.items(), ids=list(PROMISES))
def test_a_reply_that_tells_a_time_promises_it(text: str, when: str) -> None:
    assert local(text) == when


@pytest.mark.parametrize("text", NO_PROMISES, ids=NO_PROMISES)
def test_a_time_that_nobody_undertakes_is_no_promise(text: str) -> None:
    assert local(text) is None


def test_a_clock_time_is_read_on_the_customers_clock() -> None:
    told = promised_in("I'll write by 15:00.", now=NOW.astimezone(UTC), zone="Asia/Karachi")

    assert told is not None
    assert told.at == datetime(2026, 3, 5, 10, 0, tzinfo=UTC)  # three in the afternoon has passed there


def test_of_two_times_the_earlier_is_the_promise() -> None:
    assert local("I'll write by 17:00. You'll hear whether the restore began by 14:00.") == "Wed 14:00"


def test_across_a_clock_change_a_clock_time_means_what_the_wall_shows() -> None:
    saturday = datetime(2026, 3, 28, 22, 0, tzinfo=ZoneInfo(BERLIN))

    assert local("I'll write tomorrow at 10:00.", now=saturday) == "Sun 10:00"


@pytest.mark.parametrize(
    "night",
    [
        pytest.param(datetime(2026, 3, 28, 23, 30, tzinfo=UTC), id="into summer time"),
        pytest.param(datetime(2026, 10, 24, 23, 30, tzinfo=UTC), id="out of it"),
    ],
)
def test_a_length_is_as_long_on_the_night_of_a_clock_change(night: datetime) -> None:

    told = promised_in("I'll get back to you within 3 hours.", now=night, zone=BERLIN)

    assert told is not None
    assert told.at - night == timedelta(hours=3)
