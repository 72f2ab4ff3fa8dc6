"""Somebody who opens pages, uses every control on them, and then looks for traces."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser

USE_EVERYTHING = """async () => {
  const CONTROLS = 'button, input, select, textarea, summary, [role="button"], [role="tab"], [contenteditable="true"]';
  const faults = [], used = new Set(), steps = history.length;
  const pause = ms => new Promise(done => setTimeout(done, ms));
  const tell = (element, ...types) => types.forEach(type => element.dispatchEvent(
    type.startsWith('key') ? new KeyboardEvent(type, {key: 'a', bubbles: true}) : new Event(type, {bubbles: true})));
  const write = field => {
    const values = {email: 'a@example.org', tel: '40000000', url: 'https://example.org', number: '7', date: '2026-11-21'};
    field.focus();
    for (const value of [values[field.type] ?? 'Hemmelig', '', values[field.type] ?? 'mamma slår']) {
      field.value = value;
      tell(field, 'keydown', 'input', 'keyup', 'change');
    }
  };
  const use = element => {
    if (element.tagName === 'SELECT') {
      for (const option of [...element.options].reverse()) { element.value = option.value; tell(element, 'input', 'change'); }
    } else if (element.matches('textarea, input:not([type]), input:is([type=text], [type=search], [type=email], [type=tel], [type=url], [type=number], [type=date], [type=time], [type=password])')) {
      write(element);
    } else element.click();  // buttons, boxes to tick, summaries; a box is ticked and unticked
    if (element.type === 'checkbox') element.click();
  };
  // What a form would send, when no script has taken that over: words in an address, or to somewhere else.
  const sent = event => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const form = event.target, words = [...new FormData(form, event.submitter)].length;
    if (form.method === 'get' && words && form.action.startsWith('http')) faults.push('words in the address: ' + form.action);
  };
  window.print = () => {};
  window.addEventListener('submit', sent);
  let found = 0;
  for (let round = 0; round < 5; round += 1) {  // a control may bring out others
    const fresh = [...document.querySelectorAll(CONTROLS)].filter(e => !used.has(e) && !e.disabled && e.checkVisibility());
    if (!fresh.length) break;
    for (const element of fresh) { used.add(element); if (element.isConnected) { found += 1; use(element); } }
    for (const form of document.forms) { form.noValidate = true; form.requestSubmit(); }
    await pause(document.querySelector('main input, main textarea, main select') ? 250 : 0);
  }
  for (const type of ['keydown', 'keyup', 'keydown', 'keyup']) document.dispatchEvent(new KeyboardEvent(type, {key: 'Shift', bubbles: true}));
  document.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', bubbles: true}));
  document.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event('pagehide'));
  await pause(0);
  window.removeEventListener('submit', sent);
  const left = {
    'leaves a cookie': document.cookie,
    'leaves local storage': localStorage.length,
    'leaves session storage': sessionStorage.length,
    'leaves a database': (await indexedDB.databases()).length,
    'leaves a cache': (await caches.keys()).length,
    'leaves a service worker': (await navigator.serviceWorker.getRegistrations()).length,
    'leaves the name of the window': window.name,
    'leaves a step in the history': history.length - steps || history.state !== null,
  };
  return {found, faults: [...faults, ...Object.keys(left).filter(name => left[name])]};
}"""
"""Use each control of a page, links apart; returns how many there were and what is wrong afterwards."""


class Tracer:
    """A reader in a context of their own, who notes all that pages ask for and all that browsers complain of."""

    def __init__(self, browser: Browser, root: str) -> None:
        self.root, self.noted = root, list[str]()
        context = browser.new_context(viewport={"width": 390, "height": 844})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.on("request", self._asked)
        context.on("console", lambda m: self.noted.append(m.text) if m.type in ("error", "warning") else None)
        context.on("weberror", lambda e: self.noted.append(str(e.error)))
        context.on("response", lambda r: self.noted.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
        self.context, self.page = context, context.new_page()
        self.asked, self.controls = list[str](), 0

    def _asked(self, request: Any) -> None:
        self.asked.append(request.url)
        address = urlsplit(request.url)
        if not request.url.startswith(self.root):
            self.noted.append(f"asks another host: {request.url}")
        elif request.method != "GET":
            self.noted.append(f"sends something: {request.method} {request.url}")
        elif address.query[:2] != ("v=" if address.path.startswith("/assets/") else ""):
            # What is kept for a year has an address that changes when it does; nothing else says anything there.
            self.noted.append(f"an address with the wrong question: {request.url}")

    def visit(self, address: str, most_requests: int) -> list[str]:
        """Open a page, use every control, and say what is wrong."""
        self.noted.clear()
        self.asked.clear()
        self.page.goto(self.root + address)
        if len(self.asked) > most_requests:
            self.noted.append(f"{len(self.asked)} requests: {self.asked}")
        done = self.page.evaluate(USE_EVERYTHING)
        self.controls += done["found"]
        found = list(done["faults"])
        if self.page.url != self.root + address:
            found.append(f"changes the address: {self.page.url}")
        found += [f"leaves the cookie {cookie.get('name')}" for cookie in self.context.cookies()]
        if len(self.context.pages) > 1:
            found.append("opens a window")
        return [f"{address}: {fault}" for fault in (*self.noted, *found)]
