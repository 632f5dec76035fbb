"""Cards, alerts, nudges and forms as Slack shows them: within its limits, and not a word lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.slack.blocks import render
from adapters.slack.modals import Purpose, inputs_of, modal, purpose_of
from adapters.slack.refs import Ref, decoded
from adapters.slack.text import escape
from bot.card import (
    Action,
    Alert,
    Alerts,
    Card,
    Cited,
    Nudge,
    Nudges,
    Quote,
    Style,
    Tone,
    Trouble,
    Verb,
    View,
    Waiter,
    Waiting,
)
from bot.forms import Field, FieldKind, Form, Section, close_form, remind_form, reply_form
from bot.messages import Role, Thread
from tests.slack.office import MORNING, labels, submission
from tests.slack.refusals import blocks_refused, view_refused

THREAD = Thread("slack:T1/C7", "1772442000.000100")
NASTY = "*Maya* _x_ ~y~ `z` <!channel> & <@U1>"
SEND = Action(verb=Verb.SEND, label="Send", style=Style.PRIMARY)
BEHIND = tuple(Action(verb=verb, label=verb.value, more=True) for verb in list(Verb)[4:])

CARD = Card(
    conversation=12,
    version=3,
    draft_id=5,
    reply_id=None,
    thread=THREAD,
    channel_name="#acme",
    tone=Tone.LATE,
    state="Waiting",
    customer="Maya",
    about="first contact · Northwind",
    waiting_since=MORNING,
    target_at=MORNING + timedelta(minutes=15),
    quotes=(Quote(name="Maya", role=Role.CUSTOMER, at=MORNING, text="export fails :("),),
    more_lines=2,
    feeling="upset",
    caution=None,
    changed=None,
    draft="Hi Maya, press *Start*.",
    drafting=False,
    sources=(Cited(title="Export", url="https://help.example/export"), Cited(title="Notes", url=None)),
    writer="composer",
    unsure=False,
    hint="Name one next step.",
    notice="Maya wrote again since this draft.",
    actions=(SEND, Action(verb=Verb.EDIT, label="Edit"), *BEHIND),
    mention=("slack:T1/U9", "slack:T1/S3"),
    summary="Maya in #acme: Waiting. A draft is ready.",
)
ALERT = Alert(
    notice_id=7,
    level="breach",
    headline="Maya has waited 16 min (promise 15)",
    late=None,
    over=None,
    mention=("slack:T1/U9",),
    card=CARD,
)
NUDGE = Nudge(
    notice_id=8,
    kind="confirm",
    conversation=12,
    version=3,
    thread=THREAD,
    headline="Sounds solved: thank Maya",
    text="Glad that worked, Maya!",
    over=None,
    actions=(Action(verb=Verb.USE_TEXT, label="Use this text…"), Action(verb=Verb.DONE, label="Done")),
)
ROW = Waiter(
    conversation=12,
    thread=THREAD,
    customer="Maya",
    channel_name="#acme",
    waiting_since=MORNING,
    target_at=None,
    topic="export",
    claimed_by="Ana",
    tone=Tone.SOON,
)
QUEUE = Waiting(rows=(ROW,), as_of=MORNING)
TROUBLE = Trouble(name="model", text="The model does not answer.", since=MORNING, mention=("slack:T1/U9",))


def link(thread: Thread) -> str | None:
    return "https://acme.slack.example/archives/C7/p1772442000000100"


def shown(view: View) -> list[dict[str, Any]]:
    return render(view, link)[1]


def words(blocks: Any) -> str:
    """Return all text of some blocks, in reading order."""
    if isinstance(blocks, dict):
        own = [blocks["text"]] if isinstance(blocks.get("text"), str) else []
        return "".join(own + [words(value) for name, value in blocks.items() if name != "value"])
    return "".join(words(part) for part in blocks) if isinstance(blocks, list) else ""


VIEWS: dict[str, View] = {
    "a full card": CARD,
    "a folded card": replace(CARD, folded=True, waiting_since=None, actions=BEHIND[:2], tone=Tone.DONE),
    "a card whose draft is being written": replace(CARD, draft=None, drafting=True, actions=()),
    "a card with nothing on it": replace(CARD, quotes=(), draft=None, sources=(), actions=(), about=""),
    "a customer with a nasty name": replace(
        CARD, customer=NASTY, quotes=(Quote(name=NASTY, role=Role.CUSTOMER, at=MORNING, text=NASTY),)
    ),
    "a draft of 40,000 characters": replace(CARD, draft="word & " * 5_700),
    "an alert": ALERT,
    "an alert that is over": replace(ALERT, over="answered by Ana at 14:07"),
    "twelve long alerts at once": Alerts(
        rows=tuple(
            replace(ALERT, notice_id=n, card=replace(CARD, conversation=n, draft="word & " * 600))
            for n in range(12)
        ),
        mention=("slack:T1/U9",),
    ),
    "a nudge": NUDGE,
    "ten nudges with long words": Nudges(
        parts=tuple(replace(NUDGE, notice_id=n, text="word & " * 500) for n in range(10))
    ),
    "a nudge without words": replace(NUDGE, text="", actions=()),
    "a queue": QUEUE,
    "an empty queue": Waiting(rows=(), as_of=MORNING),
    "a queue of hundreds": Waiting(rows=(replace(ROW, topic="x" * 400),) * 400, as_of=MORNING),
    "a trouble": TROUBLE,
    "a trouble that is over": replace(TROUBLE, over=True),
}


@pytest.mark.parametrize("name", VIEWS)
def test_slack_takes_every_view(name: str) -> None:
    text, blocks = render(VIEWS[name], link)

    assert blocks_refused(blocks) is None
    assert 0 < len(text) <= 4_000


def test_a_card_carries_its_buttons_and_the_rest_behind_more() -> None:
    (post,) = [{"blocks": shown(CARD)}]

    assert labels(post)[:2] == ["Send", "Edit"]
    assert labels(post)[2:] == [action.label for action in BEHIND]


def test_a_button_says_what_was_seen() -> None:
    button = shown(CARD)[-1]["elements"][0]

    verb, ref = decoded(button["value"])
    assert verb is Verb.SEND
    assert ref == Ref(conversation=12, version=3, draft=5, channel="slack:T1/C7")


def test_an_alerts_buttons_know_their_alert() -> None:
    _, ref = decoded(shown(ALERT)[-1]["elements"][0]["value"])

    assert (ref.notice, ref.draft) == (7, 5)


def test_a_draft_looks_on_the_card_as_it_will_in_the_thread() -> None:
    sections = [block["text"] for block in shown(CARD) if block["type"] == "section"]

    assert sections == [{"type": "mrkdwn", "text": escape("Hi Maya, press *Start*.")}]


def test_a_draft_of_many_sections_keeps_every_word() -> None:
    draft = "\n\n".join(f"{number} " + "word " * 100 for number in range(12))
    blocks = shown(replace(CARD, draft=draft))

    kept = " ".join(block["text"]["text"] for block in blocks if block["type"] == "section")
    assert kept.split() == draft.split()


def test_what_a_card_cannot_hold_is_said() -> None:
    assert "Edit shows all of it" in words(shown(VIEWS["a draft of 40,000 characters"]))


def test_a_name_full_of_markup_is_never_parsed() -> None:
    text, blocks = render(replace(CARD, customer=NASTY, summary=NASTY, mention=()), link)

    assert "<" not in text
    assert NASTY in words(blocks)
    assert all(NASTY not in words(block) for block in blocks if block.get("text", {}).get("type") == "mrkdwn")


def test_whom_a_view_mentions_is_notified() -> None:
    text, blocks = render(ALERT, link)

    assert text.startswith("<@U9> Maya has waited 16 min")
    assert blocks[0]["elements"][0]["elements"][0] == {"type": "user", "user_id": "U9"}


def test_a_screen_reader_hears_no_full_stop_after_a_question() -> None:
    asked = replace(NUDGE, headline="Maya says it works. Thank her?", over="sent by Ana")

    text, _ = render(asked, link)

    assert text == "Maya says it works. Thank her? sent by Ana"


FORMS = {
    "an edit": reply_form("Hi", title="Edit and send", submit="Send", notes=(NASTY, "x" * 5_000)),
    "an empty edit": reply_form("", title="Edit and send the whole thing", submit="Send"),
    "a close": close_form(),
    "a reminder": remind_form(),
    "settings": Form(
        title="Settings of #a-channel-with-a-long-name",
        submit="Save",
        sections=(
            Section(
                title="People",
                fields=(
                    Field(name="owner", label="Owner", value="slack:T1/U9", required=False),
                    Field(name="on", label="On", kind=FieldKind.TICK, value="yes"),
                ),
            ),
        ),
    ),
}
PURPOSE = Purpose(
    place="slack:T1/C8", code=Ref(conversation=1, version=2, channel="slack:T1/C7").coded(Verb.EDIT)
)


@pytest.mark.parametrize("name", FORMS)
def test_slack_takes_every_form(name: str) -> None:
    assert view_refused(modal(FORMS[name], PURPOSE)) is None


@pytest.mark.parametrize("length", [0, 10, 2_999, 3_001, 4_000, 12_000])
def test_a_text_of_any_length_comes_back_from_its_form_unchanged(length: int) -> None:
    text = "\n\n".join(["Some words, a line\nand <more> & more " * 9] * 40)[:length].strip()
    view = modal(reply_form(text, title="Edit", submit="Send"), PURPOSE)

    assert view_refused(view) is None
    assert inputs_of(submission("U8", view, {})["view"]) == {"text": text}


def test_a_form_remembers_what_it_is_for() -> None:
    assert purpose_of(modal(FORMS["a close"], PURPOSE)) == PURPOSE
    assert PURPOSE.click == (Verb.EDIT, Ref(conversation=1, version=2, channel="slack:T1/C7"))


def test_a_picked_person_comes_back_as_a_key() -> None:
    view = modal(FORMS["settings"], PURPOSE)
    state = {
        block["block_id"]: {"value": {"type": "users_select", "selected_user": "U5"}}
        for block in view["blocks"]
        if block["type"] == "input" and ":owner:" in block["block_id"]
    }

    assert inputs_of({**view, "state": {"values": state}}, "slack:T1/C7")["owner"] == "slack:T1/U5"
