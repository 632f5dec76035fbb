"""The words of the product, read from titles and headings."""

from __future__ import annotations

from bot.writing.glossary import Glossary, product_words
from knowledge.ports import Article, Audience


def article(title: str, body: str = "", **about: object) -> Article:
    return Article(id=title, title=title, body=body, digest="d", **about)  # type: ignore[arg-type]


def test_names_and_codes_in_titles_and_headings_are_words_of_the_product() -> None:
    words = product_words(
        [
            article("Import contacts from a CSV file into Team Inbox today"),
            article("How do I connect my calendar to Larkboard on a phone?"),
            article("Settings", "# Sign in with GitHub\nText.\n## Set up SSO"),
            article("Plans", product="Larkboard Pro"),
        ]
    )

    assert {"CSV", "Team Inbox", "Larkboard", "GitHub", "SSO", "Larkboard Pro"} <= set(words)


def test_titles_in_capitals_throughout_tell_nothing() -> None:
    assert product_words([article("How To Export Your Contacts Quickly")]) == ()


def test_a_word_that_is_written_small_as_often_is_no_name() -> None:
    articles = [
        article("Where to find the Dashboard of your own team"),
        article("Share the dashboard with a team mate"),
    ]

    assert product_words(articles) == ()


def test_internal_articles_name_nothing() -> None:
    secret = article("Pay out a customer through Moneybox by hand", audience=Audience.INTERNAL)

    assert product_words([secret]) == ()


class Served:
    """A library that counts how often it was read."""

    def __init__(self) -> None:
        self.now, self.read = 1, 0

    def generation(self) -> int:
        return self.now

    def articles(self) -> list[Article]:
        self.read += 1
        return [article(f"Connect your calendar to Larkboard number {self.now} soon")]


async def test_titles_are_read_once_for_each_generation() -> None:
    library = Served()
    glossary = Glossary(library)

    assert await glossary.words() == await glossary.words() == ("Larkboard",)
    library.now = 2
    await glossary.words()

    assert library.read == 2
