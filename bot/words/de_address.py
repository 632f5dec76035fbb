"""What a German customer said of themselves, turned towards them: "mein Konto" -> "dein Konto" or "Ihr Konto"."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re

from bot.words.text import words

US = "WIR"  # us, as the customer's "wir" is somebody else
PREFIXES = frozenset(
    words(
        "ab an auf aus ein mit vor zu weg her hin um nach zurück fest los rein raus ran hoch runter statt frei um durch zurecht herunter hinein heraus herein zusammen weiter bereit hinterher fehl heim nieder teil entgegen auseinander überein vorbei hinaus hinzu herum still stumm kennen"
    )
)

WITH_US = re.compile(r"\b(?P<where>bei|von) (?:euch|Ihnen|dir)\b")  # ours: "bei uns"
_FORMS = {  # first person: (du, Sie)
    "kann": ("kannst", "können"), "könnte": ("könntest", "könnten"), "muss": ("musst", "müssen"), "soll": ("sollst", "sollen"),
    "darf": ("darfst", "dürfen"), "will": ("willst", "wollen"), "möchte": ("möchtest", "möchten"), "bin": ("bist", "sind"),
    "war": ("warst", "waren"), "habe": ("hast", "haben"), "hab": ("hast", "haben"), "hatte": ("hattest", "hatten"), "werde": ("wirst", "werden"),
    "wurde": ("wurdest", "wurden"), "weiß": ("weißt", "wissen"), "sehe": ("siehst", "sehen"), "gebe": ("gibst", "geben"), "lasse": ("lässt", "lassen"),
    "bekam": ("bekamst", "bekamen"), "sollte": ("solltest", "sollten"), "konnte": ("konntest", "konnten"), "nehme": ("nimmst", "nehmen"),
}  # fmt: skip
_PLURAL = {
    "sind": "seid",
    "können": "könnt",
    "müssen": "müsst",
    "dürfen": "dürft",
    "haben": "habt",
    "werden": "werdet",
    "wollen": "wollt",
    "sollen": "sollt",
    "wurden": "wurdet",
    "waren": "wart",
    "konnten": "konntet",
    "hatten": "hattet",
    "könnten": "könntet",
    "sollten": "solltet",
    "würden": "würdet",
}
_OWN = re.compile(r"\b(?P<mein>[Mm]ein|[Uu]nser)(?P<ending>e[nrmsm]?)?\b")


def addressed(text: str, formal: bool) -> str:
    """A clause or phrase of the customer's turned towards them: "dass du dich nicht anmelden kannst"."""
    text = WITH_US.sub(r"\g<where> uns", text)
    text = _OWN.sub(lambda found: _owned(found, formal), text)
    subject = re.search(r"\b(?:ich|wir)\b", text)
    if subject:
        head, verb = text.rsplit(" ", 1)
        text = f"{head} {_conjugated(verb, subject.group(), formal)}"
        text = re.sub(r"\bich\b", "Sie" if formal else "du", text)
        text = re.sub(r"\bwir\b", "Sie" if formal else "ihr", text)
    text = re.sub(r"\bmich\b", "sich" if formal else "dich", text)
    return re.sub(r"\bmir\b", "Ihnen" if formal else "dir", text).replace(US, "wir")


def _owned(found: re.Match[str], formal: bool) -> str:
    ending = found["ending"] or ""
    if formal:
        return "Ihr" + ending
    if found["mein"].lower() == "unser":
        return "eur" + ending if ending else "euer"
    return "dein" + ending


def _conjugated(verb: str, subject: str, formal: bool) -> str:
    """The verb for "du", "ihr" or "Sie", from the one for "ich" or "wir"; a prefix stays in front."""
    if subject == "wir":
        return (
            verb
            if formal
            else _PLURAL.get(verb) or re.sub(r"(?<=[td])en$", "et", re.sub(r"(?<![td])e?n$", "t", verb))
        )
    for form, (to_one, politely) in _FORMS.items():
        if verb == form or (verb.endswith(form) and verb[: -len(form)] in PREFIXES):
            return verb[: -len(form)] + (politely if formal else to_one)
    if not verb.endswith("e"):
        return verb
    stem = verb[:-1]
    return stem + (
        "en"
        if formal
        else "est"
        if stem.endswith(("t", "d"))
        else "st"
        if not stem.endswith(("s", "ß", "z", "x"))
        else "t"
    )
