"""What of a customer's message is worth repeating: codes, amounts, dates, file and product names."""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re

from bot.words.private import has_private
from bot.words.text import visible

_AMOUNT = re.compile(
    r"(?:[$€£]\s?\d[\d,.]{0,12}\d|[$€£]\s?\d|(?<!\d)\d[\d.,]{0,12}\s?(?:€|£|\$|(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds?)\b))"
)
_CODE = re.compile(
    r"\b(?:(?:error|code|status|http|fehler|exit)\s*(?:code)?\s*[:#]?\s*([A-Z]{0,6}[-_]?\d{2,6})|([45]\d\d)(?=\s*(?:errors?|fehler|status|bad|unauthorized|forbidden|not found|internal|timeout))"
    r"|(E[A-Z]{3,12}|[A-Z]{2,8}[-_]\d{2,8}))\b",
    re.IGNORECASE,
)
_UPPER_CODE = re.compile(r"\b(?:E[A-Z]{4,12}|[A-Z]{2,8}[-_]\d{2,8})\b")
_REFERENCE = re.compile(
    r"(?:(?:order|invoice|ticket|case|booking|bestellung|rechnung)\s*(?:no\.?|nr\.?|number|nummer)?\s*[:#]?\s*|#)([A-Z]{0,4}-?\d{3,10})\b",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(r"\b([A-Z]\w{2,30}(?:Error|Exception))\b")
_FILE = re.compile(
    r"\b([\w-]{1,30}\.(?:csv|xlsx?|pdf|json|zip|png|jpe?g|docx?|xml|txt|log))\b", re.IGNORECASE
)
_DATE = re.compile(
    r"(?<![\w.])(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}(?:st|nd|rd|th)?)\b",
    re.IGNORECASE,
)


def codes_in(text: str) -> tuple[str, ...]:
    """Error codes and exception names, as written."""
    found = [next(filter(None, match.groups())) for match in _CODE.finditer(text) if any(match.groups()[:2])]
    return _once([*found, *_UPPER_CODE.findall(text), *_EXCEPTION.findall(text)])


def amounts_in(text: str) -> tuple[str, ...]:
    """Sums of money, as written."""
    return _once([match.group().strip() for match in _AMOUNT.finditer(text)])


def dates_in(text: str) -> tuple[str, ...]:
    return _once([match.group() for match in _DATE.finditer(text)])


def entities_in(raw: str) -> tuple[str, ...]:
    """Everything worth repeating, at most eight, nothing private among it."""
    text = visible(raw)
    found = [
        *codes_in(text),
        *amounts_in(text),
        *_REFERENCE.findall(text),
        *_FILE.findall(text),
        *dates_in(text),
    ]
    return tuple(entity for entity in _once(found) if not has_private(entity))[:8]


def _once(found: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
