/* Says how many characters are left in the field for feedback. The browser itself stops at the
 * limit, and the form works without this script. What is seen follows each key; what is read
 * aloud waits until the reader pauses, as in GOV.UK's character count. */
(() => {
  const field = document.querySelector("textarea[data-left]");
  if (!field) return;

  const PAUSE = 1000;
  let timer = 0;

  const hint = document.getElementById("feedback-hint");
  hint.classList.add("hidden"); // the number that is left says the same
  const seen = document.createElement("p");
  seen.className = "feedback-sent";
  seen.setAttribute("aria-hidden", "true");
  const spoken = document.createElement("p");
  spoken.className = "hidden";
  spoken.setAttribute("role", "status");
  hint.after(seen, spoken);

  const words = () => `${field.dataset.left} ${field.maxLength - field.value.length}`;

  function update() {
    seen.textContent = words();
    clearTimeout(timer);
    timer = setTimeout(() => { spoken.textContent = words(); }, PAUSE);
  }

  field.addEventListener("input", update);
  // The browser may give back what was written when the reader comes back to the page.
  window.addEventListener("pageshow", () => { seen.textContent = words(); });
  seen.textContent = words();
})();
