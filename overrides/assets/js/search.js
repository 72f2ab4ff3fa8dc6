/* The search field. Without this script there is none, and the list from A to Å takes its place.
 *
 * The words stay in the field: there is no form that could send them, and they are gone when the
 * page is left. What finds (library and index of the locale) is fetched when the field is used. */
(() => {
  const place = document.querySelector("[data-search]");
  if (!place) return;
  place.replaceChildren(place.querySelector("template").content);
  const field = place.querySelector("input");
  const status = place.querySelector("[role=status]");

  function clear() {
    field.value = "";
    place.dispatchEvent(new Event("guide:search"));
  }

  function load() {
    const script = document.createElement("script");
    script.src = document.body.dataset.searchScript;
    script.addEventListener("error", () => {
      script.remove();
      status.className = "note";
      status.textContent = status.dataset.failed;
      field.addEventListener("focus", load, { once: true });
    });
    document.head.append(script);
  }

  field.addEventListener("focus", load, { once: true });
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    clear();
    field.focus();
  });
  // The browser may keep the page as it was when the reader left, words and all.
  window.addEventListener("pagehide", clear);
})();
