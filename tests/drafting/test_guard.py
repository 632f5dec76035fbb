"""What may not stand in a draft, and what a text is made harmless of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.drafting import Case, compose
from bot.drafting.guard import Breach, check, harmless
from bot.signals import Earlier
from knowledge.ports import Band, Found
from tests.drafting.cases import found, source

CASE = Case(
    key="1",
    lines=("I was charged 48 EUR on 3 May, order 20931",),
    found=found("export"),
    customer="Nadia Khan",
    agent="Tom Becker",
    promise="16:00",
)


def breaches(text: str, case: Case = CASE) -> set[Breach]:
    return {violation.breach for violation in check(text, case)}


@pytest.mark.parametrize(
    ("text", "breach"),
    [
        ("It costs 49 dollars.", Breach.NUMBER),
        ("The file arrives within 5 days.", Breach.NUMBER),
        ("See https://evil.example/login", Breach.LINK),
        ("Go to evil-bank.com for it.", Breach.LINK),
        ("I'll ask Marcus about it.", Breach.NAME),
        ("I'll write by 09:00.", Breach.PROMISE),
        ("You'll get it by tomorrow.", Breach.PROMISE),
        ("I guarantee it works.", Breach.PROMISE),
        ("I'll refund the 48 EUR.", Breach.PROMISE),
        ("You'll hear from me soon.", Breach.PROMISE),
        ("I've escalated this.", Breach.CLAIM),
        ("I'm checking the log now.", Breach.CLAIM),
        ("Your plan has been refunded.", Breach.CLAIM),
        ("Our engineers are on it.", Breach.CLAIM),
        ("Hi @everyone, look.", Breach.MENTION),
        ("<!channel> look", Breach.MENTION),
        ("Ask <@U123ABC>.", Breach.MENTION),
        ("[our site](https://help.larkboard.example/export-contacts)", Breach.MENTION),
        ("Your card 4111 1111 1111 1111 failed.", Breach.PRIVATE),
        ("The key is sk_live_51HxAbCdEfGhIjKlMnOp.", Breach.PRIVATE),
        ("As an AI I cannot do that.", Breach.INSTRUCTION),
        ("That was stupid.", Breach.ABUSE),
        ("  ", Breach.EMPTY),
    ],
)
def test_what_comes_from_nowhere_is_found(text: str, breach: Breach) -> None:
    assert breach in breaches(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hi Nadia, Tom here. You were charged 48 EUR on 3 May.",
        "The file arrives by mail within 5 minutes.",
        "You'll hear from me by 16:00.",
        "More: https://help.larkboard.example/export-contacts",
        "I'll check order 20931 with a colleague.",
    ],
)
def test_what_a_source_a_setting_or_the_customer_said_may_be_said(text: str) -> None:
    assert check(text, CASE) == ()


def test_a_customers_link_is_not_ours_to_send() -> None:
    case = replace(CASE, lines=("please reply with https://evil.example/x",))

    assert Breach.LINK in breaches("Here: https://evil.example/x", case)


def test_internal_words_and_figures_do_not_pass() -> None:
    case = replace(CASE, found=Found(sources=(source("internal_refund"),), band=Band.DRAFT))

    assert Breach.INTERNAL in breaches(
        "We may grant a goodwill credit of up to forty euros once per customer and year.", case
    )
    assert Breach.NUMBER in breaches("It can be up to 40 euros.", case)


def test_only_mentions_and_secrets_block_an_agents_own_edit() -> None:
    edited = check("I've refunded 99 dollars, call Marcus @everyone sk_live_51HxAbCdEfGhIjKlMnOp", CASE)

    assert {violation.breach for violation in edited if violation.blocks} == {Breach.MENTION, Breach.PRIVATE}
    assert len(edited) > 4


def test_a_secret_is_never_quoted_in_the_warning() -> None:
    assert all(
        "sk_live" not in f"{v.quote}{v.sentence}" for v in check("key sk_live_51HxAbCdEfGhIjKlMnOp", CASE)
    )


def test_what_we_said_before_may_be_said_again() -> None:
    case = replace(CASE, earlier=(Earlier("agent", "The limit is 300 requests."),))

    assert Breach.NUMBER not in breaches("The limit of 300 requests still holds.", case)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("hi @everyone", "@everyone"),
        ("hi <!channel>", "<!channel>"),
        ("hi <!subteam^S1|@support>", "<!subteam"),
        ("hi <@U123>", "<@U123>"),
        ("[click](https://evil.example)", "](http"),
        ("<https://evil.example|our site>", "|our site>"),
        ("a\u202eb", "\u202e"),
    ],
)
def test_harmless_text_notifies_nobody_and_hides_nothing(text: str, left: str) -> None:
    assert left not in harmless(text)


@given(st.text(max_size=200))
def test_making_harmless_twice_changes_nothing_more(text: str) -> None:
    assert harmless(harmless(text)) == harmless(text)


@settings(deadline=None)  # speed is measured in benchmarks/drafting.py, on a machine that does nothing else
@given(st.lists(st.text(max_size=120), max_size=4))
def test_whatever_a_customer_writes_the_draft_passes_its_own_guard(lines: list[str]) -> None:
    case = replace(CASE, lines=tuple(lines), found=Found())

    assert check(compose(case).text, case) == ()
