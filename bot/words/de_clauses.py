"""German statements and questions as clauses with the verb at their end: "mein Export hängt" -> "dass mein Export hängt".

The clauses are still the customer's ("dass ich nicht hineinkomme"); `addressed` turns them towards the customer.
"""

# ruff: noqa: E501 - a pattern reads better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.words.de_address import PREFIXES, US, WITH_US
from bot.words.de_things import noun_of
from bot.words.private import has_private
from bot.words.text import words

_LONGEST = 13
_SPLIT = re.compile(
    r"\n+|(?:(?<!\d)\.|[!?;…])+(?=\s|$)|(?<=\d)\.(?=$|\n)|\s[-–—]\s|:\s|[()]|, (?=(?:wie|was|wo|wann|warum|wieso|woran|womit|kann|können|könnt|könnte|gibt|ist|sind|hat|habt|haben|aber|und|ich|wir|mein\w*|unser\w*|der|die|das|es|da|dann|bitte|woher|welche\w*)\b)|(?<=nicht) und (?=(?:der|die|das)\b)| und (?=(?:der|die|das|(?:im|am|beim|in der|auf der) \w+) (?:\w+ )?(?:ist|sind|hat|haben|wird|werden|war|fehlt|fehlen|steht|stehen|kommt|geht|funktioniert|lädt|zeigt|will|kostet|bleibt|dauert)\b)| oder (?=[a-zäöüß]+t (?:der|die|das|mein\w*|unser\w*|es|ich|man|er|sie)\b)| (?:und|oder|aber) (?=(?:bin|hab|gilt|läuft|geht|gehen|reicht|brauche|brauchen|darf|soll|kann|können|konnte|konnten|muss|müssen|habe|haben|was|wie|wo|wann|warum|wieso|ob|ich|wir|mein\w*|unser\w*|keiner|niemand|brauche?|bekomme|sind|ist|jetzt|heute|gestern|trotzdem|bitte)\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:[\s,.!–-]*(?:hallo|hi|hey|moin|servus|guten (?:morgen|tag|abend)|grüß gott|liebes team|zusammen|leute|team|kurze frage|frage|also|und|aber|oder|ja|nein|na toll|na super|sorry|leider|übrigens|bitte|achtung|hilfe|ehrlich gesagt|danke)\b[\s,.!:–-]*)+",
    re.IGNORECASE,
)
_PARTICLES = re.compile(
    r"(?<!jedes)\s(?:denn|eigentlich|bitte|(?-i:mal)|eben|halt|wohl|ehrlich gesagt|leider|doch|endlich|gerade mal)(?=\s|$)",
    re.IGNORECASE,
)
_NOUN = r"(?:(?!(?:Hab\w*|Kann|Bin|Ist|Sind|War|Wurde|Wird|Muss|Soll|Will|Wollte|Brauche?|Gibt|Geht|Hat|Bekomm\w*|Krieg\w*|Suche|Finde|Sehe|Warte|W(?:ie|o|as|ann|arum|ieso|eshalb|er|elche\w*|omit|oran|oher)|Hier|Da|Dann|Jetzt|Nun|Es|Ich|Wir|Sie|Ihr|Mein\w*|Bitte|Danke|Seit|Seitdem|Seither|Nach|Nachdem|Nachher|Bei|Beim|Im|In|Auf|Mit|Von|Vom|Am|An|Aus|Zum?|Zur|Heute|Gestern|Morgen|Vorhin|Immer|Schon|Leider|Trotz\w*|Wegen|Ohne|Für|Über|Unter|Vor|Zwischen|Um|Ab|Bis|Wenn|Weil|Dass|Ob|Als|Obwohl|Nachdem|Bevor|Sobald|Und|Aber|Oder|Denn|Doch|Noch|Nur|Auch|So|Sehr|Mir|Uns|Mich|Er|Alle\w*|Nichts|Niemand|Kein\w*|Jede\w*|Irgend\w*|Wieder|Plötzlich|Jemand|Man|Ständig|Dauernd|Ganz|Gar|Erst|Bisher|Inzwischen|Mittlerweile|Eben|Gerade|Ehrlich|Langsam|Super|Toll|Klasse|Hallo|Moin)\b)[A-ZÄÖÜ][\w-]+)"
_DETERMINER = r"(?:[Mm]ein|[Uu]nser|[Dd]er|[Dd]ie|[Dd]as|[Dd]ies|[Ee]in|[Kk]ein|[Jj]ed|[Aa]lle|[Bb]eide)\w*"
_PHRASE = rf"(?:{_DETERMINER}\s+(?:[a-zäöüß]+(?:e|en|er|es|em)\s+)?{_NOUN}(?:\s+(?:für|von|vom|zu|zur|zum|in|im|aus|mit|auf|an|am|bei|über|unter|neben|ab|ohne|pro)\s+(?:(?:{_DETERMINER}|dem|den)\s+)?(?:[a-zäöüß]+en\s+)?{_NOUN})?(?:\s+{_NOUN}|\s+(?:der|des)\s+{_NOUN}|\s+\d+|\s+[\"„][^\"“”]{{2,40}}[\"“”])?)"
_SUBJECT = rf"(?:ich|wir|man|es|jemand|niemand|keiner|nichts|\d+ {_NOUN}|{_PHRASE}|{_NOUN}s?)"
_NO_FINITE = r"(?:gestern|heute|jetzt|nicht|sonst|fast|meist|zuletzt|erst|selbst|echt|leicht|schon|seine?|meine?[nrm]?|unser(?:e[nrm]?)?|dein|euer|ohne|alle[nr]?|viele|keine?[nrm]?|eine?[nrm]?|beiden?|gerne?|sofort|dort|überhaupt|seit|mit|dann|wegen|trotz|morgen|neben|gegen|neuen?|alten?|letzten?|ersten?|ganzen?|zweiten?|dritten?|eben|oben|unten|hinten|zwischen|immer|wieder|statt|bereits|bitte)\b"
_VERB = (
    rf"(?!{_NO_FINITE})"
    + r"(?P<verb>[a-zäöüß]{3,}(?:t|e|en|n)|ist|sind|war|hat|kann|wird|will|soll|muss|darf|bin|kam|ging|blieb|lässt|weiß)"
)
_STATED = re.compile(
    rf"^(?P<subject>{_SUBJECT}|[Dd]en {_NOUN}(?= [a-zäöü]+ (?:ich|wir|man) ))\s+{_VERB}\s+(?P<rest>.+)$"
)
_FRONTED = re.compile(
    rf"^(?P<front>(?:[Ss]eit|[Nn]ach|[Bb]ei|[Bb]eim|[Ii]m|[Ii]n|[Aa]uf|[Mm]it|[Vv]on|[Aa]m|[Aa]n|[Vv]or|[Zz]um|[Zz]ur|[Uu]nter|[Üü]ber)\s+(?:(?:der|die|das|dem|den|mein\w*|unser\w*|letzte\w*|jede[mnr]|alle[nr]?|diese[mnr]|eine[mnr]|ersten|zweiten|dritten|vierten|neuen|drei|zwei|heute|gestern|uns|mir)\s+)*(?:(?:etwa|ca\.|ungefähr|circa|kurz (?:nach|vor))\s+)?(?:\w+\s+Uhr|(?:gestern|heute|vorgestern)\s+(?:Abend|Morgen|Mittag|Nacht|Vormittag|Nachmittag|früh|morgen|abend)|{_NOUN}(?: \d+)?|uns|mir|gestern|heute|früh)(?:\s+(?:der|des|im|am|in der|auf der|beim)\s+{_NOUN})?|[Hh]eute|[Gg]estern|[Jj]etzt|[Pp]lötzlich|[Mm]ir|[Uu]ns)\s+{_VERB}\s+(?P<mid>(?:(?:noch|immer noch|wieder|nur|nur noch|schon wieder)\s+)?(?:(?:seit|nach|ab)\s+(?:(?:dem|der|heute|gestern)\s+)?(?:{_NOUN}|heute|gestern|\d+ Uhr|früh)\s+)?)(?P<subject>{_SUBJECT})(?:\s+(?P<rest>.+))?$"
)
_ASKED = re.compile(
    rf"^(?P<wh>[Ww]ie(?: (?:viele?|lange|oft|hoch|groß|schnell|teuer)(?: [\wäöüß-]+)?)?|[Ww]o|[Ww]ann|[Ww]arum|[Ww]ieso|[Ww]eshalb|[Ww]omit|[Ww]ofür|[Ww]ovon|[Ww]e[mn]|[Ww]oran|[Ww]as|[Ww]oher|[Ww]ohin|(?:[Mm]it |[Ff]ür )?[Ww]elche[rsnm]?(?: {_NOUN})?|(?:[Bb]is|[Aa]b|[Ss]eit) wann)\s+{_VERB}\s+(?P<subject>{_SUBJECT})(?:\s+(?P<rest>.+))?$"
)
_OF_US = re.compile(  # "liefert ihr auch nach Wien"
    r"^(?:(?P<wh>wie lange|wie oft|wie|wo|wann|warum|welche[nrms]? [A-ZÄÖÜ]\w+|was|bis wann) )?(?P<verb>[a-zäöüß]{3,}) (?P<who>ihr|Sie)(?: (?P<rest>.{4,}))?$"
)
_BEFALLS = re.compile(r"^[Ww]as (?P<verb>passiert|geschieht) (?P<what>(?:mit|bei|nach) .+)$")
_COUNTED = re.compile(
    rf"^(?P<subject>[Ww]ie viele {_NOUN})\s+{_VERB}\s+(?P<rest>(?!ich|wir|man|mein|unser|du|ihr|sie|der|die|das).+)$"
)
_NO_VERB = frozenset(words("viele lange hohe große eine keine meine die seine ohne alle"))
_WHETHER = re.compile(
    rf"^{_VERB.replace('{3,}', '{2,}')}\s+(?P<front>sich\s+)?(?P<subject>{_SUBJECT})(?:\s+(?P<rest>.+))?$"
)
_SUFFERED = re.compile(r"^(?P<subject>[Mm]ir|[Uu]ns) (?P<verb>wurden?|fehlt|fehlen) (?P<rest>.+)$")
_INSIDE = re.compile(
    r"^(?P<clause>(?:wie|wo|wann|warum|wieso|womit|ob|was|welche\w* [A-ZÄÖÜ]\w+) (?:ich|wir|man|mein\w*|unser\w*|die|der|das|es|eine?) .+)$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?<!ohne )(?<!Ohne )\b(?P<clause>dass (?:ich|wir|mein\w*|unser\w*|die|der|das) [^,.!?]{5,80})",
    re.IGNORECASE,
)
_WANTED_SO = re.compile(r"\b(?:ein|so|dafür|möchte\w*|will|verhinder\w*|gern\w*|hoffe\w*),? $")
_GONE = re.compile(  # without its verb: "alle Notizen weg"
    rf"^(?P<what>(?:[Mm]ein\w*|[Uu]nser\w*|[Aa]lle|[Dd]ie|[Dd]er|[Dd]as|[Bb]eide)\s+(?:[a-zäöüß]+(?:e|en|er|es)\s+)?{_NOUN})\s+(?P<how>(?:schon wieder|wieder|komplett|plötzlich|einfach)\s+)?(?P<state>weg|futsch|verschwunden|gelöscht|leer|kaputt|gesperrt|offline)$"
)
_WISH = re.compile(
    r"^(?:ich|wir) (?:möchten?|will|wollen|würden? gern\w*) (?:gern\w* )?(?P<rest>(?!wissen|fragen|nur|mich beschweren|sagen).+?(?:en|ern|eln))$",
    re.IGNORECASE,
)
_RATHER = re.compile(
    r"^(?:ich|wir) würden? (?P<what>.+?) gerne? (?P<verb>[a-zäöüß]+(?:en|ern|eln))$", re.IGNORECASE
)
_NOT_WISHED = re.compile(
    r"\b(?:nicht|nie|niemand\w*|kein\w*|bedanken|beschweren|loswerden|anmerken|hinweisen|mitteilen|melden)\b",
    re.IGNORECASE,
)
_ASKING_VERBS = frozenset(  # what a question without a question word begins with
    words(
        "ist sind war waren hat habt haben hatte kann kannst können könnt könnte könnten darf dürfen muss müssen soll sollen sollte wird werden wurde wurden gibt geht gehen funktioniert funktionieren "
        "lässt lassen braucht brauchen brauche gilt gelten zählt zählen bekomme bekommen bekommt kostet kosten unterstützt akzeptiert speichert läuft bleibt bleiben dauert kommt kommen zahle zahlt passt"
    )
)
_SUBORDINATE = re.compile(
    r"\b(?:wie|warum|wieso|weshalb|was|ob|wo|wann|weil|dass|obwohl|und ich|und wir)\b", re.IGNORECASE
)
_NO_PREFIX = frozenset(words("ist sind war waren"))
_MODAL_BASE = frozenset(
    words(
        "kann können könnte könnten muss müssen soll sollen darf dürfen will wollen wird werden wurde wurden möchte möchten"
    )
)
WRONG = re.compile(
    r"\b(?:nicht|nichts|nie|nix|kein\w*|niemand|weg|leer|fehl\w*|fehler\w*|kaputt|hängt|hängen|abstürzt|abgestürzt|doppelt|zweimal|falsch\w*|verschwunden|gelöscht|verloren|gesperrt|blockiert|langsam|stehen bleibt|stimmt|immer noch|immer wieder|nur noch|noch \w+ alten?|unvollständig|zugestellt|schon wieder|abgelehnt|offline|futsch|stillsteht|stehenbleibt|abbrech\w*|abbricht|ausfällt|ausfallen|ausgefallen|ruckel\w*|abgelaufen|verschoben|gebrochen|spiegelverkehrt|nirgends|mahnung|absturz|defekt\w*|beschädigt\w*|zerkratzt|verspätet|zu [a-zäöüß]+ig|zu (?:spät|viel|wenig|teuer|langsam|klein|groß|laut|leise|hoch|niedrig|kurz|lang|dunkel|hell|früh|alt)|ausgestiegen|ungültig|schlechter|abgebucht)\b",
    re.IGNORECASE,
)
_TO_US = re.compile(
    r"\b(?:ihr|euch|euer|eure[nrms]?|sie|ihnen|ihre?\w*|du|dir|dich|dein\w*|uns)\b", re.IGNORECASE
)
_ROUGH = re.compile(
    r"\b(?:schei\w+|verdammt\w*|arsch\w*|idiot\w*|frechheit|betrug|betrüger\w*|lüg\w*|mist|dreck\w*|unverschämt\w*|witz|lächerlich|anwalt\w*|enttäuscht|dankbar|gespannt|neu hier|sauer|wütend)\b|https?:|@|[{}<>\[\]|#\uf8ff]",
    re.IGNORECASE,
)
_HOLLOW = re.compile(
    r"^(?:dass|ob|wie|was|wo|warum) (?:es|das|ich|man|wir|das hier)?\s?\w*$|^(?:ob|wie|wann|wo|warum|dass) (?:\w+ ){1,2}(?:kann|können|muss|müssen|soll|sollen|darf|dürfen|wird|werden|ist|sind|hat|haben)$|\b(?:einen? neuen?|eine andere|einen anderen|ein neues|ein anderes) (?!(?-i:[A-ZÄÖÜ]))",
    re.IGNORECASE,
)


def stated(text: str, *, wrong: bool = True) -> Iterator[str]:
    """What somebody says went wrong, as "dass ..."; or with `wrong` off what they say at all."""
    for found in _SAID.finditer(text) if wrong else ():
        if _WANTED_SO.search(text[: found.start()]):
            continue
        yield from _fit(found["clause"][0].lower() + found["clause"][1:], wrong=wrong)
    for clause in pieces(text):
        if gone := _GONE.match(clause):
            be = "sind" if _many(gone["what"]) else "ist"
            yield from _fit(
                f"dass {gone['what'][0].lower()}{gone['what'][1:]} {gone['how'] or ''}{gone['state']} {be}",
                wrong=True,
            )
            continue
        told = _SUFFERED.match(clause) or _STATED.match(clause) or _FRONTED.match(clause)
        if (
            told
            and not (_bare(told) or _SUBORDINATE.search(told["rest"] or ""))
            and not _coordinated(told["rest"] or "")
            and _of_the_product(told)
            and not re.match(
                r"(?:ich|wir) (?:hoffe|denke|glaube|finde (?:das|es|den|die) \w+$|weiß|frage|warte|habe eine|möchte|will|würde|brauche)\b",
                clause,
                re.IGNORECASE,
            )
        ):
            yield from _fit("dass " + _verb_last(told), wrong=wrong)


def asked(text: str) -> Iterator[str]:
    """What somebody asks, as "wie ..." or "ob ..."."""
    for clause in pieces(text):
        if found := _INSIDE.match(clause):
            yield from _fit(found["clause"][0].lower() + found["clause"][1:])
        elif (found := _OF_US.match(clause[:1].lower() + clause[1:])) and (verb := _ours(found)):
            if found["who"] == "Sie" and not (found["wh"] or _with_a_mark(clause, text)):
                continue  # "schicken Sie mir die Rechnung" asks nothing
            yield from _fit(
                " ".join(filter(None, (found["wh"] or "ob", US, *_last(found["rest"] or "", verb))))
            )
        elif found := _BEFALLS.match(clause):
            yield from _fit(f"was {found['what']} {found['verb']}")
        elif found := _COUNTED.match(clause):
            counted = _verb_last(found)
            yield from _fit(counted[0].lower() + counted[1:])
        elif (found := _ASKED.match(clause)) and found["verb"] not in _NO_VERB:
            yield from _fit(f"{found['wh'][0].lower()}{found['wh'][1:]} {_verb_last(found)}")
        elif (found := _WHETHER.match(clause[:1].lower() + clause[1:])) and found["verb"] in _ASKING_VERBS:
            yield from _fit("ob " + _verb_last(found))


def _with_a_mark(clause: str, text: str) -> bool:
    """Whether the sentence that a clause ends, or stands in, has a question mark."""
    return bool(re.search(rf"{re.escape(clause[-15:])}[^.!\n]{{0,80}}\?", text))


def wished(text: str) -> Iterator[str]:
    """What somebody wants to do, ready for "du möchtest ..."."""
    for clause in pieces(text):
        found = _WISH.match(_RATHER.sub(r"ich möchte \g<what> \g<verb>", clause))
        if (
            found
            and len(found["rest"].split()) <= 9
            and sayable(found["rest"])
            and not _NOT_WISHED.search(clause)
        ):
            yield found["rest"]


_OURS = {"habt": "haben", "seid": "sind", "dürft": "dürfen", "müsst": "müssen", "tut": "tun"}


def _ours(found: re.Match[str]) -> str | None:
    """The verb that we would use: "liefert ihr" -> "liefern"; None where it asks us to do something."""
    verb = found["verb"]
    if not (found["rest"] or (found["wh"] or "").startswith("welche")):
        return None
    if verb in {
        "seit",
        "könnt",
        "können",
        "könntet",
        "könnten",
        "würdet",
        "würden",
        "helft",
        "helfen",
        "wollt",
        "wollen",
    }:
        return None
    if found["who"] == "Sie":
        return verb if verb.endswith("n") else None
    if verb in _OURS or not verb.endswith("t"):
        return _OURS.get(verb)
    stem = verb.removesuffix("t")
    return stem + "n" if re.search(r"(?<!i)er$|el$", stem) else stem.removesuffix("e") + "en"


def _last(rest: str, verb: str) -> list[str]:
    tokens = rest.split()
    if tokens and tokens[-1] in PREFIXES:
        return [*tokens[:-1], tokens[-1] + verb]
    return [*tokens, verb]


_AND_AGAIN = re.compile(
    r"(?<![\w])(?P<who>[Ii]ch|[Ww]ir) (?P<first>[^.,!?;\n]{5,60}) und (?P<second>(?!ich|wir)[a-zäöüß]{3,}(?:e|en|nn) )"
)


def pieces(text: str) -> Iterator[str]:
    """The clauses of a message without greetings and padding."""
    text = re.sub(r"(?<=\w) \([^()\n]{1,60}\)(?=[\s,.?!])", "", text)
    text = _AND_AGAIN.sub(r"\g<who> \g<first>. \g<who> \g<second>", text)
    for piece in _SPLIT.split(text):
        for part in piece.split(","):
            clause = _PARTICLES.sub("", _OPENING.sub("", part.strip()))
            clause = _unquoted(re.sub(r"\s+", " ", clause).strip(" ,.!?"))
            first, _, rest = clause.partition(" ")
            if rest:
                yield f"{first.lower() if first.lower() in _SMALL else first} {rest}"


def _unquoted(clause: str) -> str:
    """The clause without a mark of quotation that has no partner."""
    return clause.strip('"„“”') if clause.count('"') != 2 and "„" not in clause[1:] else clause


def _coordinated(rest: str) -> bool:
    """Whether a second verb stands beside the first: only one of them could go to the end."""
    return bool(
        re.search(
            r"\b(?:und|oder|aber|sondern|denn)\b (?:\w+ )*?(?!(?:von|an|in|den|ein|einen|keinen|meinen|unseren|neuen|alten|beiden|allen)\b)[a-zäöüß]{2,}(?:e|t|en|n)\b",
            rest,
        )
    )


def _of_the_product(told: re.Match[str]) -> bool:
    """Whether what somebody does or suffers is done with a product, an order, money or an account."""
    said = f"{told['verb']} {told['rest'] or ''}"
    if told["subject"].lower() not in {"ich", "wir"}:
        return told["subject"].lower() not in _SMALL or not _LIVES.search(said)
    return bool(_DEEDS.search(said)) and not _LIVES.search(said)


_DEEDS = re.compile(
    r"\b(?:(?:kann|können|konnten?|darf|muss|müssen)\b.*(?:en|ern|eln)\b|komm(?:e|en)\b.*\b(?:rein|ins?|an|auf|zu|weiter|hinein)|bekomm(?:e|en)|krieg(?:e|en)|erhalten?|seh(?:e|en)|find(?:e|en)|"
    r"(?:habe?|haben|hatten?|wurden?|werden?|bin|sind|warten?)\b.*(?:bezahlt|bestellt|gekauft|gelöscht|gedrückt|geklickt|hochgeladen|heruntergeladen|installiert|aktualisiert|gewechselt|gebucht|storniert|gekündigt|erhalten|bekommen|überwiesen|verloren|vergessen|"
    r"gesperrt|ausgeloggt|abgemeldet|rausgeworfen|belastet|gespeichert|eingegeben|verlängert|angelegt|eingeladen|geändert|umbenannt|verschoben|exportiert|importiert|zurückgeschickt|verschickt|gesendet|auf (?:mein|die|das|den|unser)\w*|keine?n? (?:Zugriff|Zugang|Rechnung|Karte|Mail|Code|Link|Ton|Bild|Daten|Verbindung))|"
    r"flieg(?:e|en)\b.*\braus|lande[nt]?\b|komm(?:e|en)\b.*\bnicht)\b",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:nichts (?:\w+ )?(?:geändert|verändert|gemacht|gedrückt|angefasst|installiert|umgestellt)|verstehe?n?|schlafen?|geschlafen|glauben?|denken?|fühlen?|hoffen?|wissen?|weiß|weiter|aushalten|fassen|ertragen|vorstellen|leben|essen|arbeit verloren|job|geduld|nerven|mann|frau|kind\w*|chef\w*|krank\w*|zeit|lust|keine antwort|antwort|hilfe|beschweren|klar)\b",
    re.IGNORECASE,
)
_ONE_THING = re.compile(r"(?:mein|unser|der|das|k?ein)\b", re.IGNORECASE)


def _many(what: str) -> bool:
    noun = noun_of(what.rsplit(" ", 1)[-1])
    return what.lower().startswith(("alle", "beide")) or (noun is not None and noun.many)


def _bare(told: re.Match[str]) -> bool:
    """Whether a subject is not whole: one thing without its article, or the last of several."""
    subject = told["subject"]
    if _ONE_THING.match(subject) and told["verb"].endswith("en"):
        return True  # the end of "mein Drucker und mein Scanner werden ..."
    if not subject[:1].isupper() or " " in subject or subject.lower() in _SMALL:
        return False
    noun = noun_of(subject)
    return not noun.many if noun else not told["verb"].endswith("n")


def _verb_last(found: re.Match[str]) -> str:
    """The parts of a clause in the order that a subordinate one has."""
    parts = found.groupdict()
    front = (parts.get("front") or "").strip()
    front = front[:1].lower() + front[1:]
    subject, verb, rest = parts["subject"], parts["verb"], (parts.get("rest") or "").strip()
    if (turned := _DOER.match(rest)) and subject.lower() not in _SMALL | {"mir", "uns"}:
        subject, rest = turned[1], f"{subject[0].lower()}{subject[1:]} {turned[2]}"
    if (
        subject.lower() in {"mir", "uns"}
        or subject.split()[0].lower() in _SMALL
        or re.match(_DETERMINER, subject)
    ):
        subject = subject[0].lower() + subject[1:]
    tokens = rest.split()
    if tokens[:1] and tokens[0] in {"sich", "mir", "mich"} and subject not in _SMALL:
        front, tokens = f"{front} {tokens[0]}".strip(), tokens[1:]  # "dass sich die Tür nicht öffnet"
    if tokens and tokens[-1] in PREFIXES and verb not in _MODAL_BASE | _NO_PREFIX:
        verb, tokens = tokens[-1] + verb, tokens[:-1]
    if subject not in _SMALL and (compared := _COMPARED.match(" ".join(tokens))):
        return " ".join(
            filter(None, (front, parts.get("mid"), subject, compared["what"], verb, compared["than"]))
        )
    if front in {"mir", "uns"} or (front and subject not in _SMALL):
        return " ".join(filter(None, (front, (parts.get("mid") or "").strip(), subject, *tokens, verb)))
    return " ".join(filter(None, (subject, *_after(front, tokens), verb)))


_COMPARED = re.compile(  # the comparison follows the verb: "dass sie höher ist als vereinbart"
    r"(?P<what>.*\b(?:anders|mehr|weniger|(?:so|gleich|genauso) \w+|[a-zäöüß]{3,}er)(?: aus)?) (?P<than>(?:als|wie) (?!\w+$|ungültig)[^,]+)$"
)


def _after(front: str, tokens: list[str]) -> list[str]:
    """A pronoun comes before what stood in front: "dass ich seit dem Update ..."."""
    if tokens and tokens[0] in {"mich", "mir", "es", "ihn", "sie"}:
        return [tokens[0], front, *tokens[1:]]
    return [front, *tokens]


_DOER = re.compile(r"(ich|wir|man) (.+)$")  # "die Mail finde ich nicht"
_SMALL = frozenset(words("ich wir man es jemand niemand keiner nichts"))


_TORN = re.compile(
    r"\b(?:hin|an|auf|aus) (?:ist|sind|war)$|\b(?:zu [a-zäöüß]+e[lr]?|[a-zäöüß]+zu[a-zäöüß]+)n (?:gibt|ist|hat|geht)$"
)  # half of a verb that had two parts


def _points_elsewhere(clause: str) -> bool:
    """Whether "das" stands for something that the clause does not name."""
    points = re.search(
        r"\b(?:das|es|ihn|sie|damit|dazu|dafür|davon|dran)\b(?! (?:[a-zäöüß]+ )?[A-ZÄÖÜ])", clause
    )
    named = any(word[0].isupper() or noun_of(word) for word in clause.split())
    return bool(points) and not named


def _fit(clause: str, *, wrong: bool = False) -> Iterator[str]:
    if (
        3 <= len(clause.split()) <= _LONGEST
        and not _TORN.search(clause)
        and not _points_elsewhere(clause)
        and sayable(clause)
        and not _HOLLOW.search(clause)
        and (not wrong or WRONG.search(clause))
    ):
        yield clause


def sayable(text: str) -> bool:
    """Whether a phrase of the customer's can stand in our mouth."""
    return not (_ROUGH.search(text) or _TO_US.search(WITH_US.sub("", text)) or has_private(text))
