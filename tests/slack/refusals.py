"""What Slack refuses in blocks and views, so that the fake refuses it as well.

The limits are those of docs.slack.dev/reference/block-kit.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Node = Mapping[str, Any]
PAYLOAD = 13_000
_RICH = {"rich_text_section", "rich_text_quote", "rich_text_list", "rich_text_preformatted"}
_RICH_LEAF = {"text", "link", "date", "user", "usergroup", "channel", "emoji"}
_STYLED = {"type", "style"}
_SELECT = {"type", "action_id", "placeholder", "confirm", "focus_on_load"}
_FIELDS: dict[str, set[str]] = {
    "section": {"type", "block_id", "text", "fields", "accessory", "expand"},
    "header": {"type", "block_id", "text"},
    "context": {"type", "block_id", "elements"},
    "divider": {"type", "block_id"},
    "actions": {"type", "block_id", "elements"},
    "input": {"type", "block_id", "label", "element", "hint", "optional", "dispatch_action"},
    "rich_text": {"type", "block_id", "elements"},
    "rich_text_section": {"type", "elements"},
    "rich_text_quote": {"type", "elements", "border"},
    "text": _STYLED | {"text"},
    "link": _STYLED | {"url", "text", "unsafe"},
    "date": _STYLED | {"timestamp", "format", "url", "fallback"},
    "user": _STYLED | {"user_id"},
    "usergroup": _STYLED | {"usergroup_id"},
    "plain_text": {"type", "text", "emoji"},
    "mrkdwn": {"type", "text", "verbatim"},
    "button": _SELECT - {"placeholder"} | {"text", "url", "value", "style", "accessibility_label"},
    "static_select": _SELECT | {"options", "option_groups", "initial_option"},
    "overflow": {"type", "action_id", "options", "confirm"},
    "users_select": _SELECT | {"initial_user"},
    "checkboxes": _SELECT - {"placeholder"} | {"options", "initial_options"},
    "plain_text_input": _SELECT | {"initial_value", "multiline", "min_length", "max_length"},
    "option": {"text", "value", "description", "url"},
}
_ELEMENTS = {"button", "static_select", "overflow"}


def blocks_refused(blocks: Sequence[Node], *, most: int = 50) -> str | None:
    """Return why Slack would refuse these blocks, or `None`."""
    if len(blocks) > most:
        return f"more than {most} blocks"
    if most == 50 and len(json.dumps(blocks, ensure_ascii=False)) > PAYLOAD:
        return "msg_blocks_too_long"
    ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    if any(count > 1 for count in ids.values()):
        return "a block_id twice"
    return next((why for block in blocks for why in _block(block)), None)


def view_refused(view: Node) -> str | None:
    for part in ("title", "submit", "close"):
        if part in view and not 1 <= len(view[part]["text"]) <= 24:
            return f"{part} must have 1 to 24 characters"
    if view["type"] == "modal" and "title" not in view:
        return "a modal needs a title"
    if len(view.get("private_metadata", "")) > 3000:
        return "private_metadata over 3,000"
    if any(block["type"] == "input" for block in view["blocks"]) and "submit" not in view:
        return "inputs need a submit"
    return blocks_refused(view["blocks"], most=100)


def _block(block: Node) -> Iterator[str]:
    yield from _unknown(block)
    if len(block.get("block_id", "")) > 255:
        yield "block_id over 255"
    check = _CHECKS.get(block["type"])
    if check is None:
        yield f"unknown block {block['type']}"
    else:
        yield from check(block)


def _section(block: Node) -> Iterator[str]:
    yield from _text(block["text"], 3000)
    if "accessory" in block:
        yield from _element(block["accessory"])


def _context(block: Node) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 10:
        yield "a context holds 1 to 10 elements"
    for element in block["elements"]:
        yield from _text(element, 3000)


def _input_block(block: Node) -> Iterator[str]:
    yield from _text(block["label"], 2000)
    if "hint" in block:
        yield from _text(block["hint"], 2000)
    yield from _input(block["element"])


def _actions(block: Node) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 25:
        yield "actions hold 1 to 25 elements"
    ids = [element["action_id"] for element in block["elements"]]
    if len(set(ids)) != len(ids):
        yield "an action_id twice in one block"
    for element in block["elements"]:
        yield from _element(element)


def _element(element: Node) -> Iterator[str]:
    if element["type"] not in _ELEMENTS:
        yield f"unknown element {element['type']}"
    if len(element["action_id"]) > 255:
        yield "action_id over 255"
    if element["type"] == "button":
        yield from _text(element["text"], 75)
        if len(element.get("value", "")) > 2000:
            yield "a button's value over 2,000"
        if element.get("style") not in (None, "primary", "danger"):
            yield "unknown style"
    else:
        yield from _options(element)


def _input(element: Node) -> Iterator[str]:
    match element["type"]:
        case "plain_text_input":
            if not 1 <= element.get("max_length", 3000) <= 3000:
                yield "max_length over 3,000"
            if len(element.get("initial_value", "")) > element.get("max_length", 3000):
                yield "initial_value over max_length"
            if "initial_value" in element and not element["initial_value"]:
                yield "an empty initial_value"
        case "static_select" | "checkboxes" | "radio_buttons":
            yield from _options(element)
        case "users_select" | "conversations_select" | "channels_select":
            pass
        case unknown:
            yield f"unknown input {unknown}"


def _options(element: Node) -> Iterator[str]:
    if not 1 <= len(element["options"]) <= 100:
        yield "1 to 100 options"
    for option in element["options"]:
        yield from _text(option["text"], 75)
        if not 1 <= len(option["value"]) <= 150:
            yield "an option's value over 150"
    initial = element.get("initial_option")
    if initial is not None and initial not in element["options"]:
        yield "the initial option is none of the options"


def _rich(block: Node) -> Iterator[str]:
    for part in block["elements"]:
        if part["type"] not in _RICH:
            yield f"unknown rich text {part['type']}"
        for leaf in part["elements"]:
            if leaf["type"] not in _RICH_LEAF:
                yield f"unknown rich text element {leaf['type']}"
            if leaf["type"] == "text" and not leaf["text"]:
                yield "an empty text element"
            if leaf["type"] == "link" and not leaf["url"].startswith(("http://", "https://")):
                yield "a link without an address"


def _unknown(node: Any) -> Iterator[str]:
    """Yield fields that Slack does not know in a block, an element or a text: it refuses them."""
    if isinstance(node, list):
        for each in node:
            yield from _unknown(each)
    elif isinstance(node, Mapping):
        kind = node.get("type", "option" if "value" in node else "")
        if (known := _FIELDS.get(kind)) is not None:
            yield from (f"unknown field {name} in {kind}" for name in node.keys() - known)
        for each in node.values():
            yield from _unknown(each)


def _text(text: Node, most: int) -> Iterator[str]:
    if text["type"] not in ("plain_text", "mrkdwn"):
        yield f"unknown text {text['type']}"
    if not 1 <= len(text["text"]) <= most:
        yield f"text must have 1 to {most} characters"


_CHECKS: dict[str, Callable[[Node], Iterator[str]]] = {
    "section": _section,
    "header": lambda block: _text(block["text"], 150),
    "context": _context,
    "actions": _actions,
    "input": _input_block,
    "rich_text": _rich,
    "divider": lambda block: iter(()),
}
