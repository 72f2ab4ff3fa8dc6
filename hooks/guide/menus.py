"""The menus: which pages stand in the header, beside a page and at its foot. They come from the pages that exist."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from types import SimpleNamespace

from guide import addresses
from guide.bodies import Bodies
from guide.fields import Locale
from guide.pages import Pages
from guide.views import Link, Views

MENU: Mapping[str, str] = {
    addresses.URGENT: "menu_urgent",
    **dict.fromkeys(addresses.ROLES.values(), ""),
    addresses.TOPICS: "menu_topics",
    addresses.SERVICES: "menu_services",
    addresses.SIGNALS: "menu_signals",
    addresses.WORDS: "menu_words",
}
"""The pages of the main menu, in order, and the interface word that names each. A door has its own name, and the
doors stand in the order of data/roles.yml."""


class Menus:
    """The menus of any page."""

    def __init__(self, pages: Pages, views: Callable[[Locale], Views], bodies: Callable[[Locale], Bodies]) -> None:
        self.pages, self.guide, self.views, self.bodies = pages, pages.guide, views, bodies

    def menu(self, address: str, locale: Locale, to_locale: str) -> list[SimpleNamespace]:
        """The main menu, with the page or the part of the guide where the reader is."""
        return [self._menu(link, address, to_locale) for link in self._menu_links(locale)]

    def section(self, address: str, locale: Locale, to_locale: str) -> SimpleNamespace | None:
        """The pages that stand beside this one: the fixed pages and the prose below the same first address."""
        top = address.partition("/")[0] + "/"
        beside = self._beside.get(top, [])
        if not beside:
            return None
        bodies = self.bodies(locale)
        links = [SimpleNamespace(href=to_locale + a, name=bodies.title(a), current=a == address) for a in beside]
        return SimpleNamespace(name=bodies.title(top), links=links)

    @cached_property
    def _beside(self) -> dict[str, list[str]]:
        prose = sorted(p.address for p in self.guide.prose)
        pages = dict.fromkeys(a for a in (*addresses.FIXED, *prose) if a.count("/") == 2)
        tops = {a.partition("/")[0] + "/" for a in pages}
        return {top: [top, *(a for a in pages if a.startswith(top))] for top in tops if top in self.pages.known}

    @cached_property
    def footer(self) -> list[str]:
        """What stands at the foot of every page: prose outside the staff pages, the sources and the search."""
        prose = (p.address for p in self.guide.prose if p.address and not p.address.startswith("ansatt/"))
        return sorted([*prose, addresses.PAPERS, addresses.SOURCES, addresses.SEARCH])

    @cache
    def _menu_links(self, locale: Locale) -> list[Link]:
        labels, doors = self.views(locale).labels, iter(self.guide.roles)
        return [
            Link(address, labels[short]) if short else self._door(addresses.ROLES[next(doors).id], locale)
            for address, short in MENU.items()
        ]

    def _door(self, address: str, locale: Locale) -> Link:
        return Link(address, self.bodies(locale).title(address))

    @staticmethod
    def _menu(link: Link, address: str, to_locale: str) -> SimpleNamespace:
        return SimpleNamespace(
            href=to_locale + link.href,
            name=link.name,
            current="page" if link.href == address else "true" if address.startswith(link.href) else "",
        )
