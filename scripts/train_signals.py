"""Train the linear model behind the signals: `python scripts/train_signals.py [--check]`.

It learns from our own lines in scripts/signal_lines/ and nothing else: which situation a line speaks of, and
whether its writer is upset, from the layers of the shipped embedding, its words and its clues. Writes
bot/words/sense.json. Deterministic: the same lines, lists and embedding give the same file. Takes minutes.

With `--check` it writes nothing and prints cross-validated figures: no line is judged by what was learned
from it, or from one much like it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that it runs from a checkout, by its path

from bot.hearing.reading import Reading
from bot.hearing.sense import likely_upset, pieces_in, shortened, words_in
from bot.hearing.told import Earlier
from bot.words.text import joined, prose
from knowledge.embedding import open_minilm

HERE = Path(__file__).parent
OUT = HERE.parent / "bot/words/sense.json"
SITUATIONS = (
    "security", "legal", "churn", "outage", "waiting", "upset", "billing", "greeting", "praise", "feedback",
    "question", "statement", "over", "chat",
)  # fmt: skip
LIGHTER = {
    "billing",
    "question",
    "statement",
    "feedback",
    "praise",
    "over",
    "chat",
    "greeting",
}  # than being upset
EITHER = {"legal", "churn"}  # such a line may be upset without saying so: it teaches nothing about the mood
MEANING = {"en": 1.6, "de": 1.1}  # how loud each kind is beside the others: chosen by --check
CLUE, WORD = 0.2, 2.5
OFTENER = {"question": 2.0}  # than among our lines, which are many about what is grave
COMMON, PENALTY, STEPS, NEAR, FOLDS, ALIKE = 2, 1 / 3, 150, 2e-5, 6, 0.8
LAYER = 384  # numbers
QUIET = 60  # a word that never counts as much, in hundredths, is left out
LANGUAGE = {"english": "en", "german": "de"}
PIECES, PIECE = {"en": 0, "de": 4096}, 3.0  # places for pieces of words, and how loud they are
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
    if "--check" in sys.argv:
        for code, own in by_language(lines).items():
            check(code, own)
    else:
        learned = {
            "embedding": open_minilm().sha256,
            "situations": SITUATIONS,
            "languages": {code: Taught(code, own).learned() for code, own in by_language(lines).items()},
        }
        OUT.write_text(json.dumps(learned, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")


def by_language(lines: Sequence[Line]) -> dict[str, list[Line]]:
    return {code: [line for line in lines if line.language == code] for code in PIECES}


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
                text, language = text.replace(" | ", "\n"), LANGUAGE[file.stem.split("_")[0]]
                yield Line(text, named, upset, BEFORE[marks.strip("!")], language)
                if situation == "over" and "+" in marks:  # as well with nothing said before
                    yield Line(text, named, upset, (), language)


def known_to_be(code: str, line: Line) -> Reading:
    """The line, ready to be read in its own language: what was learned before has no say in it."""
    raw = joined(line.text.split("\n"))
    return Reading(raw, prose(raw), code, line.before, ())


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
        taught, size = self.taught, self.taught.size
        meaning = self.weights.dense[:size] * taught.spread[:, None]
        whole = {name: hundredths(WORD * self.weights.words[at]) for name, at in self.vocabulary.items()}
        clues = self.weights.dense[size:] * taught.scale[:, None]
        pieces = self.weights.words[len(self.vocabulary) :]
        return {
            "meaning": hundredths(meaning.T),
            "clues": {name: hundredths(row) for name, row in zip(taught.clues, clues, strict=True)},
            "words": {name: numbers for name, numbers in whole.items() if max(map(abs, numbers)) >= QUIET},
            "pieces": hundredths(PIECE * pieces),
            "bias": hundredths(self.weights.bias - taught.middle @ meaning),
        }


class Taught:
    """The lines as numbers, made once: their meaning, their clues, their words."""

    def __init__(self, code: str, lines: Sequence[Line]) -> None:
        model = open_minilm()
        read = [known_to_be(code, line) for line in lines]
        found = [burst.clues() for burst in read]
        vectors = np.array([model.manner(shortened(burst.text) or ".") for burst in read], dtype=np.float64)
        self.size, self.places = vectors.shape[1], PIECES[code]
        self.middle, deviation = vectors.mean(axis=0), vectors.std(axis=0)
        self.spread = MEANING[code] / np.maximum(deviation, 0.3 * np.median(deviation)) / LAYER**0.5
        self.clues = sorted({name for clues in found for name in clues})
        counted = np.array([[clues.get(name, 0.0) for name in self.clues] for clues in found])
        self.scale = CLUE / np.maximum(counted.std(axis=0), 0.05)
        self.dense = np.hstack([(vectors - self.middle) * self.spread, counted * self.scale])
        self.words = [words_in(burst.text) for burst in read]
        self.pieces = [pieces_in(burst.text, self.places) if self.places else [] for burst in read]
        self.situation = np.array([SITUATIONS.index(line.situation) for line in lines])
        self.upset = np.array([line.upset for line in lines])
        self.moody = np.array([line.upset or line.situation not in EITHER for line in lines])

    def bags(self, which: NDArray[np.int64], vocabulary: dict[str, int]) -> Bags:
        """Their known words, and after those the pieces of words."""
        said, loud, counts = [], [], []
        for at in which:
            known = [vocabulary[word] for word in self.words[at] if word in vocabulary]
            parts = [len(vocabulary) + place for place in self.pieces[at]]
            said += [*known, *parts]
            loud += [WORD / max(1, len(self.words[at])) ** 0.5] * len(known)
            loud += [PIECE / max(1, len(parts)) ** 0.5] * len(parts)
            counts.append(len(known) + len(parts))
        return Bags(np.array(said, dtype=np.int64), np.array(loud), np.cumsum(counts))

    def _fitted(self, which: NDArray[np.int64], vocabulary: dict[str, int], wanted: Rows) -> Weights:
        size = len(vocabulary) + self.places
        return fitted(self.dense[which], self.bags(which, vocabulary), size, wanted)

    def learned(self) -> dict[str, object]:
        """What all lines teach, as the desk reads it."""
        return self.model(np.arange(len(self.words))).as_json()

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
                np.append(need.bias + np.log([OFTENER.get(name, 1.0) for name in SITUATIONS]), leans.bias),
            ),
        )


def fitted(dense: Rows, bags: Bags, size: int, wanted: Rows) -> Weights:
    """The weights of a softmax over the columns of `wanted`, by L-BFGS."""
    many, shrink, columns = len(dense), PENALTY / len(dense), wanted.shape[1]
    ends = np.cumsum([dense.shape[1], size, 1])

    def parts(flat: Rows) -> list[Rows]:
        return np.split(flat.reshape(-1, columns), ends[:-1])

    def loss(flat: Rows) -> tuple[float, Rows]:
        across, words, bias = parts(flat)
        likely = softmax(dense @ across + bags.times(words) + bias)
        off = (likely - wanted) / many
        steep = [
            dense.T @ off + shrink * across,
            bags.back(off, size) + shrink * words,
            off.sum(0, keepdims=True),
        ]
        wrong = -np.log(np.maximum((likely * wanted).sum(axis=1), 1e-300)).mean()
        return wrong + shrink / 2 * ((across**2).sum() + (words**2).sum()), np.vstack(steep).ravel()

    across, words, bias = parts(lowest(loss, np.zeros(ends[-1] * columns)))
    return Weights(across, words, bias[0])


def lowest(loss: Callable[[Rows], tuple[float, Rows]], at: Rows) -> Rows:
    """Where a smooth, convex loss is least: L-BFGS, each step halved until it is an improvement."""
    value, slope = loss(at)
    past: list[tuple[Rows, Rows]] = []
    for _ in range(STEPS):
        way = -downhill(slope, past)
        pace = 1.0 if past else 1 / max(1.0, float(np.abs(slope).sum()))
        while True:
            there = at + pace * way
            lower, steeper = loss(there)
            if lower <= value + 1e-4 * pace * float(slope @ way) or pace < 1e-8:
                break
            pace /= 2
        past = [*past[-9:], (there - at, steeper - slope)]
        gained, at, value, slope = value - lower, there, lower, steeper
        if gained < NEAR:
            break
    return at


def downhill(slope: Rows, past: Sequence[tuple[Rows, Rows]]) -> Rows:
    """The slope, bent by what the last steps told of the curve."""
    turns: list[float] = []
    bent = slope.copy()
    for step, change in reversed(past):
        turns.append(float(step @ bent) / float(step @ change))
        bent -= turns[-1] * change
    if past:
        step, change = past[-1]
        bent *= float(step @ change) / float(change @ change)
    for (step, change), turn in zip(past, reversed(turns), strict=True):
        bent += (turn - float(change @ bent) / float(step @ change)) * step
    return bent


def softmax(scores: Rows) -> Rows:
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    return likely / likely.sum(axis=1, keepdims=True)


def hundredths(numbers: Rows) -> list[int]:
    return np.rint(100 * numbers).astype(int).tolist()


def check(code: str, lines: Sequence[Line]) -> None:
    """Print how often the situation is right, and what share of the upset is heard at which false alarms."""
    taught, fold = Taught(code, lines), folds(lines)
    likely, upset = np.zeros((len(lines), len(SITUATIONS))), np.zeros(len(lines))
    for one in range(FOLDS):
        test = np.flatnonzero(fold == one)
        likely[test], upset[test] = taught.model(np.flatnonzero(fold != one)).of(test)
    said = np.array(SITUATIONS)[likely.argmax(axis=1)]
    right = np.array([same(line.situation, name) for line, name in zip(lines, said, strict=True)])
    print(f"{code}: {len(lines)} lines, situation right {right.mean():.1%}")
    for name in SITUATIONS:
        these = np.array([line.situation == name for line in lines])
        taken = Counter(said[these & ~right]).most_common(3)
        instead = ", ".join(f"{other} {often}" for other, often in taken)
        print(f"  {name:10} {right[these].mean():.1%} of {these.sum()}; else {instead}")
    calm, loud = upset[~taught.upset & taught.moody], upset[taught.upset]
    for least in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        heard, false = (loud >= least).mean(), (calm >= least).mean()
        print(f"  upset from {least}: heard {heard:.1%}, false alarms {false:.1%}")


def same(situation: str, said: str) -> bool:
    """Whether it is right. Asking is told from telling by the line itself, and what is over is chat."""
    return said == situation or {said, situation} in ({"question", "statement"}, {"over", "chat"})


def folds(lines: Sequence[Line]) -> NDArray[np.int64]:
    """A fold for every line; lines that mean nearly the same share theirs."""
    model = open_minilm()
    vectors = np.array([model.vector(shortened(line.text)) for line in lines])
    near = vectors @ vectors.T > ALIKE
    fold = np.full(len(vectors), -1)
    for at in range(len(vectors)):
        if fold[at] < 0:
            fold[near[at] & (fold < 0)] = at % FOLDS
    return fold


if __name__ == "__main__":
    main()
