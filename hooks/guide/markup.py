"""What may stand in a text of the data files: inline Markdown, links that are safe, and known placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_LENGTH = 5_000
"""Characters in one text. Markdown takes time that grows with the square of the length of some texts."""

_ELEMENT = r"</?([a-zA-Z][\w-]*)(?=[\s/>]|$)|<!--|<[!?]"
_TAG = re.compile(_ELEMENT)
_INLINE_TARGET = re.compile(r"\]\(\s*<?((?:[^()\s>]|\([^()\s]*\))*)")
_REFERENCE_TARGET = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*<?([^\s>]*)", re.M)
_PLACEHOLDER = re.compile(r"(\{+)([^{}]*)(\}+)|[{}]")
_HEADING = re.compile(r"^(#{1,6} *\S*)|^[^\n]+\n(=+|-+) *$", re.M)
OWN_PAGE = re.compile(r"/([a-z0-9-]+/)*")
"""A page of the guide, as the field ``to`` of a section names it."""
_LETTERS = "[a-zA-Z0-9_æøåÆØÅäöü-]"
"""Of a host's name: letters of other scripts can look like these, and lead elsewhere. No ``@`` before it either."""
_SAFE = re.compile(
    rf"(https?://{_LETTERS}+(\.{_LETTERS}+)+(:\d+)?(?![\w@.:-])|tel:\+?\d|sms:\+?\d|mailto:[^@\s]+@|/(?!/)|#)"
)

PATTERN = (
    r"^(?=[\s\S]*[^\s\u00a0*_`~])"
    rf"(?![\s\S]*\]\(\s*<?(?!{_SAFE.pattern}))"
    r"(?!(?:[\s\S]*\n)?#)"
    rf"(?![\s\S]*(?:{_ELEMENT}))"
    r"(?:[^{}]|\{municipality\})*$"
)
"""What JSON Schema can say of a text: not empty, links that are safe, no heading, no HTML, no other placeholder."""


class Fault(NamedTuple):
    """Something that may not stand in a text: which words, the how manieth time, and what to tell an editor."""

    kind: str
    message: str
    words: str = ""
    nth: int = 0


def is_safe_link(target: str) -> bool:
    """Whether a link in a text may be shown: https, http, a call, or a page of this guide."""
    return bool(_SAFE.match(target))


def tags(text: str) -> Iterator[tuple[str, int]]:
    """Raw HTML in a text, each with its offset; an element that is opened and closed is told where it begins."""
    opened = set()
    for match in _TAG.finditer(text):
        if match[0].startswith("</") and match[1] in opened:
            continue
        opened.add(match[1])
        yield match[0], match.start()


def html_message(tag: str) -> str:
    """What to tell an editor of raw HTML."""
    return f"«{tag}» er HTML. Det kan ikke stå i en tekst. Slett det, eller skriv det som Markdown."


def targets(text: str) -> list[tuple[str, int]]:
    """Where the links of a Markdown text lead, each with its offset; reference links too."""
    found = [(m[1], m.start(1)) for m in _INLINE_TARGET.finditer(text)] if "](" in text else []
    return found + [(m[1], m.start(1)) for m in _REFERENCE_TARGET.finditer(text)] if "]:" in text else found


def faults(text: str, placeholders: frozenset[str]) -> Iterator[Fault]:
    """Everything that may not stand in ``text``, an empty text included."""
    if len(text) > MAX_LENGTH:
        yield Fault("text-long", f"teksten er for lang ({len(text)} tegn). Grensen er {MAX_LENGTH} tegn. Del den opp.")
        return
    if not text.strip(" \n\u00a0*_`~"):
        yield Fault("text-empty", "teksten er tom. Skriv en tekst.")
    for target, offset in targets(text):
        if not is_safe_link(target):
            message = (
                f"lenken «{target}» kan ikke brukes. Skriv hele adressen: https://…, eller /side/ for en side i guiden."
            )
            yield Fault("link", message, target, text.count(target, 0, offset) if target else 0)
    if "<" in text:
        yield from (Fault("html", html_message(tag), tag, text.count(tag, 0, at)) for tag, at in tags(text))
    if "![" in text:
        message = "et bilde kan ikke stå i en tekst her. Slett det, eller skriv en lenke: [ord](https://…)."
        yield Fault("picture", message, "![")
    if "{" in text or "}" in text:
        yield from _placeholders(text, placeholders)
    if ("#" in text or "\n" in text) and (found := _HEADING.search(text)):
        message = "her er det laget en overskrift (#, === eller --- i teksten). Overskriftene kommer av seg selv. Skriv vanlig tekst, eller **fet skrift**."
        yield Fault("heading", message, found[1] or found[2])


def _placeholders(text: str, known: frozenset[str]) -> Iterator[Fault]:
    names = " eller ".join("{" + p + "}" for p in sorted(known))
    for found in _PLACEHOLDER.finditer(text):
        if found[1] == "{" and found[3] == "}" and found[2] in known:
            continue
        message = f"«{found[0]}» fylles ikke ut av maskinen. Skriv {names}, eller ta bort krøllparentesene."
        yield Fault("placeholder", message, found[0], text.count(found[0], 0, found.start()))
