"""English needs that carry a duty: security, legal, churn, outage, waiting, money.

Two levels each: a verb and what it happens to, since a noun alone ("security", "lawyer", "alternative") says nothing.
Groups named `*_asked` count only where the message does not calmly ask how something is done.
"""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.words.language import any_of

_AT_RISK = (
    r"(?:account|accounts|password|passwords|passphrase|api keys?|keys?|tokens?|secrets?|credentials?|data|database|logins?|"
    r"invoices?|records?|files?|workspace|profile|sessions?|e-?mails?|system|server|site|website|card details|identity)"
)
_OTHERS = (
    r"(?:someone else|somebody else|another|other|a different|different|stranger)(?:'s)? ?"
    r"(?:customers?|users?|people|persons?|compan(?:y|ies)|tenants?|clients?|accounts?|teams?|workspaces?)?(?:'?s?)?"
)
_PARTY = r"(?:compan(?:y|ies)|customers?|persons?|people|users?|clients?|business|teams?|tenants?|workspaces?|organi[sz]ations?|strangers?|account)"
_THINGS = r"(?:invoices?|data|accounts?|files?|orders?|messages?|boards?|profiles?|records?|documents?|details|passwords?|tickets?|e-?mails?|photos?|workspaces?|balance|statements?|names?|dashboard|projects?|contacts?|chats?)"
_INTRUDER = r"(?:(?:some|any)(?:one|body)(?: else)?|(?:an?)?other (?:person|people|man|user|guy|one)s?|(?:a |some )?(?:stranger|hacker|intruder|thief)s?|(?:un|not )known (?:person|people|user)s?|(?:strange|different) (?:person|people|man|user)s?)"
_MINE = r"(?:my|our) (?:\w+ )?(?:account|profile|name|e-?mails?|cards?|data|page|workspace|login|password|identity|inbox|number|channel|server)"
_COUNSEL = r"(?:lawyers?|attorneys?|solicitors?|barristers?|counsel|legal (?:team|department|counsel|advis\w+|representatives?|people|guys|dept))"
_OURS = r"(?:account|subscription|plan|contract|membership|service|licen[cs]es?|renewal|everything)"
_ELSEWHERE = r"(?:company|companies|provider|vendor|tool|bank(?! (?:account|card|transfer|statement))|supplier|product|service(?! plan)|solution|software|platform|competitors?)s?"
_REPLY = r"(?:reply|repl(?:y|ies)|answers?|response|update|news|feedback|someone|somebody|anyone|you(?: guys)?|support|help)"
_SPAN = r"(?:\d+|an?|one|two|three|four|five|six|several|a few|a couple of|couple of|many|half an)\+? (?:full |long |whole |working |business )?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?)"
_ALL = r"(?:every ?(?:one|body|user|customer|client|page|request)|all (?:of )?(?:us|(?:our |my |the )(?:\w+ )?(?:users|customers|clients|team|staff|people|colleagues|agents|members|employees|students|requests|calls|pages|sites|devices|locations)|requests|users|customers|calls|pages)|none of (?:us|our|my|the)|no(?:body| ?one)|(?:the |our )?(?:whole|entire) (?:team|company|office|site|shop|floor|school|department)|(?:two|three|four|five|six|several|both|many|\d+) of us|(?:any|some)(?:one|body) else|(?:all|other) (?:the )?(?:persons?|people|colleagues|users|customers|staff|team ?mates))"
_SYSTEM = r"(?:production|prod|(?:the |your |our |ur )?(?:whole |entire )?(?:site|website|web ?site|apps?|api|servers?|platform|dashboard|system|service|check-?out|shop|store|log-?in|backend|database|portal|widget|webhooks?|cloud|bot))"

NEEDS: Mapping[str, re.Pattern[str]] = {
    "security": any_of(
        rf"(?:leak(?:ed|ing|s)?|expos(?:ed|es|ing)|hack(?:ed|ing)|compromised|breached|hijacked|stole|stolen|phished)\b"
        rf"[^.?!\n]{{0,40}}\b{_AT_RISK}",
        rf"{_AT_RISK}\b[^.?!\n]{{0,30}}\b(?:(?:was|were|is|are|been|got|being|have been|has been|might be|may be|"
        rf"could be|ended up) (?:\w+ )?(?:leak(?:ed|ing)|exposed|hacked|compromised|breached|hijacked|stolen|phished|public(?:ly)?|in a public|on github|visible to)"
        rf"|leak(?:ed|ing|s)?\b)",
        r"(?:can|could|able to|i) (?:\w+ )?(?:see|access|read|open|view|download)(?:ing)? [^.?!\n]{0,25}\b"
        r"(?:someone else|somebody else|another (?:\w+ )?(?:customer|user|compan|tenant|client|person|account|team)\w*|"
        r"other (?:\w+ )?(?:customers|users|people|companies|tenants|clients|accounts|teams))",
        rf"(?:shows?|showing|seeing|see|got|received) (?:me )?{_OTHERS}[^.?!\n]{{0,12}}\b(?:data|invoices?|orders?|"
        rf"messages?|details|balance|records?|files?|statements?|names?)",
        # other people's things
        rf"(?:see|sees|seeing|saw|open|opened|land(?:ed|ing)?|log(?:ged|s)? in(?:to)?|access|get|got|download\w*|read|view|find|found|shows?|showing|receiv\w+|given|inside|reach)\b[^.?!\n]{{0,45}}\b(?:of|from|belong\w* to|to) (?:an?|some|the) {_PARTY} (?:that |which |who )?(?:i|we)(?: do(?:n'?t| not)|'ve never| have never| never) (?:know|heard|recogni|worked|met)",
        rf"(?:see|seeing|saw|open|opened|read|get|got|access|download\w*|view|shows?|showing|receiv\w+|guess|find|found)\b[^.?!\n]{{0,25}}\b(?:any(?:body|one)|every(?:body|one)|other (?:people|customer|user|client|compan\w+)|someone else|somebody else|strangers?|another (?:person|customer|user|company|client|team))'?s? (?:\w+ )?{_THINGS}",
        rf"(?:this|that|it|these|they|which) (?:is|are|was|were)(?: clearly| definitely)? not (?:my|our)s? (?:own )?{_THINGS}|(?:a |the )?wrong (?:person|customer|client|company)'?s? (?:data|invoices?|account|details|name)",
        # keys put where others read them
        r"(?:past(?:e|ed|ing)|post(?:ed|ing)?|push(?:ed|ing)?|commit(?:ted|ting)?|shar(?:ed|ing)|sent|put|upload(?:ed|ing)?|publish(?:ed)?|e-?mail(?:ed)?|show(?:n|ed)|dropp?ed|checked in|left|forgot)\b[^.?!\n]{0,30}\b(?:tokens?|keys?|passwords?|secrets?|credentials?|\.env|certificates?)\b[^.?!\n]{0,45}\b(?:public\w*|github|gitlab|repo\w*|channel|forum|discord|slack|wrong|every(?:one|body)|screenshot|twitter|by (?:mistake|accident)|accidentally|screen|stream)",
        # somebody got in
        r"(?:someone|somebody|a stranger|they|he|she|hackers?)(?: else)?(?: has| have| just| is| must have| may have| might have)? ?(?:logged|signed|"
        r"broke|got|hacked|logging) in(?:to)?\b[^.?!\n]{0,30}",
        rf"{_INTRUDER}[^.?!\n]{{0,25}}\b(?:(?:enter\w*|came|come|got|getting|gets|goes|go|went|is|are|was) (?:in|into|inside|in to|on|onto)|enter\w*|use[sd]?|using|inside|took|tak(?:e|es|en|ing)|access\w*|writes?|wrote|writing|post(?:ed|s|ing)?|sen[dt]s?|sending|chang(?:e|ed|es|ing)|logg?\w*|steal\w*|stole[n]?|hack\w*|delet\w+|read(?:s|ing)?)\b[^.?!\n]{{0,25}}\b(?:{_MINE}|with my name|in my name|as me)",
        r"(?:a |security |found a |report a |xss |critical )?vulnerabilit(?:y|ies)",
        r"(?:sql|command|code) injection|xss|csrf|ssrf|remote code execution|privilege escalation|path traversal|idor|cve(?:-\d+)*|0-?day|zero[- ]day|exploit(?:able|ed|s)?|backdoor",
        r"security (?:hole|bug|flaw|incident|breach|leak|disclosure|researcher)|data (?:breach|leak)|"
        r"responsible disclosure|bug bounty|account takeover|took over my account|victim of identity theft|proof of concept|pen(?:etration)?[- ]?test (?:found|report|result)",
        r"(?:phishing|ransomware|malware|fake|suspicious|dodgy|scam) (?:mail|e-?mail|message|page|site|login|attack|link|call|sms|text|website)s?|phished",
        r"(?:unauthori[sz]ed|unknown|strange|suspicious|unfamiliar|weird) (?:access|log-?ins?|sign-?ins?|devices?|sessions?|ip(?: address)?)",
        r"(?:used|charged|withdrawn|taken|accessed)\b[^.?!\n]{0,20}\bwithout my (?:permission|knowledge|consent)",
        r"my card (?:must have been|has been|was|is|got|may be|might be) (?:compromised|cloned|skimmed|hacked)",
        # it was not me
        r"(?:address|passwords?|e-?mail|mail|phone(?: number)?|log-?ins?|sign-?ins?|accounts?|reset|codes?|2fa|settings?|devices?|changed|requests?)\b[^\n]{0,80}\b(?:(?:was|is|were) ?(?:n'?t|not) (?:by )?(?:me|us)(?=[.!,\n]|$)|not (?:by|from) me)|(?:address|passwords?|e-?mail|phone number|log-?ins?|sign-?ins?|reset|codes?|2fa|devices?)\b[^\n]{0,60}\bi (?:did ?n'?t|did not|never) (?:do|did|ask\w*|request\w*|chang\w*|set|touch\w*)\b(?: (?:that|this|it|for|any|one))?",
        r"(?:devices?|sessions?|log-?ins?|sign-?ins?|phones?|locations?|ip)\b[^\n]{0,60}\b(?:(?:i|we) (?:don'?t|do not|never|didn'?t) (?:know|recogni[sz]e|own|use|have|visit)\w*|(?:i|we)(?:'ve| have)? never (?:been|used|had)|(?:not|isn'?t|aren'?t) (?:mine|ours)|i live in|(?:i'?m|i am|we'?re|we are) (?:in|not in|from)\b|never been|not where)",
        r"(?:reset|verification|login|security|2fa|one[- ]time) (?:codes?|mails?|e-?mails?|links?|requests?)\b[^.?!\n]{0,25}\b(?:i|we) (?:never|did ?n'?t|did not|have ?n'?t) (?:ask|request|order|trigger)\w*",
        # somebody plays us
        r"(?:call(?:ed|s|ing)?|mail(?:ed)?|e-?mail(?:ed)?|text(?:ed)?|wrote|writing|messag(?:e|ed)|contact(?:ed|ing)|dm'?e?d|phoned|rang|approached)\b[^.?!\n]{0,30}\b(?:say(?:ing|s)?|claim(?:ing|ed|s)?|pretend(?:ing|ed|s)?|posing)\b[^.?!\n]{0,40}\b(?:from|to be|as|support|your)|pretend(?:s|ing|ed)? to be (?:you|from|your|support)|impersonat\w+|posing as",
        r"(?:someone|somebody|they|he|she|caller|man|woman|person|guy|who)\b[^.?!\n]{0,40}\b(?:ask(?:ed|s|ing)|want(?:ed|s)|demand\w*)(?: me)?(?: for)? (?:my|our) (?:\w+ )?(?:codes?|password|pin|otp|card (?:number|details)|login|credentials)",
        # left open, lost with everything on it
        r"(?:any(?:one|body)|every(?:one|body)|people|strangers) (?:can|could|is able|are able|gets?)\b[^.?!\n]{0,40}\bwithout (?:logging in|being logged in|(?:a |any )?(?:password|log-?in|auth\w*|permission))|(?<!be )(?:publicly|openly) (?:accessible|readable|visible|reachable)|(?:indexed (?:by|on|in)|shows? up (?:on|in)|find (?:it|them|our \w+) on) google",
        r"(?:chang(?:e|ing)|edit(?:ing)?|increas(?:e|ing)|guess(?:ing)?|modif\w+|replac(?:e|ing))\b[^.?!\n]{0,30}\b(?:url|id|ids|number|link|address bar|parameter)\b[^.?!\n]{0,40}\b(?:open|see|get|access|view|read|load|other|any(?:body|one)|different|someone)",
        r"(?:laptop|phone|computer|device|notebook|macbook|ipad|tablet|usb stick)\b[^.?!\n]{0,30}\b(?:stolen|lost|nicked|gone)\b[^\n]{0,60}(?:logged in|signed in|still (?:open|active)|our data|remote|log (?:it|me|him) out|sessions?)|(?:lost|stole|stolen)\b[^.?!\n]{0,20}\b(?:laptop|phone|work computer|device|notebook)\b[^\n]{0,60}(?:logged in|signed in|still (?:open|active)|remote|sessions?)|bypass(?:ed|ing|es)? (?:the |your )?(?:log-?in|auth\w*|password|2fa|permissions?|paywall)",
    ),
    "security_asked": any_of(
        r"(?:ex[- ]?(?:employees?|colleagues?|workers?|staff|contractors?|partners?|boyfriend|girlfriend|husband|wife)|former (?:employees?|colleagues?|admins?|contractors?|staff|co-?workers?|partners?)|(?:someone|somebody|a (?:person|guy|colleague)) (?:who|that) (?:left|was fired|we fired|no longer works)|fired (?:him|her|them))\b[^.?!\n]{0,45}\b(?:access|log\w* in|gets? in|admin|download\w*|delet\w*|using|reads?|sees?)",
    ),
    "legal": any_of(
        rf"(?:my|our|the company'?s?|his|her|their) (?:\w+ )?{_COUNSEL}|(?:from|involv(?:e|ing)|contact(?:ing)?|call(?:ing)?|talk(?:ed|ing)? to|speak(?:ing)? (?:to|with)|consult(?:ed|ing)?|see(?:ing)?|bring(?:ing)?(?: in)?|get(?:ting)?|(?:will|'ll|to|have) hired?|hand(?:ing)? (?:this|it) (?:over )?to|with) (?:an?|the) {_COUNSEL}",
        r"legal (?:action|steps|proceedings|notice|consequences|claims?|matter|advice|recourse|route)|lawsuits?|(?<!i )su(?:e|ing) (?:you|your|them|the company|over|if)|(?:will|going to|gonna|could|can|should|might|have to|'ll) sue\b(?! from)|(?:take|see|meet) (?:you|this|it|them) (?:to|in) court|(?:go|going|taking this) to (?:the )?court|litigation",
        r"data protection (?:authority|officer|commissioner|agency|office)|consumer (?:protection|rights|advice|affairs|advocate|council|agency|office|association|court)|trading standards|press(?:ing)? charges|prosecut\w+|statutory rights|supervisory authority|(?:take|see|meet|taking) (?:you|this|it) (?:to|in) (?:small claims|arbitration|tribunal)",
        r"subpoena|cease and desist|court order|legally (?:liable|responsible|obliged|required|binding|entitled)|liab(?:le|ility) (?:for|claim)|claim(?:ing)? (?:for )?damages|compensation claim|hold (?:you|your company) (?:liable|responsible|accountable)|reserve (?:all |our |my |the ){0,4}rights?",
        r"(?:breach(?:ed|ing)?|violat\w+|infring\w+)\b(?: of)?[^.?!\n]{0,20}\b(?:contract|agreement|sla|gdpr|privacy|law|laws|terms of (?:service|use)|(?:your|own) terms|copyright|regulations?|rights|act)|in breach of|against the law|(?:this|that) is illegal|illegal(?:ly)?",
        r"gdpr (?:complaint|violation|breach|request|erasure|claim|deletion|inquiry)|(?:subject access|erasure|data access|article 1[57]|art\.? ?1[57])(?: gdpr)? request|dsar|(?:under|according to|per|pursuant to|based on) (?:article|art\.?|section|§) ?\d+|article (?:15|17|20)\b|right to (?:be forgotten|erasure|access)|(?:personal )?data (?:that )?(?:you|your company|they) (?:hold|have|store|keep|process|collected|collect)\b[^.?!\n]{0,15}\b(?:on|about|of) (?:me|us)|(?:all|my|the) personal data (?:you|deleted|erased|be deleted)",
        r"(?:report|reporting|complain|complaint|file[d]?|go|going|taking|take|refer\w*)\b (?:\w+ )?(?:you |this |it |a \w+ )?(?:to|with|up with) the (?:authorit\w+|regulator|police|bbb|ftc|cfpb|ico|fca|cnil|press)|(?:formal|official) (?:complaint|notice|letter|request for)|written statement|copyright (?:infringement|claim|notice)|dmca|trademark (?:infringement|claim)",
    ),
    "legal_asked": any_of(
        rf"{_COUNSEL}|small claims|ombudsman|regulators?|better business bureau|attorney general|tribunal|arbitration|consumer rights"
    ),
    "churn": any_of(
        rf"(?<!not )(?<!n't )(?<!without )(?:cancel|cancell?ing|terminat(?:e|ing)|clos(?:e|ing)|end(?:ing)?|drop(?:ping)?) (?:\w+ )?(?:my|our|the|this|whole|entire) "
        rf"(?:\w+ ){{0,2}}{_OURS}(?! (?:page|settings?|card|number|menu|manager))",
        rf"(?:switch(?:ing|ed)?|mov(?:e|ing)|migrat(?:e|ing)|go(?:ing)?|chang(?:e|ing)|jump(?:ing)?|look(?:ing)?|search(?:ing)?|shop(?:ping)?|find(?:ing)?|choos(?:e|ing)|try(?:ing)?|test(?:ing)?|sign(?:ing)?|leav(?:e|ing)|evaluat\w+|trial\w*|talk(?:ing)? (?:to|with)|demo\w*)\b(?:[^.?!\n]{{0,30}}\b)?(?:an?other|other|different|alternative|competing|rival) {_ELSEWHERE}\b",
        r"(?:switch(?:ing|ed)?|mov(?:e|ing)|go(?:ing)?|start(?:ed|ing)?|try(?:ing)?|test(?:ing)?|trial\w*|sign(?:ed|ing)?|evaluat\w+|talk(?:ing)?|demo\w*|look(?:ing)?|compar(?:e|ing))\b[^.?!\n]{0,30}\b(?:competitors?|competition|rivals?)",
        r"(?:looking (?:at|for|into|around for)|evaluating|considering|trying(?: out)?|comparing|found|have|shopping for|exploring) (?:\w+ )?(?:alternatives?|competitors?|other (?:tools|vendors|providers|options|solutions|companies)|replacements?)|shopping around|replac(?:e|ing) you",
        r"tak(?:e|ing) (?:my|our) (?:\w+ )?(?:business|money|custom|team|data|account) (?:elsewhere|somewhere else|away)|(?:look|go|shop|mov)(?:e|ing)? (?:for something )?(?:elsewhere|somewhere else)",
        r"(?:i'?m|we'?re|i am|we are|i'?ll be|we'?ll be|then i'?m|count me) (?:leaving|done|gone|off|cancell?ing|switching|moving on|quitting)(?: (?:you|with you|with this(?: \w+)?|for good|tomorrow|today|then|here))?(?=[.!,;\n]|$)",
        r"(?:i|we)(?:'ll| will| would|'d| am| are|'m|'re)?(?: probably| certainly| definitely| just)? (?:not|never|wo ?n'?t|would ?n'?t|no longer)(?: be| going to| gonna| want to| likely)* (?:renew|sign|extend|prolong|stay|continu|recommend|buy|be back|be a customer|be staying|come back|use (?:you|your|this))\w*(?! in\b)|not (?:going to |gonna |be )?renew(?:ing)?",
        r"(?:(?<![^\n.!,;])\s?|that'?s it\W+|then |so |ok |okay |well |right )(?:i'?m|we'?re|i am|we are) out(?=[.!,;\n]|$)",
        r"last straw|had enough of (?:this|you|your)|don'?t see (?:a reason|why|the point)\b[^.?!\n]{0,20}\b(?:to )?(?:stay|pay|keep|renew|continu)\w*|rethink(?:ing)? (?:the|our|this) (?:contract|renewal|subscription|partnership|whole)|los[et] (?:me|us|a customer)(?: as| forever| for good|[.!,]|$)|"
        r"(?:one|a|any|single|give me \w+) (?:good |single )?reasons? (?:to|why|not to)\b[^.?!\n]{0,25}\b(?:keep|stay|pay|paying|renew|continue|leave)\b|why (?:should|would) (?:i|we) (?:even |still )?(?:keep|stay|renew|continue|pay)\b|why (?:are|am) (?:i|we) (?:even |still ){1,4}(?:paying|using|here)",
        r"(?:drop(?:ping|ped)?|ditch(?:ing|ed)?|dump(?:ing|ed)?|abandon(?:ing)?|leav(?:e|ing)|get(?:ting)? rid of) (?:you(?! to\b| (?:a |the |alone|some))(?: guys)?|the (?:tool|product|platform|service|software)|this (?:tool|product|platform|service|software|company|bank)|your (?:tool|product|service|app|platform|software|company|bank))(?=[\W]|$)",
        r"(?:went|going|go|moved|switch\w*|moving|be|are) back (?:to|on) (?:our |the |good |plain |using ){0,4}(?:excel|spreadsheets?|paper|pen|e-?mail|old (?:tool|system|provider|software|app|bank|one)|trello|jira|asana|notion|linear|monday|basecamp)",
        r"(?:clos|cancel|delet|terminat|shut)(?:e|ing|l|ling|ed)?\b[^.?!\n]{0,20}\b(?:account|subscription|contract|membership|plan)\b[^.?!\n]{0,25}\b(?:for good|permanently|effective|as of|it'?s not working out|not working out|and refund)|pull(?:ing)? the plug|part(?:ing)? ways|jump(?:ing)? ship|walk(?:ing)? away|say(?:ing)? good ?bye to|(?:my|our|the|this is (?:my|our|the)) last (?:month|invoice|payment|renewal|year) (?:with|from|to|at) (?:you|us)|"
        r"not worth (?:it|the money|the price|paying|keeping)|stop(?:ping)? (?:paying (?:you|for)|using (?:you|your|this))|cancel(?:ling)? everything|(?:consider(?:ing)?|think(?:ing)? (?:of|about)|close to|ready to|about to|decided to|time to) (?:leav(?:e|ing)|cancel\w*|switch(?:ing)?(?= ?[.!,]|$| to (?:another|a ))|mov(?:e|ing) (?:on|away|elsewhere)|quit(?:ting)?)|mov(?:e|ing) (?:everything |all |away |off ){0,4}(?:away from|off) (?:you|your|this)",
    ),
    "outage": any_of(
        r"is (?:\w+ ){1,2}down(?= (?:right now|at the moment|again|for (?:anyone|everyone|you|others))|\?)",
        r"(?:is|are|went|seems?|goes|gone|be|been|looks?|completely|totally|all|site|api|servers?|system|app|everything|website) (?:down|donw)(?! ?(?:load|grade|the|to|arrow|by|for maintenance|payment))(?: for (?:all|every|us|me|our)\w*)?",
        r"outages?|service (?:is )?(?:unavailable|interruption|disruption)|degraded performance|(?:status ?page|incident)\b[^.?!\n]{0,20}\b(?:green|nothing|not)|(?:anything|something|anybody|is (?:something|anything)) (?:is )?(?:wrong|broken|off|going on|up) (?:on|at|with) your (?:side|end|servers?|system|platform|api)",
        r"(?:nothing|no page|none of (?:it|them|the \w+)) (?:loads?|works?|is loading|is working|opens?|responds?)(?: any ?more)?",
        rf"{_ALL}[^.?!,\n]{{0,35}}\b(?:can(?:no|')?t|cant|unable|locked out|stuck|blocked|getting|sees?|having|kicked|log ?in|past the log ?in|access|work|times? ?out|fail\w*|down|offline|errors?|white|blank|reach\w*|connect|complain\w*)\b[^.?!\n]{{0,20}}",
        r"(?:not|n'?t) (?:open\w*|load\w*|work\w*|respond\w*|reachable|available|accessible|start\w*|connect\w*) for (?:any(?:one|body)?|every(?:one|body)?|any of us|all|us|the (?:whole|entire)|our)",
        r"(?:5\d\d|502|503|504|500)s? (?:errors? )?(?:on every|for every|everywhere|for all|on all|across|to all)",
        rf"{_SYSTEM} (?:is|are|seems?|has been|looks?|just went|went)(?: completely| totally| all| just| fully)? (?:down|dead|broken|offline|unreachable|kaput|gone|not (?:open\w*|responding|reachable|loading|available)|(?:throw\w*|return\w*|giv\w+) (?:only )?5\d\d)",
        r"(?:customers?|users|clients|visitors|buyers|guests|people|members|students) (?:can(?:no|')?t|cant|cannot|are unable to|are not able to|aren'?t able to|could ?n'?t)(?: \w+)? (?:pay|order|check ?out|log ?in|buy|book|reach|open|access|sign in|register|connect|get in|use)",
        r"can(?:no|')?t (?:con+ect|reach|open|get)\b[^.?!\n]{0,20}\b(?:any|all|either)\b[^.?!\n]{0,20}\b(?:sites?|servers?|pages?|offices?|locations?|projects?|boards?)",
    ),
    "urgent": any_of(
        r"urgent(?:ly)?|asap|a\.s\.a\.p|(?:need|please|fix|help|answer|must|stop|freeze|block|cancel|call|resolve|solve)\w*\b[^.?!\n]{0,40}\bimmediately|immediately(?= please)|emergency|(?:need|fix|help|answer|reply|do)\b[\w ]{0,24}\bright (?:now|away)|(?:need|get me|want) (?:someone|somebody|help|a person|an answer|this|it)(?: \w+)? now|as soon as possible|critical|p1|sev ?1|time[- ]sensitive|life or death|"
        r"(?:deadline|due|launch|go(?:ing|es)? live|demo|presentation|payroll|payday|flight|audit|release|webinar|event|exam|interview|meeting)\b[^.?!\n]{0,25}\b"
        r"(?:today|tonight|tomorrow|in (?:an?|one|two|\d+|half an) (?:hours?|minutes?|mins?|hour)|this (?:morning|afternoon|evening)|at \d|noon|starts)",
        r"(?:today|tonight|in (?:an?|one|two|\d+|half an) (?:hours?|minutes?|mins?)|before (?:noon|payday|midnight|the (?:demo|launch|meeting|deadline)))\b[^.?!\n]{0,30}\b"
        r"(?:deadline|launch|demo|presentation|payroll|flight|audit|release|webinar|event|or else|exam|interview|go(?:es|ing)? live)",
        r"(?:completely |totally |we'?re |i'?m |we are |i am |team is )blocked(?! (?:on|as|by a rule))|can(?:'|no)?t (?:work|wait|operate|sell|ship)|losing (?:money|sales|orders|customers)|"
        r"before (?:payday|it'?s too late)|every minute|top priority|stranded|(?:abroad|on holiday|at the (?:airport|border|station|till|checkout))\b[^.?!\n]{0,30}\b(?:no|without|blocked|declined)",
    ),
    "waiting": any_of(
        rf"(?:still|been|keep|kept|just|i'?m|we'?re) (?:still )?waiting (?:for|on) (?:an? |any |some |your |the )?{_REPLY}|(?:i |we )(?:am |are )?wait(?:ing|ed)?(?: \w+)? (?:since|already) [^.?!\n]{{0,25}}\b(?:answer|reply|response|you|help|support|someone)|wait(?:ing|ed)(?: \w+)? for (?:an?|your|some|any)? ?(?:answer|reply|response|help|support|someone)",
        r"(?<![^\n.!?])\W*(?:hi|hello|hey|ok)?\W*(?:i'?m |we'?re |i am |we are )?still waiting(?=[.!?,\n]|$| (?:here|since|all))",
        r"any (?:update|updates|news|progress|word|eta|luck|movement)\b(?: \w+){0,4}\??|(?:is there |there )?(?:something|anything) new\b[^.?!\n]{0,30}|(?:what'?s|what is) the (?:status|latest|eta)\b (?:of|on|with|for|regarding) (?:my|our|this|that|the) (?:\w+ )?(?:tickets?|request|case|question|issue|problem|bug|report|message|complaint|refund request)?\b(?=[?.!,\n]|$)|(?:^|[,.!]\s*)(?:the )?status\?",
        r"(?:(?<!with )(?<!for )no|not a single|without (?:a|any)|zero|never (?:got|had|received|heard)(?: an?| any)?|still (?:no|nothing)|not (?:got|had|received)(?: an?| any)) (?:reply|answer|response|word|reaction|feedback|back|news)|no(?:body| ?one)(?: has| have| is|'s| ever)? ?(?:answer\w*|repl\w+|respond\w*|got back|gets back|came back|come back|helps?(?! me understand)|helping|react\w*|called)|(?:radio )?silence (?:since|from|for)|heard nothing|nothing (?:heard|back|yet)|crickets",
        r"(?:have|has|had|did|do|having) ?(?:n'?t|not)(?: \w+)? (?:heard|hear|received|gotten|got|get) (?:back|anything|an? (?:reply|response|answer)|any (?:reply|response|answer|word|feedback))|never (?:heard|got|received) (?:back|anything|an? (?:reply|answer|response))",
        r"hello\?{2,}|hello\?+(?=\W*$)|hello\?+ (?:anyone|anybody|is)|(?:is )?any(?:one|body) (?:there|here|home|alive|listening|around|reading this)\?+",
        r"following up|follow(?:ing)?[- ]up (?:on|to|regarding|about)|checking (?:in|back) (?:on|again)|just checking(?: in| again)?|bump(?:ing|ed)?(?= this|[.!\n]|$)|(?:gentle|friendly|kind|small|quick) (?:reminder|nudge|ping|push|follow)|pinging (?:again|this|you)|(?:sorry|hate|don'?t (?:want|mean)) to (?:push|nag|chase|bug you again|press|insist|hurry|rush you)|"
        r"(?:could|can|would|did|has|have|will) (?:any(?:one|body)|some(?:one|body)|you|you guys)(?: please| maybe| already| even)?(?: had| have| take| taken| took| been able to| get)? ?(?:a )?(?:chance to |time to )?(?:looked?|look|see|seen|check(?:ed)?) ?(?:at|into|on)?\b ?(?:my|the|our|this|that|it)\b[^.?!\n]{0,25}\b(?:question|message|ticket|request|above|earlier|yet|already)\b|(?:did|has) (?:some|any)(?:one|body)(?: \w+)? (?:have|had|take|taken|took)? ?a look",
        r"(?:my|our|the) (?:last |first |previous |earlier |other )?(?:question|message|ticket|request|post|e-?mails?|mails?|issue|report|case)(?: (?:above|earlier|from|of|is|was|has|have|got|still|went|about)\b[^.?!\n]{0,30})?(?: (?:unanswered|ignored|open|overlooked|lost|no answer|without an? (?:answer|reply)|still|above|please))",
        r"(?:second|third|fourth|2nd|3rd|4th|umpteenth) (?:time (?:i|that i|we|i'm|i am|we're|we are|now)(?:'m| am|'ve| have)? ?(?:ask|writ|contact|report|messag|post|try to reach)\w*|message|mail|email)|ask(?:ing|ed)? (?:this |you )?(?:for )?(?:a |the )?(?:second|third|fourth|2nd|3rd) time|"
        r"(?:i'?m|i am|sorry for|just|(?:i|we) have to|had to) ask(?:ing)? again(?=[.!,?\n]|$| (?:because|here|since|about))|^asking again|i(?:'ve| have)? asked (?:you )?(?:again|twice|already|before)|i (?:already|have already) (?:wrote|written|asked|asked you|contacted|reported|told)|(?:wrote|written|sent|e-?mailed|mailed|contacted|messaged|called|asked|reported)\b[^.?!\n]{0,45}\b(?:but|and|without|,|still) ?(?:still |so far |never |i ){0,4}(?:no |nothing|never|nobody|not |got no|no one|heard|an? answer|any answer|without)",
        r"(?:you|your colleague|your team|someone|somebody|they|the agent|support|he|she|tom) (?:said|told (?:me|us)|promised|wanted|were going|was going|were supposed|was supposed)(?: me| us)?(?: that)?(?: to| you| i| we| they| he| she| somebody| someone)?(?:'d|'ll| would| will| were going to| was going to) ?(?:come|get|call|write|be (?:back|in touch|done|fixed|sorted)|look|check|have|send|let|answer|reply|update|fix|take|hear)\w*|(?:was|were|been) (?:told|promised|supposed) (?:\w+ )?(?:to (?:hear|get|be|receive)|(?:an? )?(?:call|answer|reply|update|response|callback)|i'?d|that)\b[^.?!\n]{0,40}\b(?:yesterday|today|monday|tuesday|wednesday|thursday|friday|by|within|last|this|hours?|ago|never|still|nothing|yet|in)\b|as promised\?|you promised",
        r"when (?:will|can|is|do|am) (?:i|we|someone|somebody|anyone) (?:get|expect|going to get|hear|going to)\b[^.?!\n]{0,12}(?:reply|answer|response|back|from you|update)",
        r"how (?:much )?long(?:er)? (?:do|must|should|will|am|are) (?:i|we) (?:have to |need to |supposed to |going to )?(?:keep )?(?:wait|waiting)(?: for (?:an?|your|some|any) (?:answer|reply|response|help|support|update|\w+ answer))?(?=[?.!,\n]|$| here| until)|how much longer",
        rf"(?:it'?s|it has|its|that'?s|it is)(?: now)?(?: been)? (?:over |more than |almost |nearly |about |already )?{_SPAN} ?(?:since (?:i|we) (?:wrote|asked|sent|contacted|reported|messaged)|without|(?:and|,)? ?(?:still )?(?:no(?:body| ?one)|no (?:answer|reply|response|word)|nothing from))|{_SPAN} (?:without|with no) (?:an? |any )?(?:answer|reply|response|word|reaction|news)",
        r"ignor(?:ed|ing) (?:me|us|my (?:message|question|ticket)s?)|forgot(?:ten)? (?:about )?(?:me|us|this)|did you forget|been forgotten|(?:am i|are we) (?:being ignored|invisible|talking to myself)",
    ),
    # only after something that was said before: alone, they may be about a parcel
    "waiting_again": any_of(
        rf"(?:it'?s|it has|its|that'?s|it is)(?: now)?(?: been)? (?:over |more than |almost |nearly |about |already )?{_SPAN}|^\W*{_SPAN} (?:now|later|already|and counting|ago)\b|{_SPAN} (?:now|already)",
        r"eta\b|status|(?:can|could|did|would|will) (?:you|some(?:one|body)|any(?:one|body))\b[^.?!\n]{0,15}\b(?:look|check|see|answer|reply|help)|you said|(?:^|i'?m |we'?re |you |anyone )still (?:here|there)\b|still (?:nothing|no)\b|what(?:'s| is) (?:happening|going on|the plan)|so\?|well\?|please(?=[!?.]*$)|help(?=[!?.]*$)|(?:i|we) need (?:this|an answer|it)|again\?|today\?|up\b",
    ),
    "billing": any_of(
        r"(?:over|double[- ]?|mis)charged?|charged (?:me |us |my (?:card|account) )?(?:twice|again|double|two times|2 times|\d times|extra|too much|wrong\w*|the wrong|an? \w*|for|more|\$|€|£|\d)|"
        r"(?:been|was|were|got|am|are|being|you) (?:charged|billed|invoiced|debited)|(?:charging|billing) (?:me|us)|(?:extra|unexpected|unknown|wrong|strange|weird|additional|double|duplicate|hidden|suspicious|odd|mysterious) (?:\w+ )?(?:charges?|fees?|payments?|debits?|bookings?|amounts?)",
        r"refund(?:s|ed|ing)?|money back|reimburse\w*|chargeback|credit note|(?:get|have|want|give) (?:that|it|this|my \w+|the money) back\b(?=[^\n]*(?:\d|paid|pay|plan|renew|charge))",
        r"(?:my|our|this|your|last|latest|wrong|an?|the|monthly|annual|yearly) (?:\w+ )?(?:invoices?|bills?|receipts?)(?! (?:template|number format|page))|invoices? (?:\d+|number|from|is|are|shows?|was)|vat|po number|tax id|purchase order|(?:my|our|the|a) (?:\w+ )?payment (?:to you )?(?:failed|declined|bounced|was|didn'?t|hasn'?t|pending|has (?:not|been))|payment (?:to|from) you|"
        r"direct debit|(?:question|help|problem|issue) (?:about|with|on) (?:billing|invoices|(?:my|our|the) bill)",
        r"(?:how much|what) (?:do|does|will|would) (?:it|this|the \w+|you)(?: \w+)? (?:cost|charge)|pay(?:ing|ed|id)? (?:twice|double|too much)|paid (?:twice|double|too much|for|already)|subscription (?:fee|price|cost|charge)|billed|debit (?:of|for)|(?:card|bank|credit card) (?:statement|bill) (?:says|shows|lists|has)",
        r"(?:plan|subscription|membership|licen[cs]e|trial)\b[^.?!\n]{0,25}\b(?:renewed|auto-?renewed|charged|billed|deducted)|(?:taken|took|deducted|withdrew|debited|booked|pulled)\b[^.?!\n]{0,30}\b(?:\d+|money|from my (?:card|account|bank))|(?:seats?|licen[cs]es?|users)\b[^.?!\n]{0,25}\b(?:billed|paying|pay for|charged)",
    ),
    "developing": any_of(
        r"apis?|sdks?|webhooks?|endpoints?|php|node(?:\.?js)?|python|ruby|javascript|integration|payment ?intents?|payment_method|test mode|localhost|sandbox|checkout session|library|json|backend|frontend|plugin|magento|woocommerce|[a-z]+_[a-z_]+|\w+\(\w*\)"
    ),
}
