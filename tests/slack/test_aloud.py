"""What a screen reader says of a post, and that nothing is told by colour alone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from adapters.slack.blocks import render
from adapters.slack.text import sentence
from bot.card import Alerts, Bulletin, RatingAsked, Tone, View
from bot.reports.chart import Chart
from tests.slack.desk_side import opens_home, text_of
from tests.slack.office import ANA, COLE, an_office
from tests.slack.refusals import PAYLOAD
from tests.slack.test_rendering import ALERT, CARD, NUDGE, QUEUE, ROW, link, words

PLAIN = replace(CARD, mention=(), notice=None)


def aloud(view: View) -> str:
    return render(view, link)[0]


def test_a_card_is_read_whole() -> None:
    assert aloud(PLAIN) == (
        "Maya in #acme: Waiting, late. first contact · Northwind. Maya: “export fails :(” "
        "2 more in the thread. Reads as: upset. "
        "Draft: “Hi Maya, press *Start*.” Source: Export. Name one next step."
    )


def test_what_changed_is_said_before_the_customers_words() -> None:
    said = aloud(replace(CARD, mention=()))

    assert said.index("Maya wrote again since this draft.") < said.index("export fails")


def test_a_draft_that_is_not_sure_of_its_source_says_so() -> None:
    assert "Unsure, closest source: Export" in aloud(replace(PLAIN, unsure=True))


def test_a_folded_card_is_one_sentence() -> None:
    folded = replace(CARD, folded=True, mention=(), summary="Maya in #acme: Answered by Ana in 3 min.")

    assert aloud(folded) == "Maya in #acme: Answered by Ana in 3 min."


def test_an_alert_is_read_with_the_draft_that_answers_it() -> None:
    said = aloud(replace(ALERT, mention=()))

    assert said.startswith("Maya has waited 16 min (promise 15). ")
    assert "Draft: “Hi Maya, press *Start*.”" in said


def test_an_alert_that_is_over_says_so_once() -> None:
    over = replace(
        ALERT, mention=(), headline="Maya: answered by Ana at 14:07", over="answered by Ana at 14:07"
    )
    text, blocks = render(over, link)

    assert text == "Maya: answered by Ana at 14:07"
    assert words(blocks).count("answered by Ana") == 1
    assert "✅" in words(blocks)


def test_a_nudge_is_read_with_the_words_it_has_ready() -> None:
    assert aloud(NUDGE) == "Sounds solved: thank Maya. Ready to send: “Glad that worked, Maya!”"


@pytest.mark.parametrize(("tone", "word"), [(Tone.SOON, "due soon"), (Tone.LATE, "late")])
def test_a_coloured_mark_stands_beside_its_word(tone: Tone, word: str) -> None:
    for view in (replace(CARD, tone=tone), replace(QUEUE, rows=(replace(ROW, tone=tone),))):
        text, blocks = render(view, link)

        assert word in text
        assert word in words(blocks)


def test_a_wait_in_good_time_is_called_nothing_else() -> None:
    assert aloud(replace(PLAIN, tone=Tone.CALM)).startswith("Maya in #acme: Waiting. ")


def test_buttons_that_are_called_alike_say_whom_they_are_about() -> None:
    rows = [replace(ALERT, card=replace(CARD, customer=name)) for name in ("Maya", "Nadia")]
    _, blocks = render(Alerts(rows=tuple(rows), mention=()), link)

    buttons = [each for block in blocks if block["type"] == "actions" for each in block["elements"]]
    assert [each["accessibility_label"] for each in buttons if each["text"]["text"] == "Send"] == [
        "Send (Maya)",
        "Send (Nadia)",
    ]


def test_text_and_blocks_together_are_no_more_than_slack_takes_of_blocks() -> None:
    text, blocks = render(replace(CARD, draft="word " * 8_000), link)

    assert len(text) + len(json.dumps(blocks, ensure_ascii=False)) <= PAYLOAD


def test_a_text_is_never_cut_inside_an_escaped_sign() -> None:
    assert sentence("a & b", 5) == "a…"
    assert sentence("a & b", 9) == "a &amp; b"


def test_a_customer_hears_that_a_bot_asks() -> None:
    asked = RatingAsked(
        rating_id=1,
        customer="slack:T1/U1",
        thread=CARD.thread,
        question="How was it?",
        note="I am a bot.",
        choices=(("good", "Fine"),),
    )

    assert aloud(asked) == "How was it? I am a bot."


def test_a_bulletin_is_read_with_what_its_picture_shows() -> None:
    alt = "Waits fell from 9 to 4 minutes."
    chart = Chart(title="Waits", note="", points=(), by="day", target_s=None, alt=alt)

    assert "Waits fell" in aloud(Bulletin(title="The week", lines=("12 conversations.",), chart=chart))


async def test_who_works_nowhere_here_is_not_told_that_nothing_is_watched() -> None:
    async with an_office() as office:
        assert "No channel is watched yet" not in text_of(await opens_home(office, COLE))

        (watched,) = await office.rooms.lead.watched()
        async with office.rooms.store.begin() as work:
            await work.unwatch(watched.channel, by="test", at=office.clock.now())
        assert "No channel is watched yet" in text_of(await opens_home(office, COLE))


async def test_a_leads_buttons_say_which_channel_they_change() -> None:
    async with an_office() as office:
        home = await opens_home(office, ANA)

        assert "Settings (#acme)" in text_of(home)
