"""Which language a short chat line is in: by script, then by small words, otherwise undecided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("uk", re.compile(r"[їієґЇІЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL_WORDS: Mapping[str, frozenset[str]] = {
    "en": _words(
        "a am an and any are as at be been but by can can't could did didn't do does doesn't don't "
        "for from get got had has have he hello help hey hi how i i'd i'm i've if in is it it's its "
        "just me my need no not of on or our out please she should so some still thank thanks that "
        "the them there these they this those to up us want was we were what when where which who why "
        "will with won't would you your"
    ),
    "de": _words(
        "aber alles am auf aus bei bin bisher bitte danke dann das dass dem den denn der des dich die "
        "dir du ein eine einem einen einer er etwas euch euer "
        "es für gehört geht gibt guten hab habe haben hallo hat heute ich ihnen ihr ihre im ist jetzt "
        "kann kein keine keiner können läuft letzte "
        "leider mal mein meine meinem meinen meiner mich mir mit moin morgen nach nicht nichts noch "
        "nur oder schon sehr seit sich sie so "
        "sind tag über um und uns unser unsere vielen von vor wann war waren warum was weg weil "
        "welche wenn wer werden wie wieder wir wird wo woche wurde "
        "zu zum zur "
        "auch beim dein deine deinem deinen deiner dich dieser dieses doch durch eure eurem euren "
        "eurer fehlen fehlt finde gegen gehen haben hätte ihrem ihren ihrer immer ins jede jeder "
        "jedes jemand keinen komme kommen kommt könnte könnten könnt lässt macht mehr meiner möchte "
        "müssen nichts niemand ohne seine seiner soll statt steht suche trotz unserem unseren unserer "
        "vom wegen weiß würde würden wurden wäre zwei"
    ),
    "fr": _words(
        "avec bonjour c'est ce cette comment dans de des du elle est et il ils j'ai je la le les ma "
        "merci mes mon mot n'arrive ne nous ou où pas passe peut peux plaît pour pourquoi quand que "
        "qui quoi s'il salut sont sur tu un une vos votre vous"
    ),
    "es": _words(
        "buenos con cuándo cómo de del días dónde el ella en es está están favor gracias hay hola la "
        "las los me mi mis no nosotros o para por puede puedo que qué se son su sus tengo tú un una "
        "unos y yo él"
    ),
    "it": _words(
        "buongiorno che ciao come con del della di dove e gli grazie ha hai ho il in io la le lei lo "
        "lui mi mia mie mio noi non o per perché posso può quando si sono su tu un una voi è"
    ),
    "pt": _words(
        "a as bom com como da de dia do e ela ele em estou está eu isso meu minha não nós o obrigada "
        "obrigado olá onde os ou para por porque posso quando que são tenho um uma você é"
    ),
    "nl": _words(
        "aan bedankt bij dank dat de dit een en geen goedemorgen graag hallo heb hebben heeft het hij "
        "hoe ik is je jij kan kunnen maar met mijn niet nog of op van voor waar waarom wanneer wat "
        "wij zij zijn"
    ),
    "sv": _words("den det du en ett för har hej hur inte jag kan med min mitt när och på tack varför vi är"),
    "pl": _words(
        "co cześć dlaczego do dobry dzień dziękuję gdzie jak jest kiedy mam mój na nie proszę się że"
    ),
    "tr": _words("benim bir bu değil için lütfen merhaba mi mı nasıl ne neden teşekkürler var ve yok"),
}
_DISTINCT: Mapping[str, frozenset[str]] = {
    "en": _words("hello how is my please thank thanks the what where why your"),
    "de": _words("vielen dank herzlichen bitte danke guten hallo ich moin nicht servus wie"),
    "fr": _words("bonjour bonsoir merci salut"),
    "es": _words("buenas gracias hola"),
    "it": _words("buongiorno ciao grazie"),
    "pt": _words("obrigada obrigado olá"),
    "nl": _words("bedankt goedemorgen"),
    "sv": _words("hej tack"),
    "pl": _words("cześć dziękuję proszę"),
    "tr": _words("merhaba teşekkürler"),
}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

NAMES: Mapping[str, str] = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "sv": "Swedish", "pl": "Polish", "tr": "Turkish", "ru": "Russian", "uk": "Ukrainian",
    "el": "Greek", "he": "Hebrew", "ar": "Arabic", "fa": "Persian", "hi": "Hindi", "th": "Thai",
    "zh": "Chinese", "ja": "Japanese", "ko": "Korean",
}  # fmt: skip


def _votes() -> Mapping[str, tuple[str, ...]]:
    """Each small word with the languages it speaks for; a distinctive one speaks twice."""
    votes: dict[str, list[str]] = {}
    for words in (_SMALL_WORDS, _DISTINCT):
        for code, small in words.items():
            for word in small:
                votes.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in votes.items()}


_VOTES = _votes()


@lru_cache(maxsize=128)  # a draft is read for the guard, the scorecard and its criteria; a message twice
def language_of(text: str) -> tuple[str, float]:
    """The language code and how sure we are; "und" when the line is too short or too mixed to say.

    A wrong guess costs more than none: the channel's language is used for "und".
    """
    if not text.isascii():
        letters = sum(ch.isalpha() for ch in text)
        for code, script in _SCRIPTS:
            share = len(script.findall(text)) / max(1, letters)
            if share > (0.02 if code in {"ja", "uk", "fa"} else 0.3):
                return code, min(1.0, 0.6 + share / 2)
    return _by_small_words(_WORD.findall(text.replace("’", "'").lower()))


def _by_small_words(words: list[str]) -> tuple[str, float]:
    counted = Counter(code for word in words for code in _VOTES.get(word, ()))
    if not counted:
        return "und", 0.0
    (code, first), *others = counted.most_common(2)
    second = others[0][1] if others else 0
    needed = 1 if len(words) < 4 else 2
    if first <= second or first < needed or (first - second) / first < 0.2:
        return "und", 0.3
    return code, min(1.0, 0.5 + (first - second) / (2 * len(words)) + 0.1 * min(first, 3))
