"""German: what customers say, and what we say."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.words.de_address import addressed
from bot.words.de_griefs import GRIEFS
from bot.words.de_phrases import reflect, reflect_title
from bot.words.language import Language, any_of

CUES: Mapping[str, re.Pattern[str]] = {
    "security": any_of(
        r"(?:kann|konnte|können|sehe|sieht|bekomme|habe)\b[^.?!\n]{0,40}\b(?:einer anderen (?:firma|person)|eines anderen (?:kunden|nutzers)|anderer (?:leute|kunden|firmen|nutzer)|fremde\w*)\b[^.?!\n]{0,30}\b(?:herunterladen|öffnen|sehen|lesen|einsehen|abrufen|bekommen|zugreifen|gesehen|geöffnet)",
        r"(?:jemand|fremde[r]?|unbekannte[r]?|ein anderer|andere)\b[^.?!\n]{0,30}\b(?:in meinem|auf mein|mein|meinem|meinen|in unserem|unser)\w* (?:konto|account|postfach|profil|namen|namen|daten|passwort)|(?:gibt|gab|geben) sich (?:als|für)[^.?!\n]{0,30}(?:euch|sie|support|mitarbeiter|bank)|(?:mein|meinen|meine) (?:code|pin|passwort|tan) (?:wissen|haben|verlangt|gefragt)|ex-?(?:mitarbeiter|kollege|kollegin|freund)\w*[^.?!\n]{0,40}(?:zugriff|zugang|login)|gehört (?:aber )?(?:jemand anderem|einer anderen firma|nicht (?:mir|uns))|(?:konto|rechnungen|daten|arbeitsbereich) (?:von|einer) (?:einer )?(?:anderen|fremden) (?:firma|person|kund\w+)|ohne (?:anmeldung|passwort|login) (?:auf|ein|zu)",
        r"(?:anmeldung|anmeldungen|login|logins|gerät|geräte|sitzung|sitzungen|passwort|adresse|e-?mail|code|codes|bestellung|änderung|zugriff|zugriffe)\b[^\n]{0,60}\b(?:war(?:en)? (?:ich )?nicht (?:ich|von mir)|(?:das|die) war(?:en)? (?:ich|wir) nicht|nicht von mir|nie angefordert|nicht angefordert|nicht (?:kenne|erkenne|meins?)|kenne ich nicht|ich bin in|wohne in)|(?:token|schlüssel|passwort|zugangsdaten|api-?key|key)\b[^.?!\n]{0,50}\b(?:öffentlich\w*|github|kanal|channel|gepostet|repo\w*|screenshot)|(?:gepostet|hochgeladen|geteilt|gepusht|eingefügt)\b[^.?!\n]{0,40}\b(?:token|schlüssel|passwort|key)",
        r"(?:gehackt|geleakt|kompromittiert|gestohlen|offengelegt|abgegriffen|veröffentlicht)(?=[^.?!\n]{0,40}(?:konto|passwort|passwörter|schlüssel|token|daten|zugang|account|rechnungen))?(?!\w)",
        r"(?:konto|passwort|schlüssel|api-key|token|zugangsdaten|account|daten)\b[^.?!\n]{0,30}\b(?:gehackt|geleakt|kompromittiert|gestohlen|öffentlich|missbraucht)",
        r"(?:sehe|sehen|einsehen|zeigt|angezeigt)[^.?!\n]{0,30}(?:anderer|fremde[rn]?|von anderen) (?:kunden|nutzer|firmen|daten|rechnungen)|fremde (?:daten|rechnungen|kundendaten)",
        r"sicherheitslücke|datenleck|datenpanne|phishing|jemand (?:anderes )?(?:hat sich|nutzt|benutzt|verwendet)[^.?!\n]{0,30}(?:konto|karte|eingeloggt|angemeldet|account)|unbefugte[rn]? zugriff|schwachstelle",
    ),
    "legal": any_of(
        r"rechtlich\w* (?:schritte|konsequenzen|prüfen|mittel)|rechtsanwalt\w*|anwaltlich|auskunft (?:nach|gemäß|über (?:meine|alle))|art(?:ikel|\.) ?1[57]|löschung (?:meiner|aller) (?:\w+ )?daten|personenbezogene[nr]? daten|strafanzeige|anzeige erstatten|polizei|vertragsverletzung|vertragsbruch|schlichtungsstelle|datenschutz(?:behörde|beauftragte\w*|beschwerde|verstoß)|rechtsabteilung|juristisch\w*|haftbar|frist setzen|fristsetzung",
        r"(?:rechts)?anw[aä]lt\w*|rechtliche schritte|klage|verklagen|gericht|abmahnung|aufsichtsbehörde|bafin|verbraucherzentrale|verbraucherschutz|dsgvo[- ](?:beschwerde|verstoß|anfrage|auskunft)|schadens?ersatz|ombudsstelle"
    ),
    "churn": any_of(
        r"such\w* (?:wir |ich )?(?:uns|mir)\b[^.?!\n]{0,20}\b(?:anderes|andere[nr]?|neues|neue[nr]?|alternative)|verlasse\w* (?:wir |ich )?(?:euch|sie) (?:bald|jetzt|zum|ende)|zeit für (?:etwas|was) (?:neues|anderes)|nicht mehr (?:lange|euer|ihr|kund\w+)|vertrag (?:auslaufen|beenden|lösen)|abo beenden|anbieterwechsel",
        r"(?:gehen|gehe|wechseln|wechsle|ziehen|zieh|sind|bin) (?:wir |ich |eben |dann |halt ){0,4}(?:eben |halt )?(?:zur konkurrenz|woanders ?hin|zu (?:einem |einer )?(?:ander\w+|mitbewerber\w*)|weg)|schau\w* (?:wir |ich )?(?:uns|mich) (?:schon |gerade |mal )?(?:nach|woanders|anderweitig)|nicht (?:mehr )?verlänger\w*|verlänger\w*[^.?!\n]{0,25} nicht|warum soll\w* (?:ich|wir)[^.?!\n]{0,25}(?:bleiben|zahlen|verlängern)|das war'?s (?:dann )?(?:mit|für)|umsteigen (?:auf|zu)|steigen? (?:wir |ich )?(?:auf [^.?!\n]{0,25} )?um(?=[.!]|$)|(?:konto|vertrag|abo) (?:bitte )?(?:endgültig|sofort|fristlos) (?:löschen|kündigen|beenden)|den rücken kehren|überlege\w*[^.?!\n]{0,25}(?:wechseln|kündigen|zu gehen)",
        r"(?:kündige|kündigen|kündigung)(?! \w+ ?\?)|wechsel[nt]? (?:zu|zum|den anbieter|zur konkurrenz)|zur konkurrenz|anderen anbieter|suche[n]? (?:mir|uns) (?:eine |einen )?(?:alternative|andere\w*)|bin ich weg|sind wir weg|letzte chance|nie wieder"
    ),
    "outage": any_of(
        r"(?:geht|läuft|funktioniert|lädt)\b[^.?!\n]{0,40}\b(?:nix|nichts|gar nichts) mehr|serverausfall|server ?ausfall|(?:alle|sämtliche) (?:\w+ )?(?:geräte|kassen|standorte|filialen|rechner|schüler|kollegen|mitarbeiter)\b[^.?!\n]{0,30}\b(?:offline|raus|weg|nicht|aus)",
        r"(?:kein(?:er|e)?|niemand|alle|keine[rs]? (?:von uns|unserer)|das ganze (?:team|büro)|die ganze (?:firma|abteilung))\b[^.?!\n]{0,40}\b(?:(?:mehr )?(?:rein|ins? (?:system|konto|tool|netz)|arbeiten|einloggen|anmelden|drauf|zugriff|weiter)|raus\w*|fehler\w*|time ?out|bezahlen|bestellen)|(?:seite|server|system|shop|api|app|plattform|dienst|kasse|checkout|login) (?:ist |sind )?(?:gerade |seit \w+ \w+ |komplett |wieder )?(?:tot|down|weg|offline|platt|lahm|nicht erreichbar)|(?:habt|haben) (?:ihr|sie) (?:gerade |aktuell )?(?:eine störung|einen ausfall|probleme|server\w*)|kunden können (?:nicht|nichts)|bei (?:euch|ihnen) (?:gerade )?(?:etwas|was) (?:kaputt|nicht in ordnung|los)",
        r"(?:ist|sind|seit \w+) (?:komplett |völlig |wieder )?(?:down|offline|ausgefallen|nicht erreichbar)|(?:total)?ausfall|störung|nichts (?:geht|lädt|funktioniert)(?: mehr)?|geht (?:gar )?nichts mehr|niemand (?:kann|kommt)[^.?!\n]{0,25}|alle (?:nutzer|kollegen|kunden|mitarbeiter) (?:sind|können|kommen)[^.?!\n]{0,25}nicht\w*"
    ),
    "urgent": any_of(
        r"dringend\w*|sofort|umgehend|eilt|eilig|so schnell wie möglich|notfall|asap|kritisch|heute noch|bis (?:heute|mittag|\d+ uhr)|in (?:einer|zwei|\d+) (?:stunden?|minuten)|produktion steht"
    ),
    "waiting": any_of(
        r"(?:gibt'?s|gibt es|habt ihr|haben sie|hast du)(?: denn| schon| inzwischen| mittlerweile| da| bereits)* (?:etwas |was |irgendwas )?(?:neues|news|neuigkeiten|einen stand|eine rückmeldung|eine antwort)|(?:bisher|bis heute|bis jetzt|seitdem|immer noch|noch immer|nie|noch) (?:nichts|keine?n?)(?: \w+)? ?(?:gehört|gekommen|passiert|antwort|rückmeldung|bekommen|erhalten|reaktion)?(?=[^\n]{0,30}(?:gehört|gekommen|passiert|antwort|rückmeldung|bekommen|erhalten|reaktion|[.!?\n]|$))|(?:hab|habe|hatte|haben)\b[^.?!\n]{0,40}\b(?:geschrieben|gemailt|gefragt|angerufen|gemeldet)\b[^.?!\n]{0,25}\b(?:nichts|keine|nie|niemand|noch)|(?:wollte|wolltet|wollten|hatte|hattest|hat) (?:ihr |sie |mir |sich |du ){0,4}(?:jemand |heute |gestern |mich |bis \w+ ){0,4}(?:versprochen|zugesagt|melden|zurückrufen|bescheid)|wie sieht'?s aus|wie ist (?:denn )?der stand|schon was passiert|(?:stunden|tage|wochen) (?:später|her|vergangen|ohne)|(?:hat|konnte) (?:sich )?(?:das )?(?:schon )?(?:jemand|einer|wer)(?: das| sich| es| mal)* (?:angesehen|angeschaut|drauf|draufgeschaut|ansehen|anschauen|gesehen)|nachhaken|noch ?mal nachfragen|zur erinnerung|warte\w*[^.?!\n]{0,25}(?:seit|schon)(?=[^.?!\n]{0,40}(?:antwort|rückmeldung|[.!?]|$))|vergessen\?|meldet sich (?:keiner|niemand)|(?:keiner|niemand) (?:antwortet|meldet|reagiert|hilft|hat geantwortet)",
        r"warte[nt]?(?: \w+){0,3} (?:auf (?:eine )?(?:antwort|rückmeldung|hilfe)|noch|immer)|(?:immer )?noch (?:keine|nichts)(?: (?:antwort|rückmeldung|gehört))?|keine (?:antwort|rückmeldung|reaktion)|gibt es (?:schon )?(?:etwas |was )?neue\w*|irgendwelche (?:neuigkeiten|updates)|"
        r"(?:ist )?(?:jemand|wer) da\?+|hallo\?{1,}|schon (?:zweimal|mehrfach|zum \w+ mal)|zum (?:zweiten|dritten|vierten) mal|niemand (?:antwortet|meldet sich|hilft)|wie lange (?:muss|soll|noch)[^.?!\n]{0,30}|ich (?:hatte|habe) (?:bereits|schon) (?:geschrieben|gefragt|nachgefragt)"
    ),
    "anger": any_of(
        r"ärger\w*|futsch|maßlos|verlassen auf euch|auf (?:euch|sie) verlassen|super leistung|tolle leistung|glanzleistung|zum heulen|entsetz\w+|schockiert|wutentbrannt|platzt|kragen|hilflos|überfordert|bin bedient|schämt euch|unter aller sau|so geht das nicht|das geht (?:so |gar )?nicht|nicht euer ernst",
        r"na (?:toll|super|klasse|bravo|prima|großartig|danke)|ganz großes kino|(?:das )?kann doch nicht (?:wahr|euer ernst|ihr ernst|sein)|euer ernst|ihr ernst|was soll (?:das|der)|wozu zahle\w*|dafür (?:be)?zahle\w*|zahl\w* (?:wir|ich)[^.?!\n]{0,25}dafür|mehr erwartet|besseres erwartet|nicht (?:gerade )?(?:glücklich|zufrieden|begeistert|erfreut|hinnehmbar|akzeptabel|in ordnung|lustig|fair|zumutbar)|unzufrieden|unzumutbar|zumutung|untragbar|ungehalten|unglücklich (?:über|mit)|ratlos|am ende (?:meiner|unserer)|geduld|fassungslos|sprachlos|empört|stinksauer|angepisst|weiß (?:langsam |wirklich )?nicht mehr (?:weiter|was)|gebe (?:es )?auf|alles versucht|stunden (?:verloren|verschwendet|vergeudet)|den ganzen (?:tag|abend|vormittag|nachmittag)|blamage|blamiert|lachhaft|witz (?:sein|oder)|ein witz|verarscht|betrug|abzocke|betrüger|frech\w*|angst|weine\w*|heule\w*|schlaflos|panisch|verloren gegangen|im stich gelassen|(?:die )?nase voll|satt\b|grauenhaft|miserabel|unterirdisch|schlecht(?:er|este[rn]?) (?:service|support|kundendienst)|bravo|herzlichen glückwunsch|danke für nichts|peinlichkeit|wahnsinnig|zum verzweifeln|nerven|nervig|ätzend|lästig|unerhört|saumäßig|niemanden interessiert|interessiert (?:keinen|niemanden)|keinen interessiert",
        r"wütend|sauer|verärgert|frustrier\w+|genervt|nervt|enttäuscht\w*|ärgerlich|unverschämt\w*|unmöglich|inakzeptabel|lächerlich|katastrophe|katastrophal|furchtbar|schrecklich|schlimm\w*|unfassbar|frechheit|mist|scheiß\w*|scheisse|verdammt|saftladen|"
        r"zum kotzen|schon wieder|reicht(?:'s| es)|verzweifelt|besorgt|panik|zeitverschwendung|nutzlos|idiot\w*|so ein (?:mist|müll)|schnauze voll|peinlich"
    ),
    **GRIEFS,
    "trouble": any_of(
        r"(?:geht|gehen|funktionier\w+|klappt|lädt|öffnet|kommt|startet|läuft|reagiert|kann|können|lässt)\b[^.?!\n]{0,40}\bnicht|fehler\w*|kaputt|abgestürzt|stürzt|hängt|verschwunden|fehlt|fehlen|falsch\w*|abgelehnt|gesperrt|verloren|problem\w*|doppelt|zweimal|leer|schlechter|langsamer|wackelig\w*|unzuverlässig\w*"
    ),
    "billing": any_of(
        r"(?:mir|uns|von meinem konto|meiner karte)\b[^.?!\n]{0,40}\b(?:abgebucht|berechnet|belastet|abgezogen|eingezogen)|(?:abgebucht|berechnet|abgezogen|eingezogen)\b|rechnungs(?:betrag|nummer|adresse|datum)|(?:betrag|beträge|gutschrift|mwst|umsatzsteuer|ust-?id|kontoauszug|abrechnung|mahnung)|zu ?viel (?:bezahlt|gezahlt)|geld (?:nicht |noch nicht )?(?:zurück|wieder)",
        r"(?:doppelt|zweimal|falsch|zu viel|zuviel) (?:abgebucht|berechnet|belastet|bezahlt)|abgebucht|abbuchung\w*|rechnung(?:en)?|rückerstattung|erstattung|erstatten|geld zurück|gutschrift|lastschrift|zahlung (?:fehlgeschlagen|abgelehnt)|gebühr(?:en)?|kostet"
    ),
    "greeting": re.compile(
        r"^\W*(?:(?:hallo|hi|hey|moin(?: moin)?|servus|guten (?:morgen|tag|abend)|grüß (?:gott|dich|euch)|tach|grüezi)(?:[ ,]+(?:zusammen|liebes team|team|leute|allerseits|ihr lieben|alle))?|(?:ist )?jemand (?:da|hier)|(?:kann|könnte) (?:mir )?(?:jemand|wer) helfen|ich habe eine frage|kurze frage|brauche hilfe)(?:\W|bitte)*$",
        re.IGNORECASE,
    ),
    "hello": any_of(r"hall[oö]+(?:chen|le)?|hi+|hey+|heyo+|moin(?:sen)?|servus|guten|schönen|gr(?:ü|ue)(?:ß|ss)(?:e|i)?|gru(?:ß|ss)|grias|tach(?:chen)?|tag|gr[uü]ezi|huhu|mahlzeit|juten|n'abend|salü|hoi"),
    "opening": any_of(
        r"hall[oö]+(?:chen|le)?|hi+|hey+|heyo+|ho|moin(?:sen)?|servus|guten|schönen|wunderschönen|einen|gr(?:ü|ue)(?:ß|ss)(?:e|i)?|gru(?:ß|ss)|grias|di|dich|euch|sie|tach(?:chen)?|tag|gr[uü]ezi|huhu|mahlzeit|juten|n'abend|salü|hoi|mitenand|miteinander|zäme|beinand|runde|morgen|morjen|abend|gott|liebes|team|leute|zusammen|allerseits|jemand|wer|hilfe|helfen|frage|fragen|kurz|kurze|kleine|bräuchte|brauche|bräuchten|mal|etwas|was|neu|ansprechpartner|erreichbar|da|melden"
    ),
    "turn": any_of(r"aber|jedoch|allerdings|nur|außer|obwohl|bis auf"),
    "irony": re.compile(r"(?:^|[.!?,\n]\s*|\bja |\bna |\becht |\bwirklich )(?:na |ja |echt |wirklich |wieder |ganz ){0,4}(?:toll|super|klasse|prima|bravo|großartig|wunderbar|herrlich|spitze|glückwunsch|danke auch)(?=[.!,…\n]|\s*$| gemacht| jetzt| dass| wie| schon)|🙄|👏|🤡|🤦", re.IGNORECASE),
    "loss": any_of(r"weg|leer|kaputt|verschwunden|gelöscht|verloren|schon wieder|wieder|stunden|tage|minuten|nicht|fehler\w*|abgestürzt|hängt|langsam|doppelt|falsch|keine?r?|nie"),
    "not_anger": any_of(r"(?:blöde|dumme|doofe) (?:frage|idee)|kein (?:problem|stress|thema|drama)|keine (?:eile|panik|sorge)|nicht (?:schlimm|dringend|eilig|wild)|mein fehler|(?:sorry|entschuldig\w*)[^.?!,\n]{0,30}|schlimmstenfalls|im schlimmsten fall|schlechtes (?:netz|gedächtnis|wetter)|geduldig|fehlermeldung\w*|sonst (?:alles )?(?:gut|super|toll)"),
    "developing": any_of(r"api|sdk|webhooks?|endpoint|php|python|javascript|integration|json|backend|plugin"),
    "praise": any_of(
        r"(?:richtig|echt|wirklich|sehr|so|verdammt) (?:gut|schön|toll|stark|klasse|hilfreich|gelungen) (?:geworden|gemacht|gelungen|geholfen)|(?:gefällt|gefallen) (?:mir|uns) (?:richtig |sehr |wirklich |super )?(?:gut|sehr)|sehr zufrieden|top (?:support|service|team|arbeit)|kompliment|respekt|chapeau|läuft wie geschmiert|macht (?:richtig |viel )?spaß",
        r"(?:tolle[rs]?|super|großartige?[rs]?|klasse|fantastische?[rs]?|hervorragende?[rs]?|geniale?[rs]?) (?:arbeit|service|support|produkt|tool|app|team|update|funktion)|(?:ist|sind|war) (?:wirklich |echt |so |einfach )?(?:toll|super|großartig|klasse|fantastisch|genial|spitze|hervorragend|perfekt)|"
        r"(?:großes |ein )?lob|weiter so|begeistert|liebe (?:eure|euer|ihre|das|die)|hut ab"
    ),
    "feedback": any_of(
        r"(?:mir|uns) fehlt (?:noch |eigentlich |leider )?(?:eine?|die|der|das|so)\b|(?:könnt|könntet|könnten|könnte) (?:ihr|man|sie)\b[^.?!\n]{0,40}\b(?:einplanen|einbauen|ergänzen|hinzufügen|anbieten|überlegen|ändern|machen|vorsehen)|fände (?:ich|es)[^.?!\n]{0,30}(?:gut|schön|toll|super|praktisch|hilfreich)|(?:wäre|fänd|fände) (?:\w+ )?(?:eine )?(?:tolle|gute|schöne|super)? ?(?:idee|funktion|sache|schön|toll|praktisch|super|nice|hilfreich|klasse)|idee:|wunsch:|schon mal (?:überlegt|darüber nachgedacht)|warum nicht (?:einfach )?(?:eine?|die|das)",
        r"(?:es )?wäre (?:\w+ )?(?:schön|toll|super|hilfreich|praktisch|cool|gut|klasse),? wenn|vorschlag|verbesserungsvorschlag|anregung|wünsche mir|würde mir wünschen|(?:könntet|könnten) (?:ihr|sie) (?:bitte |vielleicht )?[^.?!\n]{0,30}(?:einbauen|ergänzen|hinzufügen|anbieten)|feedback|feature[- ]?wunsch"
    ),
    "question": any_of(
        r"\w[^\n]*\?",
        r"(?:wie|was|wo|wann|warum|wieso|weshalb|wer|welche[rsn]?|womit|wofür)\b|(?:kann|können|könnt|könnte|könnten|gibt|ist|sind|darf|muss|soll|habt|haben|wird|geht) (?:ich|man|ihr|sie|wir|es|das|die|der|mir|jemand)\b|ich (?:möchte|würde gern\w*|will) (?:wissen|fragen)|weiß nicht|keine ahnung|brauche hilfe"
    ),
    "thanks": any_of(
        r"(?:vielen |herzlichen |besten |lieben |tausend )?dank(?:e(?: schön| sehr| dir| ihnen| euch)?)?(?: euch| ihnen| dir)?|dank(?:e|ö+|schee|schön)|merci(?: (?:vielmals?|beaucoup))?|vergelt'?s gott|hab(?:t|en sie)? (?:recht )?(?:herzlichen )?dank|thx|thanks|bin (?:sehr )?dankbar"
    ),
    "not_thanks": any_of(r"danke für (?:nichts|gar nichts)|nein,? danke|gott sei dank|danke im voraus|schon mal danke|dank (?:eures|eurem|ihrem|ihres|des|dem|der)"),
    "solved": any_of(
        r"(?:das|es|jetzt|hat|nun) (?:hat )?(?:funktioniert|geklappt|geholfen|geht|klappt|läuft)(?: (?:jetzt|wieder|nun|alles|prima|super))*|(?:funktioniert|klappt|läuft|geht) (?:jetzt|wieder|nun)(?: (?:wieder|alles|prima|super))*|(?:problem|frage|fehler|alles) (?:ist |hat sich )?(?:gelöst|behoben|erledigt|geklärt|gut)|(?:ist |hat sich )?(?:gelöst|erledigt|behoben|geklärt)(?=[.!,\n]|$)"
    ),
    "unsolved": any_of(r"aber|noch|nicht|kein\w*|leider|trotzdem|außer|immer noch|wieder nicht|fast|teilweise|allerdings|jedoch"),
    "withdrawn": any_of(
        r"hat sich (?:schon |bereits |von selbst )?erledigt|schon (?:gut|gefunden|erledigt|gelöst)|(?:habe|hab) (?:es |das )?(?:selbst |schon |gerade )?(?:gefunden|gelöst|hinbekommen|herausgefunden)|vergiss(?:t)? (?:es|meine frage|was ich)|vergesst'?s|vergessen sie(?: es|'s)|falsche[rns]? (?:kanal|chat|fenster|gruppe)|mein fehler|egal|brauche? (?:ich )?(?:doch )?(?:keine (?:hilfe|antwort)|das nicht|nicht) mehr|fehlalarm|entwarnung|kommando zurück|hinfällig|erübrigt|bitte ignorieren|könnt ihr ignorieren|(?:frage|anliegen) zurück(?:gezogen)?|doch nicht (?:nötig|mehr)"
    ),
    "took_back": re.compile(
        r"(?:\W*(?:oh|ah+|aha|ach|ok(?:ay)?|moment|warte|doch|sorry|haha|ups|ja|ich|hab|habe|habs|hab's|schon|selbst|selber|grad|gerade|danke|merci)\b)*\W*"
        r"(?:(?:hat )?(?:sich )?(?:schon )?(?:erledigt|gefunden|geklärt)|habs|hab's|habe es|(?:da|hier) (?:ist (?:es|er|sie)|isser|isses)|vergiss(?:t)? (?:es|'?s)|vergesst'?s|vergessen sie(?: es|'s)|schon gut|kommando zurück|fehlalarm|mein fehler|geht (?:jetzt|doch|wieder)|egal|passt schon)\b"
        r"(?:\W*(?:ok(?:ay)?|sorry|haha|ups|schon|selbst|selber|jetzt|danke(?: trotzdem)?|merci|trotzdem|gefunden|da war [\w ]{2,30})\b)*\W*",
        re.IGNORECASE,
    ),
    "yes": re.compile(r"^\W*(?:ja|jap|jep|genau|klar|stimmt|passt|alles (?:gut|bestens)|perfekt|super|funktioniert|👍|✅)\b[^?]{0,60}$|^\W*(?:👍|✅|💯)\W*$", re.IGNORECASE),
    "chat": any_of(r"wie geht(?:'s| es)(?: (?:dir|euch|ihnen))?|bist du (?:ein )?(?:bot|mensch|roboter)|sind sie (?:ein )?(?:bot|mensch)|schönes wochenende|schönen (?:tag|abend|feierabend)|haha+|lol|tschüss|bis (?:bald|dann|morgen)|gute nacht"),
    "person": any_of(r"(?:mit )?(?:einem|einen) (?:echten )?(?:menschen|mitarbeiter|person) (?:sprechen|schreiben|reden)|echten? menschen?"),
    "formal": any_of(r"sie|ihnen|ihre[nmrs]?|ihr(?= \w+ (?:team|konto|service))|sehr geehrte\w*|mit freundlichen grüßen|guten tag"),
    "casual": any_of(r"du|dir|dich|dein\w*|ihr|euch|eure?\w*|hey|hi|moin|servus|lg|cool|krass"),
    "how_to": any_of(r"wie (?:kann|können|mache|geht|lässt|funktioniert)(?: (?:ich|man|wir))?|wo (?:kann|finde|finden|ist|sehe)(?: (?:ich|man|wir))?|(?:kann|können|darf) (?:ich|man|wir)|gibt es (?:eine )?(?:möglichkeit|weg|option)|ist es möglich"),
    "thanks_padding": any_of(r"für (?:die|den|das|deine|ihre|eure|alles)[^.!\n]{0,50}|sehr|vielmals|euch|ihnen|dir|super|toll|prima|klasse|alles klar|verstanden|ok(?:ay)?|schönen (?:tag|abend)|schnelle (?:antwort|hilfe)|nochmals|noch ?mal"),
    "advice": re.compile(
        r"(?:^|[.!,:;\n]\s*|\b(?:einfach|dann|und|oder|vielleicht|hallo|hi|ja|nein) )(?:versuch(?:e|t|s|en sie)?|probier(?:e|t|s|en sie)?|nimm|nehmen sie|geh(?:e|en sie)? (?:auf|in|zu)|klick(?:e|en sie)?|öffne(?:n sie)?|lösch(?:e|en sie)?|starte(?:n sie)?|(?:de)?aktivier(?:e|en sie)?|wähle?(?:n sie)?|stell(?:e|en sie)? sicher)\b|"
        r"\b(?:(?:du|sie|ihr|man)(?: \w+)? (?:musst|müssen|müsst|muss|kannst|können|könnt|kann|solltest|sollten|solltet|sollte)|(?:musst|müsst|kannst|solltest|solltet) (?:du|ihr))\b",
        re.IGNORECASE,
    ),
    "not_advice": any_of(r"ich|mir|mich|mein\w*|wir|uns|unser\w*|bitte|support|beheben|reparieren|antworten|helfen|erstatten|melden|kümmern|lösen|prüfen|erklären|machen|tun|sein|einbauen|schicken|sehen"),
    "acknowledged": re.compile(
        r"\W*(?:(?:ok(?:ay)?|alles klar|klar|verstanden|verstehe|gut|prima|super|perfekt|passt|in ordnung|danke|mach(?:e|en)? (?:ich|wir)|"
        r"(?:(?:das |es )?(?:probier(?:e|en)?|versuch(?:e|en)?|teste(?:n)?) (?:ich|wir)|(?:ich|wir) (?:probier(?:e|en)?|versuch(?:e|en)?|teste(?:n)?)) ?(?:das|es)?(?: mal)?(?: aus)?|(?:ich |wir )?(?:melde|melden) (?:mich|uns)|(?:ich )?(?:sage|gebe) (?:bescheid|ihnen bescheid|dir bescheid))"
        r"(?: (?:jetzt|dann|gleich|heute|morgen|später|wieder|mal))*(?:\W+(?:und )?|$))+",
        re.IGNORECASE,
    ),
    "asks_if_done": any_of(r"funktioniert|geklappt|klappt|gelöst|erledigt|läuft|geholfen|hilft|passt|alles (?:gut|wie)|wie (?:du|sie) (?:es )?erwartet"),
}  # fmt: skip

MARKS: Mapping[str, re.Pattern[str]] = {
    "sorry": any_of(r"tut mir leid|leid tut|entschuldig\w+|verzeihung|bedauer\w+"),
    "afraid": any_of(r"angst|panik|verzweifelt|sorgen?|besorgt|krankenhaus|weine|heule|bitte helft?|flehe|gestorben|beerdigung"),
    "asks_why": any_of(r"warum|wieso|weshalb|woran liegt"),
    "asks_how_long": any_of(r"wie (?:lange|schnell|viele (?:tage|stunden|wochen))|(?:bis )?wann (?:wird|kommt|ist|sind|kann|bekomme)"),
    "tells_how_long": any_of(r"\d+(?:[–-]\d+)? (?:\w+ )?(?:sekunden?|minuten?|stunden?|tagen?|werktagen?|wochen?|monate?n?|jahre?n?)|sofort|umgehend|am selben tag|täglich|wöchentlich|monatlich|bis|sobald|werktage?n?"),
    "asks_how_much": any_of(r"was kostet|wie ?viel kostet|was kosten|wie hoch (?:ist|sind)|(?:gibt es|fallen) (?:\w+ )?(?:gebühren|kosten)"),
    "tells_how_much": re.compile(r"\d|\b(?:kostenlos|gratis|kostenfrei|keine (?:\w+ )?(?:gebühr\w*|kosten))\b", re.IGNORECASE),
    "delighted": any_of(r"gern|gut, dass|alles klar"),
    "asks_again": any_of(r"antwort\w*|rückmeldung\w*|anfrage\w*|nachricht\w*|ticket\w*|frage\w*|nachgefragt|geschrieben|gemeldet|warte\w*|meldet|hilft|antwortet|stand|neues"),
    "leaving": any_of(r"kündig\w*|wechs\w+|konkurrenz|verlänger\w*|weggehen|anbieter|etwas anderes"),
    "asks_which": re.compile(r"(?:^|[.!?,\n] ?)(?:ist|sind|gehört|welche[rs]?|was|wie (?:viele?|lange|oft|teuer)|wann|warum)\b", re.IGNORECASE),
    "missing": any_of(r"(?:noch )?(?:nicht|nie) (?:angekommen|da|gekommen|geliefert|erhalten|bekommen)|warte"),
    "own_doing": any_of(r"dass (?:ich|wir) (?!.*nicht).*(?:gelöscht|entfernt|überschrieben|vergessen|gedrückt|geklickt|geschlossen|archiviert)"),
    "no_hurry": any_of(r"keine eile|eilt (?:\w+ )?nicht|kein (?:stress|druck)|nicht eilig|wenn (?:ihr|sie|du) (?:mal )?zeit (?:habt|haben|hast)|in aller ruhe"),
    "lost": any_of(r"verloren|gelöscht|verschwunden|(?:sind|ist) weg|weg (?:ist|sind)"),
    "hard": any_of(r"gestohlen|geklaut|krankenhaus|gestorben|unfall"),
    "own": any_of(r"ich (?:kümmere|sehe|schaue|prüfe|frage|helfe|melde|schreibe|bleibe|übernehme|gebe|leite|nehme|werde|möchte|kann|bin)\w*|lass mich|lassen sie mich|gern(?:e)? helfe ich|helfe ich|kümmere ich mich"),
    "act": any_of(
        r"ich (?:kümmere|sehe|schaue|prüfe|frage|helfe|melde|schreibe|bleibe|übernehme|gebe|leite|nehme|kläre|suche|mache|werde)(?: (?:es|das|mich|dir|ihnen|hier|gern))?|(?:kümmere|sehe|schaue|prüfe|frage|helfe|melde|schreibe|bleibe|übernehme|gebe|leite|nehme|kläre|suche|mache) ich|"
        r"(?:und|dann) (?:frage|kläre|prüfe|sehe|schaue|melde|schreibe|mache|helfe)"
    ),
    "bounce": any_of(r"wende[nt]? (?:sie |dich )?(?:sich )?(?:bitte )?an|nicht (?:mein|unser)e? (?:problem|abteilung|zuständigkeit)|ticket (?:eröffnen|aufmachen|erstellen)|formular (?:ausfüllen|nutzen)|nicht zuständig"),
    "blame": any_of(r"hätte(?:n|st) (?:sie|du)|(?:sie|du) (?:hätten|hättest|müssen|musst|haben vergessen|hast vergessen)|wie (?:ich )?(?:bereits|schon) (?:gesagt|erwähnt|geschrieben)|beruhigen sie sich|beruhig dich|(?:ihre|deine) schuld|unsere richtlinien"),
    "canned": any_of(r"(?:etwaige |entstandene )?unannehmlichkeiten|wie kann ich (?:ihnen|dir) (?:heute )?(?:behilflich|weiterhelfen)|zögern sie nicht|sehr geehrte(?:r)? kund\w+|(?:ihr|dein) anliegen ist uns wichtig|vielen dank für ihre (?:anfrage|geduld und ihr verständnis|kontaktaufnahme)"),
    "vague_time": any_of(r"bald|in kürze|demnächst|schnellstmöglich|zeitnah|baldmöglichst|umgehend|gleich"),
    "vague_ask": any_of(r"(?:weitere|mehr|genauere) (?:details|informationen|infos|angaben)|genauer beschreiben|was ist (?:das|ihr|dein) problem"),
    "promise": any_of(r"garantier\w+|versprech\w+|definitiv|100 ?%|auf jeden fall|kommt nie wieder vor"),
    "hold": any_of(r"(?:kläre|prüfe|frage|schaue|sehe|suche|hole|leite|gebe|nehme|übernehme|finde|bespreche|melde|schreibe)(?:e)? (?:ich|das|es|mich|bei|nach|gern|den|die|dir|ihnen)|ich (?:kläre|prüfe|frage|schaue|sehe|suche|leite|gebe|nehme|übernehme|werde|möchte nicht raten|rate)|nicht raten"),
    "next": any_of(
        r"(?:ich )?(?:melde|schreibe) (?:ich )?(?:mich|dir|ihnen)[^.?!]{0,40}|hören (?:sie|du)[^.?!]{0,25}|hörst du[^.?!]{0,25}|(?:schreib|schreiben sie|sag|sagen sie|gib|geben sie)(?: mir| hier| einfach| kurz)*|wenn (?:etwas|es|das|noch|du|sie)[^.?!]{0,60}|falls [^.?!]{0,60}|(?:hilft|klappt|passt|beantwortet|kommst|kommen|läuft)[^.?!]{0,50}\?|"
        r"ich (?:gebe|leite|frage|bleibe|kläre|sehe|schaue|werde)[^.?!]{0,30}"
    ),
    "no_date": any_of(r"(?:noch )?kein(?:e|en)? (?:genaue |festen |feste )?(?:uhrzeit|termin|zeitpunkt)|sobald (?:ich|es)|auch wenn|selbst wenn"),
    "feel": any_of(r"ärgerlich|frustrierend|verstehe|nachvollziehen|nachvollziehbar|unangenehm|anstrengend|zu lange?|nicht in ordnung|mühsam|belastend|beunruhigend|ernst(?:es)?|vorstellen, wie|kostet (?:zeit|nerven)|verständlich|beileid|durchmach\w+"),
    "thanks": any_of(r"dank\w*|freut mich|freue mich|schön (?:zu|,)"),
    "cheer": any_of(r"super!+|juhu|!{2,}|🎉|😂|🥳"),
    "private": any_of(r"privat|vertraulich|direktnachricht|direkt (?:an dich|an sie|schreiben)|nicht hier|außerhalb (?:dieses|des) (?:kanals|threads)|persönlich"),
    "lead": any_of(r"zuständige[nr]?(?: \w+)?|verantwortliche[nr]?(?: \w+)?|leitung"),
    "greet": re.compile(r"^\W*(?:hallo|hi|hey|moin|guten (?:morgen|tag|abend)|willkommen|danke|vielen dank|schön)\b", re.IGNORECASE),
    "casual": any_of(r"hey|moin|cool|krass|du|dir|dich|dein\w*"),
    "formal": any_of(r"Sie|Ihnen|Ihre[nmrs]?|sehr geehrte\w*|hochachtungsvoll"),
    "me": any_of(r"ich|mich|mir|mein\w*"),
    "jargon": any_of(r"zwecks|diesbezüglich|bezugnehmend|seitens|unsererseits"),
    "claim": any_of(
        r"(?:ich|wir) habe[n]? (?:\w+ ){0,5}(?:weitergegeben|weitergeleitet|erstattet|gemeldet|informiert|geprüft|behoben|storniert|zurückgesetzt|eskaliert|freigeschaltet|gefragt|angelegt|erledigt|veranlasst)|"
        r"(?:wurde|ist|wird) (?:\w+ ){0,3}(?:erstattet|behoben|weitergeleitet|eskaliert|freigeschaltet|storniert|gutgeschrieben|bearbeitet|genehmigt)"
    ),
    "grant": any_of(r"(?:erstatte|erstatten|schenke|schenken) (?:ich|wir)|(?:sie|du) (?:erhalten|erhältst|bekommen|bekommst) [\w ]{0,25}(?:erstattung|gutschrift|rabatt|gutschein)|kostenlos\w*|genehmigt|entschädigung"),
    "fixed_when": any_of(r"innerhalb (?:von )?(?:\d+|einer|einem|zwei|drei|weniger) (?:minuten?|stunden?|tage?n?|wochen?|werktage?n?)|in (?:\d+|einer|einem|zwei|drei|wenigen|ein paar) (?:minuten?|stunden?|tage?n?|wochen?)|bis (?:morgen|heute abend|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mittag|spätestens|ende der woche|\d{1,2}(?::\d\d)?(?: uhr)?)|heute noch|noch heute|morgen früh"),
}  # fmt: skip

EMPTY = frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "oder",
        "ist",
        "sind",
        "war",
        "waren",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "kein",
        "keine",
        "keinen",
        "nicht",
        "ich",
        "du",
        "er",
        "sie",
        "wir",
        "ihr",
        "es",
        "mein",
        "meine",
        "meinen",
        "meinem",
        "meiner",
        "dein",
        "deine",
        "deinen",
        "ihre",
        "ihren",
        "ihrem",
        "mir",
        "mich",
        "dir",
        "dich",
        "ihnen",
        "uns",
        "euch",
        "sich",
        "wie",
        "was",
        "warum",
        "wann",
        "wo",
        "wer",
        "welche",
        "welcher",
        "mit",
        "für",
        "von",
        "zu",
        "zum",
        "zur",
        "im",
        "in",
        "am",
        "an",
        "auf",
        "aus",
        "bei",
        "nach",
        "noch",
        "schon",
        "bitte",
        "danke",
        "hallo",
        "hi",
        "hey",
        "kann",
        "können",
        "könnte",
        "habe",
        "hat",
        "haben",
        "hatte",
        "wird",
        "werden",
        "wurde",
        "seit",
        "aber",
        "wenn",
        "dass",
        "als",
        "auch",
        "nur",
        "sehr",
        "mehr",
        "man",
        "jetzt",
        "immer",
        "wieder",
        "da",
        "hier",
        "dort",
        "so",
        "mal",
        "gibt",
        "geht",
        "gehen",
        "leider",
        "soll",
        "muss",
        "müssen",
        "möchte",
        "will",
        "würde",
        "gern",
        "gerne",
        "über",
        "um",
        "vor",
        "durch",
        "doch",
        "denn",
        "den",
        "dem",
        "des",
    ]
)

_DAYS = {
    "tomorrow": "morgen",
    "yesterday": "gestern",
    "Mon": "Montag",
    "Tue": "Dienstag",
    "Wed": "Mittwoch",
    "Thu": "Donnerstag",
    "Fri": "Freitag",
    "Sat": "Samstag",
    "Sun": "Sonntag",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def said_time(promise: str) -> str:
    """ "tomorrow 08:30" -> "morgen, 08:30", "23 Nov 09:00" -> "23.11., 09:00"."""
    day, _, clock = promise.rpartition(" ")
    if day in _DAYS:
        return f"{_DAYS[day]}, {clock}"
    dated = re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]{2})(?: (\d{4}))?", day)
    if dated and dated[2] in _MONTHS:
        return f"{dated[1]}.{_MONTHS.index(dated[2]) + 1}.{dated[3] or ''}, {clock}"
    return promise


def stem(word: str) -> str:
    """A word without its usual endings, good enough to compare."""
    word = word.lower()
    for ending in (
        "ungen",
        "innen",
        "ern",
        "est",
        "ung",
        "en",
        "er",
        "es",
        "em",
        "st",
        "te",
        "e",
        "n",
        "s",
        "t",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


BANK: Mapping[str, tuple[str, ...]] = {
    "hi.both": ("Hi {name}, hier ist {agent}.", "Hallo {name}, hier ist {agent}.", "Hallo {name}, ich bin {agent}.", "Hi {name}, ich bin {agent}.", "Hallo {name}, {agent} hier.", "Hi {name}, {agent} hier.", "Hallo {name}, mein Name ist {agent}.", "Hallo {name}, hier schreibt {agent}.", "Hi {name}, hier schreibt {agent}.", "Hallo {name} – {agent} hier.", "Hallo {name}, hier {agent} vom Support.", "Hi {name}, {agent} vom Support hier."),
    "hi.both.formal": ("Guten Tag {name}, hier ist {agent}.", "Guten Tag {name}, mein Name ist {agent}.", "Hallo {name}, hier ist {agent}.", "Hallo {name}, mein Name ist {agent}.", "Guten Tag {name}, hier schreibt {agent}.", "Hallo {name}, hier schreibt {agent}.", "Guten Tag {name}, ich bin {agent}.", "Guten Tag {name}, hier ist {agent} vom Support."),
    "hi.name": ("Hallo {name}.", "Hi {name}.", "Hallo {name}, schön, wieder von dir zu hören.", "Hi {name}, schön, dass du wieder schreibst."),
    "hi.name.formal": ("Guten Tag {name}.", "Hallo {name}.", "Guten Tag {name}, schön, wieder von Ihnen zu hören."),
    "hi.name.upset": ("Hallo {name}.",),
    "hi.agent": ("Hallo, hier ist {agent}.", "Hi, hier ist {agent}.", "Hallo, ich bin {agent}.", "Hallo, {agent} hier.", "Hallo, mein Name ist {agent}.", "Hallo, hier schreibt {agent}."),
    "hi.agent.formal": ("Guten Tag, hier ist {agent}.", "Guten Tag, mein Name ist {agent}.", "Guten Tag, hier schreibt {agent}."),
    "hi.none": ("Hallo.",),
    "hi.none.formal": ("Guten Tag.",),
    "ack.wanted": ("Du möchtest {topic}.", "Du möchtest also {topic}.", "Danke fürs Schreiben. Du möchtest {topic}.", "Danke für deine Nachricht. Du möchtest {topic}.", "Alles klar, du möchtest {topic}.", "Danke für deine Nachricht. Du möchtest also {topic}."),
    "ack.wanted.formal": ("Sie möchten {topic}.", "Sie möchten also {topic}.", "Danke fürs Schreiben. Sie möchten {topic}.", "Danke für Ihre Nachricht. Sie möchten {topic}.", "Danke für Ihre Nachricht. Sie möchten also {topic}."),
    "ack.trouble": ("Danke für den Hinweis, {topic}.", "Danke, dass du Bescheid gibst. Du schreibst, {topic}.", "Du schreibst, {topic}.", "Danke für die Nachricht, {topic}.", "Danke fürs Schreiben. Du schreibst, {topic}."),
    "ack.trouble.lost": ("Du schreibst, {topic}. Ich sehe mir das gern mit dir an.", "Du schreibst, {topic}. Ich helfe dir gern weiter."),
    "ack.trouble.lost.formal": ("Sie schreiben, {topic}. Ich sehe mir das gern mit Ihnen an.", "Sie schreiben, {topic}. Ich helfe Ihnen gern weiter."),
    "ack.trouble.hurt": ("Du schreibst, {topic}.", "Ich habe gelesen, {topic}."),
    "ack.trouble.hurt.formal": ("Sie schreiben, {topic}.", "Ich habe gelesen, {topic}."),
    "ack.trouble.formal": ("Danke für den Hinweis, {topic}.", "Danke, dass Sie Bescheid geben. Sie schreiben, {topic}.", "Sie schreiben, {topic}.", "Danke für die Nachricht, {topic}."),
    "ack.asked": ("Du möchtest wissen, {topic}.", "Du fragst, {topic}.", "Du möchtest also wissen, {topic}.", "Danke für deine Frage, {topic}.", "Danke fürs Schreiben. Du fragst, {topic}.", "Danke für deine Nachricht. Du möchtest wissen, {topic}.", "Danke für deine Frage. Du möchtest wissen, {topic}."),
    "ack.asked.formal": ("Sie möchten wissen, {topic}.", "Sie fragen, {topic}.", "Sie möchten also wissen, {topic}.", "Danke für Ihre Frage, {topic}.", "Danke für Ihre Nachricht. Sie fragen, {topic}.", "Danke für Ihre Nachricht. Sie möchten wissen, {topic}."),
    "ack.asked.hurt": ("Du möchtest wissen, {topic}.", "Du fragst, {topic}."),
    "ack.asked.hurt.formal": ("Sie möchten wissen, {topic}.", "Sie fragen, {topic}."),
    "ack.plain": ("Danke für deine Frage.", "Danke fürs Fragen.", "Danke für deine Nachricht."),
    "ack.plain.formal": ("Danke für Ihre Frage.", "Danke für Ihre Nachricht."),
    "ack.told": ("Danke für die Nachricht.", "Danke fürs Schreiben."),
    "ack.told.formal": ("Danke für die Nachricht.", "Danke für Ihre Nachricht."),
    "ack.hurt": ("Ich habe deine Nachricht gelesen.", "Ich habe gelesen, was du schreibst."),
    "ack.hurt.formal": ("Ich habe Ihre Nachricht gelesen.", "Ich habe gelesen, was Sie schreiben."),
    "warm": ("Gut, dass du dich meldest.", "Danke, dass du es so klar beschreibst."),
    "warm.formal": ("Gut, dass Sie sich melden.", "Danke, dass Sie es so klar beschreiben."),
    "warm.upset": ("Es war richtig, das zu sagen.",),
    "ack.thing": ("Danke für deine Frage zum Thema {topic}.", "Du fragst zum Thema {topic}.", "Danke fürs Schreiben. Du fragst zum Thema {topic}."),
    "ack.thing.formal": ("Danke für Ihre Frage zum Thema {topic}.", "Sie fragen zum Thema {topic}.", "Danke fürs Schreiben. Sie fragen zum Thema {topic}."),
    "upset.trouble": ("Es tut mir leid, {topic}; ich verstehe deinen Ärger.", "Es tut mir leid, {topic}. Ich verstehe, wie ärgerlich das ist.", "Es tut mir leid, {topic}. Ich kann gut nachvollziehen, wie ärgerlich das ist.", "Es tut mir leid, {topic}; das ist wirklich frustrierend."),
    "upset.trouble.formal": ("Es tut mir leid, {topic}; ich verstehe Ihren Ärger.", "Es tut mir leid, {topic}. Ich verstehe, wie ärgerlich das ist.", "Es tut mir leid, {topic}. Ich kann gut nachvollziehen, wie ärgerlich das ist.", "Es tut mir leid, {topic}; das ist wirklich frustrierend."),
    "upset.trouble.lost": ("Es tut mir sehr leid, {topic}. Ich kann gut nachvollziehen, wie schlimm das ist.", "Es tut mir sehr leid, {topic}; ich verstehe, wie schmerzlich das ist."),
    "upset.trouble.worried": ("Es tut mir leid, {topic}. Ich verstehe, wie belastend das gerade ist.", "Es tut mir leid, {topic}; ich kann gut nachvollziehen, dass das Sorgen macht."),
    "upset.plain": ("Ich verstehe, wie frustrierend das ist, und es tut mir leid.", "Es tut mir leid; ich kann gut nachvollziehen, wie ärgerlich das ist.", "Das ist wirklich ärgerlich, und es tut mir leid.", "Ich kann gut verstehen, dass das frustrierend ist. Es tut mir leid."),
    "upset.plain.worried": ("Ich verstehe, wie belastend das gerade ist, und es tut mir leid.", "Es tut mir leid; ich kann gut nachvollziehen, dass das Sorgen macht.", "Ich verstehe, wie ernst das ist, und es tut mir leid."),
    "feel": ("Ich kann mir vorstellen, wie sehr das aufhält.", "Das ist mühsam, das verstehe ich.", "Ich verstehe, wie ärgerlich das ist.", "Das klingt anstrengend.", "Ich verstehe, dass das Zeit und Nerven kostet.", "So mühsam sollte das nicht sein."),
    "bereaved": ("Mein herzliches Beileid.", "Mein aufrichtiges Beileid."),
    "ill": ("Es tut mir leid, dass du das gerade durchmachst.", "Es tut mir leid, was du gerade durchmachst."),
    "ill.formal": ("Es tut mir leid, dass Sie das gerade durchmachen.", "Es tut mir leid, was Sie gerade durchmachen."),
    "ill.legal": ("Ich verstehe, wie schwer diese Zeit ist.",),
    "grief.here": ("Ich bin da, wenn ich etwas tun kann.", "Es eilt nicht; ich bin hier."),
    "feel.lost": ("Ich kann gut nachvollziehen, wie belastend das ist.", "Ich verstehe, wie ernst das ist."),
    "feel.worried": ("Ich kann mir vorstellen, wie belastend das gerade ist.", "Ich verstehe, dass das Sorgen macht.", "Ich verstehe, wie ernst das ist."),
    "security.feel": ("Ich kann mir vorstellen, wie beunruhigend das ist.", "Ich verstehe, dass das erschreckt.", "Ich verstehe, wie ernst das ist.", "Ich kann gut nachvollziehen, dass das Sorgen macht."),
    "legal.feel": ("Ich verstehe, wie ernst die Sache ist.", "Ich sehe, dass es um etwas Ernstes geht.", "Ich verstehe, wie wichtig das ist."),
    "churn.feel": ("Ich verstehe, wie frustrierend das ist.", "Ich kann gut nachvollziehen, dass das enttäuscht.", "Ich verstehe, wie mühsam das geworden ist."),
    "own": ("Ich bleibe dran, bis es gelöst ist.", "Ich kümmere mich selbst darum.", "Ich nehme mich der Sache an.", "Ich übernehme das und bleibe dabei."),
    "lead.answer": ("So funktioniert es:", "Das steht dazu in unserem Hilfeartikel:", "Das sollte die Frage beantworten:", "Das gilt hier:"),
    "lead.steps": ("So geht es:", "Das sind die Schritte:", "Hier sind die Schritte:"),
    "lead.unsure": ("Ich glaube, das ist die passende Stelle:", "Am nächsten kommt dem dieser Abschnitt:", "Das könnte zutreffen:"),
    "source.link": ("Mehr dazu in „{title}“: {url}", "Quelle: „{title}“, {url}", "Der ganze Artikel „{title}“: {url}"),
    "source.title": ("(Aus unserem Artikel „{title}“.)", "(Quelle: unser Artikel „{title}“.)"),
    "close.answer": ("Falls etwas bei dir anders aussieht, sag mir Bescheid, dann sehe ich weiter nach.", "Beantwortet das deine Frage? Falls nicht, schaue ich weiter.", "Falls etwas offen bleibt, schreib mir hier, dann helfe ich weiter.", "Hilft dir das? Falls nicht, sehe ich es mir mit dir an."),
    "close.answer.formal": ("Falls etwas bei Ihnen anders aussieht, sagen Sie mir Bescheid, dann sehe ich weiter nach.", "Beantwortet das Ihre Frage? Falls nicht, schaue ich weiter.", "Falls etwas offen bleibt, schreiben Sie mir hier, dann helfe ich weiter."),
    "close.steps": ("Falls ein Schritt bei dir anders aussieht, sag mir, welcher, dann helfe ich weiter.", "Klappt das so? Falls nicht, sag mir, wo es hakt, dann sehe ich weiter."),
    "close.steps.formal": ("Falls ein Schritt bei Ihnen anders aussieht, sagen Sie mir, welcher, dann helfe ich weiter.", "Klappt das so? Falls nicht, sagen Sie mir, wo es hakt, dann sehe ich weiter."),
    "close.unsure": ("Passt das zu deinem Fall? Falls nicht, frage ich nach.", "Meintest du das? Falls nicht, schaue ich weiter."),
    "close.unsure.formal": ("Passt das zu Ihrem Fall? Falls nicht, frage ich nach.", "Meinten Sie das? Falls nicht, schaue ich weiter."),
    "close.promise": ("Ich melde mich bis {promise} Uhr noch einmal hier.", "Bis {promise} Uhr schaue ich hier wieder vorbei."),
    "hold": ("Ich möchte nicht raten und kläre das mit jemandem, der sich damit auskennt.", "Bevor ich etwas Falsches sage, frage ich bei den Zuständigen nach.", "Das möchte ich sicher wissen und frage deshalb nach.", "Ich prüfe das lieber, als zu raten, und frage im Haus nach."),
    "promise.time": ("Ich melde mich bis {promise} Uhr hier.", "Bis {promise} Uhr schreibe ich hier, auch wenn ich erst die Hälfte weiß.", "Spätestens um {promise} Uhr steht hier eine Nachricht von mir."),
    "promise.open": ("Ich melde mich hier.", "Ich schreibe hier, sobald ich mehr weiß.", "Ich melde mich in diesem Thread."),
    "waiting.thanks": ("Danke fürs Nachhaken; das hat zu lange gedauert.", "Danke für deine Geduld; du wartest schon zu lange.", "Du fragst zu Recht nach: Das dauert schon zu lange."),
    "waiting.thanks.formal": ("Danke, dass Sie nachfragen; das hat zu lange gedauert.", "Danke für Ihre Geduld; Sie warten schon zu lange.", "Sie fragen zu Recht nach: Das dauert schon zu lange."),
    "waiting.thanks.hurt": ("Du fragst zu Recht nach: Das dauert schon zu lange.", "Du wartest schon zu lange auf Antwort."),
    "waiting.thanks.hurt.formal": ("Sie fragen zu Recht nach: Das dauert schon zu lange.", "Sie warten schon zu lange auf Antwort."),
    "waiting.calm": ("Danke fürs Nachhaken und für deine Geduld.", "Danke, dass du noch einmal nachfragst.", "Gut, dass du daran erinnerst; danke für deine Geduld."),
    "waiting.calm.formal": ("Danke fürs Nachhaken und für Ihre Geduld.", "Danke, dass Sie noch einmal nachfragen.", "Gut, dass Sie daran erinnern; danke für Ihre Geduld."),
    "waiting.asked": ("Du wolltest wissen, {topic}, und die Antwort hat zu lange gedauert.", "Du fragst zu Recht nach. Du wolltest wissen, {topic}, und wartest schon zu lange."),
    "waiting.asked.formal": ("Sie wollten wissen, {topic}, und die Antwort hat zu lange gedauert.", "Sie fragen zu Recht nach. Sie wollten wissen, {topic}, und warten schon zu lange."),
    "waiting.trouble": ("Du hast geschrieben, {topic}, und wartest schon zu lange auf Antwort.", "Du fragst zu Recht nach. Du hast geschrieben, {topic}, und die Antwort hat zu lange gedauert."),
    "waiting.trouble.formal": ("Sie haben geschrieben, {topic}, und warten schon zu lange auf Antwort.", "Sie fragen zu Recht nach. Sie haben geschrieben, {topic}, und die Antwort hat zu lange gedauert."),
    "waiting.doing": ("Du fragst zu Recht nach. Du möchtest {topic}, und das dauert schon zu lange.",),
    "waiting.doing.formal": ("Sie fragen zu Recht nach. Sie möchten {topic}, und das dauert schon zu lange.",),
    "waiting.own": ("Ich übernehme das jetzt und kläre, wo es steht.", "Ich nehme es mir als Nächstes vor und prüfe, was noch offen ist."),
    "outage.ack": ("Danke, dass du gleich Bescheid sagst.", "Danke für die schnelle Meldung."),
    "outage.ack.formal": ("Danke, dass Sie gleich Bescheid sagen.", "Danke für die schnelle Meldung."),
    "outage.trouble": ("Danke für den Hinweis, {topic}.", "Danke für die Nachricht, {topic}."),
    "outage.trouble.hurt": ("Du schreibst, {topic}.", "Ich habe gelesen, {topic}."),
    "outage.trouble.hurt.formal": ("Sie schreiben, {topic}.", "Ich habe gelesen, {topic}."),
    "outage.asked": ("Danke, dass du gleich schreibst. Du fragst, {topic}.",),
    "outage.asked.formal": ("Danke, dass Sie gleich schreiben. Sie fragen, {topic}.",),
    "outage.asked.hurt": ("Du fragst, {topic}.", "Du möchtest wissen, {topic}."),
    "outage.asked.hurt.formal": ("Sie fragen, {topic}.", "Sie möchten wissen, {topic}."),
    "outage.feel": ("Ich verstehe, wie ernst das gerade ist, und es tut mir leid.", "Es tut mir leid; ich verstehe, was so ein Stillstand kostet."),
    "outage.own": ("Ich prüfe das vor allem anderen und hole die zuständigen Leute dazu.", "Ich kümmere mich zuerst darum und frage bei den Zuständigen nach."),
    "outage.ask": ("Betrifft es alle bei euch oder nur einzelne?", "Geht bei euch noch irgendetwas?"),
    "outage.ask.formal": ("Betrifft es alle bei Ihnen oder nur einzelne?", "Geht bei Ihnen noch irgendetwas?"),
    "security.thanks": ("Danke für den Hinweis.", "Danke, dass du das meldest.", "Danke für die Meldung."),
    "security.thanks.formal": ("Danke für den Hinweis.", "Danke, dass Sie das melden.", "Danke für die Meldung."),
    "security.private": ("Bitte schreib hier keine Einzelheiten; ich schreibe dir privat, dort kannst du sie mir nennen.", "Bitte lass die Einzelheiten aus diesem Kanal heraus, ich melde mich privat bei dir."),
    "security.private.formal": ("Bitte schreiben Sie hier keine Einzelheiten; ich schreibe Ihnen privat, dort können Sie sie mir nennen.", "Bitte lassen Sie die Einzelheiten aus diesem Kanal heraus, ich melde mich privat bei Ihnen."),
    "security.here": ("Ich behandle das vertraulich.",),
    "security.own": ("Ich gebe es direkt an die Zuständigen für Sicherheit.", "Ich bringe es zuerst zu den Leuten, die für Sicherheit zuständig sind."),
    "legal.thanks": ("Danke für die Nachricht.", "Danke für die klaren Worte."),
    "legal.lead": ("Ich gebe das wörtlich an die zuständige Person weiter, die sich persönlich meldet.", "Ich bringe das zur verantwortlichen Person hier, damit die Antwort von dort kommt."),
    "legal.private": ("Alles Weitere schreibe ich privat.",),
    "churn.ack": ("Ich verstehe, und ich nehme das ernst.", "Ich verstehe, und ich nehme das nicht leicht."),
    "churn.trouble": ("Es tut mir leid, {topic}; ich verstehe, dass das zu viel ist.", "Es tut mir leid, {topic}. Ich kann nachvollziehen, wie es dazu kam."),
    "churn.wanted": ("Du möchtest {topic}.", "Ich verstehe, du möchtest {topic}."),
    "churn.wanted.formal": ("Sie möchten {topic}.", "Ich verstehe, Sie möchten {topic}."),
    "churn.own": ("Ich übernehme das persönlich und bleibe dein Ansprechpartner.", "Ich kümmere mich selbst darum."),
    "churn.own.formal": ("Ich übernehme das persönlich und bleibe Ihr Ansprechpartner.", "Ich kümmere mich selbst darum."),
    "churn.ask": ("Was hat dazu geführt?", "Womit soll ich anfangen?", "Was müsste sich zuerst ändern?"),
    "billing.own": ("Ich prüfe die Buchung mit jemandem aus der Abrechnung.", "Ich kläre mit der Abrechnung, wie das zustande kam."),
    "billing.fact": ("Es geht um {fact}; damit fange ich an.",),
    "billing.private": ("Bitte schreib keine Karten- oder Rechnungsdaten in diesen Kanal; was ich brauche, frage ich privat.", "Karten- und Rechnungsdaten bitte nicht hier; ich schreibe dir privat."),
    "billing.private.formal": ("Bitte schreiben Sie keine Karten- oder Rechnungsdaten in diesen Kanal; was ich brauche, frage ich privat.", "Karten- und Rechnungsdaten bitte nicht hier; ich schreibe Ihnen privat."),
    "greeting.open": ("Womit kann ich dir helfen?", "Was hast du auf dem Herzen?", "Was kann ich für dich tun?", "Worum geht es?", "Schieß los, ich bin da."),
    "greeting.open.formal": ("Womit kann ich Ihnen helfen?", "Was kann ich für Sie tun?", "Worum geht es?"),
    "greeting.nice": ("Schön, dass du schreibst.", "Gut, dass du da bist."),
    "greeting.nice.formal": ("Schön, dass Sie schreiben.",),
    "praise.thanks": ("Danke, das freut mich sehr.", "Das ist sehr nett, danke.", "Danke für die freundlichen Worte.", "Vielen Dank, das liest man gern; das freut mich."),
    "praise.pass": ("Ich gebe es wörtlich an die Leute weiter, die daran arbeiten.", "Ich zeige es denen, die es gebaut haben."),
    "feedback.thanks": ("Danke für den Vorschlag.", "Danke, dass du dir die Zeit nimmst, das aufzuschreiben.", "Danke für die Idee."),
    "feedback.thanks.formal": ("Danke für den Vorschlag.", "Danke, dass Sie sich die Zeit nehmen, das aufzuschreiben.", "Danke für die Idee."),
    "feedback.pass": ("Ich gebe das so weiter, wie es hier steht. Einen Termin habe ich nicht, aber ich schreibe hier, sobald es eine Entscheidung gibt.", "Ich leite das an die Leute weiter, die darüber entscheiden, und schreibe hier, sobald es eine Entscheidung gibt."),
    "chat.open": ("Wenn ich helfen kann, schreib einfach hier.", "Womit kann ich dir helfen?", "Wenn etwas ist, schreib mir hier."),
    "chat.open.formal": ("Wenn ich helfen kann, schreiben Sie einfach hier.", "Womit kann ich Ihnen helfen?"),
    "chat.nice": ("Schön, von dir zu hören.", "Danke fürs Vorbeischauen."),
    "chat.nice.formal": ("Schön, von Ihnen zu hören.",),
    "chat.person": ("Hier schreibt ein Mensch; ich arbeite im Support.",),
    "empty.open": ("Ich bin da. Womit kann ich helfen?", "Danke für die Nachricht. Was kann ich tun?"),
    "empty.sad": ("Ich bin da. Was ist passiert?", "Das sieht nicht gut aus. Was ist los?"),
    "thanks.reply": ("Gern geschehen. Wenn noch etwas ist, schreib einfach hier.", "Freut mich, dass ich helfen konnte. Wenn etwas nicht stimmt, sag mir hier Bescheid."),
    "thanks.reply.formal": ("Gern geschehen. Wenn noch etwas ist, schreiben Sie einfach hier.", "Freut mich, dass ich helfen konnte."),
    "solved.reply": ("Schön, dass es funktioniert. Danke für die Rückmeldung.", "Freut mich, dass es klappt. Danke fürs Bescheidsagen."),
    "solved.ask": ("Ist jetzt alles so, wie es sein soll? Falls nicht, sehe ich weiter nach.",),
    "withdrawn.reply": ("Gut, dass es sich geklärt hat. Wenn es wiederkommt, schreib einfach hier.", "Danke fürs Bescheidsagen. Ich bin da, wenn noch etwas ist."),
    "withdrawn.reply.formal": ("Gut, dass es sich geklärt hat. Wenn es wiederkommt, schreiben Sie einfach hier.",),
    "caution": ("Eins vorweg: In deiner Nachricht steht offenbar {secret}. Bitte lösche diese Stelle, damit niemand sonst sie liest.",),
    "caution.formal": ("Eins vorweg: In Ihrer Nachricht steht offenbar {secret}. Bitte löschen Sie diese Stelle, damit niemand sonst sie liest.",),
    "secret.secret": ("ein Passwort oder Schlüssel",),
    "secret.card": ("eine Kartennummer",),
    "secret.iban": ("eine Kontonummer",),
    "closing.hi": ("Hallo {name},", "Hi {name},"),
    "closing.hi.none": ("Hallo,",),
    "closing.confirm": ("funktioniert jetzt alles wie erwartet? Falls etwas nicht stimmt, einfach hier schreiben, dann sehe ich weiter nach. Danke für die Geduld.", "ist jetzt alles so, wie es sein soll? Falls nicht, schaue ich noch einmal. Danke für die Geduld."),
    "closing.thanks": ("schön, dass es geklappt hat. Danke für die Geduld und die Rückmeldung.", "das freut mich. Danke fürs Bescheidsagen."),
    "closing.confirm.sober": ("funktioniert es jetzt? Das hat mehr Mühe gekostet, als es sollte. Falls noch etwas nicht stimmt, bitte hier schreiben, dann mache ich weiter. Danke fürs Dranbleiben.",),
    "closing.praise": ("danke, das freut mich. Ich gebe es mit diesen Worten an die weiter, die daran gearbeitet haben.", "danke für die freundlichen Worte. Ich gebe sie weiter."),
    "closing.report": ("danke für die Mühe, das zu melden. Ich gebe es so weiter und schreibe hier, sobald es Neues gibt.", "danke für den Hinweis; er hilft allen, denen das auch passiert. Ich bringe ihn zu den Leuten, die es beheben können, und melde mich hier."),
    "closing.chased": ("danke fürs Nachfragen; das hätte nicht nötig sein sollen. Eine Antwort habe ich noch nicht, ich bin dran.", "die Nachfrage ist berechtigt, und die Stille tut mir leid. Es ist noch offen, ich bleibe dran."),
    "closing.bad_rating": ("danke für die ehrliche Rückmeldung. Das ist nicht gut gelaufen, und ich möchte verstehen, warum: Was hätte am meisten geholfen? Ich lese es selbst.",),
    "closing.fixed.sober": ("was du gemeldet hast, ist jetzt behoben. Der Ärger damit tut mir leid; danke für den Hinweis. Falls noch etwas nicht stimmt, bitte hier schreiben.",),
    "closing.fixed.topic": ("behoben ist jetzt, was du gemeldet hast: {topic}. Danke für den Hinweis.",),
    "bot.ack.called": ("Es klingt dringend, deshalb ist {called} verständigt.",),
    "bot.ack.colleague": ("ein Mensch aus der Bereitschaft",),
    "bot.ack.detail": ("Um Zeit zu sparen, hilft alles, was dazu gehört, etwa um welches Konto es geht.",),
    "bot.rating.ask": ("Wie war unsere Hilfe dabei?",),
    "bot.rating.ask.first": ("Wie war unsere erste Antwort?",),
    "bot.rating.good": ("Hat geholfen",),
    "bot.rating.bad": ("Eher nicht",),
    "bot.rating.thanks.good": ("Danke, gut zu wissen.",),
    "bot.rating.thanks.bad": ("Danke für die Rückmeldung. Ein Mensch sieht sich an, was schiefging.",),
    "bot.rating.note": ("Hier fragt der Bot. Ein Klick genügt, keine Antwort ist auch in Ordnung.",),
    "closing.check_in": ("hat das geholfen? Wenn alles passt, ist keine Antwort nötig; falls nicht, hier schreiben, dann mache ich weiter.",),
    "closing.feedback": ("danke für die Mühe, das aufzuschreiben. Ich gebe es so weiter und schreibe hier, sobald es eine Entscheidung gibt.",),
    "closing.update": ("wie versprochen eine kurze Nachricht: Eine Antwort habe ich noch nicht, ich bleibe dran.",),
    "closing.next.time": ("Meine nächste Nachricht kommt bis {promise} Uhr.",),
    "closing.next.open": ("Ich schreibe hier, sobald ich mehr weiß.",),
    "closing.reach_out": ("auf deine Nachricht hat niemand rechtzeitig geantwortet, das tut mir leid. Ist die Frage noch offen? Dann kümmere ich mich jetzt darum.",),
    "closing.fixed": ("was du gemeldet hast, ist behoben. Danke für den Hinweis.",),
    "bot.ack": ("hier schreibt der Bot; noch hat kein Mensch diese Nachricht gelesen. Die Antwort kommt hier von {who}.",),
    "bot.ack.when": ("hier schreibt der Bot; noch hat kein Mensch diese Nachricht gelesen. Die Antwort kommt hier von {who}, bis {when}.",),
    "bot.people": ("einem Menschen aus dem Support",),
    "unclear": ("Was soll am Ende herauskommen?", "Womit soll ich anfangen?"),
}  # fmt: skip

QUESTIONS: Mapping[str, tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]] = {
    "login": (any_of(r"einlogg\w*|anmeld\w*|log-?in|passwort|gesperrt"), any_of(r"fehler\w*|meldung|steht|zeigt|code"), ("Was steht auf dem Bildschirm, wenn es nicht klappt?",)),
    "crash": (any_of(r"fehler\w*|abgestürzt|stürzt|absturz"), any_of(r"wenn|seit|nachdem|heute|gestern|beim"), ("Was ging direkt voraus?", "Passiert es jedes Mal oder nur ab und zu?")),
    "money": (any_of(r"abgebucht|zahlung|überweisung|erstattung"), any_of(r"heute|gestern|tage?n?|woche\w*|montag|dienstag|mittwoch|donnerstag|freitag|\d{1,2}\.\d"), ("An welchem Tag war das?",)),
    "any": (any_of(r"nicht|kaputt|hängt|weg|fehlt|leer|falsch\w*|langsam"), any_of(r"seit|gestern|heute|vor|schon wieder"), ("Seit wann ist das so?", "Passiert es jedes Mal oder nur ab und zu?")),
    "how_to": (any_of(r"wie (?:kann|können|mache|geht)|kann ich|möchte|gibt es"), any_of(r"damit|weil|schon versucht"), ("Gibt es etwas, das du schon versucht hast?",)),
    "start": (re.compile("(?!)"), re.compile("(?!)"), ("Was ist zuletzt passiert, damit ich dort anfange?", "Womit soll ich anfangen?")),
}  # fmt: skip

GERMAN = Language(
    code="de",
    name="German",
    cues=CUES,
    marks=MARKS,
    bank=BANK,
    questions=QUESTIONS,
    empty=EMPTY,
    reflect=reflect,
    about_title=reflect_title,
    to_know=lambda doing, text: None,  # what is asked is no DOING: "ob du ..."
    to_do=lambda doing, text: doing,  # it is one already: "die Adresse ändern"
    stem=stem,
    time=said_time,
    address=addressed,
)
