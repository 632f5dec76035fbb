"""Answers that came before any draft was written: what was asked is then noted by nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.learning import evening, unanswered
from bot.learning.condense import asked
from bot.ports import Work
from bot.signals import Signals
from bot.writing.brief import Brief
from knowledge.ports import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Early:
    """A wait that somebody answered before its draft, and what the articles say about its question."""

    brief: Brief
    wait: int
    signals: Signals
    found: Found

    async def note(self, work: Work, author: str, now: datetime) -> None:
        """Put what no article settled with the questions, and the answer with its author's evening."""
        brief, by = self.brief, await work.person(author)
        names = unanswered.names_of((*brief.burst, *brief.earlier), brief.customer)
        question, since = asked([line.text for line in brief.burst], names), brief.burst[0].at
        await unanswered.note_undrafted(
            work, brief.conversation.id, self.wait, question, since, self.signals, self.found
        )
        if by:
            await evening.plan(work, brief.conversation, brief.watched, by, now)
