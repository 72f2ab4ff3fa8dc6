"""What the YAML parser stumbled over, as a place and a sentence that an editor understands.

The parser tells where it stopped, which is often far below the mistake: an open quotation
mark ends at the next one. So the last text it read and the place where it began what it was
reading are looked at too.
"""

from __future__ import annotations

import re
from typing import Any

from guide.indent import misplaced, undashed
from guide.place import Place, Problem, Source

_OPEN_QUOTE = "anførselstegnet her blir ikke avsluttet. Sett et likt anførselstegn der teksten slutter."
_NO_SPACE = "her mangler mellomrom etter kolon. Skriv «felt: verdi», med kolon og mellomrom."
_CHARACTER = "tegnet her kan ikke stå i en datafil. Slett det og skriv det på nytt med tastaturet."
_BACKSLASH = "omvendt skråstrek (\\) betyr noe for maskinen i en tekst med \"…\". Bruk vanlig skråstrek, eller '…' rundt teksten."
_FLOW_COLON = (
    'her står et kolon midt i en tekst. Sett teksten i anførselstegn: "…". Er det et nytt felt, mangler kommaet foran.'
)
_COLON = 'her står et kolon midt i en tekst, eller linjen har feil innrykk. Sett teksten i anførselstegn: "…".'
_AFTER_QUOTE = "teksten går videre etter anførselstegnet. Sett anførselstegn rundt hele teksten: '… \"ord\" …'."
_BRACKET = 'klammer og krøllparenteser betyr noe for maskinen. Sett teksten i anførselstegn: "…".'
_FLOW = (
    "listen med [ ] eller { } er ikke riktig avsluttet, eller det mangler komma. Skriv som i «[mobbing, vold-hjemme]»."
)

_SAID = (
    ("comment or line break", "etter | eller > skal teksten begynne på neste linje, med innrykk. Skal den stå på denne linjen, slett tegnet."),
    ("unknown escape character", _BACKSLASH),
    ("escape code", _BACKSLASH),
    ("expected hexdecimal", _BACKSLASH),
    ("mapping values are not allowed", _COLON),
    ("could not find expected ':'", "her mangler kolon etter feltnavnet, eller teksten har for lite innrykk. Skriv «felt: verdi», med kolon og mellomrom."),
    ("quoted scalar", _OPEN_QUOTE),
    ("did not find expected ',' or", _FLOW),
    ("flow", _FLOW),
    ("cannot start any token", "teksten begynner med et tegn som betyr noe for maskinen. Sett teksten i anførselstegn: \"…\"."),
    ("did not find expected key", "innrykket stemmer ikke med linjene over, eller et anførselstegn står feil. Bruk like mange mellomrom som i posten over."),
    ("block sequence entries", "streken (-) står på feil sted. En liste begynner på en ny linje, med like mye innrykk på hver strek."),
    ("did not find expected '-' indicator", "innrykket stemmer ikke. Her skulle det stått en strek (-) som over."),
    ("did not find expected alphabetic", "& og * betyr noe for maskinen når de står først. Sett teksten i anførselstegn: \"…\"."),
    ("undefined alias", "en stjerne (*) først betyr noe for maskinen. Sett teksten i anførselstegn: \"…\"."),
    ("unacceptable", _CHARACTER),
    ("control characters", _CHARACTER),
)  # fmt: skip
"""What the parser says, and what it most often means to an editor. First match wins."""

_KEY_WITHOUT_SPACE = re.compile(r"[\w-]+:(?=[^\s:/])")
_TWO_DASHES = re.compile(r"^ *- +(?=- )(?![\s\S]*^ *- +- )", re.M)
_OTHER_DASH = re.compile(r"^ *([–—−‐‑•·*])(?= ?[a-z_]+:(?:\s|$))", re.M)
"""What a word processor makes of a dash that begins a line."""
_DASH_WITHOUT_SPACE = re.compile(r"-(?=[a-z_]+:(\s|$))", re.M)


def problem(error: Any, source: Source, last: Any) -> Problem:
    """The mistake behind a parser's error; ``last`` is the last event it gave for a text."""
    said = f"{error.problem or ''} {error.context or ''}"
    message = next((ours for theirs, ours in _SAID if theirs in said), "maskinen forstår ikke linjen. Se på linjen over også: innrykk, kolon og anførselstegn.")  # fmt: skip
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Problem(Place(source.name), "", message, "syntax")
    offset, began = mark.index, error.context_mark
    flow = message == _FLOW
    first = source.text.rfind("\n", 0, last.start_mark.index if last is not None else offset) + 1
    end = source.text.find("\n", offset)
    if dash := _OTHER_DASH.search(source.text, first, end if end > 0 else len(source.text)):
        message = f"streken her («{dash[1]}») er en annen enn den på tastaturet, ofte limt inn fra Word. Skriv en bindestrek (-) og et mellomrom."
        return Problem(source.place(dash.start(1)), "", message, "syntax")
    if _goes_on(last, mark) and last.style in ('"', "'"):
        offset, message = last.start_mark.index, _OPEN_QUOTE
    elif flow and source.text[offset : offset + 1] == ":" and _same_line(last, mark):
        message = _FLOW_COLON
    elif message == _OPEN_QUOTE or "simple key" in said or (flow and began is not None and began.line != mark.line):
        offset = began.index if began is not None else offset
    elif "expected key" in said and source.text[offset - 1 : offset] in ("]", "}"):
        bracket = "[" if source.text[offset - 1] == "]" else "{"
        offset, message = source.text.rfind(bracket, 0, offset), _BRACKET
    if (
        "expected key" in said
        and last is not None
        and last.style in ('"', "'")
        and last.start_mark.line == last.end_mark.line == mark.line
    ):
        message = _AFTER_QUOTE
    if "expected key" in said and (odd := undashed(source.text.split("\n"), mark.line)):
        return Problem(Place(source.name, odd.line + 1, odd.column + 1), "", odd.message, "indent")
    if (
        "expected '-'" in said
        and (twice := _TWO_DASHES.search(source.text, 0, offset))
        and "\n" not in source.text[twice.end() : offset].rstrip(" \n")
    ):
        offset, message = twice.end(), "her står det to streker etter hverandre. Slett den ene."
    if found := _DASH_WITHOUT_SPACE.match(source.text, offset):
        offset, message = found.end(), "her mangler mellomrom etter streken. Skriv «- felt: verdi»."
    # A key that runs into its value is a text, and goes on to the colon of the line below.
    for start in (offset, last.start_mark.index if _goes_on(last, mark) and not last.style else offset):
        if found := _KEY_WITHOUT_SPACE.match(source.text, start):
            offset, message = found.end(), _NO_SPACE
            break
    if message == _COLON and (odd := misplaced(source.text.split("\n"), mark.line, mark.column)):
        return Problem(Place(source.name, odd.line + 1, odd.column + 1), "", odd.message, "indent")
    return Problem(source.place(offset), "", message, "syntax")


def _goes_on(last: Any, mark: Any) -> bool:
    """Whether the last text goes over several lines and ends just where the parser stopped."""
    return last is not None and last.start_mark.line < last.end_mark.line == mark.line


def _same_line(last: Any, mark: Any) -> bool:
    return last is not None and last.start_mark.line == mark.line
