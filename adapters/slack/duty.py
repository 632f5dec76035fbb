"""Who is on duty: told, changed by command or from the Home tab, with a window for somebody's own hours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp

from adapters.slack.asked import staff_person
from adapters.slack.clicks import Ack, Body, Clicks, Hears
from adapters.slack.in_time import in_time, told_of
from adapters.slack.keys import key
from adapters.slack.modals import Purpose, inputs_of, modal, purpose_of
from adapters.slack.shortcut import STAFF_ONLY, said
from bot.card import Answered, Outcome
from bot.errors import FrontdeskError
from bot.forms import Field, Form, Section
from bot.messages import Person
from bot.roster.duty import Roster, State

HOURS_FORM, AWAY_FORM = "duty_hours", "duty_away"
_USAGE = (
    "Change it: /frontdesk duty on, duty off, duty away until 14:00 (or 2h, or 2026-12-24), duty focus 1h "
    "(no nudges), duty hours."
)
_SOMEBODY = re.compile(r"<@([UW]\w+)(?:\|[^>]*)?>")
_AWAY = Form(
    title="Away until…",
    submit="Away",
    sections=(Section(title="", fields=(Field(name="until", label="Until", help="2h, 14:00, 2026-12-24"),)),),
    notes=("What you have in hand goes to whoever is on duty, with a summary.",),
)


@dataclass(frozen=True, slots=True)
class Duty:
    """Tells and changes duty. Agents speak for themselves, leads for everybody: the desk checks that."""

    clicks: Clicks

    def register(self, app: AsyncApp) -> None:
        app.action(re.compile("^duty:"))(self.pressed)
        app.view(HOURS_FORM)(self.submitted)
        app.view(AWAY_FORM)(self.submitted)

    async def answer(self, body: Body, rest: str, by: Person) -> dict[str, Any]:
        """Answer `/frontdesk duty …`."""
        if not by.role.acts:
            return said(STAFF_ONLY)
        about = _SOMEBODY.search(rest)
        person = await self.clicks.key(about.group(1)) if about else by.id
        word, _, more = _SOMEBODY.sub("", rest).strip().partition(" ")
        if word.lower() == "hours":
            return await self._open(body["trigger_id"], person, by, await self.clicks.key(body["channel_id"]))
        if word.lower() in set(State):
            until = more.strip().removeprefix("until").strip()
            return said((await self.clicks.lead.duty.say(person, State(word.lower()), by, until)).text)
        return said("\n".join([*await self.told(by), _USAGE]))

    async def told(self, by: Person) -> list[str]:
        """Return who of the roster is on duty and who is not, a line each."""
        roster = await self.clicks.lead.duty.roster()
        people = [by.id, *(person for person in sorted(roster.duties) if person != by.id)]
        async with self.clicks.store.read() as reading:
            names = await reading.people(people)
        here = [person for person in people if person.startswith("slack:")]
        return [self._line(person, by, names, roster) for person in here]

    def _line(self, person: str, by: Person, names: Mapping[str, Person], roster: Roster) -> str:
        name = "You" if person == by.id else names[person].name if person in names else "A colleague"
        are = "are" if person == by.id else "is"
        on = roster.on(person, self.clicks.clock.now())
        return f"{'🟢' if on else '⚪'} {name} {are} {'on' if on else 'off'} duty."

    async def pressed(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        """Change one's own duty from the Home tab."""
        await ack()
        user, word = body["user"]["id"], str(action["action_id"]).partition(":")[2]
        person = await self.clicks.key(user)
        try:
            by = await staff_person(self.clicks, {"user_id": user, "channel_id": user})
            reply = await self._do(word, body["trigger_id"], by)
        except FrontdeskError as error:
            reply = said(told_of(error))
        if reply:
            await self.clicks.tell(person, person, reply["text"])
        await self.clicks.home.show(user)

    async def _do(self, word: str, trigger: str, by: Person) -> dict[str, Any]:
        if word == "hours":
            return await self._open(trigger, by.id, by, by.id)
        if word == "away":
            return await self._show(trigger, _AWAY, Purpose(place=by.id, word=by.id), AWAY_FORM)
        return said((await self.clicks.lead.duty.say(by.id, State(word), by)).text)

    async def _open(self, trigger: str, person: str, by: Person, place: str) -> dict[str, Any]:
        form = await self.clicks.lead.duty.form(person, by)
        if not isinstance(form, Form):
            return said(form.text)
        return await self._show(trigger, form, Purpose(place=place, word=person), HOURS_FORM)

    async def _show(self, trigger: str, form: Form, purpose: Purpose, name: str) -> dict[str, Any]:
        web = self.clicks.web
        await web.ask(web.client.views_open, trigger_id=trigger, view=modal(form, purpose, name))
        return {}

    async def submitted(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Store somebody's own hours, or until when they are away."""
        purpose, user = purpose_of(view), body["user"]["id"]
        async with in_time(self._change(view, purpose.word or "", user)) as changing:
            outcome = await self.clicks.close_form(ack, changing, view, Hears(purpose.place, ""))
        if isinstance(outcome, Answered) and outcome.ok:
            await self.clicks.tell(purpose.place, key("", user), outcome.text)
            await self.clicks.home.show(user)

    async def _change(self, view: Mapping[str, Any], person: str, user: str) -> Outcome:
        inputs, duty = inputs_of(view), self.clicks.lead.duty
        try:
            by = await staff_person(self.clicks, {"user_id": user, "channel_id": user})
            if view["callback_id"] == AWAY_FORM:
                return await duty.say(person, State.AWAY, by, inputs.get("until", ""))
            return await duty.schedule(person, inputs, by)
        except FrontdeskError as error:
            return Answered(text=told_of(error), ok=False)
