"""Guide to the pages that are generated. Which pages exist does not depend on the locale."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from guide import addresses
from guide.place import Place
from guide.registry import Guide


@dataclass(frozen=True)
class Page:
    """A generated page. ``kind`` names its template in overrides/guide/."""

    address: str
    kind: str
    record: object = None
    origin: Place = field(default=Place(""))
    """Where in data/ the page comes from: its record or, when it is made of many, the file that decides it."""


class Pages:
    """The generated pages of a guide, and how pages stand to each other."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.generated = {page.address: page for page in _pages(guide)}

    @cached_property
    def known(self) -> frozenset[str]:
        """The addresses of all pages, prose included."""
        return frozenset(self.generated) | {p.address for p in self.guide.prose}

    def source_name(self, address: str) -> str:
        """The page as a file below docs/, without locale: ``ansatt/index`` when pages stand below it."""
        prose = self._prose_names.get(address)
        if prose is not None:
            return prose
        return addresses.source_name(address)

    @cached_property
    def _prose_names(self) -> dict[str, str]:
        return {p.address: p.name for p in self.guide.prose}

    def trail(self, address: str) -> list[str]:
        """The addresses above a page, from home down."""
        return [above for above in _above(address) if above in self.known] if address else []


def _above(address: str) -> list[str]:
    parts = address.rstrip("/").split("/")
    return ["", *("/".join(parts[:n]) + "/" for n in range(1, len(parts)))]


def _pages(guide: Guide) -> list[Page]:
    def origin(stem: str, identifier: str = "") -> Place:
        return guide.places.get((stem, identifier), Place(f"data/{stem}.yml"))

    pages = [
        Page(addresses.URGENT, "urgent", None, origin("services")),
        *(Page(addresses.ROLES[r.id], "role", r, origin("roles", r.id)) for r in guide.roles),
        Page(addresses.TOPICS, "topics", None, origin("topics")),
        Page(addresses.SERVICES, "services", None, origin("services")),
        Page(addresses.SIGNALS, "signals", None, origin("signals")),
        Page(addresses.PROCESS, "process", guide.process, origin("process")),
        Page(addresses.GUIDELINES, "guidelines", None, origin("resources")),
        Page(addresses.TOOLS, "tools", None, origin("resources")),
        Page(addresses.PRINTOUT, "printout", None, origin("process")),
        Page(addresses.PAPERS, "papers", None, origin("labels")),
        Page(addresses.SOURCES, "sources", None, origin("services")),
        Page(addresses.SEARCH, "search", None, origin("search")),
        Page(addresses.WORDS, "words", None, origin("search")),
        Page(addresses.EMBEDS, "embeds", None, origin("labels")),
    ]
    if guide.municipality.forms:
        pages.append(Page(addresses.THANKS, "thanks", None, origin("labels")))
    pages += [Page(addresses.of("topic", t.id), "topic", t, origin("topics", t.id)) for t in guide.topics]
    pages += [Page(addresses.of("service", s.id), "service", s, origin("services", s.id)) for s in guide.services]
    pages += [Page(addresses.of("form", f.id), "form", f, origin("forms", f.id)) for f in guide.forms]
    pages += [Page(addresses.of("step", s.id), "step", s, origin("process", s.id)) for s in guide.process.steps]
    pages += [Page(addresses.of("exit", e.id), "exit", e, origin("process", e.id)) for e in guide.process.exits]
    return pages
