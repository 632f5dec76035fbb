"""What is read, how long it is kept and who else gets it, for one desk as it is set up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.process.upkeep import KEEPS_WORDS

if TYPE_CHECKING:
    from bot.settings import Settings

NOBODY = "nobody"
_DAYS = f"{KEEPS_WORDS.days} days after the conversation ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """One kind of data. `sent` is who gets it beside this desk and the chat it came from."""

    what: str
    where_from: str
    kept: str
    sent: str = NOBODY


def disclosed(settings: Settings) -> tuple[Disclosed, ...]:
    """Return everything a desk with these settings reads, keeps and sends."""
    return (*_of_conversations(settings), *_of_people(), *_of_articles(settings), *_of_machines(settings))


def stored_where(settings: Settings) -> str:
    """Return where it is kept, in a sentence."""
    if settings.database_url:
        host = urlsplit(settings.database_url.get_secret_value()).hostname or "its server"
        return f"Kept in the PostgreSQL database on {host}."
    return f"Kept in a database file in the folder {settings.data_folder}, on this machine."


def _of_conversations(settings: Settings) -> Iterator[Disclosed]:
    platforms = [name for name, there in (("Slack", settings.slack), ("Discord", settings.discord)) if there]
    chat = " and ".join(platforms) or "this console"
    yield Disclosed(
        what="What customers and staff write in watched channels and their threads",
        where_from=chat,
        kept=f"The words: {_DAYS}. Who waited how long: for good.",
        sent=_model(settings),
    )
    yield Disclosed(
        what="The thirty days before a channel was watched",
        where_from=f"{chat}, read once",
        kept="Only how long people waited. No word of it.",
    )
    yield Disclosed(
        what="Drafts, replies, reasons, scorecards and nudges",
        where_from="written here",
        kept=f"The words: {_DAYS}. Scores and figures: for good.",
        sent=_model(settings),
    )
    yield Disclosed(
        what="Ratings and what customers add to them",
        where_from="asked, where a lead switched it on",
        kept=f"The words: {_DAYS}. Good, bad or silent: for good.",
    )


def _of_people() -> Iterator[Disclosed]:
    yield Disclosed(
        what="Name, time zone, language and role of who writes; no address, no phone number",
        where_from="the platform",
        kept="Until the person is forgotten: python -m bot purge PERSON.",
    )
    yield Disclosed(
        what="Who changed what: settings, duty, articles",
        where_from="what people do here",
        kept="For good.",
    )


def _of_articles(settings: Settings) -> Iterator[Disclosed]:
    provider = settings.embeddings.name.partition(":")[0] if settings.embeddings.name else None
    embedded = f"{provider}, to be found by meaning, with each question" if provider else NOBODY
    vectors = urlsplit(settings.chroma.url).hostname if settings.chroma.url else None
    given = [embedded, f"the vector database on {vectors}"] if vectors else [embedded]
    yield Disclosed(
        what="Help articles",
        where_from="the folders, repositories and sites that are set up",
        kept="As long as their source has them.",
        sent=" and ".join(one for one in given if one != NOBODY) or NOBODY,
    )
    yield Disclosed(
        what="Questions and answers kept for articles: names, addresses and numbers masked",
        where_from="conversations, when somebody keeps them",
        kept="Until they are removed, or the person they came from is forgotten.",
        sent=" and ".join(one for one in given if one != NOBODY) or NOBODY,
    )


def _of_machines(settings: Settings) -> Iterator[Disclosed]:
    if settings.alert_webhook:
        host = urlsplit(settings.alert_webhook.url.get_secret_value()).hostname
        yield Disclosed(
            what="Alerts: channel, how long somebody waited, their first name",
            where_from="the clock",
            kept="With the conversation.",
            sent=f"the webhook on {host}, where a ladder names it; no customer's words",
        )
    yield Disclosed(
        what="Logs and metrics",
        where_from="this process",
        kept="By whoever runs it. Never a message, a name or a token.",
    )


def _model(settings: Settings) -> str:
    if settings.model.name is None:
        return NOBODY
    provider, _, model = settings.model.name.partition(":")
    return (
        f"{provider} ({model}), for drafts: the burst, what was said just before, and public passages; "
        "addresses, numbers and secrets masked"
    )
