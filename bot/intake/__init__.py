"""Lines received, edited, deleted, caught up: which conversation they are for, and which wait they touch."""

from __future__ import annotations

from bot.intake.intake import Intake
from bot.intake.meaning import AGENT_SPOKE, JOINS_WITHIN, asks, kind_of, needs_us

__all__ = ["AGENT_SPOKE", "JOINS_WITHIN", "Intake", "asks", "kind_of", "needs_us"]
