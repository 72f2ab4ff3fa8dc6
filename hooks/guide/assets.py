"""Style and script: many small files to read, one of each to fetch."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

STYLE, SCRIPT = "assets/guide.css", "assets/guide.js"
"""What the joined files are called on the site."""

_COMMENT = re.compile(rb"/\*.*?\*/\n?", re.DOTALL)
"""What style says to those who change it: browsers need not fetch it, and the budget is for readers."""


def assets(overrides: Path) -> Mapping[str, bytes]:
    """The style, script and pictures of the site by address.

    The files of ``assets/css`` are joined in order of their names, after the colours of the
    municipality; so are those of ``assets/js``. What is in ``assets/search`` goes into
    the scripts of `search.py`. Everything else below ``assets`` is copied as it is.
    """
    folder = overrides / "assets"
    styles = [overrides / "municipality/colours.css", *sorted((folder / "css").glob("*.css"))]
    made = {STYLE: _COMMENT.sub(b"", _joined(styles)), SCRIPT: _joined(sorted((folder / "js").glob("*.js")))}
    made["assets/favicon.svg"] = (overrides / "municipality/favicon.svg").read_bytes()
    others = (p for p in sorted(folder.rglob("*")) if p.is_file())
    others = (p for p in others if p.relative_to(folder).parts[0] not in ("css", "js", "search"))
    return made | {f"assets/{p.relative_to(folder).as_posix()}": p.read_bytes() for p in others}


def versions(made: Mapping[str, bytes]) -> Mapping[str, str]:
    """A short hash of each, so that browsers fetch a changed one."""
    return {name: hashlib.sha256(content).hexdigest()[:8] for name, content in made.items()}


def _joined(paths: list[Path]) -> bytes:
    return b"\n".join(path.read_bytes().strip() for path in paths) + b"\n"
