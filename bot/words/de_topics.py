"""What a German message is about, ready for "es geht um ...": "deine letzte Rechnung", "den Kalender".

The words are still the customer's ("meine letzte Rechnung"); `addressed` turns them towards the customer.
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.words.de_clauses import WRONG, pieces, sayable
from bot.words.de_things import LOOSE, SAME_IN_PLURAL, VERBS_TOO, Noun, noun_of
from bot.words.language import Phrase, Reflection
from bot.words.text import GAP, words

_TOKEN = re.compile(r"[^\W_][\w-]*|[^\w\s]")
_OWN = re.compile(r"(?P<stem>mein|unser)(?:e[nrsm]?|s)?$", re.IGNORECASE)
_WHICH_ONE = re.compile(
    r"(?P<stem>letzt|neu|alt|nächst|erst|zweit|dritt|falsch|richtig|fehlend|gelöscht|alt|monatlich|jährlich|wöchentlich|kostenlos|gemeinsam|privat|geschäftlich)(?:e[nrsm]?)$",
    re.IGNORECASE,
)
_PLACING = frozenset(
    words(
        "in im auf an am bei beim seit nach vor mit aus vom von zu zum zur ins für über unter durch ohne gegen während wegen trotz ab bis wie als"
    )
)
_GOVERNING = frozenset(
    words("frage fragen problem probleme fehler ärger hilfe stress trouble tippfehler stimmt neues")
)
_ASKED_OR_WRONG = frozenset(
    words("ein eine einen der die das es gibt ist sind war ich wir hab habe haben frage fragen problem probleme fehler ärger hilfe stress trouble tippfehler noch mal kurz hallo moin schon wieder was stimmt nicht etwas nichts neues")
)  # fmt: skip
_NO_MATTER = re.compile(
    r"\b(?:will|möchte|brauche|wollte) (?:ich |wir )?(?:k(?:ein|eine|einen)|nicht)\b|\bstatt\b|\bgefällt\b|\b(?:super|prima|toll|klasse|angeblich|schuld|läge?|lag|liegt (?:\w+ )?(?:nicht |wohl )?an|(?:funktioniert|geht|läuft|klappt|gehen|funktionieren)(?: (?:jetzt|wieder|nun|einwandfrei|tadellos))+|statt|egal|verstehe|danach|davor)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:wie|wo|was|wann|warum|wieso|weshalb|wer|welche\w*|kann|können|könnt\w*|gibt|geht|ist|sind|hat|habt|haben|darf|muss|soll|wird)\b",
    re.IGNORECASE,
)
_COMPLAINT = re.compile(
    r"\b(?:witz|unmöglich\w*|wahnsinnig|katastrophe|furchtbar\w*|schlecht\w*|kündige|kündigen|storniere|ändern|korrigier\w+|schicken|synct|such\w*)\b",
    re.IGNORECASE,
)
_MANY = frozenset(words("alle die meine unsere eure viele beide keine sämtliche diese"))
_NEW_ONE = re.compile(r"(?:k?ein)(?:e[nrm]?|es)? (?!richtig|einzig)[a-zäöüß]+(?:en|e|es|er)$", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"(?:wenn|weil|obwohl|nachdem|bevor|sobald|falls|damit|während|seit(?:dem)? (?:ich|ihr|wir|sie|die|der|das)|als (?:ich|wir)|ohne dass|dessen|deren)\b",
    re.IGNORECASE,
)
_ENDINGS = {"m": "en", "f": "e", "n": "es"}  # of an adjective after "mein", in "um ..."
_ARTICLES = {"m": "den", "f": "die", "n": "das"}


def topic(text: str) -> Reflection | None:
    """The thing a message is about, in the case that "um" asks for; None when no sentence, or several, name one."""
    things: set[str] = set()
    for clause in pieces(text):
        if GAP in clause or _NO_MATTER.search(clause) or _SUBORDINATE.match(clause):
            continue
        said = [one for one in _things(clause) if sayable(one[1])]
        things |= {max(said, key=lambda one: one[0])[1]} if said else set()
    return Reflection(kind=Phrase.TOPIC, text=things.pop(), told_by="topic") if len(things) == 1 else None


def _things(clause: str) -> Iterator[tuple[float, str]]:
    """The things of a clause that asks or complains, each with how likely it is the matter."""
    tokens = _TOKEN.findall(clause)
    wrong = bool(WRONG.search(clause))
    if not (wrong or _ASKING.match(clause) or _COMPLAINT.search(clause)):
        return
    first = 1.5
    for at, word in enumerate(tokens):
        noun = None if word in VERBS_TOO else noun_of(word)
        if noun is None:
            continue
        which = _WHICH_ONE.match(tokens[at - 1]) if at else None
        start = at - 1 if which else at
        if start > 1 and _NEW_ONE.match(f"{tokens[start - 2]} {tokens[start - 1]}"):
            continue  # "zeigt einen weißen Bildschirm": what shows, not what is wrong
        before = tokens[start - 1].lower() if start else ""
        if _placed(tokens, start) or before == "des":
            continue  # "die Zeitzone des Hotels" is about the first of them
        loose = noun.text.lower() in LOOSE
        if loose and not wrong:
            continue
        own = _OWN.match(before)
        weight = first + (1.5 if own else 0.0) - (1.0 if loose else 0.0)
        first = 0.0
        yield weight, _named(noun, own["stem"].lower() if own else "", before, which)


def _placed(tokens: list[str], start: int) -> bool:
    """Whether the thing is only where, when or with what: "im Videoanruf", "seit dem Update"."""
    for at in range(start - 1, max(-1, start - 3), -1):
        if tokens[at].lower() == "mit" and re.match(r"dies", tokens[at + 1], re.IGNORECASE):
            return False  # "wahnsinnig mit diesem Login"
        if tokens[at].lower() in _PLACING:
            said = [token.lower() for token in tokens[:at]]
            return _GOVERNING.isdisjoint(said) or not _ASKED_OR_WRONG.issuperset(said)
    return False


def _named(noun: Noun, own: str, before: str, which: re.Match[str] | None) -> str:
    """The noun with its determiner and the word that says which, as after "um"."""
    stem = which["stem"].lower() if which else ""
    if noun.many or (noun.text.lower() in SAME_IN_PLURAL and before in _MANY):
        article = f"{own}e" if own else "die"
        ending = "en"
    elif own:
        article = own + {"m": "en", "f": "e", "n": ""}[noun.gender]
        ending = _ENDINGS[noun.gender]
    else:
        article = _ARTICLES[noun.gender]
        ending = "en" if noun.gender == "m" else "e"
    return " ".join(filter(None, (article, stem + ending if stem else "", noun.text)))
