"""The part of a passage that answers, copied word for word."""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.words import Language
from bot.words.text import sentences

_HEADING = re.compile(r"^#{1,6}\s+(.*)$")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|step \d+[:.])\s+\S", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[-*•]\s+\S")
_TABLE = re.compile(r"^\s*\|")
_TO_STAFF = re.compile(
    r"\b(?:tell|inform|advise|explain to|ask|verify|instruct|remind|notify) (?:the |that )?(?:customer|user|caller|member)s?\b|provided by (?:the )?customer|verify (?:the )?(?:customer|identity)|"
    r"\bexplain: ['\"]|\badvise waiting|\bthe agent\b|\bdo not disclose\b|transfer to (?:a )?human",
    re.IGNORECASE,
)
_ABOUT_THEM = re.compile(  # one reason out of a list: alone it would be said of whoever asks
    r"(?:you|your [\w ]{2,30}?) (?:do|does|did|are|is|was|were|have|has|had)(?: not|n['’]t)\b"
    r"|you (?:have|are|were) (?:been |already |previously )?\w+ed\b|sie (?:haben|sind|erfüllen)\b.*\bnicht\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"don't hesitate|we (?:know|understand) (?:how|that)|our (?:top )?priority|(?:we're|we are) (?:always )?here to help|thank you for (?:choosing|being)",
    re.IGNORECASE,
)
_ASIDE = re.compile(  # headings of what goes beside an answer
    r"\b(?:tips?|best practices?|prevent\w*|avoid\w*|next steps?|next|related|notes?|reminders?|disclaimers?|considerations?|"
    r"conclusion|summary|why choose|get started|need help|contact|questions|hinweise?|tipps?|vorbeugen|kontakt)\b",
    re.IGNORECASE,
)
_SENDS_TO_US = re.compile(  # they are talking to us already
    r"\b(?:contact|call|reach|chat with|speak (?:to|with)|get in touch with|write to) (?:us|our|support|customer)\b|1-800|"
    r"customer service representatives?|our (?:\w+ ){0,3}(?:team|representatives?|agents?|specialists?) (?:is|are|can|will|has|have)|"
    r"we(?:'re| are) (?:here|ready)|we(?:'ll| will| can) (?:\w+ )?(?:review|check|help|look|investigate|assist|make sure)|unser(?:en)? support",
    re.IGNORECASE,
)
_POINTS_ON = re.compile(  # to what is not quoted with it
    r"\b(?:below|the following|as follows|listed above|see (?:the )?(?:table|section|list)|folgende\w*|unten)\b",
    re.IGNORECASE,
)
_MOST_BULLETS = 6
_LONGEST_WORDS = 60
_SHORT_WORDS = 45
_LONGEST_STEPS = 7


@dataclass(frozen=True, slots=True)
class Answer:
    """Verbatim words of an article, and whether they are steps to follow."""

    text: str
    steps: bool


def answer_from(
    passage: str, question: str, language: Language, *, title: str = "", sure: bool = True
) -> Answer | None:
    """One to three sentences, or a short list, that best cover the question; None if none does.

    What is asked for has to be there: a length of time for "how long", a sum for "how much". `title` introduces
    a list that has no words of its own before it. Unless search was `sure`, half of the question's words have to
    be in what is quoted.
    """
    wanted = subject_stems(question, language)
    asks_how = bool(language.cues["how_to"].search(question))
    asks_why = bool(language.marks["asks_why"].search(question))
    blocks = [block for block in _blocks(passage) if not _TO_STAFF.search("\n".join(block.lines))]
    fitting = [block for block in blocks if not block.aside(wanted, language)]
    for block in sorted(fitting, key=lambda block: -block.overlap(wanted, language, asks_how)):
        headline = subject_stems(f"{title} {block.heading}", language)
        off = asks_why and len(wanted & headline) < 0.7 * len(
            wanted
        )  # steps for something else do not say why
        if block.numbered and not off and (steps := _steps(block)) and _tells(steps, question, language):
            return Answer(steps, steps=True)
        text = _prose(block.unnumbered(), wanted, language, title)
        shared = len(wanted & (headline | subject_stems(text, language)))
        enough = shared >= (1 if sure else 0.5 * len(wanted)) or (sure and len(blocks) == 1)
        if text and enough and _tells(text, question, language):
            return Answer(text, steps=False)
    return None


def _tells(text: str, question: str, language: Language) -> bool:
    """Whether a text has the kind of thing that was asked for."""
    marks = language.marks
    return all(
        not marks[f"asks_{kind}"].search(question) or marks[f"tells_{kind}"].search(text)
        for kind in ("how_long", "how_much")
    )


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

    def overlap(self, wanted: set[str], language: Language, asks_how: bool) -> float:
        """How much of the question is in here; steps count a little more for "how do I"."""
        stems = subject_stems(" ".join((self.heading, *self.lines)), language)
        heading = subject_stems(self.heading, language)
        bonus = (1.5 if asks_how else 0.0) if self.numbered else 0.0
        return len(wanted & stems) + 0.5 * len(wanted & heading) + bonus

    def unnumbered(self) -> _Block:
        """What stands beside its steps."""
        rest = tuple(line for line in self.lines if not _NUMBERED.match(line))
        return _Block(self.heading, rest, numbered=False) if self.numbered else self

    def aside(self, wanted: set[str], language: Language) -> bool:
        """Whether it holds what goes beside an answer: tips, notes, what to prevent."""
        return bool(_ASIDE.search(self.heading)) and not wanted & subject_stems(self.heading, language)


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
        elif (
            line.strip()
            and not _FILLER.search(line)
            and not (_BULLET.match(line) and _SENDS_TO_US.search(line))
            and not _TABLE.match(line)
            and not line.strip().startswith(("```", "---", "!["))
        ):
            lines.append(line)
    return blocks


def _steps(block: _Block) -> str:
    """The numbered steps, as many as a chat carries."""
    steps = [line.strip() for line in block.lines if _NUMBERED.match(line)][:_LONGEST_STEPS]
    while steps and steps[-1].endswith(":"):
        steps.pop()
    return plain("\n".join(steps))


def _prose(block: _Block, wanted: set[str], language: Language, title: str) -> str:
    """The list, or the run of at most three sentences, that shares most with the question."""
    if not block.lines:
        return ""
    if any(_BULLET.match(line) for line in block.lines):
        return _listed(block, wanted, language, title)
    pieces = [
        piece
        for line in block.lines
        for piece in sentences(line)
        if not piece.endswith(":") and not _SENDS_TO_US.search(piece) and not _POINTS_ON.search(piece)
    ]
    if not pieces:
        return ""
    start = _best(pieces, wanted, language)
    if start and _words(pieces[start - 1 : start + 1]) <= _SHORT_WORDS:
        start -= 1  # the sentence before usually names what this one is about
    chosen = _run(pieces, 0 if _words(pieces) <= _SHORT_WORDS else start, 3)
    return "" if _words(chosen) > 2 * _LONGEST_WORDS else plain(" ".join(chosen))


def _listed(block: _Block, wanted: set[str], language: Language, title: str) -> str:
    """The bullets that belong together, under the line that introduces them; a single one as a sentence."""
    lines = [line.strip() for line in block.lines]
    best = _best(lines, wanted, language)
    if not _BULLET.match(lines[best]):
        return plain(
            " ".join(_run([part for part in sentences(lines[best]) if not part.endswith(":")], 0, 3))
        )
    first = best
    while first and _BULLET.match(lines[first - 1]):
        first -= 1
    run: list[str] = []
    for line in lines[first:]:
        if not _BULLET.match(line):
            break
        run.append(line)
    intro = (
        lines[first - 1] if first and lines[first - 1].endswith(":") else _as_intro(block.heading or title)
    )
    if len(run) > 1 and intro:
        return plain(
            "\n".join((intro, *_run(run, 0 if best - first < _MOST_BULLETS else best - first, _MOST_BULLETS)))
        )
    alone = re.sub(r"^[-*•]\s+", "", lines[best])
    return plain(alone) if _stands_alone(alone) else ""


def _stands_alone(text: str) -> bool:
    """Whether a bullet reads as a sentence of its own, and claims nothing about this customer."""
    if text.endswith(":") or len(text.split()) < 4 or _ABOUT_THEM.match(text):
        return False
    verb = r"\b(?:is|are|can|must|will|have|has|does|do|may|need|should|cannot|costs?|takes?|get|gets|kann|können|ist|sind|wird|muss)\b"
    return text.endswith((".", "!", ")")) or bool(re.search(verb, text))


def _as_intro(heading: str) -> str:
    if not heading or heading.endswith("?"):
        return heading
    return heading.rstrip(" :.") + ":"


def _best(pieces: list[str], wanted: set[str], language: Language) -> int:
    shares = [len(wanted & subject_stems(piece, language)) for piece in pieces]
    return max(range(len(pieces)), key=lambda at: (shares[at], -at))


def _run(pieces: list[str], start: int, longest: int) -> list[str]:
    """From `start` on, at most `longest` pieces that stay readable together."""
    chosen = pieces[start : start + 1]
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
