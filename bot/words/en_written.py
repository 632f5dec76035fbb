"""A phrase of the customer's as we would write it: days, names and abbreviations with their capitals."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re

from bot.words.en_clauses import unpacked


def written(text: str) -> str:
    """As we would write it: "an error", "on Monday"."""
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
