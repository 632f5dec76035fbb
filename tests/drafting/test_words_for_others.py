"""Masks, prompts and the texts of nudges."""

from __future__ import annotations

import pytest

from bot.drafting.closing import Closing, acknowledgement, closing_text
from bot.drafting.masks import Masks
from bot.drafting.prompts import PromptError, filled


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("card 4111 1111 1111 1111", "4111"),
        ("mail ana@corp.example please", "ana@corp.example"),
        ("call +49 170 1234567", "1234567"),
        ("key sk_live_51HxAbCdEfGhIjKlMnOp", "sk_live"),
        ("aws AKIAIOSFODNN7EXAMPLE", "AKIA"),
        ("my password is hunter2!", "hunter2"),
        ("IBAN DE89 3704 0044 0532 0130 00", "3704"),
        ("ssn 536-90-4399", "536-90"),
        ("token ghp_abcdefghijklmnopqrstuvwxyz0123456789", "ghp_"),
    ],
)
def test_private_pieces_are_masked(text: str, private: str) -> None:
    assert private not in Masks().hide(text)


@pytest.mark.parametrize(
    "text",
    ["error 413 since 2024-05-03 14:30", "order 20931, 12.50 EUR", "version 3.14.159", "my key question"],
)
def test_ordinary_numbers_are_not_masked(text: str) -> None:
    assert Masks().hide(text) == text


def test_addresses_come_back_and_secrets_do_not() -> None:
    masks = Masks()
    hidden = masks.hide("ana@corp.example and card 4111 1111 1111 1111, again ana@corp.example")

    assert hidden.count("[email-1]") == 2
    assert masks.put_back(hidden) == "ana@corp.example and card [card-1], again ana@corp.example"


def test_a_prompt_refuses_missing_and_unknown_values() -> None:
    assert "too long" in filled("repair", faults="- too long")
    with pytest.raises(PromptError, match="faults"):
        filled("repair")
    with pytest.raises(PromptError, match="mood"):
        filled("repair", faults="x", mood="y")
    with pytest.raises(PromptError, match="no prompt"):
        filled("nothing")


@pytest.mark.parametrize("kind", list(Closing))
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("topic", [None, "the import"])
def test_every_nudge_has_its_words(kind: Closing, language: str, topic: str | None) -> None:
    text = closing_text(kind, key="7", customer="Nadia Khan", topic=topic, promise="16:00", language=language)

    assert "Nadia" in text
    assert "{" not in text
    assert text == closing_text(
        kind, key="7", customer="Nadia Khan", topic=topic, promise="16:00", language=language
    )


def test_the_same_words_are_not_offered_twice_in_a_row() -> None:
    first = closing_text(Closing.CONFIRM, key="7", customer="Ana")

    assert closing_text(Closing.CONFIRM, key="7", customer="Ben", recent=[first])[9:] != first[9:]


def test_an_acknowledgement_says_that_a_bot_speaks_and_who_answers_when() -> None:
    text = acknowledgement(key="7", customer="Nadia", answers_by="Monday 09:00", who="the support team")

    assert "bot" in text
    assert "Monday 09:00" in text
    assert "the support team" in text
    assert (
        "by" not in acknowledgement(key="7", customer="Nadia").split("bot", 1)[1].split("answer you here")[1]
    )
