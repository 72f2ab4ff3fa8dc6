"""What the pages of laws, tools, forms and sources show."""

from __future__ import annotations

from typing import Any

from guide import week
from guide.bodies_process import ProcessBodies, Values
from guide.model import Channel, Resource, Service
from guide.model_forms import Form
from guide.views import Link, View


class ResourceBodies(ProcessBodies):
    """The pages of resources.yml and forms.yml, and the list of sources, in one locale."""

    def _resource_groups(self, *types: str) -> list[View]:
        def of(kind: str) -> list[Resource]:
            return [r for r in self.guide.resources if r.type == kind]

        return [
            View(id=t, title=self.labels[f"resources_{t}"], resources=[self.views.resource(r) for r in of(t)])
            for t in types
            if of(t)
        ]

    def guidelines(self, _: object) -> Values:
        """Laws, guidelines, plans and reports, with their status."""
        return self._label_page("guidelines", groups=self._resource_groups("law", "guideline", "plan", "report"))

    def tools(self, _: object) -> Values:
        """Tools, and the steps that use them; courses and sites."""
        groups = self._resource_groups("tool", "course", "website", "film")
        used: dict[str, list[Link]] = {}
        for step in self.guide.process.steps:
            for tool in step.tools:
                used.setdefault(tool, []).append(self.views.link("step", step.id))
        return self._label_page("tools", groups=groups, used=used)

    def form(self, form: Form) -> Values:
        """The form of a tool: read on a screen, printed blank on A4."""
        write, tool = self.views.write, self.guide.resource[form.id]
        steps = [s.id for s in self.guide.process.steps if form.id in s.tools]
        return {
            "title": write.line(tool.title),
            "description": write.line(tool.summary),
            "tool": self.views.resource(tool),
            "used": self.views.links("step", steps),
            "intro": write.block(form.intro),
            "note": write.block(form.note),
            "parts": [
                View(
                    title=write.line(p.title),
                    help=write.line(p.help),
                    fields=[self._form_field(f, f"{i}-{j}") for j, f in enumerate(p.fields, 1)],
                )
                for i, p in enumerate(form.parts, 1)
            ],
        }

    def _form_field(self, field: Any, number: str) -> View:
        write = self.views.write
        view = View(kind=field.kind, label=write.line(field.label), id=f"felt-{number}")
        match field.kind:
            case "lines":
                view.rows = range(field.rows)
            case "choices":
                view.options = write.lines(field.options)
            case "scale":
                view.numbers, view.low, view.high = (
                    range(1, field.steps + 1),
                    write.line(field.low),
                    write.line(field.high),
                )
            case "table":
                view.columns, view.named = write.lines(field.columns), write.lines(field.rows_named)
                view.rows = range(field.rows)
        return view

    def sources(self, _: object) -> Values:
        """Every contact fact with its source, its date and whether it is confirmed; every law with its source."""
        rows = [
            View(
                href=self.views.service(s).href,
                name=self.views.service(s).name,
                facts=[self._fact(s, c) for c in s.channels],
                review=self.views.review(s.review, s.danger),
            )
            for s in self.guide.services
        ]
        laws = [self.views.resource(r) for r in self.guide.resources]
        return self._label_page("sources", services=rows, resources=laws, week=week.picture(self.views))

    def _fact(self, service: Service, channel: Channel) -> View:
        return View(
            label=self.labels[f"channel_{channel.type}"],
            value=channel.value,
            review=self.views.review(channel.review or service.review, service.danger),
        )
