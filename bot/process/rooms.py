"""One desk, wired: the rooms over a store, a library, a writer and some platforms, on one clock."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from bot.acts.checking import Checking
from bot.board import Board
from bot.courier import Courier
from bot.deadlines import Deadlines
from bot.desk import Desk
from bot.drafting import Writer
from bot.intake import Intake
from bot.lead import Lead
from bot.nudging.presence import Presence
from bot.ports import Clock, Draw, Platform, Search, Shows, Store
from bot.process.bell import Bell
from bot.process.health import Health
from bot.record import Queue
from bot.reports.telling import Telling
from bot.scores.judging import Judging
from bot.watch import Lane, Watch
from bot.writing.falling_due import Words, Writing
from bot.writing.glossary import no_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """Everything that works on conversations. `platforms` may still grow while adapters open."""

    store: Store
    clock: Clock
    bell: Bell
    health: Health
    platforms: dict[str, Platform]
    desk: Desk
    lead: Lead
    watch: Watch
    telling: Telling
    presence: Presence


def wire(
    store: Store,
    library: Search,
    writer: Writer,
    clock: Clock,
    *,
    holder: str,
    platforms: Mapping[str, Platform] | None = None,
    glossary: Words = no_words,
    draw: Draw | None = None,
    webhook: Shows | None = None,
) -> Rooms:
    """Return the rooms of one process. Widths: a slow model never delays a Send or an alert."""
    bell, health, known = Bell(), Health(), dict(platforms or {})
    intake = Intake(store, known, clock)
    writing = Writing(store, library, writer, clock, known, glossary)
    judging = Judging(store, library, clock, known)
    presence = Presence()
    deadlines = Deadlines(store, clock, presence)
    board = Board(store, known, clock, health, draw, webhook)
    courier = Courier(store, known, clock)
    lanes = (
        Lane(  # width 1: lines take effect in the order they came
            Queue.INBOX, intake.work, 1, rings=(Queue.DRAFT, Queue.CLOCK, Queue.NOTICE, Queue.POST)
        ),
        Lane(Queue.REPLY, courier.reply, 4, rings=tuple(Queue), gives_up=courier.gives_up),
        Lane(Queue.CLOCK, deadlines.clock_due, 4, rings=(Queue.NOTICE, Queue.POST)),
        Lane(Queue.NOTICE, deadlines.notice_due, 4, rings=(Queue.POST,)),
        Lane(Queue.DRAFT, writing.work, 8, after=Queue.INBOX, rings=(Queue.POST,)),
        Lane(Queue.POST, board.post, 16, after=Queue.INBOX),
        Lane(Queue.SCORE, judging.work, 1),
    )
    return Rooms(
        store=store,
        clock=clock,
        bell=bell,
        health=health,
        platforms=known,
        desk=Desk(store, clock, bell, Checking(store, library, clock)),
        lead=Lead(store, clock, bell, known),
        watch=Watch(store, lanes, clock, bell, holder, asyncio.Event()),
        telling=Telling(store, clock, bell.ring),
        presence=presence,
    )
