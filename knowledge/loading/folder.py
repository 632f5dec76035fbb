"""A folder of files to articles; what cannot be read is named, with the reason, and left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.errors import KnowledgeError
from knowledge.loading import documents, front, html, markdown, rows, text
from knowledge.loading.decoding import declared_in_page, decoded
from knowledge.loading.fields import Read, Remark, Unreadable, hidden
from knowledge.loading.flavours import recognised
from knowledge.loading.loaded import Loaded, Progress, Skipped
from knowledge.loading.tree import Flavour, Tree, slug_of
from knowledge.ports import Article

LARGEST_FILE = 5_000_000
LARGEST_LIST = 25_000_000  # many articles in one file
Reader = Callable[[str, str, Tree], Iterable[Read]]

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
_DOCUMENTS = {".pdf": documents.from_pdf, ".docx": documents.from_docx}
_LARGEST = {
    **dict.fromkeys(_DOCUMENTS, documents.LARGEST_DOCUMENT),
    **dict.fromkeys((".csv", ".jsonl", ".ndjson"), LARGEST_LIST),
}
_MARKDOWN = (".md", ".mdx", ".markdown")
_ABOUT_THE_PROJECT = {
    "code_of_conduct.md", "contributing.md", "license.md", "license.txt", "licence.md",
    "summary.md", "404.md", "404.html", "search.html", "robots.txt", "llms.txt", "llms-full.txt",
    "requirements.txt",
}  # fmt: skip


@dataclass(slots=True)
class Reading:
    """What was found so far, in the order of the files."""

    articles: dict[str, Article]
    skipped: list[Skipped]
    remarks: list[Skipped]
    unread: set[str]

    def take(self, read: Read, name: str, path_id: str) -> None:
        if isinstance(read, Article):
            self._put(replace(read, place=name), path_id)
        elif isinstance(read, Remark):
            self.remarks.append(Skipped(f"{name}{read.where}", read.reason))
        else:
            self.skipped.append(Skipped(f"{name}{read.where}", read.reason))
            if isinstance(read, Unreadable):
                self.unread.add(name)

    def shut(self, folder: str, error: OSError) -> None:
        """A folder that may not be looked into: all that was read there before stays known."""
        self.skipped.append(Skipped(f"{folder}/", f"cannot be opened ({error.strerror})"))
        self.unread.add(f"{folder}/")

    def leave_out(self, parts: set[str]) -> None:
        """Leave out pages without a title of their own that others take in: they are said there."""
        for id, article in list(self.articles.items()):
            if article.place in parts:
                del self.articles[id]
                self.skipped.append(Skipped(article.place, "is part of other pages"))

    def _put(self, article: Article, path_id: str) -> None:
        """Of two pages with one id the later keeps the id of its path; of two rows the first is kept."""
        if article.id in self.articles and path_id not in self.articles and name_of(article) == path_id:
            self.remarks.append(
                Skipped(str(article.place), f'its id "{article.id}" is taken; it is "{path_id}"')
            )
            article = replace(article, id=path_id)
        if article.id in self.articles:
            self.skipped.append(
                Skipped(str(article.place), f'the id "{article.id}" is taken by another article')
            )
        else:
            self.articles[article.id] = article


def name_of(article: Article) -> str:
    """The id that the path of a page gives; rows of a list share their file and have none."""
    stem, _, kind = str(article.place).rpartition(".")
    return stem if f".{kind.lower()}" in (*_MARKDOWN, ".html", ".htm", ".txt", *_DOCUMENTS) else ""


def load_folder(
    folder: Path, progress: Progress | None = None, *, origin: str = "", address: str | None = None
) -> Loaded:
    """Every article under `folder`, or in the one file it names; `address` is where the folder is published.

    Raises:
        KnowledgeError: `folder` does not exist.
    """
    if not folder.exists():
        raise KnowledgeError(f"There is no folder or file {folder}.")
    root = folder if folder.is_dir() else folder.parent
    flavour, published, words = recognised(root) if folder.is_dir() else (Flavour(), None, {})
    shut: list[OSError] = []
    files = _files(folder, flavour, shut)
    names = {path: path.relative_to(root).as_posix() for path in files}
    tree = Tree(root, flavour, address or published, frozenset(names.values()), {}, words)
    if tree.address:
        slugs, hidden_ones = _glance(names)
        tree = replace(tree, slugs=slugs, places=tree.places - hidden_ones)
    reading = Reading({}, [], [], set())
    for error in shut:
        reading.shut(Path(str(error.filename)).relative_to(root).as_posix(), error)
    for number, path in enumerate(files, start=1):
        for read in _read(path, names[path], tree):
            reading.take(read, names[path], names[path].rpartition(".")[0])
        if progress:
            progress(number, len(files))
    reading.leave_out(tree.included & tree.untitled)
    return Loaded(
        articles=tuple(reading.articles.values()),
        skipped=tuple(reading.skipped),
        origin=origin,
        unread=frozenset(reading.unread),
        remarks=tuple(reading.remarks),
    )


def _files(folder: Path, flavour: Flavour, shut: list[OSError]) -> list[Path]:
    """Readable kinds of files in a steady order; hidden ones and links that lead elsewhere are left out.

    Folders that may not be looked into end up in `shut`.
    """
    if folder.is_file():
        return [folder]
    home = folder.resolve()
    found: list[Path] = []
    for place, folders, names in os.walk(folder / flavour.content, onerror=shut.append):
        folders[:] = sorted(name for name in folders if _is_open(name, flavour))
        paths = (Path(place) / name for name in sorted(names) if _is_page(name, Path(place) == folder))
        found += [path for path in paths if leads_inside(path, home)]
    return found


def leads_inside(path: Path, home: Path) -> bool:
    """Whether a path stays within `home`; a link that goes in circles is there, and cannot be opened."""
    try:
        return path.resolve().is_relative_to(home)
    except (OSError, RuntimeError):
        return True


def _is_open(folder: str, flavour: Flavour) -> bool:
    return folder in flavour.also or not folder.startswith((".", "_", "node_modules"))


def _is_page(name: str, at_the_top: bool) -> bool:
    if name.startswith(".") or (name.startswith("_") and not name.startswith("_index.")):
        return False
    if at_the_top and name.lower() in _ABOUT_THE_PROJECT:
        return False
    return Path(name).suffix.lower() in (*_READERS, *_DOCUMENTS)


def _glance(names: dict[Path, str]) -> tuple[dict[str, str], set[str]]:
    """What pages say about their own addresses, so that links lead there, and which ones are hidden."""
    slugs: dict[str, str] = {}
    hidden_ones: set[str] = set()
    for path, name in names.items():
        if path.suffix.lower() not in _MARKDOWN:
            continue
        try:
            split = front.split(decoded(path.read_bytes()[:20_000]))
        except (OSError, UnicodeDecodeError):
            continue
        if isinstance(split, Unreadable):
            continue
        if slug := slug_of(split[0]):
            slugs[name] = slug
        if hidden(split[0]):
            hidden_ones.add(name)
    return slugs, hidden_ones


def _read(path: Path, name: str, tree: Tree) -> Iterator[Read]:
    kind = path.suffix.lower()
    if kind not in _READERS and kind not in _DOCUMENTS:
        kinds = ", ".join((*_READERS, *_DOCUMENTS))
        yield Unreadable(f"files of this kind are not read (known: {kinds})")
        return
    largest = _LARGEST.get(kind, LARGEST_FILE)
    try:
        size = path.stat().st_size
        if size > largest:
            yield Unreadable(
                f"{size // 1_000_000} MB is larger than the {largest // 1_000_000} MB that are read"
            )
            return
        content = path.read_bytes()
    except OSError as error:
        yield Unreadable(f"cannot be opened ({error.strerror})")
        return
    if kind in _DOCUMENTS:
        yield from _DOCUMENTS[kind](content, name, tree) if content else [Unreadable("empty")]
    else:
        yield from _as_text(content, kind, name, tree)


def _as_text(content: bytes, kind: str, name: str, tree: Tree) -> Iterator[Read]:
    try:
        said = decoded(content, declared_in_page(content) if kind in (".html", ".htm") else None)
    except UnicodeDecodeError as error:
        yield Unreadable(f"not UTF-8 text (at byte {error.start:,})")
        return
    if not said.strip():
        yield Unreadable("empty")
    elif "\x00" in said:
        yield Unreadable("holds binary data")
    else:
        yield from _READERS[kind](said, name, tree)
