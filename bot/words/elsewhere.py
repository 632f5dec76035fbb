"""Languages whose words we do not have: enough of each to hear that somebody is hurt or wants to leave.

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
