"""Text on its way in and out: nothing comes alive, nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.text import clip, escape, pieces, plain, unescape


@pytest.mark.parametrize(
    ("mrkdwn", "read"),
    [
        pytest.param("hi <@U1|maya>", "hi @maya", id="a mention with its name"),
        pytest.param("<!channel> look", "@channel look", id="a broadcast"),
        pytest.param("<!subteam^S1|@support>", "@support", id="a group"),
        pytest.param("<!date^1772442000^{time}|9 am>", "9 am", id="a date"),
        pytest.param("see <#C1|general>", "see #general", id="a channel"),
        pytest.param("<https://a.example/x>", "https://a.example/x", id="a bare link"),
        pytest.param("<http://a.example|a.example>", "http://a.example", id="a link Slack completed"),
        pytest.param("<mailto:a@b.example|a@b.example>", "a@b.example", id="an address"),
        pytest.param("1 &lt; 2 &amp;&amp; 3", "1 < 2 && 3", id="entities"),
        pytest.param("a < b", "a < b", id="a lone angle"),
    ],
)
def test_mrkdwn_reads_as_a_person_reads_it(mrkdwn: str, read: str) -> None:
    assert plain(mrkdwn) == read


@pytest.mark.parametrize("alive", ["<!channel>", "<!here>", "<@U1>", "<#C1>", "<https://x.example|safe>"])
def test_nothing_in_escaped_text_comes_alive(alive: str) -> None:
    assert "<" not in escape(alive)
    assert plain(escape(alive)) == alive


@given(st.text())
def test_escaping_can_be_undone(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.text(alphabet="ab &<\n", max_size=400), st.integers(min_value=5, max_value=60))
def test_cutting_loses_nothing_and_every_piece_fits(text: str, most: int) -> None:
    cut = pieces(text, most)

    assert "".join(piece + gap for piece, gap in cut) == text
    assert all(len(escape(piece)) <= most for piece, _ in cut)


def test_a_long_text_is_cut_between_paragraphs() -> None:
    text = "\n\n".join(["word " * 30] * 4)

    assert [gap for _, gap in pieces(text, 200)] == ["\n\n", "\n\n", "\n\n", ""]


def test_a_clipped_text_says_that_it_goes_on() -> None:
    assert clip("abcdef", 4) == "abc…"
