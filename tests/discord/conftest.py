"""A desk on a Discord of our own, connected; what it sent is compared with Discord's own description."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord.openapi import described, unlike
from tests.discord.world import World, a_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path) as world:
        yield world
    if described():
        assert unlike(world.server.asked) == {}, "Discord describes another body"
