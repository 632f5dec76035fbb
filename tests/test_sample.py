"""The sample help centre and its conversations hold what the demo relies on."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import frontmatter
import pytest
import yaml

SAMPLE = Path(__file__).parents[1] / "bot" / "sample"
HELP_CENTRE = "https://help.mellowquay.example/"
REQUIRED = {"title", "url", "audience", "tags", "product", "updated"}
STATES = {"waiting", "answered", "late", "solved"}

POSTS = {
    path.relative_to(SAMPLE / "articles").with_suffix("").as_posix(): frontmatter.load(str(path))
    for path in sorted((SAMPLE / "articles").glob("*/*.md"))
}
BODIES: dict[str, str] = {slug: post.content for slug, post in POSTS.items()}
ARTICLES: dict[str, dict[str, Any]] = {slug: post.metadata for slug, post in POSTS.items()}
DEMO: dict[str, Any] = yaml.safe_load((SAMPLE / "conversations.yaml").read_text(encoding="utf-8"))

every_article = pytest.mark.parametrize("slug", ARTICLES)
every_conversation = pytest.mark.parametrize(
    "conversation", [pytest.param(each, id=each["customer"]) for each in DEMO["conversations"]]
)


def first_paragraph(slug: str) -> str:
    return BODIES[slug].split("\n\n", 1)[0]


def links(slug: str) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", BODIES[slug])


def prose_words(slug: str) -> int:
    without_code = re.sub(r"```.*?```", "", BODIES[slug], flags=re.DOTALL)
    return len(re.findall(r"[^\W_]+", re.sub(r"\(https?://[^)]*\)", "", without_code)))


def test_the_help_centre_has_at_least_forty_articles() -> None:
    assert len(ARTICLES) >= 40


@every_article
def test_an_article_carries_all_its_front_matter(slug: str) -> None:
    article = ARTICLES[slug]

    assert article.keys() >= REQUIRED
    assert article["audience"] in {"public", "internal"}
    assert isinstance(article["updated"], date)
    assert all(isinstance(tag, str) for tag in article["tags"])


@every_article
def test_an_article_is_found_at_the_address_its_file_name_promises(slug: str) -> None:
    assert ARTICLES[slug]["url"] == HELP_CENTRE + slug


def test_no_two_articles_share_an_address_or_a_title() -> None:
    urls = Counter(article["url"] for article in ARTICLES.values())
    titles = Counter(article["title"] for article in ARTICLES.values())

    assert max(urls.values()) == 1
    assert max(titles.values()) == 1


@every_article
def test_what_is_meant_for_agents_and_nothing_else_is_internal(slug: str) -> None:
    assert (ARTICLES[slug]["audience"] == "internal") == slug.startswith("agents/")


def test_between_six_and_eight_articles_are_internal() -> None:
    internal = [slug for slug in ARTICLES if ARTICLES[slug]["audience"] == "internal"]

    assert 6 <= len(internal) <= 8


def test_about_half_of_the_articles_know_other_ways_to_ask() -> None:
    asked = [article["questions"] for article in ARTICLES.values() if "questions" in article]
    every_question = Counter(question.casefold() for questions in asked for question in questions)

    assert len(asked) >= len(ARTICLES) / 2
    assert all(5 <= len(questions) <= 8 for questions in asked)
    assert max(every_question.values()) == 1


@every_article
def test_the_first_paragraph_is_short_prose_that_a_reply_can_quote(slug: str) -> None:
    opening = first_paragraph(slug)

    assert len(opening.split()) <= 60
    assert 1 <= len(re.findall(r"[.!?](?=\s|$)", opening)) <= 3
    assert not re.match(r"[#|\-*>`\d]", opening)
    assert re.search(r"\b(you|your)\b", opening, re.IGNORECASE)
    assert "](" not in opening


@every_article
def test_an_article_is_long_enough_to_help_and_short_enough_to_read(slug: str) -> None:
    assert 80 <= prose_words(slug) <= 300
    assert re.search(r"^## ", BODIES[slug], re.MULTILINE)


@every_article
def test_links_lead_to_articles_that_exist_and_that_the_reader_may_open(slug: str) -> None:
    audience = {article["url"]: article["audience"] for article in ARTICLES.values()}

    assert set(links(slug)) <= audience.keys()
    if ARTICLES[slug]["audience"] == "public":
        assert {audience[link] for link in links(slug)} <= {"public"}


def test_there_are_seven_conversations_and_each_state_is_shown() -> None:
    assert len(DEMO["conversations"]) == 7
    assert {each["shows"] for each in DEMO["conversations"]} == STATES


@every_conversation
def test_a_conversation_is_well_formed(conversation: dict[str, Any]) -> None:
    assert conversation.keys() == {"customer", "zone", "channel", "shows", "lines", "replies"}
    assert ZoneInfo(conversation["zone"]).key == conversation["zone"]
    assert conversation["channel"] in {"#help", "#billing"}
    assert conversation["lines"]
    for said, keys in (("lines", {"minutes_ago", "text"}), ("replies", {"minutes_ago", "agent", "text"})):
        ages = [each["minutes_ago"] for each in conversation[said]]
        assert all(each.keys() == keys and each["text"].strip() for each in conversation[said])
        assert ages == sorted(ages, reverse=True)
        assert all(isinstance(age, int) and age > 0 for age in ages)


@every_conversation
def test_a_conversation_shows_what_it_says_it_shows(conversation: dict[str, Any]) -> None:
    waited = conversation["lines"][0]["minutes_ago"]
    spoken_last = min(
        (each["minutes_ago"], who) for who in ("lines", "replies") for each in conversation[who]
    )[1]

    match conversation["shows"]:
        case "waiting":
            assert not conversation["replies"]
            assert waited < 15
        case "late":
            assert not conversation["replies"]
            assert waited > 15
        case "answered":
            assert spoken_last == "replies"
        case "solved":
            assert conversation["replies"]
            assert spoken_last == "lines"


def test_there_are_twelve_suggestions_and_none_is_word_for_word_in_an_article() -> None:
    alternates = {
        question.casefold() for article in ARTICLES.values() for question in article.get("questions", [])
    }
    suggested = [suggestion.casefold() for suggestion in DEMO["suggestions"]]

    assert len(set(suggested)) == 12
    assert alternates.isdisjoint(suggested)
