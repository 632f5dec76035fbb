"""Vectors in Chroma: a folder of our own, or a server by its address.

A collection is `building` until it is complete and serves until a newer one is `ready`, so a crash in
the middle of a rebuild leaves the old one serving. No text is kept in it, only hashes and vectors.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from knowledge.embedding import Model
from knowledge.errors import IndexFromAnotherModel, VectorsUnreachable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "frontdesk"
HNSW: Any = {"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": 200, "max_neighbors": 24}}
DAMAGED = "The search index on disk was damaged; it is made anew from the articles."
_PAGE = 5_000
_CLOUD_PAGE = 250  # Chroma Cloud takes and gives 300 a request
_PATIENCE_SECONDS = 5.0
REINDEX = "python -m knowledge reindex"


@dataclass(frozen=True, slots=True)
class Server:
    """A Chroma server, or Chroma Cloud, which wants a tenant, a database and a token."""

    url: str
    tenant: str | None = None
    database: str | None = None
    token: str | None = field(default=None, repr=False)

    @property
    def headers(self) -> dict[str, str]:
        """What every request says of who asks."""
        return {"x-chroma-token": self.token} if self.token else {}


class ChromaVectors:
    def __init__(
        self,
        client: Any,
        model: Model,
        *,
        page: int = _PAGE,
        also_close: Callable[[], None] = lambda: None,
    ) -> None:
        self._client = client
        self._also_close = also_close
        self._model = model
        self._page = min(page, client.get_max_batch_size())
        self._serving = self._writing = self._take_up()

    @property
    def _made_by(self) -> dict[str, str | int]:
        return {"model": self._model.id, "sha256": self._model.sha256, "size": self._model.size}

    def _take_up(self) -> Any:
        """The newest complete collection, or an unfinished first one, or a new one."""
        ours = self._ours()
        ready = [one for one in ours if one.metadata.get("state") == "ready"]
        return ready[-1] if ready else ours[0] if ours else self._create(1)

    def _ours(self) -> list[Any]:
        listed = (one for one in self._client.list_collections() if one.name.startswith(f"{NAME}-"))
        return sorted(listed, key=lambda one: int(one.name.rpartition("-")[2]))

    def _create(self, number: int) -> Any:
        return self._client.get_or_create_collection(
            f"{NAME}-{number}",
            embedding_function=None,
            configuration=HNSW,
            metadata={**self._made_by, "state": "building"},
        )

    def check_model(self) -> None:
        """Refuse vectors of another model: their cosines to ours mean nothing."""
        ours = self._made_by
        theirs = {key: self._serving.metadata.get(key) for key in ours}
        if not ours["size"] or not theirs["size"]:  # a provider that has not said yet
            theirs["size"] = ours["size"]
        if theirs != ours:
            raise IndexFromAnotherModel(
                f"The index was made with the embedding model {_told(theirs)}, "
                f"this is {_told(ours)}. To make it anew: {REINDEX}"
            )

    def keys(self) -> set[str]:
        found: set[str] = set()
        with reachable():
            while page := self._writing.get(limit=self._page, offset=len(found), include=[])["ids"]:
                found.update(page)
        return found

    def put(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        import numpy as np

        keys = list(vectors)
        with reachable():
            for some in _in_batches(keys, self._page):
                self._writing.upsert(ids=some, embeddings=np.array([vectors[key] for key in some]))

    def remove(self, keys: Iterable[str]) -> None:
        with reachable():
            for some in _in_batches(list(keys), self._page):
                self._writing.delete(ids=some)

    def fetch(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        found: dict[str, NDArray[np.float32]] = {}
        with reachable():
            for some in _in_batches(keys, self._page):
                got = self._serving.get(ids=some, include=["embeddings"])
                found.update(zip(got["ids"], got["embeddings"], strict=True))
        return found

    def nearest(self, vector: NDArray[np.float32], count: int) -> dict[str, float]:
        with reachable():
            found = self._serving.query(
                query_embeddings=vector[None, :], n_results=count, include=["distances"]
            )
        return {key: 1.0 - far for key, far in zip(found["ids"][0], found["distances"][0], strict=True)}

    def notes(self) -> Mapping[str, str]:
        return {key: value for key, value in self._serving.metadata.items() if key not in self._made_by}

    def note(self, notes: Mapping[str, str]) -> None:
        with reachable():
            self._writing.modify(metadata={**self._made_by, "state": "ready", **notes})

    def start_over(self) -> None:
        with reachable():
            ours = self._ours()
            for one in ours:  # what an earlier attempt left behind
                if one.name != self._serving.name:
                    self._client.delete_collection(one.name)
            self._writing = self._create(int(ours[-1].name.rpartition("-")[2]) + 1)

    def switch(self) -> None:
        with reachable():
            self._writing.modify(metadata={**self._made_by, "state": "ready"})
            self._serving = self._writing
            for one in self._ours():
                if one.name != self._serving.name:
                    self._client.delete_collection(one.name)

    def close(self) -> None:
        self._client.close()
        self._also_close()


def open_folder(folder: Path, model: Model) -> tuple[ChromaVectors, str | None]:
    """Vectors in the newest `chroma-N` of `folder`; the second value tells of damage found and replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    number = max(_numbers(folder), default=1)
    try:
        vectors = _open_embedded(folder / f"chroma-{number}", model)
        vectors.keys()
        return vectors, None
    except VectorsUnreachable:
        return replace_folder(folder, model), DAMAGED


def replace_folder(folder: Path, model: Model) -> ChromaVectors:
    """An empty place of its own under the next number, and the old ones removed."""
    numbers = _numbers(folder)
    fresh = _open_embedded(folder / f"chroma-{max(numbers, default=0) + 1}", model)
    for number in numbers:
        shutil.rmtree(folder / f"chroma-{number}", ignore_errors=True)
    return fresh


def _numbers(folder: Path) -> list[int]:
    return [int(path.name.rpartition("-")[2]) for path in folder.glob("chroma-*")]


def _open_embedded(path: Path, model: Model) -> ChromaVectors:
    from chromadb import PersistentClient
    from chromadb.config import Settings

    with reachable():
        return ChromaVectors(PersistentClient(path, settings=Settings(anonymized_telemetry=False)), model)


def open_server(server: Server, model: Model) -> ChromaVectors:
    """Vectors on a Chroma server, by the address `http(s)://host:port`."""
    from chromadb import HttpClient
    from chromadb.config import DEFAULT_DATABASE, DEFAULT_TENANT, Settings

    address = urlsplit(server.url)
    secure = address.scheme == "https"
    with reachable():
        client: Any = HttpClient(
            host=address.hostname or "localhost",
            port=address.port or (443 if secure else 8000),
            ssl=secure,
            headers=server.headers,
            tenant=server.tenant or DEFAULT_TENANT,
            database=server.database or DEFAULT_DATABASE,
            settings=Settings(anonymized_telemetry=False),
        )
        session = client._server._session  # the client offers no timeout and closes nothing
        session.timeout = _PATIENCE_SECONDS
        page = _CLOUD_PAGE if server.token else _PAGE
        return ChromaVectors(client, model, page=page, also_close=session.close)


def look_at(server: Server) -> None:
    """Ask a Chroma server whether it is there and knows the tenant and database; changes nothing.

    Raises:
        VectorsUnreachable: it does not answer, or not to us.
    """
    from chromadb.config import DEFAULT_DATABASE, DEFAULT_TENANT
    from httpx import Client

    where = f"tenants/{server.tenant or DEFAULT_TENANT}/databases/{server.database or DEFAULT_DATABASE}"
    with (
        reachable(),
        Client(base_url=server.url, headers=server.headers, timeout=_PATIENCE_SECONDS) as client,
    ):
        client.get(f"/api/v2/{where}").raise_for_status()


@contextmanager
def reachable() -> Iterator[None]:
    """Turn whatever Chroma raises, over the wire or from its files, into one error of ours."""
    from chromadb.errors import ChromaError
    from httpx import HTTPError

    theirs = (ChromaError, HTTPError, OSError, sqlite3.Error, RuntimeError)
    half_read = (ValueError, KeyError, AttributeError, TypeError)  # how it trips over files cut short
    try:
        yield
    except (*theirs, *half_read) as error:
        raise VectorsUnreachable(f"The vector store does not answer ({type(error).__name__}).") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # its Rust part gave up; no subclass of Exception
            raise
        raise VectorsUnreachable("The vector store does not answer (it broke inside).") from error


def _told(made_by: Mapping[str, object]) -> str:
    """A model's name with what tells it from others of that name: its file, or the length of its vectors."""
    sha256, size = str(made_by["sha256"] or "")[:12], made_by["size"]
    return f"{made_by['model']} ({sha256 or f'{size} numbers a vector'})"


def _in_batches(keys: Sequence[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(keys), size):
        yield list(keys[start : start + size])
