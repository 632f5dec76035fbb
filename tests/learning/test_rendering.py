"""The offers and nudges of learning fit what Slack and Discord can show."""

from __future__ import annotations

from dataclasses import replace

import discord

from adapters.discord.modals import modal as discord_modal
from adapters.discord.render import render as on_discord
from adapters.slack.blocks import render as on_slack
from adapters.slack.modals import Purpose
from adapters.slack.modals import modal as slack_modal
from bot.acts.actions import card_actions, nudge_actions
from bot.card import Cited, Nudge, Verb
from bot.conversation import opened
from bot.learning.evening import MOST_OFFERED, Offer, offer_form
from bot.messages import Thread
from bot.record import Notice, NoticeKind, NoticeState
from knowledge.learned import Candidate
from tests.scenario.desk import DANA, MONDAY_NINE

THREAD = Thread("slack:T1/C1", "1")
OFFERS = [
    Offer(
        conversation=number,
        wait=1,
        question="How do I rotate the webhook secret of a workspace that somebody else has made?",
        answer="word " * 200,
        near=(Candidate(article_id="x" * 200, title="t" * 200),) * 3,
    )
    for number in range(MOST_OFFERED)
]


def _nudge(kind: NoticeKind) -> Nudge:
    notice = Notice(
        id=7,
        conversation=1,
        kind=kind,
        occasion="x",
        due_at=MONDAY_NINE,
        to=(DANA.id,),
        state=NoticeState.SHOWN,
        text="1. How?\n2. Why?",
    )
    return Nudge(
        notice_id=7,
        kind=kind.value,
        conversation=1,
        version=1,
        thread=THREAD,
        headline="You wrote 2 answers today that no article gives. Keep any for the team?",
        text=notice.text,
        over=None,
        actions=nudge_actions(notice),
    )


def test_slack_asks_about_each_answer_in_one_modal() -> None:
    view = slack_modal(offer_form(OFFERS), Purpose(place="slack:T1/U1", code=None))

    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    assert len(inputs) == MOST_OFFERED
    for block in inputs:
        options = block["element"]["options"]
        assert all(len(option["value"]) <= 150 and len(option["text"]["text"]) <= 75 for option in options)
        assert len(block["block_id"].split(":")) == 4


def test_discord_asks_about_each_answer_in_one_modal() -> None:
    form = offer_form(OFFERS)
    shown = discord_modal(form, form.fields, "fd:save_answers:1:1:::7")

    assert len(shown.children) == MOST_OFFERED
    for label in shown.children:
        assert isinstance(label, discord.ui.Label)
        assert len(label.text) <= 45
        assert isinstance(label.component, discord.ui.Select)
        assert all(len(option.value) <= 100 for option in label.component.options)


def test_both_show_the_offer_and_the_review_with_their_buttons() -> None:
    for kind, label in ((NoticeKind.EVENING, "Look at them…"), (NoticeKind.REVIEW, "Reviewed")):
        nudge = _nudge(kind)
        _, blocks = on_slack(nudge, lambda _: None)
        layout = on_discord(nudge, lambda _: "https://discord.example/1")

        assert label in str(blocks)
        assert label in str(layout.to_components())  # type: ignore[no-untyped-call]  # discord.py


def test_a_review_leads_to_its_article_by_name() -> None:
    address = "https://help.example/export"
    nudge = replace(_nudge(NoticeKind.REVIEW), source=Cited(title="Exports", url=address, internal=False))

    _, blocks = on_slack(nudge, lambda _: None)
    layout = on_discord(nudge, lambda _: "https://discord.example/1")

    assert {"type": "link", "url": address, "text": "Exports"} in blocks[0]["elements"][0]["elements"]
    assert f"[Exports](<{address}>)" in str(layout.to_components())  # type: ignore[no-untyped-call]  # discord.py


def test_the_name_of_a_long_article_fits_a_menu() -> None:
    answered = opened(THREAD, "slack:T1/U2", MONDAY_NINE, line="1", first_contact=True)
    actions = card_actions(
        replace(answered, waits=()), None, None, stale=False, pending=False, claimed=None, keeps="x" * 200
    )

    keep = next(action for action in actions if action.verb is Verb.KEEP)
    assert len(keep.label) <= 75
