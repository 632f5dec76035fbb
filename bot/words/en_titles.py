"""An English article's title as a phrase: "Export your contacts" -> "exporting your contacts"."""

from __future__ import annotations

import re

from bot.words.en_grammar import VERB, gerund
from bot.words.language import Phrase, Reflection
from bot.words.text import words

_TITLE_HOW = re.compile(rf"^(?:how (?:to|do i|can i) )?{VERB} (?P<obj>[\w' -]{{3,40}})\??$", re.IGNORECASE)
_TITLE_WORKS = re.compile(  # "How refunds work" is what nobody asks
    r"^(?P<how>How|Where|When|Why)(?P<rest> (?!do\b|does\b|can\b|is\b|are\b|to (?!see|find))"
    r"[\w' -]{6,50}(?<!\bwork)(?<!\bworks))$"
)
_TITLE_ING = re.compile(r"^(?P<ing>[A-Z][a-z]{2,12}ing) (?P<obj>[\w' -]{3,40})$")
_TITLE_NOUNS = re.compile(r"^[A-Z][a-z]+(?: [a-z][a-z-]*){0,3}$")
_HEADS = re.compile(
    r"(?:limits?|times?|fees?|rates?|plans?|settings?|options?|requirements?|rules?|charges?|refunds?|roles?|templates?|notifications?|permissions?|codes?|cards?|accounts?|costs?|prices?|invoices?|"
    r"payments?|transfers?|benefits|rewards|eligibility|details|methods?|orders?|delivery|security|access|integrations?|backups?|protection|insurance|history|statements?|documents|policy|features|support)$"
)
_NOT_VERBAL = frozenset(
    words(
        "Banking Billing Building Meeting Onboarding Opening Pricing Savings Shipping Spending Training "
        "Troubleshooting Understanding"
    )
)


def reflect_title(title: str) -> Reflection | None:
    """An article's title as a phrase: "Export your contacts" -> "exporting your contacts"."""
    head = title.split(":")[-1].strip().rstrip("?.")
    if any(word[0].isupper() and not word.isupper() for word in head.split()[1:]):
        return None  # headline capitals: which of them are names cannot be told
    if len(head.split()) > 6 or re.search(r"[()|/&,]|\band\b|\bor\b", head):
        return None
    if found := _TITLE_WORKS.match(head):
        return Reflection(kind=Phrase.ASKED, text=found["how"].lower() + found["rest"], told_by="title")
    if found := _TITLE_HOW.match(head):
        return Reflection(
            kind=Phrase.DOING,
            text=f"{gerund(found['verb'].lower())} {_title_object(found['obj'])}",
            told_by="title",
        )
    if (found := _TITLE_ING.match(head)) and found["ing"] not in _NOT_VERBAL:
        return Reflection(
            kind=Phrase.DOING, text=f"{found['ing'].lower()} {_title_object(found['obj'])}", told_by="title"
        )
    if _TITLE_NOUNS.match(head) and len(head.split()) > 1 and _HEADS.search(head):
        return Reflection(kind=Phrase.THING, text=head[0].lower() + head[1:], told_by="title")
    return None


def _title_object(text: str) -> str:
    """In a title "your" already means the customer."""
    return re.sub(r"\b(?:my|our)\b", "your", text.strip(), flags=re.IGNORECASE)
