"""Jinja environment; page to HTML body and contents; the values of the frame around it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from guide import addresses
from guide.bodies import Bodies
from guide.fields import Locale
from guide.model import Service
from guide.pages import Page, Pages
from guide.prose import Prose
from guide.text import Said, strip
from guide.views import Link, Views
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

MENU: Mapping[str, str] = {
    addresses.URGENT: "menu_urgent",
    **dict.fromkeys(addresses.ROLES.values(), ""),
    addresses.TOPICS: "menu_topics",
    addresses.SERVICES: "menu_services",
    addresses.SIGNALS: "menu_signals",
}
"""The pages of the main menu, in order, and the interface word that names each; a door has its own name."""

LABELS = frozenset(filter(None, MENU.values())) | {"language_name"}
"""The interface words that are chosen here by name, and not in a template."""

_HEADING = re.compile(r"<h([23])[^>]*\bid=\"([^\"]+)\"[^>]*>(.*?)</h\1>", re.S)
_ANCHOR = re.compile(r"\sid=\"([^\"]+)\"")
_LOCAL = re.compile(r"(\s(?:href|src)=\")/(?!/)")


@dataclass(frozen=True)
class Body:
    """The inside of a page in one locale."""

    title: str
    description: str
    html: str
    headings: tuple[tuple[int, str, str], ...]
    """Level, anchor and words of each heading."""
    anchors: frozenset[str]


class Renderer:
    """Draws pages. Each locale has its own views; templates are shared."""

    def __init__(self, pages: Pages, overrides: Path) -> None:
        self.pages, self.guide = pages, pages.guide
        self.overrides = overrides
        self.environment = Environment(
            loader=FileSystemLoader(overrides), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )  # fmt: skip
        self.environment.filters["fill"] = lambda said, **values: said.fill(**values)
        self._cards: dict[tuple[Locale, str], Said] = {}

    @cache  # noqa: B019 - one renderer lives as long as one build
    def views(self, locale: Locale) -> Views:
        """The records in ``locale``."""
        return Views(self.guide, locale)

    @cache  # noqa: B019 - as above
    def bodies(self, locale: Locale) -> Bodies:
        """The values of pages in ``locale``."""
        return Bodies(self.views(locale), lambda services: self.cards(services, locale))

    def cards(self, services: Iterable[Service], locale: Locale) -> list[Said]:
        """Services drawn as cards; a card is drawn once and stands on many pages."""
        views = self.views(locale)
        drawn = []
        for service in services:
            key = (locale, service.id)
            if key not in self._cards:
                template = self.environment.get_template("partials/card.html")
                html = template.render(service=views.service(service), labels=views.labels)
                self._cards[key] = Said.of(html, service.id)
            drawn.append(self._cards[key])
        return drawn

    def body(self, page: Page, locale: Locale) -> Body:
        """The body of a generated page."""
        values = self.bodies(locale).values(page)
        html = self._draw(f"guide/{page.kind}.html", locale, page.address, **values)
        return self._body(values["title"].plain, values["description"].plain, html)

    def prose(self, prose: Prose, locale: Locale, html: str) -> str:
        """The body of a hand-written page, given its Markdown as HTML."""
        bodies = self.bodies(locale)
        written = locale if locale in prose.heads else "nb"
        head = prose.head(locale)
        more: dict[str, Any] = {}
        if prose.kind == "home":
            # The doors stand between the first words of the home page and its sections.
            intro, heading, rest = html.partition("<h2")
            more = {"doors": bodies.doors(), "intro": Markup(intro), "content": Markup(heading + rest)}
        else:
            more = {"content": Markup(html)}
        reviewed = self.views(locale).date(head.reviewed)
        values = {
            "written": written,
            "reviewed": reviewed,
            "reviewed_on": head.reviewed.isoformat(),
            "owner": head.owner,
        }
        return self._draw(f"guide/{prose.kind}.html", locale, prose.address, **more, **values)

    def _draw(self, template: str, locale: Locale, address: str, **values: Any) -> str:
        views = self.views(locale)
        html = self.environment.get_template(template).render(
            labels=views.labels, locale=locale, page_link=self.bodies(locale).page_link, **values
        )
        if locale != self.guide.locales[0] and ' lang="' in html:
            html = self.environment.get_template("partials/fallback.html").render(labels=views.labels) + html
        return _LOCAL.sub(rf"\g<1>{up(address)}", html)

    def _body(self, title: str, description: str, html: str) -> Body:
        headings = tuple((int(level), anchor, strip(words)) for level, anchor, words in _HEADING.findall(html))
        return Body(title, description, html, headings, frozenset(_ANCHOR.findall(html)))

    def frame(self, address: str, locale: Locale, site_url: str) -> SimpleNamespace:
        """The values of the frame: head, header, urgent box, way back, footer."""
        bodies, municipality = self.bodies(locale), self.guide.municipality
        to_locale = up(address)
        to_site = to_locale if locale == self.guide.locales[0] else f"../{to_locale}" if address else "../"
        return SimpleNamespace(
            locale=locale,
            labels=self.views(locale).labels,
            home=to_locale,
            assets=to_site,
            versions=self._versions,
            site_name=self._site_name(locale),
            municipality=municipality,
            header_links=self._header_links(locale),
            menu=[self._menu(link, address, to_locale) for link in self._menu_links(locale)],
            trail=[Link(to_locale + a, bodies.title(a)) for a in self.pages.trail(address) if a],
            urgent=self._urgent(locale),
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
        )

    def alternates(self, address: str, site_url: str) -> list[tuple[Locale, str]]:
        """The whole address of a page in each locale."""
        return [(o, site_url + _below(o, self.guide.locales) + address) for o in self.guide.locales]

    def source(self, body: Body) -> str:
        """A generated page as a file that any Markdown engine takes: front matter and HTML."""
        lines = "\n".join(line for line in body.html.splitlines() if line.strip())
        head = {"title": body.title, "description": body.description}
        return (
            "---\n"
            + "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in head.items())
            + f"---\n\n{lines}\n"
        )

    @cached_property
    def _versions(self) -> dict[str, str]:
        """A short hash of each asset, so that browsers fetch a changed one."""
        folder = self.overrides / "assets"
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()[:8] for p in files}

    @cached_property
    def _footer(self) -> list[str]:
        """What stands at the foot of every page: prose outside the staff pages, and the sources."""
        prose = (p.address for p in self.guide.prose if p.address and not p.address.startswith("ansatt/"))
        return sorted([*prose, addresses.SOURCES])

    @cache  # noqa: B019 - as above
    def _site_name(self, locale: Locale) -> Said:
        return self.views(locale).write.line(self.guide.municipality.site_name)

    @cache  # noqa: B019 - as above
    def _header_links(self, locale: Locale) -> list[Link]:
        line = self.views(locale).write.line
        return [Link(link.url, line(link.name)) for link in self.guide.municipality.header_links]

    @cache  # noqa: B019 - as above
    def _urgent(self, locale: Locale) -> list[SimpleNamespace]:
        """The urgent box: the first telephone number of each service named in municipality.yml."""
        found = []
        for identifier in self.guide.municipality.urgent:
            view = self.views(locale).service(self.guide.service[identifier])
            phone = next((c for c in view.channels if c.type == "phone"), None)
            if phone is not None:
                found.append(SimpleNamespace(href=phone.href, number=phone.value, name=view.short))
        return found

    @cache  # noqa: B019 - as above
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


def up(address: str) -> str:
    """The way from a page to the root of its locale: ``../../`` from ``tjenester/alarmtelefonen/``."""
    return "../" * address.count("/") or "./"


def _below(locale: Locale, locales: tuple[Locale, ...]) -> str:
    """The folder of a locale: the first stands at the root."""
    return "" if locale == locales[0] else f"{locale}/"
