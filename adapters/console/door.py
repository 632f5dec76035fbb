"""Who may come in: only our own pages, and behind a password only who knows it. Time is an argument.

A browser will carry any web page's requests to a server on this machine, so being on loopback is no
protection by itself: a foreign page is told by its Origin, a rebound name by its Host.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

COOKIE = "frontdesk"
STAYS = timedelta(days=14)
TRIES = 5
TRIES_WITHIN = timedelta(minutes=5)
ALL_TRIES = 50  # from everywhere together: a password is not guessed from many addresses either
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def our_own(headers: Mapping[str, str], *, any_name: bool) -> bool:
    """Whether a request is meant for us, and comes from a page of ours or from no page.

    Without a password only loopback names will do. Behind one, a proxy may call us by `any_name`: a page
    under a rebound name has no cookie of ours.
    """
    called = headers.get("host", "")
    if not any_name and _name(called) not in LOOPBACK:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.casefold() == called.casefold()


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


class Door:
    """Checks the password, hands out a cookie that outlives a restart, and slows guessing."""

    def __init__(self, password: str) -> None:
        self._password = password.encode()
        # stretched, so that a stolen cookie does not make the password cheap to guess
        self._key = hashlib.scrypt(self._password, salt=b"frontdesk console", n=2**14, r=8, p=1)
        self._failed: dict[str, list[datetime]] = {}

    def opens(self, password: str) -> bool:
        return hmac.compare_digest(password.encode(), self._password)

    def shut_until(self, address: str, now: datetime) -> datetime | None:
        """Return until when `address` may not try again, or `None` if it may now."""
        self._failed = {
            who: recent
            for who, when in self._failed.items()
            if (recent := [at for at in when if now - at < TRIES_WITHIN])
        }
        mine = self._failed.get(address, [])
        everybody = [at for when in self._failed.values() for at in when]
        if len(mine) >= TRIES:
            return mine[-TRIES] + TRIES_WITHIN
        return min(everybody) + TRIES_WITHIN if len(everybody) >= ALL_TRIES else None

    def failed(self, address: str, now: datetime) -> None:
        self._failed.setdefault(address, []).append(now)

    def cookie(self, now: datetime) -> str:
        """Return the value of a cookie that lets its holder in for `STAYS`."""
        until = str(int((now + STAYS).timestamp()))
        return f"{until}.{self._signed(until)}"

    def knows(self, headers: Mapping[str, str], now: datetime) -> bool:
        """Whether a request carries our cookie."""
        until, _, signature = _cookie(headers.get("cookie", "")).partition(".")
        if not until.isdecimal() or not hmac.compare_digest(signature.encode(), self._signed(until).encode()):
            return False
        return datetime.fromtimestamp(int(until), UTC) > now

    def knows_machine(self, headers: Mapping[str, str]) -> bool:
        """Whether a request carries the password itself (Basic, any name): for what collects metrics."""
        scheme, _, code = headers.get("authorization", "").partition(" ")
        if scheme.casefold() != "basic":
            return False
        try:
            _, _, password = base64.b64decode(code, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        return self.opens(password)

    def _signed(self, until: str) -> str:
        return hmac.new(self._key, until.encode(), hashlib.sha256).hexdigest()


def _cookie(header: str) -> str:
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return next((value for name, _, value in pairs if name == COOKIE), "")


def inside(path: str) -> str:
    """Return `path` if it leads to a page of ours, else the front page: nobody is sent elsewhere."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if ours and path.isprintable() else "/"
