"""Which words forbid a nudge, and which ask for one."""

from __future__ import annotations

import pytest

from bot.nudging import tact

STOP = [
    "stop",
    "Please stop messaging me.",
    "don't contact me again",
    "Do not write to me",
    "leave me alone",
    "no more follow-ups please",
    "Bitte schreiben Sie mir nicht mehr",
    "lassen Sie mich in Ruhe",
    "Keine weiteren Nachrichten bitte",
]
NO_STOP = [
    "The job does not stop when I press cancel.",
    "How do I stop the import?",
    "the contact form doesn't work",
    "Don't worry about it",
    "It stops at 80 %",
    "Why did you stop supporting CSV?",
    "Der Export hört nicht auf",
]


@pytest.mark.parametrize("text", STOP, ids=STOP)
def test_who_wants_to_be_left_alone_is_understood(text: str) -> None:
    assert tact.wants_no_contact([text])


@pytest.mark.parametrize("text", NO_STOP, ids=NO_STOP)
def test_a_thing_that_stops_is_no_wish_to_be_left_alone(text: str) -> None:
    assert not tact.wants_no_contact([text])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I already sent you the order number", True),
        ("As I said above, it is version 3.2", True),
        ("You asked me that twice", True),
        ("Wie schon gesagt, es ist Version 3.2", True),
        ("I already tried that", False),
        ("Which order number do you mean?", False),
    ],
)
def test_somebody_who_has_to_say_it_again_is_heard(text: str, told: bool) -> None:
    assert tact.told_already(text) is told


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("I found a bug in the date picker", True),
        ("Just to let you know: the footer link is dead", True),
        ("fyi the docs still mention v1", True),
        ("Ich habe einen Fehler gefunden", True),
        ("My export fails with error 413", False),
    ],
)
def test_who_reports_something_is_told_from_who_needs_help(text: str, reports: bool) -> None:
    assert tact.reports_something(text) is reports


def test_what_was_said_last_with_feeling_decides_whether_somebody_is_angry() -> None:
    assert tact.angry(["You charged me TWICE and nobody answers. This is ridiculous!", "ok"])
    assert not tact.angry(
        ["You charged me TWICE, this is ridiculous!", "wow, thank you so much, great help!"]
    )
