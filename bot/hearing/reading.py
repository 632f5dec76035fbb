"""Every signal of a burst: what the lists found, weighed by what it means, and the situation that decides."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.hearing.deciding import DUTIES, decided, likeliest
from bot.hearing.listed import Listed
from bot.hearing.sense import NOTHING, Sensed, sensed
from bot.hearing.told import Signals, Situation
from bot.words.entities import entities_in
from bot.words.language import any_of

_HEAVY = {*DUTIES, Situation.WAITING}
_WEIGHED = ("security", "legal", "churn", "outage", "billing", "greeting", "praise", "feedback")
_HEEDED = 0.1  # a list's word counts while its meaning is at least this likely,
_ANGER_HEEDED = 0.2  # an angry word from here
_OVER_HEEDED, _SURELY_OVER = 0.1, 0.75  # "found it" from here, "all good again" in spite of its "again"
_SORRY = 0.9  # how likely upset an apology needs; by --check
_STRAINED, _ASKING = 0.10, 0.35  # a kind word from here; who asks mostly just wants to know
_BURDENED = 0.03  # earlier where something weighs on most of them
_LIKELY_UPSET = 0.4  # from here upset is the situation where it is the likeliest
_IN_SPITE = 0.3  # praise and a matter that is over are heard as such until somebody may well be upset
_AFRAID = any_of(
    r"scared|afraid|terrified|frightened|panick?ing|shaking|trembling|in tears|crying|desperate",
    r"angst|panik|zitter\w*|weine|heule|verzweifelt|fix und fertig",
)
_SAID_TO_ASK = 0.7  # without a question mark the meaning tells asking from telling, from here
_GRAVE_QUESTION = 0.75  # what only asks is grave from here, where no list says so
_SMILE = re.compile(r"(?:\s*(?:[:;=]-?[)D]|\^\^|\(y\)|[🙂😊😀😄👍👌]))+\s*", re.IGNORECASE)
_SHORT = 14  # words of somebody who only says that ours arrived


class Reading(Listed):
    """Every signal of one burst, from what the lists found and what it means."""

    def signals(self, public: bool, first_contact: bool) -> Signals:
        clues = self.clues()
        self._weigh(sensed(self.text, clues, self.code) if self.words else NOTHING)
        situation, confidence = self._situation()
        told = {name: hits for name, hits in self.told.items() if hits and self.scores.get(name, 0) >= 0.5}
        score = self.scores
        return Signals(
            situation=situation,
            confidence=round(confidence, 2),
            feeling=round(self._feeling(), 2),
            upset=score["upset"] >= 0.5,
            strained=self._strained_from(situation) <= score["upset"] < _SORRY,
            urgent=score["urgent"] >= 0.5,
            thanks_only=self._thanks_only(),
            acknowledged=self._acknowledged(),
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

    def _strained_from(self, situation: Situation) -> float:
        """How likely upset somebody must be for a kind word."""
        if situation in _HEAVY:
            return _BURDENED
        return _ASKING if self.scores["question"] >= 0.5 else _STRAINED

    def _weigh(self, meant: Sensed) -> None:
        """Where the lists and the meaning disagree, the meaning has the last word."""
        score, likely = self.scores, meant.situations
        self.likely = likely
        self._ask(likely)
        sure = likeliest(likely, asks=score["question"] >= 0.5)
        graver = sum(likely.get(name, 0.0) for name in DUTIES)
        for name in _WEIGHED:
            room = (
                1.05 - graver + likely.get(name, 0.0) * (name in DUTIES)
            )  # two duties leave each other room
            heeded = likely.get(name, 1.0) >= _HEEDED * room or (name in DUTIES and sure in DUTIES)
            heard = score[name] if heeded else 0.0
            score[name] = max(heard, likely.get(name, 0.0), 0.5 * (name == sure))
            if name in DUTIES and not heard and score[name] < _GRAVE_QUESTION and self._only_asks():
                score[name] = min(score[name], 0.49)
            if score[name] >= 0.5 and not self.told.get(name):
                self.told[name] = meant.told(name)
        self._end(meant)
        score["chasing"] = self._chasing(max(likely.get("waiting", 0.0), 0.5 * (sure == "waiting")))
        score["upset"] = self._upset(meant, sure)
        self.told["upset"] = self.hurt or self.tone.told or (meant.told("upset") if likely else ())

    def _ask(self, likely: Mapping[str, float]) -> None:
        """Whether something is asked, where no question mark says so."""
        if "?" in self.text:
            return
        if likely.get("question", 0.0) >= _SAID_TO_ASK:
            self.scores["question"] = max(self.scores["question"], likely["question"])
        elif likely.get("statement", 0.0) >= _SAID_TO_ASK:
            self.scores["question"] *= 0.3

    def _upset(self, meant: Sensed, sure: str) -> float:
        angry = bool(self.tone.anger or self.tone.irony) and (not sure or meant.upset >= _ANGER_HEEDED)
        angry = angry or bool(self.hurt)
        told = sure == "upset" and meant.upset >= _LIKELY_UPSET
        afraid = bool(_AFRAID.search(self.text)) and sure in DUTIES
        upset = max(meant.upset, 0.55 * (angry or afraid), 0.5 * told)
        relieved = sure in {"praise", "over"} and upset < _IN_SPITE
        if relieved:
            return min(upset, 0.9 * _BURDENED)  # "I was furious last week, thank you"
        only_asks = self.scores["question"] >= 0.5 and not (self.tone.told or self.hurt)
        return min(upset, 0.99 * _SORRY) if only_asks else upset  # a kind word, no apology for a question

    def _end(self, meant: Sensed) -> None:
        """Whether it is over: by what it means, and by the lists where the meaning does not rule it out."""
        over = meant.situations.get("over", 0.0)
        if over < _SURELY_OVER and self._half_over() and not self.taken_back:
            over *= 0.4
            self.scores["withdrawn"] *= 0.4
        if self.language.cues["acknowledged"].fullmatch(self.text):
            over = min(over, 0.49)  # "got it" is not "it works"
        for name in ("resolved", "withdrawn"):
            if meant.situations and over < _OVER_HEEDED and not self.taken_back:
                self.scores[name] = 0.0
        ends = "resolved" if self.after_us else "withdrawn"
        self.scores[ends] = max(self.scores[ends], over)
        self.told[ends] = self.told.get(ends) or (meant.told("over") if over >= 0.5 else ())

    def _feeling(self) -> float:
        upset = self.scores["upset"]
        return self.tone.valence if upset < 0.3 else min(self.tone.valence, 0.0) / 2 - upset / 2

    def _chasing(self, likely: float) -> float:
        by_words = likely if self.likely else self._strength("waiting", floor=0.7)
        self.told["chasing"] = self.told["waiting"] or ("what it means",)
        if not self._unanswered():
            return 0.0 if self.greets else by_words  # "anyone here?" opens a conversation
        if by_words >= 0.5 or self._calls_again():
            self.told["chasing"] = (*self.told["chasing"], "asked before, nobody has answered")
            return min(0.98, max(by_words, 0.6) + 0.2)
        return 0.4  # a line added to an open wait: it may be chasing, its words do not say so

    def _acknowledged(self) -> bool:
        """Whether the whole burst only says that our words arrived, or that they will be tried."""
        cue, score = self.language.cues["acknowledged"], self.scores
        asks = max(score["trouble"], score["upset"], score["urgent"], score["chasing"]) >= 0.5
        plain = not asks and "?" not in self.text and 0 < len(self.words) <= _SHORT
        return (plain and bool(cue.fullmatch(self.text))) or bool(_SMILE.fullmatch(self.raw))

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
        if not self.words and self.scores["chasing"] >= 0.5:
            return Situation.WAITING, 0.7
        if not self.words:
            waves = not self.context and "👋" in self.raw
            return (Situation.GREETING if waves else Situation.CHAT), 0.6
        return decided(self.scores, self.likely, thanks_only=self._thanks_only())
