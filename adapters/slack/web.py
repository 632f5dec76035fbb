"""Calls to Slack's Web API: one session, no hidden retries, every failure in the desk's words.

The SDK's own retry can post twice when an answer was lost, and its rate limit handler sleeps inside the
call (and reads one digit of `Retry-After`); both are left out. Due rows are tried again by the desk.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import Lost, TokenRefused, refusal
from bot.errors import RateLimited, Unreachable
from bot.messages import Thread
from bot.settings import Slack as Settings

ANSWER_WITHIN_SECONDS = 15
PAGE = 200
PATIENCE = timedelta(minutes=10)
Pause = Callable[[float], Awaitable[None]]
Method = Callable[..., Awaitable[Any]]

# The SDK's and Bolt's log lines hold bodies and addresses with tickets; what matters is told as errors.
silent = logging.getLogger("frontdesk.slack.sdk")
silent.setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who we are in the workspace that installed us."""

    team: str
    enterprise: str | None
    user: str
    url: str
    scopes: frozenset[str]


class Web:
    """The Web API as seen by the rest of this room. Knows who we are once Slack has said so."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.client = client
        self._identity: Identity | None = None
        self._refused = asyncio.Event()

    async def ask(self, method: Method, *, place: str = "this", **args: Any) -> dict[str, Any]:
        """Call a method of the client and return Slack's answer. `place` names what it is about in errors.

        Raises:
            RateLimited, Unreachable, Lost, Gone, ThreadGone, TriggerExpired, NotAllowed.
        """
        try:
            answer = await method(**args)
        except SlackApiError as error:
            refused = translated(error, place)
            if isinstance(refused, TokenRefused):
                self.token_refused()
            raise refused from None
        except (aiohttp.ClientConnectorError, aiohttp.InvalidURL):
            raise Unreachable("Slack cannot be reached.") from None
        except (aiohttp.ClientError, TimeoutError):
            raise Lost("Slack's answer was lost.") from None
        return dict(answer.data)

    async def pages(
        self, method: Method, key: str, *, place: str = "this", pause: Pause | None = None, **args: Any
    ) -> list[Any]:
        """Return one list gathered over all pages of an answer.

        With a `pause` each page is asked for as often as Slack says to come back later, for ten minutes.
        """
        gathered: list[Any] = []
        cursor = ""
        while True:
            more = {"cursor": cursor} if cursor else {}
            page = partial(self.ask, method, place=place, limit=PAGE, **args, **more)
            answer = await (_patiently(pause, page) if pause else page())
            gathered += answer.get(key) or []
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return gathered

    def token_refused(self) -> None:
        """Let whoever listens know that the token no longer works."""
        self._refused.set()

    async def until_refused(self) -> None:
        """Wait until Slack refuses our token.

        Raises:
            TokenRefused: it does.
        """
        await self._refused.wait()
        raise TokenRefused

    def begin(self) -> None:
        """Ask anew who we are: the app may have been reinstalled."""
        self._identity = None
        self._refused.clear()

    async def identity(self) -> Identity:
        """Return who we are; asked once."""
        if self._identity is None:
            self._identity = await identify(self.client)
        return self._identity

    def link(self, thread: Thread) -> str | None:
        """Return a thread's address, once it is known where the workspace lives."""
        if self._identity is None:
            return None
        channel = thread.channel.rpartition("/")[2]
        return f"{self._identity.url}archives/{channel}/p{thread.root.replace('.', '')}"


async def _patiently(pause: Pause, ask: Callable[[], Awaitable[dict[str, Any]]]) -> dict[str, Any]:
    """Ask again after each wait Slack asks for, for ten minutes at most."""
    waited = timedelta()
    while True:
        try:
            return await ask()
        except RateLimited as limit:
            waited += limit.retry_after
            if waited > PATIENCE:
                raise
            await pause(limit.retry_after.total_seconds())


async def identify(client: AsyncWebClient) -> Identity:
    """Ask Slack whose token this is.

    Raises:
        NotAllowed: the token is refused.
    """
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        raise translated(error, "this workspace") from None
    except (aiohttp.ClientError, TimeoutError):
        raise Unreachable("Slack cannot be reached.") from None
    granted = answer.headers.get("x-oauth-scopes") or answer.headers.get("X-OAuth-Scopes") or ""
    return Identity(
        team=answer["team_id"],
        enterprise=answer.get("enterprise_id"),
        user=answer["user_id"],
        url=answer["url"],
        scopes=frozenset(scope.strip() for scope in granted.split(",") if scope.strip()),
    )


@asynccontextmanager
async def open_client(settings: Settings) -> AsyncIterator[AsyncWebClient]:
    """Open a client at the address the settings name; app-level calls go there as well."""
    timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        yield AsyncWebClient(
            token=settings.bot_token.get_secret_value(),
            base_url=settings.api_url.rstrip("/") + "/",
            session=session,
            retry_handlers=[],
            logger=silent,
        )


def translated(error: SlackApiError, place: str) -> Exception:
    response: Any = error.response
    data = getattr(response, "data", None)
    said: Mapping[str, Any] = data if isinstance(data, dict) else {}
    headers = getattr(response, "headers", None) or {}
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 500))
    return refusal(
        str(said.get("error") or ("ratelimited" if status == 429 else "internal_error")),
        status=status,
        retry_after=headers.get("Retry-After"),
        needed=said.get("needed"),
        place=place,
    )
