"""Staff posts: messages that show a view, found again by their key, and words for one person only."""

from __future__ import annotations

from typing import Any

from adapters.slack.blocks import render
from adapters.slack.errors import Gone, Lost, ScopeMissing
from adapters.slack.keyed import LOOKS_BACK, key_of, metadata, named
from adapters.slack.keys import is_person, native, stamp
from adapters.slack.pictures import SCOPE, Pictures
from adapters.slack.text import escape
from adapters.slack.web import PAGE, Web
from bot.card import Bulletin, RatingAsked, View
from bot.errors import NotAllowed
from bot.ports import Clock

VIEW_EVENT = "frontdesk_view"


class Posts:
    """Makes posts show what they should, and says things privately."""

    def __init__(self, web: Web, clock: Clock) -> None:
        self._web = web
        self._clock = clock
        self._pictures = Pictures(web, clock)
        self._direct: dict[str, str] = {}
        self._lost: set[str] = set()  # keys of posts whose answer was lost: they may be there

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
        body: dict[str, Any] = {"channel": channel, "text": text, "blocks": blocks, "place": named(place)}
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
        body: dict[str, Any] = {"text": text, "blocks": blocks, "place": named(view.thread.channel)}
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
                    view, view.picture, channel=channel, place=named(place), key=key
                )
            except ScopeMissing as refused:
                if refused.needed != SCOPE:
                    raise
        text, blocks = render(view, self._web.link)
        body: dict[str, Any] = {"channel": channel, "text": text, "blocks": blocks, "place": named(place)}
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

    async def _post_view(self, body: dict[str, Any], key: str) -> str:
        answer = await self._web.ask(
            self._web.client.chat_postMessage,
            metadata=metadata(VIEW_EVENT, key),
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
                oldest=stamp(self._clock.now() - LOOKS_BACK),
                include_all_metadata=True,
            )
        except NotAllowed:  # it cannot be looked up in any case
            return None
        found = (message for message in answer["messages"] if key_of(message, VIEW_EVENT) == key)
        return next((str(message["ts"]) for message in found), None)
