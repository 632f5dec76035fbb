"""Languages whose words we do not have: enough of each to hear that somebody is hurt or wants to leave, what for, and whether it is over.

Such a customer gets an honest line in English; staff see how they feel, and the line says that we heard it.
"""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.words.language import any_of

_HURT: Mapping[str, re.Pattern[str]] = {
    "es": any_of(
        r"hart[oa]s?|indignad[oa]s?|furios[oa]s?|enfadad[oa]s?|cabread[oa]s?|decepcionad[oa]s?|decepci[oó]n|desesperad[oa]s?|frustrad[oa]s?|frustrante|agotad[oa]s?|preocupad[oa]s?|asustad[oa]s?|verg[uü]enza|vergonzos[oa]|inaceptable|inadmisible|p[eé]sim[oa]|terrible|horrible|una estafa|estafad[oa]s?",
        r"nada funciona|otra vez (?:lo mismo|igual)|ya no (?:s[eé] qu[eé] hacer|puedo m[aá]s)|no puedo m[aá]s|es el colmo|qu[eé] (?:desastre|asco|rabia)|por tercera vez|tercera vez|nadie (?:me )?(?:responde|contesta|ayuda)|toda la (?:tarde|noche|ma[nñ]ana|semana)|estoy llorando|me (?:hab[eé]is|han) (?:arruinado|estropeado|dejado tirad[oa])|perd(?:[ií]|ido) tod[oa]",
    ),
    "fr": any_of(
        r"marre|furieu(?:x|se)|[eé]nerv[eé]e?s?|d[eé][cç]ue?s?|d[eé]ception|d[eé]sesp[eé]r[eé]e?s?|frustr[eé]e?s?|frustrant|[eé]puis[eé]e?s?|inqui[eè]te?s?|honte(?:ux|use)?|scandaleux|inadmissible|inacceptable|lamentable|catastrophe|horrible|arnaque|ras[- ]le[- ]bol",
        r"rien ne (?:marche|fonctionne)|plus rien ne|n'en peux plus|c'est (?:pas possible|le comble|insupportable|du n'importe quoi)|personne ne (?:r[eé]pond|m'aide)|troisi[eè]me fois|toute la (?:nuit|journ[eé]e|matin[eé]e|semaine)|tout perdu|je (?:pleure|suis en larmes)|ne sais plus quoi faire",
    ),
    "it": any_of(
        r"stuf[oaie]|stanc[oa]|furios[oaie]|arrabbiat[oaie]|delus[oaie]|delusione|disperat[oaie]|frustrat[oaie]|frustrante|esaust[oaie]|preoccupat[oaie]|spaventat[oaie]|vergogna|vergognos[oa]|inaccettabile|inammissibile|pessim[oa]|terribile|orribile|una truffa|scandaloso|schifo",
        r"non funziona (?:niente|nulla|mai)|niente funziona|non ne posso pi[uù]|basta!|nessuno (?:mi )?(?:risponde|aiuta)|terza volta|tutta la (?:notte|mattina|settimana|giornata)|tutto il (?:giorno|pomeriggio)|perso tutto|non so pi[uù] (?:che|cosa) fare|sto piangendo",
    ),
    "pt": any_of(
        r"fart[oa]s?|cansad[oa]s?|furios[oa]s?|irritad[oa]s?|chatead[oa]s?|decepcionad[oa]s?|dece[pç][cç]?[aã]o|desesperad[oa]s?|frustrad[oa]s?|frustrante|exaust[oa]s?|preocupad[oa]s?|assustad[oa]s?|vergonha|vergonhos[oa]|inaceit[aá]vel|p[eé]ssim[oa]|terr[ií]vel|horr[ií]vel|absurdo|palha[cç]ada|descaso",
        r"nada funciona|(?:de novo|outra vez) o mesmo|n[aã]o aguento mais|ningu[eé]m (?:me )?(?:responde|ajuda)|terceira vez|(?:a )?(?:tarde|noite|manh[aã]|semana) (?:toda|inteira)|toda a (?:tarde|noite|manh[aã]|semana)|perdi tudo|n[aã]o sei mais o que fazer|estou (?:a chorar|chorando)",
    ),
    "nl": any_of(
        r"spuugzat|boos|woedend|kwaad|teleurgesteld|teleurstellend|teleurstelling|wanhopig|gefrustreerd|frustrerend|uitgeput|doodmoe|bezorgd|bang|schandalig|schande|onacceptabel|belachelijk|waardeloos|verschrikkelijk|vreselijk|oplichting|ramp",
        r"niets werkt|werkt niets|weer (?:niet|mis|kapot|hetzelfde)|(?:ben|zijn) het (?:zat|beu)|ik kan niet meer|niemand (?:antwoordt|reageert|helpt)|derde keer|de hele (?:avond|nacht|dag|ochtend|week)|alles kwijt|weet niet meer wat|als dit zo doorgaat|slaat nergens op",
    ),
}
_LEAVING: Mapping[str, re.Pattern[str]] = {
    "es": any_of(r"(?:quiero|voy a|vamos a) (?:cancelar|darme de baja|irme)|me (?:voy|cambio) a (?:otr[oa]|la competencia)|d(?:oy|ar)me? de baja"),
    "fr": any_of(r"(?:veux|vais|souhaite|allons) (?:r[eé]silier|annuler mon abonnement|partir)|je r[eé]silie|chez (?:un )?concurrent"),
    "it": any_of(r"(?:voglio|intendo|vogliamo) (?:disdire|cancellare l'abbonamento|andarmene)|disdico|passo alla concorrenza"),
    "pt": any_of(r"(?:quero|vou|vamos) cancelar (?:a |o )?(?:minha|meu|nossa|conta|assinatura|plano)|vou mudar de (?:fornecedor|empresa)|para a concorr[eê]ncia"),
    "nl": any_of(r"zeg(?:gen)? (?:ik |wij |we )?(?:mijn|ons|het) (?:abonnement|account|contract) op|(?:abonnement|account|contract) op(?:zeggen|gezegd)|stappen? over naar|ga(?:an)? naar de concurrent"),
}  # fmt: skip

_SAID: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "es": {
        "solved": any_of(r"(?:ya|ahora s[ií]) (?:me )?(?:funciona|va|entra|carga|est[aá]|puedo)\b[^.?!\n]{0,20}|(?:ha|qued[oó]) (?:funcionado|solucionado|resuelto|arreglado)|(?:solucionado|resuelto|arreglado)(?=[.!,\n]|$)|era eso"),
        "withdrawn": any_of(r"ya (?:lo )?(?:he )?encontr(?:ad[oa]|[eé])|olv[ií]d(?:alo|adlo|enlo|ad|en)|d[eé]j(?:alo|adlo|enlo)|ya no (?:hace falta|lo necesito)|falsa alarma|no importa"),
        "outage": any_of(r"(?:no (?:me |nos )?(?:carga|funciona|abre|entra|responde)n?)\b[^.?!\n]{0,40}\b(?:nada|ning[uú]n[oa]?|nadie|tod[oa]s?)|(?:a )?(?:todos?|tod[oa] el (?:equipo|mundo)|nadie) (?:le |nos |les |puede )?(?:pasa|puede|entrar?|funciona)\b[^.?!\n]{0,20}|(?:est[aá]|sigue|todo) (?:ca[ií]d[oa]|en blanco)|se (?:ha )?ca[ií](?:do|d[oa]|[oó])"),
        "security": any_of(r"(?:han |me han )?(?:hacke|pirate|suplant)ad[oa]|alguien (?:ha )?(?:entr|usa|est[aá])\w*|(?:veo|aparecen?) (?:los )?(?:datos|facturas|mensajes) de otr[oa]s?|contrase[nñ]a (?:filtrada|robada)|me (?:han )?robaron? el (?:m[oó]vil|tel[eé]fono|port[aá]til)|estafa"),
        "billing": any_of(r"facturas?|cobr(?:ado|aron|o)|reembolso|devoluci[oó]n|cargo"),
        "praise": any_of(r"(?:me|nos) encanta|enhorabuena|felicidades|qu[eé] (?:bien|maravilla|gozada)|genial|sois (?:los mejores|un[oa]s cracks?)|buen trabajo"),
        "question": any_of(r"c[oó]mo|d[oó]nde|cu[aá]ndo|cu[aá]nto|por qu[eé]|se puede|es posible|¿"),
    },
    "fr": {
        "solved": any_of(r"(?:[cç]a|cela|tout) (?:re)?(?:marche|fonctionne)(?: (?:maintenant|[aà] nouveau|mieux))?|c'est (?:bon|r[eé]gl[eé]|r[eé]solu|r[eé]par[eé])|(?:r[eé]gl[eé]|r[eé]solu)(?=[.!,\n]|$)|[cç]a y est|c'[eé]tait [cç]a"),
        "withdrawn": any_of(r"laiss(?:e|ez) tomber|oubli(?:e|ez)(?: [cç]a)?|j'ai trouv[eé]|plus besoin|fausse alerte|tant pis"),
        "outage": any_of(r"(?:en panne|hors service|inaccessible)|(?:plus )?(?:personne|aucun[e]?)\b[^.?!\n]{0,30}\b(?:acc[eè]de|se connect\w+|marche|ouvre|charge|fonctionne)|tout est (?:bloqu[eé]|tomb[eé]|blanc)|(?:ne )?(?:charge|s'ouvre|fonctionne) (?:plus )?(?:pour|chez) (?:personne|tout le monde)"),
        "security": any_of(r"pirat[eé]e?s?|hack[eé]e?|quelqu'un (?:s'est connect[eé]|utilise|est entr[eé])|(?:donn[eé]es|factures|messages) d'(?:un autre|autres|une autre)|hame[cç]onnage|(?:vol[eé]|perdu) (?:mon|le) (?:t[eé]l[eé]phone|portable|ordinateur)|on m'a vol[eé] (?:mon )?\w+"),
        "billing": any_of(r"factures?|pr[eé]lev[eé]e?s?|pr[eé]l[eè]vement|rembours\w+|d[eé]bit[eé]e?"),
        "praise": any_of(r"(?:j'|on )?(?:adore|aime beaucoup)|bravo|f[eé]licitations|c'est (?:super|g[eé]nial|top|magnifique)|beau travail|chapeau"),
        "question": any_of(r"comment|o[uù] (?:est|se|puis|peut)\w*|quand|combien|pourquoi|est-ce (?:que|qu|possible)|peut-on|puis-je"),
    },
    "it": {
        "solved": any_of(r"(?:ora|adesso|tutto) (?:s[iì] )?funziona|funziona (?:di nuovo|ora|adesso|tutto)|risolto|(?:era|ha) (?:quello|funzionato)"),
        "withdrawn": any_of(r"lasci(?:a|ate) (?:perdere|stare)|come non detto|(?:l')?ho trovat[oa]|non (?:serve|importa) pi[uù]|falso allarme|non importa"),
        "outage": any_of(r"non (?:si )?(?:carica|apre|funziona|va)\b[^.?!\n]{0,30}\b(?:niente|nulla|nessun[oa]?|tutti)|nessuno (?:riesce|entra|pu[oò])|(?:[eè]|tutto) (?:gi[uù]|bloccato|fermo)|fuori servizio"),
        "security": any_of(r"hackerat[oa]|violat[oa]|qualcuno (?:[eè] entrato|usa|ha usato)|(?:dati|fatture|messaggi) di (?:un altro|altri|un'altra)|rubato (?:il|la) \w+"),
        "billing": any_of(r"fattur[ae]|addebit\w+|rimborso"),
        "praise": any_of(r"(?:vi )?adoro|complimenti|bravissim[ie]|bellissim[oa]|ottimo lavoro|che (?:bello|meraviglia)"),
        "question": any_of(r"come (?:si|posso|faccio)|dove|quando|quanto|perch[eé]|si pu[oò]|[eè] possibile"),
    },
    "pt": {
        "solved": any_of(r"(?:j[aá]|agora) (?:est[aá] a )?(?:funciona|deu|d[aá]|consegui|voltou)\w*|(?:resolvid|arranjad)[oa]|funcionou|deu certo|era isso"),
        "withdrawn": any_of(r"esque[cç](?:a|am|e)|deix(?:a|e|em) (?:pra l[aá]|estar)|j[aá] (?:encontrei|achei|n[aã]o [eé] preciso|n[aã]o precis[oa])|alarme falso|n[aã]o importa"),
        "outage": any_of(r"n[aã]o (?:carrega|abre|funciona|entra)\b[^.?!\n]{0,30}\b(?:nada|nenhum[a]?|ningu[eé]m|todos)|ningu[eé]m (?:consegue|entra)|(?:est[aá]|tudo|saiu) (?:fora do ar|do ar|em baixo|parado)|caiu(?: tudo)?"),
        "security": any_of(r"hackead[oa]|invadi\w+|algu[eé]m (?:entrou|usou|est[aá])|(?:dados|faturas|mensagens) de outr[oa]s?|roub(?:aram|ad[oa])\b[^.?!\n]{0,20}"),
        "billing": any_of(r"faturas?|cobran[cç]a|cobrad[oa]|cobraram|reembolso"),
        "praise": any_of(r"adoro|adorei|amei|parab[eé]ns|muito bom|excelente|[oó]timo trabalho|ficou (?:lind[oa]|[oó]timo|muito)"),
        "question": any_of(r"como (?:posso|fa[cç]o|se)|onde|quando|quanto|por ?qu[eê]|[eé] poss[ií]vel|d[aá] para"),
    },
    "nl": {
        "solved": any_of(r"(?:hij|het|alles|ie) (?:doet het|werkt|lukt) (?:weer|nu|nu wel)|(?:werkt|doet het|gelukt|opgelost)(?: weer| nu)?(?=[.!,\n]|$)|het is (?:gelukt|opgelost)|dat was het"),
        "withdrawn": any_of(r"laat maar|al gevonden|(?:heb )?(?:het )?(?:al |zelf )?gevonden|niet meer nodig|loos alarm|vergeet het|hoeft niet meer"),
        "outage": any_of(r"ligt (?:eruit|plat|er uit)|(?:niemand|geen enkele?)\b[^.?!\n]{0,30}\b(?:kan|werkt|komt|laadt|opent)|alles (?:ligt|staat) (?:plat|stil|eruit)|storing"),
        "security": any_of(r"gehackt|iemand (?:anders )?(?:is|zit|heeft|gebruikt)|(?:gegevens|facturen|berichten) van (?:een ander|anderen|iemand anders)|(?:gestolen|kwijt)\b[^.?!\n]{0,25}\bingelogd"),
        "billing": any_of(r"factu(?:ur|ren)|afgeschreven|terugbetal\w+|incasso|rekening"),
        "praise": any_of(r"geweldig|complimenten|super (?:fijn|handig|blij)|wat (?:fijn|mooi|handig)|goed gedaan|petje af|ben(?:t| er)? (?:zo |heel )?blij met"),
        "question": any_of(r"hoe|waar|wanneer|hoeveel|waarom|kan ik|is het mogelijk"),
    },
}  # fmt: skip


def said_in(code: str, name: str, text: str) -> tuple[str, ...]:
    """The words of one of these languages that tell what `name` is called in the cues."""
    return _found({code: pattern}, code, text) if (pattern := _SAID.get(code, {}).get(name)) else ()


def hurt_in(code: str, text: str) -> tuple[str, ...]:
    """The words that tell of hurt; none in a language that is not here."""
    return _found(_HURT, code, text)


def leaving_in(code: str, text: str) -> tuple[str, ...]:
    """The words of somebody who wants to leave."""
    return _found(_LEAVING, code, text)


def _found(lists: Mapping[str, re.Pattern[str]], code: str, text: str) -> tuple[str, ...]:
    pattern = lists.get(code)
    return (
        tuple(dict.fromkeys(found.group().strip() for found in pattern.finditer(text)))[:4] if pattern else ()
    )
