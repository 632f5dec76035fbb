"""Finding the right article: quality on the evaluation sets, speed, and what a restart costs.

`python -m benchmarks retrieval` measures every set at hand, `python -m benchmarks.retrieval NAME …`
only those named (`bank-help` among them). Bursts, the choice of weights
and 100,000 texts: `benchmarks.bursts`, `.weights` and `.large`.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import fmean, quantiles

from knowledge import Library, ShelfInMemory, load_folder, open_library
from knowledge.embedding import open_minilm
from knowledge.evaluate import Figures, Measured, evaluate_folder, read_questions

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


async def main(names: list[str]) -> None:
    if not DATA.exists():
        print("The evaluation sets are not beside this project: nothing measured.")
        return
    every = not names
    embedding()
    if every or "bank-help" in names:
        await bank_help()
    await sets([name for name in WANTED if every or name in names])


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
