/* For other sites: keeps what they pasted from the guide up to date, and says so when it is old.
 *
 * A pasted <div class="bou-embed" data-bou="ADDRESS"> gets what stands at that address today, in a
 * shadow root, where no style reaches in or out. Whatever fails, what was pasted stays. The address
 * must be the guide's: the site that this script came from. Of what is fetched only the elements and
 * attributes named here are built anew, so no script comes along. Nothing is stored, and nothing
 * is sent but the question. A frame of the guide uses this script too, for the age alone. */
(() => {
  const script = document.currentScript;
  if (!script) return;
  const guide = new URL("../", script.src).href;
  const SECONDS = 10;
  const DAY = 86400000;
  const YEAR = 365;
  const ELEMENTS = new Set(["A", "B", "BLOCKQUOTE", "BR", "CODE", "DIV", "EM", "H2", "H3", "LI", "OL", "P", "SPAN", "STRONG", "UL"]);
  const ATTRIBUTES = /^(class|lang|rel|data-[a-z-]+)$/;
  const LINKS = /^(https?|tel|sms|mailto):/;

  const copy = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
    if (!ELEMENTS.has(node.tagName)) return "";
    const made = document.createElement(node.tagName);
    for (const { name, value } of node.attributes) {
      if (ATTRIBUTES.test(name) || (name === "href" && LINKS.test(value))) made.setAttribute(name, value);
    }
    made.append(...[...node.childNodes].map(copy));
    return made;
  };

  const age = (embed) => embed.querySelectorAll("[data-reviewed-on]").forEach((each) => {
    const days = (Date.now() - Date.parse(each.dataset.reviewedOn)) / DAY;
    if (!(days > Number(each.dataset.reviewDays)) || "overdue" in each.dataset) return;
    each.dataset.overdue = "";
    const note = document.createElement("strong");
    note.className = "bou-overdue";
    note.textContent = ` ${days > YEAR ? embed.dataset.bouOld : embed.dataset.bouOverdue}`;
    each.append(note);
  });

  const get = async (address) => {
    const answer = await fetch(address, {
      cache: "no-cache", credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(SECONDS * 1000),
    });
    if (!answer.ok) throw new Error(answer.status);
    return answer.text();
  };

  let sheet;
  const style = () => {
    sheet ??= get(new URL("embed.css", script.src)).then((text) => new CSSStyleSheet().replace(text));
    return sheet;
  };

  const update = async (embed) => {
    const address = new URL(embed.dataset.bou, guide).href;
    if (!address.startsWith(guide)) return;
    const [text, looks] = await Promise.all([get(address), style()]);
    const found = new DOMParser().parseFromString(text, "text/html").querySelector(".bou-embed");
    if (!found?.querySelector('a[href^="tel:"]')) return; // something else stands there today
    const fresh = copy(found);
    age(fresh);
    const root = embed.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [looks];
    root.append(fresh);
  };

  document.querySelectorAll(".bou-embed").forEach((embed) => {
    age(embed);
    if (embed.dataset.bou) update(embed).catch(() => {});
  });
})();
