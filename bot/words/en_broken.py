"""English reports without all their words, made whole: "card machine down since noon" -> "the card machine is down since noon".

Chat leaves out the verb or the subject where somebody is in a hurry. Which words are missing is certain here.
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re

from bot.words.en_clauses import sayable
from bot.words.en_things import NO_PLURAL, PLURALS, SURROUNDINGS, THINGS, WEAK
from bot.words.en_turned import towards

_LONGEST = 16
_STATES = r"down|dead|offline|unreachable|frozen|stuck|gone|empty|broken|blank|missing|unavailable|locked|failing|crashing|lagging|not (?:working|loading|syncing|opening|updating|showing(?: up)?|responding|arriving|connecting)"
_IN_STATE = re.compile(
    rf"^(?:now |and now |so now |suddenly |somehow )?(?P<det>(?:(?:my |our |the )?whole|my|our|the|your|all(?: (?:of )?(?:my|our|the|your))?|both) )?(?P<thing>(?:[\w'-]+ ){{0,2}}?(?P<head>[a-z-]+))(?P<place> (?:in|on|at|for) [\w'-]+)?(?P<be>'s| is| are)? (?P<how>all |just |completely |still |now )?(?P<state>{_STATES})(?P<rest>(?: again| here| everywhere| since| for| in| on| at| after| with)\b.*)?$",
    re.IGNORECASE,
)
_NONE_OF_IT = re.compile(
    r"^(?:still )?no (?P<thing>(?:[\w-]+ )?(?P<head>[a-z-]+))(?P<rest>(?: (?:in|on|at|from|since|for|after|anywhere)\b.*)?)$",
    re.IGNORECASE,
)
_SEEING = re.compile(
    r"^(?:still |now |also |keep |(?:is )?any(?:one|body) else )?(?P<verb>getting|seeing|receiving) (?P<rest>(?!the feeling|a feeling|fed|tired|sick|old|ready|into|through|there|to|help|no )\w.+)$",
    re.IGNORECASE,
)
_NEEDING = re.compile(
    r"^(?:i |we )?(?:also |just |only )?need (?P<rest>(?:an?|the|my|our|another) .+)$", re.IGNORECASE
)
_IT_ACTS = re.compile(
    r"^(?:and |but |now |so )?it (?P<rest>(?:just |only |still |always |simply |now |constantly )*(?:keeps (?:on )?[a-z]+ing|won't (?:let|open|load|start|save|send|connect|accept|play|print|sync)|doesn't (?:let|open|load|start|save|accept)|logs|kicks|throws|deletes|resets)\b.*|(?:now )?takes (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|forever|ages|half an hour|an hour|over an hour|hours|minutes)\b.*|(?:just |only |still |always )*(?:says|shows) (?:\"|(?:that )?(?:my|the|our|your|i|we|no|invalid|unknown) ).+)$",
    re.IGNORECASE,
)
_ON_HOLD = re.compile(
    r"\b(?:i|we)(?:'ve| have) (?:now )?(?P<rest>been (?:on hold|in (?:the|your) queue|waiting)(?: for)? (?:(?:over|almost|nearly|about|more than) )?(?:an?|\d+|two|three|four|five|six|seven|eight|nine|ten) (?:minutes?|hours?|days?|weeks?|months?)(?: for (?:my|our|the|an?) (?:[\w-]+ )?[\w-]+)?)\b",
    re.IGNORECASE,
)
_NOT_WHAT_WAS_ORDERED = re.compile(
    r"^(?:i |we )?(?:had )?(?P<rest>(?:ordered|paid for|booked|asked for|bought) (?!.*\bit\b).{2,50} (?:and|but) (?:got|received|was sent|were sent|was given) (?!it\b|one\b|nothing\b).{2,40})$",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:taken|took|charged(?: me| us)?|billed(?: me| us)?|debited) (?P<sum>[€$£]\d[\d.,]*\d?|\d[\d.,]* ?(?:€|euros?|pounds?|dollars?)) (?P<how>twice|two times|three times)\b|"
    r"\b(?:charged|billed) (?:me|us) (?P<fee>the [\w -]{3,30}?) (?P<often>twice|two times|three times)\b",
    re.IGNORECASE,
)


_JUST_ME = re.compile(
    rf"^(?:or )?(?:is it (?:just|only) (?:me|us),? or )?(?:is|are) (?P<thing>everything|(?:my|our|the) [\w -]{{2,30}}?|[\w-]+(?: [\w-]+)?) (?P<state>(?:{_STATES})(?: again)?)(?: or is it (?:just|only) (?:me|us))?(?P<rest>(?: for| in)\b.*)?$",
    re.IGNORECASE,
)


def whole(clause: str) -> str | None:
    """The report as a clause turned towards the customer; None where a word that is missing could be another."""
    said = _told(clause) or _told(clause.split(", ")[0])
    if said is None or len(said.split()) > _LONGEST or "," in said:
        return None
    said = towards(said)
    return said if sayable(said) and not _POINTS.search(said) else None


_POINTS = re.compile(r"\b(?:they|them|he|she|this|these|those)\b|\b(?:if|when)\b|^it .*\bit\b", re.IGNORECASE)


def _told(clause: str) -> str | None:
    if found := _TAKEN.search(clause):
        return f"I was charged {found['sum'] or found['fee']} {(found['how'] or found['often']).lower()}"
    if (found := _JUST_ME.match(clause)) and ("just" in clause.lower() or "only" in clause.lower()):
        thing = found["thing"].lower() if found["thing"].isupper() else found["thing"]
        many = thing.split()[-1] in PLURALS
        article = "" if thing == "everything" or thing.startswith(("my ", "our ", "the ")) else "the "
        return f"{article}{thing} {'are' if many else 'is'} {found['state'].lower()}{found['rest'] or ''}"
    if found := _ON_HOLD.search(clause):
        return f"I have {found['rest']}"
    if found := _NOT_WHAT_WAS_ORDERED.match(clause):
        return f"I {found['rest']}"
    if found := _IT_ACTS.match(clause):
        return f"it {found['rest']}"
    if found := _SEEING.match(clause):
        return f"I'm {found['verb'].lower()} {found['rest']}"
    if found := _NEEDING.match(clause):
        return f"I need {found['rest']}"
    if found := _NONE_OF_IT.match(clause):
        return f"there is no {found['thing']}{found['rest']}" if _known(found["head"]) else None
    return _state(clause)


def _state(clause: str) -> str | None:
    found = _IN_STATE.match(clause)
    if found is None or not _known(found["head"]):
        return None
    determiner = (found["det"] or "the ").lower()
    determiner = {"your ": "the ", "whole ": "the whole "}.get(determiner, determiner)
    if not found["det"] and found["head"].lower() in SURROUNDINGS:
        determiner = ""
    be = "are" if found["head"].lower() in PLURALS or determiner.startswith(("all ", "both ")) else "is"
    thing = (
        found["thing"][0].lower() + found["thing"][1:] if found["thing"][1:2].islower() else found["thing"]
    )
    return f"{determiner}{thing}{found['place'] or ''} {be} {(found['how'] or '').lower()}{found['state'].lower()}{found['rest'] or ''}"


def _known(head: str) -> bool:
    noun = PLURALS.get(head.lower(), head.lower())
    return noun in THINGS or noun in WEAK or noun in NO_PLURAL
