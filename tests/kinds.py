"""The kinds of pages that there are, to look at one page of each."""

from __future__ import annotations

from guide.model import Service
from guide.model_site import Role
from guide.pages import Page, Pages

GENERATED = (
    "urgent", "role-child-youth", "role-adult", "role-staff", "topics", "topic", "services", "service",
    "service-without-channels", "signals", "process", "step", "exit", "guidelines", "tools", "form", "printout", "papers", "sources",
    "search", "words", "embeds",
)  # fmt: skip
WRITTEN = ("home", "data", "page")
KINDS = (*WRITTEN, *GENERATED)


def name_of(page: Page) -> str:
    """The kind of a page, finer where one page does not show all that its kind can."""
    if isinstance(page.record, Role):
        return f"role-{page.record.id}"
    if isinstance(page.record, Service) and not page.record.channels:
        return "service-without-channels"
    return page.kind


def first_of_each(pages: Pages) -> dict[str, Page]:
    """The first generated page of each kind."""
    first: dict[str, Page] = {}
    for page in pages.generated.values():
        first.setdefault(name_of(page), page)
    return first


def addresses(pages: Pages) -> dict[str, str]:
    """The address of a page of each kind, hand-written ones too."""
    written: dict[str, str] = {}
    for prose in pages.guide.prose:
        written.setdefault(prose.kind, prose.address)
    return written | {name: page.address for name, page in first_of_each(pages).items()}
