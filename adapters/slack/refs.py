"""What a button carries: the verb, what it acts on, and the version the person saw. Pure.

Short on purpose: a menu option holds 150 characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.card import Alert, Card, Click, Nudge, Verb
from bot.messages import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """What a click is about. `channel` is the customer's channel: roles are decided there."""

    conversation: int
    version: int
    channel: str
    draft: int | None = None
    reply: int | None = None
    notice: int | None = None

    def coded(self, verb: Verb) -> str:
        numbers = (self.conversation, self.version, self.draft, self.reply, self.notice)
        return "|".join([verb.value, *("" if n is None else str(n) for n in numbers), self.channel])

    def click(self, verb: Verb, by: Person, at: datetime, inputs: dict[str, str] | None = None) -> Click:
        return Click(
            verb=verb,
            by=by,
            at=at,
            conversation=self.conversation,
            version=self.version,
            draft=self.draft,
            reply=self.reply,
            notice=self.notice,
            inputs=inputs or {},
        )


def decoded(code: str) -> tuple[Verb, Ref]:
    """Return what a button of ours carries."""
    verb, conversation, version, draft, reply, notice, channel = code.split("|", 6)
    return Verb(verb), Ref(
        conversation=int(conversation),
        version=int(version),
        draft=int(draft) if draft else None,
        reply=int(reply) if reply else None,
        notice=int(notice) if notice else None,
        channel=channel,
    )


def of_card(card: Card, notice: int | None = None) -> Ref:
    return Ref(
        conversation=card.conversation,
        version=card.version,
        draft=card.draft_id,
        reply=card.reply_id,
        notice=notice,
        channel=card.thread.channel,
    )


def of_alert(alert: Alert) -> Ref:
    return of_card(alert.card, alert.notice_id)


def of_nudge(nudge: Nudge) -> Ref:
    return Ref(
        conversation=nudge.conversation,
        version=nudge.version,
        notice=nudge.notice_id,
        channel=nudge.thread.channel,
    )


def of_click(click: Click, channel: str) -> Ref:
    return Ref(
        conversation=click.conversation,
        version=click.version,
        draft=click.draft,
        reply=click.reply,
        notice=click.notice,
        channel=channel,
    )
