"""What may not stand in the Markdown of a hand-written page: raw HTML, unsafe links, other sites' pictures."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from guide import private
from guide.decode import conflict, first_invisible, invisible
from guide.markup import html_message, is_safe_link, tags, targets
from guide.place import Problem, Source

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(^ {0,3}\1[`~]* *$|\Z)", re.M | re.S)
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
_AUTOLINK = re.compile(r"<([a-zA-Z][\w+.-]*:[^\s>]*)>")
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*?\b([a-zA-Z-]+)=[^{}\n]*\}")
_BRACES = re.compile(r"\{(?!#[\w-]+\}|municipality\}|:?[^{}\n]*?\b[a-zA-Z-]+=)\{*[^{}\n]*\}*")
_HEADING = re.compile(r"^(#{1,6})(?!#)( *)(.*)$", re.M)
_ANCHOR = re.compile(r"\{#([\w-]+)\}")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\(\s*<?((?:https?:)?//[^\s)>]*)")


def problems(source: Source) -> Iterator[Problem]:
    """Everything that may not stand in the page ``source``; what is shown as code is let pass."""
    text = without_code(source.text)

    def found(offset: int, message: str, kind: str) -> Problem:
        return Problem(source.place(offset), "", message, kind)

    if character := first_invisible(text.replace("\t", " ")):
        yield found(text.index(character), invisible(character), "character")
    yield from conflict(source)
    for fault in private.faults(text):
        yield Problem(source.place(fault.offset), "", fault.message, "private-data", fault.severity)
    for tag, offset in tags(text):
        yield found(offset, html_message(tag), "html")
    for match in _ATTRIBUTES.finditer(text):
        message = f"«{match[1]}=» i krøllparenteser setter en egenskap på siden. Her kan det bare stå et navn, som i «{{#navn}}»."
        yield found(match.start(), message, "html")
    for match in _BRACES.finditer(text):
        message = f"«{match[0]}» fylles ikke ut av maskinen. Skriv {{municipality}}, eller ta bort krøllparentesene."
        yield found(match.start(), message, "placeholder")
    yield from _outline(Source(source.name, text))
    for match in _PICTURE.finditer(text):
        message = f"bildet «{match[1]}» ligger på et annet nettsted. Legg det i docs/ i stedet, så ingen andre ser hvem som leser."
        yield found(match.start(1), message, "picture")
    pictures = {match.start(1) for match in _PICTURE.finditer(text)}
    links = [*targets(text), *((m[1], m.start(1)) for m in _AUTOLINK.finditer(text))]
    for target, offset in links:
        if offset not in pictures and not _is_safe(target):
            message = f"lenken «{target}» kan ikke brukes. Skriv hele adressen: https://…, eller filnavnet til en side i guiden."
            yield found(offset, message, "link")


def _outline(source: Source) -> Iterator[Problem]:
    """A page has one heading of the first level, and each name of a heading once."""
    opening = re.match(r"---\n.*?\n---\n", source.text, re.S)
    headings = list(_HEADING.finditer(source.text, opening.end() if opening else 0))
    if opening and not any(match[1] == "#" for match in headings):
        end = opening.end() + len(source.text[opening.end() :]) - len(source.text[opening.end() :].lstrip("\n"))
        message = "siden mangler en overskrift. Begynn teksten med en linje som «# Trygg bruk»."
        yield Problem(source.place(min(end, len(source.text))), "", message, "outline")
    above, first = 0, True
    for match in headings:
        sign, space, words = match.groups()
        level = len(sign)
        if not words.strip():
            message = f"overskriften er tom. Skriv ord etter {sign}, eller slett linjen."
        elif not space:
            message = f"her mangler et mellomrom. Skriv «{sign} {words}»."
        elif level == 1 and not first:
            message = "siden har en overskrift med én # fra før. Skriv ## her."
        elif 0 < above < level - 1:
            message = f"overskriften hopper fra {'#' * above} til {sign}. Skriv {'#' * (above + 1)} her, så skjermlesere finner fram."
        else:
            message = ""
        if message:
            yield Problem(source.place(match.start()), "", message, "outline")
        above = min(level, above + 1) if above else level
        first = first and level > 1
    seen = set()
    for match in _ANCHOR.finditer(source.text):
        if match[1] in seen:
            message = f"«{{#{match[1]}}}» er brukt før på siden. Velg et annet navn, så lenker finner fram."
            yield Problem(source.place(match.start()), "", message, "outline")
        seen.add(match[1])


def without_code(text: str) -> str:
    """The text with spaces in place of what is shown as code."""
    return _CODE.sub(_blank, _FENCE.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    """Spaces in place of code, so that what stands after it keeps its place."""
    return re.sub(r"[^\n]", " ", match[0])


def _is_safe(target: str) -> bool:
    """Whether a link is a page beside this one, or may be shown anywhere. Markdown reads entities in it."""
    plain = html.unescape(target).strip()
    if re.match(r"[a-zA-Z][\w+.-]*:", plain):
        return is_safe_link(plain)
    return not plain.startswith(("//", "/\\", "\\"))
