"""Bolt's app with our listeners: store first, then acknowledge.

Bolt acknowledges an event before its listener runs and, with a revoked token, even without one; the hook
before its authorisation is the only place that comes before every acknowledgement.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from traceback import extract_tb
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters.slack.channels import Channels
from adapters.slack.clicks import Clicks
from adapters.slack.commands import Commands
from adapters.slack.duty import Duty
from adapters.slack.gaps import Gaps
from adapters.slack.leading import Leading
from adapters.slack.reactions import Reactions
from adapters.slack.read import concerns_us, deleted_of_ours, event_id
from adapters.slack.settings import Settings
from adapters.slack.shortcut import Shortcut
from adapters.slack.web import silent
from bot.record import Queue
from bot.showing.again import Again

_STORED = ("type", "event", "event_id", "team_id", "context_team_id", "api_app_id", "authorizations")
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Listening:
    """Everything Slack may send us. `wake` is told that the inbox has something new."""

    clicks: Clicks
    wake: Callable[..., None]
    gaps: Gaps
    again: Again

    def app(self, signing_secret: str | None) -> AsyncApp:
        """Return the Bolt app. Without a signing secret it must only be fed from our own sockets."""
        client = self.clicks.web.client
        app = AsyncApp(
            name="frontdesk",
            client=client,
            signing_secret=signing_secret or "",
            request_verification_enabled=signing_secret is not None,
            before_authorize=self.store_first,
            authorize=_let_pass(client.token),
            logger=silent,
        )
        app.error(_failed)
        for name, listener in self._changes().items():
            app.event(name)(listener)
        settings, duty = Settings(self.clicks), Duty(self.clicks)
        leading = Leading(self.clicks, settings, duty)
        self.clicks.register(app)
        Commands(self.clicks, settings, leading).register(app)
        settings.register(app)
        duty.register(app)
        leading.register(app)
        Shortcut(self.clicks, self.wake).register(app)
        return app

    async def store_first(self, body: dict[str, Any], next: Callable[[], Awaitable[Any]]) -> Any:
        """Store a message event before it is acknowledged; a failure leaves it to Slack to send it again."""
        if body.get("type") == "app_rate_limited":
            _log.error("slack drops events, more than 30,000 came within an hour", platform="slack")
            await self.gaps.notice(since=f"{int(body['minute_rate_limited'])}.000000")
            return BoltResponse(status=200, body="")
        if body.get("type") != "event_callback":
            return await next()
        if concerns_us(body):
            raw = {name: body[name] for name in _STORED if name in body}
            await self.clicks.store.put(event_id(body), "slack", raw, self.clicks.clock.now())
            self.wake(Queue.INBOX)
        elif gone := deleted_of_ours(body):
            channel, message = gone
            await self.again.deleted(channel, [message])
        elif body["event"].get("type") in self._changes():
            return await next()
        return BoltResponse(status=200, body="")

    def hears(self) -> Collection[str]:
        """Return the events we listen to, messages apart."""
        return self._changes().keys()

    def _changes(self) -> dict[str, Callable[..., Awaitable[None]]]:
        return Channels(self.clicks, self.wake, self.gaps).listeners() | {
            "app_uninstalled": self.token_gone,
            "tokens_revoked": self.token_gone,
            "subteam_members_changed": self.group_changed,
            "user_change": self.profile_changed,
            "app_home_opened": self.home_opened,
            "reaction_added": Reactions(self.clicks).added,
        }

    async def home_opened(self, event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            await self.clicks.home.show(event["user"])

    async def token_gone(self, event: dict[str, Any]) -> None:
        self.clicks.web.token_refused()

    async def group_changed(self, event: dict[str, Any]) -> None:
        self.clicks.people.forget(event["subteam_id"])

    async def profile_changed(self, event: dict[str, Any]) -> None:
        self.clicks.people.forget(event["user"]["id"])


def _let_pass(token: str | None) -> Callable[[], Awaitable[AuthorizeResult]]:
    """Let Bolt pass: there is one token, and asking Slack about it would make a click wait."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)

    return authorize


async def _failed(error: Exception) -> None:
    """Name a failure of ours without its words; the click stays unacknowledged, and Slack marks it so."""
    last = extract_tb(error.__traceback__)[-1]
    where = f"{last.filename}:{last.lineno}"
    _log.error("a listener failed", platform="slack", error=type(error).__name__, where=where)
