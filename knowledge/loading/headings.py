"""Headings and the anchors that lead to them."""

from __future__ import annotations

import re

from knowledge.split import slug

_NAMED = re.compile(
    r"^(?P<marks> {0,3}#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*"
    r"(?:\{:?[ \t]*#(?P<id>[\w.:-]+)[^}\n]*\})?[ \t]*#*[ \t]*$"
)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_ANCHOR_TAG = re.compile(r"<a\s+(?:name|id)=[\"'](?P<id>[^\"']+)[\"'][^>]*>\s*(?:</a>)?")


def anchored(line: str) -> str:
    """A heading line with plain words, its anchor in braces only where it is not the usual one."""
    tagged = _ANCHOR_TAG.search(line)
    found = _NAMED.match(_ANCHOR_TAG.sub("", line))
    if not found:
        return line
    words = re.sub(r"[*_`]{1,3}(?=\S)(.+?)(?<=\S)[*_`]{1,3}", r"\1", _LINK.sub(r"\1", found["text"])).strip()
    own = found["id"] or (tagged["id"] if tagged else None)
    return f"{found['marks'].strip()} {words}" + (f" {{#{own}}}" if own and own != slug(words) else "")
