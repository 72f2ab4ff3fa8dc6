"""Made-up services: a copy of the project with as many more services as wanted.

Each one follows a real service: the same fields and links, texts of the same length. But every
text, telephone number and date is its own, for a registry of real services repeats nothing
either, and a generator that remembers texts must not win by it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

PARTS = ("data", "docs", "overrides", "hooks")

_RECORD = re.compile(r"^- id: .*?(?=^- id: |\Z)", re.M | re.S)
_TEXT = re.compile(r"^(?P<head> +(?:nb|nn|en): +)(?P<text>\S.*)$", re.M)
_FOLDED = re.compile(r"^(?P<head> +(?:nb|nn|en): [>|]-?\n +)(?P<text>\S.*)$", re.M)
_NUMBER = re.compile(r'(value: ")(?:\+47 )?(?:\d\d \d\d \d\d \d\d|[489]\d\d \d\d \d\d\d)"')
_REVIEWED = re.compile(r"^( +on: )\d{4}-\d\d-\d\d", re.M)
_SITE = re.compile(r'(source: "?https?://[^\s"]+?)/?("?)$', re.M)


def write(project: Path, root: Path, size: int) -> None:
    """Copy the project in ``root`` to ``project`` and add ``size`` services.

    The real services stay, because roles, topics and steps refer to them.
    """
    for name in PARTS:
        shutil.copytree(root / name, project / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(root / "mkdocs.yml", project)
    services = project / "data" / "services.yml"
    own = services.read_text("utf-8")
    real = (project / "data" / "national" / "services.yml").read_text("utf-8").replace("- own\n", "")
    services.write_text(own.rstrip("\n") + "\n\n" + "\n".join(_made_up(f"{real}\n{own}", size)), "utf-8")


def _made_up(real: str, size: int) -> Iterator[str]:
    # Emergency numbers are left out: a guide has five of them, however many services it has.
    patterns = [record for record in _RECORD.findall(real) if "kind: emergency" not in record]
    for number in range(1, size + 1):
        yield _alike(patterns[number % len(patterns)].rstrip("\n"), number) + "\n"


def _alike(record: str, number: int) -> str:
    """A service like ``record`` and unlike all others."""
    record = re.sub(r"^- id: (\S+)", rf"- id: \1-{number}", record)
    record = _TEXT.sub(lambda m: m["head"] + _own(m["text"], number), record)
    record = _FOLDED.sub(lambda m: m["head"] + _own(m["text"], number), record)
    record = _NUMBER.sub(rf'\g<1>{_telephone(number)}"', record)
    record = _REVIEWED.sub(rf"\g<1>2026-{1 + number % 10:02}-{1 + number // 10 % 28:02}", record)
    return _SITE.sub(rf"\g<1>/{number}\g<2>", record)


def _own(text: str, number: int) -> str:
    """The text with a number in it; a list of search words gets one more."""
    if text[0] in ">|":
        return text
    if text[0] in "\"'":
        return f"{text[:-1]} {number}{text[-1]}"
    if text.startswith("["):
        return text.replace("]", f", {number}]")
    return f"{text} {number}"


def _telephone(number: int) -> str:
    digits = f"{32_000_000 + number * 97}"
    return " ".join(digits[place : place + 2] for place in range(0, 8, 2))
