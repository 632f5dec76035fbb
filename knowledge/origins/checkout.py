"""A repository of documentation, cloned once and pulled afterwards, with the git of this machine."""

from __future__ import annotations

import asyncio
import os
import shutil
from hashlib import sha256
from pathlib import Path

from knowledge.errors import IndexInUse, KnowledgeError
from knowledge.lock import owned
from knowledge.origins.named import PROTOCOLS, Origin, without_password

_PATIENCE = 600.0  # seconds for one command
_CONFIGURED = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "submodule.recurse=false",
    "protocol.allow=never",
    *(f"protocol.{name}.allow=always" for name in PROTOCOLS),
)
_SAFE = tuple(word for setting in _CONFIGURED for word in ("-c", setting))


async def checked_out(origin: Origin, cache: Path) -> Path:
    """The folder of `origin` as its branch is now; one version deep, without submodules.

    Raises:
        KnowledgeError: there is no git, the repository does not answer, or it has no such branch or folder.
    """
    if shutil.which("git") is None:
        raise KnowledgeError(f"{origin.name} cannot be read: git is not installed on this machine.")
    home = cache / "checkouts" / sha256(f"{origin.place}#{origin.branch}".encode()).hexdigest()[:16]
    try:
        with owned(home.with_suffix(".lock")):
            await _brought_up_to_date(origin, home)
    except IndexInUse:
        raise KnowledgeError(f"{origin.name} is being read by another process.") from None
    folder = home / origin.folder
    if not folder.is_dir():
        raise KnowledgeError(f"{origin.name} cannot be read: it has no folder {origin.folder}.")
    return folder


async def _brought_up_to_date(origin: Origin, home: Path) -> None:
    if (home / ".git").is_dir():
        for stale in (home / ".git").glob(
            "*.lock"
        ):  # of a process that ended in the middle; the lock is ours
            stale.unlink(missing_ok=True)
        branch = origin.branch or "HEAD"
        fetch = ("fetch", "--quiet", "--depth=1", "--no-tags", "--force", "origin", branch)
        code, said = await _git(*fetch, folder=home)
        if code == 0:
            code, said = await _git("reset", "--quiet", "--hard", "FETCH_HEAD", folder=home)
        if code == 0:
            await _git("clean", "--quiet", "-ffdx", folder=home)
            return
        if not _damaged(said):
            raise KnowledgeError(_sentence(origin, said))
    await _clone(origin, home)


async def _clone(origin: Origin, home: Path) -> None:
    """Clone beside `home` and put it in place when it is whole."""
    new = home.with_suffix(".new")
    await asyncio.to_thread(shutil.rmtree, new, ignore_errors=True)
    branch = ("--branch", origin.branch) if origin.branch else ()
    clone = (
        "clone",
        "--quiet",
        "--depth=1",
        "--single-branch",
        "--no-tags",
        *branch,
        "--",
        origin.place,
        str(new),
    )
    code, said = await _git(*clone)
    if code != 0:
        await asyncio.to_thread(shutil.rmtree, new, ignore_errors=True)
        raise KnowledgeError(_sentence(origin, said))
    await asyncio.to_thread(shutil.rmtree, home, ignore_errors=True)
    new.rename(home)


async def _git(*arguments: str, folder: Path | None = None) -> tuple[int, str]:
    """Run git without questions, hooks or other protocols; the code and what it said last."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_SSH_COMMAND": "ssh -oBatchMode=yes",
        "LC_ALL": "C",
    }
    process = await asyncio.create_subprocess_exec(
        "git",
        *_SAFE,
        *arguments,
        cwd=folder,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(_PATIENCE):
            _, said = await process.communicate()
    except TimeoutError:
        return 1, "fatal: it did not answer in time"
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode or 0, said.decode("utf-8", errors="replace")


def _damaged(said: str) -> bool:
    return any(sign in said for sign in ("not a git repository", "corrupt", "bad object", "unable to read"))


def _sentence(origin: Origin, said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["it failed"]
    fatal = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1])
    reason = without_password(fatal.partition(":")[2].strip() or fatal)
    return f"{origin.name} cannot be read: git says “{reason.rstrip('.')}”. What is known from it stays."
