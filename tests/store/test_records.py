"""Events, drafts, replies, notices, people and articles come back as they were stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.alerts.ledger import Away
from bot.conversation import Event, Kind
from bot.messages import Role
from bot.ports import Store
from bot.record import DraftState, Level, NoticeKind, NoticeState, PostKind, Queue, ReplyState, Spent, Wish
from bot.reports.facts import Facts, Response
from knowledge.ports import Article, Audience, Source
from tests.store.given import (
    ANA,
    CHANNEL,
    NADIA,
    NINE,
    STAFF,
    a_draft,
    a_line,
    a_notice,
    a_reply,
    after,
    ana,
    claimed,
    fresh,
    opened_in,
)

_SOURCE = Source(
    article_id="exports",
    title="Exports",
    heading="Limits",
    passage="An export holds **50 MB**.",
    audience=Audience.PUBLIC,
    url="https://help.example/exports",
    updated_at=NINE,
    score=0.875,
)


async def test_an_event_is_stored_once_however_often_it_comes(store: Store) -> None:
    assert await store.put("e1", "slack", {"text": "hi", "deep": [1, None]}, NINE)
    assert not await store.put("e1", "slack", {"text": "again"}, after(5))
    assert await store.put("e1", "discord", {}, NINE)

    [claim, _] = await claimed(store, Queue.INBOX)
    async with store.read() as reading:
        inboxed = await reading.inboxed(claim.id)
    assert inboxed is not None
    assert (inboxed.platform, inboxed.received_at) == ("slack", NINE)
    assert inboxed.raw == {"text": "hi", "deep": [1, None]}
    async with store.read() as reading:
        assert await reading.inboxed(99) is None


async def test_an_event_that_was_dealt_with_is_still_known(store: Store) -> None:
    await store.put("e1", "slack", {}, NINE)
    [claim] = await claimed(store, Queue.INBOX)
    async with store.begin() as work:
        await work.done(claim)

    assert not await store.put("e1", "slack", {}, after(5))
    assert await claimed(store, Queue.INBOX, after(9)) == []


async def test_an_event_that_was_dealt_with_keeps_nothing_but_its_key(store: Store) -> None:
    await store.put("e1", "slack", {"text": "my key is abc"}, NINE)
    [claim] = await claimed(store, Queue.INBOX)

    async with store.begin() as work:
        await work.done(claim)

    async with store.read() as reading:
        kept = await reading.inboxed(claim.id)
    assert kept is not None
    assert kept.raw == {}
    assert not await store.put("e1", "slack", {"text": "my key is abc"}, after(5))


async def test_an_event_that_is_to_be_worked_again_is_whole(store: Store) -> None:
    await store.put("put off", "slack", {"text": "hi"}, NINE)
    [claim] = await claimed(store, Queue.INBOX)
    async with store.begin() as work:
        await work.done(claim, due=after(5))
    [claim] = await claimed(store, Queue.INBOX, after(5))
    await store.failed(claim, due=after(9), error="no route", park=True)

    async with store.read() as reading:
        kept = await reading.inboxed(claim.id)
    assert kept is not None
    assert kept.raw == {"text": "hi"}


async def test_catching_up_counts_only_what_was_new(store: Store) -> None:
    await store.put("e1", "slack", {}, NINE)

    assert await store.put_many("slack", [("e1", {}), ("e2", {}), ("e3", {})], NINE) == 2
    assert await store.put_many("slack", [], NINE) == 0


async def test_a_draft_comes_back_with_its_sources_and_scorecard(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    async with store.begin() as work:
        wanted = await work.want_draft(a_draft(conversation.id), NINE)
        assert await work.wanted_draft(conversation.id) == wanted
        written = replace(
            wanted,
            state=DraftState.OPEN,
            text="Hi Nadia",
            sources=(_SOURCE, replace(_SOURCE, audience=Audience.INTERNAL, updated_at=None, url=None)),
            band="draft",
            writer="composer",
            situation="how-to",
            feeling="upset",
            score=87,
            scorecard={"warmth": 9, "gates": {"grounded": True}},
            hint="Name the limit",
            why=("asked about exports", "one source"),
            fallback="the model timed out",
            made_at=after(3),
        )
        await work.save_draft(written)

    async with store.read() as reading:
        assert await reading.draft(wanted.id) == written
        assert await reading.open_draft(conversation.id) == written
        assert await reading.latest_draft(conversation.id) == written
        assert await reading.drafts(conversation.id) == [written]
        assert await reading.wanted_draft(conversation.id) is None


async def test_a_sent_draft_is_the_latest_but_not_open(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    async with store.begin() as work:
        draft = await work.want_draft(a_draft(conversation.id), NINE)
        await work.save_draft(replace(draft, state=DraftState.SENT, made_at=NINE))
        again = await work.want_draft(a_draft(conversation.id, version=2), after(9))

    assert again.id != draft.id
    async with store.read() as reading:
        assert await reading.open_draft(conversation.id) is None
        latest = await reading.latest_draft(conversation.id)
        assert latest is not None
        assert latest.id == draft.id
        assert [each.id for each in await reading.drafts(conversation.id)] == [draft.id, again.id]


async def test_what_an_agent_asked_of_a_draft_survives_the_next_line(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    asked = a_draft(
        conversation.id, request="warmer", requested_by=ANA, excluded=("exports",), sources=(_SOURCE,)
    )
    async with store.begin() as work:
        await work.want_draft(asked, NINE)
        moved = await work.want_draft(a_draft(conversation.id, version=2), after(9))
        assert (moved.request, moved.requested_by, moved.version) == ("warmer", ANA, 2)
        assert (moved.excluded, moved.sources) == (("exports",), (_SOURCE,))

        shorter = await work.want_draft(a_draft(conversation.id, version=2, request="shorter"), after(9))
        assert (shorter.request, shorter.excluded) == ("shorter", ("exports",))


async def test_a_reply_comes_back_through_its_whole_life(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    async with store.begin() as work:
        first = await work.queue_reply(a_reply(conversation.id))
        sent = replace(first, state=ReplyState.SENT, wish=None, platform_id="9", sent_at=after(2))
        await work.save_reply(sent)
        other = await work.queue_reply(a_reply(conversation.id, "click 2", queued_at=after(5)))
        await work.save_reply(replace(sent, text="Corrected", wish=Wish.AMEND), due=after(60))

    async with store.read() as reading:
        assert await reading.reply(first.id) == replace(sent, text="Corrected", wish=Wish.AMEND)
        assert [reply.id for reply in await reading.replies(conversation.id)] == [first.id, other.id]
    assert {claim.id for claim in await claimed(store, Queue.REPLY, after(60))} == {first.id, other.id}


async def test_recent_texts_are_what_a_person_sent_and_the_latest_drafts(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    async with store.begin() as work:
        draft = await work.want_draft(a_draft(conversation.id), NINE)
        await work.save_draft(replace(draft, state=DraftState.OPEN, text="drafted", made_at=after(2)))
        await work.queue_reply(a_reply(conversation.id, "1", text="first", queued_at=after(1)))
        await work.queue_reply(a_reply(conversation.id, "2", text="last", queued_at=after(3)))
        await work.queue_reply(a_reply(conversation.id, "3", text="Ben's", by="slack:T1/UBEN"))

    async with store.read() as reading:
        assert await reading.recent_texts(ANA) == ["last", "drafted", "first"]
        assert await reading.recent_texts(ANA, limit=1) == ["last", "drafted"]


async def test_a_notice_is_planned_once_per_occasion(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    async with store.begin() as work:
        first = await work.plan(a_notice(conversation.id))
        assert first is not None
        await work.save_notice(replace(first, state=NoticeState.DISMISSED))
        assert await work.plan(a_notice(conversation.id)) is None
        assert await work.plan(a_notice(conversation.id, "wait 2")) is not None


async def test_a_notice_comes_back_as_it_was_stored(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    async with store.begin() as work:
        notice = await work.plan(a_notice(conversation.id, to=(ANA, CHANNEL), text="Glad it works", note="n"))
        assert notice is not None
        shown = replace(
            notice,
            level=Level.BREACH,
            state=NoticeState.SHOWN,
            late=timedelta(minutes=3, microseconds=7),
            shown_at=after(4),
            outcome="opened",
        )
        await work.save_notice(shown)

    async with store.read() as reading:
        assert await reading.notice(notice.id) == shown
        assert await reading.notices(conversation=conversation.id, kind=NoticeKind.ALERT) == [shown]
        assert await reading.notices(kind=NoticeKind.CONFIRM) == []
    assert await store.next_due(Queue.NOTICE) is None


async def test_a_notice_put_off_is_due_again_and_one_dealt_with_is_not_live(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    async with store.begin() as work:
        notice = await work.plan(a_notice(conversation.id))
        assert notice is not None
        await work.save_notice(replace(notice, state=NoticeState.PLANNED), due=after(600))
        assert [each.id for each in await work.notices(live=True)] == [notice.id]
    assert await store.next_due(Queue.NOTICE) == after(600)

    async with store.begin() as work:
        await work.save_notice(replace(notice, state=NoticeState.DONE))
        assert await work.notices(live=True) == []
    assert await store.next_due(Queue.NOTICE) is None


async def test_a_deadline_fires_once(store: Store) -> None:
    conversation = await opened_in(store, fresh())

    async with store.begin() as work:
        assert await work.fire(conversation.id, "breach", "wait 1")
        assert not await work.fire(conversation.id, "breach", "wait 1")
        assert await work.fired(conversation.id) == {("breach", "wait 1")}


async def test_people_are_kept_as_they_were_last_seen(store: Store) -> None:
    async with store.begin() as work:
        await work.save_person(ana())
        await work.save_person(ana(name="Ana M.", role=Role.LEAD, locale="es", account="Acme"))

    async with store.read() as reading:
        latest = ana(name="Ana M.", role=Role.LEAD, locale="es", account="Acme")
        assert await reading.person(ANA) == latest
        assert await reading.people([ANA, NADIA]) == {ANA: latest}
        assert await reading.people([]) == {}
        assert await reading.person(NADIA) is None


async def test_facts_tell_of_each_wait_who_ended_it_and_with_which_draft(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    reply = Event(kind=Kind.REPLIED, at=after(40), by=ANA, message="9")
    thanked = Event(kind=Kind.THANKED, at=after(90), by=NADIA, message="10")
    more = Event(kind=Kind.ASKED, at=after(100), by=NADIA, message="11")
    async with store.begin() as work:
        await work.save_person(ana())
        await work.add_line(a_line(conversation.id))
        await work.add_line(
            a_line(conversation.id, "9", author=ANA, role=Role.AGENT, at=after(40), text="I'll check that.")
        )
        draft = await work.want_draft(a_draft(conversation.id), NINE)
        await work.save_draft(replace(draft, state=DraftState.SENT, feeling="upset", made_at=after(20)))
        await work.want_post(PostKind.CARD, str(conversation.id), STAFF, due=NINE)
        sent = await work.queue_reply(a_reply(conversation.id, draft=draft.id))
        await work.save_reply(replace(sent, wish=None, platform_id="9", sent_at=after(40)))
        await work.save(conversation.after(reply).after(thanked).after(more), reply, thanked, more, due=None)
    [claim] = await claimed(store, Queue.POST)
    async with store.begin() as work:
        [card] = await work.posts(STAFF)
        await work.shown(claim, replace(card, shown=1))

    async with store.read() as reading:
        found = await reading.facts(NINE, after(3600))
        assert await reading.facts(after(1), after(3600)) == Facts()

    [talk], [drafted] = found.talks, found.drafts
    first, second = talk.waits
    assert (first.lasted, first.by, first.end) == (timedelta(seconds=40), ANA, "replied")
    assert (second.number, second.ended_at, second.end) == (2, None, None)
    assert [(line.by, line.gave) for line in talk.ours] == [(ANA, Response.HOLDING)]
    assert (talk.first_contact, talk.upset, talk.thanked, talk.theirs) == (True, True, True, (NINE,))
    assert (drafted.shown, drafted.distance, drafted.sent_at, drafted.by) == (True, 0.25, after(40), ANA)
    assert found.names == {ANA: "Ana"}


async def test_the_shelf_keeps_articles_and_counts_changes(store: Store) -> None:
    exports = Article(
        id="exports",
        title="Exports",
        body="An export holds 50 MB.",
        audience=Audience.INTERNAL,
        url="https://help.example/exports",
        questions=("How large may an export be?",),
        tags=("exports", "limits"),
        product="Desk",
        updated_at=NINE,
        origin="./docs",
        place="exports.md",
        digest="d1",
    )
    plain = Article(id="plain", title="Plain", body="Text", digest="d2")
    assert await store.shelf.generation() == 0

    first = await store.shelf.replace([exports, plain], [])
    assert list(await store.shelf.articles()) == [exports, plain]

    second = await store.shelf.replace([replace(exports, body="60 MB", digest="d3")], ["plain", "unknown"])
    assert [article.digest for article in await store.shelf.articles()] == ["d3"]
    assert await store.shelf.generation() == second > first
    assert await store.shelf.replace([], []) == second


async def test_a_healthy_store_says_nothing(store: Store) -> None:
    await store.healthy()
    await store.healthy()


async def test_a_long_silence_between_two_beats_is_kept_as_the_last_one(store: Store) -> None:
    async with store.read() as reading:
        assert await reading.away(NINE) is None
    for seconds in (0, 10, 600, 610):
        await store.beat(after(seconds))
    await store.healthy()

    async with store.read() as reading:
        last, now = await reading.away(after(620)), await reading.away(after(900))

    assert last == Away(after(10), after(600))
    assert now == Away(after(610), after(900))


async def test_what_a_model_took_adds_up_on_its_draft_and_by_the_day(store: Store) -> None:
    conversation = await opened_in(store, fresh())
    async with store.begin() as work:
        draft = await work.want_draft(a_draft(conversation.id), NINE)
        await work.spend(draft.id, Spent(tokens_in=100, tokens_out=10, cost=0.5), NINE)
        await work.spend(draft.id, Spent(tokens_in=50, tokens_out=5, cost=0.25), after(60))
        await work.spend(draft.id, Spent(tokens_in=1, tokens_out=1), after(61))
        await work.save_draft(replace(draft, state=DraftState.OPEN, made_at=after(62)))

    async with store.read() as reading:
        kept = await reading.draft(draft.id)
        assert kept is not None
        assert (kept.tokens_in, kept.tokens_out, kept.cost) == (151, 16, 0.75)
        assert await reading.spent(NINE, after(120)) == Spent(
            drafts=1, tokens_in=151, tokens_out=16, cost=0.75
        )
        assert await reading.spent(after(120), after(240)) == Spent()
