"""What was said is forgotten in time; what was done, and when, is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversation import Event, Kind, Status
from bot.ports import Reading, Store
from bot.record import DraftState, FirstReply, NoticeState, Queue, ReplyState
from tests.store.given import ANA, NINE, a_draft, a_line, a_notice, a_reply, after, claimed, fresh, opened_in

DAYS = timedelta(days=1)


async def _conversation(store: Store, root: str, ended_at: datetime | None) -> int:
    """Return a conversation with two lines, and a draft, a reply and a notice that are dealt with."""
    conversation = await opened_in(store, fresh(root))
    async with store.begin() as work:
        for number in (1, 2):
            await work.add_line(a_line(conversation.id, f"{root}.{number}"))
        wanted = await work.want_draft(a_draft(conversation.id, request="warmer"), NINE)
        written = replace(wanted, text="Hi Nadia", why=("she is upset",), hint="Name her", made_at=NINE)
        await work.save_draft(replace(written, state=DraftState.SENT, score=80))
        told = {"overruled": ("number",), "warnings": ("“3 days”: Nothing we know says 3 days.",)}
        reply = await work.queue_reply(a_reply(conversation.id, f"click {root}", draft=wanted.id, **told))
        first = FirstReply(conversation=conversation.id, message=f"{root}.2", by=ANA, at=NINE)
        await work.want_score(first, NINE)
        await work.save_reply(replace(reply, state=ReplyState.SENT, wish=None))
        notice = await work.plan(a_notice(conversation.id, text="Hi Nadia", note="export"))
        assert notice is not None
        await work.save_notice(replace(notice, state=NoticeState.DONE))
        if ended_at:
            await work.save(replace(conversation, status=Status.CLOSED, ended_at=ended_at), due=None)
    return conversation.id


async def _scored(store: Store) -> None:
    """Give every first reply its scorecard."""
    for claim in await claimed(store, Queue.SCORE, after(5)):
        async with store.begin() as work:
            first = await work.first_reply(claim.id)
            assert first is not None
            because = {"R2": "Names their problem: export."}
            points = {"R2": 2}
            scored = replace(first, score=70, points=points, because=because, suggestions=("Greet Nadia.",))
            await work.save_score(scored)
            await work.done(claim)


async def _words(reading: Reading, conversation: int) -> list[object]:
    [draft], [reply] = await reading.drafts(conversation), await reading.replies(conversation)
    [notice] = await reading.notices(conversation=conversation)
    lines = [line.text for line in await reading.lines(conversation)]
    scores = await reading.scores(NINE - DAYS, NINE + DAYS)
    [first] = [row for row in scores if row["conversation"] == conversation]
    assert (first["score"], first["points"]) == (70, {"R2": 2})
    words = [first["text"], first["because"], first["suggestions"], reply.warnings]
    assert reply.overruled == ("number",)
    return [
        *words,
        *lines,
        draft.text,
        draft.request,
        draft.why,
        draft.hint,
        reply.text,
        notice.text,
        notice.note,
    ]


async def test_a_conversation_that_ended_long_ago_loses_its_words(store: Store) -> None:
    old = await _conversation(store, "1", NINE)
    recent, running = await _conversation(store, "2", NINE + 9 * DAYS), await _conversation(store, "3", None)
    await _scored(store)
    async with store.read() as reading:
        whole = await _words(reading, recent)
        facts = await reading.facts(NINE - DAYS, NINE + DAYS)

    assert await store.forget_before(NINE + DAYS) == 2
    assert await store.forget_before(NINE + DAYS) == 0

    async with store.read() as reading:
        assert await _words(reading, old) == ["", {}, (), (), "", "", "", None, (), None, "", "", ""]
        assert await _words(reading, recent) == await _words(reading, running) == whole
        assert await reading.facts(NINE - DAYS, NINE + DAYS) == facts


async def test_what_is_still_to_be_sent_keeps_its_text(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    async with store.begin() as work:
        waiting = await work.queue_reply(a_reply(conversation.id))
        await work.save(replace(conversation, status=Status.CLOSED, ended_at=NINE), due=None)

    await store.forget_before(NINE + DAYS)

    async with store.read() as reading:
        assert await reading.reply(waiting.id) == waiting


async def test_forgotten_texts_are_nobodys_recent_ones(store: Store) -> None:
    await _conversation(store, "1", NINE)
    await store.forget_before(NINE + DAYS)

    async with store.read() as reading:
        assert await reading.recent_texts(ANA) == []


async def test_old_events_that_were_dealt_with_are_gone_and_the_others_wait(store: Store) -> None:
    for name, at in (("done", NINE), ("parked", NINE), ("late", after(5)), ("new", NINE + 2 * DAYS)):
        await store.put(name, "slack", {"text": name}, at)
    done, parked, late = await claimed(store, Queue.INBOX, after(5))
    async with store.begin() as work:
        await work.done(done)
        await work.done(late, due=after(60))
    await store.failed(parked, due=NINE, error="no route", park=True)

    assert await store.forget_before(NINE + DAYS) == 0

    async with store.read() as reading:
        assert await reading.inboxed(done.id) is None
        assert all([await reading.inboxed(claim.id) for claim in (parked, late)])
    assert len(await claimed(store, Queue.INBOX, NINE + 3 * DAYS)) == 2


async def test_forgetting_takes_many_turns_and_reaches_everybody(store: Store) -> None:
    async with store.begin() as work:
        for number in range(250):
            conversation = await work.open(fresh(str(number)), None)
            await work.add_line(a_line(conversation.id, str(number)))
            await work.save(replace(conversation, status=Status.CLOSED, ended_at=NINE), due=None)

    assert await store.forget_before(NINE + DAYS) == 250


async def test_notes_of_colleagues_are_forgotten_with_the_rest(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    noted = Event(kind=Kind.NOTED, at=NINE, by="slack:T1/U8", reason="her export holds invoices")
    async with store.begin() as work:
        ended = replace(conversation, status=Status.CLOSED, ended_at=NINE)
        await work.save(ended, noted, due=None)

    await store.forget_before(NINE + DAYS)

    async with store.read() as reading:
        assert [event.reason for event in await reading.events(conversation.id)] == [None]
