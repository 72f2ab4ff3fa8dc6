/* Narrows the list of services down. The form stands in a template: without this script there is none.
 * What is chosen is neither stored nor put into the address, and is gone when the page is left. */
(() => {
  const template = document.getElementById("filter");
  if (!template) return;
  template.after(template.content.cloneNode(true));
  const form = document.querySelector(".filter > form");
  // On a telephone the first cards come before the choices are unfolded.
  form.parentNode.open = window.matchMedia("(min-width: 48rem)").matches;
  const status = form.querySelector("[role=status]");
  const empty = form.querySelector(".filter-empty");
  const urgent = document.querySelector(".urgent > ul");
  if (urgent) empty.append(urgent.cloneNode(true));

  const cards = [...document.querySelectorAll("main .cards > .card")];
  const groups = [...document.querySelectorAll("main > section")].filter((each) => each.querySelector(".cards"));
  const contents = document.querySelector("main .contents");

  const has = (list, value) => (list || "").split(" ").includes(value);
  const FITS = {
    roles: (card, value) => has(card.dataset.roles, value),
    topics: (card, value) => has(card.dataset.topics, value),
    channel: (card, value) => Boolean(card.querySelector(`[data-channel="${value}"]`)),
    open: (card) => Boolean(card.querySelector("[data-channel][data-open-state=open]")),
    age: (card, value) => {
      const [least, most] = (card.dataset.age || "-").split("-");
      return Number(value) >= Number(least) && (most === "" || Number(value) <= Number(most));
    },
  };

  function apply() {
    const chosen = [...form.querySelectorAll("[data-filter]")]
      .filter((field) => (field.type === "checkbox" ? field.checked : field.value.trim() !== ""))
      .map((field) => [FITS[field.dataset.filter], field.value]);
    let count = 0;
    for (const card of cards) {
      card.hidden = !chosen.every(([fits, value]) => fits(card, value));
      if (!card.hidden) count += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector(".card:not([hidden])");
    if (contents) contents.hidden = chosen.length > 0;
    empty.hidden = count > 0;
    status.textContent = chosen.length ? form.dataset.count.replace("{count}", count).replace("{total}", cards.length) : "";
    document.dispatchEvent(new Event("guide:sort"));
  }

  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("pagehide", () => form.reset());
})();
