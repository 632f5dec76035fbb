"""What gives pause in an agent's own words is told once, and never stops them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.acts.mending import framed, without
from bot.acts.sending import LOOK_AGAIN
from bot.card import Verb
from bot.drafting import Case, Composer, Drafted, Rewrite
from bot.forms import AS_IT_IS, MEND, MUTE
from bot.record import Reply
from knowledge.ports import Audience, Found
from tests.scenario.desk import (
    ANA,
    DANA,
    EXPORT,
    KEN,
    MAYA,
    ArticlesInMemory,
    DeskInMemory,
    form_of,
    open_desk,
    text_of,
)

INVENTED = "Hi Maya, Dana here. I'm looking at your export; we refund it within 3 days."
PLAIN = (
    "Hi Maya, Dana here. Your export fails with error 413: export one year at a time. I'll check back here."
)


async def asked(desk: DeskInMemory) -> None:
    await desk.says(MAYA, "my export fails with error 413")
    await desk.minutes_pass(1)


async def sent(desk: DeskInMemory, conversation: int = 1) -> Reply:
    async with desk.rooms.store.read() as reading:
        return (await reading.replies(conversation))[-1]


async def test_a_promise_from_nowhere_comes_back_once_with_the_words_kept(desk: DeskInMemory) -> None:
    await asked(desk)

    again = form_of(await desk.clicks(DANA, Verb.EDIT, text=INVENTED))

    assert desk.customer_sees == []
    assert again.form.fields[1].choices[0] == (AS_IT_IS, "Send as it is")
    assert again.form.fields[0].value == INVENTED
    assert any("refund it within 3 days" in note for note in again.form.notes)
    assert text_of(await desk.clicks(DANA, again.verb, text=INVENTED)) == "Sending."
    assert desk.customer_sees == [INVENTED]
    assert "promise" in (await sent(desk)).overruled
    assert any("3 days" in warning for warning in (await sent(desk)).warnings)


async def test_words_with_a_ground_are_sent_at_once(desk: DeskInMemory) -> None:
    await asked(desk)

    assert text_of(await desk.clicks(DANA, Verb.EDIT, text=PLAIN)) == "Sending."
    assert (await sent(desk)).overruled == ()


async def test_what_was_seen_once_is_not_asked_again_and_what_is_new_is(desk: DeskInMemory) -> None:
    await asked(desk)
    await desk.clicks(DANA, Verb.EDIT, text=INVENTED)

    more = INVENTED + " It costs 49 euros."
    again = form_of(await desk.clicks(DANA, Verb.EDIT, text=more))

    assert not any("3 days" in note for note in again.form.notes)
    assert any("49" in note for note in again.form.notes)
    assert text_of(await desk.clicks(DANA, Verb.EDIT, text=more)) == "Sending."


async def test_what_one_agent_has_seen_another_has_not(desk: DeskInMemory) -> None:
    await asked(desk)
    await desk.clicks(DANA, Verb.EDIT, text=INVENTED)

    assert form_of(await desk.clicks(ANA, Verb.EDIT, text=INVENTED)).form.title == LOOK_AGAIN


async def test_what_gives_pause_is_left_out_by_one_choice_and_shown_before_it_goes(
    desk: DeskInMemory,
) -> None:
    await asked(desk)
    again = form_of(await desk.clicks(DANA, Verb.EDIT, text=f"{PLAIN} We refund it within 3 days."))

    mended = form_of(await desk.clicks(DANA, again.verb, text=again.form.fields[0].value, then=MEND))
    assert desk.customer_sees == []
    assert mended.form.fields[0].value == PLAIN
    await desk.clicks(DANA, mended.verb, text=PLAIN)

    assert desk.customer_sees == [PLAIN]
    assert (await sent(desk)).overruled == ()


async def test_who_left_it_out_by_hand_and_wants_to_see_it_again_sends_nothing_yet(
    desk: DeskInMemory,
) -> None:
    await asked(desk)
    again = form_of(await desk.clicks(DANA, Verb.EDIT, text=f"{PLAIN} We refund it within 3 days."))

    shown = form_of(await desk.clicks(DANA, again.verb, text=PLAIN, then=MEND))

    assert desk.customer_sees == []
    assert shown.form.fields[0].value == PLAIN
    assert text_of(await desk.clicks(DANA, shown.verb, text=PLAIN)) == "Sending."


def test_what_is_only_spaced_otherwise_is_not_taken_for_something_left_out() -> None:
    assert without(f"{PLAIN}\n\n    a  line of code", ()) == ""


async def test_a_second_look_can_be_done_without_for_the_rest_of_ones_day(desk: DeskInMemory) -> None:
    await asked(desk)
    again = form_of(await desk.clicks(DANA, Verb.EDIT, text=INVENTED))
    await desk.clicks(DANA, again.verb, text=INVENTED, then=MUTE)
    await desk.says(KEN, "the dashboard shows nothing")
    await desk.minutes_pass(1)

    assert text_of(await desk.clicks(DANA, Verb.EDIT, text=INVENTED)) == "Sending."
    assert "promise" in (await sent(desk, 2)).overruled

    await desk.minutes_pass(24 * 60)
    await desk.says(KEN, "my export fails with error 413")
    await desk.minutes_pass(1)
    assert form_of(await desk.clicks(DANA, Verb.EDIT, text=INVENTED)).form.title == LOOK_AGAIN


async def test_the_set_time_and_our_own_names_come_from_somewhere(desk: DeskInMemory) -> None:
    await asked(desk)
    text = f"{PLAIN} You hear from Dana or Ana within 45 minutes, by 09:45."

    assert text_of(await desk.clicks(DANA, Verb.EDIT, text=text)) == "Sending."


async def test_another_article_is_a_ground_too(desk: DeskInMemory) -> None:
    await asked(desk)
    text = f"{PLAIN} By the way, the dashboard shows the last 30 days."

    assert text_of(await desk.clicks(DANA, Verb.EDIT, text=text)) == "Sending."


async def test_words_of_an_internal_article_are_recognised(desk: DeskInMemory) -> None:
    await asked(desk)
    desk.articles.sources += (
        replace(
            EXPORT,
            article_id="margins",
            title="Escalate refunds",
            passage="Large accounts get their money back after a call with the head of sales.",
            audience=Audience.INTERNAL,
        ),
    )
    text = f"{PLAIN} On refunds - large accounts get their money back after a call with the head of sales."

    again = form_of(await desk.clicks(DANA, Verb.EDIT, text=text))

    assert any("internal article" in note for note in again.form.notes)


async def test_blame_stops_a_one_click_send_and_the_agent_may_overrule(desk: DeskInMemory) -> None:
    await asked(desk)
    text = "Hi Maya, Dana here. You should have read the export page. Error 413: export one year at a time."

    again = form_of(await desk.clicks(DANA, Verb.EDIT, text=text))

    assert any("puts it on them" in note for note in again.form.notes)
    assert text_of(await desk.clicks(DANA, again.verb, text=text)) == "Sending."
    assert "blame" in (await sent(desk)).overruled


async def test_a_poor_first_reply_is_shown_its_two_best_edits_in_the_same_form(desk: DeskInMemory) -> None:
    await asked(desk)

    again = form_of(await desk.clicks(DANA, Verb.EDIT, text="What do you mean? We close at 5 pm."))

    scores = [note for note in again.form.notes if " of 100. " in note]
    assert len(scores) == 2
    assert any("5 pm" in note for note in again.form.notes)
    assert (
        text_of(await desk.clicks(DANA, again.verb, text="What do you mean? We close at 5 pm.")) == "Sending."
    )


async def test_a_poor_first_reply_gets_the_drafts_opening_by_one_choice(desk: DeskInMemory) -> None:
    await asked(desk)
    poor = "Try one year at a time."
    assert desk.card.draft
    opening = desk.card.draft.splitlines()[0]

    again = form_of(await desk.clicks(DANA, Verb.EDIT, text=poor))
    framed = form_of(await desk.clicks(DANA, again.verb, text=poor, then=MEND))

    assert desk.customer_sees == []
    assert framed.form.title == "With the draft's words"
    shown = framed.form.fields[0].value
    assert shown.startswith(f"{opening}\n\n{poor}")
    assert text_of(await desk.clicks(DANA, framed.verb, text=shown)) == "Sending."


@pytest.mark.parametrize(
    ("text", "greets", "better"),
    [
        pytest.param("Try it.", False, "Hi Maya, Dana here. I see it fails.\n\nTry it.", id="the opening"),
        pytest.param("Hi, try it.", True, "I see it fails.\n\nHi, try it.", id="no second greeting"),
    ],
)
def test_a_frame_is_put_around_words_only_where_they_are_better_for_it(
    text: str, greets: bool, better: str
) -> None:
    given = "Hi Maya, Dana here. I see it fails.\n\nDo this. I'll be back by 16:00."

    def rated(words: str) -> int:
        return "I see" in words

    assert framed(text, given, greets=greets, rated=rated) == better
    assert framed(text, given, greets=greets, rated=lambda _: 50) == ""


def test_a_closing_that_tells_a_time_is_not_put_back() -> None:
    assert framed("Try it.", "Hi.\n\nBack by 16:00.", greets=False, rated=lambda t: "Back" in t) == ""
    assert (
        framed("Try it.", "Hi.\n\nTell me.", greets=False, rated=lambda t: "Tell" in t)
        == "Try it.\n\nTell me."
    )


async def test_secrets_still_block_and_mentions_are_broken(desk: DeskInMemory) -> None:
    await asked(desk)

    blocked = await desk.clicks(DANA, Verb.EDIT, text=f"{PLAIN} Use sk_live_51HxAbCdEfGhIjKlMnOp12.")
    assert text_of(blocked) == "The reply holds a key, password or card number: nothing was sent."
    await desk.clicks(DANA, Verb.EDIT, text=f"@everyone {PLAIN}")

    assert "@everyone" not in desk.customer_sees[0]


async def test_a_stale_edit_and_its_warnings_come_back_in_one_form(desk: DeskInMemory) -> None:
    await asked(desk)
    seen = desk.card
    await desk.says(MAYA, "and the import fails too", root="m1")

    again = form_of(await desk.clicks(DANA, Verb.EDIT, seen, text=INVENTED))

    assert again.form.submit == "Send anyway"
    assert any("wrote again" in note for note in again.form.notes)
    assert any("3 days" in note for note in again.form.notes)
    click = replace(again.click, verb=again.verb, inputs={"text": INVENTED})
    assert text_of(await desk.rooms.desk.do(click)) == "Sending."


async def test_a_correction_is_looked_at_like_a_reply(desk: DeskInMemory) -> None:
    await asked(desk)
    await desk.clicks(DANA, Verb.EDIT, text=PLAIN)

    again = form_of(await desk.clicks(DANA, Verb.CORRECT, text=f"{PLAIN} It costs 49 euros."))

    assert again.form.fields[1].choices[0][1] == "Correct it as it stands"
    assert (
        text_of(await desk.clicks(DANA, again.verb, text=f"{PLAIN} It costs 49 euros.")) == "Correcting it."
    )
    assert desk.customer_sees[-1].endswith("49 euros.")
    assert "number" in (await sent(desk)).overruled


async def test_a_nudges_words_are_looked_at_and_not_scored(desk: DeskInMemory) -> None:
    root = "m1"
    await asked(desk)
    await desk.clicks(DANA, Verb.SEND)
    await desk.says(MAYA, "that worked, thanks!", root=root)
    await desk.minutes_pass(3)
    nudge = desk.nudges(DANA)[0]

    again = form_of(await desk.clicks(DANA, Verb.USE_TEXT, nudge, text="Great! You get 20 % off."))

    assert len(again.form.notes) == 1
    assert "20 %" in again.form.notes[0]
    assert text_of(await desk.clicks(DANA, again.verb, nudge, text="Glad it works!")) == "Sending."


class Blunt(Composer):
    """A writer whose drafts nobody would be proud of."""

    async def draft(
        self, case: Case, *, rewrite: Rewrite | None = None, previous: str | None = None
    ) -> Drafted:
        drafted = await super().draft(case, rewrite=rewrite, previous=previous)
        return replace(drafted, text="Next.", score=replace(drafted.score, total=30, suggestions=("Greet.",)))


async def test_a_low_draft_is_not_sent_by_one_click_but_by_two(tmp_path: Path) -> None:
    async with open_desk(tmp_path, writer=Blunt()) as desk:
        await asked(desk)

        again = form_of(await desk.clicks(DANA, Verb.SEND))

        assert again.form.notes == ("30 of 100. Greet.",)
        assert text_of(await desk.clicks(DANA, Verb.SEND)) == "Sending."
        assert (await sent(desk)).overruled == ("score",)


class Stuck(ArticlesInMemory):
    """Articles that answer once and then take for ever."""

    async def search(self, text: str, *, limit: int = 5, exclude: frozenset[str] = frozenset()) -> Found:
        if self.asked:
            raise TimeoutError
        return await super().search(text, limit=limit, exclude=exclude)


async def test_articles_that_do_not_answer_never_keep_a_reply(tmp_path: Path) -> None:
    async with open_desk(tmp_path, library=Stuck()) as desk:
        await asked(desk)

        assert text_of(await desk.clicks(DANA, Verb.EDIT, text=PLAIN)) == "Sending."
