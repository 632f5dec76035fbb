"""Questions without an article, gathered into groups that ask the same. Pure: vectors in, groups out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from knowledge.alike import overlap
from knowledge.learned import Gap, GapState, Unanswered
from knowledge.words import stems, topic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

# Of 920 questions about 23 articles that a bank's help centre lacks, in three orders: 80-88 groups, 82-86 %
# of a group about one article, 70-76 % of the pairs in a group right, 34-45 % of all right pairs in one group
# (`python -m benchmarks.gaps`, the shipped model). A lower mark joins what differs: worse than two groups.
SAME_GAP = 0.41
BY_WORDS = 0.30
COMPARED = 12  # the first members of a group: enough to know it by, and a long one stays cheap
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Member:
    """A question as it is compared: what it means, and which words it is about."""

    vector: Vector
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A gap with what was asked in it. `examples` are masked; those whose words were forgotten only count."""

    gap: Gap
    count: int
    first_seen: datetime
    last_seen: datetime
    languages: tuple[str, ...]
    examples: tuple[str, ...]
    conversations: tuple[int, ...]

    @property
    def title(self) -> str:
        return self.examples[0] if self.examples else "(words forgotten)"


def member(text: str, vector: Vector) -> Member:
    return Member(vector, frozenset(stems(topic(text))))


def place(groups: Mapping[int, Sequence[Member]], new: Member) -> int | None:
    """Return the group that a new question belongs to, or `None`: it opens one of its own.

    It joins the group to whose questions it is nearest on average. Questions are placed one after another
    and never moved again, so the same questions in the same order give the same groups.
    """
    near = {id: likeness(members, new) for id, members in groups.items() if members}
    best = max(near, key=lambda id: (near[id], -id), default=None)
    return best if best is not None and near[best] >= SAME_GAP else None


def likeness(members: Sequence[Member], new: Member) -> float:
    """How near a question comes to a group, 0-1: mostly in meaning, a little in words."""
    known = members[:COMPARED]
    total = sum(
        (1 - BY_WORDS) * float(each.vector @ new.vector) + BY_WORDS * overlap(each.words, new.words)
        for each in known
    )
    return total / len(known)


def groups(gaps: Iterable[Gap], asked: Iterable[Unanswered]) -> list[Group]:
    """Join gaps with their questions: open ones first, the most asked on top. Empty ones are left out."""
    of: dict[int, list[Unanswered]] = {}
    for each in sorted(asked, key=lambda one: (one.at, one.id)):
        if each.gap is not None and each.listed:
            of.setdefault(each.gap, []).append(each)
    joined = [_group(gap, of[gap.id]) for gap in gaps if gap.id in of]
    return sorted(joined, key=_order)


def _order(group: Group) -> tuple[bool, int, float, int]:
    closed = group.gap.state is not GapState.OPEN
    return closed, -group.count, -group.last_seen.timestamp(), group.gap.id


def _group(gap: Gap, asked: Sequence[Unanswered]) -> Group:
    texts = dict.fromkeys(each.text for each in asked if each.text)
    return Group(
        gap=gap,
        count=len(asked),
        first_seen=asked[0].at,
        last_seen=asked[-1].at,
        languages=tuple(sorted({each.language for each in asked})),
        examples=tuple(texts)[:EXAMPLES],
        conversations=tuple(dict.fromkeys(each.conversation for each in asked)),
    )


def stub(group: Group) -> str:
    """Return the beginning of an article as a Markdown file: its questions are there, the answer is not."""
    front = [
        "---",
        f"title: {_quoted(group.title)}",
        "audience: internal",
        "questions:",
        *(f"  - {_quoted(example)}" for example in group.examples),
        "---",
    ]
    asked = "once" if group.count == 1 else f"{group.count} times"
    since = f"{group.first_seen:%Y-%m-%d}"
    body = f"Asked {asked} since {since}. Write the answer here, then remove “audience: internal”."
    return "\n".join([*front, "", f"# {group.title}", "", body, ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def as_rows(found: Iterable[Group]) -> list[dict[str, object]]:
    """Return groups as plain values, for JSON and CSV."""
    return [
        {
            "gap": group.gap.id,
            "state": group.gap.state.value,
            "count": group.count,
            "first_seen": group.first_seen.isoformat(),
            "last_seen": group.last_seen.isoformat(),
            "languages": list(group.languages),
            "examples": list(group.examples),
            "article": group.gap.article_id,
        }
        for group in found
    ]


def as_csv(found: Iterable[Group]) -> str:
    """Return groups as a table that a spreadsheet reads, one row each."""
    names = ("gap", "state", "count", "first_seen", "last_seen", "languages", "examples", "article")
    written = io.StringIO()
    table = csv.DictWriter(written, names, lineterminator="\n")
    table.writeheader()
    for row in as_rows(found):
        table.writerow({name: _cell(row[name]) for name in names})
    return written.getvalue()


def _cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: customers' words may begin with "="."""
    text = " | ".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text[:1] in ("=", "+", "-", "@", "\t") else text
