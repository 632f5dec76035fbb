"""The words of nudges and of the labelled bot: thanks, check-in, update, reach-out, acknowledgement."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import StrEnum

from bot.drafting.guard import harmless
from bot.drafting.names import spoken_name
from bot.words import spoken


class Closing(StrEnum):
    """What a nudge offers to say."""

    CONFIRM = "confirm"  # ask whether it works, and thank
    THANKS = "thanks"  # the customer confirmed
    PRAISE = "praise"  # they said something kind
    REPORT = "report"  # they took the time to report something
    CHECK_IN = "check_in"  # we answered, they are quiet
    FEEDBACK = "feedback"  # they took the time to suggest something
    UPDATE = "update"  # a promised time has come, no news yet
    REACH_OUT = "reach_out"  # nobody answered in time, they went quiet
    CHASED = "chased"  # they had to ask again
    FIXED = "fixed"  # what they reported is done
    BAD_RATING = "bad_rating"  # they said that it did not go well


def closing_text(
    kind: Closing,
    *,
    key: str,
    customer: str | None = None,
    topic: str | None = None,
    promise: str | None = None,
    language: str = "en",
    recent: Sequence[str] = (),
    sober: bool = False,
) -> str:
    """A ready text for an agent to send. The same `key` gives the same words on every retry.

    `topic` is a phrase such as "the import"; `promise` the next time a setting allows, as a clock time.
    `sober` words are for somebody who is upset: nothing cheerful.
    """
    name, topic = spoken_name(customer), topic if topic and len(topic.split()) <= 6 else None
    plain = f"closing.{kind.value}"
    slots = (f"{plain}.sober" if sober else "", f"{plain}.topic" if topic else "", plain)
    text = next((said for slot in slots if (said := _picked(slot, key, language, recent))), "")
    if kind in (Closing.UPDATE, Closing.CHASED):
        tail = "closing.next.time" if promise else "closing.next.open"
        text = f"{text} {_picked(tail, key, language, recent)}"
    greeting = _picked("closing.hi" if name else "closing.hi.none", key, language, recent)
    return _filled(f"{greeting} {text}", name=name, topic=topic, promise=promise)


def acknowledgement(
    *,
    key: str,
    customer: str | None = None,
    answers_by: str | None = None,
    who: str | None = None,
    called: bool = False,
    asks: bool = False,
    language: str = "en",
) -> str:
    """What the bot itself tells a customer out of hours: that it is a bot, who answers and when.

    `answers_by` is a time in the customer's zone ("Mon 09:00"); `who` names the people ("the support team").
    `called` says that a colleague was called, and may only be set when one was. Nothing is promised that is
    not given.
    """
    name = spoken_name(customer)
    greeting = _picked("closing.hi" if name else "closing.hi.none", key, language, ())
    bank = spoken(language).bank
    parts = [greeting, _picked("bot.ack.when" if answers_by else "bot.ack", key, language, ())]
    if called:
        parts.append(_picked("bot.ack.called", key, language, ()))
    if asks:
        parts.append(_picked("bot.ack.detail", key, language, ()))
    people, colleague = who or bank["bot.people"][0], bank["bot.ack.colleague"][0]
    return _filled(" ".join(parts), name=name, who=people, when=answers_by, called=colleague)


def _picked(slot: str, key: str, language: str, recent: Sequence[str]) -> str:
    variants = spoken(language).bank.get(slot, ())
    if not variants:
        return ""
    digest = hashlib.blake2b(f"{key}|{slot}".encode(), digest_size=8).digest()
    start = int.from_bytes(digest) % len(variants)
    ordered = variants[start:] + variants[:start]
    heard = "\n".join(recent)
    return min(ordered, key=lambda variant: max(variant.split("{"), key=len)[:40] in heard)


def _filled(text: str, **values: str | None) -> str:
    for field, value in values.items():
        text = text.replace("{" + field + "}", value or "")
    return harmless(text).strip()
