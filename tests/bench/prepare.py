"""Writes what the engines build, for one size. A process of its own: see `measure.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import registry
import static
from engines import LOCALES, OURS, ROOT, environment, write_static


def main(work: Path, size: int) -> int:
    """Write the sources below ``work``; returns the exit status."""
    ours = work / OURS.folder
    registry.write(ours, ROOT, size)
    built = subprocess.run(OURS.command, cwd=ours, env=environment(work), capture_output=True, text=True, check=False)
    if built.returncode:
        print(built.stdout + built.stderr, file=sys.stderr)
        return built.returncode
    pages = list(static.pages(ours / "site", LOCALES))
    write_static(work, pages, static.names({page.address for page in pages}))
    words = sum(len(page.markdown.split()) for page in pages)
    print(f"{size} services added to the real ones: {len(pages)} pages, {words / len(pages):.0f} words a page.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
