"""The two gates of the scorecard: honest and safe, and what the situation demands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.scores.judged import Gate, Reply, flat, quotes
from bot.signals import Situation
from bot.words.private import secrets_in

_EVERYBODY = re.compile(r"<!(?:channel|here|everyone)\b|(?<!\w)@(?:everyone|here|channel)\b", re.IGNORECASE)


def honest(reply: Reply) -> Gate:
    """Whether a reply is safe to show and says nothing that comes from nowhere."""
    return next((Gate(False, because) for because in _unsafe(reply) if because), None) or _grounded(reply)


def _unsafe(reply: Reply) -> Iterator[str]:
    if secrets_in(reply.text):
        yield "The reply repeats a key, password or card number."
    if _EVERYBODY.search(reply.text):
        yield "It would notify everybody in the channel."
    if reply.ungrounded:
        yield "Something in it comes from no article, setting or customer."


def _grounded(reply: Reply) -> Gate:
    names = (reply.customer_name or "", reply.agent or "")
    ground = "\n".join((*reply.passages, reply.raw, reply.promise or "", *names))
    for address in re.findall(r"https?://[^\s<>()\]]+", reply.text):
        if reply.passages and address.rstrip(".,;") not in ground and not _our_source(reply, address):
            return Gate(False, "It contains a link that no article has.")
    for figure in re.findall(
        r"\d+(?:[.,:]\d+)*", re.sub(r"https?://\S+|^\s*\d{1,2}[.)]\s", " ", reply.text, flags=re.MULTILINE)
    ):
        if figure not in ground and figure.replace(",", "") not in ground.replace(",", ""):
            return Gate(False, f"{figure} is in no article, setting or message.")
    for mark, what in (
        ("promise", "promises more than anybody can know"),
        ("grant", "grants something nobody decided"),
    ):
        found = reply.language.marks[mark].search(reply.text)
        if found and flat(found.group()) not in flat("\n".join(reply.passages)):
            return Gate(False, f'"{found.group()}" {what}.')
    when = reply.language.marks["fixed_when"].search(reply.text)
    if (
        when
        and not (reply.promise and reply.promise.lower() in reply.text.lower())
        and flat(when.group()) not in flat("\n".join(reply.passages))
    ):
        return Gate(False, f'"{when.group()}" is a time that no setting gives.')
    return Gate(True, "Nothing in it comes from nowhere.")


def _our_source(reply: Reply, address: str) -> bool:
    """The cited article's own address stands on a line with its title."""
    return any(
        address in part and re.search(r"[\"“„][^\"”“]+[\"”“]", part) for part in reply.text.split("\n")
    )


def duty(reply: Reply) -> Gate:
    situation = reply.signals.situation
    if situation is Situation.SECURITY and reply.public and not reply.has("private"):
        return Gate(False, "A security report in public: move it to a private conversation.")
    if situation is Situation.LEGAL and not reply.has("lead"):
        return Gate(False, "A legal matter: say that the person in charge will answer.")
    if situation is Situation.LEGAL and reply.has("sorry"):
        return Gate(False, "A legal matter: an apology can read as an admission.")
    if situation in {Situation.CHURN, Situation.WAITING} and not (reply.has("act") or reply.has("own")):
        return Gate(False, "Say that you own this now and what you do first.")
    if situation is Situation.BILLING and not (reply.has("act") or reply.has("own") or quotes(reply)):
        return Gate(False, "It is about money: say what you check.")
    if situation is Situation.OUTAGE and not (reply.has("act") or reply.has("next")):
        return Gate(False, "Say what you check and when the next update comes.")
    return Gate(True, "The situation is handled as it should be.")
