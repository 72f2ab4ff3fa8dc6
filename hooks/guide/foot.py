"""What ends every page: the question to its readers, when its facts were looked up, where an error is reported, and
where the page is edited."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

from guide import addresses, readers, replies
from guide.pages import Pages
from guide.place import Place
from guide.prose import Prose
from guide.text import Said
from guide.views import Link, View, Views

_DATED = re.compile(r'data-reviewed-on="([0-9-]+)" data-review-days="([0-9]+)"')


def foot(
    pages: Pages,
    views: Views,
    address: str,
    *,
    title: str,
    site_url: str,
    to_locale: str,
    html: str,
    prose: Prose | None,
) -> SimpleNamespace:
    """The values of the foot of a page; ``html`` is its body, and ``to_locale`` the way to the root of its locale."""
    municipality = pages.guide.municipality
    page = addresses.whole(site_url, views.locale, pages.guide.locales, address)
    children = readers.are_children(pages, address)
    asked = municipality.feedback if readers.may_be_asked(pages, address) else None
    return SimpleNamespace(
        review=_review(views, html, prose),
        report=replies.report(municipality, views.labels, page),
        edit="",  # see Frames.of_page
        feedback=replies.feedback(asked, page, title, children),
        ways=[Link(to_locale + a, name) for a, name in _ways(views) if a != address],
    )


def origin(pages: Pages, views: Views, address: str, prose: Prose | None) -> Place:
    """The file that made a page: of hand-written ones the edition that is shown."""
    if prose is None:
        return pages.generated[address].origin
    return Place(prose.paths[prose.written(views.locale)])


def _ways(views: Views) -> list[tuple[str, Said]]:
    """To whom a reader can turn who did not find what they looked for."""
    child = next(role for role in views.guide.roles if role.id == readers.CHILD)
    return [
        (addresses.URGENT, views.labels["urgent_title"]),
        (addresses.ROLES[readers.CHILD], views.write.line(child.title)),
        (addresses.SERVICES, views.labels["services_title"]),
    ]


def _review(views: Views, html: str, prose: Prose | None) -> View:
    """The day a hand-written page was gone through; else the oldest day among the facts that the page shows."""
    labels, municipality = views.labels, views.guide.municipality
    if prose is not None:
        head = prose.head(views.locale)
        text = labels["reviewed_page"].fill(date=views.date(head.reviewed), name=head.owner)
        return View(on=head.reviewed.isoformat(), days=municipality.review_days.normal, text=text)
    dated = [(on, int(days)) for on, days in _DATED.findall(html)]
    if not dated:
        return View(on="", days=0, text=labels["footer_owner"].fill(name=municipality.owner))
    on, days = min(dated)
    text = labels["footer_oldest"].fill(date=views.date(date.fromisoformat(on)), name=municipality.owner)
    return View(on=on, days=days, text=text)
