"""What staff ask for by command: watch a channel, see who waits, read figures, draft a reply to a message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord
from discord import ui

from adapters.discord.asking import help_button
from adapters.discord.faults import in_our_words
from adapters.discord.inbox import Inbox
from adapters.discord.keys import key_of, parsed
from adapters.discord.people import People
from adapters.discord.permissions import TO_ANSWER, TO_POST, lacking
from adapters.discord.places import Places
from adapters.discord.policies import Policies
from adapters.discord.render import render
from adapters.discord.words import cut
from bot.acts.problems import listed
from bot.card import Answered, Nudges, Outcome
from bot.desk import Desk
from bot.lead import Lead
from bot.messages import Person, Role
from bot.policies.form import in_words
from bot.policies.pausing import alerts_of
from bot.ports import Clock, Store
from bot.record import Watched
from bot.reports.asked import Span, report_of
from bot.reports.words import in_short, own_words
from bot.scores import first_replies

Channel = discord.TextChannel | discord.ForumChannel
_NUDGES = 4
NOT_STAFF = Answered(text="Only agents and leads can use this.", ok=False)
ONLY_LEADS = Answered(text="Only a lead can do that.", ok=False)
NOTHING = Answered(text="No channel is watched yet. A lead can start with /frontdesk watch.", ok=False)
WHICH = Answered(text="Say which channel you mean.", ok=False)
_EVERYBODY_READS = (
    "Everybody on the server can read #{name}, customers too: choose a channel for staff that @everyone "
    "cannot view."
)
_TRY_IT = (
    "To try it, let somebody ask there who cannot see #{name}: the card comes within half a minute. What you "
    "and your colleagues write is staff's, and makes none."
)
_SAYS_MORE = (Role.BOT, Role.CUSTOMER, Role.COLLEAGUE, Role.AGENT, Role.LEAD)


@dataclass(frozen=True, slots=True)
class Office:
    """What staff ask for by command."""

    desk: Desk
    lead: Lead
    store: Store
    people: People
    clock: Clock
    inbox: Inbox
    places: Places
    policies: Policies
    look: Callable[[], Awaitable[None]]  # at what stands in our way

    async def watch(self, asker: discord.Member, channel: Channel, staff: discord.TextChannel) -> Outcome:
        if staff.permissions_for(asker.guild.default_role).view_channel:
            return Answered(text=_EVERYBODY_READS.format(name=staff.name), ok=False)
        person = await self._person(asker, channel.id)
        key, staff_key = key_of(asker.guild.id, channel.id), key_of(asker.guild.id, staff.id)
        before = {known.channel for known in await self.watched(asker.guild.id)}
        told = await self.lead.watch(key, f"#{channel.name}", staff_key, person)
        if not told.ok:
            return told
        if key not in before:
            await self._heard_from_now(key)
        self.inbox.look_again()
        await self.look()
        warnings = [_lacks(channel, TO_ANSWER), _lacks(staff, TO_POST)]
        try_it = [_TRY_IT.format(name=staff.name)] if key not in before else []
        return Answered(text="\n".join([told.text, *try_it, *(warning for warning in warnings if warning)]))

    async def _heard_from_now(self, key: str) -> None:
        """Let a crash lose no line from now on, and let nothing from before be taken for missed."""
        async with self.store.begin() as work:
            await work.mark_channel(key, watermark=str(discord.utils.time_snowflake(self.clock.now())))

    async def unwatch(self, asker: discord.Member, channel: Channel) -> Outcome:
        told = await self.lead.unwatch(
            key_of(asker.guild.id, channel.id), await self._person(asker, channel.id)
        )
        self.inbox.look_again()
        await self.look()
        return told

    async def settings(
        self, interaction: discord.Interaction, asker: discord.Member, section: str, channel: Channel | None
    ) -> Outcome | None:
        here = await self.watched(asker.guild.id)
        if channel is None and len(here) != 1:
            return WHICH if here else NOTHING
        id = channel.id if channel else parsed(here[0].channel).id
        return await self.policies.show(interaction, id, section)

    async def queue(self, asker: discord.Member, here: int | None) -> Outcome | ui.LayoutView:
        watched = [known for known, person in await self._roles(asker) if person.role.acts]
        if not watched:
            return NOT_STAFF if await self.watched(asker.guild.id) else NOTHING
        staff = [known.policy.staff_channel for known in watched]
        mine = key_of(asker.guild.id, here) if here else ""
        waiting = await self.lead.queue(mine if mine in staff else staff[0])
        return render(waiting, self.places.link)

    async def nudges(self, asker: discord.Member) -> Outcome | ui.LayoutView:
        """Show somebody's own nudges, as many as one message holds."""
        mine = await self.desk.nudges(key_of(asker.guild.id, asker.id))
        if not mine:
            return Answered(text="Nothing waits for you.")
        return render(Nudges(parts=mine[:_NUDGES]), self.places.link)

    async def problems(self, asker: discord.Member) -> Outcome:
        person = await self.staff(asker)
        if person is None or not person.role.acts:
            return NOT_STAFF
        return Answered(text=listed(await self.desk.problems()))

    async def status(self, asker: discord.Member) -> Outcome:
        watched = await self.watched(asker.guild.id)
        if not watched:
            return NOTHING
        person = await self.staff(asker)
        if person is None or not person.role.acts:
            return NOT_STAFF
        now = self.clock.now()
        rows = [_standing(known, now) for known in watched]
        return Answered(text="\n".join(rows))

    async def report(self, asker: discord.Member, days: int) -> Outcome:
        person = await self.staff(asker)
        if person is None:
            return NOTHING
        if not person.role.answers:
            return NOT_STAFF
        now = self.clock.now()
        span = Span(since=now - timedelta(days=days), until=now)
        async with self.store.read() as reading:
            found = await report_of(reading, span, reader=person)
        return Answered(text="\n".join([*in_short(found), *own_words(found)]))

    async def mine(self, asker: discord.Member) -> Outcome:
        person = await self.staff(asker)
        if person is None:
            return NOTHING
        if not person.role.answers:
            return NOT_STAFF
        async with self.store.read() as reading:
            return Answered(text=await first_replies.told(reading, person, self.clock.now()))

    async def help_button(self, asker: discord.Member, channel: discord.TextChannel, text: str) -> Outcome:
        person = await self._person(asker, channel.id)
        if person.role is not Role.LEAD:
            return ONLY_LEADS
        if key_of(asker.guild.id, channel.id) not in {known.channel for known in await self.lead.watched()}:
            return Answered(text=f"Watch #{channel.name} first, so that questions there are seen.", ok=False)
        layout = help_button(cut(text, 1500))
        with in_our_words(f"#{channel.name}"):
            await channel.send(view=layout)
        layout.stop()
        return Answered(text=f"The button is in #{channel.name}. Pin it, so that people find it.")

    async def watched(self, guild: int) -> list[Watched]:
        """Return the watched channels of a server."""
        return [
            known
            for known in await self.lead.watched()
            if known.channel.startswith("discord:") and parsed(known.channel).guild == guild
        ]

    async def staff(self, member: discord.Member) -> Person | None:
        """Return who somebody is in the channel where they may do most; `None` where nothing is watched."""
        people = [person for _, person in await self._roles(member)]
        return max(people, key=lambda person: _SAYS_MORE.index(person.role), default=None)

    async def _roles(self, member: discord.Member) -> list[tuple[Watched, Person]]:
        known = await self.watched(member.guild.id)
        return [(watched, await self.people.of(member, watched.channel)) for watched in known]

    async def _person(self, asker: discord.Member, channel: int) -> Person:
        self.people.meet(asker)
        return await self.people.of(asker, key_of(asker.guild.id, channel))


def _standing(known: Watched, now: datetime) -> str:
    """Say how a watched channel stands: its policy, whether its alerts rest, and what is wrong with it."""
    alerts = alerts_of(known.policy, known.policy.hours.home, now)
    wrong = f"⚠️ {known.degraded}" if known.degraded else ""
    return " ".join(part for part in (f"{known.name}: {in_words(known.policy)}", alerts, wrong) if part)


def _lacks(channel: Channel, wanted: tuple[str, ...]) -> str:
    """Return what our role still needs in a channel, as a sentence; nothing if all is well."""
    missing = lacking(channel.permissions_for(channel.guild.me).value, wanted)
    return f"In #{channel.name} my role still needs: {', '.join(missing)}." if missing else ""
