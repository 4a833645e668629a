/* Finding: the documents that a query means, in order. */
(function (plansite) {
  "use strict";

  const { files, index, text, query } = plansite;
  const { documentOf, planOf, numberOf } = index;
  const TEXTS = 150;
  const NEAR = 24;
  /* From this place on stand terms that the text has in other words only (65% for 百分之六十五). */
  const BEYOND = 1 << 20;

  /* ---- Rows: what results show ---- */

  /* The documents with these numbers; their files are loaded where they are not here yet. */
  async function rowsOf(docs) {
    const known = await index.columns(Array.from(new Set(docs.map(planOf))));
    const rows = await Promise.all(docs.map(async (doc) => {
      const { texts } = known.get(planOf(doc));
      let i = texts.length - 2;
      while (i > 0 && texts[i] > numberOf(doc)) i -= 2;
      const block = await files.part(texts[i + 1], openTexts);
      return [doc, block.rows[numberOf(doc) - texts[i]]];
    }));
    return new Map(rows);
  }

  function openTexts(bytes) {
    const { head, rows } = JSON.parse(files.textOf(bytes));
    const [id, address, title, date, issuer, mark] = head;
    const plan = { id, address, title, date, issuer, mark };
    return { rows: rows.map((row) => rowOf(plan, row)) };
  }

  function rowOf(plan, row) {
    const [task, mark, title, headings, lead, cooperating, body, deadlines, targets, simplified] = row;
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

  /* ---- Phrases ---- */

  async function spots(clause, fields) {
    const found = await index.lookup(clause);
    const isPlain = ({ term }) => !term.endsWith("%");
    if (found.length === 1 && !fields && isPlain(found[0])) return found[0].posting;
    const merged = new Map();
    found.forEach(({ term, posting }) => posting.forEach((all, key) => {
      const places = isPlain({ term }) ? all : all.filter((place) => place < BEYOND);
      if (!places.length || (fields && !fields.includes(index.FIELDS[key % 4]))) return;
      merged.set(key, merged.has(key) ? merged.get(key).concat(places) : places);
    }));
    return merged;
  }

  /* Field of a document → where the parts of a phrase begin there, as far as the index knows. */
  async function standing(form, fields) {
    const parts = [];
    for (const part of form.parts) {
      const all = await Promise.all(part.clauses.map((clause) => spots(clause, fields)));
      parts.push({ begins: together(part.clauses, all), size: part.size });
    }
    let before = parts[0].begins;
    parts.slice(1).forEach((part, i) => {
      const next = new Map();
      before.forEach((places, key) => {
        const own = part.begins.get(key);
        const ends = new Set([].concat(...places.map((at) => after(at + parts[i].size))));
        const kept = own ? own.filter((at) => ends.has(at)) : [];
        if (kept.length) next.set(key, kept);
      });
      before = next;
    });
    return before;
  }

  /* What parts two terms counts as one place; behind a full stop places go on at the next stride. */
  const after = (place) => [place + 1, Math.ceil((place + 1) / index.STRIDE) * index.STRIDE];

  function together(clauses, all) {
    const order = clauses.map((clause, i) => i).sort((a, b) => all[a].size - all[b].size);
    let before = null;
    order.forEach((i) => {
      const found = new Map();
      const at = clauses[i].at;
      (before || all[i]).forEach((places, key) => {
        const own = all[i].get(key);
        if (!own) return;
        const begins = before ? places.filter((place) => own.includes(place + at)) : own.map((place) => place - at);
        if (begins.length) found.set(key, begins);
      });
      before = found;
    });
    return before || new Map();
  }

  const plain = (folded) => folded.replace(/[〔［[【（(]/g, "(").replace(/[〕］\]】）)]/g, ")");

  /* Document → field of it → places of the word. */
  async function wordIn(word) {
    const found = new Map();
    for (const form of word.forms) {
      const keys = await standing(form, word.fields);
      const docs = Array.from(new Set(Array.from(keys.keys(), documentOf)));
      const rows = form.isLoose && docs.length <= TEXTS ? await rowsOf(docs) : null;
      const has = (piece) => (word.number ? plain(piece).includes(plain(form.phrase)) : piece.includes(form.phrase));
      keys.forEach((places, key) => {
        const doc = documentOf(key);
        if (rows && !rows.get(doc).folded.some(has)) return;
        const entry = found.get(doc) || { fields: new Map(), own: false };
        entry.fields.set(key % 4, places);
        entry.own = entry.own || Boolean(word.number && rows && rows.get(doc).folded.some((p) => plain(p) === plain(form.phrase)));
        found.set(doc, entry);
      });
      await files.pause();
    }
    return found;
  }

  /* ---- All words ---- */

  const notYet = new Map();

  async function documentsIn(plans) {
    const boot = await files.boot();
    const known = await index.columns(Array.from({ length: boot.plans }, (x, i) => i).filter(plans));
    return [].concat(...Array.from(known).filter(([plan]) => plans(plan))
      .map(([plan, { tasks }]) => tasks.map((task, n) => index.documentAt(plan, n))));
  }

  const fitting = (all, [from, to]) => (plan) => all[plan][0].some((year) => year >= from && year <= to);

  /* Years from … to … also mean the plans for them; so does one year where nothing else is found (`soft`). */
  async function wordSets(asked, soft) {
    const sets = [];
    for (const word of asked.words) {
      const found = await wordIn(word);
      const years = word.years;
      if (years && (years[0] < years[1] || (soft && asked.words.length > 1))) {
        const fits = fitting(await index.facets(), years);
        (await documentsIn(fits)).forEach((doc) => {
          if (!found.has(doc)) found.set(doc, { fields: notYet, own: false });
        });
      }
      sets.push(found);
    }
    return sets;
  }

  /* What fields outside the text allow: years and topics; and no word that must not occur. */
  async function allowed(asked) {
    const gone = new Set();
    for (const word of asked.without) (await wordIn(word)).forEach((entry, doc) => gone.add(doc));
    if (!asked.years.length && !asked.topics.length) return (doc) => !gone.has(doc);
    const [all, boot] = await Promise.all([index.facets(), files.boot()]);
    const names = (await files.part(boot.names, (bytes) => JSON.parse(files.textOf(bytes)))).topic;
    return (doc) => {
      const [years, , , documents] = all[planOf(doc)];
      const topics = documents[numberOf(doc)][2].split(" ").filter(Boolean).map((id) => names[id] || id);
      return !gone.has(doc) &&
        asked.years.every(([from, to]) => years.some((year) => year >= from && year <= to)) &&
        asked.topics.every((name) => topics.some((topic) => topic.includes(name)));
    };
  }

  function isNear(doc, sets) {
    const own = sets.map((set) => set.get(doc).fields);
    return Array.from(own[0]).some(([field, places]) => own.every((fields) => fields.has(field)) &&
      places.some((place) => own.every((fields) => fields.get(field).some((at) => Math.abs(at - place) <= NEAR))));
  }

  /* 0 its own number, 1 title of a plan, 2 of a task, 3 in the text, 4 all words near each other, 5 all words. */
  function tier(doc, sets) {
    const entries = sets.map((set) => set.get(doc));
    if (entries.some((entry) => entry.own)) return 0;
    if (entries.every((entry) => entry.fields.has(0))) return numberOf(doc) ? 2 : 1;
    if (sets.length === 1) return 3;
    return isNear(doc, sets) ? 4 : 5;
  }

  function clausesOf(words) {
    const all = [].concat(...words.map((word) => [].concat(...word.forms.map((form) => form.clauses))));
    const known = new Map(all.map((clause) => [`${clause.term} ${Boolean(clause.before)} ${Boolean(clause.after)}`, clause]));
    return Array.from(known.values(), ({ term, before, after: goesOn }) => ({ term, before, after: goesOn }));
  }

  /* By rank; then plan and best task together, then the newer plan; inside it by score. */
  async function order(docs, rank, clauses) {
    const ranks = new Map(docs.map((doc) => [doc, rank(doc)]));
    const scores = new Map(await index.query(clauses, new Set(docs)));
    const best = new Map();
    const groupOf = (doc) => `${ranks.get(doc)} ${planOf(doc)}`;
    docs.forEach((doc) => {
      const group = best.get(groupOf(doc)) || { plan: 0, task: 0 };
      const kind = numberOf(doc) ? "task" : "plan";
      group[kind] = Math.max(group[kind], scores.get(doc) || 0);
      best.set(groupOf(doc), group);
    });
    const sums = new Map(Array.from(best, ([key, group]) => [key, group.plan + group.task]));
    docs.sort((a, b) => ranks.get(a) - ranks.get(b) || sums.get(groupOf(b)) - sums.get(groupOf(a)) ||
      planOf(b) - planOf(a) || Boolean(numberOf(a)) - Boolean(numberOf(b)) ||
      (scores.get(b) || 0) - (scores.get(a) || 0) || a - b);
    return { hits: docs, ranks };
  }

  async function exact(asked, soft) {
    const [sets, allows] = await Promise.all([wordSets(asked, soft), allowed(asked)]);
    const first = sets.length ? Array.from(sets[0].keys()) : [];
    const docs = first.filter((doc) => allows(doc) && sets.every((set) => set.has(doc)));
    return { sets, docs, allows };
  }

  async function done(result, asked, docs, rank) {
    const needles = [].concat(...asked.words.map((word) => word.forms.map((form) => form.phrase)));
    return Object.assign(result, { needles, asked: asked.words }, await order(docs, rank, clausesOf(asked.words)));
  }

  /* The words as typed, or folded where the index lacks a character that may be a traditional one. */
  async function understood(typed) {
    const asked = query.parse(typed);
    const chars = new Set([].concat(...asked.words.map((word) => Array.from(word.phrase).filter(text.isHan))));
    const isTraditional = Array.from(chars).some((c) => c > "\u3100");
    if (!isTraditional) return asked;
    const found = await exact(asked);
    if (found.docs.length) return Object.assign(asked, { found });
    const folded = query.parse(typed, await characters());
    return JSON.stringify(folded) === JSON.stringify(asked) ? Object.assign(asked, { found }) : folded;
  }

  async function characters() {
    const boot = await files.boot();
    return files.part(boot.characters, (bytes) => {
      const chars = Array.from(files.textOf(bytes));
      return new Map(chars.filter((c, i) => i % 2 === 0).map((c, i) => [c, chars[2 * i + 1]]));
    });
  }

  /* What is found: documents in order, how exactly they match, what was set aside, what nothing matches. */
  async function find(typed, isPlain) {
    const asked = await understood(typed);
    const result = { match: "exact", missing: [], aside: [], hits: [], ranks: new Map(), needles: [], asked: asked.words };
    if (!asked.words.length) return asked.years.length || asked.topics.length ? listed(result, asked) : result;
    let found = asked.found || await exact(asked);
    const years = asked.words.map((word) => word.years).filter(Boolean);
    if (!found.docs.length && years.length) found = await exact(asked, true);
    if (found.docs.length) {
      // A year lifts its plans, and excludes no others.
      const fits = years.length ? fitting(await index.facets(), years[0]) : () => true;
      return done(result, asked, found.docs, (doc) => tier(doc, found.sets) + (fits(planOf(doc)) ? 0 : 0.5));
    }
    const { rest, aside } = query.withoutQuestions(typed);
    if (aside.length && query.parse(rest).words.length) return Object.assign(await find(rest, isPlain), { aside });
    const meant = isPlain ? null : await synonymous(asked);
    if (meant) {
      const other = await exact(asked, true);
      if (other.docs.length) return done(Object.assign(result, { match: "partial", synonyms: meant }), asked, other.docs, (doc) => tier(doc, other.sets));
    }
    return partial(result, asked, found);
  }

  /* Gives the words further forms, by what documents say instead; returns which, or null. */
  async function synonymous(asked) {
    const boot = await files.boot();
    const pairs = await files.part(boot.synonyms, (bytes) => JSON.parse(files.textOf(bytes)));
    const used = [];
    asked.words.filter((word) => !word.quoted).forEach((word) => pairs.forEach(([says, means]) => {
      const said = says.map((one) => text.fold(one)).find((one) => word.phrase.includes(one));
      if (!said) return;
      used.push([said, means]);
      means.forEach((one) => word.forms.push(query.formOf(word.phrase.replace(said, text.fold(one)))));
    }));
    return used.length ? used : null;
  }

  async function listed(result, asked) {
    const allows = await allowed(asked);
    const docs = (await documentsIn(() => true)).filter(allows);
    return Object.assign(result, await order(docs, () => 0, []));
  }

  async function partial(result, asked, { sets, allows }) {
    result.match = "partial";
    result.missing = asked.words.filter((word, i) => !sets[i].size).map((word) => word.said);
    const some = new Set([].concat(...sets.map((set) => Array.from(set.keys()).filter(allows))));
    if (some.size) {
      const misses = (doc) => sets.filter((set) => !set.has(doc)).length;
      return done(result, asked, Array.from(some), misses);
    }
    return pieces(result, asked, allows);
  }

  /* No word occurs whole: the documents with most of the words' pieces. */
  async function pieces(result, asked, allows) {
    const terms = new Set([].concat(...asked.words.map((word) => text.tokens(word.phrase))));
    const clauses = Array.from(terms).filter((term) => term.length > 1).map((term) => ({ term }));
    const counts = new Map();
    for (const clause of clauses) {
      const docs = new Set(Array.from((await spots(clause)).keys(), documentOf));
      docs.forEach((doc) => { if (allows(doc)) counts.set(doc, (counts.get(doc) || 0) + 1); });
    }
    let best = 0;
    counts.forEach((count) => { best = Math.max(best, count); });
    const docs = Array.from(counts.keys()).filter((doc) => counts.get(doc) * 2 >= best);
    const needles = clauses.map((clause) => clause.term);
    return Object.assign(result, { needles }, await order(docs, (doc) => best - counts.get(doc), clauses));
  }

  plansite.search = { find, rowsOf, characters };
})((window.plansite = window.plansite || {}));
