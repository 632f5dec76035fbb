"""What a customer names is repeated, and nothing else is."""

from __future__ import annotations

import pytest

from bot.words.en import ENGLISH


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        pytest.param("which genius moved the undo button", "the undo button", id="what they name"),
        pytest.param("all of my quarterly report is gone", "your quarterly report", id="what is theirs"),
        pytest.param("Does your pricing page lie?", "the pricing page", id="what is ours"),
        pytest.param("wondering whether guests count as seats", "seats", id="several of a kind"),
        pytest.param("no cash abroad", "cash", id="what has no number"),
    ],
)
def test_a_thing_they_name_is_repeated_when_no_pattern_fits(said: str, topic: str) -> None:
    found = ENGLISH.topic(said)

    assert found is not None
    assert found.text == topic


@pytest.mark.parametrize("said", ["of course it is", "please note this", "you charge too much", "", "!!!"])
def test_no_topic_is_made_of_a_turn_of_speech(said: str) -> None:
    assert ENGLISH.topic(said) is None
