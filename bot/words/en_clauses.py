"""Cutting what somebody typed into clauses, and judging whether one can stand inside a sentence of ours."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.words.en_care import IN_PASSING
from bot.words.private import has_private
from bot.words.text import GAP, words

_OPENING = re.compile(
    r"^(?:[\s,.!–-]*(?:(?:hi+|hello+|hey+|heya|hiya|greetings|good (?:morning|afternoon|evening|day)|howdy|dear)(?: (?:there|all|guys|everyone|everybody|folks|friends|team|sir|madam|support|again|stripe|anyone|to all))*(?=[\s,.!:)]|$)"
    r"|guys|folks|quick question|a question|question|so|ok|okay|oh|well|um+|uh+|hm+|and|but|also|then|please|pls|sorry|actually|basically|unfortunately|btw|by the way|anyway|again|thanks|thank you|cheers|ugh|argh|wow|lol|no (?:hurry|rush|drama|worries)(?: at all)?(?: on this)?|yes|no(?=[,.!])|yeah|yep|fyi|just|tiny thing|small thing|one more thing|for some reason|to be honest|honestly|frankly|seriously|really(?= (?:can|could|do|is|how))|this is (?:unacceptable|ridiculous|so annoying|absurd))\b[\s,.!:–-]*)+",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"(?:[\s,]+(?:please|pls|plz|thanks?|thank you|thx|asap|guys|sir|or not|or what|or something|somehow|anyone|at all|cheers|help|lol|though|too|then|as well|urgently|immediately|any ?more|i think|i guess))+$",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"(?:[\s,]+(?:and|or|but|so|to|the|an?|of|in|on|at|by|for|from|with|is|are|was|were|be|because|if|when|that|which|who|as|than|into|my|our|your|via|using|about|its|have|has|and then|i|we|you|can|could|will|would|do|not|where|while|different|same|other))+$",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"(?:[\s,]+(?:and|or|but|so|because|the|an?|my|our|your|if|when|that|which|and how|and if so)(?: how do i do (?:so|it|this|that))?)+$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"([^\"\n]{1,200})\"|(?<!\w)'([^'\n]{2,200})'(?!\w)|“([^”\n]{1,200})”")
_HIDE = 0xE000
_ASIDE = re.compile(r"(?<=[\w)]) \([^()\n]{1,60}\)(?=[\s,.?!])")  # "the transfer (ref 88) went through"
_CLAUSE_END = re.compile(
    r"(?<=[\w)\"'%\ue000-\uf8ff])[.!?]+(?=\s|$|(?-i:[A-Z][a-z]))|[;\n]+|:(?=\s)|\s[-–—]+\s|\.{2,}|…|\s\(|\)(?=\s|$)|(?<=\s)/(?=\s)|[!?]{1,}"
    r"|,(?= ?(?:how|what|why|where|when|which|who|can|could|would|will|is|are|do|does|did|please|pls|thanks|thank|any|i|i'm|i've|we|my|our|your|the|two|three|all|every|nothing|nobody|something|\d+)\b)",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r",? but (?=(?:on|in|at|with|for) (?:my|our|the) )|,? (?:and|but|so|because|however) (?=(?:now |then |also |still )?(?:i|i'm|i've|we|we're|my|our|the|your|there|nothing|nobody|this|all)\b)",
    re.IGNORECASE,
)
_JOINT_ASKED = re.compile(  # a question may be about two things: "the standard and the flexible ticket"
    r",? (?:and|but|so|because) (?=(?:i|i'm|i've|we|we're|there|nobody|nothing|it)\b)", re.IGNORECASE
)
_SO = re.compile(
    r",? so (?=(?:now |then |also |still )?(?:i|i'm|i've|we|we're|my|our|the|your|there|nobody|nothing)\b)",
    re.IGNORECASE,
)  # what follows from it
_CONDITION = re.compile(
    r"(?:if|when|unless|suppose|assuming|in case|once|after|before|while)\b", re.IGNORECASE
)
COMMA = "\u201a"  # one that ends no clause: between a condition and what is asked of it
_WITH = re.compile(r"(?<=\w)(\s)w/(?=\s?\w)", re.IGNORECASE)
_FRONTED = re.compile(
    r"(?P<case>(?:^|[.!?\n] ?)(?:and |but |so |also )?(?:if|when|whenever|once|suppos\w+|in case|as soon as|every (?:single )?time|each time)\b[^,.?!\n]{4,90}),(?= ?\w)",
    re.IGNORECASE,
)
_LONG = 15
_TOP_UP = re.compile(r"\b(my|the|a|your|our|auto|for|of) top up(?=s?\b)", re.IGNORECASE)
_APOSTROPHES = {
    "cant": "can't", "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "wont": "won't", "isnt": "isn't", "wasnt": "wasn't",
    "havent": "haven't", "hasnt": "hasn't", "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't", "arent": "aren't",
    "im": "I'm", "ive": "I've", "whats": "what's", "wheres": "where's", "hows": "how's", "theres": "there's", "u": "you", "ur": "your",
    "can not": "cannot", "i'am": "I'm", "cannnot": "cannot", "teh": "the", "abt": "about",
}  # fmt: skip
_SHORTHAND = re.compile(
    r"(?<![\w'-])(?:" + "|".join(map(re.escape, _APOSTROPHES)) + r")(?![\w'-])", re.IGNORECASE
)


def clauses(text: str) -> Iterator[tuple[str, bool]]:
    """The sentences of a message without greetings and padding, each with whether it was asked with a mark.

    Short quotes are packed so that nothing inside them counts as grammar; `unpacked` gives them back.
    """
    text = re.sub(
        r"\bits (?=still|not|been|gone|just|now|too|me\b|you\b|showing|saying|pending)", "it's ", text
    )
    text = IN_PASSING.sub("", _ASIDE.sub("", text))
    text = _SHORTHAND.sub(lambda match: _APOSTROPHES[match.group().lower()], text)
    text = _TOP_UP.sub(r"\1 top-up", _QUOTED.sub(_packed, text))
    text = _WITH.sub(r"\1with", text)
    text = _FRONTED.sub(rf"\g<case> {COMMA}", text)
    start = 0
    for end in [*(match.span() for match in _CLAUSE_END.finditer(text)), (len(text), len(text))]:
        clause = _OPENING.sub("", text[start : end[0]].strip())
        asked = "?" in text[end[0] : end[1]]
        start = end[1]
        clause = re.sub(r"\s+", " ", clause).strip(" ,.!?-–'")
        clause = clause.strip('"') if clause.count('"') % 2 else clause
        if len(clause.split()) < 2:
            continue
        clause = clause.lower() if clause.isupper() else clause
        if COMMA in clause:
            yield clause, asked
            continue
        if len(clause.split()) <= _LONG:
            yield clause, asked
        elif 2 < len((head := clause.split(", ")[0]).split()) <= _LONG and not _CONDITION.match(clause):
            yield head, asked
        parts = (_JOINT_ASKED if asked else _JOINT).split(clause if asked else _SO.split(clause)[0])
        if len(parts) > 1 and len(parts[0].split()) > 2 and not _CONDITION.match(clause):
            # each part on its own; what comes after "but" weighs more
            parts = parts[::-1] if re.search(r"\bbut\b", clause, re.IGNORECASE) else parts
            yield from ((_OPENING.sub("", part).strip(" ,"), asked) for part in parts)
        elif len(clause.split()) > _LONG:
            yield clause, asked


def _packed(match: re.Match[str]) -> str:
    inside = next(filter(None, match.groups()))
    if len(inside.split()) > 5 or len(inside) > 40 or not re.fullmatch(r"[\w :.,'/-]+", inside):
        return GAP
    return '"' + "".join(chr(_HIDE + ord(char)) for char in inside if ord(char) < 0x500) + '"'


def unpacked(text: str) -> str:
    return "".join(chr(ord(char) - _HIDE) if _HIDE <= ord(char) < _HIDE + 0x500 else char for char in text)


PURPOSE = re.compile(  # "so that nobody can send us a fake one"
    r" so (?:that )?(?:nobody|no one|everyone|people|i|we|you|they|he|she|it)\b.*\b(?:ones?|it|them|this|that)$",
    re.IGNORECASE,
)


def cut_inside(short: str, whole: str) -> bool:
    """Whether what was cut off belonged to the last clause that was kept: "so that when somebody books"."""
    if len(short.split()) == len(_ENDING.sub("", whole).split()):
        return False
    return bool(_LAST_CLAUSE.search(short))


_LAST_CLAUSE = re.compile(
    r"\b(?:when|whenever|if|that|which|who|where|while|because|since|until|unless|as|after|before|although|though|whether|why|how|what)(?: [\w'-]+){0,3}$",
    re.IGNORECASE,
)
_CLAUSE_CUTS = frozenset(
    words(
        "because so but and when while after before since although though even then however whenever despite or"
    )
)
_PHRASE_CUTS = frozenset(words("with for from in on via using by at during into"))


def shortened(text: str, most: int) -> str | None:
    """At most `most` words, ended where a clause or a phrase ends; None when there is no such place."""
    text = _ENDING.sub("", text.strip(" ,:"))
    tokens = text.split()
    if len(tokens) <= most:
        return _JOINING.sub("", text)
    ends = [
        at for at in range(3, most + 1) if tokens[at].lower() in _CLAUSE_CUTS or tokens[at - 1].endswith(",")
    ]
    places = [at for at in ends if at > 4] or [
        at for at in range(3, most + 1) if tokens[at].lower() in _PHRASE_CUTS
    ]
    if not places:
        return None
    text = " ".join(tokens[: places[0] if ends else places[-1]])
    if not ends and " that " in text:
        return None  # "a checkout that works" was not all of it
    if re.search(r"\b(?:that|which|who) (?:i|we|was|were)\b", text, re.IGNORECASE):
        return _JOINING.sub("", text)  # "a charge that I was not told about" needs its last word
    for _ in range(3):
        text = _DANGLING.sub("", _ENDING.sub("", text.strip(" ,")))
    return text


_VAGUE = frozenset(
    words(
        "it this that these those thing things something anything everything nothing one ones way ways stuff do did does done doing make "
        "made get got getting have has had be is are was were been being can could will would should may might must not no "
        "you your yours yourself we us our ours they them their he she him her his its a an the of to in on at by for from with about "
        "and or but so if whether how what why when where who which there here now then also too just still only very really "
        "need want wants like try trying tried use using used work working works help know see look looking understand happen happening "
        "happens ask question problem issue issues problems error errors solve fix go going such same some any all more most much many "
        "please am 're i'm you're don't can't doesn't didn't isn't won't able possible sure please into up out as well "
    )
)
_PROFANE = re.compile(
    r"\b(?:\w*f+u+c+k\w*|\w*shit\w*|crap\w*|damn\w*|bitch\w*|ass(?:hole)?s?|bastard\w*|idiot\w*|stupid\w*|moron\w*|piss\w*|hell|suck\w*|sux|wtf|scam\w*|fraud\w*|liar\w*|lie[ds]?|lying|cheat\w*|steal\w*|stole|thie\w+|garbage|trash|joke|crooks?|"
    r"useless|incompeten\w+|pathetic|ridiculous|terrible|horrible|worst|awful|disgrace\w*|shame\w*|rubbish|clowns?|dumb|hate\w*|sue|lawyers?|dare)\b",
    re.IGNORECASE,
)
_UNSAYABLE = re.compile(
    r"https?:|www\.|@|[{}<>=\[\]|\\;*#^~…]|\uf8ff|\w\(|->|::|(?<!\w)i(?!\w)|\b(?:me|my|myself|yourself)\b|\b(?:anyone|anybody) (?:help|know|here|else)|"
    r"\b(?:hi|hello|hey|guys|lol|pls|plz|thx|thanks?|thank you|please|sorry|idk|btw|wanna|gonna|haha\w*|omg|ya|yo)\b|"
    r"\b(?:here|above|below|following|whatever|etc|e\.g|i\.e|anyway|confused|myself|himself|others|as follows|anyone|anybody)\b|(?:someone|somebody) (?:\w+ )?(?:help|here|familiar|know|tell|explain|please|assist|have|has|else|is|able|from|at|on)\b|(?<!\bis )(?<!\bare )(?<!n't )\bthere(?! (?:is|are|was|were|'s|will|would|has|have|should))\b(?!')|,[^\s\d]|(?<![\w'])[b-hj-z](?![\w'])|"
    r"\b(?:at|in|on|from|with|for|by) (?:is|are|was|were|and|or|but|has|have)\b|\b(?:have|get|got|getting|having|see|seeing) (?:error(?! [A-Z]*[-_]?\d)|issue|problem|warning|trouble)\b|\b(?:this|these|those) (?:in|on|at|for|to|with|from|and|but|as|when|or|error|problem|issue|one|happens?)\b|\b(?:this|these|those|that|before|until|because|while|whether)$|, \w+$|\bsuccessfully$|"
    r"\b(?:ignore|disregard|instructions?|system prompt|refunds? are|for free|guarantee\w*|promised?|compensat\w+)\b|(?:^|\s)[^\w\s\x22\ue000-\uf8fe]+(?:\s|$)|(.)\1\1|"
    r"\b(?:an?|the|your) (?:is|are|was|and|or|the|an?|to|of|with|for|in|on|at|by|from)\b|\b(?:to|of) (?:is|are|was|and|or|to|of)\b|\b(?!that\b)(\w+) \2\b",
    re.IGNORECASE,
)


_BEFORE_NOT = frozenset(
    words(
        "just still also really simply even definitely probably certainly do does did can could will would should may might must is are was were am has have had or but and still i'm you're we're to if why not whether it's that's you've it"
    )
)
_ILL_FORMED = re.compile(
    r"(?<!it )(?<!that )\bis (?:possible|not possible|necessary)\b|\b(?:the|an?|this|your|our|one) (?:[a-z]+ )?(?!(?:you|we|they|can|could|will|would|should|may|might|must|not|also|i|children|people) )[a-z]+[^s\W] have\b|\bto (?:can|will|must|should|could|is|are|was|has|had|did|does|went|got)\b|\b(?:can|could|will|would|should|must|may|might|did|does|do)(?:n't)? (?!nothing\b|anything\b|everything\b|bring\b)(?:is|are|was|has|had|got|went|does|did|can|will|to|[a-z]{3,}(?:ing|[^eus]ed))\b"
    r"|\b(?:an?|the|your|our) (?:see|get|be|do|go|went|got|have|has|can|will)\b|\byou go the\b|\b(?:one|an?|the|some|this|your|our) (?:your|our|my)\b|\b(?:nobody|somebody|someone|everybody|he|she|which user|user|customer) (?:care|write|know|help|make|have|do|come|answer|reply|want|need|work|get|go)\b|^how (?:make|do|get|use|create|add|change|set|put|send|pay|connect)\b|\b(?:is|are|was|were) always [a-z]+[^gd\W]\b"
    r"|\bthis \w+ly$|\b(?:if|when|because) (?:is|are|was|will)\b|\bor is (?:something|it|there)\b"
    r"|\b(?:is|are|was|were) (?:is|are|was|were|has|have|had|can|will|do|does|get|go|make|work)\b|\bnot (?:is|are|was|have|has|had)\b(?! )|\b(?:deal|cope|stand|wait)$|understand the process|\bmore then\b|\b(?:you|to) change (?:name|pin|address|card|plan|email)$|\b(?:your|my|the) topped up\b|^what all\b|\b(?:must|have to|has to) \w+ still$|\bto (?:withdrawn|taken|given|been|done|gone|bought|paid|sent|made|used|seen|gotten|received|charged|went|got|sended)\b(?!-)|\b(?:is|are|was|were) (?:still |now )?(?:it's|its)\b|\bfor (?:new|lost|old|virtual|physical) [a-z]*[^s\W]$|\b(?:you|to|you've) (?:lost|forgot|forgotten|find|use|access|open|check|freeze|verify) (?:card|phone|password|passcode|pin|account|wallet|key|app|order|identity)\b(?! (?:number|code|payments?|details))|\b(?:was|were|is|are|got|been|be) (?:charge|return|refund|decline|cancel|reject|block|delete|lock|print|send|deliver|finish|write|answer|show|pay|receive|make|speak)\b|\bgo forth\b|\bon front of\b|\bworkplace$|^(?:where|when|why|how) (?:we|you) (?:support|accept|need|require|provide|offer|have|want|make|get)$|\btired to\b|\blike \d|\bwhich [a-z]+[^s\W] have\b|^the rest\b| however |\b(?:can|could|will|would|should|must|may|might) (?:an?|the|your|our)\b|\b(?:creating|for|to|with|by|from|about) we\b|\byou(?:'re|'ve)? you\b(?!r)|\ba way (?!to\b|of\b|for\b|that\b|in\b|out\b|around\b|you\b|we\b|on\b|without\b)\w|\b(?:justing|the thing|(?<!the )top of)\b|\b(?:immediately|automatically|instantly|directly|next|already) (?:will|can|would|should|could)\b|^what \w+ to (?:us|you)\b|^whether (?!you\b|we\b|they\b|i\b|[a-z]+s\b)(?:(?:the|your|our|an?) )?[\w-]*[^s\W] (?:support|accept|allow|work|need|require|provide|offer|include|have)\b|\bfor to\b|\b(?:program|programm|app|page|site|system|computer|screen|phone|nobody|nothing|customer) (?:say|show|work|crash|stop|come|go|not|close|open|ask|tell|give|take|want|need)\b|\bmake the work\b|\b(?:is|are|am) \w+ since \w+ (?:days?|weeks?|hours?|months?)\b|hasn't showed|\btelling\b",
    re.IGNORECASE,
)


def sayable(phrase: str, *, content: int = 1, repeats: bool = False) -> bool:
    """Whether a phrase of the customer's reads well in our mouth: something of its own, nothing rough or torn."""
    if _UNSAYABLE.search(phrase) or _PROFANE.search(phrase) or has_private(phrase):
        return False
    if re.search(r"[A-Z]{4,}[ ,:]+[A-Z]{4,}", phrase):
        return False  # shouting, or pretending to be a machine
    if phrase.count("(") != phrase.count(")") or phrase.count('"') % 2:
        return False
    own = [word for word in re.findall(r"[^\s,]+", phrase.lower()) if word.strip("\"'.") not in _VAGUE]
    if any(
        found[1].lower() not in _BEFORE_NOT for found in re.finditer(r"([\w']+) not\b", phrase)
    ) or _ILL_FORMED.search(phrase):
        return False
    bare = [re.sub(r"s$", "", word) for word in own if len(word) > 3]
    return (
        len(own) >= content
        and (repeats or len(set(bare)) == len(bare))
        and all(len(word) <= 30 for word in own)
    )
