"""The articles page in a real browser: reading, searching, gaps, and who may decide what."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.console.conftest import PATIENCE_MS, Open, Raise, Stage

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture
def stage(raise_stage: Raise) -> Stage:
    return raise_stage("articles")


def view(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")


def test_articles_are_filtered_and_read_with_who_kept_which_question(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/articles?me=dana")
    page.get_by_label("Filter articles").fill("import file")
    expect(page.locator(".shelf li")).to_have_count(1)

    page.get_by_role("button", name="Limits of an import file").press("Enter")

    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("kept by Dana")
    expect(sheet.get_by_role("link", name="the format")).to_have_attribute(
        "href", "https://help.example/format"
    )
    expect(sheet).to_contain_text("<b>no markup</b>")
    expect(sheet.locator("b, a[href^=javascript]")).to_have_count(0)
    expect(sheet.get_by_role("button", name="Remove")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)


def test_a_search_says_in_words_why_an_article_was_found_and_its_question_can_be_kept(
    stage: Stage, open_page: Open
) -> None:
    page = open_page(f"{stage.address}/articles?me=tom")
    view(page, "Search")
    page.get_by_label("A customer's question").fill("how large may my import file be")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status", name="Result")).to_contain_text("Would be drafted")
    first = page.get_by_role("region", name="Limits of an import file")
    expect(first).to_contain_text("of the question's words")

    first.get_by_role("button", name="Keep this question for it").click()
    expect(page.get_by_text("a lead has to approve it")).to_have_count(0)  # the article has it already
    expect(page.get_by_text("has that question already")).to_be_visible()


def test_an_agent_proposes_a_question_and_a_lead_approves_and_removes_it(
    stage: Stage, open_page: Open
) -> None:
    page = open_page(f"{stage.address}/articles?me=tom")
    view(page, "Search")
    page.get_by_label("A customer's question").fill("why is the import of Excel sheets so slow")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Keep this question for it").first.click()
    expect(page.get_by_text("Noted: a lead has to approve it.")).to_be_visible()
    view(page, "To decide (4)")
    expect(page.get_by_text("A lead decides these.")).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)

    lead = open_page(f"{stage.address}/articles?me=ana")
    view(lead, "To decide (4)")
    lead.get_by_role("button", name="Approve the question why is the import").click()
    expect(lead.get_by_text("Approved: the search uses it now.")).to_be_visible()
    view(lead, "Articles")
    lead.get_by_role("button", name="Limits of an import file").click()
    lead.get_by_role("button", name="Remove the question why is the import").click()
    expect(lead.get_by_text("Removed: the search no longer uses it.")).to_be_visible()


def test_a_gap_becomes_a_file_and_a_draft_that_a_lead_approves(
    stage: Stage, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(f"{stage.address}/articles?me=ana")
    view(page, "Gaps (2)")
    gap = page.get_by_role("region", name="Is there a dark mode for the dashboard?")
    expect(gap).to_contain_text("3×")
    with page.expect_download() as download:
        gap.get_by_role("button", name="Stub as a file").click()
    download.value.save_as(tmp_path / "stub.md")
    assert 'title: "Is there a dark mode for the dashboard?"' in (tmp_path / "stub.md").read_text()

    gap.get_by_role("button", name="Write an article…").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_label("Title")).to_have_value("Is there a dark mode for the dashboard?")
    sheet.get_by_label("Text (Markdown)").fill("Under **Settings**, Look.")
    sheet.get_by_label("Title").fill("Dark mode")
    sheet.get_by_role("button", name="Save as a draft").click()

    view(page, "To decide (4)")
    draft = page.get_by_role("region", name="Dark mode")
    draft.get_by_role("button", name="Look over and approve…").click()
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    view(page, "Articles")
    expect(page.get_by_role("button", name="Dark mode")).to_be_visible()
    view(page, "Gaps (1)")
    expect(gap).to_contain_text("Answered")


def test_a_lead_ends_a_review_and_dismisses_a_gap(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/articles?me=ana")
    view(page, "To decide (3)")
    page.get_by_role("button", name="Reviewed").click()
    expect(page.get_by_role("tab", name="To decide (2)")).to_be_visible()

    view(page, "Gaps (2)")
    gap = page.get_by_role("region", name="Can I sign in with a passkey")
    gap.get_by_role("button", name="Dismiss").click()

    expect(gap).to_contain_text("Dismissed")
    expect(page.get_by_role("tab", name="Gaps (1)")).to_be_visible()


@pytest.mark.parametrize("width", [pytest.param(1280, id="desktop"), pytest.param(390, id="phone")])
def test_nothing_is_wider_than_the_screen(stage: Stage, open_page: Open, width: int) -> None:
    page = open_page(f"{stage.address}/articles", width=width)

    for name in ("Articles", "Search", "Gaps", "To decide"):
        view(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
