/* Facts grow old while nobody builds the site: each says when it was looked up and for how many
 * days that holds, and once they have passed the browser says so. Without this script the date
 * stands alone. Compare page-expiry.js in alphagov/tech-docs-gem. */
(() => {
  const DAY = 86400000;
  const YEAR = 365;
  document.querySelectorAll("[data-reviewed-on]").forEach((each) => {
    const age = (Date.now() - Date.parse(each.dataset.reviewedOn)) / DAY;
    if (!(age > Number(each.dataset.reviewDays))) return;
    each.setAttribute("data-overdue", "");
    const note = document.createElement("strong");
    note.className = "overdue";
    note.textContent = ` ${age > YEAR ? document.body.dataset.oldNote : document.body.dataset.overdueNote}`;
    each.append(note);
  });
})();
