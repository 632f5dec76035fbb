"""A small help centre, an embedder that counts what it is asked, and the three places vectors can live in."""

from __future__ import annotations

import hashlib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge import Article, Library, Shelf, make_article, open_library
from knowledge.chroma import Server
from knowledge.words import stems

Open = Callable[..., AbstractAsyncContextManager[Library]]


class WordVectors:
    """A vector made of the words in it: alike texts lie close, and nothing has to be loaded."""

    size = 64
    words = frozenset({"reset", "password", "invoice", "export", "card"})

    def __init__(self, id: str = "word-vectors") -> None:
        self.id = id
        self.sha256 = hashlib.sha256(id.encode()).hexdigest()
        self.embedded: list[str] = []

    def vector(self, text: str) -> NDArray[np.float32]:
        self.embedded.append(text)
        total = np.full(self.size, 0.01, dtype=np.float32)
        for stem in stems(text):
            seed = int.from_bytes(hashlib.sha256(stem.encode()).digest()[:4])
            total += np.random.default_rng(seed).normal(size=self.size).astype(np.float32)
        vector: NDArray[np.float32] = total / np.linalg.norm(total)
        return vector


@pytest.fixture
def embedder() -> WordVectors:
    return WordVectors()


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real `chroma run` on loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with served(tmp_path_factory.mktemp("server"), port):
        yield f"http://127.0.0.1:{port}"


class served:  # noqa: N801
    """`chroma run` for the length of a block; `stop` ends it early."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._port = folder, port

    def __enter__(self) -> served:
        program = Path(sys.executable).parent / "chroma"
        command: list[str | Path] = [
            program,
            "run",
            "--path",
            self._folder,
            "--host",
            "127.0.0.1",
            "--port",
            str(self._port),
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", self._port)) == 0:
                    return self
            time.sleep(0.05)
        raise AssertionError("chroma run did not start")

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()

    def __exit__(self, *_: object) -> None:
        self.stop()


@pytest.fixture(params=["memory", "folder", "server", "folder, nearest"])
def opened(request: pytest.FixtureRequest, tmp_path: Path, embedder: WordVectors) -> Open:
    """Opens a library at one of the places; called again it opens the same place again."""
    where: dict[str, Any] = {}
    if request.param.startswith("folder"):
        where = {"index": tmp_path / "index"}
    if request.param == "server":
        where = {"server": Server(request.getfixturevalue("chroma_server"))}
    if request.param.endswith("nearest"):
        where["exact_up_to"] = 0

    def open_it(shelf: Shelf, **more: Any) -> AbstractAsyncContextManager[Library]:
        return open_library(shelf, **{"embedder": embedder, **where, **more})

    open_it.lasts = request.param != "memory"  # type: ignore[attr-defined]
    return open_it


PASSWORD = make_article(
    id="password",
    title="Reset your password",
    body="Open the sign-in page and choose Forgot password.\n\n## No mail?\n\nLook in the spam folder.",
    url="https://help.example/password",
    questions=["I forgot my password", "cannot log in any more"],
)
INVOICE = make_article(
    id="invoice",
    title="Find an invoice",
    body="Invoices are under Billing. Each month has its own file.",
    questions=["where is my invoice", "I need a receipt for my taxes"],
)
REFUND = make_article(
    id="refund",
    title="Internal: Refund by hand",
    body="Ask a lead, then open the ledger and reverse the entry.",
)
HELP_CENTRE: tuple[Article, ...] = (PASSWORD, INVOICE, REFUND)
