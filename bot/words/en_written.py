"""A phrase of the customer's as we would write it: days, names and abbreviations with their capitals."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re

from bot.words.en_clauses import unpacked


def written(text: str) -> str:
    """As we would write it: "an error", "on Monday", "has been offline since 9"."""
    text = _lasting(text)
    text = _BRANDS.sub(lambda name: _WRITTEN[name.group()], _AN.sub("an", unpacked(text)))
    return _DATES.sub(lambda day: day.group().capitalize(), text)


_WRITTEN = {
    "ipad": "iPad", "iphone": "iPhone", "android": "Android", "xbox": "Xbox", "google": "Google", "slack": "Slack", "paypal": "PayPal", "firefox": "Firefox",
    "safari": "Safari", "garmin": "Garmin", "whatsapp": "WhatsApp", "csv": "CSV", "pdf": "PDF", "vat": "VAT", "api": "API", "sdk": "SDK", "ssh": "SSH", "dns": "DNS", "usb": "USB",
    "windows 10": "Windows 10", "windows 11": "Windows 11", "on windows": "on Windows", "macos": "macOS", "ios": "iOS", "okta": "Okta", "aws": "AWS", "vps": "VPS", "oauth": "OAuth", "2fa": "2FA", "sso": "SSO",
    "eta": "ETA", "sms": "SMS", "gps": "GPS", "vpn": "VPN", "tv": "TV", "english": "English", "german": "German", "french": "French", "spanish": "Spanish", "italian": "Italian", "danish": "Danish",
    "swedish": "Swedish", "norwegian": "Norwegian", "dutch": "Dutch", "latin": "Latin", "outlook": "Outlook", "gmail": "Gmail", "shopify": "Shopify", "stripe": "Stripe", "trello": "Trello", "jira": "Jira",
}  # fmt: skip
_BRANDS = re.compile(rf"(?<![\w.#@/-])(?:{'|'.join(_WRITTEN)})(?![\w.@/-])")
_DATES = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|april|june|july|august|september|october|november|december|christmas|easter)\b|"
    r"(?<=\bin )may\b|(?<=\bsince )may\b|(?<=\buntil )may\b"
)


_AN = re.compile(r"\ba(?= (?!one|uni|us[aeu]|eu)[aeiou]\w)")


def _lasting(text: str) -> str:
    """Since when needs a tense that lasts: "is down since 9" gets it, "can't log in since 9" is said without."""
    if _LASTS.search(text) or not (_SINCE.search(text) or _SINCE_IT.search(text)):
        return text
    if _WORKS.search(text):
        return _WORKS.sub(lambda fails: f"{_HAS[fails['aux'].lower()]} worked since", text)
    lasted, changed = _BE.subn(lambda be: "has been" if be.group() == "is" else "have been", text)
    if changed == 1:
        return lasted
    return _SINCE.sub("", text)


_WORKS = re.compile(r"\b(?P<aux>doesn't|don't|does not|do not) work since\b", re.IGNORECASE)
_HAS = {"doesn't": "hasn't", "don't": "haven't", "does not": "has not", "do not": "have not"}
_BE = re.compile(r"\b(?:is|are)\b")
_LASTS = re.compile(r"\b(?:has|have|had|been|ever)\b|'(?:s|ve) been\b|\bsince (?:when|then)\b", re.IGNORECASE)
_SINCE_IT = re.compile(r" since (?:i|we|you|it|the) [\w' -]+$", re.IGNORECASE)
_SINCE = re.compile(
    r" (?:ever )?since (?:about |around |at least )?(?:yesterday|today|this \w+|last \w+|noon|midnight|\d[\w:.]*(?: ?(?:am|pm|o'clock))?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: \w+)?)$",
    re.IGNORECASE,
)
