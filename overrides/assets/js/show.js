/* On a phone a long list of cards shows the emergency numbers and the first four others; a button shows the rest.
 * The style hides them, on narrow screens alone; without this script, on desks and on paper all are shown. */
(() => {
  const FIRST = 4;
  const word = document.getElementById("open-words")?.dataset.showMore;
  const lists = [...document.querySelectorAll("main .cards")];
  if (!word || !lists.length) return;

  function fold(list) {
    const others = [...list.children].filter((card) => !card.hidden && !card.matches(".card-emergency"));
    const rest = others.slice(FIRST);
    for (const card of list.children) card.classList.toggle("later", rest.length > 1 && rest.includes(card));
    const late = list.querySelectorAll(":scope > .later");
    let button = list.nextElementSibling?.matches(".show-more") ? list.nextElementSibling : null;
    if (!late.length || list.matches(".all")) return button?.remove();
    if (!button) {
      button = document.createElement("button");
      button.type = "button";
      button.className = "show-more";
      button.addEventListener("click", () => {
        const first = list.querySelector(":scope > .later a");
        list.classList.add("all");
        button.remove();
        first.focus();
      });
      list.after(button);
    }
    button.textContent = word.replace("{count}", late.length);
  }

  const all = () => lists.forEach(fold);
  all();
  document.addEventListener("guide:sort", all);
})();
