/* Leave the page quickly, by the link or by pressing Shift three times.
 *
 * Without this script the link is a plain link. Behaviour follows GOV.UK's "Exit this
 * page": same tab, no history rewriting (people were lost and could not find back:
 * alphagov/govuk-design-system#2384), no Escape key (browsers then replace the history
 * entry: alphagov/govuk-frontend#3081), an overlay at once, and all is as before when the
 * reader comes back. Every word comes from the link's data attributes. */
(() => {
  const link = document.querySelector("a[data-exit]");
  if (!link) return;

  const PRESSES = 3;
  const SECONDS = 5;
  let overlay = null;
  let presses = 0;
  let timer = 0;
  let modifier = false;

  const lights = document.createElement("span");
  lights.className = "exit-lights";
  lights.setAttribute("aria-hidden", "true");
  for (let i = 0; i < PRESSES; i += 1) lights.append(document.createElement("i"));
  link.append(lights);

  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  link.after(status);

  function show(count) {
    presses = count;
    lights.classList.toggle("on", count > 0);
    [...lights.children].forEach((light, i) => light.classList.toggle("on", i < count));
  }

  function reset() {
    clearTimeout(timer);
    show(0);
  }

  function leave() {
    reset();
    document.documentElement.classList.add("leaving");
    overlay = document.createElement("div");
    overlay.className = "exit-overlay";
    overlay.setAttribute("role", "alert");
    document.body.append(overlay);
    // A screen reader speaks an alert whose text changes after it was added.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (overlay) overlay.textContent = link.dataset.leaving;
    }));
    window.location.href = link.href;
  }

  document.querySelectorAll("a[data-exit], a[data-exit-twin]").forEach((each) => {
    each.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      leave();
    });
  });

  document.addEventListener("keydown", (event) => {
    // Shift with another key is a capital letter or a step back with Tab, not a signal.
    if (event.key !== "Shift") {
      modifier = event.shiftKey;
      reset();
    }
  }, true);

  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || event.repeat) return;
    if (modifier) {
      modifier = false;
      return;
    }
    clearTimeout(timer);
    show(presses + 1);
    if (presses >= PRESSES) {
      leave();
      return;
    }
    status.textContent = PRESSES - presses === 2 ? link.dataset.twoMore : link.dataset.oneMore;
    timer = setTimeout(() => {
      reset();
      status.textContent = link.dataset.expired;
    }, SECONDS * 1000);
  }, true);

  // The browser may keep the page as it was when the reader left, overlay and all.
  window.addEventListener("pageshow", () => {
    document.documentElement.classList.remove("leaving");
    if (overlay) overlay.remove();
    overlay = null;
    status.textContent = "";
    reset();
  });
})();
