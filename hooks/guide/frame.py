"""What stands around every page: head, header, urgent box, way back, neighbours, footer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from types import SimpleNamespace
from typing import Any

from guide import addresses
from guide.assets import assets, versions
from guide.fields import Locale
from guide.jsonld import JsonLd, script
from guide.opendata import OpenData
from guide.render import Renderer, up
from guide.text import Said
from guide.views import Link
from markupsafe import Markup

MENU: Mapping[str, str] = {
    addresses.URGENT: "menu_urgent",
    **dict.fromkeys(addresses.ROLES.values(), ""),
    addresses.TOPICS: "menu_topics",
    addresses.SERVICES: "menu_services",
    addresses.SIGNALS: "menu_signals",
}
"""The pages of the main menu, in order, and the interface word that names each; a door has its own name."""

NAMED = ("ansatt/", "om/")
"""The pages that may be named when somebody shares them: those for staff and about the guide."""

LABELS = frozenset(filter(None, MENU.values())) | {"language_name"}
"""The interface words that are chosen here by name, and not in a template."""


class Frames:
    """The values of main.html for any page."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer, self.pages, self.guide = renderer, renderer.pages, renderer.guide
        self.views, self.bodies = renderer.views, renderer.bodies

    def of(self, address: str, locale: Locale, site_url: str) -> SimpleNamespace:
        """The values of the frame: head, header, urgent box, way back, footer."""
        bodies, municipality = self.bodies(locale), self.guide.municipality
        to_locale = up(address)
        to_site = to_locale if locale == self.guide.locales[0] else f"../{to_locale}" if address else "../"
        return SimpleNamespace(
            locale=locale,
            labels=self.views(locale).labels,
            home=to_locale,
            folder=_below(locale, self.guide.locales),
            to_site=to_site,
            versions=self._versions,
            site_name=self._site_name(locale),
            municipality=municipality,
            header_links=self._header_links(locale),
            menu=[self._menu(link, address, to_locale) for link in self._menu_links(locale)],
            trail=[Link(to_locale + a, bodies.title(a)) for a in self.pages.trail(address) if a],
            urgent=self._urgent(locale),
            section=self._section(address, locale, to_locale),
            more=[Link(to_locale + a, bodies.title(a)) for a in self._footer],
            languages=[
                SimpleNamespace(
                    locale=other,
                    name=self.guide.labels["language_name"].get(other)[0],
                    href=to_site + _below(other, self.guide.locales) + address or "./",
                    current=other == locale,
                )
                for other in self.guide.locales
            ],
            alternates=self.alternates(address, site_url),
            canonical=site_url + _below(locale, self.guide.locales) + address,
            site_url=site_url,
            # What a shared link shows must not tell a parent what a child reads.
            neutral=not address.startswith(NAMED),
            json_ld=self._json_ld(address, locale, site_url),
        )

    @cache
    def open_data(self, site_url: str) -> OpenData:
        """The registry as others may read it."""
        return OpenData(self.guide, {locale: self.views(locale) for locale in self.guide.locales}, site_url)

    @cache
    def _machines(self, site_url: str) -> JsonLd:
        return JsonLd(self.open_data(site_url))

    def _json_ld(self, address: str, locale: Locale, site_url: str) -> Markup:
        """What search engines may read of the page; most pages have nothing."""
        machines, generated = self._machines(site_url), self.pages.generated.get(address)
        prose = next((p for p in self.guide.prose if p.address == address), None)
        record = machines.page(generated, locale) if generated else machines.prose(prose, locale) if prose else None
        return script(record) if record else Markup()

    def alternates(self, address: str, site_url: str) -> list[tuple[Locale, str]]:
        """The whole address of a page in each locale."""
        return [(o, site_url + _below(o, self.guide.locales) + address) for o in self.guide.locales]

    @cached_property
    def assets(self) -> Mapping[str, bytes]:
        """Style, script and pictures by address."""
        return assets(self.renderer.overrides)

    @cached_property
    def _versions(self) -> Mapping[str, str]:
        return versions(self.assets)

    def draw(self, template: str, **values: Any) -> str:
        """A file of ``overrides/files`` that is not a page."""
        return self.renderer.environment.get_template(f"files/{template}").render(**values)

    def _section(self, address: str, locale: Locale, to_locale: str) -> SimpleNamespace | None:
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
    def _footer(self) -> list[str]:
        """What stands at the foot of every page: prose outside the staff pages, and the sources."""
        prose = (p.address for p in self.guide.prose if p.address and not p.address.startswith("ansatt/"))
        return sorted([*prose, addresses.SOURCES])

    @cache
    def _site_name(self, locale: Locale) -> Said:
        return self.views(locale).write.line(self.guide.municipality.site_name)

    @cache
    def _header_links(self, locale: Locale) -> list[Link]:
        line = self.views(locale).write.line
        return [Link(link.url, line(link.name)) for link in self.guide.municipality.header_links]

    @cache
    def _urgent(self, locale: Locale) -> list[SimpleNamespace]:
        """The urgent box: the first telephone number of each service named in municipality.yml."""
        found = []
        for identifier in self.guide.municipality.urgent:
            view = self.views(locale).service(self.guide.service[identifier])
            phone = next((c for c in view.channels if c.type == "phone"), None)
            if phone is not None:
                found.append(SimpleNamespace(href=phone.href, number=phone.value, name=view.short))
        return found

    @cache
    def _menu_links(self, locale: Locale) -> list[Link]:
        labels = self.views(locale).labels
        return [
            Link(address, labels[short] if short else self.bodies(locale).title(address))
            for address, short in MENU.items()
        ]

    @staticmethod
    def _menu(link: Link, address: str, to_locale: str) -> SimpleNamespace:
        return SimpleNamespace(
            href=to_locale + link.href,
            name=link.name,
            current="page" if link.href == address else "true" if address.startswith(link.href) else "",
        )


def _below(locale: Locale, locales: tuple[Locale, ...]) -> str:
    """The folder of a locale: the first stands at the root."""
    return "" if locale == locales[0] else f"{locale}/"
