"""A death or a grave illness in a message: whoever tells of one gets a condolence before anything else."""

from __future__ import annotations

from bot.signals import Situation
from bot.words import Language

COMING_FIRST = frozenset({"bereaved", "bereaved.legal", "ill", "ill.legal"})
ASKING = frozenset({"ask", "outage.ask", "churn.ask"})  # not of somebody who mourns
# taken for what somebody needs: a death among praise or small talk is no small talk
COURTEOUS = frozenset({Situation.PRAISE, Situation.FEEDBACK, Situation.GREETING, Situation.CHAT})


def grief_in(text: str, language: Language) -> str | None:
    """ "bereaved" or "ill" where somebody tells of it; None where only a phone or a process died."""
    if not language.cues["grief"].search(text):
        return None
    meant = language.cues["no_grief"].sub(" ", text)
    return next((grief for grief in ("bereaved", "ill") if language.hits(grief, meant)), None)


def condolence(grief: str, situation: Situation) -> str:
    """The slot that says it. In a legal matter it is no apology: that could be read as an admission."""
    return f"{grief}.legal" if situation is Situation.LEGAL else grief
