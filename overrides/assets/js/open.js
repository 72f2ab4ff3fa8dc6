/* Who can help now: says of each way to reach somebody whether it is open, and puts those first.
 *
 * The build has worked out when each channel is open for the coming weeks (hooks/guide/opening.py);
 * `data-hours` holds it as minutes since 1970, so a clock in any time zone reads it right. Beyond
 * those weeks, and where nothing is known, the state is unknown: nothing is ever called closed that
 * may be open. Words come from the template «open-words». Whoever draws new channels dispatches
 * `guide:content` on the document; `guide:sort` puts lists in order when the reader has asked. */
(() => {
  const words = document.getElementById("open-words")?.dataset;
  if (!words) return;

  const STATES = { O: "open", C: "closed", U: "unknown", A: "appointment" };
  const HUMAN = "[data-channel=phone],[data-channel=sms],[data-channel=chat]";
  const SPOKEN = `${HUMAN},[data-channel=visit]`;
  const WEEK = 7 * 24 * 60;
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Oslo", hourCycle: "h23", hour: "2-digit", minute: "2-digit", day: "numeric", month: "numeric", year: "numeric", weekday: "short",
  });
  const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /* A minute since 1970 as people in Norway see it. */
  function wall(minute) {
    const parts = {};
    for (const { type, value } of clock.formatToParts(minute * 60000)) parts[type] = value;
    return { ...parts, date: `${parts.year} ${parts.month} ${parts.day}`, name: words.days.split(" ")[WEEKDAYS.indexOf(parts.weekday)] };
  }

  function time(minute, midnight) {
    let { hour, minute: past } = wall(minute);
    if (`${hour}${past}` === "0000") hour = midnight;
    return fill(past === "00" ? words.hour : words.clock, { hour: Number(hour), minute: past });
  }

  /* The stretch that holds now, and the one after it. */
  function around(hours, now) {
    let from = parseInt(hours.replace(/[A-Z].*/, ""), 36);
    let here = null;
    for (const [, letter, length] of hours.matchAll(/([A-Z])([0-9a-z]+)/g)) {
      const stretch = { from, until: from + parseInt(length, 36), state: STATES[letter] };
      if (here) return { ...here, next: stretch };
      if (from <= now && now < stretch.until) here = stretch;
      from = stretch.until;
    }
    return here || { state: "unknown", beyond: true };
  }

  function say(channel, found, now) {
    const left = found.until - now;
    switch (found.state) {
      case "open":
        if (!found.next || left > 24 * 60) return words.open;
        if (left <= 60) return fill(left === 1 ? words.closingOne : words.closing, { count: left });
        return fill(words.until, { time: time(found.until, 24) });
      case "closed": {
        if (found.next?.state !== "open") return words.closed;
        const then = wall(found.until);
        const values = { time: time(found.until, 0) };
        if (then.date === wall(now).date) return fill(words.opens, values);
        values.day = left < WEEK - 24 * 60 ? then.name : fill(words.date, then);
        return fill(words.opensDay, values);
      }
      case "appointment":
        return words.appointment;
      default:
        if (found.beyond) return "";
        if (channel.dataset.channel === "phone") return words.ask;
        return channel.dataset.hours ? words.unknown : "";
    }
  }

  /* Sets the state of a channel and the words for it; whether the state is another one than before. */
  function mark(channel, now) {
    const { hours, openState } = channel.dataset;
    const found = hours ? around(hours, now) : { state: "unknown" };
    channel.dataset.openState = found.state;
    let text = "quiet" in channel.dataset || !channel.matches(SPOKEN) ? "" : say(channel, found, now);
    const card = channel.closest("[data-service]");
    if (["open", "closed"].includes(found.state) && text) {
      if ("unconfirmed" in channel.dataset) text += ` (${words.unconfirmed})`;
      else if (card?.querySelector("[data-overdue]")) text += ` (${words.stale})`;
    }
    let line = channel.querySelector(".open-state");
    if (!text) line?.remove();
    else {
      if (!line) {
        line = document.createElement("p");
        line.className = "open-state";
        line.dataset.added = "";
        const way = channel.querySelector(".way");
        if (way) way.after(line);
        else channel.append(line);
      }
      if (line.textContent !== text) line.textContent = text;
    }
    return Boolean(openState) && openState !== found.state;
  }

  /* When nobody there answers, the first stand-in that does is shown. */
  function standIn(card, now) {
    const human = [...card.querySelectorAll(HUMAN)].map((each) => each.dataset.openState);
    let wanted = human.includes("closed") && !human.includes("open");
    for (const each of card.querySelectorAll("[data-stand-in]")) {
      const shown = wanted && around(each.dataset.hours, now).state === "open";
      if (each.hidden === shown) each.hidden = !shown;
      if (shown) wanted = false;
    }
  }

  function update(loud) {
    const now = Math.floor(Date.now() / 60000);
    const channels = [...document.querySelectorAll("[data-channel]")];
    const changed = channels.filter((each) => mark(each, now));
    document.querySelectorAll("[data-service]").forEach((card) => standIn(card, now));
    if (loud && changed.length) {
      const name = changed[0].closest("[data-service]")?.querySelector("h1, h2, h3")?.textContent;
      const line = changed[0].querySelector(".open-state")?.textContent;
      status.textContent = changed.length === 1 && name && line ? `${name}: ${line}` : words.changed;
    }
  }

  /* Who stands in the urgent box, then other emergency numbers, then who is open, then who may be, then who is closed; else as the page has it. */
  function rank(card) {
    if ("first" in card.dataset) return -1;
    if (card.classList.contains("card-emergency")) return 0;
    const human = [...card.querySelectorAll(HUMAN)];
    const open = human.filter((each) => each.dataset.openState === "open");
    if (open.some((each) => !("unconfirmed" in each.dataset))) return 1;
    if (open.length) return 2;
    return human.length && human.every((each) => each.dataset.openState === "closed") ? 4 : 3;
  }

  function sort() {
    document.querySelectorAll("main .cards").forEach((list) => {
      if (list.contains(document.activeElement) || list.closest("#search-results")) return;
      const cards = [...list.children];
      const sorted = cards.map((card) => [rank(card), card]).sort((a, b) => a[0] - b[0]).map(([, card]) => card);
      if (sorted.some((card, i) => card !== cards[i])) list.append(...sorted);
    });
  }

  let timer = 0;
  function tick() {
    clearTimeout(timer);
    update(true);
    timer = setTimeout(tick, 60000 - (Date.now() % 60000));
  }

  update(false);
  sort();
  timer = setTimeout(tick, 60000 - (Date.now() % 60000));
  document.addEventListener("guide:content", () => update(false));
  document.addEventListener("guide:sort", sort);
  // A telephone sleeps: timers stand still, and the page is shown again as it was.
  document.addEventListener("visibilitychange", () => document.hidden || tick());
  window.addEventListener("pageshow", (event) => event.persisted && tick());
})();
