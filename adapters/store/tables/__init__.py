"""The tables. A row that something has to happen to carries its own queue columns: state is the queue."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table

from adapters.store.columns import Moment, Number
from adapters.store.tables.aftercare import problem, promise, rating, report, wait
from adapters.store.tables.articles import alternate, article, gap, mark, shelf, unanswered
from adapters.store.tables.base import metadata
from adapters.store.tables.conversations import conversation, event, inbox, line
from adapters.store.tables.replies import WANTED, draft, first_reply, reply, warned
from adapters.store.tables.setting import audit, channel, duty, person, policy
from adapters.store.tables.staff import LIVE, fired, notice, post, telling
from bot.record import Queue

pulse = Table(
    "pulse",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("beats", Number, nullable=False),
    Column("at", Moment),
    Column("away_since", Moment),  # the last stretch without a beat
    Column("away_until", Moment),
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

__all__ = [
    "LIVE",
    "QUEUES",
    "WANTED",
    "alternate",
    "article",
    "audit",
    "channel",
    "conversation",
    "draft",
    "duty",
    "event",
    "fired",
    "first_reply",
    "gap",
    "inbox",
    "line",
    "mark",
    "metadata",
    "notice",
    "person",
    "policy",
    "post",
    "problem",
    "promise",
    "pulse",
    "rating",
    "reply",
    "report",
    "shelf",
    "telling",
    "unanswered",
    "wait",
    "warned",
]
