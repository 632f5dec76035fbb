"""What a rewrite did to the draft an agent saw, told from the two texts: never what was only wished for."""

from __future__ import annotations

import re

from bot.drafting.case import Rewrite
from bot.words.text import sentences

_LONGEST = 90


def changed(rewrite: Rewrite, previous: str, text: str) -> str:
    """Return what changed, in a sentence for the agent; also that nothing could be changed."""
    if previous.split() == text.split():
        return "It reads the same: nothing could be changed."
    new = _only_in(text, previous)
    match rewrite:
        case Rewrite.WARMER:
            return _warmer(previous, text, new)
        case Rewrite.SHORTER:
            return _shorter(previous, text)
        case Rewrite.ASK_FIRST:
            return _asks(text, new, _source(previous), _source(text))
        case Rewrite.HOLDING:
            return _holds(_source(previous), _source(text))


def _warmer(previous: str, text: str, new: list[str]) -> str:
    if new and len(sentences(text)) > len(sentences(previous)):
        return f"Warmer: {_quoted(new[-1] if len(new) < 3 else max(new[1:], key=len))} is new."
    return "Said in other words: this situation leaves no room for a warmer line."


def _shorter(previous: str, text: str) -> str:
    before, after = len(previous.split()), len(text.split())
    if after < before:
        return f"Shorter: {after} words instead of {before}."
    return "Said in other words: there is nothing left to leave out."


def _asks(text: str, new: list[str], was: str | None, now: str | None) -> str:
    question = next((part for part in sentences(text) if part.endswith("?")), None)
    if question is None:
        return "Said in other words: this situation asks nothing back."
    left_out = f" {_named(was)} is left out until they answer." if was and not now else ""
    if question in new or left_out:
        return f"Asks first: {_quoted(question)}{left_out}"
    return f"Asks first, and no longer says who checks: {_quoted(question)}"


def _holds(was: str | None, now: str | None) -> str:
    if was and not now:
        return f"Holds: {_named(was)} is no longer quoted; it says who finds out."
    return "It held already: the same said in other words."


def _only_in(text: str, other: str) -> list[str]:
    """The sentences of a text that the other does not have, in order."""
    old = {part.lower() for part in sentences(other)}
    return [part for part in sentences(text) if part.lower() not in old]


def _source(text: str) -> str | None:
    """The title of the article a reply names at the end of what it quotes."""
    found = re.search(r"[\"“„]([^\"”“\n]+)[\"”“](?:: https?://|, https?://|[.)])", text)
    return found[1] if found else None


def _named(title: str | None) -> str:
    return f"“{title}”"


def _quoted(sentence: str) -> str:
    return f"“{sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 1].rstrip() + '…'}”"
