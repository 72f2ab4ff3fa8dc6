"""The feed of changes (Atom, RFC 4287): data/changes.nb.xml and one for each other locale.

The data hold no history. They hold the day on which each fact was last looked up or confirmed, and
a fact that changes gets a new day. So an entry is a service, and it is updated on the latest of its
days: a reader that follows the feed is told when to look at the service again.

Ids are ``urn:uuid:``, the same as in HSDS. They stay when the site moves, and need no address.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from guide import addresses, open_model
from guide.fields import Locale
from guide.opendata import OpenData


def address(locale: Locale) -> str:
    """Where the feed of a locale stands."""
    return f"data/changes.{locale}.xml"


def feeds(data: OpenData) -> Mapping[str, SimpleNamespace]:
    """The values of the template ``overrides/files/changes.xml``, by address."""
    return {address(locale): _feed(data, locale) for locale in data.guide.locales}


def _feed(data: OpenData, locale: Locale) -> SimpleNamespace:
    newest = sorted(data.services.values(), key=lambda s: s.updated, reverse=True)
    return SimpleNamespace(
        id=data.id("feed", locale),
        locale=locale,
        title=data.label("data_feed_title")[locale],
        author=data.label("owner_name")[locale],
        itself=f"{data.site_url}{address(locale)}" if data.site_url else "",
        page=data.pages(addresses.SERVICES)[locale],
        licence=data.guide.municipality.data_licence,
        updated=newest[0].updated,
        entries=[_entry(data, s, locale) for s in newest],
    )


def _entry(data: OpenData, s: open_model.Service, locale: Locale) -> SimpleNamespace:
    lines = [s.summary[locale], _doubt(data, s.review, locale)]
    lines += [line for c in s.channels for line in _channel(data, s, c, locale)]
    return SimpleNamespace(
        id=s.uuid,
        title=s.name[locale],
        title_locale="nb" if locale in s.name.fallback else locale,
        page=s.page[locale],
        updated=s.updated,
        text="\n".join(filter(None, lines)),
    )


def _channel(data: OpenData, s: open_model.Service, c: open_model.Channel, locale: Locale) -> list[str]:
    """The channel, after what is not confirmed of it."""
    said = f"{data.label(f'channel_{c.type}')[locale]}: {c.value}"
    hours = f" ({c.hours.words[locale]})" if c.hours and c.hours.words else ""
    return [_doubt(data, c.review, locale) if c.review != s.review else "", said + hours]


def _doubt(data: OpenData, review: open_model.Review, locale: Locale) -> str:
    return f"{data.label('unverified')[locale]} {review.unverified[locale]}" if review.unverified else ""
