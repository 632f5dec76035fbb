"""English that is still being learnt, and slang: understood, but not said back as it was written."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re

_COUNTED = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|many|several|few|both|these|those|\d+)"
)
_LEARNING = re.compile(
    r"\b(?:(?:explain|say|suggest|recommend) (?:me|us)\b"
    r"|i (?:want|need|like) (?:learn|know|buy|cancel|change|delete|use|make|get|see|open|send|pay|have|ask)\b"
    r"|have you (?:video|tutorial|manual|app|shop|option|possibility|solution|phone|email|discount|number)\b"
    r"|(?:how|where) (?:i|we) can\b.*\?|how (?:i|we) (?:do|make|change|cancel|use|get|delete|must|should)\b|why (?:i|we) (?:must|can|have|cannot|can't|should)\b|when (?:i|we) (?:will|can|must)\b[^,]*\?"
    r"|(?:is|am|are) (?:come|came|break|go|went|agree|work|stop|happen|open|close)\b(?! (?:source|beta|day|house|\w+ing))"
    r"|need anymore|depends? (?:from|of)\b|it depend\b|persons|datas|informations|advices|childs|childrens|softwares|moneys|peoples|equipments|feedbacks|homeworks"
    rf"|(?:he|she|it|which|nobody|everybody) don't|(?<![\d-])(?<!\d){_COUNTED} (?:time|day|hour|week|month|year|minute|person|kid|user|customer|order|invoice)\b(?! \w+s\b)(?![- ]?\w*(?:pass|trial|limit|window|plan|stay|notice|period|rule|ticket|delay|slot|deadline|money|old|course|contract))"
    r"|(?:cannot|can not|can't|must|should|can|could) to\b|how (?:work|function)\b|by error|want kindly|kindly to know|(?:from|in|of|to) (?:USA|UK|EU)\b(?! \w+s\b)"
    r"|\d+ of (?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|(?:hold|wait|use|pay|work|have|is|are|be|am) (?:\w+ )?since (?:\d+|two|three|four|five|six|many|several|one|a) (?:\w+ )?(?:days?|weeks?|months?|years?|hours?)"
    r"|(?:was|is) no (?:give|come|work)\b|i no (?:can|have|understand|want)\b|(?:more|less) then\b|(?:my|the|your) (?:teacher|boss|colleague|phone|computer|program|programm|system|website|machine|employee) (?:give|say|make|show|work|come|go|tell|open|close|want|need|ask|have|stop|crash)\b)",
    re.IGNORECASE,
)
_BROKEN = re.compile(
    r"\b(?:returns?|returned|gives?|shows?|throws?|get|gets|got|open|need|find|finding|have|has) (?:error|job|message|bug|answer|mistake)\b(?! (?:codes?|messages?|pages?|logs?|(?-i:[A-Z\d])))"
    r"|\bthere is no \w+(?<!ss)(?<!us)s\b|\b(?:is|are|was) (?:reading|knowing|costing|coming (?:from|back to (?!you|us))) ?|\b\w+ for to \w+|\b(?:the|that) (?:yet|still|just|also|too|always|again) "
    r"|\bstopping \w+ing\b|^\w+ing (?:[\w-]+ ){0,9}(?:returns|gives|throws|is a|is very|crashes|fails|freezes)\b|\b(?:our|your|the) (?:is|are|was|can|will) |\b(?:let|letting|telling) we\b|\bsince (?:\d+|two|three|four|five|six|several) (?:minutes|hours|days|weeks|months|years)\b|\blooks like\b(?<!it looks like)|\bwhere$|\bhow$|\bwhen$|\bpoints is\b|\bif your \w+ is new\b"
    r"|\bprobably$|\bgoing now$|\b(?:on|in) (?:your|my) screen the\b",
    re.IGNORECASE,
)
_SLANG = re.compile(
    r"^\d[\d.,]* (?:a|per) \w+ for\b|\bwhy (?:the|your|our|this) \w+[^s\W] (?:always |still |not )?(?:stop|work|show|come|go|open|close|load|crash|take|get|want|need)\b|\bcause (?:the|i|you|it|we|they|my|your)\b|\b\d+ ?hrs?\b|\b(?:the|your) \w+ (?:in \w+ |on \w+ )?tell you\b|\bnuk(?:e|es|ed|ing)\b|\bkill(?:s|ed|ing)? (?:the|your|all|my) (?:notif|sound|noise|email|mail|reminder|newsletter|popup|pop-up|ad)\w*|\bstill dead\b|\b(?:e?-?mail|internet|network) is dead\b|\b(?:\w+ (?<!the )(?<!whole )(?<!one more )(?<!every )(?<!only )(?<!same )(?<!real )thing|which thing)\b(?! (?:you|we|that)\b)"
    r"|\blike an? (?!(?:pivot|table|\w+ (?:view|table))\b)\w+ (?!table)\w+$|\b(?:laughable|indecisive|bonkers|janky|wonky|borked|busted|toast|kaput|meh|crazy|insane|nonsense|rubbish|fishy|bloody)\b|\bsinging along\b|\b(?:is|was) just an? \w+$|\bexist$|\bby accident from\b",
    re.IGNORECASE,
)


def learning(text: str) -> bool:
    """Whether somebody writes an English that they are learning: what they mean is not always what it says."""
    return bool(_LEARNING.search(text))


def rough(said: str) -> bool:
    """Whether a phrase is broken or slang: no agent would write it."""
    return bool(_BROKEN.search(said) or _SLANG.search(said))
