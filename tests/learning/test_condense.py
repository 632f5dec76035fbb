"""What is kept of a customer's burst: the question, and nothing that tells who asked."""

from __future__ import annotations

import pytest

from bot.learning.condense import LONGEST, asked, masked


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        pytest.param(
            ["hi", "my export stops since this morning", "how can I export one year at a time?", "thanks!"],
            "how can I export one year at a time?",
            id="the sentence that asks",
        ),
        pytest.param(
            ["hello team, our import fails with error 413.", "any idea?"],
            "our import fails with error 413.",
            id="the trouble, where the question has no subject",
        ),
        pytest.param(
            ["hi how do i export all my invoices as a csv"],
            "how do i export all my invoices as a csv",
            id="a question without a mark",
        ),
        pytest.param(
            ["Guten Morgen! Wie ändere ich mein Passwort?"], "Wie ändere ich mein Passwort?", id="German"
        ),
        pytest.param(["hello", "anybody there?"], "", id="nothing that could be looked up"),
        pytest.param(
            ["see https://x.example/?t=1 why does the import stop?"],
            "see why does the import stop?",
            id="no link",
        ),
    ],
)
def test_a_burst_becomes_its_question(lines: list[str], kept: str) -> None:
    assert asked(lines) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("mail me at maya@acme.io", "mail me at [email]", id="a mail address"),
        pytest.param("call +49 170 1234567 please", "call [phone] please", id="a phone number"),
        pytest.param("Maya Brown cannot log in", "[name] cannot log in", id="the customer's name"),
        pytest.param("Ana told me to ask", "[name] told me to ask", id="an agent's name"),
        pytest.param("it worked for @ken.s yesterday", "it worked for [name] yesterday", id="a handle"),
        pytest.param("my name is Peter Pohl, hello", "my name is [name], hello", id="somebody introduced"),
        pytest.param(
            "this is Peter from Globex Inc here", "this is [name] from [company] here", id="a company"
        ),
        pytest.param("my colleague Rosa sees nothing", "my colleague [name] sees nothing", id="a colleague"),
        pytest.param("order #A-20394 is late", "order #[number] is late", id="an order number"),
        pytest.param("invoice INV-2024-0012 is wrong", "invoice [number] is wrong", id="an invoice number"),
        pytest.param("it shows 1234567", "it shows [number]", id="a long number"),
        pytest.param("key 9f8e7d6c5b4a is refused", "key [code] is refused", id="a code"),
        pytest.param("my card 4111 1111 1111 1111 fails", "my card [card] fails", id="a card"),
        pytest.param("password is hunter2! it fails", "password is [secret] it fails", id="a password"),
    ],
)
def test_what_identifies_somebody_is_masked(text: str, kept: str) -> None:
    assert masked(text, ["Maya Brown", "Ana"]) == kept


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("error 413 after 50 MB", id="an error's number"),
        pytest.param("ERR_CONN_42 on Windows11", id="an error code and a version"),
        pytest.param("it will mark the bill as paid", id="common words that are names as well"),
        pytest.param("3 of 12 seats, 99 euro a month", id="small numbers"),
    ],
)
def test_what_the_question_is_about_stays(text: str) -> None:
    assert masked(text, ["Mark Will", "Bill"]) == text


def test_masking_twice_changes_nothing() -> None:
    once = masked("Maya, order #A-20394, maya@acme.io, +49 170 1234567", ["Maya"])

    assert masked(once, ["Maya"]) == once


def test_a_secret_is_masked_before_the_sentence_is_cut_out() -> None:
    kept = asked(
        ["my password is", "hunter2!what. why does the login page refuse my password: hunter2!what?"]
    )

    assert "hunter2" not in kept


def test_a_question_that_never_ends_is_cut_at_a_word() -> None:
    kept = asked(["why does " + "the export " * 60 + "stop?"])

    assert len(kept) <= LONGEST
    assert kept.endswith(("the", "export"))
