"""Figures that say of how many they speak, and say nothing when those are too few. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import median, quantiles

FEW = 5  # below it a figure says more about chance than about the desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Where the middle is and how far apart the rest: all `None` below five values."""

    n: int = 0
    median: float | None = None
    q1: float | None = None
    q3: float | None = None
    p90: float | None = None

    @property
    def range(self) -> float | None:
        """Half of all values lie within this range around the middle."""
        return self.q3 - self.q1 if self.q1 is not None and self.q3 is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`yes` of `n`."""

    yes: int = 0
    n: int = 0

    @property
    def share(self) -> float | None:
        """0-1, or `None` for too few."""
        return self.yes / self.n if self.n >= FEW else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The shares that these figures are compatible with, 19 times of 20 (Wilson)."""
        return wilson(self.yes, self.n) if self.n >= FEW else None


NO_SPREAD, NO_SHARE = Spread(), Share()


def spread(values: Iterable[float]) -> Spread:
    """Return how values are spread."""
    known = sorted(values)
    if len(known) < FEW:
        return Spread(n=len(known))
    q1, _, q3 = quantiles(known, n=4, method="inclusive")
    return Spread(n=len(known), median=median(known), q1=q1, q3=q3, p90=percentile(known, 0.9))


def share(values: Iterable[bool]) -> Share:
    known = list(values)
    return Share(yes=sum(known), n=len(known))


def percentile(values: Iterable[float], part: float) -> float | None:
    """Return the smallest value that at least `part` of all values do not exceed; `None` without values."""
    ordered = sorted(values)
    if not ordered:
        return None
    rank = max(1, -(-len(ordered) * part // 1))
    return ordered[int(rank) - 1]


def wilson(yes: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share: honest for few values and near 0 or 1."""
    z = 1.96
    share = yes / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)
