"""All files of the site that are not pages, made once for all locales.

A module that makes such files has a function that returns them by address, and is named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from guide import datafiles, embed
from guide.frame import Frames
from guide.headers import files as header_files


def outputs(frames: Frames, site_url: str) -> Mapping[str, bytes]:
    """The files by their address below the site: ``assets/guide.css``, ``404.html``.

    ``site_url`` is the public address with a slash at the end, or nothing when it is not yet known.
    """
    prints = frames.renderer.prints
    base = urlsplit(site_url).path.rstrip("/")
    return {
        **frames.assets,
        **_for_servers(frames, site_url),
        **(prints.files if prints else {}),
        **header_files(frames.draw, frames.forms, base, embed.folders(frames.guide.locales)),
        **data(frames, site_url),
        **embed.files(frames),
    }


def data(frames: Frames, site_url: str) -> Mapping[str, bytes]:
    """The registry for other programs: everything below ``data/``."""
    return datafiles.files(frames.open_data(site_url), lambda name, feed: frames.draw(name, feed=feed))


def _for_servers(frames: Frames, site_url: str) -> Mapping[str, bytes]:
    """What web servers and search engines ask for: the page for missing pages, the map of the site."""
    pages, guide = frames.pages, frames.guide
    made = {"404.html": frames.lost(site_url)}
    if site_url:  # a sitemap holds whole addresses
        alternates = [frames.alternates(address, site_url) for address in sorted(pages.known)]
        made["sitemap.xml"] = frames.draw("sitemap.xml", pages=alternates, day=guide.today.isoformat())
    made["robots.txt"] = frames.draw("robots.txt", site_url=site_url)
    editions = [frames.of("", locale, site_url) for locale in guide.locales]
    made |= {f"{edition.folder}manifest.json": frames.draw("manifest.json", frame=edition) for edition in editions}
    return {name: text.encode() for name, text in made.items()}
