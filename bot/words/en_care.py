"""What of somebody's English is better not said back: feelings and lives, what works, questions that ask nothing."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re

from bot.words.en_grammar import VERBS, gerund
from bot.words.en_things import PLURALS, THINGS, WEAK
from bot.words.en_turned import past, third
from bot.words.text import words

_DEEDS = frozenset(VERBS) | frozenset(
    words(
        "delete pay order buy press click tap upload download install uninstall reinstall update upgrade downgrade export import open close move merge rename change switch cancel renew subscribe "
        "sign log lock block charge bill debit invoice refund send transfer withdraw receive enter type set connect disconnect sync restore reset scan verify create make book reserve return ship "
        "add invite share save publish deploy push run use see hit lose forget kick ban suspend remove miss top clear restart reboot authorise authorize approve request recognise recognize find "
        "own edit print view submit apply redeem link unlink convert exchange duplicate archive recover access activate select pick choose fill attach record stream migrate configure assign "
    )
)
_NO_DEEDS = frozenset(words("like know feel look sound seem see suffer understand earn mean tell make"))
_IRREGULAR = frozenset(
    words(
        "deleted paid ordered bought pressed clicked sent lost forgot forgotten made withdrawn withdrew chose chosen found seen saw run ran hit put set locked logged kicked blocked "
        "banned cancelled canceled stopped topped received submitted transferred switched tried reset signed charged billed overcharged double-charged invoiced debited waiting accidentally-deleted typed missing"
    )
)
_FORMS = {form for verb in _DEEDS for form in (verb, third(verb), past(verb), gerund(verb))} | _IRREGULAR
_BEFORE_VERB = frozenset(
    words(
        "have has had having 've 'm 're 's am are is was were been being be do does did don't doesn't didn't haven't hasn't hadn't wasn't weren't isn't aren't never still just already not only now again also always "
        "keep keeps kept to no longer accidentally mistakenly recently suddenly twice get gets got getting seem even actually first then by mistake able failed fail yet both all each "
        "somehow once personally manually today yesterday newly apparently automatically wrongly incorrectly will would have"
    )
)
_UNABLE = frozenset(words("can't cannot couldn't unable won't can could trying try tries tried struggling"))
_FELT = frozenset(  # what somebody cannot do, and not with the product
    words(
        "sleep accept stop believe stand wait afford imagine understand explain think take cope face tell keep go breathe eat help thank say seem figure get-over recommend live trust hear feel bear handle deal "
        "continue function concentrate focus stress emphasise remember begin start express put walk drive decide complain serve defend do be have"
    )
)
_LIVES = re.compile(
    r"\b(?:husband|wife|mother|mum|mom|father|dad|son|daughter|brother|sister|grand\w+|baby|child|children|kids?|landlord|job|sleep|slept|doctor|hospital|ill|sick|cancer|pregnant|patience|faith|mind|temper|"
    r"home|nerves?|tears|christmas|birthday|holidays?|wedding|face|reputation|hours of (?:my|your) life|evening|weekend|night|lunch|minutes?|hours?|sentence|voicemail|run-?around|nowhere|shouted|help|reply|answer|response|idea|clue|feeling|impression|sense|message from)\b",
    re.IGNORECASE,
)
_PERSONS = frozenset(
    words(
        "boss ceo cfo cto husband wife mother mum mom father dad son daughter brother sister landlord accountant doctor client clients manager kids children team colleague colleagues customers students pupils staff nurse neighbour friend friends family tenant users members"
    )
)
_SOMEWHERE = re.compile(
    r"^(nobody|no one|everyone|everybody) (?:at|in|on|from|of) (?:your|the) \w+", re.IGNORECASE
)
_PERSONAL = re.compile(
    r"(?P<who>you(?=\b|')|nobody|no one|everyone|everybody|someone|somebody|(?:your|the|all your|all the|one of your|none of your|some of your|half your) (?:\w+ ){0,2}?(?P<head>\w+))(?P<rest>.*)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(  # what happens around them, and no product can do
    r"\b(?:waiting room|shout\w*|yell\w*|scream\w*|furious|angry|husband|wife|mother|mum|mom|father|landlord|boss|doctor|birthday|wedding|christmas|reputation|queue of|in tears|crying|laugh\w*|staring|(?:your|the) (?:kids|children|baby|job))\b",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"\b(?:no|zero|without(?: any)?) (?:\w+ )?(?:errors?|problems?|issues?|trouble|warnings?|faults?|complaints?)\b|\b(?:is|are|was|were|looks?|seems?|feels?|stays?|'s) (?:all |still |just |perfectly |totally |quite |actually )*(?:right|fine|ok|okay|correct|good|great|perfect|normal|unaffected|alright|happy|intact|up|nice|lovely|back|done|complete|green|stable|easy|clear|ready|patient|busy)(?: (?:now|again|there|though|for (?:you|everyone|others)))?$|"
    r"\b(?:number|no|id|reference|code) (?:is|ends|starts) (?:in |with )?\S*\d\S*$|\b(?:stays?|stayed|remains?) (?:the same|as it (?:is|was))\b|\b(?:is|are) unchanged\b|\bsa(?:ys?|id) (?:that )?(?:(?:everything|it|all)(?:'s| is| was)? )?(?:all )?(?:operational|fine|green|ok|okay|normal|up|online|good|no (?:known )?(?:incidents?|issues?))\b|"
    r"\b(?:works?|worked|reads?|shows?|runs?|opens?|loads?|prints?|plays?|displays?|syncs?|does|did)(?: just| all| perfectly)? (?:fine|ok|okay|well|great|perfectly|normally|correctly|properly|as (?:expected|before|usual|it should)|without (?:a |any )?(?:problems?|issues?|hitch|trouble)|it right|(?:it|them|this|everything) (?:right|fine|correctly|properly)|now|for (?:you|everyone else|others|your \w+))(?: (?:on|in|for|with|now|again|though)\b.*)?$",
    re.IGNORECASE,
)


_SOMEBODY_ELSE = re.compile(r"\b(?:he|she|him|his|hers?|he's|she's)\b", re.IGNORECASE)
_NAMED_BEFORE = re.compile(
    r"\b(?:who|somebody|someone|anyone|(?:your|the|an?|our) (?:\w+ ){0,2}(?:guest|user|member|colleague|customer|owner|admin|client|student|teacher|child|son|daughter|friend|employee|intern|person|husband|wife|mother|father|grandmother|grandfather))\b",
    re.IGNORECASE,
)


def points_at_somebody(text: str) -> bool:
    """Whether "him" or "her" is somebody whom the phrase does not name."""
    found = _SOMEBODY_ELSE.search(text)
    return bool(found and not _NAMED_BEFORE.search(text[: found.start()]))


def worth_saying(clause: str) -> bool:
    """Whether a clause, turned towards the customer, tells of the product and not of a life or of what works.

    What somebody does or suffers is said back only where the verb is something done with a product, an order,
    money or an account; how they feel and whom they live with is theirs.
    """
    if works(clause) or points_at_somebody(clause) or _HALF_TOLD.search(clause):
        return False
    found = _PERSONAL.match(_SOMEWHERE.sub(r"\1", clause))
    if found is None and _ASIDE.search(clause):
        return False
    if found is None or (found["head"] and found["head"].lower() not in _PERSONS):
        return True
    return not _LIVES.search(found["rest"]) and _does_with_it(found["rest"])


_HALF_TOLD = re.compile(
    r"\blost for words\b|\b(?:changed?|did|done|touch\w*) (?:nothing|anything)\b|\bof yours\b|\b(?:says?|said|shows?) (?:nothing|no|yes|so|it|otherwise)$|\bsa(?:ys?|id) (?:that )?(?:they|he|she|it|you|we|i)\b|\bworth nothing\b",
    re.IGNORECASE,
)


def works(clause: str) -> bool:
    """Whether a clause tells what is in order: the trouble is elsewhere."""
    return bool(_WORKS.search(clause))


def _does_with_it(rest: str) -> bool:
    tokens = re.sub(r"'(ve|m|re|s|d|ll)\b", r" '\1", rest.lower()).split()
    had = unable = False
    for at, token in enumerate(tokens):
        word = token.strip(",.")
        if word in _UNABLE:
            unable = True
        elif unable and word not in _BEFORE_VERB:
            return word not in _FELT
        elif word in _FORMS and word not in _NO_DEEDS | _BEFORE_VERB:
            return True
        elif word in _BEFORE_VERB:
            had = word in {"have", "has", "had", "get", "gets", "got", "getting", "'ve", "having"}
        else:
            return (had or word in {"see", "sees", "make", "made"}) and _names_a_thing(tokens[at:])
    return False


def _names_a_thing(tokens: list[str]) -> bool:
    known = THINGS | WEAK | frozenset(PLURALS)
    return any(word.strip(",.") in known for word in tokens)


ASKS_NOTHING = re.compile(
    r"\b(?:are|is|do|does|did|can|could|will|have|has|was|were|am|would|should) (?:you|anyone|anybody|nobody|somebody|someone|it|they|that|this|i|we|there)(?: (?:people|guys|lot|all|folks|anyone|anybody|still))*\b(?: \w+)? (?:even|seriously|honestly|kidding|joking|serious|insane|blind|deaf|awake|alive|asleep|human|listening|reading|proud|happy|ashamed)\b|"
    r"\b(?:you|your) (?:people|guys|lot|folks)\b|\bany(?:one|body) (?:even |still |actually |really |out |at )*(?:there|here|alive|awake|home|reading|listening|on (?:it|this)|around)\b|\bsome(?:one|body) (?:awake|home|alive)\b|"
    r"\b(?:is|are|was) .{3,80}\b(?:some (?:kind|sort) of|a joke|pigeons?|anything else|meant to be funny|a performance)\b|\bwhat (?:day|year|time|century|planet) (?:is|are)\b|\b(?:tell|let) (?:you|us)(?: know)?$|\bhow (?:hard|difficult|stupid|dumb|dare|much longer|much more|many more|often do i|many times(?! (?:can|may|is|are|am|should|could)\b)|am i supposed|are we supposed|is (?:that|this|it) (?:even )?(?:possible|legal|acceptable|my (?:fault|problem)))\b|"
    r"\bwhat (?:am i|are we|do i|do we|did i|have i|exactly am i) (?:even |actually )?(?:pay\w*|paid|supposed|meant|done|do(?! (?:with|if|when|about|to)\b))\b|\b(?:am i|are we) (?:supposed|meant|expected) to\b|\bdo i (?:really )?(?:have|need) to (?:send (?:you )?an? (?!copy|photo|picture|scan|form|email|mail|letter|invoice|receipt)|bribe|marry|kneel|explain|repeat|say|beg|spell|write|ask|call)\b|"
    r"\bwho (?:\w+ )?(?:thought|designed|decided|came up|tests|in their|on earth|signed off)\b|\bwhy (?:do|did|am|would|should) (?:i|we) (?:even|bother|still|pay|ever|always|have to|need to|be)\b|\bwhy (?:is|must|does) (?:it always|everything|nothing|nobody|no one)\b|\bwhen (?:will|are) you (?:finally|ever|going)\b|"
    r"\b(?:don't|do not|no idea|not sure|unsure|not) (?:know |sure |idea )?(?:where|what|who|whom|how|whether) (?:else )?(?:to|i should|we should|more|much longer|long)\b|\bknow (?:where|what|how|who|which way) to (?:start|begin|turn|go|say|do|think|believe|feel|look|tell|cope|ask|put)\b|\b(?:can|could) you imagine\b|"
    r"\bdo you (?:people |guys |even |really |actually )*(?:know(?! (?:when|if|whether|how|where|which|what)\b)|have any idea|realise|realize|understand|think|care|want|enjoy|hate|read|test|listen|see|remember|sleep)\b|\b(?:is|was) (?:it|that|this) (?:really )?(?:too much|asking|so hard|a joke|normal(?! that| for| if| when)|supposed|how|what|my fault)\b|\bso (?:kind|good|nice) (?:as )?to\b|\bwho (?:do|can|could|should|must) (?:i|we) (?:even )?(?:talk|speak|write|turn|contact|ask|call|complain|tell|reach)\b|\bwhat the\b|\bon earth\b|\bwhat(?:'s| is) the point\b|"
    r"\bso that (?:when|if|as)\b|\bwhat (?:did|do) (?:i|we|you) expect\b|\b(?:if|whether) you (?:care|read|even|still|know|remember|realise|realize)\b|\bis (?:there )?anything (?:i|we) can do\b|\bisn't (?:it|that|this)\b|\baren't you\b|\bdon't you\b|\bhave you (?:ever|considered|thought|tried|seen|any idea)\b",
    re.IGNORECASE,
)  # rhetoric, despair, and anger with a question mark
NEXT_QUESTION = re.compile(
    r",? (?!but not\b)(?:or|and|but)(?: (?:also|then|just|maybe|rather|only|if so))*,? (?:do(?! (?:so|it|this|that)\b)|does|did|is|are|am|was|were|can|could|will|would|should|shall|has|have|it|it's|they|i|i'm|we|you|he|she|what|how|why|when|where|who|which|not)\b",
    re.IGNORECASE,
)
IN_PASSING = re.compile(  # idioms in which a word like "now" means something else
    r",? \b(?:for the life of (?:me|us)|(?:every )?(?:now and (?:then|again)|once in a while|so often)|by and large|once and for all|(?:over and over|again and again|time and (?:time )?again|time after time)(?: again)?|more or less|sooner or later|here and there|up and down|in and out)\b",
    re.IGNORECASE,
)
