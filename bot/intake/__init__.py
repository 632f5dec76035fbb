"""Lines received, edited, deleted, caught up: which conversation they are for, and which wait they touch."""

from __future__ import annotations

from bot.intake.intake import Intake
from bot.intake.meaning import needs_us

__all__ = ["Intake", "needs_us"]
