"""The ten criteria of the scorecard, each with the sentence that earned or lost it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.scores.judged import DISCREET, Criterion, Reply, flat, found, quotes, short
from bot.signals import Situation
from bot.words.text import emoji_in, prose, sentences
from knowledge.tongue import language_of


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
    mine = reply.stems(_without_bounce(reply))
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
    if _keywords(reply):
        return Criterion(0, "A heap of their words, not a sentence that shows you understood.")
    if parroted := _parroted(reply):
        return Criterion(1, f"Repeats them word for word, their I and my included: {short(parroted)}")
    if share >= 0.30 or (figures and share >= 0.12) or len(shared) >= 4:
        return Criterion(2, "Names their problem: " + ", ".join(sorted(spelled(reply, shared))[:4]) + ".")
    if share >= 0.12:
        return Criterion(1, "Touches the topic but not their detail.")
    if reply.signals.situation in DISCREET and reply.has("thanks"):
        return Criterion(2, "Acknowledges them without repeating details in public.")
    return Criterion(0, "Nothing of what they wrote is in the reply.")


def _without_bounce(reply: Reply) -> str:
    bounce = reply.language.marks["bounce"]
    return " ".join(part for part in sentences(reply.text) if not bounce.search(part))


def _keywords(reply: Reply) -> bool:
    """Whether a text is their words in a row: few words of its own, and no sentence."""
    said = set(flat(reply.raw).split())
    words = flat(reply.own).split()
    shared = sum(word in said for word in words)
    return len(words) >= 6 and shared > 0.5 * len(words) and not re.search(r"[.!?:]\s", reply.own)


def _parroted(reply: Reply) -> str:
    """A run of their words with a first person that was theirs, as somebody would paste it."""
    said = f" {flat(reply.raw)} "
    words = flat(re.sub(r"[\"“„][^\"”“]*[\"”“]", " ", reply.own)).split()
    for start in range(len(words) - 4):
        run = words[start : start + 5]
        if f" {' '.join(run)} " in said and _THEIR_I & set(run):
            return " ".join(run)
    return ""


_THEIR_I = frozenset({"my", "our", "me", "mein", "meine", "meinen", "unser", "unsere"})


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
            return Criterion(2, f"Names how it feels: {short(reply.first('feel'))}")
        if sorry:
            return Criterion(1, "Says sorry, but not for what.")
        if reply.has("thanks") and _heard(reply).points == 2:
            return Criterion(1, "Thanks them and names the problem, but not how it feels.")
        return Criterion(0, "They are upset and nothing answers that.")
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
    if blame := reply.says("blame"):
        return Criterion(0, f"Puts it on them: {short(blame)}")
    if bounce := reply.says("bounce"):
        return Criterion(0, f"Sends them away: {short(bounce)}")
    if reply.has("act"):
        return Criterion(2, f"Says what you do: {short(reply.first('act'))}")
    if reply.has("own") or reply.courteous:
        return Criterion(
            2 if reply.courteous else 1,
            "Fits a message that asks for nothing."
            if reply.courteous
            else "Willing, but no action is named.",
        )
    if _substance(reply).points and not reply.has("hold"):
        return Criterion(1, "The help itself is there; nothing says that you stay with it.")
    return Criterion(0, 'No sentence says what you do ("I\'ll check ...").')


def _substance(reply: Reply) -> Criterion:
    if reply.courteous or reply.signals.thanks_only:
        return Criterion(2, "Nothing was asked.")
    if quotes(reply):
        return Criterion(2, "Answers from an article.")
    if reply.signals.situation in {*DISCREET, Situation.CHURN} and reply.has("hold"):
        return Criterion(2, "Does what this situation calls for first.")
    if reply.has("hold"):
        return Criterion(1, f"No answer yet, but says who checks: {short(reply.first('hold'))}")
    if answer := _stated(reply):
        return Criterion(1, f"Answers from what you know; no article stands behind it: {short(answer)}")
    return Criterion(0, "Neither an answer nor who finds it out.")


def _stated(reply: Reply) -> str:
    """A sentence that tells them something about what they asked: no question, courtesy or stock phrase."""
    theirs = reply.stems(reply.said)
    for part in sentences(reply.text):
        words = re.findall(r"[\w'-]+", part)
        beside = part.endswith("?") or any(reply.language.marks[mark].search(part) for mark in _BESIDE)
        if len(words) >= 5 and not beside and (theirs & reply.stems(part)):
            return part
    return ""


_BESIDE = ("canned", "bounce", "blame", "sorry", "feel", "thanks", "promise")


def _questions(reply: Reply) -> Criterion:
    asked = reply.questions
    if len(asked) > 2:
        return Criterion(0, f"{len(asked)} questions at once read like an interrogation.")
    if reply.has("vague_ask"):
        return Criterion(1, f"The question is vague: {short(reply.first('vague_ask'))}")
    body = sentences(reply.text)
    starts = next((i for i, part in enumerate(body) if part.endswith("?")), 99)
    if asked and starts == 0 and not reply.courteous and len(body[0].split()) < 9:
        return Criterion(0 if len(body) == 1 else 1, "Asks before it has acknowledged anything.")
    if len(asked) == 2 and not reply.courteous and not quotes(reply):
        return Criterion(1, "Two questions; one is easier to answer.")
    return Criterion(2, "One clear question." if asked else "No question is needed.")


def _next_step(reply: Reply) -> Criterion:
    promised = bool(reply.promise) and (reply.promise or "").lower() in reply.text.lower()
    if promised:
        return Criterion(2, f"Says by when: {reply.promise}.")
    if reply.has("vague_time"):
        return Criterion(1 if reply.has("next") else 0, f'"{found(reply, "vague_time")}" is not a time.')
    if reply.has("next"):
        if reply.courteous or reply.has("no_date") or (quotes(reply) and not reply.signals.upset):
            return Criterion(2, f"Clear what happens next: {short(reply.first('next'))}")
        return Criterion(1, "A next step, but no time.")
    if reply.courteous:
        return Criterion(
            2 if reply.questions else 1,
            "Leaves the door open." if reply.questions else "Ends without an opening.",
        )
    return Criterion(0, "Nobody knows what happens next.")


def _short_enough(reply: Reply) -> Criterion:
    own = reply.own
    if _keywords(reply):
        return Criterion(0, "Keywords in a row are hard to read.")
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
        return Criterion(0, f"Stock phrase: {short(reply.first('canned'))}")
    if _keywords(reply):
        return Criterion(0, "No sentences of your own.")
    mine = set(flat(reply.own).split())
    for old in reply.recent[:10]:
        theirs = set(flat(old).split())
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
        *DISCREET,
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
