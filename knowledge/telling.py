"""What a command tells a person or a program, and how far it is."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from knowledge.index import Progress
    from knowledge.library import Status

_SAYS_EVERY = timedelta(seconds=10)


def print_json(value: Any) -> None:
    def plain(each: Any) -> Any:
        if dataclasses.is_dataclass(each) and not isinstance(each, type):
            return dataclasses.asdict(each)
        if isinstance(each, Enum):
            return each.value
        return each.isoformat() if isinstance(each, datetime) else str(each)

    typer.echo(json.dumps(value, default=plain, indent=2, ensure_ascii=False))


def say(sentence: str) -> None:
    typer.echo(sentence, err=True)


@contextmanager
def progress_on(doing: str, *, quiet: bool) -> Iterator[Progress]:
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
        if time.monotonic() - said_at >= _SAYS_EVERY.total_seconds():
            said_at = time.monotonic()
            say(f"{doing}: {done:,} of {total:,}.")

    return told


def count(number: int, one: str) -> str:
    """Return "1 article", "2,000 articles"."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def index_in_words(status: Status) -> str:
    texts, articles = count(status.texts, "text"), count(status.articles, "article")
    said = f"The index holds {texts} of {articles} ({status.model})."
    if status.without_vector:
        missing = f"{count(status.without_vector, 'article')} {'is' if status.without_vector == 1 else 'are'}"
        said += f" {missing} not indexed yet: python -m knowledge sync FOLDER"
    return f"{said} {status.notice}" if status.notice else said


def answer_with(app: Callable[[], None]) -> None:
    """Run a command line; an answer that cannot be written ends it with a sentence, not with a traceback."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        raise  # who read it has read enough
    except OSError as error:
        say(f"The answer cannot be written: {error.strerror}.")
        os._exit(2)  # the end of the interpreter would try to write what is left, and complain
