"""Who plays in the console: three people of ours, and customers made on the page. Pure."""

from __future__ import annotations

import re
import unicodedata

from bot.messages import Person, Role

ANA = Person(id="console:agent-ana", name="Ana", role=Role.LEAD)
DANA = Person(id="console:agent-dana", name="Dana", role=Role.AGENT)
TOM = Person(id="console:agent-tom", name="Tom", role=Role.AGENT)
STAFF = (ANA, DANA, TOM)


def staff(key: str) -> Person | None:
    """Return the person of ours with that key."""
    return next((one for one in STAFF if one.id == key), None)


def customer(name: str, zone: str) -> Person:
    """Return the customer called `name`: the same name is the same person, whoever types it.

    Raises:
        ValueError: the name has no letter or digit.
    """
    name = " ".join(name.split())[:60]
    return Person(id=f"console:{_slug(name)}", name=name, role=Role.CUSTOMER, zone=zone)


def channel_key(name: str) -> str:
    """Return the key of a console channel by the name people give it: "Help desk" is "console:help-desk".

    Raises:
        ValueError: the name has no letter or digit.
    """
    return f"console:{_slug(name)}"


def name_of(key: str) -> str:
    """Return a readable name for somebody of whom only the key is known."""
    return key.partition(":")[2].replace("-", " ").title()


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    slug = re.sub(r"[^\w]+", "-", plain).strip("-_")[:60]
    if not slug:
        raise ValueError("Write a name with at least one letter.")
    return f"customer-{slug}" if slug.startswith("agent-") else slug
