"""What the command `guide` does for those who keep facts right: what is due, what must be done before publishing,
and what a change means for readers.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date

from guide import calendar_file, publish, report, review_list
from guide import review as clocks
from guide.built import read_site
from guide.changes import as_markdown, compare
from guide.commands import tell
from guide.load import load


def review(chosen: Namespace) -> int:
    """`guide review`: what is due, by owner. Never stops anything: the exit status tells only of errors in the data."""
    loaded = load(chosen.root)
    if loaded.guide is None:
        return tell(loaded.problems, "text")
    found = clocks.reviews(loaded.guide, loaded.texts.nodes)
    owners = sorted({d.owner for d in found})
    if chosen.owner is not None and chosen.owner.casefold() not in map(str.casefold, owners):
        print(f"ingen «{chosen.owner}» passer på noe i guiden. Velg en av: {', '.join(owners)}.", file=sys.stderr)
        return 1
    # A calendar is for what is to come; a list is for what is due.
    until = chosen.until or (date.max if chosen.format == "ics" else loaded.day)
    due = clocks.due(found, until, chosen.owner)
    if chosen.format == "ics":
        sys.stdout.buffer.write(calendar_file.calendar(due, loaded.day, loaded.guide.municipality.name))
    elif chosen.format == "json":
        print(review_list.as_json(due, loaded.day))
    else:
        for line in (review_list.markdown if chosen.format == "markdown" else review_list.lines)(due, loaded.day):
            print(line)
    return 0


def publish_check(chosen: Namespace) -> int:
    """`guide publish-check`: what must be in order before the site is public; exit status 1 until it is."""
    loaded = load(chosen.root)
    if loaded.guide is None:
        return tell(loaded.problems, chosen.format)
    found = sorted(loaded.texts.as_in_files(publish.problems(loaded.guide, loaded.texts.nodes)))
    errors = sum(p.severity == "error" for p in found)
    ready = "Guiden kan publiseres." if not errors else f"Guiden er et utkast: {errors} {'ting' if errors > 1 else 'sak'} må ordnes før den publiseres."  # fmt: skip
    return tell(found, chosen.format, f"{report.counted(found)} {ready}")


def changes(chosen: Namespace) -> int:
    """`guide changes`: what readers will find otherwise than before, in words."""
    for folder in (chosen.old, chosen.new):
        if not (folder / "index.html").is_file():
            print(f"{folder}: her er det ikke noe bygd nettsted. Kjør «make site» først.")
            return 1
    before, after = read_site(chosen.old), read_site(chosen.new)
    print(as_markdown(compare(before, after), before, after))
    return 0
