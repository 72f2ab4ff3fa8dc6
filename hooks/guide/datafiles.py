"""The files below /data/: which there are, and what each is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import SimpleNamespace

from guide import atom, csvfiles, hsds, open_registry
from guide.fields import Locale
from guide.opendata import OpenData

NAMES: Mapping[str, tuple[str, str]] = {
    open_registry.REGISTRY: ("data_file_guide", "application/json"),
    open_registry.SCHEMA: ("data_file_schema", "application/schema+json"),
    hsds.HSDS: ("data_file_hsds", "application/json"),
    csvfiles.SERVICES: ("data_file_services", "text/csv"),
    csvfiles.CHANNELS: ("data_file_channels", "text/csv"),
}
"""The files that hold all locales: the interface word that says what is in each, and its media type."""

FEED = ("data_file_changes", "application/atom+xml")
"""The same of the feeds, of which each locale has its own."""


def names(locales: Iterable[Locale]) -> Mapping[str, tuple[str, str]]:
    """All files by address."""
    return {**NAMES, **{atom.address(locale): FEED for locale in locales}}


def files(data: OpenData, draw: Callable[[str, SimpleNamespace], str]) -> Mapping[str, bytes]:
    """All files, made. ``draw`` puts the values of a feed into its template."""
    feeds = {address: draw("changes.xml", feed).encode() for address, feed in atom.feeds(data).items()}
    return {**open_registry.files(data), **hsds.files(data), **csvfiles.files(data), **feeds}
