"""Who reads a page: what may be asked of them there is decided here, for every page, and nowhere else.

A page is read by children unless everything about it says otherwise: it stands behind the door of
adults or of staff, or its record names roles and children are not among them. A page that nobody
thought of, or that is added later, is thus a child's.
"""

from __future__ import annotations

from guide import addresses
from guide.model import Service, Topic
from guide.pages import Pages

CHILD = "child-youth"

IN_THE_WAY = frozenset({"urgent", "exit", "form", "thanks"})
"""Kinds of pages where no question is asked: where somebody must act now, below a form about a child
(people would write about the child), and after the answer."""

SAFETY = "trygg-bruk/"
"""The page for those who fear that their visit is seen: an answer that is sent would be one trace more."""


def are_children(pages: Pages, address: str) -> bool:
    """Whether children read the page, so that nobody asks them to write."""
    if address.startswith((addresses.ROLES["adult"], addresses.ROLES["staff"])):
        return False
    page = pages.generated.get(address)
    record = page.record if page else None
    return CHILD in record.roles if isinstance(record, Service | Topic) else True


def may_be_asked(pages: Pages, address: str) -> bool:
    """Whether the page may end with a question to its readers."""
    page = pages.generated.get(address)
    return address != SAFETY and (page is None or page.kind not in IN_THE_WAY)
