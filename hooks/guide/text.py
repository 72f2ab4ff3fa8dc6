"""Texts of the data files as HTML: inline Markdown, fallback between locales, escaping."""

from __future__ import annotations

import html
import re
from datetime import date
from functools import cache, lru_cache

from babel import Locale as BabelLocale
from babel.dates import format_date
from guide.fields import Locale, Text
from guide.markup import is_safe_link
from markdown import Markdown
from markupsafe import Markup, escape

_PLAIN = re.compile(r"[^*_\[\]`<>&!\\#\n]*")
_HREF = re.compile(r'\shref="([^"]*)"')


class Said(Markup):
    """A text that is ready for a page.

    As it is, it is HTML; a fallback from another locale is wrapped in an element with
    ``lang`` (WCAG 3.1.2). ``plain`` is the same without markup, for attributes and titles.
    """

    plain: str

    @classmethod
    def of(cls, markup: str, plain: str) -> Said:
        """A text from its HTML and its plain form."""
        said = cls(markup)
        said.plain = plain
        return said

    def fill(self, **values: object) -> Said:
        """The text with its placeholders filled; values are escaped."""
        plain = self.plain.format(**{k: str(getattr(v, "plain", v)) for k, v in values.items()})
        return Said.of(Markup.format(self, **values), plain)


def fill(said: Said, **values: object) -> Said:
    """The Jinja filter ``fill``: see `Said.fill`."""
    return said.fill(**values)


NOTHING = Said.of("", "")


class Writer:
    """Writes texts in one locale."""

    def __init__(self, locale: Locale, municipality: str) -> None:
        self.locale, self.municipality = locale, municipality

    def line(self, text: Text | None) -> Said:
        """One line: inline Markdown, no paragraphs."""
        return self._said(text, "span")

    def advice(self, text: Text | None) -> Said:
        """One line in which the numbers that a frightened reader may need can be tapped."""
        return self._said(text, "span", calls=True)

    def block(self, text: Text | None) -> Said:
        """One or more paragraphs or lists."""
        return self._said(text, "div", calls=True)

    def words(self, text: str, locale: Locale) -> Said:
        """Words that were written in ``locale``, as they are: no Markdown."""
        text = self.fill(text)
        return self._in(locale, "span", str(escape(text)), text)

    def lines(self, texts: tuple[Text, ...]) -> list[Said]:
        """Several lines."""
        return [self.line(text) for text in texts]

    def language(self, code: str) -> str:
        """What a language is called, by its ISO 639 code: «nordsamisk» for ``se``."""
        return str(BabelLocale(self.locale).languages[code])

    def fill(self, source: str) -> str:
        """The municipality's name put in where the text asks for it."""
        return source.replace("{municipality}", self.municipality)

    def _said(self, text: Text | None, element: str, *, calls: bool = False) -> Said:
        if text is None:
            return NOTHING
        source, locale = text.get(self.locale)
        source = self.fill(source.strip())
        source = call_links(source) if calls else source
        markup = _inline(source) if element == "span" else _block(source)
        return self._in(locale, element, markup, strip(markup))

    def _in(self, locale: Locale, element: str, markup: str, plain: str) -> Said:
        """The text, marked when it is not in the locale of the page."""
        if locale != self.locale:
            markup = f'<{element} lang="{locale}">{markup}</{element}>'
        return Said.of(markup, plain)


_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
_NUMBER = re.compile(
    r"(\[[^\]]*\](?:\([^)]*\))?|`[^`]*`|<[^>]*>)"  # links, code and addresses stay as they are
    r"|(?<![\d/:+§-])(?<!§\s)(?<!nr\.\s)\b(110|112|113|116 (?:006|111|117|123))\b(?![\d-])"
)


def call_links(source: str) -> str:
    """Markdown in which the numbers that a frightened reader may need can be tapped."""
    if "11" not in source:
        return source
    return _NUMBER.sub(lambda m: m[1] or f"[{m[2]}](tel:{m[2].replace(' ', '')})", source)


def first_sentence(text: Text) -> Text:
    """The first sentence in each locale, for lists where the whole text would be too long."""
    return Text({locale: _SENTENCE.split(words.strip(), maxsplit=1)[0] for locale, words in text.by_locale.items()})


_TEXT = re.compile(r">[^<]+")
_PAIR = re.compile(
    r"(?<=§) (?=\d)|(?<=\bkl\.) (?=\d)|(?<=\d\.) (?=(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des))"
)


def keep_together(markup: str) -> str:
    """HTML in which a line never ends between «§» or «kl.» and its number, or between a day and its month."""
    return _TEXT.sub(lambda found: _PAIR.sub("\u00a0", found[0]), markup)


def strip(markup: str) -> str:
    """The words of a piece of HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup)) if "<" in markup or "&" in markup else markup


@cache
def day_in_words(day: date, locale: Locale) -> str:
    """A date as people write it: ``13. august 2026``."""
    return str(format_date(day, "d MMMM y" if locale == "en" else "d. MMMM y", locale=locale))


@lru_cache(maxsize=1)
def _converter() -> Markdown:
    """Markdown without raw HTML (it is shown as text) and without pictures (they could come from a third party)."""
    markdown = Markdown(output_format="html", extensions=["sane_lists"])
    markdown.preprocessors.deregister("html_block")
    for name in ("html", "image_link", "image_reference", "short_image_ref", "autolink", "automail"):
        markdown.inlinePatterns.deregister(name)
    return markdown


@cache
def _block(source: str) -> str:
    if _PLAIN.fullmatch(source):
        return f"<p>{escape(source)}</p>"
    converted = str(_converter().reset().convert(source))
    return _HREF.sub(_safe, converted)


@cache
def _inline(source: str) -> str:
    if _PLAIN.fullmatch(source):
        return str(escape(source))
    converted = _block(" ".join(source.split()))
    if converted.startswith("<p>") and converted.count("<p>") == 1 and converted.endswith("</p>"):
        return converted[3:-4]
    return str(escape(source))


def _safe(match: re.Match[str]) -> str:
    """A link as it is, or without its target when that is not safe; other sites learn nothing of this page."""
    target = html.unescape(match[1])
    if not is_safe_link(target):
        return ""
    return match[0] + (' rel="noreferrer"' if target.startswith("http") else "")
