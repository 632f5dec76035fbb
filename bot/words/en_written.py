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
}  # fmt: skip
_BRANDS = re.compile(rf"(?<![\w.#@/-])(?:{'|'.join(_WRITTEN)})(?![\w.@/-])")
_DATES = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|april|june|july|august|september|october|november|december|christmas|easter)\b|"
    r"(?<=\bin )may\b|(?<=\bsince )may\b|(?<=\buntil )may\b"
)


_AN = re.compile(r"\ba(?= (?!one|uni|us[aeu]|eu)[aeiou]\w)")


def _lasting(text: str) -> str:
    """Since when needs a tense that lasts: "is down since 9" gets it, "can't log in since 9" is said without."""
    if _LASTS.search(text) or not _SINCE.search(text):
        return text
    lasted, changed = _BE.subn(lambda be: "has been" if be.group() == "is" else "have been", text)
    return lasted if changed == 1 else _SINCE.sub("", text)


_BE = re.compile(r"\b(?:is|are)\b")
_LASTS = re.compile(
    r"\b(?:has|have|had|been|ever)\b|'(?:s|ve) been\b|\bsince (?:when|then|i|we|you|it|the)\b", re.IGNORECASE
)
_SINCE = re.compile(
    r" (?:ever )?since (?:about |around |at least )?(?:yesterday|today|this \w+|last \w+|noon|midnight|\d[\w:.]*(?: ?(?:am|pm|o'clock))?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: \w+)?)$",
    re.IGNORECASE,
)
