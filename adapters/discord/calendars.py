"""A calendar file that a lead attaches to a command, read at once: its address expires."""

from __future__ import annotations

import discord

from adapters.discord.faults import in_our_words
from bot.card import Answered

MOST_BYTES = 1_000_000
_TOO_LARGE = Answered(
    text="That file is larger than 1 MB. Export the days off alone, as an .ics file, and attach that.",
    ok=False,
)
_GONE = Answered(text="Discord no longer has that file. Attach it again.", ok=False)


async def written_in(file: discord.Attachment) -> str | Answered:
    """Return an attached file's text, or why it is not read."""
    if file.size > MOST_BYTES:
        return _TOO_LARGE
    with in_our_words("the calendar file"):
        try:
            return (await file.read()).decode("utf-8-sig", errors="replace")
        except discord.NotFound:
            return _GONE
