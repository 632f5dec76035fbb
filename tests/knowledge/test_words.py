"""Words, letter groups, spelling, and the scores made of them."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge import lexical
from knowledge.bursts import MOST_PARTS, parts
from knowledge.words import letter_groups, mend, stems, topic, words

KNOWN = {"invoice": 4, "password": 9, "failed": 3, "card": 2}
ENGLISH = frozenset({"mail", "carp", "save", "house"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("my pasword", "my password", id="a letter dropped"),
        pytest.param("my passwword", "my password", id="a letter doubled"),
        pytest.param("my passowrd!", "my password!", id="two letters swapped"),
        pytest.param("my psssword", "my password", id="a neighbouring key"),
        pytest.param("was it mailed", "was it mailed", id="a form of an English word"),
        pytest.param("saving", "saving", id="a form that drops its e"),
        pytest.param("a carp", "a carp", id="an English word one slip from a known one"),
        pytest.param("crd", "crd", id="too short to tell"),
        pytest.param("https://x.example/invoce?a=1", "https://x.example/invoice?a=1", id="inside an address"),
        pytest.param("Überweisung", "Überweisung", id="another language"),
    ],
)
def test_a_slip_is_mended_and_a_word_is_left_alone(typed: str, meant: str) -> None:
    assert mend(typed, KNOWN, ENGLISH) == meant


def test_words_are_folded_alike_however_they_are_typed() -> None:
    assert words("Can’t café CAN'T") == ["cant", "cafe", "cant"]
    assert stems("invoices") == stems("invoice")


def test_the_topic_is_what_is_asked_about() -> None:
    assert topic("hey, how do I export my invoices?") == "export invoices"
    assert topic("who are you") == "who are you"


def test_letter_groups_stay_within_a_word() -> None:
    assert set(letter_groups("ab cd")) == set(letter_groups("ab")) | set(letter_groups("cd"))
    assert len(letter_groups("")) == len(letter_groups("!?")) == 0


def _index(*texts: str) -> lexical.Bm25f:
    empty = np.empty(0, dtype=np.int32)
    gathering = lexical.Gathering()
    for text in texts:
        gathering.add(empty, letter_groups(text))
    return gathering.done()


def test_a_score_is_the_share_reached_and_the_best_match_leads() -> None:
    index = _index("reset the password", "pay an invoice", "")

    scores = index.scores(letter_groups("invoice"))

    assert scores.argmax() == 1
    assert scores[0] == scores[2] == 0
    assert 0 < scores[1] <= 1


def test_one_article_scored_alone_scores_as_in_the_index() -> None:
    texts = ["reset the password", "pay an invoice", "password rules"] * 200  # more than are packed at once
    index = _index(*texts)
    query = letter_groups("password invoice")

    alone = [index.score_of(np.empty(0, dtype=np.int32), letter_groups(text), query) for text in texts]

    assert alone == pytest.approx(list(index.scores(query)), rel=1e-3)


def test_nothing_indexed_and_nothing_asked_score_nothing() -> None:
    assert list(_index().scores(letter_groups("password"))) == []
    assert list(_index("password").scores(letter_groups(""))) == [0.0]


def test_short_messages_are_searched_as_they_stand() -> None:
    assert parts("My card is declined. Why?\nPlease help.") == []


def test_of_a_long_burst_the_question_is_kept() -> None:
    story = "\n".join(f"On day {day} the shop sent me another long story about parcels" for day in range(20))

    kept = parts(f"{story}\nwhere is it?")

    assert len(kept) == MOST_PARTS
    assert kept[-1] == "where is it?"


def test_a_thought_typed_over_two_lines_is_also_searched_as_one() -> None:
    burst = (
        "hey all, hope everyone is having a good week so far\nwhy was my card\ndeclined at the shop today\n"
        "any help would be really appreciated, thanks so much in advance!"
    )

    assert "why was my card declined at the shop today" in parts(burst)


def test_a_finished_sentence_is_not_glued_to_the_next() -> None:
    story = "We are a small team of four. " * 6

    assert not any("four. Where" in part for part in parts(f"{story}\nWhere is my card?"))
