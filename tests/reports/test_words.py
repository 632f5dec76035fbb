"""A report in words, as tables and as a chart's alt text: the same figures, honestly rounded."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest

from bot.reports.chart import chart
from bot.reports.report import for_team
from bot.reports.tables import tables, to_csv, to_json
from bot.reports.words import in_short, own_words, seconds, sentences
from tests.reports.given import ANA, BEN, BILLING, HELP, MONDAY, POLICY, scored, several, talk, told


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(None, "–", id="nothing is a dash"),
        pytest.param(85.4, "85 s", id="under 100 seconds in seconds"),
        pytest.param(110, "1.8 min", id="half within 1 min never means 110 s"),
        pytest.param(599, "10 min", id="tenths up to ten minutes"),
        pytest.param(41.6 * 60, "42 min", id="then whole minutes, rounded"),
        pytest.param(26 * 3600, "1 day 2 h", id="days as people say them"),
    ],
)
def test_a_figure_is_told_as_people_say_it(value: float | None, text: str) -> None:
    assert seconds(value) == text


def test_few_answers_are_told_without_figures() -> None:
    said = sentences(told(*several([1, 2, 3])))

    assert said[:2] == [
        "Last 7 days: 3 conversations, 3 answered by a person.",
        "First response: 3 of them, too few for figures (from 5 on).",
    ]
    assert not any("%" in line or "half within" in line for line in said)


def test_a_report_tells_what_a_lead_asks_first() -> None:
    assert in_short(told(*several([1, 1, 2, 4, 20]), talk(None))) == [
        "Last 7 days: 6 conversations, 5 answered by a person.",
        "First response: half within 2 min, nine of ten within 20 min (n=5).",
        "Within target 67% of 6, within 90 seconds 40% of 5.",
        "First responses were 5 answers.",
        "First useful answer: half within 2 min (n=5).",
        "Waiting now: 1.",
    ]


def test_nothing_is_one_sentence() -> None:
    assert sentences(told()) == ["No conversation began in the last 7 days."]


def test_everybody_on_staff_reads_no_names_and_only_their_own_score() -> None:
    announced = replace(POLICY, agents_since=MONDAY)
    scores = tuple(scored(60 + number, by=who) for number in range(6) for who in (ANA, BEN))
    talks = (*several([1] * 12, by=ANA), *several([40] * 6, by=BEN))
    lead = told(*talks, policy=announced, scores=scores)
    team = for_team(told(*talks, policy=announced, scores=scores, reader=ANA))

    assert [row.name for row in lead.stands_out] == [BEN]
    assert "Ben" in " ".join(sentences(lead))
    assert "Ben" not in " ".join(sentences(team)) + str(tables(team))
    assert own_words(team) == [
        "You sent 12 first replies: half within 60 s (n=12), 100% of 12 within 90 seconds.",
        "Your first-impression score: 62 (61–64, n=6) of 100. Only you see this.",
    ]


def test_csv_has_a_row_a_group_and_nothing_where_there_are_too_few() -> None:
    rows = list(csv.DictReader(StringIO(to_csv(told(*several([2] * 5), *several([9] * 2, channel=BILLING))))))

    found = {(row["group"], row["name"]): row for row in rows}
    assert found["channel", HELP]["median_s"] == "120.0"
    assert (
        found["channel", BILLING] | {"answered": "2", "median_s": "", "within_90s": ""}
        == found["channel", BILLING]
    )
    assert found["all", ""]["conversations"] == "7"


def test_a_channel_called_like_a_formula_is_no_formula() -> None:
    found = replace(told(*several([2] * 5)), names={HELP: "=HYPERLINK(1)"})

    assert "'=HYPERLINK(1)" in to_csv(found)


def test_json_is_plain_and_whole() -> None:
    plain = json.loads(json.dumps(to_json(told(*several([2] * 5), scores=(scored(70),)))))

    assert plain["since"] == "2026-03-02T09:00:00+00:00"
    assert plain["first"]["wall"] == {"n": 5, "median": 120.0, "q1": 120.0, "q3": 120.0, "p90": 120.0}
    assert plain["by_response"]["answer"]["conversations"] == 5
    assert len(plain["heat"]) == 168
    assert plain["endings"] == {"open": 5}


def test_a_table_leaves_out_what_has_nothing_to_say() -> None:
    assert [table.title for table in tables(told(*several([2] * 5)))] == [
        "First responses",
        "What the first response gave",
        "By channel",
        "By hour of the day",
        "By day",
    ]


def test_the_alt_text_says_what_the_chart_shows() -> None:
    quick, slow = several([1] * 6), several([30] * 5, at=MONDAY + timedelta(days=2))
    found = replace(told(*quick, *slow, channel=HELP), names={HELP: "#help"})

    drawn = chart(found, {HELP: POLICY})

    assert drawn.by == "day"
    assert [point.median_s for point in drawn.points] == [60, None, 1800]
    assert drawn.target_s == 900
    assert drawn.alt == (
        "First responses · #help · 2 Mar to 9 Mar: half within 60 s, nine of ten within 30 min (n=11), "
        "55% of 11 within 90 seconds, 55% of 11 within the target of 15 min. "
        "Fastest day 2 Mar (60 s), slowest 4 Mar (30 min)."
    )


def test_where_days_have_too_few_the_chart_is_by_week() -> None:
    spread = [talk(3, at=MONDAY + timedelta(days=day)) for day in range(5)]

    drawn = chart(told(*spread), {})

    assert (drawn.by, [point.n for point in drawn.points], drawn.empty) == ("week", [5], False)


def test_a_chart_of_few_says_so() -> None:
    drawn = chart(told(*several([1, 2])), {})

    assert drawn.empty
    assert drawn.alt.endswith("2 answered, too few for a chart.")
