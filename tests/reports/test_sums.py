"""Figures say of how many they speak."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.reports.sums import Share, percentile, spread, wilson


@pytest.mark.parametrize(
    ("yes", "n", "low", "high"),
    [
        pytest.param(0, 10, 0.0, 0.2775, id="none of ten may still be a quarter"),
        pytest.param(10, 10, 0.7225, 1.0, id="ten of ten may still be three quarters"),
        pytest.param(81, 263, 0.2553, 0.3662, id="Newcombe's example"),
    ],
)
def test_the_interval_is_wilsons(yes: int, n: int, low: float, high: float) -> None:
    assert wilson(yes, n) == pytest.approx((low, high), abs=5e-4)


def test_a_share_of_few_has_neither_figure_nor_interval() -> None:
    assert (Share(yes=4, n=4).share, Share(yes=4, n=4).interval) == (None, None)
    assert Share(yes=4, n=5).share == 0.8


@given(some.lists(some.floats(0, 1e6), min_size=5, max_size=60))
def test_the_middle_lies_within_the_spread(values: list[float]) -> None:
    found = spread(values)

    assert found.q1 is not None
    assert found.median is not None
    assert found.q3 is not None
    assert found.p90 is not None
    assert min(values) <= found.q1 <= found.median <= found.q3 <= max(values)
    assert sum(value <= found.p90 for value in values) >= 0.9 * len(values)


def test_nine_in_ten_is_a_value_that_was_there() -> None:
    assert percentile([1, 2, 3, 4, 100], 0.9) == 100
    assert percentile(range(1, 11), 0.9) == 9
    assert percentile([], 0.9) is None
