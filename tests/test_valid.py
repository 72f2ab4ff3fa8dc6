"""Every page is valid by the Nu Html Checker (npm package vnu-jar; nu.sh fetches it)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Build

JAR = ROOT / ".npm/nu/node_modules/vnu-jar/build/dist/vnu.jar"

NOT_KNOWN_TO_IT = ("Resource violates Content Security Policy", "Inline script violates Content Security Policy")
"""Files have no host, so ``'self'`` is nothing to the checker; and it takes data (JSON-LD) for scripts, which browsers do
not (HTML, «prepare the script element»). test_trace.py holds the policy in a real browser."""


def complaints(of: Path) -> list[str]:
    """What the checker says of the pages below a folder: errors and warnings."""
    if shutil.which("java") is None:
        pytest.skip("there is no Java here, so the pages are not checked by the Nu Html Checker")
    if not JAR.is_file():
        pytest.skip("vnu-jar is not fetched (sh tests/nu.sh needs npm), so the pages are not checked")
    command = ["java", "-Xss4m", "-jar", str(JAR), "--skip-non-html", "--format", "json", str(of)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        f"{Path(m['url'].removeprefix('file:')).relative_to(of)}:{m.get('lastLine', 1)}: {m['message']}"
        for m in messages
        if not m["message"].startswith(NOT_KNOWN_TO_IT)
    ]


def test_every_page_is_valid(built: Build) -> None:
    assert complaints(built.site) == []


def test_the_checker_finds_a_fault(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><html lang=nb><title>A</title><p><div></p>", "utf-8")
    assert complaints(tmp_path) != []
