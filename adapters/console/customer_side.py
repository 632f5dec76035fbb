"""The customer half of the desk: somebody with a name and a zone, a channel, and a chat."""

from __future__ import annotations

from collections.abc import Mapping

from nicegui import context
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from adapters.console.feed import Feed, Snapshot
from adapters.console.parts import CHOSEN, PRESSED, button, composer, el, give_back, say, select
from adapters.console.platform import Console
from adapters.console.seat import Seat
from adapters.console.sheet import Problem, ask
from adapters.console.transcript import Talk, draw_talks, shown
from bot.business_hours.hours import HoursError, known_zone
from bot.errors import StoreLost
from bot.forms import Field, Form, Section, reply_form
from bot.messages import Person, Said
from bot.record import Watched
from bot.speaking.rating import rating_of

_RECENT = 20
_WHERE = {
    False: ("Goes on above.", "Ask something new"),
    True: ("Opens a new question.", "Go on above instead"),
}
_NOT_STORED = "That was not stored, so nobody will see it. Try again in a moment."


class CustomerSide:
    """What one open page shows to the customer that is played there."""

    def __init__(self, console: Console, feed: Feed, seat: Seat) -> None:
        self._console = console
        self._feed = feed
        self._seat = seat
        self._client = context.client
        self._pending: list[Said] = []
        self._fresh = False
        self._drawn: object = None
        self._heads: object = None
        self._ready: tuple[bool, bool] | None = None
        self._where: Element | None = None
        self._told: tuple[str, str] | None = None
        self._talks: list[Talk] = []
        with el("section", None, "side customer", aria_label="Customer") as root:
            self._head = el("div", None, "side-head")
            self._chat = el("div", None, "chat", data_follow="", role="log", aria_label="Conversation")
            self._foot = el("div", None, "foot")
        root.on("click", self._pressed, js_handler=PRESSED)

    async def renew(self, snapshot: Snapshot) -> None:
        """Show what changed."""
        try:
            customers = await self._console.customers()
            await self._sit(customers, snapshot.channels)
            self._talks = await self._read()
        except StoreLost:
            return  # the staff side says so; what is shown stays
        self._renew_head(customers, snapshot.channels)
        self._renew_chat()
        self._renew_foot(snapshot.channels)

    async def _sit(self, customers: list[Person], channels: tuple[Watched, ...]) -> None:
        """Take the seat of whoever wrote last, where they wrote, unless a person chose."""
        seat, rooms = self._seat, [one.channel for one in channels]
        known = [one.id for one in customers]
        if seat.customer not in known:
            latest = await self._console.latest(None)
            seat.customer = latest.customer if latest else next(iter(known), None)
        if seat.channel not in rooms:
            latest = await self._console.latest(seat.customer)
            seat.channel = latest.thread.channel if latest else next(iter(rooms), None)
            seat.channel = seat.channel if seat.channel in rooms else next(iter(rooms), None)

    async def _read(self) -> list[Talk]:
        if self._seat.customer is None or self._seat.channel is None:
            return []
        async with self._console.store.read() as reading:
            known = await reading.conversations(customer=self._seat.customer, limit=_RECENT)
            here = [one for one in reversed(known) if one.thread.channel == self._seat.channel]
            talks = [
                Talk(one, shown(await reading.lines(one.id)), await rating_of(reading, one.id))
                for one in here
            ]
            stored = {said.id for said in self._pending if await reading.line(said.channel, said.id)}
        self._pending = [said for said in self._pending if said.id not in stored]
        return talks

    def _renew_head(self, customers: list[Person], channels: tuple[Watched, ...]) -> None:
        rooms = [(one.channel, one.name) for one in channels]
        wanted = (customers, rooms, self._seat.customer, self._seat.channel)
        if wanted == self._heads:
            return
        self._heads = wanted
        self._head.clear()
        with self._head:
            el("h1", "Customer")
            if customers:
                names = [(one.id, one.name) for one in customers]
                chooser = select("Customer", names, self._seat.customer, plain=True)
                chooser.on("change", self._chose_customer, js_handler=CHOSEN)
            button("New…", "quiet", data_do="new", aria_label="New customer")
            if rooms:
                chooser = select("Channel", rooms, self._seat.channel, plain=True)
                chooser.on("change", self._chose_channel, js_handler=CHOSEN)

    def _renew_chat(self) -> None:
        here = [said for said in self._pending if said.channel == self._seat.channel]
        here = [said for said in here if said.author == self._seat.customer]
        wanted = (self._seat.customer, [(talk.lines, talk.rating) for talk in self._talks], here)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        self._chat.clear()
        with self._chat:
            draw_talks(self._talks, here, viewer=self._seat.customer or "")
            if not self._talks and not here:
                with el("div", None, "empty"):
                    el("h2", "Nothing said yet")
                    el("p", "Write below as this customer would. Several short lines count as one question.")

    def _renew_foot(self, channels: tuple[Watched, ...]) -> None:
        """Draw the box to write in once, so that what is being typed survives every change around it."""
        ready = bool(channels) and self._seat.customer is not None
        if (ready, bool(channels)) != self._ready:
            self._ready = (ready, bool(channels))
            self._foot.clear()
            with self._foot:
                self._draw_foot(ready=ready, channels=bool(channels))
        self._renew_where()

    def _draw_foot(self, *, ready: bool, channels: bool) -> None:
        if ready:
            if self._console.suggestions:
                with el("div", None, "suggestions", aria_label="Things to ask"):
                    for text in self._console.suggestions:
                        el("button", text, "suggestion", type="button", data_fill=text)
            self._where, self._told = el("p", None, "where"), None
            composer("Write a message", self._typed)
        elif channels:
            el("p", "Make a customer first: a name and a time zone.")
            button("New customer", "primary", data_do="new")
        else:
            el("p", "No channel is watched here yet.")
            el("a", "Add one in Settings", "button primary", href=f"/settings{self._seat.query}")

    def _renew_where(self) -> None:
        """Say which conversation the next line is for."""
        told = _WHERE[self._fresh] if self._current() else None
        if self._where is None or told == self._told:
            return
        self._told = told
        self._where.clear()
        if told:
            with self._where:
                el("span", told[0])
                el("button", told[1], "link", type="button", data_do="fresh")

    def _current(self) -> Talk | None:
        """Return the conversation that the next line goes on with, unless a new question is asked."""
        latest = self._talks[-1] if self._talks else None
        return latest if latest and latest.conversation.reopens_at(self._console.clock.now()) else None

    # what people do

    def _chose_customer(self, event: GenericEventArguments) -> None:
        self._seat.customer, self._seat.channel, self._fresh = str(event.args), None, False
        self._seat.remember()
        self._console.changed()

    def _chose_channel(self, event: GenericEventArguments) -> None:
        self._seat.channel, self._fresh = str(event.args), False
        self._seat.remember()
        self._console.changed()

    async def _typed(self, event: GenericEventArguments) -> None:
        text, seat = str(event.args).strip(), self._seat
        if not text or seat.customer is None or seat.channel is None:
            return
        current = None if self._fresh else self._current()
        root = current.conversation.thread.root if current else None
        author = await self._console.person(seat.customer, seat.channel)
        try:
            self._pending.append(await self._console.say(author, seat.channel, text, root=root))
        except StoreLost:
            give_back(self._client, text, _NOT_STORED)
            return
        self._fresh = False
        self._renew_chat()

    async def _pressed(self, event: GenericEventArguments) -> None:
        match event.args.get("do"):
            case "new":
                self._new_customer()
            case "fresh":
                self._fresh = not self._fresh
                self._renew_where()
            case "rate":
                await self._rate(int(event.args["rating"]), str(event.args["choice"]))
            case "edit":
                self._edit(str(event.args["line"]))
            case "delete" if self._seat.channel:
                await self._delete(self._seat.channel, str(event.args["line"]))
            case _:
                pass

    async def _rate(self, rating: int, choice: str) -> None:
        try:
            told = await self._console.desk.rate(rating, self._seat.customer or "", choice)
        except StoreLost:
            say(self._client, _NOT_STORED, ok=False)
            return
        say(self._client, told.text, ok=told.ok)
        self._console.changed()

    async def _delete(self, channel: str, id: str) -> None:
        try:
            await self._console.delete(channel, id)
        except StoreLost:
            say(self._client, _NOT_STORED, ok=False)

    def _edit(self, id: str) -> None:
        line = next((line for talk in self._talks for line in talk.lines if line.id == id), None)
        if line is None:
            return
        form = reply_form(line.text, title="Edit your message", submit="Save")

        async def save(inputs: Mapping[str, str]) -> Form | Problem | None:
            try:
                await self._console.change(line.channel, line.id, inputs["text"])
            except StoreLost:
                return Problem(_NOT_STORED)
            return None

        ask(form, save)

    def _new_customer(self) -> None:
        async def make(inputs: Mapping[str, str]) -> Form | Problem | None:
            try:
                known_zone(inputs["zone"])
                person = await self._console.add_customer(inputs["name"], inputs["zone"])
            except (HoursError, StoreLost, ValueError) as error:
                return Problem(str(error))
            self._seat.customer, self._fresh = person.id, False
            self._seat.remember()
            self._console.changed()
            return None

        ask(_NEW_CUSTOMER, make)


_NEW_CUSTOMER = Form(
    title="New customer",
    submit="Start",
    sections=(
        Section(
            title="",
            fields=(
                Field(name="name", label="Name", most=60),
                Field(
                    name="zone",
                    label="Time zone",
                    value="Europe/Lisbon",
                    help="By its city, like America/New_York. Staff see what time it is for them.",
                    most=60,
                ),
            ),
        ),
    ),
)
