"""What is right and what is missing on Discord's side, one sentence each, with the click that mends it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence

import discord

from adapters.discord.faults import in_our_words
from adapters.discord.gateway import point_at
from adapters.discord.keys import parsed
from adapters.discord.permissions import FEW_USERS, TO_ANSWER, TO_POST, invite_link, lacking
from bot.errors import PlatformError, Unreachable
from bot.record import Watched
from bot.settings import Discord as Settings

Finding = tuple[bool, str]


async def examine(settings: Settings, watched: Sequence[Watched]) -> list[Finding]:
    """Ask Discord what it knows of us: token, intents, servers, roles, channels, commands."""
    point_at(settings.api_url, settings.gateway_url)
    client = discord.Client(intents=discord.Intents(guilds=True), max_ratelimit_timeout=30)
    try:
        with in_our_words("the server"):
            await client.login(settings.token.get_secret_value())
            return [finding async for finding in _findings(client, settings, watched)]
    except discord.LoginFailure:
        return [(False, "Discord does not accept DISCORD__TOKEN: reset it in the developer portal (Bot).")]
    except Unreachable:
        return [(False, "Discord cannot be reached from here: look at the network, then ask again.")]
    except PlatformError as error:
        return [(False, str(error))]
    finally:
        await client.close()
        point_at()


async def _findings(
    client: discord.Client, settings: Settings, watched: Sequence[Watched]
) -> AsyncIterator[Finding]:
    name = client.user.name if client.user else "the bot"
    yield True, f"The token belongs to {name}."
    yield _intent(client)
    servers = [guild async for guild in client.fetch_guilds(with_counts=True)]
    if not servers:
        yield False, f"Not on any server yet. Open {invite_link(str(client.application_id))}"
        return
    yield _reach(servers)
    yield await _commands(client)
    for server in servers:
        async for finding in _server(client, server.id, settings, watched):
            yield finding


def _intent(client: discord.Client) -> Finding:
    flags = client.application.flags if client.application else discord.ApplicationFlags()
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        return True, "Message Content Intent is on."
    return False, (
        "Message Content Intent is off: I see only forum titles, mentions and the help button. Switch it on "
        "in the developer portal: Bot, Privileged Gateway Intents."
    )


def _reach(servers: Sequence[discord.Guild]) -> Finding:
    reach = sum(server.approximate_member_count or 0 for server in servers)
    where = f"On {len(servers)} server{'s' if len(servers) != 1 else ''} with about {reach:,} members"
    if reach < FEW_USERS:
        return True, f"{where}: Message Content Intent needs no application below {FEW_USERS:,}."
    return False, (
        f"{where}: from {FEW_USERS:,} users on Discord wants an application for Message Content Intent "
        "within 90 days, and one each year. Apply in the developer portal: Bot."
    )


async def _commands(client: discord.Client) -> Finding:
    known = {command.name for command in await discord.app_commands.CommandTree(client).fetch_commands()}
    if {"frontdesk", "Draft a reply"} <= known:
        return True, "/frontdesk and Draft a reply are registered."
    return False, "The commands are not registered yet: start `python -m bot run`, which does it."


async def _server(
    client: discord.Client, id: int, settings: Settings, watched: Sequence[Watched]
) -> AsyncIterator[Finding]:
    guild = await client.fetch_guild(id)
    channels = {channel.id: channel for channel in await guild.fetch_channels()}
    me = await guild.fetch_member(client.user.id) if client.user else None
    named = {"AGENT": settings.agent_role, "LEAD": settings.lead_role, "HELPER": settings.helper_role}
    for setting, role in named.items():
        if role and not guild.get_role(int(role)):
            yield False, f"{guild.name} has no role {role}: correct DISCORD__{setting}_ROLE."
    here = [known for known in watched if _on(known.channel, id)]
    if not here:
        yield False, f"{guild.name}: no channel is watched. Type /frontdesk watch there, once Frontdesk runs."
    wanted: dict[int, tuple[str, ...]] = {parsed(known.channel).id: TO_ANSWER for known in here}
    wanted |= {parsed(known.policy.staff_channel).id: TO_POST for known in here}
    for channel_id, names in wanted.items():
        channel = channels.get(channel_id)
        if channel is None or me is None:
            yield False, f"{guild.name}: a watched channel is gone. Choose another with /frontdesk watch."
            continue
        if isinstance(channel, discord.ForumChannel) and names is TO_ANSWER:
            names = (*names, "Manage Threads")  # to tag and close a post that is solved
        missing = lacking(channel.permissions_for(me).value, names)
        lacks = (
            f"my role needs {', '.join(missing)} (Edit Channel, Permissions)" if missing else "all is allowed"
        )
        yield not missing, f"{guild.name} #{channel.name}: {lacks}."
        if names is TO_POST and channel.permissions_for(guild.default_role).view_channel:
            yield False, f"{guild.name} #{channel.name}: everybody reads the cards there. {_HIDE}"
    for known in here:
        staff = channels.get(parsed(known.policy.staff_channel).id)
        pings_all = bool(me and staff and staff.permissions_for(me).mention_everyone)
        for finding in _roles_told(guild, known, pings_all):
            yield finding


def _roles_told(guild: discord.Guild, known: Watched, pings_all: bool) -> Iterator[Finding]:
    """Say which roles of a channel's ladder are gone, or would be named without being pinged."""
    for rung in known.policy.ladder:
        at = parsed(rung.to) if rung.to.startswith("discord:") else None
        if at is None or at.mark != "&" or at.guild != guild.id:
            continue
        role = guild.get_role(at.id)
        if role is None:
            yield False, f"{guild.name} {known.name}: a role that alerts go to is gone. {_OTHERS}"
        elif not (role.mentionable or pings_all):
            yield False, f"{guild.name} {known.name}: alerts name @{role.name} without a ping. {_LET_PING}"


_OTHERS = "Correct Escalate: /frontdesk settings, Alerts."
_LET_PING = "Allow anyone to mention it (Server Settings, Roles)."
_HIDE = "Take View Channel from @everyone (Edit Channel, Permissions), or choose another channel for staff."


def _on(channel: str, guild: int) -> bool:
    return channel.startswith("discord:") and parsed(channel).guild == guild
