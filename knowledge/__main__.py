"""python -m knowledge sync | reindex | search | explain | evaluate | gaps | alternates | status"""

from __future__ import annotations

import dataclasses
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knowledge.errors import IndexInUse
from knowledge.opening import (
    finish,
    library_of,
    loaded_settings,
    plain,
    refreshed,
    searchable,
    shelf_of,
    store_of,
)
from knowledge.telling import answer_with, index_in_words, print_json, progress_on, say

if TYPE_CHECKING:
    from bot.ports import Store
    from bot.settings import Settings
    from knowledge.library import Status
    from knowledge.sync import SyncReport

app = typer.Typer(
    help="What we know: keep articles in step, search them, measure the search.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Limit = Annotated[int, typer.Option(min=1, max=50, help="How many articles to show.")]
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
    finish(_sync(places or [], watch, allow_empty, as_json))


async def _sync(places: list[str], watch: bool, allow_empty: bool, as_json: bool) -> None:
    from bot.app import WallClock
    from bot.process.in_step import CACHE, limits_of
    from knowledge import sync_command as command
    from knowledge.following import Following

    settings = loaded_settings()
    known = command.configured_in(plain(settings.knowledge.articles))
    origins = command.meant(places, known)
    cache, limits = settings.data_folder / CACHE, limits_of(settings)
    async with store_of(settings) as store:
        with progress_on("Reading", quiet=as_json) as progress:
            if not watch:
                only = bool(known) and len(origins) < len(known)
                report = await command.once(
                    origins, store.shelf, cache, limits, progress, keep_others=only, allow_empty=allow_empty
                )
                await _told(settings, store, report, as_json)
                return
            every = timedelta(minutes=settings.knowledge.sync_every_minutes)
            following = Following(origins, store.shelf, cache, every, limits, allow_empty)
            say("Watching; Ctrl-C ends it.")
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
        async with library_of(settings, store.shelf) as library:
            index = index_in_words(await refreshed(library, quiet=as_json))
    if as_json:
        print_json(as_plain(report, index))
    else:
        typer.echo("\n".join([in_words(report), *lines(report), index]))


@app.command()
def reindex(as_json: AsJson = False) -> None:
    """Make the search index anew from the articles in the database."""
    finish(_reindex(as_json))


async def _reindex(as_json: bool) -> None:
    settings = loaded_settings()
    async with shelf_of(settings) as shelf, library_of(settings, shelf, reindex=True) as library:
        status = await refreshed(library, quiet=as_json)
    print_json(status) if as_json else typer.echo(index_in_words(status))


@app.command()
def search(question: str, limit: Limit = 5, as_json: AsJson = False) -> None:
    """Find the articles that may answer a question."""
    _check(question)
    finish(_search(question, limit, as_json))


async def _search(question: str, limit: int, as_json: bool) -> None:
    async with searchable(quiet=as_json) as library:
        found = await library.search(question, limit=limit)
    if as_json:
        print_json({"question": question, **dataclasses.asdict(found)})
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
    _check(question)
    finish(_explain(question, article, limit, as_json))


async def _explain(question: str, article: str | None, limit: int, as_json: bool) -> None:
    async with searchable(quiet=as_json) as library:
        explanation = await library.explain(question, limit=limit, article_id=article)
    if as_json:
        print_json({"question": question, **dataclasses.asdict(explanation)})
        return
    from knowledge.tables import print_explanation

    print_explanation(explanation)


def _check(question: str) -> None:
    if not question.strip():
        raise typer.BadParameter("write what a customer might ask.", param_hint="question")


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
    finish(_evaluate(folder, language, accept, as_json))


async def _evaluate(folder: Path, language: str | None, accept: bool, as_json: bool) -> None:
    from adapters.embeddings import configured
    from knowledge.acceptance import check, settle
    from knowledge.embedding import open_minilm
    from knowledge.evaluate import QUESTIONS, evaluate_folder, read_questions
    from knowledge.languages import FILE
    from knowledge.tables import print_figures

    settings = loaded_settings()
    async with configured(settings) as provider:
        model = provider or open_minilm()
        with progress_on("Measuring", quiet=as_json) as progress:
            measured = await evaluate_folder(folder, progress, embedder=model, language=language)
    print_json(measured) if as_json else print_figures(folder.name, measured)
    if language:
        check(model, language, measured, read_questions(folder / QUESTIONS))
        say(settle(settings.data_folder / FILE, model, language, measured, keep=accept))


@app.command()
def status(as_json: AsJson = False) -> None:
    """Show what is known and in which state the search index is."""
    finish(_status(as_json))


async def _status(as_json: bool) -> None:
    from knowledge.commands import status_in_words, status_of

    settings = loaded_settings()
    index: Status | str
    async with store_of(settings) as store:
        try:
            async with library_of(settings, store.shelf) as library:
                index = await library.look()
        except IndexInUse as busy:
            index = str(busy)
        told = await status_of(store, index)
    if as_json:
        print_json(told)
        return
    typer.echo(
        "\n".join([*status_in_words(told), index if isinstance(index, str) else index_in_words(index)])
    )


@app.command()
def gaps(
    everything: Annotated[bool, typer.Option("--all", help="Closed ones, too.")] = False,
    stub: Annotated[int | None, typer.Option(help="Print the beginning of an article for this gap.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what was asked and no article settles, alike questions together, the most asked first."""
    if as_csv and as_json:
        raise typer.BadParameter("give --csv or --json, not both.")
    finish(_gaps(everything, stub, as_csv, as_json))


async def _gaps(everything: bool, stub: int | None, as_csv: bool, as_json: bool) -> None:
    from knowledge import commands
    from knowledge.gaps import as_csv as csv_of
    from knowledge.gaps import as_rows

    settings = loaded_settings()
    async with store_of(settings) as store:
        if await commands.wants_gathering(store):
            with suppress(IndexInUse):  # the bot keeps the list in order by itself
                async with library_of(settings, store.shelf) as library:
                    await refreshed(library, quiet=as_json or as_csv)
                    await commands.gathered(store, library)
        if stub is not None:
            typer.echo(await commands.stub_of(store, stub), nl=False)
            return
        found = await commands.gaps_of(store, closed=everything)
    if as_json:
        print_json(as_rows(found))
    elif as_csv:
        typer.echo(csv_of(found), nl=False)
    else:
        from knowledge.tables import print_gaps

        print_gaps(found)


@app.command()
def alternates(
    remove: Annotated[
        int | None, typer.Option(min=1, max=2**31 - 1, help="Remove the question with this number.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the questions that people kept, with who and when, or remove one."""
    finish(_alternates(remove, as_json))


async def _alternates(remove: int | None, as_json: bool) -> None:
    from knowledge import commands

    async with store_of(loaded_settings()) as store:
        if remove is not None:
            said = await commands.removed_alternate(store, remove)
            print_json({"removed": remove}) if as_json else typer.echo(said)
            return
        kept = await commands.alternates_of(store)
    if as_json:
        print_json(kept)
        return
    from knowledge.tables import print_alternates

    print_alternates(kept)


if __name__ == "__main__":
    answer_with(app)
