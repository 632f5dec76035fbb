"""What keeps us from working on Discord, told to staff in one plain line with the fix."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp
import discord

from adapters.discord.keys import Key, parsed
from adapters.discord.permissions import TO_ANSWER, TO_POST, lacking
from bot.ports import Clock, Store
from bot.process.health import Health
from bot.record import Watched

TEN_MINUTES = timedelta(minutes=10)
MOST_REFUSED = 5_000  # Discord shuts an address out at 10,000 refused calls in ten minutes
_REFUSED = frozenset({401, 403, 429})
_BLIND = (
    "Discord keeps the words of most messages from me: I see forum titles, mentions and the help button. For "
    "the rest, switch on Message Content Intent in the developer portal (Bot) and start again."
)
_TWO = (
    "Another program uses this bot's Discord token and answers clicks before me. Stop it, or reset the token "
    "in the developer portal (Bot)."
)
_PAUSED = (
    "Discord refused thousands of my calls within ten minutes. I rest for some minutes, so that it does not "
    "shut us out. `python -m bot doctor` says what to mend."
)


@dataclass(slots=True)
class Standing:
    """Keeps count of what stands in our way."""

    store: Store
    clock: Clock
    health: Health
    _refusals: deque[datetime] = field(default_factory=deque)

    def blind(self, blind: bool) -> None:
        self._tell("messages", _BLIND if blind else None)

    def doubled(self) -> None:
        """Note that somebody else answered a click that was meant for us."""
        self._tell("token", _TWO)

    def begins(self) -> None:
        """A new connection: what was wrong with the token may be mended."""
        self._tell("token", None)

    def resting(self) -> timedelta | None:
        """Return for how long nothing may be asked of Discord, because it refused too much."""
        now = self.clock.now()
        while self._refusals and now - self._refusals[0] > TEN_MINUTES:
            self._refusals.popleft()
        if len(self._refusals) < MOST_REFUSED:
            self._tell("limit", None)
            return None
        self._tell("limit", _PAUSED)
        return self._refusals[-MOST_REFUSED] + TEN_MINUTES - now

    def counted(self) -> aiohttp.TraceConfig:
        """Return what counts the calls that Discord refuses."""
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self._answered)
        return trace

    async def _answered(self, _: object, __: object, answer: aiohttp.TraceRequestEndParams) -> None:
        if answer.response.status in _REFUSED:
            self._refusals.append(self.clock.now())

    async def look(self, client: discord.Client) -> set[str]:
        """Look whether every watched channel is still there, called as it was, and open to us.

        Returned are the staff channels that were marked, and in which nothing stands in our way any more.
        """
        mended: set[str] = set()
        async with self.store.read() as reading:
            watched = [one for one in await reading.all_watched() if one.channel.startswith("discord:")]
        for known in watched:
            found = wrong_with(client, known)
            async with self.store.begin() as work:
                if name := _renamed(client, known):
                    await work.mark_channel(known.channel, name=name)
                if found != known.degraded:
                    await work.degrade(known.channel, found)
            if known.degraded and found is None:
                mended.add(known.policy.staff_channel)
            self._tell(known.channel, found)
        for part in set(self.health.parts) - {f"discord: {known.channel}" for known in watched}:
            if part.startswith("discord: discord:"):  # no longer watched
                self.health.gone(part)
        return mended

    def _tell(self, about: str, text: str | None) -> None:
        part = f"discord: {about}"
        if text:
            self.health.ill(part, text, self.clock.now(), stops=False)
        elif part in self.health.parts:
            self.health.gone(part)


def wrong_with(client: discord.Client, known: Watched) -> str | None:
    """Return what keeps us from working in a channel, with the fix; `None` if nothing does."""
    channel, staff = parsed(known.channel), parsed(known.policy.staff_channel)
    guild = client.get_guild(channel.guild)
    if guild is None or guild.unavailable:
        gone = f"I am no longer on the server of {known.name}. Invite me again: python -m bot discord invite."
        return None if guild else gone
    return _lacks(guild, channel, known.name, TO_ANSWER) or _lacks(
        guild, staff, f"the staff channel of {known.name}", TO_POST
    )


def _lacks(guild: discord.Guild, at: Key, name: str, wanted: tuple[str, ...]) -> str | None:
    channel = guild.get_channel(at.id)
    if channel is None:
        return f"{name[0].upper()}{name[1:]} was deleted. Choose another one: /frontdesk watch."
    if isinstance(channel, discord.ForumChannel):
        wanted = (*wanted, "Manage Threads")
    missing = lacking(channel.permissions_for(guild.me).value, wanted)
    if not missing:
        return None
    return f"In #{channel.name} my role needs {', '.join(missing)} (Edit Channel, Permissions)."


def _renamed(client: discord.Client, known: Watched) -> str | None:
    at = parsed(known.channel)
    guild = client.get_guild(at.guild)
    channel = guild.get_channel(at.id) if guild else None
    return f"#{channel.name}" if channel and f"#{channel.name}" != known.name else None
