"""What a backup holds can be brought back, into either database, and never over a desk by accident."""

from __future__ import annotations

import json
import stat
import tarfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.store import FILE, open_store, own_folder
from adapters.store.backup import BackupFailed, backup, restore
from bot.conversation import Event, Kind
from bot.errors import DeskTaken, SettingsWrong, StoreLost
from bot.policy import Policy
from bot.ports import Store
from bot.record import DraftState, PostKind, Queue
from knowledge.lock import owned
from knowledge.ports import Article
from tests.store.conftest import ON_DISK
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


@pytest.fixture(params=ON_DISK)
def url(request: pytest.FixtureRequest) -> str | None:
    """The URL of a database with nothing in it."""
    return None if request.param == "sqlite" else request.getfixturevalue("postgres_url")


@pytest.fixture
async def saved(tmp_path: Path) -> Path:
    """A backup of a lived-in desk on SQLite."""
    async with open_store(None, tmp_path / "first") as store:
        await _lived_in(store)
    index = tmp_path / "first" / "index"
    (index / "chroma").mkdir(parents=True)
    (index / "chroma" / "vectors.bin").write_bytes(b"\0\1\2")
    told = await backup(None, tmp_path / "first", tmp_path / "saved.tar.gz")
    assert "rows to" in told
    return tmp_path / "saved.tar.gz"


async def test_a_backup_brings_everything_back_into_either_database(
    saved: Path, url: str | None, tmp_path: Path
) -> None:
    told = await restore(saved, url, tmp_path / "second")

    assert told.startswith("Restored ")
    async with open_store(None, tmp_path / "first") as first, open_store(url, tmp_path / "second") as second:
        assert await _told(second) == await _told(first)
    assert (tmp_path / "second" / "index" / "chroma" / "vectors.bin").read_bytes() == b"\0\1\2"


async def test_a_restored_desk_works_on(saved: Path, url: str | None, tmp_path: Path) -> None:
    await restore(saved, url, tmp_path / "second")

    async with open_store(url, tmp_path / "second") as store:
        assert not await store.put("e1", "slack", {}, NINE)  # it knows what it has seen
        assert await store.put("e2", "slack", {}, NINE)
        assert len(await claimed(store, Queue.INBOX)) == 2
        conversation = await opened_in(store, fresh("99"))
        async with store.begin() as work:
            await work.save(conversation, due=after(5))
            await work.want_draft(a_draft(conversation.id), NINE)


async def test_a_desk_moves_from_postgresql_to_a_file_and_back(postgres_url: str, tmp_path: Path) -> None:
    async with open_store(postgres_url, tmp_path) as store:
        await _lived_in(store)
        before = await _told(store)
    await backup(postgres_url, tmp_path, tmp_path / "one.tar.gz")

    await restore(tmp_path / "one.tar.gz", None, tmp_path / "file")
    await backup(None, tmp_path / "file", tmp_path / "two.tar.gz")
    await restore(tmp_path / "two.tar.gz", postgres_url, tmp_path, force=True)

    async with open_store(postgres_url, tmp_path) as store:
        assert await _told(store) == before


async def test_a_backup_is_made_beside_a_running_bot_without_its_index(saved: Path, tmp_path: Path) -> None:
    folder = tmp_path / "first"
    with own_folder(folder), owned(folder / "index"):
        async with open_store(None, folder) as store:
            await store.put("e9", "slack", {}, NINE)

            told = await backup(None, folder, tmp_path / "again.tar.gz")

    assert told.endswith("The search index is not in it: it is made again from the articles.")
    (tmp_path / "first" / "index" / "stale").write_text("of other articles")
    await restore(tmp_path / "again.tar.gz", None, folder, force=True)
    assert not (folder / "index").exists()


def test_a_backup_is_for_its_owners_eyes_only(saved: Path) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    with tarfile.open(saved) as archive:
        names = archive.getnames()
    assert not [name for name in names if name.endswith(".lock")]


async def test_a_desk_with_rows_is_not_replaced_unless_forced(
    saved: Path, url: str | None, tmp_path: Path
) -> None:
    async with open_store(url, tmp_path / "second") as store:
        await store.put("mine", "slack", {}, NINE)

    with pytest.raises(BackupFailed, match="--force"):
        await restore(saved, url, tmp_path / "second")
    async with open_store(url, tmp_path / "second") as store:
        assert not await store.put("mine", "slack", {}, NINE)

    await restore(saved, url, tmp_path / "second", force=True)
    async with open_store(url, tmp_path / "second") as store:
        assert await store.put("mine", "slack", {}, NINE)


async def test_a_running_bot_is_not_replaced(saved: Path, url: str | None, tmp_path: Path) -> None:
    with own_folder(tmp_path / "second"):
        async with open_store(url, tmp_path / "second"):
            with pytest.raises(DeskTaken):
                await restore(saved, url, tmp_path / "second", force=True)


@pytest.mark.postgres
async def test_replicas_on_other_machines_are_not_replaced(
    saved: Path, postgres_url: str, tmp_path: Path
) -> None:
    async with open_store(postgres_url, tmp_path / "there"):
        with pytest.raises(DeskTaken, match="all replicas"):
            await restore(saved, postgres_url, tmp_path / "here", force=True)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"not an archive", id="something else"),
        pytest.param(b"", id="an empty file"),
    ],
)
async def test_what_is_no_backup_changes_nothing(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.tar.gz"
    file.write_bytes(content)

    with pytest.raises(BackupFailed):
        await restore(file, None, tmp_path / "desk", force=True)
    with pytest.raises(BackupFailed, match="No such file"):
        await restore(tmp_path / "missing.tar.gz", None, tmp_path / "desk")
    assert not (tmp_path / "desk" / FILE).exists()


async def test_a_damaged_backup_leaves_the_desk_as_it_was(
    saved: Path, url: str | None, tmp_path: Path
) -> None:
    async with open_store(url, tmp_path / "second") as store:
        await store.put("mine", "slack", {}, NINE)
    _cut_short(saved)

    with pytest.raises(BackupFailed):
        await restore(saved, url, tmp_path / "second", force=True)

    async with open_store(url, tmp_path / "second") as store:
        assert not await store.put("mine", "slack", {}, NINE)


async def test_a_backup_of_a_newer_version_is_refused(saved: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.tar.gz"
    _repacked(saved, newer, {"revision": "9999"})

    with pytest.raises(SettingsWrong, match="newer version"):
        await restore(newer, None, tmp_path / "second")
    assert not (tmp_path / "second" / FILE).exists()


async def test_a_backup_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    async with open_store(None, tmp_path):
        pass

    with pytest.raises((BackupFailed, StoreLost), match="No such file"):
        await backup(None, tmp_path, tmp_path / "nowhere" / "saved.tar.gz")


def _cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-600])


async def _lived_in(store: Store) -> None:
    await store.put("e1", "slack", {"text": "Grüße \0", "n": [1, None, True]}, NINE)
    conversation = await opened_in(store, fresh(), due=after(900))
    reply = Event(kind=Kind.REPLIED, at=after(40), by=ANA, message="9", reason="über\n")
    async with store.begin() as work:
        await work.watch(
            CHANNEL, "help", Policy(staff_channel=STAFF, promise=timedelta(hours=2)), by=ANA, at=NINE
        )
        await work.save_person(ana(account="Acme"))
        await work.add_line(a_line(conversation.id, text='Export "fails" \\ 413 🎉'))
        draft = await work.want_draft(a_draft(conversation.id), NINE)
        await work.save_draft(
            replace(draft, state=DraftState.SENT, text="Hi", scorecard={"a": 1.5}, why=("x",), made_at=NINE)
        )
        await work.queue_reply(a_reply(conversation.id, draft=draft.id))
        await work.want_post(PostKind.CARD, "1", STAFF, due=NINE)
        await work.plan(a_notice(conversation.id, to=(ANA,)))
        await work.fire(conversation.id, "warning", "wait 1")
        await work.save(conversation.after(reply), reply, due=after(60))
    await store.shelf.replace(
        [Article(id="a", title="A", body="B", tags=("t",), updated_at=NINE, digest="d")], []
    )


async def _told(store: Store) -> list[Any]:
    async with store.read() as reading:
        told: list[Any] = [
            await reading.conversations(),
            await reading.events(1),
            await reading.lines(1),
            await reading.drafts(1),
            await reading.replies(1),
            await reading.posts(),
            await reading.notices(),
            await reading.fired(1),
            await reading.people([ANA, NADIA]),
            await reading.all_watched(),
            await reading.audit(),
        ]
    async with store.read() as reading:
        inboxed = await reading.inboxed(1)
    return [
        *told,
        inboxed,
        list(await store.shelf.articles()),
        await store.shelf.generation(),
        [await store.next_due(queue) for queue in Queue],
    ]


def _repacked(old: Path, new: Path, changes: dict[str, Any]) -> None:
    folder = new.with_suffix(".d")
    with tarfile.open(old) as archive:
        for member in archive.getmembers():
            packed = archive.extractfile(member) if member.isfile() else None
            if packed:
                place = folder / member.name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(packed.read())
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | changes))
    with tarfile.open(new, "w:gz") as archive:
        for each in folder.iterdir():
            archive.add(each, each.name)
