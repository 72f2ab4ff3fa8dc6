/* Words as people write them, made alike: no capitals, no accents, no doubled letters, no endings.
 *
 * "Mobba", "mobbet" and "mobing" become the same; so do "æøå" and "aeoeaa". What means the same
 * (the groups of data/search.yml) becomes the first word of its group. Pages and what is written
 * in the field go through the same door, so it does not matter that the result is no real word. */

const ENDINGS = {
  norsk: /(?:ingene|ingane|ingar|inger|ingen|inga|ing|ende|ande|erne|rene|rane|eren|eret|ene|ane|era|ers|ens|ets|ere|are|ede|te|de|er|ar|en|et|ast|est|a|e|s)$/,
  engelsk: /(?:ings|ing|edly|ed|es|ly|s|e)$/,
};
const LAST = { norsk: /(?:er|ar|en|ing|e)$/, engelsk: /(?:ing|ed|e)$/ };
const SHORTEST = 3;
const typos = (word) => (word.length < 4 || /\d/.test(word) ? 0 : word.length < 8 ? 1 : 2);

function fold(text, language) {
  let word = text.normalize("NFC").toLowerCase().replace(/[’'`´]/g, "");
  // Numbers as people type them: +47 41 71 61 16, 116 111; and sections of laws: § 13–2.
  word = word.replace(/(?:\+|\b00)47 ?(?=\d\d)/g, "").replace(/(\d)[ \u00a0](?=\d)/g, "$1").replace(/(\d) ?[-–] ?(?=\d)/g, "$1-");
  word = word.replace(/æ|ä/g, "e").replace(/ø|ö/g, "o").replace(/å/g, "a").normalize("NFD").replace(/\p{M}/gu, "");
  if (language === "norsk") {
    word = word.replace(/ae/g, "e").replace(/oe/g, "o").replace(/aa/g, "a");
    // Spelt apart and said alike: hjelp, gjemme, hvem; nynorsk "ringje" beside "ringe".
    word = word.replace(/\b[hg]j/g, "j").replace(/\bhv/g, "v").replace(/(\p{L}[kg])j(?=[aeo])/gu, "$1");
  }
  return word.replace(/(\p{L})\1+/gu, "$1");
}

function cut(word, ending) {
  const stem = word.replace(ending, "");
  return stem.length >= SHORTEST && /[aeiouy]/.test(stem) ? stem : word;
}

function stem(word, language) {
  if (/\d/.test(word)) return word;
  const english = language === "engelsk" ? word.replace(/ie[ds]$/, "y") : word;
  const once = cut(english.length >= SHORTEST ? english : word, ENDINGS[language]);
  return once.length > SHORTEST + 1 ? cut(once, LAST[language]) : once;
}

/** The words of a language: gives the function that makes a text into a list of alike words. */
function reader({ language, same, ignore }) {
  const split = (text) => fold(text, language).match(/\d+-\d+|[\p{L}\p{N}]+|§/gu) || [];
  const small = new Set(ignore.flatMap(split));
  const whole = new Map(); // a word as it is written -> its meaning
  const stems = new Map(); // a word without its ending -> its meaning
  const phrases = new Map(); // first word -> [other words, meaning], longest first

  const single = (word) => {
    const short = stem(word, language);
    return whole.get(word) || (short.length > SHORTEST && stems.get(short)) || short;
  };
  const means = (word) => small.has(word) || whole.has(word) || stems.has(stem(word, language));
  const counts = (word) => !small.has(word) && (word.length > 1 || /[\d§]/.test(word));

  const long = [];
  for (const group of same) {
    const meaning = stem(split(group[0]).join(""), language);
    for (const member of group) {
      const words = split(member);
      if (words.length > 1) long.push([words, meaning]);
      else if (words.length) {
        if (!whole.has(words[0])) whole.set(words[0], meaning);
        const short = stem(words[0], language);
        if (!stems.has(short)) stems.set(short, meaning);
      }
    }
  }
  for (const [words, meaning] of long) {
    const [first, ...rest] = words.map(single);
    phrases.set(first, [...(phrases.get(first) || []), [rest, meaning]].sort((a, b) => b[0].length - a[0].length));
  }

  /** The listed word that is spelt most like one that nobody knows, or the word as it is. It begins alike, or lacks its first letter. */
  const guess = (word, allowed) => {
    const most = Math.min(allowed, typos(word));
    let [best, least] = [word, most + 1];
    for (const other of word.length > 5 && !/\d/.test(word) && !means(word) ? whole.keys() : []) {
      if (other.length > 4) {
        const alike = word.slice(0, most) === other.slice(0, most) || other.endsWith(word);
        const apart = alike ? distance(word, other, most) : least;
        if (apart < least) [best, least] = [other, apart];
      }
    }
    return best;
  };

  /** The words alone, where `read` also knows what several of them mean together. */
  const each = (text, spelt = (word) => word) => split(text).map(spelt).filter(counts).map(single);

  const read = (text, spelt = (word) => word) => {
    const written = split(text).map(spelt);
    const found = written.map(single);
    const said = [];
    for (let i = 0; i < found.length; i += 1) {
      let end = i;
      const fits = (phrases.get(found[i]) || []).find(([rest]) => {
        end = i;
        return rest.every((word) => {
          end += 1;
          while (end < found.length && found[end] !== word && small.has(written[end])) end += 1;
          return found[end] === word;
        });
      });
      if (fits) said.push(fits[1]);
      else if (counts(written[i])) said.push(found[i]);
      if (fits) i = end;
    }
    return said;
  };
  return { read, each, single, split, guess };
}

/** How many letters differ (added, lost, changed, swapped); stops counting past `most`. */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const now = [i];
    for (let j = 1; j <= b.length; j += 1) {
      now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j], before[j - 2] + 1);
    }
    before = last;
    last = now;
  }
  return last[b.length];
}
