"""Articles that people write here: the form, the value, and how a draft is kept until a lead says yes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from bot.forms import Field, FieldKind, Form, Section
from bot.messages import Person
from bot.ports import Work
from knowledge.articles import make_article
from knowledge.learned import PEOPLE, Written
from knowledge.ports import Article, Audience

LONGEST_BODY = 20_000


async def save_stub(
    work: Work, article: Article, by: Person, at: datetime, *, conversation: int | None
) -> None:
    """Store an article that waits for a lead's yes; nobody finds it before."""
    await work.save_person(by)
    await work.learned.write(Written(article=article, by=by.id, at=at, conversation=conversation))
    await work.learned.record(by.id, at, f"draft article {article.id}", "", in_words(article))


async def free_id(work: Work, title: str) -> str:
    """Return an id for an article of ours that no other has."""
    slug = re.sub(r"[^\w]+", "-", title.casefold()).strip("-_")[:60] or "article"
    number, id = 1, f"{PEOPLE}{slug}"
    while await work.learned.article(id):
        number += 1
        id = f"{PEOPLE}{slug}-{number}"
    return id


def article_form(article: Article | None, *, title: str = "", submit: str = "Save") -> Form:
    """Return the form of an article that people wrote."""
    audience = article.audience.value if article else Audience.INTERNAL.value
    fields = (
        Field(name="title", label="Title", value=article.title if article else title, most=200),
        Field(
            name="audience",
            label="Who may read it",
            kind=FieldKind.CHOICE,
            value=audience,
            choices=(
                (Audience.INTERNAL.value, "Staff only: informs drafts, never quoted"),
                (Audience.PUBLIC.value, "Customers: may be quoted"),
            ),
        ),
        Field(
            name="body",
            label="Text (Markdown)",
            kind=FieldKind.LONG,
            value=article.body if article else "",
            most=LONGEST_BODY,
        ),
    )
    heading = "Change this article" if article else "Write an article"
    return Form(title=heading, submit=submit, sections=(Section(title="", fields=fields),))


def article_of(id: str, inputs: Mapping[str, str], before: Article | None, now: datetime) -> Article:
    return make_article(
        id=id,
        title=" ".join(inputs["title"].split())[:200],
        body=inputs["body"].strip()[:LONGEST_BODY],
        audience=Audience.PUBLIC if inputs.get("audience") == Audience.PUBLIC.value else Audience.INTERNAL,
        questions=before.questions if before else (),
        updated_at=now,
    )


def remade(article: Article, *, questions: tuple[str, ...]) -> Article:
    """Return an article with other questions of its own, and the digest that belongs to them."""
    return make_article(
        id=article.id,
        title=article.title,
        body=article.body,
        audience=article.audience,
        questions=questions,
        updated_at=article.updated_at,
    )


def in_words(article: Article | None) -> str:
    """Return an article as the audit list shows it."""
    return f"{article.title} ({article.audience.value})\n{article.body}" if article else ""
