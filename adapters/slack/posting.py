"""What we post: replies to customers exactly once, and staff messages that show a view."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from adapters.slack.blocks import render
from adapters.slack.errors import Gone, Lost, ScopeMissing
from adapters.slack.keys import is_person, moment, native, stamp
from adapters.slack.people import People
from adapters.slack.pictures import SCOPE, Pictures
from adapters.slack.rich import as_sent
from adapters.slack.text import clip, escape
from adapters.slack.web import PAGE, Web
from bot.card import Bulletin, RatingAsked, View
from bot.errors import NotAllowed, PlatformError, RateLimited, Unreachable, Unsure
from bot.messages import Person, Role, Thread
from bot.ports import Clock, Posted

REPLY_EVENT = "frontdesk_reply"
VIEW_EVENT = "frontdesk_view"
_POST_TEXT = 40_000  # longer text is cut by chat.postMessage
_UPDATE_TEXT = 4_000  # longer text is refused by chat.update
_UPDATE_BLOCKS = 12_000
_LOOKS_BACK = timedelta(days=7)
_NAME = 80
_CUSTOMIZE = "chat:write.customize"


class Posting:
    """Posts, changes and finds our own messages. Metadata holds an opaque key only: anyone may read it."""

    def __init__(self, web: Web, people: People, clock: Clock) -> None:
        self._web = web
        self._people = people
        self._clock = clock
        self._refused_names = False
        self._pictures = Pictures(web, clock)
        self._direct: dict[str, str] = {}
        self._lost: set[str] = set()  # keys of posts whose answer was lost: they may be there

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
            place=_named(thread.channel),
            channel=native(thread.channel),
            ts=message,
            text=clip(escape(body), _UPDATE_TEXT),
            blocks=blocks,
        )

    async def remove(self, thread: Thread, message: str) -> None:
        try:
            await self._web.ask(
                self._web.client.chat_delete,
                place=_named(thread.channel),
                channel=native(thread.channel),
                ts=message,
            )
        except Gone:
            return

    async def show(
        self, view: View, *, place: str, message: str | None, key: str, again: bool = False
    ) -> str:
        """Make a message show a view: change it or, when there is none any more, post it."""
        if isinstance(view, Bulletin):
            return message or await self._bulletin(view, place, key)
        await self._web.identity()  # links need the workspace's address
        text, blocks = render(view, self._web.link)
        if isinstance(view, RatingAsked):
            return await self._ask(view, text, blocks, place, message, key, again=again)
        channel = await self.channel_for(place)
        body: dict[str, Any] = {"channel": channel, "text": text, "blocks": blocks, "place": _named(place)}
        return await self._make_show(body, message, key, again=again)

    async def _ask(
        self,
        view: RatingAsked,
        text: str,
        blocks: list[Any],
        place: str,
        message: str | None,
        key: str,
        *,
        again: bool,
    ) -> str:
        """Ask a customer in private or, where Slack lets us not write to them, in their thread.

        The message's id names its place: "<channel>/<ts>".
        """
        where, _, ts = (message or "").rpartition("/")
        body: dict[str, Any] = {"text": text, "blocks": blocks, "place": _named(view.thread.channel)}
        if where:
            return f"{where}/{await self._make_show(body | {'channel': where}, ts, key, again=again)}"
        try:
            private = await self.channel_for(place)
            return f"{private}/{await self._make_show(body | {'channel': private}, None, key, again=again)}"
        except NotAllowed:
            thread = {"channel": native(view.thread.channel), "thread_ts": view.thread.root}
            return f"{thread['channel']}/{await self._make_show(body | thread, None, key, again=again)}"

    async def _make_show(self, body: dict[str, Any], message: str | None, key: str, *, again: bool) -> str:
        channel = body["channel"]
        if message:
            try:
                await self._web.ask(self._web.client.chat_update, ts=message, **body)
            except Gone:
                pass
            else:
                return message
        elif (again or key in self._lost) and (posted := await self._find_view(channel, key)):
            self._lost.discard(key)
            return await self._shown_again(body, posted)
        try:
            posted = await self._post_view(body, key)
        except Lost:
            self._lost.add(key)
            if not (found := await self._find_view(channel, key)):
                raise
            posted = found
        self._lost.discard(key)
        return posted

    async def _bulletin(self, view: Bulletin, place: str, key: str) -> str:
        """Post a bulletin with its picture or, where we may not upload, with the picture's words."""
        channel = await self.channel_for(place)
        if view.picture:
            try:
                return await self._pictures.post(
                    view, view.picture, channel=channel, place=_named(place), key=key
                )
            except ScopeMissing as refused:
                if refused.needed != SCOPE:
                    raise
        text, blocks = render(view, self._web.link)
        body: dict[str, Any] = {"channel": channel, "text": text, "blocks": blocks, "place": _named(place)}
        return await self._find_view(channel, key) or await self._post_view(body, key)

    async def tell(self, place: str, person: str, text: str) -> None:
        """Say something to one person only: in the channel they look at or, failing that, as a message."""
        ephemeral = self._web.client.chat_postEphemeral
        message = escape(text)
        if not is_person(place):
            try:
                await self._web.ask(ephemeral, channel=native(place), user=native(person), text=message)
            except NotAllowed:
                pass
            else:
                return
        channel = await self.channel_for(person)
        await self._web.ask(self._web.client.chat_postMessage, channel=channel, text=message)

    async def channel_for(self, place: str) -> str:
        """Return the id to post to: a channel's own, or that of the direct message with a person."""
        id = native(place)
        if not is_person(place):
            return id
        if id not in self._direct:
            opened = await self._web.ask(self._web.client.conversations_open, place=id, users=id)
            self._direct[id] = opened["channel"]["id"]
        return self._direct[id]

    # -- replies

    async def _post_reply(self, thread: Thread, text: str, speaking_as: Person, key: str) -> dict[str, Any]:
        body: dict[str, Any] = {
            "channel": native(thread.channel),
            "thread_ts": thread.root,
            "text": escape(await self._signed(text, speaking_as)),
            "metadata": {"event_type": REPLY_EVENT, "event_payload": {"key": key}},
            "unfurl_links": False,
            "unfurl_media": False,
            "place": _named(thread.channel),
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
            place=_named(thread.channel),
            channel=native(thread.channel),
            ts=thread.root,
            oldest=stamp(self._clock.now() - _LOOKS_BACK),
            include_all_metadata=True,
        )
        ours = [message for message in messages if message.get("user") == own or message.get("bot_id")]
        for message in ours:
            if _key_of(message, REPLY_EVENT) == key:
                return Posted(id=message["ts"], at=moment(message["ts"]))
        if any("metadata" not in message and message.get("text") == escape(text) for message in ours):
            raise Unsure("The thread holds the same words, but Slack does not show which reply they are.")
        return None

    # -- views

    async def _post_view(self, body: dict[str, Any], key: str) -> str:
        answer = await self._web.ask(
            self._web.client.chat_postMessage,
            metadata={"event_type": VIEW_EVENT, "event_payload": {"key": key}},
            unfurl_links=False,
            unfurl_media=False,
            **body,
        )
        return str(answer["ts"])

    async def _shown_again(self, body: dict[str, Any], message: str) -> str:
        """Bring a post up to date that was made just before somebody could write it down."""
        await self._web.ask(self._web.client.chat_update, ts=message, **body)
        return message

    async def _find_view(self, channel: str, key: str) -> str | None:
        """Return the post with this key among the latest: by us, whoever we were then."""
        try:
            answer = await self._web.ask(
                self._web.client.conversations_history,
                channel=channel,
                limit=PAGE,
                oldest=stamp(self._clock.now() - _LOOKS_BACK),
                include_all_metadata=True,
            )
        except NotAllowed:  # it cannot be looked up in any case
            return None
        found = (message for message in answer["messages"] if _key_of(message, VIEW_EVENT) == key)
        return next((str(message["ts"]) for message in found), None)


def _key_of(message: dict[str, Any], event: str) -> str | None:
    metadata = message.get("metadata") or {}
    return metadata.get("event_payload", {}).get("key") if metadata.get("event_type") == event else None


def _named(place: str) -> str:
    return f"the channel {native(place)}"
