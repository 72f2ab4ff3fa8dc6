"""What readers can send: where an error is reported, and the question at the end of a page.

Nothing of the reader is put into what is sent: only which page, and which service, it is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import SimpleNamespace
from urllib.parse import quote, urlencode, urlsplit

from guide.model_inbox import Inbox
from guide.model_site import Municipality
from guide.text import Said

MOST = 250
"""How many characters a reader may write."""

ISSUE_FORM = "number-is-wrong.yml"
"""The form for errors in `.github/ISSUE_TEMPLATE`; it has a field ``page`` and a title of its own."""

_REPOSITORY = re.compile(r"https://github\.[\w.-]+/[\w.-]+/[\w.-]+(?=/edit/)")
"""GitHub, also one of a company's own. Other hosts have no address that opens a form with its fields filled."""

Labels = Mapping[str, Said]


def report(municipality: Municipality, labels: Labels, page: str, service: str = "") -> SimpleNamespace | None:
    """The link «report an error» for a page, or for a service: None when there is nobody to report to.

    Without ``report_error`` it leads to the place where the guide is edited, when that has a form
    for it; there everybody can read what is written, and the link says so.
    """
    inbox = municipality.report_error
    about = {"page": page} | ({"service": service} if service else {})
    if inbox and inbox.email:
        body = f"{page}\n{service}".strip() + f"\n\n{labels['feedback_warning'].plain}\n\n"
        href = _mail(inbox.email, labels["report_subject"].plain, body)
        return SimpleNamespace(href=href, name=labels["report_email"])
    if inbox and inbox.url:
        return SimpleNamespace(href=_with(inbox.url, about), name=labels["report_error"])
    if found := _REPOSITORY.match(municipality.edit_url or ""):
        filled = {"template": ISSUE_FORM, "page": page}
        return SimpleNamespace(href=_with(f"{found[0]}/issues/new", filled), name=labels["report_public"])
    return None


def feedback(inbox: Inbox | None, page: str, title: str, children: bool) -> SimpleNamespace | None:
    """The question at the end of a page: None when there is nobody to answer to.

    Children are not asked to write: they answer yes or no. A mail would show who they are, so
    where there is no form they are not asked.
    """
    if inbox is None or (inbox.email and children):
        return None
    if inbox.email:
        href = _mail(inbox.email, title, f"{page}\n\n")
        return SimpleNamespace(kind="email", href=href, to=inbox.email)
    url = inbox.url or ""
    kind = "child" if children else "open"
    return SimpleNamespace(kind=kind, href=url, to=urlsplit(url).hostname, page=page, most=MOST)


def _mail(to: str, subject: str, body: str) -> str:
    """A ``mailto:`` link (RFC 6068: lines end with CR LF)."""
    return (
        f"mailto:{to}?subject={quote(subject, safe='')}&body={quote(body.replace(chr(10), chr(13) + chr(10)), safe='')}"
    )


def _with(url: str, fields: Mapping[str, str]) -> str:
    """An address with more fields in its query."""
    parts = urlsplit(url)
    return parts._replace(query="&".join(filter(None, (parts.query, urlencode(fields, quote_via=quote))))).geturl()
