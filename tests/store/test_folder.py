"""One bot per data folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from adapters.store import open_store, own_folder
from bot.errors import DeskTaken
from tests.store.given import NINE


def test_a_second_bot_on_the_same_folder_refuses_with_a_sentence(tmp_path: Path) -> None:
    with (
        own_folder(tmp_path),
        pytest.raises(DeskTaken, match="Another Frontdesk runs on"),
        own_folder(tmp_path),
    ):
        pass


def test_a_folder_is_free_again_when_its_bot_is_gone(tmp_path: Path) -> None:
    with own_folder(tmp_path):
        pass

    with own_folder(tmp_path):
        pass


def test_a_folder_is_free_again_when_its_bot_was_killed(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from adapters.store import own_folder; import time\n"
        f"with own_folder(Path({str(tmp_path)!r})): print('mine', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as bot:
        assert bot.stdout is not None
        assert bot.stdout.readline() == b"mine\n"
        with pytest.raises(DeskTaken), own_folder(tmp_path):
            pass
        bot.kill()

    with own_folder(tmp_path):
        pass


async def test_a_command_opens_the_store_beside_a_running_bot(tmp_path: Path) -> None:
    with own_folder(tmp_path):
        async with open_store(None, tmp_path) as bot, open_store(None, tmp_path) as command:
            await bot.put("e1", "slack", {}, NINE)

            assert not await command.put("e1", "slack", {}, NINE)
