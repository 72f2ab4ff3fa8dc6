"""What the guide tells browsers to refuse: one policy, in every page and in the files that web servers read.

The policy stands here and nowhere else. A page carries it itself (`in_page`), because many web
servers cannot be told anything; `files` writes it, with what only a server can say, for the
common ones. A browser that gets both follows the stricter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

POLICY: Mapping[str, str] = {
    "default-src": "'self'",  # style, script, pictures and what scripts fetch: from this site and no other
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""Content-Security-Policy: what may be loaded and where forms may go. Nothing inline is allowed."""

ONLY_IN_HEADERS: Mapping[str, str] = {"frame-ancestors": "'none'"}
"""Directives that browsers ignore in a page: no other site may show a page inside its own.

The files below `guide.embed.folders` are the exception.
"""

SHOWN_BY_OTHERS: Mapping[str, str] = {"frame-ancestors": "*"}
"""The same for what is made to be shown by others. Nothing there asks a reader for anything, so a frame steals nothing.

Cloudflare adds the rules that fit an address together, so there the exception begins with
``! Content-Security-Policy``. Netlify does not know that line, tells of it and goes on; where it then
joins both policies, frames stay empty there, and what is pasted works.
"""

FETCHED_BY_OTHERS: Mapping[str, str] = {"Access-Control-Allow-Origin": "*"}
"""Scripts of other sites may read what is made for them. It is public, and the same for everybody."""

ONLY_FROM_DISK: Mapping[str, str] = {"default-src": "file:"}
"""What the policy of a page has besides, so that the guide can be opened from a folder.

In Firefox ``'self'`` is nothing at all for a page without a host (``CSP_CreateHostSrcFromSelfURI``
in its nsCSPUtils.cpp), and style and script would be refused. On the web this lets nothing
through: a browser never loads ``file:`` from there, and the headers do not have it.
"""

SAFETY: Mapping[str, str] = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""The other headers: tell no site where a reader came from, guess no file types, use no sensors."""

FRESH = "no-cache"
"""For pages and data: ask whether they have changed before they are shown, for a number may be wrong.

Not ``no-store``. A kept copy lets «Back» show the numbers without a network, and tells nobody more
than the browser's history, which no site can keep itself out of; the two are deleted together.
"""

LASTING = "public, max-age=31536000, immutable"
"""For style, script and pictures, whose links change when they do: never asked for again.

Each question not asked is a line less in the logs between reader and server.
"""

YEAR_IN_DAYS = 365

FOR_SERVERS = ("_headers", "staticwebapp.config.json", "web.config", "deploy/nginx.conf")
"""The files that web servers read, by their address below the site."""


def in_page(forms: Iterable[str] = ()) -> str:
    """The policy as a page carries it. ``forms``: addresses on other hosts that forms are sent to."""
    return _written(_with_forms(forms), ONLY_FROM_DISK)


def headers(forms: Iterable[str] = ()) -> dict[str, str]:
    """The headers of every answer, but for how long it is kept."""
    return {"Content-Security-Policy": _written({**_with_forms(forms), **ONLY_IN_HEADERS}, {}), **SAFETY}


def shared_headers() -> dict[str, str]:
    """The headers that are others, or come besides, where what other sites show stands. It has no forms."""
    return {"Content-Security-Policy": _written({**POLICY, **SHOWN_BY_OTHERS}, {}), **FETCHED_BY_OTHERS}


def files(draw: Callable[..., str], forms: Iterable[str], base: str, shared: Iterable[str]) -> Mapping[str, bytes]:
    """The files that web servers read, by their address below the site.

    ``draw`` makes a file of ``overrides/files`` from its values; ``base`` is the path that the site
    stands below, without a slash at the end; ``shared`` are the folders of what other sites show. Cloudflare, Netlify, Azure and IIS look for theirs at
    the root of what is published. What nginx includes is copied by hand, so it stands in ``deploy/``.
    """
    values = {
        "headers": headers(forms),
        "base": base,
        "shared": list(shared),
        "shared_headers": shared_headers(),
        "fresh": FRESH,
        "lasting": LASTING,
        "lasting_days": YEAR_IN_DAYS,
    }
    return {name: draw(name, **values).encode() for name in FOR_SERVERS}


def _with_forms(forms: Iterable[str]) -> dict[str, str]:
    hosts = [f"{url.scheme}://{url.netloc}" for url in map(urlsplit, forms)]
    return {**POLICY, "form-action": " ".join(dict.fromkeys([POLICY["form-action"], *hosts]))}


def _written(policy: Mapping[str, str], more: Mapping[str, str]) -> str:
    return "; ".join(" ".join(filter(None, (name, value, more.get(name, "")))) for name, value in policy.items())
