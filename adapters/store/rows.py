"""Rows to values and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.conversation import Conversation, End, Event, FirstResponse, Kind, Matter, Status, Wait, opened
from bot.messages import Person, Role, Thread
from bot.record import (
    Draft,
    DraftState,
    Inboxed,
    Level,
    Line,
    Notice,
    NoticeKind,
    NoticeState,
    Post,
    PostKind,
    Reply,
    ReplyState,
    Result,
    Voice,
    Wish,
)
from knowledge.ports import Article, Audience, Source

Values = dict[str, Any]


def inboxed(row: Any) -> Inboxed:
    return Inboxed(id=row.id, platform=row.platform, raw=row.raw, received_at=row.received_at)


def conversation_values(conversation: Conversation) -> Values:
    """Return what may change about a conversation, as columns."""
    first, wait = conversation.first_response, conversation.wait
    return {
        "status": conversation.status.value,
        "version": conversation.version,
        "waits": [_wait_json(each) for each in conversation.waits],
        "waiting_since": wait.opened_at if wait else None,
        "last_wait_at": conversation.waits[-1].opened_at if conversation.waits else None,
        "first_by": first.by if first else None,
        "first_at": first.at if first else None,
        "first_message": first.message if first else None,
        "claimed_by": conversation.claimed_by,
        "claimed_at": conversation.claimed_at,
        "hold_until": conversation.hold_until,
        "snoozed_until": conversation.snoozed_until,
        "matters": " ".join(sorted(conversation.matters)),
        "ended_at": conversation.ended_at,
        "last_customer_at": conversation.last_customer_at,
        "last_human_at": conversation.last_human_at,
        "last_human_by": conversation.last_human_by,
        "checked_in_at": conversation.checked_in_at,
    }


def opening_values(conversation: Conversation) -> Values:
    """Return what never changes about a conversation, as columns."""
    return {
        "channel": conversation.thread.channel,
        "root": conversation.thread.root,
        "customer": conversation.customer,
        "opened_at": conversation.opened_at,
        "opening_line": conversation.waits[0].line if conversation.waits else None,
        "first_contact": conversation.first_contact,
        "linked_to": conversation.linked_to,
    }


def conversation(row: Any) -> Conversation:
    first = FirstResponse(by=row.first_by, at=row.first_at, message=row.first_message)
    return Conversation(
        id=row.id,
        thread=Thread(row.channel, row.root),
        customer=row.customer,
        opened_at=row.opened_at,
        first_contact=row.first_contact,
        linked_to=row.linked_to,
        status=Status(row.status),
        version=row.version,
        waits=tuple(_wait(each) for each in row.waits),
        first_response=first if row.first_by else None,
        claimed_by=row.claimed_by,
        claimed_at=row.claimed_at,
        hold_until=row.hold_until,
        snoozed_until=row.snoozed_until,
        matters=frozenset(map(Matter, row.matters.split())),
        ended_at=row.ended_at,
        last_customer_at=row.last_customer_at,
        last_human_at=row.last_human_at,
        last_human_by=row.last_human_by,
        checked_in_at=row.checked_in_at,
    )


def origin(row: Any) -> Conversation:
    fresh = opened(
        Thread(row.channel, row.root),
        row.customer,
        row.opened_at,
        line=row.opening_line,
        first_contact=row.first_contact,
        linked_to=row.linked_to,
    )
    return replace(fresh, id=row.id)


def _wait_json(wait: Wait) -> Values:
    told = {
        "number": wait.number,
        "opened_at": _written(wait.opened_at),
        "line": wait.line,
        "ended_at": _written(wait.ended_at),
        "end": wait.end,
        "reason": wait.reason,
        "answered_by": wait.answered_by,
        "answer": wait.answer,
    }
    return {name: value for name, value in told.items() if value is not None}


def _wait(told: Mapping[str, Any]) -> Wait:
    return Wait(
        number=told["number"],
        opened_at=datetime.fromisoformat(told["opened_at"]),
        line=told.get("line"),
        ended_at=_read(told.get("ended_at")),
        end=End(told["end"]) if "end" in told else None,
        reason=told.get("reason"),
        answered_by=told.get("answered_by"),
        answer=told.get("answer"),
    )


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def event_values(conversation: int, event: Event) -> Values:
    return {
        "conversation": conversation,
        "kind": event.kind.value,
        "at": event.at,
        "by": event.by,
        "message": event.message,
        "reason": event.reason,
        "until": event.until,
    }


def event(row: Any) -> Event:
    return Event(
        kind=Kind(row.kind), at=row.at, by=row.by, message=row.message, reason=row.reason, until=row.until
    )


def line_values(line: Line) -> Values:
    return {
        "conversation": line.conversation,
        "channel": line.channel,
        "id": line.id,
        "author": line.author,
        "name": line.name,
        "role": line.role.value,
        "at": line.at,
        "text": line.text,
        "edited_at": line.edited_at,
        "deleted_at": line.deleted_at,
        "reply": line.reply,
    }


def line(row: Any) -> Line:
    return Line(
        conversation=row.conversation,
        channel=row.channel,
        id=row.id,
        author=row.author,
        name=row.name,
        role=Role(row.role),
        at=row.at,
        text=row.text,
        edited_at=row.edited_at,
        deleted_at=row.deleted_at,
        reply=row.reply,
    )


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
        "updated_at": _written(source.updated_at),
        "score": float(source.score),
    }


def _source(told: Mapping[str, Any]) -> Source:
    return Source(**{**told, "audience": Audience(told["audience"]), "updated_at": _read(told["updated_at"])})


def reply_values(reply: Reply) -> Values:
    return {
        "conversation": reply.conversation,
        "wait": reply.wait,
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


def post(row: Any) -> Post:
    return Post(
        id=row.id,
        kind=PostKind(row.kind),
        subject=row.subject,
        place=row.place,
        platform_id=row.platform_id,
        wanted=row.wanted,
        shown=row.shown,
        error=row.error,
    )


def notice_values(notice: Notice) -> Values:
    return {
        "conversation": notice.conversation,
        "kind": notice.kind.value,
        "occasion": notice.occasion,
        "planned_for": notice.due_at,
        "to": list(notice.to),
        "level": notice.level.value if notice.level else None,
        "state": notice.state.value,
        "text": notice.text,
        "note": notice.note,
        "late_s": notice.late.total_seconds(),
        "shown_at": notice.shown_at,
        "ended_at": notice.ended_at,
        "bundle": notice.bundle,
        "outcome": notice.outcome,
        "told": notice.told,
        "pushed_at": notice.pushed_at,
        "head": notice.head,
        "result": notice.result.value if notice.result else None,
    }


def notice(row: Any) -> Notice:
    return Notice(
        id=row.id,
        conversation=row.conversation,
        kind=NoticeKind(row.kind),
        occasion=row.occasion,
        due_at=row.planned_for,
        to=tuple(row.to),
        level=Level(row.level) if row.level else None,
        state=NoticeState(row.state),
        text=row.text,
        note=row.note,
        late=timedelta(seconds=row.late_s),
        shown_at=row.shown_at,
        ended_at=row.ended_at,
        bundle=row.bundle,
        outcome=row.outcome,
        told=row.told,
        pushed_at=row.pushed_at,
        head=row.head,
        result=Result(row.result) if row.result else None,
    )


def person_values(person: Person) -> Values:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role.value,
        "zone": person.zone,
        "locale": person.locale,
        "account": person.account,
    }


def person(row: Any) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        zone=row.zone,
        locale=row.locale,
        account=row.account,
    )


def article_values(article: Article) -> Values:
    return {
        "id": article.id,
        "title": article.title,
        "body": article.body,
        "audience": article.audience.value,
        "url": article.url,
        "questions": list(article.questions),
        "tags": list(article.tags),
        "product": article.product,
        "updated_at": article.updated_at,
        "read_from": article.origin,
        "place": article.place,
        "digest": article.digest,
    }


def article(row: Any) -> Article:
    return Article(
        id=row.id,
        title=row.title,
        body=row.body,
        audience=Audience(row.audience),
        url=row.url,
        questions=tuple(row.questions),
        tags=tuple(row.tags),
        product=row.product,
        updated_at=row.updated_at,
        origin=row.read_from,
        place=row.place,
        digest=row.digest,
    )
