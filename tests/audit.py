"""`make audit`: every page of every locale through axe, at three widths, in light and dark; and what it leaves behind.

Too long for `make test`, which does the same for one page of each kind. Ends with status 1 when anything is found.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from conftest import CHROMIUM_ARGUMENTS, ROOT, mkdocs_build
from playwright.sync_api import Page, sync_playwright
from serving import serve

AXE = (Path(__file__).parent / "axe/axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCAN = """rules => axe.run({runOnly: rules}).then(result =>
  result.violations.map(found => `${found.id} (${found.nodes.length}): ${found.nodes[0].html.slice(0, 100)}`))"""
LEFT = """() => [
  document.cookie && "a cookie", localStorage.length && "local storage", sessionStorage.length && "session storage",
  document.documentElement.scrollWidth > innerWidth && "scrolls sideways"].filter(Boolean)"""


def look(page: Page, address: str) -> list[str]:
    """What is wrong on one page."""
    page.goto(address)
    page.evaluate(AXE)
    found: list[str] = page.evaluate(SCAN, RULES) + page.evaluate(LEFT)
    return found


def main() -> int:
    """Build the site, look at every page, and say what was found."""
    parser = argparse.ArgumentParser(description="Look at every page in a real browser.")
    parser.add_argument("--widths", default="320,768,1280", help="in CSS pixels, with commas between")
    parser.add_argument("--below", default="", help="only pages whose address begins so, as in nn/ansatt/")
    chosen = parser.parse_args()
    site = Path(tempfile.mkdtemp()) / "site"
    built = mkdocs_build(ROOT, site, prints=True)
    if built.returncode:
        print(built.stderr)
        return 1
    addresses = sorted(p.parent.relative_to(site).as_posix().strip(".") for p in site.rglob("index.html"))
    faults = 0
    system = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with serve(site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system, args=CHROMIUM_ARGUMENTS)
        for width in map(int, chosen.widths.split(",")):
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport={"width": width, "height": 800})
                page = context.new_page()
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                elsewhere: set[str] = set()
                page.on(
                    "request", lambda asked, seen=elsewhere: None if asked.url.startswith(root) else seen.add(asked.url)
                )
                for address in (f"{a}/" if a else "" for a in addresses):
                    if address.startswith(chosen.below):
                        for fault in [*look(page, root + address), *sorted(elsewhere)]:
                            faults += 1
                            print(f"{width} {scheme} /{address}: {fault}", flush=True)
                        elsewhere.clear()
                context.close()
    print(f"{len(addresses)} pages, {faults} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
