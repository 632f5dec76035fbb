"""Clicks and forms: turned into the desk's questions, and its answers said privately to who asked.

The desk decides before Slack is answered, so an acknowledged click is a click carried out.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

import structlog
from slack_bolt.async_app import AsyncApp

from adapters.slack.in_time import WHO_WITHIN_SECONDS, in_time, told_of
from adapters.slack.keys import key
from adapters.slack.modals import (
    CLICK_FORM,
    Purpose,
    first_input,
    inputs_of,
    modal,
    purpose_of,
    sources,
    told,
)
from adapters.slack.people import People
from adapters.slack.posts import Posts
from adapters.slack.refs import Ref, decoded, of_click
from adapters.slack.rich import Block
from adapters.slack.text import clip
from adapters.slack.web import Web
from bot.acts.problems import Known
from bot.card import Answered, Ask, Click, Nudge, Outcome, Verb
from bot.errors import FrontdeskError, PlatformError, Unreachable
from bot.lead import Lead
from bot.messages import Person
from bot.ports import Clock, Store

_ERROR = 300  # characters under a field
_WRITES = frozenset({Verb.EDIT, Verb.SEND_ANYWAY, Verb.CORRECT})
_STILL_AT_IT = "This takes a little longer. You may close this window: what came of it is told to you."
_SEEN_ON_THE_CARD = frozenset({Verb.SEND, Verb.SEND_ANYWAY, Verb.EDIT})
_log = structlog.get_logger()

Ack = Callable[..., Awaitable[Any]]
Body = Mapping[str, Any]


class Desk(Protocol):
    """What carries out clicks: `bot/desk.py`."""

    async def do(self, click: Click) -> Outcome: ...

    async def rate(self, rating: int, by: str, choice: str, words: str = "") -> Answered: ...

    async def nudges(self, person: str) -> tuple[Nudge, ...]: ...

    async def problems(self) -> tuple[Known, ...]: ...


class Home(Protocol):
    """What shows somebody's Home tab anew: `adapters/slack/home.py`."""

    async def show(self, user: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Hears:
    """Where a person hears how a click went, and the customers' channel it was about."""

    place: str
    channel: str


@dataclass(frozen=True, slots=True)
class Clicks:
    """Carries clicks to the desk, whoever made them: the desk checks what they may do."""

    web: Web
    people: People
    posts: Posts
    store: Store
    desk: Desk
    lead: Lead
    clock: Clock
    home: Home

    def register(self, app: AsyncApp) -> None:
        app.action(re.compile(r"^(do:.*|more)$"))(self.pressed)
        app.view(CLICK_FORM)(self.submitted)
        app.action(re.compile(r"^rate:"))(self.rated)

    async def pressed(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        """Carry out a button or a menu entry, then acknowledge, then say what came of it."""
        chosen = action.get("selected_option") or action
        verb, ref = decoded(chosen["value"])
        place = key("", (body.get("channel") or body["user"])["id"])
        async with in_time(self._do(verb, ref, body["user"]["id"])) as deciding:
            await ack()
            outcome = await deciding
        await self.answer(outcome, verb, Hears(place, ref.channel), body)
        if "view" in body:
            await self.home.show(body["user"]["id"])

    async def _do(self, verb: Verb, ref: Ref, user: str, inputs: dict[str, str] | None = None) -> Outcome:
        """Ask the desk, and put into words what stops it."""
        try:
            by = await self.who(user, ref.channel)
            return await self.desk.do(ref.click(verb, by, self.clock.now(), inputs))
        except FrontdeskError as error:
            return Answered(text=told_of(error), ok=False)

    async def rated(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        """Take a customer's answer to how it was; the question turns into thanks by itself."""
        rating, choice = str(action["value"]).partition("|")[0], str(action["action_id"]).partition(":")[2]
        async with in_time(self._rate(int(rating), body["user"]["id"], choice)) as deciding:
            await ack()
            outcome = await deciding
        if not outcome.ok:
            place = key("", (body.get("channel") or body["user"])["id"])
            await self.tell(place, key("", body["user"]["id"]), outcome.text)

    async def _rate(self, rating: int, user: str, choice: str) -> Answered:
        try:
            by = key((await self.web.identity()).team, user)
            return await self.desk.rate(rating, by, choice)
        except FrontdeskError as error:
            return Answered(text=told_of(error), ok=False)

    async def answer(self, outcome: Outcome, verb: Verb, hears: Hears, body: Body) -> None:
        """Say privately what came of a click, or open the form that asks for more."""
        person = key("", body["user"]["id"])
        try:
            if isinstance(outcome, Ask):
                view = await self._form(outcome, hears)
                await self.web.ask(self.web.client.views_open, trigger_id=body["trigger_id"], view=view)
            elif not (outcome.ok and verb in _SEEN_ON_THE_CARD):
                await self.tell(hears.place, person, outcome.text)
        except PlatformError as error:
            await self.tell(hears.place, person, told_of(error))

    async def submitted(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Carry out a submitted form while it is open: what is wrong is said in it, and no word is lost."""
        purpose = purpose_of(view)
        if purpose.click is None:
            raise ValueError("a click's form without a click")
        verb, ref = purpose.click
        hears = Hears(purpose.place, ref.channel)
        async with in_time(self._do(verb, ref, body["user"]["id"], inputs_of(view))) as deciding:
            outcome = await self.close_form(ack, deciding, view, hears)
        if isinstance(outcome, Answered) and outcome.ok:
            await self.answer(outcome, verb, hears, body)

    async def close_form(
        self,
        ack: Ack,
        deciding: asyncio.Task[Outcome],
        view: Body,
        hears: Hears,
        wrong: Mapping[str, str] = MappingProxyType({}),
    ) -> Outcome:
        """Close an open form, show what is wrong in it, or turn it into the next one.

        Slack waits three seconds. What takes longer is said in the window once it is known. `wrong` says what
        is wrong with which field, once it is decided.
        """
        if not deciding.done():
            await ack(response_action="update", view=told("One moment", _STILL_AT_IT))
            outcome = await deciding
            await self._fill(view["id"], await self._next(outcome, hears) or told("Done", _text_of(outcome)))
            return outcome
        outcome = deciding.result()
        refused = isinstance(outcome, Answered) and not outcome.ok
        errors = wrong or {block: _text_of(outcome) for block in first_input(view)}
        if refused and errors:
            said = {block: clip(text, _ERROR) for block, text in errors.items()}
            await ack(response_action="errors", errors=said)
        elif following := await self._next(outcome, hears):
            await ack(response_action="update", view=following)
        else:
            await ack()
        return outcome

    async def _next(self, outcome: Outcome, hears: Hears) -> Block | None:
        """Return what a window shows after a form; `None`: it may close."""
        if isinstance(outcome, Ask):
            return await self._form(outcome, hears)
        return None if outcome.ok else told("Not done", outcome.text)

    async def _form(self, ask: Ask, hears: Hears) -> Block:
        """Return the window for a form; beside a draft stands what its sources say."""
        async with self.store.read() as reading:
            draft = await reading.draft(ask.click.draft) if ask.click.draft else None
        beside = sources(draft) if draft and ask.verb in _WRITES else []
        return modal(ask.form, _purpose(ask, hears), beside=beside)

    async def _fill(self, window: str, view: Block) -> None:
        try:
            await self.web.ask(self.web.client.views_update, view_id=window, view=view)
        except PlatformError as error:  # it was closed meanwhile
            _log.info("a window could not be filled", platform="slack", error=type(error).__name__)

    async def key(self, id: str) -> str:
        """Return a key in our own workspace."""
        return key((await self.web.identity()).team, id)

    async def who(self, user: str, channel: str) -> Person:
        """Return who clicked, in time to answer the click."""
        try:
            async with asyncio.timeout(WHO_WITHIN_SECONDS):
                team = (await self.web.identity()).team
                return await self.people.person(key(team, user), channel)
        except TimeoutError:
            raise Unreachable("Slack takes too long to say who you are.") from None

    async def tell(self, place: str, person: str, text: str) -> None:
        """Say something to one person; a failure is logged, as there is nobody left to tell."""
        try:
            await self.posts.tell(place, person, text)
        except PlatformError as again:
            _log.warning("could not tell an agent", platform="slack", error=type(again).__name__)


def _text_of(outcome: Outcome) -> str:
    return outcome.text if isinstance(outcome, Answered) else outcome.form.title


def _purpose(ask: Ask, hears: Hears) -> Purpose:
    return Purpose(place=hears.place, code=of_click(ask.click, hears.channel).coded(ask.verb))
