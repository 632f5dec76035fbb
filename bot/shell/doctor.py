"""Checks of everything an operator sets up: one line each, with the fix. Changes nothing."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass

from bot.errors import FrontdeskError
from bot.record import Watched
from bot.settings import Settings
from knowledge.errors import KnowledgeError

ENOUGH_DISK = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, whether it is well, and what to do if it is not."""

    about: str
    ok: bool
    text: str


async def examine(settings: Settings) -> list[Check]:
    """Return every check, in the order in which to mend them."""
    checks = [Check("settings", True, f"read; data in {settings.data_folder}"), _disk(settings)]
    watched: list[Watched] = []
    checks += await _database(settings, watched)
    checks.append(await _embedding_model(settings))
    checks += await _vectors(settings)
    checks.append(await _model(settings))
    if settings.slack:
        from adapters.slack import doctor as slack

        here = [known for known in watched if known.channel.startswith("slack:")]
        channels, staff = [known.channel for known in here], {known.policy.staff_channel for known in here}
        checks += [Check("slack", ok, text) for ok, text in await slack(settings.slack, channels, staff)]
    if settings.discord:
        from adapters.discord import doctor as discord

        here = [known for known in watched if known.channel.startswith("discord:")]
        checks += [Check("discord", ok, text) for ok, text in await discord(settings.discord, here)]
    if not settings.slack and not settings.discord:
        text = "none set up: only the console works. README.md, “Slack” and “Discord”, tells how."
        checks.append(Check("platforms", True, text))
    return checks


def _disk(settings: Settings) -> Check:
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.data_folder).free
    enough = free >= ENOUGH_DISK
    space = f"{free // 1024**2:,} MB free"
    return Check("disk", enough, space if enough else f"{space}: make room, or move DATA_FOLDER.")


async def _database(settings: Settings, watched: list[Watched]) -> list[Check]:
    from adapters.store import open_store
    from bot.app import database_url

    where = "PostgreSQL" if settings.database_url else "SQLite"
    try:
        async with open_store(database_url(settings), settings.data_folder) as store:
            await store.healthy()
            parked = await store.parked()
            articles = await store.shelf.articles()
            async with store.read() as reading:
                watched += await reading.all_watched()
    except FrontdeskError as error:
        return [Check("database", False, str(error))]
    return [
        Check("database", True, f"{where}, written and read"),
        _parked(len(parked)),
        _articles(len(articles)),
        _channels(watched),
    ]


def _parked(rows: int) -> Check:
    if rows == 0:
        return Check("work", True, "nothing is parked")
    text = f"{rows} rows failed five times and are parked: look in the log, then restart to try them again."
    return Check("work", False, text)


def _articles(count: int) -> Check:
    if count:
        return Check("articles", True, f"{count} on the shelf")
    return Check("articles", False, "none: run `python -m knowledge sync FOLDER` with your help articles.")


def _channels(watched: list[Watched]) -> Check:
    ill = [f"{known.name}: {known.degraded}" for known in watched if known.degraded]
    if ill:
        return Check("channels", False, " ".join(ill))
    if not watched:
        return Check("channels", False, "none watched yet: a lead says `/frontdesk watch` in a channel.")
    return Check("channels", True, f"{len(watched)} watched")


async def _embedding_model(settings: Settings) -> Check:
    from adapters.embeddings import configured
    from knowledge.embedding import open_minilm

    try:
        async with configured(settings) as provider:
            if provider:
                await provider.questions(["Are you there?"])
                return Check("index", True, f"{provider.id} answers, {provider.size} numbers a vector")
    except (FrontdeskError, KnowledgeError) as error:
        return Check("index", False, f"{error} Meanwhile articles are found by words alone.")
    try:
        model = await asyncio.to_thread(open_minilm)
    except KnowledgeError as error:
        return Check("index", False, str(error))
    return Check("index", True, f"embedding model {model.id} is the shipped one")


async def _vectors(settings: Settings) -> list[Check]:
    from adapters.library import chroma_server
    from knowledge.chroma import look_at

    server = chroma_server(settings)
    if not server:
        return []
    try:
        await asyncio.to_thread(look_at, server)
    except KnowledgeError as error:
        fix = "Start it, or mend CHROMA_URL and what goes with it."
        return [Check("vectors", False, f"{error} Meanwhile articles are found by words alone. {fix}")]
    return [Check("vectors", True, f"Chroma answers at {server.url}")]


async def _model(settings: Settings) -> Check:
    if settings.model.name is None:
        return Check("model", True, "none: the offline composer writes. Set MODEL for a chat model.")
    from bot.app import open_writer

    try:
        await asyncio.to_thread(open_writer, settings)
    except (FrontdeskError, ImportError, ValueError) as error:
        provider = settings.model.name.partition(":")[0]
        text = f"cannot be opened ({type(error).__name__}): is `pip install .[{provider}]` done?"
        return Check("model", False, text)
    return Check("model", True, f"{settings.model.name} is set up; the composer writes when it fails")
