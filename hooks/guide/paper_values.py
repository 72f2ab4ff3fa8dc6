"""What stands on each printed document, as JSON for its Typst source, in one locale."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from guide import addresses
from guide.bodies import Bodies
from guide.fields import Locale
from guide.model import Service
from guide.print_values import Paper, printable, short
from guide.qr import svg
from guide.registry import Guide
from guide.views import View, Views

_COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,8})\s*;")
_NAME = re.compile(r"[a-z]\w*")
YOUTH = "child-youth"
ON_POSTER = 3


class Sheets:
    """The values of all documents in one locale."""

    def __init__(self, guide: Guide, locale: Locale, overrides: Path) -> None:
        self.guide, self.locale = guide, locale
        self.views = Views(guide, locale)
        self.labels = self.views.labels
        self.bodies = Bodies(self.views, lambda *_, **__: [], lambda _: [])
        self._overrides = overrides
        self._style = _names(overrides / "print/style.typ")

    def has(self, name: str) -> bool:
        """Whether the municipality has anything to print on this document."""
        return name != "forms" or bool(self.guide.forms)

    def values(self, name: str) -> dict[str, Any]:
        """The values of a document by its name: those of all documents, and its own."""
        kind = name.partition("_")[0]
        names = self._style | _names(self._overrides / f"print/{kind}.typ")
        own: dict[str, Any] = getattr(self, f"_{kind}")(Paper(names=names))
        title = printable(self.labels[f"paper_{name}"].plain)
        labels = {said: words for said, words in self._labels.items() if said in names}
        return {"title": title, "labels": labels, **self._common, **own}

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {name: printable(said.plain) for name, said in self.labels.items()}

    @cached_property
    def _common(self) -> dict[str, Any]:
        municipality = self.guide.municipality
        address = self.bodies.address(addresses.PAPERS)
        return {
            "locale": self.locale,
            "colours": self._colours,
            "site_name": printable(self.views.write.line(municipality.site_name).plain),
            "author": printable(self.labels["owner_name"].plain),
            "owner_name": printable(self.labels["owner_name"].plain),
            "address": short(address) if address else "",
            "address_short": short(address) if address else printable(self.labels["owner_name"].plain),
            "age": Paper().plain(self.bodies.age_of_all()),
            "confirm": printable(self.labels["footer_confirm"].plain),
            **self._code(self.bodies.address(addresses.PAPERS)),
        }

    @cached_property
    def _colours(self) -> dict[str, str]:
        """The colours of the municipality: those of the light page, which stand first."""
        text = (self._overrides / "municipality/colours.css").read_text("utf-8")
        return dict(reversed(_COLOUR.findall(text)))

    def _code(self, address: str) -> dict[str, str]:
        """The code that leads to an address; none without an address."""
        return {"qr": svg(address) if address else "", "qr_address": short(address) if address else ""}

    def _guide(self, paper: Paper) -> dict[str, Any]:
        """The staff guide: the page for printing, as a document with notes."""
        values = self.bodies.printout(None) | {"steps": self._steps()}
        # The document draws the process itself.
        values["process"] = {k: v for k, v in values["process"].items() if k not in ("picture", "pictures")}
        paper = Paper(self._places(values), self.bodies.address(""), notes=True, names=paper.names)
        made = {key: paper.part(value) for key, value in values.items() if key not in ("age", "title")}
        for stage, view in zip(made["process"]["stages"], values["process"]["stages"], strict=True):
            steps = [step for branch in view.branches for step in branch.steps]
            stage["steps"] = [
                {"id": s.id, "name": paper.plain(s.name), "plain": printable(s.name.plain)} for s in steps
            ]
        return made | self._code(self.bodies.address(addresses.PRINTOUT))

    def _places(self, values: dict[str, Any]) -> dict[str, str]:
        """The anchors of the staff guide by what links to them: addresses of the site, and anchors of its chapters."""
        chapters = [*([values["duty"]] if values["duty"] else []), *values["chapters"]]
        places = {addresses.href(c.address): c.id for c in chapters}
        places |= {addresses.href(addresses.of("step", s.id)): f"trinn-{s.id}" for s in values["steps"]}
        places |= {addresses.href(addresses.of("exit", e.id)): f"utgang-{e.id}" for e in values["exits"]}
        places |= {
            addresses.href(addresses.PROCESS): "veiviser",
            addresses.href(addresses.TOOLS): "verktoy",
            addresses.href(addresses.GUIDELINES): "lover",
            addresses.href(addresses.SOURCES): "kilder",
            addresses.href(addresses.URGENT): "numre",
        }
        anchors = [a for c in chapters for p in c.pieces for a in re.findall(r'<h[2-6] id="([^"]+)"', p.html)]
        return places | {f"#{anchor}": anchor for anchor in anchors}

    def _cards(self, paper: Paper) -> dict[str, Any]:
        """A card for each step."""
        return {"steps": paper.plain(self._steps())}

    def _steps(self) -> list[View]:
        """The steps without what only their pages show: the list of all steps, and whom the ways out lead to."""
        steps = [View(**self.bodies.step(step)) for step in self.guide.process.steps]
        for step in steps:
            del step.stages, step.other_exits, step.before
            step.violence = [View(name=way.name, summary=way.summary) for way in step.violence]
            step.laws = [View(title=law.title, section=law.section) for law in step.laws]
            step.tools = [View(title=tool.title) for tool in step.tools]
        return steps

    def _forms(self, paper: Paper) -> dict[str, Any]:
        """The forms of the tools, blank."""
        forms = [View(id=form.id, **self.bodies.form(form)) for form in self.guide.forms]
        made = paper.plain(forms)
        for form, view in zip(made, forms, strict=True):
            tool = self.guide.resource[view.id]
            form["steps"] = ", ".join(s.id for s in self.guide.process.steps if tool.id in s.tools)
        return {"forms": made}

    def _numbers(self, paper: Paper) -> dict[str, Any]:
        """The list for the wall."""
        groups = self.bodies.numbers()
        shown = [self.guide.service[s.id] for group in groups for s in group.services]
        return {"groups": paper.plain(groups), "age": self._age(shown)}

    def _poster(self, paper: Paper) -> dict[str, Any]:
        """The poster for a school corridor: one message, three numbers, one code."""
        services = self._chosen()
        first = {c.type for c in services[0].channels}
        message = "poster_call_write_chat" if {"phone", "sms", "chat"} <= first else "poster_call"
        return {
            "title": printable(self.labels["poster_title"].plain),
            "message": printable(self.labels[message].plain),
            "services": paper.plain([self.views.service(s) for s in services]),
            "age": self._age(services),
            **self._youth_code(),
        }

    def _wallet(self, paper: Paper) -> dict[str, Any]:
        """The pocket cards: the same numbers as on the poster, and nothing on the outside."""
        return self._poster(paper)

    def _youth_code(self) -> dict[str, str]:
        """The code for the young: the municipality's short address, or the front page in this locale."""
        return self._code(self.guide.municipality.short_url or self.bodies.address(addresses.HOME))

    def _chosen(self) -> list[Service]:
        """Whom a child should call: of the services of the urgent box, those to talk with first, then the emergency
        numbers, in the order of the box."""
        box = [self.guide.service[i] for i in self.guide.municipality.urgent]
        young = [s for s in box if YOUTH in s.roles and any(c.type == "phone" for c in s.channels)]
        return sorted(young or box, key=lambda s: s.kind == "emergency")[:ON_POSTER]

    def _age(self, services: Iterable[Service]) -> Any:
        days = [d for s in services for d in (s.review.on, *(c.review.on for c in s.channels if c.review))]
        return Paper().plain(self.bodies.age(days))


def _names(source: Path) -> frozenset[str]:
    """All names in a Typst source, those of the values that it asks for among them. To hand over no others halves the
    time: a page knows much more of a record than paper shows."""
    return frozenset(_NAME.findall(source.read_text("utf-8")))
