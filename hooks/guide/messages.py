"""What pydantic found, as problems that an editor understands: place, path and bokmål.

One mistake is to be one line. So what follows from another error in the same record is left
out: what stands below a field that is not known, a list that is short because an item in it
is wrong, a field that is missing because its name is misspelt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

from guide import explained
from guide.fields import LOCALES
from guide.hints import did_you_mean, nearest
from guide.node import Node
from guide.place import Problem
from guide.schema import known_fields, known_kinds, records
from pydantic import BaseModel, ValidationError
from pydantic_core.core_schema import ErrorType

_THEIRS = frozenset(get_args(ErrorType))
"""The kinds of error that pydantic words itself, in English."""

MAX_MESSAGE = 600

_AT_KEY = frozenset({"extra_forbidden", "unknown-locale", "missing-locale", "missing"})
"""Kinds of error that are about the field itself, not about what it holds."""

KINDS = {
    "missing": "field-missing",
    "extra_forbidden": "field-unknown",
    "literal_error": "not-allowed",
    "union_tag_invalid": "not-allowed",
    "union_tag_not_found": "field-missing",
    "string_type": "type-text",
    "string_too_short": "text-empty",
    "int_type": "type-number",
    "int_from_float": "type-number",
    "greater_than_equal": "number-range",
    "less_than_equal": "number-range",
    "tuple_type": "type-list",
    "too_short": "list-short",
    "dict_type": "type-map",
    "model_type": "type-map",
    "model_attributes_type": "type-map",
}
"""Pydantic's own kinds of error, and what they are called here."""


def problems(error: ValidationError, node: Node, path: str, model: type[BaseModel]) -> Iterator[Problem]:
    """One problem for each thing in ``error``; ``node`` is what was validated and ``path`` its name."""
    return listed(error.errors(include_url=False), node, path, model)


def listed(errors: Iterable[Any], node: Node, path: str, model: type[BaseModel]) -> Iterator[Problem]:
    """As `problems`, for errors that were taken out of their exception."""
    found = [_Found(error, node, path, model) for error in errors]
    unknown = [f for f in found if f.type in ("extra_forbidden", "unknown-locale")]
    keys = {f.loc[:-1] for f in found if f.loc[-1:] == ("[key]",)}
    misspelt = {(*f.loc[:-1], f.meant) for f in unknown if f.meant}
    outdented = _outdented(unknown)
    told = set()
    for f in found:
        above = f.loc[:-1]
        if f.type == "missing" and f.loc in misspelt:
            continue
        if f.type != "extra_forbidden" and ((above in keys and f.loc[-1] != "[key]") or f.loc in keys):
            continue  # what stands below a key that is not known
        if above in outdented and (f.type == "extra_forbidden" or f.loc == (*above, outdented[above])):
            if f.loc[-1] in LOCALES and above not in told:
                told.add(above)
                yield f.outdented(outdented[above])
            continue
        if f.loc[-1:] == ("[key]",) and len(above) and above[-1] in LOCALES:
            if above[:-1] not in told:
                told.add(above[:-1])
                yield f.problem(f"her mangler rollen. Skriv som i «child-youth:», med {above[-1]}: og de andre språkene på linjene under.", "unknown-reference")  # fmt: skip
            continue
        if f.type == "too_short" and len(list(f.node.items())) >= f.context["min_length"]:
            continue
        yield f.problem(f.sentence(), KINDS.get(f.type, f.type if f.ours else "value"))


def _outdented(unknown: Sequence[_Found]) -> dict[tuple[Any, ...], str]:
    """Maps with locales among their fields, just after a field that is empty: the way to them, and that field."""
    found = {}
    for f in unknown:
        if f.type == "extra_forbidden" and f.loc[-1] in LOCALES and isinstance(f.holder.value, dict):
            names = list(f.holder.value)
            first = min(names.index(name) for name in names if name in LOCALES)
            above = f.holder.value[names[first - 1]] if first else None
            if above is not None and (above.value is None or any(above.get(name) for name in LOCALES)):
                found[f.loc[:-1]] = names[first - 1]
    return found


class _Found:
    """One error of pydantic's, and where it is in the file."""

    def __init__(self, error: Any, node: Node, path: str, model: type[BaseModel]) -> None:
        self.type: str = error["type"]
        self.loc: tuple[int | str, ...] = tuple(error["loc"])
        self.context: dict[str, Any] = error.get("ctx", {})
        self.value, self.said, self.model, self.root = error.get("input"), str(error["msg"]), model, node
        self.ours = self.type not in _THEIRS
        if self.type in ("union_tag_invalid", "union_tag_not_found"):
            self.loc = (*self.loc, "kind")
        self._find(node, path)

    def _find(self, node: Node, path: str) -> None:
        """Place and name of the error, the node there, the one above it, and the steps that exist in the file."""
        self.place, self.steps, self.holder = node.place, list[int | str](), node
        tagged = False
        for part in self.loc:
            if isinstance(part, int) and isinstance(node.value, list) and part < len(node.value):
                self.holder, node = node, node.value[part]
                self.place = node.place
                path += f"[{part}]"
            elif part == "[key]" or (not tagged and isinstance(part, str) and node.text("kind") == part):
                tagged = True  # pydantic's own marks, not steps in the file: a key, or the tag of a tagged union
                continue
            elif isinstance(part, str) and isinstance(node.value, dict) and part in node.value:
                key_place, self.holder, node = node.key_place(part), node, node.value[part]
                # An empty value has no place of its own, and a map's own place is a line further down.
                at_key = self.type in _AT_KEY or node.value is None or self.loc[-1] == "[key]"
                self.place = key_place if at_key else node.place
                path += f".{part}"
            else:
                path += f".{part}"
                continue
            tagged = False
            self.steps.append(part)
        self.path, self.node = path, node
        if words := self.context.get("at_words"):
            self.place = node.place_of(words, self.context["at_nth"])

    @property
    def name(self) -> str:
        """The name of the field."""
        return str(self.loc[-1]) if self.loc else ""

    @property
    def meant(self) -> str:
        """For a field that is not known: the known field that is near."""
        known = known_fields(self.model, self.steps[:-1], self.root)
        titles = {name: words.title for name in known if (words := self._words(name, self.steps[:-1]))}
        return nearest(self.name, known) or explained.meant(self.name, titles)

    def _words(self, field: str, above: Sequence[int | str]) -> explained.Help | None:
        """What an editor is told about a field of the map at ``above``."""
        found = [w for name in records(self.model, above, self.root) if (w := explained.of(name, field))]
        means = {word: text for words in found for word, text in (words.words or {}).items()}
        return found[0]._replace(words=means or None) if found else None

    @property
    def help(self) -> explained.Help | None:
        """What an editor is told about this field; None for the items of a list."""
        names = [part for part in self.steps if isinstance(part, str)]
        there = bool(names) and self.steps[-1:] == [self.name]
        return self._words(self.name, self.steps[:-1] if there else self.steps)

    @property
    def example(self) -> str:
        """`` Skriv som i «owner: Familiens hus».``, or nothing."""
        line = explained.shown(self.name, self.help) if self.help else ""
        return f" Skriv som i «{line}»." if line else ""

    def _missing(self) -> str:
        words = self.help
        named = f"feltet «{self.name}»{f' ({_lower(words.title)})' if words else ''} mangler."
        if words and (line := explained.shown(self.name, words)):
            return f"{named} Legg til en linje, som «{line}»."
        if words and isinstance(words.example, dict) and "nb" in words.example:
            return f"{named} Legg til «{self.name}:», med nb: og nn: på linjene under."
        return f"{named} Legg til en linje «{self.name}: …»."

    def problem(self, message: str, kind: str) -> Problem:
        """The problem with this error's place and path."""
        if kind == "text-empty" and self.node.value is None and self._commented():
            message = 'det som står etter #, leses ikke av maskinen. Sett teksten i anførselstegn: "# …".'
        if isinstance(self.node.value, str) and self.node.value.startswith(("“", "”", "„")):
            message += ' Anførselstegnene er fra Word. Slett dem, og skriv dem på nytt med tastaturet: "…".'
        if len(message) > MAX_MESSAGE:  # the value that it shows is too long to be read
            message = f"{message[: MAX_MESSAGE // 2]} … {message[-MAX_MESSAGE // 2 :]}"
        return Problem(self.place, self.path, message, kind)

    def _commented(self) -> bool:
        """Whether the empty value stands before a comment on its line."""
        text, start = self.node.file.text, self.node.mark.index
        end = text.find("\n", start)
        return "#" in text[start : len(text) if end < 0 else end]

    def outdented(self, field: str) -> Problem:
        """The problem of locales that stand beside their field, not below it."""
        path = self.path.removesuffix(f".{self.name}")
        message = f"språkene under «{field}» har for lite innrykk. Flytt nb:, nn: og en: to mellomrom lenger inn."
        return Problem(self.place, f"{path}.{field}", message, "indent")

    def sentence(self) -> str:
        """What is wrong, and what to write."""
        value, context = self.value, self.context
        shown = f"«{value}»" if isinstance(value, str) else "verdien"
        match self.type:
            case "missing":
                return self._missing()
            case "union_tag_not_found" if self.name not in self.holder.keys:
                return "feltet «kind» mangler. Legg til en linje «kind: …»."
            case "extra_forbidden":
                known = known_fields(self.model, self.steps[:-1], self.root)
                hint = f" Mente du «{self.meant}»?" if self.meant else ""
                return f"ukjent felt «{self.name}».{hint or (' Feltene her er: ' + ', '.join(known) + '.' if known else '')}"
            case "literal_error" | "union_tag_invalid" | "union_tag_not_found":
                return self._not_allowed()
            case "string_type":
                return "her skal det stå en tekst." + _unfilled(value) + self.example
            case "string_too_short":
                return "teksten er tom. Skriv en tekst."
            case "int_type" | "int_from_float":
                return f"{shown} er ikke et helt tall. Skriv bare tallet, som i «18»." + _unfilled(value)
            case "greater_than_equal":
                return f"tallet {value} er for lite. Det skal være minst {context['ge']}."
            case "less_than_equal":
                return f"tallet {value} er for stort. Det skal være høyst {context['le']}."
            case "tuple_type":
                how = self.example or " Skriv en strek (-) foran hver linje."
                return "her skal det stå en liste." + _unfilled(value) + how
            case "too_short":
                least = context.get("min_length", 1)
                return f"listen er {'tom' if least == 1 else 'for kort'}. Den skal ha minst {'én' if least == 1 else least}.{self.example}"
            case "dict_type" | "model_type" | "model_attributes_type":
                how = self.example or " Skriv dem på hver sin linje, som i «navn: innhold»."
                return "her skal det stå felt med navn og kolon." + _unfilled(value) + how
        # A sentence of the library's own would be English.
        return self.said if self.ours else "verdien kan ikke brukes her. Se forklaringen øverst i filen."

    def _not_allowed(self) -> str:
        expected = self.context.get("expected") or self.context.get("expected_tags", "")
        listed = str(expected).replace("'", "").replace(" or ", ", ")
        allowed = listed.split(", ") if listed else known_kinds(self.model, self.steps, self.root)
        value = self.node.value
        means = (self.help.words if self.help else None) or {}
        choose = f" Velg en av: {', '.join(f'{a} ({means[a]})' if a in means else a for a in allowed)}." if allowed else ""  # fmt: skip
        if value is None:
            return (
                f"feltet «{self.name}» er tomt.{choose}" if self.name.isidentifier() else f"her mangler et ord.{choose}"
            )
        if not isinstance(value, str):
            return f"her skal det stå ett ord, ikke en liste eller flere felt.{choose}"
        other = explained.meant(value, means)
        near = did_you_mean(value, allowed) or (f" Mente du «{other}»?" if other in allowed else "")
        return f"«{value}» kan ikke stå her.{near}{choose}"


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _unfilled(value: Any) -> str:
    return " Nå er det tomt." if value is None else ""
