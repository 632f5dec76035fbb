"""A channel in which Frontdesk listens only to who calls it."""

from __future__ import annotations

from bot.policy import Listens
from tests.scenario.desk import ANA, MAYA, DeskInMemory


async def test_only_a_mention_begins_a_conversation(desk: DeskInMemory) -> None:
    await desk.sets(listens=Listens.MENTIONS)

    await desk.says(MAYA, "my export fails with error 413, why?", calls_us=False)
    assert await desk.conversations() == []
    await desk.says(MAYA, "@Frontdesk my export fails with error 413, why?", calls_us=True)

    assert len(await desk.conversations()) == 1


async def test_a_thread_that_began_with_a_mention_needs_no_other(desk: DeskInMemory) -> None:
    await desk.sets(listens=Listens.MENTIONS)
    asked = await desk.says(MAYA, "@Frontdesk my export fails, why?", calls_us=True)
    await desk.says(ANA, "Which file is it?", root=asked)

    await desk.says(MAYA, "the one for June, and why does it fail?", root=asked, calls_us=False)

    (conversation,) = await desk.conversations()
    assert conversation.wait


async def test_a_thread_among_customers_stays_theirs(desk: DeskInMemory) -> None:
    await desk.sets(listens=Listens.MENTIONS)

    await desk.says(MAYA, "does anybody know why the export fails?", root="elsewhere", calls_us=False)

    assert await desk.conversations() == []


async def test_a_channel_that_hears_everything_needs_no_mention(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413, why?", calls_us=False)

    assert len(await desk.conversations()) == 1
