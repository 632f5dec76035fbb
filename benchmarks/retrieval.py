"""Finding the right article: quality on the evaluation sets, speed, bursts, and what a restart costs.

`python -m benchmarks retrieval` measures every set at hand, `python -m benchmarks.retrieval NAME …`
only those named (`bank-help` and `large` among them, `large` being 100,000 texts and slow to build).
"""

from __future__ import annotations

import asyncio
import hashlib
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import fmean, quantiles

import numpy as np
from numpy.typing import NDArray

from knowledge import Library, ShelfInMemory, load_folder, make_article, open_library
from knowledge.embedding import Embedder, open_minilm
from knowledge.evaluate import Figures, Measured, Question, evaluate, evaluate_folder, read_questions

DATA = Path(__file__).parents[1] / "../shared/data"
WANTED = {  # nDCG@10, and AUROC where there are unanswerable questions
    "banking77": (0.900, None),
    "banking77-titles": (0.768, None),
    "banking77-typos": (0.885, None),
    "stackfaq": (0.978, None),
    "mtrag-govt": (0.735, None),
    "mtrag-fiqa": (0.365, None),
    "banking77-gaps": (None, 0.865),
}
BEFORE = (
    "hey all, hope everyone is having a good week so far",
    "Hi there! First time posting in here, so sorry if this is the wrong place.",
    "so I was travelling with my family yesterday and the day was pretty stressful already",
    "I have been with you for about three years now and never had any trouble before",
    "I looked through the docs and asked a friend, neither of us could figure it out",
    "not sure if anyone else has seen this today?",
)
AFTER = (
    "any help would be really appreciated, thanks so much in advance!",
    "I have a meeting in an hour, so would love to sort it out before then.",
    "let me know if you need anything else from me",
    "sent from my phone, so sorry for typos",
)


async def sets(names: list[str]) -> None:
    for name in names:
        measured = await evaluate_folder(DATA / "retrieval" / name)
        _print_set(name, measured, measured.figures)


def _print_set(name: str, measured: Measured, figures: Figures) -> None:
    ndcg, auroc = WANTED[name]
    wanted = f"nDCG@10 >= {ndcg}" if ndcg else f"AUROC >= {auroc}"
    shown = f"nDCG@10 {figures.ndcg_at_10:.4f}  R@1 {figures.recall_at_1:.3f}"
    if figures.auroc is not None:
        shown += f"  AUROC {figures.auroc:.4f}"
    speed = f"p50 {figures.p50_ms:.1f} ms  p95 {figures.p95_ms:.1f} ms"
    print(
        f"{name:17} {shown}  ({wanted})  {speed}  indexed {measured.texts} in {measured.index_seconds:.1f} s"
    )
    print(f"{'':17} answerable {_shares(figures.bands)}", end="")
    print(f"; unanswerable {_shares(figures.bands_unanswerable)}" if figures.unanswerable else "")


def _shares(bands: dict[str, float]) -> str:
    return " ".join(f"{band} {share:.0%}" for band, share in bands.items())


async def bursts(name: str) -> None:
    """The question alone, and the same question inside a burst of five or so lines."""
    chance = random.Random(1)
    questions = read_questions(DATA / "retrieval" / name / "queries.jsonl")
    chosen = chance.sample(questions, min(200, len(questions)))
    longer = [
        Question("\n".join([*chance.sample(BEFORE, 2), one.text, *chance.sample(AFTER, 2)]), one.articles)
        for one in chosen
    ]
    articles = load_folder(DATA / "retrieval" / name / "articles.jsonl").articles
    async with open_library(ShelfInMemory(articles)) as library:
        await library.refresh()
        alone, inside = await evaluate(library, chosen), await evaluate(library, longer)
    print(f"{name:17} nDCG@10 {alone.ndcg_at_10:.4f} alone, {inside.ndcg_at_10:.4f} inside a burst", end="  ")
    print(f"drafted {alone.bands['draft']:.0%} and {inside.bands['draft']:.0%}", end="  ")
    print(f"p95 {alone.p95_ms:.1f} and {inside.p95_ms:.1f} ms")


async def bank_help() -> None:
    """698 articles: first index, restart, latency, and searches side by side."""
    articles = load_folder(DATA / "bank-help" / "articles.jsonl").articles
    texts = [one.text for one in read_questions(DATA / "retrieval/banking77/queries.jsonl")][::6]
    with tempfile.TemporaryDirectory() as folder:
        for visit in ("first", "restart"):
            async with open_library(ShelfInMemory(articles), index=Path(folder)) as library:
                start = time.perf_counter()
                status = await library.refresh()
                took = time.perf_counter() - start
                print(f"bank-help, {visit}: {status.articles} articles, {status.texts} texts in {took:.1f} s")
                if visit == "restart":
                    await _searches(library, texts)


async def _searches(library: Library, texts: list[str]) -> None:
    times = []
    for text in texts:
        start = time.perf_counter()
        await library.search(text)
        times.append((time.perf_counter() - start) * 1000)
    cuts = quantiles(times, n=20)
    print(f"one after the other: p50 {cuts[9]:.1f} ms  p95 {cuts[18]:.1f} ms  mean {fmean(times):.1f} ms")
    used, start = time.process_time(), time.perf_counter()
    await asyncio.gather(*(library.search(text) for text in texts))
    took, used = time.perf_counter() - start, time.process_time() - used
    print(
        f"all at once: {len(texts) / took:.0f} searches/s, {used / len(texts) * 1000:.1f} ms of one core each"
    )


def embedding() -> None:
    """One text at a time in one thread, and in two."""
    from concurrent.futures import ThreadPoolExecutor

    model = open_minilm()
    short = "I still have not received my new card, I ordered it over a week ago."
    sentence = (
        "The owner of the account can change the plan at any time from the billing page of the workspace. "
    )
    piece = " ".join((sentence * 9).split()[:120])
    for name, text, count in (("short question", short, 300), ("120 words", piece, 100)):
        start = time.perf_counter()
        for _ in range(count):
            model.vector(text)
        print(f"embedding, {name}: {(time.perf_counter() - start) / count * 1000:.1f} ms", end="  ")
    with ThreadPoolExecutor(2) as pool:
        start = time.perf_counter()
        list(pool.map(model.vector, [piece] * 300))
        print(f"two threads: {300 / (time.perf_counter() - start):.0f} pieces/s (>= 150)")


class Drawn:
    """Vectors drawn from the text's hash: the size of a large index without a night of embedding."""

    id, sha256, size, words = "drawn", "drawn", 384, frozenset({"word"})

    def vector(self, text: str) -> NDArray[np.float32]:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
        vector = np.random.default_rng(seed).normal(size=self.size).astype(np.float32)
        drawn: NDArray[np.float32] = vector / np.linalg.norm(vector)
        return drawn


async def large() -> None:
    """100,000 texts of bank-help words, vectors drawn: memory and latency, not quality."""
    chance = random.Random(2)
    words = " ".join(
        article.body for article in load_folder(DATA / "bank-help" / "articles.jsonl").articles
    ).split()
    articles = [
        make_article(
            id=str(number),
            title=" ".join(chance.sample(words, 6)),
            body="\n\n".join(" ".join(chance.sample(words, 110)) for _ in range(3)),
        )
        for number in range(20_000)
    ]
    texts = [one.text for one in read_questions(DATA / "retrieval/banking77/queries.jsonl")][::15]
    embedder: Embedder = Drawn()
    with tempfile.TemporaryDirectory() as folder:
        for visit in ("first", "restart"):
            async with open_library(
                ShelfInMemory(articles), index=Path(folder), embedder=embedder
            ) as library:
                start = time.perf_counter()
                status = await library.refresh()
                print(f"large, {visit}: {status.texts:,} texts in {time.perf_counter() - start:.0f} s")
                await _searches(library, texts)
                used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(f"large, {visit}: {used:.0f} MB at most, articles and a second copy of them included")


async def main(names: list[str]) -> None:
    if not DATA.exists():
        print("The evaluation sets are not beside this project: nothing measured.")
        return
    every = not names
    embedding()
    if every or "bank-help" in names:
        await bank_help()
    await sets([name for name in WANTED if every or name in names])
    for name in ("banking77", "stackfaq", "mtrag-govt"):
        if every or "bursts" in names:
            await bursts(name)
    if "large" in names:
        await large()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
