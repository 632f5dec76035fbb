"""A browser, and stages to look at. Without Chromium these tests are skipped, and say so."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 15_000


@dataclass(frozen=True, slots=True)
class Stage:
    """A running console."""

    address: str
    process: subprocess.Popen[str]

    def minutes_pass(self) -> None:
        """Let three minutes pass for the desk."""
        os.kill(self.process.pid, signal.SIGUSR1)


Raise = Callable[..., Stage]


@pytest.fixture(scope="module")
def raise_stage() -> Iterator[Raise]:
    """Start stages; each ends with its module, and has to end well."""
    running: list[subprocess.Popen[str]] = []

    def start(scene: str, *options: str) -> Stage:
        command = [sys.executable, "-m", "tests.console.stage", "--scene", scene, *options]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout
        address = process.stdout.readline().strip()
        assert address.startswith("http"), "the stage did not start"
        return Stage(address, process)

    yield start
    for process in running:
        process.terminate()
    for process in running:
        assert process.wait(timeout=15) == 0
        assert process.stdout
        process.stdout.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: install Debian's chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


Open = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Open pages, each in a browser profile of its own; an error in a page fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(address: str, *, width: int = 1280, height: int = 800) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
