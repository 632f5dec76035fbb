"""How a command ends: with what it was asked for, or with one sentence on standard error and a code."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from rich.console import Console

from bot.errors import FrontdeskError

if TYPE_CHECKING:
    from bot.settings import Settings

T = TypeVar("T")
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def say(text: str) -> None:
    """Print a text as it is: an address or a draft that is copied has no breaks of the terminal in it."""
    out.print(text, markup=False, soft_wrap=True)


def tell(text: str) -> None:
    """Print a text beside the answer, where no program reads it."""
    err.print(text, markup=False, soft_wrap=True)


def settings() -> Settings:
    """Return the settings; one that makes no sense ends the command."""
    from bot.settings import load

    try:
        return load()
    except FrontdeskError as error:
        raise refuse(str(error)) from None


def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's work; what goes wrong is told in a sentence, never as a traceback."""
    from knowledge.errors import KnowledgeError

    try:
        return asyncio.run(work)
    except (FrontdeskError, KnowledgeError) as error:
        raise refuse(str(error)) from None
    except BrokenPipeError:
        raise  # who read it has read enough
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise refuse(f"A file or folder cannot be used: {error.strerror}{where}.") from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def refuse(text: str) -> typer.Exit:
    """Tell why nothing is done, and return what ends the command."""
    tell(text)
    return typer.Exit(2)


def writable(file: Path) -> Path:
    """Return a file that is written after long work; a place that cannot be ends the command before it."""
    if file.is_dir():
        raise refuse(f"{file} is a folder: name a file in it.")
    if not file.parent.is_dir():
        raise refuse(f"There is no folder {file.parent} to write {file.name} into.")
    return file


async def write(file: Path, content: bytes) -> None:
    """Write a file; for `finish`, which tells what goes wrong."""
    await asyncio.to_thread(file.write_bytes, content)
