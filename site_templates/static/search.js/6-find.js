/* Finding: the documents that a query means, how well each matches, in which order they are shown. */
(function (plansite) {
  "use strict";

  const { files, index, text, query, copies } = plansite;
  const { late, pause } = files;
  const { documentOf, planOf, numberOf, firstAt, builder, united, beginOf, APART } = index;
  const ROWS = 8;
  const FEW = 240;
  const LACKING = 255;
  const TEXTS = 150;

  /* ---- Rows: what results show ---- */

  async function rowOf(doc) {
    const number = numberOf(doc);
    const { id, version } = (await index.columns([planOf(doc)])).get(planOf(doc));
    const block = await files.part(`${id}-${version}-${Math.floor(number / ROWS)}`, async (bytes) => openTexts(id, told(bytes, await words())));
    return block(number % ROWS, index.taskOf(doc));
  }

  async function rowsOf(docs) {
    const rows = await Promise.all(docs.map(rowOf));
    return new Map(docs.map((doc, i) => [doc, rows[i]]));
  }

  /* What texts are put together of: those of one byte, then those of two. */
  const words = async () => files.part((await files.boot()).vocabulary, (bytes) => {
    const read = new files.Reader(bytes, 0);
    return [0, 0].map(() => index.decoded(read, read.next())).flat();
  });

  /* Words one after another; halves of characters that are none after a byte of their own. */
  function told(bytes, all) {
    let said = "";
    for (let i = 0; i < bytes.length;) {
      const byte = bytes[i++];
      if (byte < FEW) said += all[byte];
      else said += byte < LACKING ? all[FEW + (byte - FEW) * 256 + bytes[i++]] : String.fromCharCode(bytes[i++] + bytes[i++] * 256);
    }
    return said;
  }

  function openTexts(id, json) {
    const [[title, date, issuer, mark], ...rows] = JSON.parse(json);
    const plan = { address: `../plans/${id}/index.html`, title, date, issuer, mark };
    return (number, task) => shown(plan, task, rows[number]);
  }

  function shown(plan, task, row) {
    const [mark, title, headings, lead, cooperating, body, deadlines, targets, units, simplified] = row;
    const pieces = [title, ...headings, ...lead, ...cooperating, ...body];
    let comparable = null;
    return {
      plan, task, mark, title, headings, lead, cooperating, body, deadlines, targets, pieces, units: units.split(" "),
      get folded() {
        comparable = comparable || (simplified || text.fold(pieces.join("\n"))).split("\n");
        return comparable;
      },
    };
  }

  /* ---- Postings put together ---- */

  /* Those keys and spots that pass. */
  async function sifted(posting, passes) {
    const made = builder(posting.keys.length, posting.lefts.length);
    for (let i = 0; i < posting.keys.length; i++) {
      for (let p = beginOf(posting, i); p < posting.ends[i]; p++) {
        if (passes(posting.keys[i], posting.lefts[p])) made.put(posting.lefts[p], posting.rights[p]);
      }
      made.close(posting.keys[i]);
      if ((i & 511) === 511 && late()) await pause();
    }
    return made.done();
  }

  /* What `join` makes of the spots of each key that both have. */
  async function both(one, other, join) {
    const made = builder(Math.min(one.keys.length, other.keys.length), Math.min(one.lefts.length, other.lefts.length));
    for (let i = 0, j = 0; i < one.keys.length && j < other.keys.length; i++) {
      while (other.keys[j] < one.keys[i]) j += 1;
      if (other.keys[j] === one.keys[i]) {
        join(made, i, j);
        made.close(one.keys[i]);
      }
      if ((i & 255) === 255 && late()) await pause();
    }
    return made.done();
  }

  /* Where `other` begins with the unit that `one` ends with. Later units follow later ones. */
  const linked = (one, other) => both(one, other, (made, i, j) => {
    for (let p = beginOf(one, i), q = beginOf(other, j); p < one.ends[i]; p++) {
      while (q < other.ends[j] && other.lefts[q] < one.rights[p]) q += 1;
      if (q < other.ends[j] && other.lefts[q] === one.rights[p]) made.put(one.lefts[p], other.rights[q]);
    }
  });

  /* Fields that have both, as often as the rarer one. */
  const beside = (one, other) => both(one, other, (made, i, j) => {
    const count = (posting, at) => posting.ends[at] - beginOf(posting, at);
    for (let left = Math.min(count(one, i), count(other, j)); left > 0; left--) made.put(APART, APART);
  });

  /* ---- Phrases ---- */

  async function spots(clause, fields) {
    const found = await index.lookup(clause);
    const posting = await united(found.map((one) => one.posting));
    if (!fields && !found.some(({ term }) => term.endsWith("%"))) return posting;
    const own = fields && fields.map((name) => index.FIELDS.indexOf(name));
    return sifted(posting, (key, left) => left !== APART && (!own || own.includes(key % 4)));
  }

  /* Where the parts of a phrase stand, as far as the index knows. */
  async function standing({ parts }, fields) {
    const found = await Promise.all(parts.map(async (part) => inTurn(await Promise.all(part.map((clause) => spots(clause, fields))), linked)));
    return inTurn(found, beside);
  }

  async function inTurn([first, ...others], join) {
    let all = first;
    for (const one of others) all = await join(all, one);
    return all;
  }

  const plain = (folded) => folded.replace(/[〔［[【（(]/g, "(").replace(/[〕］\]】）)]/g, ")");

  function uniqueDocs({ keys }) {
    const docs = keys.map(documentOf);
    return docs.filter((doc, i) => !i || doc !== docs[i - 1]);
  }

  /* { docs, terms, own, isAbout }: the documents of a word in order; its postings; those whose own number it is; whether
     there are too many to look up in their texts what punctuation it has. */
  async function wordIn(word) {
    const terms = [];
    const own = new Set();
    let isAbout = false;
    for (const form of word.forms) {
      let posting = await standing(form, word.fields);
      const docs = uniqueDocs(posting);
      if (form.isLoose && docs.length && docs.length <= TEXTS) {
        const rows = await rowsOf(Array.from(docs));
        const has = (piece) => (word.number ? plain(piece).includes(plain(form.phrase)) : piece.includes(form.phrase));
        const isOwn = (piece) => plain(piece) === plain(form.phrase);
        posting = await sifted(posting, (key) => rows.get(documentOf(key)).folded.some(has));
        if (word.number) docs.forEach((doc) => { if (rows.get(doc).folded.some(isOwn)) own.add(doc); });
      }
      isAbout = isAbout || (form.isLoose && docs.length > TEXTS);
      if (posting.keys.length) terms.push({ term: form.phrase, posting, fields: word.fields });
    }
    const all = await united(terms.map((term) => term.posting));
    return { docs: uniqueDocs(all), terms, own, all, isAbout };
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
    const setOf = async (word) => (widened ? widened(word, await wordIn(word)) : wordIn(word));
    const sets = await Promise.all(asked.words.map(setOf));
    const without = await Promise.all(asked.without.map((word) => wordIn(word)));
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

  /* Whether a heading, a paragraph or the like has all words. */
  function isNear(doc, sets) {
    return [0, 1, 2, 3].some((field) => sets.every(({ all }) => placeIn(all, 4 * doc + field) >= 0));
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
    const isAbout = sets.some((set) => set.isAbout);
    return ranked(Object.assign(result, { needles, asked: asked.words, isAbout }), docs, rank, terms);
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

  plansite.search = { find, words, rowOf, exact, matched, ranked, tier, origins, spots, wordIn, empty, arranged, first, uniqueDocs };
})(window.plansite);
