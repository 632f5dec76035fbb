"""PDF and DOCX, with the extra `documents`; without it they are named with the line that installs it."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from knowledge.loading import html
from knowledge.loading.fields import Read, Unreadable, article_from
from knowledge.loading.tree import Tree, said_by
from knowledge.ports import Article

if TYPE_CHECKING:
    from pypdf import PdfReader

LARGEST_DOCUMENT = 20_000_000
INSTALL = 'needs the extra "documents": pip install ".[documents]"'
_MOST_UNPACKED = 200_000_000
_MOST_PAGES = 1_000
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;…]['\")\]]*$")
_ITEM = re.compile(r"^(?:[•▪◦‣·o]|[-–*])\s+")
_STEP = re.compile(r"^\d{1,2}[.)]\s+")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MODIFIED = "{http://purl.org/dc/terms/}modified"


def from_pdf(content: bytes, name: str, tree: Tree | None = None) -> Iterator[Read]:
    """One article; lines that every page repeats are left out, bookmarks become headings."""
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        yield Unreadable(INSTALL)
        return
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its notes on odd files would go to the terminal
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            yield Unreadable("locked with a password")
            return
        pages = [page.extract_text().split("\n") for page in reader.pages[:_MOST_PAGES]]
        named = (reader.metadata.title if reader.metadata else None) or ""
        changed = reader.metadata.modification_date if reader.metadata else None
        headings = _bookmarks(reader)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as error:
        yield Unreadable(f"not a PDF that can be read ({type(error).__name__})")
        return
    lines = _lines(pages)
    if not any(line.strip() for line in lines):
        yield Unreadable("holds no text: is it a scan?")
        return
    title = _title(named, lines) or said_by(name)
    body = "\n".join(_paragraphs([line for line in lines if line != title], headings))
    yield from article_from({"updated": changed}, id=name.rpartition(".")[0], title=title, body=body)


def from_docx(content: bytes, name: str, tree: Tree | None = None) -> Iterator[Read]:
    """One article with its headings, lists and tables."""
    try:
        import mammoth
    except ImportError:
        yield Unreadable(INSTALL)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED:
                yield Unreadable("unpacks to more than 200 MB")
                return
            title, changed = _core(parts)
        said = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map="p[style-name='Title'] => h1:fresh",
            convert_image=mammoth.images.img_element(lambda _: {}),
        )
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        OSError,
        ElementTree.ParseError,
        AttributeError,
    ) as error:
        yield Unreadable(f"not a DOCX that can be read ({type(error).__name__})")
        return
    page = f"<title>{title}</title><body>{said.value}</body>" if title else f"<body>{said.value}</body>"
    for read in html.articles(page, name):
        if isinstance(read, Article) and changed:
            fields = {"updated": changed, "audience": read.audience.value}
            yield from article_from(fields, id=read.id, title=read.title, body=read.body)
        else:
            yield read


def _core(parts: zipfile.ZipFile) -> tuple[str, str]:
    """Title and last change, as the document's properties have them."""
    if "docProps/core.xml" not in parts.namelist():
        return "", ""
    core = ElementTree.fromstring(parts.read("docProps/core.xml"))  # noqa: S314  expat limits entities itself
    return (core.findtext(_TITLE) or "").strip(), core.findtext(_MODIFIED) or ""


def _bookmarks(reader: PdfReader) -> dict[str, int]:
    """Titles of the outline with their depth."""

    def walk(entries: list[object], depth: int) -> Iterator[tuple[str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, min(depth + 1, 6))
            else:
                yield " ".join(str(getattr(entry, "title", "")).split()), depth

    return dict(walk(list(reader.outline), 2))


def _lines(pages: list[list[str]]) -> list[str]:
    """Every line without page numbers and without what most pages repeat at their edges."""
    edges = Counter(
        line for page in pages for line in {_edge(line) for line in (*page[:2], *page[-2:]) if line.strip()}
    )
    repeated = {line for line, times in edges.items() if len(pages) > 2 and times > len(pages) / 2}
    said: list[str] = []
    for page in pages:
        clean = [" ".join(line.split()) for line in page]
        said += [line for line in clean if not _PAGE_NUMBER.fullmatch(line) and _edge(line) not in repeated]
    return said


def _edge(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _title(named: str, lines: list[str]) -> str:
    """The title in the properties, unless it is a file's name; else a short first line."""
    named = " ".join(named.split())
    if named and not re.search(r"\.\w{2,4}$|^(?:untitled|microsoft word)", named, re.IGNORECASE):
        return named
    first = next((line for line in lines if line.strip()), "")
    return first if 3 <= len(first) <= 100 and not first.endswith(".") else ""


def _paragraphs(lines: list[str], headings: dict[str, int]) -> Iterator[str]:
    """Lines joined into paragraphs: a page breaks them where it is full, not where a thought ends."""
    full = max((len(line) for line in lines), default=0)
    held = last = ""
    for line in lines:
        starts = not line or line in headings or _ITEM.match(line) or _STEP.match(line)
        if held and (starts or _is_whole(held, last, line, full)):
            yield from (held, "")
            held = ""
        if line in headings:
            yield from (f"{'#' * headings[line]} {line}", "")
        elif line:
            said = _ITEM.sub("- ", line)
            held = held[:-1] + said if _hyphenated(held, said) else f"{held} {said}".strip()
        last = line
    if held:
        yield held


def _is_whole(held: str, last: str, line: str, full: int) -> bool:
    """Whether a paragraph ends before `line`: after a full stop, or after a line that stopped early."""
    return not line[:1].islower() and (bool(_ENDS.search(held)) or len(last) < 0.6 * full)


def _hyphenated(held: str, line: str) -> bool:
    return held.endswith("-") and held[-2:-1].isalpha() and line[:1].islower()
