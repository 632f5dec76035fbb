"""What staff see: cards, alerts, lists, and private nudges that fall back to the staff channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO

import discord
from discord import ui

from adapters.discord.closing import close
from adapters.discord.faults import (
    NOT_OURS,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    TakesNoMessages,
    in_our_words,
)
from adapters.discord.keys import Key, nonce, parsed
from adapters.discord.places import Places, Postable
from adapters.discord.render import render
from adapters.discord.words import cut
from bot.card import Alert, Bulletin, Card, Nudge, Nudges, Picture, RatingAsked, View, Waiting
from bot.errors import NotAllowed, ThreadGone
from bot.messages import Thread
from bot.ports import Store

_ALT = 1024


@dataclass(frozen=True, slots=True)
class Posts:
    """Makes staff messages show views. A message's id is "<channel>/<message>": a nudge may move."""

    client: discord.Client
    places: Places
    store: Store
    hears: Callable[[], bool]  # whether deletions are told to us: without, nobody knows what is still shown
    # lists as they were shown last: Discord takes five edits in five seconds, and most leave a list as it is
    _lists: dict[Key, tuple[str, object]] = field(default_factory=dict)

    async def show(self, view: View, *, place: str, message: str | None, key: str) -> str:
        """Update a message, or post one where there is none or it is gone."""
        at = parsed(place)
        if isinstance(view, Bulletin) and message:
            return message
        try:
            if message and await self._update(view, at, message):
                await self._close_solved(view)
                return message
            fresh = nonce(f"{key}/{message or at.id}")  # Discord's memory for them knows no channels
            return await self._post(view, at, fresh)
        except ThreadGone as gone:
            raise NotAllowed(
                f"{self.places.name(at)} is gone or locked. Choose another staff channel."
            ) from gone

    def look_again(self, at: Key | None = None) -> None:
        """Take no list for shown that was shown before, at one place or anywhere: it may be deleted."""
        for place in list(self._lists) if at is None else [at]:
            self._lists.pop(place, None)

    async def _update(self, view: View, at: Key, message: str) -> bool:
        channel, _, id = message.partition("/")
        where = self.places.partial(at, int(channel))
        layout = _unkept(render(view, self.places.link, _mentions(view, at)))
        shown = (message, _components(layout)) if isinstance(view, Waiting) else None
        if shown and self.hears() and self._lists.get(at) == shown:
            return True
        self._lists.pop(at, None)  # if the edit's answer is lost, nobody knows which of the two is shown
        with in_our_words(self.places.name(at)):
            try:
                await where.get_partial_message(int(id)).edit(view=layout)
            except discord.NotFound as gone:
                if gone.code in (UNKNOWN_MESSAGE, UNKNOWN_CHANNEL):
                    return False
                raise
            except discord.Forbidden as refused:
                if refused.code == NOT_OURS:
                    return False
                raise
        if shown:
            self._lists[at] = shown
        return True

    async def _close_solved(self, view: View) -> None:
        """Let a forum post show what its card shows: that the customer confirmed."""
        if not isinstance(view, Card) or not view.solved:
            return
        found = self.places.post(view.thread)
        if found and not found[0].archived:
            await close(*found)

    async def _post(self, view: View, at: Key, nonce: str) -> str:
        channel = self.places.channel(at)
        if channel is not None:
            return await self._send(view, at, channel, nonce, _mentioned(view, at))
        try:
            with in_our_words("a direct message"):
                private = await self.client.create_dm(discord.Object(at.id))
            return await self._send(view, at, private, nonce, [])
        except TakesNoMessages:
            if isinstance(view, RatingAsked):
                where, _ = await self.places.of(view.thread)
                return await self._send(view, at, where, nonce, [])
            staff = await self._staff_channel(view)
            if staff is None:
                raise
        return await self._send(view, parsed(staff), self._known(parsed(staff)), nonce, [at])

    def _known(self, at: Key) -> Postable:
        return self.places.channel(at) or self.places.partial(at, at.id)

    async def _send(
        self, view: View, at: Key, where: Postable | discord.DMChannel, nonce: str, mentioned: list[Key]
    ) -> str:
        if isinstance(view, Bulletin) and view.picture:
            try:
                return await self._send_picture(view, view.picture, at, where, nonce)
            except NotAllowed:
                view = replace(view, picture=None)  # servers that invited us earlier do not let us attach
        layout = _unkept(render(view, self.places.link, " ".join(_mention(key) for key in mentioned)))
        with in_our_words(self.places.name(at)):
            sent = await where.send(view=layout, nonce=nonce, allowed_mentions=_allowed(mentioned))
        return f"{sent.channel.id}/{sent.id}"

    async def _send_picture(
        self, view: Bulletin, picture: Picture, at: Key, where: Postable | discord.DMChannel, nonce: str
    ) -> str:
        layout = _unkept(render(view, self.places.link))
        file = discord.File(BytesIO(picture.data), picture.name, description=cut(picture.alt, _ALT))
        with in_our_words(self.places.name(at)):
            sent = await where.send(view=layout, file=file, nonce=nonce, allowed_mentions=_allowed([]))
        return f"{sent.channel.id}/{sent.id}"

    async def _staff_channel(self, view: View) -> str | None:
        thread = _thread(view)
        if thread is None:
            return None
        async with self.store.read() as reading:
            watched = await reading.watched(thread.channel)
        return watched.policy.staff_channel if watched else None


def _unkept(layout: ui.LayoutView) -> ui.LayoutView:
    """Return a layout that discord.py will not keep in memory: its buttons are read from their custom ids."""
    layout.stop()
    return layout


def _components(layout: ui.LayoutView) -> object:
    return layout.to_components()  # type: ignore[no-untyped-call]  # as discord.py has it


def _thread(view: View) -> Thread | None:
    match view:
        case Alert(card=card):
            return card.thread
        case Nudge(thread=thread):
            return thread
        case Nudges():
            return view.thread
        case _:
            return None


def _mentioned(view: View, at: Key) -> list[Key]:
    """Return whom a view names: exactly they are pinged, and nobody of another server."""
    named = () if isinstance(view, Waiting | RatingAsked) else view.mention
    keys = [parsed(key) for key in named if key.startswith("discord:")]
    return [key for key in keys if key.guild == at.guild and key.mark != "w"]


def _mentions(view: View, at: Key) -> str:
    return " ".join(_mention(key) for key in _mentioned(view, at))


def _mention(key: Key) -> str:
    return f"<@{key.mark}{key.id}>"


def _allowed(keys: list[Key]) -> discord.AllowedMentions:
    return discord.AllowedMentions(
        everyone=False,
        users=[discord.Object(key.id) for key in keys if not key.mark],
        roles=[discord.Object(key.id) for key in keys if key.mark],
        replied_user=False,
    )
