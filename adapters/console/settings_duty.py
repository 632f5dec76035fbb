"""Who is on duty now, and the buttons that change it."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.console.parts import button, el, who
from bot.forms import Field, Form, Section
from bot.roster.duties import Standing


def until_form(title: str, submit: str, *, help: str, note: str, value: str = "") -> Form:
    """Return the form that asks until when something lasts."""
    until = Field(name="until", label="Until", value=value, help=help, most=40)
    return Form(title=title, submit=submit, sections=(Section(title="", fields=(until,)),), notes=(note,))


AWAY = until_form(
    "Away until",
    "Hand over",
    help="2h, 14:00, 2026-12-24 or 2026-12-24T14:00",
    note="What is in hand now goes to the next who is on duty, with a summary.",
)
FOCUS = until_form(
    "No nudges until",
    "Focus",
    value="1h",
    help="1h, 14:00",
    note="You stay on duty: alerts still come, and broken promises. Nudges go to the next who is there.",
)


def draw_duty(people: Sequence[Standing]) -> None:
    """Draw one row a person of ours."""
    el("h2", "On duty")
    with el("ul", None, "panel duties"):
        for one in people:
            with el("li", None, "duty"):
                el("span", "On" if one.on else "Off", f"tone {'done' if one.on else 'soon'}")
                with el("div", None, "duty-told"):
                    el("strong", who(one.person))
                    el("span", f"{one.told} · {one.hours}", "about")
                with el("div", None, "hands"):
                    _buttons(one)


def _buttons(one: Standing) -> None:
    name = one.person.name
    if not one.on:
        _button("On", f"{name} is on duty", "on", one)
    else:
        _button("Off", f"{name} is off duty", "off", one)
        _button("Away…", f"{name} is away until", "away", one)
        _button("Focus…", f"No nudges for {name} until", "focus", one)
    _button("Hours…", f"Hours of {name}", "hours", one)


def _button(label: str, name: str, state: str, one: Standing) -> None:
    button(label, "quiet", data_do="duty", data_state=state, data_person=one.person.id, aria_label=name)
