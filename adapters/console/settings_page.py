"""What leads change: targets and the rest of each watched channel, a new channel, and who changed what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from nicegui import context
from nicegui.events import GenericEventArguments

from adapters.console import people
from adapters.console.parts import CHOSEN, PRESSED, button, el, moment, say, select, who
from adapters.console.platform import Console
from adapters.console.seat import Seat
from adapters.console.sheet import Problem, ask
from bot.card import Answered
from bot.errors import StoreLost
from bot.forms import Field, FieldKind, Form, Section
from bot.policy_form import in_words
from bot.record import PolicyChange, Watched

STAFF_CHANNEL = "console:staff"
LONGEST_SHOWN = 160
_LOST = "That was not saved: Frontdesk cannot reach its database. Try again in a moment."


async def settings_page(console: Console, seat: Seat) -> None:
    """Draw the settings for whoever sits here; only a lead may change them, and the desk checks that."""
    await _Settings(console, seat).draw()


class _Settings:
    def __init__(self, console: Console, seat: Seat) -> None:
        self._console = console
        self._seat = seat
        self._client = context.client
        with el("div", None, "paper-head"):
            el("h1", "Settings")
            chooser = select("You are", [(one.id, who(one)) for one in people.STAFF], seat.me.id)
            chooser.on("change", self._sat_down, js_handler=CHOSEN)
        self._body = el("div", None, "paper-body")
        self._body.on("click", self._pressed, js_handler=PRESSED)

    async def draw(self) -> None:
        watched = await self._console.lead.watched()
        changes = await self._console.lead.audit()
        before = {one.channel: await self._console.lead.before(one.channel) for one in watched}
        keys = {change.by for change in changes} | {
            key for one in watched for key in (one.policy.owner, one.policy.backup, one.policy.lead) if key
        }
        async with self._console.store.read() as reading:
            names = {key: person.name for key, person in (await reading.people(keys)).items()}
        names |= {one.id: one.name for one in people.STAFF} | {one.channel: one.name for one in watched}
        self._body.clear()
        with self._body:
            _channels(watched, names, before)
            _audit(changes, names)

    def _sat_down(self, event: GenericEventArguments) -> None:
        self._seat.me = people.staff(str(event.args)) or self._seat.me
        self._seat.remember()

    async def _pressed(self, event: GenericEventArguments) -> None:
        channel = str(event.args.get("channel", ""))
        match event.args.get("do"):
            case "change":
                await self._change(channel)
            case "watch":
                ask(_NEW_CHANNEL, self._saving(self._watch))
            case "unwatch":
                form = Form(
                    title="Stop watching this channel?",
                    submit="Stop watching",
                    sections=(),
                    notes=("Nothing new is taken in. What is stored stays, and you can watch it again.",),
                )
                ask(form, self._saving(lambda _: self._console.lead.unwatch(channel, self._seat.me)))
            case _:
                pass

    async def _change(self, channel: str) -> None:
        form = await self._console.lead.form(channel, self._seat.me)
        if isinstance(form, Answered):
            say(self._client, form.text, ok=form.ok)
            return
        change = self._saving(lambda inputs: self._console.lead.change(channel, inputs, self._seat.me))
        ask(_with_names(form), change)

    async def _watch(self, inputs: Mapping[str, str]) -> Answered:
        try:
            channel = people.channel_key(inputs["name"])
        except ValueError as error:
            return Answered(text=str(error), ok=False)
        name = f"#{channel.partition(':')[2]}"
        return await self._console.lead.watch(channel, name, STAFF_CHANNEL, self._seat.me)

    def _saving(
        self, save: Callable[[Mapping[str, str]], Awaitable[Answered]]
    ) -> Callable[[Mapping[str, str]], Awaitable[Form | Problem | None]]:
        async def submit(inputs: Mapping[str, str]) -> Form | Problem | None:
            try:
                answered = await save(inputs)
            except StoreLost:
                return Problem(_LOST)
            if not answered.ok:
                return Problem(answered.text)
            say(self._client, answered.text)
            self._console.changed()
            await self.draw()
            return None

        return submit


def _channels(
    watched: list[Watched], names: Mapping[str, str], before: Mapping[str, tuple[str, ...]]
) -> None:
    with el("div", None, "paper-line"):
        el("h2", "Watched channels")
        button("Watch a channel…", "" if watched else "primary", data_do="watch")
    if not watched:
        with el("div", None, "empty"):
            el("p", "No channel is watched yet. Watch one, and customers can write in it.")
    for one in watched:
        with el("section", None, "panel", aria_label=one.name):
            with el("div", None, "paper-line"):
                el("h3", one.name)
                button("Change…", data_do="change", data_channel=one.channel)
                button("Stop watching…", "quiet", data_do="unwatch", data_channel=one.channel)
            el("p", in_words(one.policy))
            hands = [
                f"{label} {names.get(key, key)}"
                for label, key in (
                    ("Owner", one.policy.owner),
                    ("backup", one.policy.backup),
                    ("lead", one.policy.lead),
                )
                if key
            ]
            if hands:
                el("p", " · ".join(hands), "about")
            if before[one.channel]:
                el("p", " ".join(before[one.channel]), "about")
            if one.degraded:
                el("p", one.degraded, "trouble")


def _with_names(form: Form) -> Form:
    """Let people be chosen by name where the form asks for one of us by key."""
    return replace(
        form,
        sections=tuple(
            replace(section, fields=tuple(_named(field) for field in section.fields))
            for section in form.sections
        ),
    )


def _named(field: Field) -> Field:
    if field.kind is not FieldKind.PERSON:
        return field
    ours = [(one.id, who(one)) for one in people.STAFF]
    other = [(field.value, field.value)] if field.value and not people.staff(field.value) else []
    return replace(field, kind=FieldKind.CHOICE, choices=(("", "Nobody"), *ours, *other))


def _audit(changes: list[PolicyChange], names: Mapping[str, str]) -> None:
    el("h2", "What was changed")
    if not changes:
        el("p", "Nothing yet. Every change is listed here with who made it.", "about")
        return
    with el("div", None, "panel scrolls"), el("table", None, "rows"):
        with el("thead"), el("tr"):
            for label in ("When", "Who", "Channel", "What", "Before", "After"):
                el("th", label, scope="col")
        with el("tbody"):
            for change in changes:
                with el("tr"):
                    with el("td"):
                        moment(change.at, "at dated")
                    el("td", names.get(change.by, change.by))
                    el("td", names.get(change.channel, change.channel))
                    el("td", change.field.replace("_", " "))
                    el("td", _short(names.get(change.before, change.before)))
                    el("td", _short(names.get(change.after, change.after)))


def _short(text: str) -> str:
    """Return a value as far as a table has room for it: an article is changed as a whole."""
    return (f"{text[:LONGEST_SHOWN].rstrip()}…" if len(text) > LONGEST_SHOWN else text) or "–"


_NEW_CHANNEL = Form(
    title="Watch a channel",
    submit="Watch it",
    sections=(
        Section(
            title="",
            fields=(Field(name="name", label="Name", help="Like help or billing.", most=40),),
        ),
    ),
)
