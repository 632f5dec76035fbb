"""A client without a connection: what the gateway tells of servers when it begins is asked for instead."""

from __future__ import annotations

from typing import Any

import discord

ACQUAINTED_EVERY = 30.0  # seconds; a channel that is newer is unknown here until then


async def acquaint(client: discord.Client) -> None:
    """Let a client that has logged in know its servers, with their channels, roles and open threads."""
    async for known in client.fetch_guilds():
        client._connection._add_guild_from_data(await _told(client, known.id))


async def _told(client: discord.Client, guild: int) -> Any:
    """Return a server as the gateway tells it."""
    ask = client.http
    return {
        **await ask.get_guild(guild),
        "channels": await ask.get_all_guild_channels(guild),
        "threads": (await ask.get_active_threads(guild))["threads"],
        "members": [await ask.get_member(guild, client.user.id)] if client.user else [],
    }
