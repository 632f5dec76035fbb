"""Our keys for Discord's servers, channels, people and roles: "discord:G<server>/<id>". Pure."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_KEY = re.compile(r"discord:G(\d{1,20})/(&|w)?(\d{1,20})")
LONGEST_NONCE = 25


@dataclass(frozen=True, slots=True)
class Key:
    """A key taken apart. `mark` is "&" for a role, "w" for a webhook, "" for a channel or a person."""

    guild: int
    id: int
    mark: str = ""

    def __str__(self) -> str:
        return f"discord:G{self.guild}/{self.mark}{self.id}"


def key_of(guild: int | str, id: int | str) -> str:
    """Return the key of a channel or a person of a server."""
    return str(Key(int(guild), int(id)))


def webhook_key(guild: int | str, id: int | str) -> str:
    return str(Key(int(guild), int(id), "w"))


def parsed(key: str) -> Key:
    """Take a key apart.

    Raises:
        ValueError: it is no key of ours.
    """
    match = _KEY.fullmatch(key)
    if match is None:
        raise ValueError(f"{key!r} is not a key of a Discord channel, person or role.")
    return Key(int(match[1]), int(match[3]), match[2] or "")


def nonce(key: str, part: int = 0) -> str:
    """Return what Discord is given so that the same post is never made twice: 25 characters at most."""
    whole = f"{key}.{part}" if part else key
    if len(whole) <= LONGEST_NONCE:
        return whole
    return hashlib.sha256(whole.encode()).hexdigest()[:LONGEST_NONCE]
