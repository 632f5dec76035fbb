"""English marks: what the scorecard and the guard look for in a reply."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.words.language import any_of

MARKS: Mapping[str, re.Pattern[str]] = {
    "sorry": any_of(r"sorry|apolog(?:y|ies|i[sz]e|i[sz]ing)|regret"),
    "afraid": any_of(r"scared|afraid|worried|worrying|panick?(?:ing|ed)?|anxious|terrified|desperate|in tears|crying|in pieces|hospital|funeral|died|passed away|rent is due|lose my (?:job|home|house|flat)|begging|nightmare|shaking|can'?t sleep|please help"),
    "asks_why": any_of(r"why|how come|what (?:happened|went wrong)|what(?:'s| is) (?:the reason|wrong|going on)"),
    "asks_how_long": any_of(r"how (?:long|soon|many (?:days|weeks|hours|months))|how much time|when (?:will|do|does|can|should|is|are) (?:i|we|my|our|the|it|a|they)"),
    "tells_how_long": any_of(r"\d+(?:[–-]\d+)?[- ](?:\w+ )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)|(?:one|two|three|five|seven|ten|a few|several) (?:business |working )?(?:minutes?|hours?|days?|weeks?|months?)|immediate(?:ly)?|instant(?:ly)?|same[- ]day|overnight|right away|at once|daily|weekly|monthly|every \w+day|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|midnight|until|as soon as|once"),
    "asks_how_much": any_of(r"how much (?:does|do|will|would|is|are) (?!i\b|we\b|time)[\w' -]{2,40}(?:cost|charge|fee|pay)\w*|how much (?:does|is|are) (?:it|the|a|an|your)|what (?:is|are|does|do|will)[\w' -]{1,40}\b(?:fees?|costs?|charges?|prices?|limits?)|(?:is|are|will) there (?:be )?(?:an? |any )?(?:extra |additional )?(?:fees?|charges?|costs?|limits?)"),
    "tells_how_much": re.compile(r"\d|\bno (?:\w+ ){0,3}(?:fees?|costs?|charges?|limits?)\b|\b(?:free|waived|unlimited|without (?:\w+ ){0,2}(?:fees?|costs?|charges?))\b|\bnot (?:charge|cost)", re.IGNORECASE),
    "delighted": any_of(r"glad|happy|good that"),
    "asks_again": any_of(r"rung|rang|phoned?|called|answer\w*|repl(?:y|ies|ied)|respon\w+|requests?|tickets?|messages?|emails?|e-mails?|mails?|nobody|no one|any(?:body|one)|wait\w*|asked|wrote|writing|reported|told|said|promised|in the dark|bother|ignored|news|updates?|again|help|support|question|stands|look|some(?:one|body)|channel|this channel|still there"),
    "leaving": any_of(r"cancel\w*|leav\w*|left|switch\w*|renew\w*|sign again|drop\w*|clos\w+|quit\w*|trials?|competitors?|rivals?|spreadsheets|alternatives?|mov(?:e|ed|ing) (?:away|to|on)|extend\w*|out"),
    "hard": any_of(r"stolen|robbed|mugged|burned down|fire|flood(?:ed)?|attacked|assaulted|stole|lost (?:your|the) (?:\w+ )?(?:wallet|phone|card|cards|purse|bag|passport|laptop)|hospital|died|(?<!by )accident|funeral|withdrawing from your|taking money out"),
    "asks_which": re.compile(r"(?:^|[.!?,\n] ?)(?:is|are|does|do you|which|what|how (?:much|long|many|often)|when|why)\b", re.IGNORECASE),
    "missing": any_of(r"still waiting|(?:has|have|had|did|do|does|is|are)(?:n't| not)(?: yet)? (?:arrived?|come|been delivered|shown? up|see|seen|received?|got|get|here|there)|never (?:arrived|came)"),
    "own_doing": any_of(r"you(?:'ve| have)?(?: just| accidentally| also| mistakenly)* (?:deleted|erased|overwrote|wiped|removed|pressed|clicked|forgot|forgotten|dropped|closed|archived|mistyped|spilled|uninstalled)"),
    "no_hurry": any_of(r"no (?:rush|hurry|pressure|stress)|not urgent|whenever you (?:can|have|get|find)|take your time|in your own time"),
    "lost": any_of(r"you(?:'ve| have)?(?: just| accidentally| also)* (?:lost|deleted|erased|overwrote|wiped)|(?:deleted|lost|wiped|erased|overwrote|destroyed|ruined) (?:all )?(?:of )?your|(?:your|the|all your) (?:\w+ ){0,3}(?:is|are|was|were) (?:all )?(?:gone|lost|wiped|deleted|erased)"),
    "own": any_of(
        r"i'?(?:ll| will|m going to|'ve got| have got)(?: (?:now|also|personally|gladly|then|first))? (?:\w+)|let me \w+|i'?m on (?:it|this)|(?:leave|this is) (?:it |this )?with me|"
        r"i(?:'d| would) like to (?:get|understand|check|make|help|see|look|find)|(?:i )?can help(?: you)?|i'?m here|happy to help|glad to help|i'?(?:m|ve) (?:checking|looking|reading|comparing|taken|got)|i own this"
    ),
    "act": any_of(
        r"i(?:'ll| will|'m going to) (?:now |also |personally |then |first |gladly |now )?(?:check|ask|look|find|read|compare|open|write|message|come back|update|follow|pass|stay|take|keep|get|go|send|make|raise|bring|see|"
        r"collect|walk|help|report|tell|reply|have|hand|start|trace|review|search|sort|let you know|be here|be back|pick|go on|go through|carry|treat|handle|put|own|be the one|compare|do the legwork|not guess|dig|investigate|figure|track|chase|debug|reproduce|test|try|double[- ]?check|verify|work|poke)|let me (?:check|look|find|ask|see|walk|get|take|help|go|dig|test|try|verify)|i(?:'m| am) (?:asking|checking|looking|going to (?:\w+)|on it)|(?:^|[.!] )(?:now )?(?:checking|looking into|looking at|digging into|investigating) (?:it|this|that|the|your|now)"
    ),
    "bounce": any_of(
        r"(?:contact|call|email|mail|write to|reach out to|ask|get in touch with|speak (?:to|with)) (?:the |our |your )?(?:\w+ )?(?:department|support(?: team)?|team|provider|sales|billing|bank|helpdesk|administrator)|"
        r"not (?:my|our) (?:department|job|responsibility|problem)|(?:open|submit|raise|create) a (?:new )?ticket|(?:fill (?:in|out)|use) (?:the|our|this) (?:contact )?form|you'?ll need to (?:contact|call)|wrong (?:department|place|team)|nothing (?:i|we) can do"
    ),
    "blame": any_of(
        r"you (?:should(?:n'?t| not)? have(?! had)|must(?: have)?|failed|forgot|need to understand|didn'?t (?:read|follow)|did not (?:read|follow)|obviously|clearly)|as i (?:already )?said|as (?:already )?(?:stated|mentioned|explained)|your (?:own )?(?:fault|mistake)|"
        r"(?:wait|queue) like (?:every|all)|calm down|like i (?:said|told)|why didn'?t you|other customers|we'?re (?:very |all )?busy|(?:it'?s|that is|that's) (?:our|company) policy|per (?:our )?policy|works (?:fine )?(?:for me|on my)|read the (?:manual|docs|faq)"
    ),
    "canned": any_of(
        r"(?:sorry|apologi[sz]e|regret)[\w ,]{0,20} for (?:any|the|this|all) (?:\w+ )?inconvenience|any inconvenience|your (?:call|message|feedback|business|satisfaction) is (?:very )?important|valued customer|dear (?:customer|user|sir|madam)|"
        r"thank you for (?:contacting|reaching out|your patience and understanding|getting in touch)|thanks for reaching out|how (?:may|can) (?:i|we) (?:assist|help) you(?: today)?|please (?:do not|don'?t) hesitate|feel free to (?:contact|reach)|"
        r"we (?:take|value) (?:this|your|all)[\w ]{0,20}(?:seriously|feedback|opinion)|at your earliest convenience|rest assured|we are (?:aware of|working (?:hard|diligently))|kindly (?:note|be advised|do the needful)|"
        r"i (?:completely |totally |fully )?understand your (?:frustration|concern)s?|have a (?:great|nice|wonderful) day|is there anything else|your ticket (?:has been|was)|ticket (?:received|number)|if you feel"
    ),
    "vague_time": any_of(r"(?<!as )soon|shortly|asap|as soon as possible|in no time|in a (?:bit|while|moment|minute|sec(?:ond)?)|right away|immediately|promptly|momentarily|at the earliest"),
    "vague_ask": any_of(r"(?:any )?(?:more|further|additional) (?:details|information|info)|elaborate|provide (?:more|further|additional)|what(?:'s| is) the (?:issue|problem)|be more specific"),
    "promise": any_of(
        r"guarantee[ds]?|definitely|certainly will|promise[ds]?|100 ?%|no worries|rest assured|for sure|without fail|never happen again|won'?t happen again"
    ),
    "hold": any_of(
        r"(?:i'?ll|i will|let me|i'?m going to|i'd rather|i want to) (?:\w+ ){0,2}?(?:check|ask|find|look|confirm|make sure|get|bring|read|compare|trace|pass|have|raise|review|go through|speak|take|start|message|collect|make this|own|be the one|hand|pick|put|see|treat|handle|help you find|dig|investigate|figure|track|test|try|verify|reproduce|debug|double[- ]?check)|i(?:'m| am) (?:asking|checking|looking|going to (?:look|check|ask|find|dig))|(?:^|[.!] )(?:now )?(?:checking|looking into|looking at|digging into|investigating) (?:it|this|that|the|your|now)|don'?t want to guess|rather (?:check|ask|find out|not guess)|not (?:going to )?guess|look into"
    ),
    "next": any_of(
        r"(?:i'?ll|i will|you'?ll|you will) (?:\w+ ){0,3}?(?:write|come back|get back|update|hear|reply|follow|tell|report|message|keep|check back|let you know|be here|take it|go (?:on|through)|continue|carry|look|help|ask|pass|stay|pick|walk|sort|answer|find|receive|point|work)|(?:next|my next) (?:message|update)|let me know|tell me|write (?:here|back|to me)|just (?:write|reply|say)|shall i|shall we|"
        r"if (?:it|that|anything|something|this|you|any)[^.?!]{0,60}|does (?:that|this|it)[^.?!]{0,60}\?"
    ),
    "no_date": any_of(
        r"(?:don'?t|do not|can'?t|cannot) (?:have|name|give|promise|say)(?: you)? (?:a |an |any |the )?(?:exact |firm |honest |fixed )?(?:time|date|when)|no (?:date|time|fixed time|firm time)(?: yet)?|when (?:there is|there's) (?:a decision|news)|even (?:if|without)|as soon as i (?:know|have)"
    ),
    "feel": any_of(
        r"frustrat\w+|annoy\w+|upset\w*|disappoint\w+|maddening|stress\w*|worr\w+|unpleasant|exhausting|tiring|too long|not (?:ok(?:ay)?|good enough|fair|acceptable)|last thing you need\w*|hard|difficult|painful|awful|rough|(?:i )?(?:can )?(?:see|understand|hear|imagine|get) (?:why|how)|"
        r"takes? (?:time|trust|patience)|should(?:n'?t| not) (?:happen|be|have)|costs? you|no fun|unsettling|serious(?:ly)?|nerve-?racking|i hear you|deserve|up the wall|isn'?t right|not right|no good|a pain|ouch|ugh|nightmare|lousy|weighs?|unsettl\w+|alarming|gets? in (?:the|your) way|for your loss|condolences|going through this"
    ),
    "thanks": any_of(r"thank(?:s| you)|appreciate|grateful|glad|pleased|made my day|lovely|kind of you|means a lot|great to (?:hear|read)|good to (?:hear|know|read)"),
    "cheer": any_of(r"(?:awesome|amazing|fantastic|yay|woohoo|super)\b!*|!{2,}|🎉|😂|🥳"),
    "private": any_of(r"private(?:ly)?|direct message|dm|in private|out of (?:this|the) (?:channel|thread)|not (?:here|in (?:this|the) (?:channel|thread))|confidential(?:ly)?|message you"),
    "lead": any_of(r"(?:person|people|colleague|lead|manager|someone|team)\b[^.?!]{0,40}\b(?:responsible|looks? after|in charge|handles?|authority|decide\w*)|(?:responsible|right) (?:person|colleague|people)|(?:my|our|a|the) (?:team )?(?:lead|manager)|in charge"),
    "greet": re.compile(r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|welcome|dear|thank you|thanks|good to (?:see|hear|meet)|nice to|glad)\b", re.IGNORECASE),
    "casual": any_of(r"hey|yo|gonna|wanna|yep|nope|lol|dude|mate|cool|awesome|no worries|btw|guys|folks"),
    "formal": any_of(r"dear|sincerely|kind regards|best regards|furthermore|hereby|kindly|yours"),
    "me": any_of(r"i|i'?(?:ll|m|ve|d)|me|my|myself"),
    "jargon": any_of(r"leverage|utili[sz]e|synerg\w+|facilitate|endeavou?r|aforementioned|per your request|touch base|circle back|loop (?:you|in)|ping (?:you|me)|bandwidth|stakeholders?"),
    "claim": any_of(
        r"(?:i|we)(?:'ve| have)(?: (?:just|already|now|also))? (?:paged|escalated|opened|asked|refunded|passed|sent|reported|notified|alerted|informed|contacted|checked|fixed|credited|cancell?ed|updated|reset|changed|created|raised|forwarded|"
        r"assigned|restarted|unlocked|unblocked|logged|reviewed|looked|taken|resolved|removed|added|applied|issued|processed|verified|confirmed|spoken|talked|written|escalat\w+|tested|reproduced)|"
        r"(?:i'?m|i am|we'?re|we are) (?:now |currently |already )?(?:reading|checking|looking (?:at|into)|investigating|processing|refunding|escalating|working on|fixing|testing|contacting|paging|opening|resetting|comparing|reviewing)|"
        r"(?:i|we)(?: just| already)? (?:paged|escalated|refunded|passed|notified|alerted|informed|checked|fixed|credited|reset|forwarded|restarted|unlocked|processed|issued|opened a|asked (?:the|our|my))|"
        r"(?:has|have) been (?:refunded|escalated|fixed|credited|processed|notified|informed|forwarded|approved|passed on|resolved|unlocked|issued|reset|cancell?ed|opened|assigned|logged)|(?:is|are) being (?:worked on|investigated|looked (?:at|into)|fixed|processed|refunded)|"
        r"(?:our|the) (?:\w+ )?(?:team|engineers?|developers?) (?:is|are|has|have) (?:\w+)"
    ),
    "grant": any_of(
        r"(?:i|we)(?:'ll| will| can| could| am going to| are going to)? ?(?:gladly |also )?(?:refund|credit|compensate|waive|reimburse|discount|upgrade)|you(?:'ll| will| can)? (?:get|receive|be (?:given|refunded|credited|compensated))"
        r"[\w ]{0,20}(?:refund|credit|discount|voucher|compensation|free \w+)|(?:full|partial) refund|free of charge|(?:is|are|was|been) approved|at no (?:extra )?cost|% off|(?:on us|our treat)|free (?:month|year|upgrade|trial)|compensation"
    ),
    "fixed_when": any_of(
        r"within (?:the )?(?:next )?(?:\d+|an?|one|two|three|four|five|six|seven|ten|a few|a couple of|24|48|72)(?:[- –]+\d+)? ?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|business days?|working days?|months?)|"
        r"in (?:\d+|an?|one|two|three|four|five|ten|a few|a couple of)(?:[- –]+\d+)? (?:minutes?|mins?|hours?|hrs?|days?|weeks?|business days?|working days?|months?)|by (?:tomorrow|tonight|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|midnight|"
        r"end of (?:day|the day|week|the week|business)|eod|the end of \w+|next \w+)|by \d{1,2}(?::\d\d)?(?: ?[ap]m)?|(?:tomorrow|tonight|later today|this (?:afternoon|evening|week)|next (?:week|month))"
    ),
}  # fmt: skip
