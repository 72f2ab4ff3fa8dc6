"""The municipality's own colours, logo and icon: what may stand in them, and whether texts in the colours can be read.

They are replaced by a web manager with files from elsewhere. The logo stands in every page, where the policy
(`headers.py`) lets no style and no script through that is written in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from guide.place import Place, Problem, Source

FOLDER = "overrides/municipality"
COLOURS, LOGO, ICON = "colours.css", "logo.svg", "favicon.svg"

LOGO_BYTES = 8_000
"""The logo is sent with every page; the first 14 KB of a page are to hold the urgent numbers."""

TEXT = 4.5
"""The least contrast of text to what it stands on (WCAG 2.2, 1.4.3)."""

NAMES = (
    "ink", "ink-soft", "paper", "surface", "line", "fjord", "fjord-strong", "fjord-tint", "lamp", "lamp-tint", "sky-tint",
    "moss-tint", "urgent", "urgent-tint", "focus", "night", "night-far", "night-near",
)  # fmt: skip
"""The colours that the style asks for."""

STANDS_ON = {
    "ink": ("paper", "surface", "fjord-tint", "lamp-tint", "sky-tint", "moss-tint", "urgent-tint"),
    "ink-soft": ("paper", "surface"),
    "fjord": ("paper", "surface"),
    "fjord-strong": ("fjord-tint",),
    "paper": ("fjord", "urgent"),
    "urgent": ("paper", "surface", "urgent-tint"),
}
"""Which colours are those of texts, and on which others they stand."""

_COLOUR = re.compile(r"--([a-z-]+)\s*:\s*([^;{}]*?)\s*[;}]")
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.I)
_DARK = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_FETCHED = re.compile(r"url\(|@import|@font-face", re.I)
_NOT_IN_SVG = (
    (re.compile(r"<\?xml|<!DOCTYPE", re.I), "Den delen hører bare hjemme i en egen fil. Slett den, så tegningen begynner med «<svg»."),
    (re.compile(r"<(?:script|foreignObject|iframe)\b", re.I), "Det kan ikke stå i en tegning her. Slett det."),
    (re.compile(r"\bon[a-z]+\s*=", re.I), "Det er skript. Slett det."),
    (re.compile(r"<style\b|\bstyle\s*=", re.I), "Nettleseren bruker ikke slik stil her. Skriv fargene som egenskaper: fill=\"#0d4f55\"."),
    (re.compile(r"(?:href|src)\s*=\s*[\"'](?!#)", re.I), "Det henter noe fra et annet sted. Legg tegningen inn selv, eller slett det."),
)  # fmt: skip


def problems(root: Path) -> Iterator[Problem]:
    """What is wrong with the files below ``root``; nothing where the project has no templates of its own."""
    folder = root / FOLDER
    if not folder.parent.exists():
        return
    for name in (COLOURS, LOGO, ICON):
        shown = f"{FOLDER}/{name}"
        try:
            text = (folder / name).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            message = "filen mangler eller kan ikke leses. Hent den tilbake, eller lagre den på nytt som UTF-8."
            yield Problem(Place(shown), "", message, "identity")
            continue
        source = Source(shown, text)
        yield from _colours(source) if name == COLOURS else _drawing(source, name)


def _problem(source: Source, offset: int, message: str) -> Problem:
    return Problem(source.place(offset), "", message, "identity")


def _drawing(source: Source, name: str) -> Iterator[Problem]:
    text = source.text
    wrong = False
    for pattern, message in _NOT_IN_SVG:
        if name == ICON and "xml" in pattern.pattern:
            continue  # the icon is a file of its own
        if found := pattern.search(text):
            wrong = True
            yield _problem(source, found.start(), f"«{found[0].strip()}» kan ikke brukes her. {message}")
    if wrong:
        return
    try:
        element = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        line, column = error.position
        message = "tegningen er ikke hel SVG. Lagre den på nytt som «vanlig SVG» fra tegneprogrammet."
        yield Problem(Place(source.name, line, column + 1), "", message, "identity")
        return
    if element.tag.rpartition("}")[2] != "svg" or "viewBox" not in element.attrib:
        message = 'tegningen skal begynne med «<svg viewBox="…"», så den kan få riktig størrelse.'
        yield _problem(source, max(text.find("<svg"), 0), message)
    if name == LOGO and len(text.encode()) > LOGO_BYTES:
        message = f"logoen er på {len(text.encode())} byte og sendes med hver side. Grensen er {LOGO_BYTES}. Forenkle den i tegneprogrammet."
        yield _problem(source, 0, message)


def _colours(source: Source) -> Iterator[Problem]:
    text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source.text)
    if found := _FETCHED.search(text):
        yield _problem(
            source, found.start(), f"«{found[0]}» henter noe fra et annet sted. Her skal det bare stå farger."
        )
    night = _DARK.search(text)
    begins = night.start() if night else len(text)
    light: dict[str, tuple[str, int]] = {}
    dark: dict[str, tuple[str, int]] = {}
    for match in _COLOUR.finditer(text):
        name, value = match[1], match[2]
        if name in NAMES and not _HEX.fullmatch(value):
            message = (
                f"«{value}» kan ikke brukes som farge her, for papiret skal ha den samme. Skriv den som «#0d4f55»."
            )
            yield _problem(source, match.start(2), message)
        elif name in NAMES:
            (light if match.start() < begins else dark)[name] = value, match.start(2)
    for name in NAMES:
        if name not in light and not re.search(rf"--{name}\s*:", text):
            yield _problem(source, 0, f"fargen «--{name}» mangler. Legg den til under «:root».")
    yield from _contrasts(source, light, "lys")
    yield from _contrasts(source, {**light, **dark}, "mørk")


def _contrasts(source: Source, colours: Mapping[str, tuple[str, int]], scheme: str) -> Iterator[Problem]:
    for name, grounds in STANDS_ON.items():
        for ground in grounds:
            if name in colours and ground in colours:
                found = contrast(colours[name][0], colours[ground][0])
                if found < TEXT:
                    said = f"{found:.1f}, og må være minst {TEXT}".replace(".", ",")
                    message = f"tekst i «--{name}» på «--{ground}» er vanskelig å lese ({scheme} side): Kontrasten er {said}. Velg en {'mørkere' if scheme == 'lys' else 'lysere'} eller sterkere farge."
                    yield _problem(source, colours[name][1], message)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (``#rgb`` or ``#rrggbb``), from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
