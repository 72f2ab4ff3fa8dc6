"""Where pages stand. Addresses are the same in every locale (ARCHITECTURE §5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache
from urllib.parse import urlsplit

HOME = ""
URGENT = "akutt/"
TOPICS = "tema/"
SERVICES = "tjenester/"
SIGNALS = "bekymring/"
PROCESS = "ansatt/veiviser/"
GUIDELINES = "ansatt/foringer/"
TOOLS = "ansatt/verktoy/"
SOURCES = "om/kilder/"
THANKS = "takk/"
SEARCH = "sok/"
WORDS = "a-aa/"
PRINTOUT = "ansatt/utskrift/"
PAPERS = "utskrift/"
EMBEDS = "om/bygg-inn/"
ROLES: Mapping[str, str] = {"child-youth": "barn-og-unge/", "adult": "voksen/", "staff": "ansatt/"}

FIXED = (
    URGENT,
    *ROLES.values(),
    TOPICS,
    SERVICES,
    SIGNALS,
    PROCESS,
    GUIDELINES,
    TOOLS,
    PRINTOUT,
    PAPERS,
    SOURCES,
    SEARCH,
    WORDS,
    EMBEDS,
)
"""Pages that are always generated."""

COLLECTIONS: Mapping[str, str] = {"topic": TOPICS, "service": SERVICES, "step": PROCESS, "exit": PROCESS, "form": TOOLS}
"""Below which page the records of a kind have a page each."""

INDEXES = frozenset((*COLLECTIONS.values(), *(a for a in FIXED if any(b != a and b.startswith(a) for b in FIXED))))
"""Generated pages that others stand below: ``ansatt/index.md``, not ``ansatt.md``. Prose links to these names, so
they do not depend on what a municipality's data hold."""


EMBED = "embed/"
"""Below it stands what other sites show: a page and a text for each role and topic."""

EMBED_SCRIPT, EMBED_STYLE = f"{EMBED}embed.js", f"{EMBED}embed.css"
"""Not below ``assets/``, where browsers keep files for a year: other sites link to these without a version."""


def embed(kind: str, identifier: str) -> str:
    """The address of what others show of a role or topic, without its ending: ``embed/tema/mobbing``."""
    return f"{EMBED}rolle/{ROLES[identifier].rstrip('/')}" if kind == "role" else f"{EMBED}tema/{identifier}"


def source_name(address: str) -> str:
    """A generated page as a file below docs/, without locale and ending: ``ansatt/index``, ``akutt``."""
    return f"{address}index" if address in INDEXES else address.rstrip("/")


def of(kind: str, identifier: str) -> str:
    """The address of a record's page, e.g. ``tjenester/alarmtelefonen/``."""
    return f"{COLLECTIONS[kind]}{identifier}/"


def href(address: str) -> str:
    """The address as templates link to it; `render.py` makes it relative to the page."""
    return f"/{address}"


def all_of(ids: Mapping[str, Set[str] | None], prose: Set[str]) -> frozenset[str]:
    """Every address of the guide, given the ids of its records and the addresses of its prose."""
    records = (of(kind, name) for kind in COLLECTIONS for name in ids.get(kind) or ())
    return frozenset((HOME, *FIXED, *records, *prose))


def folder(locale: str, locales: Sequence[str]) -> str:
    """The folder of a locale below the site: the first stands at the root."""
    return "" if locale == locales[0] else f"{locale}/"


def whole(site_url: str, locale: str, locales: Sequence[str], address: str) -> str:
    """The whole address of a page; as long as the site has none, from the root of the site."""
    return f"{site_url.rstrip('/')}/{folder(locale, locales)}{address}"


@cache
def host(url: str) -> str:
    """The site that an address elsewhere leads to, as people say it: ``ung.no``."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
