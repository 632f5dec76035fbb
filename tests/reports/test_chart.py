"""The picture of a report: its size, its words, and that nothing breaks it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from adapters.chart import HEIGHT, WIDTH, picture
from bot.reports.chart import chart
from bot.reports.facts import Talk
from tests.reports.given import HELP, MONDAY, POLICY, several, told

DAYS = [MONDAY + timedelta(days=day) for day in range(6)]
LONG = tuple(talk for day in DAYS for talk in several([0.2, 3, 9, 40, 3000], at=day))


@pytest.mark.parametrize(
    "talks",
    [
        pytest.param((), id="nothing"),
        pytest.param(several([1, 2]), id="too few"),
        pytest.param(several([0] * 5), id="answered in no time at all"),
        pytest.param(LONG, id="from seconds to days"),
    ],
)
def test_a_chart_is_a_picture_of_the_size_that_a_chat_shows_whole(talks: tuple[Talk, ...]) -> None:
    drawn = chart(told(*talks), {HELP: POLICY})

    image = Image.open(BytesIO(picture(drawn)))

    assert image.size == (WIDTH, HEIGHT) == (1200, 675)
    assert image.text["Description"] == drawn.alt  # type: ignore[attr-defined]
