"""`/frontdesk` for staff, and "Draft a reply" in a message's menu.

Discord hides both from members without Manage Messages; an admin may allow roles under Server Settings,
Integrations. Who may do what is decided by role, in `office.py` and in the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord
import structlog
from discord import app_commands

from adapters.discord.answers import Answers, Work, answered
from adapters.discord.changes import Changes
from adapters.discord.changing import add_agent_commands, add_policy_commands
from adapters.discord.faults import LOST
from adapters.discord.office import Office
from adapters.discord.on_duty import OnDuty
from adapters.discord.wanted import Wanted
from bot.card import Answered
from bot.policies.form import SECTIONS as POLICY_SECTIONS

STAFF_ONLY = discord.Permissions(manage_messages=True)
SECTIONS = [app_commands.Choice(name=name, value=name) for name in POLICY_SECTIONS]
INVITATION = "**Need help?** Press the button, say what happens, and a person of ours will answer you."
_NOT_HERE = Answered(text="This works on a server only.", ok=False)
_log = structlog.get_logger()


@app_commands.guild_only()
class Frontdesk(app_commands.Group):
    """The `/frontdesk` commands."""

    def __init__(self, office: Office, answers: Answers) -> None:
        super().__init__(
            name="frontdesk", description="First replies in time", default_permissions=STAFF_ONLY
        )
        self._office, self._answers = office, answers

    @app_commands.command(description="Watch a channel: what customers ask there becomes cards")
    @app_commands.describe(channel="Where customers ask", staff_channel="Where agents get the cards")
    async def watch(
        self,
        interaction: discord.Interaction,
        channel: discord.TextChannel | discord.ForumChannel,
        staff_channel: discord.TextChannel,
    ) -> None:
        await self.give(interaction, lambda asker: self._office.watch(asker, channel, staff_channel))

    @app_commands.command(description="Stop watching a channel")
    async def unwatch(
        self, interaction: discord.Interaction, channel: discord.TextChannel | discord.ForumChannel
    ) -> None:
        await self.give(interaction, lambda asker: self._office.unwatch(asker, channel))

    @app_commands.command(description="Change targets, hours, people or how far I go")
    @app_commands.choices(section=SECTIONS)
    @app_commands.describe(channel="Needed when several channels are watched")
    async def settings(
        self,
        interaction: discord.Interaction,
        section: str,
        channel: discord.TextChannel | discord.ForumChannel | None = None,
    ) -> None:
        await self.give(
            interaction, lambda asker: self._office.settings(interaction, asker, section, channel)
        )

    @app_commands.command(description="Who is waiting now, longest first")
    async def queue(self, interaction: discord.Interaction) -> None:
        await self.give(interaction, lambda asker: self._office.queue(asker, interaction.channel_id))

    @app_commands.command(description="What waits for you: reminders with the words ready")
    async def nudges(self, interaction: discord.Interaction) -> None:
        await self.give(interaction, self._office.nudges)

    @app_commands.command(description="What several customers report, until it is fixed")
    async def problems(self, interaction: discord.Interaction) -> None:
        await self.give(interaction, self._office.problems)

    @app_commands.command(description="Which channels I watch, and whether all is well there")
    async def status(self, interaction: discord.Interaction) -> None:
        await self.give(interaction, self._office.status)

    @app_commands.command(description="How fast first replies are")
    async def report(
        self, interaction: discord.Interaction, days: app_commands.Range[int, 1, 90] = 7
    ) -> None:
        await self.give(interaction, lambda asker: self._office.report(asker, days))

    @app_commands.command(description="Your own first replies: scores, and what would make them better")
    async def mine(self, interaction: discord.Interaction) -> None:
        await self.give(interaction, self._office.mine)

    @app_commands.command(name="help-button", description='Post a "Need help?" button in a watched channel')
    @app_commands.describe(text="What stands above the button")
    async def help_button(
        self, interaction: discord.Interaction, channel: discord.TextChannel, text: str = INVITATION
    ) -> None:
        await self.give(interaction, lambda asker: self._office.help_button(asker, channel, text))

    async def give(self, interaction: discord.Interaction, work: Callable[[discord.Member], Work]) -> None:
        """Carry out a command for a member of a server, and answer it."""
        asker = interaction.user
        told = work(asker) if isinstance(asker, discord.Member) else answered(_NOT_HERE)
        await self._answers.give(interaction, told)


class Tree(app_commands.CommandTree[Any]):
    """Our commands. One that fails before it reaches us is logged without what was typed."""

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        _log.warning("a command was not understood", kind=type(error).__name__)


def commands(client: discord.Client, office: Office, answers: Answers) -> Tree:
    """Return the commands of a client, ready to be registered."""
    wanted = Wanted(office)

    @app_commands.guild_only()
    @app_commands.default_permissions(manage_messages=True)
    async def draft_a_reply(interaction: discord.Interaction, message: discord.Message) -> None:
        asker = interaction.user
        if isinstance(asker, discord.Member):
            await answers.give(interaction, wanted.draft_reply(asker, message))

    tree, group, changes = Tree(client), Frontdesk(office, answers), Changes(office)
    add_policy_commands(group, changes, group.give)
    add_agent_commands(group, changes, OnDuty(office), group.give)
    tree.add_command(group)
    tree.add_command(app_commands.ContextMenu(name="Draft a reply", callback=draft_a_reply))
    return tree


async def register(tree: Tree) -> None:
    """Tell Discord our commands. Cards work without them, so a refusal is noted and no more."""
    try:
        await tree.sync()
    except (discord.DiscordException, *LOST) as error:
        _log.warning("the commands could not be registered", kind=type(error).__name__)
