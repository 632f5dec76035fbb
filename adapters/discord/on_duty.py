"""Who is on duty: told and changed by command. Agents speak for themselves, leads for everybody."""

from __future__ import annotations

from dataclasses import dataclass

import discord

from adapters.discord.keys import parsed
from adapters.discord.office import NOT_STAFF, NOTHING, Office
from bot.card import Answered, Outcome
from bot.messages import Person
from bot.roster.duty import State

_ALWAYS = "always"
_HALF_SAID = Answered(
    text="Nothing was changed: with a time, say what you are until then. Choose a state as well.", ok=False
)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody typed after `/frontdesk duty`."""

    state: State | None
    until: str
    hours: str | None
    zone: str


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Changes and tells duty."""

    office: Office

    async def duty(self, asker: discord.Member, said: Said, somebody: discord.Member | None) -> Outcome:
        person = await self.office.staff(asker)
        about = await self.office.staff(somebody or asker)
        if person is None or about is None:
            return NOTHING
        if not person.role.acts:
            return NOT_STAFF
        if not about.role.acts:
            text = f"{about.name} answers nobody here: only agents and leads have duty."
            return Answered(text=text, ok=False)
        if said.until and said.state is None:
            return _HALF_SAID
        if said.state is None and said.hours is None:
            return await self._told(person, asker.guild.id)
        async with self.office.store.begin() as work:
            await work.save_person(about)
        duty, told = self.office.lead.duty, []
        if said.hours is not None:
            hours = "" if said.hours.strip().lower() == _ALWAYS else said.hours
            told.append(await duty.schedule(about.id, {"hours": hours, "zone": said.zone}, person))
        if said.state and all(each.ok for each in told):
            told.append(await duty.say(about.id, said.state, person, said.until))
        return Answered(text="\n".join(each.text for each in told), ok=told[-1].ok)

    async def _told(self, reader: Person, guild: int) -> Outcome:
        """Say of everybody on this server who ever said something about their duty how it stands."""
        duty = self.office.lead.duty
        known = [reader.id, *(await duty.roster()).duties]
        here = dict.fromkeys(key for key in known if _on(key, guild))
        async with self.office.store.read() as reading:
            people = {reader.id: reader} | await reading.people(list(here))
        rows = await duty.standing(people[key] for key in here if key in people)
        return Answered(
            text="\n".join(
                f"{'🟢' if row.on else '⚪'} {row.person.name}: {row.told} ({row.hours})" for row in rows
            )
        )


def _on(key: str, guild: int) -> bool:
    return key.startswith("discord:") and parsed(key).guild == guild
