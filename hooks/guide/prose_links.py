"""Links of hand-written pages to other pages of the guide: a file without locale (``plikt.md#frist``), or an address
(``/akutt/``) as in the texts of the data files."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping, Set

from guide.fields import Locale
from guide.hints import did_you_mean
from guide.markup import targets
from guide.place import Problem, Source

_ID = re.compile(r"\{#([\w-]+)\}")
_ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|//|/?\\")
"""Links out of the guide; `prose_body.py` says which of them are safe."""

Sources = Mapping[tuple[str, Locale], Source]


def problems(sources: Sources, generated: Set[str], unsure: tuple[str, ...], files: Set[str]) -> Iterator[Problem]:
    """Links to pages and headings that are not there.

    ``sources`` holds the pages by name and locale, ``generated`` the names of the pages that the guide makes;
    ``files`` are the pictures and documents below docs/; names that begin with one of ``unsure`` are let pass: what is there could not be read.
    """
    names = {name for name, _ in sources} | generated | {"index"}  # a missing front page is told of by itself
    for (name, locale), source in sources.items():
        for target, offset in targets(source.text):
            if not target or _ELSEWHERE.match(html.unescape(target)) or _is_file(target, name, files):
                continue
            message = _fault(target, name, names, unsure) or _no_heading(target, name, locale, sources)
            if message:
                yield Problem(source.place(offset), "", message, "link")


def _is_file(target: str, name: str, files: Set[str]) -> bool:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) in files


def _meant(target: str, name: str) -> str:
    """The page that a link in the page ``name`` leads to: a name below docs/, without locale and ending."""
    path = target.partition("#")[0]
    if not path:
        return name
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)).removesuffix(".md")


def _fault(target: str, name: str, names: Set[str], unsure: tuple[str, ...]) -> str:
    path = target.partition("#")[0]
    meant = _meant(target, name)
    asked = meant.strip("/")
    if path.startswith("/") and path.endswith("/") and {asked, f"{asked}/index", asked or "index"} & names:
        return ""
    if path and (path.startswith("/") or not path.endswith(".md")):
        here = next((n for n in (asked, f"{asked}/index") if n in names), "")
        hint = f" Skriv «{posixpath.relpath(here, posixpath.dirname(name) or '.')}.md»." if here else ""
        return f"lenken «{target}» fører ikke til en side.{hint or ' Skriv filnavnet uten språk, som i «plikt.md», eller hele adressen: https://…'}"
    if meant not in names and not meant.startswith(unsure):
        near = did_you_mean(f"{meant}.md", [f"{n}.md" for n in names])
        return f"lenken «{target}» fører til docs/{meant}.md, men den siden finnes ikke.{near}"
    return ""


def _no_heading(target: str, name: str, locale: Locale, sources: Sources) -> str:
    anchor = target.partition("#")[2]
    meant = _meant(target, name)
    page = sources.get((meant, locale)) or sources.get((meant, "nb"))
    if not anchor or page is None:
        return ""
    known = _ID.findall(page.text)
    if anchor in known:
        return ""
    return f"siden har ingen overskrift med «{{#{anchor}}}».{did_you_mean(anchor, known)}"
