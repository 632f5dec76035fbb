"""What a draft must not contain, whoever wrote it: a claim, number, link, name or promise from nowhere."""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.drafting.case import Case, for_customers
from bot.words import Language, spoken
from bot.words.private import private_in, secrets_in
from bot.words.text import joined, visible
from knowledge.tongue import NAMES, language_of


class Breach(StrEnum):
    """What kind of thing came from nowhere, or must not be said."""

    NUMBER = "number"
    LINK = "link"
    NAME = "name"
    PROMISE = "promise"
    CLAIM = "claim"
    INTERNAL = "internal"
    MENTION = "mention"
    PRIVATE = "private"
    INSTRUCTION = "instruction"
    ABUSE = "abuse"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing in a text that has no ground. `blocks` also stops an agent's own words."""

    breach: Breach
    quote: str
    sentence: str
    blocks: bool = False


_NUMBER = re.compile(r"(?<![\w.,:/])[€$£]?\d[\d.,:/-]*\d?(?:\s?(?:%|€|£|\$))?|(?<=\w)\d+")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()\]]+|(?<![\w@.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|dev|app|de|co|xyz|ru|info|biz|ly|me|example|help|support)(?:/[^\s<>()\]]*)?(?!\w)",
    re.IGNORECASE,
)
_MASS = re.compile(
    r"<!(?:channel|here|everyone)[^>]*>|<!subteam\^[^>]*>|<@&\d+>|(?<![\w\u200b])@(?:everyone|here|channel)\b",
    re.IGNORECASE,
)
_MENTION = re.compile(r"<@!?[\w|.-]+>|<#[\w|.-]+>", re.IGNORECASE)
_MASKED_LINK = re.compile(
    r"\[([^\[\]\n]{1,200})\]\(\s*<?((?:https?:|www\.|javascript:|data:)[^)\s>]*)>?\s*(?:\"[^\"]*\")?\)|<((?:https?:)[^|>\s]+)\|([^>]+)>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b-\x1f]")
_INSTRUCTION = re.compile(
    r"(?:ignore|disregard|forget|override) (?:all |any |the |your |my )*(?:previous|prior|above|earlier|system|other)? ?(?:instructions?|prompts?|rules|guidelines)|system prompt|as an ai\b|language model|you are now\b|developer mode|jailbreak|</?(?:system|customer|article|assistant|instructions?)\b",
    re.IGNORECASE,
)
_ABUSE = re.compile(
    r"\b(?:f+u+c+k\w*|shit\w*|bitch\w*|asshole\w*|bastard\w*|idiots?|morons?|stupid|scheiß\w*|arschloch)\b",
    re.IGNORECASE,
)
_PROPER = re.compile(
    r"(?<![.!?:\n\"“„(•\-–]\s)(?<!^)(?<=\s)[\"“„(]?([A-ZÄÖÜ][\w'-]*[A-Za-zäöüß]\w*)", re.MULTILINE
)
_NOT_PROPER = frozenset(
    [
        "I",
        "I'm",
        "I'll",
        "I've",
        "I'd",
        "OK",
        "Support",
        "English",
        "API",
        "CSV",
        "PDF",
        "URL",
        "PIN",
        "FAQ",
        "UTC",
        "Slack",
        "Discord",
    ]
) | set(NAMES.values())


def check(text: str, case: Case) -> tuple[Violation, ...]:
    """What in `text` has no ground in the case; empty when it may be shown.

    A draft with any violation is rejected. On an agent's own edit they are warnings, except those that
    block: mass mentions and secrets.
    """
    shown = visible(text)
    if not shown.strip():
        return (Violation(Breach.EMPTY, "", "There is no text.", blocks=True),)
    code, _ = language_of(shown)
    ground = _Ground(case, spoken(code))
    return tuple(_all(text, shown, ground))


def harmless(text: str) -> str:
    """The text with mass mentions broken, hidden characters dropped and masked links spelled out."""
    text = _HIDDEN.sub("", text)
    text = _MASKED_LINK.sub(lambda m: f"{m[1]} ({m[2]})" if m[1] else f"{m[4]} ({m[3]})", text)
    text = re.sub(r"<!(channel|here|everyone)[^>]*>", "@\u200b\\1", text, flags=re.IGNORECASE)
    text = re.sub(r"<!subteam\^[^>|]*(?:\|@?([^>]*))?>", r"\1", text)
    text = re.sub(r"<(@[!&]?|#)([\w.-]+)(?:\|([^>]*))?>", lambda m: m[3] or m[1][0] + "\u200b" + m[2], text)
    return re.sub(r"(?<![\w\u200b])@(?=(?:everyone|here|channel)\b)", "@\u200b", text, flags=re.IGNORECASE)


def unsafe_passage(text: str) -> bool:
    """Whether article words carry instructions to a machine rather than an answer for a person."""
    return bool(_INSTRUCTION.search(text))


class _Ground:
    """Where the words of a draft may come from."""

    def __init__(self, case: Case, language: Language) -> None:
        self.case, self.language = case, language
        public = [source for source in case.found.sources if for_customers(source)]
        self.articles = "\n".join(
            f"{part.title}\n{part.heading or ''}\n{part.passage}\n{part.url or ''}" for part in public
        )
        self.internal = [part for part in case.found.sources if not for_customers(part)]
        self.ours = "\n".join(part.text for part in case.earlier if part.ours)
        self.theirs = joined([*(part.text for part in case.earlier if not part.ours), *case.lines])
        self.promise = language.time(case.promise) if case.promise else ""
        self.settings = "\n".join(
            filter(None, (case.promise, self.promise, case.customer, case.agent, *case.glossary))
        )

    @property
    def trusted(self) -> str:
        """What we ourselves say: articles, settings, our earlier words."""
        return f"{self.articles}\n{self.ours}\n{self.settings}"

    @property
    def all(self) -> str:
        return f"{self.trusted}\n{self.theirs}"


def _all(raw: str, text: str, ground: _Ground) -> Iterator[Violation]:
    yield from _mentions(raw)
    yield from _secrets(text, ground)
    yield from _links(text, ground)
    rest = _without_quotes(text, ground)
    yield from _numbers(rest, ground)
    yield from _names(rest, ground)
    yield from _promises(rest, ground)
    yield from _internal(text, ground)
    if not ground.articles:
        yield from _steps(rest)
    for match in _INSTRUCTION.finditer(text):
        yield Violation(Breach.INSTRUCTION, match.group(), "This reads like an instruction to a machine.")
    for match in _ABUSE.finditer(rest):
        yield Violation(Breach.ABUSE, match.group(), "No swearing towards customers.")


def _mentions(raw: str) -> Iterator[Violation]:
    for match in _MASS.finditer(raw):
        yield Violation(
            Breach.MENTION, match.group(), "This would notify everybody in the channel.", blocks=True
        )
    for match in _MENTION.finditer(raw):
        yield Violation(Breach.MENTION, match.group(), "This would notify somebody.", blocks=True)
    for match in _MASKED_LINK.finditer(raw):
        yield Violation(
            Breach.MENTION, match.group(), "The link hides where it goes. Write the address.", blocks=True
        )


def _secrets(text: str, ground: _Ground) -> Iterator[Violation]:
    for secret in secrets_in(text):
        yield Violation(Breach.PRIVATE, "", "The text contains a key, password or card number.", blocks=True)
        del secret
    for piece in private_in(text, kinds=frozenset({"email", "phone"})):
        found = text[piece.start : piece.end]
        allowed = ground.trusted if ground.case.public else ground.all
        if found.lower() not in allowed.lower():
            yield Violation(Breach.PRIVATE, "", "The text contains somebody's mail address or phone number.")


def _links(text: str, ground: _Ground) -> Iterator[Violation]:
    """Only our own addresses: one that a customer pasted may lead anywhere."""
    trusted = ground.trusted.lower()
    for match in _URL.finditer(text):
        address = match.group().rstrip(".,;:!?)'\"").lower()
        if address not in trusted:
            yield Violation(Breach.LINK, match.group(), "No article or setting has this link.")


def _without_quotes(text: str, ground: _Ground) -> str:
    """The text without links and without sentences copied from an article: those stand on their own."""
    articles = _flat(ground.articles)
    kept: list[str] = []
    for line in _URL.sub(" ", text).split("\n"):
        parts = re.split(r"(?<=[.!?:])\s+", line)
        kept += [part for part in parts if len(_flat(part)) < 8 or _flat(part) not in articles]
        kept.append("\n")
    return " ".join(kept)


def _flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _numbers(text: str, ground: _Ground) -> Iterator[Violation]:
    """Figures need a ground, and "5 days" is not grounded by "5 minutes"."""
    known, measured = set(_figures(ground.all)), set(_measures(ground.all))
    for figure in _figures(text):
        if figure not in known:
            yield Violation(Breach.NUMBER, figure, f"Nothing we know says {figure}.")
    for figure, unit in _measures(text):
        if figure in known and (figure, unit) not in measured:
            yield Violation(Breach.NUMBER, f"{figure} {unit}", f"Nothing we know says {figure} {unit}.")


_ORDINAL = re.compile(r"^[ \t]*\d{1,2}[.)]\s", re.MULTILINE)
_UNIT = re.compile(
    r"(\d+(?:[.,:]\d+)*)[ -]?(%|€|\$|£|percent|seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|euros?|dollars?|pounds?|eur|usd|gbp|kb|mb|gb|tb|times|users|people|requests|"
    r"prozent|sekunden?|minuten?|stunden?|tagen?|wochen?|monate?n?|jahre?n?|mal)(?!\w)",
    re.IGNORECASE,
)


def _figures(text: str) -> Iterator[str]:
    for match in re.finditer(r"\d+(?:[.,:]\d+)*", _ORDINAL.sub("", text)):
        figure = match.group()
        yield figure
        if "," in figure or "." in figure:
            yield figure.replace(",", "")


def _measures(text: str) -> Iterator[tuple[str, str]]:
    for match in _UNIT.finditer(text):
        yield match[1], match[2].lower().rstrip("s")


def _names(text: str, ground: _Ground) -> Iterator[Violation]:
    if ground.language.code == "de":
        return  # German writes every noun with a capital: nothing can be told from it
    words = ground.all
    said = re.findall(r"[\w'-]+|[^\W\d_]+", f"{words} {words.replace('-', ' ')}")
    known = {word.lower() for word in said} | _own_words(ground.language.code)
    for match in _PROPER.finditer(text):
        word = match.group(1)
        base = re.sub(r"'s$", "", word)
        if base not in _NOT_PROPER and base.lower() not in known:
            yield Violation(Breach.NAME, word, f'"{word}" is in no article and nobody said it.')


@lru_cache(maxsize=8)
def _own_words(code: str) -> frozenset[str]:
    variants = (text for texts in spoken(code).bank.values() for text in texts)
    return frozenset(word.lower() for text in variants for word in re.findall(r"[\w'-]+", text))


_STEP = re.compile(
    r"(?:^|[.!?:\n]\s*|\d[.)] )(?:Please |Just |First, |Then )?(?:click|go to|navigate|choose|select|press|tap|install|reinstall|restart|clear your|disable|enable|run|log out and|head to|open (?:the|your) (?:settings|app|menu))\b",
    re.IGNORECASE,
)


def _steps(text: str) -> Iterator[Violation]:
    """Instructions without any article behind them."""
    for match in _STEP.finditer(text):
        yield Violation(Breach.CLAIM, match.group().strip(), "No article gives this step.")


def _promises(text: str, ground: _Ground) -> Iterator[Violation]:
    yield from _times(text, ground)
    marks, trusted = ground.language.marks, _flat(ground.trusted)
    for mark, breach, sentence in _WORDS_WITHOUT_GROUND:
        for match in marks[mark].finditer(text):
            if _flat(match.group()) not in trusted:
                yield Violation(breach, match.group(), sentence)
    for match in marks["vague_time"].finditer(text):
        if match.group().lower() in _EMPTY_TIMES:
            yield Violation(Breach.PROMISE, match.group(), "This names no time. Give the set one, or none.")


_WORDS_WITHOUT_GROUND = (
    ("promise", Breach.PROMISE, "This promises something nobody decided."),
    ("grant", Breach.PROMISE, "This promises something nobody decided."),
    ("claim", Breach.CLAIM, "This says something was done. Say what you will do, or do it first."),
)
_EMPTY_TIMES = frozenset({"asap", "shortly", "soon", "in kürze", "baldmöglichst", "schnellstmöglich"})
_CLOCK = re.compile(r"(?<![\d.,:])\d{1,2}:\d\d(?![\d:])|\b\d{1,2} ?[ap]m\b", re.IGNORECASE)


_SINCE = re.compile(
    r"\b(?:since|seit)(?: about| around| etwa)? $", re.IGNORECASE
)  # no promise: when it began


def _times(text: str, ground: _Ground) -> Iterator[Violation]:
    """Times and deadlines: only the set one, or what an article says."""
    promise, trusted = ground.promise.lower(), ground.trusted.lower()
    for match in ground.language.marks["fixed_when"].finditer(text):
        kept = promise and promise in _around(text, match).lower()
        if not kept and _flat(match.group()) not in _flat(trusted):
            yield Violation(Breach.PROMISE, match.group(), "No setting or article gives this time.")
    for match in _CLOCK.finditer(text):
        told = _SINCE.search(text[: match.start()]) and match.group().lower() in ground.all.lower()
        if not told and match.group().lower() not in promise and match.group().lower() not in trusted:
            yield Violation(Breach.PROMISE, match.group(), "This time is not the one you are set to promise.")


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 12) : match.end() + 12]


def _internal(text: str, ground: _Ground) -> Iterator[Violation]:
    """No run of eight words from an internal passage that no public one shares."""
    said = _flat(text).split()
    if not ground.internal or len(said) < 6:
        return
    public = _flat(ground.articles)
    for source in ground.internal:
        inside = f" {_flat(source.passage)} "
        for start in range(len(said) - 5):
            run = " ".join(said[start : start + 6])
            if f" {run} " in inside and run not in public:
                yield Violation(Breach.INTERNAL, "", f'This is from the internal article "{source.title}".')
                break
        if len(source.title.split()) > 1 and _flat(source.title) in _flat(text):
            yield Violation(Breach.INTERNAL, "", f'This names the internal article "{source.title}".')
