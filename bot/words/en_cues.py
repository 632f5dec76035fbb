"""English cues: courtesies, questions, endings, trouble; needs and moods have files of their own."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.words.en_griefs import GRIEFS
from bot.words.en_moods import MOODS
from bot.words.en_needs import NEEDS
from bot.words.language import any_of
from bot.words.text import words

CUES: Mapping[str, re.Pattern[str]] = {
    **NEEDS,
    **MOODS,
    **GRIEFS,
    "trouble": any_of(
        r"(?:does|do|did|is|was|are|were|has|have|wo|ca|could|would)(?:n'?t| not) ?(?:work\w*|load\w*|open\w*|show\w*|arriv\w*|appear\w*|let|allow\w*|respond\w*|sync\w*|update\w*|"
        r"go(?:ne)? through|receiv\w*|complet\w*|save\w*|start\w*|send\w*|connect\w*|recogni[sz]\w*|match\w*|been)?",
        r"fail(?:s|ed|ing|ure)?|errors?|bug|broken|crash\w*|stuck|hang(?:s|ing)?|freez\w*|frozen|missing|disappear\w*|vanish\w*|wrong(?:ly)?|declined|rejected|denied|refused|"
        r"blocked|locked|lost|stolen|cannot|can'?t|cant|unable|issue|problem|trouble|swallowed|timed? ?out|timeout|slow|pending|overdue|delayed|duplicate|twice|empty|blank|incorrect",
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
    # words of somebody who calls and has not said why; with a greeting and nothing else, they greet
    "hello": any_of(
        r"hi+|h[ae]llo+|hul+o|hey+|heya|heyo+|ayo+|ay+|oi|hiya|howdy|yo+|sup|ahoy|aloha|greetings|morning|afternoon|evenin[g']?|g'day|hola|buenas|bonjour|salut|ciao|ol[aá]|hej|hei|sala+m|salam|namaste|shalom|gr[uü]ezi|servus|moin",
        r"peace be upon you|top o(?:f|') the mornin[g']?",
    ),
    "opening": any_of(
        r"hi+|h[ae]llo+|hul+o|hey+|heya|heyo+|ayo+|ay+|oi|hiya|howdy|yo+|sup|ahoy|aloha|greetings|mornin[g']?|afternoon|evenin[g']?|hola|buenas|bonjour|salut|ciao|ol[aá]|hej|hei|sala+m|salam|namaste|shalom|gr[uü]ezi|servus|moin|mitenand|zusammen|tous|peace|upon|top|waves?|waving|lads|love|mates?|partners?|y'all|g'day|day|there|all|new|question|questions|someone|somebody|anyone|anybody|ask|help|assistance|assist|support|quick|something|folks|people|guys|team|sir|madam|friends|friend|everyone|online|available|around|awake|member|joined|intro(?:ducing)?|again|pleasure"
    ),
    "not_trouble": any_of(
        r"could(?:n'?t| not) (?:have been|be|have gone|have asked for) (?:\w+er|more \w+|a better)|no (?:more )?(?:problems?|issues?|errors?|trouble|complaints?)|without (?:any |a )?(?:problems?|issues?|errors?|trouble|hitch)|can(?:'?t|not) (?:wait|thank|complain|recommend|live without)|no longer (?:broken|failing|a problem|an issue)"
    ),
    "turn": any_of(
        r"but|however|except|although|though|otherwise|just one|one (?:issue|thing|question|problem|bug)|only"
    ),
    "praise": any_of(
        r"chapeau|thrilled|delighted|(?:very |so |really |super )?(?:smooth(?:er|ly)?|pleased with)|(?:big|huge) fan|so much (?:easier|better|faster|nicer)|(?:works|runs|runs) (?:great|like a (?:charm|dream))|can'?t live without|10/10|(?:five|5) stars?|compliments? to|congrat(?:s|ulations) (?:on|to) (?:the|your)|saves? (?:me|us) (?:so much|hours|a lot|tons)|"
        r"(?:the )?best (?:tool|app|support|team|software|service)|(?:really|truly|genuinely) (?:good|well (?:done|made)|helpful|useful)|nailed it|(?:getting|gets) better(?: and better)?|heroe?s?\b|big (?:thanks|thank you|up) to|happy (?:customer|user|camper)",
        r"(?:i |we |really |just |absolutely |my team |our team ){1,4}(?:love|loves|loved|adore|enjoy)(?:s|ed|ing)? (?:the|your|this|it|how|using|working|that|what)",
        r"(?:great|awesome|amazing|fantastic|excellent|brilliant|wonderful|superb|outstanding|lovely|incredible|nice|good|stellar|fabulous|beautiful|perfect|top-notch) "
        r"(?:\w+ )?(?:job|work|service|support|product|tool|app|update|release|feature|team|experience|onboarding|docs|documentation|stuff|dashboard|people|help)",
        r"(?:is|are|was|were|been|looks?|works?) (?:just |so |really |absolutely |such a |truly |simply |an? ){0,4}(?:great|awesome|amazing|fantastic|excellent|brilliant|wonderful|superb|outstanding|"
        r"lovely|incredible|beautiful(?:ly)?|perfect(?:ly)?|a (?:joy|delight|pleasure|lifesaver|game ?changer)|lifesaver|game ?changer|flawless\w*|delight\w*|like a charm)",
        r"kudos|well done|hats off|bravo|shout[- ]?out|props to|you (?:guys |people |folks |all )?(?:rock|are the best|are amazing|are awesome|nailed it|saved (?:me|us|my|our) \w+)|"
        r"best (?:\w+ )?(?:i'?ve|we'?ve|ever)|impressed|keep (?:it )?up the (?:good|great) work|made my (?:day|week)|so happy with|very happy with|exceeded|life ?saver",
    ),
    "feedback": any_of(
        r"(?:it )?(?:would|'d|could|might|wud) be (?:really |so |very |super |even |quite |pretty )?(?:great|nice|cool|helpful|useful|awesome|good|lovely|handy|better|fantastic|amazing|wonderful|neat|sweet|perfect|convenient|brilliant|a dream|a (?:great|nice|good|cool|useful|lovely) (?:idea|feature|addition|thing)) (?:if|to (?:have|see|be|drag|get|let|allow|show|add|sort|filter|export|import|group|use|\w+))|(?:have|did) you (?:guys )?(?:ever |already )?(?:considered?|thought (?:about|of)|think about|consider)|(?:maybe|perhaps|why not|how about|what if you|you could)(?: you)?(?: could| can| should)? (?:make|add|allow|let|put|show|include|offer|support|give|change|move|rename|use)\b|wish ?list|(?:i|we)'?d prefer (?:it )?if|(?:i|we) (?:really )?miss\b|(?:nice|good|great) to have\b",
        r"feature (?:request|suggestion|idea)|suggestions?:|(?<!me )(?<!for )(?:one|a|my|another|small|quick) (?:small |quick |little )?suggestion\b(?! for)|(?:just |some |a little |a bit of |small |one |my |quick )feedback|feedback (?:on|about|for|from)|"
        r"(?:one |a |an |my |small |quick )(?:idea|suggestion|thing|wish)\s*(?:[:\-–]|for|would be)",
        r"(?:you|they) (?:should|could|might want to|may want to|ought to) (?:really |maybe |also |just )?(?:add|consider|make|include|support|offer|build|allow|have|improve|think about|let)|"
        r"please (?:add|consider|support|implement|bring back|think about|build|include)\b(?![^.?!\n]{0,40}\b(?:to|on|onto|in) my\b)|(?:could|can|would|will) you (?:please |maybe |perhaps |ever )?(?:implement|support|bring back|consider|add (?:an?|support|the (?:option|ability)|more|some|dark))(?=\W)(?![^.?!\n]{0,40}\b(?:to|on|in) my\b)",
        r"(?:i|we)(?:'d| would) (?:really |so )?(?:love (?:to see|to have|an?)|(?:love|like) (?:it if|if you)|like to see (?:an? |more |support|this added|the (?:option|ability)))|i wish (?:you|there|it|the|i could|we could|that)|"
        r"any plans (?:to|for|on)|on (?:the|your) roadmap|missing feature|(?:i|we) miss (?:an?|the|having)|what about adding|how about (?:adding|an?)",
    ),
    "question": re.compile(
        r"(?:^|[.!?,;:\n-]\s*|\b(?:and|so|but|or|hi|hello|hey|please|ok|okay|also|then|know|tell me|understand|wonder(?:ing)?|sure|idea|explain|ask|exactly|clue|question is) ?[ ,])"
        r"(?:(?:how|what|where|when|why|who|which|whose|what'?s|how'?s|where'?s|when's|who's|whether)\b|"
        r"(?:can|could|may|might|is|are|do|does|did|will|would|should|have|has|am|was|were|shall|isn't|doesn't|can't|won't|didn't|aren't) (?:i|you|we|it|there|this|that|they|the|my|your|our|one|anyone|someone|somebody)\b)|"
        r"\b(?:(?:i |we )?(?:want|need|would like|'d like|wanted|trying|like|wish)(?: to)? (?:know|understand|ask|find out|learn|check|clarify)|(?:if|it) (?:it )?is possible|is (?:it )?possible|can (?:please )?(?:explain|tell|help|show)|how i (?:can|could|do)|not understand how|"
        r"(?:i'?m|i am|was|just) (?:wondering|curious|confused|unsure|not sure)|any idea|tell me|explain|help me|help with|let me know|clarify|no idea|don'?t (?:know|understand|get)|how (?:to|do|can|does|long|much|many|come)|why (?:is|are|was|were|did|do|does|has|have|would|my|the)|what (?:is|are|does|do|should|happens))\b",
        re.IGNORECASE,
    ),
    "thanks": any_of(
        r"(?:^|(?<=[,.!] ))ta(?: very much)?(?=[.!,]|$)|ta (?:muchly|v(?:ery)? much|love|mate)|thank(?:s+| you| u|x|y|ee)(?: (?:so|very) much| a (?:lot|ton|million|bunch)| again| you)?|thx+|tn?x|ty+|tysm|tyvm|cheers|much obliged|gracias|merci|obrigad[oa]|grazie|much appreciated|"
        r"(?:i |we |really |greatly |do ){0,4}appreciate(?:d)? (?:it|that|this|your|you|the|all)|(?:so |very |really |so very )?(?:grateful|thankful)|appreciated|my (?:\w+ )?(?:gratitude|thanks)|you(?:'ve| have) been (?:a |an |such a )?(?:big|great|huge|enormous|real) help|(?:i'?m|i am) (?:so |very )?(?:glad|happy|pleased) (?:that )?you (?:did|helped)|"
        r"you(?:'re| are) (?:a )?(?:the best|lifesaver|star|legend|awesome|amazing|great|a life saver)|many thanks|bless you|owe you one",
    ),
    "not_thanks": any_of(
        r"thanks (?:for|to) (?:nothing|you(?:,| )(?:i|we|my|our|everything|it)|making me|wasting|ignoring|your (?:bug|outage|mistake|error|incompetence|update))|no,? thanks?|no thank you|thank (?:god|goodness|heavens?)|"
        r"thanks? in advance|thanks? to (?:you|your|this|that)(?= (?:i|we|my|our|it|the|bug|update|mistake|outage|error))|thanks? anyway",
    ),
    "solved": any_of(
        r"(?:\w+ ){1,5}did (?:it|the trick)(?=[.!,\n]|$)|\w+ing (?:\w+ ){1,6}helped(?=[.!,\n]|$)|all green(?: now)?|(?:that|this|it)(?: has| have|'s| just| really| totally| all)? ?(?:worked|did (?:it|the (?:trick|job))|(?:has )?(?:fixed|solved|resolved|sorted) (?:it|that|this|the \w+|my \w+|everything)|helped(?: me)?(?: a lot)?)",
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
        r"never ?mind(?! (?:the|about|how|what|that (?:it|the)))|nvm|n/m|disregard|(?:scratch|scrap|cancel) (?:that|this|my (?:last|question)|the whole thing)|forget (?:it|about it|i (?:asked|said)|what i|my)|ignore (?:that|this|my (?:last|previous|message|question)|me|the above|pls|please)|please ignore|"
        r"false alarm|as you were|i(?:'?m| am) (?:so|apparently|clearly|obviously) blind|i(?:'?m| am) blind(?=,? (?:lol|haha|found|never|there it|it was|sorry))|(?:i )?(?:take|took) (?:it|that|everything) back|pretend i said nothing|(?:i |we )?withdraw(?:n)?(?: my (?:question|request|note))?(?=[.!,\n]|$)|no longer (?:needed|relevant|necessary)|^\W*(?:\w+ )?sorted(?: it| now| thanks?)*\W*$|"
        r"(?:figured|found|sorted|worked|solved|fixed|got) (?:it|this|that|the \w+|out)(?: out)?(?: (?:myself|on my own|already|meanwhile|in the meantime))|figured (?:it|this|that) out|(?:i|we) (?:just )?found (?:it|the (?:answer|solution|setting|problem|issue|cause|button))|"
        r"(?:was|is) my (?:own )?(?:mistake|fault|error|bad)|my bad|wrong (?:channel|server|window|chat|thread|place|tab|app|company)|no (?:need|help needed)(?: any ?more| for help)?|(?:don'?t|do not|no longer) need (?:this|it|help|that|an answer)(?: any ?more)?|"
        r"all good,? (?:i |we )?(?:found|figured|fixed|solved)|(?:it|issue|problem)(?:'s| is| has)? (?:resolved|fixed|solved|sorted) itself",
    ),
    # the whole last line, after one that asked: nothing is asked any more
    "took_back": re.compile(
        r"(?:\W*(?:oh|ah+|aha|ok(?:ay)?|wait|hang on|hold on|actually|sorry|lol|ha(?:ha)*|d'?oh|yes|so|and|it'?s|i|we|we'?ve|i'?ve|have|just|now|myself|already|anyway|thanks?|thx|ta|cheers|then|one (?:sec|moment))\b)*\W*"
        r"(?:nm|nvm|n/m|never ?mind|(?:scratch|scrap|strike) (?:that|it)|disregard(?: (?:this|that))?|forget (?:it|that|i asked)|ignore (?:me|that|this|the above)|(?:got|found|figured|sorted|worked|cracked|solved|fixed|sussed|spotted|see) (?:it|that|this|out|them)(?: out)?|found the \w+(?: \w+)?|"
        r"there (?:it is|it was|they are)|(?:it )?(?:just )?(?:did|worked|loaded|arrived|came (?:back|through)|popped up)|carry on|as you were|false alarm|user error|panic over|my (?:bad|mistake)|(?:i'?m|me being) (?:daft|blind|silly|an idiot)|sorted)\b"
        r"(?:\W*(?:oh|ok(?:ay)?|actually|sorry|lol|ha(?:ha)*|d'?oh|just|now|myself|already|anyway|thanks?|thank you|thx|ta|cheers|then|again|all|nm|never ?mind|ignore me|carry on|as you were|found it|got it|i'?m (?:so |clearly )?(?:blind|daft|silly|stupid)|it'?s (?:in|under|on|behind) [\w ]{2,30}|there it is|my bad|user error|i had [\w ]{2,30})\b)*\W*",
        re.IGNORECASE,
    ),
    "yes": re.compile(
        r"^\W*(?:yes|yep|yeah|yup|ya|sure|correct|indeed|absolutely|definitely|all good|it does|it is|it did|works|perfect|great|👍|✅)\b[^?]{0,60}$|^\W*(?:👍|✅|💯)\W*$",
        re.IGNORECASE,
    ),
    "chat": any_of(
        r"how(?:'?s| is| are| r|'ve)? (?:ya|you|u|things|everything|life)(?: all)?(?: doin\w*| been| going)?(?: today)?(?=[.!?,\n]|$| my)|(?:am i|are we) (?:talking|speaking|chatting) (?:to|with) (?:a |an )?(?:real |actual |live )?(?:person|human|bot|computer|machine|robot|ai)|are you (?:really |actually )?(?:a |an )?(?:real |live |actual )?(?:person|human(?: being)?|bot|robot|computer|ai|machine)|you(?:'re| are) (?:a |an )?(?:bot|robot|ai|computer)|(?:tell|know|hear|got)(?: me)? (?:a |any |some )?(?:good |funny )?jokes?|(?:say|tell me) something funny|make me laugh|how are you(?: doing)?(?: today)?|how(?:'s| is) (?:it going|your (?:day|week|weekend)|everyone|life|the weather)|what'?s up|are you (?:a |an )?(?:bot|robot|human|real|ai|person|machine)|"
        r"tell me (?:a joke|something funny)|what a (?:day|week|morning|monday)|finally (?:friday|weekend)|tgif|lol|lmao|rofl|haha+|hehe+|happy (?:friday|monday|new year|holidays|birthday|weekend)|merry christmas|have a (?:nice|great|good|lovely) (?:day|one|weekend|evening|week)|good ?night|"
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
        r"for (?:the|your|all|that|this|everything|being|getting|looking|coming|such|a|an)[^.!\n]{0,50}|so much|very much|a lot|a (?:ton|million|bunch)|brilliant|again|all|team|everyone|guys|mate|ok(?:ay)?|great|perfect|cool|nice|awesome|wonderful|lovely|amazing|brilliant|excellent|super|got it|will do|"
        r"have a (?:nice|great|good|lovely) (?:\w+)|(?:that'?s |that was |this is |this was )?(?:very |so |really |super |most )?(?:helpful|kind(?: of you)?|quick|fast|clear|useful)|no (?:worries|problem)|understood|(?:that )?makes sense|yeah|yep|yes|right|noted|you(?:'re| are) (?:super |so |very |really )?(?:helpful|great|kind|quick|fast|awesome)|quick (?:reply|response|answer|help)|you guys|you too|bye|the help"
    ),
    # what one customer tells another to do; said to us, or of themselves, it is none
    "advice": re.compile(
        r"(?:^|[.!,:;\n]\s*|\b(?:just|then|and|or|maybe|perhaps|hi|hey|hello|yes|no) |@\w+ )(?:try(?! (?:harder|again))|use (?:the|a|an|your|this|that)\b|(?:go|switch) (?:to|into|back)|click|open (?:the|your)|clear (?:the|your)|restart|re-?install|(?:log|sign) (?:out|in|off)\b|make sure|disable|enable|turn (?:on|off|it)|"
        r"switch (?:on|off)|select|choose|reset|uninstall|upgrade (?:to|your)|downgrade|check (?:your|under|whether|that)|look (?:under|in)\b|set (?:the|your|it))\b|"
        r"\byou(?:'ll|'d| will| would)?(?: just| simply| only| probably| first| also| then)* (?:have to|need to|must|should|can|could|might want to|may want to)\b(?! only)",
        re.IGNORECASE,
    ),
    "not_advice": any_of(
        r"i|me|my|mine|myself|we|us|our|ours|ourselves|please|pls|plz|support|just to|(?:every|each) time|over and over|forever|ages|"
        r"you(?:'ll|'d| will| would)?(?: \w+)? (?:have to|need to|must|should|can|could|might want to|may want to) (?:\w+ly |just |also )?(?:fix|refund|repl|respond|answer|help|look|investigat|sol|sort|do|explain|tell|give|pay|compensat|apologi|check|test|improv|hire|know|understand|see|imagine|stop|listen|care|be|add|send|close|find|reproduce|have|read|reach|contact|call|write|wait)\w*",
    ),
    # the whole burst: our words arrived, or will be tried
    "acknowledged": re.compile(
        r"\W*(?:(?:[ao]+h+|aw+|ok(?:ay|ie|ey)?|k|kk|sure|alright|all right|right|ye[sp]|yeah?|yup|got it|gotcha|noted|understood|i see|(?:i )?(?:now )?(?:understand|get it|got it)(?: now)?|(?:that |it )?makes (?:total |perfect )?sense|(?:all |that is |it is |that's |it's )?(?:very |really )?clear|sounds good|will do|great|perfect|excellent|awesome|nice|cool|fine|good|good to know|roger(?: that)?|thanks+|thank you+|thx|ty|cheers|y|"
        r"(?:(?:i|we)(?:'ll| will)|let me|will) (?:(?:definitely|just|quickly) )?(?:try|check|test|look|see)|"
        r"(?:(?:i|we)(?:'ll| will)|let me|going to|gonna|will) (?:(?:definitely|just|quickly) )?(?:(?:try|check|test|do|look at|have a look at|take a look at|give|read|go through|look into) (?:that|this|it|them)(?: a (?:try|go|shot))?|have a look|take a look|give (?:that|this|it) a (?:try|go|shot)|wait|(?:let you know|keep you posted|report back|get back to you|tell you|update you)(?: (?:how it goes|if it works|whether it works))?)|"
        r"(?:let you know|keep you posted|report back|get back to you)(?: (?:how it goes|if it works|whether it works))?)"
        r"(?: (?:now|then|today|tomorrow|later|soon|first|out|right away|tonight|again))*(?:\W+(?:and )?|$))+",
        re.IGNORECASE,
    ),
    "asks_if_done": any_of(
        r"work\w*|solved|sorted|fixed|resolved|all (?:good|set|fine)|help(?:ed|s)?|as (?:you )?expected|get you there|answers? (?:it|that|your)|still need|okay now|everything"
    ),
}

EMPTY = frozenset(
    words(
        "the a an and or of to in on is are was were be been being it its this that these those i you he "
        "she we they my your our me us them his her their do does did doing done can could would should "
        "will shall may might must have has had having not no nor what how why when where who which whose "
        "with for from at by as if but so there here any some all please help hi hello hey thanks thank "
        "need want get got getting just still out up down am im ive id dont doesnt didnt cant wont isnt "
        "wasnt havent hasnt let lets also than then too very really about into over after before again "
        "once more most other another same own only now ever never always one two like know tell see look "
        "going go goes went make makes made way thing things something anything someone anyone everyone "
        "able use using used try trying tried much many lot bit keep kept say says said think come came "
        "take takes took put seem seems cannot because while since been through off under between yes ok "
        "okay sure well good dear team guys anybody somebody thats whats"
    )
)
