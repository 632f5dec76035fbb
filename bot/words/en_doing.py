"""English wishes as gerunds: "how do I set up apple pay on my site" -> "setting up apple pay on your site".

Only frames after which a verb must stand are taken; what follows the verb is the customer's own.
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re

from bot.words.en_care import ASKS_NOTHING, NEXT_QUESTION, points_at_somebody
from bot.words.en_clauses import PURPOSE, cut_inside, sayable, shortened
from bot.words.en_grammar import gerund
from bot.words.en_turned import VERB_WORDS, ing, is_base, towards
from bot.words.text import words

_LONGEST = 11
_WHOLE = 15  # words of a wish that nothing was cut from
_ADVERB = r"(?:(?:please|just|also|still|actually|really|only|first|now|even|simply|quickly|easily|best|currently) )*"
_DOING = re.compile(
    rf"\b(?:how (?:do|can|could|should|would|might|did) (?:i|we|you|one|someone|people) (?:go about |be able to |best )?|how (?:best )?to |how (?:i|we|one) (?:can|could|should|would) |(?:is|are) there (?:a|any|some) (?:\w+ )?(?:ways?|options?|possibility|method|chance)(?: for (?:me|us))? (?:to |of )|"
    rf"(?:is|would|be) (?:it )?(?:be )?possible (?:for (?:me|us) )?to |(?:what|which)(?:'s| is| would be) the (?:\w+ )?(?:way|process|procedure|method) (?:to |of |for )|"
    rf"(?:^|[,:] |\b(?:and|but|so|because|as|since|when|while|where|hi|hello|if|currently|now|basically) )(?:i|we)(?:'m| am|'re| are| was| were|'ve been| have been)? (?:(?:currently|just|also|still|now|really|only|always) )*(?:trying|attempting|planning|hoping|looking|wanting|struggling) (?:out )?(?:to |on )|"
    rf"(?:^|[,:] |\b(?:and|but|so|because|as|if|when|since|currently|now) )(?:i|we)(?:'d| would| will|'ll)? (?:(?:just|also|still|now|really|only) )*(?:want|need|like|wish|love|prefer|have|wanted|needed) to |^(?:trying|looking|need|want|wanting|unsure how|not sure how|no idea how|any idea how|anyone know how|wondering how|help(?: me)?) to |"
    rf"(?:help|assist)(?: me| us)? (?:to |(?:with |in )(?=[a-z]+ing\b))|(?:^|[,:] |\b(?:and|so|but|or|if|hi|hello|whether|know if|wondering if) )(?:can|could|may|am|are|shall) (?:i|we|someone|one)(?: able to)? (?:go about )?|\b(?:if|whether) (?:i|we|one) (?:can|could|may) (?:be able to )?|^(?:can|could|would|will) you (?:please |kindly |maybe )?(?:help (?:me |us )?(?:to |with (?=[a-z]+ing\b))?)?|"
    rf"(?:trouble|problems?|difficulty|difficulties|issues?|a hard time|question about|questions about|help with|advice on|assistance with|(?:know|explain|tell me|need|find|about) the (?:procedure|process|steps|way) for|docs (?:about|on)|documentation (?:about|on|for)) (?:with |in |on )?(?=[a-z]+ing\b)){_ADVERB}(?P<phrase>[a-z].*)$",
    re.IGNORECASE,
)
_META = re.compile(
    r"^(?:missing|click(?:ing)?|start(?:ing)? to|ask(?:ing)?|know(?:ing)?|understand(?:ing)?|tell(?:ing)?|help(?:ing)?|clarif\w+|explain\w*|wonder\w*|confirm(?:ing)? (?:that|if|whether)|assist\w*|advise|advising|figur\w+ out|find(?:ing)? out|suggest\w*|decid\w+|express\w*|complain\w*|recommend\w*|guid(?:e|ing)|direct(?:ing)?|point(?:ing)?|read(?:ing)?|wait(?:ing)?|learn(?:ing)? (?:how|why|what)|see(?:ing)? (?:if|whether|why|how|what|when)|check(?:ing)? (?:if|whether|that|why|how|what|when|where|with)|say(?:ing)?|hear(?:ing)?|go|going|come|coming|"
    r"pick(?:ing)? your|talk(?:ing)?|speak(?:ing)?|be(?:ing)?(?: sure)?|think\w*|have|having|do|doing|please|make sure|making sure|let(?:ting)? me|giv(?:e|ing) me|show(?:ing)? me|provid(?:e|ing) me|look(?:ing)?)\b",
    re.IGNORECASE,
)


_NOT_DOING = frozenset(
    words(
        "pending getting having being losing waiting thinking thing something anything nothing everything during bring string king evening morning billing pricing"
    )
)
_ASKS_FOR_A_THING = re.compile(  # "what do I need to verify my id"
    r"(?:what|which|why|when|where|who) (?:do|does|did|can|could|should|would|will) ", re.IGNORECASE
)
_BARE_GERUND = re.compile(r"(?:\w+ly )?[a-z]{3,}ing \w", re.IGNORECASE)
_NEEDS_A_PLACE = re.compile(r"(?:putting|placing|sticking|keeping|turning) ", re.IGNORECASE)
_BELONGS = re.compile(
    r" (?:with|without|for|from|in|on|to|by|that|which|who|but|only|except|instead|unless|until)\b",
    re.IGNORECASE,
)
_TO_US = re.compile(
    r"(?:can|could|would|will) you\b(?! (?:please )?(?:help|show|tell|explain))", re.IGNORECASE
)
_SERVICE = re.compile(
    r"(?:re)?(?:send|cancel|add|chang|delet|mov|refund|extend|issu|updat|remov|correct|fix|unlock|sett|activat|renam|transferr|switch|merg|restor|clos|open|check)\w*ing ",
    re.IGNORECASE,
)
_OBJECT_UNNAMED = re.compile(
    r"^(?!.*\b(?:where|what|who|which|how)\b).* (?:for|to|with|of|from|by|about|contact)$|^\w+ing this \w+ly$|\b(?:reserve|book|get|add|buy|order|have|use) one\b|^\w+ing (?:it|(?:just |only )?(?:that|this) one|that|them|him|her|(?:an? (?:\w+ )?)?one|both|so|now|later|the one more|this$|these$|those$)(?: |$)"
)


def wish(clause: str, *, alone: bool = True) -> str | None:
    """What somebody wants to do, ready for "help with ..."; None when no frame fits."""
    if _ASKS_FOR_A_THING.match(clause) or ASKS_NOTHING.search(clause):
        return None
    if alone and _BARE_GERUND.match(clause) and len(clause.split()) <= _LONGEST:
        clause = "help with " + clause[0].lower() + clause[1:]
    start = 0
    while found := _DOING.search(clause, start):
        start = found.start("phrase")
        doing = _gerund(found["phrase"])
        if doing is None or _META.match(doing):
            continue
        doing = PURPOSE.sub("", NEXT_QUESTION.split(doing)[0])
        short = shortened(doing, _LONGEST if "," in doing else _WHOLE)
        if short is None or cut_inside(short, doing) or (short != doing and _NEEDS_A_PLACE.match(doing)):
            continue
        if _BELONGS.match(doing[len(short) :]) or (_TO_US.match(clause) and not _SERVICE.match(doing)):
            continue  # their own question says it
        told = _both(towards(short))
        if points_at_somebody(told):
            told = told.split(" without ")[0]
        if len(told.split()) >= 2 and sayable(told) and not _OBJECT_UNNAMED.search(told):
            return told
    return None


def _gerund(phrase: str) -> str | None:
    if phrase[:1].isupper():
        return None  # a name: "I like Mastercard"
    phrase = re.split(
        r" (?:please|pls|thanks)$| but | (?:before|by|until|after) then$|, (?:or|and|in|but|so|then|please) | can you | can we | could you | what do | how do | what should |, (?=(?:it|they|this|that|i|we|he|she|but|so|because)\b)",
        phrase,
        flags=re.IGNORECASE,
    )[0]
    head = phrase.split(" ", 1)[0].lower()
    lowered = head + phrase[len(head) :]
    if re.match(r"(?:try|attempt)ing to ", lowered):
        return ing(lowered.split(" to ", 1)[1])
    return lowered if re.fullmatch(r"[a-z]{2,12}ing", head) and head not in _NOT_DOING else ing(lowered)


def _both(doing: str) -> str:
    """ "cancelling it and get my money back": the second verb follows the first."""
    joined = re.match(r"(?P<head>.*?)(?P<joint> and | or )(?P<rest>.*)$", doing)
    if joined is None:
        return doing
    verb, _, tail = joined["rest"].partition(" ")
    acts = verb in VERB_WORDS or (
        is_base(verb) and re.match(r"(?:it|them|an?|the|your|our|this|that)\b", tail)
    )
    if acts and tail:
        return f"{joined['head']}{joined['joint']}{gerund(verb)} {tail}"
    late = re.match(
        r"(?:am|is|are|was|were|have|has|had|got|keeps?|can'?t|cannot|what|which|how|why|when|if|see|\w+ly|later|then|also|not|after|again|i|we|my|if|when) |it\b|this\b",
        joined["rest"],
    )
    return joined["head"] if late else doing
