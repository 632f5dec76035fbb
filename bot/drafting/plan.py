"""From what a burst tells and what was found to what the reply will say, before any wording."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.drafting.answer import subject_stems
from bot.drafting.case import Case, Kind, Plan, Rewrite, for_customers
from bot.drafting.disputes import disputed_by
from bot.drafting.grief import ASKING, COURTEOUS, condolence, grief_in
from bot.drafting.heard import heard
from bot.signals import Signals, Situation
from bot.words import LANGUAGES, Language, Phrase, Reflection, spoken
from bot.words.entities import codes_in
from bot.words.private import private_in
from bot.words.text import joined, prose
from knowledge.ports import Band, Source

_SETTLED: Mapping[Situation, tuple[Kind, tuple[str, ...]]] = {
    # duties and courtesies that no article changes
    Situation.SECURITY: (
        Kind.HOLDING,
        ("security.thanks", "security.feel", "security.place", "security.own", "promise"),
    ),
    Situation.LEGAL: (Kind.HOLDING, ("legal.thanks", "legal.feel", "legal.lead", "legal.place", "promise")),
    Situation.CHURN: (Kind.HOLDING, ("churn", "churn.feel", "churn.own", "churn.ask", "promise")),
    Situation.GREETING: (Kind.COURTESY, ("greeting.nice", "greeting.open")),
    Situation.PRAISE: (Kind.COURTESY, ("praise.thanks", "feel", "praise.pass")),
    Situation.FEEDBACK: (Kind.COURTESY, ("feedback", "feel", "feedback.pass")),
}
_NEEDS: Mapping[Situation, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # situation: (what comes before the answer or the hold, what replaces an answer that we do not have)
    Situation.OUTAGE: (("outage",), ("outage.own", "outage.ask", "promise")),
    Situation.WAITING: (("waiting",), ("waiting.own", "promise")),
    Situation.UPSET: (("empathy", "own"), ("hold", "ask", "promise")),
    Situation.BILLING: (("ack",), ("billing.fact", "billing.own", "billing.private", "ask", "promise")),
    Situation.QUESTION: (("ack",), ("hold", "ask", "promise")),
    Situation.STATEMENT: (("ack",), ("hold", "ask", "promise")),
    Situation.CHAT: (("ack",), ("unclear",)),
}
_FEELING = frozenset({"feel", "security.feel", "legal.feel", "churn.feel"})  # only for whom it weighs on
_PRICE = re.compile(
    r"\b(?:how much (?:is|are|does|do|will|would)|what (?:will|does|would|do) [\w ]{1,15} cost)\b",
    re.IGNORECASE,
)
_OWN_MONEY = re.compile(
    r"\b(?:my|our|me|us|charged|paid|there is|there's|mein\w*|uns\w*|mir|abgebucht|bezahlt)\b", re.IGNORECASE
)
_PERSON = re.compile(r"\b(?:bot|human|real|person|machine|ai|robot|mensch|roboter)\b", re.IGNORECASE)


def planned(case: Case, signals: Signals, *, rewrite: Rewrite | None = None) -> Plan:
    """The plan of a reply. Situations with a duty (security, legal, churn) never quote an article."""
    language = spoken(signals.language)
    start = ("hi", "caution") if tells_secret(case) else ("hi",)
    if signals.language not in {language.code, "und"} or _in_no_known_tongue(case, signals):
        kind_word = ("feel",) if _weighs(signals) else ()
        return Plan(kind=Kind.QUESTION, slots=(*start, *kind_word, "language.other"))
    if signals.scores.get("person", 0) >= 0.5 and signals.situation not in _SETTLED:
        feeling = ("feel",) if signals.strained else ("empathy",) if signals.upset else ()
        return Plan(kind=Kind.QUESTION, slots=(*start, *feeling, "chat.person", "own", "start"))
    if grief := grief_in(prose(joined(case.lines)), language):
        return _grieving(case, signals, (*start, condolence(grief, signals.situation)), rewrite)
    if courtesy := _courtesy(signals):
        return Plan(kind=Kind.COURTESY, slots=(*start, *courtesy))
    reflection = heard(case, language, signals)
    if signals.situation in _SETTLED:
        kind, settled = _SETTLED[signals.situation]
        weighs = _weighs(signals)
        unasked = frozenset() if weighs else _FEELING
        if signals.asks_question and not weighs:
            unasked |= ASKING  # "how do I cancel?" asks for no talk about the reasons
        slots = (slot for slot in settled if slot not in unasked)
        return Plan(kind=kind, slots=(*start, *slots), reflection=reflection)
    return _needing(case, signals, start, reflection, rewrite)


def _grieving(case: Case, signals: Signals, start: tuple[str, ...], rewrite: Rewrite | None) -> Plan:
    """What follows a condolence: the duty or the matter, without a word that is cheerful or curious."""
    asks = signals.asks_question or signals.trouble
    over = signals.thanks_only or signals.solved or signals.withdrawn
    if over or (signals.situation is Situation.PRAISE and not asks):
        return Plan(kind=Kind.COURTESY, slots=(*start, "grief.here"))
    if signals.situation in _SETTLED and signals.situation not in COURTEOUS:
        kind, settled = _SETTLED[signals.situation]
        slots = (slot for slot in settled if slot not in _FEELING | ASKING)
        return Plan(kind=kind, slots=(*start, *slots))
    return _needing(case, signals, start, None, rewrite, grieving=True)


def _weighs(signals: Signals) -> bool:
    """Whether a word for how it feels is in place. Among praise only where something is wrong too."""
    wrong = signals.trouble or signals.situation is not Situation.PRAISE
    return signals.upset or (signals.strained and wrong)


def _in_no_known_tongue(case: Case, signals: Signals) -> bool:
    """Whether a sentence has not one of the small words that every sentence of a language we speak has."""
    text = joined(case.lines)
    said = re.findall(r"[^\W\d_]{2,}", prose(text).lower())
    known = any(word in language.empty for language in LANGUAGES.values() for word in said)
    code = "```" in text or "`" in text or bool(codes_in(text))
    return signals.language == "und" and len(set(said)) >= 6 and not known and not code


def tells_secret(case: Case) -> bool:
    """Whether the burst shows a key, password or card number. Numbers made for testing are nobody's."""
    text = joined(case.lines)
    pieces = private_in(text, kinds=frozenset({"secret", "card", "iban"}))
    testing = re.search(r"\btest(?:s|ing|ed)?\b", text, re.IGNORECASE)
    return any(piece.kind != "card" or not testing for piece in pieces)


def _courtesy(signals: Signals) -> tuple[str, ...] | None:
    """Slots for a burst that asks for nothing."""
    if signals.security or signals.legal or signals.churn:
        return None
    if signals.withdrawn:
        return ("withdrawn.reply",)
    if signals.confirmed:
        return ("solved.reply",)
    if signals.solved:
        return ("solved.reply", "solved.ask")
    if signals.thanks_only:
        return ("thanks.reply",)
    if signals.empty:
        return ("empty.open",)
    if signals.situation is Situation.CHAT and signals.scores.get("chat", 0) >= 0.5:
        asks_for_person = any(_PERSON.search(words) for words in signals.told.get("chat", ()))
        return ("chat.person" if asks_for_person else "chat.nice", "chat.open")
    return None


def _needing(
    case: Case,
    signals: Signals,
    start: tuple[str, ...],
    reflection: Reflection | None,
    rewrite: Rewrite | None,
    *,
    grieving: bool = False,
) -> Plan:
    """A reply to somebody who needs something: answer it, or hold it honestly."""
    general = signals.situation is Situation.BILLING and _asks_price(prose(joined(case.lines)))
    situation = Situation.QUESTION if general else signals.situation
    before, without = _NEEDS[Situation.STATEMENT if grieving and situation in COURTEOUS else situation]
    before = _after_condolence(signals) if grieving else _feelingly(before, signals)
    topic = None if grieving else question_for(case, signals, reflection)
    if rewrite is Rewrite.ASK_FIRST:
        slots = (*start, *before, "ask", "promise")
        return Plan(
            kind=Kind.QUESTION,
            slots=slots,
            reflection=reflection,
            question=topic or _open_topic(signals, reflection),
        )
    sources = quotable(case, spoken(signals.language), reflection)
    if not sources or rewrite is Rewrite.HOLDING:
        unasked = ASKING if grieving else frozenset() if topic else {"ask"}
        slots = tuple(slot for slot in without if slot not in unasked)
        return Plan(kind=Kind.HOLDING, slots=(*start, *before, *slots), reflection=reflection, question=topic)
    others = [source for source in case.found.sources if for_customers(source) and source is not sources[0]]
    disputed = disputed_by(sources[0], others, spoken(signals.language))
    promised = ("close.promise",) if case.promise and (signals.upset or signals.chasing) else ()
    return Plan(
        kind=Kind.ANSWER,
        slots=(*start, *before, "answer", "close", *promised),
        sources=sources[:1] if disputed else sources,
        reflection=reflection,
        quotes_unsure=case.found.band is Band.UNSURE or disputed is not None,
        disputed=disputed,
    )


def _feelingly(before: tuple[str, ...], signals: Signals) -> tuple[str, ...]:
    """What comes first, with a word for how it feels: an apology only where that is sure."""
    own = ("own",) if signals.upset else ()
    if not _weighs(signals):
        return before
    if signals.situation in {Situation.OUTAGE, Situation.WAITING}:
        return (*before, "feel" if signals.strained or before == ("waiting",) else "outage.feel")
    return ("ack", "feel", *own) if signals.strained else ("empathy", *own)


def _after_condolence(signals: Signals) -> tuple[str, ...]:
    waiting = ("waiting",) if signals.situation is Situation.WAITING else ()
    return (*waiting, *(("own",) if signals.upset else ()))


def _open_topic(signals: Signals, reflection: Reflection | None) -> str:
    """What to ask when a question is wanted and none suggests itself."""
    wrong = signals.trouble or (reflection is not None and reflection.kind is Phrase.TROUBLE)
    return "start" if signals.upset else "any" if wrong else "how_to"


def _asks_price(text: str) -> bool:
    """Whether they ask what things cost: there is no booking to check."""
    return bool(_PRICE.search(text)) or ("?" in text and not _OWN_MONEY.search(text))


def quotable(case: Case, language: Language, reflection: Reflection | None) -> tuple[Source, ...]:
    """The passages a customer may read, best first; none when nothing settles the question.

    Where the best is internal, a public one counts only if it stands close to it. Where search is unsure,
    the passage must have what the question turns on.
    """
    if case.found.band is Band.NONE:
        return ()
    best = max((source.score for source in case.found.sources), default=0.0)
    near = [source for source in case.found.sources if source.score >= 0.9 * best and source.passage.strip()]
    public = [source for source in near if for_customers(source)]
    asked = subject_stems(prose(joined(case.lines)), language)
    unsure = case.found.band is Band.UNSURE
    head: set[str] = set()
    if reflection and reflection.told_by == "pattern" and (unsure or reflection.kind is not Phrase.TROUBLE):
        head = subject_stems(
            reflection.text, language
        )  # a cure rarely repeats a complaint: search is trusted
    return tuple(source for source in public if _covers(source, asked, head, unsure, language))


def _covers(source: Source, asked: set[str], head: set[str], unsure: bool, language: Language) -> bool:
    """Whether a passage has what the question turns on; all of it, and most other words, when unsure."""
    has = subject_stems(f"{source.title} {source.heading or ''} {source.passage}", language)
    if unsure:
        return len(head & has) >= 0.75 * len(head) and len(asked & has) >= 0.6 * len(asked)
    return not head or bool(head & has)


_ABOUT_MONEY = frozenset({"money", "refund", "delivery"})


def question_for(case: Case, signals: Signals, reflection: Reflection | None) -> str | None:
    """The topic of the one question worth asking: it fits the burst and nothing said so far answers it."""
    questions = spoken(signals.language).questions
    text = prose(joined(case.lines))
    said = "\n".join((text, *(prose(part.text) for part in case.earlier if not part.ours)))
    wished = reflection is not None and reflection.kind is Phrase.DOING
    told = reflection is not None and reflection.kind is Phrase.TROUBLE
    wrong = signals.upset or told or (signals.trouble and not signals.asks_question)
    for topic, (about, known, _) in questions.items():
        if topic in _ABOUT_MONEY and signals.scores.get("developing", 0) >= 0.5:
            continue
        if (topic == "how_to") is wrong or (topic == "how_to" and not wished):
            continue  # "since when?" fits what is broken, "what for?" fits what is wished
        if about.search(text) and not known.search(said):
            return topic
    return "start" if signals.upset and reflection is None else None
