"""python -m knowledge sync | reindex | search | explain | evaluate | gaps | alternates | status"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import sys
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from knowledge.errors import IndexInUse, KnowledgeError

if TYPE_CHECKING:
    from pydantic import SecretStr

    from bot.ports import Store
    from bot.settings import Settings
    from knowledge.index import Progress
    from knowledge.library import Library, Status
    from knowledge.ports import Shelf
    from knowledge.sync import SyncReport

app = typer.Typer(
    help="What we know: keep articles in step, search them, measure the search.", no_args_is_help=True
)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Limit = Annotated[int, typer.Option(min=1, max=50, help="How many articles to show.")]
SAYS_EVERY = timedelta(seconds=10)
ON_ITS_OWN = "The bot is running and owns the index: it takes up the change by itself."


@app.command()
def sync(
    places: Annotated[
        list[str] | None,
        typer.Argument(help="Folders, files, git repositories or sites; without one those of the settings."),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and take up each change.")] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="A folder is meant to be empty.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the database in step with where articles come from, and the search index with the database."""
    _run(_sync(places or [], watch, allow_empty, as_json))


async def _sync(places: list[str], watch: bool, allow_empty: bool, as_json: bool) -> None:
    from bot.app import WallClock
    from bot.process.in_step import CACHE, limits_of
    from knowledge import sync_command as command
    from knowledge.following import Following

    settings = _settings()
    known = command.configured_in(_plain(settings.knowledge.articles))
    origins = command.meant(places, known)
    cache, limits = settings.data_folder / CACHE, limits_of(settings)
    async with _store(settings) as store:
        with _progress("Reading", quiet=as_json) as progress:
            if not watch:
                only = bool(known) and len(origins) < len(known)
                report = await command.once(
                    origins, store.shelf, cache, limits, progress, keep_others=only, allow_empty=allow_empty
                )
                await _told(settings, store, report, as_json)
                return
            every = timedelta(minutes=settings.knowledge.sync_every_minutes)
            following = Following(origins, store.shelf, cache, every, limits, allow_empty)
            _say("Watching; Ctrl-C ends it.")
            async for report in command.again_and_again(following, WallClock().now, progress):
                await _told(settings, store, report, as_json)


async def _told(settings: Settings, store: Store, report: SyncReport, as_json: bool) -> None:
    """Bring the index in step, note the change and print what came of it."""
    from knowledge.commands import note_sync
    from knowledge.sync import in_words
    from knowledge.sync_command import as_plain, lines

    await note_sync(store, report)
    index = ON_ITS_OWN
    with suppress(IndexInUse):
        async with _library(settings, store.shelf) as library:
            index = _in_words(await _refreshed(library, quiet=as_json))
    if as_json:
        _print_json(as_plain(report, index))
    else:
        typer.echo("\n".join([in_words(report), *lines(report), index]))


@app.command()
def reindex(as_json: AsJson = False) -> None:
    """Make the search index anew from the articles in the database."""
    _run(_reindex(as_json))


async def _reindex(as_json: bool) -> None:
    settings = _settings()
    async with _shelf(settings) as shelf, _library(settings, shelf, reindex=True) as library:
        status = await _refreshed(library, quiet=as_json)
    _print_json(status) if as_json else typer.echo(_in_words(status))


@app.command()
def search(question: str, limit: Limit = 5, as_json: AsJson = False) -> None:
    """Find the articles that may answer a question."""
    _run(_search(question, limit, as_json))


async def _search(question: str, limit: int, as_json: bool) -> None:
    async with _searchable(quiet=as_json) as library:
        found = await library.search(question, limit=limit)
    if as_json:
        _print_json({"question": question, **dataclasses.asdict(found)})
        return
    from knowledge.tables import print_found

    print_found(found)


@app.command()
def explain(
    question: str,
    article: Annotated[str | None, typer.Option(help="Show this article too, wherever it came.")] = None,
    limit: Limit = 5,
    as_json: AsJson = False,
) -> None:
    """Show why articles were found, or were not, leg by leg."""
    _run(_explain(question, article, limit, as_json))


async def _explain(question: str, article: str | None, limit: int, as_json: bool) -> None:
    async with _searchable(quiet=as_json) as library:
        explanation = await library.explain(question, limit=limit, article_id=article)
    if as_json:
        _print_json({"question": question, **dataclasses.asdict(explanation)})
        return
    from knowledge.tables import print_explanation

    print_explanation(explanation)


@app.command()
def evaluate(
    folder: Path,
    language: Annotated[str | None, typer.Option(help="As if this language were accepted: de.")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Accept the language if it passes.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure the search on a folder with articles, queries.jsonl and, if you have it, unanswerable.jsonl."""
    if accept and not language:
        raise typer.BadParameter("--accept needs --language, for instance --language de.")
    _run(_evaluate(folder, language, accept, as_json))


async def _evaluate(folder: Path, language: str | None, accept: bool, as_json: bool) -> None:
    from adapters.embeddings import configured
    from knowledge.acceptance import check, settle
    from knowledge.embedding import open_minilm
    from knowledge.evaluate import QUESTIONS, evaluate_folder, read_questions
    from knowledge.languages import FILE
    from knowledge.tables import print_figures

    settings = _settings()
    async with configured(settings) as provider:
        model = provider or open_minilm()
        with _progress("Measuring", quiet=as_json) as progress:
            measured = await evaluate_folder(folder, progress, embedder=model, language=language)
    _print_json(measured) if as_json else print_figures(folder.name, measured)
    if language:
        check(model, language, measured, read_questions(folder / QUESTIONS))
        _say(settle(settings.data_folder / FILE, model, language, measured, keep=accept))


@app.command()
def status(as_json: AsJson = False) -> None:
    """Show what is known and in which state the search index is."""
    _run(_status(as_json))


async def _status(as_json: bool) -> None:
    from knowledge.commands import status_in_words, status_of

    settings = _settings()
    index: Status | str
    async with _store(settings) as store:
        try:
            async with _library(settings, store.shelf) as library:
                index = await library.look()
        except IndexInUse as busy:
            index = str(busy)
        told = await status_of(store, index)
    if as_json:
        _print_json(told)
        return
    typer.echo("\n".join([*status_in_words(told), index if isinstance(index, str) else _in_words(index)]))


@app.command()
def gaps(
    everything: Annotated[bool, typer.Option("--all", help="Closed ones, too.")] = False,
    stub: Annotated[int | None, typer.Option(help="Print the beginning of an article for this gap.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what was asked and no article settles, alike questions together, the most asked first."""
    _run(_gaps(everything, stub, as_csv, as_json))


async def _gaps(everything: bool, stub: int | None, as_csv: bool, as_json: bool) -> None:
    from knowledge import commands
    from knowledge.gaps import as_csv as csv_of
    from knowledge.gaps import as_rows

    settings = _settings()
    async with _store(settings) as store:
        if await commands.wants_gathering(store):
            with suppress(IndexInUse):  # the bot keeps the list in order by itself
                async with _library(settings, store.shelf) as library:
                    await _refreshed(library, quiet=as_json or as_csv)
                    await commands.gathered(store, library)
        if stub is not None:
            typer.echo(await commands.stub_of(store, stub), nl=False)
            return
        found = await commands.gaps_of(store, closed=everything)
    if as_json:
        _print_json(as_rows(found))
    elif as_csv:
        typer.echo(csv_of(found), nl=False)
    else:
        from knowledge.tables import print_gaps

        print_gaps(found)


@app.command()
def alternates(
    remove: Annotated[int | None, typer.Option(help="Remove the question with this number.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the questions that people kept, with who and when, or remove one."""
    _run(_alternates(remove, as_json))


async def _alternates(remove: int | None, as_json: bool) -> None:
    from knowledge import commands

    async with _store(_settings()) as store:
        if remove is not None:
            said = await commands.removed_alternate(store, remove)
            _print_json({"removed": remove}) if as_json else typer.echo(said)
            return
        kept = await commands.alternates_of(store)
    if as_json:
        _print_json(kept)
        return
    from knowledge.tables import print_alternates

    print_alternates(kept)


@asynccontextmanager
async def _searchable(*, quiet: bool) -> AsyncIterator[Library]:
    """The library as the database has it; beside a running bot, one in memory of our own."""
    from knowledge.languages import FILE
    from knowledge.library import open_library

    settings = _settings()
    async with _shelf(settings) as shelf:
        if not await shelf.articles():
            raise KnowledgeError("Nothing is known yet. First: python -m knowledge sync FOLDER")
        try:
            async with _library(settings, shelf) as library:
                await _refreshed(library, quiet=quiet)
                yield library
                return
        except IndexInUse as busy:
            model = ", with the shipped model" if settings.embeddings.name else ""  # a provider costs money
            _say(f"{busy} Searching in memory meanwhile{model}.")
        async with open_library(shelf, languages=settings.data_folder / FILE) as library:
            await _refreshed(library, quiet=quiet)
            yield library


@asynccontextmanager
async def _library(settings: Settings, shelf: Shelf, *, reindex: bool = False) -> AsyncIterator[Library]:
    from adapters.library import open_library_of

    async with open_library_of(settings, shelf, reindex=reindex) as library:
        yield library


@asynccontextmanager
async def _store(settings: Settings) -> AsyncIterator[Store]:
    from adapters.store import open_store

    async with open_store(_plain(settings.database_url), settings.data_folder) as store:
        yield store


@asynccontextmanager
async def _shelf(settings: Settings) -> AsyncIterator[Shelf]:
    async with _store(settings) as store:
        yield store.shelf


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None


def _settings() -> Settings:
    from bot import settings

    return settings.load()


async def _refreshed(library: Library, *, quiet: bool) -> Status:
    with _progress("Indexing", quiet=quiet) as progress:
        return await library.refresh(progress)


@contextmanager
def _progress(doing: str, *, quiet: bool) -> Iterator[Progress]:
    """A bar on a terminal, now and then a line elsewhere; nothing where output is read by a program."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    if not quiet and not sys.stderr.isatty():
        yield _in_lines(doing)
        return
    with Bar(console=Console(stderr=True), transient=True, disable=quiet or not sys.stderr.isatty()) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _in_lines(doing: str) -> Progress:
    said_at = time.monotonic()

    def told(done: int, total: int) -> None:
        nonlocal said_at
        if time.monotonic() - said_at >= SAYS_EVERY.total_seconds():
            said_at = time.monotonic()
            _say(f"{doing}: {done:,} of {total:,}.")

    return told


def _in_words(status: Status) -> str:
    said = f"The index holds {status.texts:,} texts of {status.articles:,} articles ({status.model})."
    if status.without_vector:
        said += f" {status.without_vector:,} articles are not indexed yet: python -m knowledge sync FOLDER"
    return f"{said} {status.notice}" if status.notice else said


def _print_json(value: Any) -> None:
    def plain(each: Any) -> Any:
        if dataclasses.is_dataclass(each) and not isinstance(each, type):
            return dataclasses.asdict(each)
        if isinstance(each, Enum):
            return each.value
        return each.isoformat() if isinstance(each, datetime) else str(each)

    typer.echo(json.dumps(value, default=plain, indent=2, ensure_ascii=False))


def _say(sentence: str) -> None:
    typer.echo(sentence, err=True)


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end; what an operator can mend is one sentence, Ctrl-C is no accident."""
    from bot.errors import FrontdeskError

    try:
        asyncio.run(work)
    except (KnowledgeError, FrontdeskError) as error:
        _say(str(error))
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        _say("Stopped. What was done is kept.")
        raise typer.Exit(130) from None


if __name__ == "__main__":
    app()
