"""Front matter: YAML between `---`, TOML between `+++`, or a JSON object at the very top."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from knowledge.loading.fields import Unreadable, plain_names

_YAML = re.compile(r"\A\s*---[ \t]*\n(?P<front>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(?P<front>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_JSON = re.compile(r"\A\s*(?P<front>\{\s*\n.*?^\})[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def split(content: str) -> tuple[dict[str, Any], str] | Unreadable:
    """The fields in front and the text after them; a rule of dashes around prose is no front matter."""
    for pattern, read in ((_YAML, _yaml), (_TOML, _toml), (_JSON, _json)):
        found = pattern.match(content)
        if not found:
            continue
        fields = read(found["front"])
        if isinstance(fields, Unreadable):
            return fields
        if fields is not None:
            return plain_names(fields), content[found.end() :]
    return {}, content


def _yaml(text: str) -> dict[str, Any] | Unreadable | None:
    import yaml

    try:
        fields = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  both are safe
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        at = f" (line {line + 2})" if line is not None else ""
        return Unreadable(f"its front matter is not valid YAML{at}")
    if fields is None:
        return {}
    return fields if isinstance(fields, dict) else None


def _toml(text: str) -> dict[str, Any] | Unreadable:
    try:
        fields = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Unreadable(
            f"its front matter is not valid TOML ({str(error).rpartition('(at ')[2].rstrip(')')})"
        )
    params = fields.pop("params", None)
    return {**(params if isinstance(params, dict) else {}), **fields}


def _json(text: str) -> dict[str, Any] | None:
    try:
        fields = json.loads(text)
    except ValueError:
        return None
    return fields if isinstance(fields, dict) else None
