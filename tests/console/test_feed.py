"""What staff see: one stack a conversation, what needs somebody first."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import cast

from adapters.console.feed import Feed, Snapshot, stacks
from bot.card import Alert, Card, Nudge, Tone, View
from bot.errors import StoreLost
from bot.messages import Thread
from bot.ports import Reading, Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def card(id: int, *, waits: int | None) -> Card:
    return Card(
        conversation=id,
        version=1,
        draft_id=None,
        reply_id=None,
        thread=Thread("console:help", f"line-{id}"),
        channel_name="#help",
        tone=Tone.DONE if waits is None else Tone.CALM,
        state="Waiting",
        customer=f"Customer {id}",
        about="first contact",
        waiting_since=None if waits is None else NOW - timedelta(minutes=waits),
        target_at=None,
        quotes=(),
        more_lines=0,
        feeling=None,
        caution=None,
        changed=None,
        draft=None,
        drafting=False,
        sources=(),
        writer=None,
        unsure=False,
        hint=None,
        notice=None,
        actions=(),
        folded=waits is None,
    )


def alert(of: Card, *, over: str | None = None) -> Alert:
    return Alert(notice_id=1, level="breach", headline="late", late=None, over=over, mention=(), card=of)


def nudge(id: int, *, over: str | None = None) -> Nudge:
    return Nudge(
        notice_id=2,
        kind="confirm",
        conversation=id,
        version=1,
        thread=Thread("console:help", f"line-{id}"),
        headline="Sounds solved",
        text="Does it work?",
        over=over,
        actions=(),
    )


def test_the_longest_wait_is_on_top_and_answered_ones_are_last_newest_first() -> None:
    views: list[View] = [
        card(1, waits=None),
        card(2, waits=3),
        card(3, waits=20),
        card(4, waits=None),
        nudge(4),
    ]

    assert [stack.conversation for stack in stacks(views)] == [3, 2, 4, 1]


def test_an_alert_rides_on_its_card() -> None:
    late = card(7, waits=20)

    (stack,) = stacks([late, alert(late)])

    assert stack.card is late
    assert stack.alert is not None


def test_an_alert_brings_its_card_along_where_the_card_is_elsewhere() -> None:
    late = card(7, waits=20)

    (stack,) = stacks([alert(late)])

    assert stack.card is late


def test_an_alert_that_is_over_and_a_reminder_that_is_done_are_gone() -> None:
    folded = card(7, waits=None)

    (stack,) = stacks([folded, alert(folded, over="answered by Ana"), nudge(7, over="done by Ana")])

    assert stack.alert is None
    assert stack.nudges == ()
    assert not stack.open


def test_a_private_reminder_is_shown_to_one_person_only() -> None:
    snapshot = Snapshot(
        views={"console:staff": (card(1, waits=2),), "console:agent-ana": (nudge(1),)},
    )

    assert len(snapshot.of("console:agent-ana")) == 2
    assert len(snapshot.of("console:agent-dana")) == 1


class LostStore:
    """A store whose database went away."""

    def read(self) -> AbstractAsyncContextManager[Reading]:
        raise StoreLost("The database does not answer.")


async def test_a_lost_database_leaves_what_is_shown_and_says_so() -> None:
    health = {"parts": {"store": {"ok": False, "text": "Nothing is stored."}, "watch": {"ok": True}}}
    feed = Feed(cast(Store, LostStore()), "console", (), lambda: health)
    feed.snapshot = Snapshot(views={"console:staff": (card(1, waits=2),)})

    await feed.refresh(NOW)

    assert len(feed.snapshot.of("console:agent-ana")) == 1
    assert feed.snapshot.lost == "The database does not answer."
    assert feed.snapshot.ill == ("Nothing is stored.",)
