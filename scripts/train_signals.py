"""Train the small linear model behind the signals: `python scripts/train_signals.py`.

Two linear heads on the shipped sentence embedding, learned from our own lines in signal_lines.yaml and
nothing else: which situation a line speaks of, and whether its writer is upset. Writes bot/words/sense.json
(some 35 kB). Deterministic: the same lines and the same embedding give the same file. Takes half a minute.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from knowledge.embedding import open_minilm

HERE = Path(__file__).parent
OUT = HERE.parent / "bot/words/sense.json"
PENALTY, STEPS, PACE = 1e-5, 4000, 6.0

Matrix = NDArray[np.float64]


def main() -> None:
    read = yaml.safe_load((HERE / "signal_lines.yaml").read_text())
    situations = list(read)
    lines = [(str(line), situation) for situation, own in read.items() for line in own]
    embedder = open_minilm()
    texts = [line.removeprefix("! ") for line, _ in lines]
    vectors = np.array([embedder.vector(text) for text in texts], dtype=np.float64)
    wanted = np.array([[float(situation == name) for name in situations] for _, situation in lines])
    upset = np.array([float(line.startswith("! ") or situation == "upset") for line, situation in lines])
    rare = np.array([(40 / len(read[situation])) ** 0.5 for _, situation in lines])
    weights, bias = fitted(vectors, wanted, rare)
    feels, leans = fitted(vectors, np.stack([1 - upset, upset], axis=1), np.ones(len(lines)))
    OUT.write_text(
        json.dumps(
            {
                "embedding": embedder.sha256,
                "situations": situations,
                "weights": np.round(weights.T, 3).tolist(),
                "bias": np.round(bias, 3).tolist(),
                "upset": np.round(feels[:, 1] - feels[:, 0], 3).tolist(),
                "upset_bias": round(float(leans[1] - leans[0]), 3),
            },
            separators=(",", ":"),
        )
        + "\n"
    )


def fitted(vectors: Matrix, wanted: Matrix, importance: NDArray[np.float64]) -> tuple[Matrix, Matrix]:
    """Weights and bias of a softmax over the columns of `wanted`, by plain gradient descent."""
    weights, bias = np.zeros((vectors.shape[1], wanted.shape[1])), np.zeros(wanted.shape[1])
    share = (importance / importance.sum())[:, None]
    for _ in range(STEPS):
        scores = vectors @ weights + bias
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        off = (likely - wanted) * share
        weights -= PACE * (vectors.T @ off + PENALTY * weights)
        bias -= PACE * off.sum(axis=0)
    return weights, bias


if __name__ == "__main__":
    main()
