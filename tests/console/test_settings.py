"""What a lead sets is shown as it was saved, refused in a sentence, and on the record."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from bot.policies.form import ADDS, SECTIONS
from tests.console.conftest import PATIENCE_MS, Open, Raise, Stage

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)
TOMORROW = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Off site\nDTSTART;VALUE=DATE:20270303\n"
    "DTEND;VALUE=DATE:20270304\nEND:VEVENT\nEND:VCALENDAR\n"
)


@pytest.fixture(scope="module")
def stage(raise_stage: Raise) -> Stage:
    return raise_stage("waiting", "--quiet", "5")


def panel(page: Page, name: str) -> Locator:
    """Open the panel of a channel and return it."""
    found = page.get_by_role("region", name=name)
    found.locator("summary").first.click()
    return found


def change(page: Page, where: Locator, section: str) -> Locator:
    """Open the form of a section and return it."""
    where.get_by_role("button", name=f"Change: {section}").click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    return sheet


def save(sheet: Locator) -> None:
    sheet.get_by_role("button", name="Save").click()


def test_a_lead_changes_a_target_and_everybody_can_read_who_did(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/settings")
    channel = panel(page, "#help")
    sheet = change(page, channel, "Targets")
    sheet.get_by_label("First response within").fill("soon")
    save(sheet)
    expect(sheet.get_by_role("alert")).to_contain_text('"soon" is not a length of time')

    sheet.get_by_label("First response within").fill("20m")
    save(sheet)

    expect(channel).to_contain_text("First response within 20 min")
    expect(channel.get_by_text("20m", exact=True)).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Ana #help first target 15 min 20 min"))).to_be_visible()


def test_each_wrong_field_says_so_under_itself_and_keeps_what_was_typed(
    stage: Stage, open_page: Open
) -> None:
    page = open_page(f"{stage.address}/settings")
    sheet = change(page, panel(page, "#help"), "Targets")
    sheet.get_by_label("First response within").fill("365d")
    sheet.get_by_label("Next responses within").fill("x" * 40)
    save(sheet)

    under = sheet.locator(".field")
    expect(under.nth(0)).to_contain_text("choose between 30 seconds and 30 days")
    expect(under.nth(1)).to_contain_text("is not a length of time")
    expect(sheet.get_by_role("alert")).to_have_count(2)
    expect(sheet.get_by_label("First response within")).to_have_value("365d")


def test_one_more_to_tell_has_to_be_named(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/settings")
    panel(page, "#help").get_by_role("button", name=f"Tell one more: {ADDS}").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Also tell, at").fill("150")
    save(sheet)

    expect(sheet.get_by_role("alert")).to_contain_text("Whom shall it tell?")
    expect(sheet.get_by_label("group, role or channel")).to_have_count(0)


def test_people_are_chosen_by_name(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/settings")
    channel = panel(page, "#billing")
    sheet = change(page, channel, "People")
    sheet.get_by_label("Backup").select_option("Dana")
    save(sheet)

    expect(channel.locator("div", has=page.get_by_text("Backup", exact=True)).last).to_contain_text("Dana")


def test_every_section_can_be_saved_as_it_stands(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/settings")
    channel = panel(page, "#help")
    for section in SECTIONS:
        if section != ADDS:
            save(change(page, channel, section))
            expect(page.get_by_role("dialog"), section).to_have_count(0)


def test_only_a_lead_changes_settings(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/settings?me=tom")

    panel(page, "#help").get_by_role("button", name="Change: Hours").click()

    expect(page.get_by_text("Only a lead of this channel can change that.")).to_be_visible()


def test_a_lead_watches_another_channel(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/settings")
    page.get_by_role("button", name="Watch a channel").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Early access")
    page.get_by_role("dialog").get_by_role("button", name="Watch it").click()

    expect(page.get_by_role("region", name="#early-access")).to_be_visible()


def test_days_off_are_taken_from_a_calendar_file(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/settings")
    channel = panel(page, "#help")
    calendar: FilePayload = {"name": "off.ics", "mimeType": "text/calendar", "buffer": TOMORROW.encode()}

    channel.locator("input[type=file]").set_input_files(calendar)

    expect(page.get_by_text("1 day off was taken over from the calendar file.")).to_be_visible()


def test_new_channels_start_from_what_a_lead_sets(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/settings")
    defaults = panel(page, "New channels start from")
    sheet = change(page, defaults, "Targets")
    sheet.get_by_label("First response within").fill("5m")
    save(sheet)

    expect(defaults).to_contain_text("First response within 5 min")


def test_who_goes_away_is_off_until_then_and_may_come_back(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/settings")
    page.get_by_role("button", name="Tom is away until").click()
    page.get_by_role("dialog").get_by_label("Until").fill("next spring")
    page.get_by_role("dialog").get_by_role("button", name="Hand over").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("is no time. Write 2h")

    page.get_by_role("dialog").get_by_label("Until").fill("2h")
    page.get_by_role("dialog").get_by_role("button", name="Hand over").click()
    row = page.locator(".duty", has_text="Tom")
    expect(row).to_contain_text("away until")

    page.get_by_role("button", name="Tom is on duty").click()
    expect(row).not_to_contain_text("away until")


def test_alerts_rest_until_a_time_and_may_go_out_again_before(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/settings")
    opened = panel(page, "#help")
    opened.get_by_role("button", name="Let alerts rest: #help").click()
    page.get_by_role("dialog").get_by_label("Until").fill("some day")
    page.get_by_role("dialog").get_by_role("button", name="Let them rest").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("is no time")
    page.get_by_role("dialog").get_by_label("Until").fill("3h")
    page.get_by_role("dialog").get_by_role("button", name="Let them rest").click()
    expect(opened).to_contain_text("Alerts rest until")

    opened.get_by_role("button", name="Let alerts go out again: #help").click()
    expect(opened).not_to_contain_text("Alerts rest until")


def test_figures_by_agent_are_announced_with_the_setting(stage: Stage, open_page: Open) -> None:
    page = open_page(f"{stage.address}/settings")
    sheet = change(page, panel(page, "#help"), "Telling")
    sheet.get_by_label("Figures by agent").select_option("Yes")
    save(sheet)

    staff = open_page(f"{stage.address}/agent")
    expect(staff.get_by_text("#help: reports by agent")).to_be_visible()
