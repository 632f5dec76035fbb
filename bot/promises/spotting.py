"""Which time a reply promises the customer, if it promises one. Pure: English and German.

A time alone is none: "open until 17:00" and "the report from 15:00" promise nothing. Somebody of ours has to
say what they will do, or that there will be news, in the same breath.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.promises.phrases import Phrase, phrases_in

FARTHEST = timedelta(days=21)
NEAREST = timedelta(minutes=5)  # "give me a minute" needs no reminder
_SENTENCE = re.compile(
    r"[^.!?\n;]*(?:[.](?=\S)[^.!?\n;]*|(?<=[ap])[.]m[.]?[^.!?\n;]*)*[.!?\n;]?", re.IGNORECASE
)
_CLAUSE = re.compile(
    r",\s+|\s+[–—-]\s+|:\s+|\s+(?:but|aber|so that|because|weil|damit)\s+|\s+and\s+(?=by|at|before)"
)
_WE_WILL = re.compile(
    r"\b(?:i|we)(?:['’]ll| will| shall|['’]m going to| am going to|['’]re going to| are going to|"
    r" can(?! see| only)| should| could|"
    r" plan to| hope to| aim to| expect to| promise(?: to| you)?|['’]d like to)\b"
    r"|\b(?:i|we)(?:['’]m| am|['’]re| are)?(?: back| (?:write|report|update|get back|come back|call|reply|"
    r"answer)\b)"
    r"|\blet me (?!know)|\bgive me\b|\bi (?:just )?need\b"
    r"|\b(?:you|they)(?:['’]ll| will| can| should)(?: \w+)? (?:hear|get|have|receive|see|expect|know)\b"
    r"|\bexpect (?:an? |the |some |my |our )?(?:update|news|answer|reply|word|message)\b|\bexpect to hear\b"
    r"|\b(?:next|another|my|our|an|the next) (?:short )?(?:update|message|news|word|reply|answer|status)\b"
    r"|^\W*(?:(?:next|more|short|quick|status)\s+)*(?:update|news|back|answer|reply|word|more|"
    r"will (?:write|update|check|reply|get|do))\b"
    r"|\bich (?:\w+ ){0,6}(?:melde|schreibe|gebe|sage|schaue|prüfe|kläre|antworte|kümmere|werde|kann|"
    r"informiere|"
    r"schicke|rufe|weiß|frage)\b|\bwir (?:\w+ ){0,6}(?:melden|schreiben|geben|sagen|schauen|prüfen|klären|"
    r"antworten|werden|können)\b"
    r"|\b(?:melde|schreibe|gebe|sage|schaue|prüfe|kläre|antworte|werde|weiß|kann|informiere) ich\b|"
    r"\b(?:melden|schreiben|geben|werden|können) wir\b"
    r"|\b(?:weiß|wissen) (?:ich|wir)\b|\bmelde mich\b|\bbin (?:ich )?(?:\w+ ){0,4}(?:zurück|wieder da)\b"
    r"|\b(?:sie|du|ihr) (?:\w+ ){0,3}(?:hören|hörst|hört|bekommen|bekommst|erhalten|erhältst)\b"
    r"|\b(?:hören|hörst|bekommen|bekommst|erhalten|erhältst) (?:sie|du)\b"
    r"|\bnächste (?:nachricht|meldung|rückmeldung|info)\b|^\W*(?:rückmeldung|antwort|nachricht|update)\b",
    re.IGNORECASE,
)  # fmt: skip
_NOT = re.compile(
    r"\b(?:can['’]?t|cannot|won['’]t|will not|not promise|couldn['’]t|don['’]t|nicht|kein\w*|never|"
    r"niemals)\b"
    r"|\b(?:i|we)(?:['’]ll| will|['’]m| am|['’]re| are)? (?:be )?(?:here|available|online|out|away|off|"
    r"open|in the office|closed)\b"
    r"|\b(?:i|we)(?:['’]ll| will) (?:close|delete|archive)\b|\bwe close\b"
    r"|\b(?:geöffnet|erreichbar|im büro|im urlaub|geschlossen)\b"
    r"|\b(?:if|wenn|falls) (?:you|sie|du)\b|\b(?:can|could|would|please|will) you\b|\byou (?:can|could|"
    r"need to|have to|must|should) (?!hear|expect|have)",
    re.IGNORECASE,
)  # fmt: skip
_THING_BEFORE = re.compile(
    r"(?:\w+ed|ran|was|were|came|went|broke|began|sent|got|saw|file|report|log|job|run|call|meeting|"
    r"export|version|"
    r"lief|war|kam|fing|bericht|protokoll|datei)\s*$",
    re.IGNORECASE,
)
_MEETS = frozenset({"at", "about", "um", "in", "after", "this", "the", ""})
_KEEPS = frozenset({"until", "till", "ab", "from", "vor"})
_FEW_WORDS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A time that a text promises: the moment, in UTC, and the words that say it."""

    at: datetime
    words: str


def promised_in(text: str, *, now: datetime, zone: str) -> Told | None:
    """Return the earliest time that a reply promises, or `None`.

    A bare clock time is read in `zone`, the customer's: they are the ones who are told.
    """
    local = now.astimezone(ZoneInfo(zone))
    found = [told for sentence in _sentences(text) for told in _promises(sentence, local)]
    near = [told for told in found if now + NEAREST <= told.at <= now + FARTHEST]
    return min(near, key=lambda told: told.at, default=None)


def _sentences(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if not line.lstrip().startswith((">", "```")):
            yield from (match[0] for match in _SENTENCE.finditer(line) if match[0].strip())


def _promises(sentence: str, local: datetime) -> Iterator[Told]:
    if sentence.rstrip().endswith("?"):
        return
    clauses = _clauses(sentence)
    for phrase in phrases_in(sentence, local):
        at = next(number for number, (start, end) in enumerate(clauses) if phrase.start < end)
        start, end = clauses[at]
        clause = sentence[start:end]
        around = f"{sentence[start : phrase.start]} {sentence[phrase.end : end]}"
        if len(around.split()) <= _FEW_WORDS and not _WE_WILL.search(clause):
            near = clauses[max(at - 1, 0) : at + 2]
            clause = sentence[near[0][0] : near[-1][1]]
        if _said(clause, sentence[start : phrase.start], phrase):
            yield Told(at=phrase.at, words=sentence[phrase.start : phrase.end].strip())


def _said(clause: str, before: str, phrase: Phrase) -> bool:
    """Whether a clause says that we will have done something, or written, by the time it names."""
    will = _WE_WILL.search(clause)
    if will is None or _NOT.search(clause):
        return False
    if phrase.lead in _KEEPS:
        return phrase.lead in ("until", "till") and "give me" in clause.lower()
    return not (phrase.lead in _MEETS and _THING_BEFORE.search(before))


def _clauses(sentence: str) -> list[tuple[int, int]]:
    """Return where the clauses of a sentence begin and end."""
    cuts = [match.end() for match in _CLAUSE.finditer(sentence)]
    edges = [0, *cuts, len(sentence) + 1]
    return list(pairwise(edges))
