"""Where «suggest a change to this page» leads: the file that made the page and, where the host can, the very line.

``edit_url`` in data/municipality.yml is the address that opens a file in the host's editor. No host promises that its
editor opens at a line; the page that shows the file does, and has the button that opens the editor. So a page made
from one record leads there, with the record marked, and a page made from a whole file leads to the editor.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from guide.place import Place

_SHOWN = (
    (re.compile(r"/-/edit/"), "/-/blob/"),  # GitLab
    (re.compile(r"/_edit/"), "/src/branch/"),  # Forgejo, Gitea, Codeberg
    (re.compile(r"(?<=^https://)(github\.[\w.-]+/[\w.-]+/[\w.-]+)/edit/"), r"\1/blob/"),  # GitHub, also a company's own
)
"""How an address that edits a file becomes one that shows it and takes a line as ``#L12``, for the hosts that do."""


def edit_link(edit_url: str | None, place: Place) -> str:
    """The address for the file and line of ``place``; nothing when ``edit_url`` is not given.

    A place on the first line is the whole file.
    """
    if not edit_url:
        return ""
    if place.line > 1:
        for edits, shows in _SHOWN:
            folder, times = edits.subn(shows, edit_url, count=1)
            if times:
                return f"{folder}{quote(place.file)}#L{place.line}"
    return edit_url + quote(place.file)
