/* The index: postings of terms, and scores as lunr gives them. See docs/search.md.
   A field of a document is one number, its key: plan * PLAN + document * 4 + field; a document is that without its
   field. A posting: keys in order; of all spots, one after another, the numbers of the units that the term begins and
   ends with there; for each key where its spots end. */
(function (plansite) {
  "use strict";

  const { files } = plansite;
  const { late, pause } = files;
  const PLAN = 1 << 20;
  const FIELDS = ["title", "headings", "units", "body"];
  const K1 = 1.2;
  /* The number of a unit that is part of no phrase: the text has the term in other words only. */
  const APART = 0xffffffff;
  const SIDE = 11;
  const LONG = 2 * SIDE * SIDE;
  const MANY = 7;
  const documentOf = (key) => Math.floor(key / 4);
  const planOf = (doc) => Math.floor(doc * 4 / PLAN);
  const numberOf = (doc) => doc % (PLAN / 4);
  const documentAt = (plan, number) => plan * PLAN / 4 + number;

  /* ---- Ranges of terms ---- */

  /* The first place in a sorted list whose value does not come before the one wanted. */
  function firstAt(list, wanted) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /* Names of the ranges that hold the terms from `from` to `to`. */
  function within([firsts, names], from, to) {
    const start = Math.max(0, firstAt(firsts, `${from}\u0000`) - 1);
    return names.slice(start, firstAt(firsts, `${to}\u0000`));
  }

  function openNames(bytes) {
    const [firsts, names] = files.textOf(bytes).split("\n");
    return [firsts.split(" "), files.names(names)];
  }

  async function shards(from, to) {
    const boot = await files.boot();
    const near = within([boot.firsts.split(" "), files.names(boot.directories)], from, to);
    const lists = await Promise.all(near.map((name) => files.part(name, openNames)));
    const found = [].concat(...lists.map((list) => within(list, from, to)));
    return Promise.all(found.map((name) => files.part(name, openShard)));
  }

  /* Its terms, and where the posting of each begins in each of the three streams. */
  function openShard(bytes) {
    const read = new files.Reader(bytes, 0);
    const [count, ...sizes] = [0, 0, 0, 0, 0].map(() => read.next());
    const [terms, plans, ...streams] = [0, ...sizes].map((size) => new files.Reader(bytes, read.at += size));
    const shard = { bytes, terms: decoded(terms, count), starts: [], open: new Map() };
    const [gaps, heads, units] = streams;
    for (let i = 0; i < count; i++) {
      shard.starts.push([plans.next(), gaps.at, heads.at, units.at]);
      for (let left = shard.starts[i][0]; left > 0; left--) {
        gaps.next();
        for (let head = 0; !(head & 1);) {
          head = flagged(heads);
          while (!(spot(units) & 1));
        }
      }
    }
    return shard;
  }

  /* Each term is what it has more than the one before. */
  function decoded(read, count) {
    const terms = [""];
    for (let i = 0; i < count; i++) {
      const before = terms[i];
      const head = read.next();
      const same = head >> 3;
      const rest = [];
      for (let left = (head & MANY) < MANY ? head & MANY : MANY + read.next(); left > 0; left--) rest.push(read.next());
      if (same < before.length) rest[0] += before.charCodeAt(same);
      terms.push(before.slice(0, same) + rest.map((unit) => String.fromCharCode(unit)).join(""));
    }
    return terms.slice(1);
  }

  /* A number, twice, and a flag: small ones in one byte. */
  function flagged(read) {
    const byte = read.bytes[read.at++];
    return byte < LONG ? byte : LONG + 2 * read.next() + (byte & 1);
  }

  /* Between which units a term stands; returns a flag: whether it stands there in this field for the last time. */
  const between = [0, 0];
  function spot(units) {
    const byte = units.bytes[units.at++];
    if (byte < LONG) {
      between[0] = Math.floor((byte >> 1) / SIDE);
      between[1] = (byte >> 1) % SIDE;
    } else for (const side of [0, 1]) between[side] = byte > LONG + 1 ? APART : units.next();
    return byte;
  }

  function posting(shard, at) {
    if (!shard.open.has(at)) shard.open.set(at, unpacked(shard, at));
    return shard.open.get(at);
  }

  async function unpacked({ bytes, starts }, at) {
    const [count, ...places] = starts[at];
    const [gaps, heads, units] = places.map((place) => new files.Reader(bytes, place));
    const ends = (starts[at + 1] || [0, 0, bytes.length, bytes.length]).slice(2);
    const made = builder(ends[0] - heads.at, ends[1] - units.at);
    for (let i = 0, plan = 0; i < count; i++) {
      plan += gaps.next();
      for (let slot = 0, head = 0; !(head & 1);) {
        head = flagged(heads);
        slot += head >>> 1;
        for (let flag = 0; !(flag & 1);) {
          flag = spot(units);
          made.put(between[0], between[1]);
        }
        made.close(plan * PLAN + slot);
      }
      if ((i & 63) === 63 && late()) await pause();
    }
    return made.done();
  }

  /* A posting made larger than it turned out to be. */
  function cut({ keys, ends, lefts, rights }, count, total) {
    return { keys: keys.subarray(0, count), ends: ends.subarray(0, count), lefts: lefts.subarray(0, total), rights: rights.subarray(0, total) };
  }

  /* ---- Postings put together ---- */

  const beginOf = ({ ends }, i) => (i ? ends[i - 1] : 0);

  /* A new posting of at most this size: put(left, right) for each spot, then close(key). A key without spots is none. */
  function builder(count, total) {
    const made = { keys: new Float64Array(count), ends: new Uint32Array(count), lefts: new Uint32Array(total), rights: new Uint32Array(total) };
    let [size, filled] = [0, 0];
    return {
      put(left, right) {
        made.lefts[filled] = left;
        made.rights[filled++] = right;
      },
      close(key) {
        if (filled === (size ? made.ends[size - 1] : 0)) return;
        made.keys[size] = key;
        made.ends[size++] = filled;
      },
      done: () => cut(made, size, filled),
    };
  }

  /* All keys and spots of several postings. */
  async function united(postings) {
    if (!postings.length) return builder(0, 0).done();
    let all = postings;
    while (all.length > 1) {
      const next = [];
      for (let i = 0; i < all.length; i += 2) next.push(i + 1 < all.length ? await either(all[i], all[i + 1]) : all[i]);
      all = next;
    }
    return all[0];
  }

  async function either(one, other) {
    const made = builder(one.keys.length + other.keys.length, one.lefts.length + other.lefts.length);
    for (let i = 0, j = 0, n = 0; i < one.keys.length || j < other.keys.length; n++) {
      const key = Math.min(i < one.keys.length ? one.keys[i] : Infinity, j < other.keys.length ? other.keys[j] : Infinity);
      let [p, pEnd, q, qEnd] = [0, 0, 0, 0];
      if (one.keys[i] === key) [p, pEnd, i] = [beginOf(one, i), one.ends[i], i + 1];
      if (other.keys[j] === key) [q, qEnd, j] = [beginOf(other, j), other.ends[j], j + 1];
      while (p < pEnd || q < qEnd) {
        if (q >= qEnd || (p < pEnd && one.lefts[p] <= other.lefts[q])) made.put(one.lefts[p], one.rights[p++]);
        else made.put(other.lefts[q], other.rights[q++]);
      }
      made.close(key);
      if ((n & 255) === 255 && late()) await pause();
    }
    return made.done();
  }

  /* ---- Clauses: a term, perhaps going on before or after ---- */

  /* Terms, each with its posting. */
  async function lookup(clause) {
    const { term, before, after } = clause;
    if (before) return outside(clause);
    const found = [];
    for (const shard of await shards(term, after ? `${term}\uffff` : term)) {
      for (let i = firstAt(shard.terms, term); i < shard.terms.length && (after ? shard.terms[i].startsWith(term) : shard.terms[i] === term); i++) {
        // A bridge (%以) is no term.
        if (!after || isTerm(shard.terms[i])) found.push({ term: shard.terms[i], posting: posting(shard, i) });
      }
    }
    return Promise.all(found.map(async (one) => Object.assign(one, { posting: await one.posting })));
  }

  function isTerm(term) {
    return term.length === 1 || (term[0] < "\u0080") === (term[term.length - 1] < "\u0080");
  }

  /* The beginning of such a term is not known, so all of its kind are gone through: letters and digits only. */
  async function outside({ term, after }) {
    const { latin } = await files.boot();
    const all = await files.part(latin, (bytes) => files.textOf(bytes).split(" "));
    const terms = all.filter((one) => (after ? one.includes(term) : one.endsWith(term)));
    return [].concat(...await Promise.all(terms.map((one) => lookup({ term: one }))));
  }

  /* ---- Plans: ids, and where their texts are ---- */

  const PLANS = 512;
  const opened = new Map();

  function openColumns(bytes, block) {
    const { ids, versions, counts, tasks } = JSON.parse(files.textOf(bytes));
    ids.split(" ").forEach((id, i) => opened.set(block * PLANS + i, {
      id, count: counts[i], version: versions.substr(4 * i, 4), tasks: tasks[i] ? tasks[i].split(" ") : null,
    }));
    return true;
  }

  /* Loads what is known of these plans; of all, where none are named. */
  async function columns(plans) {
    const names = files.names((await files.boot()).columns);
    const blocks = plans ? new Set(plans.map((plan) => Math.floor(plan / PLANS))) : names.keys();
    await Promise.all(Array.from(blocks, (block) => files.part(names[block], (bytes) => openColumns(bytes, block))));
    return opened;
  }

  function taskOf(doc) {
    const number = numberOf(doc);
    const { tasks } = opened.get(planOf(doc));
    return !number ? "" : tasks ? tasks[number - 1] : `t${number}`;
  }

  /* ---- Scores: those of lunr.Index.query, number for number ---- */

  /* `terms`: { term, posting, fields, boost }, in the order of the query. `docs`: which to score, in order. */
  async function scores(terms, docs) {
    const { documents, boosts } = await files.boot();
    const dots = new Float64Array(docs.length * 4);
    const seen = new Uint16Array(docs.length * 4);
    const weights = weightsOf(terms);
    // Sums are made in lunr's order: of terms by their number, which is ours; of fields as they were met.
    const order = Array.from(weights.values()).sort((a, b) => (a.term < b.term ? -1 : 1));
    for (const { posting: { keys, ends }, by } of order) {
      const df = keys.length;
      const idf = Math.log(1 + Math.abs((documents - df + 0.5) / (df + 0.5)));
      const known = [[], [], [], []];
      await each(keys, docs, (i, at, field) => {
        const tf = ends[i] - (i ? ends[i - 1] : 0);
        if (by[field] && !known[field][tf]) known[field][tf] = by[field] * rounded(idf * ((K1 + 1) * tf) / (K1 + tf) * boosts[field]);
        if (by[field]) dots[at] += known[field][tf];
      });
    }
    let turn = 0;
    for (const { posting: { keys }, fields } of terms) {
      for (const name of fields || FIELDS) {
        turn += 1;
        const own = FIELDS.indexOf(name);
        const now = turn;
        await each(keys, docs, (i, at, field) => { if (field === own && !seen[at]) seen[at] = now; });
      }
    }
    const lengths = FIELDS.map((name, field) => Math.sqrt(order.reduce((sum, { by }) => sum + by[field] * by[field], 0)));
    return summed(dots, seen, lengths, docs.length);
  }

  function weightsOf(terms) {
    const weights = new Map();
    terms.forEach(({ term, posting: found, fields, boost }) => {
      const entry = weights.get(term) || { term, posting: found, by: [0, 0, 0, 0] };
      (fields || FIELDS).forEach((name) => { entry.by[FIELDS.indexOf(name)] += boost || 1; });
      weights.set(term, entry);
    });
    return weights;
  }

  /* Calls `see` for each key of one of the documents: place of the key, place among documents and fields, field. */
  async function each(keys, docs, see) {
    for (let i = 0, j = 0; i < keys.length && j < docs.length; i++) {
      const doc = documentOf(keys[i]);
      while (docs[j] < doc) j += 1;
      if (docs[j] === doc) see(i, 4 * j + keys[i] % 4, keys[i] % 4);
      if ((i & 1023) === 1023 && late()) await pause();
    }
  }

  function summed(dots, seen, lengths, count) {
    const sums = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      for (let last = 0; ;) {
        let next = -1;
        for (let at = 4 * i; at < 4 * i + 4; at++) if (seen[at] > last && (next < 0 || seen[at] < seen[next])) next = at;
        if (next < 0) break;
        last = seen[next];
        sums[i] += dots[next] / lengths[next % 4];
      }
    }
    return sums;
  }

  /* To three places, as lunr.py does: toFixed rounds as Python, but is slow; it is needed only near the middle. */
  function rounded(exact) {
    const thousandths = exact * 1000;
    const rest = thousandths - Math.floor(thousandths);
    return Math.abs(rest - 0.5) > 1e-6 ? Math.round(thousandths) / 1000 : Number(exact.toFixed(3));
  }

  plansite.index = {
    FIELDS, APART, decoded, lookup, scores, columns, builder, united, beginOf, firstAt, taskOf,
    documentOf, planOf, numberOf, documentAt,
    planAt: (plan) => opened.get(plan),
    forget: () => opened.clear(),
  };
})(window.plansite);
