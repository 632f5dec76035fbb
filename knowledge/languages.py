"""Which languages the search may be trusted in: English, and those in which the model in use was measured."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.errors import KnowledgeError
from knowledge.ports import Article
from knowledge.tongue import NAMES, language_of

if TYPE_CHECKING:
    from knowledge.embedding import Model

ALWAYS = frozenset({"en", "und"})
FILE = "languages.json"
_READ = 600  # characters of an article that tell its language


def unread(question: str, article: Article, accepted: frozenset[str]) -> str | None:
    """Why an answer in this language needs a second look, or `None`."""
    beginning = "\n".join([article.title, *article.questions[:3], article.body])[:_READ]
    for text, said in ((question, "The question is in"), (beginning, f'"{article.title}" is in')):
        code, _ = language_of(text)
        if code not in ALWAYS | accepted:
            name = NAMES.get(code, code)
            return f"{said} {name}, in which the search was not measured here: check that the article fits."
    return None


def accepted_in(file: Path | None, model: Model) -> frozenset[str]:
    """The languages that were accepted for this very model."""
    return frozenset(_read(file).get(_name(model), {})) if file else frozenset()


def accept(file: Path, model: Model, language: str, figures: Mapping[str, Any]) -> None:
    """Keep that `model` passed in `language`, with the figures it passed with."""
    known = _read(file)
    known.setdefault(_name(model), {})[language] = dict(figures)
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(known, indent=2), "utf-8")
    os.replace(fresh, file)


def _name(model: Model) -> str:
    return f"{model.id} {model.sha256}".strip()


def _read(file: Path) -> dict[str, dict[str, Any]]:
    try:
        return dict(json.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"{file} cannot be read. Remove it and accept the languages again.") from error
