"""Documentation in git, with the real git: cloned once, pulled afterwards, and what cannot be had is said."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from knowledge import Loaded
from knowledge.origins import Kind, origins_of, read_origin

from .sites import origin

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed here")


def _git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two branches and its articles in a folder."""
    home = tmp_path / "upstream"
    (home / "docs").mkdir(parents=True)
    (home / "docs" / "a.md").write_text("# A\n\nOne.")
    (home / "README.md").write_text("# The project\n\nNot help.")
    _git(home, "init", "--quiet", "--initial-branch=main")
    _git(home, "add", ".")
    _git(home, "commit", "--quiet", "-m", "first")
    _git(home, "branch", "next")
    return home


async def _read(repository: Path, cache: Path, rest: str = "#main:docs") -> Loaded:
    return await read_origin(origin(f"git+file://{repository}{rest}"), cache)


async def test_a_folder_of_a_branch_is_cloned_and_then_pulled(repository: Path, tmp_path: Path) -> None:
    first = await _read(repository, tmp_path / "cache")
    _git(repository, "mv", "docs/a.md", "docs/b.md")
    _git(repository, "commit", "--quiet", "--amend", "-m", "history rewritten")
    second = await _read(repository, tmp_path / "cache")

    assert [(each.id, each.body) for each in first.articles] == [("a", "One.")]
    assert [(each.id, each.body) for each in second.articles] == [("b", "One.")]


async def test_without_a_branch_the_repository_says_which(repository: Path, tmp_path: Path) -> None:
    _git(repository, "checkout", "--quiet", "next")
    (repository / "docs" / "next.md").write_text("# Next\n\nTwo.")
    _git(repository, "add", ".")
    _git(repository, "commit", "--quiet", "-m", "next")

    loaded = await _read(repository, tmp_path / "cache", "#:docs")

    assert {each.id for each in loaded.articles} == {"a", "next"}


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        pytest.param("#gone:docs", "Remote branch gone not found", id="a branch that is not there"),
        pytest.param("#main:nowhere", "it has no folder nowhere", id="a folder that is not there"),
        pytest.param("-moved", "does not appear to be a git repository", id="a repository that is not there"),
    ],
)
async def test_what_is_not_there_is_said(rest: str, reason: str, repository: Path, tmp_path: Path) -> None:
    loaded = await _read(repository, tmp_path / "cache", rest)

    assert reason in (loaded.failed or "")


async def test_a_damaged_clone_and_a_lock_left_behind_are_no_end(repository: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    await _read(repository, cache)
    (clone,) = (cache / "checkouts").glob("*[0-9a-f]")
    (clone / ".git" / "index.lock").touch()
    locked = await _read(repository, cache)
    (clone / ".git" / "HEAD").write_text("junk")
    damaged = await _read(repository, cache)

    assert (locked.failed, damaged.failed) == (None, None)
    assert [each.id for each in damaged.articles] == ["a"]


def _move(repository: Path) -> None:
    repository.rename(repository.with_name("elsewhere"))


async def test_a_repository_that_is_away_keeps_what_is_known(repository: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    await _read(repository, cache)
    _move(repository)

    loaded = await _read(repository, cache)

    assert "cannot be read: git says" in (loaded.failed or "")
    assert "What is known from it stays." in (loaded.failed or "")


async def test_hooks_of_a_repository_do_not_run(repository: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    await _read(repository, cache)
    (clone,) = (cache / "checkouts").glob("*[0-9a-f]")
    hook = clone / ".git" / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    hook.chmod(0o755)

    await _read(repository, cache)

    assert not (tmp_path / "ran").exists()


async def test_without_git_the_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    loaded = await _read(tmp_path, tmp_path / "cache")

    assert "git is not installed on this machine" in (loaded.failed or "")


def test_origins_are_told_apart_by_their_shape_and_lose_their_passwords() -> None:
    found = origins_of(
        "./help url=https://docs.example audience=internal, 'docs with spaces'\n"
        "git+https://x:token@git.example/docs#main:guide/help, git@git.example:docs.git, "
        "https://ana:secret@help.example/sitemap.xml private=yes"
    )

    assert [(each.kind, each.name) for each in found] == [
        (Kind.FOLDER, "./help"),
        (Kind.FOLDER, "docs with spaces"),
        (Kind.GIT, "git+https://git.example/docs#main:guide/help"),
        (Kind.GIT, "git@git.example:docs.git"),
        (Kind.SITE, "https://help.example/sitemap.xml"),
    ]
    assert (found[0].address, found[0].internal) == ("https://docs.example", True)
    assert (found[2].place, found[2].branch, found[2].folder) == (
        "https://x:token@git.example/docs",
        "main",
        "guide/help",
    )
    assert "token" not in repr(found)
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("./a, ./a", "names ./a twice", id="twice"),
        pytest.param("ftp://x/y", "ftp://, which is not read", id="another protocol"),
        pytest.param("git+ext::sh -c x", 'has "-c" after the place', id="a command as a repository"),
        pytest.param("git+ext::sh", "has git over ext, which is not safe", id="a helper as a repository"),
        pytest.param("git+http://x/y", "has git over http, which is not safe", id="git without encryption"),
        pytest.param("git+https://x/y#--upload-pack=z", "which no git takes", id="an option as a branch"),
        pytest.param("git+https://x/y#main:../..", "leads out of its repository", id="a way out"),
        pytest.param("./a b", 'has "b" after the place', id="a path with spaces"),
        pytest.param("'./a", "a quote that is not closed", id="an open quote"),
        pytest.param("./a audience=public", "something else than internal", id="an audience"),
        pytest.param("./a url=docs", "does not begin with https://", id="half an address"),
        pytest.param("https:///x", "an address without a host", id="no host"),
    ],
)
def test_origins_that_make_no_sense_are_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        origins_of(text)
