"""What the command `guide` does with data and site: check them, tell how they are written, compare sites."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from guide import coverage, report
from guide.built import read_site
from guide.changes import as_markdown, compare
from guide.frame import Frames
from guide.load import load
from guide.outputs import data
from guide.pages import Pages
from guide.place import Problem
from guide.render import Renderer


def check(chosen: Namespace) -> int:
    """`guide check`: all that is wrong, files that are not in the common layout, and hours when nobody answers."""
    loaded = load(chosen.root)
    gaps = coverage.problems(loaded.guide) if loaded.guide else []
    return tell(sorted([*loaded.problems, *loaded.untidy(), *gaps]), chosen.format)


def wording(chosen: Namespace) -> int:
    """`guide wording`: what could be written better."""
    return tell(load(chosen.root).texts.problems(), chosen.format)


def export(chosen: Namespace) -> int:
    """`guide export`: the open data, without building the pages."""
    loaded = load(chosen.root)
    if loaded.guide is None:
        return tell(loaded.problems, "text")
    site_url = loaded.guide.municipality.site_url
    frames = Frames(Renderer(Pages(loaded.guide), chosen.root / "overrides"))
    made = data(frames, f"{site_url.rstrip('/')}/" if site_url else "")
    for address, content in made.items():
        path = chosen.folder / address.removeprefix("data/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"{len(made)} filer er skrevet til {chosen.folder}.")
    return 0


def changes(chosen: Namespace) -> int:
    """`guide changes`: what readers will find otherwise than before, in words."""
    for folder in (chosen.old, chosen.new):
        if not (folder / "index.html").is_file():
            print(f"{folder}: her er det ikke noe bygd nettsted. Kjør «make site» først.")
            return 1
    before, after = read_site(chosen.old), read_site(chosen.new)
    print(as_markdown(compare(before, after), before, after))
    return 0


def tell(problems: Sequence[Problem], form: str, summary: str = "") -> int:
    """Print problems; the exit status is 1 when one of them is an error. ``summary`` is another last line."""
    if form == "json":
        print(report.as_json(problems))
    else:
        for line in (report.github if form == "github" else report.lines)(problems):
            print(line)
        print(summary or report.summary(problems))
    return 1 if any(p.severity == "error" for p in problems) else 0
