"""Moments inside JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

Values = dict[str, Any]


def written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
