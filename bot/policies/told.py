"""What is set for a channel, section by section, as people read it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.forms import Field
from bot.policies.form import ADDS, SECTIONS
from bot.policy import Policy

_KEY = re.compile(r"[a-z]+:[^\s;,]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its title, and (label, value) of each field."""

    title: str
    rows: tuple[tuple[str, str], ...]


def told(policy: Policy, names: Mapping[str, str]) -> tuple[Part, ...]:
    """Return everything that is set; `names` are people's and channels' by key."""
    return tuple(
        Part(title, tuple(_row(field, names) for field in fields(policy)))
        for title, fields in SECTIONS.items()
        if title != ADDS
    )


def _row(field: Field, names: Mapping[str, str]) -> tuple[str, str]:
    chosen = (label for value, label in field.choices if value == field.value)
    return field.label, next(chosen, with_names(field.value, names) or field.empty)


def with_names(value: str, names: Mapping[str, str]) -> str:
    """Return a setting's value with people and channels as they are called."""
    return _KEY.sub(lambda key: names.get(key[0], key[0]), value)
