"""The printed set: which PDF documents there are in each locale, made with Typst, once for all locales.

Typst compiles without the interpreter's lock, so the documents are made in threads of their own while MkDocs
builds the pages. The values are made before, in the thread that asks: Markdown may not be used by two at once. Each is made to PDF/UA-1: Typst stops with an error when a picture lacks its alternative text.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

import typst
from guide import addresses
from guide.fields import Locale
from guide.paper_values import Sheets
from guide.registry import Guide
from guide.views import View, Views

PRINT = "GUIDE_PRINT"
"""The environment variable that says whether the PDF documents are made: ``yes`` or ``no``."""

STANDARD = "ua-1"
PICTURE = 496
"""Width in pixels of the picture of a first page: text on it can be read, and it stays below 100 kB."""

MILLIMETRES = {"a4": (210, 297), "a3": (297, 420)}


@dataclass(frozen=True)
class Document:
    """A printed document: its interface words (``paper_NAME``), its file, the Typst source and the paper.

    The picture of a ``long`` one is drawn from a ``cover``: its source draws the first page alone, and ``first`` says
    how many records of each kind stand there, if not all.
    """

    name: str
    file: str
    source: str
    paper: str = "a4"
    long: bool = False
    first: int | None = None
    landscape: bool = False

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in millimetres."""
        short, long = MILLIMETRES[self.paper]
        return (long, short) if self.landscape else (short, long)


DOCUMENTS = (
    Document("guide", "ansatt.pdf", "guide.typ", long=True, first=0),
    Document("cards", "trinnkort.pdf", "cards.typ", landscape=True),
    Document("forms", "skjema.pdf", "forms.typ", long=True),
    Document("numbers", "numre.pdf", "numbers.typ"),
    Document("poster_a3", "plakat-a3.pdf", "poster.typ", "a3"),
    Document("poster_a4", "plakat-a4.pdf", "poster.typ", "a4"),
    Document("wallet", "kort.pdf", "wallet.typ"),
)
"""The printed set, in the order in which it is listed. File names say nothing of what a child reads."""


class PrintError(Exception):
    """A document could not be made; the message is for editors."""


@dataclass(frozen=True)
class Printed:
    """A finished document: the PDF, how many pages it has, and a picture of the first (PNG)."""

    pdf: bytes
    pages: int
    picture: bytes


class Prints:
    """The documents of a guide. They are begun when this is made, and waited for when they are asked for."""

    def __init__(self, guide: Guide, overrides: Path) -> None:
        self.guide, self.folder = guide, overrides / "print"
        self._root = overrides
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(self.folder / "fonts")]
        )
        self._own = threading.local()
        self._pool = ThreadPoolExecutor(2, "print")
        self._sheets = {locale: Sheets(guide, locale, overrides) for locale in guide.locales}
        self._made: dict[tuple[Locale, str], Future[Printed]] = {
            (locale, document.name): self._pool.submit(
                self._print, document, locale, self._sheets[locale].values(document.name)
            )
            for locale in guide.locales
            for document in DOCUMENTS
            if self._sheets[locale].has(document.name)
        }
        self._pool.shutdown(wait=False)

    def views(self, locale: Locale) -> Views:
        """The records in a locale, most of them made for the documents already."""
        return self._sheets[locale].views

    def listed(self, locale: Locale) -> list[View]:
        """The documents of a locale for the page that lists them."""
        labels = self._sheets[locale].labels
        return [
            View(
                name=labels[f"paper_{document.name}"],
                advice=labels[f"paper_{document.name}_advice"],
                href=addresses.href(addresses.PAPERS + document.file),
                facts=labels["papers_facts"].fill(pages=made.pages, size=-(-len(made.pdf) // 1000)),
                picture=addresses.href(addresses.PAPERS + _picture(document)),
                width=PICTURE,
                height=round(PICTURE * document.size[1] / document.size[0]),
            )
            for document, made in self._of(locale)
        ]

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """All documents, and the pictures of their first pages, by address."""
        files: dict[str, bytes] = {}
        for locale in self.guide.locales:
            folder = addresses.folder(locale, self.guide.locales) + addresses.PAPERS
            for document, made in self._of(locale):
                files |= {folder + document.file: made.pdf, folder + _picture(document): made.picture}
        return files

    def _of(self, locale: Locale) -> list[tuple[Document, Printed]]:
        keys = [(d, (locale, d.name)) for d in DOCUMENTS]
        return [(document, self._made[key].result()) for document, key in keys if key in self._made]

    def _print(self, document: Document, locale: Locale, values: dict[str, Any]) -> Printed:
        values = values | {"paper": document.paper}
        source = str(self.folder / document.source)
        try:
            pdf = self._compile(source, values | {"cover": False}, format="pdf", pdf_standards=[STANDARD])
            picture = self._compile(
                source, _cover(document, values), format="png", ppi=PICTURE * 25.4 / document.size[0]
            )
        except typst.TypstError as error:
            raise PrintError(f"{document.file} ({locale}) kunne ikke lages. Typst sier: {error}") from error
        return Printed(pdf, _pages(pdf), picture[0] if isinstance(picture, list) else picture)

    def _compile(self, source: str, values: Mapping[str, Any], **options: Any) -> Any:
        """One compiler for each thread; they share the fonts and what Typst remembers."""
        if not hasattr(self._own, "compiler"):
            self._own.compiler = typst.Compiler(root=str(self._root), font_paths=self._fonts)
        inputs = {"data": json.dumps(values, ensure_ascii=False)}
        return self._own.compiler.compile(input=source, sys_inputs=inputs, timestamp=self._timestamp, **options)

    @property
    def _timestamp(self) -> int:
        """Today as seconds since 1970: the same day gives the same bytes."""
        return int(datetime.combine(self.guide.today, time(), UTC).timestamp())


def _cover(document: Document, values: dict[str, Any]) -> dict[str, Any]:
    """The values of the first page. Those of another are the same as for the whole: Typst then draws nothing twice."""
    cut = {name: v[: document.first] if isinstance(v, list) else v for name, v in values.items()}
    return cut | {"cover": document.long}


def _picture(document: Document) -> str:
    return document.file.removesuffix("pdf") + "png"


def _pages(pdf: bytes) -> int:
    """How many pages a document has; Typst leaves the pages of a PDF uncompressed."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def prints(guide: Guide, overrides: Path) -> Prints | None:
    """The printed set, or nothing when the environment says that none is to be made."""
    return Prints(guide, overrides) if os.environ.get(PRINT) != "no" else None
