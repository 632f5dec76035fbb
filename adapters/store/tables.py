"""The tables. A row that something has to happen to carries its own queue columns: state is the queue."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    literal_column,
    true,
)
from sqlalchemy.schema import SchemaItem

from adapters.store.columns import Moment, Number, Words
from bot.record import Queue

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Number, primary_key=True)


def _conversation() -> Column[int]:
    return Column("conversation", Number, ForeignKey("conversation.id"), nullable=False)


def _queued(table: str, *parts: SchemaItem) -> Table:
    """Return a table whose rows fall due: see `claims.py` for what the columns do."""
    queued = Table(
        table,
        metadata,
        *parts,
        Column("due_at", Moment),
        Column("holder", Text),
        Column("lease_until", Moment),
        Column("attempts", Integer, nullable=False, server_default="0"),
        Column("parked_at", Moment),
        Column("failure", Text),
    )
    ripe = queued.c.due_at.is_not(None) & queued.c.parked_at.is_(None)
    held = queued.c.lease_until.is_not(None)
    parked = queued.c.parked_at.is_not(None)
    Index(f"ix_{table}_due", queued.c.due_at, sqlite_where=ripe, postgresql_where=ripe)
    Index(f"ix_{table}_held", queued.c.lease_until, sqlite_where=held, postgresql_where=held)
    Index(f"ix_{table}_parked", queued.c.parked_at, sqlite_where=parked, postgresql_where=parked)
    return queued


inbox = _queued(
    "inbox",
    _id(),
    Column("platform", Text, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("raw", JSON, nullable=False),
    Column("received_at", Moment, nullable=False),
    UniqueConstraint("platform", "event_id"),
)

# What a conversation was opened with stays in `opened_at`, `opening_line`, `first_contact` and `linked_to`.
# Its waits are one JSON value: they are only ever read and written with it, and in one statement then.
conversation = _queued(
    "conversation",
    _id(),
    Column("channel", Text, nullable=False),
    Column("root", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("opening_line", Text),
    Column("first_contact", Boolean, nullable=False),
    Column("linked_to", Number),
    Column("status", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("waits", JSON, nullable=False),
    Column("waiting_since", Moment),  # the start of the wait that runs
    Column("last_wait_at", Moment),  # the start of the last wait, running or not
    Column("first_by", Text),
    Column("first_at", Moment),
    Column("first_message", Text),
    Column("claimed_by", Text),
    Column("claimed_at", Moment),
    Column("hold_until", Moment),
    Column("snoozed_until", Moment),
    Column("matters", Text, nullable=False, server_default=""),
    Column("ended_at", Moment),
    Column("last_customer_at", Moment),
    Column("last_human_at", Moment),
    Column("last_human_by", Text),
    Column("checked_in_at", Moment),
)
# The root first: what asks for a channel alone is to use the small indexes below.
Index("ix_conversation_thread", conversation.c.root, conversation.c.channel)
Index("ix_conversation_customer", conversation.c.customer, conversation.c.opened_at)
Index("ix_conversation_opened_at", conversation.c.opened_at)
Index("ix_conversation_last_wait_at", conversation.c.last_wait_at)
_lives = conversation.c.ended_at.is_(None)
Index("ix_conversation_live", conversation.c.channel, sqlite_where=_lives, postgresql_where=_lives)
_waits = conversation.c.waiting_since.is_not(None)
Index(
    "ix_conversation_waiting",
    conversation.c.channel,
    conversation.c.customer,
    conversation.c.waiting_since,
    sqlite_where=_waits,
    postgresql_where=_waits,
)

event = Table(
    "event",
    metadata,
    Column("seq", Number, primary_key=True),
    _conversation(),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("message", Text),
    Column("reason", Words),
    Column("until", Moment),
)
Index("ix_event_conversation", event.c.conversation, event.c.seq)

line = Table(
    "line",
    metadata,
    Column("seq", Number, primary_key=True),
    _conversation(),
    Column("channel", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("name", Words, nullable=False),
    Column("role", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Words, nullable=False),
    Column("edited_at", Moment),
    Column("deleted_at", Moment),
    Column("reply", Number),
    Column("told", Text),  # what its words gave reports, once they are forgotten
    UniqueConstraint("channel", "id"),
)
Index("ix_line_conversation", line.c.conversation)

draft = _queued(
    "draft",
    _id(),
    _conversation(),
    Column("wait", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("text", Words, nullable=False),
    Column("sources", JSON, nullable=False),
    Column("band", Text, nullable=False),
    Column("writer", Text, nullable=False),
    Column("situation", Text, nullable=False),
    Column("feeling", Text, nullable=False),
    Column("score", Integer, nullable=False),
    Column("scorecard", JSON, nullable=False),
    Column("hint", Words),
    Column("why", JSON, nullable=False),
    Column("fallback", Words),
    Column("request", Words),
    Column("excluded", JSON, nullable=False),
    Column("requested_by", Text),
    Column("made_at", Moment),
    Column("changed", Words),
    Column("wrong", Text),
    Column("promise", Text),
    Column("public", Boolean, nullable=False, server_default=true()),
    Column("high_stakes", Boolean, nullable=False, server_default=false()),
    Column("spent_at", Moment),  # when tokens were last used for it
    Column("tokens_in", Integer, nullable=False, server_default="0"),
    Column("tokens_out", Integer, nullable=False, server_default="0"),
    Column("cost", Float),
)
WANTED = draft.c.state == literal_column("'wanted'")  # a literal, or SQLite would not use the index
Index("ix_draft_conversation", draft.c.conversation)
_paid = draft.c.spent_at.is_not(None)
Index("ix_draft_spent_at", draft.c.spent_at, sqlite_where=_paid, postgresql_where=_paid)
Index("uq_draft_wanted", draft.c.conversation, unique=True, sqlite_where=WANTED, postgresql_where=WANTED)

reply = _queued(
    "reply",
    _id(),
    _conversation(),
    Column("wait", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("root", Text, nullable=False),
    Column("draft", Number, ForeignKey("draft.id")),
    Column("text", Words, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_name", Words, nullable=False),
    Column("key", Text, nullable=False),
    Column("distance", Float, nullable=False),
    Column("state", Text, nullable=False),
    Column("wish", Text),
    Column("queued_at", Moment, nullable=False),
    Column("platform_id", Text),
    Column("sent_at", Moment),
    Column("error", Words),
    Column("edit", Text),
    Column("overruled", JSON, nullable=False, server_default="[]"),
    Column("warnings", JSON, nullable=False, server_default="[]"),
    Column("voice", Text, nullable=False, server_default="person"),
    UniqueConstraint("key"),
)
Index("ix_reply_conversation", reply.c.conversation)
Index("ix_reply_by", reply.c.by, reply.c.id)

# What a reply said and what its draft said stays in `line` and `draft`: here are the figures, and why.
first_reply = _queued(
    "first_reply",
    _id(),
    _conversation(),
    Column("message", Text),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("draft", Number),
    Column("draft_score", Integer),
    Column("used", Boolean, nullable=False),
    Column("distance", Float),
    Column("situation", Text, nullable=False),
    Column("score", Integer),
    Column("points", JSON, nullable=False),
    Column("gates", JSON, nullable=False),
    Column("because", JSON),  # empty once the words were forgotten
    Column("suggestions", JSON, nullable=False),
    UniqueConstraint("conversation"),
)
Index("ix_first_reply_at", first_reply.c.at)
Index("ix_first_reply_by", first_reply.c.by, first_reply.c.at)

# Which warnings about a text somebody has seen: none is shown to them twice. A code holds no words.
warned = Table(
    "warned",
    metadata,
    Column("conversation", Number, ForeignKey("conversation.id"), primary_key=True),
    Column("by", Text, primary_key=True),
    Column("code", Text, primary_key=True),
)

post = _queued(
    "post",
    _id(),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("platform_id", Text),
    Column("wanted", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("error", Words),
    UniqueConstraint("kind", "subject", "place"),
)
Index("ix_post_place", post.c.place)

# `due_at` is the queue's and empty once the notice was dealt with; `planned_for` stays.
notice = _queued(
    "notice",
    _id(),
    _conversation(),
    Column("kind", Text, nullable=False),
    Column("occasion", Text, nullable=False),
    Column("planned_for", Moment, nullable=False),
    Column("to", JSON, nullable=False),
    Column("level", Text),
    Column("state", Text, nullable=False),
    Column("text", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("late_s", Float, nullable=False),
    Column("shown_at", Moment),
    Column("ended_at", Moment),
    Column("outcome", Words),
    Column("bundle", Number),
    Column("told", Text),
    Column("pushed_at", Moment),
    Column("head", Number),
    Column("result", Text),
    UniqueConstraint("conversation", "kind", "occasion"),
)
_bundled = notice.c.bundle.is_not(None)
Index("ix_notice_bundle", notice.c.bundle, sqlite_where=_bundled, postgresql_where=_bundled)
Index("ix_notice_told", notice.c.told, notice.c.shown_at)
Index("ix_notice_head", notice.c.head)
LIVE = notice.c.state.in_((literal_column("'planned'"), literal_column("'shown'")))
Index("ix_notice_live", notice.c.kind, sqlite_where=LIVE, postgresql_where=LIVE)

fired = Table(
    "fired",
    metadata,
    Column("conversation", Number, ForeignKey("conversation.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("occasion", Text, primary_key=True),
)

telling = Table(
    "telling",
    metadata,
    _id(),
    Column("notice", Number, ForeignKey("notice.id"), nullable=False),
    Column("target", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("how", Text, nullable=False),
    Column("why", Words, nullable=False),
    Column("failed", Words),
)
Index("ix_telling_notice", telling.c.notice)

# Waits that ended, for reports; those read from a channel's history have no conversation.
wait = Table(
    "wait",
    metadata,
    _id(),
    Column("channel", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("conversation", Number, ForeignKey("conversation.id")),
    Column("number", Integer, nullable=False),
    Column("line", Text),
    Column("opened_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=False),
    Column("end", Text, nullable=False),
    Column("answered_by", Text),
    Column("wall_s", Float, nullable=False),
    Column("business_s", Float, nullable=False),
    Column("target_s", Float),
    UniqueConstraint("conversation", "number"),
    UniqueConstraint("channel", "line", "number"),
)
Index("ix_wait_opened_at", wait.c.opened_at)

duty = Table(
    "duty",
    metadata,
    Column("person", Text, primary_key=True),
    Column("hours", JSON),
    Column("state", Text),
    Column("until", Moment),
    Column("since", Moment),
)
promise = Table(
    "promise",
    metadata,
    _id(),
    _conversation(),
    Column("message", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("told_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Column("words", Words, nullable=False),
    Column("state", Text, nullable=False),
    Column("ended_at", Moment),
    UniqueConstraint("conversation", "message"),
)
Index("ix_promise_by", promise.c.by, promise.c.state)
Index("ix_promise_told_at", promise.c.told_at)

problem = Table(
    "problem",
    metadata,
    _id(),
    Column("name", Words, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("fixed_at", Moment),
    Column("fixed_by", Text),
)

report = Table(
    "report",
    metadata,
    Column("problem", Number, ForeignKey("problem.id"), primary_key=True),
    Column("conversation", Number, ForeignKey("conversation.id"), primary_key=True),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("told_at", Moment),
    Column("waived_at", Moment),
)
Index("ix_report_conversation", report.c.conversation)

rating = Table(
    "rating",
    metadata,
    _id(),
    _conversation(),
    Column("customer", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("good", Boolean),
    Column("words", Words, nullable=False),
    Column("answered_at", Moment),
    UniqueConstraint("conversation"),
)
Index("ix_rating_customer", rating.c.customer, rating.c.asked_at)
Index("ix_rating_asked_at", rating.c.asked_at)

person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("role", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("locale", Text),
    Column("account", Words),
)

channel = Table(
    "channel",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("watched", Boolean, nullable=False),
    Column("watermark", Text),
    Column("degraded", Words),
    Column("baseline_at", Moment),
)

policy = Table(
    "policy",
    metadata,
    Column("channel", Text, ForeignKey("channel.key"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("settings", JSON, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Number, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("before", Words, nullable=False),
    Column("after", Words, nullable=False),
)

article = Table(
    "article",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("audience", Text, nullable=False),
    Column("url", Text),
    Column("questions", JSON, nullable=False),
    Column("tags", JSON, nullable=False),
    Column("product", Words),
    Column("updated_at", Moment),
    Column("digest", Text, nullable=False),
    Column("origin", Text, nullable=False, server_default="source"),
    Column("standing", Text, nullable=False, server_default="live"),
    Column("made_by", Text),  # these three for what people wrote
    Column("made_at", Moment),
    Column("conversation", Number),
    Column("read_from", Text),  # these two for what a source said
    Column("place", Text),
)

# An article that a source takes back may come again: what people said about it does not depend on it.
alternate = Table(
    "alternate",
    metadata,
    _id(),
    Column("article", Text, nullable=False),
    Column("question", Words, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("conversation", Number),
    Column("standing", Text, nullable=False),
    UniqueConstraint("article", "question"),
)
Index("ix_alternate_conversation", alternate.c.conversation)

mark = Table(
    "mark",
    metadata,
    _id(),
    Column("article", Text, nullable=False),
    Column("conversation", Number, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reviewed_by", Text),
    Column("reviewed_at", Moment),
    UniqueConstraint("article", "conversation", "by"),
)

gap = Table(
    "gap",
    metadata,
    _id(),
    Column("opened_at", Moment, nullable=False),
    Column("searched", Number, nullable=False, server_default="0"),
    Column("state", Text, nullable=False),
    Column("article", Text),
    Column("closed_by", Text),
    Column("closed_at", Moment),
)

unanswered = Table(
    "unanswered",
    metadata,
    _id(),
    _conversation(),
    Column("wait", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("language", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("listed", Boolean, nullable=False),
    Column("near", JSON, nullable=False),
    Column("excluded", JSON, nullable=False),
    Column("gap", Number, ForeignKey("gap.id")),
    UniqueConstraint("conversation", "wait"),
)

shelf = Table(
    "shelf",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("generation", Number, nullable=False),
)

pulse = Table(
    "pulse",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("beats", Number, nullable=False),
)

QUEUES = {
    Queue.INBOX: inbox,
    Queue.DRAFT: draft,
    Queue.CLOCK: conversation,
    Queue.REPLY: reply,
    Queue.POST: post,
    Queue.NOTICE: notice,
    Queue.SCORE: first_reply,
}
