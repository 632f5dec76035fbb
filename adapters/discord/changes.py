"""What leads change and agents say by command: targets, hours, escalation, notes, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import discord

from adapters.discord.calendars import written_in
from adapters.discord.keys import key_of, parsed
from adapters.discord.office import NOTHING, ONLY_LEADS, WHICH, Channel, Office
from bot.card import Answered, Click, Outcome, Verb
from bot.conversation import Conversation
from bot.messages import Role, Thread
from bot.record import Watched

_WHERE = Answered(
    text="I cannot tell which customer you mean: type this in their thread, or use More on the card.",
    ok=False,
)
_CANNOT_PING = (
    "I cannot ping {role} there: allow anyone to mention it (Server Settings, Roles), or it is told silently."
)
_SOONER = "Sooner: /frontdesk resume"
_NOBODY_WAITS = Answered(text="Nobody is waiting.")


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes by command; what is not said opens the form of its section."""

    office: Office

    async def settings(
        self,
        interaction: discord.Interaction,
        asker: discord.Member,
        section: str,
        channel: Channel | None,
        inputs: Mapping[str, str | None],
    ) -> Outcome | None:
        """Change what was typed, or show the section's form where nothing was."""
        watched = await self._channel(interaction, asker, channel)
        if isinstance(watched, Answered):
            return watched
        given = {name: value for name, value in inputs.items() if value is not None}
        if not given:
            return await self.office.policies.show(interaction, parsed(watched.channel).id, section)
        person = await self.office.people.of(asker, watched.channel)
        return await self.office.lead.change(watched.channel, given, person)

    async def escalation(
        self,
        interaction: discord.Interaction,
        asker: discord.Member,
        to: discord.Member | discord.Role | None,
        share: int,
        only: str,
        channel: Channel | None,
    ) -> Outcome | None:
        """Add a rung to a channel's ladder."""
        inputs: dict[str, str | None] = {}
        if to:
            inputs = {"rung_share": str(share), "rung_only": only}
            place = isinstance(to, discord.Role)
            inputs["rung_place" if place else "rung_person"] = (
                f"<@&{to.id}>" if place else key_of(asker.guild.id, to.id)
            )
        told = await self.settings(interaction, asker, "Escalate to", channel, inputs)
        if isinstance(told, Answered) and told.ok and isinstance(to, discord.Role) and not to.mentionable:
            return Answered(text=f"{told.text}\n{_CANNOT_PING.format(role=to.name)}")
        return told

    async def hours(
        self,
        interaction: discord.Interaction,
        asker: discord.Member,
        inputs: Mapping[str, str | None],
        calendar: discord.Attachment | None,
        channel: Channel | None,
    ) -> Outcome | None:
        """Change what was typed, and close the days off of a calendar file."""
        if calendar is None:
            return await self.settings(interaction, asker, "Hours", channel, inputs)
        watched = await self._channel(interaction, asker, channel)
        if isinstance(watched, Answered):
            return watched
        person = await self.office.people.of(asker, watched.channel)
        if person.role is not Role.LEAD:
            return ONLY_LEADS
        ical = await written_in(calendar)
        if isinstance(ical, Answered):
            return ical
        told = [await self.office.lead.import_dates(watched.channel, ical, person)]
        given = {name: value for name, value in inputs.items() if value is not None}
        if given and told[0].ok:
            told.append(await self.office.lead.change(watched.channel, given, person))
        return Answered(text="\n".join(each.text for each in told), ok=told[-1].ok)

    async def pause(
        self, interaction: discord.Interaction, asker: discord.Member, until: str, channel: Channel | None
    ) -> Outcome:
        """Let a channel's alerts rest until a time, for two hours if none is named."""
        watched = await self._channel(interaction, asker, channel)
        if isinstance(watched, Answered):
            return watched
        person = await self.office.people.of(asker, watched.channel)
        told = await self.office.lead.pause(watched.channel, person, until)
        return Answered(text=f"{told.text} {_SOONER}") if told.ok else told

    async def resume(
        self, interaction: discord.Interaction, asker: discord.Member, channel: Channel | None
    ) -> Outcome:
        watched = await self._channel(interaction, asker, channel)
        if isinstance(watched, Answered):
            return watched
        person = await self.office.people.of(asker, watched.channel)
        return await self.office.lead.resume(watched.channel, person)

    async def note(self, interaction: discord.Interaction, asker: discord.Member, text: str) -> Outcome:
        conversation = await self._here(interaction, asker)
        if conversation is None:
            return _WHERE
        return await self._do(Verb.NOTE, asker, conversation, {"note": text})

    async def why(self, interaction: discord.Interaction, asker: discord.Member) -> Outcome:
        """Tell why the customer of this thread waits; elsewhere, whoever waits longest."""
        conversation = await self._here(interaction, asker)
        if conversation is None:
            watched = await self.office.watched(asker.guild.id)
            async with self.office.store.read() as reading:
                waiting = await reading.waiting(channels=[known.channel for known in watched], limit=1)
            if not waiting:
                return _NOBODY_WAITS
            conversation = waiting[0]
        return await self._do(Verb.WHY, asker, conversation, {})

    async def _do(
        self, verb: Verb, asker: discord.Member, conversation: Conversation, inputs: dict[str, str]
    ) -> Outcome:
        person = await self.office.people.of(asker, conversation.thread.channel)
        now = self.office.clock.now()
        return await self.office.desk.do(
            Click(
                verb=verb,
                by=person,
                at=now,
                conversation=conversation.id,
                version=conversation.version,
                inputs=inputs,
            )
        )

    async def _channel(
        self, interaction: discord.Interaction, asker: discord.Member, channel: Channel | None
    ) -> Watched | Answered:
        """Return the channel that is meant: the one named, the one typed in, the one served, the only one."""
        here = await self.office.watched(asker.guild.id)
        if not here:
            return NOTHING
        place = channel or interaction.channel
        inside = place.parent_id if isinstance(place, discord.Thread) else place.id if place else 0
        key = key_of(asker.guild.id, inside)
        meant = [known for known in here if key == known.channel]
        if not meant and channel is None:
            meant = [known for known in here if known.policy.staff_channel == key] or here
        return meant[0] if len(meant) == 1 else WHICH

    async def _here(self, interaction: discord.Interaction, asker: discord.Member) -> Conversation | None:
        """Return the conversation of the thread in which a command was typed."""
        place = interaction.channel
        if not isinstance(place, discord.Thread):
            return None
        thread = Thread(key_of(asker.guild.id, place.parent_id), str(place.id))
        async with self.office.store.read() as reading:
            return await reading.conversation_in(thread)
