"""What is asked costs the same however much is stored: nothing is read twice, or in full for a yes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.alerts.ledger import How, Page, Told
from bot.ports import Store
from bot.record import Level
from tests.store.given import ANA, NINE, a_notice, ana, fresh, opened_in


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect what is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def test_a_reading_asks_the_database_only_once_for_the_same(store: Store) -> None:
    async with store.begin() as work:
        await work.save_person(ana())

    with statements() as asked:
        async with store.read() as reading:
            told = [await reading.person(ANA) for _ in range(10)]
            told += [(await reading.people([ANA]))[ANA] for _ in range(10)]

    assert told == [ana()] * 20
    assert sum("FROM person" in statement for statement in asked) == 2


async def test_whose_a_message_is_and_whether_it_pings_is_known_without_reading_it(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    async with store.begin() as work:
        notice = await work.plan(a_notice(conversation.id))
        assert notice
        silent = Told(notice=notice.id, target=ANA, level=Level.BREACH, at=NINE, how=How.SILENT)
        first = (await work.tell(silent)).id
        await work.told_in(first, first)
        assert await work.page(first) == Page(ANA, pings=False, arrives=True)

        await work.arrived(first, NINE)
        assert await work.page(first) == Page(ANA, pings=True, arrives=True)

        await work.told_in_vain(first, "they left")
        assert await work.page(first) == Page(ANA, pings=True, arrives=False)
        assert await work.page(first + 1) is None
