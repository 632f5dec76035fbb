"""What a customer typed, as it is spelt: we repeat their words without their slips."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re

from bot.words.en_grammar import VERBS, gerund
from bot.words.en_slips import NO_SLIPS, mended
from bot.words.en_things import BEFORE, PLURALS, THINGS, WEAK
from bot.words.en_turned import VERB_WORDS, past, third
from bot.words.spelling import mender
from bot.words.text import words

_LAUGHS = re.compile(
    r"[ ,]*\b(?:(?:ha){2,}\w*|(?:he){2,}|lol|lmao|rofl|xd)\b(?=\W*$|[.!?,\n])", re.IGNORECASE | re.MULTILINE
)
_OF_TIME = re.compile(
    r"\b((?:last|this|next) (?:week|month|year))s(?= [a-z])", re.IGNORECASE
)  # "last months bill"
_SHORTEST = 6  # letters: shorter words have too many neighbours
_COMMON = words(
    "anywhere contactless foreign somewhere identity identify verify correct details information immediately available different currency currencies customer beneficiary recipient transaction "
    "successfully required possible another because before after should would could through integration explain language business international "
    "transferred received recently yesterday tomorrow wrong january february october november december september"
)
_REAL = words(  # one letter away, and meant
    "recovery discovery delivery pottery potters sellers growers reusable centres shopping point though guess drive master custom handler detail manager states present possibly regain police regards regard played provider headed senior seniors juniors hearing hearings heading casting mating heading expiry produces empire paints"
)
_KNOWN = sorted({*VERBS, *VERB_WORDS, *THINGS, *WEAK, *PLURALS, *_COMMON})
_FORMS = {form(verb) for verb in {*VERBS, *VERB_WORDS} for form in (past, third, gerund)}
_nearby = mender(
    [word for word in _KNOWN if len(word) >= _SHORTEST] + sorted(form for form in _FORMS if len(form) > 9),
    sure=7,
    real=[*NO_SLIPS, *_REAL, *_KNOWN, *_FORMS, *BEFORE],
    slips={
        "payed": "paid",
        "crad": "card",
        "crads": "cards",
        "acount": "account",
        "withdrawl": "withdrawal",
        "withdrawls": "withdrawals",
    },
)


def spelt(text: str) -> str:
    """The text with slips mended: those of any message, and those of the words that name things and acts."""
    return _nearby(mended(_OF_TIME.sub(r"\1's", _LAUGHS.sub("", text))))
