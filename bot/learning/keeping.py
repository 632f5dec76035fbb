"""Keep a customer's question as an alternate of the article that answered it: a click, a look, a yes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.acts.pressed import Pressed
from bot.card import Answered, Ask, Outcome, Verb
from bot.forms import Field, FieldKind, Form, Section
from bot.learning.condense import LONGEST, asked, masked
from bot.learning.unanswered import burst_of, names_of
from bot.ports import Work
from bot.record import Draft, Reply
from knowledge.alike import same_question
from knowledge.learned import Alternate
from knowledge.ports import Article, Source

LIGHTLY = 0.35  # how far a sent reply may be from its draft and still be the article's answer
SENSITIVE = frozenset({"security", "legal"})
_NOT_NOW = Answered(text="There is no answer from an article here whose question could be kept.", ok=False)
_GONE = Answered(text="That article is no longer there: nothing was kept.", ok=False)


def source_of(drafts: Sequence[Draft], reply: Reply | None) -> Source | None:
    """Return the article that a sent reply answers from, if its question may be kept."""
    draft = next((each for each in drafts if reply and each.id == reply.draft), None)
    if reply is None or draft is None or reply.distance > LIGHTLY or draft.situation in SENSITIVE:
        return None
    return draft.sources[0] if draft.sources else None


async def keep(pressed: Pressed) -> Outcome:
    """Show the question as it would be kept, then keep it as the person left it."""
    work, reply = pressed.work, await pressed.sent_reply()
    source = source_of(await work.drafts(pressed.conversation.id), reply)
    if reply is None or source is None:
        return _NOT_NOW
    article = await work.learned.article(source.article_id)
    if article is None:
        return _GONE
    lines = await work.lines(pressed.conversation.id)
    names = names_of(lines, await work.person(pressed.conversation.customer))
    typed = pressed.click.inputs.get("question")
    if typed is None:
        burst = [line.text for line in burst_of(pressed.conversation, lines, reply.wait)]
        return Ask(form=_form(article, asked(burst, names)), verb=Verb.KEEP, click=pressed.click)
    question = masked(" ".join(typed.split())[:LONGEST], names)
    refused = await refusal(work, article, question)
    if refused:
        return refused
    alternate = Alternate(
        article_id=article.id,
        question=question,
        by=pressed.click.by.id,
        at=pressed.click.at,
        conversation=pressed.conversation.id,
    )
    await kept(work, article, alternate)
    await work.learned.settled(pressed.conversation.id, reply.wait)
    await pressed.renew()
    return Answered(text=f"Kept. From now on it leads to “{article.title}”.")


async def refusal(work: Work, article: Article, question: str) -> Answered | None:
    """Return why a question cannot become an alternate: it says nothing, or is there already."""
    if len(question.split()) < 2:
        return Answered(text="Write the question in a few words: nothing was kept.", ok=False)
    waiting = [each.question for each in await work.learned.alternates(article=article.id)]
    for known in (article.title, *article.questions, *waiting):
        if same_question(known, question):
            return Answered(text=f"“{article.title}” has that question already: “{known}”.", ok=False)
    return None


async def kept(work: Work, article: Article, alternate: Alternate) -> None:
    """Store an alternate, with who kept it on the record."""
    if await work.learned.keep(alternate):
        await work.learned.record(
            alternate.by, alternate.at, f"alternate of {article.title}", "", alternate.question
        )


def _form(article: Article, question: str) -> Form:
    field = Field(
        name="question",
        label="The question, as it will be kept",
        kind=FieldKind.LONG,
        value=question,
        help="Leave out who asked: no names, numbers or addresses.",
        most=LONGEST,
    )
    return Form(
        title="Keep this question",
        submit="Keep",
        sections=(Section(title="", fields=(field,)),),
        notes=(f"Asked like this, the search will find “{article.title}”. Names and numbers are masked.",),
    )
