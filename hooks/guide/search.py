"""What the search in the browser is made of: one script for each locale, with the words of its pages.

The browser indexes the words itself, in a few milliseconds: a ready-made index of MiniSearch
is three times as large, and what cuts the endings of words would have to be written twice.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from guide import addresses, words
from guide.fields import Locale, Text
from guide.model import Service, Topic
from guide.model_process import Exit, Step
from guide.model_search import LANGUAGES
from guide.pages import Page
from guide.render import Renderer
from guide.text import Said, first_sentence
from guide.views import Views
from markupsafe import Markup

FOLDER = "assets/search/"
_LIBRARY = "minisearch/minisearch.js"
_SAID = ("count", "one", "none", "first", "best", "talk", "do", "staff", "urgent_above", "help")

NOT_FOUND = frozenset((addresses.SEARCH, addresses.WORDS, addresses.SOURCES, addresses.THANKS, addresses.EMBEDS))
"""Pages that answer nothing a reader searches for."""

_MARKUP = re.compile(r"\]\([^)]*\)|\{[#:][^}]*\}|<[^>]*>|https?:\S+")
_WORD = re.compile(r"[^\W\d_]{4,}|(?<=§ )\d+(?:-\d+)?")
_COMMENTS = re.compile(r"^ *(?:/\*.*?\*/|//[^\n]*)\n|^ +", re.M | re.S)
"""Comments on lines of their own, and indents: half of the library's bytes. No string there spans lines."""

_TELLING = 8
"""A word that is on more pages than this tells little of any of them."""

_ANSWERED = 5
"""How many services stand with a topic: whom to talk to about it."""


def scripts(renderer: Renderer) -> Mapping[str, bytes]:
    """The script of each locale by its address: the library, ours, and the words of the pages."""
    folder = renderer.overrides / "assets/search"
    library = _COMMENTS.sub("", (folder / _LIBRARY).read_text("utf-8"))
    licence = (folder / "minisearch/LICENSE").read_text("utf-8").strip()
    ours = "\n".join(_COMMENTS.sub("", path.read_text("utf-8")).strip() for path in sorted(folder.glob("*.js")))
    made = {}
    for locale in renderer.guide.locales:
        data = json.dumps(_data(renderer, locale), ensure_ascii=False, separators=(",", ":"))
        text = f"/*\n{licence}\n*/\n{library}\n(() => {{\n{ours}\nstart({data});\n}})();\n"
        made[f"{FOLDER}{locale}.js"] = text.encode()
    return made


def _data(renderer: Renderer, locale: Locale) -> dict[str, Any]:
    """All that the script needs: words of the language, what the script says, urgent help, and the pages."""
    views, rules, language = renderer.views(locale), renderer.guide.search, LANGUAGES[locale]
    pages = list(_Documents(renderer, locale).all())
    number = {page["a"]: i for i, page in enumerate(pages)}
    said = Counter(word for page in pages for word in page.get("b", ()))
    for page in pages:
        if "b" in page:
            page["b"] = " ".join(word for word in page["b"] if said[word] <= _TELLING)
        if "h" in page:
            page["h"] = [number[address] for address in page["h"]]
    return {
        "language": language,
        "same": getattr(rules.same, language),
        "ignore": getattr(rules.ignore, language),
        "crisis": [
            {"words": getattr(c.words, language), "html": _urgent(renderer, views, c.text, c.services)}
            for c in rules.crisis
        ],
        "say": {name: views.labels[f"search_{name}"].plain for name in _SAID}
        | {"words": views.labels["words_title"].plain},
        "pages": pages,
    }


def _urgent(renderer: Renderer, views: Views, text: Text, services: tuple[str, ...]) -> Markup:
    numbers = []
    for name in services:
        view = views.service(renderer.guide.service[name])
        phone = next((c for c in view.channels if c.type == "phone"), None)
        if phone is not None:
            numbers.append((view.id, phone, view.short))
    template = renderer.environment.get_template("partials/search_urgent.html")
    return Markup(template.render(text=views.write.line(text), numbers=numbers, labels=views.labels))


class _Documents:
    """The pages of a locale as the search knows them.

    ``a`` address, ``t`` title, ``s`` a sentence, ``g`` the group it stands in, ``r`` how much it counts, ``w`` everyday words, ``b`` other
    words on the page, ``n`` its numbers (of a telephone, of a section of a law), ``c`` ways to reach a service as HTML, ``h`` who helps with a topic, ``p`` it
    speaks with the parents, ``l`` the locale of a
    title that is missing in this one. What is empty is left out.
    """

    def __init__(self, renderer: Renderer, locale: Locale) -> None:
        self.renderer, self.locale, self.guide = renderer, locale, renderer.guide
        self.views, self.bodies = renderer.views(locale), renderer.bodies(locale)
        # In Norwegian the words of both forms count: people write as they speak.
        together = ("nb", "nn") if locale in ("nb", "nn") else (locale,)
        self.first = {addresses.of("service", name) for name in self.guide.municipality.urgent}
        self.named = {page.to.lstrip("/") for page in self.guide.search.pages}
        self.words: dict[str, list[str]] = {}
        for address, listed in words.listed(self.guide):
            chosen = [word for each in together for word in listed.get(each, listed["nb"])]
            self.words[address] = list(dict.fromkeys(chosen))

    def all(self) -> Iterator[dict[str, Any]]:
        """The generated pages, the hand-written ones, then laws and tools that have no page of their own."""
        for page in self.renderer.pages.generated.values():
            if page.address not in NOT_FOUND:
                yield self._page(page)
        for prose in self.guide.prose:
            if prose.address:
                path = self.renderer.overrides.parent / prose.paths[prose.written(self.locale)]
                head = prose.head(self.locale)
                summary = self.views.write.words(head.description, prose.written(self.locale))
                yield self._document(prose.address, summary, body=_text(path))
        for resource in self.guide.resources:
            if resource.id not in self.guide.form:
                law = resource.type in ("law", "guideline", "plan", "report")
                address = f"{addresses.GUIDELINES if law else addresses.TOOLS}#{resource.id}"
                view = self.views.resource(resource)
                title = self.views.write.line(resource.title)
                more = Said.of("", f"{view.section} {view.publisher.plain}")
                section = {"n": [f"{title.plain.partition(':')[0]} {view.section}"]} if view.section else {}
                yield self._document(address, view.short, title=title, body=more.plain, **section)

    def _page(self, page: Page) -> dict[str, Any]:
        write, record = self.views.write, page.record
        match record:
            case Service():
                view = self.views.service(record)
                template = self.renderer.environment.get_template("partials/search_service.html")
                html = template.render(service=view, labels=self.views.labels)
                numbers = list(dict.fromkeys(c.value for c in record.channels if c.dial))
                return self._document(page.address, view.summary, id=record.id, c=html, n=numbers)
            case Topic():
                signs = [write.line(s.text).plain for s in self.guide.signals if record.id in s.topics[:2]]
                advice = " ".join(write.block(text).plain for text in record.advice.values())
                helping = self.guide.services_of_topic[record.id][:_ANSWERED]
                return self._document(
                    page.address,
                    write.line(record.summary),
                    body=" ".join([*signs, advice]),
                    h=[addresses.of("service", s.id) for s in helping],
                )
            case Step():
                said = " ".join(write.block(text).plain for text in (*record.actions, *record.documentation))
                summary = write.line(first_sentence(record.purpose))
                parents: dict[str, Any] = {"p": 1} if record.involves_parents else {}
                return self._document(page.address, summary, body=said, **parents)
            case Exit():
                said = " ".join(write.block(text).plain for text in (*record.actions, *record.do_not))
                return self._document(page.address, write.line(first_sentence(record.summary)), body=said)
            case _:
                body = ""
                if page.kind == "signals":
                    body = " ".join(write.line(s.text).plain for s in self.guide.signals)
                values = self.bodies.values(page)
                return self._document(page.address, values["description"], body=body)

    def _document(
        self, address: str, summary: Said, title: Said | None = None, body: str = "", **more: Any
    ) -> dict[str, Any]:
        name = title or self.bodies.title(address)
        found = {
            "a": address,
            "t": name.plain,
            "s": summary.plain,
            "g": _group(address),
            "r": self._rank(address),
            **more,
        }
        if everyday := self.words.get(address):
            found["w"] = everyday
        if body:
            known = " ".join([name.plain, summary.plain, *self.words.get(address, ())]).lower()
            found["b"] = sorted(set(_WORD.findall(body.lower())) - set(_WORD.findall(known)))
        if ' lang="' in name or ' lang="' in summary:
            found["l"] = "nb"
        return found

    def _rank(self, address: str) -> float:
        """How much a page counts beside others that say the same.

        What it is about goes before who; among those, the ones that the municipality has in its urgent box go first;
        those whose words stand in search.yml are meant to be found, and before them those that are for everybody;
        laws come last.
        """
        if address in self.first:
            return 1.25
        if address.startswith(addresses.TOPICS) and address != addresses.TOPICS:
            return 1.5
        if address in self.named:
            return 1.1 if _group(address) == "staff" else 1.4
        return 0.5 if "#" in address else 1


def _group(address: str) -> str:
    """Where a page stands among what is found: someone to talk to, what to do, for staff."""
    below = address.startswith(addresses.SERVICES) and address != addresses.SERVICES
    return "talk" if below else "staff" if address.startswith("ansatt/") else "do"


def _text(path: Path) -> str:
    """The words of a hand-written page."""
    text = path.read_text("utf-8-sig")
    return _MARKUP.sub(" ", text.split("\n---\n", 1)[-1])
