"""Six weeks of invented conversations, the same every time: what a report has to show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from adapters.console.people import ANA, DANA, TOM, customer
from bot.messages import Person

_ASKED = (
    "How do I invite a colleague?",
    "our import stops at 80 %, the file has 31 MB",
    "You charged me TWICE this month!! fix it now",
    "where can I find last month's invoice?",
    "the export is empty since this morning",
)
_GAVE = (
    "Hi, open Settings > Team, choose Invite and enter their e-mail address.",
    "Hi, an import file may be up to 20 MB. Split a larger file into parts and import them one by one.",
    "Hi, I'll check this with billing and come back to you here.",
    "Which invoice number is it?",
)


def lines(now: datetime, channels: tuple[str, str]) -> Iterator[tuple[float, Person, str, str, int | None]]:
    """Yield what was said: minutes ago, by whom, where, the words, and the line whose thread it is in."""
    chance, number = Random(7), 0
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for days in range(42, 0, -1):
        day = today - timedelta(days=days)
        weekend = day.weekday() >= 5
        for _ in range(chance.randint(0, 2) if weekend else chance.randint(5, 11)):
            at = day + timedelta(hours=min(23, max(0, chance.gauss(13, 3.4))), minutes=chance.random() * 60)
            asker = customer(f"Customer {chance.randint(1, 90)}", "Europe/Berlin")
            channel = channels[chance.random() < 0.3]
            yield _ago(now, at), asker, channel, chance.choice(_ASKED), None
            asked, number = number, number + 1
            if chance.random() < 0.05:
                continue
            slow = 3.0 if weekend or at.hour >= 19 else 1.0
            took = timedelta(minutes=slow * min(600, chance.lognormvariate(1.1 if days > 20 else 0.8, 1.1)))
            agent = chance.choices((ANA, DANA, TOM), (4, 3, 2))[0]
            yield _ago(now, at + took), agent, channel, chance.choice(_GAVE), asked
            number += 1
            if chance.random() < 0.4:
                yield (
                    _ago(now, at + took + timedelta(minutes=4)),
                    asker,
                    channel,
                    "thanks, that helps!",
                    asked,
                )
                number += 1


def _ago(now: datetime, at: datetime) -> float:
    return (now - at) / timedelta(minutes=1)
