"""What a button carries: the desk's verb and what the person saw, in a custom id of at most 100 characters.

Nothing is kept in memory for a button, so every one works after a restart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from bot.card import Alert, Card, Click, Nudge, Verb
from bot.messages import Person

MORE = "more"
_PRESSED = re.compile(r"fd:(?P<word>[a-z_]+):(?P<ids>\d{1,15}:\d{1,15}:\d{0,15}:\d{0,15}:\d{0,15})")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was on screen: a conversation at a version, with its draft, reply or notice."""

    conversation: int
    version: int
    draft: int | None = None
    reply: int | None = None
    notice: int | None = None

    def click(self, verb: Verb, by: Person, at: datetime, inputs: dict[str, str]) -> Click:
        return Click(
            verb=verb,
            by=by,
            at=at,
            conversation=self.conversation,
            version=self.version,
            draft=self.draft,
            reply=self.reply,
            notice=self.notice,
            inputs=inputs,
        )


def seen_on(view: Card | Alert | Nudge) -> Seen:
    match view:
        case Card():
            return Seen(view.conversation, view.version, view.draft_id, view.reply_id)
        case Alert(card=card):
            return Seen(card.conversation, card.version, card.draft_id, card.reply_id, view.notice_id)
        case Nudge():
            return Seen(view.conversation, view.version, notice=view.notice_id)


def seen_in(click: Click) -> Seen:
    return Seen(click.conversation, click.version, click.draft, click.reply, click.notice)


def custom_id(word: Verb | str, seen: Seen) -> str:
    ids = (seen.conversation, seen.version, seen.draft, seen.reply, seen.notice)
    return f"fd:{word}:" + ":".join("" if id is None else str(id) for id in ids)


def pressed(custom_id: str) -> tuple[str, Seen] | None:
    """Return a button's word (a verb, or `MORE`) and what was seen; `None` if it is not one of these."""
    match = _PRESSED.fullmatch(custom_id)
    if match is None or match["word"] not in _WORDS:
        return None
    conversation, version, *rest = match["ids"].split(":")
    draft, reply, notice = (int(id) if id else None for id in rest)
    return match["word"], Seen(int(conversation), int(version), draft, reply, notice)


_WORDS = frozenset({MORE, *(verb.value for verb in Verb)})
