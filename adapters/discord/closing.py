"""A forum post that is solved: it gets the forum's tag for that, and closes."""

from __future__ import annotations

import discord
import structlog

from adapters.discord.faults import LOST

TAGS = frozenset({"resolved", "solved", "answered", "done"})
MOST_TAGS = 5
_log = structlog.get_logger()


async def close(post: discord.Thread, forum: discord.ForumChannel) -> None:
    """Give a post its tag, and archive it in a second step: together Discord refuses them."""
    tag = next((tag for tag in forum.available_tags if tag.name.casefold() in TAGS), None)
    try:
        if tag and tag not in post.applied_tags and len(post.applied_tags) < MOST_TAGS:
            await post.edit(applied_tags=[*post.applied_tags, tag])
        await post.edit(archived=True)
    except (discord.HTTPException, *LOST) as error:
        _log.warning("a solved post stays open", kind=type(error).__name__)
