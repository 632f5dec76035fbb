"""How much is read from a site at most, and how gently."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Of one reading of one site. What is beyond them is named, and keeps what it gave before."""

    pages: int = 2_000
    page_bytes: int = 5_000_000
    total_bytes: int = 300_000_000
    seconds: float = 1_800
    depth: int = 8  # links from the first page
    pause_seconds: float = 0.2  # between two requests; a longer Crawl-delay is kept
    timeout_seconds: float = 20  # for one page
