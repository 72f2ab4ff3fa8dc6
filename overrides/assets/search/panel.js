/* What is found, drawn below the field as it is typed. Nothing leaves the page, and nothing stays. */

const PER_GROUP = { talk: 5, do: 4, staff: 4 };
const CLOSEST = 3;
const QUIET = 700; // milliseconds without a key before a screen reader hears how many there are

function start(data) {
  const place = document.querySelector("[data-search]");
  const [field, status] = [place.querySelector("input"), place.querySelector("[role=status]")];
  const [above, results] = [place.querySelector("#search-urgent"), place.querySelector("#search-results")];
  // `data-index` stands only in a copy that is opened from a folder (folder.py), where each link names a file.
  const { home, index = "" } = document.body.dataset;
  const to = (address) => home + address.replace(/(^|\/)(?=#|$)/, `$1${index}`);
  const find = finder(data);
  let timer = 0;

  const make = (tag, properties = {}, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inside);
    return element;
  };

  /** A link to a page; `lang` when its title is not written in the locale of this one. */
  const link = (page) => make("a", { href: to(page.a), textContent: page.t, ...(page.l && { lang: page.l }) });

  /** HTML of our own build, never of the reader's words. */
  const draw = (element, html) => {
    element.innerHTML = html;
    element.querySelectorAll('a[href^="/"]').forEach((a) => a.setAttribute("href", to(a.getAttribute("href").slice(1))));
    return element;
  };

  const item = (page, linked) => {
    const title = linked ? make("h3", {}, link(page)) : make("h3", { textContent: page.t });
    const summary = make("p", { textContent: page.s, ...(page.l && { lang: page.l }) });
    const element = make("li", {}, title, ...(linked ? [summary] : []));
    if (page.c && page.id) {
      element.dataset.service = page.id;
      element.append(...draw(make("div"), page.c).childNodes);
    }
    return element;
  };

  const group = (name, items, tag) =>
    items.length ? [make("h2", { textContent: data.say[name] }), make(tag, {}, ...items)] : [];

  /** The closest three as links, in order of rank; who answers, when it is not sure that they are meant; then all ways to reach somebody; then what else there is. */
  const show = (pages, sure) => {
    const closest = pages.slice(0, CLOSEST);
    const first = closest.map((page) =>
      make("li", {}, make("h3", {}, link(page)), make("p", { textContent: page.s, ...(page.l && { lang: page.l }) })));
    const rest = pages.filter((page) => !closest.includes(page));
    const helping = closest.flatMap((page) => page.h || []).map((number) => data.pages[number]);
    const talk = [...new Set([...pages.filter((page) => page.g === "talk"), ...helping])].slice(0, PER_GROUP.talk);
    const of = (name) => rest.filter((page) => page.g === name).slice(0, PER_GROUP[name]).map((page) => item(page, true));
    const services = talk.map((page) => item(page, !closest.includes(page)));
    results.replaceChildren(
      ...group("best", first, "ol"), ...(sure ? [] : [make("p", { textContent: data.say.help })]), ...group("talk", services, "ul"), ...group("do", of("do"), "ul"), ...group("staff", of("staff"), "ul"),
    );
    return closest.length + talk.filter((page) => !closest.includes(page)).length + of("do").length + of("staff").length;
  };

  const nothing = () => {
    const words = make("a", { href: to("a-aa/"), textContent: data.say.words });
    results.replaceChildren(make("p", { textContent: data.say.none }), make("p", {}, words), make("p", { textContent: data.say.help }));
  };

  const announce = (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      status.textContent = text;
    }, QUIET);
  };

  const update = () => {
    const text = field.value.trim();
    const asked = text.length > 1;
    const { pages, alarm, sure } = asked ? find(text) : { pages: [], alarm: "", sure: true };
    above.hidden = !alarm;
    results.hidden = !asked;
    draw(above, alarm);
    let count = 0;
    if (pages.length) count = show(pages, sure);
    else if (asked) nothing();
    else results.replaceChildren();
    const { say } = data;
    const many = count === 1 ? say.one : say.count.replace("{count}", count);
    const said = count ? [many, say.first.replace("{name}", pages[0].t)] : [say.none];
    announce(asked ? [...(alarm ? [say.urgent_above] : []), ...said].join(" ") : "");
    document.dispatchEvent(new CustomEvent("guide:content"));
  };

  field.addEventListener("input", update);
  place.addEventListener("guide:search", update);
  update();
}
