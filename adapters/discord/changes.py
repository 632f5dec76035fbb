"""What leads change and agents say by command: targets, hours, escalation, duty, notes, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import discord

from adapters.discord.keys import key_of, parsed
from adapters.discord.office import NOTHING, WHICH, Channel, Office
from bot.card import Answered, Click, Outcome, Verb
from bot.conversation import Conversation
from bot.duty import State
from bot.messages import Thread
from bot.policy import Step
from bot.record import Watched

_WHERE = Answered(
    text="I cannot tell which customer you mean: type this in their thread, or use More on the card.",
    ok=False,
)
_CANNOT_PING = (
    "I cannot ping {role} there: allow anyone to mention it (Server Settings, Roles), or it is told silently."
)
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

    async def pause(
        self, interaction: discord.Interaction, asker: discord.Member, what: str, channel: Channel | None
    ) -> Outcome | None:
        """Let a channel's alerts rest, or everything but measuring; or go on with both."""
        step = {"alerts": Step.CARDS, "everything": Step.MEASURE}.get(what, Step.ALERTS)
        told = await self.settings(interaction, asker, "Trust", channel, {"step": step.value})
        if not isinstance(told, Answered) or not told.ok:
            return told
        return Answered(text=_PAUSED[step])

    async def duty(
        self, asker: discord.Member, state: State, until: str, somebody: discord.Member | None
    ) -> Outcome:
        watched = await self.office.watched(asker.guild.id)
        if not watched:
            return NOTHING
        person = await self.office.people.of(asker, watched[0].channel)
        about = await self.office.people.of(somebody or asker, watched[0].channel)
        async with self.office.store.begin() as work:
            await work.save_person(about)
        return await self.office.lead.duty.say(about.id, state, person, until)

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


_PAUSED = {
    Step.CARDS: "Alerts rest from now on: cards and drafts go on. Choose nothing to have them back.",
    Step.MEASURE: "I only measure from now on: no drafts, no alerts. Choose nothing to have them back.",
    Step.ALERTS: "Nothing is paused: cards, drafts and alerts, where a target is set.",
}
