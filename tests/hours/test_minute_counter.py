"""Random schedules, against somebody who looks at the clock on the wall every minute."""

from __future__ import annotations

import random

import pytest

from benchmarks.calendar import disagreements


@pytest.mark.parametrize("seed", range(8))
def test_every_sum_agrees_with_counting_minutes(seed: int) -> None:
    assert list(disagreements(random.Random(seed), 50, {})) == []
