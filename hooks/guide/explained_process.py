"""As explained_fields.py, for the forms and the staged process."""

from __future__ import annotations

from collections.abc import Mapping

from guide.explained_fields import TEXT, Help

_LINE = {"kind": "line", "label": {"nb": "Dato", "nn": "Dato", "en": "Date"}}

# fmt: off
OF: Mapping[str, Mapping[str, Help]] = {
    "Form": {
        "id": Help("Verktøyet", "Id-en til verktøyet i data/resources.yml som skjemaet hører til.", "undringsnotat"),
        "intro": Help("Øverst på arket", "Når skjemaet brukes, hvem som fyller det ut, og hvem som kan se det.", TEXT),
        "parts": Help("Deler", "Delene av skjemaet, i rekkefølge.", [{"title": TEXT, "fields": [_LINE]}]),
        "note": Help("Nederst på arket", "Hva du gjør ved mistanke om vold eller overgrep, og hvem som kan se skjemaet.", TEXT),
    },
    "Part": {
        "help": Help("Hjelp", "En setning om hvordan delen fylles ut. Kan utelates.", TEXT),
        "fields": Help("Felt", "Det som skal fylles ut, i rekkefølge.", [_LINE]),
    },
    "LineField": {"kind": Help("Slag", "En linje å skrive på, en dato eller en underskrift.", "line", {"line": "en linje", "date": "en dato", "signature": "en underskrift"})},
    "LinesField": {"kind": Help("Slag", "Flere linjer å skrive på.", "lines", {"lines": "flere linjer"})},
    "ChoicesField": {
        "kind": Help("Slag", "Ruter å krysse av.", "choices", {"choices": "ruter å krysse av"}),
        "options": Help("Valg", "Teksten ved hver rute.", [TEXT]),
    },
    "ScaleField": {
        "kind": Help("Slag", "En skala med tall.", "scale", {"scale": "en skala"}),
        "steps": Help("Trinn på skalaen", "Hvor mange tall, fra 2 til 10.", 5),
        "low": Help("Lavest", "Ordet ved det laveste tallet.", {"nb": "aldri", "nn": "aldri", "en": "never"}),
        "high": Help("Høyest", "Ordet ved det høyeste tallet.", {"nb": "alltid", "nn": "alltid", "en": "always"}),
    },
    "TableField": {
        "kind": Help("Slag", "En tabell.", "table", {"table": "en tabell"}),
        "columns": Help("Kolonner", "Overskriften på hver kolonne.", [TEXT]),
        "rows_named": Help("Navn på radene", "Navnet på hver rad, når de har navn.", [TEXT]),
    },
    "Process": {
        "goals": Help("Mål", "Hva veiviseren skal føre til.", [TEXT]),
        "reminders": Help("Husk", "Det som gjelder på alle trinn.", [TEXT]),
        "exits": Help("Utganger", "Veier ut av trinnene, som står på hvert trinn. Den ved vold må være der."),
        "stages": Help("Faser", "Fasene, i rekkefølge, med trinnene i hver."),
    },
    "Exit": {
        "id": Help("Kort navn", "Kort navn i adressen: små bokstaver a–z, tall og bindestrek.", "vold-eller-overgrep"),
        "kind": Help("Slag", "Hvilken fare utgangen gjelder.", "violence", {"violence": "vold eller overgrep", "danger": "akutt fare", "employee": "mistanke mot en ansatt"}),
        "do_not": Help("Ikke gjør", "Det du ikke skal gjøre.", [TEXT]),
    },
    "Lead": {
        "when": Help("Når", "Vilkåret, på hvert språk.", {"nb": "Bekymringen er borte.", "nn": "Uroa er borte.", "en": "The concern is gone."}),
        "to": Help("Går til", "Neste trinn, en utgang, eller end (slutt).", "2a"),
    },
    "Stage": {
        "id": Help("Kort navn", "Nummeret på fasen, i anførselstegn.", "1"),
        "steps": Help("Trinn", "Trinnene i fasen."),
    },
    "Step": {
        "id": Help("Kort navn", "Navnet på trinnet, som 1a. Skal ikke endres siden, for andre trinn viser til det.", "2c"),
        "purpose": Help("Hvorfor", "Hva trinnet er godt for.", TEXT),
        "when": Help("Når", "Vilkåret for å komme inn på trinnet. Kan utelates.", TEXT),
        "with": Help("Sammen med", "Trinn som gjøres samtidig: [1b] betyr at begge skal gjøres.", ["1b"]),
        "documentation": Help("Det du skriver ned", "Hva som skal skrives ned. Én tekst for hver ting.", [TEXT]),
        "responsible": Help("Hvem", "Hvem som har ansvaret. En rolle, aldri en person.", {"nb": "Den som er bekymret", "nn": "Den som er uroleg", "en": "The one who is worried"}),
        "deadline": Help("Frist", "Når det skal være gjort. Kan utelates.", {"nb": "Innen to uker", "nn": "Innan to veker", "en": "Within two weeks"}),
        "tools": Help("Verktøy", "Verktøy til trinnet: id-er fra data/resources.yml.", ["undringsnotat"]),
        "involves_parents": Help("Foreldrene er med", "Om trinnet tar med foreldrene.", "yes", {"yes": "ja", "no": "nei"}),
        "exits": Help("Utganger", "Utgangene på trinnet. Den ved vold må alltid være der.", ["vold-eller-overgrep"]),
        "leads_to": Help("Fører til", "Hvor trinnet fører, og når.", [{"when": TEXT, "to": "end"}]),
        "confirm": Help("Må bekreftes", "Hva kommunen må bekrefte. Kan utelates.", TEXT),
    },
}
"""Words about fields, by model and name as it stands in the files."""
# fmt: on
