"""JSON on standard input and output, for machines that ask and read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from bot.shell.ending import err


def lines_given() -> Iterator[str]:
    """Yield the lines of standard input as UTF-8; a terminal is told that they are waited for."""
    if sys.stdin is None:  # closed by whoever started us
        return
    if sys.stdin.isatty():
        err.print("Reading JSON from the terminal; Ctrl-D ends it.")
    mark = "\ufeff"  # some shells write one before what they pipe
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").removeprefix(mark)


def json_object(text: str) -> dict[str, Any]:
    """Return what `text` holds.

    Raises:
        ValueError: it is not a JSON object; the text says so.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("this is not JSON.") from None
    if not isinstance(value, dict):
        raise ValueError("this is not a JSON object.")
    return value


def print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, default=str))  # noqa: T201  # the output itself
