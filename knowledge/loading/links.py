"""Links of a page made whole, or reduced to their words where they lead nowhere for a reader of a chat."""

from __future__ import annotations

import re
from collections.abc import Callable

Resolve = Callable[[str], str | None]
_TEXT = r"(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*"
_TO = r"\(\s*<?(?P<to>(?:[^\s()<>]|\([^\s()]*\))*)>?(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?\s*\)"
_IMAGE = re.compile(rf"!\[(?P<text>{_TEXT})\](?:{_TO}|\[[^\]]*\])(?:\{{[^}}\n]*\}})?")
_LINK = re.compile(rf"(?<!\\)\[(?P<text>{_TEXT})\]{_TO}(?:\{{[^}}\n]*\}})?")
_NAMED = re.compile(rf"(?<!\\)\[(?P<text>{_TEXT})\](?:[ ]?\[(?P<name>[^\]]*)\]|(?![(\[:]))")
_DEFINED = re.compile(
    r"^ {0,3}\[(?P<name>[^\]^\n]+)\]:[ \t]*<?(?P<to>[^\s>]+)>?"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^)\n]*\)))?[ \t]*$",
    re.MULTILINE,
)
_WIKI = re.compile(r"!?\[\[(?P<to>[^\]|\n]+)(?:\|(?P<text>[^\]\n]+))?\]\]")
_ABBREVIATION = re.compile(r"^\*\[[^\]\n]+\]:[^\n]*$", re.MULTILINE)


def whole(text: str, resolve: Resolve) -> str:
    """The text with every link as `resolve` has it: an address, or the link's words alone for `None`."""
    defined = {_key(found["name"]): found["to"] for found in _DEFINED.finditer(text)}
    text = _ABBREVIATION.sub("", _DEFINED.sub("", text))
    text = _without_images(text)
    text = _WIKI.sub(lambda found: found["text"] or found["to"].rpartition("/")[2], text)

    def linked(words: str, to: str) -> str:
        words = words.strip()
        address = resolve(to)
        return f"[{words}]({address})" if address and words else words

    def named(found: re.Match[str]) -> str:
        to = defined.get(_key(found["name"] or found["text"]))
        return found[0] if to is None else linked(found["text"], to)

    text = _LINK.sub(lambda found: linked(found["text"], found["to"]), text)
    return _NAMED.sub(named, text) if defined else text


def _key(name: str) -> str:
    return " ".join(name.split()).lower()


def _without_images(text: str) -> str:
    """Pictures and badges on lines of their own go; one within a sentence leaves its words."""
    marked = _IMAGE.sub(lambda found: f"\x01{found['text']}\x02", text)
    marked = _LINK.sub(_badge, marked)
    lines = (line for line in marked.split("\n"))
    kept = [
        line for line in lines if "\x01" not in line or re.sub(r"\x01[^\x02]*\x02", "", line).strip(" \t|>*-")
    ]
    return re.sub(r"[\x01\x02]", "", "\n".join(kept))


def _badge(found: re.Match[str]) -> str:
    """A link around nothing but a picture is as much a picture."""
    inner = re.sub(r"\x01[^\x02]*\x02", "", found["text"])
    return (
        f"\x01{found['text'].strip(chr(1) + chr(2))}\x02"
        if "\x01" in found["text"] and not inner.strip()
        else found[0]
    )
