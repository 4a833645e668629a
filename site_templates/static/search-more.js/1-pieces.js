/* What matches in part: documents that have most of what is asked for, or what documents say for it. */
(function (plansite) {
  "use strict";

  const { files, index, text, query, search } = plansite;
  const { late, pause } = files;
  const { documentOf, numberOf, firstAt } = index;
  const LONGEST = 48;
  const STEPS = 16;
  /* So much of the best is shown; so much of what is asked for the best has to have, else nothing is found. */
  const KEPT = 0.5;
  const LEAST = 0.25;
  /* A title says what a document is about; what a plan says as a whole is long, and has much by chance. */
  const IN_TITLE = 1.5;
  const PLAN = 0.75;
  const BY_SYNONYM = 0.9;

  /* Places of a word that a hit would cover: { from, to, size, phrase, worth }. A pair covers the place between its two. */
  function unitsOf({ phrase, quoted }, start, synonyms) {
    const units = [];
    const runs = phrase.match(text.RUN) || [];
    let at = 0;
    runs.forEach((run) => {
      at = phrase.indexOf(run, at);
      const size = run < "\u0080" || run.length === 1 ? run.length : 2;
      for (let i = 0; i + size <= run.length; i++) units.push({ from: start + at + i, to: start + at + i + Math.max(1, size - 1), size, phrase: run.substr(i, size), worth: 1 });
      at += run.length;
    });
    if (quoted) return units;
    synonyms.forEach(([says, means]) => says.map((one) => text.fold(one)).forEach((said) => {
      const found = phrase.indexOf(said);
      if (found < 0) return;
      const from = start + found;
      means.filter((one) => !phrase.includes(text.fold(one))).forEach((one) => units.push({ from, to: from + Math.max(1, said.length - 1), size: said.length, phrase: text.fold(one), worth: BY_SYNONYM, said, means }));
    }));
    return units;
  }

  async function looked(unit, all) {
    const word = { said: unit.phrase, phrase: unit.phrase, quoted: true, number: false, fields: null, forms: [query.formOf(unit.phrase)] };
    const { docs, all: posting } = await search.wordIn(word);
    const weight = docs.length ? unit.worth * Math.log(1 + all / docs.length) / Math.log(1 + all) : 0;
    return Object.assign(unit, { posting, weight });
  }

  /* Documents with their worth; what the best has of all that is asked for. */
  async function find(asked, fits, synonyms) {
    const { documents } = await files.boot();
    let length = 0;
    const units = [].concat(...asked.words.map((word) => {
      const own = unitsOf(word, length, synonyms);
      length += word.phrase.length;
      return own;
    })).filter((unit) => unit.to <= LONGEST);
    await Promise.all(units.map((unit) => looked(unit, documents)));
    const covered = new Map();
    for (const { from, to, posting, weight } of units) {
      for (let i = 0; i < posting.keys.length; i++) {
        const doc = documentOf(posting.keys[i]);
        if (fits(doc)) {
          if (!covered.has(doc)) covered.set(doc, new Float32Array(LONGEST));
          const own = covered.get(doc);
          const worth = weight * (posting.keys[i] % 4 ? 1 : IN_TITLE) * (numberOf(doc) ? 1 : PLAN);
          for (let at = from; at < to; at++) own[at] = Math.max(own[at], worth);
        }
        if ((i & 255) === 255 && late()) await pause();
      }
    }
    return judged(covered, units, Math.min(length, LONGEST));
  }

  const sum = (list) => list.reduce((total, one) => total + one, 0);

  function judged(covered, units, length) {
    let [best, first] = [0, -1];
    covered.forEach((own, doc) => {
      const worth = sum(own);
      covered.set(doc, worth);
      if (worth > best) [best, first] = [worth, doc];
    });
    const docs = answered(first, units) < LEAST * length ? [] : Array.from(covered.keys()).filter((doc) => covered.get(doc) >= KEPT * best);
    return {
      docs: Float64Array.from(docs).sort(),
      /* 0 for the best, to STEPS. */
      rank: (doc) => Math.round((1 - covered.get(doc) / best) * STEPS),
      units: units.filter(({ weight }) => weight > 0),
    };
  }

  /* How many characters of what is asked for a document has, rare ones counting more. */
  function answered(doc, units) {
    const chars = [];
    units.filter(({ posting: { keys } }) => documentOf(keys[firstAt(keys, 4 * doc)]) === doc).forEach(({ from, size, weight }) => {
      for (let at = from; at < from + size; at++) chars[at] = Math.max(chars[at] || 0, weight);
    });
    return sum(chars.filter(Boolean));
  }

  plansite.pieces = { find };
})(window.plansite);
