"""A tree of documentation: which generator publishes it, where, and at which address each page ends up."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from knowledge.loading.decoding import decoded

PAGES = (".md", ".mdx", ".markdown", ".html", ".htm")
_INDEX = ("index", "readme", "_index")
_NUMBER = re.compile(r"^\d+\s*[-_.]+\s*(?=[^-_.\s\d])")
_DATED = re.compile(r"^(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)-(?P<rest>.+)$")
_LARGEST_INCLUDE = 500_000


@dataclass(frozen=True, slots=True)
class Flavour:
    """A generator's habits: where its pages lie, and how a page's path becomes its address."""

    name: str = ""
    content: str = ""  # the folder that is published, below the root
    ends: str = ""  # what the last part of an address ends in
    numbered: bool = False  # numbers in front of names only order them
    liquid: bool = False  # {{ … }} in the text is filled in when a page is built
    also: tuple[str, ...] = ()  # folders that look private and are published


PLAIN = Flavour()


@dataclass(frozen=True, slots=True)
class Tree:
    """Where a page lies. Without an `address` its links to other pages become their words."""

    root: Path | None = None
    flavour: Flavour = PLAIN
    address: str | None = None
    places: frozenset[str] = frozenset()
    slugs: Mapping[str, str] = field(default_factory=dict)  # of pages whose front matter names their address
    words: Mapping[str, str] = field(default_factory=dict)  # what {{ … }} stands for
    included: set[str] = field(default_factory=set)  # what pages have taken in so far
    untitled: set[str] = field(default_factory=set)  # pages that were named after their file

    def url(self, place: str) -> str | None:
        """The address of the page at `place`, when it is known where the tree is published."""
        slug = self.slugs.get(place, "")
        if slug.startswith(("https://", "http://")):
            return slug
        if self.address is None:
            return None
        base = self.address.rstrip("/") + "/"
        if slug.startswith("/"):
            return base + slug.lstrip("/")
        path = self._published(place)
        return base + (posixpath.join(posixpath.dirname(path.rstrip("/")), slug) if slug else path)

    def _published(self, place: str) -> str:
        content = self.flavour.content
        path = place[len(content) + 1 :] if content and place.startswith(f"{content}/") else place
        folder, _, file = path.rpartition("/")
        name, _, kind = file.rpartition(".")
        parts = [
            part.lstrip("_") if part in self.flavour.also else part for part in folder.split("/") if part
        ]
        if self.flavour.numbered:
            parts, name = [_NUMBER.sub("", part) for part in parts], _NUMBER.sub("", name)
        if kind in ("html", "htm"):
            return "/".join([*parts, file])
        if name.lower() in _INDEX:
            return "/".join([*parts, ""]) if parts else ""
        return "/".join([*parts, name]) + self.flavour.ends

    def target(self, link: str, place: str) -> str | None:
        """The place of the page that `link` on the page at `place` leads to, if it is in the tree."""
        path = link.partition("#")[0].partition("?")[0]
        for prefix, at in (("@site/", ""), ("~/", ""), ("/", "")):
            if path.startswith(prefix):
                path, place = path[len(prefix) :], at
                break
        near = posixpath.normpath(posixpath.join(posixpath.dirname(place), path)) if path else place
        content = self.flavour.content
        for start in (near, f"{content}/{near}" if content else near):
            found = self._place(start.removeprefix("./"))
            if found:
                return found
        return None

    def _place(self, path: str) -> str | None:
        stem = re.sub(r"\.(?:html?|mdx?|markdown)$", "", path).rstrip("/")
        tries = [path, *(stem + kind for kind in PAGES)]
        tries += [
            f"{stem}/{name}{kind}" for name in ("index", "README", "_index") for kind in (".md", ".mdx")
        ]
        if stem in ("", "."):
            tries += ["index.md", "README.md", "index.mdx"]
        return next((each for each in tries if each in self.places), None)

    def linked(self, link: str, place: str, page_url: str | None) -> str | None:
        """The whole address that `link` on the page at `place` stands for; `None` if nobody can know it."""
        if re.match(r"(?:https?|mailto|tel):", link):
            return link
        if link.startswith("//"):
            return "https:" + link
        if link.startswith("#"):
            return page_url and page_url.partition("#")[0] + link
        found = self.target(link, place)
        anchor = link.partition("#")[1] + link.partition("#")[2]
        if found:
            url = self.url(found)
            return url and url + anchor
        if page_url is None or re.match(r"[a-z]+:", link) or link.partition("#")[0].endswith((".md", ".mdx")):
            return None
        return urljoin(page_url, link)

    def read(self, path: str, place: str) -> tuple[str, str] | None:
        """The text that a page at `place` includes from `path`, with its own place; nothing from outside."""
        if self.root is None:
            return None
        beside = posixpath.dirname(place)
        folders = (beside, "", self.flavour.content, "_includes", "snippets", "docs", "layouts/partials")
        home = self.root.resolve()
        for folder in dict.fromkeys(folders):
            try:
                file = (self.root / folder / path.removeprefix("@site/").lstrip("/")).resolve()
                if not file.is_relative_to(home) or not file.is_file():
                    continue
                if file.stat().st_size <= _LARGEST_INCLUDE:
                    its_place = file.relative_to(home).as_posix()
                    self.included.add(its_place)
                    return decoded(file.read_bytes()), its_place
            except (OSError, RuntimeError, UnicodeDecodeError):
                continue
        return None


def said_by(name: str) -> str:
    """`guides/01-reset-your_password.md` as a title: Reset your password; an index has its folder's name."""
    path, _, _ = name.rpartition(".") if "." in name.rpartition("/")[2] else (name, "", "")
    folder, _, stem = path.rpartition("/")
    if stem.lower() in _INDEX and folder:
        stem = folder.rpartition("/")[2]
    dated = _DATED.match(stem)
    stem = dated["rest"] if dated else re.sub(r"^\d{2,}[-_. ]+(?=\D)|^\d+\. +", "", stem)
    said = re.sub(r"[-_]+", " ", stem).strip()
    return said[:1].upper() + said[1:]


def slug_of(fields: Mapping[str, Any]) -> str:
    """What front matter says about the page's address: whole, from the root, or its last part."""
    said = [str(fields.get(name) or "").strip() for name in ("url", "canonical_url", "permalink", "slug")]
    usable = [slug for slug in said if slug and ":" not in slug.removeprefix("https:").removeprefix("http:")]
    return next((slug for slug in usable), "")
