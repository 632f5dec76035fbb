"""The address that the web server listens on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import SettingsWrong


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Hold a socket bound to an address, port 0 for a free one.

    Raises:
        SettingsWrong: the port is taken, or the address is not ours; the text says what to change.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise SettingsWrong(
                f"The console cannot listen on {host} port {port} ({error.strerror}). Take another port: "
                "`PORT=9000 make demo`, `--port 9000`, or CONSOLE__PORT=9000 in settings.env (0 picks one)."
            ) from None
        yield listener
