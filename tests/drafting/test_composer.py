"""Drafts of the composer, read as an agent reads them."""

# ruff: noqa: E501 - cases read better unbroken

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.drafting import Case, Composer, Kind, Rewrite, compose
from bot.drafting.composer import finished
from bot.drafting.disputes import disputed_by
from bot.drafting.guard import check
from bot.drafting.plan import planned
from bot.signals import Earlier, read
from bot.words import spoken
from knowledge.ports import Audience, Band, Found
from tests.drafting.cases import found, source

HOW = Case(
    key="7-1",
    lines=("How do I export my contacts?",),
    found=found("export"),
    customer="Nadia Khan",
    agent="Tom Becker",
    promise="16:00",
)
UPSET = replace(HOW, lines=("This is unacceptable!! My export keeps failing",), found=Found())
HOLD = replace(HOW, lines=("How do I merge two workspaces?",), found=Found())
LEAK = replace(HOW, lines=("I can see another customer's invoices",), found=Found())


def test_an_answer_is_copied_word_for_word_with_its_source() -> None:
    draft = compose(HOW)

    assert draft.plan.kind is Kind.ANSWER
    assert (
        "1. Open Contacts.\n2. Choose Export in the top right corner.\n3. Pick CSV or vCard and confirm."
        in draft.text
    )
    assert "https://help.larkboard.example/export-contacts" in draft.text
    assert [cited.article_id for cited in draft.sources] == ["export"]
    assert draft.score.total >= 90


def test_the_same_case_always_gives_the_same_draft() -> None:
    assert compose(HOW).text == compose(HOW).text


async def test_the_composer_is_a_writer() -> None:
    assert (await Composer().draft(HOW)).text == compose(HOW).text


def test_without_an_article_it_holds_honestly_with_one_question_and_the_set_time() -> None:
    draft = compose(HOLD)

    assert draft.plan.kind is Kind.HOLDING
    assert draft.sources == ()
    assert "merge two workspaces" in draft.text
    assert draft.text.count("?") <= 1
    assert "16:00" in draft.text


def test_no_time_is_named_that_no_setting_gives() -> None:
    draft = compose(replace(HOLD, promise=None))

    assert not any(ch.isdigit() for ch in draft.text)


def test_upset_gets_one_apology_and_the_problem_by_its_name() -> None:
    draft = compose(UPSET)

    assert len(spoken("en").marks["sorry"].findall(draft.text)) == 1
    assert "your export" in draft.text


@pytest.mark.parametrize(
    ("situation", "text"),
    [
        ("security", "Someone logged into my account and reads my messages, I'm terrified!"),
        ("legal", "My lawyer will write to you, this is an absolute disgrace."),
        ("churn", "I'm fed up with this awful thing, we are cancelling and moving to a competitor."),
        ("security", "Fremde lesen meine Krankenakte mit, das ist unfassbar, mir zittern die Hände!"),
        ("legal", "Unverschämt, das geht jetzt an meinen Anwalt!"),
    ],
)
def test_a_duty_does_not_make_us_deaf_to_anger_and_fear(situation: str, text: str) -> None:
    draft = compose(replace(HOLD, lines=(text,)))

    marks = spoken(draft.signals.language).marks
    assert draft.signals.situation == situation
    assert draft.signals.upset
    assert marks["feel"].search(draft.text)
    assert situation == "churn" or not marks["sorry"].search(draft.text)
    assert situation == "churn" or marks["private"].search(draft.text)


def test_a_duty_towards_somebody_calm_names_no_feeling() -> None:
    draft = compose(replace(HOLD, lines=("A former contractor can still open our documents.",)))

    assert draft.signals.situation == "security"
    assert "security.feel" not in draft.plan.slots


@pytest.mark.parametrize("strained", [True, False])
def test_who_may_be_upset_gets_a_kind_word_and_only_who_surely_is_an_apology(strained: bool) -> None:
    signals = replace(read(UPSET.lines), strained=strained)

    draft = finished(UPSET, signals, planned(UPSET, signals))

    assert spoken("en").marks["feel"].search(draft.text)
    assert bool(spoken("en").marks["sorry"].search(draft.text)) is not strained


def test_twelve_customers_with_one_problem_get_twelve_texts_and_openings() -> None:
    recent: tuple[str, ...] = ()
    bodies = []
    for number in range(12):
        text = compose(replace(HOW, key=f"c{number}", recent=recent)).text
        recent = (text, *recent)[:10]
        bodies.append(text)

    assert len(set(bodies)) == 12
    assert len({body.split("\n")[0] for body in bodies}) == 12


def test_internal_articles_inform_the_agent_and_never_the_customer() -> None:
    hidden = replace(source("internal_outage"), score=0.9)
    case = replace(
        HOW, lines=("My import of a 22 MB file fails",), found=Found(sources=(hidden,), band=Band.DRAFT)
    )
    draft = compose(case)

    assert draft.plan.kind is Kind.HOLDING
    assert "20 MB" not in draft.text
    assert "Tuesday" not in draft.text
    assert any("known import incident" in reason for reason in draft.why)


def test_a_title_that_says_internal_is_internal_whatever_its_label() -> None:
    mislabelled = replace(source("export"), title="Exporting contacts (Internal)", audience=Audience.PUBLIC)
    draft = compose(replace(HOW, found=Found(sources=(mislabelled,), band=Band.DRAFT)))

    assert draft.sources == ()


def test_an_unsure_passage_is_quoted_as_a_question() -> None:
    draft = compose(replace(HOW, found=found("export", "unsure")))

    assert draft.plan.quotes_unsure
    assert draft.text.rstrip(".").count("?") == 1
    assert any("Check before sending" in reason for reason in draft.why)


def test_two_articles_that_contradict_each_other_give_one_answer() -> None:
    other = replace(
        source("export", score=0.79), article_id="old", passage="Contacts can be exported only as XML."
    )
    draft = compose(replace(HOW, found=Found(sources=(source("export"), other), band=Band.DRAFT)))

    assert len(draft.sources) == 1
    assert "XML" not in draft.text


def test_an_article_that_another_contradicts_is_quoted_as_a_question_and_the_agent_is_told() -> None:
    one = replace(source("export"), passage="Contacts can be exported as CSV or vCard at any time.")
    other = replace(
        one,
        article_id="old",
        title="Exporting contacts",
        score=0.6,
        passage="Contacts can only be exported as XML.",
    )
    draft = compose(replace(HOW, found=Found(sources=(one, other), band=Band.DRAFT)))

    assert draft.plan.quotes_unsure
    assert "XML" not in draft.text
    assert any('"Exporting contacts" seems to say otherwise' in reason for reason in draft.why)


@pytest.mark.parametrize(
    ("mine", "theirs", "against"),
    [
        ("A refund takes 10 days to arrive.", "A refund takes 3 days to arrive.", True),
        ("A refund takes 10 days to arrive.", "A refund arrives; it takes 10 days.", False),
        ("Guests are free on every plan.", "Only owners can invite guests to boards.", False),
        ("Invoices can be downloaded by members.", "Invoices cannot be downloaded by members.", True),
    ],
)
def test_articles_disagree_where_alike_sentences_do(mine: str, theirs: str, against: bool) -> None:
    one = replace(source("refund"), title="Refunds, guests, invoices", passage=mine)
    other = replace(one, article_id="other", passage=theirs)

    assert (disputed_by(one, [other], spoken("en")) is not None) is against


def test_no_ritual_on_discord_and_two_lines_when_held() -> None:
    draft = compose(replace(HOLD, platform="discord"))

    assert not draft.text.startswith(("Hi", "Hello"))
    assert "Tom" not in draft.text
    assert draft.text.count("\n") <= 1


def test_an_answer_on_discord_is_two_lines_and_ends_with_its_source() -> None:
    one = replace(source("export"), passage="Contacts can be exported as CSV or vCard at any time.")
    draft = compose(replace(HOW, platform="discord", found=Found(sources=(one,), band=Band.DRAFT)))

    first, last = draft.text.split("\n")
    assert first.endswith("Contacts can be exported as CSV or vCard at any time.")
    assert one.title in last
    assert one.url
    assert last.endswith(one.url)


def test_steps_on_discord_keep_a_line_each() -> None:
    opening, *steps, last = compose(replace(HOW, platform="discord")).text.split("\n")

    assert opening
    assert [step[:2] for step in steps] == [f"{number}." for number in range(1, len(steps) + 1)]
    assert source("export").title in last


def test_somebody_greeted_today_is_not_greeted_again() -> None:
    draft = compose(replace(HOLD, greeted_today=True, first_contact=False))

    assert "Nadia" not in draft.text
    assert "Tom" not in draft.text


@pytest.mark.parametrize(
    "name", ["xX_dragon_99", "@everyone", "https://evil.example", "Admin", "", None, "a" * 60]
)
def test_a_name_nobody_would_say_is_left_out(name: str | None) -> None:
    draft = compose(replace(HOW, customer=name))

    assert "Tom" in draft.text.split("\n")[0]
    if name:
        assert name not in draft.text


@pytest.mark.parametrize(
    ("display", "said"),
    [("Nadia Khan", "Nadia"), ("José", "José"), ("王小明", "王小明"), ("Anne-Marie Roux", "Anne-Marie")],
)
def test_names_are_said_as_the_profile_writes_them(display: str, said: str) -> None:
    assert said in compose(replace(HOW, customer=display)).text.split("\n")[0]


def test_security_moves_to_private_and_asks_nothing_in_public() -> None:
    draft = compose(replace(HOW, lines=("I can see another customer's invoices",)))

    assert "private" in draft.text
    assert "?" not in draft.text
    assert draft.sources == ()


def test_a_legal_threat_gets_no_apology_and_a_person_in_charge() -> None:
    draft = compose(replace(HOLD, lines=("Our lawyer will contact you about the lost data",)))

    assert "sorry" not in draft.text.lower()
    assert all(gate.passed for gate in draft.score.gates.values())


def test_a_shown_secret_is_asked_to_be_deleted_and_not_repeated() -> None:
    draft = compose(replace(HOLD, lines=("it fails with key sk_live_51HxAbCdEfGhIjKlMnOp",)))

    assert "delete" in draft.text
    assert "sk_live" not in draft.text


def test_asking_for_a_person_brings_a_person() -> None:
    assert "a person" in compose(replace(HOLD, lines=("Can I talk to a real person please?",))).text


def test_german_is_answered_in_german_and_formally_when_asked_formally() -> None:
    draft = compose(
        replace(HOLD, lines=("Guten Tag, ich möchte meine Rechnung ändern. Können Sie mir helfen?",))
    )

    assert "Ihre Rechnung" in draft.text
    assert "dein" not in draft.text
    assert "16:00 Uhr" in draft.text


def test_a_german_promise_says_tomorrow_in_german() -> None:
    case = replace(HOLD, lines=("Wie kann ich zwei Konten verbinden?",), promise="tomorrow 08:30")

    assert "morgen, 08:30 Uhr" in compose(case).text


def test_another_language_gets_an_honest_english_line_and_a_flag() -> None:
    draft = compose(replace(HOLD, lines=("Bonjour, je ne peux pas me connecter à mon compte",)))

    assert "English" in draft.text
    assert "French" in draft.text
    assert draft.why[0].startswith("They write in French")


def test_a_language_nobody_recognises_is_asked_about() -> None:
    draft = compose(replace(HOLD, lines=("Mi ne povas ensaluti, pasvorto mia perdita",)))

    assert "continue in English" in draft.text
    assert draft.why[0].startswith("They write in another language")


@pytest.mark.parametrize(
    "lines", [("export contacts broken",), ("ERR_CONN timeout dashboard login",), ("ok",)]
)
def test_a_few_bare_words_are_no_foreign_language(lines: tuple[str, ...]) -> None:
    assert "continue in English" not in compose(replace(HOLD, lines=lines)).text


def test_crying_is_not_greeted_cheerfully() -> None:
    text = compose(replace(HOLD, lines=("😭😭😭",))).text

    assert "Good to see you" not in text
    assert text.endswith("?") or "help" in text


def test_the_earlier_answer_is_not_asked_again() -> None:
    case = replace(HOLD, lines=("My upload is stuck",), earlier=(Earlier("customer", "It is a PDF of 3 MB"),))

    assert "format" not in compose(case).text
    assert "how big" not in compose(case).text.lower()


@pytest.mark.parametrize("rewrite", list(Rewrite))
@pytest.mark.parametrize("case", [HOW, UPSET, HOLD], ids=["how", "upset", "hold"])
def test_every_rewrite_keeps_the_guard_and_says_what_changed(rewrite: Rewrite, case: Case) -> None:
    before = compose(case)
    after = compose(case, rewrite=rewrite, previous=before.text)

    assert check(after.text, case) == ()
    assert after.changed


@pytest.mark.parametrize(
    ("case", "rewrite", "told"),
    [
        (HOLD, Rewrite.WARMER, "Warmer: “"),
        (HOLD, Rewrite.SHORTER, "Shorter: "),
        (HOW, Rewrite.SHORTER, "Shorter: "),
        (HOW, Rewrite.ASK_FIRST, "“Export your contacts” is left out until they answer."),
        (HOW, Rewrite.HOLDING, "“Export your contacts” is no longer quoted"),
        (HOLD, Rewrite.HOLDING, "It held already"),
        (LEAK, Rewrite.WARMER, "no room for a warmer line"),
        (LEAK, Rewrite.ASK_FIRST, "asks nothing back"),
    ],
)
def test_a_rewrite_tells_what_it_did_and_not_what_was_wished(case: Case, rewrite: Rewrite, told: str) -> None:
    after = compose(case, rewrite=rewrite, previous=compose(case).text)

    assert told in after.changed


def test_shorter_still_says_what_it_is_about() -> None:
    assert "merge two workspaces" in compose(HOLD, rewrite=Rewrite.SHORTER).text


def test_shorter_is_shorter_and_warmer_is_longer() -> None:
    words = len(compose(UPSET).text.split())

    assert len(compose(UPSET, rewrite=Rewrite.SHORTER).text.split()) < words
    assert len(compose(UPSET, rewrite=Rewrite.WARMER).text.split()) > words


def test_holding_on_request_quotes_nothing() -> None:
    assert compose(HOW, rewrite=Rewrite.HOLDING).sources == ()


TRACE = 'Traceback (most recent call last):\n  File "app.py", line 12, in <module>\n    main()\nValueError: bad header'
STRANGE = {
    "empty": ("",),
    "no lines": (),
    "spaces": ("   ", "\n\n"),
    "emoji only": ("😭😭😭",),
    "40,000 characters": ("I can't export my contacts and this is wrong. " * 900,),
    "40,000 newlines": ("\n" * 40_000,),
    "one endless word": ("a" * 40_000,),
    "a stack trace": ("It crashes:", TRACE),
    "only a stack trace": (TRACE,),
    "right to left": ("\u202eمرحبا، لا أستطيع الدخول\u202c",),
    "an unknown language": ("Mi ne povas ensaluti en mian konton",),
    "abuse": ("you fucking idiots, go to hell",),
    "all mentions": ("<@U123> <@U456> <!here> @everyone",),
    "all links": ("https://a.example/x https://b.example/y",),
    "zero width": ("\u200b\u200b\u200b",),
    "null bytes": ("how do I \x00export\x00 my contacts?",),
    "code only": ("```\nSELECT 1;\n```",),
    "numbers only": ("413 413 413",),
}


@pytest.mark.parametrize("lines", STRANGE.values(), ids=STRANGE.keys())
@pytest.mark.parametrize("platform", ["slack", "discord"])
def test_strange_input_gets_a_draft_nobody_would_be_ashamed_of(lines: tuple[str, ...], platform: str) -> None:
    case = replace(HOLD, lines=lines, platform=platform)
    draft = compose(case)

    assert 3 <= len(draft.text.split()) <= 90
    assert check(draft.text, case) == ()
    assert draft.hint is None
    assert not any(word in draft.text.lower() for word in ("fuck", "idiot", "{", "none", "@everyone", "u123"))
