"""What the store's tests start from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.conversation import Conversation, opened
from bot.messages import Person, Role, Thread
from bot.ports import Store
from bot.record import Claim, Draft, Line, Notice, NoticeKind, Queue, Reply

NINE = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LEASE = timedelta(seconds=30)
CHANNEL = "slack:T1/C1"
STAFF = "slack:T1/CSTAFF"
NADIA, ANA = "slack:T1/UNADIA", "slack:T1/UANA"


def after(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


def fresh(
    root: str = "1", customer: str = NADIA, at: datetime = NINE, channel: str = CHANNEL
) -> Conversation:
    return opened(Thread(channel, root), customer, at, line=root, first_contact=True)


def a_line(conversation: int, id: str = "1", **changes: Any) -> Line:
    values: dict[str, Any] = {
        "conversation": conversation,
        "channel": CHANNEL,
        "id": id,
        "author": NADIA,
        "name": "Nadia",
        "role": Role.CUSTOMER,
        "at": NINE,
        "text": "The export fails with 413",
    }
    return Line(**{**values, **changes})


def a_draft(conversation: int, **changes: Any) -> Draft:
    values: dict[str, Any] = {"conversation": conversation, "wait": 1, "version": 1}
    return Draft(**{**values, **changes})


def a_reply(conversation: int, key: str = "click 1", **changes: Any) -> Reply:
    values: dict[str, Any] = {
        "conversation": conversation,
        "wait": 1,
        "version": 1,
        "thread": Thread(CHANNEL, "1"),
        "draft": None,
        "text": "Hi Nadia",
        "by": ANA,
        "by_name": "Ana",
        "key": key,
        "distance": 0.25,
        "queued_at": NINE,
    }
    return Reply(**{**values, **changes})


def a_notice(conversation: int, occasion: str = "wait 1", **changes: Any) -> Notice:
    values: dict[str, Any] = {
        "conversation": conversation,
        "kind": NoticeKind.ALERT,
        "occasion": occasion,
        "due_at": NINE,
    }
    return Notice(**{**values, **changes})


def ana(**changes: Any) -> Person:
    values: dict[str, Any] = {"id": ANA, "name": "Ana", "role": Role.AGENT, "zone": "Europe/Madrid"}
    return Person(**{**values, **changes})


async def opened_in(store: Store, conversation: Conversation, due: datetime | None = None) -> Conversation:
    async with store.begin() as work:
        return await work.open(conversation, due)


async def claimed(
    store: Store, queue: Queue, at: datetime = NINE, holder: str = "here", limit: int = 10
) -> list[Claim]:
    return await store.claim(queue, now=at, holder=holder, lease=LEASE, limit=limit)
