"""MkDocs events. The only file that knows MkDocs; everything else is in hooks/guide/.

mkdocs-static-i18n 1.3.1 builds the site once per locale and drops pages that a hook
generates (ultrabug/mkdocs-static-i18n#263, #283). Two handlers get them past it: one,
before the plugin, adds a placeholder file for every generated page; the other, after it,
puts a page on each file that the plugin kept.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import time
from pathlib import Path
from typing import Any

# `mkdocs serve` runs this file anew after each change, but Python keeps imported modules.
for _name in [name for name in sys.modules if name == "guide" or name.startswith("guide.")]:
    del sys.modules[_name]

from guide import report
from guide.frame import Frames
from guide.load import load
from guide.outputs import outputs
from guide.pages import Page as GuidePage
from guide.pages import Pages
from guide.printing import PRINT, PrintError, prints
from guide.prose import Prose
from guide.prose_html import ready
from guide.render import Renderer
from guide.text import fill
from jinja2 import Environment, StrictUndefined
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

log = logging.getLogger("mkdocs.hooks.guide")


class _State:
    """What one run of MkDocs needs to remember between the builds of the locales."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.started = time.monotonic()
        root = Path(config.config_file_path).parent
        loaded = load(root)
        if isinstance(sys.stderr, io.TextIOWrapper):
            sys.stderr.reconfigure(errors="backslashreplace")  # a console without æ, ø and å must not stop the build
        for line in report.lines(loaded.problems):
            print(line, file=sys.stderr)
        if loaded.guide is None:
            raise Abort(report.summary(loaded.problems))
        self.problems = loaded.problems
        self.guide = loaded.guide
        self.pages = Pages(loaded.guide)
        self.renderer = Renderer(self.pages, root / "overrides", prints(loaded.guide, root / "overrides"))
        # `deploy/many.py` says which files stand elsewhere in the repository than where they are built.
        self.frames = Frames(self.renderer, config.extra.get("origins", {}))
        self.written: dict[str, int] = {}
        self.prose = {p.address: p for p in loaded.guide.prose}
        self.environment: Environment | None = None


_state: _State | None = None


def _now() -> _State:
    assert _state is not None, "on_config comes first"
    return _state


class GeneratedPage(Page):
    """A page whose body render.py makes; Markdown is never involved."""

    def __init__(self, file: File, config: MkDocsConfig, page: GuidePage, locale: str) -> None:
        self.guide_page, self.locale = page, locale
        super().__init__(None, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Draw the body; there is no source to read."""
        try:
            self.body = _now().renderer.body(self.guide_page, self.locale)
        except PrintError as error:
            raise Abort(str(error)) from error
        self.markdown, self.title = "", self.body.title
        self.meta = {"title": self.body.title, "description": self.body.description}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Hand over what MkDocs wants to know of a page: HTML, contents and anchors."""
        self.content = self.body.html
        self.toc = TableOfContents([AnchorLink(words, anchor, level) for level, anchor, words in self.body.headings])
        self.present_anchor_ids = set(self.body.anchors)
        self.links_to_anchors = {}


class FallbackPage(Page):
    """A hand-written page that is missing in this locale and is shown in bokmål."""

    def __init__(self, file: File, config: MkDocsConfig, source: Path) -> None:
        self.source = source
        super().__init__(None, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Read the file of the first locale instead."""
        self.file.content_string = self.source.read_text("utf-8-sig")
        super().read_source(config)


def on_startup(*, command: str, dirty: bool) -> None:
    """Make no PDF documents after each change under `mkdocs serve`, unless asked for.

    In the environment, since MkDocs reads this file anew after a change, and calls this once.
    """
    if command == "serve":
        os.environ.setdefault(PRINT, "no")


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the data once, and give MkDocs and the i18n plugin what data/municipality.yml decides."""
    global _state
    plugin: Any = config.plugins["i18n"]
    if not config.use_directory_urls:
        raise Abort("use_directory_urls: false is not supported: the addresses of the guide end with a slash.")
    if _state is None or not plugin.building:
        _state = _State(config)
    guide = _state.guide
    for language in plugin.config.languages:
        language.build = language.locale in guide.locales
    locale = plugin.current_language or guide.locales[0]
    config.theme.static_templates.clear()  # outputs.py makes 404.html and sitemap.xml
    del config.theme.dirs[
        1:
    ]  # no template of ours builds on Material's, and MkDocs lists its files each time: thousands
    if (config.site_url or "").startswith(f"http://{config.dev_addr}/"):
        _state.frames.policy = ""  # `mkdocs serve` puts a script into each page, and the policy would refuse it
    config.site_name = guide.municipality.site_name.get(locale)[0]
    config.site_description = guide.municipality.site_description.get(locale)[0]
    if guide.municipality.site_url and not config.site_url:
        config.site_url = guide.municipality.site_url.rstrip("/") + "/"
    return config


def _add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Before the i18n plugin: a placeholder for every page of this locale, generated or missing.

    The plugin also takes files of the other locales, to link a page with its twins. Our frame
    and sitemap know the twins by address, and leaving them out saves a fifth of the build.
    """
    state, locale = _now(), _current(config)
    for file in list(files):
        if file.abs_src_path and not file.abs_src_path.startswith(config.docs_dir):
            files.remove(file)  # what stands in overrides/; the scripts and styles are among the outputs
        elif file.is_documentation_page() and _locale(file.src_uri) != locale:
            files.remove(file)
    have = set(files.src_uris)
    for address in (*state.pages.generated, *state.prose):
        name = f"{state.pages.source_name(address)}.{locale}.md"
        if name not in have:
            files.append(File(name, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@event_priority(-200)
def _give_pages(files: Files, config: MkDocsConfig) -> Files:
    """After the i18n plugin: put our pages on the files that it kept."""
    state = _now()
    locale = _current(config)
    kept = files.src_uris
    for address, page in state.pages.generated.items():
        file = kept[f"{state.pages.source_name(address)}.{locale}.md"]
        file.generated_by = "guide"
        file.inclusion = InclusionLevel.INCLUDED
        GeneratedPage(file, config, page, locale)
    for prose in state.prose.values():
        if locale not in prose.paths:
            file = kept[f"{prose.name}.{locale}.md"]
            FallbackPage(file, config, Path(config.docs_dir).parent / prose.paths["nb"])
    return files


on_files = CombinedEvent(_add_pages, _give_pages)


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill in the municipality's name in hand-written pages, and make the urgent numbers links."""
    return ready(markdown, _now().guide.municipality.name)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Frame hand-written prose in the template of its kind."""
    prose = _prose(page)
    return _now().renderer.prose(prose, _current(config), html) if prose else html


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """The theme's environment has no autoescape and lets missing values pass; ours does neither.

    All locales have that of the first, which has read the templates.
    """
    state = _now()
    if state.environment is None:
        env.autoescape = True
        env.undefined = StrictUndefined
        env.trim_blocks = env.lstrip_blocks = True
        env.filters["fill"] = fill
        state.environment = env
    return state.environment


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Give main.html the values of the frame."""
    state, locale = _now(), _current(config)
    if isinstance(page, GeneratedPage):
        prose, body, address = None, page.body, page.guide_page.address
        head = {"title": body.title, "tab_title": body.tab_title, "description": body.description}
    else:
        prose = _prose(page)
        assert prose is not None
        head, address = state.renderer.head(prose, locale), prose.address
    site_url = config.site_url or ""
    frame = state.frames.of_page(address, locale, site_url, **head, html=page.content or "", prose=prose)
    state.written[locale] = state.written.get(locale, 0) + 1
    return {"frame": frame, "page": page}


@event_priority(-200)
def on_post_build(*, config: MkDocsConfig) -> None:
    """After the last locale: write what is not a page, and say what was built."""
    if config.plugins["i18n"].building:  # type: ignore[attr-defined]
        return
    state = _now()
    for name, content in outputs(state.frames, config.site_url or "").items():
        path = Path(config.site_dir, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    pages = ", ".join(f"{locale} {state.written[locale]}" for locale in state.guide.locales)
    warnings = sum(p.severity == "warning" for p in state.problems)
    seconds = time.monotonic() - state.started
    log.info(f"Pages: {pages}. Warnings in the data: {warnings}. {seconds:.1f} seconds.")


def _current(config: MkDocsConfig) -> str:
    plugin: Any = config.plugins["i18n"]
    return str(plugin.current_language)


def _locale(src_uri: str) -> str:
    return src_uri.removesuffix(".md").rpartition(".")[2]


def _prose(page: Page) -> Prose | None:
    name = page.file.src_uri.removesuffix(".md").rpartition(".")[0]
    return next((p for p in _now().prose.values() if p.name == name), None)
