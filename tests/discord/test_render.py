"""What staff see: cards within Discord's limits, and told without relying on colour."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.buttons import Seen, custom_id, pressed
from adapters.discord.render import COLOURS, render
from bot.card import (
    Action,
    Alert,
    Alerts,
    Card,
    Cited,
    Nudge,
    Quote,
    Style,
    Tone,
    Trouble,
    Verb,
    View,
    Waiter,
    Waiting,
)
from bot.messages import Role, Thread
from tests.discord.payloads import NOW
from tests.discord.world import buttons, text_of

THREAD = Thread("discord:G2/7", "99")
CARD = Card(
    conversation=12,
    version=3,
    draft_id=4,
    reply_id=None,
    thread=THREAD,
    channel_name="#help",
    tone=Tone.CALM,
    state="Waiting",
    customer="Maya",
    about="first contact",
    waiting_since=NOW,
    target_at=NOW + timedelta(minutes=15),
    quotes=(
        Quote(name="Maya", role=Role.CUSTOMER, at=NOW, text="Hello"),
        Quote(name="Maya", role=Role.CUSTOMER, at=NOW, text="Why does my **export** fail?"),
    ),
    more_lines=2,
    feeling="upset",
    caution=None,
    changed=None,
    draft="Export one month at a time.",
    drafting=False,
    sources=(
        Cited(title="Export limits", url="https://help.example.com/e"),
        Cited(title="Runbook", url=None, internal=True),
    ),
    writer="composer",
    unsure=True,
    hint="Ask which browser it is.",
    notice="Maya added a line.",
    actions=(
        Action(verb=Verb.SEND, label="Send", style=Style.PRIMARY),
        Action(verb=Verb.EDIT, label="Edit"),
        Action(verb=Verb.CLAIM, label="Claim", more=True),
    ),
)
ALERT = Alert(
    notice_id=8,
    level="breach",
    headline="Maya has waited 16 min",
    late=None,
    over=None,
    mention=(),
    card=CARD,
)
NUDGE = Nudge(
    notice_id=9,
    kind="confirm",
    conversation=12,
    version=3,
    thread=THREAD,
    headline="Maya says it works.",
    text="Hi Maya,\nthank you!",
    over=None,
    actions=(Action(verb=Verb.DONE, label="Done"),),
)
WAITER = Waiter(
    conversation=12,
    thread=THREAD,
    customer="Maya",
    channel_name="#help",
    waiting_since=NOW,
    target_at=None,
    topic="Export limits",
    claimed_by="Ana",
    tone=Tone.LATE,
)


def link(thread: Thread) -> str:
    return f"https://discord.com/channels/2/7/{thread.root}"


async def shown(view: View, mentions: str = "") -> dict[str, Any]:
    return {"components": _components(render(view, link, mentions))}


def _components(layout: ui.LayoutView) -> list[dict[str, Any]]:
    return list(layout.to_components())  # type: ignore[no-untyped-call]  # as discord.py has it


def colour(made: dict[str, Any]) -> int:
    return int(made["components"][0]["accent_color"])


async def test_a_card_tells_everything_in_few_lines() -> None:
    made = await shown(CARD, "<@88>")

    at, target = int(NOW.timestamp()), int(NOW.timestamp()) + 900
    assert text_of(made) == (
        "### Maya · Waiting\n"
        "<@88>\n"
        f"waiting since <t:{at}:t> (<t:{at}:R>) · target <t:{target}:R> · first contact · "
        "\\#help · **upset**\n"
        "🆕 Maya added a line.\n"
        f"> **Maya** <t:{at}:R>\n"
        "> Hello\n"
        "> Why does my \\*\\*export\\*\\* fail?\n"
        "-# + 2 more in the thread\n"
        "**Draft**\n"
        "Export one month at a time.\n"
        "-# Unsure. Closest source: [Export limits](<https://help.example.com/e>) · Runbook (internal)\n"
        "-# 💡 Ask which browser it is."
    )
    assert buttons(made) == {
        "Send": "fd:send:12:3:4::",
        "Edit": "fd:edit:12:3:4::",
        "More": "fd:more:12:3:4::",
    }


async def test_what_one_of_us_wrote_is_marked_as_ours() -> None:
    ours = Quote(name="Ben", role=Role.COLLEAGUE, at=NOW, text="I look into it.")

    made = await shown(replace(CARD, quotes=(*CARD.quotes, ours)))

    assert f"> **Ben** (us) <t:{int(NOW.timestamp())}:R>\n> I look into it." in text_of(made)


async def test_a_draft_that_is_too_long_says_how_much_more_there_is() -> None:
    made = await shown(replace(CARD, draft="Export one month at a time. " * 200))

    assert re.search(r"The draft goes on for \d,\d{3} characters: Edit shows all of it\.", text_of(made))


async def test_of_several_alerts_each_has_the_last_words_and_the_draft() -> None:
    made = await shown(Alerts(rows=(ALERT, replace(ALERT, notice_id=9)), mention=()))

    assert text_of(made).count("> Why does my \\*\\*export\\*\\* fail?\n**Draft** Export one month") == 2


async def test_many_long_alerts_fit_one_message() -> None:
    card = replace(CARD, draft="word " * 900, caution="Mind this. " * 40, customer="x" * 80)
    card = replace(card, quotes=(replace(CARD.quotes[0], text="*" * 2000),))
    rows = tuple(replace(ALERT, headline="late " * 80, late="why " * 80, card=card) for _ in range(10))

    layout = render(Alerts(rows=rows, mention=()), link, "<@88>")

    assert layout.content_length() <= 4000
    assert layout.total_children_count <= 40


@pytest.mark.parametrize("view", [pytest.param(CARD, id="card"), pytest.param(ALERT, id="alert")])
async def test_the_thread_opens_by_a_button_beside_the_heading(view: View) -> None:
    made = await shown(view)

    head = made["components"][0]["components"][0]
    assert head["type"] == 9
    assert head["accessory"] == {
        "type": 2,
        "style": 5,
        "label": "Open",
        "disabled": False,
        "url": "https://discord.com/channels/2/7/99",
    }


@pytest.mark.parametrize(
    ("tone", "word"),
    [
        pytest.param(Tone.SOON, "due soon", id="before the target"),
        pytest.param(Tone.LATE, "late", id="after it"),
    ],
)
async def test_colour_is_never_the_only_sign(tone: Tone, word: str) -> None:
    made = await shown(replace(CARD, tone=tone))

    assert colour(made) == COLOURS[tone]
    assert word in text_of(made)


async def test_an_answered_card_folds_to_one_line() -> None:
    folded = replace(CARD, folded=True, state="Answered by Ana in 3 min", actions=(), tone=Tone.DONE)

    assert text_of(await shown(folded)) == (
        "**Maya** · Answered by Ana in 3 min · [open the thread](https://discord.com/channels/2/7/99)"
    )


async def test_an_alert_carries_the_draft_and_its_buttons_carry_the_alert() -> None:
    made = await shown(ALERT)

    assert text_of(made).startswith("### ⏰ Maya has waited 16 min")
    assert "Export one month at a time." in text_of(made)
    assert buttons(made)["Send"] == "fd:send:12:3:4::8"


async def test_an_alert_that_is_over_says_how_and_loses_its_buttons() -> None:
    made = await shown(replace(ALERT, headline="Maya: answered by Ana", over="answered by Ana"))

    assert text_of(made).startswith("### ✅ Maya: answered by Ana")
    assert buttons(made) == {}


async def test_a_nudge_has_the_words_ready() -> None:
    made = await shown(NUDGE)

    assert "> Hi Maya,\n> thank you!" in text_of(made)
    assert buttons(made) == {"Done": "fd:done:12:3:::9"}


async def test_a_draft_that_a_model_could_not_write_says_why() -> None:
    made = await shown(replace(CARD, writer="The model did not answer in time."))

    assert text_of(made).endswith("-# The model did not answer in time.")


async def test_the_waiting_list_names_those_who_wait_and_how_long() -> None:
    made = await shown(Waiting(rows=(WAITER,), as_of=NOW))

    at = int(NOW.timestamp())
    assert text_of(made) == (
        "### Waiting now: 1\n"
        f"- **Maya** since <t:{at}:t> (<t:{at}:R>) · **late** · Export limits · claimed by Ana · "
        "[\\#help](https://discord.com/channels/2/7/99)"
    )
    assert "Nobody is waiting." in text_of(await shown(Waiting(rows=(), as_of=NOW)))


async def test_a_long_waiting_list_says_how_many_more() -> None:
    made = await shown(Waiting(rows=(WAITER,) * 90, as_of=NOW))

    assert "and " in text_of(made).splitlines()[-1]
    assert len(text_of(made)) <= 4000


async def test_trouble_is_told_and_taken_back() -> None:
    trouble = Trouble(name="discord", text="I cannot post in #help. Give my role Send Messages.", since=NOW)

    assert "Give my role Send Messages." in text_of(await shown(trouble))
    assert text_of(await shown(replace(trouble, over=True))).startswith("✅ Solved:")


@given(st.text(max_size=4000), st.text(max_size=500), st.text(max_size=300))
async def test_a_card_never_exceeds_discords_limits(draft: str, said: str, name: str) -> None:
    quotes = tuple(Quote(name=name, role=Role.CUSTOMER, at=NOW, text=said) for _ in range(3))
    crowded = replace(CARD, draft=draft, quotes=quotes, customer=name, notice=said, hint=said)

    layout = render(replace(ALERT, card=crowded, headline=said, late=said), link, "<@88> " * 5)

    assert layout.content_length() <= 4000
    assert layout.total_children_count <= 40


@given(st.integers(0, 10**9), st.integers(0, 10**6), st.none() | st.integers(0, 10**9))
def test_a_button_says_again_what_was_seen(conversation: int, version: int, draft: int | None) -> None:
    seen = Seen(conversation, version, draft, None, 7)

    made = custom_id(Verb.OTHER_SOURCE, seen)

    assert len(made) <= 100
    assert pressed(made) == ("other_source", seen)


@pytest.mark.parametrize("id", ["fd:send:1:2", "fd:explode:1:2:::", "fd:send:1:2:::x", "send", ""])
def test_what_is_no_button_of_ours_is_refused(id: str) -> None:
    assert pressed(id) is None
