"""What is made for paper: the whole staff guide on one page, the list of numbers, and how old their facts are.

The same values fill the HTML page for printing and, as JSON, the Typst documents (`print_values.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cached_property

from guide import addresses
from guide.bodies_process import Cards, Values
from guide.bodies_resources import ResourceBodies
from guide.model import Service
from guide.prose import Prose
from guide.prose_html import pieces
from guide.registry import by_urgency
from guide.text import NOTHING
from guide.views import Link, View, Views

DUTY = "ansatt/plikt/"
"""The hand-written page that stands first in the staff guide, when there is one."""

Listing = Callable[[str], list[View]]
"""The printed documents of a locale, see `printing.Prints.listed`."""


class PrintBodies(ResourceBodies):
    """The pages made for paper, in one locale."""

    def __init__(self, views: Views, cards: Cards, papers: Listing) -> None:
        super().__init__(views, cards)
        self._papers = papers

    def printout(self, _: object) -> Values:
        """The whole staff guide on one page. The hand-written pages beside the duty (``chapters``) stand in the
        document; the page links to them, for with them it would weigh more than a page may."""
        chapters = [self._chapter(p) for p in self.guide.prose if p.address.startswith(addresses.ROLES["staff"])]
        duty = next((c for c in chapters if c.address == DUTY), None)
        process = self.guide.process
        values = self._label_page(
            "printout",
            papers=Link(addresses.href(addresses.PAPERS), self.labels["papers_title"]),
            age=self.age_of_all(),
            newest=self.address(addresses.PRINTOUT),
            urgent=self.urgent_numbers(),
            duty=duty,
            process=self.process(process),
            exits=[
                View(id=e.id, contacts=[self.views.service(self.guide.service[i]) for i in e.services], **self.exit(e))
                for e in process.exits
            ],
            steps=[View(**self.step(step)) for step in process.steps],
            tools=self._resource_groups("tool", "course", "website", "film"),
            services=self.views.services(s for s in self.guide.services if "staff" in s.roles),
            laws=self._resource_groups("law", "guideline", "plan", "report"),
            chapters=[c for c in chapters if c is not duty],
            sources=self._sources_of_staff(),
        )
        return {**values, "contents": self._contents(values)}

    def _sources_of_staff(self) -> Values:
        """Where the facts of the printout come from: services for staff, and all resources."""
        sources = self.sources(None)
        rows = zip(self.guide.services, sources["services"], strict=True)
        return {**sources, "services": [row for service, row in rows if "staff" in service.roles]}

    def _contents(self, values: Values) -> list[View]:
        """The parts of the printout that there are, in order: anchor and title."""
        labels, duty = self.labels, values["duty"]
        parts = [
            ("numre", labels["printout_urgent"]),
            *([(duty.id, duty.title)] if duty else []),
            ("veiviser", values["process"]["title"]),
            ("verktoy", labels["tools_title"]),
            ("tjenester", labels["printout_services"]),
            ("lover", labels["guidelines_title"]),
            ("kilder", labels["sources_title"]),
        ]
        return [View(id=anchor, title=title) for anchor, title in parts]

    def _chapter(self, prose: Prose) -> View:
        """A hand-written page as a part of the printout."""
        locale, head = self.views.locale, prose.head(self.views.locale)
        return View(
            id=prose.address.strip("/").replace("/", "-"),
            address=prose.address,
            title=self.views.write.words(head.title, prose.written(locale)),
            lead=self.views.write.words(head.description, prose.written(locale)),
            pieces=pieces(prose, locale, self.guide.municipality.name, self._names),
            lang=prose.written(locale),
            other=prose.written(locale) != locale,
        )

    @cached_property
    def _names(self) -> dict[str, str]:
        """The address of each page by its name below docs/, as links in prose name it."""
        ids = {
            "topic": self.guide.topic.keys(),
            "service": self.guide.service.keys(),
            "step": {s.id for s in self.guide.process.steps},
            "exit": {e.id for e in self.guide.process.exits},
            "form": self.guide.form.keys(),
        }
        made = addresses.all_of(ids, frozenset())
        return {addresses.source_name(a): a for a in made if a} | {p.name: p.address for p in self.guide.prose}

    def urgent_numbers(self) -> list[View]:
        """The services of the urgent box, then those that help at once; only those that can be called."""
        chosen = [self.guide.service[i] for i in self.guide.municipality.urgent]
        chosen += [s for s in by_urgency(self.guide.services) if s.danger != "normal" and s not in chosen]
        return [self.views.service(s) for s in chosen if _can_be_called(s)]

    def numbers(self) -> list[View]:
        """Who can be called or sent a message, in groups, for the wall of a staff room: emergency numbers, the
        local services, and the helplines that help at once or are for staff. A local service without a number has
        a line to write it on."""
        kinds = {
            "emergency": [s for s in self.guide.services if s.kind == "emergency" and _can_be_called(s)],
            "local": [s for s in self.guide.services if s.kind == "local"],
            "helpline": [s for s in self.guide.services if s.kind not in ("emergency", "local") and _on_the_wall(s)],
        }
        return [
            View(id=kind, title=self.labels[f"services_{kind}"], services=self.views.services(chosen))
            for kind, chosen in kinds.items()
            if chosen
        ]

    def age_of_all(self) -> View:
        """How old the facts of the whole guide are."""
        reviews = [s.review.on for s in self.guide.services]
        reviews += [c.review.on for s in self.guide.services for c in s.channels if c.review]
        reviews += [r.review.on for r in self.guide.resources]
        return self.age(reviews)

    def age(self, days: Sequence[date]) -> View:
        """When facts were looked up, and until when a sheet with them may be used: while none of them is older
        than the longest review clock of the municipality."""
        labels, clocks = self.labels, self.guide.municipality.review_days
        longest = max(clocks.emergency, clocks.crisis, clocks.normal)
        first, last = min(days), max(days)
        until = first + timedelta(days=longest)
        period = labels["print_reviewed_on"].fill(date=self.views.date(first))
        if first != last:
            period = labels["print_reviewed_between"].fill(first=self.views.date(first), last=self.views.date(last))
        return View(
            period=period,
            until=labels["print_until"].fill(date=self.views.date(until)) if until >= self.guide.today else NOTHING,
            old=labels["print_old"].fill(days=longest) if until < self.guide.today else NOTHING,
        )

    def address(self, page: str) -> str:
        """The public address of a page in this locale; empty while the municipality has not decided where it is."""
        base = self.guide.municipality.site_url
        return addresses.whole(base.rstrip("/") + "/", self.views.locale, self.guide.locales, page) if base else ""

    def papers(self, _: object) -> Values:
        """The printed set: every document with its picture, pages, size and how to print it."""
        return self._label_page(
            "papers", papers=self._papers(self.views.locale), printout=addresses.href(addresses.PRINTOUT)
        )


def _on_the_wall(service: Service) -> bool:
    return _can_be_called(service) and (service.danger != "normal" or "staff" in service.roles)


def _can_be_called(service: Service) -> bool:
    return any(c.type in ("phone", "sms") for c in service.channels)


DOCUMENTS = ("guide", "cards", "forms", "numbers", "poster_a3", "poster_a4", "wallet")
"""What the printed documents are called in the interface words, in the order in which they are listed."""
