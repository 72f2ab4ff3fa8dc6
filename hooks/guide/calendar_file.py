"""Days to check facts as an .ics calendar (RFC 5545).

The name of an event says nothing of what it is about: calendars of a municipality are seen by many, and a service
for those who were abused may look like somebody's own appointment. What to do stands in its description.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from guide.review import Due

_MOST_OCTETS = 75
"""In a line, without its end: RFC 5545, 3.1."""


def calendar(found: Iterable[Due], today: date, municipality: str) -> bytes:
    """An event a day long for each thing to check, on its last day or today when that has passed.

    An event keeps its UID when its day or its words change, so that a calendar replaces it.
    """
    lines = [line for d in found for line in _event(d, today, municipality)]
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//guide//kontroll//NB", "CALSCALE:GREGORIAN"]
    whole = [*head, "X-WR-CALNAME:Kontroll av opplysninger", *lines, "END:VCALENDAR"]
    return "".join(folded + "\r\n" for line in whole for folded in _folded(line)).encode()


def _event(d: Due, today: date, municipality: str) -> Iterator[str]:
    day = max(d.due, today)
    about = f"{d.name}\n{d.todo}\n{d.place.file}, linje {d.place.line}"
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, f'guide:{municipality}:{d.id}')}"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'Kontroller en opplysning ({d.owner})')}"
    yield f"DESCRIPTION:{_escaped(about)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """TEXT, RFC 5545, 3.3.11."""
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in parts of no more than 75 octets; each but the first begins with a space. No letter is cut."""
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _MOST_OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + width
    yield part
