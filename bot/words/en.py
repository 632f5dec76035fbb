"""English: what customers say, and what we say."""

from __future__ import annotations

from bot.words.en_bank import BANK, QUESTIONS
from bot.words.en_cues import CUES, EMPTY
from bot.words.en_grammar import said_time, stem
from bot.words.en_infinitives import to_do, to_know
from bot.words.en_marks import MARKS
from bot.words.en_phrases import reflect
from bot.words.en_slips import mended
from bot.words.en_titles import reflect_title
from bot.words.language import Language

ENGLISH = Language(
    code="en",
    name="English",
    cues=CUES,
    marks=MARKS,
    bank=BANK,
    questions=QUESTIONS,
    empty=EMPTY,
    reflect=reflect,
    about_title=reflect_title,
    to_do=to_do,
    to_know=to_know,
    stem=stem,
    time=said_time,
    address=lambda text, formal: text,  # "your" serves both
    mended=mended,
)
