/* Finding: the documents that a query means, how well each matches, in which order they are shown. */
(function (plansite) {
  "use strict";

  const { files, index, text, query, copies } = plansite;
  const { late, pause } = files;
  const { documentOf, planOf, numberOf, firstAt, builder, united, beginOf } = index;
  const ROWS = 8;
  const TEXTS = 150;
  const NEAR = 24;
  const STRIDE = 32;
  /* From this place on stand terms that the text has in other words only (65% for 百分之六十五). */
  const BEYOND = 1 << 20;

  /* ---- Rows: what results show ---- */

  async function rowOf(doc) {
    const number = numberOf(doc);
    const { id, version } = (await index.columns([planOf(doc)])).get(planOf(doc));
    const block = await files.part(`${id}-${version}-${Math.floor(number / ROWS)}`, openTexts);
    return block(number % ROWS, index.taskOf(doc));
  }

  async function rowsOf(docs) {
    const rows = await Promise.all(docs.map(rowOf));
    return new Map(docs.map((doc, i) => [doc, rows[i]]));
  }

  function openTexts(bytes) {
    const { head, rows } = JSON.parse(files.textOf(bytes, "gbk"));
    const [id, address, title, date, issuer, mark] = head;
    const plan = { id, address, title, date, issuer, mark };
    return (number, task) => shown(plan, task, rows[number]);
  }

  function shown(plan, task, row) {
    const [mark, title, headings, lead, cooperating, body, deadlines, targets, simplified] = row;
    const pieces = [title, ...headings, ...lead, ...cooperating, ...body];
    let comparable = null;
    return {
      plan, task, mark, title, headings, lead, cooperating, body, deadlines, targets, pieces,
      get folded() {
        comparable = comparable || (simplified || text.fold(pieces.join("\n"))).split("\n");
        return comparable;
      },
    };
  }

  /* ---- Postings put together ---- */

  /* Those keys and places that pass; places moved back by `shift`. */
  async function sifted(posting, shift, passes) {
    const made = builder(posting.keys.length, posting.places.length);
    for (let i = 0; i < posting.keys.length; i++) {
      for (let p = beginOf(posting, i); p < posting.ends[i]; p++) {
        if (passes(posting.keys[i], posting.places[p])) made.place(posting.places[p] - shift);
      }
      made.close(posting.keys[i]);
      if ((i & 511) === 511 && late()) await pause();
    }
    return made.done();
  }

  /* What both have: those places of `other` that are places of `one`, moved in one of the ways. */
  async function both(one, other, ways) {
    const made = builder(other.keys.length, other.places.length);
    for (let i = 0, j = 0; i < one.keys.length && j < other.keys.length; i++) {
      const key = one.keys[i];
      while (other.keys[j] < key) j += 1;
      if (other.keys[j] === key) {
        const found = ways.map((way) => moved(one, i, other, j, way));
        const all = found.length > 1 ? Array.from(new Set(found[0].concat(found[1]))).sort((a, b) => a - b) : found[0];
        all.forEach(made.place);
        made.close(key);
      }
      if ((i & 255) === 255 && late()) await pause();
    }
    return made.done();
  }

  /* Later places lead to later places. */
  function moved(one, i, other, j, way) {
    const found = [];
    for (let p = beginOf(one, i), q = beginOf(other, j); p < one.ends[i]; p++) {
      const wanted = way(one.places[p]);
      while (q < other.ends[j] && other.places[q] < wanted) q += 1;
      if (q < other.ends[j] && other.places[q] === wanted) found.push(wanted);
    }
    return found;
  }

  /* ---- Phrases ---- */

  async function spots(clause, fields) {
    const found = await index.lookup(clause);
    const isBeyond = found.some(({ term }) => term.endsWith("%"));
    const posting = await united(found.map((one) => one.posting));
    if (!isBeyond && !fields) return posting;
    const own = fields && fields.map((name) => index.FIELDS.indexOf(name));
    return sifted(posting, 0, (key, place) => place < BEYOND && (!own || own.includes(key % 4)));
  }

  /* Where a phrase begins with a pair that is frequent everywhere: where that is not, and where what follows it says so. */
  async function start(clause, fields) {
    const { heavy } = await files.boot();
    if (!clause.next || !heavy.split(" ").includes(clause.term)) return spots(clause, fields);
    const [own, next] = await Promise.all([
      spots({ term: clause.term, begins: true }, fields),
      spots({ term: clause.next, left: clause.term[0], follows: true }, fields),
    ]);
    return united([own, await sifted(next, 1, () => true)]);
  }

  /* Where the parts of a phrase stand, as far as the index knows. */
  async function standing(form, fields, isAlone) {
    const [only] = form.parts[0].clauses;
    if (isAlone && form.clauses.length === 1 && !only.before && !only.after) return spots({ term: only.term, counts: true }, fields);
    const parts = await Promise.all(form.parts.map((part) =>
      Promise.all(part.clauses.map((clause) => start(clause, fields)))));
    let before = null;
    for (let i = 0; i < parts.length; i++) {
      const own = await together(form.parts[i].clauses, parts[i]);
      before = before ? await both(before, own, after(form.parts[i - 1].size)) : own;
    }
    return before;
  }

  /* What parts two terms counts as one place; behind a full stop places go on at the next stride. */
  const after = (size) => [(at) => at + size + 1, (at) => Math.ceil((at + size + 1) / STRIDE) * STRIDE];

  async function together(clauses, all) {
    const order = clauses.map((clause, i) => i).sort((a, b) => all[a].keys.length - all[b].keys.length);
    let before = all[order[0]];
    let at = clauses[order[0]].at;
    for (const i of order.slice(1)) {
      const step = clauses[i].at - at;
      before = await both(before, all[i], [(place) => place + step]);
      at += step;
    }
    return at ? sifted(before, at, () => true) : before;
  }

  const plain = (folded) => folded.replace(/[〔［[【（(]/g, "(").replace(/[〕］\]】）)]/g, ")");

  function uniqueDocs({ keys }) {
    const docs = keys.map(documentOf);
    return docs.filter((doc, i) => !i || doc !== docs[i - 1]);
  }

  /* { docs, terms, own }: the documents of a word in order; its postings; those whose own number it is. */
  async function wordIn(word, isAlone) {
    const terms = [];
    const own = new Set();
    for (const form of word.forms) {
      let posting = await standing(form, word.fields, isAlone);
      const docs = uniqueDocs(posting);
      if (form.isLoose && docs.length && docs.length <= TEXTS) {
        const rows = await rowsOf(Array.from(docs));
        const has = (piece) => (word.number ? plain(piece).includes(plain(form.phrase)) : piece.includes(form.phrase));
        const isOwn = (piece) => plain(piece) === plain(form.phrase);
        posting = await sifted(posting, 0, (key) => rows.get(documentOf(key)).folded.some(has));
        if (word.number) docs.forEach((doc) => { if (rows.get(doc).folded.some(isOwn)) own.add(doc); });
      }
      if (posting.keys.length) terms.push({ term: form.phrase, posting, fields: word.fields });
    }
    const all = await united(terms.map((term) => term.posting));
    return { docs: uniqueDocs(all), terms, own, all };
  }

  /* ---- All words ---- */

  function shared(one, other) {
    let j = 0;
    return one.filter((doc) => {
      while (other[j] < doc) j += 1;
      return other[j] === doc;
    });
  }

  /* The sets of the words, and the documents that all of them have. `allows`: documents that may be found at all;
     `widened`: a word and its set, to one that has more. */
  async function exact(asked, { allows, widened } = {}) {
    const setOf = async (word) => (widened ? widened(word, await wordIn(word)) : wordIn(word, asked.words.length === 1));
    const sets = await Promise.all(asked.words.map(setOf));
    const without = await Promise.all(asked.without.map((word) => wordIn(word, true)));
    const gone = new Set([].concat(...without.map((set) => Array.from(set.docs))));
    const fits = (doc) => !gone.has(doc) && (!allows || allows(doc));
    const docs = sets.length ? sets.map((set) => set.docs).reduce(shared).filter(fits) : new Float64Array(0);
    return { sets, docs, fits };
  }

  /* Where a key stands in a posting; -1 where it does not. */
  function placeIn({ keys }, key) {
    const at = firstAt(keys, key);
    return keys[at] === key ? at : -1;
  }

  function isNear(doc, sets) {
    for (let field = 0; field < 4; field++) {
      const own = sets.map(({ all }) => {
        const at = placeIn(all, 4 * doc + field);
        return at < 0 ? [] : Array.from(all.places.subarray(beginOf(all, at), all.ends[at]));
      });
      if (own[0].some((place) => own.every((list) => list.some((at) => Math.abs(at - place) <= NEAR)))) return true;
    }
    return false;
  }

  /* 0 its own number, 1 title of a plan, 2 of a task, 3 in the text, 4 all words near each other, 5 all words. */
  function tier(doc, sets) {
    if (sets.some((set) => set.own.has(doc))) return 0;
    if (sets.every((set) => placeIn(set.all, 4 * doc) >= 0)) return numberOf(doc) ? 2 : 1;
    if (sets.length === 1) return 3;
    return isNear(doc, sets) ? 4 : 5;
  }

  /* What was found, with rank and score of each document. */
  async function ranked(result, docs, rank, terms) {
    const ranks = new Float32Array(docs.length);
    for (let i = 0; i < docs.length; i++) {
      ranks[i] = rank(docs[i]);
      if ((i & 255) === 255 && late()) await pause();
    }
    return Object.assign(result, { docs, ranks, scores: await index.scores(terms, docs) });
  }

  function matched(result, asked, sets, docs, rank) {
    const needles = [].concat(...asked.words.map((word) => word.forms.map((form) => form.phrase)));
    const terms = [].concat(...sets.map((set) => set.terms));
    return ranked(Object.assign(result, { needles, asked: asked.words }), docs, rank, terms);
  }

  const empty = (asked) => ({
    match: "exact", missing: [], aside: [], lifts: [], needles: [], asked: asked.words,
    docs: new Float64Array(0), ranks: [], scores: [],
  });

  /* Names of places, issuers and years, each with the plans that it fits. */
  async function origins() {
    const { origins: name } = await files.boot();
    return files.part(name, (bytes) => new Map([].concat(...JSON.parse(files.textOf(bytes)).map(([names, distances]) => {
      let plan = 0;
      const plans = new Set(distances.map((distance) => (plan += distance)));
      return names.split(" ").map((one) => [one, plans]);
    }))));
  }

  /* Whether a word says where plans come from: others are asked for with it, or it is such a name by itself. */
  async function hasOrigin({ words }) {
    const some = words.filter((word) => !word.quoted && !word.fields && (words.length > 1 || /.[省市县区州盟旗局委办厅院校部会队]$/.test(word.phrase)));
    if (words.some((word) => word.years)) return true;
    if (!some.length) return false;
    const known = await origins();
    return some.some((word) => known.has(word.phrase));
  }

  /* What a query means: exactly, where that is anything; what is rarer is another script. */
  async function find(typed, isPlain) {
    const asked = query.parse(typed);
    const isUsual = asked.words.length && !asked.years.length && !asked.topics.length;
    const [found, isRare] = isUsual ? await Promise.all([exact(asked), hasOrigin(asked)]) : [null, true];
    if (!isRare && found.docs.length) return matched(empty(asked), asked, found.sets, found.docs, (doc) => tier(doc, found.sets));
    await files.more();
    return plansite.rarer.find(typed, isPlain, asked, found && found.docs.length ? null : found);
  }

  /* ---- Order ---- */

  /* The documents that `keeps` keeps, by plan: by rank; then plan and best task together; then the newer plan. Within:
     the plan itself, then by score. Each group gives its documents when asked. Copies stand with the one they repeat. */
  async function arranged(found, keeps, byDate) {
    const { docs, ranks, scores } = found;
    const fold = await copies.folded(docs, (i) => !keeps || Boolean(keeps[i]), (i) => (byDate ? 0 : ranks[i]));
    const groups = [];
    found.copies = fold.copies;
    found.folded = fold.hidden.size;
    let open = new Map();
    for (let i = 0; i < docs.length; i++) {
      const plan = planOf(docs[i]);
      if (i && planOf(docs[i - 1]) !== plan) open = new Map();
      if ((!keeps || keeps[i]) && !fold.hidden.has(i)) {
        const rank = byDate ? 0 : ranks[i];
        if (!open.has(rank)) {
          open.set(rank, { rank, plan, best: [0, 0], own: [] });
          groups.push(open.get(rank));
        }
        const group = open.get(rank);
        const kind = numberOf(docs[i]) ? 1 : 0;
        group.best[kind] = Math.max(group.best[kind], byDate ? 0 : scores[i]);
        group.own.push(i);
      }
      if ((i & 511) === 511 && late()) await pause();
    }
    groups.sort((a, b) => a.rank - b.rank || b.best[0] + b.best[1] - a.best[0] - a.best[1] || b.plan - a.plan);
    const inOrder = (a, b) => Boolean(numberOf(docs[a])) - Boolean(numberOf(docs[b])) || (byDate ? 0 : scores[b] - scores[a]) || a - b;
    return groups.map(({ own }) => () => own.sort(inOrder).map((i) => docs[i]));
  }

  /* The first documents, by group. */
  function first(groups, most) {
    const lists = [];
    for (let i = 0, left = most; i < groups.length && left > 0; i++) {
      lists.push(groups[i]().slice(0, left));
      left -= lists[i].length;
    }
    return lists;
  }

  plansite.search = { find, rowOf, exact, matched, ranked, tier, origins, spots, wordIn, empty, arranged, first, uniqueDocs };
})(window.plansite);
