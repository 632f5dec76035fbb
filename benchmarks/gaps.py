"""Grouping questions without an article: how well groups keep to one subject, in whatever order.

`python -m benchmarks.gaps` takes the questions of banking77-gaps, whose right articles stand in banking77.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import Any

from knowledge.embedding import open_minilm
from knowledge.gaps import Member, member, place

DATA = Path(__file__).parents[1] / "../shared/data/retrieval"
ORDERS = 3


def main() -> None:
    model = open_minilm()
    subjects = {row["text"]: row["articles"][0] for row in _rows("banking77/queries.jsonl")}
    asked = [row["text"] for row in _rows("banking77-gaps/unanswerable.jsonl")]
    members = {text: member(text, model.vector(text)) for text in asked}
    for seed in range(ORDERS):
        order = random.Random(seed).sample(asked, len(asked))
        began = perf_counter()
        groups = _grouped(order, members)
        took = perf_counter() - began
        print(_measured([[subjects[text] for text in group] for group in groups], took))


def _grouped(order: list[str], members: dict[str, Member]) -> list[list[str]]:
    known: dict[int, list[Member]] = {}
    texts: dict[int, list[str]] = {}
    for text in order:
        number = place(known, members[text]) or len(known) + 1
        known.setdefault(number, []).append(members[text])
        texts.setdefault(number, []).append(text)
    return list(texts.values())


def _measured(groups: list[list[str]], took: float) -> str:
    total = [subject for group in groups for subject in group]
    together = sum(_pairs(len(group)) for group in groups)
    right = sum(_pairs(count) for group in groups for count in Counter(group).values())
    wanted = sum(_pairs(count) for count in Counter(total).values())
    pure = sum(max(Counter(group).values()) for group in groups) / len(total)
    return (
        f"{len(total)} questions about {len(set(total))} subjects: {len(groups)} groups, "
        f"{pure:.0%} of a group about one subject, pairs right {right / together:.2f}, "
        f"pairs found {right / wanted:.2f}, {took:.1f} s"
    )


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
