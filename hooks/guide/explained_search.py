"""What each field of data/search.yml means: the words of `explained_fields.py` for the search."""

from __future__ import annotations

from collections.abc import Mapping

from guide.explained_fields import TEXT, Help

_NORSK = "Norske ord, bokmål, nynorsk og dialekt om hverandre."
_ENGELSK = "Engelske ord. Kan utelates."

# fmt: off
OF: Mapping[str, Mapping[str, Help]] = {
    "Search": {
        "same": Help("Samme betydning", "Ord som betyr det samme for søket, etter språk."),
        "ignore": Help("Småord", "Ord som ikke teller i et søk, etter språk."),
        "crisis": Help("Krise", "Ord som får nødnumrene til å stå øverst."),
        "pages": Help("Ord for sider", "Hverdagsord for sider som ikke er en tjeneste eller et tema."),
    },
    "Same": {
        "norsk": Help("Norsk", f"{_NORSK} Én gruppe på hver linje, med komma mellom ordene. Det første står for alle.", ["pappa, far, fattern"]),
        "engelsk": Help("Engelsk", _ENGELSK, ["dad, father"]),
    },
    "Ignored": {
        "norsk": Help("Norsk", f"{_NORSK} Med komma mellom.", "og, i, på"),
        "engelsk": Help("Engelsk", _ENGELSK, "and, in, on"),
    },
    "CrisisWords": {
        "norsk": Help("Norsk", f"{_NORSK} Med komma mellom.", "slår meg, vil dø"),
        "engelsk": Help("Engelsk", _ENGELSK, "hits me, want to die"),
    },
    "Crisis": {
        "words": Help("Ord", "Ordene som får hjelpen til å stå øverst, etter språk."),
        "text": Help("Tekst", "Én setning over numrene, på hvert språk.", TEXT),
        "services": Help("Tjenester", "De som kan hjelpe med en gang: id-er fra data/services.yml.", ["alarmtelefonen"]),
    },
    "PageWords": {
        "to": Help("Siden", "Adressen til siden i guiden, med skråstrek først og sist.", "/trygg-bruk/"),
        "words": Help("Ord", "Hverdagsord folk skriver når de leter etter siden.", {"nb": ["slette historikk"], "nn": ["slette historikk"], "en": ["delete history"]}),
    },
}
# fmt: on
