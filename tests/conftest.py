"""What every test may use, and what none may: the network beyond this machine."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.scenario.desk import DeskInMemory, open_desk

_LOCAL = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}  # names, not a binding


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def only_local(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOCAL:
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_local)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[DeskInMemory]:
    async with open_desk(tmp_path) as opened:
        yield opened
