"""The ten criteria and two gates of the scorecard, each with the sentence that earned or lost it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.signals import Signals, Situation
from bot.words import Language
from bot.words.private import secrets_in
from bot.words.text import emoji_in, prose, sentences
from knowledge.tongue import language_of


@dataclass(frozen=True, slots=True)
class Criterion:
    """Points 0-2 of one criterion, and why."""

    points: int
    because: str


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a gate holds, and why not."""

    passed: bool
    because: str


@dataclass(slots=True)
class Reply:
    """A reply and everything it is judged by."""

    text: str
    said: str  # the customer's words, as prose
    raw: str
    language: Language
    signals: Signals
    customer_name: str | None
    agent: str | None
    passages: tuple[str, ...]
    promise: str | None
    public: bool
    recent: tuple[str, ...]
    ritual: bool
    ungrounded: bool
    words: list[str] = field(default_factory=list)

    def count(self, mark: str) -> int:
        return sum(1 for _ in self.language.marks[mark].finditer(self.text))

    def has(self, mark: str) -> bool:
        return bool(self.language.marks[mark].search(self.text))

    def first(self, mark: str) -> str:
        """The sentence that holds the mark, for the explanation."""
        found = self.language.marks[mark].search(self.text)
        if not found:
            return ""
        return next((part for part in sentences(self.text) if found.group() in part), found.group())

    @property
    def courteous(self) -> bool:
        """Whether nothing was asked, so that warmth is all that is needed."""
        signals = self.signals
        return signals.situation in {Situation.GREETING, Situation.PRAISE, Situation.FEEDBACK, Situation.CHAT}

    @property
    def questions(self) -> list[str]:
        return [part for part in sentences(self.unquoted()) if part.rstrip("\"')").endswith("?")]

    def unquoted(self) -> str:
        articles = _flat("\n".join(self.passages))
        return "\n".join(
            part for part in sentences(self.text) if len(part) < 12 or _flat(part) not in articles
        )

    def stems(self, text: str) -> set[str]:
        words = re.findall(r"[^\W_]+", text.lower())
        return {
            self.language.stem(word) for word in words if word not in self.language.empty and len(word) > 1
        }


def _flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


# --- criteria -------------------------------------------------------------------------------------------


def _opening(reply: Reply) -> Criterion:
    start = reply.text.lower()
    if not reply.ritual:
        return Criterion(2, "No greeting ritual is needed here.")
    name = bool(reply.customer_name) and (reply.customer_name or "").lower().split()[0] in start[:60]
    agent = bool(reply.agent) and (reply.agent or "").lower().split()[0] in start[:90]
    greeted = bool(reply.language.marks["greet"].search(reply.text))
    wanted = [bool(reply.customer_name), bool(reply.agent)]
    if not any(wanted):
        return Criterion(2 if greeted else 1, "Greets." if greeted else "Starts without a greeting.")
    given = name + agent
    if given == sum(wanted):
        return Criterion(
            2, "Greets by name and says who writes." if given == 2 else "The names we know are there."
        )
    if given or greeted:
        missing = "their name" if wanted[0] and not name else "your own name"
        return Criterion(1, f"Early on, {missing} is missing.")
    return Criterion(0, "Neither their name nor yours stands at the start.")


def _heard(reply: Reply) -> Criterion:
    theirs = reply.stems(reply.said)
    own = " ".join(part for part in sentences(reply.text))
    mine = reply.stems(own)
    shared = theirs & mine
    share = len(shared) / max(1, min(len(theirs), 9))
    figures = set(re.findall(r"\d{2,}|[A-Z]{2,}\d*", reply.raw)) & set(
        re.findall(r"\d{2,}|[A-Z]{2,}\d*", reply.text)
    )
    if reply.courteous or len(theirs) < 2:
        warm = reply.has("thanks") or bool(reply.language.marks["greet"].search(reply.text))
        return Criterion(
            2 if warm else 1, "Answers in kind." if warm else "Takes no notice of their message."
        )
    if share >= 0.30 or (figures and share >= 0.12) or len(shared) >= 4:
        return Criterion(2, "Names their problem: " + ", ".join(sorted(spelled(reply, shared))[:4]) + ".")
    if share >= 0.12:
        return Criterion(1, "Touches the topic but not their detail.")
    if reply.signals.situation in _DISCREET and reply.has("thanks"):
        return Criterion(2, "Acknowledges them without repeating details in public.")
    return Criterion(0, "Nothing of what they wrote is in the reply.")


_DISCREET = frozenset({Situation.SECURITY, Situation.LEGAL})


def spelled(reply: Reply, stems: set[str]) -> set[str]:
    return {word for word in re.findall(r"[^\W_]+", reply.said.lower()) if reply.language.stem(word) in stems}


def _empathy(reply: Reply) -> Criterion:
    sorry = reply.count("sorry")
    signals = reply.signals
    hurt = signals.upset or signals.situation is Situation.CHURN
    if hurt:
        if sorry > 2:
            return Criterion(1, f"Apologises {sorry} times; once is enough.")
        if reply.has("feel"):
            return Criterion(2, f"Names how it feels: {_short(reply.first('feel'))}")
        return Criterion(
            1 if sorry else 0,
            "Says sorry, but not for what." if sorry else "They are upset and nothing answers that.",
        )
    if signals.situation is Situation.WAITING:
        owned = reply.has("thanks") or reply.has("feel") or sorry == 1
        return Criterion(2 if owned else 0, "Owns the wait." if owned else "Says nothing about their wait.")
    if sorry > (1 if signals.trouble else 0):
        return Criterion(0 if sorry > 1 else 1, "Apologises where nothing calls for it.")
    if reply.has("cheer"):
        return Criterion(1, "Louder than the customer.")
    if signals.praise or signals.feedback:
        thanked = reply.has("thanks")
        return Criterion(
            2 if thanked else 0,
            "Thanks them for it." if thanked else "They took the time to write; no thanks.",
        )
    return Criterion(2, "Calm where they are calm.")


def _ownership(reply: Reply) -> Criterion:
    if reply.has("blame"):
        return Criterion(0, f"Puts it on them: {_short(reply.first('blame'))}")
    if reply.has("bounce"):
        return Criterion(0, f"Sends them away: {_short(reply.first('bounce'))}")
    if reply.has("act"):
        return Criterion(2, f"Says what you do: {_short(reply.first('act'))}")
    if reply.has("own") or reply.courteous:
        return Criterion(
            2 if reply.courteous else 1,
            "Fits a message that asks for nothing."
            if reply.courteous
            else "Willing, but no action is named.",
        )
    return Criterion(0, 'No sentence says what you do ("I\'ll check ...").')


def _substance(reply: Reply) -> Criterion:
    if reply.courteous or reply.signals.thanks_only:
        return Criterion(2, "Nothing was asked.")
    if _quotes(reply):
        return Criterion(2, "Answers from an article.")
    if reply.signals.situation in {*_DISCREET, Situation.CHURN} and reply.has("hold"):
        return Criterion(2, "Does what this situation calls for first.")
    if reply.has("hold"):
        return Criterion(1, f"No answer yet, but says who checks: {_short(reply.first('hold'))}")
    if (
        reply.language.code == "en"
        and len(reply.words) > 12
        and re.search(
            r"\b(?:click|open|go to|choose|select|set|run|use|try|enter|press|type|check|turn|add|remove)\b",
            reply.text,
            re.I,
        )
    ):
        return Criterion(1, "Gives a step; no article stands behind it.")
    return Criterion(0, "Neither an answer nor who finds it out.")


def _quotes(reply: Reply) -> bool:
    mine = reply.stems(reply.text)
    for passage in reply.passages:
        for part in sentences(passage):
            stems = reply.stems(part)
            if len(stems) >= 3 and len(stems & mine) / len(stems) >= 0.8:
                return True
        theirs = reply.stems(passage)
        if theirs and len(theirs & mine) / min(len(theirs), max(8, len(mine))) >= 0.35:
            return True
    return False


def _questions(reply: Reply) -> Criterion:
    asked = reply.questions
    if len(asked) > 2:
        return Criterion(0, f"{len(asked)} questions at once read like an interrogation.")
    if reply.has("vague_ask"):
        return Criterion(1, f"The question is vague: {_short(reply.first('vague_ask'))}")
    body = sentences(reply.text)
    starts = next((i for i, part in enumerate(body) if part.endswith("?")), 99)
    if asked and starts == 0 and not reply.courteous and len(body[0].split()) < 9:
        return Criterion(0 if len(body) == 1 else 1, "Asks before it has acknowledged anything.")
    if len(asked) == 2 and not reply.courteous and not _quotes(reply):
        return Criterion(1, "Two questions; one is easier to answer.")
    return Criterion(2, "One clear question." if asked else "No question is needed.")


def _next_step(reply: Reply) -> Criterion:
    promised = bool(reply.promise) and (reply.promise or "").lower() in reply.text.lower()
    if promised:
        return Criterion(2, f"Says by when: {reply.promise}.")
    if reply.has("vague_time"):
        return Criterion(1 if reply.has("next") else 0, f'"{_found(reply, "vague_time")}" is not a time.')
    if reply.has("next"):
        if reply.courteous or reply.has("no_date") or (_quotes(reply) and not reply.signals.upset):
            return Criterion(2, f"Clear what happens next: {_short(reply.first('next'))}")
        return Criterion(1, "A next step, but no time.")
    if reply.courteous:
        return Criterion(
            2 if reply.questions else 1,
            "Leaves the door open." if reply.questions else "Ends without an opening.",
        )
    return Criterion(0, "Nobody knows what happens next.")


def _short_enough(reply: Reply) -> Criterion:
    own = reply.unquoted()
    longest = max((len(part.split()) for part in sentences(own)), default=0)
    count = len(re.findall(r"[\w'-]+", re.sub(r"https?://\S+", "link", own)))
    total = len(reply.words)
    if count > 120 or total > 220:
        return Criterion(0, f"{total} words: too long for a chat.")
    if count > 80 or longest > 34 or reply.has("jargon"):
        reason = f"A sentence of {longest} words." if longest > 34 else f"{count} words; 80 read easily."
        return Criterion(1, "Office jargon." if reply.has("jargon") else reason)
    return Criterion(2, "Short and plain.")


def _own_words(reply: Reply) -> Criterion:
    if reply.has("canned"):
        return Criterion(0, f"Stock phrase: {_short(reply.first('canned'))}")
    mine = set(_flat(reply.unquoted()).split())
    for old in reply.recent[:10]:
        theirs = set(_flat(old).split())
        if mine and len(mine & theirs) / len(mine | theirs) > 0.7:
            return Criterion(0, "Almost the same as one of your last replies.")
    return Criterion(2, "In your own words.") if len(reply.words) > 4 else Criterion(1, "Very generic.")


def _register(reply: Reply) -> Criterion:
    code, sure = language_of(prose(reply.text))
    theirs = reply.signals.language
    if (
        sure >= 0.5
        and theirs not in {"und", code}
        and code != "und"
        and not re.search(r"\bEnglish\b|Englisch", reply.text)
    ):
        return Criterion(0, "Not the language they write in.")
    if re.search(r"\b[A-Z]{4,}\b [A-Z]{4,}\b", reply.text):
        return Criterion(0, "Shouting.")
    grave = reply.signals.upset or reply.signals.situation in {
        *_DISCREET,
        Situation.BILLING,
        Situation.CHURN,
        Situation.OUTAGE,
    }
    if emoji_in(reply.text) and (grave or not emoji_in(reply.raw)):
        return Criterion(1 if not grave else 0, "An emoji does not fit here.")
    if reply.signals.formal is True and re.search(
        r"\b(?:hey|yo|gonna|wanna|lol|dude|mate)\b", reply.text, re.I
    ):
        return Criterion(0, "Slang to somebody who writes formally.")
    if reply.signals.formal is not True and re.search(
        r"\b(?:dear|sincerely|kind regards|best regards)\b", reply.text, re.I
    ):
        return Criterion(1, "More formal than they are.")
    return Criterion(2, "Sounds like them, one notch calmer.")


CRITERIA: Mapping[str, Callable[[Reply], Criterion]] = {
    "R1": _opening,
    "R2": _heard,
    "R3": _empathy,
    "R4": _ownership,
    "R5": _substance,
    "R6": _questions,
    "R7": _next_step,
    "R8": _short_enough,
    "R9": _own_words,
    "R10": _register,
}


# --- gates ----------------------------------------------------------------------------------------------


def honest(reply: Reply) -> Gate:
    if secrets_in(reply.text):
        return Gate(False, "The reply repeats a key, password or card number.")
    if reply.ungrounded:
        return Gate(False, "Something in it comes from no article, setting or customer.")
    ground = "\n".join((*reply.passages, reply.raw, reply.promise or ""))
    for address in re.findall(r"https?://[^\s<>()\]]+", reply.text):
        if reply.passages and address.rstrip(".,;") not in ground and not _our_source(reply, address):
            return Gate(False, "It contains a link that no article has.")
    for figure in re.findall(
        r"\d+(?:[.,:]\d+)*", re.sub(r"https?://\S+|^\s*\d{1,2}[.)]\s", " ", reply.text, flags=re.MULTILINE)
    ):
        if figure not in ground and figure.replace(",", "") not in ground.replace(",", ""):
            return Gate(False, f"{figure} is in no article, setting or message.")
    for mark, what in (
        ("promise", "promises more than anybody can know"),
        ("grant", "grants something nobody decided"),
    ):
        found = reply.language.marks[mark].search(reply.text)
        if found and _flat(found.group()) not in _flat("\n".join(reply.passages)):
            return Gate(False, f'"{found.group()}" {what}.')
    when = reply.language.marks["fixed_when"].search(reply.text)
    if (
        when
        and not (reply.promise and reply.promise.lower() in reply.text.lower())
        and _flat(when.group()) not in _flat("\n".join(reply.passages))
    ):
        return Gate(False, f'"{when.group()}" is a time that no setting gives.')
    return Gate(True, "Nothing in it comes from nowhere.")


def _our_source(reply: Reply, address: str) -> bool:
    """The cited article's own address stands on a line with its title."""
    return any(
        address in part and re.search(r"[\"“„][^\"”“]+[\"”“]", part) for part in reply.text.split("\n")
    )


def duty(reply: Reply) -> Gate:
    situation = reply.signals.situation
    if situation is Situation.SECURITY and reply.public and not reply.has("private"):
        return Gate(False, "A security report in public: move it to a private conversation.")
    if situation is Situation.LEGAL and not reply.has("lead"):
        return Gate(False, "A legal matter: say that the person in charge will answer.")
    if situation is Situation.LEGAL and reply.has("sorry"):
        return Gate(False, "A legal matter: an apology can read as an admission.")
    if situation in {Situation.CHURN, Situation.WAITING} and not (reply.has("act") or reply.has("own")):
        return Gate(False, "Say that you own this now and what you do first.")
    if situation is Situation.BILLING and not (reply.has("act") or reply.has("own") or _quotes(reply)):
        return Gate(False, "It is about money: say what you check.")
    if situation is Situation.OUTAGE and not (reply.has("act") or reply.has("next")):
        return Gate(False, "Say what you check and when the next update comes.")
    return Gate(True, "The situation is handled as it should be.")


def _short(sentence: str) -> str:
    return f'"{sentence[:80].rstrip()}"' if sentence else ""


def _found(reply: Reply, mark: str) -> str:
    match = reply.language.marks[mark].search(reply.text)
    return match.group() if match else ""
