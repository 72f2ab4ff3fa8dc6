"""What stands around every page: head, header, urgent box, way back, neighbours, footer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from guide import addresses, readers
from guide.assets import assets, versions
from guide.edit_links import edit_link
from guide.fields import Locale
from guide.foot import foot, origin
from guide.headers import in_page
from guide.jsonld import JsonLd, script
from guide.menus import Menus
from guide.opendata import OpenData
from guide.prose import Prose
from guide.render import Renderer, up
from guide.review import doubtful
from guide.search import FOLDER, scripts
from guide.text import Said
from guide.views import Link
from markupsafe import Markup

NAMED = ("ansatt/", "om/")
"""The pages that may be named when somebody shares them: those for staff and about the guide."""


class Frames:
    """The values of main.html for any page."""

    def __init__(self, renderer: Renderer, origins: Mapping[str, str] | None = None) -> None:
        """``origins``: where in the repository a file stands, for those that are built from another place."""
        self.origins = origins or {}
        self.renderer, self.pages, self.guide = renderer, renderer.pages, renderer.guide
        self.views, self.bodies = renderer.views, renderer.bodies
        self.menus = Menus(self.pages, self.views, self.bodies)

    def of_page(
        self,
        address: str,
        locale: Locale,
        site_url: str,
        *,
        title: str,
        tab_title: str,
        description: str,
        html: str,
        prose: Prose | None,
    ) -> SimpleNamespace:
        """The values of the frame of a page; see `seen_by_others` for ``title``, ``tab_title`` and ``description``."""
        frame, views = self.of(address, locale, site_url), self.views(locale)
        name, frame.description = self.seen_by_others(address, locale, title, tab_title, description, prose)
        frame.title = f"{name} – {self._tab_name(locale).plain}" if address else name
        frame.foot = foot(
            self.pages, views, address, title=title, site_url=site_url, to_locale=frame.home, html=html, prose=prose
        )
        place = origin(self.pages, views, address, prose)
        place = place._replace(file=self.origins.get(place.file, place.file))
        frame.foot.edit = edit_link(self.guide.municipality.edit_url, place)
        return frame

    def seen_by_others(
        self, address: str, locale: Locale, title: str, tab_title: str, description: str, prose: Prose | None
    ) -> tuple[str, str]:
        """The name and the description of a page where others than the reader may see them: tab, history, preview.

        ``title`` names it; ``tab_title``, when there is one, in its place: then the description is as neutral. The
        front page is named by the guide alone.
        """
        # A preview of a page that children read must say no more than its title does. Who writes a page in docs/
        # chooses its description with open eyes.
        ours = prose is None or not address
        tab_name = self.guide.municipality.tab_name
        neutral = tab_title or (tab_name and ours and readers.are_children(self.pages, address))
        name = tab_title or title if address else self._tab_name(locale).plain
        return name, self.views(locale).labels["neutral_description"].plain if neutral else description

    def of(self, address: str, locale: Locale, site_url: str, root: str = "") -> SimpleNamespace:
        """The values of the frame that hold for any page: header, urgent box, way back, footer.

        Links are relative to the page, or begin with ``root`` when that is given.
        """
        bodies, municipality = self.bodies(locale), self.guide.municipality
        to_locale = up(address)
        to_site = to_locale if locale == self.guide.locales[0] else f"../{to_locale}" if address else "../"
        if root:
            to_locale, to_site = root + addresses.folder(locale, self.guide.locales), root
        return SimpleNamespace(
            locale=locale,
            labels=self.views(locale).labels,
            home=to_locale,
            folder=addresses.folder(locale, self.guide.locales),
            to_site=to_site,
            versions=self._versions,
            search_script=f"{FOLDER}{locale}.js",
            # On these two the field stands in the page itself: one field a page. On the others it stands below the
            # exit and the urgent numbers, which so stay in sight whatever is found.
            search_above=address not in (addresses.HOME, addresses.SEARCH),
            site_name=self._site_name(locale),
            municipality=municipality,
            header_links=self._header_links(locale),
            menu=self.menus.menu(address, locale, to_locale),
            trail=[Link(to_locale + a, bodies.title(a)) for a in self.pages.trail(address) if a],
            urgent=self._urgent(locale),
            section=self.menus.section(address, locale, to_locale),
            more=[Link(to_locale + a, bodies.title(a)) for a in self.menus.footer],
            languages=[
                SimpleNamespace(
                    locale=other,
                    name=self.guide.labels["language_name"].get(other)[0],
                    href=to_site + addresses.folder(other, self.guide.locales) + address or "./",
                    current=other == locale,
                )
                for other in self.guide.locales
            ],
            alternates=self.alternates(address, site_url),
            canonical=site_url + addresses.folder(locale, self.guide.locales) + address,
            site_url=site_url,
            draft=self._draft,
            # What a shared link shows must not tell a parent what a child reads.
            shared_name=self.views(locale).write.line(municipality.tab_name) or self._site_name(locale),
            neutral=not address.startswith(NAMED),
            json_ld=self._json_ld(address, locale, site_url),
            policy=self.policy,
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

    def lost(self, site_url: str) -> str:
        """The page for missing pages, for all locales: a web server gives it at any address, so its links hold
        the whole path. Its language links lead to the part in that language."""
        root = urlsplit(site_url).path.rstrip("/") + "/"
        editions = [self.of("", locale, site_url, root) for locale in self.guide.locales]
        first = editions[0]
        for language in first.languages:
            language.href = f"#{language.locale}"
        labels = first.labels
        review = SimpleNamespace(on="", days=0, text=labels["footer_owner"].fill(name=self.guide.municipality.owner))
        # What is reported here is a link that leads nowhere, and only the reader knows which.
        first.foot = SimpleNamespace(review=review, report=None, edit="", feedback=None, ways=[])
        return self.draw("404.html", frame=first, editions=editions, page=None)

    def alternates(self, address: str, site_url: str) -> list[tuple[Locale, str]]:
        """The whole address of a page in each locale."""
        return [(o, site_url + addresses.folder(o, self.guide.locales) + address) for o in self.guide.locales]

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The addresses on other hosts that forms of the guide are sent to; the policy lets no other through."""
        return self.guide.municipality.forms

    @cached_property
    def policy(self) -> str:
        """The policy that every page carries; nothing while `mkdocs serve` shows them."""
        return in_page(self.forms)

    @cached_property
    def assets(self) -> Mapping[str, bytes]:
        """Style, scripts and pictures by address."""
        return {**assets(self.renderer.overrides), **scripts(self.renderer)}

    @cached_property
    def _draft(self) -> bool:
        """Whether facts that somebody in danger would use are not confirmed: every page says so."""
        return bool(doubtful(self.guide))

    @cached_property
    def _versions(self) -> Mapping[str, str]:
        return versions(self.assets)

    def draw(self, template: str, **values: Any) -> str:
        """A file of ``overrides/files`` that is not a page."""
        return self.renderer.environment.get_template(f"files/{template}").render(**values)

    def _tab_name(self, locale: Locale) -> Said:
        return self.views(locale).write.line(self.guide.municipality.tab_name) or self._site_name(locale)

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
