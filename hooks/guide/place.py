"""Where something stands in a file, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: file (relative to the project), line and column from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that an editor must (error) or should (warning) put right, or may want to know (note).

    ``path`` names the field as ``services[0].name``; ``kind`` is a short stable code for
    machines; ``message`` is bokmål, a sentence that says what is wrong and what to write.
    """

    place: Place
    path: str
    message: str
    kind: str
    severity: str = "error"


class Source(NamedTuple):
    """A file as it was read: its name in problems, and its text."""

    name: str
    text: str

    def place(self, offset: int) -> Place:
        """The place of the character at ``offset``."""
        return Place(self.name, self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset))
