"""Who somebody is: their name, and by their roles what they are to the desk in a channel."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import discord

from adapters.discord.faults import in_our_words
from adapters.discord.keys import Key, key_of, parsed
from bot.errors import PlatformError, Unreachable
from bot.messages import Person, Role
from bot.ports import Clock, Store
from bot.record import Watched
from bot.settings import Discord as Settings

ROLES_KEPT = timedelta(minutes=10)  # without the members intent Discord does not tell when roles change
MOST_KEPT = 2000


def role_of(
    *,
    roles: Collection[str],
    manages: bool,
    sees_staff_channel: bool,
    staff_channel_is_public: bool,
    agent_role: str | None,
    lead_role: str | None,
    helper_role: str | None = None,
) -> Role:
    """Return what a member is to the desk.

    Without a role for leads, whoever may manage the server is one. Without a role for agents it is those
    who can see the staff channel, unless everybody can. With one, they are colleagues, as
    helpers are: their answer counts as ours, and they press no buttons.
    """
    if lead_role in roles or (lead_role is None and manages):
        return Role.LEAD
    if agent_role in roles:
        return Role.AGENT
    if helper_role in roles:
        return Role.COLLEAGUE
    if not sees_staff_channel or staff_channel_is_public:
        return Role.CUSTOMER
    return Role.COLLEAGUE if agent_role else Role.AGENT


@dataclass(slots=True)
class People:
    """Members, as messages and clicks show them, otherwise asked for one by one."""

    settings: Settings
    store: Store
    clock: Clock
    client: discord.Client | None = None
    _kept: OrderedDict[tuple[int, int], tuple[datetime, discord.Member]] = field(default_factory=OrderedDict)

    def meet(self, somebody: discord.Member | discord.User) -> None:
        """Remember a member whose roles Discord has just told."""
        if isinstance(somebody, discord.Member) and not somebody.bot:
            self._kept[somebody.guild.id, somebody.id] = (self.clock.now(), somebody)
            self._kept.move_to_end((somebody.guild.id, somebody.id))
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    async def person(self, key: str, channel: str) -> Person:
        """Return who somebody is in a channel; while Discord cannot be asked, who they were last time.

        Raises:
            PlatformError: Discord cannot be asked, and they were never met.
        """
        at = parsed(key)
        if at.mark == "w":
            return Person(id=key, name="A webhook", role=Role.BOT)
        try:
            member = await self._member(at)
        except PlatformError:
            known = await self._known(key)
            if known is None:
                raise
            return known
        if member is None:
            return await self._known(key) or Person(id=key, name="Somebody who left", role=Role.CUSTOMER)
        return await self.of(member, channel)

    async def of(self, member: discord.Member, channel: str) -> Person:
        """Return a member as a person of a channel."""
        if member.bot:
            return Person(id=key_of(member.guild.id, member.id), name=member.display_name, role=Role.BOT)
        async with self.store.read() as reading:
            watched = await reading.watched(channel)
        staff = _staff_channel(member.guild, watched)
        role = role_of(
            roles={str(role.id) for role in member.roles},
            manages=member.guild_permissions.manage_guild,
            sees_staff_channel=staff is not None and staff.permissions_for(member).view_channel,
            staff_channel_is_public=staff is not None
            and staff.permissions_for(member.guild.default_role).view_channel,
            agent_role=self.settings.agent_role,
            lead_role=self.settings.lead_role,
            helper_role=self.settings.helper_role,
        )
        key, name = key_of(member.guild.id, member.id), member.display_name
        if role.answers and watched:  # Discord tells nobody's zone: ours are where their desk is
            return Person(id=key, name=name, role=role, zone=watched.policy.hours.home)
        return Person(id=key, name=name, role=role)

    async def _member(self, at: Key) -> discord.Member | None:
        kept = self._kept.get((at.guild, at.id))
        if kept and self.clock.now() - kept[0] < ROLES_KEPT:
            return kept[1]
        guild = self.client.get_guild(at.guild) if self.client else None
        if guild is None:
            raise Unreachable("Discord is not connected yet.")
        with in_our_words(guild.name):
            try:
                member = await guild.fetch_member(at.id)
            except discord.NotFound:
                return None
        self.meet(member)
        return member

    async def _known(self, key: str) -> Person | None:
        async with self.store.read() as reading:
            return await reading.person(key)


def _staff_channel(guild: discord.Guild, watched: Watched | None) -> discord.abc.GuildChannel | None:
    try:
        staff = parsed(watched.policy.staff_channel) if watched else None
    except ValueError:
        return None  # their staff channel is on another platform
    return guild.get_channel(staff.id) if staff and staff.guild == guild.id else None
