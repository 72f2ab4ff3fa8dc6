"""What an editor is told about a field: its words, how it may look in a file, and what they may have meant."""

from __future__ import annotations

import re
from collections.abc import Mapping

from guide import explained_fields, explained_process, explained_search
from guide.explained_fields import EVERYWHERE, FILES, Help
from pydantic import BaseModel

__all__ = ["EVERYWHERE", "FILES", "OF", "Help", "meant", "of", "shown"]

OF = {**explained_fields.OF, **explained_process.OF, **explained_search.OF}
"""Words about fields, by model and name as it stands in the files."""


def shown(name: str, help_: Help) -> str:
    """How the field may look in a file: ``owner: Familiens hus``; empty when that takes more than one line."""
    example = help_.example
    if isinstance(example, list) and all(isinstance(e, str) for e in example):
        return f"{name}: [{', '.join(example)}]"
    if isinstance(example, str):
        digits = " " in example and example[0].isdigit() and name == "value"
        return f'{name}: "{example}"' if digits or example.startswith("§") else f"{name}: {example}"
    if isinstance(example, dict) and example and all(isinstance(e, int) for e in example.values()):
        return f"{name}: {{{', '.join(f'{k}: {v}' for k, v in example.items())}}}"
    return f"{name}: {example}" if isinstance(example, int) else ""


def meant(word: str, means: Mapping[str, str]) -> str:
    """The word whose meaning somebody wrote instead: ``no`` for «nei»; empty when there is none."""
    said = word.strip().casefold()
    whole = [known for known, text in means.items() if said == text.casefold()]
    partly = [known for known, text in means.items() if said in re.findall(r"[^\W\d_]+", text.casefold())]
    return next((found[0] for found in (whole, partly) if len(found) == 1), "")


def of(model: type[BaseModel] | str, field: str) -> Help | None:
    """The words about a field, as it is called in the files; None when there are none."""
    name = model if isinstance(model, str) else model.__name__
    return OF.get(name, {}).get(field) or EVERYWHERE.get(field)
