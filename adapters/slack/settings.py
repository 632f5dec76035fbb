"""A channel's settings in a window: all of them, or the part that was asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncApp

from adapters.slack.asked import watched_here
from adapters.slack.clicks import Ack, Body, Clicks, Hears
from adapters.slack.in_time import in_time, told_of
from adapters.slack.keys import key, native
from adapters.slack.modals import SETTINGS_FORM, Purpose, blocks_of, inputs_of, modal, purpose_of
from adapters.slack.shortcut import said
from bot.card import Answered, Outcome
from bot.errors import FrontdeskError
from bot.forms import Form
from bot.policies.input import wrong_fields
from bot.policy import Policy

CHANNEL = re.compile(r"<#([CG]\w+)(?:\|[^>]*)?>")
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "settings": (),  # all of them
    "targets": ("Targets", "What presses"),
    "hours": ("Hours",),
    "escalation": ("Alerts", "Escalate to"),
    "acknowledgement": ("Quiet",),
    "digest": ("Telling",),
    "people": ("People",),
    "trust": ("Trust",),
}
_SECTION = re.compile(r"^settings:")


@dataclass(frozen=True, slots=True)
class Settings:
    """Opens windows with a channel's settings, and stores what leads change in them."""

    clicks: Clicks

    def register(self, app: AsyncApp) -> None:
        app.view(SETTINGS_FORM)(self.submitted)
        app.action(_SECTION)(self.pressed)

    async def open_from_command(self, body: Body, rest: str, name: str) -> dict[str, Any]:
        channel = await self.channel(body, rest)
        place = await self.clicks.key(body["channel_id"])
        return await self._open(body["user_id"], channel, place, body["trigger_id"], name)

    async def pressed(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        """Open settings from the Home tab."""
        await ack()
        user, name = body["user"]["id"], str(action["action_id"]).partition(":")[2]
        person = await self.clicks.key(user)
        try:
            refused = await self._open(user, action["value"], person, body["trigger_id"], name)
        except FrontdeskError as error:
            refused = said(told_of(error))
        if refused:
            await self.clicks.tell(person, person, refused["text"])

    async def channel(self, body: Body, rest: str) -> str:
        """Return the channel a lead means: the one they name, this one, or the only one served from here."""
        if named := CHANNEL.search(rest):
            return await self.clicks.key(named.group(1))
        here = await self.clicks.key(body["channel_id"])
        known = await watched_here(self.clicks)
        served = [each.channel for each in known if each.policy.staff_channel == here]
        return served[0] if len(served) == 1 else here

    async def _open(self, user: str, channel: str, place: str, trigger: str, name: str) -> dict[str, Any]:
        by = await self.clicks.who(user, channel)
        form = await self.clicks.lead.form(channel, by)
        if not isinstance(form, Form):
            return said(form.text)
        web = self.clicks.web
        purpose = Purpose(place=place, word="settings", channel=channel)
        view = modal(_only(form, SECTIONS[name]), purpose, SETTINGS_FORM)
        await web.ask(web.client.views_open, trigger_id=trigger, view=view)
        return {}

    async def submitted(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Store settings, or say in the window which fields are wrong and why."""
        purpose = purpose_of(view)
        channel = purpose.channel or ""
        inputs = inputs_of(view, channel)
        user, blocks, wrong = body["user"]["id"], blocks_of(view), dict[str, str]()

        async def change() -> Outcome:
            outcome = await self._change(user, channel, inputs)
            policy = await self._policy(channel)
            if policy and isinstance(outcome, Answered) and not outcome.ok:
                found = wrong_fields(policy, inputs, channel)
                wrong.update({blocks[name]: why for name, why in found.items()})
            return outcome

        async with in_time(change()) as changing:
            hears = Hears(purpose.place, channel)
            outcome = await self.clicks.close_form(ack, changing, view, hears, wrong)
        if isinstance(outcome, Answered) and outcome.ok:
            await self.clicks.tell(purpose.place, key("", user), outcome.text)
            await self.clicks.home.show(user)

    async def _change(self, user: str, channel: str, inputs: Mapping[str, str]) -> Outcome:
        try:
            by = await self.clicks.who(user, channel)
            return await self.clicks.lead.change(channel, inputs, by)
        except FrontdeskError as error:
            return Answered(text=told_of(error), ok=False)

    async def _policy(self, channel: str) -> Policy | None:
        known = await watched_here(self.clicks)
        return next((each.policy for each in known if each.channel == channel), None)


def _only(form: Form, titles: tuple[str, ...]) -> Form:
    """Return a form with these sections; its notes are about what the bot says out of hours."""
    if not titles:
        return form
    sections = tuple(section for section in form.sections if section.title in titles)
    return replace(form, sections=sections, notes=form.notes if "Quiet" in titles else ())


def named(body: Body, channel: str) -> str:
    """Return what to call the channel a command was typed in."""
    return f"#{body.get('channel_name') or native(channel)}"
