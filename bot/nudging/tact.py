"""What words forbid or ask for: somebody wants no more messages, thanks were said, it was asked before.

Pure, English and German. In doubt a customer is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot import signals

_STOP = re.compile(
    r"\b(?:please )?(?:stop|quit) (?:contacting|messaging|writing|mailing|emailing|texting|pinging|asking|"
    r"bothering|spamming|following up)\b"
    r"|\b(?:do not|don['’]?t|never) (?:ever )?(?:contact|message|write(?: to)?|mail|email|text|ping|"
    r"bother|reach out to) (?:me|us)\b"
    r"|\bleave (?:me|us) alone\b|\bno (?:more|further) (?:messages|follow[- ]?ups?|emails?|surveys?|"
    r"contact)\b"
    r"|\bunsubscribe\b|\bremove me from\b|^\W*stop\W*$"
    r"|\b(?:schreib\w*|kontaktier\w*|meld\w*) (?:sie |du )?(?:mir|mich|uns|euch|sich|"
    r"dich) (?:bitte )?(?:nicht (?:mehr|wieder)|nie wieder)\b"
    r"|\blass\w* (?:sie |du )?(?:mich|uns) in ruhe\b|\bkeine (?:weiteren )?(?:nachrichten|mails|"
    r"umfragen)(?: mehr)?\b|\bhör\w* (?:sie )?auf\b",
    re.IGNORECASE | re.MULTILINE,
)  # fmt: skip
_THANKS = re.compile(
    r"\bthank(?:s|\s?you)\b|\bthx\b|\bappreciate\b|\bgrateful\b|\bdank\w*\b|\bbedank\w*\b|\bfreut mich\b|"
    r"\blovely to (?:hear|read)\b",
    re.IGNORECASE,
)  # fmt: skip
_REPORT = re.compile(
    r"\b(?:found|spotted|noticed|reporting|report) (?:a|an|this|the|another) (?:\w+ )?(?:bug|typo|error|"
    r"problem|issue|glitch|mistake)\b"
    r"|\bjust (?:to let you know|so you know|wanted to (?:report|flag|let you know))\b|\bheads[- ]?up\b|"
    r"\bfor your information\b|\bfyi\b"
    r"|\b(?:habe|hab) (?:einen|ein|den) (?:\w+ )?(?:fehler|bug|tippfehler|problem) (?:gefunden|entdeckt|"
    r"bemerkt)\b|\bzur info\b|\bnur als hinweis\b",
    re.IGNORECASE,
)  # fmt: skip
_TOLD_ALREADY = re.compile(
    r"\b(?:as i|like i|i(?:['’]ve| have)?)(?: already)? (?:said|told|wrote|sent|gave|given|mentioned|"
    r"explained|provided|answered|shared)\b[^.?!]*"
    r"\b(?:already|before|above|earlier|twice|again)\b"
    r"|\b(?:as|like) i (?:already )?(?:said|told|wrote|mentioned|explained)\b|\b(?:already|just) (?:told|"
    r"sent|gave|given|answered|explained|wrote|said|shared|provided)\b"
    r"|\b(?:asked|asking) (?:me )?(?:that|this|for (?:it|that|this)) (?:already|again|before|twice)\b|"
    r"\bhow many times do i\b"
    r"|\bwie (?:ich )?(?:schon|bereits|oben) (?:gesagt|geschrieben|erwähnt)\b|\b(?:schon|"
    r"bereits) (?:gesagt|geschickt|geschrieben|beantwortet|erklärt|angegeben)\b",
    re.IGNORECASE,
)  # fmt: skip
_ABUSE = re.compile(
    r"\b(?:fuck(?:ing)? (?:you|off|idiots?|morons?)|piece of shit|you (?:are )?(?:all )?(?:idiots?|"
    r"morons?|assholes?|bastards?|scum)|"
    r"go to hell|kill yourself|ihr (?:idioten|arschlöcher|versager)|arschloch|verpiss\w*|leck mich)\b",
    re.IGNORECASE,
)  # fmt: skip


def wants_no_contact(texts: Iterable[str]) -> bool:
    """Whether a customer asked to be left alone in any of these lines."""
    return any(_STOP.search(text) for text in texts)


def thanks_in(text: str) -> bool:
    """Whether somebody of ours thanks the customer."""
    return _THANKS.search(text) is not None


def reports_something(text: str) -> bool:
    """Whether a customer took the time to report something, rather than to ask for help with it."""
    return _REPORT.search(text) is not None


def told_already(text: str) -> bool:
    """Whether a customer says that they were asked for what they had told."""
    return _TOLD_ALREADY.search(text) is not None


def abusive(texts: Iterable[str]) -> bool:
    return any(_ABUSE.search(text) for text in texts)


def angry(texts: Sequence[str]) -> bool:
    """Whether a customer was upset, and has said nothing kind since."""
    for text in reversed(texts):
        told = signals.read([text])
        if told.upset:
            return True
        if told.praise or thanks_in(text):
            return False
    return False


def delicate(texts: Sequence[str]) -> bool:
    """Whether a conversation is about security or the law, or was abusive: nothing light belongs there."""
    return abusive(texts) or any(told.security or told.legal for told in (signals.read([t]) for t in texts))
