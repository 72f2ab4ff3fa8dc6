"""The golden set: what people write, and the pages they must find; asked of the real search in a real browser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).parent / "search"

TYPE_AND_READ = """([texts, home]) => {
  const field = document.querySelector('input[type=search]');
  const address = link => new URL(link.href).pathname.replace(home, '').replace(/\\/$/, '') + new URL(link.href).hash;
  return texts.map(text => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', {bubbles: true}));
    return [...document.querySelectorAll('#search-results a')].slice(0, 3).map(address);
  });
}"""
"""Each text put in the field, and where the first three links among the results lead, whatever they are."""


@dataclass(frozen=True)
class Query:
    """A query, the pages that must be among the first three, and what is right as the first."""

    text: str
    must: tuple[str, ...]
    first: frozenset[str]


@dataclass(frozen=True)
class Figures:
    """How much was found; ``missed`` are the queries that were not all right, for the message of a test."""

    recall: float
    first: float
    missed: tuple[str, ...]


def queries(name: str) -> list[Query]:
    """The queries of a file of ``tests/search``."""
    found = []
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        text, _, pages = line.partition(" = ")
        if pages and not line.startswith("#"):
            must, _, also = pages.partition("|")
            found.append(Query(text, tuple(must.split()), frozenset((*must.split(), *also.split()))))
    return found


def ask(page: Page, asked: Iterable[Query], home: str) -> Figures:
    """Type the queries into the field of an open page of the search; ``home`` is the path of the locale's root."""
    asked = list(asked)
    found = page.evaluate(TYPE_AND_READ, [[q.text for q in asked], home])
    answers = list(zip(asked, found, strict=True))
    recall = sum(len(set(q.must) & set(links)) / len(q.must) for q, links in answers) / len(asked)
    first = sum(bool(links) and links[0] in q.first for q, links in answers) / len(asked)
    wrong = [(q, links) for q, links in answers if not set(q.must) <= set(links) or links[0] not in q.first]
    return Figures(recall, first, tuple(f"{q.text}: {' '.join(links)} (not {' '.join(q.must)})" for q, links in wrong))
