"""What the lists of a language's cues and the shape of a burst tell, before anything weighs it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from bot.hearing.feeling import tone
from bot.hearing.told import Earlier
from bot.words import Language, spoken
from bot.words.elsewhere import hurt_in, leaving_in, said_in

COUNTED = (
    *("security", "security_asked", "legal", "legal_asked", "churn", "outage", "urgent", "waiting"),
    *("waiting_again", "billing", "developing", "praise", "feedback", "question", "how_to", "trouble"),
    *("thanks", "not_thanks", "solved", "unsolved", "withdrawn", "chat", "person", "greeting", "yes"),
    *("casual", "formal"),
)
_SUBJECT = re.compile(r"\W*\w{2,}ing (?!(?:is|was|are|were|has)\b)[^\n.!?]{3,90}\W*$")


class Listed:
    """One pass over one burst; every list is asked once."""

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
            self.told[name] = said_in(self.code, name, self.text) or self.language.hits(name, self.text)
        return bool(self.told[name])

    def _count(self, name: str) -> int:
        return len(self.told[name]) if self._cue(name) else 0

    def _strength(self, name: str, *, floor: float = 0.65) -> float:
        """0 without a hit, otherwise `floor` and more with every further one."""
        hits = self._count(name)
        return min(0.98, floor + 0.15 * (hits - 1)) if hits else 0.0

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

    def _close(self) -> None:
        """Thanks, solved, withdrawn: words that end a wait, each with its guards (CRAFT 4)."""
        score, words = self.scores, len(self.words)
        asks = "?" in self.text or self._starts_asking()
        score["gratitude"] = 0.0 if self._cue("not_thanks") else self._strength("thanks", floor=0.8)
        self.told["gratitude"] = self.told.get("thanks", ())
        thanked = score["gratitude"] > 0
        solved = self._strength("solved", floor=0.75)
        if asks or self._doubtful() or words > (40 if thanked else 24):
            solved *= 0.3
        score["resolved"] = min(0.98, solved + 0.15) if solved >= 0.5 and thanked else solved
        self.told["resolved"] = self.told["solved"]
        withdrawn = self._strength("withdrawn", floor=0.8)
        reported = self._cue("solved") and not self.after_us and score["resolved"] >= 0.5 and self.context
        score["withdrawn"] = 0.3 * withdrawn if asks or words > 30 else max(withdrawn, 0.6 if reported else 0)
        if self.taken_back:
            score["withdrawn"], self.told["withdrawn"] = 0.9, (self.taken_back,)

    @cached_property
    def taken_back(self) -> str:
        """The last of several lines where it takes back what those before it asked: "nm got it"."""
        *before, last = self.text.split("\n")
        alone = before and "?" not in last and self.language.cues["took_back"].fullmatch(last)
        return last.strip() if alone else ""

    def _starts_asking(self) -> bool:
        """Whether the first words already ask, question mark or not."""
        return bool(self.language.cues["question"].match(self.text))

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
        if self._closes() or self.taken_back:
            score["question"] *= 0.3
        score["greeting"] = self._greeting()
        self.greets = score["greeting"] > 0
        score["chat"] = self._strength("chat") if words <= 14 and score["trouble"] < 0.5 else 0.0

    def _only_asks(self) -> bool:
        """A question, or a subject without a sentence: "Encrypting a whole folder"."""
        return self._asks() or bool(_SUBJECT.match(self.text))

    def _asks(self) -> bool:
        return "?" in self.text or self._cue("how_to")

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
        if not self.words:
            return bool(re.search(r"[👍🙏❤💯🙌👌😊]|:(?:thumbsup|\+1|pray|heart):", self.raw))
        score = self.scores
        if score["gratitude"] < 0.5 or max(score["feedback"], score["trouble"], score["resolved"]) >= 0.5:
            return False
        return not self._asks() and self._beside_thanks <= 2

    @cached_property
    def _beside_thanks(self) -> int:
        """How many words say something when thanks and their padding are taken out."""
        rest = self.language.cues["thanks"].sub(" ", self.text)
        rest = self.language.cues["thanks_padding"].sub(" ", rest)
        left = re.findall(r"[^\W\d_]{2,}", rest)
        return sum(word.lower() not in self.language.empty for word in left)

    def _half_over(self) -> bool:
        """ "Found the setting, but it does nothing", and after an answer of ours "still not fixed"."""
        return self._cue("turn") or (self.after_us and self._doubtful())

    def _doubtful(self) -> bool:
        """Whether something is said to be unsolved, and not only that it no longer is."""
        return self._cue("unsolved") and not _only_positive(self.told["unsolved"], self.text)

    def _content(self) -> list[str]:
        return [word for word in self.words if word.lower() not in self.language.empty and len(word) > 1]


def _only_positive(hits: tuple[str, ...], text: str) -> bool:
    """'No longer broken' and 'not failing any more' are good news in spite of their words."""
    good = re.search(
        r"no longer (?:broken|failing|an issue|a problem|needed)|no (?:issues?|problems?|errors?)", text, re.I
    )
    return bool(good) and len(hits) <= 1
