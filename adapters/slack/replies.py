"""Replies to customers: in their thread, under the agent's name, each posted once."""

from __future__ import annotations

from typing import Any

from adapters.slack.errors import Gone, Lost, ScopeMissing
from adapters.slack.keyed import LOOKS_BACK, key_of, metadata, named
from adapters.slack.keys import moment, native, stamp
from adapters.slack.people import People
from adapters.slack.rich import as_sent
from adapters.slack.text import clip, escape
from adapters.slack.web import Web
from bot.errors import NotAllowed, PlatformError, RateLimited, Unreachable, Unsure
from bot.messages import Person, Role, Thread
from bot.ports import Clock, Posted

REPLY_EVENT = "frontdesk_reply"
_POST_TEXT = 40_000  # longer text is cut by chat.postMessage
_UPDATE_TEXT = 4_000  # longer text is refused by chat.update
_UPDATE_BLOCKS = 12_000
_NAME = 80
_CUSTOMIZE = "chat:write.customize"


class Replies:
    """Posts, changes and takes back what customers read."""

    def __init__(self, web: Web, people: People, clock: Clock) -> None:
        self._web = web
        self._people = people
        self._clock = clock
        self._refused_names = False

    async def reply(self, thread: Thread, text: str, *, speaking_as: Person, key: str) -> Posted:
        """Post a reply under the agent's name, unless the thread shows that it is there already."""
        if len(escape(text)) > _POST_TEXT:
            raise NotAllowed(f"The reply has {len(text):,} characters; Slack takes 40,000. Shorten it.")
        if posted := await self._find(thread, key, text):
            return posted
        try:
            answer = await self._post_reply(thread, text, speaking_as, key)
        except Lost:
            return await self._look_again(thread, key, text)
        return Posted(id=answer["ts"], at=moment(answer["ts"]))

    async def amend(self, thread: Thread, message: str, text: str, *, speaking_as: Person) -> None:
        """Change a reply. `chat.update` takes less text than a post: a long one goes into blocks."""
        body = await self._signed(text, speaking_as)
        if len(escape(body)) > _UPDATE_BLOCKS:
            raise NotAllowed(
                f"The reply has {len(text):,} characters; Slack changes up to 12,000. Shorten it."
            )
        blocks = as_sent(body) if len(escape(body)) > _UPDATE_TEXT else []
        await self._web.ask(
            self._web.client.chat_update,
            place=named(thread.channel),
            channel=native(thread.channel),
            ts=message,
            text=clip(escape(body), _UPDATE_TEXT),
            blocks=blocks,
        )

    async def remove(self, thread: Thread, message: str) -> None:
        try:
            await self._web.ask(
                self._web.client.chat_delete,
                place=named(thread.channel),
                channel=native(thread.channel),
                ts=message,
            )
        except Gone:
            return

    async def _post_reply(self, thread: Thread, text: str, speaking_as: Person, key: str) -> dict[str, Any]:
        body: dict[str, Any] = {
            "channel": native(thread.channel),
            "thread_ts": thread.root,
            "text": escape(await self._signed(text, speaking_as)),
            "metadata": metadata(REPLY_EVENT, key),
            "unfurl_links": False,
            "unfurl_media": False,
            "place": named(thread.channel),
        }
        if await self._signs():
            return await self._web.ask(self._web.client.chat_postMessage, **body)
        name, picture = await self._face(speaking_as)
        try:
            return await self._web.ask(
                self._web.client.chat_postMessage,
                username=name,
                **({"icon_url": picture} if picture else {}),
                **body,
            )
        except ScopeMissing as refused:
            if refused.needed != _CUSTOMIZE:
                raise
        self._refused_names = True
        return await self._post_reply(thread, text, speaking_as, key)

    async def _face(self, speaking_as: Person) -> tuple[str, str | None]:
        """Return the name and the picture a reply is shown under; ours is the app's own."""
        if speaking_as.role is Role.BOT:
            return speaking_as.name, None
        picture = (await self._people.profile(speaking_as.id)).picture
        return clip(speaking_as.name, _NAME - len(" via Frontdesk")) + " via Frontdesk", picture

    async def _signed(self, text: str, speaking_as: Person) -> str:
        return f"{text}\n– {speaking_as.name}, via Frontdesk" if await self._signs() else text

    async def _signs(self) -> bool:
        """Whether the agent's name goes into the text: this workspace refuses posts under other names."""
        granted = (await self._web.identity()).scopes
        return self._refused_names or bool(granted and _CUSTOMIZE not in granted)

    async def _look_again(self, thread: Thread, key: str, text: str) -> Posted:
        """The answer to a post was lost: find the post, or say that nothing is there yet.

        Trying again is safe in any case, as every try reads the thread first.
        """
        try:
            posted = await self._find(thread, key, text)
        except (RateLimited, Unreachable):
            posted = None
        except PlatformError as error:
            raise Unsure("Slack's answer was lost, and the thread cannot be read.") from error
        if posted is None:
            raise Unreachable("Slack's answer was lost; the reply is not in the thread yet.")
        return posted

    async def _find(self, thread: Thread, key: str, text: str) -> Posted | None:
        own = (await self._web.identity()).user
        messages = await self._web.pages(
            self._web.client.conversations_replies,
            "messages",
            place=named(thread.channel),
            channel=native(thread.channel),
            ts=thread.root,
            oldest=stamp(self._clock.now() - LOOKS_BACK),
            include_all_metadata=True,
        )
        ours = [message for message in messages if message.get("user") == own or message.get("bot_id")]
        for message in ours:
            if key_of(message, REPLY_EVENT) == key:
                return Posted(id=message["ts"], at=moment(message["ts"]))
        if any("metadata" not in message and message.get("text") == escape(text) for message in ours):
            raise Unsure("The thread holds the same words, but Slack does not show which reply they are.")
        return None
