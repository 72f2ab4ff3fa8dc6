"""Keyboard, large text, narrow screens, forced colours, no motion: one page of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from guide.pages import Pages
from guide.registry import Guide
from kinds import KINDS, addresses
from playwright.sync_api import Browser, Page
from test_browser import SEEN

LOOKED_AT = [*SEEN, "lost"]

NAME = r"""e => `${e.tagName.toLowerCase()} «${(e.getAttribute('aria-label') || e.textContent || e.name || '').trim().replace(/\s+/g, ' ').slice(0, 40)}»`"""

WATCH = """backwards => {
  const name = NAME;
  const looks = e => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth, s.boxShadow].join(); };
  const stops = window.stops = [], rest = new Map();
  document.querySelectorAll('*').forEach(e => rest.set(e, looks(e)));
  const note = () => {
    const e = document.activeElement, box = e.getBoundingClientRect();
    if (e === document.body) { stops.push(null); return; }
    const exit = document.querySelector('a[data-exit]').getBoundingClientRect();
    const beneath = !e.matches('[data-exit]') && exit.width && box.left < exit.right && box.right > exit.left
      && box.top < exit.bottom && box.bottom > exit.top;
    stops.push({
      element: e, name: name(e), marked: looks(e) !== rest.get(e), beneath,
      outside: box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth,
    });
  };
  document.addEventListener('keyup', event => { if (event.key === 'Tab') note(); }, true);
  if (!backwards) return;
  [...document.querySelectorAll('a[href], button, summary')].at(-1).focus();
  note();
}""".replace("NAME", NAME)
"""Note, each time a key comes up, where the focus is: is it marked, on the screen, and clear of the exit link?"""

STOPS = """() => {
  const name = NAME, reachable = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(e => !e.disabled && e.checkVisibility() && !(e.type === 'radio' && e !== e.form?.querySelector(`[name="${e.name}"]`)));
  const stops = window.stops, end = stops.findIndex((s, i) => i && (!s || s.element === stops[0].element));
  const walked = stops.slice(0, end < 0 ? undefined : end), seen = walked.map(s => s.element);
  return {
    ended: end > 0,
    walked: walked.filter(s => reachable.includes(s.element)).map(s => s.name),
    reachable: reachable.map(name),
    missed: reachable.filter(e => !seen.includes(e)).map(name),
    unmarked: walked.filter(s => !s.marked).map(s => s.name),
    beneath: walked.filter(s => s.beneath).map(s => s.name),
    outside: walked.filter(s => s.outside).map(s => s.name),
    turned: [...document.querySelectorAll('body *')].filter(e => {
      const s = getComputedStyle(e);
      return e.tabIndex > 0 || s.order !== '0' || s.flexDirection.endsWith('reverse') || s.flexWrap.endsWith('reverse');
    }).map(name),
  };
}""".replace("NAME", NAME)

CUT = """() => {
  const name = NAME, faults = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) faults.push(`the page scrolls ${wide} pixels sideways`);
  const exit = document.querySelector('a[data-exit]'), pill = exit.getBoundingClientRect(), range = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.data.trim() || exit.contains(text) || text.parentElement.closest('.hidden, .skip') || !text.parentElement.checkVisibility()) continue;
    range.selectNodeContents(text);
    if ([...range.getClientRects()].some(r => r.left < pill.right && r.right > pill.left && r.top < pill.bottom && r.bottom > pill.top))
      faults.push(`the exit link lies over ${name(text.parentElement)}`);
  }
  for (const e of document.querySelectorAll('body *')) {
    if (!e.clientWidth || e.closest('svg, .hidden, .skip, table, select, input, textarea') || !e.checkVisibility()) continue;
    const s = getComputedStyle(e), across = e.scrollWidth - e.clientWidth, down = e.scrollHeight - e.clientHeight;
    if (e.querySelector('table') && s.overflowX === 'auto') continue;  // tables may scroll
    if (across > 1) faults.push(`${name(e)} is ${across} pixels too narrow for its text`);
    if (down > 4 && (s.overflowY !== 'visible' || s.height !== 'auto' && e.childElementCount === 0))
      faults.push(`${name(e)} is ${down} pixels too low for its text`);
  }
  return faults;
}""".replace("NAME", NAME)
"""What does not fit: into the screen, into the box that it stands in, or beside the exit link at the top of the page."""

LARGE_TEXT = """() => {
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
}"""
SPACED_TEXT = """() => document.querySelectorAll('body *').forEach(e => {
  e.style.lineHeight = '1.5'; e.style.letterSpacing = '.12em'; e.style.wordSpacing = '.16em';
  if (e.tagName === 'P') e.style.marginBlockEnd = '2em';
})"""

BOXES = """() => {
  const ground = e => { const c = e && getComputedStyle(e).backgroundColor; return !e ? '' : c === 'rgba(0, 0, 0, 0)' ? ground(e.parentElement) : c; };
  return [...document.querySelectorAll('body *')].map((e, i) => [e, i]).filter(([e]) =>
    e.checkVisibility() && !e.closest('svg, .hidden, .skip')
    && (e.tagName === 'BUTTON' || getComputedStyle(e).backgroundColor !== 'rgba(0, 0, 0, 0)' && ground(e) !== ground(e.parentElement))
  ).map(([, i]) => i);
}"""
"""The buttons, and what stands out by its background; forced colours take all backgrounds away."""

WITHOUT_EDGE = """boxes => {
  const name = NAME, all = [...document.querySelectorAll('body *')];
  const edged = s => ['Top', 'Right', 'Bottom', 'Left'].some(side =>
    s[`border${side}Style`] !== 'none' && parseFloat(s[`border${side}Width`]) >= 1) || s.outlineStyle !== 'none';
  return boxes.map(i => all[i]).filter(e => !edged(getComputedStyle(e))).map(e => `${name(e)} (${e.className})`);
}""".replace("NAME", NAME)

MOVING = """() => {
  const long = text => text.split(',').some(time => parseFloat(time) > .01);
  return [...document.querySelectorAll('*')].filter(e => [null, '::before', '::after'].some(part => {
    const s = getComputedStyle(e, part);
    return s.animationName !== 'none' && long(s.animationDuration) || long(s.transitionDuration) || s.scrollBehavior === 'smooth';
  })).map(e => `${e.tagName} ${e.className}`);
}"""


class Reader:
    """Somebody with needs of their own, in one tab."""

    def __init__(self, page: Page, server: str, page_of: dict[str, str]) -> None:
        self.page, self.server, self.page_of = page, server, page_of

    def open(self, kind: str, width: int, height: int) -> Page:
        """Open the page of this kind on a screen of this size, in CSS pixels."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto(self.server + self.page_of[kind])
        return self.page


@pytest.fixture(scope="module")
def reader(browser: Browser, server: str, real_guide: Guide) -> Iterator[Reader]:
    context = browser.new_context(reduced_motion="reduce")
    yield Reader(context.new_page(), server, addresses(Pages(real_guide)) | {"lost": "404.html"})
    context.close()


def test_every_kind_is_looked_at(reader: Reader) -> None:
    assert set(SEEN) <= set(KINDS)
    assert set(LOOKED_AT) <= set(reader.page_of)


def nothing(found: list[str], what: str) -> None:
    """Fail and list everything that was found."""
    assert not found, "\n".join([what, *dict.fromkeys(found)])


SHORTER = "document.querySelectorAll('main :is(ul, ol, dl) > :nth-child(n+11)').forEach(item => item.remove())"
"""Ten items of a list say what a hundred alike do: from A to Å there are two thousand links to walk through."""


def walk(page: Page, key: str) -> dict[str, Any]:
    """Press a key until the focus has been everywhere, and say where it was."""
    page.evaluate(SHORTER)
    page.evaluate(WATCH, key != "Tab")
    many = page.locator("a[href], button, input, select, textarea, summary, [tabindex], .scroll").count()
    for _ in range(many + 3):
        page.keyboard.press(key)
    found: dict[str, Any] = page.evaluate(STOPS)
    return found


@pytest.mark.parametrize(("width", "height"), [(320, 568), (1280, 800)])
@pytest.mark.parametrize("kind", LOOKED_AT)
def test_the_tab_key_leads_through_the_whole_page(reader: Reader, kind: str, width: int, height: int) -> None:
    found = walk(reader.open(kind, width, height), "Tab")
    assert found["ended"], "the focus is trapped"
    nothing(found["missed"], "not reached")
    assert found["walked"] == found["reachable"], "not in the order of the page"
    nothing(found["turned"], "shown in another order than it is read")
    nothing(found["unmarked"], "the focus cannot be seen")
    nothing(found["outside"], "the focus is outside the screen")
    nothing(found["beneath"], "the exit link lies over the focus (WCAG 2.4.11)")


@pytest.mark.parametrize("kind", LOOKED_AT)
def test_the_way_back_is_not_beneath_the_exit_link(reader: Reader, kind: str) -> None:
    """Going back, what gets the focus comes in at the top of the screen, where the exit link is."""
    found = walk(reader.open(kind, 390, 844), "Shift+Tab")
    assert found["ended"], "the focus is trapped"
    nothing(found["missed"], "not reached")
    nothing(found["outside"], "the focus is outside the screen")
    nothing(found["beneath"], "the exit link lies over the focus (WCAG 2.4.11)")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", LOOKED_AT)
def test_nothing_is_lost_when_the_text_is_twice_as_large(reader: Reader, kind: str, width: int) -> None:
    """WCAG 1.4.4."""
    page = reader.open(kind, width, 800)
    page.evaluate(LARGE_TEXT)
    nothing(page.evaluate(CUT), "does not fit")


@pytest.mark.parametrize("kind", LOOKED_AT)
def test_nothing_is_lost_at_four_times_the_size(reader: Reader, kind: str) -> None:
    """WCAG 1.4.10: a desk screen of 1280 × 1024 at 400 % is 320 × 256; and 1.4.12, text with more space."""
    page = reader.open(kind, 320, 256)
    nothing(page.evaluate(CUT), "does not fit")
    page.evaluate(SPACED_TEXT)
    nothing(page.evaluate(CUT), "does not fit when the text has more space")


@pytest.mark.parametrize("kind", LOOKED_AT)
def test_buttons_and_boxes_keep_their_edges_in_forced_colours(reader: Reader, kind: str) -> None:
    page = reader.open(kind, 390, 844)
    boxes = page.evaluate(BOXES)
    assert boxes
    page.emulate_media(forced_colors="active")
    try:
        nothing(page.evaluate(WITHOUT_EDGE, boxes), "has no edge")
    finally:
        page.emulate_media(forced_colors="none")


@pytest.mark.parametrize("kind", LOOKED_AT)
def test_nothing_moves_for_those_who_asked_for_that(reader: Reader, kind: str) -> None:
    page = reader.open(kind, 390, 844)
    nothing(page.evaluate(MOVING), "moves")
    assert page.evaluate("document.getAnimations().length") == 0
