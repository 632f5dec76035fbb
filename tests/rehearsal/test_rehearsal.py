"""A chat export tells which alerts a target would cause; leaving drafts out changes none of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.memory import ChatInMemory
from adapters.store import MEMORY, open_store
from bot.alerts.ledger import MOST_AN_HOUR
from bot.business_hours.hours import ALWAYS, Hours
from bot.card import Alert
from bot.drafting import Composer
from bot.policy import Policy
from bot.process.rooms import wire
from bot.record import NoticeKind
from bot.rehearsal import Reader, Rehearsed, rehearse
from bot.rehearsal.page import page, to_json, verdict
from bot.rehearsal.run import LEAD, OWNER
from bot.shell.commands import NoArticles
from bot.shell.replay import STAFF_CHANNEL, LogLine, VirtualClock, addressed, feed, people_of

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LOG = (
    (0, "maya", "our export fails with error 413, what can we do?"),
    (4, "ken", "how do I invite a colleague to my team?"),
    (6, "ana", "ken: open Settings, choose Team and press Invite."),
    (30, "ana", "maya: split the file into parts of 20 MB."),
    (31, "maya", "thanks, that worked!"),
    (50, "nadia", "is there a way to change the invoice address?"),
)


def lines(*told: tuple[float, str, str]) -> list[LogLine]:
    said = [LogLine(at=NINE + timedelta(minutes=at), author=who, text=text) for at, who, text in told or LOG]
    return addressed(said, frozenset({"ana"}))


def policy(minutes: float, hours: Hours = ALWAYS) -> Policy:
    target = timedelta(minutes=minutes)
    return Policy(
        staff_channel=STAFF_CHANNEL,
        owner=OWNER,
        lead=LEAD,
        first_target=target,
        next_target=target,
        hours=hours,
    )


async def rehearsed(folder: Path, wanted: Policy, *told: tuple[float, str, str]) -> Rehearsed:
    log = lines(*told)
    clock = VirtualClock(log[0].at)
    chat = ChatInMemory(clock.now, name="replay", people=people_of(log, frozenset({"ana"})))
    async with open_store(MEMORY, folder) as store:
        rooms = wire(store, NoArticles(), Composer(), clock, holder="t", platforms={"replay": chat})
        return await rehearse(rooms, clock, chat, log, wanted)


async def test_it_tells_who_would_have_been_told_when_and_how_it_ended(tmp_path: Path) -> None:
    found = await rehearsed(tmp_path, policy(15))

    first, second = found.alerts
    assert (first.customer, first.at, first.waited) == (
        "maya",
        NINE + timedelta(minutes=12),
        timedelta(minutes=12),
    )
    assert (first.level, first.ended) == ("breach", "answered by ana after 30 min")
    assert first.told[:1] == ("the owner",)
    assert (second.customer, second.level, second.ended) == ("nadia", "escalation", "waits still")
    assert "the lead" in second.told
    # One message a wait where staff read it; as an edit pings nobody, each rise tells one person privately:
    # the owner is named for two warnings and told of two breaches.
    assert (found.late, len(found.messages), found.most_in_an_hour) == (2, 5, 4)


async def test_leaving_out_drafts_and_cards_changes_no_alert(tmp_path: Path) -> None:
    log, clock = lines(), VirtualClock(NINE)
    chat = ChatInMemory(clock.now, name="replay", people=people_of(log, frozenset({"ana"})))
    async with open_store(MEMORY, tmp_path) as store:
        rooms = wire(store, NoArticles(), Composer(), clock, holder="t", platforms={"replay": chat})
        await feed(rooms, clock, log, policy(5))
        async with store.read() as reading:
            whole = [(one.due_at, one.level) for one in await reading.notices(kind=NoticeKind.ALERT)]
    posted = [at for at, _, view in chat.posted if isinstance(view, Alert)]

    quick = await rehearsed(tmp_path, policy(5))

    assert [(one.at, one.level) for one in quick.alerts] == [(at, level) for at, level in whole if level]
    assert list(quick.messages) == posted


async def test_outside_the_hours_nobody_is_told(tmp_path: Path) -> None:
    closed = Hours.parse("Mon-Fri 14:00-18:00", "UTC")
    found = await rehearsed(tmp_path, policy(5, closed), *LOG[:5])

    assert (found.alerts, found.messages, found.late) == ((), (), 0)


@pytest.mark.parametrize(
    ("text", "to", "left"),
    [
        pytest.param("ken: open Settings", "ken", "open Settings", id="whom it names first"),
        pytest.param("one moment", "maya", "one moment", id="who wrote last, if it names nobody"),
        pytest.param("maya is right", "maya", "maya is right", id="a name within a sentence is none"),
    ],
)
def test_a_reply_in_a_log_is_for(text: str, to: str, left: str) -> None:
    *_, last = lines((0, "ken", "hello"), (1, "maya", "got it ana"), (2, "ana", text))

    assert (last.to, last.text) == (to, left)


def test_a_thank_you_in_a_log_has_no_name_in_it() -> None:
    (said,) = lines((0, "maya", "ana thanks, got it ana"))

    assert said.text == "thanks, got it"


@pytest.mark.parametrize(
    ("after", "waits"),
    [
        pytest.param(3.0, "maya", id="who wrote last, within ten minutes"),
        pytest.param(11.5, "ken", id="the longest wait after that"),
    ],
)
async def test_a_reply_that_names_nobody_answers(tmp_path: Path, after: float, waits: str) -> None:
    asked = (
        (0.0, "maya", "our export fails with error 413, what can we do?"),
        (1.0, "ken", "how do I invite a colleague to my team?"),
        (after, "ana", "split the file into parts of 20 MB."),
    )
    found = await rehearsed(tmp_path, policy(15), *asked)

    assert [alert.customer for alert in found.alerts] == [waits]


def a_rehearsal(minutes: float, most: int, held_back: int = 0) -> Rehearsed:
    at = NINE
    return Rehearsed(
        target=timedelta(minutes=minutes),
        hours="always",
        since=at,
        until=at + timedelta(days=2),
        zone="Europe/Berlin",
        conversations=9,
        waits=12,
        late=most,
        alerts=(),
        messages=tuple(at + timedelta(minutes=number) for number in range(most)),
        most_in_an_hour=most,
        held_back=held_back,
        readers={"the owner": Reader(messages=most, a_day=most, an_hour=most)},
    )


@pytest.mark.parametrize(
    ("given", "says"),
    [
        pytest.param([(1.5, 9), (5, 4), (15, 1)], "5 min is the shortest", id="the shortest bearable one"),
        pytest.param([(1.5, 9), (5, 8)], "None of these targets", id="none is bearable, and it says so"),
        pytest.param(
            [(1.5, 5, 3), (5, 4)],
            "With 90 s, nobody gets more than 5 messages an hour, but 3 of 0 alerts would come later",
            id="one that is only quiet because alerts are held back is too short",
        ),
    ],
)
def test_the_verdict_is_honest(given: list[tuple[float, int]], says: str) -> None:
    assert says in verdict([a_rehearsal(*one) for one in given])


def test_the_page_holds_every_policy_and_no_markup_of_others() -> None:
    found = [a_rehearsal(1.5, 9), a_rehearsal(15, 1)]
    html = page("<script>log", found)

    assert "<script>" not in html
    assert "Target 90 s" in html
    assert "Mon 02 Mar 10:00" in html
    assert "9; at most 9 a day, 9 an hour (too many)" in html


def test_json_says_whether_a_team_could_live_with_it() -> None:
    plain = to_json([a_rehearsal(1.5, 9), replace(a_rehearsal(15, 5), reached={"the owner": 5})])

    assert [one["bearable"] for one in plain["policies"]] == [False, True]
    assert plain["policies"][1]["reached"] == {"the owner": 5}
    assert plain["policies"][0]["per_day"] == {"2026-03-02": 9}


async def test_however_many_run_late_nobody_gets_more_than_five_an_hour(tmp_path: Path) -> None:
    asked = [(4.0 * n, f"customer{n}", "our export fails with error 413, what can we do?") for n in range(12)]

    found = await rehearsed(tmp_path, policy(5), *asked)

    assert len(found.alerts) == 12
    assert found.most_in_an_hour == MOST_AN_HOUR
    assert found.held_back > 0
    assert "would come later or without a ping" in verdict([found])
    assert found.readers["the owner"].an_hour <= MOST_AN_HOUR
