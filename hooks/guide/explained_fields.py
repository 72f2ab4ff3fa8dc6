"""What each field of the data files means, in bokmål, with an example: for JSON Schemas, messages and REDIGERE.md.

The types say what a value may be, and are changed when the guide changes. These words are changed when an editor
did not understand. A test holds that every field of the models stands here, and that every example is allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Help(NamedTuple):
    """The words about one field: its name in everyday Norwegian, what to write, an example, and what each word means."""

    title: str
    about: str
    example: Any = None
    words: Mapping[str, str] | None = None


TEXT = {"nb": "Snakk med noen.", "nn": "Snakk med nokon.", "en": "Talk to someone."}
_ROLES = {"child-youth": "barn og unge", "adult": "voksne", "staff": "ansatte"}
_ANSWERS = {"yes": "ja", "no": "nei", "unknown": "vet ikke"}
_LEVELS = {"local": "kommunen", "intermunicipal": "flere kommuner sammen", "national": "hele landet"}
_TYPES = {"law": "lov", "guideline": "retningslinje", "plan": "plan", "report": "rapport", "course": "kurs", "tool": "verktøy", "website": "nettsted", "film": "film"}  # fmt: skip
_REVIEW = {"on": "2026-11-21", "source": "https://www.116111.no/", "method": "official-page", "grade": "A"}
_CHANNEL = {"type": "phone", "value": "116 111", "hours": "24/7"}

# fmt: off
EVERYWHERE: Mapping[str, Help] = {
    "id": Help("Kort navn", "Kort navn i adressen til siden: små bokstaver a–z, tall og bindestrek. Skal ikke endres siden, for andre viser til det.", "utekontakten"),
    "name": Help("Navn", "Navnet, på hvert språk.", {"nb": "Utekontakten", "nn": "Utekontakten", "en": "Outreach team"}),
    "tab_title": Help("Navn i fanen", "Nøytral tittel til fanen i nettleseren og historikken, som ikke røper hva siden handler om. Kan utelates.", {"nb": "Noen å snakke med", "nn": "Nokon å snakke med", "en": "Someone to talk to"}),
    "title": Help("Overskrift", "Overskriften eller tittelen, på hvert språk.", TEXT),
    "summary": Help("Kort om", "Én eller noen få setninger om hva det er, på hvert språk.", TEXT),
    "intro": Help("Innledning", "En setning under overskriften, på hvert språk.", TEXT),
    "body": Help("Tekst", "Teksten, på hvert språk. Tom linje gir nytt avsnitt.", TEXT),
    "roles": Help("For hvem", "Hvem det er for. En liste: [child-youth, adult, staff].", ["child-youth", "adult"], _ROLES),
    "topics": Help("Temaer", "Hvilke temaer det gjelder: id-er fra data/topics.yml.", ["vold-hjemme", "mobbing"]),
    "services": Help("Tjenester", "Tjenester, i rekkefølge: id-er fra data/services.yml.", ["alarmtelefonen"]),
    "resources": Help("Lover og verktøy", "Lover, retningslinjer og verktøy: id-er fra data/resources.yml.", ["undringsnotat"]),
    "search_words": Help("Søkeord", "Ord folk skriver når de leter. Hverdagsord, som «mamma slår».", {"nb": ["mamma slår"], "nn": ["mamma slår"], "en": ["mum hits"]}),
    "owner": Help("Den som passer på", "Kontoret eller rollen som holder dette riktig. Aldri en person.", "Familiens hus"),
    "review": Help("Kontroll", "Hvor opplysningen kommer fra, når den ble kontrollert, og hvor sikker den er.", _REVIEW),
    "danger": Help("Alvor", "Hvor farlig en feil kan være. Avgjør hvor ofte det må kontrolleres.", "normal", {"emergency": "liv er i fare", "crisis": "vold, overgrep eller krise", "normal": "resten"}),
    "kind": Help("Slag", "Hva slags del det er.", None),
    "label": Help("Ledetekst", "Det som står ved feltet på skjemaet, på hvert språk.", TEXT),
    "rows": Help("Linjer", "Antall linjer eller rader å skrive på, fra 1 til 30.", 4),
    "actions": Help("Det du gjør", "Handlingene, i rekkefølge. Én tekst for hver.", [TEXT]),
}
"""Words about fields that mean the same in every record."""

OF: Mapping[str, Mapping[str, Help]] = {
    "Service": {
        "kind": Help("Slag", "Hva slags tjeneste det er.", "local", {"emergency": "nødnummer", "helpline": "hjelpetelefon eller chat", "local": "tjeneste i kommunen", "online": "nettsted"}),
        "level": Help("Nivå", "Hvem tjenesten er for, geografisk.", "local", _LEVELS),
        "short": Help("Kort navn i boksen", "Kort navn til boksen øverst på sidene. Kan utelates: da brukes navnet.", {"nb": "Politi", "nn": "Politi", "en": "Police"}),
        "summary": Help("Kort om", "Én setning om hva du får her, på hvert språk.", {"nb": "Voksne du kan snakke med.", "nn": "Vaksne du kan snakke med.", "en": "Adults you can talk to."}),
        "languages": Help("Språk", "Språkene de svarer på, som språkkoder. Uten dette er det ikke bekreftet. Kan utelates.", ["no", "en"]),
        "operator": Help("Drives av", "Hvem som driver tilbudet. Kan utelates.", {"nb": "Røde Kors", "nn": "Røde Kors", "en": "The Red Cross"}),
        "age": Help("Alder", "Aldersgrense i hele år: min og/eller max. Bare når den finnes.", {"max": 18}),
        "channels": Help("Måter å nå tjenesten på", "Telefon, chat og resten, den viktigste først. [] når ingen er kjent.", [_CHANNEL]),
        "what_happens": Help("Hva som skjer", "Hva som skjer når du tar kontakt, på hvert språk.", {"nb": "En voksen svarer og hører på deg.", "nn": "Ein vaksen svarar og høyrer på deg.", "en": "An adult answers and listens."}),
        "you_can_say": Help("Du kan si", "En setning du kan si eller skrive. Uten anførselstegn.", {"nb": "Hei, jeg trenger noen å snakke med.", "nn": "Hei, eg treng nokon å snakke med.", "en": "Hi, I need someone to talk to."}),
        "adults_can_say": Help("Voksne kan si", "En setning en voksen kan si om et barn, når tjenesten er for både barn og voksne. Kan utelates: da har sidene for voksne og ansatte ingen setning.", {"nb": "Jeg er bekymret for et barn.", "nn": "Eg er uroleg for eit barn.", "en": "I am worried about a child."}),
        "confidentiality": Help("Hvem får vite det", "Taushetsplikten og unntakene, med vanlige ord.", {"nb": "De har taushetsplikt. Er du i fare, må de si fra.", "nn": "Dei har teieplikt. Er du i fare, må dei seie frå.", "en": "They keep it to themselves, unless you are in danger."}),
        "alternatives": Help("Andre som kan hjelpe", "Andre tjenester når denne er stengt eller ikke bekreftet: id-er fra data/services.yml.", ["alarmtelefonen"]),
    },
    "Channel": {
        "type": Help("Slag", "Hvordan du når tjenesten.", "phone", {"phone": "telefon", "sms": "tekstmelding", "chat": "chat", "email": "e-post", "visit": "besøk", "form": "skjema på nett", "web": "nettside"}),
        "value": Help("Nummer eller adresse", "Nummeret i anførselstegn (\"116 111\"), hele nettadressen (https://…), e-postadressen eller gateadressen.", "116 111"),
        "hours": Help("Åpningstid", "24/7, eller dager og klokkeslett: Mo Tu We Th Fr Sa Su, PH er helligdag og off er stengt. Ingen linje betyr at tiden er ukjent.", "Mo-Fr 08:00-15:30; PH off"),
        "free": Help("Gratis", "Om det er gratis.", "yes", _ANSWERS),
        "anonymous": Help("Anonym", "Om du kan være anonym.", "yes", _ANSWERS),
        "on_bill": Help("På regningen", "Om det vises på telefonregningen.", "unknown", _ANSWERS),
        "belongs_to": Help("Hvem nummeret tilhører", "Må stå ved mobilnumre, som aldri kan være en persons.", "office", {"office": "et kontor eller en vakt"}),
        "abroad": Help("Fra utlandet", "Bare for et nummer til den som ringer fra utlandet, i tillegg til det vanlige. Kan utelates.", "yes", {"yes": "ring dette fra utlandet", "no": "et vanlig nummer"}),
        "note": Help("Merknad", "Én kort setning, som «Bare etter avtale.» Kan utelates.", {"nb": "Bare etter avtale.", "nn": "Berre etter avtale.", "en": "By appointment only."}),
        "review": Help("Egen kontroll", "Bare når dette nummeret er mer eller mindre sikkert enn resten av tjenesten.", _REVIEW),
    },
    "Review": {
        "on": Help("Dato", "Dagen opplysningen ble kontrollert eller slått opp: år-måned-dag.", "2026-11-21"),
        "source": Help("Kilde", "Nettsiden der opplysningen står. Hele adressen.", "https://www.116111.no/"),
        "method": Help("Funnet hvordan", "Hvordan opplysningen ble funnet.", "municipality", {"official-page": "tilbudets egen side, eller statens", "register": "en liste som viser til den offisielle siden", "secondary-page": "en annen side, som en avis", "municipality": "kommunen har ringt eller spurt", "law": "lovteksten"}),
        "grade": Help("Hvor sikkert", "A og B+ er bekreftet og må ha kilde. De andre må ha unverified.", "A", {"A": "står hos tilbudet selv eller staten", "B+": "står i en fersk liste som viser til den offisielle siden", "A-old": "som A, men siden er fire år eller eldre", "B": "står bare et annet sted", "C": "står bare i de gamle tekstene våre"}),
        "unverified": Help("Ikke bekreftet", "Hva som ikke er bekreftet, og hvem som må bekrefte det. Slett feltet når det er gjort.", {"nb": "Kommunen må bekrefte nummeret.", "nn": "Kommunen må stadfeste nummeret.", "en": "The municipality must confirm the number."}),
    },
    "AgeRange": {
        "min": Help("Fra og med", "Laveste alder i hele år.", 13),
        "max": Help("Til og med", "Høyeste alder i hele år.", 18),
    },
    "Topic": {
        "advice": Help("Råd", "Hva du kan gjøre: ett råd for hver rolle i roles. Tom linje gir nytt avsnitt, «- » et punkt.", {"child-youth": TEXT}),
        "related": Help("Ligner på", "Temaer som ligner: id-er fra data/topics.yml.", ["mobbing"]),
        "danger": Help("Alvor", "Hvor alvorlig temaet er.", "crisis", {"crisis": "alvorlig, kontrolleres oftere", "normal": "resten"}),
    },
    "Signal": {
        "seen_in": Help("Sett hos", "Hvor tegnet vises.", "child", {"child": "hos barnet", "parents": "hos foreldrene", "home": "hjemme"}),
        "text": Help("Tegnet", "Tegnet, på én linje og hvert språk.", {"nb": "Gruer seg til skolen", "nn": "Gruar seg til skulen", "en": "Dreads school"}),
        "detail": Help("Mer om tegnet", "En setning eller to til. Kan utelates.", TEXT),
    },
    "Resource": {
        "type": Help("Slag", "Hva slags dokument eller hjelpemiddel det er.", "tool", _TYPES),
        "title": Help("Tittel", "Den offisielle tittelen, på hvert språk.", {"nb": "Undringsnotat", "nn": "Undringsnotat", "en": "Note of concern"}),
        "section": Help("Paragraf", "Paragrafen, bare for lover. Med anførselstegn.", "§ 13-2"),
        "publisher": Help("Utgiver", "Hvem som har gitt det ut. Kan utelates.", {"nb": "Bufdir", "nn": "Bufdir", "en": "Bufdir"}),
        "year": Help("År", "Året det kom ut, med fire tall.", 2024),
        "url": Help("Nettadresse", "Der det kan leses. Hele adressen.", "https://lovdata.no/lov/2021-06-18-97"),
        "status": Help("Gjelder det?", "Om det fortsatt gjelder.", "in-force", {"in-force": "gjelder", "lapsed": "gått ut", "replaced": "erstattet av noe annet", "not-in-force": "ikke trådt i kraft", "unknown": "vet ikke"}),
        "status_note": Help("Forklaring", "En setning om statusen. Kan utelates.", TEXT),
        "replaced_by": Help("Erstattet av", "Det som kom i stedet: id-er fra data/resources.yml.", ["lov-barnevernsloven-13-2"]),
    },
    "Role": {
        "id": Help("Dør", "En av de tre dørene på forsiden. Skal ikke endres.", "child-youth", _ROLES),
        "door": Help("På døren", "Én setning på døren.", TEXT),
        "lead": Help("Under overskriften", "Setningen under overskriften på siden.", TEXT),
        "sections": Help("Deler", "Delene av siden, i rekkefølge.", [{"kind": "signals"}]),
    },
    "TextSection": {"kind": Help("Slag", "En tekst.", "text", {"text": "en tekst"})},
    "ServicesSection": {
        "kind": Help("Slag", "Tjenester.", "services", {"services": "tjenester"}),
        "services": Help("Tjenester", "Tjenestene som vises, i rekkefølge. Uten dette vises alle for rollen.", ["alarmtelefonen"]),
        "topic": Help("Tema", "Bare tjenester som hjelper med dette temaet.", "mobbing"),
        "level": Help("Nivå", "Bare tjenester på dette nivået.", "local", _LEVELS),
    },
    "TopicsSection": {
        "kind": Help("Slag", "Temaer.", "topics", {"topics": "temaer"}),
        "topics": Help("Temaer", "Temaene som vises, i rekkefølge. Uten dette vises alle for rollen.", ["mobbing"]),
    },
    "ResourcesSection": {
        "kind": Help("Slag", "Lover og verktøy.", "resources", {"resources": "lover og verktøy"}),
        "type": Help("Slag", "Bare av dette slaget.", "law", _TYPES),
    },
    "ListSection": {"kind": Help("Slag", "Numrene i boksen øverst, tegnene eller trinnene.", "urgent", {"urgent": "nødnumrene", "signals": "tegnene", "steps": "trinnene"})},
    "LinkSection": {
        "kind": Help("Slag", "En tekst med en lenke.", "link", {"link": "en lenke"}),
        "to": Help("Fører til", "En side i guiden, med skråstrek først og sist.", "/akutt/"),
    },
    "HeaderLink": {"url": Help("Nettadresse", "Hele adressen.", "https://www.nesbyen.kommune.no/")},
    "ReviewDays": {
        "emergency": Help("Nødnumre", "Antall dager før en opplysning om liv i fare må kontrolleres på nytt.", 90),
        "crisis": Help("Krise", "Antall dager for vold, overgrep og krise.", 90),
        "normal": Help("Resten", "Antall dager for alt annet.", 365),
    },
    "SchoolHoliday": {
        "start": Help("Første dag", "Første dag uten skole: år-måned-dag.", "2026-12-21"),
        "end": Help("Siste dag", "Siste dag uten skole: år-måned-dag.", "2027-01-01"),
    },
    "Licence": {
        "name": Help("Navnet på lisensen", "Det korte navnet.", "CC BY 4.0"),
        "url": Help("Adressen til lisensen", "Siden der vilkårene står.", "https://creativecommons.org/licenses/by/4.0/deed.no"),
    },
    "SchoolYear": {
        "start": Help("Første skoledag", "Første dag i skoleåret: år-måned-dag.", "2026-08-17"),
        "end": Help("Siste skoledag", "Siste dag i skoleåret: år-måned-dag.", "2027-06-18"),
    },
    "Municipality": {
        "name": Help("Kommunen", "Kommunens navn, uten «kommune».", "Nesbyen"),
        "site_name": Help("Navnet på guiden", "Navnet på guiden, på hvert språk.", TEXT),
        "site_description": Help("Om guiden", "Én setning om guiden, til søkemotorer.", TEXT),
        "locales": Help("Språk", "Språkene som bygges. nb og nn skal alltid være med.", ["nb", "nn", "en"], {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk"}),
        "site_url": Help("Adressen til nettstedet", "Adressen guiden publiseres på. Kan utelates til den er bestemt.", "https://hjelp.nesbyen.kommune.no/"),
        "edit_url": Help("Adressen til filene", "Adressen til mappen der filene endres, med skråstrek til slutt. Kan utelates.", "https://github.com/KOMMUNEN/GUIDEN/edit/main/"),
        "header_links": Help("Kommunens egne sider", "Lenker nederst på alle sider.", [{"name": TEXT, "url": "https://www.nesbyen.kommune.no/"}]),
        "exit_url": Help("«Forlat siden» går til", "En side som ikke viser hvem du er, som en værmelding.", "https://www.yr.no/"),
        "urgent": Help("Nødnumre øverst", "De fire i boksen øverst på alle sider, i rekkefølge: id-er fra data/services.yml.", ["politi-112", "ambulanse-113", "alarmtelefonen", "brann-110"]),
        "review_days": Help("Kontrolldager", "Hvor mange dager en opplysning kan stå før den må kontrolleres på nytt.", {"emergency": 90, "crisis": 90, "normal": 365}),
        "school_holidays": Help("Skoleferier", "Dager uten skole.", [{"name": TEXT, "start": "2026-12-21", "end": "2027-01-01"}]),
        "school_years": Help("Skoleår", "Første og siste skoledag i hvert skoleår. Dager som ikke er med, er ukjente. Kan utelates.", [{"start": "2026-08-17", "end": "2027-06-18"}]),
        "short_url": Help("Kort adresse", "Kort adresse til guiden, til plakaten og kortet. Kan utelates: da brukes site_url.", "https://nesbyen.no/hjelp"),
        "tab_name": Help("Navn i fanen", "Nøytralt navn på guiden, til fanen i nettleseren og historikken. Kan utelates.", {"nb": "Nesbyen", "nn": "Nesbyen", "en": "Nesbyen"}),
        "feedback": Help("Tilbakemelding", "Hvor svar på «Fant du det du lette etter?» sendes: url eller email. Uten dette spør ingen.", {"email": "post@kommune.no"}),
        "report_error": Help("Si fra om feil", "Hvor leserne kan si fra om feil: url eller email.", {"email": "post@kommune.no"}),
        "data_licence": Help("Lisens for data", "Vilkårene for å bruke opplysningene videre: name og url. Kan utelates til det er bestemt.", {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/deed.no"}),
        "compiled_on": Help("Samlet den", "Dagen opplysningene ble samlet fra lagrede kopier av nettsider. Det som er fra den dagen eller før, er slått opp og må kontrolleres før publisering. Kan utelates.", "2026-11-21"),
        "accessibility_statement": Help("Tilgjengelighetserklæring", "Adressen til erklæringen på uustatus.no. Må være der før guiden publiseres.", "https://uustatus.no/nb/erklaringer/publisert/00000000-0000-0000-0000-000000000000"),
        "privacy_contact": Help("Personvern", "E-postadressen til den som svarer på spørsmål om personvern. Et kontor, aldri en person.", "personvern@nesbyen.kommune.no"),
    },
    "Inbox": {
        "url": Help("Nettadresse", "Adressen til skjemaet. Skal begynne med https://.", "https://svar.kommune.no/"),
        "email": Help("E-post", "E-postadressen til et kontor. Aldri en persons.", "post@kommune.no"),
    },
    "Head": {
        "tab_title": Help("Navn i fanen", "Nøytral tittel til fanen i nettleseren.", "Noen å snakke med"),
        "title": Help("Tittel", "Tittelen på siden.", "Trygg bruk"),
        "description": Help("Kort om", "Én setning om siden.", "Slik bruker du siden uten at andre ser det."),
        "reviewed": Help("Kontrollert", "Dagen siden sist ble kontrollert: år-måned-dag.", "2026-11-21"),
        "kind": Help("Slag", "Hva slags side det er.", "page", {"home": "forsiden", "data": "siden om åpne data", "page": "alle andre sider"}),
    },
    "Wording": {
        "limits": Help("Lesbarhet", "Høyeste LIX for hver målgruppe. Under 30 er lett, over 50 er tungt.", {"child-youth": 30}),
        "exempt": Help("Unntak", "Sider og filer der LIX ikke måles.", ["docs/ansatt/plikt"]),
        "not_to_children": Help("Ikke til barn", "Ord vi ikke bruker til barn og unge, på hvert språk. Stammen av ordet holder.", {"nb": ["sliter"]}),
        "forms": Help("Målform", "Bokmål: nynorsk.", {"ikke": "ikkje"}),
        "same": Help("Likt på alle språk", "Titler og navn som er de samme på alle språk.", ["Fra bekymring til handling"]),
        "words": Help("Riktige ord", "Ord som er riktige, men som ordboken ikke kjenner.", ["Rustelefonen"]),
    },
}
"""Words about fields, by model and name as it stands in the files; more in explained_process.py and explained_search.py."""

FILES: Mapping[str, Help] = {
    "services": Help("Tjenester", "Hvem kan hjelpe: nødnumre, tjenester i kommunen, hjelpetelefoner, chatter og nettsteder."),
    "roles": Help("De tre dørene", "Hvem er du: dørene på forsiden, og hva siden bak hver dør viser."),
    "topics": Help("Temaer", "Hva det handler om, med ordene til den det gjelder."),
    "signals": Help("Tegn", "Hva en bekymring kan være: tegn hos barnet, hos foreldrene eller hjemme."),
    "process": Help("Veiviseren", "Veiviseren for ansatte: faser, trinn og utganger."),
    "resources": Help("Lover og verktøy", "Lover, retningslinjer, planer, rapporter, kurs, verktøy, nettsteder og filmer."),
    "forms": Help("Skjemaer", "Skjemaene til verktøyene: én kilde for skjerm og papir."),
    "municipality": Help("Kommunen", "Hvem guiden gjelder for."),
    "search": Help("Søket", "Slik forstår søket ord. Alt skjer på telefonen eller maskinen til den som søker."),
    "wording": Help("Regler for språket", "Hvordan tekstene skal være skrevet."),
    "labels": Help("Ord i rammen", "Ord i menyer, på knapper og i overskrifter: nb, nn og en for hvert."),
}
"""Words about the data files, by name without ending."""
# fmt: on
