"""The thing a customer writes about, when no pattern fits: a noun of theirs that a support desk knows.

Only nouns from these lists are ever repeated, so that no half of a clause or slip of the tongue is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.words.language import Phrase, Reflection
from bot.words.text import words

_HEADS = words(
    "account account-number agreement app attachment balance bank-transfer beneficiary bibliography "
    "bill board bug button calendar camera card card-number cash catalogue category certificate channel "
    "chart chat checkout code comment company-name contact contract controller currency "
    "dashboard database delivery deposit desktop device dialog document domain driver editor "
    "email email-address endpoint exchange-rate extension feature fee field file filter firmware folder "
    "font footer form gateway guest-role header headset icon identity inbox integration invitation "
    "invoice keyboard language library licence license limit lobby login logo mailbox membership menu "
    "merchant migration mobile-app modem newsletter notification order-number outage package page "
    "parcel passcode password payment payout payroll permission phone-number photo picture pin plan "
    "playlist plugin policy portal postcode price pricing printer product profile project promo-code "
    "queue rate-limit receipt refund registration release repository role router salary sandbox "
    "schedule seat security-code server shipment shop signature spreadsheet statement status-page "
    "storage subscription survey sync tablet task template terminal theme timer token toolbar top-up "
    "topup tracking-number trial tutorial two-factor-login upgrade username verification video-call "
    "virtual-card wallet warranty watch webhook website widget wifi workflow workspace"
)
_ALSO_VERBS = words(
    "backup charge code debit download export import invite list order page record report request "
    "search share transfer update upload view withdrawal"
)
_MODIFIERS = words(
    "admin android annual api archive atm audit bank billing board business calendar card cash chat "
    "company contact credit csv currency customer data debit delivery desktop direct disposable email "
    "event exchange export failed first free guest help id identity import invoice iphone last "
    "mastercard mobile monthly new old payment pdf pending photo physical plugin price project push "
    "quarterly refund sales second security share shared signup spam sso staging status support "
    "pricing tax team top-up topup transfer undo user vat video virtual visa weekly yearly"
)
_MASS = frozenset(words("cash delivery money pricing storage payroll wifi"))
_NOT_A_NAME = r"(?![\w@/]|-\w)"
_OURS = frozenset({"my", "our"})


def _any(nouns: Iterable[str]) -> str:
    longest_first = sorted(set(nouns), key=lambda noun: (-len(noun), noun))
    return "|".join(re.escape(noun).replace(r"\-", "[ -]") for noun in longest_first)


_MODS = rf"(?:(?:{_any(_MODIFIERS)}) ){{0,2}}"
_THE = r"(?P<whose>my|our|the|your|this|that|an?|every|each|any|no|some) "
_NAMED = re.compile(
    rf"(?<![\w@/-]){_THE}(?P<what>{_MODS}(?:{_any([*_HEADS, *_ALSO_VERBS])})(?P<many>s|es)?){_NOT_A_NAME}",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![\w@/'-])(?P<what>{_MODS}(?:{_any(_HEADS)})(?P<many>s|es)?){_NOT_A_NAME}", re.IGNORECASE
)


def topic(text: str) -> Reflection | None:
    """The first thing the customer calls theirs, else the first they name: "your calendar sync"."""
    named = [*_NAMED.finditer(text)]
    found = next((each for each in named if each["whose"].lower() in _OURS), None)
    found = found or next(iter(named), None) or _BARE.search(text)
    if found is None:
        return None
    what = _written(found["what"])
    whose = found.groupdict().get("whose")
    if whose and whose.lower() in _OURS:
        said = f"your {what}"
    elif whose and whose.lower() in {"the", "your", "this", "that"}:
        said = f"the {what}"
    else:
        said = what if found["many"] or what.split()[-1].lower() in _MASS else f"the {what}"
    return Reflection(kind=Phrase.THING, text=said, told_by="topic")


def _written(what: str) -> str:
    """As we would write it: plain lower case, short forms and names of things kept in capitals."""
    small = {
        "pin": "PIN",
        "pins": "PINs",
        "api": "API",
        "csv": "CSV",
        "pdf": "PDF",
        "sso": "SSO",
        "vat": "VAT",
    }
    small |= {"atm": "ATM", "id": "ID", "visa": "Visa", "mastercard": "Mastercard", "iphone": "iPhone"}
    small["android"] = "Android"
    return " ".join(small.get(word.lower(), word.lower()) for word in what.split())
