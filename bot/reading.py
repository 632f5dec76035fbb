"""One pass over a burst: every signal from the cues of its language, then the situation that decides."""

from __future__ import annotations

import re

from bot import feeling
from bot.sense import NOTHING, sensed
from bot.told import Earlier, Signals, Situation
from bot.words import Language, spoken
from bot.words.entities import entities_in

_DUTIES = frozenset({"security", "legal", "churn", "outage"})
_SENSED = (*sorted(_DUTIES), "billing", "praise", "feedback")
_SURE = 0.93


class Reading:
    """One pass over one burst; every signal is computed once."""

    def __init__(
        self, raw: str, text: str, code: str, context: tuple[Earlier, ...], glossary: tuple[str, ...]
    ) -> None:
        self.raw, self.context, self.code, self.glossary = raw, context, code, glossary
        self.language: Language = spoken(code)
        self.typed, self.text = text, self.language.mended(text)
        self.words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", self.text)
        self.told: dict[str, tuple[str, ...]] = {}
        self.scores: dict[str, float] = {}
        self.after_us = any(part.ours for part in context)

    def _cue(self, name: str) -> bool:
        if name not in self.told:
            self.told[name] = self.language.hits(name, self.text)
        return bool(self.told[name])

    def _strength(self, name: str, *, floor: float = 0.65) -> float:
        """0 without a hit, otherwise `floor` and more with every further one."""
        hits = len(self.told[name]) if self._cue(name) else 0
        return min(0.98, floor + 0.15 * (hits - 1)) if hits else 0.0

    def signals(self, public: bool, first_contact: bool) -> Signals:
        self._feel()
        self._close()
        self._need()
        situation, confidence = self._situation()
        told = {name: hits for name, hits in self.told.items() if hits and self.scores.get(name, 0) >= 0.5}
        score = self.scores
        return Signals(
            situation=situation,
            confidence=round(confidence, 2),
            feeling=round(self.mood.score, 2),
            upset=score["upset"] >= 0.5,
            urgent=score["urgent"] >= 0.5,
            thanks_only=self._thanks_only(),
            solved=score["resolved"] >= 0.5 and self.after_us and not score["withdrawn"] >= 0.5,
            confirmed=self._confirmed(),
            withdrawn=score["withdrawn"] >= 0.5,
            chasing=score["chasing"] >= 0.5,
            asks_question=score["question"] >= 0.5,
            feedback=score["feedback"] >= 0.5,
            praise=score["praise"] >= 0.5,
            security=score["security"] >= 0.5,
            legal=score["legal"] >= 0.5,
            churn=score["churn"] >= 0.5,
            trouble=score["trouble"] >= 0.5,
            empty=not self.words,
            language=self.code,
            formal=self._register(),
            public=public,
            first_contact=first_contact,
            entities=self._entities(),
            told=told,
            scores={name: round(value, 3) for name, value in score.items()},
        )

    def _feel(self) -> None:
        self.sensed = sensed(self.text) if self.code in {"en", "und"} else NOTHING
        ends = any(self._cue(name) for name in ("thanks", "withdrawn", "solved"))
        self.mood = feeling.of(self.raw, self.text, self.language, NOTHING if ends else self.sensed)
        self.told["upset"] = self.mood.told
        self.scores["upset"] = self.mood.upset

    def _close(self) -> None:
        """Thanks, solved, withdrawn: words that end a wait, each with its guards (CRAFT 4)."""
        score, words = self.scores, len(self.words)
        asks = "?" in self.text or self._starts_asking()
        score["gratitude"] = 0.0 if self._cue("not_thanks") else self._strength("thanks", floor=0.8)
        self.told["gratitude"] = self.told.get("thanks", ())
        thanked = score["gratitude"] > 0
        solved = self._strength("solved", floor=0.75)
        doubtful = self._cue("unsolved") and not _only_positive(self.told["unsolved"], self.text)
        if asks or doubtful or words > (40 if thanked else 24):
            solved *= 0.3
        score["resolved"] = min(0.98, solved + 0.15) if solved >= 0.5 and thanked else solved
        self.told["resolved"] = self.told["solved"]
        withdrawn = self._strength("withdrawn", floor=0.8)
        reported = self._cue("solved") and not self.after_us and score["resolved"] >= 0.5 and self.context
        score["withdrawn"] = 0.3 * withdrawn if asks or words > 30 else max(withdrawn, 0.6 if reported else 0)

    def _starts_asking(self) -> bool:
        """Whether the first words already ask, question mark or not."""
        found = self.language.cues["question"].search(self.text)
        return bool(found and found.start() == 0)

    def _need(self) -> None:
        score, words = self.scores, len(self.words)
        for name in ("security", "legal", "churn", "outage", "billing", "feedback", "praise", "urgent"):
            score[name] = self._strength(name)
        for name in ("security", "legal"):
            if not score[name] and not self._asks():
                score[name] = self._strength(f"{name}_asked")
                self.told[name] = self.told.get(f"{name}_asked", ())
        score["person"] = self._strength("person", floor=0.8)
        score["developing"] = self._strength("developing")
        score["trouble"] = self._trouble()
        score["question"] = 0.95 if "?" in self.text and words else self._strength("question", floor=0.6)
        if self._closes():
            score["question"] *= 0.3
        score["greeting"] = self._greeting()
        self._sense()
        score["chat"] = self._strength("chat") if words <= 14 and score["trouble"] < 0.5 else 0.0
        score["chasing"] = self._chasing()
        if score["greeting"] and score["chasing"] < 0.75:
            score["chasing"] = 0.0  # "anyone here?" opens a conversation unless it follows an unanswered one
        if score["billing"] and score["upset"] < 0.5 and score["developing"] >= 0.5:
            score["billing"] *= 0.5  # somebody builds payments; nobody was charged
        self._praises()
        if self._calm_how_to("churn"):
            score["churn"] *= 0.6
        if self._calm_how_to("feedback"):
            score["feedback"] *= 0.6

    def _sense(self) -> None:
        """Where no list has a word for it, its meaning decides; a calm question needs more to be believed."""
        score, likely = self.scores, self.sensed.situations
        if (
            not likely
            or max(score[name] for name in _DUTIES) >= 0.5
            or score["greeting"]
            or self._cue("thanks")
        ):
            return
        plain = likely["question"] + likely["statement"]
        calm = self._asks() and score["trouble"] < 0.5
        loud = self.mood.upset >= 0.6  # by the lists: that they are upset decides
        for name in _SENSED:
            if (loud and name in _DUTIES) or (name == "billing" and score["urgent"] >= 0.5):
                continue
            clear = likely[name] >= 0.5 or (likely[name] >= 0.33 and likely[name] > 1.5 * plain)
            enough = likely[name] >= _SURE if calm and name in _DUTIES else clear
            if score[name] < 0.5 and enough:
                score[name], self.told[name] = max(0.55, likely[name]), ("what it means",)

    def _asks(self) -> bool:
        return "?" in self.text or bool(self.language.cues["how_to"].search(self.text))

    def _trouble(self) -> float:
        """Something is wrong; "no problem" and "could not be better" say that nothing is."""
        fine = self.language.cues.get("not_trouble")
        self.told["trouble"] = self.language.hits("trouble", fine.sub(" ", self.text) if fine else self.text)
        return self._strength("trouble", floor=0.55)

    def _greeting(self) -> float:
        """Only a greeting, however it is put: every word greets, calls for somebody, or says nothing yet."""
        if len(self.words) > 14 or not self.words:
            return 0.0
        if self._cue("greeting"):
            return 0.95
        hello, opening = self.language.cues.get("hello"), self.language.cues.get("opening")
        if hello is None or opening is None or not hello.search(self.text):
            return 0.0
        if self.language.cues["chat"].search(self.text) or self.language.cues["thanks"].search(self.text):
            return 0.0
        hits = [bool(opening.fullmatch(word)) for word in self.words]
        rest = [word for word, hit in zip(self.words, hits, strict=True) if not hit]
        self.told["greeting"] = tuple(word for word, hit in zip(self.words, hits, strict=True) if hit)[:4]
        return 0.85 if all(word.lower() in self.language.empty for word in rest) else 0.0

    def _praises(self) -> None:
        """Praise is praise only where nothing is wrong, asked or ironic."""
        score = self.scores
        asks = max(score["trouble"], score["question"], self.mood.upset)
        if asks > 0.5 or self.mood.score < -0.1:
            score["praise"] *= 0.5

    def _calm_how_to(self, name: str) -> bool:
        """'How do I cancel my plan?' asks; it does not threaten. 'How do I add X?' suggests nothing.

        Only where the question comes first in the same sentence: "I'm out. How do I delete it?" is a threat.
        """
        if not self.scores[name] or self.scores["upset"] >= 0.5:
            return False
        how, cue = self.language.cues["how_to"], self.language.cues[name]
        for sentence in re.split(r"[.!?\n]+", self.text):
            hit, asks = cue.search(sentence), how.search(sentence)
            if hit and not (asks and asks.start() <= hit.start()):
                return False
        return True

    def _chasing(self) -> float:
        by_words = self._strength("waiting", floor=0.7)
        if self.context and not by_words and len(self.words) <= 12:
            by_words = self._strength("waiting_again", floor=0.6)
            self.told["waiting"] = self.told.get("waiting_again", ())
        if not by_words and self.sensed.situations.get("waiting", 0.0) >= (0.35 if self.context else 0.8):
            by_words, self.told["waiting"] = 0.6, ("what it means",)
        self.told["chasing"] = self.told["waiting"]
        unanswered = bool(self.context) and not self.context[-1].ours
        if not unanswered:
            return by_words
        if by_words or self._calls_again():
            self.told["chasing"] = (*self.told["waiting"], "asked before, nobody has answered")
            return min(0.98, max(by_words, 0.6) + 0.2)
        return 0.4  # a line added to an open wait: it may be chasing, its words do not say so

    def _calls_again(self) -> bool:
        """Whether a line that says nothing new follows one that nobody answered: "??", "anything?", "+1"."""
        if not self.words:
            return bool(re.search(r"[?!.…]|👀|⏰|⏳|🙏|👋|⬆|🔝", self.raw))
        new = [word for word in self._content() if len(word) > 2]
        again = bool(re.search(r"\?|\.\.|…|!|^\W*\+1\b", self.raw))
        return len(new) <= 1 and len(self.words) <= 6 and again and not self._cue("thanks")

    def _closes(self) -> bool:
        """Whether the burst only thanks, confirms or takes back, so that nothing is asked."""
        score = self.scores
        ends = max(score["gratitude"], score["resolved"], score["withdrawn"])
        return ends >= 0.5 and "?" not in self.text and len(self.words) <= 24

    def _thanks_only(self) -> bool:
        rest = self.language.cues["thanks"].sub(" ", self.text)
        rest = self.language.cues["thanks_padding"].sub(" ", rest)
        left = [word for word in re.findall(r"[^\W\d_]{2,}", rest) if word.lower() not in self.language.empty]
        asks = "?" in self.text or bool(self.language.cues["how_to"].search(self.text))
        if self.scores["gratitude"] < 0.5 or asks or self.scores["feedback"] >= 0.5:
            return not self.words and bool(
                re.search(r"[👍🙏❤💯🙌👌😊]|:(?:thumbsup|\+1|pray|heart):", self.raw)
            )
        return len(left) <= 2 and self.scores["trouble"] < 0.5 and self.scores["resolved"] < 0.5

    def _confirmed(self) -> bool:
        ours = next((part.text for part in reversed(self.context) if part.ours), "")
        asked = "?" in ours and bool(self.language.cues["asks_if_done"].search(ours))
        said_yes = self._cue("yes") or self.scores["resolved"] >= 0.5
        return asked and said_yes and self.context[-1].ours and "?" not in self.text

    def _register(self) -> bool | None:
        formal, casual = (bool(self.language.hits(name, self.typed)) for name in ("formal", "casual"))
        return None if formal == casual else formal

    def _entities(self) -> tuple[str, ...]:
        """Codes, sums and dates as written, then the product words they used."""
        low = self.text.lower()
        products = [
            word for word in self.glossary if re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", low)
        ]
        return tuple(dict.fromkeys((*entities_in(self.raw), *products)))[:8]

    def _situation(self) -> tuple[Situation, float]:
        score = self.scores
        if not self.words:
            return (Situation.WAITING, 0.7) if score["chasing"] >= 0.5 else (Situation.CHAT, 0.6)
        for situation, value in self._ranked():
            if value >= 0.5:
                return situation, value
        content = len(self._content())
        small = content == 0 or (content < 2 and len(self.words) < 4 and score["trouble"] < 0.5)
        yes = len(self.words) <= 6 and self._cue("yes")
        if score["chat"] >= 0.5 or self._closes() or small or yes:
            return Situation.CHAT, max(0.5, score["chat"])
        return Situation.STATEMENT, 0.6

    def _ranked(self) -> list[tuple[Situation, float]]:
        """The situations in the order in which they decide (CRAFT 6.2), each with how sure we are."""
        score = self.scores
        pressing = score["urgent"] if score["trouble"] >= 0.5 and score["billing"] < 0.5 else 0.0
        thing = score["praise"] if score["feedback"] < 0.5 else 0.0
        how = self.language.cues["how_to"].search(self.text)
        closing = (score["chat"] >= 0.5 and len(self._content()) < 3 and not how) or self._thanks_only()
        return [
            (Situation.SECURITY, score["security"]),
            (Situation.LEGAL, score["legal"]),
            (Situation.CHURN, score["churn"]),
            (Situation.OUTAGE, max(score["outage"], pressing)),
            (Situation.WAITING, score["chasing"]),
            (Situation.UPSET, score["upset"]),
            (Situation.GREETING, score["greeting"]),
            (Situation.CHAT, score["chat"] if closing else 0.0),
            (Situation.BILLING, score["billing"]),
            (Situation.PRAISE, thing),
            (Situation.FEEDBACK, score["feedback"]),
            (Situation.QUESTION, score["question"]),
        ]

    def _content(self) -> list[str]:
        return [word for word in self.words if word.lower() not in self.language.empty and len(word) > 1]


def _only_positive(hits: tuple[str, ...], text: str) -> bool:
    """'No longer broken' and 'not failing any more' are good news in spite of their words."""
    good = re.search(
        r"no longer (?:broken|failing|an issue|a problem|needed)|no (?:issues?|problems?|errors?)", text, re.I
    )
    return bool(good) and len(hits) <= 1
