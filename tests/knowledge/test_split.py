"""Passages can be quoted as they are; nothing is lost between them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as some

from knowledge.split import PASSAGE_WORDS, address_of, passages

SENTENCE = "Open the page and press the button again. "


def test_headings_divide_and_name_passages() -> None:
    found = passages("Before.\n\n## Steps\n\n1. Open it\n2. Press it\n\n### Later\n\nWait.")

    assert [(piece.heading, piece.text) for piece in found] == [
        (None, "Before."),
        ("Steps", "1. Open it\n2. Press it"),
        ("Later", "Wait."),
    ]


def test_a_heading_inside_code_is_code() -> None:
    (only,) = passages("```\n# not a heading\n\nstill code\n```")

    assert only.text == "```\n# not a heading\n\nstill code\n```"


def test_a_list_stays_with_the_line_that_announces_it() -> None:
    intro = f"{SENTENCE * 14}\n\nYou need:"
    items = "- a card\n" * 8

    assert any("You need:\n\n- a card" in piece.text for piece in passages(f"{intro}\n\n{items}"))


def test_a_giant_paragraph_is_cut_between_sentences() -> None:
    found = passages(SENTENCE * 100)

    assert len(found) > 4
    assert all(piece.text.endswith("again.") for piece in found)
    assert all(len(piece.text.split()) <= PASSAGE_WORDS for piece in found)


LINES = some.sampled_from(
    ["", "A line of text.", "- item", "1. step", "```", "| a | b |", "## Head", "Two. Sentences!"]
)


@given(some.lists(LINES, max_size=30))
def test_every_word_of_a_body_is_in_a_passage_verbatim_and_in_order(lines: list[str]) -> None:
    body = "\n".join(lines)

    found = passages(body)

    said = " ".join(word for piece in found for word in piece.text.split())
    fenced = "```" in lines
    without_headings = body if fenced else re.sub(r"(?m)^## Head$", "", body)
    assert fenced or said == " ".join(without_headings.split())
    assert all(re.sub(r"\s+", " ", piece.text) in re.sub(r"\s+", " ", body) for piece in found if not fenced)


def test_a_source_leads_to_its_heading() -> None:
    first, usual, named = passages(
        "Before.\n\n## Where to go?\n\nThere.\n\n## Fees {#what-it-costs}\n\nNothing."
    )
    url = "https://help.example/returns"

    assert named.heading == "Fees"
    assert [address_of(url, piece) for piece in (first, usual, named)] == [
        url,
        f"{url}#where-to-go",
        f"{url}#what-it-costs",
    ]
    assert address_of(None, usual) is None
