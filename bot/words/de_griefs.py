"""German words of somebody who lost a person, or whose life an illness has turned."""

# ruff: noqa: E501 - lists of words read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.words.language import any_of

_KIN = r"(?:ehe|schwieger|groß|stief|ur)*(?:mann|frau|vater|mutter|sohn|tochter|bruder|schwester|oma|opa|papa|mama|partner(?:in)?|kind|baby|eltern|freund(?:in)?|kolleg(?:e|en|in)|chef(?:in)?|geschäftspartner(?:in)?|onkel|tante|neffe|nichte|cousine?|nachbar(?:in)?|hund|katze|lebensgefährt(?:e|in))"
_OURS = rf"(?:mein|unser|sein|ihr)(?:e[nrms]?)? (?:\w+e[nrms]? )?{_KIN}"

GRIEFS: Mapping[str, re.Pattern[str]] = {
    "bereaved": any_of(
        rf"{_OURS}\b[^.?!\n]{{0,50}}\b(?:gestorben|verstorben|verstarb|starb|ums leben gekommen|nicht mehr unter uns|tot)(?! (?:umgefallen vor lachen|gelacht))",
        rf"(?:gestorben|verstorben|verstarb|starb)\b[^.?!\n]{{0,15}}\b{_OURS}|(?:er|sie) ist (?:[^.?!\n]{{0,30}} )?(?:verstorben|gestorben)|verstorbene[nrms]? (?:\w+ )?{_KIN}",
        rf"tod (?:meine[rs]|unsere[rs]|von (?:mein|unser)\w*)|(?:todes|trauer|sterbe)fall|beerdigung|beisetzung|bin (?:jetzt |nun )?witwer?|(?:habe|haben) {_OURS} (?:\w+ ){{0,3}}(?:verloren|beerdigt)",
    ),
    "ill": any_of(
        rf"{_OURS}\b[^.?!\n]{{0,60}}\b(?:liegt|lag|ist|war|kam|musste)\b[^.?!\n]{{0,20}}\b(?:im|ins) (?:krankenhaus|hospiz|koma)",
        rf"(?:ich|er|sie|{_OURS}) (?:bin|ist|war|lag|liegt|liege|sitze|wurde|musste|kam|schreibe)\b[^.?!\n]{{0,40}}\b(?:im|ins|aus dem) (?:krankenhaus|hospiz|koma)|(?:liege|liegt|lag|bin|ist) (?:\w+ ){{0,3}}(?:auf|in) (?:der|die) (?:intensiv\w*|reha)",
        r"(?:bei|hat|habe|hatte|an|wegen|mit|mein\w*|gegen) (?:\w+ ){0,2}?(?:krebs(?:diagnose|erkrankung)?|leukämie|(?:gehirn|hirn)?tumor|demenz)(?= |[.,!?]|$)|(?<!fast )(?:einen|meinen|dem|nach|seinen|ihren) (?:schweren |leichten )?(?:schlaganfall|herzinfarkt)|chemo(?:therapie)?|(?:schwer|ernsthaft|unheilbar|todkrank|lebensbedrohlich) (?:krank|erkrankt)|im sterben|todkrank",
    ),
    "grief": re.compile(
        r"storb|starb|leben gekommen|unter uns|tot\b|\btod|trauer|beerdig|beisetz|witwe|verloren|kranken?|hospiz|koma|intensiv|reha\b|krebs|leuk|tumor|demenz|schlaganfall|infarkt|chemo|sterb",
        re.IGNORECASE,
    ),
    "no_grief": any_of(
        r"(?:fast|beinahe) (?:gestorben|einen herzinfarkt)[^.?!\n]{0,20}|(?:bei uns|wir) (?:im|sind ein) krankenhaus|(?:akku|handy|laptop|rechner|server|prozess|router|computer)\b[^.?!\n]{0,20}\bgestorben|arbeite\w* (?:\w+ ){0,3}im krankenhaus|krebs(?:hilfe|forschung|stiftung)"
    ),
}
