/* Which pages fit what is written, best first; and whether it asks for urgent help.
 *
 * MiniSearch weighs single words (BM25, beginnings, typing errors). On top comes how well one
 * whole everyday expression of the page is said: "mamma slår" counts for more than a page that
 * has the two words in different places. */

const FIELDS = { title: 3, words: 2, parts: 1, summary: 0.8, body: 0.25 };
const LENGTHS = { k: 1.2, b: 0.1, d: 0.5 }; // a page with many everyday words is no worse for it
const EXPRESSION = 6;
const TITLE = 1.25; // what a page is called counts for more than its other expressions, unless it is for staff
const WITH_PARENTS = 0.2; // a step that speaks with the parents, when violence is in what is written: never before the others
const SURE = 0.3; // of an expression and of what is asked: with less, the results may be wide of it
const LEAST = 0.18; // of the best: what is weaker has little to do with it

function finder(data) {
  const { read, each: alone, single, split, guess } = reader(data);
  const pages = data.pages.map((page, id) => ({
    id,
    page,
    title: read(page.t),
    summary: read(page.s),
    body: (page.b || "").split(" ").map((word) => single(split(word).join(""))),
    expressions: [page.t, ...(page.w || []), ...(page.n || [])].map((text) => read(text)).filter((words) => words.length),
  }));

  const known = new Map(); // word -> in how many pages
  for (const each of pages) {
    for (const word of new Set([...each.title, ...each.expressions.flat()])) known.set(word, (known.get(word) || 0) + 1);
  }
  const seen = new Set([...known.keys(), ...pages.flatMap((each) => [...each.summary, ...each.body])]);
  const weight = (word) => Math.log(1 + pages.length / (known.get(word) || 1));

  /** The two known words that a longer one is put together of. */
  const parts = (word) => {
    for (let i = word.length - 4; i >= 3; i -= 1) {
      const [left, right] = [word.slice(0, i), single(word.slice(i))];
      const head = [left, left.replace(/[se]$/, "")].map(single).find((w) => w.length >= 3 && known.has(w));
      if (right.length >= 3 && known.has(right) && head) return [head, right];
    }
    return [];
  };

  /** Of a longer word that is not put together of two known ones: the longest known beginning, else the longest end. */
  const half = (word) => {
    const cuts = Array.from({ length: Math.max(0, word.length - 7) }, (_, i) => i + 3);
    const starts = cuts.map((n) => word.slice(0, -n)).flatMap((left) => [left, left.replace(/[se]$/, "")]);
    return [...starts, ...cuts.map((n) => word.slice(n))].map(single).filter((w) => w.length > 3 && known.has(w)).slice(0, 1);
  };

  const index = new MiniSearch({
    fields: Object.keys(FIELDS),
    extractField: (each, field) => (field === "id" ? each.id : each[field].join(" ")),
    tokenize: (words) => words.split(" "),
    processTerm: (word) => word || null,
    searchOptions: { tokenize: (word) => [word], boost: FIELDS, combineWith: "OR", bm25: LENGTHS },
  });
  const compounds = new Map([...known.keys()].filter((w) => w.length > 7).map((w) => [w, parts(w)]));
  for (const each of pages) {
    each.words = each.expressions.flat();
    each.parts = [...each.title, ...each.words].flatMap((word) => compounds.get(word) || []);
    // A word counts once: whoever keeps the registry shall not have to think of how often it is said.
    for (const field of Object.keys(FIELDS)) each[field] = [...new Set(each[field])];
  }
  index.addAll(pages);

  /** What to look for: each word, and with unknown words also their parts, and two words written apart. */
  const wanted = (said) => {
    const terms = said.map((word, i) => {
      const exact = known.has(word);
      return {
        queries: [word],
        prefix: i === said.length - 1 ? word.length > 1 : word.length > 3,
        fuzzy: exact ? false : typos(word),
        weights: { prefix: exact ? 0.15 : 0.5, fuzzy: 0.6 },
      };
    });
    said.forEach((word, i) => {
      const inside = known.has(word) ? [] : parts(word);
      inside.forEach((part) => terms.push({ queries: [part], boostTerm: () => 0.7 }));
      if (!seen.has(word) && !inside.length) half(word).forEach((part) => terms.push({ queries: [part], boostTerm: () => 0.5 }));
      for (const joined of [word + said[i + 1], `${word}s${said[i + 1]}`, `${word}e${said[i + 1]}`].map(single)) {
        if (i + 1 < said.length && known.has(joined)) terms.push({ queries: [joined] });
      }
    });
    return terms;
  };

  /** What is asked: a word that is on no page, and no part of one, is read as the listed word it is most like. */
  const all = [...seen];
  const begins = (start) => all.some((word) => word.startsWith(start));
  const spelt = (word) => {
    const short = single(word);
    if (seen.has(short) || begins(word)) return word;
    const near = guess(word, 1);
    return near !== word || parts(short).length ? near : guess(word, 2);
  };

  const alarms = data.crisis.map(({ words, html }) => ({
    html,
    expressions: words.flatMap((text) => [read(text), alone(text)].map((said) => ({ said, means: read(text) }))).filter((e) => e.said.length),
  }));
  const alike = (word, other) => {
    const most = other.length < 5 ? 0 : other.length < 9 ? 1 : 2;
    return word === other || (most > 0 && distance(word, other, most) <= most);
  };

  /** An expression is said: whole words, in their order, near each other. */
  const isSaid = (words, said) =>
    said.some((_, start) => {
      let at = start;
      return words.every((word, n) => {
        const end = n ? Math.min(said.length, at + 3) : at + 1;
        for (let i = at; i < end; i += 1) {
          if (alike(said[i], word)) {
            at = i + 1;
            return true;
          }
        }
        return false;
      });
    });

  /** The urgent help of the first expression of data/search.yml that is said, and what that means. */
  const urgent = (...readings) => {
    for (const { html, expressions } of alarms) {
      const found = expressions.find(({ said }) => readings.some((reading) => isSaid(said, reading)));
      if (found) return { html, ...found };
    }
    return { html: "", said: [], means: [] };
  };

  /** The pages, best first; the urgent help (HTML) that stands above them; whether one of them is surely meant. */
  return (text) => {
    const written = read(text, spelt);
    const { html: alarm, said: cry, means } = urgent(written, alone(text, spelt));
    // "Ikke lenger gøy å leve" has words between, but brings up urgent help: then that is what is asked for.
    const plain = means.every((word) => written.includes(word));
    const said = [...new Set([...written.filter((word) => plain || !cry.includes(word)), ...means])];
    if (!said.length) return { pages: [], alarm, sure: false };
    const told = said.reduce((sum, word) => sum + (known.has(word) ? weight(word) : 2), 0);
    const results = index.search({ queries: wanted(said) });
    const scored = results.map(({ id, score, match }) => {
      const each = pages[id];
      const hit = (word) => (said.includes(word) ? 1 : match[word] ? 0.7 : 0);
      let best = 0;
      each.expressions.forEach((words, i) => {
        let all = 0;
        let shared = 0;
        for (const word of new Set(words)) {
          all += weight(word);
          shared += weight(word) * hit(word);
        }
        best = Math.max(best, (shared / all) * Math.min(1, shared / told) * (i || each.page.g === "staff" ? 1 : TITLE));
      });
      return { page: each.page, best, score: score ** 0.35 * (1 + EXPRESSION * best) * each.page.r * (alarm && each.page.p ? WITH_PARENTS : 1) };
    });
    scored.sort((a, b) => b.score - a.score);
    const found = scored.filter((each) => each.score >= scored[0].score * LEAST);
    return { pages: found.map((each) => each.page), alarm, sure: found.some((each) => each.best >= SURE) };
  };
}
