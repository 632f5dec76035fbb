"""Checks what we send against Discord's published description of its API, where that is at hand."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types

_IDS = frozenset({"message_id", "channel_id", "guild_id", "users", "roles"})
SPEC = Path(__file__).parents[2] / "../shared/data/discord-openapi.json"


@cache
def _spec() -> Any:
    return json.loads(SPEC.read_text("utf-8"))


def described() -> bool:
    return SPEC.is_file()


def problems(method: str, path: str, body: Any) -> list[str]:
    """Return what is wrong with a call's body, in the validator's words without the body itself."""
    schema = _schema(method.lower(), path)
    if schema is None:
        return [f"{method} {path} is not described"]
    if "content" not in schema:
        return []
    inner = schema["content"].get("application/json", {}).get("schema", {})
    validator = Draft202012Validator({**inner, "components": _spec()["components"]})
    return [f"{error.json_path}: {error.validator}" for error in validator.iter_errors(_written(body))]


def _written(body: Any, name: str = "") -> Any:
    """Return a body without what discord.py writes in its own way: ids as numbers, media channels offered."""
    if isinstance(body, dict):
        if "filename" in body:
            body = {**body, "id": str(body["id"])}
        return {key: _written(value, key) for key, value in body.items()}
    if isinstance(body, list):
        return [_written(item, name) for item in body if (name, item) != ("channel_types", 16)]
    return str(body) if name in _IDS and isinstance(body, int) else body


def _schema(method: str, path: str) -> Any:
    for template, described in _spec()["paths"].items():
        pattern = re.sub(r"\\\{[^}]+\\\}", "[^/]+", re.escape(template))
        if method in described and re.fullmatch(pattern, path):
            return described[method].get("requestBody", {})
    return None
