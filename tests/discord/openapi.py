"""Checks what we send against Discord's published description of its API, where that is at hand."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types

from tests.discord.rest import Asked

_IDS = frozenset({"message_id", "channel_id", "guild_id", "recipient_id", "users", "roles"})
SPEC = Path(__file__).parents[2] / "../shared/data/discord-openapi.json"


@cache
def _spec() -> Any:
    return json.loads(SPEC.read_text("utf-8"))


def described() -> bool:
    return SPEC.is_file()


def unlike(asked: Iterable[Asked]) -> dict[str, list[str]]:
    """Return which calls are not as Discord describes them, and what is wrong with each."""
    bodies = [call for call in asked if call.body is not None]
    return {
        f"{call.method} {call.path}": found
        for call in bodies
        if (found := problems(call.method, call.path, call.body))
    }


def problems(method: str, path: str, body: Any) -> list[str]:
    """Return what is wrong with a call's body, in the validator's words without the body itself."""
    template = _template(method.lower(), path)
    if template is None:
        return [f"{method} {path} is not described"]
    validator = _validator(method.lower(), template)
    return [f"{error.json_path}: {error.validator}" for error in validator.iter_errors(_written(body))]


@cache
def _validator(method: str, template: str) -> Any:
    content = _spec()["paths"][template][method].get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    return Draft202012Validator({**schema, "components": _spec()["components"]})


def _written(body: Any, name: str = "") -> Any:
    """Return a body without what discord.py writes in its own way: ids as numbers, media channels offered."""
    if isinstance(body, dict):
        if "filename" in body or name == "default_values":
            body = {**body, "id": str(body["id"])}
        return {key: _written(value, key) for key, value in body.items()}
    if isinstance(body, list):
        return [_written(item, name) for item in body if (name, item) != ("channel_types", 16)]
    return str(body) if name in _IDS and isinstance(body, int) else body


@cache
def _template(method: str, path: str) -> str | None:
    return next((known for known in _patterns()[method] if _patterns()[method][known].fullmatch(path)), None)


@cache
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    """Return the described paths by method, as patterns."""
    found: dict[str, dict[str, re.Pattern[str]]] = defaultdict(dict)
    for template, described in _spec()["paths"].items():
        pattern = re.compile(re.sub(r"\\\{[^}]+\\\}", "[^/]+", re.escape(template)))
        for method in described:
            found[method][template] = pattern
    return found
