"""English questions said back: "why is my top-up late" -> "why your top-up is late"; none that would not read well."""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re

from bot.words.en_care import ASKS_NOTHING, NEXT_QUESTION, points_at_somebody
from bot.words.en_clauses import PURPOSE, cut_inside, sayable, shortened
from bot.words.en_inverted import QUESTION, turned_around
from bot.words.en_things import NO_PLURAL, THINGS, WEAK
from bot.words.en_turned import VERB_WORDS, past, third, towards
from bot.words.text import words

_LONGEST = 14
_WHOLE = 20  # words of a question that nothing was cut from
_INSIDE = re.compile(
    r"\b(?:know|wonder(?:ing)?|understand(?:ing)?|ask(?:ing)?|sure|tell me|explain|see|check(?:ed)?|confirm|idea|clue|find out|figure out|clarify|question is|curious|confused about|confused as to|unsure|as to|verify|wondering about|question about|advise|asap|asks|asked) "
    r"(?:about )?(?P<phrase>(?:if|whether|how|why|what|when|where|which|who|how (?:long|much|many|often|soon|far)) .+)$",
    re.IGNORECASE,
)
_IN_ORDER = re.compile(
    r"^(?:what happen(?:s|ed)|which (?:one )?of (?:the|my|our|your|these|those) (?:[\w-]+ ){1,4}(?:lets|allows|fits|matches|suits|takes|shows|applies|includes|supports|is|are|was|were|has|have|goes|gets|comes|needs|counts|works|applies|belongs|costs|will|can|should)(?! (?:the|my|our|it|i|we|you|this|that)\b)|who (?:can|could|should|has|is|gets|ends up|sees|pays|owns)|(?:what|which) (?:[a-z-]+ ){1,2}(?P<verb>[a-z]+)|how (?:many|much) (?:[a-z-]+ ){1,2}(?:are|is|can|will)(?! (?:i|we|you|it|my|our|the|your|they|there|this)\b))\b",
    re.IGNORECASE,
)


_IT_IS = re.compile(
    r"^(?:whether|how|why|when|what|where)(?: \w+){0,2} it (?:is(?! (?:valid|open|closed|kept|stored|available|included|allowed|good for|active|refundable)\b)|was|takes|took|costs|will|would|should|can)\b"
)
_POINTING = re.compile(
    r"\b(?:it|them|she|he|they)\b|\b(?:this|that|these|those|one|both|either|neither|others)$|^\w+ing both\b|\b(?:set|do|change|use|put|turn|move|fix|pay|cancel|get|book|return|send|order|buy|open|stop) (?:that|this)\b(?! [a-z]+\b(?<!to)(?<!in)(?<!on)(?<!for)(?<!with)(?<!back)(?<!up))|\b(?:that|this) (?:online|now|instead|later|here|yourselves|by (?:card|phone|email|post))\b|\bthat (?:back|again|off|on|out|done|up|too|one)\b"
)


def points_elsewhere(told: str) -> bool:
    """Whether a pronoun stands for something that is not in the phrase: "how you activate it"."""
    rest = _IT_IS.sub("", told)
    if re.search(r"\b(?:someone|somebody|anyone|people|a \w+)\b", rest):
        rest = re.sub(r"\b(?:they|them)\b", "", rest)
    points = _POINTING.search(rest)
    return bool(points and not re.search(r"\b(?:your|the|an?|our) \w+", rest[: points.start()]))


_GOES_ON = re.compile(
    r"\W*(?:that|to|for|at|in|on|by|with|until|between|per|during|which|who|if|when|whether|without|from|as(?! well)|than|of|and|before|after|while|once|unless|since|because|although)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r",$|^which (?:you|we|it|they|he|she|is|was|are|were|had|has)\b|\b(?:under|over|about|of) (?:is|are|was|were)\b|^whether (?:you|we) are (?:sure|wrong|right|the only)|^(?:what|which|who|where) (?:is|are|was|were) (?!\w+ed\b|wrong|due|going|happening|needed|to\b)|^(?:whether|why|how|when|where) (?:this|that|these|those|they|it(?! (?:is (?:true|legal|intended|expected|enough|possible|allowed|safe|necessary|important|free|ok|okay|normal|worth|better|best|correct)|takes?|costs?|will (?:take|cost)|would (?:take|cost)|should take|can take)\b))\b|(?:it|this|that|something|anything) (?:is|be|was|would be) possible(?: in \w+)?$|^whether (?:you|we) (?:can |could )?(?:double check|check and|look|help|know|assist|tell|explain|suggest|please|have any (?:idea|suggestion))|^why$|^whether (?:(?:somebody|someone|anybody|anyone)(?: (?!can|could|would|else)\w+)?|you|we) (?:can |could |would )?(?:please |kindly )?(?:look|check|help|tell|explain|fix|call|ring|have a (?:look|quick|chance|moment|minute|second|go|think|word)|take a|please|send|give|kindly)\b"
)


_WITH_VERB = re.compile(r"(?:whether|why|when|where) (?!to\b)|how (?:the|your|our|an?|this|that|my)\b")
_FINITES = frozenset(
    words(
        "is are was were am has have had does do did can could will would should may might must isn't aren't wasn't weren't hasn't haven't doesn't don't didn't can't cannot won't wouldn't got gets went goes came comes said says"
    )
) | frozenset(form for verb in VERB_WORDS for form in (verb, third(verb), past(verb)))
_AUXILIARY = frozenset(words("do have be"))
_UNTURNED = re.compile(
    r"(?:how|what|why|where|when|which)(?: (?!there|it|you|we|they|that|this)\w+)? (?:do|does|did|is|are|was|were|can|will|should|would|has|have) (?:you|we|it|they|the|your|a|an|this|that)\b"
    r"|(?:how|what|why|where|when|which)(?: \w+){0,2}(?<!to)(?<!you)(?<!we)(?<!they)(?<!it)(?<!that) (?:do|does|did) \w"
    r"|whether (?:you|we) \w+$|(?:what|which|why|how|where|when|whether) (?:to|you|it|this|that) ?\w{0,4}$"
)


def asked(clause: str) -> str | None:
    """What somebody asks, ready for "you'd like to know ..."; None when no frame fits."""
    if ASKS_NOTHING.search(clause) or clause.lower().startswith("or "):
        return None
    clause = re.sub(
        r"^is it (?:just|only) (?:me|us|(?:my|our) \w+),? or (?!is\b)", "", clause, flags=re.IGNORECASE
    )
    if right := _RIGHT.match(clause):
        return _said(f"whether {right['rest']}")
    if gone := _GONE.match(clause):
        return _said(f"where {gone['thing']} went")
    if meaning := _MEANS.match(clause):
        head, _, tail = meaning["verb"].lower().partition(" ")
        verb = third(head) if meaning["aux"].lower() == "does" else head
        return _said(f"what {meaning['thing']} {verb} {tail}".strip() + meaning["rest"])
    clause = re.sub(r"^how come ", "why ", clause, flags=re.IGNORECASE)
    clause = re.sub(r"^where's (?=.* gone\b)", "where has ", clause, flags=re.IGNORECASE)
    clause = re.sub(r"^(what|where|when|why|how|who)'s (?!been|got)", r"\1 is ", clause, flags=re.IGNORECASE)
    in_order = _IN_ORDER.match(clause)
    if in_order and (in_order["verb"] is None or in_order["verb"] in VERB_WORDS - _AUXILIARY):
        return _said(clause)
    if re.match(r"why (?:i|my|our|the) ", clause, re.IGNORECASE):
        return _said(clause)
    if re.match(
        r"(?:can|could|does|do|will|is|are) (?!i\b|we\b|you\b|someone\b|anyone\b|there\b)|(?:where|how|when) (?:can|do|could) (?:i|we) ",
        clause,
        re.IGNORECASE,
    ):
        return _said(turned_around(clause))  # "can the app know when ...": the whole is asked
    if not (found := _INSIDE.search(clause)):
        return _said(turned_around(clause))
    inside = found["phrase"]
    if inside.lower().startswith(("if ", "whether ")) or not QUESTION.match(inside):
        return _said(re.sub(r"^if ", "whether ", inside, flags=re.IGNORECASE))
    return _said(turned_around(inside) or inside)


def why(clause: str) -> str | None:
    """What a complaint in the form of a question complains of: "why does it log me out" -> "it logs you out"."""
    if not _WHY_DOES.match(clause) or ASKS_NOTHING.search(clause):
        return None
    told = towards((turned_around(clause) or "").removeprefix("why "))
    return told if 2 < len(told.split()) <= _WHOLE and sayable(told, repeats=True) else None


_WHY_DOES = re.compile(
    r"why (?:do|does|did|is|are|has|have|won't|doesn't|can't|isn't) (?!you\b|i\b|we\b|this\b|that\b)",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"(?:am i|are we) (?:right|correct) (?:that|in thinking(?: that)?) (?P<rest>(?:the|my|our|i|we|you|a|an) .+)$",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"where (?:did|has|have) (?P<thing>(?:the|my|our|all) .{3,60}?) (?:go|gone)$", re.IGNORECASE
)
_MEANS = re.compile(  # whatever stands before the verb is the subject
    r"what (?:exactly )?(?P<aux>do|does) (?P<thing>(?:the|my|our|your|an?) .{3,60}?) (?P<verb>mean|do|cost|stand for|include)(?P<rest>(?: (?:in|on|when|under|for|exactly)\b.*)?)$",
    re.IGNORECASE,
)
_REPROACH = re.compile(
    r"why (?:we|our \w+) (?:keep|still|always|never|won't|can't|don't|refuse|insist|ignore)\b"
)
_OTHERWISE = re.compile(r", or (?:only|just|not)(?: \w+){0,2}$", re.IGNORECASE)  # ", or only after"
_ANYBODY = re.compile(  # "if you can have two addresses" is no question about us
    r"(?P<joint>^(?:whether|how|where|when|why)) we(?= (?:can|could) (?:have|get|use|see|set|change|switch|add|turn|put|share|log|pay|play|move|keep|print|download|export|import|upload|edit)\b)"
)
_BARE_NOUN = re.compile(
    r"(?:why|when|where|how|whether) (?P<noun>(?!you\b|we\b|it\b|they\b|the\b|an?\b|your\b|our\b|this\b|that\b|there\b|to\b|he\b|she\b|one\b|some|any|no|every|people|much\b|many\b|long\b|often\b|soon\b)[a-z]+) "
    r"(?:is|was|has|failed|fails|went|got|does|did|did|can|will|comes|takes|gets|[a-z]+ed)\b"
)


def _said(phrase: str | None) -> str | None:
    """The question turned towards the customer, if it reads well."""
    if phrase is None:
        return None
    phrase = re.sub(r"^what if ", "what happens if ", phrase[0].lower() + phrase[1:], flags=re.IGNORECASE)
    phrase = PURPOSE.sub("", _OTHERWISE.sub("", NEXT_QUESTION.split(phrase)[0]))
    uncut = len(phrase.split()) <= _WHOLE and "," not in phrase
    short = shortened(phrase, _WHOLE if uncut else _LONGEST)
    if not short:
        return None
    if cut_inside(short, phrase):
        return None
    if len(short.split()) < len(phrase.split()) and _GOES_ON.match(phrase[len(short) :]):
        return None  # what was cut off belongs to it
    told = re.sub(r"^how (?:you|we) (?:can|could|should) (?!have|be|get)", "how to ", towards(short))
    told = re.sub(r" (?:and|or) \w+ them$", "", told)
    told = _ANYBODY.sub(r"\g<joint> you", told)
    told = re.sub(r"^how (?:you|to) know if ", "whether ", told)
    told = re.sub(r"^how (?:you|to) know (?=when|what|where|why|which|how)", "", told)
    if (bare := _BARE_NOUN.match(told)) and bare["noun"] in (THINGS | WEAK) - NO_PLURAL:
        return None  # "why transfer failed"
    if _WITH_VERB.match(told) and not any(word in _FINITES for word in told.lower().split()[2:]):
        return None  # "whether the transfer of 14 October": its verb was cut off
    if points_elsewhere(told) or points_at_somebody(told):
        return None
    rough = (
        _EMPTY.search(told)
        or (re.search(r"\bthem\b", told) and not re.search(r"\bsome(?:one|body)\b", told))
        or _UNTURNED.match(told)
        or _REPROACH.match(told)
        or not sayable(told, repeats=uncut)
    )
    return None if rough or len(told.split()) < 3 else told
