"""The files that other sites show: below ``embed/`` a page for frames and a text to paste, for each role and topic.

The page is small and has the guide's colours; any site may show it in a frame. The text is the same
HTML without style, as ``.txt``, so that a browser shows what is to be copied; it begins with a byte
order mark, which tells browsers that it is UTF-8 where the server does not. ``embed.js`` puts today's
text in the place of a pasted one. A pasted text needs whole addresses, so there is none without ``site_url``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guide import addresses
from guide.fields import Locale
from guide.frame import Frames
from guide.views import View

OWN_COLOURS = ".bou-frame, .bou-embed"
"""What has the colours of the municipality, which on the guide's own pages the whole page has."""


def files(frames: Frames) -> Mapping[str, bytes]:
    """All files below ``embed/``, and below ``nn/embed/`` and the like."""
    overrides = frames.renderer.overrides
    colours = (overrides / "municipality/colours.css").read_text("utf-8").replace(":root", OWN_COLOURS)
    made = {
        addresses.EMBED_STYLE: (colours + (overrides / "embed/embed.css").read_text("utf-8")).encode(),
        addresses.EMBED_SCRIPT: (overrides / "embed/embed.js").read_bytes(),
    }
    for locale in frames.guide.locales:
        bodies = frames.bodies(locale)
        embeds = [*map(bodies.embed, frames.guide.roles), *map(bodies.embed, frames.guide.topics)]
        for embed in embeds:
            made |= _of(frames, locale, embed)
    return made


def folders(locales: tuple[Locale, ...]) -> Iterator[str]:
    """The folders of these files below the site: what stands there may be shown and fetched by other sites."""
    return (addresses.folder(locale, locales) + addresses.EMBED for locale in locales)


def _of(frames: Frames, locale: Locale, embed: View) -> dict[str, bytes]:
    guide, draw = frames.guide, frames.renderer.part
    site = guide.municipality.site_url or ""
    place = addresses.folder(locale, guide.locales) + embed.address
    frame = frames.of(f"{embed.address.rpartition('/')[0]}/", locale, site)
    root = addresses.whole(site, locale, guide.locales, "") if site else frame.home
    source = addresses.whole(site, locale, guide.locales, f"{embed.address}.txt") if site else ""
    values = {
        "frame": frame,
        "labels": frame.labels,
        "title": embed.title,
        "text": embed.text,
        "href": embed.href,
        "services": embed.services,
        "today": frames.views(locale).date(guide.today),
    }
    # In a frame there is nothing to update: the frame is today's.
    fragment = draw("embed/fragment.html", root, source="", **values)
    page = draw(
        "embed/document.html",
        root,
        frame=frame,
        tab_title=f"{embed.tab_title.plain} – {frame.shared_name.plain}",
        fragment=fragment,
        style=addresses.EMBED_STYLE,
        script=addresses.EMBED_SCRIPT,
    )
    made = {f"{place}.html": page.encode()}
    if site:
        made[f"{place}.txt"] = draw("embed/fragment.html", root, source=source, **values).encode("utf-8-sig")
    return made
