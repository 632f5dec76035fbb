"""Forms as Slack modals, and back. Pure.

A text field of Slack holds 3,000 characters: a longer text is shown in several fields and joined again with
exactly what stood between the pieces.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from adapters.slack import rich
from adapters.slack.keys import key, native, team_of
from adapters.slack.refs import Ref, decoded
from adapters.slack.rich import Block
from adapters.slack.text import clip, pieces
from bot.card import Verb
from bot.forms import Field, FieldKind, Form
from bot.record import Draft
from knowledge.ports import Audience

CLICK_FORM = "click_form"
SETTINGS_FORM = "settings_form"
FIELD = 3000
_TITLE = 24
_SOURCES = 2
_PASSAGE = 1200
_GAPS = {"": "x", " ": "w", "\n": "l", "\n\n": "p"}
_GAP_OF = {code: gap for gap, code in _GAPS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a submitted modal is for. `place` is the channel in which the person hears how it went.

    A click's form has a `code` (see `Ref.coded`), a command's form a `word` of its own.
    """

    place: str
    code: str | None = None
    word: str | None = None
    channel: str | None = None

    def written(self) -> str:
        return json.dumps([self.place, self.code, self.word, self.channel])

    @property
    def click(self) -> tuple[Verb, Ref] | None:
        return decoded(self.code) if self.code else None


def purpose_of(view: Mapping[str, Any]) -> Purpose:
    place, code, word, channel = json.loads(view["private_metadata"])
    return Purpose(place=place, code=code, word=word, channel=channel)


def modal(form: Form, purpose: Purpose, callback_id: str = CLICK_FORM, beside: Sequence[Block] = ()) -> Block:
    """Return the view for a form, with what helps to fill it in below."""
    blocks: list[Block] = [block for note in form.notes for block in rich.as_typed(note)]
    for section in form.sections:
        if section.title:
            blocks.append({"type": "header", "text": rich.label(section.title, 150)})
        for field in section.fields:
            blocks += _inputs(field)
    blocks += beside
    return {
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": purpose.written(),
        "title": rich.label(form.title, _TITLE),
        "submit": rich.label(form.submit, _TITLE),
        "close": rich.label("Cancel", _TITLE),
        "blocks": blocks[:100],
    }


def sources(draft: Draft) -> list[Block]:
    """Return what a draft's sources say, to read while editing."""
    shown: list[Block] = []
    for source in draft.sources[:_SOURCES]:
        internal = source.audience is Audience.INTERNAL
        mark = rich.words("  internal: not for the customer", italic=True)
        title = rich.link(source.url, source.title or "untitled", bold=True)
        passage = rich.quote(rich.words(clip(source.passage, _PASSAGE) or " "))
        shown.append(rich.rich(rich.line(title, *([mark] if internal else [])), passage))
    return [{"type": "divider"}, *shown] if shown else []


def told(title: str, text: str) -> Block:
    """Return a modal that only says something."""
    return {
        "type": "modal",
        "title": rich.label(title, _TITLE),
        "close": rich.label("Close", _TITLE),
        "blocks": rich.as_typed(text)[:100] or [rich.small(" ")],
    }


def inputs_of(view: Mapping[str, Any], channel: str = "") -> dict[str, str]:
    """Return what was filled in, by field name. An empty field is an empty text.

    People who were picked come back as keys in the workspace of `channel`.
    """
    read: dict[str, str] = {}
    gap = ""
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        _, name, after, _ = block["block_id"].split(":")
        state = view["state"]["values"].get(block["block_id"], {}).get("value") or {}
        value = key(team_of(channel), picked) if (picked := state.get("selected_user")) else _value(state)
        read[name] = read[name] + gap + value if name in read else value
        gap = _GAP_OF[after]
    return read


def first_input(view: Mapping[str, Any]) -> list[str]:
    """Return the block under which an error can be shown, if there is one."""
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"][:1]


def blocks_of(view: Mapping[str, Any]) -> dict[str, str]:
    """Return the block of each field, by the field's name."""
    return {
        block["block_id"].split(":")[1]: block["block_id"]
        for block in reversed(view["blocks"])
        if block["type"] == "input"
    }


def _value(state: Mapping[str, Any]) -> str:
    if state.get("type") == "checkboxes":
        return "yes" if state.get("selected_options") else ""
    if state.get("selected_option"):
        return str(state["selected_option"]["value"])
    return str(state.get("value") or "")


def _inputs(field: Field) -> list[Block]:
    if field.kind is not FieldKind.LONG:
        return [_input(field, _element(field), "")]
    cut = _for_fields(field.value)
    return [
        _input(
            field,
            _writing(piece, FIELD, multiline=True),
            gap,
            part=f" ({index} of {len(cut)})" * (len(cut) > 1),
        )
        for index, (piece, gap) in enumerate(cut, 1)
    ]


def _for_fields(text: str) -> list[tuple[str, str]]:
    """Cut a text for fields, by its own length: fields hold text as typed, without escaping."""
    return [(text, "")] if len(text) <= FIELD else pieces(text, FIELD)


def _input(field: Field, element: Block, gap: str, *, part: str = "") -> Block:
    nonce = sha256(json.dumps([element, part], sort_keys=True).encode()).hexdigest()[:8]
    # a new id when the content is new: clients keep what was typed under an old one
    block: Block = {
        "type": "input",
        "block_id": f"f:{field.name}:{_GAPS[gap]}:{nonce}",
        "label": rich.label(field.label + part, 2000),
        "element": element | {"action_id": "value"},
        "optional": not field.required or field.kind is FieldKind.TICK,
    }
    return block | {"hint": rich.label(field.help, 2000)} if field.help else block


def _element(field: Field) -> Block:
    if field.kind is FieldKind.PERSON and (not field.value or field.value.startswith("slack:")):
        return {"type": "users_select", **({"initial_user": native(field.value)} if field.value else {})}
    match field.kind:
        case FieldKind.CHOICE:
            return _choice(field)
        case FieldKind.TICK:
            option = {"text": rich.label(field.label), "value": "yes"}
            ticked = {"initial_options": [option]} if field.value in ("yes", "true", "on") else {}
            return {"type": "checkboxes", "options": [option], **ticked}
        case _:
            return _writing(field.value, min(field.most, FIELD), multiline=False)


def _choice(field: Field) -> Block:
    options = [{"text": rich.label(name), "value": value} for value, name in field.choices[:100]]
    chosen = next((option for option in options if option["value"] == field.value), None)
    return {"type": "static_select", "options": options, **({"initial_option": chosen} if chosen else {})}


def _writing(text: str, most: int, *, multiline: bool) -> Block:
    element: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": most}
    return element | {"initial_value": clip(text, most)} if text else element
