"""Questions without an article: gathered into groups, counted, closed when an article comes, exported."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from bot.conversation import opened
from bot.learning.curator import Curator
from bot.learning.gathering import Gatherer
from bot.learning.unanswered import burst_of
from bot.messages import Role, Thread
from bot.ports import Store
from bot.process.bell import Bell
from bot.record import Line
from bot.shell.replay import VirtualClock
from knowledge import Article, Library, Loaded, ShelfInMemory, load_folder, make_article, open_library, sync
from knowledge.gaps import Group, Member, as_csv, as_rows, groups, member, place, stub
from knowledge.learned import Gap, GapState, Unanswered
from tests.knowledge.conftest import WordVectors
from tests.scenario.desk import ANA, DANA, MONDAY_NINE
from tests.store.conftest import empty_file, migrated_url, postgres_admin_url, store, store_url
from tests.store.given import fresh, opened_in

__all__ = ["empty_file", "migrated_url", "postgres_admin_url", "store", "store_url"]

EXPORTS = make_article(
    id="exports",
    title="Export your data",
    body="Under Settings.",
    questions=["export my data", "data export"],
)
WEBHOOKS = make_article(
    id="webhooks",
    title="How do webhooks retry a failed delivery?",
    body="Webhooks retry a failed delivery for a day.",
    questions=["do webhooks retry a failed delivery", "retry of failed webhook delivery"],
)
ASKED = (
    "Do webhooks retry a failed delivery?",
    "Is there a dark mode for the dashboard?",
    "When do webhooks retry failed deliveries?",
    "dark mode on my dashboard?",
    "How often will webhooks retry a failed delivery?",
)


class Listing:
    """A store with a library and a gatherer, and questions that nobody could answer."""

    def __init__(self, store: Store, library: Library) -> None:
        self.store = store
        self.library = library
        self.clock = VirtualClock(MONDAY_NINE)
        self.gatherer = Gatherer(store, library, self.clock)
        self.curator = Curator(store, self.clock, Bell().ring)
        self.asked = 0

    async def asks(self, *texts: str, excluded: tuple[str, ...] = ()) -> None:
        for text in texts:
            self.asked += 1
            conversation = await opened_in(self.store, fresh(str(self.asked)))
            question = Unanswered(
                conversation=conversation.id,
                wait=1,
                text=text,
                language="en",
                at=self.clock.now() + timedelta(hours=self.asked),
                listed=True,
                excluded=excluded,
            )
            async with self.store.begin() as work:
                await work.learned.note(question)

    async def groups(self) -> list[Group]:
        await self.gatherer.gather()
        async with self.store.read() as reading:
            return groups(await reading.learned.gaps(), await reading.learned.unanswered())

    async def syncs(self, *articles: Article) -> None:
        await sync(Loaded(articles, ()), self.store.shelf)
        await self.library.refresh()


@asynccontextmanager
async def _listing(store: Store) -> AsyncIterator[Listing]:
    async with open_library(store.shelf, embedder=WordVectors()) as library:
        yield Listing(store, library)


@pytest.fixture
async def listing(store: Store) -> AsyncIterator[Listing]:
    async with _listing(store) as made:
        await made.syncs(EXPORTS)
        yield made


async def test_questions_that_ask_the_same_are_one_gap_with_its_count(listing: Listing) -> None:
    await listing.asks(*ASKED)

    webhooks, dark = await listing.groups()

    assert [webhooks.count, dark.count] == [3, 2]
    assert webhooks.examples == (ASKED[0], ASKED[2], ASKED[4])
    assert webhooks.last_seen - webhooks.first_seen == timedelta(hours=4)
    assert webhooks.conversations == (1, 3, 5)


async def test_a_gap_shows_at_most_three_examples(listing: Listing) -> None:
    await listing.asks(
        *(f"Do webhooks retry a failed delivery {word}?" for word in ("a", "the", "my", "our"))
    )

    (only,) = await listing.groups()

    assert (only.count, len(only.examples)) == (4, 3)


async def test_gathering_little_by_little_gives_the_same_groups_as_all_at_once(store: Store) -> None:
    async with _listing(store) as listing:
        for text in ASKED:
            await listing.asks(text)
            await listing.groups()
        one_by_one = [(group.gap.id, group.examples) for group in await listing.groups()]
    async with open_library(ShelfInMemory(), embedder=WordVectors()) as library:
        members: dict[int, list[Member]] = {}
        for text in ASKED:
            (vector,) = await library.vectors([text])
            new = member(text, vector)
            members.setdefault(place(members, new) or len(members) + 1, []).append(new)

    assert [len(examples) for _, examples in one_by_one] == [len(members[1]), len(members[2])]


async def test_a_gap_closes_when_an_article_that_answers_it_arrives(listing: Listing) -> None:
    await listing.asks(*ASKED)
    await listing.groups()

    await listing.syncs(EXPORTS, WEBHOOKS)

    still, closed = await listing.groups()
    assert (still.gap.state, still.title) == (GapState.OPEN, ASKED[1])
    assert (closed.gap.state, closed.gap.article_id) == (GapState.ANSWERED, "webhooks")


async def test_an_article_that_was_called_wrong_closes_nothing(listing: Listing) -> None:
    await listing.asks(ASKED[0], excluded=("webhooks",))
    await listing.groups()

    await listing.syncs(EXPORTS, WEBHOOKS)

    assert [group.gap.state for group in await listing.groups()] == [GapState.OPEN]


async def test_a_closed_gap_opens_again_when_somebody_still_asks(listing: Listing) -> None:
    await listing.asks(ASKED[0])
    await listing.groups()
    await listing.syncs(EXPORTS, WEBHOOKS)
    await listing.groups()

    await listing.asks(ASKED[2])

    (again,) = await listing.groups()
    assert (again.gap.state, again.count) == (GapState.OPEN, 2)


async def test_a_dismissed_gap_stays_dismissed_and_counts_on(listing: Listing) -> None:
    await listing.asks(ASKED[0])
    (gap,) = await listing.groups()
    assert not (await listing.curator.dismiss(gap.gap.id, DANA)).ok
    assert (await listing.curator.dismiss(gap.gap.id, ANA)).ok

    await listing.asks(ASKED[2])

    (after,) = await listing.groups()
    assert (after.gap.state, after.gap.closed_by, after.count) == (GapState.DISMISSED, ANA.id, 2)


async def test_a_gap_becomes_a_draft_article_and_the_leads_yes_closes_it(listing: Listing) -> None:
    await listing.asks(ASKED[0], ASKED[2])
    (gap,) = await listing.groups()
    answer = {"title": "Webhook retries", "body": "They retry for a day.", "audience": "public"}

    await listing.curator.begin_article(gap.gap.id, answer, DANA)

    (begun,) = await listing.groups()
    assert begun.gap.state is GapState.WRITTEN
    assert [each.id for each in await listing.store.shelf.articles()] == ["exports"]
    assert not (await listing.curator.write(begun.gap.article_id, answer, DANA)).ok
    assert (await listing.curator.write(begun.gap.article_id, answer, ANA)).ok
    live = next(each for each in await listing.store.shelf.articles() if each.id.startswith("people:"))
    assert (live.title, live.audience, live.questions) == ("Webhook retries", "public", (ASKED[0], ASKED[2]))
    (closed,) = await listing.groups()
    assert (closed.gap.state, closed.gap.closed_by) == (GapState.ANSWERED, ANA.id)


async def test_removing_a_draft_opens_its_gap_again(listing: Listing) -> None:
    await listing.asks(ASKED[0])
    (gap,) = await listing.groups()
    await listing.curator.begin_article(gap.gap.id, {"title": "Retries", "body": "A day."}, DANA)

    assert not (await listing.curator.drop_article("people:retries", DANA)).ok
    assert (await listing.curator.drop_article("people:retries", ANA)).ok

    assert [group.gap.state for group in await listing.groups()] == [GapState.OPEN]


async def test_each_change_of_an_article_written_here_is_on_the_record(listing: Listing) -> None:
    first = {"title": "Retries", "body": "A day.", "audience": "internal"}
    assert not (await listing.curator.write(None, first, DANA)).ok
    await listing.curator.write(None, first, ANA)
    await listing.curator.write("people:retries", first | {"body": "Two days."}, ANA)
    assert (await listing.curator.write("exports", first, ANA)).ok is False
    await listing.curator.drop_article("people:retries", ANA)

    async with listing.store.read() as reading:
        changes = [(each.by, each.before, each.after) for each in await reading.audit()]

    assert changes == [
        (ANA.id, "Retries (internal)\nTwo days.", ""),
        (ANA.id, "Retries (internal)\nA day.", "Retries (internal)\nTwo days."),
        (ANA.id, "", "Retries (internal)\nA day."),
    ]
    assert [each.id for each in await listing.store.shelf.articles()] == ["exports"]


async def test_an_agent_proposes_and_a_lead_approves_an_alternate(listing: Listing) -> None:
    assert (await listing.curator.keep("exports", "where is my archive of everything", DANA)).ok
    async with listing.store.read() as reading:
        (proposed,) = await reading.learned.alternates()
    assert "where is my archive of everything" not in (await listing.store.shelf.articles())[0].questions

    assert not (await listing.curator.approve_alternate(proposed.id, DANA)).ok
    assert (await listing.curator.approve_alternate(proposed.id, ANA)).ok

    assert "where is my archive of everything" in (await listing.store.shelf.articles())[0].questions
    await listing.library.refresh()
    found = await listing.library.search("where is my archive of everything")
    assert found.sources[0].article_id == "exports"


async def test_forgetting_empties_the_words_and_keeps_the_count(listing: Listing) -> None:
    await listing.asks(ASKED[0], ASKED[2])
    await listing.groups()
    async with listing.store.begin() as work:
        for id in (1, 2):
            conversation = await work.conversation(id)
            assert conversation
            await work.save(replace(conversation, ended_at=MONDAY_NINE), due=None)

    await listing.store.forget_before(MONDAY_NINE + timedelta(days=1))

    (gap,) = await listing.groups()
    assert (gap.count, gap.examples, gap.title) == (2, (), "(words forgotten)")


def _group(*examples: str) -> Group:
    return Group(
        gap=Gap(id=7, opened_at=MONDAY_NINE),
        count=3,
        first_seen=MONDAY_NINE,
        last_seen=MONDAY_NINE,
        languages=("en",),
        examples=examples,
        conversations=(1,),
    )


def test_a_stub_is_an_article_file_that_loads(tmp_path: Path) -> None:
    (tmp_path / "stub.md").write_text(stub(_group('Is "dark: mode" there?', "dark mode?")), encoding="utf-8")

    (article,) = load_folder(tmp_path).articles

    assert article.title == 'Is "dark: mode" there?'
    assert article.questions == ('Is "dark: mode" there?', "dark mode?")
    assert article.audience == "internal"


def test_gaps_export_as_rows_and_as_a_table_without_formulas() -> None:
    found = [_group("=cmd()", "dark mode?")]

    (row,) = csv.DictReader(io.StringIO(as_csv(found)))

    assert as_rows(found)[0]["examples"] == ["=cmd()", "dark mode?"]
    assert (row["gap"], row["count"], row["examples"]) == ("7", "3", "'=cmd() | dark mode?")


def test_a_question_far_from_every_group_opens_one() -> None:
    east = Member(np.array([1, 0], dtype=np.float32), frozenset({"east"}))
    north = Member(np.array([0, 1], dtype=np.float32), frozenset({"north"}))

    assert place({}, east) is None
    assert place({1: [east]}, north) is None
    assert place({1: [east], 2: [north]}, north) == 2


def test_a_question_that_was_asked_about_only_days_later_still_belongs_to_its_wait() -> None:
    thread = Thread("slack:T1/C7", "1")
    begun = opened(thread, "slack:T1/U2", MONDAY_NINE, line="1")
    line = Line(
        conversation=0,
        channel=thread.channel,
        id="1",
        author=begun.customer,
        name="Maya",
        role=Role.CUSTOMER,
        at=MONDAY_NINE - timedelta(days=3),
        text="Is there a dark mode?",
    )

    assert burst_of(begun, [line, replace(line, id="0", text="an older chat")], 1) == [line]
