"""Words that name nothing by themselves, and a text without its shouting."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re

from bot.words.en_turned import VERB_WORDS, past, third
from bot.words.text import words

OWN = frozenset(words("my our mine ours"))
THE = frozenset(words("the this that these those your its their his her"))
FUNCTION = frozenset(
    words(
        "and or but so because if when while since after before until although though that which who whom whose where why how what whether than as then "
        "in on at by for from with without to of off over under into onto through via about against between during within per like plus except "
        "is are was were be been being am has have had do does did can could will would should may might must isn't aren't wasn't weren't hasn't haven't hadn't "
        "doesn't don't didn't can't cannot couldn't won't wouldn't shouldn't not never no still just only also too again yet already now then here there today yesterday tomorrow tonight "
        "always often suddenly ever even really all both each every some any anymore either altogether please thanks thank i i'm i've we we're we've you you're he she it it's they them me us my our your his her its their the a an this these those "
        "keeps keep kept gone down up out back away offline online empty blank wrong broken stuck slow slower late missing dead frozen full open closed ready available unavailable pending possible valid invalid "
        "yes ok okay instead twice once later soon forever everywhere nowhere anywhere somewhere myself went goes came gave got gets took takes said says told made makes lost found left sent paid broke "
        "disappeared vanished crashed crashes arrived arrives failed fails worked works stopped stops showed shows needs wants costs cost became ate threw throws spins hangs hung shut froze "
        "next actually apparently basically completely totally currently recently usually normally directly automatically manually properly correctly immediately automatically"
    )
)
_VERB_FORMS = frozenset(form for verb in VERB_WORDS for form in (verb, third(verb), past(verb)))


_SHOUTED = (
    FUNCTION
    | _VERB_FORMS
    | frozenset(
        words(
            "again both every everything everyone nothing never nobody twice hard nine ten five all always worst third second first whole complete really absolutely"
        )
    )
)


def calm(text: str) -> str:
    """The text without the shouting in it: "empty AGAIN" -> "empty again"."""
    return re.sub(
        r"\b[A-Z]{3,}\b(?! /)", lambda word: word[0].lower() if word[0].lower() in _SHOUTED else word[0], text
    )
