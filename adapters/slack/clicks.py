"""Clicks and forms: turned into the desk's questions, and its answers said privately to who asked.

The desk decides before Slack is answered, so an acknowledged click is a click carried out.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from slack_bolt.async_app import AsyncApp

from adapters.slack.keys import key
from adapters.slack.modals import CLICK_FORM, Purpose, first_input, inputs_of, modal, purpose_of, told
from adapters.slack.people import People
from adapters.slack.posting import Posting
from adapters.slack.refs import decoded, of_click
from adapters.slack.text import clip
from adapters.slack.web import Web
from bot.card import Answered, Ask, Click, Nudge, Outcome, Verb
from bot.errors import FrontdeskError, PlatformError, StoreLost, Unreachable
from bot.lead import Lead
from bot.messages import Person
from bot.ports import Clock, Store
from bot.problems import Known

WHO_WITHIN_SECONDS = 2.0  # of the three in which Slack wants an answer
_SEEN_ON_THE_CARD = frozenset({Verb.SEND, Verb.SEND_ANYWAY, Verb.EDIT})
_STORE_LOST = "The desk's database cannot be reached: nothing was done or sent. Try again in a minute."
_log = structlog.get_logger()

Ack = Callable[..., Awaitable[Any]]
Body = Mapping[str, Any]


class Desk(Protocol):
    """What carries out clicks: `bot/desk.py`."""

    async def do(self, click: Click) -> Outcome: ...

    async def rate(self, rating: int, by: str, choice: str, words: str = "") -> Answered: ...

    async def nudges(self, person: str) -> tuple[Nudge, ...]: ...

    async def problems(self) -> tuple[Known, ...]: ...


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
    posting: Posting
    store: Store
    desk: Desk
    lead: Lead
    clock: Clock

    def register(self, app: AsyncApp) -> None:
        app.action(re.compile(r"^(do:.*|more)$"))(self.pressed)
        app.view(CLICK_FORM)(self.submitted)
        app.action(re.compile(r"^rate:"))(self.rated)

    async def pressed(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        """Carry out a button or a menu entry, then acknowledge, then say what came of it."""
        chosen = action.get("selected_option") or action
        verb, ref = decoded(chosen["value"])
        place = key("", (body.get("channel") or body["user"])["id"])
        try:
            by = await self.who(body["user"]["id"], ref.channel)
            outcome = await self.desk.do(ref.click(verb, by, self.clock.now()))
        except FrontdeskError as error:
            outcome = Answered(text=told_of(error), ok=False)
        await ack()
        await self.answer(outcome, verb, Hears(place, ref.channel), body)

    async def rated(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        """Take a customer's answer to how it was; the question turns into thanks by itself."""
        rating = str(action["value"]).partition("|")[0]
        by = key((await self.web.identity()).team, body["user"]["id"])
        try:
            outcome = await self.desk.rate(int(rating), by, str(action["action_id"]).partition(":")[2])
        except FrontdeskError as error:
            outcome = Answered(text=told_of(error), ok=False)
        await ack()
        if not outcome.ok:
            place = key("", (body.get("channel") or body["user"])["id"])
            await self.tell(place, key("", body["user"]["id"]), outcome.text)

    async def answer(self, outcome: Outcome, verb: Verb, hears: Hears, body: Body) -> None:
        """Say privately what came of a click, or open the form that asks for more."""
        person = key("", body["user"]["id"])
        try:
            if isinstance(outcome, Ask):
                view = modal(outcome.form, _purpose(outcome, hears))
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
        try:
            by = await self.who(body["user"]["id"], ref.channel)
            outcome = await self.desk.do(ref.click(verb, by, self.clock.now(), inputs_of(view)))
        except FrontdeskError as error:
            outcome = Answered(text=told_of(error), ok=False)
        hears = Hears(purpose.place, ref.channel)
        await self.close_form(ack, outcome, view, hears)
        if isinstance(outcome, Answered) and outcome.ok:
            await self.answer(outcome, verb, hears, body)

    async def close_form(self, ack: Ack, outcome: Outcome, view: Body, hears: Hears) -> None:
        """Close an open form, show what is wrong in it, or turn it into the next one."""
        if isinstance(outcome, Ask):
            await ack(response_action="update", view=modal(outcome.form, _purpose(outcome, hears)))
        elif outcome.ok:
            await ack()
        elif block := first_input(view):
            await ack(response_action="errors", errors={block: clip(outcome.text, 300)})
        else:
            await ack(response_action="update", view=told("Not done", outcome.text))

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
            await self.posting.tell(place, person, text)
        except PlatformError as again:
            _log.warning("could not tell an agent", platform="slack", error=type(again).__name__)


def _purpose(ask: Ask, hears: Hears) -> Purpose:
    return Purpose(place=hears.place, code=of_click(ask.click, hears.channel).coded(ask.verb))


def told_of(error: FrontdeskError) -> str:
    """Say what an error means for the person who clicked."""
    if isinstance(error, StoreLost):
        return _STORE_LOST
    if isinstance(error, Unreachable):
        return f"{error} Try again in a moment."
    return str(error)
