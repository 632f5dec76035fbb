"""English questions in the order of a clause: "why is my top-up late" -> "why my top-up is late".

Only questions whose subject has a certain end are turned around; the others give none.
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.words.en_things import THINGS, WEAK
from bot.words.en_turned import VERB_WORDS, is_base, past, third
from bot.words.text import words

QUESTION = re.compile(
    r"(?:^|, |\b(?:and|so|but|or|is|:) )(?P<wh>(?:(?:at |in |on |from |for |to |by |within |with |until |after |under |through |via )?(?:what|which|how many|how much)(?: (?!do\b|does\b|did\b|is\b|are\b|was\b|were\b|can\b|could\b|will\b|would\b|should\b|has\b|have\b|may\b)[\w'-]+){0,5}?|why|(?:since|until|by|from) when|when|where|(?:for )?how long|how much|how often|how soon|how come|how (?:old|far|big|large|fast|heavy|tall|wide|deep|late|early)|how|who|whom) )?"
    r"(?P<aux>ca(?=n't)|wo(?=n't)|do|does|did|is|are|was|were|can|could|will|would|should|has|have|had|may|might|am|must|shall)(?P<nt>n't| not)? (?P<rest>.+)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:i|we|you|it|this|that|they|he|she|there|someone|anyone|everyone|people|one|these|those)\b(?! (?:\w+ ){0,2}(?:supposed))",
    re.IGNORECASE,
)
_DET = frozenset(
    words(
        "my our your the a an this that these those any some another each every his her their its two three four both all several many most"
    )
)
_PREDICATE = re.compile(
    r"^(?:still|not|always|so|being|per|only|just|already|suddenly|currently|now|never|again|no|too|ever|pending|declined|rejected|blocked|locked|missing|gone|delayed|late|down|up|frozen|empty|available|required|possible|stuck|slow|wrong|different|higher|lower|valid|safe|free|immediate|enough|supported|allowed|accepted|included|"
    r"due|ready|refundable|active|open|closed|visible|secure|deductible|in|on|at|under|over|out|off|set|built|made|sent|paid|shown|lost|used|done|held|kept|like|unable|able|better|best|supposed|worth|usable|good|bad|okay|fine|normal|cheap|expensive|mandatory|necessary|legal|true|correct|optional|compulsory|easy|hard|difficult|important|common|unlimited|separate|automatic|instant|complete|full|big|long|[a-z]{3,}[ai]ble|[a-z]{3,}(?:potent|sistent|manent|parent|tional|ective|ptive|ious|ful)|strict|private|public|official|final|current|waterproof|gluten-free|vegan|wheelchair-accessible|[a-z]{2,}ing|[a-z]{3,}ed)$"
)
_NOT_PREDICATE = frozenset(
    words(
        "billing pricing setting meeting listing shipping mailing pending-payment building embed feed need speed spring string thing anything something"
    )
)
_PARTICLES = frozenset(words("up down in on out off over"))
_PLACES = frozenset(words("in on at under over"))
_CLOSED = frozenset(
    words(
        "i we you he she they it was were is are am has have had do does did can could will would that which who when if because so but and or"
    )
)


_BE = frozenset(words("is are was were"))
_DO = frozenset(words("do does did"))
_STATES = frozenset(words("is are was were am has have had"))
_ADVERBS = frozenset(
    words("not still also always usually normally actually only just automatically already ever never")
)


@dataclass(frozen=True, slots=True)
class _Question:
    """A question in its parts: "why" "is" "n't" "my card working"."""

    wh: str
    aux: str
    nt: str
    rest: str

    @property
    def joint(self) -> str:
        return self.wh or "whether"


def turned_around(clause: str) -> str | None:
    """A question with its verb after its subject; None where the subject's end cannot be told."""
    found = QUESTION.search(clause)
    if found is None or (not found["wh"] and found.start() > 0 and clause[found.start()] != ","):
        return None
    aux = {"ca": "can", "wo": "will"}.get(found["aux"].lower(), found["aux"].lower())
    question = _Question((found["wh"] or "").strip(), aux, found["nt"] or "", found["rest"])
    if question.aux in _BE and question.wh.lower() in {"what", "who"}:
        return _what_it_is(question)
    first = question.rest.split()[0].lower()
    if question.wh.lower() in {"what", "who"} and aux not in _BE | _DO and first in VERB_WORDS:
        return f"{question.wh} {aux}{question.nt} {question.rest}"  # "what would make it fail"
    if (
        len(question.wh.split()) > 1
        and aux not in _DO
        and (first in VERB_WORDS or (aux in _BE and _starts(first, aux)))
    ):
        return f"{question.wh} {aux}{question.nt} {question.rest}"  # "which machines will let me pay"
    if _only_subject(question):
        return f"{question.wh} {question.rest} {aux}"
    divided = _divided(question.rest, aux)
    return _joined(question, *divided) if divided else None


def _what_it_is(question: _Question) -> str | None:
    """ "what is the limit for guests" -> "what the limit for guests is"."""
    named = re.fullmatch(
        r"(?:an?|the|my|our|your|this) (?:[\w'/$€£.-]+ ){0,9}[\w'/-]+(?<!ing)(?<!ed)(?<!for)(?<!like)",
        question.rest,
        re.IGNORECASE,
    )
    closed = any(word in _CLOSED - {"and", "or"} for word in question.rest.lower().split())
    if named is None or closed or question.nt or question.wh.lower() != "what":
        return None
    return f"what {question.rest} {question.aux}"


def _only_subject(question: _Question) -> bool:
    """Whether all that follows is the subject: "where is my card", "how safe is a virtual card"."""
    if (
        question.aux not in _BE
        or question.nt
        or not re.fullmatch(r"where|how (?!much|many|long|often|come)\w+", question.wh.lower())
    ):
        return False
    if not re.fullmatch(r"(?:my|our|the|an?|this) (?:[\w-]+ ){0,3}[\w-]+", question.rest, re.IGNORECASE):
        return False
    return not any(
        _starts(word, question.aux) or word.lower() in _CLOSED for word in question.rest.split()[1:]
    )


def _joined(question: _Question, subject: str, after: str) -> str | None:
    """The parts in the order of a subordinate clause."""
    aux, nt = question.aux, "n't" if question.nt else ""
    if after.startswith("not ") and aux not in {"am", "may", "might", "must", "shall"}:
        nt, after = "n't", after[4:]
    if aux in _DO and not nt:
        mine = aux == "do" and subject.lower() in {"i", "we"}
        if mine and (
            question.wh.lower() in {"where", "how"}
            or (question.wh.lower() == "what" and after.startswith("do "))
            or (question.wh.lower().startswith(("what ", "which ", "what")) and _CHOSEN.match(after))
        ):
            needed = re.match(r"(?:need|have|want|wish) ", after)
            return f"{question.wh} {subject if needed else 'to'} {after}"
        told = _inflected(aux, after)
        return f"{question.joint} {subject} {told}" if told else None
    be = {"cann't": "can't", "willn't": "won't"}.get(aux + nt, aux + nt)
    return f"{question.joint} {subject} {be} {after}".strip()


_CHOSEN = re.compile(r"(?:put|press|use|send|pick|choose|enter|write|select|type)\b", re.IGNORECASE)


def _inflected(aux: str, after: str) -> str | None:
    """ "does" and "take long" make "takes long"; None when no verb follows."""
    adverb, verb = "", after
    first, _, tail = after.partition(" ")
    if first in _ADVERBS:
        adverb, verb = ("" if first == "ever" else first + " "), tail
    verb, _, tail = verb.partition(" ")
    if not is_base(verb) and verb not in VERB_WORDS:
        return None
    forms: dict[str, Callable[[str], str]] = {"do": str, "does": third, "did": past}
    formed = forms[aux]
    tail = re.sub(  # "keeps or deletes"
        r"\b(and|or) ([a-z]+)\b",
        lambda also: f"{also[1]} {formed(also[2])}" if also[2] in VERB_WORDS else also[0],
        tail,
    )
    return f"{adverb}{formed(verb)} {tail}".strip()


def _divided(rest: str, aux: str) -> tuple[str, str] | None:
    """The subject, and what follows it."""
    tokens = rest.split()
    first = tokens[0].lower()
    pointing = (
        first in {"this", "that", "these", "those", "one"} and len(tokens) > 2 and not _starts(tokens[1], aux)
    )
    if _PRONOUN.match(rest) and not pointing:
        return tokens[0], " ".join(tokens[1:])
    if first not in _DET and first not in VERB_WORDS and _starts(first, aux):
        return None  # the subject stands elsewhere
    for at in range(2 if first in _DET else 1, min(len(tokens), 8)):
        if tokens[at].lower() == "to":
            return None  # "the app refuse to make": its verb was not seen
        if tokens[at - 1].lower() in VERB_WORDS and tokens[at].lower() in _PARTICLES:
            return None  # "top up": the verb was taken for a noun
        if _starts(tokens[at], aux):
            after = tokens[at + 1] if at + 1 < len(tokens) else ""
            if tokens[at].lower() in _PLACES and after and after.lower() not in _DET:
                continue  # "is data on dropbox secure": the place belongs to the subject
            if tokens[at].lower() in _PLACES and len(tokens) - at > 3:
                return None  # "is the warranty on the motor two years": where the subject ends is open
            follows = tokens[at + 2] if after.lower() in _ADVERBS and at + 2 < len(tokens) else after
            noun = aux not in _STATES and follows in VERB_WORDS and tokens[at].lower() in THINGS | WEAK
            return " ".join(tokens[: at + noun]), " ".join(tokens[at + noun :])  # "the spam filter" catches
        if tokens[at].endswith(",") or tokens[at].lower() in _CLOSED:
            return None
    return None


def _starts(word: str, aux: str) -> bool:
    """Whether a word begins what is said about a subject, after this auxiliary."""
    low = word.lower()
    if aux in {"has", "have", "had"}:
        return low in _ADVERBS | {"been"} or bool(
            re.fullmatch(
                r"[a-z]{2,}ed|gone|done|got|gotten|made|sent|paid|lost|changed|become|taken|seen", low
            )
        )
    if aux in _STATES:
        return bool(_PREDICATE.match(low)) and low not in _NOT_PREDICATE
    return low in VERB_WORDS or low in _ADVERBS
