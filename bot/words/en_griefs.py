"""English words of somebody who lost a person, or whose life an illness has turned: they get a condolence, nothing else first."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.words.language import any_of

_KIN = (
    r"(?:husband|wife|spouse|partner|fianc[eé]e?|girlfriend|boyfriend|mother|father|mum|mom|mam|dad|daddy|mummy|parents?|son|daughter|child|kid|baby|brother|sister|twin|"
    r"grand(?:mother|father|ma|pa|mum|dad|son|daughter|parents?)|gran(?:ny|dad)?|nan(?:a)?|nephew|niece|uncle|aunt(?:ie)?|cousin|(?:mother|father|brother|sister|son|daughter)-in-law|"
    r"(?:best )?friend|colleague|co-?worker|co[- ]?founder|founder|boss|business partner|treasurer|dog|cat|brother|neighbou?r)"
)
_ROLE = r"(?:coordinator|manager|chair(?:man|woman|person)?|president|secretary|teacher|pastor|priest|director|caretaker|leader|volunteer|member|client|customer|patient|student|tenant|employee|accountant|owner|admin)"
_MACHINE = r"(?:phone|laptop|pc|computer|server|battery|drive|disk|machine|printer|router|mac|ipad|tablet|device|process|app|screen|account)"
_OURS = rf"(?:my|our|his|her|their) (?:(?:late|dear|beloved|poor|old|little|younger|older|eldest|only|own) )*{_KIN}"
_LATELY = r"(?:(?:has|have|had|just|recently|suddenly|sadly|unexpectedly|peacefully|also|only) )*"
_NOT_OURS = r"(?! (?:laughing|of (?:laughter|boredom|embarrassment|shame)|inside|on (?:me|us|stage)|in (?:the )?(?:game|ranked|raid|fight|lobby|dungeon|match|arena)|at (?:level|the boss)))"
_WHO = rf"(?:i|i'm|we|he|she|he's|she's|{_OURS}|who)"
_WARD = r"(?:the |a )?(?:hospitals?|intensive care|icu|hospice|emergency room|a&e|palliative care)(?! (?:\w+ ){0,2}(?:account|board|team|plan|it|department|workspace|system|staff|project|app)\b)"

GRIEFS: Mapping[str, re.Pattern[str]] = {
    "bereaved": any_of(
        rf"(?<!of ){_OURS},?(?: [a-z]+(?<!'s)){{0,1}}? {_LATELY}(?:died|passed away|passed on|passed|was killed|took (?:his|her) own life){_NOT_OURS}(?! (?:the|a|an|it|me|us|this|my|out|by)\b)",
        rf"{_OURS} (?:is (?:dead|no longer with us|no longer alive)|isn't with us any ?more)",
        rf"(?:he|she|who) {_LATELY}(?:died|passed away){_NOT_OURS}",
        rf"(?:my|our|his|her|the|a) (?:(?!{_MACHINE}\b)[a-z-]+ ){{1,4}}{_LATELY}passed away|(?:my|our|his|her) (?:[a-z-]+ )?{_ROLE} {_LATELY}(?:died|is dead){_NOT_OURS}",
        rf"(?:mum|mom|dad|gran|nan|grandma|grandpa|granny|grandad|mother|father) {_LATELY}(?:died|passed away|passed (?:suddenly|peacefully|on|last|this|yesterday)){_NOT_OURS}",
        r"(?:account holder|(?:owner|admin)(?: of (?:our|the|my) [a-z]+)?|mr\.? [a-z]+|mrs\.? [a-z]+) (?:has |had )?(?:died|passed away)",
        rf"(?:the )?(?:death|passing|loss|suicide) of (?:{_OURS}|a (?:loved one|close friend|colleague|family member))|{_OURS}'s (?:death|passing|estate|funeral|probate|ashes)",
        rf"(?:lost|bury|buried|burying) (?:my|our) (?:(?:late|dear|beloved|little|only|own) )*{_KIN}(?!'|\w| (?:phone|account|card|login|password|in the (?:crowd|shop))\b)",
        r"(?:my|our|his|her) (?:late|deceased) (?:\w+ )?(?:husband|wife|partner|mother|father|mum|mom|dad|son|daughter|brother|sister|\w+)",
        r"(?:a |the )?(?:death in the family|bereavement|miscarriage|stillbirth)|(?:was|am|i'm|been|recently) (?:widowed|bereaved)|(?:i'm|i am) a (?:\w+ )?widow(?:er)?|widow(?:er)? here|(?:a|his|her) (?:recent )?(?:widow|widower)(?= (?:and|now|since|of)\b|[.,!]|$)|"
        r"(?:before|after|since|at|for|day of|planning|arrange|arranging|attend|attending) (?:the|his|her|a|my \w+'s) (?:\w+ )?funeral(?! (?:home|parlou?r|director|plan))",
    ),
    "ill": any_of(
        rf"{_WHO} (?:(?:is|was|am|are|were|has|have|had|been|'s|lies|lying|still|now|currently|back|just|suddenly|i'm|again|ended up|sitting|woke up|recovering|typing|writing(?: this)?|with (?:him|her)) )+(?:in|from) {_WARD}",
        rf"(?:i'm|he's|she's|they're) (?:\w+ )?in {_WARD}",
        rf"(?:taken|rushed|admitted|sent|back|brought|off|going|go) (?:in)?to {_WARD}|hospitali[sz]ed|(?:in|out of|into) (?:intensive care|a coma|hospice)|from (?:my|a|his|her) hospital bed",
        rf"(?:{_WHO} (?:\w+ ){{0,2}}?(?:has|have|had|got|fighting|battling)|diagnosed with|diagnosis of|dying of|dying from|treatment for|in remission from|(?:my|his|her)) (?:\w+ ){{0,2}}?(?:cancer|leuk\w+|lymphoma|brain tumou?r|tumou?r|sepsis|dementia|alzheimer'?s|parkinson'?s|multiple sclerosis|motor neurone disease)(?! (?:charity|research|board|project|account|support group))",
        r"(?<!nearly )(?<!almost )(?:had|having|suffered|after|since|survived) (?:a |my |his |her |another )(?:major |massive |mini |second |mild )?(?:stroke|heart attack)|(?:my|his|her|on|having|through|start(?:s|ing|ed)?|begin|during|between) chemo(?:therapy)?|(?:cancer|chemo) treatment|"
        r"terminal(?:ly ill| illness| diagnosis)|(?:on )?life support|(?:seriously|gravely|critically|very|severely|chronically) ill\b|(?:my|his|her) (?:\w+ )?(?:cancer|surgery|operation|diagnosis)(?= (?:came|was|is|has|on|next|last|this|and|means|went|left)\b)",
    ),
    # one of these is in whatever the two above find: most messages are done with it
    "grief": re.compile(
        r"die[ds]\b|dead|passed|killed|took (?:his|her) own|no longer|isn't with us|death|passing|loss|suicide|estate|funeral|probate|ashes|lost|bur(?:y|ied)|late\b|deceased|bereave|miscarr|stillb|widow|"
        r"hospi|intensive|icu\b|emergency|a&e|palliative|coma\b|cancer|leuk|lymph|tumo|sepsis|dementia|alzheimer|parkinson|sclerosis|neurone|stroke|heart attack|chemo|terminal|life support|\bill\b|surgery|operation|diagnosis",
        re.IGNORECASE,
    ),
    # nobody died and nobody is ill: taken out before
    "no_grief": any_of(
        r"(?:cancer|heart|hospital|dementia|stroke|hospice|funeral|bereavement) (?:charity|charities|research\w*|foundation|ward app|campaign|board|template|leave|home|support group|service)|(?:nearly|almost|practically) (?:died|had|gave|passed)[^.?!\n]{0,30}|"
        r"(?:nearly|almost) (?:a )?heart attack|\w+ pass(?:es|ed) away the time|(?:we|i) (?:work|volunteer) (?:in|at|for) (?:a |the )?\w* ?(?:hospital|hospice)|(?:died|dead) (?:laughing|inside)"
    ),
}
