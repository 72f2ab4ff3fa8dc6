"""The whole guide as files that any Markdown engine takes: front matter and HTML, for the day MkDocs is gone.

Files stand where their addresses are, with the first locale at the root and the others in a folder each, so an
engine that knows nothing of locales makes the same addresses. Each page is the ``index.md`` of a folder of its own:
links are relative, with a slash at the end, and so mean the same to engines that read them from the address
(MkDocs, ProperDocs) and from the file (Zensical).
"""

from __future__ import annotations

import json
import re

from guide import addresses
from guide.fields import Locale
from guide.frame import Frames
from guide.outputs import outputs
from guide.prose_html import whole

MADE_BY_ENGINES = frozenset({"404.html", "sitemap.xml"})
"""Files of the site that name addresses or stand in our frame; an engine makes its own."""

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_AS_IT_IS = re.compile(r"(<(pre|textarea)\b.*?</\2>)", re.S)


def pages_of(frames: Frames) -> dict[str, str]:
    """Every page by the name of its file: ``index.md``, ``nn/tema/vold/index.md``."""
    locales = frames.guide.locales
    return {
        f"{addresses.folder(locale, locales)}{address}index.md": _page(frames, address, locale)
        for address in sorted(frames.pages.known)
        for locale in locales
    }


def others(frames: Frames) -> dict[str, bytes]:
    """The files of the site that are not pages: style, scripts, what pages link to, what web servers read."""
    site_url = frames.guide.municipality.site_url or ""
    made = outputs(frames, site_url and site_url.rstrip("/") + "/")
    return {name: content for name, content in made.items() if name not in MADE_BY_ENGINES}


def _page(frames: Frames, address: str, locale: Locale) -> str:
    renderer = frames.renderer
    if page := frames.pages.generated.get(address):
        prose, body = None, renderer.body(page, locale)
        html = body.html
        head = {"title": body.title, "tab_title": body.tab_title, "description": body.description}
    else:
        prose = next(p for p in frames.guide.prose if p.address == address)
        names = {frames.pages.source_name(each): each for each in frames.pages.known}
        html = renderer.prose(prose, locale, whole(prose, locale, frames.guide.municipality.name, names))
        head = renderer.head(prose, locale)
    title, description = frames.seen_by_others(address, locale, **head, prose=prose)
    drawn = renderer.environment.get_template("files/portable.html").render(locale=locale, html=html)
    return front_matter(title=title, description=description, lang=locale) + without_empty_lines(drawn) + "\n"


def front_matter(**values: str) -> str:
    """The opening of a file: YAML, which reads a JSON text as it stands."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())
    return f"---\n{''.join(lines)}---\n\n"


def without_empty_lines(html: str) -> str:
    """HTML in one piece: to Markdown, an empty line may end HTML (CommonMark §4.6). What is shown line by line
    gets a line break written as a character reference, which says the same."""
    parts = _AS_IT_IS.split(html.strip())
    del parts[2::3]  # the name of the element
    parts[::2] = [_EMPTY_LINES.sub("\n", part) for part in parts[::2]]
    parts[1::2] = [re.sub(r"\n(?=[ \t]*\n)", "&#10;", part) for part in parts[1::2]]
    return "".join(parts)
