"""Drafting: situation -> plan -> words -> guard -> score."""

from __future__ import annotations

from bot.drafting.case import Case, Drafted, Kind, Plan, Rewrite, Writer
from bot.drafting.composer import Composer, compose

__all__ = ["Case", "Composer", "Drafted", "Kind", "Plan", "Rewrite", "Writer", "compose"]
