"""A built site as a folder to open without a web server: from a disk, a memory stick, a shared drive.

The addresses of the guide end with a slash, and a web server answers them with the ``index.html`` of the folder.
Without one, a browser shows a list of the files. So in the copy each link to a folder names that file.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from guide.headers import FOR_SERVERS

INDEX = "index.html"

ONLY_FOR_SERVERS = frozenset({*FOR_SERVERS, "404.html", "robots.txt", "sitemap.xml"})
"""Files of a site that only a web server or a search engine reads."""

MANIFEST = "manifest.json"
"""What a shortcut to the site is called and where it leads; browsers read none from a folder."""

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_LINK = re.compile(r'(\s(?:href|action)=")(?![a-zA-Z][\w+.-]*:|/|#|\?|")([^"#?]*)')
_FOLDER = re.compile(r"(?:.*/)?\.{0,2}\Z")
_MANIFEST = re.compile(r'<link rel="manifest"[^<>]*>\n?')
_BODY = re.compile(r"<body(?=[\s>])")


def copy(site: Path, to: Path) -> int:
    """Copy the site in the folder ``site`` to the new folder ``to``; returns how many pages it has."""
    pages = 0
    for path in sorted(p for p in site.rglob("*") if p.is_file()):
        name = path.relative_to(site).as_posix()
        if name in ONLY_FOR_SERVERS or path.name == MANIFEST:
            continue
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".html":
            (to / name).write_bytes(named(path.read_bytes().decode()).encode())
            pages += 1
        else:
            shutil.copyfile(path, to / name)
    return pages


def named(html: str) -> str:
    """A page in which every link to a folder of the site names the page in it; the search reads ``data-index``."""
    html = _MANIFEST.sub("", html)
    html = _TAG.sub(lambda tag: _LINK.sub(_named, tag[0]), html)
    return _BODY.sub(f'<body data-index="{INDEX}"', html, count=1)


def _named(link: re.Match[str]) -> str:
    start, path = link.groups()
    if not _FOLDER.match(path):
        return link[0]
    return f"{start}{path}{'' if path.endswith('/') else '/'}{INDEX}"
