"""Drafts and replies as values and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.store.rows.moments import Values, read, written
from bot.messages import Thread
from bot.record import (
    Draft,
    DraftState,
    Reply,
    ReplyState,
    Voice,
    Wish,
)
from knowledge.ports import Audience, Source


def draft_values(draft: Draft) -> Values:
    return {
        "conversation": draft.conversation,
        "wait": draft.wait,
        "version": draft.version,
        "state": draft.state.value,
        "text": draft.text,
        "sources": [_source_json(source) for source in draft.sources],
        "band": draft.band,
        "writer": draft.writer,
        "situation": draft.situation,
        "feeling": draft.feeling,
        "score": draft.score,
        "scorecard": dict(draft.scorecard),
        "hint": draft.hint,
        "why": list(draft.why),
        "fallback": draft.fallback,
        "request": draft.request,
        "excluded": list(draft.excluded),
        "requested_by": draft.requested_by,
        "made_at": draft.made_at,
        "changed": draft.changed,
        "wrong": draft.wrong,
        "promise": draft.promise,
        "public": draft.public,
        "high_stakes": draft.high_stakes,
    }


def draft(row: Any) -> Draft:
    return Draft(
        id=row.id,
        conversation=row.conversation,
        wait=row.wait,
        version=row.version,
        state=DraftState(row.state),
        text=row.text,
        sources=tuple(_source(told) for told in row.sources),
        band=row.band,
        writer=row.writer,
        situation=row.situation,
        feeling=row.feeling,
        score=row.score,
        scorecard=row.scorecard,
        hint=row.hint,
        why=tuple(row.why),
        fallback=row.fallback,
        request=row.request,
        excluded=tuple(row.excluded),
        requested_by=row.requested_by,
        made_at=row.made_at,
        changed=row.changed,
        wrong=row.wrong,
        promise=row.promise,
        public=row.public,
        high_stakes=row.high_stakes,
        tokens_in=row.tokens_in,
        tokens_out=row.tokens_out,
        cost=row.cost,
    )


def _source_json(source: Source) -> Values:
    return {
        "article_id": source.article_id,
        "title": source.title,
        "heading": source.heading,
        "passage": source.passage,
        "audience": source.audience.value,
        "url": source.url,
        "updated_at": written(source.updated_at),
        "score": float(source.score),
    }


def _source(told: Mapping[str, Any]) -> Source:
    return Source(**{**told, "audience": Audience(told["audience"]), "updated_at": read(told["updated_at"])})


def reply_values(reply: Reply) -> Values:
    return {
        "conversation": reply.conversation,
        "wait": reply.wait,
        "version": reply.version,
        "channel": reply.thread.channel,
        "root": reply.thread.root,
        "draft": reply.draft,
        "text": reply.text,
        "by": reply.by,
        "by_name": reply.by_name,
        "key": reply.key,
        "distance": reply.distance,
        "state": reply.state.value,
        "wish": reply.wish.value if reply.wish else None,
        "queued_at": reply.queued_at,
        "platform_id": reply.platform_id,
        "sent_at": reply.sent_at,
        "error": reply.error,
        "edit": reply.edit,
        "overruled": list(reply.overruled),
        "warnings": list(reply.warnings),
        "voice": reply.voice.value,
    }


def reply(row: Any) -> Reply:
    return Reply(
        id=row.id,
        conversation=row.conversation,
        wait=row.wait,
        version=row.version,
        thread=Thread(row.channel, row.root),
        draft=row.draft,
        text=row.text,
        by=row.by,
        by_name=row.by_name,
        key=row.key,
        distance=row.distance,
        state=ReplyState(row.state),
        wish=Wish(row.wish) if row.wish else None,
        queued_at=row.queued_at,
        platform_id=row.platform_id,
        sent_at=row.sent_at,
        error=row.error,
        edit=row.edit,
        overruled=tuple(row.overruled),
        warnings=tuple(row.warnings),
        voice=Voice(row.voice),
    )
