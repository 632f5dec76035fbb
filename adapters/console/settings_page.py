"""What leads change: each watched channel, what new ones start from, duty; and who changed what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from nicegui import context
from nicegui.events import GenericEventArguments

from adapters.console import people
from adapters.console.parts import CHOSEN, PRESSED, el, moment, say, select, who
from adapters.console.platform import Console
from adapters.console.seat import Seat
from adapters.console.settings_channels import Panels, draw_channels, draw_defaults
from adapters.console.settings_duty import AWAY, FOCUS, draw_duty, until_form
from adapters.console.sheet import Problem, ask
from bot.card import Answered
from bot.errors import StoreLost
from bot.forms import Field, FieldKind, Form, Section
from bot.messages import Person, platform_of
from bot.policies.input import wrong_fields
from bot.policies.told import with_names
from bot.policy import EVERY_CHANNEL, Policy
from bot.record import PolicyChange
from bot.roster.duty import State

STAFF_CHANNEL = "console:staff"
_CALLED = {"desk": "Frontdesk", STAFF_CHANNEL: "the staff side"}
LONGEST_SHOWN = 160
MOST_CHANGES = 12  # that are shown at once; the rest is opened by who wants it
_LOST = "That was not saved: Frontdesk cannot reach its database. Try again in a moment."
_OFF = Form(
    title="Off duty?",
    submit="Go off duty",
    sections=(),
    notes=(
        "What is in hand now goes to the next who is on duty. It stays so until somebody says otherwise.",
    ),
)


async def settings_page(console: Console, seat: Seat) -> None:
    """Draw the settings for whoever sits here; only a lead may change them, and the desk checks that."""
    await _Settings(console, seat).draw()


class _Settings:
    def __init__(self, console: Console, seat: Seat) -> None:
        self._console = console
        self._seat = seat
        self._client = context.client
        self._people: list[Person] = list(people.STAFF)
        self._panels = Panels(self._imported)
        self._policies: dict[str, Policy] = {}
        with el("div", None, "paper-head"):
            el("h1", "Settings")
            chooser = select("You are", [(one.id, who(one)) for one in people.STAFF], seat.me.id)
            chooser.on("change", self._sat_down, js_handler=CHOSEN)
        self._body = el("div", None, "paper-body")
        self._body.on("click", self._pressed, js_handler=PRESSED)

    async def draw(self) -> None:
        lead = self._console.lead
        watched, changes = await lead.watched(), await lead.audit()
        before = {one.channel: await lead.before(one.channel) for one in watched}
        async with self._console.store.read() as reading:
            defaults = await reading.defaults() or Policy(staff_channel="")
            known = {one.id: one for one in (*await reading.ours(), *people.STAFF)}
            named = await reading.people({change.by for change in changes})
        self._policies = {one.channel: one.policy for one in watched} | {EVERY_CHANNEL: defaults}
        self._people = sorted(known.values(), key=lambda one: (platform_of(one.id), one.name.casefold()))
        names = {key: person.name for key, person in {**named, **known}.items()}
        names |= {one.channel: one.name for one in watched} | _CALLED
        standing = await lead.duty.standing(self._people)
        self._body.clear()
        with self._body:
            draw_channels(watched, names, before, self._panels, self._console.clock.now())
            draw_defaults(defaults, names, self._panels)
            draw_duty(standing)
            _audit(changes, names)
            with el("p", None, "about"):
                el("a", "What Frontdesk reads, keeps and sends", href=f"/data{self._seat.query}")

    def _sat_down(self, event: GenericEventArguments) -> None:
        self._seat.me = people.staff(str(event.args)) or self._seat.me
        self._seat.remember()

    async def _pressed(self, event: GenericEventArguments) -> None:
        channel, me, lead = str(event.args.get("channel", "")), self._seat.me, self._console.lead
        match event.args.get("do"):
            case "change":
                await self._change(channel, str(event.args.get("section", "")))
            case "watch":
                ask(_NEW_CHANNEL, self._saving(self._watch))
            case "unwatch":
                ask(_UNWATCH, self._saving(lambda _: lead.unwatch(channel, me)))
            case "pause":
                ask(_PAUSE, self._saving(lambda given: lead.pause(channel, me, given["until"])))
            case "resume":
                await self._tell(await lead.resume(channel, me))
            case "duty":
                await self._duty(str(event.args.get("person")), str(event.args.get("state")))
            case _:
                pass

    async def _change(self, channel: str, section: str) -> None:
        form = await self._console.lead.form(channel, self._seat.me, section)
        if isinstance(form, Answered):
            say(self._client, form.text, ok=form.ok)
            return

        def wrong(inputs: Mapping[str, str]) -> dict[str, str]:
            return wrong_fields(self._policies[channel], inputs, channel)

        change = self._saving(lambda given: self._console.lead.change(channel, given, self._seat.me), wrong)
        ask(self._with_names(form, channel), change)

    async def _duty(self, person: str, state: str) -> None:
        duty, me = self._console.lead.duty, self._seat.me
        await self._introduce(person)
        match state:
            case "away":
                ask(AWAY, self._saving(lambda given: duty.say(person, State.AWAY, me, given["until"])))
            case "focus":
                ask(FOCUS, self._saving(lambda given: duty.say(person, State.FOCUS, me, given["until"])))
            case "off":
                ask(_OFF, self._saving(lambda _: duty.say(person, State.OFF, me)))
            case "hours":
                form = await duty.form(person, me)
                if isinstance(form, Answered):
                    say(self._client, form.text, ok=form.ok)
                    return
                ask(form, self._saving(lambda given: duty.schedule(person, given, me)))
            case _:
                await self._tell(await duty.say(person, State.ON, me))

    async def _introduce(self, person: str) -> None:
        """Let the desk know one of the console's own, who may not have done anything yet."""
        ours = people.staff(person)
        if ours:
            async with self._console.store.begin() as work:
                await work.save_person(ours)

    def _imported(self, channel: str) -> Callable[[GenericEventArguments], Awaitable[None]]:
        async def take(event: GenericEventArguments) -> None:
            await self._tell(await self._console.lead.import_dates(channel, str(event.args), self._seat.me))

        return take

    async def _tell(self, answered: Answered) -> None:
        say(self._client, answered.text, ok=answered.ok)
        self._console.changed()
        await self.draw()

    async def _watch(self, inputs: Mapping[str, str]) -> Answered:
        try:
            channel = people.channel_key(inputs["name"])
        except ValueError as error:
            return Answered(text=str(error), ok=False)
        name = f"#{channel.partition(':')[2]}"
        return await self._console.lead.watch(channel, name, STAFF_CHANNEL, self._seat.me)

    def _saving(
        self,
        save: Callable[[Mapping[str, str]], Awaitable[Answered]],
        wrong: Callable[[Mapping[str, str]], Mapping[str, str]] = lambda _: {},
    ) -> Callable[[Mapping[str, str]], Awaitable[Form | Problem | None]]:
        async def submit(inputs: Mapping[str, str]) -> Form | Problem | None:
            try:
                answered = await save(inputs)
            except StoreLost:
                return Problem(_LOST)
            if not answered.ok:
                return Problem(answered.text, wrong(inputs))
            await self._tell(answered)
            return None

        return submit

    def _with_names(self, form: Form, channel: str) -> Form:
        """Let people of the channel's platform be chosen by name where the form asks for one by key.

        The console itself has no groups, roles or channels that could be told.
        """
        ours = platform_of(channel) == self._console.name
        here = [one for one in self._people if platform_of(one.id) == platform_of(channel)] or self._people
        return replace(
            form,
            sections=tuple(
                replace(
                    section,
                    fields=tuple(
                        _named(field, here)
                        for field in section.fields
                        if not (ours and field.name == "rung_place")
                    ),
                )
                for section in form.sections
            ),
        )


def _named(field: Field, ours: list[Person]) -> Field:
    if field.kind is not FieldKind.PERSON:
        return field
    known = [(one.id, who(one)) for one in ours]
    other = [(field.value, field.value)] if field.value and field.value not in dict(known) else []
    return replace(field, kind=FieldKind.CHOICE, choices=(("", "Nobody"), *known, *other))


def _audit(changes: list[PolicyChange], names: Mapping[str, str]) -> None:
    el("h2", "What was changed")
    if not changes:
        el("p", "Nothing yet. Every change is listed here with who made it.", "about")
        return
    with el("div", None, "panel scrolls"):
        _changes(changes[:MOST_CHANGES], names)
        if len(changes) > MOST_CHANGES:
            with el("details"):
                el("summary", f"{len(changes) - MOST_CHANGES} earlier changes", "heading")
                _changes(changes[MOST_CHANGES:], names)


def _changes(changes: list[PolicyChange], names: Mapping[str, str]) -> None:
    with el("table", None, "rows wraps sixfold"):
        with el("thead"), el("tr"):
            for label in ("When", "Who", "Where", "What", "Before", "After"):
                el("th", label, scope="col")
        with el("tbody"):
            for change in changes:
                with el("tr"):
                    with el("td"):
                        moment(change.at, "at dated")
                    el("td", names.get(change.by, change.by))
                    el("td", names.get(change.channel, _WHERE.get(change.channel, change.channel)))
                    el("td", change.field.replace("_", " "))
                    el("td", _short(with_names(change.before, names)))
                    el("td", _short(with_names(change.after, names)))


_WHERE = {"*": "everywhere"}


def _short(text: str) -> str:
    """Return a value as far as a table has room for it: an article is changed as a whole."""
    return (f"{text[:LONGEST_SHOWN].rstrip()}…" if len(text) > LONGEST_SHOWN else text) or "–"


_UNWATCH = Form(
    title="Stop watching this channel?",
    submit="Stop watching",
    sections=(),
    notes=("Nothing new is taken in. What is stored stays, and you can watch it again.",),
)
_PAUSE = until_form(
    "Let alerts rest until",
    "Let them rest",
    value="2h",
    help="2h, 14:00 or 2026-12-24",
    note="Cards go on and the clocks keep running. Whoever waits too long by then is told about then.",
)
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
