"""English reflection: a customer's problem as a phrase that can stand inside our sentence, or nothing.

Only patterns whose outcome is grammatical for every match are listed. What does not fit is left out: no
reflection reads better than a wrong one.
"""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from functools import lru_cache

from bot.words.language import Phrase, Reflection
from bot.words.private import has_private

_VERBS = [
    "access",
    "accept",
    "activate",
    "add",
    "adjust",
    "allow",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "authenticate",
    "automate",
    "block",
    "book",
    "buy",
    "cancel",
    "change",
    "charge",
    "check",
    "choose",
    "claim",
    "close",
    "combine",
    "compare",
    "configure",
    "confirm",
    "connect",
    "contact",
    "convert",
    "copy",
    "create",
    "customize",
    "customise",
    "deactivate",
    "delete",
    "deposit",
    "disable",
    "dispute",
    "download",
    "downgrade",
    "duplicate",
    "edit",
    "embed",
    "enable",
    "exchange",
    "export",
    "extend",
    "filter",
    "find",
    "fix",
    "forward",
    "freeze",
    "generate",
    "get",
    "import",
    "increase",
    "install",
    "integrate",
    "invite",
    "join",
    "leave",
    "limit",
    "link",
    "locate",
    "lock",
    "manage",
    "map",
    "mark",
    "merge",
    "migrate",
    "monitor",
    "move",
    "mute",
    "open",
    "order",
    "organise",
    "organize",
    "pause",
    "pay",
    "postpone",
    "preview",
    "print",
    "process",
    "publish",
    "raise",
    "reactivate",
    "receive",
    "recover",
    "redeem",
    "reduce",
    "refund",
    "register",
    "remove",
    "rename",
    "renew",
    "replace",
    "report",
    "request",
    "reschedule",
    "reset",
    "restore",
    "resume",
    "retrieve",
    "revoke",
    "rotate",
    "save",
    "schedule",
    "search",
    "secure",
    "see",
    "send",
    "separate",
    "set",
    "share",
    "skip",
    "sort",
    "split",
    "start",
    "stop",
    "submit",
    "subscribe",
    "switch",
    "sync",
    "synchronise",
    "synchronize",
    "test",
    "top",
    "track",
    "transfer",
    "translate",
    "trigger",
    "unblock",
    "undo",
    "unfreeze",
    "unlink",
    "unlock",
    "unsubscribe",
    "update",
    "upgrade",
    "upload",
    "use",
    "validate",
    "verify",
    "view",
    "withdraw",
    "write",
    "log",
    "sign",
]
_IRREGULAR = {
    "get": "getting", "set": "setting", "log": "logging", "stop": "stopping", "split": "splitting", "cancel": "cancelling",
    "reset": "resetting", "put": "putting", "top": "topping", "skip": "skipping", "map": "mapping", "edit": "editing", "submit": "submitting",
    "transfer": "transferring", "see": "seeing", "embed": "embedding", "forget": "forgetting", "run": "running",
    "begin": "beginning", "pay": "paying", "buy": "buying", "copy": "copying", "undo": "undoing", "plan": "planning",
    "ship": "shipping", "swap": "swapping", "tie": "tying",
}  # fmt: skip
_SIMPLE = "|".join(
    sorted(
        (verb for verb in _VERBS if verb not in {"log", "sign", "top", "set", "get", "see"}),
        key=len,
        reverse=True,
    )
)
_PHRASAL = r"log in(?:to)?|sign in(?:to)?|sign up for|sign up|log out|top up|set up|back up|turn on|turn off|switch on|switch off|set|get rid of"
_VERB = rf"(?P<verb>{_PHRASAL}|{_SIMPLE})"
_NOUN = r"(?!(?:and|or|but|so|if|when|because|to|for|from|with|in|on|at|by|as|is|are|was|were|be|been|it|this|that|these|those|they|them|he|she|we|you|i|me|us|what|which|who|where|how|why|there|here|not|no|can|could|please|again|now|then|than|of|about|after|before|until|while|since|without|do|does|did|has|have|had|will|would|should|shit|fucking|fuck|damn|bloody|stupid|crap|garbage|something|anything|everything|thing|things|stuff|someone|back|away|today|tomorrow|yesterday|myself|more|less|first|through|out|up|off|over|into|onto|via|using|without|too|also|later|online|offline|together|manually|automatically|directly|instantly|immediately|abroad|soon|just|only|already|still|ever|never|always|help|thanks|sir|mine|yours|theirs|hers|like|either|though|well|other|another|one|ones|way|twice|anymore|access|because|due|able|possible|all|any|some|much|many|every|each|both|few|no|so|such|even|same|different|showing|being|getting|going|coming|saying|taking|properly|correctly|quickly|half|right|wrong|fails|failed|keeps|yet|again|never|always)\b)[a-z][a-z0-9-]*"
_DET = r"(?:my|our|an?|the|new|multiple|several|two|three|another)"
_POSS = r"(?:my|our|the|your)"
_PLAIN_OBJ = rf"(?P<obj>(?:{_DET} )?(?:{_NOUN} ){{0,2}}{_NOUN}(?: (?:of|for|in|on) (?:my|our|the|an?) (?:{_NOUN} )?{_NOUN})?)"
_END = (
    r"(?=\s*(?:[?.!,;:)\n]|$|-|\b(?:and|or|but|so|if|when|because|to|for|from|with|in|on|at|by|as|via|using|without|"
    r"after|before|until|while|since|please|again|now|today|yesterday|tomorrow|anymore|any more|abroad|online|manually|"
    r"automatically|immediately|that|which|it|i|myself|through|into|then|thanks|help|yet|twice|anyway|afterwards|instead|right|this|there|here|is|are|was|has|even|and|though)\b))"
)
_LEAD = (
    r"(?:please|(?:can|could|would) you(?: please)?|how (?:do|can|could|should|would) (?:i|we|you|one)(?: go about)?|how to|where (?:do|can|could) (?:i|we)|(?:can|could|may) (?:i|we)|"
    r"(?:is|would) (?:it|there) (?:be )?(?:possible|a way|any way|an option)(?: for (?:me|us))? to|what do i (?:have to|need to) do to|"
    r"(?:i|we)(?:'m| am|'re| are) (?:looking|hoping|going) to|(?:i|we)(?: would|'d)? (?:want|need|like|wanted|would like) to|"
    r"(?:i|we)(?:'m| am|'re| are| was| were|'ve been| have been)? (?:trying|wanting) to|help(?: me| us)? (?:to )?|"
    r"(?:what|which)(?:'s| is) the (?:best|easiest|fastest|right) way to|steps to|instructions to|able to)"
)
_HOW_TO = re.compile(
    rf"\b{_LEAD} (?:quickly |easily |please |just |also |still |actually )?{_VERB} {_PLAIN_OBJ}{_END}",
    re.IGNORECASE,
)
_NO_OBJECT = re.compile(
    rf"\b{_LEAD} (?P<verb>log ?in|sign ?in|sign ?up|log ?out|unsubscribe|top[ -]?up){_END}", re.IGNORECASE
)
_CANNOT = re.compile(
    rf"\b(?:can(?:no|')?t|cannot|cant|can not|could ?n[o']t|couldn't|unable to|not able to|(?:won't|doesn't|does not|will not|wouldn't) let (?:me|us)|(?:isn't|is not|not) (?:letting|allowing) (?:me|us)(?: to)?|"
    rf"(?:not|isn't) possible to|struggling to|fail(?:ed|ing)? to|having (?:trouble|problems) (?:trying )?to) (?:even |seem to |just |still )?(?:{_VERB} {_PLAIN_OBJ}|(?P<verb0>log ?in|sign ?in|sign ?up|log ?out)){_END}",
    re.IGNORECASE,
)
_SUBJECT = rf"(?P<what>{_POSS} (?:{_NOUN} ){{0,2}}{_NOUN})"
_NOT_DOING = re.compile(
    rf"\b{_SUBJECT} (?P<aux>still (?:doesn't|isn't|hasn't|won't)|(?:does|do|is|are|has|have|did|was|were|will|wo|ca|can)(?:n't|nt| not)) (?:yet |even |seem to )?"
    rf"(?P<verb>work|load|open|arrived?|appear|appeared|show up|showed up|shown up|sync|updated?|updating|working|loading|arriving|showing up|syncing|opening|start|starting|respond|responding|"
    rf"go through|gone through|connect|connecting|been delivered|being accepted|being recognised|come|save|saving|send|sending|accepted|recognised|recognized|reach|refresh|play|print|export|import|upload|download){_END}",
    re.IGNORECASE,
)
_BARE_NOT = re.compile(
    rf"^(?P<what>(?:{_NOUN} )?{_NOUN}) (?:still )?not (?P<verb>loading|working|syncing|opening|updating|responding|showing up|connecting|arriving)\b",
    re.IGNORECASE,
)
_KEEPS = re.compile(
    rf"\b{_SUBJECT} keeps? (?:on )?(?P<ing>crashing|failing|freezing|disconnecting|timing out|hanging|resetting|stopping|loading|spinning|declining|disappearing|reverting)\b",
    re.IGNORECASE,
)
_FAILS = re.compile(
    rf"\b{_SUBJECT} (?:of [a-z0-9 ]{{2,20}} )?(?:just |always |suddenly |constantly )?(?P<verb>fails|failed|crashes|crashed|hangs|freezes|froze|stops|stopped|breaks|broke|disappeared|vanished|expired)(?P<tail> working| syncing| loading| responding| updating)?{_END}",
    re.IGNORECASE,
)
_STATE = re.compile(
    rf"\b(?P<what>{_POSS} (?:{_NOUN} ){{0,2}}{_NOUN}(?: (?:on|of) (?:my |our |the )?(?:invoice|order|bill|statement|card|account)(?: #?\d{{2,12}})?)?) (?P<be>is|are|was|were|got|has been|have been) (?:still |just |suddenly |always |now )?(?P<state>stuck|pending|declined|rejected|blocked|locked|missing|gone|delayed|frozen|"
    rf"empty|cancelled|canceled|reverted|suspended|disabled|stolen|broken|slow|very slow|failing|refused|denied|swallowed|wrong|incorrect|expired|blank|unavailable|offline){_END}",
    re.IGNORECASE,
)
_LOCKED_OUT = re.compile(r"\b(?:i'?m|i am|i got|i've been|we'?re|we are|we got) locked out\b", re.IGNORECASE)
_SHOWS = re.compile(
    rf"\b{_SUBJECT} (?P<verb>still (?:shows?|says?)|only (?:shows?|says?)) (?P<obj>(?:the|an?|my|our) (?:{_NOUN} )?{_NOUN}){_END}",
    re.IGNORECASE,
)
_DELETED = re.compile(
    rf"\b{_SUBJECT} (?P<verb>deleted|removed|overwrote|erased|wiped) (?P<obj>(?:all )?(?:my|our|the) (?:{_NOUN} )?{_NOUN}){_END}",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    rf"\bordered (?:an?|my|the|our) (?P<what>(?:{_NOUN} ){{0,2}}{_NOUN})\b[^.?!\n]{{0,40}}?(?:\b(?:but|and|it|they|still)\b ?)+(?:has|have|had|did)(?:n't| not) (?:yet )?(?:been )?(?P<verb>arrived?|come|delivered|received)\b",
    re.IGNORECASE,
)
_LOST = re.compile(
    rf"\b(?:i|we)(?:'ve| have)? (?:just |also |accidentally )?(?P<verb>lost|forgot|forgotten|misplaced) (?P<obj>(?:my|our|all my|all our|the) (?:{_NOUN} )?{_NOUN}){_END}",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"\b(?:charged|billed|debited)(?: me| us| my card| my account)?(?: for [a-z ]{2,20}?)? (?P<how>twice|more than once|two times|double|too much|(?:an? )?(?:extra|additional|unexpected)(?: [a-z]+)? (?:fee|charge|amount)|the wrong amount|a fee)\b",
    re.IGNORECASE,
)
_DOUBLE = re.compile(
    r"\b(?:double|duplicate)[- ]?(?:charged?|payment|billing|billed)\b|\bpaid twice\b", re.IGNORECASE
)
_NOT_RECEIVED = re.compile(
    rf"\b(?:haven't|have not|havent|didn't|did not|never|not yet|still not)(?: yet| still)? (?:received|got|gotten|get|receive|gets) (?P<what>(?:my|our|the) (?:{_NOUN} ){{0,2}}{_NOUN}){_END}",
    re.IGNORECASE,
)
_MISSING = re.compile(
    rf"\b(?:i|we)(?:'m| am|'re| are) missing (?P<what>(?:my|our|an?|the) (?:{_NOUN} )?{_NOUN}){_END}",
    re.IGNORECASE,
)
_NEVER_COMES = re.compile(
    rf"\b{_SUBJECT} never (?P<verb>arrives|arrived|comes|came|loads|loaded|works|worked|shows up|showed up)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:nobody|no one|none of us|none of our [a-z]+)(?: (?:on|in|at|from) (?:our|my|the) [a-z]+)? (?:can|is able to) (?P<verb>log ?in|sign ?in|work|connect)\b",
    re.IGNORECASE,
)
_WRONG = re.compile(rf"\b(?P<what>(?:the|a) (?:wrong|incorrect) (?:{_NOUN} )?{_NOUN}){_END}", re.IGNORECASE)
_STRANGE = re.compile(
    rf"\b(?:there(?:'s| is| was| are)|i(?:'ve| have)? (?:see|have|got|noticed|found|received)|my [a-z]+ (?:has|shows)|getting|why is there) (?:an?|some) (?P<what>(?:extra|strange|unknown|unexpected|additional|duplicate|pending|failed|suspicious|unrecogni[sz]ed|weird) (?:{_NOUN} )?{_NOUN})(?= of\b|\s*[?.!,;\n]|$| (?:on|in|from|for|that|which|i)\b)",
    re.IGNORECASE,
)
_THAT_WONT = re.compile(
    rf"\b(?:an?|the|this) (?P<what>(?:{_NOUN} ){{0,2}}{_NOUN}) that (?P<aux>(?:wo|does|did|has|is|ca)n't) (?P<verb>go through|work|load|open|complete|arrive|arrived|working|show up|gone through|update){_END}",
    re.IGNORECASE,
)
_WITH_DOING = re.compile(
    rf"\b(?:trouble|problems?|difficult(?:y|ies)|issues?|hard time|help|assistance) (?:me )?(?:with |in )?(?P<ing>[a-z]{{3,12}}ing) {_PLAIN_OBJ}{_END}",
    re.IGNORECASE,
)
_FAILURE = re.compile(
    rf"\b(?P<what>(?:the|another|this) (?:(?:first|second|third|fourth|fifth|last|repeated|constant) )?(?:{_NOUN} )?(?:failures?|outages?|crash(?:es)?|breakdowns?)){_END}",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b(?P<code>[45]\d\d)(?: \w+)? errors?\b|\b(?:error|code|status|http)(?: code)?[ :#]*(?P<code2>[A-Z]{0,6}[-_]?\d{2,6})\b|\b(?:return(?:s|ed|ing)?|get(?:ting|s)?|got|see(?:ing)?|throw(?:s|ing)?|with) (?:an? )?(?P<code3>[45]\d\d)\b",
    re.IGNORECASE,
)
_QUOTED_ERROR = re.compile(
    r"\b(?P<name>E[A-Z]{4,12}|[A-Z]{2,8}[-_]\d{2,8}|[A-Z][A-Za-z]{2,30}(?:Error|Exception))\b"
)
_WHERE_IS = re.compile(
    rf"\bwhere(?:'s| is| are) (?P<obj>(?:my|our|the) (?:{_NOUN} )?{_NOUN}){_END}", re.IGNORECASE
)
_WHY = re.compile(
    rf"\bwhy(?:'s| is| isn't| was| wasn't| are| aren't| were| weren't| did| didn't| does| doesn't| do| don't| has| hasn't| have| haven't| won't| can't| cannot| would| is it that)(?P<not> not)? "
    rf"(?P<what>(?:my|our|the|an?) (?:{_NOUN} ){{0,2}}?{_NOUN}) (?:still |get |got |getting |being |been |be |so |always |just |not |have )*(?P<how>fail(?:ed|ing)?|pending|declined|rejected|blocked|locked|delayed|cancell?ed|reverted|stuck|missing|slow|"
    rf"go through|gone through|going through|work|working|complete|completed|arrive|arrived|show up|showing up|showing|appear|appeared|update|updated|load|loading|denied|refused|wrong|disappear(?:ed)?|unsuccessful){_END}",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    rf"\b(?:an?|the|this|some|that) (?P<what>(?:{_NOUN} ){{0,2}}{_NOUN})(?: on my [a-z]+| in my [a-z]+)?(?: that| which)? i (?:do not|don't|dont|didn't|did not) (?P<how>recogni[sz]e|make|authori[sz]e|know|request)\b|"
    rf"\b(?:do not|don't|dont|didn't|did not) (?P<how2>recogni[sz]e|authori[sz]e|make) (?:an?|the|this|some|that|one of the) (?P<what2>(?:{_NOUN} ){{0,2}}{_NOUN}){_END}",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(
    rf"\bhow much (?:does|do|will|would) (?P<what>(?:my|our|the|an?|your) (?:{_NOUN} ){{0,2}}{_NOUN}) cost\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"\b(?P<obj>(?:the )?differences? between (?:(?:an?|the|my|your) )?(?:{_NOUN} )?{_NOUN} and (?:(?:an?|the|my|your) )?(?:{_NOUN} )?{_NOUN}){_END}",
    re.IGNORECASE,
)
_LOOKING_FOR = re.compile(
    rf"\b(?:where (?:do|can|could) (?:i|we) (?:see|find|check|get)|waiting (?:for|on)|any chance of|what about|wasted? [a-z0-9 ]{{2,20}} on) (?P<obj>(?:my|our|the|this|your|an?) (?:{_NOUN} ){{0,2}}{_NOUN}){_END}",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    rf"\bhow (?:long|much time) (?:does|do|will|should|would|can|might) (?:it (?:usually |normally |typically )?take (?:for (?P<who>(?:my|our|the|an?) (?:{_NOUN} )?{_NOUN}) )?to (?P<verb>[a-z]+)(?P<rest>(?: (?:my|our|the|an?|this))?(?: {_NOUN}){{0,2}})|"
    rf"(?P<what>(?:(?:my|our|the|an?|this) )?(?:{_NOUN} ){{0,2}}{_NOUN}) (?:usually |normally )?take){_END}",
    re.IGNORECASE,
)
_IS_THERE = re.compile(
    rf"\b(?:(?:is|are) there|if there (?:is|are)) (?P<obj>(?:(?:an?|any|some) )?(?:{_NOUN} ){{0,2}}(?:fees?|charges?|costs?|limits?|restrictions?|codes?|discounts?|requirements?|{_NOUN})(?: (?:for|on|to) (?:my|our|the|an?|[a-z]+ing) (?:{_NOUN} )?{_NOUN})?){_END}",
    re.IGNORECASE,
)
_GETTING = re.compile(
    rf"\b(?:(?:will|can|could|may|do|how (?:do|can|could)|where (?:do|can|could)) (?:i|we) (?:get|have|receive|order|request)|(?:i|we)(?:'d| would)? (?:want|need|like|want to get|need to get|would like)) (?P<obj>(?:an?|another|my|a new|a second|an extra|a virtual|a physical) (?:{_NOUN} )?{_NOUN}){_END}",
    re.IGNORECASE,
)
_WITH = re.compile(
    rf"\b(?:help|assist|assistance|trouble|problems?|issues?) (?:me )?(?:please )?with (?P<obj>(?:{_NOUN} )?(?:[a-z]+(?:tion|ment|ance|ery)s?|[a-z]{{3,}}s)){_END}",
    re.IGNORECASE,
)
_MONEY_BACK = re.compile(
    r"\b(?:(?:want|need|get|getting|give me|have) )?(?:my|our) money back\b", re.IGNORECASE
)
_SUPPORTS = re.compile(
    rf"\b(?:do|does|can) (?:you|it|the app|your [a-z]+) (?:support|offer|accept|provide) (?P<obj>(?:{_NOUN} ){{1,2}}{_NOUN}){_END}",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    rf"\b(?:(?:any )?(?:update|news|progress|word) (?:on|about|for|regarding)|how|what about|went wrong with|(?:problem|issue|trouble)s? with|disappointed (?:with|by|in)|question (?:about|on|regarding)|asking about|wondering about|"
    rf"(?:info|information|details) (?:on|about)|tell me (?:more )?(?:about )?|explain|assist(?: me)? with|what(?:'s| is| are)|help (?:me )?with|(?:difference|differences) between) (?P<obj>(?:my|our|the|your) (?:{_NOUN} ){{0,2}}{_NOUN}(?: (?:for|on|of|to|in) (?:my |our |the |an? )?(?:{_NOUN} )?{_NOUN})?){_END}",
    re.IGNORECASE,
)
_ABOUT_PLURAL = re.compile(
    rf"\b(?:question (?:about|on|regarding)|explain|tell me (?:more )?about|what are) (?P<obj>(?:{_NOUN} )?[a-z][a-z-]{{2,}}s){_END}",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(
    r"`([A-Za-z][\w.:-]{2,40})`|(?<![\w/.$>:-])((?=[a-z.]*_)[a-z]{2,}(?:[_.][a-z]{2,}){1,5}|[A-Z][a-z]+(?:[A-Z][a-z]+){2,4})(?![\w/(])"
)
_PROFANE = re.compile(
    r"\b(?:f+u+c+k\w*|shit\w*|crap\w*|damn\w*|bitch\w*|ass(?:hole)?s?|bastard\w*|idiot\w*|stupid|moron\w*|bullshit|piss\w*|hell|sucks?)\b",
    re.IGNORECASE,
)


def gerund(verb: str) -> str:
    """ "change" -> "changing", "log in" -> "logging in"."""
    head, _, tail = verb.partition(" ")
    if head in _IRREGULAR:
        ing = _IRREGULAR[head]
    elif head.endswith("ie"):
        ing = head[:-2] + "ying"
    elif head.endswith("e") and not head.endswith(("ee", "oe", "ye")):
        ing = head[:-1] + "ing"
    else:
        ing = head + "ing"
    return f"{ing} {tail}".strip()


def reflect(text: str) -> Reflection | None:
    """The problem as a phrase: "losing your card", "changing your PIN", "the 413 error"."""
    lines = [line.lower() if line.isupper() else line for line in text.split("\n")]
    for part in (_trouble, _doing, _thing):
        for line in lines:
            found = part(line)
            if found and _fit(found):
                return found
    return None


_EMPTY_NOUNS = frozenset(
    [
        "little",
        "bit",
        "lot",
        "hand",
        "quick",
        "moment",
        "second",
        "chance",
        "couple",
        "few",
        "person",
        "human",
        "individual",
        "manual",
        "practice",
    ]
)
_VAGUE_NOUNS = frozenset(
    [
        "issue",
        "problem",
        "reason",
        "case",
        "situation",
        "matter",
        "answer",
        "point",
        "info",
        "information",
        "question",
        "failure",
        "flag",
        "difference",
        "idea",
        "example",
        "page",
        "article",
        "link",
        "error",
        "app",
        "way",
        "process",
        "instructions",
    ]
)


def _fit(found: Reflection) -> bool:
    words = found.text.split()
    last = words[-1].lower()
    if last in _EMPTY_NOUNS or (last in _VAGUE_NOUNS and len(words) <= 2):
        return False
    if found.text.startswith("`"):
        return True
    if found.kind is Phrase.THING and words[-1].endswith("ing") and len(words) > 2:
        return False  # "your funds coming": the verb was taken for a noun
    return (
        (len(words) > 1 or words[0].endswith("ing")) and len(words) <= 9 and not _PROFANE.search(found.text)
    )


def _trouble(line: str) -> Reflection | None:
    for tell in (
        _charged,
        _unable,
        _lost,
        _unknown,
        _why,
        _not_doing,
        _failing,
        _in_state,
        _not_received,
        _odd,
    ):
        told = tell(line)
        if told:
            text, clause = told
            return Reflection(
                kind=Phrase.TROUBLE,
                text=_turned(text),
                clause=_turned(clause) if clause else None,
                told_by="pattern",
            )
    return None


_Told = tuple[str, str | None] | None


def _charged(line: str) -> _Told:
    if found := _CHARGED.search(line):
        how = found["how"].lower()
        return f"being charged {how}", f"you were charged {how}".replace("you", "YOU")
    if _DOUBLE.search(line):
        return "being charged twice", "YOU were charged twice"
    return None


def _unable(line: str) -> _Told:
    if found := _CANNOT.search(line):
        doing = f"{found['verb'].lower()} {found['obj']}" if found["verb"] else _spaced(found["verb0"])
        if found["obj"] and found["obj"].endswith("ing") and " " not in found["obj"]:
            return None  # "I can't accept paying": not a thing
        return f"not being able to {doing}", f"YOU can't {doing}"
    if _LOCKED_OUT.search(line):
        return "being locked out", "YOU are locked out"
    if found := _NOBODY.search(line):
        doing = _spaced(found["verb"])
        return f"nobody being able to {doing}", f"nobody can {doing}"
    return None


def _unknown(line: str) -> _Told:
    if not (found := _UNKNOWN.search(line)):
        return None
    return (
        f"the {found['what'] or found['what2']} YOU {'do' if (found['how'] or found['how2'])[:3].lower() in ('rec', 'kno') else 'did'}n't {(found['how'] or found['how2']).lower()}",
        None,
    )


def _why(line: str) -> _Told:
    """ "Why didn't my transfer go through?" -> "your transfer not going through"."""
    if not (found := _WHY.search(line)):
        return None
    what, how = _start(found["what"]), found["how"].lower()
    asked = line[found.start() : found.end()].lower()
    if how in _VERBAL:
        negated = "n't" in asked or " not " in asked or "cannot" in asked
        failing = how.startswith(("fail", "disappear"))
        return (f"{what} {'' if failing else 'not '}{_VERBAL[how]}", None) if failing or negated else None
    return f"{what} being {how}", _why_clause(asked, what, how)


def _why_clause(asked: str, what: str, how: str) -> str | None:
    be = re.match(r"why(?:'s| (is|was|are|were)\b)", asked)
    return f"{what} {be[1] or 'is'} {how}" if be and " not " not in asked else None


_VERBAL = {
    "fail": "failing", "failed": "failing", "failing": "failing", "go through": "going through", "gone through": "going through", "going through": "going through", "work": "working", "working": "working",
    "complete": "completing", "completed": "being completed", "arrive": "arriving", "arrived": "arriving", "show up": "showing up", "showing up": "showing up", "showing": "showing", "appear": "appearing",
    "appeared": "appearing", "update": "updating", "updated": "updating", "load": "loading", "loading": "loading", "disappear": "disappearing", "disappeared": "disappearing",
}  # fmt: skip


def _lost(line: str) -> _Told:
    if not (found := _LOST.search(line)):
        return None
    lost = found["verb"].lower() in {"lost", "misplaced"}
    if not lost:
        return f"the forgotten {_bare(found['obj'])}", None  # "you forgot" would sound like blame
    return (
        f"{'losing' if lost else 'forgetting'} {found['obj']}",
        f"YOU {'lost' if lost else 'forgot'} {found['obj']}",
    )


def _not_doing(line: str) -> _Told:
    if found := _NOT_DOING.search(line):
        what = _start(found["what"])
        return (
            f"{what} not {_ing_of(found['verb'].lower())}",
            f"{what} {found['aux'].lower()} {found['verb'].lower()}",
        )
    if found := _NEVER_COMES.search(line):
        what = _start(found["what"])
        return (
            f"{what} never {_ing_of(_base(found['verb'].lower()))}",
            f"{what} never {found['verb'].lower()}",
        )
    if found := _ORDERED.search(line):
        return f"the {found['what']} not arriving", f"the {found['what']} hasn't arrived"
    if found := _BARE_NOT.search(line):
        what, ing = "the " + _start(found["what"]), found["verb"].lower()
        return f"{what} not {ing}", None
    return None


def _failing(line: str) -> _Told:
    if found := _KEEPS.search(line):
        what, ing = _start(found["what"]), found["ing"].lower()
        return (
            f"{what} {ing}",
            f"{what} {'keep' if what.endswith('s') and not what.endswith('ss') else 'keeps'} {ing}",
        )
    if found := _FAILS.search(line):
        what, verb, tail = _start(found["what"]), found["verb"].lower(), (found["tail"] or "").lower()
        if verb in {"stops", "stopped", "breaks", "broke", "disappeared", "vanished", "expired"} or not tail:
            return f"{what} {gerund(_base(verb))}{tail}", f"{what} {verb}{tail}"
    return None


def _in_state(line: str) -> _Told:
    if found := _SHOWS.search(line) or _DELETED.search(line):
        clause = f"{_start(found['what'])} {found['verb'].lower()} {found['obj']}"
        return clause, clause
    if found := _STATE.search(line):
        what, state = _start(found["what"]), found["state"].lower()
        be = found["be"].lower()
        fits = not (be == "have been" and not what.endswith("s"))  # "could my card have been blocked?"
        return f"{what} being {state}", f"{what} {be} {state}" if fits else None
    return None


def _not_received(line: str) -> _Told:
    if found := _NOT_RECEIVED.search(line):
        return f"the missing {_bare(found['what'])}", f"YOU haven't received {found['what']}"
    if found := _MISSING.search(line):
        return f"the missing {_bare(found['what'])}", None
    return None


def _odd(line: str) -> _Told:
    if found := _WRONG.search(line):
        return "the " + found["what"].split(" ", 1)[1], None
    if found := _STRANGE.search(line):
        return f"the {found['what']}", None
    if found := _THAT_WONT.search(line):
        return f"the {found['what']} that {found['aux'].lower()} {found['verb'].lower()}", None
    if found := _FAILURE.search(line):
        return found["what"].lower(), None
    return None


def _ing_of(verb: str) -> str:
    done = {"arrived": "arriving", "appeared": "appearing", "updated": "updating", "shown up": "showing up", "showed up": "showing up", "gone through": "going through", "been delivered": "being delivered", "accepted": "being accepted", "recognised": "being recognised", "recognized": "being recognized"}  # fmt: skip
    return done.get(verb) or (verb if verb.split()[0].endswith("ing") else gerund(verb))


def _base(verb: str) -> str:
    known = {"fails": "fail", "failed": "fail", "crashes": "crash", "crashed": "crash", "hangs": "hang", "freezes": "freeze", "froze": "freeze", "stops": "stop", "stopped": "stop", "breaks": "break", "broke": "break", "disappeared": "disappear", "vanished": "vanish", "expired": "expire", "arrives": "arrive", "arrived": "arrive", "comes": "come", "came": "come", "loads": "load", "loaded": "load", "works": "work", "worked": "work", "shows up": "show up", "showed up": "show up"}  # fmt: skip
    return known.get(verb, verb)


def _doing(line: str) -> Reflection | None:
    if found := _HOW_TO.search(line):
        text = f"{gerund(found['verb'].lower())} {found['obj']}"
    elif found := _NO_OBJECT.search(line):
        text = gerund(_spaced(found["verb"]))
    elif found := _WITH_DOING.search(line):
        text = f"{found['ing'].lower()} {found['obj']}"
    elif found := _GETTING.search(line):
        text = f"getting {_start(found['obj'])}"
    elif _MONEY_BACK.search(line):
        text = "getting my money back"
    else:
        return None
    return Reflection(kind=Phrase.DOING, text=_turned(text), told_by="pattern")


def _thing(line: str) -> Reflection | None:
    if found := _ERROR.search(line):
        code = found["code"] or found["code2"] or found["code3"]
        return Reflection(kind=Phrase.TROUBLE, text=f"the {code} error", told_by="code")
    if found := _QUOTED_ERROR.search(line):
        name = found["name"]
        text = f"the {name}" if name.endswith(("Error", "Exception")) else f"the {name} error"
        return Reflection(kind=Phrase.TROUBLE, text=text, told_by="code")
    if found := _HOW_MUCH.search(line):
        many = found["what"].endswith("s") and not found["what"].endswith("ss")
        text = f"how much {_start(found['what'])} cost{'' if many else 's'}"
        return Reflection(kind=Phrase.THING, text=_turned(text), told_by="pattern")
    for pattern in (_BETWEEN, _LOOKING_FOR, _WHERE_IS, _ABOUT, _ABOUT_PLURAL, _SUPPORTS, _IS_THERE, _WITH):
        if found := pattern.search(line):
            text = re.sub(
                r"^(?:any|all|some|other) ", "", re.sub(r"^this (?:broken )?", "the ", _start(found["obj"]))
            )
            return Reflection(kind=Phrase.THING, text=_turned(text), told_by="pattern")
    return _how_long(line) or _identifier(line)


def _identifier(line: str) -> Reflection | None:
    """A name from code, in the backticks a developer would give it."""
    found = _IDENTIFIER.search(line)
    name = found and (found[1] or found[2])
    if not name or has_private(name):
        return None
    return Reflection(kind=Phrase.THING, text=f"`{name}`", told_by="code")


def _how_long(line: str) -> Reflection | None:
    """ "How long does a transfer take?" -> "how long a transfer takes"."""
    if not (found := _HOW_LONG.search(line)):
        return None
    if found["what"]:
        many = found["what"].endswith("s") and not found["what"].endswith("ss")
        text = f"how long {_start(found['what'])} take{'' if many else 's'}"
    else:
        whose = f" for {_start(found['who'])}" if found["who"] else ""
        text = f"how long it takes{whose} to {found['verb'].lower()}{found['rest']}"
    return Reflection(kind=Phrase.THING, text=_turned(text), told_by="pattern")


def _start(text: str) -> str:
    """Without the capital that only the start of a sentence gave."""
    text = re.sub(r"^your ", "the ", text, flags=re.IGNORECASE)  # their "your" is ours: "your sync broke"
    head = text.split(" ", 1)[0]
    return text if head.isupper() and len(head) > 1 else text[0].lower() + text[1:]


def _bare(what: str) -> str:
    return re.sub(r"^(?:my|our|the|an?) ", "", what, flags=re.IGNORECASE)


def _spaced(verb: str) -> str:
    return re.sub(r"^(log|sign|top)[ -]?(in|up|out)$", r"\1 \2", verb.lower())


def _turned(text: str) -> str:
    """The customer's "my" as our "your"; their "your" is ours."""
    swap = {"my": "your", "our": "your", "your": "our", "me": "you", "us": "you"}
    turned = re.sub(
        r"\b(?:my|our|your|me|us)\b", lambda match: swap[match.group().lower()], text, flags=re.IGNORECASE
    )
    return turned.replace("YOU", "you")


_TITLE_HOW = re.compile(rf"^(?:how (?:to|do i|can i) )?{_VERB} (?P<obj>[\w' -]{{3,40}})\??$", re.IGNORECASE)
_TITLE_ING = re.compile(r"^(?P<ing>[A-Z][a-z]{2,12}ing) (?P<obj>[\w' -]{3,40})$")
_TITLE_NOUNS = re.compile(r"^[A-Z][a-z]+(?: [a-z][a-z-]*){0,3}$")
_HEADS = re.compile(
    r"(?:limits?|times?|fees?|rates?|plans?|settings?|options?|requirements?|rules?|charges?|refunds?|roles?|templates?|notifications?|permissions?|codes?|cards?|accounts?|costs?|prices?|invoices?|"
    r"payments?|transfers?|benefits|rewards|eligibility|details|methods?|orders?|delivery|security|access|integrations?|backups?|protection|insurance|history|statements?|documents|policy|features|support)$"
)
_NOT_VERBAL = frozenset(
    [
        "Pricing",
        "Billing",
        "Meeting",
        "Building",
        "Opening",
        "Spending",
        "Savings",
        "Training",
        "Troubleshooting",
        "Understanding",
        "Banking",
        "Onboarding",
        "Shipping",
    ]
)


def reflect_title(title: str) -> Reflection | None:
    """An article's title as a phrase: "Export your contacts" -> "exporting your contacts"."""
    head = title.split(":")[-1].strip().rstrip("?.")
    if any(word[0].isupper() and not word.isupper() for word in head.split()[1:]):
        return None  # headline capitals: which of them are names cannot be told
    if len(head.split()) > 6 or re.search(r"[()|/&,]|\band\b|\bor\b", head):
        return None
    if found := _TITLE_HOW.match(head):
        return Reflection(
            kind=Phrase.DOING,
            text=f"{gerund(found['verb'].lower())} {_title_object(found['obj'])}",
            told_by="title",
        )
    if (found := _TITLE_ING.match(head)) and found["ing"] not in _NOT_VERBAL:
        return Reflection(
            kind=Phrase.DOING, text=f"{found['ing'].lower()} {_title_object(found['obj'])}", told_by="title"
        )
    if _TITLE_NOUNS.match(head) and len(head.split()) > 1 and _HEADS.search(head):
        return Reflection(kind=Phrase.THING, text=head[0].lower() + head[1:], told_by="title")
    return None


def _title_object(text: str) -> str:
    """In a title "your" already means the customer."""
    return re.sub(r"\b(?:my|our)\b", "your", text.strip(), flags=re.IGNORECASE)


_DAYS = {"Mon": "Monday", "Tue": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday"}  # fmt: skip


def said_time(promise: str) -> str:
    """ "Mon 09:00" -> "Monday 09:00"; everything else is English as it stands."""
    return re.sub(r"^[A-Z][a-z]{2}(?= \d)", lambda match: _DAYS.get(match.group(), match.group()), promise)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its usual endings, good enough to compare."""
    word = word.lower().replace("'s", "")
    for ending, put in (
        ("ies", "y"),
        ("ied", "y"),
        ("ations", "at"),
        ("ation", "at"),
        ("ings", ""),
        ("ing", ""),
        ("edly", ""),
        ("ed", ""),
        ("ers", ""),
        ("er", ""),
        ("ly", ""),
        ("es", ""),
        ("s", ""),
        ("e", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: -len(ending)] + put
            return base[:-1] if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "aeiouls" else base
    return word
