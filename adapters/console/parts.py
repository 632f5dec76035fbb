"""Small pieces that every page is made of. Text always goes in as text, never as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from importlib.resources import files

from nicegui import Client, html, ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from adapters.console.platform import MOST_CHARACTERS
from bot.messages import Person, Role

PRESSED = """(e) => {
  const pressed = e.target.closest('[data-do]');
  if (pressed && frontdesk.once(pressed)) emit({...pressed.dataset});
}"""
_TYPED = "(e) => { const text = frontdesk.typed(e); if (text) emit(text); }"
CHOSEN = "(e) => emit(e.target.value)"
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]']")
_NAMES = {"input": "input_"}
_PAGES = (
    ("/", "Desk"),
    ("/mine", "My replies"),
    ("/articles", "Articles"),
    ("/report", "Report"),
    ("/settings", "Settings"),
)


def el(
    tag: str,
    text: str | None = None,
    classes: str = "",
    given: Mapping[str, object] | None = None,
    **attributes: object,
) -> Element:
    """Return an HTML element; a name's underscores stand for hyphens, and `None` leaves an attribute out.

    `given` takes names that Python cannot write: "for", or "^value", which sets the attribute and not the
    property, so that an update of the page never undoes what its reader has typed or chosen.
    """
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    kept = {name: value for name, value in {**named, **(given or {})}.items() if value is not None}
    made: Element = getattr(html, _NAMES.get(tag, tag))(text, **kept)
    return made.classes(classes) if classes else made


def button(
    label: str, classes: str = "", given: Mapping[str, object] | None = None, **attributes: object
) -> Element:
    return el("button", label, f"button {classes}".strip(), given, type="button", **attributes)


def moment(at: datetime, classes: str = "at") -> Element:
    """Return a time of day, which the page shows in the reader's own zone."""
    return el("time", None, classes, datetime=at.isoformat(), data_at=at.isoformat())


def day(at: datetime) -> Element:
    """Return a date without a time of day: the same one in every reader's zone."""
    return el("time", None, "at", datetime=f"{at:%Y-%m-%d}", data_day=at.isoformat())


def counting(since: datetime, classes: str = "count") -> Element:
    """Return a wait that counts up every second, in the page and without the server."""
    return el("time", None, classes, datetime=since.isoformat(), data_since=since.isoformat())


def prose(text: str, classes: str = "prose") -> Element:
    """Return somebody's words as they wrote them, with addresses as links."""
    with el("div", None, classes) as box:
        at = 0
        for match in _LINK.finditer(text):
            if match.start() > at:
                el("span", text[at : match.start()])
            el("a", match.group(), href=match.group(), target="_blank", rel="noopener noreferrer nofollow")
            at = match.end()
        if at < len(text):
            el("span", text[at:])
    return box


@contextmanager
def menu(label: str, *, name: str, classes: str = "") -> Iterator[None]:
    """Draw a button that opens a list of buttons; the page closes it again."""
    with el("details", None, f"menu {classes}".strip()):
        el("summary", label, "button quiet", aria_label=name, title=name if name != label else None)
        with el("div", None, "menu-list"):
            yield


def select(
    label: str, options: Sequence[tuple[str, str]], value: str | None, *, plain: bool = False
) -> Element:
    """Return a list to choose from; its `change` event carries the value. `plain` shows no label."""
    with el("label", None, "select"):
        if not plain:
            el("span", label, "select-label")
        with el("select", aria_label=label) as made:
            for key, text in options:
                el("option", text, given={"^value": key, "^selected": "" if key == value else None})
    return made


def composer(label: str, typed: Callable[[GenericEventArguments], Awaitable[None]]) -> None:
    """Draw a box to write in: Enter sends, Shift and Enter begin a new line."""
    with el("div", None, "composer"):
        box = el("textarea", rows=1, maxlength=MOST_CHARACTERS, placeholder=label, aria_label=label)
        box.on("keydown", typed, js_handler=_TYPED)
        button("Send", "primary").on("click", typed, js_handler=_TYPED)


def say(client: Client, text: str, *, ok: bool = True) -> None:
    """Tell the person at the page something, briefly and aloud."""
    client.run_javascript(f"frontdesk.say({json.dumps(text)}, {json.dumps(ok)})")


def give_back(client: Client, text: str, why: str) -> None:
    """Put words that were not taken back into the box they were typed in, and say why."""
    client.run_javascript(f"frontdesk.giveBack({json.dumps(text)})")
    say(client, why, ok=False)


def who(person: Person) -> str:
    return f"{person.name} (lead)" if person.role is Role.LEAD else person.name


def head() -> None:
    """Put our own style and script into a page."""
    for name in ("console.css", "console.js"):
        version = sha256(files("adapters.console").joinpath("static", name).read_bytes()).hexdigest()[:8]
        address = f"/console/{name}?v={version}"
        script = f'<script defer src="{address}"></script>'
        ui.add_head_html(script if name.endswith(".js") else f'<link rel="stylesheet" href="{address}">')


def top(current: str, query: str, *, demo: bool) -> None:
    """Draw the bar on top of every page."""
    with el("header", None, "top"):
        el("a", "Frontdesk", "brand", href=f"/{query}")
        with el("nav", None, "pages", aria_label="Pages"):
            for path, label in _PAGES:
                here = "page" if path == current else None
                el("a", label, href=f"{path}{query}", aria_current=here)
        if demo:
            el("span", "Demo", "badge", title="Everything here is invented: play both sides.")
        el("span", "Reconnecting…", "offline-note", role="status")
