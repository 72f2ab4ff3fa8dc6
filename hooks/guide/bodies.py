"""What each kind of generated page shows: the values for its template in overrides/guide/."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from guide import addresses, words
from guide.bodies_embed import EmbedBodies
from guide.bodies_print import PrintBodies
from guide.bodies_process import Values
from guide.model import Service, Topic
from guide.model_site import Role
from guide.pages import Page
from guide.registry import by_urgency
from guide.text import Said
from guide.views import Link, View


class Bodies(EmbedBodies, PrintBodies):
    """Values for the pages of one locale. A method for each kind of page, by the same name.

    Every kind gives ``title`` (the page's heading) and ``description`` (one sentence);
    ``cards`` are services already drawn, see `Renderer.cards`.
    """

    def values(self, page: Page) -> Values:
        """The values for ``page``. They are kept: the search asks for those of pages that are drawn as well."""
        if page.address not in self._made:
            self._made[page.address] = getattr(self, page.kind)(page.record)
        return self._made[page.address]

    @cached_property
    def _made(self) -> dict[str, Values]:
        return {}

    def urgent(self, _: object) -> Values:
        """Urgent help, in order of danger."""

        def of(danger: str) -> list[Said]:
            return self.cards(s for s in self.guide.services if s.danger == danger)

        return self._label_page(
            "urgent", tab_title=self.labels["urgent_tab"], emergency=of("emergency"), crisis=of("crisis")
        )

    def role(self, role: Role) -> Values:
        """One of the three doors."""
        line = self.views.write.line
        sections = [self._section(role, section, number) for number, section in enumerate(role.sections, 1)]
        return {
            "title": line(role.title),
            "tab_title": line(role.tab_title),
            "description": line(role.lead),
            "sections": sections,
            "role": role.id,
        }

    def _section(self, role: Role, section: Any, number: int) -> View:
        view = View(
            kind=section.kind,
            id=f"del-{number}",
            title=self.views.write.line(section.title),
            intro=self.views.write.block(section.intro),
        )
        voice = "child" if role.id == "child-youth" else "adult"
        match section.kind:
            case "text":
                view.body = self.views.write.block(section.body)
            case "link":
                view.body = self.views.write.block(section.body)
                view.link = self.page_link(section.to.lstrip("/"))
            case "urgent":
                view.link = self.page_link(addresses.URGENT)
                view.cards = self.cards((self.guide.service[i] for i in self.guide.municipality.urgent), voice)
            case "services":
                view.cards = self.cards(self.guide.services_in(role, section), voice)
            case "topics":
                chosen = section.topics or [t.id for t in self.guide.topics if role.id in t.roles]
                view.topics = [self.views.topic(self.guide.topic[i]) for i in chosen]
            case "signals":
                view.link = self.page_link(addresses.SIGNALS)
                view.signals = self._signals()
            case "steps":
                view.link = self.page_link(addresses.PROCESS)
                view.stages = self._stages()
            case "resources":
                view.resources = self.views.resources(
                    section.resources
                    or [r.id for r in self.guide.resources if r.type == section.type and role.id in r.roles]
                )
        return view

    def topics(self, _: object) -> Values:
        """All topics."""
        everything = self.guide.topics
        return self._label_page("topics", topics=[self.views.topic(t) for t in everything])

    def topic(self, topic: Topic) -> Values:
        """What it is about: what to do, for each role, and who can help."""
        write = self.views.write
        advice = [
            View(
                id=addresses.ROLES[r.id].rstrip("/"),
                role=r.id,
                title=self.labels["advice_for"].fill(name=write.line(r.name)),
                body=write.block(topic.advice[r.id]),
            )
            for r in self.guide.roles
            if r.id in topic.advice
        ]
        return {
            "title": write.line(topic.name),
            "tab_title": write.line(topic.tab_title),
            "description": write.line(topic.summary),
            "danger": topic.danger,
            "contents": [*advice, View(id="hjelp", title=self.labels["who_can_help"])],
            "advice": advice,
            "services": self.cards(self.guide.services_of_topic[topic.id]),
            "related": self.views.links("topic", topic.related),
            "signals": [self.views.signal(s) for s in self.guide.signals if topic.id in s.topics],
        }

    def services(self, _: object) -> Values:
        """The registry: everybody who can help."""
        groups = [
            View(id=name, title=self.labels[f"services_{name}"], cards=self.cards(by_urgency(chosen)))
            for name, chosen in (
                ("emergency", [s for s in self.guide.services if s.kind == "emergency"]),
                ("local", [s for s in self.guide.services if s.kind == "local"]),
                ("helpline", [s for s in self.guide.services if s.kind == "helpline"]),
                ("online", [s for s in self.guide.services if s.kind == "online"]),
            )
            if chosen
        ]
        return self._label_page("services", groups=groups, choices=self._choices())

    def _choices(self) -> View:
        """What the list of services can be narrowed down by."""
        line = self.views.write.line
        there = {c.type for s in self.guide.services for c in s.channels}
        return View(
            roles=[(r.id, line(r.name)) for r in self.guide.roles],
            topics=[(t.id, line(t.name)) for t in self.guide.topics if self.guide.services_of_topic[t.id]],
            channels=[
                (c, self.labels[f"channel_{c}"]) for c in ("phone", "sms", "chat", "email", "visit") if c in there
            ],
        )

    def service(self, service: Service) -> Values:
        """One service, with everything that is known about it."""
        view = self.views.service(service)
        tab_title = self.views.write.line(service.tab_title)
        return {"title": view.name, "tab_title": tab_title, "description": view.summary, "service": view}

    def thanks(self, _: object) -> Values:
        """After an answer: thanks, and the ways to help for who did not find it."""
        ways = (addresses.URGENT, addresses.ROLES["child-youth"], addresses.SERVICES, addresses.HOME)
        return self._label_page("thanks", links=[self.page_link(address) for address in ways])

    def _signals(self) -> list[View]:
        def of(seen_in: str) -> list[View]:
            return [self.views.signal(s) for s in self.guide.signals if s.seen_in == seen_in]

        kinds = ("child", "parents", "home")
        return [View(id=k, title=self.labels[f"signals_{k}"], signals=of(k)) for k in kinds if of(k)]

    def signals(self, _: object) -> Values:
        """What a concern can be."""
        return self._label_page("signals", tab_title=self.labels["signals_tab"], groups=self._signals())

    def search(self, _: object) -> Values:
        """The search, and what to do without it."""
        others = (addresses.WORDS, addresses.TOPICS, addresses.SERVICES, addresses.URGENT, *addresses.ROLES.values())
        return self._label_page("search", links=[self.page_link(a) for a in others])

    def words(self, _: object) -> Values:
        """Everyday words from A to Å, each with the pages it leads to."""
        return self._label_page("words", groups=words.by_letter(self.guide, self.views.locale, self.page_link))

    def doors(self) -> list[View]:
        """The three doors of the home page."""
        line = self.views.write.line
        return [
            View(id=r.id, href=addresses.href(addresses.ROLES[r.id]), name=line(r.name), text=line(r.door))
            for r in self.guide.roles
        ]

    def page_link(self, address: str) -> Link:
        """A link to a page by its address, named by its title."""
        return Link(addresses.href(address), self.title(address))

    def title(self, address: str) -> Said:
        """The title of any page; prose gives the one from its opening lines."""
        return self._titles[address]

    @cached_property
    def _titles(self) -> dict[str, Said]:
        locale, words = self.views.locale, self.views.write.words
        prose = {p.address: words(p.head(locale).title, p.written(locale)) for p in self.guide.prose}
        fixed = {"urgent": addresses.URGENT, "topics": addresses.TOPICS, "services": addresses.SERVICES}
        fixed |= {
            "signals": addresses.SIGNALS,
            "guidelines": addresses.GUIDELINES,
            "tools": addresses.TOOLS,
            "sources": addresses.SOURCES,
            "search": addresses.SEARCH,
            "words": addresses.WORDS,
            "printout": addresses.PRINTOUT,
            "papers": addresses.PAPERS,
            "embeds": addresses.EMBEDS,
        }
        titles = {address: self.labels[f"{name}_title"] for name, address in fixed.items()}
        line = self.views.write.line
        titles |= {addresses.ROLES[r.id]: line(r.name) for r in self.guide.roles}
        titles |= {addresses.of("service", s.id): line(s.name) for s in self.guide.services}
        titles |= {addresses.of("topic", t.id): line(t.name) for t in self.guide.topics}
        titles |= {addresses.of("step", s.id): line(s.title) for s in self.guide.process.steps}
        titles |= {addresses.of("exit", e.id): line(e.title) for e in self.guide.process.exits}
        titles |= {addresses.of("form", f.id): line(self.guide.resource[f.id].title) for f in self.guide.forms}
        return titles | prose | {addresses.PROCESS: line(self.guide.process.title)}
