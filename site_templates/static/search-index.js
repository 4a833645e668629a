/* The index: postings of terms, where phrases stand, and scores as lunr gives them. See docs/search.md.
   A field of a document is one number: plan * PLAN + document * 4 + field; a document: that without its field. */
(function (plansite) {
  "use strict";

  const { files } = plansite;
  const PLAN = 1 << 20;
  const FIELDS = ["title", "headings", "units", "body"];
  const STRIDE = 32;
  const K1 = 1.2;
  const B = 0.75;
  const documentOf = (key) => Math.floor(key / 4);
  const planOf = (doc) => Math.floor(doc * 4 / PLAN);
  const numberOf = (doc) => doc % (PLAN / 4);
  const documentAt = (plan, number) => plan * PLAN / 4 + number;

  /* ---- Term ranges ---- */

  function names(boot, kind) {
    return boot[kind] ? boot[kind].split(" ") : [];
  }

  function openShard(bytes) {
    const read = files.reader(bytes, 0);
    const length = read.next();
    const terms = files.textOf(bytes.subarray(read.at, read.at + length)).split(" ");
    read.at += length;
    const sizes = terms.map(() => read.next());
    let start = read.at;
    const starts = sizes.map((size) => { start += size; return start - size; });
    return { terms, bytes, starts, ends: starts.map((at, i) => at + sizes[i]), open: new Map() };
  }

  /* The first place in a sorted list whose term does not come before the one wanted. */
  function firstAt(terms, wanted) {
    let low = 0;
    let high = terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (terms[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /* The shards that hold the terms from `from` to `to`. */
  async function shards(from, to) {
    const boot = await files.boot();
    const firsts = names(boot, "firsts");
    const start = Math.max(0, firstAt(firsts, `${from}\u0000`) - 1);
    const end = firstAt(firsts, `${to}\u0000`);
    return Promise.all(names(boot, "shards").slice(start, end).map((name) => files.part(name, openShard)));
  }

  /* Field of a document → places, in the order of documents. */
  function posting(shard, at) {
    if (shard.open.has(at)) return shard.open.get(at);
    const found = new Map();
    const read = files.reader(shard.bytes, shard.starts[at]);
    let plan = 0;
    while (read.at < shard.ends[at]) {
      plan += read.next();
      for (let slot = 0, head = 0; !(head & 1);) {
        head = read.next();
        slot += Math.floor(head / 4);
        const places = new Array(head & 2 ? read.next() + 2 : 1);
        for (let i = 0, place = 0; i < places.length; i++) places[i] = place += read.next();
        found.set(plan * PLAN + slot, places);
      }
    }
    shard.open.set(at, found);
    return found;
  }

  /* ---- Clauses: a term, perhaps going on before or after, perhaps in some fields only ---- */

  async function lookup(clause) {
    if (clause.before) return outside(clause);
    const found = [];
    for (const shard of await shards(clause.term, clause.after ? `${clause.term}\uffff` : clause.term)) {
      for (let i = firstAt(shard.terms, clause.term); i < shard.terms.length; i++) {
        const term = shard.terms[i];
        if (clause.after ? !term.startsWith(clause.term) : term !== clause.term) break;
        // A bridge (%以) is no term.
        if (!clause.after || isTerm(term)) found.push({ term, posting: posting(shard, i) });
      }
      await files.pause();
    }
    return found;
  }

  function isTerm(term) {
    return term.length === 1 || (term[0] < "\u0080") === (term[term.length - 1] < "\u0080");
  }

  /* The beginning of such a term is not known, so all of its kind are gone through: letters and digits only. */
  async function outside({ term, after }) {
    const { latin } = await files.boot();
    const all = await files.part(latin, (bytes) => files.textOf(bytes).split(" "));
    const terms = all.filter((one) => (after ? one.includes(term) : one.endsWith(term)));
    const found = await Promise.all(terms.map((one) => lookup({ term: one })));
    return [].concat(...found);
  }

  /* ---- Columns: what is known of all documents ---- */

  function openColumns(bytes) {
    const read = files.reader(bytes, 0);
    const length = read.next();
    const plans = JSON.parse(files.textOf(bytes.subarray(read.at, read.at + length)));
    read.at += length;
    const counts = plans.map(() => read.next());
    const total = counts.reduce((sum, count) => sum + count, 0);
    const all = FIELDS.map(() => Array.from({ length: total }, () => read.next()));
    let start = 0;
    return plans.map(([id, tasks, ...texts], i) => {
      const lengths = all.map((column) => column.slice(start, start + counts[i]));
      start += counts[i];
      return { id, tasks: ["", ...(tasks ? tasks.split(" ") : [])], texts, lengths };
    });
  }

  const opened = new Map();

  async function columns(plans) {
    const boot = await files.boot();
    const blocks = Array.from(new Set(plans.map((plan) => plan >> 6)));
    await Promise.all(blocks.map(async (block) => {
      const rows = await files.part(names(boot, "columns")[block], openColumns);
      rows.forEach((row, i) => opened.set(block * 64 + i, row));
    }));
    return opened;
  }

  async function facets() {
    const boot = await files.boot();
    const parts = await Promise.all(names(boot, "facets").map((name) =>
      files.part(name, (bytes) => JSON.parse(files.textOf(bytes)))));
    return [].concat(...parts);
  }

  /* ---- Scores: those of lunr.Index.query, number for number: sums in lunr's own order ---- */

  /* Clauses have term, before, after, and as in lunr fields, boost, presence ("required", "prohibited").
     Returns [document, score], best first; of equals, in lunr's order. `wanted`: score only these documents. */
  async function query(clauses, wanted) {
    const found = [];
    for (const clause of clauses) found.push({ clause, terms: await lookup(clause) });
    const asked = gather(found);
    const keys = Array.from(asked.keys).filter((key) => asked.allows(documentOf(key)) &&
      (!wanted || wanted.has(documentOf(key))));
    await columns(Array.from(new Set(keys.map((key) => planOf(documentOf(key))))));
    const dots = await products(asked, new Set(keys), await files.boot());
    const scores = new Map();
    keys.forEach((key) => {
      const doc = documentOf(key);
      scores.set(doc, (scores.get(doc) || 0) + (dots.get(key) || 0) / asked.lengths[key % 4]);
    });
    return Array.from(scores).sort((a, b) => b[1] - a[1]);
  }

  function gather(found) {
    const keys = new Set();
    const weights = FIELDS.map(() => new Map());
    const required = [];
    const prohibited = new Set();
    const postings = new Map();
    found.forEach(({ clause, terms }) => {
      const matches = new Set();
      const fields = clause.fields || FIELDS;
      terms.forEach((entry) => fields.forEach((name) => {
        const field = FIELDS.indexOf(name);
        const own = Array.from(entry.posting.keys()).filter((key) => key % 4 === field);
        if (clause.presence === "prohibited") {
          own.forEach((key) => prohibited.add(documentOf(key)));
          return;
        }
        own.forEach((key) => { keys.add(key); matches.add(documentOf(key)); });
        weights[field].set(entry.term, (weights[field].get(entry.term) || 0) + (clause.boost || 1));
        postings.set(entry.term, entry.posting);
      }));
      if (clause.presence === "required") required.push(matches);
    });
    const terms = Array.from(postings.keys()).sort((a, b) => (a < b ? -1 : 1));
    const lengths = weights.map((map) => Math.sqrt(terms.reduce((sum, term) =>
      (map.has(term) ? sum + map.get(term) * map.get(term) : sum), 0)));
    const allows = (doc) => !prohibited.has(doc) && required.every((docs) => docs.has(doc));
    return { keys, weights, terms, postings, lengths, allows };
  }

  async function products({ terms, postings, weights }, keys, boot) {
    const dots = new Map();
    for (const term of terms) {
      const posting = postings.get(term);
      const df = posting.size;
      const idf = Math.log(1 + Math.abs((boot.documents - df + 0.5) / (df + 0.5)));
      posting.forEach((places, key) => {
        const weight = weights[key % 4].get(term);
        if (weight === undefined || !keys.has(key)) return;
        dots.set(key, (dots.get(key) || 0) + weight * score(idf, places.length, key, boot));
      });
      await files.pause();
    }
    return dots;
  }

  function score(idf, tf, key, boot) {
    const doc = documentOf(key);
    const field = key % 4;
    const length = opened.get(planOf(doc)).lengths[field][numberOf(doc)];
    const norm = K1 * (1 - B + B * (length / boot.averages[field]));
    const exact = idf * ((K1 + 1) * tf) / (norm + tf) * boot.boosts[field];
    const thousandths = exact * 1000;
    const rest = thousandths - Math.floor(thousandths);
    // toFixed rounds as Python does, but is slow; it is needed only near the middle.
    return Math.abs(rest - 0.5) > 1e-6 ? Math.round(thousandths) / 1000 : Number(exact.toFixed(3));
  }

  plansite.index = {
    FIELDS, STRIDE, lookup, query, columns, facets, names,
    documentOf, planOf, numberOf, documentAt,
    columnsOf: (plan) => opened.get(plan),
    forget: () => opened.clear(),
  };
})((window.plansite = window.plansite || {}));
