"""After the reply, in a browser: a person's nudges, the customer's one question, the bot's word at night."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.console.conftest import PATIENCE_MS, Open, Raise, Stage
from tests.console.test_play import card_of

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def stage(raise_stage: Raise) -> Stage:
    return raise_stage("afterwards")


@pytest.mark.parametrize("width", [1280, 390], ids=["on a desk", "on a phone"])
def test_an_agent_finds_their_nudges_in_one_list(stage: Stage, open_page: Open, width: int) -> None:
    page = open_page(f"{stage.address}/agent", width=width)
    mine = page.get_by_role("region", name="Your nudges")

    expect(mine).to_contain_text("Ken Sato says it works. Ask to confirm, and say thanks?")
    expect(mine).to_contain_text("You told Nadia Karim")
    mine.get_by_role("button", name=re.compile("Ken Sato")).click()
    expect(card_of(page, "Ken Sato")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_nobody_else_sees_them(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/agent?me=tom")

    expect(card_of(page, "Ken Sato")).to_be_visible()
    expect(page.get_by_role("region", name="Your nudges")).not_to_contain_text("Ken Sato")


def test_a_promised_time_stands_on_its_card(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/agent")

    expect(card_of(page, "Nadia Karim").locator(".promised")).to_contain_text("Ana told Nadia Karim")


def test_a_problem_is_noted_on_a_card_and_fixed_for_everybody_from_the_list(
    stage: Stage, open_page: Open
) -> None:
    page = open_page(f"{stage.address}/agent")
    card = card_of(page, "Maya Lopez")
    card.get_by_text("More").click()
    card.get_by_role("button", name="Same problem as…").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Name of a new problem").fill("the import stops at 80 %")
    sheet.get_by_role("button", name="Note it").click()
    known = page.get_by_role("region", name="Known problems")
    expect(known).to_contain_text("the import stops at 80 %")
    expect(card.locator(".promised")).to_contain_text("is to be told when")

    known.get_by_role("button", name="Fixed: the import stops at 80 %").click()
    page.get_by_role("dialog").get_by_role("button", name="Tell them").click()

    expect(page.get_by_role("region", name="Your nudges")).to_contain_text("Maya Lopez reported")
    expect(known).not_to_contain_text("the import stops")


def test_the_customer_is_asked_once_and_thanked(stage: Stage, open_page: Open) -> None:
    other = open_page(f"{stage.address}/customer?customer=ken-sato&channel=help")
    page = open_page(f"{stage.address}/customer?customer=maya-lopez&channel=help", width=390)
    question = page.get_by_label("A question of the bot")

    expect(question).to_contain_text("automatic")
    expect(other.get_by_label("A question of the bot")).to_have_count(0)
    question.get_by_role("button", name="It helped").click()
    expect(question).to_contain_text(re.compile("hank you"))
    expect(question.get_by_role("button")).to_have_count(0)


@pytest.fixture(scope="module")
def night(raise_stage: Raise) -> Stage:
    return raise_stage("night")


def test_at_night_the_customer_hears_from_a_bot_and_the_agent_still_owes_the_answer(
    night: Stage, open_page: Open
) -> None:
    page = open_page(f"{night.address}/?customer=maya-lopez&channel=help")

    by = re.compile(r"by (?:tomorrow|Sun|Mon|Tue|Wed|Thu|Fri|Sat) 0\d:")  # her clock is five hours behind
    expect(page.locator(".bubble.machine")).to_contain_text(by)
    expect(page.locator(".bubble.machine")).to_contain_text("automatic")
    expect(card_of(page, "Maya Lopez")).to_contain_text("Waiting")
