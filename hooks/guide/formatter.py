"""A data file in its canonical layout: fields in the order of the models, two spaces a level, one empty line between records.

Works on the lines of the file, by the places of its nodes, so that every comment, quotation mark and fold stays as
the editor wrote it; a YAML library would write all of it anew. What is written is read again: when one value or
comment is not as before, nothing is changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from guide.layout import NOTHING, Plan, is_flow, looks_tidy
from guide.node import Node
from guide.place import Place, Problem
from guide.source import parse

COMMAND = "guide format"


class UnusualError(Exception):
    """A layout that this module does not know, and leaves as it is."""


def formatted(root: Node, plan: Plan) -> str:
    """The file of ``root`` as it should be; the text as it is when that cannot be done safely."""
    before = root.file.text
    try:
        after = _Lines(before).file(root, plan)
    except UnusualError:
        return before
    again, problems = parse(after, root.file.name)
    same = (
        again is not None and not problems and again.plain() == root.plain() and _comments(before) == _comments(after)
    )
    return after if same else before


def problem(root: Node, plan: Plan) -> Problem | None:
    """A warning at the first line that stands otherwise than it should; None when all is well."""
    if looks_tidy(root, plan):
        return None
    before, after = root.file.text, formatted(root, plan)
    if before == after:
        return None
    lines = zip(before.split("\n"), after.split("\n"), strict=False)
    number = next((n for n, (old, new) in enumerate(lines, 1) if old != new), before.count("\n") + 1)
    message = f"filen er ikke ordnet som de andre: rekkefølgen på feltene, innrykk eller tomme linjer. Kjør «{COMMAND}», så gjør maskinen det for deg. Innholdet er riktig, så du kan også la det stå."
    return Problem(Place(root.file.name, number), "", message, "layout", "warning")


def _comments(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.split("\n") if line.lstrip().startswith("#"))


class _Lines:
    """The lines of a file, from 0, and how to write parts of them anew."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")

    def file(self, root: Node, plan: Plan) -> str:
        """The whole file. What stands above the first record stays above it."""
        if is_flow(root) or root.value is None or isinstance(root.value, str):
            raise UnusualError
        first, end = root.mark.line, len(self.text.rstrip().split("\n"))
        head = _evened(self.lines[:first])
        body = self._block(root, plan, end, 0, top=True)
        whole = [*head, *body]
        while not whole[-1].strip():
            whole.pop()
        return "\n".join(whole) + "\n"

    def _block(self, node: Node, plan: Plan, end: int, column: int, top: bool = False) -> list[str]:
        """The lines of a block list or map that ends before line ``end``, moved to ``column``."""
        if isinstance(node.value, list):
            return self._list(node, plan, end, column, top)
        starts = [(mark.line, mark.column) for mark in node.keys.values()]
        last = self._content_end(node, node.mark.line)
        tail, end = _evened(self.lines[last:end]), last  # what stands after the last field stays last
        parts = self._parts(starts, node, end)
        plan = plan.of(node)
        names = tuple(node.keys)
        done = {
            name: (lead, self._field(node, name, plan.below(name), until, column))
            for name, (lead, until) in zip(names, parts, strict=True)
        }
        shift = column - node.mark.column
        found = []
        for name in plan.sorted(names):
            lead, lines = done[name]
            found += _moved(lead, shift) + lines
        return found + _moved(tail, shift)

    def _list(self, node: Node, plan: Plan, end: int, column: int, top: bool) -> list[str]:
        items = list(node.items())
        dashes = [self._dash(item) for item in items]
        found: list[str] = []
        parts = self._parts(dashes, node, end)
        for item, (_, dash), (lead, until) in zip(items, dashes, parts, strict=True):
            if top and found:
                lead = ["", *_trimmed(lead)]
            found += _moved(lead, column - dash)
            block = isinstance(item.value, list | dict) and not is_flow(item)
            if isinstance(item.value, list) and block:
                raise UnusualError
            if block:
                lines = self._block(item, plan.any_field or NOTHING, until, column + 2)
            else:
                lines = self._scalar(item, item.mark.line, item.mark.column, until, column + 2)
            # A comment that came before the field that is now the first has to stand above the dash.
            number = next(n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
            found += [line for line in _moved(lines[:number], -2) if line]
            found.append(" " * column + "- " + lines[number][column + 2 :])
            found += lines[number + 1 :]
        return found

    def _parts(self, starts: list[tuple[int, int]], node: Node, end: int) -> list[tuple[list[str], int]]:
        """For each field or item: the comments and empty lines above it, and the line before which it ends."""
        children = list(node.value.values()) if isinstance(node.value, dict) else list(node.items())
        if len({line for line, _ in starts}) < len(starts) or len(children) != len(starts):
            raise UnusualError
        leads: list[list[str]] = []
        ends: list[int] = []
        for number, (line, column) in enumerate(starts):
            if number == 0:
                leads.append([])
                continue
            above = line
            stop = self._content_end(children[number - 1], starts[number - 1][0])
            while above > stop and self._belongs(above - 1, column):
                above -= 1
            leads.append(_evened(self.lines[above:line]))
            ends.append(above)
        return list(zip(leads, [*ends, end], strict=True))

    def _belongs(self, line: int, column: int) -> bool:
        """Whether a line is empty, or a comment that stands no further in than what comes after it."""
        text = self.lines[line]
        bare = text.lstrip(" ")
        return not bare or (bare.startswith("#") and len(text) - len(bare) <= column)

    def _content_end(self, node: Node, start: int) -> int:
        """The line after the last one of a value that begins below or on line ``start``."""
        if node.value is None:
            return start + 1
        if isinstance(node.value, str) or is_flow(node):
            return self._block_text_end(node) if self._is_block_text(node) else int(node.end.line) + 1
        below = list(node.value.values()) if isinstance(node.value, dict) else list(node.items())
        return self._content_end(below[-1], max(start, below[-1].mark.line)) if below else start + 1

    def _is_block_text(self, node: Node) -> bool:
        return isinstance(node.value, str) and self.text[node.mark.index : node.mark.index + 1] in ("|", ">")

    def _block_text_end(self, node: Node) -> int:
        """The line after the last one of a text that begins with ``|`` or ``>``: all lines that stand further in."""
        line = int(node.mark.line)
        inner = next((_indent(text) for text in self.lines[line + 1 :] if text.strip()), 0)
        last = line
        for number in range(line + 1, len(self.lines)):
            text = self.lines[number]
            if text.strip():
                if _indent(text) < inner:
                    break
                last = number
        return last + 1

    def _dash(self, item: Node) -> tuple[int, int]:
        """Line and column of the dash before an item."""
        line = item.mark.line
        before = self.lines[line][: item.mark.column]
        if before.strip() != "-" or item.value is None:
            raise UnusualError
        return line, before.index("-")

    def _field(self, holder: Node, name: str, plan: Plan, end: int, column: int) -> list[str]:
        """The lines of a field, its name at ``column``."""
        node, key = holder.get(name), holder.keys[name]
        assert node is not None, "the name is one of the map's own"
        block = isinstance(node.value, list | dict) and not is_flow(node)
        if not block:
            return self._scalar(node, key.line, key.column, end, column)
        if node.mark.line == key.line:
            raise UnusualError
        first = node.mark.line
        old = node.mark.column
        head = [" " * column + self.lines[key.line][key.column :].rstrip()]
        between = _evened(self.lines[key.line + 1 : first])
        last = self._content_end(node, first)
        body = self._block(node, plan, last, column + 2)
        tail = _evened(self.lines[last:end])
        return [*head, *_moved(between, column + 2 - old), *body, *_moved(tail, column + 2 - old)]

    def _scalar(self, node: Node, line: int, old: int, end: int, column: int) -> list[str]:
        """The lines of a text, or of a list or map with brackets; only how far in they stand is changed."""
        last = max(line + 1, self._content_end(node, line))
        lines = [" " * column + self.lines[line][old:], *self.lines[line + 1 : last]]
        if self._is_block_text(node) or last == line + 1:
            lines[0] = lines[0].rstrip()
        rest = _evened(self.lines[last:end])
        return [lines[0], *_moved(lines[1:], column - old), *_moved(rest, column - old)]


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _moved(lines: Iterable[str], shift: int) -> list[str]:
    """Lines moved to the right, or to the left as far as there is room."""
    if shift >= 0:
        return [" " * shift + line if line.strip() else line for line in lines]
    return [line[min(-shift, _indent(line)) :] if line.strip() else line for line in lines]


def _evened(lines: Iterable[str]) -> list[str]:
    """Comments and empty lines, without what nobody sees: spaces at their ends, and more than one empty line."""
    found: list[str] = []
    for line in lines:
        if line.strip() or not found or found[-1]:
            found.append(line.rstrip())
    return found


def _trimmed(lines: list[str]) -> list[str]:
    """Without empty lines at the beginning."""
    first = next((n for n, line in enumerate(lines) if line), len(lines))
    return lines[first:]
