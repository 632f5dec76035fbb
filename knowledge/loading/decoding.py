"""Bytes to text: UTF-8, what a byte order mark says, or the charset that was declared."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]+charset=[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)


def decoded(content: bytes, charset: str | None = None) -> str:
    """The text of `content`, with line ends as `\\n`.

    Raises:
        UnicodeDecodeError: it is in no encoding that it declares, nor UTF-8.
    """
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    text = content.decode(marked or _known(charset) or "utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def declared_in_page(content: bytes) -> str | None:
    """The charset that a web page names in its head."""
    found = _DECLARED.search(content[:2048])
    return found[1].decode("ascii") if found else None


def _known(charset: str | None) -> str | None:
    try:
        return codecs.lookup(charset).name if charset else None
    except LookupError:
        return None
