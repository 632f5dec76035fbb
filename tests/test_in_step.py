"""Trouble where articles come from is told once, takes nothing out of work, and is told to be over."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.card import Trouble
from bot.process.in_step import ABOUT, BOT, SYNC, InStep
from bot.process.troubles import LASTS, Troubles
from knowledge.following import Following
from knowledge.origins import origins_of
from tests.scenario.desk import DeskInMemory


def _told(desk: DeskInMemory) -> list[tuple[str, bool]]:
    return [(view.text, view.over) for view in desk.views(Trouble) if isinstance(view, Trouble)]


async def test_trouble_with_articles_is_told_once_while_the_desk_stays_ready(
    desk: DeskInMemory, tmp_path: Path
) -> None:
    rooms, docs = desk.rooms, tmp_path / "docs"
    following = Following(origins_of(str(docs)), rooms.store.shelf, tmp_path / "c", timedelta(0))
    step = InStep(following, rooms.store, rooms.health, rooms.clock)
    troubles = Troubles(rooms.store, rooms.clock, rooms.bell, rooms.health)
    rooms.health.well("watch")

    await step.look(rooms.clock.now())
    for _ in range(3):
        await desk.seconds_pass(LASTS.total_seconds())
        await step.look(rooms.clock.now())
        await troubles.look(rooms.clock.now())
        await desk.settle()
    told, ready = _told(desk), rooms.health.ready
    _give_an_article(docs)
    for _ in range(2):
        await step.look(rooms.clock.now())
    await troubles.look(rooms.clock.now())
    await desk.settle()

    assert told == [(f"There is no folder or file {docs}.", False)]
    assert ready
    assert _told(desk) == [("It works again.", True)]
    assert rooms.health.parts[ABOUT] is None
    assert "a" in {article.id for article in await rooms.store.shelf.articles()}


async def test_the_bots_own_syncs_are_on_the_record_when_they_change_something(
    desk: DeskInMemory, tmp_path: Path
) -> None:
    rooms, docs = desk.rooms, tmp_path / "docs"
    _give_an_article(docs)
    following = Following(origins_of(str(docs)), rooms.store.shelf, tmp_path / "c", timedelta(0))
    step = InStep(following, rooms.store, rooms.health, rooms.clock)

    for _ in range(3):
        await step.look(rooms.clock.now())

    noted = [change for change in await rooms.lead.audit() if change.field == SYNC]
    assert [(change.by, change.after) for change in noted] == [
        (BOT, "1 added, 0 changed, 0 removed, 0 unchanged.")
    ]


def _give_an_article(docs: Path) -> None:
    docs.mkdir()
    (docs / "a.md").write_text("# A\n\ntext")
