"""What other sites can show of the guide, and the page that tells them how."""

from __future__ import annotations

from urllib.parse import urlsplit

from guide import addresses
from guide.bodies_process import Values
from guide.bodies_resources import ResourceBodies
from guide.model import Topic
from guide.model_site import Role
from guide.views import View


class EmbedBodies(ResourceBodies):
    """A role or a topic as it stands in another site, and the page of all of them, in one locale."""

    def embed(self, record: Role | Topic) -> View:
        """The values of what stands in another site. ``address`` has no ending: there is a page and a text.

        Addresses of pages begin with a slash; `Renderer.part` puts the address of the site in front.
        """
        line, guide = self.views.write.line, self.guide
        if isinstance(record, Role):
            page, address = addresses.ROLES[record.id], addresses.embed("role", record.id)
            title, text, services = line(record.title), line(record.lead), guide.services_of_role[record.id]
        else:
            page, address = addresses.of("topic", record.id), addresses.embed("topic", record.id)
            title, text, services = line(record.name), line(record.summary), guide.services_of_topic[record.id]
        return View(
            name=line(record.name),
            title=title,
            # In tabs and history, and in what is read out of a frame: no more than the guide's own page says there.
            tab_title=line(record.tab_title) or title,
            text=text,
            href=addresses.href(page),
            address=address,
            services=[self.views.service(s) for s in services],
        )

    def embeds(self, _: object) -> Values:
        """How others show the guide on their sites: what to copy, for each role and topic."""
        site = self.guide.municipality.site_url or ""
        groups = {
            "for-hvem": ("embeds_roles", [self._choice(role, site) for role in self.guide.roles]),
            "tema": ("embeds_topics", [self._choice(topic, site) for topic in self.guide.topics]),
        }
        host = urlsplit(site)
        origin = f"{host.scheme}://{host.netloc}"
        return self._label_page(
            "embeds",
            groups=[View(id=i, title=self.labels[title], embeds=embeds) for i, (title, embeds) in groups.items()],
            exit_url=self.guide.municipality.exit_url,
            script=f"{site.rstrip('/')}/{addresses.EMBED_SCRIPT}" if site else "",
            policy=f"frame-src {origin}; script-src {origin}; connect-src {origin}",
        )

    def _choice(self, record: Role | Topic, site: str) -> View:
        embed = self.embed(record)
        whole = addresses.whole(site, self.views.locale, self.guide.locales, embed.address)
        return View(
            name=embed.name,
            title=embed.tab_title,
            page=f"{whole}.html",
            look=addresses.href(f"{embed.address}.html"),
            text=addresses.href(f"{embed.address}.txt"),
        )
