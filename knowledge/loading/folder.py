"""A folder of files to articles; what cannot be read is named, with the reason, and left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from knowledge.errors import KnowledgeError
from knowledge.loading import html, markdown, rows, text
from knowledge.loading.fields import Unreadable
from knowledge.loading.loaded import Loaded, Progress, Skipped
from knowledge.ports import Article

LARGEST_FILE = 5_000_000
Reader = Callable[[str, str], Iterable[Article | Unreadable]]

_READERS: dict[str, Reader] = {
    ".md": markdown.articles,
    ".mdx": markdown.articles,
    ".markdown": markdown.articles,
    ".html": html.articles,
    ".htm": html.articles,
    ".txt": text.articles,
    ".csv": rows.from_csv,
    ".jsonl": rows.from_json_lines,
    ".ndjson": rows.from_json_lines,
}


def load_folder(folder: Path, progress: Progress | None = None, *, origin: str = "") -> Loaded:
    """Every article under `folder`, or in the one file it names; of two with the same id the first is kept.

    Raises:
        KnowledgeError: `folder` does not exist.
    """
    if not folder.exists():
        raise KnowledgeError(f"There is no folder or file {folder}.")
    files = _files(folder)
    articles: dict[str, Article] = {}
    skipped: list[Skipped] = []
    unread: set[str] = set()
    for number, path in enumerate(files, start=1):
        name = path.relative_to(folder).as_posix() if folder.is_dir() else path.name
        for found in _read(path, name):
            if isinstance(found, Unreadable):
                skipped.append(Skipped(f"{name}{found.where}", found.reason))
                unread.add(name)
            elif found.id in articles:
                skipped.append(Skipped(name, f'the id "{found.id}" is taken by another article'))
            else:
                articles[found.id] = replace(found, place=name)
        if progress:
            progress(number, len(files))
    return Loaded(tuple(articles.values()), tuple(skipped), origin, frozenset(unread))


def _files(folder: Path) -> list[Path]:
    """Readable kinds of files in a steady order; hidden ones and links that lead elsewhere are left out."""
    if folder.is_file():
        return [folder]
    home = folder.resolve()
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_", "node_modules")))
        paths = (Path(place) / name for name in sorted(names) if not name.startswith("."))
        found += [
            path for path in paths if path.suffix.lower() in _READERS and path.resolve().is_relative_to(home)
        ]
    return found


def _read(path: Path, name: str) -> Iterator[Article | Unreadable]:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(_READERS)
        yield Unreadable(f"files of this kind are not read (known: {kinds})")
        return
    try:
        if path.stat().st_size > LARGEST_FILE:
            yield Unreadable(f"larger than {LARGEST_FILE // 1_000_000} MB")
            return
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Unreadable(f"not UTF-8 text (at byte {error.start:,})")
        return
    except OSError as error:
        yield Unreadable(f"cannot be opened ({error.strerror})")
        return
    if not content.strip():
        yield Unreadable("empty")
        return
    if "\x00" in content:
        yield Unreadable("holds binary data")
        return
    yield from reader(content, name)
