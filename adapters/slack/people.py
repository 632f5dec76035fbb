"""Who is who: profiles, groups and members as Slack tells them, and the roles that follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from adapters.slack.errors import NotShown
from adapters.slack.kept import Kept
from adapters.slack.keys import native
from adapters.slack.web import Identity, Web
from bot.errors import NotAllowed
from bot.messages import Person, Role
from bot.policy import Customers, Policy
from bot.ports import Clock, Store

PROFILE_FRESH = timedelta(minutes=30)
MEMBERS_FRESH = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What Slack tells about somebody. An `outsider` belongs to another organisation."""

    id: str
    name: str
    zone: str = "UTC"
    locale: str | None = None
    picture: str | None = None
    account: str | None = None
    outsider: bool = False
    guest: bool = False
    admin: bool = False
    machine: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel; a `shared` one has members of other organisations, a `private` one only those invited."""

    name: str
    has_us: bool
    shared: bool
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What roles depend on. `policy` is that of the channel, if it is watched."""

    in_group: bool
    in_staff_channel: bool
    policy: Policy | None


def role_of(profile: Profile, standing: Standing, person: str) -> Role:
    """Decide what somebody is to the desk in one channel.

    People of other organisations are never staff, wherever they were invited to. A guest is staff only by
    name, in the agents' group. Leads are workspace admins and those whom the channel's policy names; where
    it names nobody, every agent is.
    """
    if profile.machine:
        return Role.BOT
    if profile.outsider or (profile.guest and not standing.in_group):
        return Role.CUSTOMER
    policy = standing.policy
    if standing.in_group or standing.in_staff_channel or (policy is None and profile.admin):
        leads = {policy.owner, policy.lead} - {None} if policy else set()
        return Role.LEAD if profile.admin or not leads or person in leads else Role.AGENT
    if policy is not None and policy.customers is Customers.EVERYBODY:
        return Role.CUSTOMER
    return Role.COLLEAGUE


class People:
    """Answers who somebody is. What Slack told stays good for minutes; an old answer is better than none."""

    def __init__(self, web: Web, store: Store, clock: Clock, agents_group: str | None) -> None:
        self._web = web
        self._store = store
        self._group = agents_group
        self._profiles: Kept[Profile] = Kept(PROFILE_FRESH, clock)
        self._members: Kept[frozenset[str]] = Kept(MEMBERS_FRESH, clock)
        self._teams: Kept[str | None] = Kept(PROFILE_FRESH, clock)
        self._private: Kept[bool] = Kept(PROFILE_FRESH, clock)

    async def person(self, who: str, channel: str) -> Person:
        """Return who somebody is in a channel."""
        profile = await self.profile(who)
        standing = await self._standing(profile, channel)
        return Person(
            id=who,
            name=profile.name,
            role=role_of(profile, standing, who),
            zone=profile.zone,
            locale=profile.locale,
            account=profile.account,
            gone=profile.gone,
        )

    async def profile(self, who: str) -> Profile:
        id = native(who)
        return await self._profiles.get(id, lambda: self._ask_profile(id))

    async def members(self, channel: str) -> frozenset[str]:
        """Return the ids of a channel's members."""
        id = native(channel)
        return await self._members.get(id, lambda: self._ask_members(id))

    async def channel(self, channel: str) -> Channel:
        """Return what Slack tells about a channel, asked each time."""
        id = native(channel)
        info = self._web.client.conversations_info
        told = (await self._web.ask(info, place=f"the channel {id}", channel=id))["channel"]
        shared = any(told.get(flag) for flag in ("is_ext_shared", "is_pending_ext_shared", "is_org_shared"))
        private = any(told.get(flag) for flag in ("is_private", "is_im", "is_mpim"))
        return Channel(
            name=told.get("name") or id, has_us=bool(told.get("is_member")), shared=shared, private=private
        )

    async def private(self, channel: str) -> bool:
        """Whether only people who were invited can read a channel."""

        async def ask() -> bool:
            return (await self.channel(channel)).private

        return await self._private.get(native(channel), ask)

    async def may_set_up(self, who: str, staff_channel: str) -> bool:
        """Whether somebody may begin to watch a channel: an agent by group or, without one, by membership."""
        profile = await self.profile(who)
        if profile.outsider or profile.machine:
            return False
        if profile.admin or await self._in_group(profile.id):
            return True
        return not self._group and not profile.guest and profile.id in await self.members(staff_channel)

    def forget(self, *ids: str) -> None:
        """Ask Slack again next time: a profile, a group, a channel or its members changed."""
        for id in ids:
            self._profiles.forget(id)
            self._members.forget(id)
            self._private.forget(id)

    async def _standing(self, profile: Profile, channel: str) -> Standing:
        policy = await self._policy(channel)
        if profile.outsider or profile.machine:
            return Standing(in_group=False, in_staff_channel=False, policy=policy)
        if self._group:
            return Standing(in_group=await self._in_group(profile.id), in_staff_channel=False, policy=policy)
        inside = policy is not None and profile.id in await self.members(policy.staff_channel)
        return Standing(in_group=False, in_staff_channel=inside, policy=policy)

    async def _policy(self, channel: str) -> Policy | None:
        """Return the policy for a customers' channel, or for the staff channel that goes with it."""
        async with self._store.read() as reading:
            if watched := await reading.watched(channel):
                return watched.policy
            everything = await reading.all_watched()
        return next((each.policy for each in everything if each.policy.staff_channel == channel), None)

    async def _in_group(self, id: str) -> bool:
        group = self._group
        return group is not None and id in await self._members.get(group, lambda: self._ask_group(group))

    async def _ask_group(self, group: str) -> frozenset[str]:
        answer = await self._web.ask(
            self._web.client.usergroups_users_list, place="the agents' group", usergroup=group
        )
        return frozenset(answer["users"])

    async def _ask_members(self, id: str) -> frozenset[str]:
        listed = await self._web.pages(
            self._web.client.conversations_members, "members", place=f"the channel {id}", channel=id
        )
        return frozenset(listed)

    async def _ask_profile(self, id: str) -> Profile:
        if id.startswith("B"):
            return Profile(id=id, name="a bot", machine=True)
        try:
            answer = await self._web.ask(self._web.client.users_info, place=id, user=id, include_locale=True)
        except NotShown:
            return Profile(id=id, name="someone", outsider=True)  # not shown to us: surely not staff
        profile = profile_of(answer["user"], await self._web.identity())
        return replace(profile, account=await self._account(answer["user"])) if profile.outsider else profile

    async def _account(self, user: Mapping[str, Any]) -> str | None:
        team = user.get("team_id")
        return await self._teams.get(team, lambda: self._ask_team(team)) if team else None

    async def _ask_team(self, team: str) -> str | None:
        try:
            answer = await self._web.ask(self._web.client.team_info, place="that workspace", team=team)
        except NotAllowed:
            return None
        name = answer["team"].get("name")
        return str(name) if name else None


def profile_of(user: Mapping[str, Any], us: Identity) -> Profile:
    """Return what a `users.info` answer tells. Profiles of other organisations come reduced.

    Within one enterprise people of other workspaces are our own.
    """
    enterprise = (user.get("enterprise_user") or {}).get("enterprise_id")
    ours = user.get("team_id", us.team) == us.team or (enterprise is not None and enterprise == us.enterprise)
    shown = user.get("profile") or {}
    names = (shown.get("display_name"), shown.get("real_name"), user.get("real_name"), user.get("name"))
    return Profile(
        id=user["id"],
        name=next((name for name in names if name), "someone"),
        zone=user.get("tz") or "UTC",
        locale=user.get("locale"),
        picture=shown.get("image_72"),
        outsider=not ours,
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        admin=bool(user.get("is_admin") or user.get("is_owner")),
        gone=bool(user.get("deleted")),
        machine=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
    )
