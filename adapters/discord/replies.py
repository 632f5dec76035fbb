"""What customers get: a reply under a person's name, never twice, corrected or taken back afterwards.

Discord keeps our nonce for some minutes. Beyond that the Solved button under a reply tells: it carries the
reply's key, so a reply that is out already is found again in its thread.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import discord
from discord import ui

from adapters.discord.faults import UNKNOWN_MESSAGE, AnswerLost, in_our_words
from adapters.discord.keys import nonce, parsed
from adapters.discord.places import Places, Postable
from adapters.discord.words import parts, plain_name
from bot.errors import NotAllowed, PlatformError, Unsure
from bot.messages import Person, Thread
from bot.ports import Posted

LOOKS_BACK = 200
_SOLVED = re.compile(r"fds:(?P<root>\d{1,20}):(?P<key>.{1,25})")
_JOINT = "+"  # between the ids of a reply that needed several messages


@dataclass(frozen=True, slots=True)
class Replies:
    """Posts, amends and removes what customers read."""

    client: discord.Client
    places: Places

    async def post(self, thread: Thread, text: str, *, speaking_as: Person, key: str) -> Posted:
        """Post a reply in as many messages as it needs; those that are out already are not posted again."""
        where, answers = await self.places.of(thread)
        name = self.places.name(parsed(thread.channel))
        texts = _signed(text, speaking_as)
        posting = _Posting(self.client, where, name, thread.root, answers, texts, key)
        out = await posting.out_already()
        for number in range(len(texts)):
            if number not in out:
                out[number] = await posting.part(number)
        ids = _JOINT.join(str(out[number].id) for number in range(len(texts)))
        return Posted(id=ids, at=out[0].created_at)

    async def amend(self, thread: Thread, message: str, text: str, *, speaking_as: Person) -> None:
        """Change the text of a reply, in the messages that it has."""
        where, _ = await self.places.of(thread)
        ids, texts = message.split(_JOINT), _signed(text, speaking_as)
        if len(texts) > len(ids):
            needs = f"The corrected reply needs {len(texts)} Discord messages and has {len(ids)}."
            raise NotAllowed(f"{needs} Shorten it.")
        with in_our_words(self.places.name(parsed(thread.channel))):
            for id, part in zip(ids, texts, strict=False):
                await where.get_partial_message(int(id)).edit(content=part)
        await self._delete(where, thread, ids[len(texts) :])

    async def remove(self, thread: Thread, message: str) -> None:
        where, _ = await self.places.of(thread)
        await self._delete(where, thread, message.split(_JOINT))

    async def _delete(self, where: Postable, thread: Thread, ids: list[str]) -> None:
        with in_our_words(self.places.name(parsed(thread.channel))):
            for id in ids:
                try:
                    await where.get_partial_message(int(id)).delete()
                except discord.NotFound as gone:
                    if gone.code != UNKNOWN_MESSAGE:
                        raise


@dataclass(frozen=True, slots=True)
class _Posting:
    """One reply on its way, in one or more messages. The last carries the key."""

    client: discord.Client
    where: Postable
    name: str
    root: str
    answers: int | None
    texts: list[str]
    key: str

    async def part(self, number: int) -> discord.Message:
        """Post one message. After a lost answer the same nonce is used once more, then the thread is read."""
        for _ in range(2):
            try:
                return await self._send(number)
            except AnswerLost:
                continue
        try:
            found = await self.out_already()
        except PlatformError:
            found = {}
        if number not in found:
            raise Unsure("Discord's answer was lost, and the thread does not show the reply.")
        return found[number]

    async def out_already(self) -> dict[int, discord.Message]:
        """Return which of our messages the thread shows: the last by its key, those before by their words."""
        found: dict[int, discord.Message] = {}
        last = len(self.texts) - 1
        async for message in self._ours():
            if key := _key_on(message):
                if key == nonce(self.key):
                    found[last] = message
            elif message.content in self.texts[:last]:
                found[self.texts.index(message.content)] = message
        return found

    async def _send(self, number: int) -> discord.Message:
        last = number == len(self.texts) - 1
        view = solved_button(self.root, self.key) if last else ui.View()
        view.stop()  # discord.py would keep it in memory; our buttons are read from their custom ids
        text, once = self.texts[number], nonce(self.key, 0 if last else number + 1)
        with in_our_words(self.name):
            if self.answers and number == 0:
                first_line = discord.MessageReference(
                    message_id=self.answers, channel_id=self.where.id, fail_if_not_exists=False
                )
                message = await self.where.send(
                    text, nonce=once, view=view, mention_author=False, reference=first_line
                )
            else:
                message = await self.where.send(text, nonce=once, view=view)
        return message

    async def _ours(self) -> AsyncIterator[discord.Message]:
        """Yield our messages behind the thread's first one, newest first."""
        with in_our_words(self.name):
            async for message in self.where.history(limit=LOOKS_BACK):
                if message.id <= int(self.root):
                    return
                if self.client.user and message.author.id == self.client.user.id:
                    yield message


def solved_button(root: str, key: str, *, pressed: bool = False) -> ui.View:
    """Return the button with which the asker says that it worked."""
    view = ui.View(timeout=None)
    label = "Solved ✓" if pressed else "Solved"
    id = f"fds:{root}:{nonce(key)}"
    view.add_item(ui.Button(label=label, style=discord.ButtonStyle.secondary, custom_id=id, disabled=pressed))
    return view


def solved_in(custom_id: str) -> Mapping[str, str] | None:
    """Return the thread's root and the reply's key from a Solved button."""
    match = _SOLVED.fullmatch(custom_id)
    return match.groupdict() if match else None


def _key_on(message: discord.Message) -> str | None:
    for row in message.components:
        for item in getattr(row, "children", ()):
            known = solved_in(getattr(item, "custom_id", None) or "")
            if known:
                return known["key"]
    return None


def _signed(text: str, speaker: Person) -> list[str]:
    """Return a reply as messages, the first of which names who speaks."""
    return parts(f"**{plain_name(speaker.name)}**\n{text}")
