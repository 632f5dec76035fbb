"""Train the linear model behind the signals: `python scripts/train_signals.py [--check]`.

It learns from our own lines in scripts/signal_lines/ and nothing else: which situation a line speaks of, and
whether its writer is upset, from the shipped embedding, its words and its clues. Writes bot/words/sense.json.
Deterministic: the same lines, lists and embedding give the same file. Takes a minute.

With `--check` it writes nothing and prints cross-validated figures: no line is judged by what was learned
from it, or from one much like it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.hearing.sense import likely_upset, shortened, words_in
from bot.signals import Earlier, reading
from knowledge.embedding import open_minilm

HERE = Path(__file__).parent
OUT = HERE.parent / "bot/words/sense.json"
SITUATIONS = (
    "security", "legal", "churn", "outage", "waiting", "upset", "billing", "greeting", "praise", "feedback",
    "question", "statement", "chat",
)  # fmt: skip
LIGHTER = {"billing", "question", "statement", "feedback", "praise", "chat", "greeting"}  # than being upset
EITHER = {"legal", "churn"}  # such a line may be upset without saying so: it teaches nothing about the mood
MEANING, CLUE, WORD = 2.0, 0.2, 2.5  # how loud each kind is beside the others: chosen by --check
COMMON, PENALTY, STEPS, FOLDS, ALIKE = 2, 1 / 3, 500, 6, 0.8
ASKED = Earlier("customer", "I need some help with the settings page please")
ANSWERED = Earlier("agent", "Thank you, I will look into it and write here.")
BEFORE = {"": (), "+": (ASKED,), "=": (ASKED, ANSWERED)}

Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    situation: str
    upset: bool
    before: tuple[Earlier, ...]
    language: str


def main() -> None:
    lines = list(lines_in(HERE / "signal_lines"))
    taught = Taught(lines)
    if "--check" in sys.argv:
        check(lines, taught)
    else:
        learned = taught.model(np.arange(len(lines))).as_json()
        OUT.write_text(json.dumps(learned, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")


def lines_in(folder: Path) -> Iterator[Line]:
    for file in sorted(folder.glob("*.txt")):
        situation = ""
        for row in file.read_text("utf-8").splitlines():
            if heading := re.fullmatch(r"\[(\w+)\]", row):
                situation = heading[1]
            elif row and not row.startswith("#"):
                marks, text = re.fullmatch(r"(?:([!+=]{1,2}) )?(.*)", row).groups("")  # type: ignore[union-attr]
                upset = "!" in marks or situation == "upset"
                named = "upset" if upset and situation in LIGHTER else situation
                yield Line(text.replace(" | ", "\n"), named, upset, BEFORE[marks.strip("!")], file.stem)


@dataclass(frozen=True, slots=True)
class Bags:
    """The words of some lines, one line after the other: which word, and how loud each is in its line."""

    words: NDArray[np.int64]
    loud: Rows
    ends: NDArray[np.int64]

    def times(self, weights: Rows) -> Rows:
        spoken = np.cumsum(weights[self.words] * self.loud[:, None], axis=0)
        until = np.vstack([np.zeros(weights.shape[1]), spoken])[np.append(0, self.ends)]
        return np.diff(until, axis=0)

    def back(self, off: Rows, size: int) -> Rows:
        rows = np.repeat(np.arange(len(self.ends)), np.diff(np.append(0, self.ends)))
        each = off[rows] * self.loud[:, None]
        return np.stack([np.bincount(self.words, column, size) for column in each.T], axis=1)


@dataclass(frozen=True, slots=True)
class Weights:
    dense: Rows
    words: Rows
    bias: Rows


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: weights for every situation, and in a last column for being upset."""

    taught: Taught
    vocabulary: dict[str, int]
    weights: Weights

    def of(self, which: NDArray[np.int64]) -> tuple[Rows, Rows]:
        """How likely each situation and an upset writer are, as `bot.hearing.sense` computes them."""
        scores = self.taught.dense[which] @ self.weights.dense + self.weights.bias
        scores += self.taught.bags(which, self.vocabulary).times(self.weights.words)
        likely = softmax(scores[:, :-1])
        told = [dict(zip(SITUATIONS, row, strict=True)) for row in likely]
        return likely, np.array([likely_upset(*one) for one in zip(told, scores[:, -1], strict=True)])

    def as_json(self) -> dict[str, object]:
        size = self.taught.size
        whole = {name: hundredths(WORD * self.weights.words[at]) for name, at in self.vocabulary.items()}
        clues = self.weights.dense[size:] * self.taught.scale[:, None]
        return {
            "embedding": self.taught.embedding,
            "situations": SITUATIONS,
            "meaning": hundredths((MEANING * self.weights.dense[:size]).T),
            "clues": {name: hundredths(row) for name, row in zip(self.taught.clues, clues, strict=True)},
            "words": {name: numbers for name, numbers in whole.items() if max(map(abs, numbers)) >= 15},
            "bias": hundredths(self.weights.bias),
        }


class Taught:
    """The lines as numbers, made once: their meaning, their clues, their words."""

    def __init__(self, lines: Sequence[Line]) -> None:
        model = open_minilm()
        read = [reading(line.text.split("\n"), line.before) for line in lines]
        found = [burst.clues() for burst in read]
        vectors = np.array([model.vector(shortened(burst.text) or ".") for burst in read], dtype=np.float64)
        self.lines, self.vectors, self.embedding, self.size = lines, vectors, model.sha256, vectors.shape[1]
        self.clues = sorted({name for clues in found for name in clues})
        counted = np.array([[clues.get(name, 0.0) for name in self.clues] for clues in found])
        self.scale = CLUE / np.maximum(counted.std(axis=0), 0.05)
        self.dense = np.hstack([MEANING * vectors, counted * self.scale])
        self.words = [words_in(burst.text) for burst in read]
        self.situation = np.array([SITUATIONS.index(line.situation) for line in lines])
        self.upset = np.array([line.upset for line in lines])
        self.moody = np.array([line.upset or line.situation not in EITHER for line in lines])

    def bags(self, which: NDArray[np.int64], vocabulary: dict[str, int]) -> Bags:
        known = [[vocabulary[word] for word in self.words[at] if word in vocabulary] for at in which]
        loud = [WORD / max(1, len(self.words[at])) ** 0.5 for at in which]
        counts = np.array([len(row) for row in known])
        return Bags(
            np.array([word for row in known for word in row], dtype=np.int64),
            np.repeat(loud, counts),
            np.cumsum(counts),
        )

    def _fitted(self, which: NDArray[np.int64], vocabulary: dict[str, int], wanted: Rows) -> Weights:
        return fitted(self.dense[which], self.bags(which, vocabulary), len(vocabulary), wanted)

    def model(self, which: NDArray[np.int64]) -> Model:
        """What these lines teach."""
        common = Counter(word for at in which for word in self.words[at])
        vocabulary = {word: at for at, word in enumerate(sorted(w for w, n in common.items() if n >= COMMON))}
        moody = which[self.moody[which]]
        need = self._fitted(which, vocabulary, np.eye(len(SITUATIONS))[self.situation[which]])
        mood = self._fitted(moody, vocabulary, np.eye(2)[self.upset[moody].astype(int)])
        leans = Weights(*(part[..., 1:] - part[..., :1] for part in (mood.dense, mood.words, mood.bias)))
        return Model(
            self,
            vocabulary,
            Weights(
                np.hstack([need.dense, leans.dense]),
                np.hstack([need.words, leans.words]),
                np.append(need.bias, leans.bias),
            ),
        )


def fitted(dense: Rows, bags: Bags, size: int, wanted: Rows) -> Weights:
    """The weights of a softmax over the columns of `wanted`, by accelerated gradient descent."""
    many, shrink = len(dense), PENALTY / len(dense)
    pace = 1 / (0.5 * largest(dense, bags, size) / many + shrink)
    shapes = [(dense.shape[1], wanted.shape[1]), (size, wanted.shape[1]), (1, wanted.shape[1])]
    now = [np.zeros(shape) for shape in shapes]
    ahead, speed = [part.copy() for part in now], 1.0
    for _ in range(STEPS):
        off = (softmax(dense @ ahead[0] + bags.times(ahead[1]) + ahead[2]) - wanted) / many
        steep = (dense.T @ off, bags.back(off, size))
        slopes = [*(s + shrink * a for s, a in zip(steep, ahead, strict=False)), off.sum(0, keepdims=True)]
        then = [part - pace * slope for part, slope in zip(ahead, slopes, strict=True)]
        faster = (1 + (1 + 4 * speed**2) ** 0.5) / 2
        ahead = [new + (speed - 1) / faster * (new - old) for new, old in zip(then, now, strict=True)]
        now, speed = then, faster
    return Weights(now[0], now[1], now[2][0])


def largest(dense: Rows, bags: Bags, size: int) -> float:
    """The largest eigenvalue of the rows' products: how steep it can get."""
    across, words = np.ones((dense.shape[1], 1)), np.ones((size, 1))
    length = 1.0
    for _ in range(30):
        rows = dense @ across + bags.times(words) + 1
        across, words = dense.T @ rows, bags.back(rows, size)
        length = float(np.sqrt((across**2).sum() + (words**2).sum()))
        across, words = across / length, words / length
    return length


def softmax(scores: Rows) -> Rows:
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    return likely / likely.sum(axis=1, keepdims=True)


def hundredths(numbers: Rows) -> list[int]:
    return np.rint(100 * numbers).astype(int).tolist()


def check(lines: Sequence[Line], taught: Taught) -> None:
    """Print how often the situation is right, and what share of the upset is heard at which false alarms."""
    fold = folds(taught.vectors)
    likely, upset = np.zeros((len(lines), len(SITUATIONS))), np.zeros(len(lines))
    for one in range(FOLDS):
        test = np.flatnonzero(fold == one)
        likely[test], upset[test] = taught.model(np.flatnonzero(fold != one)).of(test)
    said = np.array(SITUATIONS)[likely.argmax(axis=1)]
    right = np.array([same(line.situation, name) for line, name in zip(lines, said, strict=True)])
    for language in sorted({line.language for line in lines}):
        own = np.array([line.language == language for line in lines])
        print(f"{language}: {own.sum()} lines, situation right {right[own].mean():.1%}")
        for name in SITUATIONS:
            these = own & np.array([line.situation == name for line in lines])
            taken = Counter(said[these & ~right]).most_common(3)
            instead = ", ".join(f"{other} {often}" for other, often in taken)
            print(f"  {name:10} {right[these].mean():.1%} of {these.sum()}; else {instead}")
        calm, loud = upset[own & ~taught.upset & taught.moody], upset[own & taught.upset]
        for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            heard, false = (loud >= least).mean(), (calm >= least).mean()
            print(f"  upset from {least}: heard {heard:.1%}, false alarms {false:.1%}")


def same(situation: str, said: str) -> bool:
    """Whether it is right; that something is asked and not told is read from the line itself."""
    return said == situation or {said, situation} == {"question", "statement"}


def folds(vectors: Rows) -> NDArray[np.int64]:
    """A fold for every line; lines that mean nearly the same share theirs."""
    near = vectors @ vectors.T > ALIKE
    fold = np.full(len(vectors), -1)
    for at in range(len(vectors)):
        if fold[at] < 0:
            fold[near[at] & (fold < 0)] = at % FOLDS
    return fold


if __name__ == "__main__":
    main()
