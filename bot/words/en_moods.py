"""English moods: anger said plainly, politely or ironically, fear, exhaustion; and grim words that mean nothing.

Each group names a way in which people are upset, so that a new phrase of a group is one alternative more.
"""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.words.language import any_of

_NAMED = (  # the feeling has its name
    r"(?:so |very |really |extremely |beyond |getting |absolutely |completely )?(?:angry|furious|frustrat(?:ed|ing|es|ion)|annoy(?:ed|ing|s)|upset(?:ting)?|outraged|livid|fed up|pissed|mad at|"
    r"disappoint(?:ed|ing|ment)|disgust(?:ed|ing)|appalled|exasperat(?:ed|ing)|infuriat(?:ed|ing)|maddening|irritat(?:ed|ing)|unhappy|dissatisfied|unsatisfied|displeased|dismayed|"
    r"taken aback|speechless|dumbfounded|bitter|offended|insulted|humiliat(?:ed|ing))|"
    r"(?:writing|write|wish|want|need|have|like) to (?:complain|make a complaint)|(?:make|making|file|filing|lodge|raise|raising) an? (?:\w+ )?complaint"
)
_CONTEMPT = (
    r"unacceptable|ridiculous(?:ly)?|outrageous|terrible|horrible|pathetic|useless|worst|(?:is this|this is|what|you'?re|are) (?:just )?a (?:\w+ )?joke|nightmare|crap(?:py)?|(?:complete|total|absolute|utter|such a|this is) (?:\w+ )?(?:disaster|mess|circus|garbage|rubbish|trash)|bull(?:shit|crap)|"
    r"incompeten\w+|unbelievable|shame(?:ful| on)|disgrace(?:ful)?|absurd|insane|hopeless|worthless|laughable|unprofessional|amateur(?:s|ish)?|abysmal|atrocious|dreadful|appalling|lousy|shambles|farce|clown\w*|(?:you |bunch of |are )?(?:idiots|morons)|(?:stupid|dumb) (?:\w+ )?(?:system|machine|app|thing|update|site|software|bot|tool|programm?e?|company|page|button|policy|rule)|"
    r"(?:is|are|such|what|a bunch of|bloody|you) (?:an? )?(?:\w+ )?scam(?:mers)?|rip-?off|ripped off|cheated|(?:you|page|site|team|rep|agent|they) lied|liars?|thie(?:f|ves)|robbed|sucks?|sux|shit\w*|f+u+c+k\w*|wtf|wth|ffs|smh|what a mess|broken again|again\?!|screw (?:you|this)|piece of (?:sh\w+|crap|junk|garbage|trash|rubbish|work)|hate (?:this|it|that|your|you|when|how)|"
    r"embarrass(?:ed|ing|ment|s)?|beggars belief|beyond (?:me|a joke|belief)|unreal|not (?:even )?funny"
)
_NEGATED = (  # polite: a good word with a no before it
    r"(?:not|n'?t|never|hardly|far from|anything but|less than|no longer)(?: at all| really| exactly| very| too| a bit| even| particularly| remotely)* (?:happy|pleased|impressed|amused|satisfied|acceptable|thrilled|delighted|good enough|professional|fair|"
    r"what (?:i|we) (?:paid|pay|expected?|signed up|were promised|was promised)|how (?:you|one|this) (?:should )?treats?|on\b(?=[.!])|ok(?:ay)? (?:with|that)|the first time)|"
    r"(?:had )?expect(?:ed|ing)? (?:much |a lot |something |far )?(?:better|more)\b|deserve better|(?:leaves|left) (?:a|me with a) (?:bad|bitter|sour)|falls? (?:far )?short|below (?:any|all|par)|poor(?:ly)? (?:service|support|handled|communicat\w+|show|performance|experience)|let (?:me|us) down|(?:feel|felt|been|being) let down|"
    r"(?:is|was) this (?:really |seriously )?what (?:i|we) pay|(?:(?:at|for) (?:this|that) price|pay(?:ing)? (?:you )?[^.?!\n]{0,25}for (?:this|that)\b(?! (?:plan|feature|seat|month|invoice)))|what (?:am i|are we|do i|do we|exactly am i|exactly are we) (?:even )?pay(?:ing)?(?: you)? for"
)
_WORN_OUT = (
    r"(?:i|we|i'?m|we'?re)(?:'ve| have)? (?:just |about to |ready to |almost )?(?:give|giving|gave|given) up|tried (?:absolutely |literally )?everything|(?:spent|wasted|lost|burned|burnt) (?:my|the|our|a|an|half|all|over|\w+ hours?|hours|days)\b[^.?!\n]{0,25}\b(?:day|evening|weekend|night|morning|afternoon|hours?|week|time|life)|"
    r"hours? of (?:my|our) (?:life|day|time|weekend)|(?:can'?t|cannot|can not|won'?t) (?:deal with|take|do|stand|bear|cope with|handle) (?:this|it|that)(?: any ?more| any longer| nonsense)?(?=[.,!?\n]|$)|(?:can'?t|cannot|hard to|could ?n'?t) bel(?:ie|ei)ve|(?:can'?t|cannot) understand how|"
    r"(?:driv(?:es|ing|e)|mak(?:es|ing)) (?:me|us) (?:crazy|mad|insane|nuts|sick|up the wall)|(?:going|go) (?:crazy|mad|insane|nuts)|losing (?:my mind|it|sleep|my temper)|pull(?:ing)? (?:out )?my hair|enough is enough|(?:i'?ve|we'?ve|i have|we have) had (?:it|enough)|had it with|"
    r"(?:so|really|very|just|am|i'?m|getting) tired (?:of|now)|tired of|sick (?:of|and tired)|exhaust(?:ed|ing)|worn out|at (?:my|our) wits'? end|(?:out of|lost|losing|loosing|no more|running out of) (?:my |our |all |any )?(?:patience|faith|trust|confidence|hope)|patience (?:is|has|was|wears|runs|ran)|"
    r"(?:been|being|was|were) (?:very |more than |so |really )?patient|waste of (?:time|money)|wasted (?:my|our|hours?|\w+ hours|the whole)|what a waste|don'?t know what (?:else )?to do any ?more|at a loss"
)
_FEAR = (
    r"desperate|panick?(?:ing|ed|y)|(?:in|a bit of a|total|pure) panic|(?:so|really|very|am|i'?m) (?:scared|worried)|terrified|frightened|(?:so|very|really|extremely|am|i'?m) stressed|stressing me|anxious|nervous wreck|(?:i |could |want to |gonna |about to |almost )(?:cry|crying|in tears)|(?:crying|in tears)|heartbroken|devastat(?:ed|ing)|"
    r"freak(?:ing|ed) out|(?:not|can'?t|cannot|couldn'?t|didn'?t) sleep|sleepless|so sad|(?:lose|losing) my job|in (?:the )?hospital|understand my situation|my (?:existence|livelihood)|in pieces|(?:rent|salary|wages|mortgage) (?:is|are) due|(?:left|stuck|stranded|sitting|abroad|here)\b[^.?!\n]{0,25}\b(?:with no|without|no) (?:any )?(?:money|cash|card|food)|please please"
)
_RHETORICAL = (
    r"(?:how|why) (?:on earth|the hell|the heck|can you (?:still|even)|could you (?:let|do))|what(?:'s| is| on earth| the (?:hell|heck)) (?:is )?wrong with (?:you|your|this|these|them)|what (?:the (?:hell|heck|f\w*|actual)\b|the(?=[?!.]|$)|on earth|in the world)|what kind of (?:service|company|support|product|joke|business|people)|do(?:es)? any(?:one|body) (?:even |ever |actually )?(?:work there|work here|care|test|read|listen|bother)\b|do you (?:guys |people )?(?:(?:even|ever|actually|all) (?:work|care|test|read|listen|bother|use)|care|listen|bother)\b|does any(?:one|body) (?:even|actually) \w+|"
    r"are you (?:serious|kidding|joking|for real|out of your)|you(?:'ve| have)? (?:got to|gotta|must) be (?:kidding|joking)|must be (?:kidding|joking)|seriously\W*[?!]|for real\?|really\?!|how dare|how (?:hard|difficult) (?:can|could|is) (?:it|that|this)|"
    r"why is (?:it|this|everything) (?:so|always) (?:hard|difficult|complicated|painful|bad|broken|impossible|slow|much work)|why (?:do|are) you (?:do|doing) this to|how is (?:this|that|it) (?:even |still )?(?:acceptable|allowed|legal|a thing|ok(?:ay)?|possible in)|"
    r"who (?:designed|tests|tested|approved|wrote|came up|decided|thought|signs? off|on earth)|(?:nobody|no ?one|none of you)(?: even| really| ever| at all)? (?:cares?|listens?|bothers?|gives a|seems to care|knows what|tests?|says sorry|apologi[sz]\w+)"
)
_HARM = (
    r"(?:i|we)(?:'ve| have)? (?:just )?lost (?:all|hours|my (?:work|data|money|patience)|our (?:work|data|money|customers))|(?:all|everything) (?:my |our )?(?:work|data|files|photos)?\s?(?:is|are|was|were) (?:lost|gone)|ruin(?:ed|ing|s) (?:my|our|everything|the whole)|because of you(?:r| guys|,|\.|!|$)|thanks to your|(?:cost|costing|costs) (?:me|us) (?:\w+ )?(?:money|a (?:client|customer|deal|sale|job|day)|clients|customers|hours|days|\d)|costs? you a customer|"
    r"(?:look|looking|looked) like (?:an? )?(?:idiots?|fools?|amateurs?|clowns?)|(?:my|our) (?:\w+ )?(?:boss|clients?|customers?|manager|team|wife|husband|ceo|users|students) (?:is|are|was|were|got|will be|want\w*) (?:\w+ )?(?:furious|angry|mad|upset|screaming|complaining|yelling|not happy|unhappy|laughing|my head)|"
    r"missed (?:a|an|my|our|the) [\w ]{2,25}\b(?:because|due to|thanks to)|you (?:people |guys )?(?:broke|ruined|killed|wrecked|destroyed|deleted|lost|ate|messed|wiped)|(?:your|the|this) (?:app|update|system|tool|software|release|site) (?:ate|wiped|killed|destroyed|ruined|swallowed)|ignored? (?:me|us) (?:again|for|completely)|third time this|"
    r"(?:second|third|fourth|fifth|sixth|2nd|3rd|4th|5th|6th|umpteenth|hundredth|nth) (?:broken|failed|bad|buggy|botched|crash)|(?:second|third|fourth|fifth|2nd|3rd|4th|5th) time (?:today|this|in)|(?:yet )?another (?:\w+ )?(?:update|release|bug|crash|outage|error) (?:that|which) (?:\w+)|yet another (?:broken|failed|bug|crash|error|outage|problem|issue|day)|"
    r"every (?:single |damn |bloody )?(?:time|day|week|update)\b(?=.*(?:fail|crash|break|lose|wrong|wip|delet))|always (?:crash|break|fail|los|brok)\w*|happens? (?:again and again|over and over|all the time)|once again\b(?=.*(?:fail|crash|broke|lost|wrong|empty|down|blank|charged))"
)
_IRONY = (  # ironic by its own form
    r"thank(?:s| you)(?: (?:so|very) much| a (?:lot|bunch|ton|million))? for (?:\w+ )?(?:delet|los|wip|break|crash|ruin|wast|eras|ignor|block|lock|kick|cancel|forget|destroy|nothing|mess|overcharg|charg|breaking|making (?:me|us) (?:look|wait|do|re))\w*|thank(?:s| you) for nothing|"
    r"(?:is|was|be|as|into) a (?:new |hidden |secret )?feature(?: now|,? not)|(?:is|are) [\w ]{3,40} a (?:new )?feature\b|feature,? not a bug|congrat(?:s|ulations)\b[^.?!\n]{0,40}\b(?:broke|break|manag|los|ruin|kill|wreck|worse)\w*|(?:slow clap|what a (?:surprise|shocker|farce|mess|circus)|(?<!the )way to go(?=[,.!]|$| guys| team)|round of applause)|"
    r"just what i (?:needed|wanted)|(?:\.{2,}|…|,) ?not(?: really)?[.!]*$|/s$|good luck (?:with|explaining) that|how (?:lovely|nice|wonderful|convenient|original|delightful|reassuring)(?=[.!,\n]|$| of you)|(?:i'?m|am) sure (?:that'?s|it'?s) (?:fine|my fault|nothing)|"
    r"(?:guess|suppose) (?:i|we)(?:'ll| will| can| have to| should)?(?: just)? (?:never|do it by hand|go without|pray|wait forever|start over)"
)

MOODS: Mapping[str, re.Pattern[str]] = {
    "anger": any_of(_NAMED, _CONTEMPT, _NEGATED, _WORN_OUT, _FEAR, _RHETORICAL, _HARM, _IRONY),
    # grim or rude in passing: it counts where something is wrong, or where nothing is asked
    "grumble": any_of(
        r"damn(?: it)?|dammit|hell|mess|headaches?|stupid|dumb|garbage|rubbish|trash|disaster|scam(?:mers)?|circus|awful|stress(?:ful|ed)|scared|worried|upsetting|irritating|ruin(?:ed|s)|idiot|not great|not cool|not nice|sad|nervous|concern(?:ed|ing)|poor|bad(?:ly)?|confus(?:ing|ed)|lost everything|omg|ugh+|here we go again|argh+|grr+|sigh|jeez|come on|for (?:god|heaven|goodness|christ)'?s? sake|last time|whole (?:morning|day|evening|weekend)|keeps? happening|no sense|makes no sense|(?:really|very|so) (?:hard|difficult|complicated|slow|bad)"
    ),
    # praise that a loss in the same breath turns around
    "irony": re.compile(
        r"(?:^|[.!?,\n;:]\s*|\bjust |\boh |\bwow,? )(?:just |oh |ah |wow,? |well,? |so |what a |how ){0,4}(?:great|wonderful|fantastic|brilliant|lovely|awesome|perfect|amazing|excellent|super|bravo|congrat\w*|nice(?: one| job| work)?|(?:good|great|nice) (?:job|work)|well done|chapeau|beautiful|"
        r"splendid|marvell?ous|terrific|cool|hooray|yay|kudos|outstanding|so (?:helpful|nice|good|professional|convenient|easy|fast)|very (?:helpful|professional|nice|convenient))(?=[.!,…\n]|\s*$| another| when| how| that| to | now| service| experience| work| job)|"
        r"\b(?:just |really |absolutely |simply |so ){0,4}(?:love|adore|enjoy(?:ed|ing)?|appreciate) (?:it )?(?:how|when|that|waiting|starting|spending|losing|having to|paying|retyping|redoing|getting|being|the way)\b|🙄|👏|🤡|🤦|😒|🙃",
        re.IGNORECASE,
    ),
    "loss": any_of(
        r"wip(?:e|ed|es|ing)|ate|eat(?:s|ing|en)|delet(?:e|es|ed|ing)|los(?:e|es|ing|t)|gone|empty|broke|broken|break(?:s|ing)?|crash\w*|again|another|down|dead|fail\w*|stuck|errors?|(?:so )?slow|\d+ (?:minutes?|mins?|hours?|days?|weeks?)|retyp\w+|redo\w*|re-?enter\w*|forever|blank|"
        r"vanish\w*|disappear\w*|(?:does|do|did|is|was|are|wo|ca|has|have)n'?t \w+|cannot|can'?t|not work\w*|no (?:reply|answer|response|one)|nobody|wrong|twice|locked out|logged out|waiting|bug\w*|useless|worse|mess\w*|charged|kicked|undo\w*|missing|reset|overwr\w+"
    ),
    # grim words of somebody calm: taken out before anger is looked for
    "not_anger": any_of(
        r"(?:this |it |that )?(?:is |may be |might be |sounds? |be |'s )?(?:probably |maybe |likely |such )?an? (?:really |very |bit |rather )?(?:stupid|dumb|silly|idiotic|daft) (?:question|mistake|thing|of me)|(?:stupid|dumb|silly) (?:question|q|me)|(?:sorry|apologi[sz]e) (?:if|for|to|about)[^.?!,\n]{0,40}|"
        r"(?:terrible|horrible|awful|bad|poor|worst) (?:memory|with|at (?:math|this|computers|names)|connection|wifi|internet|weather)|worst[- ]case|panic (?:button|mode|room)|i'?m afraid (?:that )?(?:i|we|the|it|you|there|this|my|our|not)|afraid (?:so|not)|no (?:problem|worries|rush|hurry|stress|drama)|not (?:angry|upset|a problem|urgent|worried|annoyed|frustrated|a big deal|complaining)|"
        r"(?:nothing|not) (?:dramatic|serious|terrible|the end)|(?:hell|damn|insanely|crazy|wicked|stupidly) (?:of a |good|fast|easy|nice|useful|impressive)|hate to (?:bother|ask|be)|(?:hates?|hating) (?:tabs|change|spam|ads|typing)|without (?:stress|any trouble|crying)|stress[- ]?(?:test\w*|free)|load test\w*|"
        r"(?:mess|messing) (?:around|with)|(?:do|did|will|would|can|could)(?:n'?t| not)? (?:i |it |this |that )?(?:mess|screw) (?:up|with)|disaster recovery|nightmare mode|dumb (?:down|terminal)|trash (?:can|bin|folder)|(?:the|in|from|my|to|of) trash|garbage collect\w*|death|kill (?:a|the|switch)|dead (?:letter|line)|"
        r"(?:i|we) (?:was|were|am|are|'m) (?:stupid|an idiot|dumb)|my (?:stupid )?(?:mistake|fault|bad)|patiently|(?:so|too) (?:much )?worried about|(?:shouldn'?t|should i be|need to be|am i|be) worried|worried (?:that )?(?:someone|somebody|people|others)|(?:the )?worst (?:that |which |thing )?(?:that )?(?:can|could|may|might) happen|worried (?:that )?(?:i|we) (?:might|may|did|am|are|could)|how dare i"
    ),
}
