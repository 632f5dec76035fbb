"""The `/frontdesk` commands with which leads change things and agents tell them, and what completes them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from zoneinfo import available_timezones

import discord
from discord import app_commands

from adapters.discord.answers import Work
from adapters.discord.changes import Changes
from adapters.discord.on_duty import OnDuty, Said
from bot.policy import Acknowledge
from bot.roster.duty import State

Give = Callable[[discord.Interaction, Callable[[discord.Member], Work]], Awaitable[None]]

MOST_OFFERED = 25
_ACKNOWLEDGED = [
    app_commands.Choice(name="Say nothing", value=Acknowledge.OFF.value),
    app_commands.Choice(name="Out of hours, say as a bot who answers and when", value="out_of_hours"),
]
_ONLY = [
    app_commands.Choice(name="Always", value="always"),
    app_commands.Choice(name="If urgent", value="urgent"),
    app_commands.Choice(name="If nobody is on duty", value="nobody"),
]
_DUTY = [app_commands.Choice(name=state.value.title(), value=state.value) for state in State]


async def zones(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer time zones that hold what was typed, those that begin with it first."""
    wanted = typed.strip().casefold().replace(" ", "_")
    found = [zone for zone in available_timezones() if wanted in zone.casefold() and "/" in zone]
    found.sort(key=lambda zone: (wanted not in zone.casefold().partition("/")[2][: len(wanted)], zone))
    return [app_commands.Choice(name=zone, value=zone) for zone in found[:MOST_OFFERED]]


def add_policy_commands(group: app_commands.Group, changes: Changes, give: Give) -> None:
    """Add what leads change: targets, hours, escalation, acknowledgement, pause, resume."""

    @group.command(description="How soon customers get an answer; without values, the form")
    @app_commands.describe(first="First response: 15m, 2h", next="Next responses: 30m")
    async def targets(
        interaction: discord.Interaction,
        first: str | None = None,
        next: str | None = None,
        channel: discord.TextChannel | discord.ForumChannel | None = None,
    ) -> None:
        values = {"first_target": first, "next_target": next}
        await give(
            interaction, lambda asker: changes.settings(interaction, asker, "Targets", channel, values)
        )

    @group.command(description="When you are open; without values, the form")
    @app_commands.describe(
        open="Mon-Fri 09:00-17:00; Sat 10:00-14:00",
        zone="Time zone",
        holidays="Public holidays of: DE-BY, US",
        closed="Also closed on: 2026-12-24, 2026-12-27..2026-12-31",
        calendar="An .ics file: its all-day events are days off",
    )
    @app_commands.autocomplete(zone=zones)
    async def hours(
        interaction: discord.Interaction,
        open: str | None = None,
        zone: str | None = None,
        holidays: str | None = None,
        closed: str | None = None,
        calendar: discord.Attachment | None = None,
        channel: discord.TextChannel | discord.ForumChannel | None = None,
    ) -> None:
        values = {"hours": open, "zone": zone, "holidays": holidays, "closed": closed}
        await give(interaction, lambda asker: changes.hours(interaction, asker, values, calendar, channel))

    @group.command(description="Tell somebody else when it runs late; without anybody, the form")
    @app_commands.describe(to="A person or a role", share="At how many per cent of the target", when="When")
    @app_commands.choices(when=_ONLY)
    async def escalation(
        interaction: discord.Interaction,
        to: discord.Member | discord.Role | None = None,
        share: app_commands.Range[int, 10, 1000] = 200,
        when: str = "always",
        channel: discord.TextChannel | discord.ForumChannel | None = None,
    ) -> None:
        await give(
            interaction, lambda asker: changes.escalation(interaction, asker, to, share, when, channel)
        )

    @group.command(description="What customers hear at once while you are closed")
    @app_commands.choices(say=_ACKNOWLEDGED)
    async def acknowledgement(
        interaction: discord.Interaction,
        say: str,
        channel: discord.TextChannel | discord.ForumChannel | None = None,
    ) -> None:
        values = {"acknowledgement": say}
        await give(interaction, lambda asker: changes.settings(interaction, asker, "Quiet", channel, values))

    @group.command(description="No alerts for two hours, or until a time; cards and clocks go on")
    @app_commands.describe(until="30m, 14:00 or 2026-12-24")
    async def pause(
        interaction: discord.Interaction,
        until: str = "",
        channel: discord.TextChannel | discord.ForumChannel | None = None,
    ) -> None:
        await give(interaction, lambda asker: changes.pause(interaction, asker, until, channel))

    @group.command(description="Let alerts go out again before their pause ends")
    async def resume(
        interaction: discord.Interaction,
        channel: discord.TextChannel | discord.ForumChannel | None = None,
    ) -> None:
        await give(interaction, lambda asker: changes.resume(interaction, asker, channel))


def add_agent_commands(group: app_commands.Group, changes: Changes, on_duty: OnDuty, give: Give) -> None:
    """Add what agents tell: duty, a note; and what they ask: why."""

    @group.command(description="On duty, off, or away until a time; without anything, who is on duty")
    @app_commands.choices(state=_DUTY)
    @app_commands.describe(
        until="2h, 14:00 or 2026-12-24",
        hours="Your own hours: Mon-Fri 09:00-17:00. Or: always",
        zone="Time zone of your hours",
        somebody="For leads: whose duty",
    )
    @app_commands.autocomplete(zone=zones)
    async def duty(
        interaction: discord.Interaction,
        state: str | None = None,
        until: str = "",
        hours: str | None = None,
        zone: str = "",
        somebody: discord.Member | None = None,
    ) -> None:
        said = Said(State(state) if state else None, until, hours, zone)
        await give(interaction, lambda asker: on_duty.duty(asker, said, somebody))

    @group.command(description="A note for colleagues on this thread's card; no customer sees it")
    async def note(interaction: discord.Interaction, text: app_commands.Range[str, 1, 500]) -> None:
        await give(interaction, lambda asker: changes.note(interaction, asker, text))

    @group.command(description="Why this customer waits, or in other channels who waits longest")
    async def why(interaction: discord.Interaction) -> None:
        await give(interaction, lambda asker: changes.why(interaction, asker))
