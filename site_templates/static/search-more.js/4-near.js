/* Names near to a query that is not found: a slip of a character, or initials of pinyin. Each is tried before it is offered. */
(function (plansite) {
  "use strict";

  const { files, text, search } = plansite;
  const { late, pause } = files;
  const SHORTEST = 3;
  const LONGEST = 40;
  const TRIED = 12;
  const MOST = 4;

  /* Names of units, topics and plans with their initials, and what documents say for what people say. */
  async function names() {
    const boot = await files.boot();
    const [offered, synonyms] = await Promise.all([boot.suggestions, boot.synonyms].map((name) =>
      files.part(name, (bytes) => JSON.parse(files.textOf(bytes)))));
    return offered.map(([, name, initials]) => [name, initials]).concat(synonyms.map(([, means]) => means.map((name) => [name, ""])).flat());
  }

  /* How many characters differ, are too many or too few; `most` + 1 for more than that. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = Array.from({ length: other.length + 1 }, (none, j) => j);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        row.push(Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
      }
      if (Math.min(...row) > most) return most + 1;
      before = row;
    }
    return before[other.length];
  }

  const slips = (length) => (length < SHORTEST ? 0 : length < 6 ? 1 : 2);

  /* The part of a word that is nearest to a name: [distance, the word with the name in its place]; null for none. */
  function nearest(word, name) {
    const most = word.includes(name) ? 0 : slips(name.length);
    const known = new Set(name);
    let best = null;
    // A character for another is likelier than one too many or too few.
    for (const size of most ? [name.length, name.length - 1, name.length + 1] : []) {
      for (let at = 0; at + size <= word.length; at++) {
        const part = word.substr(at, size);
        const common = Array.from(part).filter((char) => known.has(char)).length;
        if (common < name.length - most || common < 2) continue;
        const found = distance(part, name, most);
        if (found && found <= most && (!best || found < best[0])) best = [found, word.slice(0, at) + name + word.slice(at + size)];
      }
    }
    return best;
  }

  async function candidates(typed) {
    const asked = text.fold(text.clean(typed)).split(/[\s"]+/).filter((word) => word && word.length <= LONGEST);
    const found = new Map();
    const all = await names();
    for (let i = 0; i < all.length; i++) {
      const [name, initials] = all[i];
      const folded = text.fold(name);
      for (const word of asked) {
        const near = /^[a-z]{2,}$/.test(word) && initials.includes(word) ? [initials.length - word.length, name] : nearest(word, folded);
        if (!near) continue;
        const said = asked.map((one) => (one === word ? near[1] : one)).join(" ");
        if (!found.has(said) || found.get(said) > near[0]) found.set(said, near[0]);
      }
      if ((i & 15) === 15 && late()) await pause();
    }
    return Array.from(found).sort((a, b) => a[1] - b[1] || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1)).slice(0, TRIED);
  }

  /* Other queries, the likeliest first, each of which finds something. */
  async function near(typed) {
    const good = [];
    for (const [said] of await candidates(typed)) {
      if (good.length >= MOST) break;
      const found = await search.find(said);
      if (found.docs.length && (found.match === "exact" || found.synonyms)) good.push(said);
    }
    return good;
  }

  plansite.near = near;
})(window.plansite);
