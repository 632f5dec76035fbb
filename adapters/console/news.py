"""What tells open pages that something shows differently now."""

from __future__ import annotations

from nicegui import Event

from adapters.console.feed import Snapshot

News = Event[[Snapshot]]
