"""What can be asked of the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.conversation import Conversation, Event
from bot.messages import Person, Thread
from bot.ports.aftercare import Aftercare
from bot.ports.clock import ClockReading
from bot.record import (
    Draft,
    FirstReply,
    Inboxed,
    Line,
    Notice,
    NoticeKind,
    PolicyChange,
    Post,
    PostKind,
    Reply,
    Spent,
    Watched,
)
from bot.reports.facts import Facts
from knowledge.learned import Learned


class Reading(ClockReading, Protocol):
    """What can be asked of the store. Rows come back in time order unless said otherwise."""

    @property
    def learned(self) -> Learned:
        """What people taught the desk, and what it could not answer."""
        ...

    @property
    def aftercare(self) -> Aftercare:
        """What was promised, reported and rated, and which nudges people had."""
        ...

    async def inboxed(self, id: int) -> Inboxed | None: ...

    async def conversation(self, id: int) -> Conversation | None: ...

    async def conversation_in(self, thread: Thread) -> Conversation | None:
        """Return the latest conversation of a thread."""
        ...

    async def waiting(
        self,
        *,
        channel: str | None = None,
        customer: str | None = None,
        channels: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Conversation]:
        """Return conversations whose wait runs, longest wait first; at most `limit`."""
        ...

    async def live(self, channel: str) -> list[Conversation]:
        """Return every conversation of a channel that is not over."""
        ...

    async def conversations(
        self,
        *,
        since: datetime | None = None,
        customer: str | None = None,
        staff: str | None = None,
        limit: int = 200,
    ) -> list[Conversation]:
        """Return conversations, latest first; those of `staff` were answered by them last, or are theirs."""
        ...

    async def lines(self, conversation: int) -> list[Line]:
        """Return every line of a conversation, deleted ones included, by platform time."""
        ...

    async def line(self, channel: str, id: str) -> Line | None: ...

    async def events(self, conversation: int) -> list[Event]: ...

    async def origin(self, conversation: int) -> Conversation | None:
        """Return the conversation as it was opened: what `replayed` starts from."""
        ...

    async def draft(self, id: int) -> Draft | None: ...

    async def open_draft(self, conversation: int) -> Draft | None:
        """Return the draft on the card, if there is one."""
        ...

    async def open_drafts(self, conversations: Collection[int]) -> dict[int, Draft]:
        """Return the drafts on several cards, by conversation."""
        ...

    async def latest_draft(self, conversation: int) -> Draft | None:
        """Return the last draft that was written, whatever became of it."""
        ...

    async def drafts(self, conversation: int) -> list[Draft]:
        """Return every draft of a conversation, oldest first."""
        ...

    async def wanted_draft(self, conversation: int) -> Draft | None:
        """Return the draft that is wanted and not yet written."""
        ...

    async def reply(self, id: int) -> Reply | None: ...

    async def replies(self, conversation: int) -> list[Reply]: ...

    async def recent_texts(self, by: str, limit: int = 10) -> list[str]:
        """Return what a person sent last, and the latest drafts, newest first."""
        ...

    async def notice(self, id: int) -> Notice | None: ...

    async def notices(
        self, *, conversation: int | None = None, kind: NoticeKind | None = None, live: bool = False
    ) -> list[Notice]:
        """Return notices; `live` keeps those that somebody has still to deal with."""
        ...

    async def fired(self, conversation: int) -> frozenset[tuple[str, str]]: ...

    async def posts(
        self,
        place: str | None = None,
        *,
        id: int | None = None,
        messages: Collection[str] | None = None,
        refused: bool = False,
    ) -> list[Post]:
        """Return posts, or those of one place, with one id, shown by some messages, or refused."""
        ...

    async def post(self, kind: PostKind, subject: str) -> Post | None: ...

    async def person(self, id: str) -> Person | None: ...

    async def people(self, ids: Collection[str]) -> dict[str, Person]: ...

    async def ours(self) -> list[Person]:
        """Return every agent and lead that is known, by key."""
        ...

    async def called(self, name: str) -> list[Person]:
        """Return everybody with a name, whatever its case."""
        ...

    async def watched(self, channel: str) -> Watched | None: ...

    async def all_watched(self) -> list[Watched]: ...

    async def served_by(self, staff_channel: str) -> list[Watched]:
        """Return the watched channels whose cards and alerts go to one staff channel."""
        ...

    async def audit(self, limit: int = 200) -> list[PolicyChange]: ...

    async def facts(self, since: datetime, until: datetime) -> Facts:
        """Return everything that reports are made from, of the conversations that began in between."""
        ...

    async def first_reply(self, id: int) -> FirstReply | None: ...

    async def scores(self, since: datetime, until: datetime) -> Sequence[Mapping[str, Any]]:
        """Return one row a scored first reply given in [`since`, `until`), oldest first.

        Columns: conversation, channel, customer, first_contact · by, by_name, at · situation, score, points
        (criterion -> 0-2), gates (name -> held), because, suggestions · draft (what stood ready, used or
        not), draft_score, used, distance (0 as drafted .. 1 rewritten), edit (`bot.acts.edits.Edit`),
        overruled (kinds of warnings sent with) · text, draft_text. Words are empty once they were forgotten.
        """
        ...

    async def scores_of(self, by: str, limit: int = 20) -> Sequence[Mapping[str, Any]]:
        """Return the same rows for one person's latest first replies, newest first."""
        ...

    async def warned(self, conversation: int, by: str) -> frozenset[str]:
        """Return the codes of the warnings that somebody has seen in a conversation."""
        ...

    async def warned_of(self, by: str, code: str) -> bool:
        """Whether somebody has seen a warning in any conversation."""
        ...

    async def spent(self, since: datetime, until: datetime) -> Spent:
        """Return what the model took in [`since`, `until`), for drafts that nobody saw too."""
        ...
