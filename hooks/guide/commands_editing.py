"""What the command `guide` does for somebody who edits: order the files, print an example, write the schemas."""

from __future__ import annotations

from argparse import Namespace

from guide import formatter, schema_files
from guide import new as examples
from guide.commands import tell
from guide.decode import HARMLESS
from guide.load import FOLDERS, load, plan
from guide.place import Problem
from guide.source import read


def tidy(chosen: Namespace) -> int:
    """`guide format`: write each data file in the common layout. With ``--check`` only say which are not so."""
    changed: list[str] = []
    wrong: list[Problem] = []
    for folder, stem in ((folder, stem) for folder, stems in FOLDERS.items() for stem in stems):
        name = f"{folder}/{stem}.yml"
        path = chosen.root / name
        if not path.exists():
            continue
        node, problems = read(path, name)
        serious = [p for p in problems if p.kind not in HARMLESS]
        if node is None or serious:
            wrong += serious
            continue
        text = formatter.formatted(node, plan(stem))
        if text.encode() != path.read_bytes():
            changed.append(name)
            if not chosen.check:
                path.write_bytes(text.encode())
    if wrong:
        tell(wrong, "text", "Filene over er ikke ordnet. Rett feilene først, og kjør «guide format» en gang til.")
    for name in changed:
        print(f"{name} {'er ikke ordnet' if chosen.check else 'er ordnet'}.")
    if chosen.check and changed:
        print(f"Kjør «{formatter.COMMAND}», så gjør maskinen det for deg.")
    elif not changed and not wrong:
        print("Alle filene er ordnet.")
    return 1 if wrong or (chosen.check and changed) else 0


def new(chosen: Namespace) -> int:
    """`guide new`: print a filled-in example to paste."""
    loaded = load(chosen.root)
    print(examples.example(chosen.kind, chosen.name, loaded.texts.nodes, loaded.day), end="")
    return 0


def schema(chosen: Namespace) -> int:
    """`guide schema`: write the JSON Schemas of the data files."""
    made = schema_files.files()
    for name, content in made.items():
        path = chosen.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"{len(made)} skjemaer er skrevet til {schema_files.FOLDER}/.")
    return 0
