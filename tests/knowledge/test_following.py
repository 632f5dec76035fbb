"""A running process takes up each change of its origins; any edits end like a fresh reading."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from knowledge import Article, Audience, ShelfInMemory, SyncReport
from knowledge.following import Following, mark_of
from knowledge.origins import origins_of
from knowledge.sync_command import again_and_again

from .sites import QUICK, open_site, page, sitemap

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
_TICKS = count(1)


def _write(file: Path, said: str | bytes) -> None:
    """Write a file as an editor does, at a moment of its own."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(said if isinstance(said, bytes) else said.encode())
    at = 1_700_000_000_000_000_000 + next(_TICKS) * 1_000_000
    os.utime(file, ns=(at, at))


def _following(shelf: ShelfInMemory, cache: Path, *origins: str) -> Following:
    return Following(origins_of(", ".join(origins)), shelf, cache, HOUR, QUICK)


async def _known(shelf: ShelfInMemory) -> dict[str, Article]:
    return {article.id: article for article in await shelf.articles()}


async def test_a_change_is_taken_up_when_the_folder_stands_still(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    _write(docs / "a.md", "# A\n\nOne.")
    shelf = ShelfInMemory()
    following = _following(shelf, tmp_path / "cache", str(docs))
    await following.look(NOON)

    _write(docs / "a.md", "# A\n\nHalf a sen")
    changing = await following.look(NOON)
    _write(docs / "a.md", "# A\n\nA whole sentence.")
    still_changing = await following.look(NOON)
    settled = await following.look(NOON)
    nothing = await following.look(NOON)

    assert (changing, still_changing, nothing) == (None, None, None)
    assert settled is not None
    assert settled.changed == ("a",)
    assert (await _known(shelf))["a"].body == "A whole sentence."


async def test_an_article_that_becomes_internal_is_so_at_the_next_look(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    _write(docs / "a.md", "# A\n\nOne.")
    shelf = ShelfInMemory()
    following = _following(shelf, tmp_path / "cache", str(docs))
    await following.look(NOON)

    _write(docs / "a.md", "---\naudience: internal\n---\n# A\n\nOne.")
    for _ in range(2):
        await following.look(NOON)

    assert (await _known(shelf))["a"].audience is Audience.INTERNAL


async def test_a_file_that_breaks_keeps_its_article_and_is_told_until_it_is_mended(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    _write(docs / "a.md", "# A\n\nOne.")
    _write(docs / "b.md", "# B\n\nTwo.")
    shelf = ShelfInMemory()
    following = _following(shelf, tmp_path / "cache", str(docs))
    await following.look(NOON)

    _write(docs / "a.md", b"# A\n\ncaf\xe9")
    for _ in range(2):
        await following.look(NOON)
    told = dict(following.troubles)
    known = await _known(shelf)
    _write(docs / "a.md", "# A\n\nThree.")
    for _ in range(2):
        await following.look(NOON)

    assert told == {
        str(docs): f"In {docs} cannot be read: a.md: not UTF-8 text (at byte 8). "
        "What it said before is still used."
    }
    assert known["a"].body == "One."
    assert following.troubles == {}
    assert (await _known(shelf))["a"].body == "Three."


async def test_a_folder_that_vanishes_keeps_its_articles_until_it_is_back(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    _write(docs / "a.md", "# A\n\nOne.")
    shelf = ShelfInMemory()
    following = _following(shelf, tmp_path / "cache", str(docs))
    await following.look(NOON)

    _rename(docs, tmp_path / "away")
    for _ in range(2):
        await following.look(NOON)
    told, known = dict(following.troubles), await _known(shelf)
    _rename(tmp_path / "away", docs)
    for _ in range(2):
        await following.look(NOON)

    assert told == {str(docs): f"There is no folder or file {docs}."}
    assert list(known) == ["a"]
    assert following.troubles == {}


def _rename(folder: Path, to: Path) -> None:
    folder.rename(to)


async def test_a_site_is_read_again_after_its_interval_only(tmp_path: Path) -> None:
    async with open_site({"/sitemap.xml": sitemap("/a"), "/a": page("A", "one")}) as site:
        shelf = ShelfInMemory()
        following = _following(shelf, tmp_path, f"{site.url}/sitemap.xml")
        await following.look(NOON)
        site.pages["/a"] = page("A", "two")

        early = await following.look(NOON + HOUR / 2)
        due = await following.look(NOON + HOUR)

    assert early is None
    assert due is not None
    assert due.changed == ("a",)


async def test_one_origin_that_is_down_does_not_keep_the_others_back(tmp_path: Path) -> None:
    _write(tmp_path / "docs" / "a.md", "# A\n\nOne.")
    async with open_site({"/sitemap.xml": sitemap("/b"), "/b": page("B")}) as site:
        here = f"{site.url}/sitemap.xml"
        shelf = ShelfInMemory()
        following = _following(shelf, tmp_path / "cache", str(tmp_path / "docs"), here)
        await following.look(NOON)
    _write(tmp_path / "docs" / "a.md", "# A\n\nTwo.")

    await following.look(NOON + HOUR)
    await following.look(NOON + HOUR)

    known = await _known(shelf)
    assert (known["a"].body, sorted(known)) == ("Two.", ["a", "b"])
    assert list(following.troubles) == [here]


async def test_articles_of_an_origin_that_left_the_list_go_at_the_next_start(tmp_path: Path) -> None:
    for name in ("old", "new"):
        _write(tmp_path / name / f"{name}.md", f"# {name}\n\ntext")
    shelf = ShelfInMemory()
    await _following(shelf, tmp_path / "c", str(tmp_path / "old"), str(tmp_path / "new")).look(NOON)

    await _following(shelf, tmp_path / "c", str(tmp_path / "new")).look(NOON)

    assert list(await _known(shelf)) == ["new"]


async def test_watching_reports_each_change_and_sleeps_in_between(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    _write(docs / "a.md", "# A\n\nOne.")
    following = _following(ShelfInMemory(), tmp_path / "cache", str(docs))
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            _write(docs / "b.md", "# B\n\nTwo.")

    reports = again_and_again(following, lambda: NOON, lambda *_: None, sleep)
    first, second = await _two(reports)

    assert (first.added, second.added) == (("a",), ("b",))
    assert slept == [2.0] * 3


async def _two(reports: AsyncIterator[SyncReport]) -> tuple[SyncReport, SyncReport]:
    return await anext(reports), await anext(reports)


async def test_a_mark_changes_with_rights_names_and_contents_alone(tmp_path: Path) -> None:
    _write(tmp_path / "a.md", "one")
    marks = [mark_of(tmp_path), mark_of(tmp_path)]
    _rename(tmp_path / "a.md", tmp_path / "b.md")
    marks.append(mark_of(tmp_path))
    _write(tmp_path / "b.md", "two")
    marks.append(mark_of(tmp_path))
    _write(tmp_path / ".git" / "index", "noise")
    marks.append(mark_of(tmp_path))

    assert marks[0] == marks[1]
    assert len(set(marks)) == 3
    assert marks[3] == marks[4]


FILES = some.sampled_from(["one/x.md", "one/y.md", "one/sub/x.md", "two/x.md", "two/z.md"])
TEXTS = some.sampled_from(
    [
        "# Reset\n\nPress it.",
        "# Reset\n\nPress it twice.",
        "---\naudience: internal\n---\n# Reset\n\nPress it.",
        "---\nid: same\n---\n# Invoice\n\nUnder Billing.",
        "---\ndraft: true\n---\n# Soon",
    ]
)
EDITS = some.lists(
    some.one_of(
        some.tuples(some.just("write"), FILES, TEXTS),
        some.tuples(some.just("remove"), FILES, some.just("")),
        some.tuples(some.just("rename"), FILES, FILES),
        some.tuples(some.just("break"), FILES, some.just("")),
        some.tuples(some.just("look"), FILES, some.just("")),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_any_edits_of_folders_end_like_a_fresh_reading(edits: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        followed, fresh = asyncio.run(_both(Path(folder), edits))

    assert followed == fresh


async def _both(
    home: Path, edits: list[tuple[str, str, str]]
) -> tuple[dict[str, Article], dict[str, Article]]:
    for name in ("one", "two"):
        _write(home / name / "always.md", f"# Always {name}\n\ntext")
    origins = [str(home / "one"), str(home / "two")]
    shelf = ShelfInMemory()
    following = _following(shelf, home / "cache", *origins)
    await following.look(NOON)
    broken: set[Path] = set()
    for edit in edits:
        await _apply(home, edit, following, broken)
    for file in broken:
        file.unlink(missing_ok=True)
    for _ in range(2):
        await following.look(NOON)
    again = ShelfInMemory()
    await _following(again, home / "cache", *origins).look(NOON)
    return await _known(shelf), await _known(again)


async def _apply(home: Path, edit: tuple[str, str, str], following: Following, broken: set[Path]) -> None:
    doing, name, other = edit
    file = home / name
    if doing == "write":
        _write(file, other)
        broken.discard(file)
    elif doing == "break":
        _write(file, b"\xff\xfe\xfa")
        broken.add(file)
    elif doing == "rename" and file.exists():
        (home / other).parent.mkdir(exist_ok=True)
        file.rename(home / other)
        if file in broken:
            broken.add(home / other)
        else:
            broken.discard(home / other)
    elif doing == "remove":
        file.unlink(missing_ok=True)
    await following.look(NOON)
