"""English cues: what tells us what a customer needs, and what the scorecard looks for in a reply."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.words.language import any_of

_AT_RISK = (
    r"(?:account|accounts|password|passwords|api keys?|keys?|tokens?|secrets?|credentials?|data|database|logins?|"
    r"invoices?|records?|files?|workspace|profile|sessions?|e-?mails?|system|server|site|website|card details|identity)"
)
_OTHERS = (
    r"(?:someone else|somebody else|another|other|a different|different|stranger)(?:'s)? ?"
    r"(?:customers?|users?|people|persons?|compan(?:y|ies)|tenants?|clients?|accounts?|teams?|workspaces?)?(?:'s?)?"
)
_OURS = r"(?:account|subscription|plan|contract|membership|service|licen[cs]es?|renewal)"
_REPLY = r"(?:reply|repl(?:y|ies)|answers?|response|update|news|feedback|someone|somebody|anyone|you(?: guys)?|support|help)"

CUES: Mapping[str, re.Pattern[str]] = {
    "security": any_of(
        rf"(?:leak(?:ed|ing|s)?|expos(?:ed|es|ing)|hack(?:ed|ing)|compromised|breached|hijacked|stole|stolen|phished)\b"
        rf"[^.?!\n]{{0,40}}\b{_AT_RISK}",
        rf"{_AT_RISK}\b[^.?!\n]{{0,30}}\b(?:(?:was|were|is|are|been|got|being|have been|has been|might be|may be|"
        rf"could be) (?:\w+ )?(?:leak(?:ed|ing)|exposed|hacked|compromised|breached|hijacked|stolen|phished|public(?:ly)?)"
        rf"|leak(?:ed|ing|s)?\b)",
        r"(?:can|could|able to|i) (?:\w+ )?(?:see|access|read|open|view|download)(?:ing)? [^.?!\n]{0,25}\b"
        r"(?:someone else|somebody else|another (?:\w+ )?(?:customer|user|compan|tenant|client|person|account|team)\w*|"
        r"other (?:\w+ )?(?:customers|users|people|companies|tenants|clients|accounts|teams))",
        rf"(?:shows?|showing|seeing|see|got|received) (?:me )?{_OTHERS}[^.?!\n]{{0,12}}\b(?:data|invoices?|orders?|"
        rf"messages?|details|balance|records?|files?|statements?|names?)",
        r"(?:someone|somebody|a stranger|they|he|she|hackers?)(?: else)?(?: has| have| just| is| must have| may have| might have)? ?(?:logged|signed|"
        r"broke|got|hacked|logging) in(?:to)?\b[^.?!\n]{0,30}",
        r"(?:someone|somebody|a stranger)(?: else)? (?:has|is|may be|might be|keeps|must have|may have|might have|could have)? ?(?:using|used|accessed|accessing|"
        r"changed|hacked|taken over|took over|stole|stolen)\b[^.?!\n]{0,20}\b(?:account|card|password|e-?mail|login|identity|data)",
        r"(?:a |security |found a |report a |xss |critical )?vulnerabilit(?:y|ies)",
        r"(?:sql|command|code) injection|xss|csrf|remote code execution|privilege escalation|path traversal|idor",
        r"security (?:hole|bug|flaw|problem|incident|breach|report|leak|disclosure)|data (?:breach|leak)|"
        r"responsible disclosure|bug bounty|account takeover",
        r"(?:phishing|ransomware|malware|fake) (?:mail|e-?mail|message|page|site|login|attack|link)s?",
        r"(?:unauthori[sz]ed|unknown|strange|suspicious) (?:access|log-?ins?|sign-?ins?|device|session)s?",
        r"(?:used|charged|withdrawn|taken|accessed)\b[^.?!\n]{0,20}\bwithout my (?:permission|knowledge|consent)",
        r"my card (?:must have been|has been|was|is|got|may be|might be) (?:compromised|cloned|skimmed|hacked)",
    ),
    "legal": any_of(
        r"lawyers?|attorneys?|solicitors?|legal (?:action|team|department|counsel|steps|proceedings|notice|representative)",
        r"lawsuits?|su(?:e|ing) (?:you|your|them|over)|take (?:you|this) to court|(?:go|going) to court|small claims",
        r"ombudsman|regulators?|data protection (?:authority|officer|commissioner)|consumer protection|trading standards",
        r"subpoena|cease and desist|court order|litigation|legally (?:liable|responsible|obliged|required)|liability claim",
        r"(?:breach|violat\w+|infring\w+) of (?:the |our |my )?(?:contract|agreement|gdpr|privacy|law|terms|copyright)",
        r"gdpr (?:complaint|violation|breach|request|erasure|claim)|(?:subject access|erasure|article 1[57]) request|dsar",
        r"(?:report|reporting|complain|complaint) (?:you |this |it )?(?:to|with) the (?:authorit\w+|regulator|police|bbb|ftc|cfpb|ico|fca)",
    ),
    "churn": any_of(
        rf"(?:cancel|cancell?ing|terminat(?:e|ing)|clos(?:e|ing)|end(?:ing)?|drop(?:ping)?) (?:\w+ )?(?:my|our|the|this|whole|entire) "
        rf"(?:\w+ ){{0,2}}{_OURS}",
        r"(?:switch|switching|switched|mov(?:e|ing)|migrat(?:e|ing)|go(?:ing)?|chang(?:e|ing)) (?:over )?(?:to|with) (?:a |an |another |your |the )?"
        r"(?:competitors?|competition|other (?:provider|vendor|tool|bank|supplier)|different (?:provider|vendor|tool|bank|supplier)|"
        r"alternative|provider|vendor|bank)",
        r"(?:looking (?:at|for|into)|evaluating|considering|trying(?: out)?|comparing) (?:\w+ )?(?:alternatives?|competitors?|other (?:tools|vendors|providers|options))",
        r"tak(?:e|ing) (?:my|our) (?:business|money|custom) elsewhere|look(?:ing)? elsewhere|go(?:ing)? elsewhere",
        r"(?:i'?m|we'?re|i am|we are|i'?ll be|we'?ll be) (?:leaving|done|out|gone|cancell?ing|switching)(?: (?:you|with you|with this|for good|tomorrow|today))?(?=[.!,\n]|$)",
        r"(?:not|won'?t|never|no longer) (?:be )?(?:renew(?:ing)?|stay(?:ing)?|us(?:e|ing) (?:you|your|this) \w*? ?(?:again|anymore|any more))",
        r"last straw|had enough of (?:this|you|your)|don'?t see (?:a reason|why) (?:to stay|we should (?:stay|pay|keep))|"
        r"rethink(?:ing)? (?:the|our|this) (?:contract|renewal|subscription|partnership)|lost (?:me|us) as a customer",
    ),
    "outage": any_of(
        r"(?:is|are|went|seems?|goes|gone|be|been|looks?|completely|totally|all) down(?! ?(?:load|grade|the|to))(?: for (?:all|every|us|me|our)\w*)?",
        r"outage|service (?:is )?(?:unavailable|interruption|disruption)|degraded performance",
        r"(?:nothing|no page|none of (?:it|them|the \w+)) (?:loads?|works?|is loading|is working|opens?|responds?)(?: any ?more)?",
        r"(?:no(?:body| ?one)|none of (?:us|our \w+)|all (?:of )?(?:our|my) (?:\w+ )?(?:users|customers|team|staff|people|colleagues|agents)|everyone|everybody|whole "
        r"(?:team|company|office))[^.?!\n]{0,25}\b(?:can(?:no|')?t?|unable|locked out|stuck|blocked|getting|sees?|kicked|log ?in|access|work)\b[^.?!\n]{0,20}",
        r"(?:5\d\d|502|503|504|500) (?:errors? )?(?:on every|for every|everywhere|for all|on all|across)",
        r"(?:production|prod|the (?:site|website|app|api|server|platform|dashboard)|your (?:site|website|app|api|servers?|platform|dashboard)) "
        r"(?:is|are|seems|has been) (?:down|dead|broken|offline|unreachable|not (?:responding|reachable|loading))",
        r"(?:not|isn'?t) (?:loading|responding|working) for (?:anyone|everyone|any of us|all|us)",
    ),
    "urgent": any_of(
        r"urgent(?:ly)?|asap|a\.s\.a\.p|immediately|emergency|(?:need|fix|help|answer|reply|do)\b[\w ]{0,24}\bright (?:now|away)|as soon as possible|critical|p1|sev ?1|time[- ]sensitive",
        r"(?:deadline|due|launch|go(?:ing)? live|demo|presentation|payroll|payday|flight|audit|release|webinar|event)\b[^.?!\n]{0,25}\b"
        r"(?:today|tonight|tomorrow|in (?:an?|one|two|\d+|half an) (?:hours?|minutes?|hour)|this (?:morning|afternoon|evening)|at \d|noon)",
        r"(?:today|tonight|in (?:an?|one|two|\d+|half an) (?:hours?|minutes?)|before (?:noon|payday|midnight|the (?:demo|launch|meeting|deadline)))\b[^.?!\n]{0,30}\b"
        r"(?:deadline|launch|demo|presentation|payroll|flight|audit|release|webinar|event|or else)",
        r"(?:completely |totally |we'?re |i'?m |are |is )blocked|can(?:'|no)?t (?:work|wait|operate|sell|ship)|losing (?:money|sales|orders|customers)|"
        r"before (?:payday|it'?s too late)|every minute|top priority|stranded",
    ),
    "waiting": any_of(
        rf"(?:still|been|keep|kept|just|i'?m|we'?re) (?:still )?waiting (?:for|on) (?:an? |any |some |your |the )?{_REPLY}",
        r"(?<![^\n.!?])\W*(?:hi|hello|hey|ok)?\W*(?:i'?m |we'?re |i am |we are )?still waiting(?=[.!?,\n]|$| (?:here|since|all))",
        r"any (?:update|updates|news|progress|word|eta|luck)\b(?: \w+){0,4}\??",
        r"(?:no|not a single|without (?:a|any)) (?:reply|answer|response|word|reaction)|no(?:body| ?one)(?: has| is|'s)? ?(?:answer\w*|repl\w+|respond\w*|got back|helps?|helping|cares)",
        r"(?:haven'?t|have not|didn'?t|did not|never) (?:\w+ )?(?:heard|hear|received|gotten|got|get) (?:back|anything|a (?:reply|response|answer)|any (?:reply|response|answer|word))",
        r"hello\?+(?: anyone| anybody| is)?|(?:is )?any(?:one|body) (?:there|here|home|alive|listening|around|reading this)\?+",
        r"following up|follow(?:ing)? up on|checking (?:in|back) (?:on|again)|bump(?:ing)?(?= this|[.!\n]|$)|gentle (?:reminder|nudge)|pinging (?:again|this|you)",
        r"(?:second|third|fourth|2nd|3rd|4th|umpteenth) (?:time (?:i|that i|we|i'm|i am|we're|we are|now)(?:'m| am|'ve| have)? ?(?:ask|writ|contact|report|messag|post|try to reach)\w*|message|mail|email)|ask(?:ing|ed)? (?:this |you )?(?:for )?(?:a |the )?(?:second|third|fourth|2nd|3rd) time|"
        r"(?:i'?m|i am|sorry for|just|have to|had to) ask(?:ing)? again|^asking again|i(?:'ve| have)? asked (?:you )?(?:again|twice|already|before)|i (?:already|have already) (?:wrote|written|asked|asked you|contacted|reported|told)",
        r"when (?:will|can|is) (?:i|we|someone|somebody|anyone) (?:get|expect|going to get|hear|going to) (?:an? |any |some |your )?(?:reply|answer|response|back|from you)",
        r"how (?:much )?long(?:er)? (?:do|must|should|will|am) (?:i|we) (?:have to |need to |supposed to )?wait(?: for (?:a|an|your) \w+)?",
        r"(?:it'?s|it has|its) been (?:over |more than |almost |nearly |about )?(?:\d+|an?|two|three|four|five|several|a few|a couple of) (?:minutes?|mins?|hours?|days?|weeks?)(?= (?:and|now|already|since i (?:wrote|asked|sent))|[.!?,\n]|$)",
        r"ignor(?:ed|ing) (?:me|us|my (?:message|question|ticket)s?)|forgot(?:ten)? (?:about )?(?:me|us|this)",
    ),
    "anger": any_of(
        r"(?:so |very |really |extremely |beyond |getting |absolutely |completely )?(?:angry|furious|frustrat(?:ed|ing)|annoy(?:ed|ing)|upset|outraged|livid|fed up|pissed|"
        r"disappoint(?:ed|ing|ment)|disgust(?:ed|ing)|appalled|exasperat(?:ed|ing)|infuriating|maddening|irritat(?:ed|ing))",
        r"unacceptable|ridiculous|outrageous|terrible|horrible|awful|pathetic|useless|worst|(?:is this|this is|what|you'?re|are) (?:just )?a (?:\w+ )?joke|disaster|nightmare|garbage|rubbish|trash|crap(?:py)?|bullshit|incompetent|"
        r"unbelievable|shameful|disgrace(?:ful)?|absurd|insane|hopeless|scam(?:mers)?|rip-?off|broken again|again\?!|mess|clown\w*|idiots?|stupid|sucks?|shit\w*|f+u+c+k\w*|wtf|"
        r"damn|hell|moron\w*|thanks? for nothing|(?:feel|felt|been) let down|let (?:me|us) down|sick (?:of|and tired)|tired of|waste of (?:time|money)|wasted (?:my|our|hours?|\w+ hours|the whole)",
        r"(?:how|why) (?:on earth|the hell|can you (?:still|even))|what is wrong with|do(?:es)? (?:any(?:one|body)|you) (?:even )?(?:work|care)|"
        r"lost (?:all|everything|hours|my (?:work|data|money|patience)|our (?:work|data|money|customers))|ruin(?:ed|ing)|"
        r"third time this|(?:second|third|fourth|fifth) time (?:today|this|in)|every (?:single )?(?:time|day|week)\b(?=.*(?:fail|crash|break|lose|wrong))",
        r"worried|desperate|panick?(?:ing|ed)?|scared|stressed|stressful|at my wits'? end|anxious|crying|so sad|heartbroken|freaking out|losing my mind",
    ),
    "trouble": any_of(
        r"(?:does|do|did|is|was|are|were|has|have|wo|ca|could|would)(?:n'?t| not) ?(?:work\w*|load\w*|open\w*|show\w*|arriv\w*|appear\w*|let|allow\w*|respond\w*|sync\w*|update\w*|"
        r"go(?:ne)? through|receiv\w*|complet\w*|save\w*|start\w*|send\w*|connect\w*|recogni[sz]\w*|match\w*|been)?",
        r"fail(?:s|ed|ing|ure)?|errors?|bug|broken|crash\w*|stuck|hang(?:s|ing)?|freez\w*|frozen|missing|disappear\w*|vanish\w*|wrong(?:ly)?|declined|rejected|denied|refused|"
        r"blocked|locked|lost|stolen|cannot|can'?t|cant|unable|issue|problem|trouble|swallowed|timed? ?out|timeout|slow|pending|overdue|delayed|duplicate|twice|empty|blank|incorrect",
    ),
    "billing": any_of(
        r"(?:over|double[- ]?|mis)charged?|charged (?:me |us |my (?:card|account) )?(?:twice|again|double|two times|extra|too much|wrong\w*|the wrong|an? \w*|for|more|\$|€|£|\d)|"
        r"(?:been|was|were|got|am|are|being|you) charged|charging (?:me|us)|(?:extra|unexpected|unknown|wrong|strange|weird|additional|double|duplicate|hidden|suspicious) (?:\w+ )?(?:charges?|fees?|payments?|debits?)",
        r"refund(?:s|ed|ing)?|money back|reimburse\w*|chargeback|credit note",
        r"(?:my|our|this|your|last|latest|wrong|an?|the|monthly|annual|yearly) (?:\w+ )?(?:invoices?|bills?|receipts?)|invoices? (?:\d+|number|from|is|are|shows?|was)|vat|(?:my|our|the|a) (?:\w+ )?payment (?:failed|declined|bounced|was|didn'?t|hasn'?t|has (?:not|been))|"
        r"direct debit|(?:question|help|problem|issue) (?:about|with|on) (?:billing|invoices|(?:my|our|the) bill)",
        r"(?:how much|what) (?:do|does|will|would) (?:it|this|the \w+|you)(?: \w+)? (?:cost|charge)|pay(?:ing|ed|id)? (?:twice|double|too much)|paid (?:twice|double|too much|for)|subscription (?:fee|price|cost|charge)",
    ),
    "developing": any_of(
        r"apis?|sdks?|webhooks?|endpoints?|php|node(?:\.?js)?|python|ruby|javascript|integration|payment ?intents?|payment_method|test mode|localhost|sandbox|checkout session|library|json|backend|frontend|plugin|magento|woocommerce|[a-z]+_[a-z_]+|\w+\(\w*\)"
    ),
    "greeting": re.compile(
        r"^(?:\W*(?:(?:hi|hello|hey|heya|hiya|howdy|yo|hullo|greetings|good (?:morning|afternoon|evening|day)|morning|g'?day|hola|sup)"
        r"(?:[ ,]+(?:there|all|everyone|everybody|team|guys|folks|people|again|support|to you|y'?all|and good \w+|[a-z]{2,12}))?"
        r"|(?:is )?any(?:one|body) (?:here|there|around|about|in|online|available|up|awake)"
        r"|(?:can|could) (?:someone|anyone|somebody|you|i) (?:help(?: me)?|get (?:some )?help|assist(?: me)?|ask (?:a |you a )?(?:quick )?(?:question|something))(?: please| here| out)?"
        r"|(?:i have|got|i've got|i had|quick) (?:a )?(?:quick |small |short )?question"
        r"|(?:i )?need (?:some |your )?help|help(?: me)?(?: please)?|please help(?: me)?"
        r"|are you (?:there|here|around|open)|nice to (?:be here|meet you))\b)+(?:\W|please)*$",
        re.IGNORECASE,
    ),
    "praise": any_of(
        r"(?:i |we |really |just |absolutely |my team |our team )+(?:love|loves|loved|adore|enjoy)(?:s|ed|ing)? (?:the|your|this|it|how|using|working|that|what)",
        r"(?:great|awesome|amazing|fantastic|excellent|brilliant|wonderful|superb|outstanding|lovely|incredible|nice|good|stellar|fabulous|beautiful|perfect|top-notch) "
        r"(?:\w+ )?(?:job|work|service|support|product|tool|app|update|release|feature|team|experience|onboarding|docs|documentation|stuff|dashboard|people|help)",
        r"(?:is|are|was|were|been|looks?|works?) (?:just |so |really |absolutely |such a |truly |simply |an? )*(?:great|awesome|amazing|fantastic|excellent|brilliant|wonderful|superb|outstanding|"
        r"lovely|incredible|beautiful(?:ly)?|perfect(?:ly)?|a (?:joy|delight|pleasure|lifesaver|game ?changer)|lifesaver|game ?changer|flawless\w*|delight\w*|like a charm)",
        r"kudos|well done|hats off|bravo|shout[- ]?out|props to|you (?:guys |people |folks |all )?(?:rock|are the best|are amazing|are awesome|nailed it|saved (?:me|us|my|our) \w+)|"
        r"best (?:\w+ )?(?:i'?ve|we'?ve|ever)|impressed|keep (?:it )?up the (?:good|great) work|made my (?:day|week)|so happy with|very happy with|exceeded|life ?saver",
    ),
    "feedback": any_of(
        r"(?:it )?(?:would|'d|could) be (?:really |so |very |super |even )?(?:great|nice|cool|helpful|useful|awesome|good|lovely|handy|better|fantastic|amazing|wonderful) (?:if|to (?:have|see|be able))",
        r"feature (?:request|suggestion|idea)|suggestions?(?=[: ]|$)|(?:just |some |a little |a bit of |small |one |my |quick )feedback|feedback (?:on|about|for|from)|"
        r"(?:one |a |an |my |small |quick )(?:idea|suggestion|thing|wish)\s*(?:[:\-–]|for|would be)",
        r"(?:you|they) (?:should|could|might want to|may want to|ought to) (?:really |maybe |also |just )?(?:add|consider|make|include|support|offer|build|allow|have|improve|think about|let)|"
        r"please (?:add|consider|support|implement|bring back|think about|build|include)|(?:could|can|would|will) you (?:please |maybe |perhaps |ever )?(?:add|implement|support|bring back|consider)(?=\W)",
        r"(?:i|we)(?:'d| would) (?:really |so )?(?:love|like) (?:to see|it if|to have|an?|if you)|i wish (?:you|there|it|the|i could|we could|that)|"
        r"any plans (?:to|for|on)|on (?:the|your) roadmap|missing feature|(?:i|we) miss (?:an?|the|having)|what about adding|how about (?:adding|an?)",
    ),
    "question": re.compile(
        r"(?:^|[.!?,;:\n-]\s*|\b(?:and|so|but|or|hi|hello|hey|please|ok|okay|also|then|know|tell me|understand|wonder(?:ing)?|sure|idea|explain|ask|exactly|clue|question is) ?[ ,])"
        r"(?:(?:how|what|where|when|why|who|which|whose|what'?s|how'?s|where'?s|when's|who's|whether)\b|"
        r"(?:can|could|may|might|is|are|do|does|did|will|would|should|have|has|am|was|were|shall|isn't|doesn't|can't|won't|didn't|aren't) (?:i|you|we|it|there|this|that|they|the|my|your|our|one|anyone|someone|somebody)\b)|"
        r"\b(?:(?:i |we )?(?:want|need|would like|'d like|wanted|trying|like) to (?:know|understand|ask|find out|learn|check|clarify)|"
        r"(?:i'?m|i am|was|just) (?:wondering|curious|confused|unsure|not sure)|any idea|tell me|explain|help me|help with|let me know|clarify|no idea|don'?t (?:know|understand|get)|how (?:to|do|can|does|long|much|many|come)|why (?:is|are|was|were|did|do|does|has|have|would|my|the)|what (?:is|are|does|do|should|happens))\b",
        re.IGNORECASE,
    ),
    "thanks": any_of(
        r"thank(?:s| you| u|x|ss+)(?: (?:so|very) much| a (?:lot|ton|million|bunch)| again| you)?|thx|ty|tysm|tyvm|cheers|much appreciated|"
        r"(?:i |we |really |greatly |do )*appreciate(?:d)? (?:it|that|this|your|you|the|all)|(?:so |very |really |so very )?(?:grateful|thankful)|appreciated|my (?:\w+ )?(?:gratitude|thanks)|you(?:'ve| have) been (?:a |an |such a )?(?:big|great|huge|enormous|real) help|(?:i'?m|i am) (?:so |very )?(?:glad|happy|pleased) (?:that )?you (?:did|helped)|"
        r"you(?:'re| are) (?:a )?(?:the best|lifesaver|star|legend|awesome|amazing|great|a life saver)|many thanks|bless you|owe you one",
    ),
    "not_thanks": any_of(
        r"thanks (?:for|to) (?:nothing|you(?:,| )(?:i|we|my|our|everything|it)|making me|wasting|ignoring|your (?:bug|outage|mistake|error|incompetence|update))|no,? thanks?|no thank you|thank (?:god|goodness|heavens?)|"
        r"thanks? in advance|thanks? to (?:you|your|this|that)(?= (?:i|we|my|our|it|the|bug|update|mistake|outage|error))|thanks? anyway",
    ),
    "solved": any_of(
        r"(?:that|this|it)(?: has| have|'s| just| really| totally| all)? ?(?:worked|did (?:it|the (?:trick|job))|(?:has )?(?:fixed|solved|resolved|sorted) (?:it|that|this|the \w+|my \w+|everything)|helped(?: me)?(?: a lot)?)",
        r"(?:(?:it|that|this|everything|all|mine)(?:'s| is| are| was| seems?| looks?)?|(?:the|my|our) (?:\w+ )?\w+(?:'s| is| are| seems?| looks?| has| have)) ?(?:to be )?(?:now |all |finally )?(?:works?|working|worked|running|fixed|solved|resolved|sorted|arrived|back|fine|good|ok(?:ay)?|"
        r"went through|gone through)(?: (?:now|again|perfectly|great|fine|well|like a charm|as expected|for me|out|on my end|since))*(?=[.!,;)\n]|$| (?:now|again|thank|thx|cheers|perfectly))",
        r"(?:problem|issue|question|case) (?:is |has been |now )?(?:solved|fixed|resolved|sorted|gone|answered)|(?:all|we'?re all|i'?m all|you'?re all) (?:good|set|sorted|fixed|done|clear)(?: now| here)?|"
        r"(?:fixed|solved|resolved|sorted|works|working|worked)(?: it)?(?: now| again| perfectly| like a charm| great| for me)*(?=[.!,\n]|$)|"
        r"(?:that|this) (?:answers|answered) (?:it|my question|everything)|exactly what i (?:needed|was looking for)|got it (?:working|to work|sorted|fixed)|i (?:got|see|have|received|can (?:see|log ?in|access)) (?:it|the \w+|my \w+)? ?now|"
        r"(?:you can|can|please|feel free to) close (?:this|the|it)(?: ticket| case)?",
    ),
    "unsolved": any_of(
        r"but|still|stop(?:s|ped)|used to|however|unfortunately|not|n'?t|doesn'?t|didn'?t|isn'?t|can'?t|cannot|won'?t|no longer|except|although|though|again|yet|almost|partly|half|until|hasn'?t|haven'?t|never|another|other|one more|if",
    ),
    "withdrawn": any_of(
        r"never ?mind|nvm|n/m|disregard|scratch that|forget (?:it|about it|what i|my)|ignore (?:that|this|my (?:last|previous|message|question)|me)|"
        r"(?:figured|found|sorted|worked|solved|fixed|got) (?:it|this|that|the \w+|out)(?: out)?(?: (?:myself|on my own|already|meanwhile|in the meantime))|figured (?:it|this|that) out|(?:i|we) (?:just )?found (?:it|the (?:answer|solution|setting|problem|issue|cause|button))|"
        r"(?:was|is) my (?:own )?(?:mistake|fault|error|bad)|my bad|wrong (?:channel|server|window|chat|thread|place)|no (?:need|help needed)(?: any ?more| for help)?|(?:don'?t|do not|no longer) need (?:this|it|help|that|an answer)(?: any ?more)?|"
        r"all good,? (?:i |we )?(?:found|figured|fixed|solved)|(?:it|issue|problem)(?:'s| is| has)? (?:resolved|fixed|solved|sorted) itself",
    ),
    "yes": re.compile(
        r"^\W*(?:yes|yep|yeah|yup|ya|sure|correct|indeed|absolutely|definitely|all good|it does|it is|it did|works|perfect|great|👍|✅)\b[^?]{0,60}$|^\W*(?:👍|✅|💯)\W*$",
        re.IGNORECASE,
    ),
    "chat": any_of(
        r"how(?:'?s| is| are| r|'ve)? (?:ya|you|u|things|everything|life)(?: all)?(?: doin\w*| been| going)?(?: today)?(?=[.!?,\n]|$| my)|hey ?o|(?:am i|are we) (?:talking|speaking|chatting) (?:to|with) (?:a |an )?(?:real |actual |live )?(?:person|human|bot|computer|machine|robot|ai)|are you (?:really |actually )?(?:a |an )?(?:real |live |actual )?(?:person|human(?: being)?|bot|robot|computer|ai|machine)|you(?:'re| are) (?:a |an )?(?:bot|robot|ai|computer)|(?:tell|know|hear|got)(?: me)? (?:a |any |some )?(?:good |funny )?jokes?|(?:say|tell me) something funny|make me laugh|how are you(?: doing)?(?: today)?|how(?:'s| is) (?:it going|your (?:day|week|weekend)|everyone|life|the weather)|what'?s up|are you (?:a |an )?(?:bot|robot|human|real|ai|person|machine)|"
        r"tell me (?:a joke|something funny)|lol|lmao|rofl|haha+|hehe+|happy (?:friday|monday|new year|holidays|birthday|weekend)|merry christmas|have a (?:nice|great|good|lovely) (?:day|one|weekend|evening|week)|good ?night|"
        r"(?:good)?bye|see (?:you|ya)(?: later| soon| tomorrow)?|cya|nice weather|what do you think (?:of|about) (?:the game|football)|just (?:saying hi|browsing|looking around|lurking)",
    ),
    "person": any_of(
        r"(?:talk|speak|chat|write|get|connect me|put me through)(?: directly)? (?:to|with) (?:an? |some )?(?:real |actual |live |human )?(?:person|human(?: being)?|agent|somebody real|someone real|support agent|representative|operator)|"
        r"(?:real|actual|live) (?:person|human)(?: please)?|human please|is (?:this|there) (?:an? )?(?:bot|automated|real person)|not (?:with |to )?a bot"
    ),
    "formal": any_of(
        r"dear (?:sir|madam|team|support|colleagues|all|mr|ms|mrs)[\w ,]*|kind regards|best regards|sincerely|yours (?:faithfully|truly)|would you (?:kindly|be so kind)|kindly|i would (?:appreciate|be grateful)|"
        r"i am writing|to whom it may concern|please be (?:advised|informed)|furthermore|regarding|with regard to|could you please",
    ),
    "casual": any_of(
        r"hey|heya|yo|sup|lol|lmao|gonna|wanna|gotta|dunno|ya|yeah|yep|nope|thx|pls|plz|u|ur|btw|idk|imo|tbh|omg|guys|dude|mate|cool|kinda|cuz|cos|:\)|:-\)|;\)|:d|xd|haha+",
    ),
    "how_to": any_of(
        r"how (?:do|can|could|should|would|to|does)(?: (?:i|we|you|one|someone))?|where (?:do|can|could|is|are|should)(?: (?:i|we))?|(?:can|could|may|should) (?:i|we)|is (?:it|there) (?:possible|a way|any way|an option)|what happens (?:if|when)|what is the (?:process|procedure)"
    ),
    "thanks_padding": any_of(
        r"for (?:the|your|all|that|this|everything|being|getting|looking|coming|such|a|an)[^.!\n]{0,50}|so much|very much|a lot|a (?:ton|million|bunch)|again|all|team|everyone|guys|mate|ok(?:ay)?|great|perfect|cool|nice|awesome|wonderful|lovely|amazing|brilliant|excellent|super|got it|will do|"
        r"have a (?:nice|great|good|lovely) (?:\w+)|(?:that'?s |that was |this is |this was )?(?:very |so |really |super |most )?(?:helpful|kind(?: of you)?|quick|fast|clear|useful)|no (?:worries|problem)|understood|(?:that )?makes sense|yeah|yep|yes|right|noted|you(?:'re| are) (?:super |so |very |really )?(?:helpful|great|kind|quick|fast|awesome)|quick (?:reply|response|answer|help)|you guys|you too|bye|the help"
    ),
    "asks_if_done": any_of(
        r"work\w*|solved|sorted|fixed|resolved|all (?:good|set|fine)|help(?:ed|s)?|as (?:you )?expected|get you there|answers? (?:it|that|your)|still need|okay now|everything"
    ),
}

MARKS: Mapping[str, re.Pattern[str]] = {
    "sorry": any_of(r"sorry|apolog(?:y|ies|i[sz]e|i[sz]ing)|regret"),
    "own": any_of(
        r"i'?(?:ll| will|m going to|'ve got| have got)(?: (?:now|also|personally|gladly|then|first))? (?:\w+)|let me \w+|i'?m on (?:it|this)|(?:leave|this is) (?:it |this )?with me|"
        r"i(?:'d| would) like to (?:get|understand|check|make|help|see|look|find)|(?:i )?can help(?: you)?|i'?m here|happy to help|glad to help|i'?(?:m|ve) (?:checking|looking|reading|comparing|taken|got)|i own this"
    ),
    "act": any_of(
        r"i(?:'ll| will|'m going to) (?:now |also |personally |then |first |gladly |now )?(?:check|ask|look|find|read|compare|open|write|message|come back|update|follow|pass|stay|take|keep|get|go|send|make|raise|bring|see|"
        r"collect|walk|help|report|tell|reply|have|hand|start|trace|review|search|sort|let you know|be here|be back|pick|go on|go through|carry|treat|handle|put|own|be the one|compare|do the legwork|not guess)|let me (?:check|look|find|ask|see|walk|get|take|help|go)"
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
        r"(?:i'?ll|i will|let me|i'?m going to|i'd rather|i want to) (?:\w+ ){0,2}?(?:check|ask|find|look|confirm|make sure|get|bring|read|compare|trace|pass|have|raise|review|go through|speak|take|start|message|collect|make this|own|be the one|hand|pick|put|see|treat|handle|help you find)|don'?t want to guess|rather (?:check|ask|find out|not guess)|not (?:going to )?guess|look into"
    ),
    "next": any_of(
        r"(?:i'?ll|i will|you'?ll|you will) (?:\w+ ){0,3}?(?:write|come back|get back|update|hear|reply|follow|tell|report|message|keep|check back|let you know|be here|take it|go through|continue|carry|look|help|ask|pass|stay|pick|walk|sort|answer|find|receive|point|work)|(?:next|my next) (?:message|update)|let me know|tell me|write (?:here|back|to me)|just (?:write|reply|say)|shall i|shall we|"
        r"if (?:it|that|anything|something|this|you|any)[^.?!]{0,60}|does (?:that|this|it)[^.?!]{0,60}\?"
    ),
    "no_date": any_of(
        r"(?:don'?t|do not|can'?t|cannot) (?:have|name|give|promise|say)(?: you)? (?:a |an |any |the )?(?:exact |firm |honest |fixed )?(?:time|date|when)|no (?:date|time|fixed time|firm time)(?: yet)?|when (?:there is|there's) (?:a decision|news)|even (?:if|without)|as soon as i (?:know|have)"
    ),
    "feel": any_of(
        r"frustrat\w+|annoy\w+|upset\w*|disappoint\w+|maddening|stress\w*|worr\w+|unpleasant|exhausting|tiring|too long|not (?:ok(?:ay)?|good enough|fair|acceptable)|last thing you need\w*|hard|difficult|painful|awful|rough|(?:i )?(?:can )?(?:see|understand|hear|imagine|get) (?:why|how|that)|"
        r"takes? (?:time|trust|patience)|should(?:n'?t| not) (?:happen|be|have)|costs? you|no fun|unsettling|serious(?:ly)?|nerve-?racking|i hear you|deserve"
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

EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "i",
        "you",
        "he",
        "she",
        "we",
        "they",
        "my",
        "your",
        "our",
        "me",
        "us",
        "them",
        "his",
        "her",
        "their",
        "do",
        "does",
        "did",
        "doing",
        "done",
        "can",
        "could",
        "would",
        "should",
        "will",
        "shall",
        "may",
        "might",
        "must",
        "have",
        "has",
        "had",
        "having",
        "not",
        "no",
        "nor",
        "what",
        "how",
        "why",
        "when",
        "where",
        "who",
        "which",
        "whose",
        "with",
        "for",
        "from",
        "at",
        "by",
        "as",
        "if",
        "but",
        "so",
        "there",
        "here",
        "any",
        "some",
        "all",
        "please",
        "help",
        "hi",
        "hello",
        "hey",
        "thanks",
        "thank",
        "need",
        "want",
        "get",
        "got",
        "getting",
        "just",
        "still",
        "out",
        "up",
        "down",
        "am",
        "im",
        "ive",
        "id",
        "dont",
        "doesnt",
        "didnt",
        "cant",
        "wont",
        "isnt",
        "wasnt",
        "havent",
        "hasnt",
        "let",
        "lets",
        "also",
        "than",
        "then",
        "too",
        "very",
        "really",
        "about",
        "into",
        "over",
        "after",
        "before",
        "again",
        "once",
        "more",
        "most",
        "other",
        "another",
        "same",
        "own",
        "only",
        "now",
        "ever",
        "never",
        "always",
        "one",
        "two",
        "like",
        "know",
        "tell",
        "see",
        "look",
        "going",
        "go",
        "goes",
        "went",
        "make",
        "makes",
        "made",
        "way",
        "thing",
        "things",
        "something",
        "anything",
        "someone",
        "anyone",
        "everyone",
        "able",
        "use",
        "using",
        "used",
        "try",
        "trying",
        "tried",
        "much",
        "many",
        "lot",
        "bit",
        "keep",
        "kept",
        "say",
        "says",
        "said",
        "think",
        "come",
        "came",
        "take",
        "takes",
        "took",
        "put",
        "seem",
        "seems",
        "cannot",
        "because",
        "while",
        "since",
        "been",
        "through",
        "off",
        "under",
        "between",
        "yes",
        "ok",
        "okay",
        "sure",
        "well",
        "good",
        "dear",
        "team",
        "guys",
        "anybody",
        "somebody",
        "thats",
        "whats",
    ]
)
