"""100,000 texts: memory, start and latency beside bare Chroma at the same size; each in a process of its own.

`python -m benchmarks.large`; it takes about ten minutes, nearly all of it Chroma building its graph. Words
are those of a bank's help centre, vectors are drawn: it measures size, not quality.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles

import numpy as np
from numpy.typing import NDArray

from knowledge import Article, ShelfInMemory, load_folder, make_article, open_library
from knowledge.chroma import HNSW
from knowledge.evaluate import read_questions
from knowledge.meaning import NEAREST

DATA = Path(__file__).parents[1] / "../shared/data"
ARTICLES = 20_000  # with a title, three passages and the whole: five texts each
LEAST_MB, LEAST_P95_MS = 1024, 25


class Drawn:
    """Vectors drawn from the text's hash: the size of a large index without a night of embedding."""

    id, sha256, size, words = "drawn", "drawn", 384, frozenset({"word"})

    def vector(self, text: str) -> NDArray[np.float32]:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
        vector = np.random.default_rng(seed).normal(size=self.size).astype(np.float32)
        drawn: NDArray[np.float32] = vector / np.linalg.norm(vector)
        return drawn


def _articles() -> list[Article]:
    chance = random.Random(2)
    words = " ".join(
        article.body for article in load_folder(DATA / "bank-help" / "articles.jsonl").articles
    ).split()
    return [
        make_article(
            id=str(number),
            title=" ".join(chance.sample(words, 6)),
            body="\n\n".join(" ".join(chance.sample(words, 110)) for _ in range(3)),
        )
        for number in range(ARTICLES)
    ]


def _questions() -> list[str]:
    return [one.text for one in read_questions(DATA / "retrieval/banking77/queries.jsonl")][::15]


async def _ours(folder: Path) -> dict[str, float]:
    async with open_library(ShelfInMemory(_articles()), index=folder, embedder=Drawn()) as library:
        start = time.perf_counter()
        status = await library.refresh()
        took, times = time.perf_counter() - start, []
        for text in _questions():
            start = time.perf_counter()
            await library.search(text)
            times.append((time.perf_counter() - start) * 1000)
        return {"texts": status.texts, "seconds": took, **_measured(times)}


def _bare(folder: Path) -> dict[str, float]:
    """Chroma alone, with our settings of its graph, asked as we ask it."""
    from chromadb import PersistentClient
    from chromadb.config import Settings

    client = PersistentClient(folder, settings=Settings(anonymized_telemetry=False))
    kept = client.get_or_create_collection("bare", embedding_function=None, configuration=HNSW)
    model, count = Drawn(), ARTICLES * 5
    start = time.perf_counter()
    for first in range(kept.count(), count, 5_000):
        some = [f"{number:032d}" for number in range(first, min(count, first + 5_000))]
        kept.upsert(ids=some, embeddings=np.array([model.vector(one) for one in some]))
    took, times = time.perf_counter() - start, []
    for text in _questions():
        start = time.perf_counter()
        vector = model.vector(text)
        kept.query(query_embeddings=vector[None, :], n_results=NEAREST, include=["distances"])
        times.append((time.perf_counter() - start) * 1000)
    return {"texts": count, "seconds": took, **_measured(times)}


def _measured(times: list[float]) -> dict[str, float]:
    cuts = quantiles(times, n=20)
    return {"p50": cuts[9], "p95": cuts[18], "mb": _memory("VmRSS"), "peak": _memory("VmHWM")}


def _memory(name: str) -> float:
    """Megabytes of this process, as Linux counts them; its peak from `getrusage` would be the parent's."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def _alone(what: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.large", what, str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures: dict[str, float] = json.loads(told.splitlines()[-1])
    return figures


def main() -> None:
    if not DATA.exists():
        print("The articles to draw words from are not beside this project: nothing measured.")
        return
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for visit in ("first", "restart"):
            for what in ("bare", "ours"):
                figures = found[what] = _alone(what, Path(folder) / what)
                print(
                    f"{what}, {visit}: {figures['texts']:,} texts in {figures['seconds']:.0f} s, "
                    f"p50 {figures['p50']:.1f} ms  p95 {figures['p95']:.1f} ms (<= {LEAST_P95_MS}), "
                    f"{figures['mb']:.0f} MB, at most {figures['peak']:.0f} MB (<= {LEAST_MB})",
                    flush=True,
                )
            ours, bare = found["ours"], found["bare"]
            print(
                f"ours to bare: memory {ours['peak'] / bare['peak']:.2f}, p95 {ours['p95'] / bare['p95']:.2f}"
            )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        what, where = sys.argv[1], Path(sys.argv[2])
        print(json.dumps(asyncio.run(_ours(where)) if what == "ours" else _bare(where)))
    else:
        main()
