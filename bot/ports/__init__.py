"""What the desk needs from outside, in its own words: chat platforms, a store, the articles, the time."""

from __future__ import annotations

from bot.ports.outside import Clock, Search
from bot.ports.platform import Draw, Platform, Posted, Shows
from bot.ports.reading import Reading
from bot.ports.store import Store, Work

__all__ = ["Clock", "Draw", "Platform", "Posted", "Reading", "Search", "Shows", "Store", "Work"]
