"""Prompts as files, filled strictly: a missing or an unknown value is an error, not an empty line."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_FIELD = re.compile(r"\{\{(\w+)\}\}")


class PromptError(ValueError):
    """A prompt file and the values given to it do not fit together."""


def filled(name: str, **values: str) -> str:
    """The prompt `name`.md with its values, header removed.

    Raises:
        PromptError: there is no such file, its header is broken, or the values are not exactly its inputs.
    """
    inputs, body = _read(name)
    if set(values) != inputs:
        off = ", ".join(sorted(set(values) ^ inputs))
        raise PromptError(f"{name}.md: missing or unknown values: {off}")
    return _FIELD.sub(lambda match: values[match[1]], body)


@cache
def _read(name: str) -> tuple[frozenset[str], str]:
    try:
        text = files(__package__).joinpath(f"{name}.md").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise PromptError(f"There is no prompt {name}.md.") from error
    parts = text.split("---\n", 2)
    if len(parts) != 3:
        raise PromptError(f"{name}.md needs a header between two lines of dashes.")
    header = dict(line.split(": ", 1) for line in parts[1].strip().splitlines())
    if not {"purpose", "inputs", "returns", "checked by"} <= header.keys():
        raise PromptError(f"{name}.md: the header names purpose, inputs, returns and checked by.")
    inputs = frozenset(header["inputs"].split(", "))
    if inputs != frozenset(_FIELD.findall(parts[2])):
        raise PromptError(f"{name}.md: its inputs and its fields differ.")
    return inputs, parts[2].strip()
