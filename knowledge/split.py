"""An article cut into passages that can be quoted, and into the texts that are embedded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.ports import Article

PASSAGE_WORDS = 120
OVERLAP_WORDS = 30
_HEADING = re.compile(r" {0,3}#{1,6}\s+(?P<text>.+?)\s*#*\s*(?:\{#(?P<anchor>[^}\s]+)\})?\s*$")
_LIST_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+\S")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])|\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable piece: whole paragraphs, lists, code; only a giant paragraph is cut, between sentences."""

    heading: str | None
    text: str
    anchor: str | None = None  # of its heading, where it is not the usual one


def address_of(url: str | None, passage: Passage | None) -> str | None:
    """Where to read a passage: its article's address, at its heading."""
    if url is None or passage is None or passage.heading is None or "#" in url:
        return url
    return f"{url}#{passage.anchor or slug(passage.heading)}"


def slug(heading: str) -> str:
    """The anchor that most generators give a heading: lower case, hyphens for gaps, else only letters."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def passages(body: str) -> list[Passage]:
    """The body in order, as pieces of about `PASSAGE_WORDS` that never cross a heading."""
    return [
        Passage(heading, text, anchor)
        for heading, anchor, blocks in _sections(body.replace("\r\n", "\n"))
        for text in _gathered(piece for block in blocks for piece in _bounded(block))
    ]


def embedded_texts(article: Article, pieces: Iterable[Passage]) -> list[str]:
    """What is embedded for each passage: title, heading, the end of the passage before, the passage."""
    texts = []
    before = Passage(None, "")
    for piece in pieces:
        tail = " ".join(before.text.split()[-OVERLAP_WORDS:]) if before.heading == piece.heading else ""
        front = [article.title, piece.heading if piece.heading != article.title else None, tail]
        texts.append("\n".join([*(part for part in front if part), piece.text]))
        before = piece
    return texts


def _sections(body: str) -> Iterator[tuple[str | None, str | None, list[str]]]:
    """Headings with their blocks; a block is a paragraph, a whole list, a table or a fenced piece of code."""
    heading: str | None = None
    anchor: str | None = None
    blocks: list[str] = []
    for block in _blocks(body):
        found = _HEADING.match(block)
        if found and "\n" not in block:
            if blocks:
                yield heading, anchor, blocks
            heading, anchor, blocks = found["text"], found["anchor"], []
        else:
            blocks.append(block)
    if blocks:
        yield heading, anchor, blocks


def _blocks(body: str) -> Iterator[str]:
    block: list[str] = []
    fenced = False
    for line in body.split("\n"):
        starts_alone = _HEADING.match(line) and not fenced
        if block and not fenced and (starts_alone or (not line.strip())):
            yield "\n".join(block)
            block = []
        if _FENCE.match(line):
            fenced = not fenced
        if line.strip() or fenced:
            block.append(line.rstrip())
        if starts_alone:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)


def _bounded(block: str) -> Iterator[str]:
    """`block`, or its lines or sentences where it is too long to quote in one."""
    if len(block.split()) <= PASSAGE_WORDS * 1.5 or _FENCE.match(block):
        yield block
        return
    pieces = [piece for piece in _split_keeping(block) if piece.strip()]
    yield from _gathered(pieces, glue="")


def _split_keeping(block: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(block):
        yield block[start : end.end()]
        start = end.end()
    yield block[start:]


def _gathered(pieces: Iterable[str], glue: str = "\n\n") -> Iterator[str]:
    """Neighbours joined within `PASSAGE_WORDS`; a list stays with the line that announces it."""
    held, size = "", 0
    for piece in pieces:
        length = len(piece.split())
        if held and size + length > PASSAGE_WORDS and not (held.endswith(":") and _LIST_ITEM.match(piece)):
            yield held.strip()
            held, size = "", 0
        held = f"{held}{glue}{piece}" if held else piece
        size += length
    if held.strip():
        yield held.strip()
