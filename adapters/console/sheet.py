"""A form of the desk as a sheet over the page. It keeps what was typed until the desk has taken it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from nicegui import ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from adapters.console.parts import button, el, prose
from bot.forms import Field, FieldKind, Form

FILLED = """(e) => {
  e.preventDefault();
  if (!frontdesk.cutOff()) emit(Object.fromEntries(new FormData(e.target)));
}"""
TICKED = "yes"
_WIDE = 300  # characters: what may be longer needs the whole line


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a form was not taken: the sheet stays open and says so, under a field where it is that one's."""

    text: str
    fields: Mapping[str, str] = field(default_factory=dict)


Submit = Callable[[Mapping[str, str]], Awaitable["Form | Problem | None"]]


def over(title: str, closed: Callable[[], None] = lambda: None) -> ui.dialog:
    """Return a sheet's ground: it keeps the focus inside, Escape closes it, and closed it is gone.

    `closed` hears that: what is told to a dialog behind its own end reaches nobody.
    """
    dialog = ui.dialog().classes("over")
    dialog.props["aria-label"] = title

    def gone() -> None:
        closed()
        dialog.delete()

    dialog.on("hide", gone)
    return dialog


def ask(form: Form, submit: Submit, closed: Callable[[], None] = lambda: None) -> None:
    """Show `form`. `submit` takes what was filled in and returns a problem, another form, or `None`: done.

    `closed` hears that the form is gone, sent or not.
    """
    _Sheet(form, submit, closed)


class _Sheet:
    def __init__(self, form: Form, submit: Submit, closed: Callable[[], None]) -> None:
        self._submit = submit
        self._busy = False
        with over(form.title, closed) as self._dialog:
            self._box = el("div", None, "sheet")
        self._dialog.props("no-backdrop-dismiss")  # a stray click must not lose what was typed
        self._draw(form)
        self._dialog.open()

    def _draw(self, form: Form) -> None:
        self._form = form
        self._box.clear()
        with self._box:
            self._told, self._under = _draw(form, self._filled, self._dialog)

    async def _filled(self, event: GenericEventArguments) -> None:
        if self._busy:
            return  # pressed twice: once is meant
        self._busy = True
        answer = await self._submit(_inputs(self._form, event.args))
        match answer:
            case None:
                self._dialog.close()
                return
            case Problem():
                self._tell(answer)
            case Form():
                self._draw(answer)
        self._busy = False

    def _tell(self, problem: Problem) -> None:
        for place in (self._told, *self._under.values()):
            place.clear()
        told = {self._under[name]: why for name, why in problem.fields.items() if name in self._under}
        for place, why in (told or {self._told: problem.text}).items():
            with place:
                el("p", why, "problem", role="alert")


def tell(title: str, text: str) -> None:
    """Show several lines that were asked for."""
    with over(title) as dialog, el("div", None, "sheet"):
        el("h2", title)
        with el("ul", None, "told"):
            for line in text.splitlines():
                el("li", line)
        with el("div", None, "actions"):
            button("Close", "primary", data_first="").on("click", dialog.close)
    dialog.open()


def _inputs(form: Form, filled: Mapping[str, str]) -> dict[str, str]:
    """Return one value a field: a browser leaves out boxes that are not ticked."""
    absent = {each.name: "no" for each in form.fields if each.kind is FieldKind.TICK}
    return {**absent, **{name: str(value) for name, value in filled.items()}}


def _draw(
    form: Form, filled: Callable[[GenericEventArguments], Awaitable[None]], dialog: ui.dialog
) -> tuple[Element, dict[str, Element]]:
    under: dict[str, Element] = {}
    with el("form", None, "form").on("submit", filled, js_handler=FILLED):
        el("h2", form.title)
        for note in form.notes:
            prose(note, "note")
        first = True
        for section in form.sections:
            with el("fieldset"):
                if section.title:
                    el("legend", section.title)
                for each in section.fields:
                    under[each.name] = _field(each, first=first)
                    first = False
        told = el("div", None, "problems")
        with el("div", None, "actions"):
            el("button", form.submit, "button primary", type="submit", title="Ctrl + Enter")
            button("Cancel", "quiet").on("click", dialog.close)
    return told, under


def _field(asked: Field, *, first: bool) -> Element:
    """Draw a field, and return where what is wrong with it is said."""
    name = f"field-{asked.name}"
    shared = {"id": name, "name": asked.name, "data-first": "" if first else None}
    required = True if asked.required else None
    wide = " wide" if asked.kind is FieldKind.TEXT and asked.most > _WIDE else ""
    with el("div", None, f"field {asked.kind.value}{wide}"):
        if asked.kind is FieldKind.TICK:
            ticked = "" if asked.value == TICKED else None
            el("input", None, "", {**shared, "type": "checkbox", "^value": TICKED, "^checked": ticked})
        el("label", asked.label, given={"for": name})
        match asked.kind:
            case FieldKind.LONG:
                el("textarea", asked.value, "", shared, rows=6, maxlength=asked.most, required=required)
            case FieldKind.TEXT:
                text = {**shared, "type": "text", "autocomplete": "off", "^value": asked.value}
                el("input", None, "", text, maxlength=asked.most, required=required)
            case FieldKind.CHOICE:
                _choice(asked, shared)
            case FieldKind.TICK:
                pass
        if asked.help:
            el("p", asked.help, "help")
        return el("div", None, "problems")


def _choice(asked: Field, shared: Mapping[str, object]) -> None:
    with el("select", None, "", shared):
        for value, label in asked.choices:
            chosen = "" if value == asked.value else None
            el("option", label, given={"^value": value, "^selected": chosen})
