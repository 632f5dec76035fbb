"""Questions are made once and asked with parameters: to make one takes as long as to ask it."""

from __future__ import annotations

from typing import Any


def only(**parameters: Any) -> dict[str, Any]:
    """Return the parameters that are given: `None` is none."""
    return {name: value for name, value in parameters.items() if value is not None}
