"""Forms as Discord's modals, and what people filled in read back. Nothing is kept while one is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from adapters.discord.keys import key_of, parsed
from adapters.discord.words import cut, plain
from bot.forms import Field, FieldKind, Form
from bot.policies.input import PILOTS

MOST_ITEMS = 5
MOST_TYPED = 4000
TICKED = "yes"
# fields that hold a person's key: picked, never typed
_PEOPLE = frozenset({"owner", "backup", "lead", "rung_person", *PILOTS})


def modal(form: Form, fields: Sequence[Field], custom_id: str) -> ui.Modal:
    """Return the modal for some fields of a form, its notes first as far as there is room."""
    made = ui.Modal(title=cut(form.title, 45), custom_id=custom_id, timeout=None)
    if form.notes and len(fields) < MOST_ITEMS:
        made.add_item(ui.TextDisplay(plain(cut("\n".join(form.notes), 1500))))
    for field in fields[:MOST_ITEMS]:
        made.add_item(_labelled(field))
    return made


def inputs(components: Sequence[Mapping[str, Any]], guild: int | None = None) -> dict[str, str]:
    """Return the filled-in values by field name from a submitted modal; people as keys of their server."""
    filled = {str(item["custom_id"]): _value(item) for item in _fields(components) if item.get("custom_id")}
    for name in _PEOPLE & filled.keys():
        filled[name] = key_of(guild, filled[name]) if guild and filled[name] else ""
    return filled


def _fields(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for item in components:
        if "component" in item:
            yield item["component"]
        else:
            yield from item.get("components", ())


def _value(item: Mapping[str, Any]) -> str:
    if "values" in item:
        return str(item["values"][0]) if item["values"] else ""
    value = item.get("value")
    if isinstance(value, bool):
        return TICKED if value else ""
    return "" if value is None else str(value)


def _labelled(field: Field) -> ui.Label[ui.Modal]:
    description = cut(field.help, 100) if field.help else None
    return ui.Label(text=cut(field.label, 45), description=description, component=_component(field))


def _component(field: Field) -> ui.Item[ui.Modal]:
    match field.kind:
        case FieldKind.PERSON:
            return _person(field)
        case FieldKind.CHOICE:
            return _choice(field)
        case FieldKind.TICK:
            return ui.Checkbox(custom_id=field.name, default=bool(field.value))
        case FieldKind.TEXT | FieldKind.LONG:
            most = min(field.most, MOST_TYPED)
            long = field.kind is FieldKind.LONG
            return ui.TextInput(
                custom_id=field.name,
                style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
                default=field.value[:most] or None,
                required=field.required,
                max_length=most,
            )


def _person(field: Field) -> ui.UserSelect[ui.Modal]:
    chosen = [discord.Object(parsed(field.value).id)] if field.value.startswith("discord:") else []
    return ui.UserSelect(
        custom_id=field.name,
        required=field.required,
        min_values=1 if field.required else 0,
        default_values=[
            discord.SelectDefaultValue(id=one.id, type=discord.SelectDefaultValueType.user) for one in chosen
        ],
    )


def _choice(field: Field) -> ui.Select[ui.Modal]:
    options = [
        discord.SelectOption(label=cut(label, 100), value=value[:100], default=value == field.value)
        for value, label in field.choices[:25]
    ]
    return ui.Select(custom_id=field.name, options=options, required=field.required)
