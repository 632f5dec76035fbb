"""One person is forgotten: no row of any table names them or says what they said; the figures stay."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from adapters.store.tables import metadata
from bot.errors import FrontdeskError
from bot.messages import Person, Role
from bot.privacy.purging import NobodyToForget, Purging, in_words
from bot.roster.duty import State
from knowledge.articles import make_article
from knowledge.learned import Alternate, Standing, Written
from knowledge.ports import Audience
from tests.scenario.desk import ANA, DANA, KEN, MAYA, MONDAY_NINE, DeskInMemory, open_desk

SECRET = "the violet ledger export"
ED = Person(id="memory:zz9", name="Ed", role=Role.CUSTOMER)
UNDERSCORE = Person(id="memory:zz8", name="_", role=Role.CUSTOMER)
ZOE = Person(id="memory:zoe", name="Zoe", role=Role.AGENT)
NAMESAKE = Person(id="memory:maya2", name="Maya", role=Role.CUSTOMER)


@pytest.fixture
async def desk(store_url: str | None, tmp_path: Path) -> AsyncIterator[DeskInMemory]:
    async with open_desk(tmp_path, url=store_url) as desk:
        yield desk


async def spoken(desk: DeskInMemory) -> None:
    """Let Maya ask and be answered, and her question be kept for an article and become one."""
    root = await desk.says(MAYA, f"{SECRET} fails, how do I run it?")
    await desk.says(KEN, "where is my invoice?")
    await desk.minutes_pass(2)
    await desk.says(DANA, f"Hi Maya, choose a year for {SECRET}.", root=root)
    await desk.minutes_pass(20)
    async with desk.rooms.store.begin() as work:
        known: dict[str, Any] = {
            "by": DANA.id,
            "at": MONDAY_NINE,
            "conversation": 1,
            "standing": Standing.LIVE,
        }
        await work.learned.keep(Alternate(article_id="other", question=f"How is {SECRET} run?", **known))
        article = make_article(
            id="from-maya", title=f"Run {SECRET}", body="Choose a year.", audience=Audience.INTERNAL
        )
        await work.learned.write(Written(article=article, **known))
        await work.learned.record(DANA.id, MONDAY_NINE, "alternate of other", "", f"How is {SECRET} run?")


async def everything(desk: DeskInMemory) -> str:
    """Return all that stands in the database."""
    store = desk.rooms.store
    held: list[str] = []
    async with store._database.reading() as connection:  # type: ignore[attr-defined]
        for table in metadata.sorted_tables:
            held += [str(row) for row in await connection.execute(table.select())]
    return "\n".join(held)


def purging(desk: DeskInMemory) -> Purging:
    return Purging(desk.rooms.store, desk.clock)


async def test_nothing_names_them_or_says_what_they_said(desk: DeskInMemory) -> None:
    await spoken(desk)
    assert SECRET in await everything(desk)

    await purging(desk).purge(MAYA.id)
    await desk.settle()

    left = await everything(desk)
    assert SECRET not in left
    assert "Maya" not in left
    assert MAYA.id not in left


async def test_the_figures_stay_and_others_are_untouched(desk: DeskInMemory) -> None:
    await spoken(desk)
    async with desk.rooms.store.read() as reading:
        before = await reading.timed()

    await purging(desk).purge(MAYA.id)

    async with desk.rooms.store.read() as reading:
        after = await reading.timed()
        lines = [line.text for line in await reading.lines(2)]
    assert [(wait.wall, wait.opened_at) for wait in after] == [(wait.wall, wait.opened_at) for wait in before]
    assert after[0].customer.startswith("memory:forgotten-")
    assert lines == ["where is my invoice?"]


async def test_a_dry_run_says_what_would_go_and_keeps_all(desk: DeskInMemory) -> None:
    await spoken(desk)
    before = await everything(desk)

    found = await purging(desk).purge("maya", pretend=True)

    assert await everything(desk) == before
    told = in_words(found)
    assert told[0] == "Would go with Maya (memory:maya):"
    assert {
        "  1 conversations",
        "  2 lines",
        "  1 questions kept for articles",
        "  1 articles written here",
    } <= {*told}


async def test_what_was_learned_is_searched_no_more(desk: DeskInMemory) -> None:
    await spoken(desk)
    before = await desk.rooms.store.shelf.generation()

    await purging(desk).purge(MAYA.id)

    assert await desk.rooms.store.shelf.generation() > before
    assert "from-maya" not in {article.id for article in await desk.rooms.store.shelf.articles()}


async def test_it_is_on_the_record_without_their_name(desk: DeskInMemory) -> None:
    await spoken(desk)

    await purging(desk).purge(MAYA.id)

    change = (await desk.rooms.lead.audit())[0]
    assert change.field == "person forgotten"
    assert change.after.startswith("1 conversations, 2 lines")


async def test_a_conversation_that_still_runs_ends_with_them(desk: DeskInMemory) -> None:
    await desk.says(MAYA, SECRET)
    await desk.minutes_pass(1)

    await purging(desk).purge(MAYA.id)
    await desk.minutes_pass(60)

    assert desk.alerts == []
    assert desk.waiting.rows == ()


async def test_who_is_meant_has_to_be_clear(desk: DeskInMemory) -> None:
    await spoken(desk)
    async with desk.rooms.store.begin() as work:
        await work.save_person(NAMESAKE)

    for who, told in (("Maya", "2 people are called Maya"), ("nobody", "Nobody here is nobody")):
        with pytest.raises(NobodyToForget, match=told):
            await purging(desk).purge(who)


async def test_who_is_named_in_a_channels_settings_stays_until_somebody_else_is(desk: DeskInMemory) -> None:
    with pytest.raises(FrontdeskError, match="Dana is named in the settings of #help"):
        await purging(desk).purge(DANA.id)


async def test_a_longer_key_that_begins_the_same_is_somebody_else(desk: DeskInMemory) -> None:
    await spoken(desk)
    await desk.says(NAMESAKE, "and my dashboard?")

    await purging(desk).purge(MAYA.id)

    async with desk.rooms.store.read() as reading:
        theirs = await reading.conversations(customer=NAMESAKE.id)
        assert [line.text for line in await reading.lines(theirs[0].id)] == ["and my dashboard?"]


async def audited(desk: DeskInMemory) -> list[tuple[str, str, str]]:
    async with desk.rooms.store.read() as reading:
        return [(change.field, change.before, change.after) for change in await reading.audit()]


async def noted(desk: DeskInMemory) -> list[str]:
    async with desk.rooms.store.read() as reading:
        return [notice.note for notice in await reading.notices()]


@pytest.mark.parametrize(
    "who", [ED, UNDERSCORE], ids=["a name inside other words", "a name that is one sign"]
)
async def test_forgetting_one_leaves_the_records_of_all_others(desk: DeskInMemory, who: Person) -> None:
    desk.chat.people[who.id] = who
    await desk.says(who, "where is the dashboard?")
    root = await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(2)
    await desk.says(DANA, "Export one year at a time, please.", root=root)
    await desk.minutes_pass(5)
    await desk.says(MAYA, "That worked, great!", root=root)
    await desk.minutes_pass(10)
    before, notes = await audited(desk), await noted(desk)
    assert any("Maya says it works" in note for note in notes)

    await purging(desk).purge(who.id)

    assert (await audited(desk))[1:] == before
    assert [note for note in await noted(desk) if "Maya" in note] == [
        note for note in notes if "Maya" in note
    ]


async def test_a_reminder_that_names_them_among_others_who_waited_goes(desk: DeskInMemory) -> None:
    await desk.says(KEN, "where is my invoice?")
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)
    await desk.says(DANA, "One moment, please.")
    assert any("Maya" in note for note in await noted(desk))

    await purging(desk).purge(MAYA.id)

    assert "Maya" not in await everything(desk)


async def test_their_duty_on_the_record_names_them_no_more(desk: DeskInMemory) -> None:
    async with desk.rooms.store.begin() as work:
        await work.save_person(ZOE)
    await desk.rooms.lead.duty.say(ZOE.id, State.AWAY, ANA, "3h")
    assert "duty of Zoe" in {field for field, _, _ in await audited(desk)}

    await purging(desk).purge(ZOE.id)

    assert "duty of Zoe" not in {field for field, _, _ in await audited(desk)}
