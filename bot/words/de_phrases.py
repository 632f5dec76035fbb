"""German reflection: a customer's problem as a clause that can stand inside our sentence, or nothing."""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.words.de_clauses import asked, pieces, stated, wished
from bot.words.de_things import written
from bot.words.de_unsaid import stumbles
from bot.words.language import Phrase, Reflection

_OBJECT = r"(?P<obj>(?:(?:mein|den|die|das|dem|der|ein|eine|einen|einem|einer|neue|neuen|unser)\w*\s+)?(?:[A-ZÄÖÜ][\w-]+)(?:\s+(?:für|in|von|aus|als|auf)\s+(?:(?:mein|den|die|das|dem|der|ein)\w*\s+)?[A-ZÄÖÜ][\w-]+)?)"
_TO_DO = re.compile(
    rf"(?:[Ww]ie|[Ww]o)\s+(?:kann|können|könnte)\s+(?:ich|wir|man)\s+{_OBJECT}\s+(?P<verb>[a-zäöüß]{{4,20}}en|ändern|sichern)\b(?=\s*[?.!,\n]|$)|"
    rf"(?:[Ii]ch|[Ww]ir)\s+(?:möchte|will|würde gern|würde gerne|möchten|wollen)\s+{_OBJECT.replace('obj', 'obj2')}\s+(?P<verb2>[a-zäöüß]{{4,20}}en|ändern|sichern)\b(?=\s*[?.!,\n]|$)"
)
_BROKEN = re.compile(
    r"(?:^|[.!?,;:\n]\s*|\b(?:aber|weil|dass)\s+)(?P<what>(?:[Mm]ein\w*|[Dd]er|[Dd]ie|[Dd]as|[Uu]nser\w*)\s+[A-ZÄÖÜ][\w-]+)\s+(?P<verb>funktioniert|geht|lädt|startet|klappt|kommt|erscheint|reagiert|öffnet)\s+(?:\w+\s+){0,2}(?:nicht mehr|nicht)\b(?!\s+[a-zäöü])"
)
_CHARGED = re.compile(r"(?i)\b(?P<how>doppelt|zweimal)\s+(?P<verb>abgebucht|berechnet|belastet)")


def reflect(text: str, asked_first: bool) -> Reflection | None:
    """What the customer wants or misses, as a phrase that fits "wie du …" or "dass …". None when unsure."""
    as_typed, text = text, written(text)
    for found in _first(text, asked_first):
        if not stumbles(found.text, as_typed):
            return replace(found, text=_QUOTED.sub(r"„\g<inside>“", written(found.text)))
    return None


_QUOTED = re.compile('„(?P<inside>[^„"“”]+)["“”]')


def _first(text: str, asked_first: bool) -> Iterator[Reflection]:
    """Candidates, the best first: what is asked, what went wrong, what they want; what merely is comes last."""
    if asked_first:
        yield from _asked(text)
    yield from _wrong(text)
    yield from _wanted(text)
    yield from _asked(text)
    yield from _plain(text)


def _asked(text: str) -> Iterator[Reflection]:
    for question in asked(text):
        if question.startswith(("warum", "wieso", "weshalb")) and " obwohl " in text:
            continue  # without its reason to wonder the question is another
        yield Reflection(kind=Phrase.ASKED, text=question, told_by="pattern")


def _wrong(text: str) -> Iterator[Reflection]:
    if _SIDE_ISSUE.search(text):
        return
    if broken := _BROKEN.search(text):
        yield _told(f"dass {broken['what'][0].lower()}{broken['what'][1:]} nicht {broken['verb']}")
    failures = list(dict.fromkeys(stated(text)))
    if len(failures) > 1 and "?" not in text and len(re.findall(r"[.!?](?:\s|$)|\n", text)) > _FEW:
        return  # a story: which of them is the matter cannot be told
    yield from map(_told, failures)
    if charged := _CHARGED.search(text):
        yield _told(f"dass {charged['how'].lower()} {charged['verb'].lower()} wurde")


_FEW = 3  # sentences


def _wanted(text: str) -> Iterator[Reflection]:
    todo = _TO_DO.search(text)
    if todo:
        wanted, verb = todo["obj"] or todo["obj2"], todo["verb"] or todo["verb2"]
        if len(wanted.split()) <= 5:
            yield Reflection(kind=Phrase.DOING, text=f"{wanted} {verb}", told_by="pattern")
    for wish in wished(text):
        yield Reflection(kind=Phrase.DOING, text=wish, told_by="pattern")


def _plain(text: str) -> Iterator[Reflection]:
    """The one sentence about the product, where nothing else is said."""
    if "?" in text or len([piece for piece in pieces(text) if not _NO_MORE.match(piece)]) != 1:
        return
    said = {one for one in stated(text, wrong=False) if not _BESIDE.search(one)}
    if len(said) == 1:
        yield _told(said.pop())


def _told(clause: str) -> Reflection:
    return Reflection(kind=Phrase.TROUBLE, text=clause, told_by="pattern")


_NO_MORE = re.compile(
    r"(?:nur )?zur info|(?:vielen|besten|herzlichen) dank|(?:viele|liebe|beste) grüße|lg\b|mfg\b",
    re.IGNORECASE,
)
_SIDE_ISSUE = re.compile(
    r"\b(?:darum geht(?: es|'?s) (?:mir |uns )?(?:gar |doch )?nicht|ist nicht das problem)\b|\bbestätig\w+ (?:sie |du |ihr )?(?:mir |uns )?(?:bitte )?(?:\w+ )?(?:die|meine|unsere) kündigung\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:angeblich|angebliche\w*|kann|können|darf|dürfen|soll|sollen|will|wollen|muss|müssen)\b"
)


def reflect_title(title: str) -> Reflection | None:
    """German titles decline; only a single noun is safe to take into a sentence."""
    noun = title.strip()
    if re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß-]{3,30}", noun):
        return Reflection(kind=Phrase.THING, text=noun, told_by="title")
    return None
