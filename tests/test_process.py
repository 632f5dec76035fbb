"""The process as an operator sees it: ready, one a folder, and a clean end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


@contextmanager
def started(folder: Path, command: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a desk and yield it with its address, once it says that it is ready."""
    environment = {**os.environ, "DATA_FOLDER": str(folder), "CONSOLE__PORT": "0", "COLUMNS": "200"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert "Frontdesk is ready: http://127.0.0.1:" in line, line + process.communicate(timeout=20)[1]
        yield process, line.split()[3]
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def get(address: str, path: str) -> str:
    with urllib.request.urlopen(f"{address}{path}", timeout=20) as response:
        text: str = response.read().decode()
        return text


def test_the_demo_is_ready_healthy_and_ends_cleanly_on_a_signal(tmp_path: Path) -> None:
    with started(tmp_path, "demo") as (process, address):
        assert json.loads(get(address, "/healthz")) == {"status": "ok"}
        assert "frontdesk_part_up" in get(address, "/metrics")
        process.send_signal(signal.SIGTERM)

        _, errors = process.communicate(timeout=15)

        assert process.returncode == 0
        assert "Traceback" not in errors


def test_a_taken_port_is_refused_in_a_sentence_with_the_way_out(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "bot", "demo", "--port", port],
            cwd=ROOT,
            env={**os.environ, "DATA_FOLDER": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert done.returncode == 2
    assert f"port {port}" in done.stderr
    assert "PORT=9000 make demo" in done.stderr


def test_a_second_demo_leaves_the_first_ones_conversations_alone(tmp_path: Path) -> None:
    with started(tmp_path, "demo"):
        environment = {**os.environ, "DATA_FOLDER": str(tmp_path), "CONSOLE__PORT": "0"}
        second = subprocess.run(
            [sys.executable, "-m", "bot", "demo"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            timeout=60,
            check=False,
        )

        assert second.returncode == 2
        assert (tmp_path / "demo" / "frontdesk.db").exists()


def test_a_second_process_on_the_same_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with started(tmp_path, "run"):
        environment = {**os.environ, "DATA_FOLDER": str(tmp_path), "CONSOLE__PORT": "0"}
        second = subprocess.run(
            [sys.executable, "-m", "bot", "run"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert second.returncode == 2
    assert "Traceback" not in second.stderr
    assert "another" in second.stderr.lower()
