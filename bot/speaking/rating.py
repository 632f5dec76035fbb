"""After a confirmed solution the bot may ask the customer how it was: two buttons, once in two weeks.

Silence is a state of its own. Who asked is the only one whose answer counts, and that is checked here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.aftercare.record import Rating
from bot.card import Answered, RatingAsked
from bot.conversation import Conversation, Status
from bot.nudging import tact
from bot.nudging.truth import wants_no_contact
from bot.nudging.words import language_of, said_by_customer
from bot.ports import Reading, Work
from bot.record import Notice, NoticeKind, PostKind, Watched
from bot.words import spoken

ONCE_IN = timedelta(days=14)
GOOD, BAD = "good", "bad"
LONGEST_WORDS = 1000
_GONE = Answered(text="This question is no longer here.", ok=False)
_NOT_ASKER = Answered(text="Only the person who asked can answer this.", ok=False)


async def answer(work: Work, rating: int, by: str, choice: str, words: str, now: datetime) -> Answered:
    """Note how it was, if `by` is the customer who was asked; every answer is thanked."""
    known = await work.aftercare.rating(rating)
    conversation = await work.for_update(known.conversation) if known else None
    if known is None or conversation is None or choice not in (GOOD, BAD):
        return _GONE
    if by != known.customer:
        return _NOT_ASKER
    said = words.strip()[:LONGEST_WORDS] or known.words
    good = choice == GOOD
    await work.aftercare.save_rating(replace(known, good=good, words=said, answered_at=now))
    await work.want_post(PostKind.RATING, str(known.id), "", due=now, create=False)
    if not good:
        await _tell_lead(work, conversation, known, now)
    language = language_of(said_by_customer(await work.lines(conversation.id)))
    return Answered(text=_bank(language, f"thanks.{choice}", known.id))


async def ask(work: Work, conversation: Conversation, watched: Watched, now: datetime) -> bool:
    """Ask the customer of a confirmed conversation, unless something speaks against it; return whether."""
    if await why_not(work, conversation, watched, now):
        return False
    asked = await work.aftercare.ask_rating(
        Rating(conversation=conversation.id, customer=conversation.customer, asked_at=now)
    )
    if asked:
        await work.want_post(PostKind.RATING, str(asked.id), conversation.customer, due=now)
    return asked is not None


async def why_not(
    reading: Reading, conversation: Conversation, watched: Watched, now: datetime
) -> str | None:
    """Return why a customer is not asked, in words, or `None`."""
    if not watched.policy.rating:
        return "ratings are off in this channel"
    if conversation.status is not Status.CONFIRMED:
        return "it is not confirmed, or was reopened"
    said = said_by_customer(await reading.lines(conversation.id))
    drafts = await reading.drafts(conversation.id)
    if any(draft.situation in ("security", "legal") for draft in drafts) or tact.delicate(said):
        return "it was about security or the law, or abusive"
    if await wants_no_contact(reading, conversation, said):
        return "the customer asked not to be contacted"
    if await reading.aftercare.ratings(customer=conversation.customer, since=now - ONCE_IN):
        return "the customer was asked within two weeks"
    return None


async def rating_view(reading: Reading, rating: int) -> RatingAsked | None:
    """Return the question as it stands: with two buttons, or answered and thanked."""
    known = await reading.aftercare.rating(rating)
    conversation = await reading.conversation(known.conversation) if known else None
    if known is None or conversation is None:
        return None
    language = language_of(said_by_customer(await reading.lines(conversation.id)))
    choices = ((GOOD, _bank(language, GOOD, known.id)), (BAD, _bank(language, BAD, known.id)))
    answer = None if known.good is None else GOOD if known.good else BAD
    return RatingAsked(
        rating_id=known.id,
        customer=known.customer,
        thread=conversation.thread,
        question=_bank(language, "ask.first" if conversation.first_contact else "ask", known.id),
        note=_bank(language, "note", known.id),
        choices=() if answer else choices,
        thanks=_bank(language, f"thanks.{answer}", known.id) if answer else None,
    )


async def rating_of(reading: Reading, conversation: int) -> RatingAsked | None:
    """Return the question that the customer of a conversation was asked, as it stands."""
    known = await reading.aftercare.ratings(conversation=conversation)
    return await rating_view(reading, known[-1].id) if known else None


async def _tell_lead(work: Work, conversation: Conversation, rating: Rating, now: datetime) -> None:
    """A bad answer reaches the lead at once, with the words of a personal follow-up."""
    watched = await work.watched(conversation.thread.channel)
    policy = watched.policy if watched else None
    who = (policy.lead or policy.owner) if policy else None
    if who is None:
        return
    await work.plan(
        Notice(
            conversation=conversation.id,
            kind=NoticeKind.BAD_RATING,
            occasion=f"rating {rating.id}",
            due_at=now,
            to=(who,),
            note="says that it did not go well. Follow up personally?",
        )
    )


def _bank(language: str, slot: str, key: int) -> str:
    variants = spoken(language).bank.get(f"bot.rating.{slot}", ()) or spoken("en").bank[f"bot.rating.{slot}"]
    return variants[key % len(variants)]
