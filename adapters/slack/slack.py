"""The Slack adapter: the desk's `Platform`, and the part that listens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from adapters.slack.catchup import history, missed
from adapters.slack.clicks import Clicks, Desk
from adapters.slack.gaps import Gaps
from adapters.slack.home import Home
from adapters.slack.listening import Listening
from adapters.slack.manifest import EVENTS_PATH
from adapters.slack.people import People
from adapters.slack.posts import Posts
from adapters.slack.read import read
from adapters.slack.replies import Replies
from adapters.slack.sockets import Pace, listen
from adapters.slack.web import Web
from bot.card import View
from bot.lead import Lead
from bot.messages import Heard, Person, Said, Thread
from bot.ports import Clock, Posted, Store
from bot.process.catching_up import CatchUp
from bot.settings import Slack as Settings
from bot.showing.again import Again

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient
    from starlette.routing import BaseRoute


class Slack:
    """Slack as the desk sees it. Open it with `open_slack`."""

    name = "slack"

    def __init__(
        self,
        settings: Settings,
        client: AsyncWebClient,
        *,
        store: Store,
        desk: Desk,
        lead: Lead,
        clock: Clock,
        wake: Callable[..., None],
        pace: Pace,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._settings = settings
        self._pace = pace
        self._pause = pause
        self._web = Web(client)
        self._people = People(self._web, store, clock, settings.agents_group)
        self._replies = Replies(self._web, self._people, clock)
        self._posts = Posts(self._web, clock)
        home = Home(self._web, self._people, store, desk, lead, clock)
        clicks = Clicks(self._web, self._people, self._posts, store, desk, lead, clock, home)
        secret = settings.signing_secret
        self._gaps = Gaps(CatchUp(self, store, clock, wake), pause)
        self.listening = Listening(clicks, wake, self._gaps, Again(store, clock, wake))
        self._app = self.listening.app(secret.get_secret_value() if secret and not self.by_socket else None)

    @property
    def by_socket(self) -> bool:
        """Whether events come over Socket Mode; otherwise Slack calls our web server."""
        return self._settings.app_token is not None

    def read(self, raw: Mapping[str, Any]) -> Heard | None:
        return read(raw)

    async def person(self, key: str, channel: str) -> Person:
        return await self._people.person(key, channel)

    async def public(self, thread: Thread) -> bool:
        return not await self._people.private(thread.channel)

    async def reply(self, thread: Thread, text: str, *, speaking_as: Person, key: str) -> Posted:
        return await self._replies.reply(thread, text, speaking_as=speaking_as, key=key)

    async def amend(self, thread: Thread, message: str, text: str, *, speaking_as: Person) -> None:
        await self._replies.amend(thread, message, text, speaking_as=speaking_as)

    async def remove(self, thread: Thread, message: str) -> None:
        await self._replies.remove(thread, message)

    async def show(
        self, view: View, *, place: str, message: str | None, key: str, again: bool = False
    ) -> str:
        return await self._posts.show(view, place=place, message=message, key=key, again=again)

    def missed(self, channel: str, since: str | None) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
        return missed(self._web, channel, since, self._pause)

    def history(self, channel: str, *, since: datetime, until: datetime) -> AsyncIterator[Said]:
        return history(self._web, channel, since, until, self._pause)

    async def run(self) -> None:
        """Listen until cancelled. Raises when Slack refuses us, so that whoever keeps us can tell staff."""
        self._web.begin()
        await self._web.identity()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._web.until_refused(), name="slack token")
                tasks.create_task(self._gaps.read(), name="slack gaps")
                if self._settings.app_token:  # otherwise the web server listens
                    token = self._settings.app_token.get_secret_value()
                    tasks.create_task(listen(self._app, token, self._pace), name="slack sockets")
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from None  # one reason is what staff can act on

    def routes(self) -> list[BaseRoute]:
        """Return what the web server must serve: nothing in Socket Mode."""
        if self.by_socket:
            return []
        from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
        from starlette.routing import Route

        handler = AsyncSlackRequestHandler(self._app)
        return [Route(EVENTS_PATH, handler.handle, methods=["POST"])]
