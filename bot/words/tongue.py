"""Which language a short chat line is in: by script, then by small words, otherwise undecided."""

from __future__ import annotations

import re
from collections.abc import Mapping

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

_SMALL_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        ["the", "a", "an", "and", "or", "of", "to", "in", "on", "is", "are", "was", "were", "be", "been", "it", "its", "this", "that", "these", "those", "i", "you", "he", "she", "we", "they", "my", "your", "our", "me", "us", "them", "do", "does", "did", "don't", "doesn't", "didn't", "can", "can't", "could", "would", "should", "will", "won't", "have", "has", "had", "not", "no", "what", "how", "why", "when", "where", "who", "which", "with", "for", "from", "at", "by", "as", "if", "but", "so", "there", "any", "some", "please", "help", "hi", "hello", "hey", "thanks", "thank", "need", "want", "get", "got", "just", "still", "out", "up", "i'm", "it's", "i've", "i'd", "am"]
    ),
    "de": frozenset(
        ["der", "die", "das", "und", "oder", "ist", "sind", "war", "waren", "ein", "eine", "einen", "einem", "einer", "kein", "keine", "nicht", "ich", "du", "er", "sie", "wir", "ihr", "mein", "meine", "meinen", "meiner", "mir", "mich", "dir", "dich", "ihnen", "ihre", "uns", "wie", "was", "warum", "wann", "wo", "wer", "welche", "mit", "für", "von", "zu", "zum", "zur", "im", "am", "auf", "aus", "bei", "nach", "noch", "schon", "bitte", "danke", "hallo", "kann", "können", "habe", "hat", "haben", "wird", "werden", "wurde", "seit", "aber", "wenn", "dass", "es", "guten", "tag", "morgen", "moin", "gibt", "geht", "leider"]
    ),
    "fr": frozenset(
        ["le", "la", "les", "un", "une", "des", "du", "de", "et", "ou", "est", "sont", "je", "tu", "il", "elle", "nous", "vous", "ils", "mon", "ma", "mes", "votre", "vos", "ne", "pas", "que", "qui", "quoi", "comment", "pourquoi", "quand", "où", "avec", "pour", "dans", "sur", "ce", "cette", "bonjour", "merci", "salut", "s'il", "plaît", "j'ai", "c'est", "n'arrive", "peux", "peut", "mot", "passe"]
    ),
    "es": frozenset(
        ["el", "la", "los", "las", "un", "una", "unos", "y", "o", "es", "son", "está", "están", "yo", "tú", "él", "ella", "nosotros", "mi", "mis", "su", "sus", "no", "que", "qué", "cómo", "por", "cuándo", "dónde", "con", "para", "en", "de", "del", "se", "me", "puedo", "puede", "hola", "gracias", "buenos", "días", "favor", "tengo", "hay", "mi"]
    ),
    "it": frozenset(
        ["il", "lo", "la", "gli", "le", "un", "una", "e", "o", "è", "sono", "io", "tu", "lui", "lei", "noi", "voi", "mio", "mia", "mie", "non", "che", "come", "perché", "quando", "dove", "con", "per", "di", "del", "della", "in", "su", "ciao", "grazie", "buongiorno", "posso", "può", "ho", "hai", "ha", "mi", "si"]
    ),
    "pt": frozenset(
        ["o", "a", "os", "as", "um", "uma", "e", "ou", "é", "são", "eu", "você", "ele", "ela", "nós", "meu", "minha", "não", "que", "como", "por", "porque", "quando", "onde", "com", "para", "em", "de", "do", "da", "olá", "obrigado", "obrigada", "bom", "dia", "posso", "tenho", "está", "estou", "isso"]
    ),
    "nl": frozenset(
        ["de", "het", "een", "en", "of", "is", "zijn", "ik", "jij", "je", "hij", "zij", "wij", "mijn", "niet", "geen", "dat", "dit", "wat", "hoe", "waarom", "wanneer", "waar", "met", "voor", "van", "op", "aan", "bij", "hallo", "dank", "bedankt", "kan", "kunnen", "heb", "heeft", "hebben", "maar", "nog", "graag", "goedemorgen"]
    ),
    "sv": frozenset(
        ["och", "är", "jag", "du", "vi", "inte", "det", "den", "ett", "en", "hur", "varför", "när", "hej", "tack", "kan", "har", "för", "på", "med", "min", "mitt"]
    ),
    "pl": frozenset(
        ["nie", "jest", "się", "na", "do", "że", "jak", "co", "dlaczego", "kiedy", "gdzie", "mam", "proszę", "dziękuję", "cześć", "dzień", "dobry", "mój"]
    ),
    "tr": frozenset(
        ["bir", "ve", "bu", "ne", "nasıl", "neden", "merhaba", "teşekkürler", "lütfen", "benim", "var", "yok", "için", "değil", "mı", "mi"]
    ),
}
_DISTINCT: Mapping[str, frozenset[str]] = {
    "en": frozenset(["the", "hello", "thanks", "thank", "please", "what", "how", "where", "why", "my", "your", "is"]),
    "de": frozenset(["hallo", "danke", "moin", "servus", "bitte", "ich", "nicht", "guten", "wie"]),
    "fr": frozenset(["bonjour", "merci", "salut", "bonsoir"]),
    "es": frozenset(["hola", "gracias", "buenas"]),
    "it": frozenset(["ciao", "grazie", "buongiorno"]),
    "pt": frozenset(["olá", "obrigado", "obrigada"]),
    "nl": frozenset(["bedankt", "goedemorgen", "dank"]),
    "sv": frozenset(["hej", "tack"]),
    "pl": frozenset(["cześć", "dziękuję", "proszę"]),
    "tr": frozenset(["merhaba", "teşekkürler"]),
}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

NAMES: Mapping[str, str] = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "sv": "Swedish", "pl": "Polish", "tr": "Turkish", "ru": "Russian", "uk": "Ukrainian",
    "el": "Greek", "he": "Hebrew", "ar": "Arabic", "fa": "Persian", "hi": "Hindi", "th": "Thai",
    "zh": "Chinese", "ja": "Japanese", "ko": "Korean",
}  # fmt: skip


def language_of(text: str) -> tuple[str, float]:
    """The language code and how sure we are; "und" when the line is too short or too mixed to say.

    A wrong guess costs more than none: the channel's language is used for "und".
    """
    letters = sum(ch.isalpha() for ch in text)
    if not letters:
        return "und", 0.0
    if not text.isascii():
        for code, script in _SCRIPTS:
            share = len(script.findall(text)) / letters
            if share > (0.02 if code in {"ja", "uk", "fa"} else 0.3):
                return code, min(1.0, 0.6 + share / 2)
    return _by_small_words([word.lower() for word in _WORD.findall(text.replace("’", "'"))])


def _by_small_words(words: list[str]) -> tuple[str, float]:
    if not words:
        return "und", 0.0
    votes = {
        code: sum(word in small for word in words) + sum(word in _DISTINCT[code] for word in words)
        for code, small in _SMALL_WORDS.items()
    }
    ranked = sorted(votes, key=lambda code: -votes[code])
    first, second = votes[ranked[0]], votes[ranked[1]]
    if first == 0 or first <= second:
        return "und", 0.0
    needed = 1 if len(words) < 4 else 2
    if first < needed or (first - second) / first < 0.2:
        return "und", 0.3
    return ranked[0], min(1.0, 0.5 + (first - second) / (2 * len(words)) + 0.1 * min(first, 3))
