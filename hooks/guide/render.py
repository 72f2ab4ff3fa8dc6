"""Jinja environment; page to HTML body and contents; the values of the frame around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from guide import addresses, datafiles
from guide.bodies import Bodies
from guide.fields import Locale
from guide.model import Service
from guide.pages import Page, Pages
from guide.printing import Prints
from guide.prose import Prose
from guide.text import Said, fill, keep_together, strip
from guide.views import View, Views
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_HEADING = re.compile(r"<h([23])[^>]*\bid=\"([^\"]+)\"[^>]*>(.*?)</h\1>", re.S)
_ANCHOR = re.compile(r"\sid=\"([^\"]+)\"")
_TABLE = re.compile(r"<table>.*?</table>", re.S)
_LOCAL = re.compile(r"(\s(?:href|src)=\")/(?!/)")


@dataclass(frozen=True)
class Body:
    """The inside of a page in one locale."""

    title: str
    tab_title: str
    """What stands in the tab and the history; empty when that is the title."""
    description: str
    html: str
    headings: tuple[tuple[int, str, str], ...]
    """Level, anchor and words of each heading."""
    anchors: frozenset[str]


class Renderer:
    """Draws pages. Each locale has its own views; templates are shared.

    ``prints`` are the printed documents; without it there are none to list.
    """

    def __init__(self, pages: Pages, overrides: Path, prints: Prints | None = None) -> None:
        self.pages, self.guide = pages, pages.guide
        self.overrides, self.prints = overrides, prints
        self.environment = Environment(
            loader=FileSystemLoader(overrides), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
        )  # fmt: skip
        self.environment.filters["fill"] = fill
        self._cards: dict[tuple[Locale, str, str], Said] = {}

    @cache
    def views(self, locale: Locale) -> Views:
        """The records in ``locale``; the printed documents have looked at most of them before."""
        return self.prints.views(locale) if self.prints else Views(self.guide, locale)

    @cache
    def bodies(self, locale: Locale) -> Bodies:
        """The values of pages in ``locale``."""
        return Bodies(self.views(locale), lambda services, voice="": self.cards(services, locale, voice), self._papers)

    def _papers(self, locale: Locale) -> list[View]:
        return self.prints.listed(locale) if self.prints else []

    def cards(self, services: Iterable[Service], locale: Locale, voice: str) -> list[Said]:
        """Services drawn as cards, with what to say in one ``voice`` or (empty) in all of them.

        A card is drawn once and stands on many pages.
        """
        views = self.views(locale)
        drawn = []
        for service in services:
            key = (locale, service.id, voice)
            if key not in self._cards:
                template = self.environment.get_template("partials/card.html")
                html = template.render(service=views.service(service), labels=views.labels, voice=voice)
                self._cards[key] = Said.of(html, service.id)
            drawn.append(self._cards[key])
        return drawn

    def body(self, page: Page, locale: Locale) -> Body:
        """The body of a generated page."""
        values = self.bodies(locale).values(page)
        html = self._draw(f"guide/{page.kind}.html", locale, page.address, **values)
        headings = tuple((int(level), anchor, strip(words)) for level, anchor, words in _HEADING.findall(html))
        return Body(
            title=values["title"].plain,
            tab_title=values["tab_title"].plain if "tab_title" in values else "",
            description=values["description"].plain,
            html=html,
            headings=headings,
            anchors=frozenset(_ANCHOR.findall(html)),
        )

    def prose(self, prose: Prose, locale: Locale, html: str) -> str:
        """The body of a hand-written page, given its Markdown as HTML."""
        bodies = self.bodies(locale)
        written = prose.written(locale)
        html = _TABLE.sub(lambda found: self._table(found[0], locale), html)
        more: dict[str, Any] = {}
        if prose.kind == "home":
            # The doors stand between the first words of the home page and its sections.
            intro, heading, rest = html.partition("<h2")
            more = {
                "doors": bodies.doors(),
                "concern": bodies.page_link(addresses.SIGNALS),
                "intro": Markup(intro),
                "content": Markup(heading + rest),
            }
        elif prose.kind == "data":
            # So do the files that the page is about.
            intro, heading, rest = html.partition("<h2")
            more = {"intro": Markup(intro), "content": Markup(heading + rest), **self._data_files(locale)}
        else:
            more = {"content": Markup(html)}
        return self._draw(f"guide/{prose.kind}.html", locale, prose.address, **more, written=written)

    def _data_files(self, locale: Locale) -> dict[str, Any]:
        """The files below /data/ at the root of the site, which other locales stand below, and their licence."""
        root = "/" if locale == self.guide.locales[0] else "/../"
        labels = self.views(locale).labels
        files = [
            View(href=root + address, name=address.rpartition("/")[2], text=labels[word], type=form)
            for address, (word, form) in datafiles.names(self.guide.locales).items()
        ]
        return {"files": files, "licence": self.guide.municipality.data_licence}

    def part(self, template: str, root: str, **values: Any) -> Markup:
        """HTML that stands outside the pages; the links to pages in it begin with ``root``."""
        html = self.environment.get_template(template).render(**values)
        return Markup(_LOCAL.sub(lambda found: found[1] + root, html))

    def head(self, prose: Prose, locale: Locale) -> dict[str, str]:
        """What a hand-written page says of itself: title, tab_title and description."""
        top, fill_in = prose.head(locale), self.views(locale).write.fill
        words = {"title": top.title, "tab_title": top.tab_title or "", "description": top.description}
        return {name: fill_in(text) for name, text in words.items()}

    def _table(self, html: str, locale: Locale) -> str:
        """A table that can be scrolled by keyboard when it is wider than the screen (WCAG 2.1.1)."""
        template = self.environment.get_template("partials/table.html")
        return template.render(table=Markup(html), labels=self.views(locale).labels)

    def _draw(self, template: str, locale: Locale, address: str, **values: Any) -> str:
        views = self.views(locale)
        html = self.environment.get_template(template).render(labels=views.labels, locale=locale, **values)
        if locale != self.guide.locales[0] and ' lang="' in html:
            html = self.environment.get_template("partials/fallback.html").render(labels=views.labels) + html
        return keep_together(_LOCAL.sub(rf"\g<1>{up(address)}", html))


def up(address: str) -> str:
    """The way from a page to the root of its locale: ``../../`` from ``tjenester/alarmtelefonen/``."""
    return "../" * address.count("/") or "./"
