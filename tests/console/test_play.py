"""One person plays both sides, and two people each play one, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.console.conftest import PATIENCE_MS, Open, Raise, Stage

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def stage(raise_stage: Raise) -> Stage:
    return raise_stage("empty")


def become(page: Page, name: str, zone: str = "Europe/Lisbon") -> None:
    page.get_by_role("button", name="New customer").first.click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Name").fill(name)
    sheet.get_by_label("Time zone").fill(zone)
    sheet.get_by_role("button", name="Start").click()
    expect(page.get_by_role("combobox", name="Customer").locator("option:checked")).to_have_text(name)


def write(page: Page, text: str) -> None:
    box = page.get_by_label("Write a message")
    box.fill(text)
    box.press("Enter")


def card_of(page: Page, name: str) -> Locator:
    return page.get_by_role("article").filter(has=page.get_by_role("heading", name=name))


def test_one_person_plays_a_conversation_from_the_question_to_the_thank_you(
    stage: Stage, open_page: Open
) -> None:
    page = open_page(stage.address)
    expect(page.get_by_text("Nobody has written yet")).to_be_visible()
    become(page, "Maya Lopez", "America/New_York")
    write(page, "how do I invite a colleague?")

    card = card_of(page, "Maya Lopez")
    expect(card).to_contain_text("Open Settings > Team, choose Invite")
    expect(card.get_by_role("link", name="Invite a colleague")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Maya Lopez")).locator("time")).to_have_text(
        re.compile(r"0:\d\d")
    )

    card.get_by_role("button", name="Send", exact=True).click()
    chat = page.get_by_role("log", name="Conversation")
    expect(chat.locator(".bubble.theirs")).to_contain_text("Open Settings > Team")
    expect(card).to_contain_text("Answered by Ana in")
    expect(card.get_by_role("button", name="Send", exact=True)).to_have_count(0)

    write(page, "that worked, thank you!")
    expect(chat.locator(".bubble.mine").last).to_contain_text("that worked")
    expect(card).to_contain_text("sounds solved", ignore_case=True)
    stage.minutes_pass()
    expect(card).to_contain_text("only you see this")
    card.get_by_role("button", name="Use this text").click()
    page.get_by_role("dialog").get_by_role("button", name="Send").click()
    expect(chat.locator(".bubble.theirs")).to_have_count(2)
    expect(card).not_to_contain_text("only you see this")


def test_a_second_browser_sees_the_card_and_the_customer_sees_its_reply(
    stage: Stage, open_page: Open
) -> None:
    customer, agent = open_page(f"{stage.address}/customer"), open_page(f"{stage.address}/agent?me=dana")
    become(customer, "Ken Sato", "Asia/Tokyo")
    write(customer, "our import stops")
    write(customer, "the file has 31 MB")

    card = card_of(agent, "Ken Sato")
    expect(card.locator(".quote")).to_have_count(2)
    card.get_by_role("button", name="Edit").click()
    box = agent.get_by_role("dialog").get_by_label("Reply")
    expect(box).to_be_focused()
    box.fill("Hi Ken, Dana here. Please split the file: one part may have 20 MB.")
    box.press("Control+Enter")

    expect(customer.locator(".bubble.theirs")).to_contain_text("Dana here. Please split the file")
    expect(card).to_contain_text("Answered by Dana")


def test_an_edited_text_is_kept_and_not_sent_when_the_customer_wrote_on(
    stage: Stage, open_page: Open
) -> None:
    customer, agent = open_page(f"{stage.address}/customer"), open_page(f"{stage.address}/agent")
    become(customer, "Nadia Karim")
    write(customer, "can I import from the old system?")
    card = card_of(agent, "Nadia Karim")
    card.get_by_role("button", name="Edit").click()
    box = agent.get_by_role("dialog").get_by_label("Reply")
    box.fill("Yes, as a file.")
    write(customer, "I mean with all invoices")
    expect(card.locator(".quote")).to_have_count(2)

    box.press("Control+Enter")

    sheet = agent.get_by_role("dialog")
    expect(sheet).to_contain_text("nothing was sent")
    expect(sheet.get_by_label("Reply")).to_have_value("Yes, as a file.")
    expect(customer.locator(".bubble.theirs")).to_have_count(0)


def test_an_answer_by_hand_folds_the_card(stage: Stage, open_page: Open) -> None:
    customer, agent = open_page(f"{stage.address}/customer"), open_page(f"{stage.address}/agent?me=tom")
    become(customer, "Ines Duarte")
    write(customer, "how do I invite two people?")
    card = card_of(agent, "Ines Duarte")
    card.get_by_role("button", name="Open the conversation").click()
    agent.get_by_label("Answer by hand").fill("Hi Ines, Tom here: one invitation each.")
    agent.get_by_label("Answer by hand").press("Enter")

    expect(customer.locator(".bubble.theirs")).to_contain_text("Tom here")
    expect(card).to_contain_text("Answered by Tom")
    agent.keyboard.press("Escape")
    expect(card.get_by_role("button", name="Send", exact=True)).to_have_count(0)


def test_a_promise_from_nowhere_comes_back_once_and_the_score_is_mine_to_see(
    stage: Stage, open_page: Open
) -> None:
    page = open_page(stage.address)
    become(page, "Ines Paz")
    write(page, "how do I invite a colleague?")
    card = card_of(page, "Ines Paz")
    card.get_by_role("button", name="Edit").click()
    sheet = page.get_by_role("dialog")
    words = "Hi Ines, Ana here. I'll invite your colleague within 3 days."
    sheet.get_by_label("Reply").fill(words)
    sheet.get_by_role("button", name="Send").click()

    expect(sheet).to_contain_text("Send it as it is?")
    expect(sheet).to_contain_text("within 3 days")
    expect(sheet.get_by_label("Reply")).to_have_value(words)
    sheet.get_by_role("button", name="Go on").click()
    expect(card).to_contain_text("Answered by Ana in")

    page.get_by_role("link", name="My replies").click()
    mine = page.get_by_role("article", name=re.compile("Ines Paz"))
    expect(mine).to_contain_text(words)
    expect(mine.get_by_label("Draft")).to_contain_text("Open Settings > Team")
    page.get_by_role("combobox", name="You are").select_option(label="Tom")
    expect(page.get_by_text(words)).to_have_count(0)


def test_a_customer_changes_and_deletes_a_line(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/customer")
    become(page, "Olu Ade")
    write(page, "where do I chnage my plan?")
    write(page, "and the price")
    lines = page.locator(".bubble.mine:not(.pending)")
    expect(lines).to_have_count(2)

    lines.first.hover()
    lines.first.get_by_label("Change this line").click()
    lines.first.get_by_role("button", name="Edit").click()
    page.get_by_role("dialog").get_by_label("Reply").fill("where do I change my plan?")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(lines.first).to_contain_text("where do I change my plan?")
    expect(lines.first).to_contain_text("edited")
    lines.last.hover()
    lines.last.get_by_label("Change this line").click()
    lines.last.get_by_role("button", name="Delete").click()
    expect(lines).to_have_count(1)


def test_what_is_being_typed_survives_what_arrives_meanwhile(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/customer")
    become(page, "Eva Lind")
    write(page, "my import fails")
    box = page.get_by_label("Write a message")
    box.press_sequentially("and it worked yester")
    expect(page.locator(".bubble.mine:not(.pending)")).to_have_count(1)
    expect(page.get_by_text("Goes on above.")).to_be_visible()

    box.press_sequentially("day")

    expect(box).to_have_value("and it worked yesterday")
    expect(box).to_be_focused()


def test_words_are_shown_as_words(stage: Stage, open_page: Open) -> None:
    page = open_page(stage.address)
    become(page, "<b>Bo</b> Lind")
    write(page, "How do I put <img src=x onerror=alert(1)> **in** `this` {{ card }}? javascript:alert(1)")

    expect(page.locator(".bubble.mine").last).to_contain_text("<img src=x onerror=alert(1)> **in** `this`")
    card = card_of(page, "<b>Bo</b> Lind")
    expect(card.locator(".quote")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator(".bubble img, .card img, a[href^='javascript']")).to_have_count(0)


def test_a_nudge_waits_while_its_conversation_is_open(stage: Stage, open_page: Open) -> None:
    customer, agent = open_page(f"{stage.address}/customer"), open_page(f"{stage.address}/agent")
    become(customer, "Ida Roth")
    write(customer, "how do I invite a colleague?")
    card = card_of(agent, "Ida Roth")
    card.get_by_role("button", name="Open the conversation").click()
    agent.get_by_label("Answer by hand").fill("Hi Ida, Ana here: Settings, Team, Invite.")
    agent.get_by_label("Answer by hand").press("Enter")
    expect(card).to_contain_text("Answered by Ana")
    write(customer, "that worked, thank you!")
    expect(card).to_contain_text("sounds solved", ignore_case=True)

    stage.minutes_pass()
    expect(customer.locator(".bubble.mine")).to_have_count(2)
    expect(card).not_to_contain_text("only you see this")
    agent.keyboard.press("Escape")
    expect(agent.get_by_role("dialog")).to_have_count(0)
    stage.minutes_pass()

    expect(card).to_contain_text("only you see this")
