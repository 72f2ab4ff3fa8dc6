"""The services and their channels as tables: data/services.csv and data/channels.csv.

RFC 4180: commas, CRLF, quotation marks doubled. UTF-8 with a byte order mark, without which Excel
reads æ, ø and å wrong.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from guide import open_model
from guide.fields import Locale
from guide.open_values import Words
from guide.opendata import OpenData

SERVICES, CHANNELS = "data/services.csv", "data/channels.csv"

_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"\+[0-9 ]+")

Row = dict[str, str]


def files(data: OpenData) -> Mapping[str, bytes]:
    """Both tables, by address."""
    locales, services = data.guide.locales, data.services.values()
    channels = [_channel(s, n, c, locales) for s in services for n, c in enumerate(s.channels, 1)]
    return {SERVICES: _table(_service(s, locales) for s in services), CHANNELS: _table(channels)}


def safe(cell: str) -> str:
    """The cell as a spreadsheet takes it for text.

    A cell that begins with one of these signs is a formula, which could fetch an address or start a
    program (OWASP, «CSV injection»). Such a cell gets an apostrophe first. A telephone number with
    its country code begins with a plus too, but holds digits alone and stays as it is.
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _table(rows: Iterable[Row]) -> bytes:
    listed = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(dict.fromkeys(k for row in listed for k in row)), lineterminator="\r\n")  # fmt: skip
    writer.writeheader()
    writer.writerows({name: safe(cell) for name, cell in row.items()} for row in listed)
    return text.getvalue().encode("utf-8-sig")


def _in(name: str, text: Words | None, locales: Iterable[Locale]) -> Row:
    """A text in a column for each locale; where it is not translated the cell is empty."""
    written: Mapping[Locale, str] = text.written() if text else {}
    return {f"{name}_{locale}": written.get(locale, "") for locale in locales}


def _plain(record: Any, *names: str) -> Row:
    def cell(value: Any) -> str:
        return " ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)

    return {name: cell(getattr(record, name)) for name in names}


def _review(review: open_model.Review, locales: Iterable[Locale]) -> Row:
    return {
        "reviewed_on": review.on,
        "method": review.method,
        "grade": review.grade,
        "source": review.source or "",
        "confirmed": "yes" if review.confirmed else "no",
        **_in("unverified", review.unverified, locales),
    }


def _service(s: open_model.Service, locales: tuple[Locale, ...]) -> Row:
    texts = ("name", "summary", "operator", "what_happens", "you_can_say", "adults_can_say", "confidentiality")
    return {
        **_plain(s, "id", "uuid", "kind", "level", "danger", "roles", "topics", "languages", "alternatives", "owner"),
        "age_min": str(s.age.min) if s.age and s.age.min is not None else "",
        "age_max": str(s.age.max) if s.age and s.age.max is not None else "",
        **{k: v for name in texts for k, v in _in(name, getattr(s, name), locales).items()},
        **_review(s.review, locales),
        **{f"page_{locale}": page for locale, page in s.page.items()},
    }


def _channel(s: open_model.Service, number: int, c: open_model.Channel, locales: tuple[Locale, ...]) -> Row:
    return {
        "service": s.id,
        "number": str(number),
        **_plain(c, "uuid", "type", "value", "uri"),
        "hours": c.hours.osm if c.hours else "",
        **_in("hours", c.hours.words if c.hours else None, locales),
        **_plain(c, "free", "anonymous", "on_bill"),
        **_in("note", c.note, locales),
        **_review(c.review, locales),
    }
