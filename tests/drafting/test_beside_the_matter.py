"""What is beside the matter and left out, and what is asked for plainly; each class on sentences of its own."""

# ruff: noqa: E501 - sentences read better unbroken

from __future__ import annotations

import pytest

from bot.drafting import Case, compose
from bot.signals import Earlier
from tests.drafting.cases import found, opening

WHAT_THEY_WROTE_OF_IT = {
    "a question that points back gives way to what it is about": (
        "The link to confirm my address has expired, how long is it valid?",
        "the link to confirm your address has expired",
    ),
    "a question that begins with its place": (
        "For how long do you keep cancelled bookings?",
        "for how long we keep cancelled bookings",
    ),
    "a noun that could be a verb": ("At what time does support open?", "at what time support opens"),
    "where software runs has no article": (
        "production is down, 502 on every page",
        "that production is down",
    ),
    "what is greyed out": (
        "The option to add a second driver is greyed out, how can I get it back?",
        "the option to add a second driver is greyed out",
    ),
}


@pytest.mark.parametrize(("said", "back"), WHAT_THEY_WROTE_OF_IT.values(), ids=WHAT_THEY_WROTE_OF_IT.keys())
def test_the_part_that_can_stand_alone_is_said_back(said: str, back: str) -> None:
    assert back in opening(said)


def test_nobody_is_sorry_for_a_need_told_beside_the_trouble() -> None:
    text = opening("I'm really worried, all my photos are gone and I have a client call later")

    assert "your photos are gone" in text
    assert "call" not in text


NOT_ALONE = {
    "what it depends on in time": "Will the grant be paid before the lease points at us and the deposit is due, or only after?",
    "a question that is a reproach": 'Is a shut gate with a board saying "come in" some kind of joke?',
    "whether somebody could look": "Could somebody sensible look at page numbers. Page 3 repeats page 2.",
    "who they are": "your tickets never arrived and we're a family of five",
    "a page that says that all is well": "Every server is out of reach. Status page says operational.",
}


@pytest.mark.parametrize("said", NOT_ALONE.values(), ids=NOT_ALONE.keys())
def test_what_is_beside_the_matter_or_cut_from_it_is_left_out(said: str) -> None:
    text = opening(said)

    for half in ("will be paid.", "is saying", "could look", "family", "operational"):
        assert half not in text


BESIDE_WHAT_THEY_MEAN = {
    "what the other half is": (
        "I cleared my cache as you said and now I've lost the other half too.",
        "other half",
    ),
    "what something was": (
        "I deleted something and I'm scared it was every recipe, please help!!",
        "something",
    ),
    "what they did themselves": (
        "I'm in tears, I deleted the seating plan by accident",
        "sorry that you deleted",
    ),
    "a reproach in the form of a question": (
        "why do you keep sending me parking fines",
        "asking why we keep",
    ),
    "what it would be for": (
        "How do I check the stamp so that nobody can hand us a fake one?",
        "fake one",
    ),
}


@pytest.mark.parametrize(("said", "half"), BESIDE_WHAT_THEY_MEAN.values(), ids=BESIDE_WHAT_THEY_MEAN.keys())
def test_what_points_at_nothing_blames_or_is_no_question_is_not_said_back(said: str, half: str) -> None:
    assert half not in opening(said)


REQUESTS = {
    "how far": ("how far does the scooter go on one charge", "how far the scooter goes on one charge"),
    "a long what": (
        "What kind of monthly exchange rate will I get when I exchange my points?",
        "what kind of monthly exchange rate you will get when you exchange your points",
    ),
    "do you have": ("Do you have a tide calendar?", "whether we have a tide calendar"),
    "a long one": (
        "could you please move my booking of the big room to the second week of May",
        "us to move your booking of the big room to the second week of May",
    ),
    "a button by two names": ("export button does nothing, what now", "the export button does nothing"),
}


@pytest.mark.parametrize(("said", "back"), REQUESTS.values(), ids=REQUESTS.keys())
def test_what_is_asked_for_plainly_is_said_back_plainly(said: str, back: str) -> None:
    assert back in opening(said)


def test_an_article_title_does_not_stand_for_a_question_that_asks_more() -> None:
    case = Case(
        key="r",
        lines=("What happens when we go over the storage limit, does it lock us out or delete old files?",),
        found=found("limits"),
        agent="Tom",
    )

    assert compose(case).plan.reflection is None


def test_who_is_in_no_hurry_has_not_waited_too_long() -> None:
    before = (Earlier("customer", "could you move our shop to the new design?"), Earlier("agent", "Will do."))

    text = compose(Case(key="r", lines=("just bumping this, no rush",), earlier=before, agent="Tom")).text

    assert "too long" not in text
    assert "twice" not in text


def test_what_is_told_with_its_when_is_not_asked_back() -> None:
    text = opening("when I turn the page the footer disappears, is that on purpose?")

    assert "what happens when" not in text


def test_a_question_that_points_gives_way_to_what_it_is_about() -> None:
    text = opening("Our fleet card runs out at the end of the month, would a new card be possible?")

    assert "a new card would be possible" in text


def test_who_waits_hears_the_trouble_that_they_had_told() -> None:
    before = (Earlier("customer", "The tags print in the wrong order."), Earlier("agent", "I'll look today."))

    text = compose(Case(key="r", lines=("Hello?", "that was Tuesday"), earlier=before, agent="Tom")).text

    assert "the tags print in the wrong order" in text


BESIDE_THE_MATTER = {
    "what stays": (
        "My new address is 9 Mill Row from May. The phone number stays the same.",
        "stays the same",
    ),
    "a joke": ("You charged us for 8 seats, we are 4. Do I have to send a carrier pigeon?", "pigeon"),
    "whose it is": ("Whom do I write to about the preservation of their photos?", "their photos"),
    "how often": ("third time this week the tracker stopped, so tired of this", "that the tracker stopped"),
    "trouble beside a question that cannot be said": (
        "We get 429 errors from the feed, what is the limit per minute?",
        "429 errors",
    ),
    "whom it is about": ("if I share one album with my aunt, do I pay for her too", "what happens"),
}


@pytest.mark.parametrize(("said", "half"), BESIDE_THE_MATTER.values(), ids=BESIDE_THE_MATTER.keys())
def test_a_neighbour_of_the_matter_is_not_said_in_its_place(said: str, half: str) -> None:
    assert half not in opening(said)


def test_where_is_not_answered_as_whether() -> None:
    assert "where to change your PIN" in opening("where in the app can I change my PIN, I keep mixing it up")


def test_nobody_is_thanked_for_waiting() -> None:
    assert "hank" not in opening("I ordered a lamp last week and it has not arrived yet.").split(".")[0]


OUT_OF_ITS_PLACE = {
    "a reference": ("My new address is 3 Mill Row. My member number ends in 4471.", "4471"),
    "what a question points at": (
        "There's a 1.80 fee on my card. Can I pay that online or only in person?",
        "that online",
    ),
    "one thing of a complaint": (
        "I'd like to make a complaint about how I was spoken to. I came back because my pass would not scan.",
        "would not scan",
    ),
    "since when": ("our till has been offline since 7 and it's our biggest day", "been offline."),
    "no sentence": ("20 a month for something that breaks every day? cancel my plan", "20 a month"),
}


@pytest.mark.parametrize(("said", "half"), OUT_OF_ITS_PLACE.values(), ids=OUT_OF_ITS_PLACE.keys())
def test_what_means_something_else_out_of_its_place_is_not_said_back(said: str, half: str) -> None:
    assert half not in opening(said)


def test_a_missing_apostrophe_is_not_repeated() -> None:
    assert "last month's invoice" in opening("where do i download last months invoice?")
