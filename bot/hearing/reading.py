"""One pass over a burst: every signal from the cues of its language, then the situation that decides."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.hearing.deciding import DUTIES, decided, likeliest
from bot.hearing.feeling import tone
from bot.hearing.sense import NOTHING, Sensed, sensed
from bot.hearing.told import Earlier, Signals, Situation
from bot.words import Language, spoken
from bot.words.elsewhere import hurt_in, leaving_in
from bot.words.entities import entities_in
from bot.words.language import any_of

_HEAVY = {*DUTIES, Situation.WAITING}
_WEIGHED = ("security", "legal", "churn", "outage", "billing", "greeting", "praise", "feedback")
COUNTED = (
    *("security", "security_asked", "legal", "legal_asked", "churn", "outage", "urgent", "waiting"),
    *(
        "waiting_again",
        "billing",
        "developing",
        "praise",
        "feedback",
        "question",
        "how_to",
        "trouble",
        "thanks",
        "not_thanks",
    ),
    *("solved", "unsolved", "withdrawn", "chat", "person", "greeting", "yes", "casual", "formal"),
)
_HEEDED = 0.1  # a list's word counts while its meaning is at least this likely,
_ANGER_HEEDED = 0.2  # an angry word from here
_OVER_HEEDED, _SURELY_OVER = 0.1, 0.75  # "found it" from here, "all good again" in spite of its "again"
_SORRY = 0.9  # how likely upset an apology needs; by --check
_STRAINED, _BURDENED = 0.13, 0.06  # a kind word from here; earlier where something weighs on most of them
_LIKELY_UPSET = 0.4  # from here upset is the situation where it is the likeliest
_IN_SPITE = 0.3  # praise and a matter that is over are heard as such until somebody may well be upset
_AFRAID = any_of(
    r"scared|afraid|terrified|frightened|panick?ing|shaking|trembling|in tears|crying|desperate",
    r"angst|panik|zitter\w*|weine|heule|verzweifelt|fix und fertig",
)
_GRAVE_QUESTION = 0.75  # what only asks is grave from here, where no list says so
_SUBJECT = re.compile(r"\W*\w{2,}ing (?!(?:is|was|are|were|has)\b)[^\n.!?]{3,90}\W*$")
_SMILE = re.compile(r"(?:\s*(?:[:;=]-?[)D]|\^\^|\(y\)|[🙂😊😀😄👍👌]))+\s*", re.IGNORECASE)
_SHORT = 14  # words of somebody who only says that ours arrived


class Reading:
    """One pass over one burst; every signal is computed once."""

    def __init__(
        self, raw: str, text: str, code: str, context: tuple[Earlier, ...], glossary: tuple[str, ...]
    ) -> None:
        self.raw, self.context, self.code, self.glossary = raw, context, code, glossary
        self.language: Language = spoken(code)
        self.typed, self.text = text, self.language.mended(text)
        self.words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", self.text)
        self.likely: Mapping[str, float] = {}
        self.told: dict[str, tuple[str, ...]] = {}
        self.scores: dict[str, float] = {}
        self.after_us = any(part.ours for part in context)

    def _cue(self, name: str) -> bool:
        if name not in self.told:
            self.told[name] = self.language.hits(name, self.text)
        return bool(self.told[name])

    def _count(self, name: str) -> int:
        return len(self.told[name]) if self._cue(name) else 0

    def _strength(self, name: str, *, floor: float = 0.65) -> float:
        """0 without a hit, otherwise `floor` and more with every further one."""
        hits = self._count(name)
        return min(0.98, floor + 0.15 * (hits - 1)) if hits else 0.0

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
            strained=(_BURDENED if situation in _HEAVY else _STRAINED) <= score["upset"] < _SORRY,
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

    def clues(self) -> dict[str, float]:
        """What the lists and the shape of the burst tell, counted; how much each counts is learned."""
        self._close()
        self._need()
        self.tone = tone(self.raw, self.text, self.language)
        self.hurt = hurt_in(self.code, self.text)
        words = len(self.words)
        found = {f"cue {name}": float(min(2, self._count(name))) for name in COUNTED}
        shape = {
            "follows a line nobody answered": self._unanswered(),
            "follows us": self.after_us,
            "calls again": self._unanswered() and self._calls_again(),
            "only thanks": self._thanks_only(),
            "only greets": self.greets,
            "asks": "?" in self.text,
            "up to three words": words <= 3,
            "up to eight words": words <= 8,
            "long": words > 25,
        }
        return {**found, **self.tone.clues(), **{name: float(is_so) for name, is_so in shape.items()}}

    def _unanswered(self) -> bool:
        return bool(self.context) and not self.context[-1].ours

    def _weigh(self, meant: Sensed) -> None:
        """Where the lists and the meaning disagree, the meaning has the last word."""
        score, likely = self.scores, meant.situations
        self.likely = likely
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
        if over < _SURELY_OVER and self._half_over():
            over *= 0.4
            self.scores["withdrawn"] *= 0.4
        for name in ("resolved", "withdrawn"):
            if meant.situations and over < _OVER_HEEDED:
                self.scores[name] = 0.0
        ends = "resolved" if self.after_us else "withdrawn"
        self.scores[ends] = max(self.scores[ends], over)
        self.told[ends] = self.told.get(ends) or (meant.told("over") if over >= 0.5 else ())

    def _half_over(self) -> bool:
        """ "Found the setting, but it does nothing", and after an answer of ours "still not fixed"."""
        doubtful = self._cue("unsolved") and not _only_positive(self.told["unsolved"], self.text)
        return self._cue("turn") or (self.after_us and doubtful)

    def _feeling(self) -> float:
        upset = self.scores["upset"]
        return self.tone.valence if upset < 0.3 else min(self.tone.valence, 0.0) / 2 - upset / 2

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
        if leaving := leaving_in(self.code, self.text):
            score["churn"], self.told["churn"] = 0.65, leaving
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
        self.greets = score["greeting"] > 0
        score["chat"] = self._strength("chat") if words <= 14 and score["trouble"] < 0.5 else 0.0

    def _only_asks(self) -> bool:
        """A question, or a subject without a sentence: "Encrypting a whole folder"."""
        return self._asks() or bool(_SUBJECT.match(self.text))

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

    def _chasing(self, likely: float) -> float:
        by_words = likely if self.likely else self._strength("waiting", floor=0.7)
        self.told["chasing"] = self.language.hits("waiting", self.text) or ("what it means",)
        if not self._unanswered():
            return 0.0 if self.greets else by_words  # "anyone here?" opens a conversation
        if by_words >= 0.5 or self._calls_again():
            self.told["chasing"] = (*self.told["chasing"], "asked before, nobody has answered")
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
        if not self.words:
            return (Situation.WAITING, 0.7) if self.scores["chasing"] >= 0.5 else (Situation.CHAT, 0.6)
        return decided(self.scores, self.likely, thanks_only=self._thanks_only())

    def _content(self) -> list[str]:
        return [word for word in self.words if word.lower() not in self.language.empty and len(word) > 1]


def _only_positive(hits: tuple[str, ...], text: str) -> bool:
    """'No longer broken' and 'not failing any more' are good news in spite of their words."""
    good = re.search(
        r"no longer (?:broken|failing|an issue|a problem|needed)|no (?:issues?|problems?|errors?)", text, re.I
    )
    return bool(good) and len(hits) <= 1
