"""Each watched channel as it is set: its sections in words, each with a button that opens its form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from nicegui.events import GenericEventArguments

from adapters.console.parts import button, el
from bot.policies.form import ADDS, in_words
from bot.policies.pausing import alerts_of
from bot.policies.told import Part, told
from bot.policy import EVERY_CHANNEL, Policy, Step
from bot.record import Watched

READS_FILE = """(e) => {
  const file = e.target.files[0];
  if (file && file.size > 500000) frontdesk.say('That file is too large for a list of days off.', false);
  else if (file) file.text().then((text) => emit(text));
  e.target.value = '';
}"""
_TOGGLED = "(e) => emit(e.target.open)"
Imported = Callable[[str], Callable[[GenericEventArguments], Awaitable[None]]]
_DEFAULTS = "New channels start from"
_ALERTS, _HOURS = "Alerts", "Hours"


@dataclass(frozen=True, slots=True)
class Panels:
    """Which panels a reader has open: drawn anew after a change, they stay so. And what a file does."""

    imported: Imported
    opened: set[str] = field(default_factory=set)

    @contextmanager
    def panel(self, key: str, name: str) -> Iterator[None]:
        def toggled(event: GenericEventArguments) -> None:
            self.opened.add(key) if event.args else self.opened.discard(key)

        given = {"^open": ""} if key in self.opened else None
        with el("section", aria_label=name), el("details", None, "panel channel", given) as made:
            made.on("toggle", toggled, js_handler=_TOGGLED)
            yield


def draw_channels(
    watched: Sequence[Watched],
    names: Mapping[str, str],
    before: Mapping[str, tuple[str, ...]],
    panels: Panels,
    now: datetime,
) -> None:
    """Draw the channels, closed: what matters is said beside each name."""
    with el("div", None, "paper-line"):
        el("h2", "Watched channels")
        button("Watch a channel…", "" if watched else "primary", data_do="watch")
    if not watched:
        with el("div", None, "empty"):
            el("p", "No channel is watched yet. Watch one, and customers can write in it.")
    for one in watched:
        _channel(one, names, before[one.channel], panels, now)


def draw_defaults(defaults: Policy, names: Mapping[str, str], panels: Panels) -> None:
    """Draw what a newly watched channel starts from."""
    with panels.panel(EVERY_CHANNEL, _DEFAULTS):
        with el("summary", None, "heading"):
            el("h3", _DEFAULTS)
            el("span", in_words(defaults), "about")
        _sections(told(defaults, names), EVERY_CHANNEL, panels)


def _channel(
    one: Watched, names: Mapping[str, str], before: tuple[str, ...], panels: Panels, now: datetime
) -> None:
    with panels.panel(one.channel, one.name):
        with el("summary", None, "heading"):
            el("h3", one.name)
            el("span", one.policy.step.value, "chip")
            el("span", in_short(one.policy, now), "about")
        if one.degraded:
            el("p", one.degraded, "trouble")
        _sections(told(one.policy, names), one.channel, panels)
        if before:
            with el("div", None, "setting"):
                el("h4", "Before")
                with el("div", None, "setting-told"):
                    for line in before[1:] or before:
                        el("p", line)
        with el("div", None, "setting-foot"):
            if one.policy.pauses(now):
                _pausing("Let alerts go out again", "resume", one)
            elif one.policy.step is Step.ALERTS:
                _pausing("Let alerts rest…", "pause", one)
            button("Stop watching…", "quiet", data_do="unwatch", data_channel=one.channel)


def in_short(policy: Policy, now: datetime) -> str:
    """Return what stands beside a closed channel's name: its target, and whether its alerts rest."""
    return f"{in_words(policy)} {alerts_of(policy, policy.hours.home, now)}".strip()


def _sections(parts: Sequence[Part], channel: str, panels: Panels) -> None:
    for part in parts:
        with el("div", None, "setting"):
            el("h4", part.title)
            with el("dl", None, "setting-told"):
                for label, value in part.rows:
                    with el("div"):
                        el("dt", label)
                        el("dd", value)
            with el("div", None, "hands"):
                _button("Change…", part.title, channel)
                if part.title == _ALERTS:
                    _button("Tell one more…", ADDS, channel)
                if part.title == _HOURS:
                    _file(channel, panels.imported)


def _pausing(label: str, does: str, one: Watched) -> None:
    name = f"{label.rstrip('…')}: {one.name}"
    button(label, "quiet", data_do=does, data_channel=one.channel, aria_label=name)


def _button(label: str, section: str, channel: str) -> None:
    name = f"{label.rstrip('…')}: {section}"
    button(label, "quiet", data_do="change", data_channel=channel, data_section=section, aria_label=name)


def _file(channel: str, imported: Imported) -> None:
    with el("label", "Days off from a file…", "button quiet file", title="An .ics file: its all-day events"):
        picked = el("input", None, "unseen", {"type": "file", "accept": ".ics,text/calendar"})
        picked.on("change", imported(channel), js_handler=READS_FILE)
