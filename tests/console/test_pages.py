"""Keys, small screens, settings, the report, and a page that outlives its server, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.console.conftest import PATIENCE_MS, Open, Raise, Stage

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def stage(raise_stage: Raise) -> Stage:
    return raise_stage("all")


def fits(page: Page) -> None:
    page.wait_for_function("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_late_conversation_is_one_card_with_its_alert_on_top(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/agent")

    late = page.get_by_role("article").first
    expect(late.get_by_role("alert")).to_contain_text("Nadia Karim has waited")
    expect(page.get_by_role("article").filter(has_text="Nadia Karim")).to_have_count(1)
    expect(page).to_have_title("(2) Staff · Frontdesk")


def test_a_conversation_answered_by_hand_is_one_line_for_staff(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/agent")

    answered = page.get_by_role("article").filter(has_text="Ken Sato")
    expect(answered).to_contain_text("Answered by Ana in 2 min")
    expect(answered.get_by_role("button", name="Send")).to_have_count(0)


def test_keys_move_edit_close_and_send_but_never_while_somebody_types(stage: Stage, open_page: Open) -> None:
    page = open_page(stage.address)
    cards = page.get_by_role("article")
    expect(cards).to_have_count(3)
    box = page.get_by_label("Write a message")
    box.press_sequentially("seed")
    expect(box).to_have_value("seed")
    expect(page.get_by_role("dialog")).to_have_count(0)
    box.evaluate("box => box.blur()")

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(cards.nth(1)).to_have_attribute("data-current", "")
    page.keyboard.press("k")
    expect(cards.nth(0)).to_be_focused()
    page.keyboard.press("e")
    expect(page.get_by_role("dialog").get_by_label("Reply")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")

    page.keyboard.press("d")
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Why is no reply needed?").select_option("duplicate")
    sheet.get_by_role("button", name="Close").click()
    expect(page.get_by_text("Closed: duplicate")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("k")
    expect(cards.nth(0)).to_be_focused()
    page.keyboard.press("s")
    expect(cards.filter(has_text="Maya Lopez")).to_contain_text("Answered by Ana")
    expect(page.get_by_text("nobody", exact=True)).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/customer", "/agent", "/settings", "/report", "/mine", "/data"])
def test_nothing_scrolls_sideways(stage: Stage, open_page: Open, path: str) -> None:
    page = open_page(stage.address + path)
    expect(page.get_by_role("heading").first).to_be_attached()
    fits(page)

    page.set_viewport_size({"width": 390, "height": 844})

    fits(page)


def test_on_a_phone_the_sides_are_two_tabs(stage: Stage, open_page: Open) -> None:
    page = open_page(stage.address, width=390, height=844)
    expect(page.get_by_role("region", name="Staff")).to_be_visible()
    expect(page.get_by_label("Write a message")).to_be_hidden()

    page.get_by_role("tab", name="Customer").click()

    expect(page.get_by_label("Write a message")).to_be_visible()
    expect(page.get_by_role("region", name="Staff")).to_be_hidden()


def test_the_report_tells_figures_charts_and_sentences(raise_stage: Raise, open_page: Open) -> None:
    page = open_page(f"{raise_stage('month').address}/report")
    page.get_by_label("Days", exact=True).select_option("30")

    expect(page.locator(".figure").first).to_have_text(re.compile(r"\d min ?median first response ?of \d+"))
    expect(page.locator(".chart svg")).to_have_count(3)
    expect(page.get_by_role("region", name="In words")).to_contain_text("answered by a person")
    expect(page.get_by_role("region", name="By channel").get_by_role("row", name="#billing")).to_be_visible()
    fits(page)

    page.get_by_label("Channel", exact=True).select_option("console:billing")

    expect(page.get_by_role("region", name="By channel").get_by_role("row")).to_have_count(2)
    page.set_viewport_size({"width": 390, "height": 844})
    fits(page)


def test_the_thirty_day_page_is_posted_by_a_lead_and_read_by_everybody(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/month")
    panel = page.get_by_role("region", name="#help")
    expect(panel).to_contain_text("What we cannot claim")
    expect(panel.get_by_role("row", name="Conversations")).to_be_visible()
    fits(page)
    panel.get_by_role("button", name="Post it").click()
    expect(page.get_by_text("is on its way to its staff channel")).to_be_visible()
    panel.get_by_role("button", name="Announce figures by agent").click()
    expect(panel.get_by_role("button", name="Stop figures by agent")).to_be_visible()

    staff = open_page(f"{stage.address}/agent?me=tom")
    expect(staff.get_by_text("#help: thirty days with Frontdesk")).to_be_visible()
    expect(staff.get_by_text("#help: reports by agent")).to_be_visible()
    agent = open_page(f"{stage.address}/month?me=tom")
    expect(agent.get_by_role("region", name="#help").get_by_role("button")).to_have_count(0)
    agent.set_viewport_size({"width": 390, "height": 844})
    fits(agent)


def test_a_report_of_few_names_no_figures(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/report")

    expect(page.locator(".figure").first).to_contain_text("2 so far, shown from 5 on")
    expect(page.locator(".chart svg")).to_have_count(2)
