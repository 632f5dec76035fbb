"""Rows of a transaction that only reads: it sees one state of things, so a question is asked once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adapters.store.database import Connection
from adapters.store.reading import Policies, Rows


class Snapshot(Rows):
    """`bot.ports.Reading`. An alert asks again what its card asked, and ten alerts in a message do, too."""

    def __init__(self, connection: Connection, policies: Policies) -> None:
        super().__init__(connection, policies)
        self._answers: dict[tuple[Any, ...], Sequence[Any]] = {}

    async def _first(self, wanted: Any, **parameters: Any) -> Any:
        return next(iter(await self._all(wanted, **parameters)), None)

    async def _all(self, wanted: Any, **parameters: Any) -> Sequence[Any]:
        question = (wanted, *((name, _hashable(value)) for name, value in parameters.items()))
        if question not in self._answers:
            self._answers[question] = await super()._all(wanted, **parameters)
        return self._answers[question]


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
