"""English statements as clauses said back: "my whole office is stuck" -> "your whole office is stuck"."""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.words.en_care import worth_saying
from bot.words.en_clauses import cut_inside, sayable, shortened
from bot.words.en_things import PLURALS, SURROUNDINGS, THINGS, WEAK
from bot.words.en_turned import towards
from bot.words.text import words

_LONGEST = 14
_LEAD_IN = re.compile(
    r"^(?:i(?:'m| am) (?:afraid|starting to think)(?: that)? |(?:i|we)(?:'ve| have)? (?:\w+ )?(?:think|believe|noticed?|see|saw|found (?:out|that)|fear|realised|realized|figured|discovered|suspect|have noticed|just noticed|am afraid|assume)(?: that)? (?=(?:i|we|my|our|the|there|it|a|an|this|you|your|nobody|nothing|something)\b)"
    r"|it (?:seems|looks|appears)(?: like| that| as if| as though)? (?=\w)|(?:the )?(?:problem|issue|thing) is(?: that)? |(?:i|we)(?:'m| am|'re| are)? (?:having|have|got|facing|experiencing) (?:an?|the|this|some) (?:\w+ )?(?:problem|issue|trouble|error)s?,? (?:where|that|because) |(?:since|from) (?:this morning|yesterday|today|last night|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d{1,2}[:h]\d{2})(?: (?:morning|evening|night))?,? (?=(?:i|we|my|our|the|all)\b)|(?:today|yesterday|now|lately|recently|currently|this morning|last night|last week|right now|after the (?:last |latest )?update|for some reason),? (?=(?:i|we|my|our|the)\b))",
    re.IGNORECASE,
)
_CANNOT = re.compile(
    r"^(?:still |now )?(?P<not>can't|cannot|couldn't|unable to|not able to|can no longer) (?P<rest>\w.+)$",
    re.IGNORECASE,
)
_SUBJECTLESS = re.compile(
    r"^(?:was|got|had|have|tried|made|bought|lost|ordered|paid|sent|spent|wrote|waited|forgot|just (?:got|received|bought|paid|tried|made)|accidentally \w+ed)\s(?!anyone|you|to know)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?:(?P<me>i|we|i'm|we're|i've|we've|i'd|we'd)\b|(?P<thing>(?:my|our|the|your|this|an?|all|all of|some|some of|both|half|half of|none of|one of|every|each|two|three|four|several|no|\d[\d.,]* \w+|(?:[€$£]\d[\d.,]*)|when (?:i|we|my)|in (?:my|our) [a-z]+)\b)|(?P<nobody>something|nobody|no one|nothing|everything|everyone|everybody|someone|somebody)\b|there(?:'s| is| are| was| were| has)|(?P<name>(?!(?:still|just|now|also|then|how|what|whichever|whoever|whatever|however|either|neither|any|not|that|this|which|who|here|why|when|where|only|even|it|they|he|she|others|some)\b)(?:(?-i:[A-Z])[\w-]+|[a-z]{3,}s?))(?= (?:is|are|was|were|has|have|won't|doesn't|don't|isn't|aren't|didn't|can't|keeps?|says?|shows?|fails?|still|just|never|crash\w*|stopp\w*|disappeared|vanished)\b))",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?<!to )(?:is|are|was|were|am|has|have|had|does|do|did|can|could|will|would|isn't|aren't|wasn't|weren't|hasn't|haven't|hadn't|doesn't|don't|didn't|can't|cannot|couldn't|won't|wouldn't|keeps?|got|gets|went|goes|came|comes|says?|said|shows?|showed|"
    r"took|takes|lost|broke|breaks|froze|stopped|stops|failed|fails|crashed|crashes|disappeared|vanished|expired|arrived|arrives|needs?|wants?|wanted|worked|works|ate|swallowed|deleted|deletes|denied|declined|rejected|charged|charges|took|turned|turns|changed|changes|hangs|hung|"
    r"returns|returned|throws|threw|gives|gave|sends|sent|left|made|makes|fell|died|dies|jumps|jumped|opens|opened|closed|closes|looks|sits|stays|stayed|appeared|appears|errors|reverted|dropped|drops|ran|runs|'s|'re|'ve|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
WRONG = re.compile(
    r"n't\b|\bno (?:reply|answer|response|news|sound|help|effect|result|access|reaction|solution|one)\b|\b(?:not|wipes?d?|cannot|never|no longer|nothing|nobody|no one|none|unable|without|lost|los[et]|stuck|still|keeps?|wrong|too (?:much|many|high|low|small|slow|late)|fail\w*|error\w*|crash\w*|broke|broken|breaks?|breaking|disappear\w*|vanish\w*|gone|missing|twice|double|waiting|late|delay\w*|declin\w*|reject\w*|den(?:y|ied)|refus\w*|block\w*|lock\w*|froze\w*|freez\w*|"
    r"stop\w*|down|slow\w*|expired|deleted|deletes|overcharged|charged|empty|blank|incorrect|unexpected|stolen|swallowed|ate|dead|hang\w*|hung|off by|duplicate\w*|invalid|unknown|pending|cancelled|suspended|kicked|banned|unreadable|logged out|although|even though|instead of|rather than|white (?:page|screen)|spinner|spins?|mirrored|upside down|gr[ae]y(?:ed)? out|(?:give|gives|gave|return\w*|show\w*|throw\w*|gets?) (?:an? |only )?[45]\d\d|in (?:\w+ )?pieces|drop\w*|corrupt\w*|garbled|unreadable|scared|panick\w*|worried)\b",
    re.IGNORECASE,
)
_NOT_TOLD = re.compile(
    r"^(?:(?:i|we) (?:\w+ )?(?:would|'d|will|hope|know|don't know|do not know|didn't know|understand|don't understand|don't get|wonder|was wondering|am wondering|mean|have (?:a|an|some|one|another|two|no idea)(?: \w+)? (?:questions?|doubts?|quer\w+|idea|problems?|issues?|requests?)|had a question|have no idea|need (?:help|assistance|some|to know|advice|support|your)|need|want|wish|love|like|thank|appreciate|"
    r"read|saw|see|checked|looked|searched|told|said|asked|ask|expect|demand|insist|swear|bet|give up|quit|feel|agree|disagree|just wanted|just want|believe|think|guess|suppose|sell|tested? it|pay|do not want|don't want|don't care|can't believe|cannot believe|can't stand|can't wait|won't|never want|(?:'ve |have )?never (?:had|seen|used|been|heard|paid)|(?:have |'ve )?been (?:very |so |more than )?patient|(?:don't|do not) like|failed to|(?:'m |am )starting to (?:lose|think|wonder|feel)|(?:'ve |have )?(?:already )?(?:sent|emailed|written|wrote|called|asked|explained|told|reported)\b(?=.*\b(?:you|your|twice|times|already|before|again)\b)|lost (?:my|our) (?:job|temper|patience|faith|trust|hope|mind|cool|nerves?)|wasted?)\b"
    r"|(?:i'm|i am|we're|we are) (?:\w+ )?(?:an?|the|wondering|wanting|following|reading|testing this|curious|new|sure|unsure|not sure|looking|trying(?!.* (?:and|but) )|hoping|asking|writing|sorry|confused|done|out|tired|sick|fed|happy|glad|unhappy|(?:\w+ )?(?:un|dis)?satisfied|interested|furious|angry|upset|mad|disappointed|frustrated|annoyed|so|very|really|not (?:\w+ )?(?:paying|understanding|getting why|happy|okay|ok|sure|amused|impressed|pleased|going to|gonna))\b"
    r"|i'd\b|we'd\b|(?:i|we) (?:can(?!'t|not)|could(?!n't)|may|might|should|must|tell|told)\b|(?:the|my|our) (?:favou?rite \w+|question|problem|issue|point|thing|reason|idea|plan) is|(?:my|our) (?:question|guess|name|problem|issue)\b|there (?:is|'s|are) (?:a|an|no) (?:way|question|problem|issue|chance)\b|your? (?:guys|people|support|service|team|company|app|product|software)\b|you\b|all (?:i|you|the best|good|of (?:you|a sudden))|this is\b|nothing (?:else|more)|some(?:one|body) (?:help|please|can)|everyone\b)",
    re.IGNORECASE,
)
_HOLLOW = re.compile(
    r"^(?:yours|something (?:is|isn't|was|went|has)|mine)\b|^(?:you|we) (?:can|could|have|are|were|did|do|get|got|had|need|see|know|use|think|say|said)? ?(?:it|this|that|them|so)?$|^(?:it|this|that|they|the (?:above|below|following|same|only|first|second|last|other)|a (?:lot|bit|few))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A statement turned towards the customer, and whether it tells of something wrong."""

    clause: str
    wrong: bool


def told(clause: str, *, asked: bool = False) -> Told | None:
    """What somebody states, as a clause that fits after "that"; None when it is no statement worth repeating."""
    clause = _whole(clause, asked)
    subject = _SUBJECT.match(clause)
    if subject is None or _NOT_TOLD.match(clause) or _ASKS.search(clause):
        return None
    whole = clause
    clause = re.split(r",(?! (?:and|but|so|because|or|which|even|not)\b)", clause)[0]
    short = shortened(clause, _LONGEST)
    if not short or len(short.split()) < 3 or not _finite(short, subject):
        return None
    said = _as_clause(short, subject)
    if not worth_saying(said) or cut_inside(short, clause):
        return None
    wrong = bool(WRONG.search(_OWN_DEED.sub("you", said)))
    if not wrong and (len(short.split()) + 1 < len(clause.split()) or clause != whole):
        return None  # half of it would be beside the matter
    if (
        _DEATH.search(said)
        or _NOT_OUR_DOING.search(said)
        or _NOT_THE_CASE.search(said)
        or (subject["thing"] and not (_of_a_thing(said) or _CLEARLY.search(said)))
        or _NOTHING_SAID.match(said)
        or said.startswith("when ")
        or re.search(r"\bthe error (?-i:[A-Z])", said)
    ):
        return None
    if said.startswith(("in ", "no ")) and not (wrong and len(said.split()) > 5):
        return None
    ours = subject["me"] and re.search(
        r"\bour (?:\w+ )?(?:services?|company|bank|products?|support|team|software|app|prices?|pricing)\b",
        said,
    )
    if (
        ours
        or _HOLLOW.match(said)
        or re.search(r"\bwe\b", said)
        or not sayable(said, content=1 if wrong else 2)
    ):
        return None
    return Told(said, wrong)


_CLEARLY = re.compile(
    r"\b(?:has|have|shows?|got|is|are) (?:the )?(?:wrong|missing|blank|empty|broken|upside down)\b"
)
_ELSEWHERE = frozenset(
    words("office clinic school class department branch practice money cash work arrived delivered")
)


def _of_a_thing(said: str) -> bool:
    """Whether a sentence about something names anything we know: "the judge has stopped laughing" is of a life."""
    low = (re.sub(r"'s$", "", word.strip(",.\"'")) for word in said.lower().split())
    return any(word in THINGS | WEAK | _ELSEWHERE or word in PLURALS or word[:1].isdigit() for word in low)


_NOTHING_SAID = re.compile(
    r".*\b(?:and|but) still no\b|.*(?<! in)(?<! on)(?<! with)(?<! of) (?:them|it)$|there(?:'s| is| has) been nothing\b|.* (?:made|sent|did|got|ordered) one\b|you get (?:the|your) (?:money|cash)\b|you (?:do not|don't|can't|cannot|still don't|have not|haven't|still haven't|never) \w+ it\b|"
    r"(?:an?|the|some|your) (?:[\w-]+ ){1,4}(?:that|which) (?:you|we) (?:did not|didn't|do not|don't|never|have not|haven't) \w+$"
)
_OWN_DEED = re.compile(  # done on purpose: "you cancelled on day 6" tells of no trouble yet
    r"^(?:you|you've)(?: have| had| just| already| also)* (?:cancelled|canceled|deleted|stopped|dropped|blocked|locked|rejected|declined|refused|waited|closed)\b(?! (?:the wrong|it by|by mistake|by accident))"
    r"(?! .*\b(?:but|and|by (?:mistake|accident)|accidentally)\b)"
)
_NOT_THE_CASE = re.compile(
    r"^you(?:'re| are| were|'ve| have)? (?:not (?!able|getting|seeing|receiving|allowed|being|sent)|never (?!got|get|received|had|saw|see|heard|been|reach|arriv))|^you (?:haven't|hadn't|didn't|don't) (?!receive|received|get|got|gotten|see|seen|hear|heard|have (?!an? |any )|had|been)"
    r"|\b(?:will|'ll|may|might|could|should|would) (?!not\b)|^you(?:'ve| have)? lost (?!your|the|access|all|everything|my|our|a|an|\d|[€$£])",
    re.IGNORECASE,
)
_NOT_OUR_DOING = re.compile(  # a cause that is ruled out, not the matter: "I didn't touch anything"
    r"(?:you|we) (?:didn't|did not|haven't|have not) (?:\w+ )?(?:press|touch|chang|deploy|click|install|updat|alter|edit|do|done)\w* (?:anything|a thing|it)\b"
    r"|(?:nothing|anything) (?:was|has|had|is)(?: been)? (?:deployed|changed|touched|installed|updated|altered|moved|different)|(?:you|we) (?:changed|touched|pressed|did|installed) nothing",
    re.IGNORECASE,
)
_DEATH = re.compile(
    r"\b(?:died|dead (?:father|mother|husband|wife)|passed away|funeral|deceased|buried)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:can|could|do|will|should|may) (?:i|we|you)\b|\bwhen (?:will|do|does|can|is|are)\b|\b(?:what|why|how|where|who|whether|which)\b(?! (?:i|we|my)\b)",
    re.IGNORECASE,
)


def _whole(clause: str, asked: bool) -> str:
    """The statement itself: without "I think that", and with the "I" that chat leaves out."""
    for _ in range(2):
        clause = _LEAD_IN.sub("", clause)
    clause = re.sub(
        r"^(?:and|but|so|because|that|then|now|also|still|just) (?=(?:i|we|my|our|the)\b)",
        "",
        clause,
        flags=re.IGNORECASE,
    )
    if found := _CANNOT.match(clause):
        able = found["not"].lower()
        be = {"unable to": "I'm unable to", "not able to": "I'm not able to"}.get(able, f"I {able}")
        return f"{be} {found['rest']}"
    if not asked and _SUBJECTLESS.match(clause):
        clause = "I " + clause[0].lower() + clause[1:]
    if _NOT_TOLD.match(clause) and (
        rest := re.search(r",? but (?=(?:i|we|my|our|the)\b)(.+)$", clause, re.IGNORECASE)
    ):
        return rest[1]
    return clause


def _finite(clause: str, subject: re.Match[str]) -> bool:
    """Whether a verb follows the subject: after "I" one always does."""
    there = subject.group().lower().startswith("there")
    return bool(subject["me"] or there or _FINITE.search(clause[subject.end() :]))


def _as_clause(text: str, subject: re.Match[str]) -> str:
    said = towards(re.sub(r"^your ", "the ", text, flags=re.IGNORECASE))  # their "your sync" is ours
    said = re.sub(r"^(you|we) also ", r"\1 ", re.sub(r" with (?:status|error) code$", "", said))
    if subject["me"]:
        said = re.sub(r"\b(and|but) was\b", r"\1 were", said)  # "you paid and were charged"
    if not subject["name"]:
        return said[0].lower() + said[1:]
    if subject["name"].lower() in SURROUNDINGS:
        return said[0].lower() + said[1:]
    ours = subject["name"].lower() in THINGS  # its capital is the sentence's
    if ours or (subject["name"][0].islower() and not subject["name"].endswith("s")):
        return f"the {said[0].lower() if ours else said[0]}{said[1:]}"
    return said
