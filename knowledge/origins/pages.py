"""Pages as they were last fetched, so that an unchanged one costs a question and no download."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class KeptPage:
    content: bytes
    kind: str
    charset: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    etag: str | None
    modified: str | None
    kind: str
    charset: str | None
    digest: str


@dataclass(slots=True)
class Kept:
    """The pages of one site in a folder: a cache, so damage only costs downloads."""

    folder: Path
    _entries: dict[str, _Entry] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    @classmethod
    def at(cls, folder: Path) -> Kept:
        try:
            said = json.loads((folder / "pages.json").read_text("utf-8"))
            entries = {url: _Entry(**entry) for url, entry in said.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            entries = {}
        return cls(folder, entries)

    def asked_with(self, url: str) -> dict[str, str]:
        """The headers that let the host answer "not changed"."""
        entry = self._entries.get(url)
        if entry is None or self.page(url) is None:
            return {}
        asked = {"If-None-Match": entry.etag, "If-Modified-Since": entry.modified}
        return {name: value for name, value in asked.items() if value}

    def page(self, url: str) -> KeptPage | None:
        """The page as it was, if it is whole."""
        entry = self._entries.get(url)
        if entry is None:
            return None
        try:
            content = (self.folder / entry.digest).read_bytes()
        except OSError:
            return None
        if sha256(content).hexdigest() != entry.digest:
            return None
        self._used.add(url)
        return KeptPage(content, entry.kind, entry.charset)

    def keep(
        self, url: str, content: bytes, kind: str, charset: str | None, headers: Mapping[str, str]
    ) -> None:
        """Remember a page that says how to ask whether it has changed."""
        etag, modified = headers.get("ETag"), headers.get("Last-Modified")
        if not etag and not modified:
            self._entries.pop(url, None)
            return
        digest = sha256(content).hexdigest()
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / digest).write_bytes(content)
        self._entries[url] = _Entry(etag, modified, kind, charset, digest)
        self._used.add(url)

    def save(self, *, everything_seen: bool) -> None:
        """Write the list; what was not asked for in a complete reading is forgotten."""
        if everything_seen:
            self._entries = {url: entry for url, entry in self._entries.items() if url in self._used}
        if not self._entries and not self.folder.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.folder / "pages.json.new"
        new.write_text(json.dumps({url: asdict(entry) for url, entry in self._entries.items()}), "utf-8")
        os.replace(new, self.folder / "pages.json")
        wanted = {entry.digest for entry in self._entries.values()} | {"pages.json"}
        for file in self.folder.iterdir():
            if file.name not in wanted:
                file.unlink(missing_ok=True)
