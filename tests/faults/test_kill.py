"""kill -9 of a real process at each boundary, on both databases: nothing lost, nothing said twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.servers import postgres_admin_url, postgres_url

__all__ = ["postgres_admin_url", "postgres_url"]

Run = Callable[..., "subprocess.Popen[str]"]
DATABASES = ["SQLite", pytest.param("PostgreSQL", marks=pytest.mark.postgres)]


@pytest.fixture(params=DATABASES)
def process(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    """Start a desk in a process of its own, on the same database and the same chat each time."""
    url = request.getfixturevalue("postgres_url") if request.param == "PostgreSQL" else None

    def start(step: str, minutes: float, dies: str = "") -> subprocess.Popen[str]:
        given = {
            "url": url,
            "folder": str(tmp_path),
            "chat": str(tmp_path / "chat.jsonl"),
            "step": step,
            "dies": dies,
            "minutes": minutes,
        }
        command = [sys.executable, "-m", "tests.faults.a_desk", json.dumps(given)]
        root = Path(__file__).parents[2]
        return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    return start


def ends(process: subprocess.Popen[str]) -> dict[str, Any]:
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    state: dict[str, Any] = json.loads(out)
    return state


def dies(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL


def chat(folder: Path, kind: str) -> list[dict[str, Any]]:
    text = (folder / "chat.jsonl").read_text("utf-8")
    return [line for line in map(json.loads, text.splitlines()) if line["kind"] == kind]


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("stored", id="after the event is stored"),
        pytest.param("drafted", id="between the draft and its card"),
        pytest.param("shown", id="between the card and its record"),
    ],
)
def test_a_line_whose_process_dies_still_gets_its_one_card(process: Run, moment: str, tmp_path: Path) -> None:
    dies(process("write", 0, dies=moment))

    state = ends(process("pass", 3))

    assert state == {"status": "open", "waits": 1}
    assert len(chat(tmp_path, "card")) == 1


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("queued", id="between the decision and the work"),
        pytest.param("calling", id="between calling and the call"),
        pytest.param("called", id="between the call and sent"),
    ],
)
def test_a_send_whose_process_dies_reaches_the_customer_exactly_once(
    process: Run, moment: str, tmp_path: Path
) -> None:
    ends(process("write", 0))
    dies(process("send", 2, dies=moment))

    state = ends(process("pass", 4))

    assert state == {"status": "awaiting_customer", "waits": 1}
    assert len(chat(tmp_path, "reply")) == 1


def test_a_process_that_was_stopped_just_before_the_call_sends_nothing_twice(
    process: Run, tmp_path: Path
) -> None:
    ends(process("write", 0))
    stopped = process("send", 2, dies="stop at calling")
    _, status = os.waitpid(stopped.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)

    assert ends(process("pass", 4))["status"] == "awaiting_customer"
    os.kill(stopped.pid, signal.SIGCONT)
    _, status = os.waitpid(stopped.pid, 0)
    stopped.returncode = os.waitstatus_to_exitcode(status)

    assert stopped.returncode == 0
    assert len(chat(tmp_path, "reply")) == 1
    assert ends(process("pass", 8)) == {"status": "awaiting_customer", "waits": 1}
