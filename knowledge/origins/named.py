"""Origins as an operator writes them: `./help, git+https://…#main:docs, https://help.example/sitemap.xml`."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import unquote, urlsplit

_GIT = re.compile(r"git\+|[\w.-]+@[\w.-]+:(?!//)|ssh://|.*\.git(?:#|$)")
PROTOCOLS = ("https", "ssh", "file")
_BRANCH = re.compile(r"[\w][\w./-]*")
_OPTIONS = ("url", "audience", "private")


class Kind(StrEnum):
    FOLDER = "folder"
    GIT = "git"
    SITE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One place that articles are read from.

    `name` is how it is shown and remembered: as it was written, without a password. `address` is where a
    folder or a checkout is published. `internal` makes all its articles so. `private` allows a site whose
    name leads to an address inside the network.
    """

    kind: Kind
    name: str
    place: str = field(repr=False)  # a password may stand in it
    branch: str | None = None
    folder: str = ""
    address: str | None = None
    internal: bool = False
    private: bool = False


def origins_of(text: str) -> tuple[Origin, ...]:
    """The origins in a text: commas or lines between them, `option=value` after the place.

    Raises:
        ValueError: with what to change.
    """
    entries = (entry.strip() for entry in re.split(r"[,\n]", text))
    found = tuple(origin_of(entry) for entry in entries if entry)
    names = [origin.name for origin in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ValueError(f"names {twice} twice")
    return found


def origin_of(entry: str) -> Origin:
    """One origin with its options.

    Raises:
        ValueError: with what to change.
    """
    try:
        place, *rest = shlex.split(entry)
    except ValueError:
        raise ValueError("has a quote that is not closed") from None
    options = dict(word.partition("=")[::2] for word in rest)
    unknown = next((name for name in options if name not in _OPTIONS), None)
    if unknown is not None:
        raise ValueError(
            f'has "{unknown}" after the place, where url=, audience=, private= may stand; quote spaces'
        )
    if options.get("audience", "internal") != "internal":
        raise ValueError("has audience= with something else than internal; each article may name its own")
    if options.get("url") and not options["url"].startswith(("https://", "http://")):
        raise ValueError("has a url= that does not begin with https://")
    kind = _kind(place)
    git = _git(place) if kind is Kind.GIT else (place, None, "")
    return Origin(
        kind=kind,
        name=without_password(place),
        place=unquote(git[0].removeprefix("file://")) if kind is Kind.FOLDER else git[0],
        branch=git[1],
        folder=git[2],
        address=options.get("url"),
        internal="audience" in options,
        private=options.get("private", "no").lower() in ("yes", "true", "1"),
    )


def without_password(text: str) -> str:
    """The text with nothing between `//` and `@`: tokens travel there."""
    return re.sub(r"//[^/@\s]+@", "//", text)


def _kind(place: str) -> Kind:
    if _GIT.match(place):
        return Kind.GIT
    if place.startswith(("https://", "http://")):
        if not urlsplit(place).hostname:
            raise ValueError(f"has an address without a host: {without_password(place)}")
        return Kind.SITE
    if re.match(r"\w{2,}://", place) and not place.startswith("file://"):
        raise ValueError(
            f"has {place.partition(':')[0]}://, which is not read; https, ssh, git and folders are"
        )
    return Kind.FOLDER


def _git(place: str) -> tuple[str, str | None, str]:
    """Repository, branch and folder of `git+https://host/repository#branch:folder`."""
    repository, _, rest = place.removeprefix("git+").partition("#")
    branch, _, folder = rest.partition(":")
    if branch and (not _BRANCH.fullmatch(branch) or ".." in branch):
        raise ValueError(f'has the branch "{branch}", which no git takes')
    if ".." in folder.split("/") or folder.startswith("/"):
        raise ValueError("has a folder that leads out of its repository")
    protocol = re.match(r"(\w+)(?:://|::)", repository)
    if protocol and protocol[1] not in PROTOCOLS:
        raise ValueError(f"has git over {protocol[1]}, which is not safe; use {', '.join(PROTOCOLS)}")
    return repository, branch or None, folder.strip("/")
