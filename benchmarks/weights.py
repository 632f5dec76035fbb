"""Are the weights of the search fitted to the sets they are measured on? Choose on some, confirm on others.

`python -m benchmarks.weights`: the legs of every question once, then every combination of a grid. A choice
made without a set, without all sets of its source, or on one half of the questions is confirmed on the rest.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from benchmarks.retrieval import DATA, WANTED
from knowledge import ShelfInMemory, load_folder, open_library
from knowledge.evaluate import DEPTH, read_questions
from knowledge.search import BEST_UNIT, LETTERS, WORDS

Scores = NDArray[np.float64]
STEPS = (0.0, 0.05, 0.1, 0.15, 0.2)
GRID = list(product(STEPS, STEPS, (0.5, 0.6, 0.7, 0.8, 1.0)))  # words, letters, best unit against whole
SHIPPED = GRID.index((WORDS, LETTERS, BEST_UNIT))
DRAWS = 20
DISCOUNT = 1 / np.log2(np.arange(2, DEPTH + 2))


@dataclass(frozen=True, slots=True)
class Legs:
    """One row a question, one column an article; `right` names the columns that answer."""

    words: NDArray[np.float32]
    letters: NDArray[np.float32]
    unit: NDArray[np.float32]
    whole: NDArray[np.float32]
    right: list[list[int]]

    def ndcg(self, words: float, letters: float, unit: float) -> Scores:
        """nDCG@10 of every question under these weights."""
        meaning = unit * self.unit + (1 - unit) * self.whole
        scores = words * self.words + letters * self.letters + (1 - words - letters) * meaning
        best = np.argpartition(-scores, DEPTH - 1, axis=1)[:, :DEPTH]
        order = np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1, kind="stable")
        best = np.take_along_axis(best, order, axis=1)
        found = np.array([np.isin(row, right) for row, right in zip(best, self.right, strict=True)])
        ideal = [DISCOUNT[: max(1, min(len(right), DEPTH))].sum() for right in self.right]
        reached: Scores = found @ DISCOUNT[: best.shape[1]] / np.array(ideal)
        return reached


async def legs_of_set(name: str) -> Legs:
    folder = DATA / "retrieval" / name
    questions = read_questions(folder / "queries.jsonl")
    articles = load_folder(folder / "articles.jsonl").articles
    numbers = {article.id: number for number, article in enumerate(articles)}
    marks = np.zeros((4, len(questions), len(articles)), dtype=np.float32)
    async with open_library(ShelfInMemory(articles)) as library:
        await library.refresh()
        for row, question in enumerate(questions):
            explained = await library.explain(question.text, limit=len(articles))
            for leg in explained.legs:
                marks[:, row, numbers[leg.article_id]] = leg.words, leg.letters, leg.best_unit, leg.whole
    words, letters, unit, whole = marks
    return Legs(
        words, letters, unit, whole, [[numbers[id] for id in question.articles] for question in questions]
    )


def chosen(figures: Iterable[Scores]) -> int:
    """The combination with the best mean over sets; one row of figures a combination."""
    return int(np.mean([each.mean(axis=1) for each in figures], axis=0).argmax())


def leave_out(figures: Mapping[str, Scores]) -> None:
    """Each set under the weights chosen without it, and without every set made of the same text."""
    print("\nnDCG@10          shipped  chosen without the set      chosen without its source")
    for name, own in figures.items():
        others = chosen(rows for other, rows in figures.items() if other != name)
        source = name.partition("-")[0]
        strangers = chosen(rows for other, rows in figures.items() if not other.startswith(source))
        told = "  ".join(f"{own[at].mean():.4f} {GRID[at]!s:17}" for at in (others, strangers))
        print(f"{name:17} {own[SHIPPED].mean():.4f}  {told}  (>= {WANTED[name][0]})")


def halves(figures: Mapping[str, Scores]) -> None:
    """Weights chosen on one half of every set's questions, confirmed on the other half."""
    chance = np.random.default_rng(0)
    confirmed: dict[str, list[tuple[float, float]]] = {name: [] for name in figures}
    for _ in range(DRAWS):
        order = {name: chance.permutation(rows.shape[1]) for name, rows in figures.items()}
        cut = {name: len(some) // 2 for name, some in order.items()}
        at = chosen(rows[:, order[name][: cut[name]]] for name, rows in figures.items())
        for name, rows in figures.items():
            rest = order[name][cut[name] :]
            confirmed[name].append((rows[at, rest].mean(), rows[SHIPPED, rest].mean()))
    print(f"\nother half of the questions, mean of {DRAWS} draws: chosen on the first half, and shipped")
    for name, pairs in confirmed.items():
        picked, shipped = np.mean(pairs, axis=0)
        print(f"{name:17} {picked:.4f}  {shipped:.4f}  (deviation {np.std(pairs, axis=0)[0]:.4f})")


async def main() -> None:
    if not DATA.exists():
        print("The evaluation sets are not beside this project: nothing measured.")
        return
    figures: dict[str, Scores] = {}
    for name, (ndcg, _) in WANTED.items():
        if ndcg:
            legs = await legs_of_set(name)
            figures[name] = np.array([legs.ndcg(*weights) for weights in GRID])
            print(f"{name}: {len(legs.right)} questions heard", flush=True)
    leave_out(figures)
    halves(figures)


if __name__ == "__main__":
    asyncio.run(main())
