"""English reflection of what somebody wants to do or know: "changing your PIN", "the 413 error"."""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re

from bot.words.en_grammar import END, NOUN, PLAIN_OBJ, VERB, gerund, spaced, start, turned
from bot.words.language import Phrase, Reflection
from bot.words.private import has_private

_LEAD = (
    r"(?:please|(?:can|could|would) you(?: please)?|how (?:do|can|could|should|would) (?:i|we|you|one)(?: go about)?|how to|where (?:do|can|could) (?:i|we)|(?:can|could|may) (?:i|we)|"
    r"(?:is|would) (?:it|there) (?:be )?(?:possible|a way|any way|an option)(?: for (?:me|us))? to|what do i (?:have to|need to) do to|"
    r"(?:i|we)(?:'m| am|'re| are) (?:looking|hoping|going) to|(?:i|we)(?: would|'d)? (?:want|need|like|wanted|would like) to|"
    r"(?:i|we)(?:'m| am|'re| are| was| were|'ve been| have been)? (?:trying|wanting) to|help(?: me| us)? (?:to )?|"
    r"(?:what|which)(?:'s| is) the (?:best|easiest|fastest|right) way to|steps to|instructions to|able to)"
)
_HOW_TO = re.compile(
    rf"\b{_LEAD} (?:quickly |easily |please |just |also |still |actually )?{VERB} {PLAIN_OBJ}{END}",
    re.IGNORECASE,
)
_ADDED = re.compile(
    rf"\b(?:if you|you should|you could|you might|please|to see you) (?:could |would |really |maybe |also )?(?P<verb>add|support|offer|bring back)(?:ed)? {PLAIN_OBJ}{END}",
    re.IGNORECASE,
)
_NO_OBJECT = re.compile(
    rf"\b{_LEAD} (?P<verb>log ?in|sign ?in|sign ?up|log ?out|unsubscribe|top[ -]?up){END}", re.IGNORECASE
)
_WITH_DOING = re.compile(
    rf"\b(?:trouble|problems?|difficult(?:y|ies)|issues?|hard time|help|assistance) (?:me )?(?:with |in )?(?P<ing>[a-z]{{3,12}}ing) {PLAIN_OBJ}{END}",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b(?P<code>[45]\d\d)(?: \w+)? errors?\b|\b(?:error|code|status|http)(?: code)?[ :#]*(?P<code2>[A-Z]{0,6}[-_]?\d{2,6})\b|\b(?:return(?:s|ed|ing)?|get(?:ting|s)?|got|see(?:ing)?|throw(?:s|ing)?|with) (?:an? )?(?P<code3>[45]\d\d)\b",
    re.IGNORECASE,
)
_QUOTED_ERROR = re.compile(
    r"\b(?P<name>E[A-Z]{4,12}|[A-Z]{2,8}[-_]\d{2,8}|[A-Z][A-Za-z]{2,30}(?:Error|Exception))\b"
)
_GETTING = re.compile(
    rf"\b(?:(?:will|can|could|may|do|how (?:do|can|could)|where (?:do|can|could)) (?:i|we) (?:get|have|receive|order|request)|(?:i|we)(?:'d| would)? (?:want|need|like|want to get|need to get|would like)) (?P<obj>(?:an?|another|my|a new|a second|an extra|a virtual|a physical) (?:{NOUN} )?{NOUN}){END}",
    re.IGNORECASE,
)
_MONEY_BACK = re.compile(
    r"\b(?:(?:want|need|get|getting|give me|have) )?(?:my|our) money back\b", re.IGNORECASE
)
_ABOUT = re.compile(
    rf"\b(?:(?:update|news|progress|word) (?:on|about|for|regarding)|(?:problem|issue|trouble)s? with|question (?:about|on|regarding)|tell me (?:more )?about|explain|(?:help|assist|assistance)(?: me)?(?: please)? with) "
    rf"(?P<obj>(?:my|our|the|your) (?:{NOUN} ){{0,2}}{NOUN}(?: (?:for|on|of) (?:my |our |the )?(?:{NOUN} )?{NOUN})?|(?:{NOUN} )?[a-z][a-z-]{{2,}}s|{NOUN} {NOUN}){END}",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(
    r"`([A-Za-z][\w.:-]{2,40})`|(?<![\w/.$>:-])((?=[a-z.]*_)[a-z]{2,}(?:[_.][a-z]{2,}){1,5}|[A-Z][a-z]+(?:[A-Z][a-z]+){2,4})(?![\w/(])"
)


def doing(line: str) -> Reflection | None:
    if (found := _HOW_TO.search(line)) or (found := _ADDED.search(line)):
        text = f"{gerund(found['verb'].lower())} {found['obj']}"
    elif found := _NO_OBJECT.search(line):
        text = gerund(spaced(found["verb"]))
    elif found := _WITH_DOING.search(line):
        text = f"{found['ing'].lower()} {found['obj']}"
    elif found := _GETTING.search(line):
        text = f"getting {start(found['obj'])}"
    elif _MONEY_BACK.search(line):
        text = "getting my money back"
    else:
        return None
    if found and _GOES_ON.match(line[found.end() :]):
        return None  # what follows belongs to it
    return Reflection(kind=Phrase.DOING, text=turned(text), told_by="pattern")


_GOES_ON = re.compile(
    r" (?:with|without|for|from|in|on|by|that|which|who|only|except|instead|until)\b", re.IGNORECASE
)


def thing(line: str) -> Reflection | None:
    if found := _ERROR.search(line):
        code = found["code"] or found["code2"] or found["code3"]
        return Reflection(kind=Phrase.TROUBLE, text=f"the {code} error", told_by="code")
    if found := _QUOTED_ERROR.search(line):
        name = found["name"]
        text = f"the {name}" if name.endswith(("Error", "Exception")) else f"the {name} error"
        return Reflection(kind=Phrase.TROUBLE, text=text, told_by="code")
    if found := _ABOUT.search(line):
        return Reflection(kind=Phrase.THING, text=turned(start(found["obj"])), told_by="pattern")
    return _identifier(line)


def _identifier(line: str) -> Reflection | None:
    """A name from code, in the backticks a developer would give it."""
    found = _IDENTIFIER.search(line)
    name = found and (found[1] or found[2])
    if not name or has_private(name):
        return None
    return Reflection(kind=Phrase.THING, text=f"`{name}`", told_by="code")
