"""What the command `guide` does for those who take the guide elsewhere: to another engine, to a memory stick, as open data."""

from __future__ import annotations

from argparse import Namespace

from guide import folder as on_disk
from guide.commands import tell
from guide.frame import Frames
from guide.load import load
from guide.outputs import data
from guide.pages import Pages
from guide.portable import others, pages_of
from guide.printing import PrintError, prints
from guide.render import Renderer


def pages(chosen: Namespace) -> int:
    """`guide pages`: all pages as front matter and HTML, and the other files of the site, for any Markdown engine."""
    loaded = load(chosen.root)
    if loaded.guide is None:
        return tell(loaded.problems, "text")
    overrides = chosen.root / "overrides"
    frames = Frames(Renderer(Pages(loaded.guide), overrides, prints(loaded.guide, overrides)))
    try:
        written = {name: text.encode() for name, text in pages_of(frames).items()}
        beside = others(frames)
    except PrintError as error:
        print(error)
        return 1
    for name, content in {**beside, **written}.items():
        path = chosen.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"{len(written)} sider er skrevet til {chosen.folder}.")
    return 0


def folder(chosen: Namespace) -> int:
    """`guide folder`: a copy of a built site that can be opened without a web server."""
    if not (chosen.site / "index.html").is_file():
        print(f"{chosen.site}: her er det ikke noe bygd nettsted. Kjør «make site» først.")
        return 1
    if chosen.to.exists():  # a page that is gone from the guide would stay, with its numbers
        print(f"{chosen.to} finnes fra før. Slett mappen, eller skriv navnet på en ny.")
        return 1
    count = on_disk.copy(chosen.site, chosen.to)
    print(f"{count} sider er kopiert til {chosen.to}. Åpne {chosen.to / on_disk.INDEX} i en nettleser.")
    return 0


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
