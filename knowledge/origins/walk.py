"""The way through a site: what is still to be read, and what was seen; looping sites end here."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from knowledge.origins.limits import Limits

_LONGEST = 500


@dataclass(slots=True)
class Walk:
    """The way through a site: what is still to be read, and what was seen."""

    prefix: str
    limits: Limits
    follows: bool = True
    waiting: deque[tuple[str, int]] = field(default_factory=deque)
    seen: set[str] = field(default_factory=set)
    contents: set[str] = field(default_factory=set)
    changed: dict[str, str] = field(default_factory=dict)
    elsewhere: int = 0

    def add(self, url: str, depth: int) -> None:
        plain = url.partition("#")[0]
        if key_of(plain) not in self.seen and depth <= self.limits.depth:
            self.seen.add(key_of(plain))
            self.waiting.append((plain, depth))

    def is_below(self, url: str) -> bool:
        """Whether a link leads on within the part of the site that was named, and not in circles."""
        parts = urlsplit(url)
        steps = [step for step in parts.path.split("/") if step]
        circles = any(steps.count(step) > 2 for step in steps)
        below = f"{parts.path.rstrip('/')}/".startswith(f"{self.prefix}/")
        return below and not parts.query and not circles and len(url) <= _LONGEST

    def is_new(self, content: bytes) -> bool:
        digest = sha256(content).hexdigest()
        new = digest not in self.contents
        self.contents.add(digest)
        return new


def key_of(url: str) -> str:
    """What two spellings of one page share."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return (unquote(parts.path).rstrip("/") or "/") + query


def place_of(url: str) -> str:
    """A page's place on its site, which is its id too: `help/returns`."""
    parts = urlsplit(url)
    path = unquote(parts.path).strip("/").removesuffix(".html").removesuffix("/index")
    return (path or "index") + (f"?{parts.query}" if parts.query else "")
