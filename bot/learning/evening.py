"""Answers written by hand, offered to their author at the end of the day: article, alternate, or no.

One nudge a day lists up to five. What is saved is masked, shown before, and waits for a lead's yes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import nudges
from bot.acts.pressed import Pressed
from bot.business_hours.hours import Calendar
from bot.card import Answered, Ask, Outcome, Verb
from bot.conversation import Conversation
from bot.forms import Field, FieldKind, Form, Section
from bot.learning.condense import masked
from bot.learning.curator import standing_for
from bot.learning.keeping import LIGHTLY, kept, refusal
from bot.learning.stubs import free_id, save_stub
from bot.learning.unanswered import names_of
from bot.messages import Person
from bot.moves import finish_notice
from bot.ports import Work
from bot.record import Line, Notice, NoticeKind, Watched
from knowledge.articles import make_article
from knowledge.learned import Alternate, Candidate, Unanswered
from knowledge.ports import Audience

MOST_OFFERED = 5
FEWEST_WORDS = 12  # shorter answers are talk, or make no sense to anybody else
LOOKS_BACK = timedelta(hours=24)
QUESTIONS_BACK = timedelta(days=3)
END_OF_DAY = time(17, 0)
_SHOWN = 280
_NO, _ARTICLE, _ALTERNATE = "no", "article", "for:"
_NOTHING_LEFT = Answered(text="Those answers are no longer here: nothing was saved.", ok=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An answer that somebody wrote by hand to a question without a sure article, both masked."""

    conversation: int
    wait: int
    question: str
    answer: str
    near: tuple[Candidate, ...]

    @property
    def name(self) -> str:
        return f"answer-{self.conversation}-{self.wait}"


async def plan(work: Work, conversation: Conversation, watched: Watched, who: Person, now: datetime) -> None:
    """Plan the one offer of a person's day, if they have just written an answer worth keeping."""
    if not await _offers_in(work, conversation.id, who.id, now - LOOKS_BACK):
        return
    due = end_of_day(watched.policy.hours, who.zone, now)
    notice = nudges.evening(conversation, who, due, f"{due.astimezone(ZoneInfo(who.zone)):%Y-%m-%d}")
    planned = await work.notices(kind=NoticeKind.EVENING, live=True)
    if all(known.occasion != notice.occasion for known in planned):
        await work.plan(notice)


def end_of_day(hours: Calendar, zone: str, now: datetime) -> datetime:
    """Return when a channel closes next, breaks apart; where it never does, 17:00 in a person's zone."""
    gaps = [gap for gap in hours.skipped(now, now + timedelta(days=7)) if "break" not in gap.reason]
    closes = next((gap.since for gap in gaps if gap.since > now), None)
    if closes:
        return closes
    local = now.astimezone(ZoneInfo(zone))
    ends = datetime.combine(local.date(), END_OF_DAY, local.tzinfo)
    if ends <= local:
        ends = datetime.combine(local.date() + timedelta(days=1), END_OF_DAY, local.tzinfo)
    return ends.astimezone(UTC)


async def filled(work: Work, notice: Notice, now: datetime) -> Notice | None:
    """Return the notice with what there is to offer, or `None` when there is nothing any more."""
    offers = await offers_of(work, notice.to[0], now)
    if not offers:
        return None
    count = f"{len(offers)} answers" if len(offers) > 1 else "an answer"
    listed = "\n".join(f"{number}. {offer.question}" for number, offer in enumerate(offers, 1))
    note = f"You wrote {count} today that no article gives. Keep any for the team?"
    return replace(notice, note=note, text=listed)


async def save(pressed: Pressed) -> Outcome:
    """Show each answer with its choices, then save what the author said yes to."""
    notice = await pressed.notice()
    if notice is None or pressed.click.by.id not in notice.to:
        return Answered(text="That has been dealt with already.")
    offers = await offers_of(pressed.work, pressed.click.by.id, notice.shown_at or pressed.click.at)
    if not offers:
        await finish_notice(pressed.work, notice, pressed.click.at, "nothing left to keep")
        return _NOTHING_LEFT
    chosen = {offer: pressed.click.inputs.get(offer.name) for offer in offers}
    if not any(chosen.values()):
        return Ask(form=offer_form(offers), verb=Verb.SAVE_ANSWERS, click=pressed.click)
    told = [
        await _saved(pressed, offer, choice) for offer, choice in chosen.items() if choice and choice != _NO
    ]
    await finish_notice(pressed.work, notice, pressed.click.at, f"{len(told)} kept" if told else "none kept")
    return Answered(text="\n".join(told) or "None kept.")


async def offers_of(work: Work, author: str, now: datetime) -> list[Offer]:
    """Return what a person answered by hand in the day up to `now`, latest first, at most five."""
    asked = [each for each in await work.learned.unanswered(since=now - QUESTIONS_BACK) if each.at <= now]
    conversations = dict.fromkeys(each.conversation for each in reversed(asked))
    found = [
        offer for id in conversations for offer in await _offers_in(work, id, author, now - LOOKS_BACK, now)
    ]
    return found[:MOST_OFFERED]


async def _offers_in(
    work: Work, id: int, author: str, since: datetime, until: datetime | None = None
) -> list[Offer]:
    asked = [each for each in await work.learned.unanswered(conversation=id) if each.text]
    conversation = await work.conversation(id) if asked else None
    if conversation is None or await _saved_before(work, id):
        return []
    lines = await work.lines(id)
    names = names_of(lines, await work.person(conversation.customer))
    by_hand = await _by_hand(work, lines, author)
    offers: list[Offer] = []
    for each in asked:
        wrote = [line for line in by_hand if _answers(line, each, conversation)]
        answer = "\n".join(line.text for line in wrote)
        recent = any(line.at > since and (until is None or line.at <= until) for line in wrote)
        if recent and len(answer.split()) >= FEWEST_WORDS:
            offers.append(
                Offer(
                    conversation=id,
                    wait=each.wait,
                    question=each.text,
                    answer=masked(answer, names),
                    near=each.near,
                )
            )
    return offers


async def _by_hand(work: Work, lines: Sequence[Line], author: str) -> list[Line]:
    """Return what a person wrote without a draft, or over one that they rewrote."""
    mine = [line for line in lines if line.author == author and line.role.answers and not line.deleted_at]
    rewritten: list[Line] = []
    for line in mine:
        reply = await work.reply(line.reply) if line.reply else None
        if line.reply is None or (reply and reply.draft and reply.distance > LIGHTLY):
            rewritten.append(line)
    return rewritten


def _answers(line: Line, asked: Unanswered, conversation: Conversation) -> bool:
    """Whether a line of ours belongs to the answer of one wait: until the next one begins."""
    waits = {wait.number: wait for wait in conversation.waits}
    begun, following = waits.get(asked.wait), waits.get(asked.wait + 1)
    if begun is None:
        return False
    return line.at >= begun.opened_at and (following is None or line.at < following.opened_at)


async def _saved_before(work: Work, conversation: int) -> bool:
    if await work.learned.alternates(conversation=conversation):
        return True
    return any(each.conversation == conversation for each in await work.learned.written())


def offer_form(offers: Sequence[Offer]) -> Form:
    """Return the form in which an author says yes or no to each answer."""
    return Form(
        title="Keep what you answered",
        submit="Save",
        sections=tuple(
            Section(title=f"Answer {number}", fields=(_choice(offer),))
            for number, offer in enumerate(offers, 1)
        ),
        notes=tuple(_notes(offers)),
    )


def _notes(offers: Sequence[Offer]) -> Iterator[str]:
    yield "Names and numbers are masked. An article waits for a lead's yes before anybody finds it."
    for number, offer in enumerate(offers, 1):
        answer = offer.answer if len(offer.answer) <= _SHOWN else f"{offer.answer[:_SHOWN].rstrip()}…"
        yield f"{number}. {offer.question}\n{answer}"


def _choice(offer: Offer) -> Field:
    near = ((f"{_ALTERNATE}{each.article_id}"[:100], f"Question for “{each.title}”") for each in offer.near)
    return Field(
        name=offer.name,
        label=offer.question,
        kind=FieldKind.CHOICE,
        value=_NO,
        choices=((_NO, "No"), (_ARTICLE, "Save as an article"), *near),
    )


async def _saved(pressed: Pressed, offer: Offer, choice: str) -> str:
    click = pressed.click
    if choice == _ARTICLE:
        article = make_article(
            id=await free_id(pressed.work, offer.question),
            title=offer.question,
            body=offer.answer,
            audience=Audience.INTERNAL,
            updated_at=click.at,
        )
        await save_stub(pressed.work, article, click.by, click.at, conversation=offer.conversation)
        return f"Saved as a draft article: {offer.question}"
    near = next((each for each in offer.near if f"{_ALTERNATE}{each.article_id}"[:100] == choice), None)
    article_found = await pressed.work.learned.article(near.article_id) if near else None
    if article_found is None:
        return f"Not saved, that article is gone: {offer.question}"
    refused = await refusal(pressed.work, article_found, offer.question)
    if refused:
        return refused.text
    standing = standing_for(click.by)
    alternate = Alternate(
        article_id=article_found.id,
        question=offer.question,
        by=click.by.id,
        at=click.at,
        conversation=offer.conversation,
        standing=standing,
    )
    await kept(pressed.work, article_found, alternate)
    return f"Kept as a question for “{article_found.title}”: {offer.question}"
