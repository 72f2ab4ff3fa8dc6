"""`make lighthouse`: what Lighthouse says of one page of each main kind, on a slow phone. Below 100, ends with status 1.

The site is served as a good host would serve it (serving.py). Lighthouse is an npm package; it is
fetched into .npm/ and needs Node.js 18.16 or newer.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from conftest import CHROMIUM_ARGUMENTS, ROOT, mkdocs_build
from guide.load import load
from guide.pages import Pages
from kinds import addresses
from playwright.sync_api import sync_playwright
from serving import serve

LIGHTHOUSE = "12.8.2"
COMMAND = ROOT / ".npm/lighthouse/node_modules/lighthouse/cli/index.js"
LOOKED_AT = ("home", "role-child-youth", "topic", "service", "step")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def fetched() -> bool:
    """Have Lighthouse here, in this version."""
    package = COMMAND.parent.parent / "package.json"
    if package.is_file() and json.loads(package.read_text("utf-8"))["version"] == LIGHTHOUSE:
        return True
    if shutil.which("npm") is None or shutil.which("node") is None:
        return False
    install = [
        "npm",
        "install",
        "--prefix",
        ".npm/lighthouse",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]
    return subprocess.run([*install, f"lighthouse@{LIGHTHOUSE}"], cwd=ROOT, check=False).returncode == 0


def chromium() -> str:
    """The browser that the tests use."""
    system = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if system is not None:
        return system
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def measured(address: str, report: Path) -> tuple[dict[str, int], list[str]]:
    """The points of a page by category, and what took points away.

    Mobile and simulated slow 4G are what Lighthouse does when it is told nothing else.
    """
    flags = " ".join(["--headless=new", *CHROMIUM_ARGUMENTS])
    command = ["node", str(COMMAND), address, "--quiet", "--output=json", f"--output-path={report}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"]
    subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium()}, check=True)
    said = json.loads(report.read_text("utf-8"))
    points = {name: round(100 * (said["categories"][name]["score"] or 0)) for name in CATEGORIES}
    faults = [
        f"{name}: {audit['title']} {audit.get('displayValue', '')}"
        for name in CATEGORIES
        for reference in said["categories"][name]["auditRefs"]
        for audit in [said["audits"][reference["id"]]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 1 and points[name] < 100
    ]
    return points, faults


def main() -> int:
    """Build the site, measure the pages, print the figures."""
    guide = load(ROOT).guide
    if guide is None or not fetched():
        print("Lighthouse needs data without errors (guide check), Node.js and npm.")
        return 1
    page_of = addresses(Pages(guide))
    folder = Path(tempfile.mkdtemp())
    built = mkdocs_build(ROOT, folder / "site", prints=True)
    if built.returncode:
        print(built.stderr)
        return 1
    low = 0
    print(f"{'':40}{''.join(f'{name:>16}' for name in CATEGORIES)}")
    with serve(folder / "site") as root:
        for kind in LOOKED_AT:
            points, faults = measured(root + page_of[kind], folder / f"{kind}.json")
            low += min(points.values()) < 100
            print(f"/{page_of[kind]:39}{''.join(f'{points[name]:16}' for name in CATEGORIES)}", flush=True)
            for fault in faults:
                print(f"    {fault}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
