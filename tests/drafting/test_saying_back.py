"""What is better not said back, each class on sentences of its own, and what a condolence leaves out."""

# ruff: noqa: E501 - sentences read better unbroken

from __future__ import annotations

import pytest

from bot.drafting import Case, compose
from bot.drafting.guard import check


def drafted(*lines: str) -> str:
    return compose(Case(key="r", lines=lines, agent="Tom", customer="Eva", promise="16:00")).text


CUT = {
    "before a second question": ("Can I print the labels or does that cost extra?", "print the labels", "does that"),
    "before would": ("Can we pay by cheque, and would that delay the order?", "pay by cheque", "would that"),
    "an idiom is no now": ("I need to restart the worker every now and then", "restart the worker", "now"),
    "what stands in brackets is an aside": (
        "Could you tell me whether the lamp (order 5512) was packed with a bulb?",
        "whether the lamp was packed with a bulb",
        "5512",
    ),
    "a second question in german": (
        "Können Sie mir sagen, wie ich eine Vorlage anlege und was das kostet?",
        "wie Sie eine Vorlage anlegen",
        "was das kostet",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("said", "back", "cut"), CUT.values(), ids=CUT.keys())
def test_a_phrase_ends_where_the_next_begins(said: str, back: str, cut: str) -> None:
    opening = drafted(said).split("\n")[0]

    assert back in opening
    assert cut not in opening


UNSAID = {
    "a state of theirs": ("I haven't eaten all day because of this", "eaten"),
    "who they are": ("I'm a nurse and no robot, so read what I wrote", "robot"),
    "that they hardly dared to write": ("I almost didn't dare to write again", "dare"),
    "despair is no question": ("I have no idea where to turn with this", "where to turn"),
    "a cause that they rule out": ("My notes are gone since lunch, we haven't changed anything on our side", "haven't changed"),
    "a cause that they rule out, in german": ("Der Import hängt. Wir haben am Router nichts geändert.", "nichts geändert"),
    "a word that stands for several": ("can I pause it or end it, whichever does not cost me more", "whichever"),
    "what works": ("the phone version drops the last row\nthe web version is fine", "web version"),
    "that nothing is reported": ("The lamp goes out at night, the hub reports no faults", "no faults"),
    "no verb of its own": ("We'll fail over to the second site at six. Nothing to prepare on your side.", "to prepare"),
    "rhetoric": ("are you lot even awake over there", "awake"),
    "a day they know": ("You said Tuesday. You said Thursday. What year is it?", "what year"),
    "a clause cut inside another": (
        "how do I set it so that when a tenant writes to the old address they land in the new one",
        "so that when",
    ),
    "somebody the phrase does not name": ("our trainee locked herself out, can you unlock her", "unlocking her"),
    "an anger that was shouted is no error": ("you have had my keys for NINETEEN days. NINETEEN.", "NINETEEN error"),
    "what only stands in the way of their life": ("My landlord shouts at me since the rent bounced", "landlord shouts"),
    "the number of a case is no error": ("I wrote on Monday about the roof box (KT-4410), no word yet", "KT-4410 error"),
    "half of a contradiction": ("the label says size 12, shoe has a 14 in it", "label says"),
    "where they are": ("could you renew my pass, I'm stuck in Oslo until the snow melts", "stuck"),
    "laughter": ("I got married and need to change the surname on my ticket haha", "haha"),
    "a question that is cut changes its sense": (
        "Can three editors change one and the same chapter at the very same moment without locking each other out?",
        "change one and the same chapter.",
    ),
    "a question without a verb": ("nobody here understand why three times tax", "why three times tax"),
    "shall I": ("will somebody tell me what happened to the crate I returned or shall I drive over", "or shall"),
    "who to ask": ("Who do I talk to?", "you talk to"),
    "what they got wrong themselves": ("can you stop the van because i typed the wrong flat", "about the wrong flat"),
    "a guess in irony": ("so i guess my season ticket is worth nothing then. cool.", "worth nothing"),
}  # fmt: skip


@pytest.mark.parametrize(("said", "never"), UNSAID.values(), ids=UNSAID.keys())
def test_feelings_lives_and_what_works_are_not_said_back(said: str, never: str) -> None:
    assert never not in drafted(*said.split("\n"))


STILL_SAID = {
    "done with the account": ("I deleted the wrong folder", "you deleted the wrong folder"),
    "done with money": ("we paid twice for June", "you paid twice for June"),
    "not possible in the product": ("I can't open my inbox", "you can't open your inbox"),
    "of others, in the product": ("nobody at our school can log in", "nobody at your school can log in"),
}


@pytest.mark.parametrize(("said", "back"), STILL_SAID.values(), ids=STILL_SAID.keys())
def test_what_was_done_with_the_product_is_said_back(said: str, back: str) -> None:
    assert back in drafted(said)


def test_what_we_said_is_ours() -> None:
    from bot.words.en_turned import towards

    assert towards("I pressed undo like you said") == "you pressed undo like we said"


def test_nobody_is_thanked_for_a_loss() -> None:
    for said in (
        "Meine Frau hat die Karte verloren",
        "the new release deleted my mixtapes",
        "I lost 300 euros on this transfer",
        "I accidentally deleted my tax folder",
    ):
        opening = drafted(said).split("\n")[0]

        assert "hank" not in opening
        assert "letting me know" not in opening
        assert "Danke" not in opening


def test_no_trouble_is_told_where_none_is() -> None:
    opening = drafted("I'll be in Chile until March, the card may be used there.").split("\n")[0]

    assert "trouble" not in opening
    assert "isn't right" not in opening


@pytest.mark.parametrize(
    ("said", "back", "never"),
    [
        ("Ich warte seit acht hier und komme nicht an die Dienstpläne!", "dass du nicht an die Dienstpläne kommst", "und komme"),
        ("Wie kann ich meinen Account in der App sperren?", "deinen Account in der App sperren", "Sperren"),
        ("Seit heute kann keine unserer Kassen mehr Gutscheine lesen", "keine eurer Kassen", "dass Seit"),
        ("Ich verstehe bei euch gar nichts mehr", "", "verstehst"),
        ("Erst lag es am Netz, jetzt angeblich an meinem Drucker.", "", "Drucker"),
        ("Seit dem Update fehlt mir im Menü nichts, aber der Ton kratzt", "", "das Update"),
        ("Darf meine Nichte (14) ohne uns einen Ausweis beantragen?", "", "Nichte darf."),
        ("wieso muss ich den Code jede woche neu eingeben", "jede Woche", "jede woche"),
    ],
)  # fmt: skip
def test_german_is_cut_at_the_second_verb_and_keeps_to_the_matter(said: str, back: str, never: str) -> None:
    opening = drafted(said).split("\n")[0]

    assert back in opening
    assert never not in opening


GRIEF = {
    "a husband": ("my husband died in spring and the plans are in his name", "sorry for your loss"),
    "passed away": ("Our secretary passed away on Monday, nobody has her password", "sorry for your loss"),
    "a parent without my": ("Dad died yesterday. How do I stop his subscription?", "sorry for your loss"),
    "hospital": ("I was in hospital for a month and the plan renewed", "through"),
    "a grave illness": ("I have been diagnosed with cancer and must pause my seat", "through"),
    "german, a death": ("Meine Mutter ist letzte Woche verstorben, ich brauche ihre Rechnungen", "Beileid"),
    "german, an illness": ("Meine Frau liegt im Krankenhaus, ich muss den Vertrag ändern", "durchmach"),
}


@pytest.mark.parametrize(("said", "kind"), GRIEF.values(), ids=GRIEF.keys())
def test_who_mourns_gets_a_condolence_and_nothing_cheerful(said: str, kind: str) -> None:
    case = Case(key="r", lines=(said,), agent="Tom", customer="Eva", promise="16:00")
    text = compose(case).text

    assert kind in text or "condolences" in text
    assert "!" not in text
    assert not any(word in text.lower() for word in ("thanks for asking", "glad", "happy", "freut"))
    assert check(text, case) == ()


@pytest.mark.parametrize(
    "said",
    [
        "Guten Tag, mein Mann ist verstorben, ich brauche Zugang zu den Rechnungen.",
        "Hello, my mum passed away last week and I need the key to her locker.",
    ],
)
def test_after_a_condolence_what_they_need_is_taken_on(said: str) -> None:
    assert "16:00" in drafted(said)


NO_GRIEF = (
    "the export process died again",
    "my phone died, how do I sign in on the new one",
    "I nearly died laughing at the loading screen",
    "there is a dead link in the footer",
    "my wife's laptop died",
    "he died in ranked and lost his skin",
    "I work in a hospital and need a guest role",
    "our founder passed the invoice to me",
    "Mein Akku ist gestorben, wie komme ich ins Konto?",
    "Wir sind ein Krankenhaus mit 40 Betten",
)


@pytest.mark.parametrize("said", NO_GRIEF)
def test_a_process_or_a_phone_gets_no_condolence(said: str) -> None:
    text = drafted(said)

    assert not any(
        word in text for word in ("for your loss", "condolences", "going through", "Beileid", "durchmach")
    )


def test_a_legal_matter_gets_a_condolence_that_is_no_apology() -> None:
    text = drafted("My mother passed away. Our lawyer will send you a formal claim for her data.")

    assert "condolences" in text
    assert "sorry" not in text
