/* On a phone the list of all steps folds, so that the step itself comes first. It is open without this script. */
(() => {
  const list = document.querySelector("[data-all-steps]");
  if (list && matchMedia("(max-width: 55.99rem)").matches) list.open = false;
})();
