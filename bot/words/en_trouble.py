"""English reflection of what went wrong: "your card not arriving", "you can't log in"."""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re

from bot.words.en_grammar import (
    END,
    NOUN,
    PLAIN_OBJ,
    POSS,
    SUBJECT,
    VERB,
    bare,
    base,
    gerund,
    ing_of,
    spaced,
    start,
    turned,
)
from bot.words.language import Phrase, Reflection

_CANNOT = re.compile(
    rf"\b(?:can(?:no|')?t|cannot|cant|can not|could ?n[o']t|couldn't|unable to|not able to|(?:won't|doesn't|does not|will not|wouldn't) let (?:me|us)|(?:isn't|is not|not) (?:letting|allowing) (?:me|us)(?: to)?|"
    rf"(?:not|isn't) possible to|struggling to|fail(?:ed|ing)? to|having (?:trouble|problems) (?:trying )?to) (?:even |seem to |just |still )?(?:{VERB} {PLAIN_OBJ}|(?P<verb0>log ?in|sign ?in|sign ?up|log ?out)){END}",
    re.IGNORECASE,
)
_NOT_DOING = re.compile(
    rf"\b{SUBJECT} (?P<aux>still (?:doesn't|isn't|hasn't|won't)|(?:does|do|is|are|has|have|did|was|were|will|wo|ca|can)(?:n't|nt| not)) (?:yet |even |seem to )?"
    rf"(?P<verb>work|load|open|arrived?|appear|appeared|show up|showed up|shown up|sync|updated?|updating|working|loading|arriving|showing up|syncing|opening|start|starting|respond|responding|"
    rf"go through|gone through|connect|connecting|been delivered|being accepted|being recognised|come|save|saving|send|sending|accepted|recognised|recognized|reach|refresh|play|print|export|import|upload|download){END}",
    re.IGNORECASE,
)
_BARE_NOT = re.compile(
    rf"^(?P<what>(?:{NOUN} )?{NOUN}) (?:still )?not (?P<verb>loading|working|syncing|opening|updating|responding|showing up|connecting|arriving)\b",
    re.IGNORECASE,
)
_KEEPS = re.compile(
    rf"\b{SUBJECT} keeps? (?:on )?(?P<ing>crashing|failing|freezing|disconnecting|timing out|hanging|resetting|stopping|loading|spinning|declining|disappearing|reverting)\b",
    re.IGNORECASE,
)
_FAILS = re.compile(
    rf"\b{SUBJECT} (?:of [a-z0-9 ]{{2,20}} )?(?:just |always |suddenly |constantly )?(?P<verb>fails|failed|crashes|crashed|hangs|freezes|froze|stops|stopped|breaks|broke|disappeared|vanished|expired)(?P<tail> working| syncing| loading| responding| updating)?{END}",
    re.IGNORECASE,
)
_STATE = re.compile(
    rf"\b(?P<what>{POSS} (?:{NOUN} ){{0,2}}{NOUN}(?: (?:on|of) (?:my |our |the )?(?:invoice|order|bill|statement|card|account)(?: #?\d{{2,12}})?)?) (?P<be>is|are|was|were|got|has been|have been) (?:still |just |suddenly |always |now )?(?P<state>stuck|pending|declined|rejected|blocked|locked|missing|gone|delayed|frozen|"
    rf"empty|cancelled|canceled|reverted|suspended|disabled|stolen|broken|slow|very slow|failing|refused|denied|swallowed|wrong|incorrect|expired|blank|unavailable|offline){END}",
    re.IGNORECASE,
)
_LOCKED_OUT = re.compile(r"\b(?:i'?m|i am|i got|i've been|we'?re|we are|we got) locked out\b", re.IGNORECASE)
_SHOWS = re.compile(
    rf"\b{SUBJECT} (?P<verb>still (?:shows?|says?)|only (?:shows?|says?)) (?P<obj>(?:the|an?|my|our) (?:{NOUN} )?{NOUN}){END}",
    re.IGNORECASE,
)
_DELETED = re.compile(
    rf"\b{SUBJECT} (?P<verb>deleted|removed|overwrote|erased|wiped) (?P<obj>(?:all )?(?:my|our|the) (?:{NOUN} )?{NOUN}){END}",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    rf"\bordered (?:an?|my|the|our) (?P<what>(?:{NOUN} ){{0,2}}{NOUN})\b[^.?!\n]{{0,40}}?(?:\b(?:but|and|it|they|still)\b ?)+(?:has|have|had|did)(?:n't| not) (?:yet )?(?:been )?(?P<verb>arrived?|come|delivered|received)\b",
    re.IGNORECASE,
)
_LOST = re.compile(
    rf"\b(?:i|we)(?:'ve| have)? (?:just |also |accidentally )?(?P<verb>lost|forgot|forgotten|misplaced) (?P<obj>(?:my|our|all my|all our|the) (?:{NOUN} )?{NOUN}){END}",
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
    rf"\b(?:haven't|have not|havent|didn't|did not|never|not yet|still not)(?: yet| still)? (?:received|got|gotten|get|receive|gets) (?P<what>(?:my|our|the) (?:{NOUN} ){{0,2}}{NOUN}){END}",
    re.IGNORECASE,
)
_MISSING = re.compile(
    rf"\b(?:i|we)(?:'m| am|'re| are) missing (?P<what>(?:my|our|an?|the) (?:{NOUN} )?{NOUN}){END}",
    re.IGNORECASE,
)
_NEVER_COMES = re.compile(
    rf"\b{SUBJECT} never (?P<verb>arrives|arrived|comes|came|loads|loaded|works|worked|shows up|showed up)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:nobody|no one|none of us|none of our [a-z]+)(?: (?:on|in|at|from) (?:our|my|the) [a-z]+)? (?:can|is able to) (?P<verb>log ?in|sign ?in|work|connect)\b",
    re.IGNORECASE,
)
_WRONG = re.compile(
    rf"(?<!in )(?<!into )(?<!to )(?<!at )(?<!from )\b(?P<what>(?:the|a) (?:wrong|incorrect) (?:{NOUN} )?{NOUN}){END}",
    re.IGNORECASE,
)
_GOT = re.compile(  # who typed the wrong number tells something else
    r"(?:^|[.,;!?\n] ?|\b(?:still|shows?|showed|has|have|got|get|getting|with|says|said|sent|charged|received|delivered|is|was|about|used?|uses|into|always|me|us) )$",
    re.IGNORECASE,
)
_STRANGE = re.compile(
    rf"\b(?:there(?:'s| is| was| are)|i(?:'ve| have)? (?:see|have|got|noticed|found|received)|my [a-z]+ (?:has|shows)|getting|why is there) (?:an?|some) (?P<what>(?:extra|strange|unknown|unexpected|additional|duplicate|pending|failed|suspicious|unrecogni[sz]ed|weird) (?:{NOUN} )?{NOUN})(?= of\b|\s*[?.!,;\n]|$| (?:on|in|from|for|that|which|i)\b)",
    re.IGNORECASE,
)
_THAT_WONT = re.compile(
    rf"\b(?:an?|the|this) (?P<what>(?:{NOUN} ){{0,2}}{NOUN}) that (?P<aux>(?:wo|does|did|has|is|ca)n't) (?P<verb>go through|work|load|open|complete|arrive|arrived|working|show up|gone through|update){END}",
    re.IGNORECASE,
)
_FAILURE = re.compile(
    rf"\b(?P<what>(?:the|another|this) (?:(?:first|second|third|fourth|fifth|last|repeated|constant) )?(?:{NOUN} )?(?:failures?|outages?|crash(?:es)?|breakdowns?)){END}",
    re.IGNORECASE,
)
_WHY = re.compile(
    rf"\bwhy(?:'s| is| isn't| was| wasn't| are| aren't| were| weren't| did| didn't| does| doesn't| do| don't| has| hasn't| have| haven't| won't| can't| cannot| would| is it that)(?P<not> not)? "
    rf"(?P<what>(?:my|our|the|an?) (?:{NOUN} ){{0,2}}?{NOUN}) (?:still |get |got |getting |being |been |be |so |always |just |not |have ){0, 4}(?P<how>fail(?:ed|ing)?|pending|declined|rejected|blocked|locked|delayed|cancell?ed|reverted|stuck|missing|slow|"
    rf"go through|gone through|going through|work|working|complete|completed|arrive|arrived|show up|showing up|showing|appear|appeared|update|updated|load|loading|denied|refused|wrong|disappear(?:ed)?|unsuccessful){END}",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    rf"\b(?:an?|the|this|some|that) (?P<what>(?:{NOUN} ){{0,2}}{NOUN})(?: on my [a-z]+| in my [a-z]+)?(?: that| which)? i (?:do not|don't|dont|didn't|did not) (?P<how>recogni[sz]e|make|authori[sz]e|know|request)\b|"
    rf"\b(?:do not|don't|dont|didn't|did not) (?P<how2>recogni[sz]e|authori[sz]e|make) (?:an?|the|this|some|that|one of the) (?P<what2>(?:{NOUN} ){{0,2}}{NOUN}){END}",
    re.IGNORECASE,
)


_BELONGS = re.compile(
    r"\b(?:for|of|on|in|to|from|with|at|by) $", re.IGNORECASE
)  # "the rate for my withdrawal"


def trouble(line: str) -> Reflection | None:
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
                text=turned(text),
                clause=turned(clause) if clause else None,
                told_by="pattern",
            )
    return None


_Told = tuple[str, str | None] | None


_SUPPOSED = re.compile(
    r"\b(?:avoid|without|stop|instead of) (?:getting|being|be) (?:charged|billed|debited)\b|\b(?:will|would|can|could|might|may|do|if) (?:i|we) (?:be |get |have to be )?(?:still |also )?(?:being )?(?:charged|billed|debited)\b",
    re.IGNORECASE,
)


def _charged(line: str) -> _Told:
    if _SUPPOSED.search(line):
        return None  # they ask what would happen
    if found := _CHARGED.search(line):
        how = found["how"].lower()
        return f"being charged {how}", f"you were charged {how}".replace("you", "YOU")
    if _DOUBLE.search(line):
        return "being charged twice", "YOU were charged twice"
    return None


def _unable(line: str) -> _Told:
    if found := _CANNOT.search(line):
        doing = f"{found['verb'].lower()} {found['obj']}" if found["verb"] else spaced(found["verb0"])
        if found["obj"] and found["obj"].endswith("ing") and " " not in found["obj"]:
            return None  # "I can't accept paying": not a thing
        return f"not being able to {doing}", f"YOU can't {doing}"
    if _LOCKED_OUT.search(line):
        return "being locked out", "YOU are locked out"
    if found := _NOBODY.search(line):
        doing = spaced(found["verb"])
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
    if not (found := _WHY.search(line)) or line[found.end() :].startswith(" to "):
        return None
    what, how = start(found["what"]), found["how"].lower()
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
        return f"the forgotten {bare(found['obj'])}", None  # "you forgot" would sound like blame
    return (
        f"{'losing' if lost else 'forgetting'} {found['obj']}",
        f"YOU {'lost' if lost else 'forgot'} {found['obj']}",
    )


def _not_doing(line: str) -> _Told:
    if (found := _NOT_DOING.search(line)) and not _BELONGS.search(line[: found.start()]):
        what = start(found["what"])
        return (
            f"{what} not {ing_of(found['verb'].lower())}",
            f"{what} {found['aux'].lower()} {found['verb'].lower()}",
        )
    if found := _NEVER_COMES.search(line):
        what = start(found["what"])
        return (
            f"{what} never {ing_of(base(found['verb'].lower()))}",
            f"{what} never {found['verb'].lower()}",
        )
    if found := _ORDERED.search(line):
        return f"the {found['what']} not arriving", f"the {found['what']} hasn't arrived"
    if found := _BARE_NOT.search(line):
        what, ing = "the " + start(found["what"]), found["verb"].lower()
        return f"{what} not {ing}", None
    return None


def _failing(line: str) -> _Told:
    if (found := _KEEPS.search(line)) and not _BELONGS.search(line[: found.start()]):
        what, ing = start(found["what"]), found["ing"].lower()
        return (
            f"{what} {ing}",
            f"{what} {'keep' if what.endswith('s') and not what.endswith('ss') else 'keeps'} {ing}",
        )
    if (found := _FAILS.search(line)) and not _BELONGS.search(line[: found.start()]):
        what, verb, tail = start(found["what"]), found["verb"].lower(), (found["tail"] or "").lower()
        if verb in {"stops", "stopped", "breaks", "broke", "disappeared", "vanished", "expired"} or not tail:
            return f"{what} {gerund(base(verb))}{tail}", f"{what} {verb}{tail}"
    return None


def _in_state(line: str) -> _Told:
    if found := _SHOWS.search(line) or _DELETED.search(line):
        clause = f"{start(found['what'])} {found['verb'].lower()} {found['obj']}"
        return clause, clause
    if (found := _STATE.search(line)) and not _BELONGS.search(line[: found.start()]):
        what, state = start(found["what"]), found["state"].lower()
        be = found["be"].lower()
        fits = not (be == "have been" and not what.endswith("s"))  # "could my card have been blocked?"
        return f"{what} being {state}", f"{what} {be} {state}" if fits else None
    return None


def _not_received(line: str) -> _Told:
    if found := _NOT_RECEIVED.search(line):
        return f"the missing {bare(found['what'])}", f"YOU haven't received {found['what']}"
    if found := _MISSING.search(line):
        return f"the missing {bare(found['what'])}", None
    return None


def _odd(line: str) -> _Told:
    if (found := _WRONG.search(line)) and _GOT.search(line[: found.start()]):
        return "the " + found["what"].split(" ", 1)[1], None
    if found := _STRANGE.search(line):
        return f"the {found['what']}", None
    if found := _THAT_WONT.search(line):
        return f"the {found['what']} that {found['aux'].lower()} {found['verb'].lower()}", None
    if found := _FAILURE.search(line):
        return found["what"].lower(), None
    return None
