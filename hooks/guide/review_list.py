"""What must be checked, as text for the screen, as tick lists in Markdown, and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from babel.dates import format_date
from guide.review import Due


def lines(found: Iterable[Due], today: date) -> Iterator[str]:
    """By owner: file and line, what it is, when it was last checked, and what to do."""
    number = 0
    for owner, listed in _by_owner(found):
        yield f"{owner}: {len(listed)} å kontrollere"
        for d in listed:
            number += 1
            yield f"  {d.place.file}:{d.place.line}: {d.name}"
            yield f"      {_when(d, today)}"
            yield f"      {d.todo}{f' Kilde: {d.source}' if d.source else ''}"
        yield ""
    yield f"{number} å kontrollere." if number else "Ingenting å kontrollere nå."


def markdown(found: Iterable[Due], today: date) -> Iterator[str]:
    """A tick list for each owner, for an issue on GitHub."""
    number = 0
    for owner, listed in _by_owner(found):
        yield f"## {_escaped(owner)}"
        yield ""
        for d in listed:
            number += 1
            source = f" [Kilde]({d.source})" if d.source else ""
            yield f"- [ ] **{_escaped(d.name)}** (`{d.place.file}`, linje {d.place.line}). {_when(d, today)} {_escaped(d.todo)}{source}"
        yield ""
    if not number:
        yield "Ingenting å kontrollere nå."


def as_json(found: Iterable[Due], today: date) -> str:
    """A list of objects: owner, due, overdue, confirmed, file, line, id, name, todo, checked, source."""
    listed = [
        {
            "owner": d.owner,
            "due": d.due.isoformat(),
            "overdue": d.due < today,
            "confirmed": d.confirmed,
            "file": d.place.file,
            "line": d.place.line,
            "id": d.id,
            "name": d.name,
            "todo": d.todo,
            "checked": d.checked.isoformat(),
            "source": d.source,
        }
        for d in found
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)


def _by_owner(found: Iterable[Due]) -> Iterator[tuple[str, list[Due]]]:
    for owner, listed in groupby(found, key=lambda d: d.owner):
        yield owner, list(listed)


def _when(d: Due, today: date) -> str:
    last = f"Sist sett på {_day(d.checked)}."
    if not d.confirmed:
        return f"Ikke bekreftet. {last}"
    late = (today - d.due).days
    over = f", {late} {'dag' if late == 1 else 'dager'} over fristen" if late > 0 else ""
    return f"{last} Frist {_day(d.due)}{over}."


def _day(day: date) -> str:
    return str(format_date(day, "d. MMMM y", locale="nb"))


def _escaped(text: str) -> str:
    """Text that Markdown, and GitHub's own marks for people and issues, leave as it is."""
    return re.sub(r"([\\`*_\[\]<>#@|~])", r"\\\1", text)
