"""The drafting evals as cases: read from tests/evals, used by the tests and by benchmarks/drafting.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.drafting import Case, compose
from bot.signals import Earlier
from knowledge.ports import Audience, Band, Found, Source

EVALS = Path(__file__).parents[1] / "evals"


@dataclass(frozen=True, slots=True)
class Expected:
    """One eval: a case and what a person expects of its draft."""

    id: str
    case: Case
    expect: Mapping[str, Any]

    def right(self, situation: str) -> bool:
        wanted = self.expect["situation"]
        return wanted == "any" or situation == wanted or (isinstance(wanted, list) and situation in wanted)


@cache
def articles() -> Mapping[str, Mapping[str, str]]:
    return dict(yaml.safe_load((EVALS / "articles.yaml").read_text()))


def source(name: str, *, score: float = 0.8) -> Source:
    """The article of that name as search would return it."""
    article = articles()[name]
    return Source(
        article_id=name,
        title=article["title"],
        heading=None,
        passage=article["body"],
        audience=Audience(article.get("audience", "public")),
        url=article.get("url"),
        updated_at=None,
        score=score,
    )


def found(name: str | None, band: str = "draft") -> Found:
    return Found(sources=(source(name),), band=Band(band)) if name else Found()


def load(which: str) -> tuple[Expected, ...]:
    """The evals of `drafting.<which>.yaml`."""
    read = yaml.safe_load((EVALS / f"drafting.{which}.yaml").read_text())
    return tuple(
        Expected(
            item["id"],
            Case(
                key=item["id"],
                lines=tuple(item["lines"]),
                found=found(item.get("article"), item.get("band", "draft")),
                earlier=tuple(Earlier(who, text) for who, text in item.get("earlier", ())),
                customer="Nadia Khan",
                agent="Tom Becker",
                promise="16:00",
            ),
            item,
        )
        for item in read
    )


@dataclass(frozen=True, slots=True)
class Injection:
    """An attempt to make a draft say something, and what it must not contain."""

    id: str
    case: Case
    never: tuple[str, ...]


def injections() -> tuple[Injection, ...]:
    read = yaml.safe_load((EVALS / "injections.yaml").read_text())
    return tuple(
        Injection(f"{n:02d}-{item['in']}", _attacked(f"attack-{n}", item), tuple(item["never"]))
        for n, item in enumerate(read)
    )


def _attacked(key: str, item: Mapping[str, Any]) -> Case:
    text = item["text"]
    calm = Case(
        key=key,
        lines=("How do I export my contacts?",),
        found=found("export"),
        customer="Nadia Khan",
        agent="Tom Becker",
        promise="16:00",
    )
    attacked = {
        "line": lambda: replace(calm, lines=(text,), found=Found()),
        "name": lambda: replace(calm, customer=text),
        "article": lambda: replace(calm, found=_poisoned(text, Audience.PUBLIC)),
        "internal": lambda: replace(calm, found=_poisoned(text, Audience.INTERNAL)),
        "earlier": lambda: replace(calm, earlier=(Earlier("customer", text),), found=Found()),
        "topic": lambda: replace(calm, last_topic=text, first_contact=False),
        "glossary": lambda: replace(calm, glossary=(text,), found=Found()),
    }
    return attacked[item["in"]]()


def _poisoned(text: str, audience: Audience) -> Found:
    poisoned = replace(source("export"), passage=text, audience=audience)
    return Found(sources=(poisoned,), band=Band.DRAFT)


def opening(*lines: str) -> str:
    """What a draft to these lines begins with: greeting and what is said back."""
    text = compose(Case(key="r", lines=lines, agent="Tom", customer="Eva", promise="16:00")).text
    return text.split("\n\n")[0]
