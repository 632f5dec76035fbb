"""Which sentence stands around what was heard: who is thanked, who hears "I'm sorry", and what stays unsaid."""

# ruff: noqa: E501 - sentences read better unbroken

from __future__ import annotations

import pytest

from bot.drafting import Case, Drafted, compose
from bot.words import LANGUAGES, Phrase, spoken

KEYS = tuple("abcdefgh")  # so many drafts of each: a frame is chosen by the key


def drafts(*lines: str) -> list[Drafted]:
    return [compose(Case(key=key, lines=lines, agent="Tom", customer="Eva", promise="16:00")) for key in KEYS]


def openings(*lines: str) -> list[str]:
    return [draft.text.split("\n")[0] for draft in drafts(*lines)]


def test_how_to_is_asked_as_how_to() -> None:
    assert all("how to frame a print" in text for text in openings("How do I frame a print?"))


def test_may_i_is_asked_as_whether_they_can() -> None:
    for text in openings("Can we invite the trainer to our calendar?"):
        assert "whether you can invite the trainer to your calendar" in text
        assert "help" not in text  # as if it were sure that they can


def test_possible_and_a_way_stay_a_question() -> None:
    assert "whether it's possible to pin a note" in openings("Is it possible to pin a note?")[0]
    assert "whether there's a way to pin a note" in openings("Is there a way to pin a note?")[0]


def test_a_wish_is_something_they_would_like_to_do() -> None:
    for text in openings("I want to book a second seat"):
        assert "you'd like to book a second seat" in text.lower()


def test_what_they_ask_of_us_they_would_like_us_to_do() -> None:
    for text in openings("Could you send the spring rota to our caretaker, please?"):
        assert "you'd like us to send the spring rota to your caretaker" in text.lower()


def test_can_you_may_mean_anybody_and_is_no_request() -> None:
    for text in openings("can you get a fine for parking the bike there"):
        assert "us to get a fine" not in text


def test_a_doing_that_fails_is_no_wish() -> None:
    for text in openings("Renaming a board with a dash in it fails"):
        assert "like to rename" not in text
        assert "help with renaming" not in text


def test_news_is_thanked_for_and_no_help_is_offered() -> None:
    for text in openings("We've moved the beehive board to the archive"):
        assert "you've moved the beehive board to the archive" in text
        assert "thank" in text.lower()
        assert "help" not in text


def test_who_surely_suffers_hears_sorry_for_what_went_wrong() -> None:
    for text in openings("This is so frustrating!! My timetable keeps crashing"):
        assert "sorry" in text
        assert "your timetable keeps crashing" in text
        assert "hank" not in text


def test_nobody_is_thanked_for_a_loss_in_an_outage_either() -> None:
    for text in openings("the whole school is offline and all your backups are gone"):
        assert "know that all" not in text


HURT = {
    "who lost something": "the last update deleted all my sketches, brilliant",
    "who is angry about an outage": "Nobody at our surgery can log in, this is a disaster!",
    "who asks for the third time": "Third time I ask! Does the till take two cards?",
    "who leaves": "We've had it, the import fails every week, we're switching",
    "who leaves, in german": "Wir kündigen, der Import schlägt jede Woche fehl.",
    "who lost something, in german": "Toll, nach dem Update sind alle meine Fotos weg",
}


@pytest.mark.parametrize("said", HURT.values(), ids=HURT.keys())
def test_nobody_who_suffers_or_leaves_is_thanked_for_it(said: str) -> None:
    for draft in drafts(said):
        back = draft.plan.reflection
        sentences = [
            line
            for line in draft.text.replace("\n", " ").split(". ")
            if back and spoken(draft.signals.language).address(back.clause or back.text, False) in line
        ]

        assert not any("hank" in line or "Danke" in line for line in sentences)
        assert "so open" not in draft.text
        assert "before you go" not in draft.text


def test_sarcastic_thanks_are_not_returned() -> None:
    for text in openings("thanks for nothing, that was my last free evening"):
        assert "hank" not in text


def test_who_waits_in_anger_is_not_thanked_for_the_nudge() -> None:
    for text in openings("Nobody answers me!!! I have been waiting for three days, this is a disgrace"):
        assert "hank" not in text


def test_a_loss_is_no_mere_annoyance() -> None:
    for said in (
        "I'm in tears, your app deleted my recordings!!",
        "Furchtbar, die Fotos von meinem Sohn sind weg!!",
    ):
        for text in openings(said):
            assert "annoying" not in text
            assert "ärgerlich" not in text


def test_how_to_cancel_is_a_plain_question() -> None:
    for draft in drafts("How do I cancel my season ticket?"):
        assert "how to cancel your season ticket" in draft.text
        assert "serious" not in draft.text
        assert "lightly" not in draft.text
        assert "churn.ask" not in draft.plan.slots


def test_nobody_who_leaves_is_told_that_they_think_of_leaving() -> None:
    said = "Take this as our notice; the export fails every Monday and nobody cares!"

    assert not any("thinking about leaving" in text for text in openings(said))


UNSAID = {
    "the thing of somebody who leaves": "Keine Verlängerung mehr, der Tarif ist uns zu teuer",
    "what somebody upset would like to do": "I only wanted to sign one form!!! Unbelievable",
    "a code beside a question": "which quota counts per hour, we get 429 now and then",
    "a rhetorical question of somebody who leaves": "My boss asks why we still pay for it and I have no answer anymore",
    "news beside a question": "our auditor needs the tax number on it, how?",
}


@pytest.mark.parametrize("said", UNSAID.values(), ids=UNSAID.keys())
def test_what_has_no_sentence_that_is_right_stays_unsaid(said: str) -> None:
    assert all(draft.plan.reflection is None for draft in drafts(said))


WORN = (
    "If I read you right",
    "As I read it",
    "I'm glad you asked",
    "raising the alarm",
    "I read that",
    "coming back to the",
    "Thanks for writing about",
    "right away that",
    "so quickly that",
    "I can imagine how stressful it is that",
    "Gut, dass du fragst,",
    "Ich verstehe, {topic}",
    "Ich sehe, {topic}",
)


@pytest.mark.parametrize("worn", WORN)
def test_no_frame_sounds_solemn_mocking_or_translated(worn: str) -> None:
    for language in LANGUAGES.values():
        framed = [line for lines in language.bank.values() for line in lines if "{" in line]

        assert not any(worn in line for line in framed)


def test_german_troubles_are_told_the_way_people_say_it() -> None:
    for text in openings("Der Wecker klingelt nicht mehr"):
        assert "Ich verstehe, dass der Wecker" not in text
        assert "Ich sehe, dass der Wecker" not in text


def test_a_german_wish_is_said_as_one() -> None:
    assert all(
        "möchtest deinen Kurs verschieben" in text.replace("also ", "")
        for text in openings("Ich möchte meinen Kurs verschieben")
    )


def test_every_kind_has_a_frame_for_calm_people() -> None:
    bank = spoken("en").bank

    assert {kind.value for kind in Phrase} == {"doing", "trouble", "thing", "asked", "told"}
    assert all(
        f"ack.{name}" in bank for name in ("doing", "wanted", "clause", "thing", "asked", "news", "code")
    )
