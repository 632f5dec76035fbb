"""Which German clauses are better not said back: whoever reads one would stumble, or miss the matter."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from itertools import pairwise

from bot.words.text import words

_ARTICLE = re.compile(
    r"(?:der|die|das|den|dem|des|(?:k?ein|mein|dein|unser|euer|eur|ihr|dies)(?:e[nrsm]?)?|im|am|beim|zum|zur|vom|ins|ans)$",
    re.IGNORECASE,
)
_PREPOSITIONS = frozenset(
    words(
        "in für auf an aus mit nach von durch ohne bei gegen um über unter vor hinter neben zwischen seit ab wegen trotz"
    )
)
_STANDS_ALONE = frozenset(  # after a preposition, without a noun
    words(
        "mich mir dich dir uns euch sich ihm ihnen heute gestern vorgestern morgen hier dort oben unten vorne hinten außen innen allem allen alle beiden einmal nichts "
        "jedem jeder jedes jede manchen vielen wann rot blau grün gelb schwarz weiß grau deutsch englisch wenigen mehreren zwei drei vier fünf"
    )
)
_BEFORE_A_NOUN = re.compile(
    r"[a-zäöüß]{2,}(?:e|en|er|es|em)$|zwei$|drei$|vier$|fünf$|sechs$|sehr$|ganz$|halbe?$|\w+-?$"
)
_DANGLING = re.compile(
    r"\b(?:dorthin|dorther|hierhin|dafür|dabei(?! (?:ist|sind|war|waren|hat|habe|haben)$)|davon|daran|darin|daraus|darauf|darüber|dagegen|dazu|damit|danach|da|dort|eins|welche(?! [A-ZÄÖÜ])|er|ihn|ihm|deren|dessen|sie|diese[rsmn]?(?! (?:[a-zäöüß]+ )?[A-ZÄÖÜ]))\b"
)
_THIS = re.compile(r"\b(?:das|es)\b")
_NAMELESS_SUBJECT = re.compile(
    r"\bes (?:.+ )?(?:gibt|gab|heißt)$|^wie das mit\b|^dass es (?:.+ )?(?:nicht|kein\w*) .+ gibt$"
)
_CONTRAST = re.compile(r"\b(?:außer|sondern|geschweige|es sei denn)\b", re.IGNORECASE)
_FELT = re.compile(
    r"\b(?:fühl\w*|wahnsinnig|verrückt|worte|interessier\w*|egal|verschaukelt|verarscht|trauerspiel|zumutung|geduld|vertrauen|nerven|laune|stimmung|ausgerastet|entschluss|entscheidung|entschieden|schuld|peinlich|ruhe|schlaf|humor|gedanken|spaß|wahrheit|meinung|eindruck|gefühl|hoffnung|traurig|glücklich|schade|lustig|zufrieden|unzufrieden|verzweifelt|beleidigt|geärgert|geweint|gelacht|gefreut|fassung|ernst|respekt|wunder|monatsende|runden)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"^dass (?:(?:mein|unser|dein|der|die|das|ein)\w* )?(?:\w+e[nrs]? )?(?:chef\w*|vorstand|vorgesetzte\w*|kolleg\w+|familie|frau|mann|sohn|tochter|mutter|vater|oma|opa|kind\w*|team|kunden?|kundin\w*|gäste?|leute|freund\w*|nachbar\w*|anwalt|steuerberater\w*|mitarbeiter\w*|umstieg|wechsel|konkurrenz|anbieter|mitbewerber) ",
    re.IGNORECASE,
)
_CANNOT = re.compile(
    r"\b(?:nicht|nichts|kein\w*|nur|fehler\w*)\b.*\b(?:kann|können|kommt|kommen|sieht|sehen|bekommt|bekommen|findet|finden|hat|haben)$",
    re.IGNORECASE,
)
_MISHAP = re.compile(r"\b(?:verloren|vergessen|gelöscht|versehentlich|ausgesperrt)\b", re.IGNORECASE)
_HALF = re.compile(
    r"\b(?:möglichkeit|weg|option|chance|grund|trick|gelegenheit) (?:gibt|habe?|haben)$|\b(?:auch|nur|erst|schon|bereits|etwa) (?!ist|sind|hat|habe)[a-zäöüß]+$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\b(?:oder|und) (?:\w+ )?(?:ich|wir|man)\b")  # a clause of its own
_MISSED = re.compile(r"(?:find|seh|bekomm|krieg|brauch|such|versteh)en?$")  # what?
_RHETORIC = re.compile(
    r"^(?:wie|warum|wieso|was) (?:man|ich|wir) (?:so |jetzt |denn |nun |sowas |noch |überhaupt )*(?:mit (?!d[ei])[a-zäöü]{4,} (?:umgeh|umspring|rede)\w*|sagen?|machen?|tun?|mache|soll|glauben .+|zahle.*|bezahle.*|warte.*|warten .*)(?: soll(?:en)?| kann)?$|"
    r"^(?:wie oft|wie lange|wie viele male) (?:ich|wir|man) .*(?:noch|sagen|erklären|warten|schreiben)\b|\bfür dumm\b|^ob WIR (?:alle |überhaupt |noch |schon |eigentlich |nur )*(?:schlafen|schlaft|leben|spinnen|arbeiten|zuhören|lesen|da sind|wach sind|ernst meinen|wissen \w+)$|^warum (?:ich|wir) .*\b(?:zahle|zahlen|bezahle|bezahlen|vertrau\w*|geblieben)\b",
    re.IGNORECASE,
)
_DIALECT = re.compile(
    r"\b(?:nid|nöd|isch|zrugg|ned|koa|hob|wia|chan|chönd|häsch|hend|mer|bim|vo|uf|gsi|gha|öppis|öpper|na|nimma|oba|eich|hobt|i|mi|di|dat|dit|wat|ick|icke|keen\w*|jeht|nich|ma|nix|jibt|jibts)\b"
)
_NOT_IN_PLACE = re.compile(
    r"\b(?:ohne|um|statt|anstatt)\b.*\bzu [a-zäöüß]+e[lr]?n\b|\bzu [a-zäöüß]+e[lr]?n (?!haben|sein|brauch|schein)"
)
_ABBREVIATED = re.compile(r"\b(?:nr|ca|bzw|hr|fr|dr|str|tel|evtl|inkl|vgl|abs|art|z)$", re.IGNORECASE)
_MODAL = re.compile(
    r"(?:kann|können|muss|müssen|soll|sollen|sollte|darf|dürfen|will|wollen|könnte|könnten|konnte|konnten)$"
)
_HELPING = re.compile(r"(?:habe?|hat|haben|hatte|hatten|bin|ist|sind|war|waren|wurden?|wird|werden)$")
_DONE = re.compile(r"(?:[a-zäöü]{2,6})?ge[a-zäöüß]{3,}(?:t|en)$")
_NOT_DONE = frozenset(words("gegen gesamten genau gesamt gegeben"))


def stumbles(clause: str, text: str) -> bool:
    """Whether a clause of `text` is not whole, points at nothing, or is no matter of ours."""
    said = clause.removeprefix("dass ")
    return bool(
        _unquoted(clause)
        or _nameless(clause.split())
        or _DANGLING.search(said)
        or (_THIS.search(_without_nouns(said)) and not _NAMELESS_SUBJECT.search(clause))
        or _HALF.search(clause)
        or _ANOTHER.search(clause)
        or (_MISSED.search(clause) and not re.search(r"[A-ZÄÖÜ\d]", clause))
        or _CONTRAST.search(clause)
        or _OPEN.search(clause)
        or _goes_on(clause, text)
        or _FELT.search(clause)
        or (_SOMEBODY.search(clause) and not (_CANNOT.search(clause) or _MISHAP.search(clause)))
        or _RHETORIC.search(clause)
        or _DIALECT.search(clause)
        or _ABBREVIATED.search(clause)
        or _out_of_order(clause)
        or (_writes_small(text) and not _all_known(clause.split()))
    )


_OPEN = re.compile(  # a clause inside that has no comma, a comparison with nothing
    r"\w (?:wenn|falls|sobald) \w+ .+$|\bso [a-zäöüß]+en(?: (?:kann|können|muss|soll|sollen))?$|^(?:wie lange|wie oft|wo|wann|warum) (?:bleib|dauer|gelt|sind|ist|kann|könn|werd|wird)\w* |^ob das (?:die|der|das)selbe\b"
)


def _goes_on(clause: str, text: str) -> bool:
    """Whether a thing that was only said to exist is told apart in what follows: "einen Endpunkt, der ..."."""
    thing = re.search(r"\beinen? (?:[a-zäöüß]+ )?([A-ZÄÖÜ][\wäöüß-]+) [a-zäöüß]+$", clause)
    return bool(thing and re.search(rf"{thing[1]}(?: [a-z]{{2,3}})?, (?:der|die|das|den|mit|um)\b", text))


def _unquoted(clause: str) -> bool:
    """Whether a quotation was cut."""
    return len(re.findall('[„"“”]', clause)) % 2 == 1


def _without_nouns(clause: str) -> str:
    """The clause without "das" where a noun follows it."""
    return re.sub(r"\bdas (?=(?:[a-zäöüß]+ ){0,2}[A-ZÄÖÜ\d\"„])", "", clause)


def _nameless(tokens: list[str]) -> bool:
    """Whether an article or a preposition has no noun: it was typed small, or only pointed at."""
    return any(_no_noun_after(tokens, place) for place in range(len(tokens)))


def _no_noun_after(tokens: list[str], place: int) -> bool:
    word = tokens[place].lower()
    article = bool(_ARTICLE.match(word))
    if not article and word not in _PREPOSITIONS:
        return False
    after = tokens[place + 1 : place + 5]
    if word == "keiner" or (word == "das" and after[:1] == ["mit"]):
        return False
    if article and "ein" in word and after and re.match(r"(?:mein|unser|dein|eur|ihr|d)er$", after[0]):
        return False
    if word == "am" and after and after[0].endswith("sten"):
        return False
    if word == "ein" and after[:1] in (["paar"], ["bisschen"]):
        return False
    if not article and after and (after[0] in _STANDS_ALONE or _ARTICLE.match(after[0])):
        return False
    for token in after:
        if token[0].isupper() or token[0].isdigit() or token[0] in '"„':
            return False
        if not _BEFORE_A_NOUN.match(token) or token in _PREPOSITIONS or _ARTICLE.match(token):
            return True
    return True


def _out_of_order(clause: str) -> bool:
    """Whether the verbs do not stand at the end: what followed them was left there, or one of them is missing."""
    if _NOT_IN_PLACE.search(clause):
        return True
    *before, verb = clause.split()
    if _MODAL.match(verb) and not re.match(r"[a-zäöüß-]{3,}n$", before[-1]):
        return True
    return bool(_HELPING.match(verb)) and any(
        _DONE.match(token)
        and token not in _NOT_DONE
        and not (following[0].isupper() or following in {"und", "oder", "worden"})
        for token, following in pairwise(before)
    )


def _writes_small(text: str) -> bool:
    """Whether somebody leaves out capitals: which of their words are nouns cannot be told."""
    inside = re.findall(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ]\w+", text)
    return not any(word not in _POLITE for word in inside)


_POLITE = frozenset(words("Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer Ich"))
_SMALL = frozenset(
    words(
        "dass ob wie wo wann warum wieso womit woran was woher wohin welche welcher welches welchen welchem viele viel lange oft hoch teuer schnell groß "
        "ich wir man mich mir uns sich jemand niemand keiner alle alles nichts etwas beide "
        "der die das den dem des ein eine einen einem einer kein keine keinen keinem keiner mein meine meinen meinem meiner unser unsere unseren unserem unserer diese dieser dieses diesen jede jeder jedes jeden "
        "im am beim zum zur vom ins ans in für auf an aus mit nach von zu durch ohne bei gegen um über unter vor hinter neben zwischen seit ab wegen trotz statt bis als "
        "nicht nie so auch noch nur schon immer wieder mehr jetzt heute gestern morgen gerade plötzlich dauernd ständig sofort hier oben unten links rechts sehr ganz selbst sonst neu extra gleich wirklich überhaupt "
        "zweimal dreimal einmal doppelt falsch leer weg kaputt offline langsam länger kostenlos gratis direkt zuerst zusammen online mal öfter erst seitdem grad eben bisher später früher alt anders und oder zwei drei vier"
    )
)
_MANNER = re.compile(r"[a-zäöüß]{4,}(?:isch|lich|los|bar|sam|weise)$|[a-zäöüß]{3,}ig$")


def _all_known(tokens: list[str]) -> bool:
    """Whether no word of a clause written small may be a noun."""
    *before, last = tokens
    if before and (_MODAL.match(last) or _HELPING.match(last)):
        *before, verb = before
        if before and verb in {"werden", "lassen", "haben", "worden", "sein"}:
            before.pop()
    return all(
        token in _SMALL
        or not token[0].islower()
        or _MANNER.match(token)
        or (following[0].isupper() and re.match(r"[a-zäöüß]{3,}(?:e|en|er|es|em)$", token))
        for token, following in zip(before, [*before[1:], last], strict=True)
    )
