"""`/frontdesk` and the message menu's "Draft a reply": what people ask for by name."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncApp

from adapters.slack.blocks import nudges, waiting
from adapters.slack.clicks import Ack, Body, Clicks, Hears, told_of
from adapters.slack.keys import key, native
from adapters.slack.manifest import COMMAND, DRAFT_SHORTCUT
from adapters.slack.modals import SETTINGS_FORM, Purpose, inputs_of, modal, purpose_of
from adapters.slack.rich import as_typed
from adapters.slack.text import escape
from bot import first_replies
from bot.card import Answered, Click, Outcome, Verb
from bot.errors import FrontdeskError
from bot.forms import Form
from bot.messages import Person, Role, Thread
from bot.policy_form import in_words
from bot.problems import listed
from bot.reports.asked import Span, report_of
from bot.reports.words import in_short, own_words

HELP = """Frontdesk drafts first replies; you send them.

/frontdesk queue – who is waiting now, longest first
/frontdesk nudges – what waits for you: reminders with the words ready
/frontdesk problems – what several customers report, until it is fixed
/frontdesk watch #staff-channel – watch this channel, cards go to #staff-channel
/frontdesk unwatch – stop watching this channel
/frontdesk settings – targets, hours, people and alerts of this channel
/frontdesk status – every watched channel with its settings
/frontdesk why – why the customer who waits longest is still waiting
/frontdesk mine – the scores of your own first replies, with what would make them better
/frontdesk report – first responses of the last seven days

On any message: its menu (⋮), then "Draft a reply". Your own view is in the app's Home tab."""
_REPORTED = timedelta(days=7)
_NUDGES = 10
_CHANNEL = re.compile(r"<#([CG]\w+)(?:\|[^>]*)?>")
_SETTINGS = frozenset({"settings", "targets", "hours", "escalation"})
_NO_CONVERSATION = (
    "There is no conversation to this message: its channel is not watched, or it needs no reply."
)
_STAFF_ONLY = "Only agents and leads see who is waiting."


@dataclass(frozen=True, slots=True)
class Commands:
    """Answers what people ask for by name instead of by button."""

    clicks: Clicks

    def register(self, app: AsyncApp) -> None:
        app.command(COMMAND)(self.asked)
        app.shortcut(DRAFT_SHORTCUT)(self.draft_wanted)
        app.view(SETTINGS_FORM)(self.settings_submitted)
        app.action("settings")(self.settings_pressed)

    # -- /frontdesk

    async def asked(self, ack: Ack, body: dict[str, Any]) -> None:
        """Answer a command where it was typed, privately."""
        word, _, rest = body.get("text", "").strip().partition(" ")
        answer = self._answers().get(word.lower() or "help", self._unknown)
        try:
            reply = await answer(body, rest)
        except FrontdeskError as error:
            reply = _said(told_of(error))
        await ack(**reply) if reply else await ack()

    def _answers(self) -> dict[str, Callable[[Body, str], Awaitable[dict[str, Any]]]]:
        named = {"help": self._help, "queue": self._queue, "status": self._status, "nudges": self._nudges}
        named |= {"problems": self._problems}
        named |= {"watch": self._watch, "unwatch": self._unwatch, "why": self._why, "report": self._report}
        named["mine"] = self._mine
        return named | dict.fromkeys(_SETTINGS, self._settings)

    async def _help(self, body: Body, rest: str) -> dict[str, Any]:
        return _said(HELP)

    async def _unknown(self, body: Body, rest: str) -> dict[str, Any]:
        return _said(f"I do not know that word.\n\n{HELP}")

    async def _queue(self, body: Body, rest: str) -> dict[str, Any]:
        channel = await self._channel(body)
        by = await self.clicks.who(body["user_id"], channel)
        if not by.role.acts:
            return _said(_STAFF_ONLY)
        staff = await self._staff_channel(channel)
        text, blocks = waiting(await self.clicks.lead.queue(staff), self.clicks.web.link)
        return {"text": text, "blocks": blocks}

    async def _nudges(self, body: Body, rest: str) -> dict[str, Any]:
        person = key((await self.clicks.web.identity()).team, body["user_id"])
        mine = await self.clicks.desk.nudges(person)
        if not mine:
            return _said("Nothing waits for you.")
        text, blocks = nudges(mine[:_NUDGES], self.clicks.web.link)
        return {"text": text, "blocks": blocks}

    async def _problems(self, body: Body, rest: str) -> dict[str, Any]:
        by = await self.clicks.who(body["user_id"], await self._channel(body))
        return _said(listed(await self.clicks.desk.problems()) if by.role.answers else _STAFF_ONLY)

    async def _status(self, body: Body, rest: str) -> dict[str, Any]:
        by = await self.clicks.who(body["user_id"], await self._channel(body))
        if not by.role.answers:
            return _said(_STAFF_ONLY)
        watched = await self.clicks.lead.watched()
        lines = [
            f"{each.name}: {each.degraded or in_words(each.policy)}"
            for each in watched
            if each.channel.startswith("slack:")
        ]
        return _said("\n".join(lines) or "No channel is watched yet: /frontdesk watch #staff-channel")

    async def _why(self, body: Body, rest: str) -> dict[str, Any]:
        channel = await self._channel(body)
        queue = await self.clicks.lead.queue(await self._staff_channel(channel))
        if not queue.rows:
            return _said("Nobody is waiting.")
        longest = queue.rows[0]
        by = await self.clicks.who(body["user_id"], longest.thread.channel)
        click = Click(
            verb=Verb.WHY, by=by, at=self.clicks.clock.now(), conversation=longest.conversation, version=0
        )
        outcome = await self.clicks.desk.do(click)
        return _said(outcome.text if isinstance(outcome, Answered) else "")

    async def _report(self, body: Body, rest: str) -> dict[str, Any]:
        by = await self.clicks.who(body["user_id"], await self._channel(body))
        if not by.role.answers:
            return _said(_STAFF_ONLY)
        now = self.clicks.clock.now()
        async with self.clicks.store.read() as reading:
            found = await report_of(reading, Span(since=now - _REPORTED, until=now), reader=by)
        return _said("\n".join([*in_short(found), *own_words(found)]))

    async def _mine(self, body: Body, rest: str) -> dict[str, Any]:
        by = await self.clicks.who(body["user_id"], await self._channel(body))
        if not by.role.answers:
            return _said(_STAFF_ONLY)
        async with self.clicks.store.read() as reading:
            return _said(await first_replies.told(reading, by, self.clicks.clock.now()))

    async def _watch(self, body: Body, rest: str) -> dict[str, Any]:
        named = _CHANNEL.search(rest)
        if named is None:
            return _said("Say where cards should go: /frontdesk watch #staff-channel")
        channel = await self._channel(body)
        staff = key((await self.clicks.web.identity()).team, named.group(1))
        if problem := await self._unfit(channel, staff):
            return _said(problem)
        by = await self._founder(body["user_id"], channel, staff)
        name = f"#{body.get('channel_name') or native(channel)}"
        return _said((await self.clicks.lead.watch(channel, name, staff, by)).text)

    async def _unwatch(self, body: Body, rest: str) -> dict[str, Any]:
        channel = await self._channel(body)
        by = await self.clicks.who(body["user_id"], channel)
        return _said((await self.clicks.lead.unwatch(channel, by)).text)

    async def _settings(self, body: Body, rest: str) -> dict[str, Any]:
        channel = await self._channel(body)
        return await self._open_settings(body["user_id"], channel, channel, body["trigger_id"])

    async def _open_settings(self, user: str, channel: str, place: str, trigger: str) -> dict[str, Any]:
        by = await self.clicks.who(user, channel)
        form = await self.clicks.lead.form(channel, by)
        if not isinstance(form, Form):
            return _said(form.text)
        web = self.clicks.web
        purpose = Purpose(place=place, word="settings", channel=channel)
        await web.ask(web.client.views_open, trigger_id=trigger, view=modal(form, purpose, SETTINGS_FORM))
        return {}

    async def _founder(self, user: str, channel: str, staff: str) -> Person:
        """Return who wants to watch a channel: a lead, where nobody has set anything up yet."""
        by = await self.clicks.who(user, channel)
        unwatched = channel not in {each.channel for each in await self.clicks.lead.watched()}
        if unwatched and await self.clicks.people.may_set_up(by.id, staff):
            return replace(by, role=Role.LEAD)
        return by

    async def _unfit(self, channel: str, staff: str) -> str | None:
        """Return why a channel cannot be watched with this staff channel, or `None`."""
        for each in (channel, staff):
            known = await self.clicks.people.channel(each)
            if not known.has_us:
                return f"Invite me to #{known.name} first: /invite @Frontdesk there."
            if each == staff and known.shared:
                return (
                    f"#{known.name} is shared with others, who would see the cards. Choose an internal one."
                )
        return None

    async def _staff_channel(self, channel: str) -> str:
        """Return the staff channel of a customers' channel; a staff channel is its own."""
        watched = await self.clicks.lead.watched()
        return next((each.policy.staff_channel for each in watched if each.channel == channel), channel)

    async def _channel(self, body: Body) -> str:
        return key((await self.clicks.web.identity()).team, body["channel_id"])

    # -- settings

    async def settings_pressed(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        """Open a channel's settings from the Home tab."""
        await ack()
        user = body["user"]["id"]
        person = key((await self.clicks.web.identity()).team, user)
        try:
            refused = await self._open_settings(user, action["value"], person, body["trigger_id"])
        except FrontdeskError as error:
            refused = _said(told_of(error))
        if refused:
            await self.clicks.tell(person, person, refused["text"])

    async def settings_submitted(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Store settings, or say in the window what is wrong with them."""
        purpose = purpose_of(view)
        channel = purpose.channel or ""
        try:
            by = await self.clicks.who(body["user"]["id"], channel)
            outcome: Outcome = await self.clicks.lead.change(channel, inputs_of(view, channel), by)
        except FrontdeskError as error:
            outcome = Answered(text=told_of(error), ok=False)
        await self.clicks.close_form(ack, outcome, view, Hears(purpose.place, channel))
        if isinstance(outcome, Answered) and outcome.ok:
            await self.clicks.tell(purpose.place, key("", body["user"]["id"]), outcome.text)

    # -- the message menu

    async def draft_wanted(self, ack: Ack, body: dict[str, Any]) -> None:
        """Open the draft for the conversation a message belongs to."""
        await ack()
        team = (await self.clicks.web.identity()).team
        channel = key(team, body["channel"]["id"])
        hears = Hears(channel, channel)
        try:
            outcome = await self._draft_for(body, channel)
        except FrontdeskError as error:
            outcome = Answered(text=told_of(error), ok=False)
        await self.clicks.answer(outcome, Verb.EDIT, hears, body)

    async def _draft_for(self, body: Body, channel: str) -> Outcome:
        by = await self.clicks.who(body["user"]["id"], channel)
        message = body["message"]
        async with self.clicks.store.read() as reading:
            line = await reading.line(channel, message["ts"])
            found = await reading.conversation(line.conversation) if line else None
            root = Thread(channel, message.get("thread_ts") or message["ts"])
            conversation = found or await reading.conversation_in(root)
            draft = await reading.open_draft(conversation.id) if conversation else None
        if conversation is None or not by.role.acts:
            return Answered(text=_NO_CONVERSATION if by.role.acts else _STAFF_ONLY, ok=False)
        return await self.clicks.desk.do(
            Click(
                verb=Verb.EDIT,
                by=by,
                at=self.clicks.clock.now(),
                conversation=conversation.id,
                version=conversation.version,
                draft=draft.id if draft else None,
            )
        )


def _said(text: str) -> dict[str, Any]:
    return {"text": escape(text), "blocks": as_typed(text)}
