"""The part of a passage that answers, copied word for word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.words import Language
from bot.words.text import sentences

_HEADING = re.compile(r"^#{1,6}\s+(.*)$")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|step \d+[:.])\s+\S", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[-*•]\s+\S")
_TABLE = re.compile(r"^\s*\|")
_LONGEST_WORDS = 60
_SHORT_WORDS = 45
_LONGEST_STEPS = 7


@dataclass(frozen=True, slots=True)
class Answer:
    """Verbatim words of an article, and whether they are steps to follow."""

    text: str
    steps: bool


def answer_from(passage: str, question: str, language: Language) -> Answer | None:
    """One to three sentences, or the numbered steps, that best cover the question; None if none does."""
    blocks = _blocks(passage)
    if not blocks:
        return None
    wanted = subject_stems(question, language)
    steps = next((block for block in blocks if block.numbered), None)
    best = max(blocks, key=lambda block: (block.overlap(wanted, language), -blocks.index(block)))
    asks_how = bool(language.cues["how_to"].search(question))
    if steps and (best is steps or asks_how or best.overlap(wanted, language) == 0):
        return Answer(_steps(steps), steps=True)
    text = _prose(best, wanted, language)
    return Answer(text, steps=False) if text else None


def subject_stems(text: str, language: Language) -> set[str]:
    """The stems of the words that carry a subject."""
    words = re.findall(r"[^\W_]+", text.lower())
    return {language.stem(word) for word in words if word not in language.empty and len(word) > 1}


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands under one heading: lead sentences and list items."""

    heading: str
    lines: tuple[str, ...]
    numbered: bool

    def overlap(self, wanted: set[str], language: Language) -> float:
        stems = subject_stems(" ".join((self.heading, *self.lines)), language)
        heading = subject_stems(self.heading, language)
        return len(wanted & stems) + 0.5 * len(wanted & heading)


def _blocks(passage: str) -> list[_Block]:
    blocks: list[_Block] = []
    heading = ""
    lines: list[str] = []
    for raw in [*passage.splitlines(), "# end"]:
        line = raw.rstrip()
        found = _HEADING.match(line)
        if found:
            if lines:
                blocks.append(
                    _Block(heading, tuple(lines), sum(bool(_NUMBERED.match(part)) for part in lines) >= 2)
                )
            heading, lines = found.group(1), []
        elif line.strip() and not _TABLE.match(line) and not line.strip().startswith(("```", "---", "![")):
            lines.append(line)
    return blocks


def _steps(block: _Block) -> str:
    """The numbered steps, with the sentence that introduces them when it is short."""
    taken: list[str] = []
    for line in block.lines:
        if _NUMBERED.match(line):
            taken.append(line.strip())
        if len(taken) == _LONGEST_STEPS:
            break
    return plain("\n".join(taken))


def _prose(block: _Block, wanted: set[str], language: Language) -> str:
    """The run of at most three sentences, or the bullets, that shares most with the question."""
    pieces: list[str] = []
    for line in block.lines:
        pieces += [line.strip()] if _BULLET.match(line) or _NUMBERED.match(line) else sentences(line)
    pieces = [piece for piece in pieces if not piece.endswith(":") or _BULLET.match(piece)]
    if not pieces:
        return ""
    shares = [len(wanted & subject_stems(piece, language)) for piece in pieces]
    start = 0 if _words(pieces) <= _SHORT_WORDS else max(range(len(pieces)), key=lambda at: (shares[at], -at))
    if start and _words(pieces[start - 1 : start + 1]) <= _SHORT_WORDS and not _BULLET.match(pieces[start]):
        start -= 1  # the sentence before usually names what this one is about
    chosen = _run(pieces, start)
    if _words(chosen) > 2 * _LONGEST_WORDS:
        return ""
    glue = "\n" if any(_BULLET.match(piece) for piece in chosen) else " "
    return plain(glue.join(chosen))


def _run(pieces: list[str], start: int) -> list[str]:
    """From `start` on, as many as make three sentences or six bullets and stay readable."""
    chosen = [pieces[start]]
    longest = _LONGEST_STEPS if _BULLET.match(pieces[start]) or _BULLET.match(pieces[-1]) else 3
    for piece in pieces[start + 1 :]:
        if len(chosen) == longest or _words([*chosen, piece]) > _LONGEST_WORDS:
            break
        chosen.append(piece)
    return chosen


def _words(pieces: list[str]) -> int:
    return sum(len(piece.split()) for piece in pieces)


def plain(text: str) -> str:
    """Article text without Markdown that a chat would show as signs: emphasis, images, link syntax."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]+)\]\((https?://[^)\s]+)\)", r"\1 (\2)", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<!\w)\*(?=\S)([^*\n]+?)(?<=\S)\*(?!\w)", r"\1", text)
    return text.strip()
