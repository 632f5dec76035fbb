"""What a burst tells, in sentences a product owner would sign."""

from __future__ import annotations

import time

import pytest

from bot.signals import Earlier, Situation, from_json, read, to_json

ANSWERED = (Earlier("customer", "my sync is broken"), Earlier("agent", "Please connect the calendar again."))
ASKED_IF_DONE = (*ANSWERED, Earlier("agent", "Does everything work as you expected now?"))


@pytest.mark.parametrize(
    "text",
    [
        "thanks!",
        "Thank you so much for the quick help",
        "thx",
        "ok great, thank you all",
        "much appreciated 🙏",
        "yeah, that makes sense, thanks, you're super helpful",
        "Vielen Dank!",
    ],
)
def test_thanks_alone_asks_for_nothing(text: str) -> None:
    told = read([text], context=ANSWERED)

    assert told.thanks_only
    assert not told.asks_question


@pytest.mark.parametrize(
    "text",
    [
        "thanks, but it still fails",
        "thanks! one more thing: how do I undo it?",
        "thanks for nothing",
        "no thanks, I need the old version back",
        "Thanks in advance, my export is stuck",
        "How do I export?",
    ],
)
def test_thanks_with_a_wish_is_not_thanks_alone(text: str) -> None:
    assert not read([text], context=ANSWERED).thanks_only


@pytest.mark.parametrize(
    "text",
    [
        "that worked",
        "It works now, thank you!",
        "all good now",
        "problem solved",
        "Jetzt geht es wieder, danke",
    ],
)
def test_that_worked_counts_only_after_something_we_said(text: str) -> None:
    assert read([text], context=ANSWERED).solved
    assert not read([text]).solved


@pytest.mark.parametrize(
    "text",
    [
        "it works on my phone but not on the laptop",
        "did it work for others?",
        "that did not work",
        "My card stopped working",
        "still not fixed",
    ],
)
def test_doubt_is_never_taken_for_solved(text: str) -> None:
    assert not read([text], context=ANSWERED).solved


def test_yes_confirms_only_what_we_asked() -> None:
    assert read(["yes, perfect"], context=ASKED_IF_DONE).confirmed
    assert not read(["yes, perfect"], context=ANSWERED).confirmed


@pytest.mark.parametrize(
    "text",
    [
        "never mind, found it myself",
        "nvm",
        "wrong channel, sorry",
        "hat sich erledigt",
        "scrap that, it's in the footer",
        "ignore me, I'm blind",
        "ah, it was unplugged",
        "don't bother, my sister has one",
        "Bitte ignorieren, steht ja in der Anleitung",
    ],
)
def test_what_is_taken_back_is_withdrawn(text: str) -> None:
    assert read([text], context=(Earlier("customer", "where is the archive?"),)).withdrawn


@pytest.mark.parametrize(
    "text",
    [
        "never mind the colour, but the sync still fails",
        "scrap that, how do I export instead?",
        "I found the setting but it does nothing",
        "ignore me if this is a stupid question, but where is the archive?",
    ],
)
def test_taking_back_a_part_withdraws_nothing(text: str) -> None:
    assert not read([text], context=(Earlier("customer", "where is the archive?"),)).withdrawn


def test_chasing_is_heard_in_words_and_in_structure() -> None:
    unanswered = (Earlier("customer", "How do I move a board?"),)

    assert read(["any update?"], context=ANSWERED).chasing
    assert read(["??"], context=(*unanswered, Earlier("customer", "it hangs"))).scores["chasing"] >= 0.5
    assert read(["hello?"], context=unanswered).chasing
    assert not read(["it also happens in Firefox"], context=unanswered).chasing
    assert not read(["I'm still waiting for my card to arrive"]).chasing


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("Our lawyer will sue you, and my account was hacked", Situation.SECURITY),
        ("We leave, and our lawyer agrees. We're switching to a competitor.", Situation.LEGAL),
        ("Everything is down and we are switching to another provider", Situation.CHURN),
        ("Still waiting for an answer and the site is down for everyone", Situation.OUTAGE),
        ("Still waiting for an answer, this is ridiculous", Situation.WAITING),
        ("This is ridiculous, you charged me twice", Situation.UPSET),
    ],
)
def test_the_gravest_situation_decides(text: str, situation: Situation) -> None:
    assert read([text]).situation is situation


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How do I export my contacts?", "en"),
        ("Wie kann ich meine Karte sperren?", "de"),
        ("Je ne peux pas me connecter", "fr"),
        ("¿Cómo puedo cambiar mi contraseña?", "es"),
        ("Non riesco ad accedere, come posso fare?", "it"),
        ("Não consigo entrar na minha conta", "pt"),
        ("Ik kan niet inloggen op mijn account", "nl"),
        ("не могу войти", "ru"),
        ("مرحبا، لا أستطيع الدخول", "ar"),
        ("パスワードを忘れました", "ja"),
        ("413", "und"),
        ("👍", "und"),
    ],
)
def test_languages_are_told_apart_and_doubt_is_said(text: str, language: str) -> None:
    assert read([text]).language == language


def test_a_short_line_takes_the_language_of_the_conversation() -> None:
    earlier = (Earlier("customer", "Wie kann ich meine Karte sperren?"), Earlier("agent", "So geht es."))

    assert read(["Super!"], context=earlier).language == "de"


def test_codes_and_amounts_are_kept_and_private_things_are_not() -> None:
    told = read(["error 413 on invoice 20931, 12.50 EUR, card 4111 1111 1111 1111, mail ana@corp.example"])

    assert {"413", "20931", "12.50 EUR"} <= set(told.entities)
    assert not any("4111" in entity or "@" in entity for entity in told.entities)


def test_public_upset_and_first_is_high_stakes() -> None:
    text = ["This is unacceptable, I lost my report"]

    assert read(text, public=True, first_contact=True).high_stakes
    assert not read(text, public=False, first_contact=True).high_stakes


def test_each_signal_says_which_words_told_it() -> None:
    told = read(["URGENT: my api key leaked on github"])

    assert "api key leaked" in told.told["security"]
    assert "URGENT" in told.told["urgent"]


def test_the_command_line_gives_one_flat_object_of_scores() -> None:
    flat = to_json(
        from_json({"text": "that worked, thanks!", "context": [{"who": "agent", "text": "Try again."}]})
    )

    assert flat["solved"] == 1.0
    assert flat["situation"] == "chat"
    numbers = [value for value in flat.values() if isinstance(value, float)]
    assert len(numbers) > 15
    assert all(0 <= value <= 1 for value in numbers)


@pytest.mark.parametrize(
    "asked", [{}, {"text": 3}, {"text": "a", "context": "b"}, {"text": "a", "context": ["b"]}]
)
def test_a_broken_line_is_refused_with_a_sentence(asked: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"text|context"):
        from_json(asked)


@pytest.mark.parametrize("piece", [".", "!", "? ", "!\n", ".!", "-", "=", "'", "I ", "ab1-", "(", "@a "])
def test_forty_thousand_of_anything_are_read_in_no_time(piece: str) -> None:
    began = time.thread_time()

    read((piece * (40_000 // len(piece)),))

    assert time.thread_time() - began < 2.0  # it took minutes


def test_one_word_over_and_over_is_read_as_quickly_as_a_letter() -> None:
    read(("warm",))
    began = time.thread_time()

    read(("I " * 2_000,))

    assert time.thread_time() - began < 0.4  # it took nearly a second


@pytest.mark.parametrize(
    "text",
    [
        "My nan knitted that pattern with me. It was in your app, and now it isn't anywhere.",
        "did all of it | twice | it's one in the morning and I'm back where I began",
        "Your man at the desk told me to ask my grandchildren. I asked him, politely.",
        "Wir hatten uns so auf den Abend gefreut, und dann das.",
        "A stranger is in my account and I'm shaking, please help",
    ],
)
def test_hurt_is_heard_without_a_word_for_it(text: str) -> None:
    told = read(text.split(" | "))

    assert told.upset
    assert told.told["upset"]


@pytest.mark.parametrize(
    "text",
    [
        "We drained the dead nodes and killed two zombie jobs last night, all fine since.",
        "The 'Curse of Ash' card deals 3 damage, its text says 5.",
        "How do I get rid of a broken link in the archive?",
        "Seit heute sehe ich die Spalte Preis nicht mehr",
    ],
)
def test_grim_words_of_somebody_calm_are_no_complaint(text: str) -> None:
    assert not read([text]).upset


@pytest.mark.parametrize(
    "text",
    [
        "I was furious last week, and you mended it within the hour. Thank you!",
        "After the mess in spring I nearly left. This release is rock solid, hats off.",
        "Letzte Woche war ich stinksauer, heute läuft alles. Großes Lob!",
    ],
)
def test_praise_that_remembers_trouble_is_praise(text: str) -> None:
    told = read([text])

    assert told.situation is Situation.PRAISE
    assert not told.upset


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Llevo toda la tarde con esto y nada funciona, estoy harta", "es"),
        ("Bonjour, j'en ai marre, rien ne marche et vous ne répondez pas", "fr"),
        ("Non ne posso più, è la terza volta che non funziona", "it"),
        ("Não aguento mais, perdi tudo e ninguém me responde", "pt"),
        ("Ik ben het zat, niets werkt en niemand reageert", "nl"),
    ],
)
def test_hurt_is_heard_where_we_do_not_speak_the_language(text: str, language: str) -> None:
    told = read([text])

    assert told.language == language
    assert told.upset
    assert told.strained  # a kind word in English, no apology


@pytest.mark.parametrize(
    "text",
    [
        "Hola, ¿cómo puedo cambiar mi contraseña?",
        "Comment faire pour exporter mes contacts ?",
        "Come posso fare il login di nuovo?",
        "Como faço para entrar de novo na minha conta?",
        "Waar zat die knop ook alweer, en hoe kan ik hem weer zien?",
    ],
)
def test_a_calm_question_in_such_a_language_stays_calm(text: str) -> None:
    assert not read([text]).upset


@pytest.mark.parametrize(
    "text",
    [
        "Why was my transfer to the landlord sent back?",
        "What can I do if the machine kept my note?",
        "Do I pay a fee when I use my card in Norway?",
        "My top-up from this morning isn't there yet, how long does it take?",
    ],
)
def test_a_plain_question_about_money_gets_no_kind_word(text: str) -> None:
    told = read([text])

    assert not told.upset
    assert not told.strained


@pytest.mark.parametrize(
    "text",
    [
        "The rent is due tomorrow and my wages are still not in the account.",
        "Since the redesign my reader only says 'link link link'. I used to order my own groceries.",
        "My daughter cried all evening because her drawings are gone.",
    ],
)
def test_quiet_hardship_gets_a_kind_word(text: str) -> None:
    told = read([text])

    assert told.upset or told.strained


def test_who_is_blind_has_not_taken_anything_back() -> None:
    told = read(["I'm blind and every control in the new version is announced as an image."])

    assert not told.withdrawn
    assert told.situation is not Situation.CHAT


def test_a_question_is_heard_without_its_mark() -> None:
    assert read(["does a visitor count as one more seat if they only look"]).asks_question


@pytest.mark.parametrize("text", ["that did it", "resetting it did it, thanks", "did it, cheers"])
def test_what_did_it_has_solved_it(text: str) -> None:
    assert read([text], context=ANSWERED).solved


@pytest.mark.parametrize("text", ["Beim Import fehlen die Umlaute", "Kündigung zum Jahresende"])
def test_a_short_german_line_is_german(text: str) -> None:
    assert read([text]).language == "de"
