/* The index: postings of terms, and scores as lunr gives them. See docs/search.md.
   A field of a document is one number, its key: plan * PLAN + document * 4 + field; a document is that without its
   field. A posting: for each key, in order, its spots. A spot: the numbers of the units that the term begins and ends
   with there, as one. */

import { Reader, boot, namesIn, part, pause, slowly, textOf } from "./2-files.js";

const PLAN = 1 << 20;
export const FIELDS = ["title", "headings", "units", "body"];
const K1 = 1.2;
/* Units have smaller numbers. */
export const UNIT = 1 << 20;
/* Part of no phrase: the text has the term in other words only. */
export const APART = -1;
const SIDE = 11;
const LONG = 2 * SIDE * SIDE;
const MANY = 7;
export const documentOf = (key) => Math.floor(key / 4);
export const planOf = (doc) => Math.floor(doc * 4 / PLAN);
export const numberOf = (doc) => doc % (PLAN / 4);
export const documentAt = (plan, number) => plan * PLAN / 4 + number;

/* ---- Ranges of terms ---- */

/* Names of the ranges that hold the terms from `from` to `to`. */
function within([firsts, names], from, to) {
  return names.filter((name, i) => firsts[i] <= to && !(firsts[i + 1] <= from));
}

const named = (firsts, names) => [firsts.split(" "), namesIn(names)];

async function ranges(from, to) {
  const { firsts, directories } = await boot();
  const near = within(named(firsts, directories), from, to);
  const lists = await Promise.all(near.map((name) => part(name, (bytes) => named(...textOf(bytes).split("\n")))));
  return Promise.all(lists.flatMap((list) => within(list, from, to)).map((name) => part(name, openRange)));
}

/* Its terms, each with its posting. */
async function openRange(bytes) {
  const read = new Reader(bytes, 0);
  const [count, ...sizes] = [0, 0, 0, 0, 0].map(() => read.next());
  const [terms, plans, gaps, heads, units] = [0, ...sizes].map((size) => new Reader(bytes, read.at += size));
  const found = new Map();
  for (let i = 0, term = ""; i < count; i++) {
    term = following(term, terms);
    const posting = new Map();
    let plan = 0;
    await slowly(Array(plans.next()), () => {
      plan += gaps.next();
      for (let slot = plan * PLAN, head = 0; !(head & 1);) {
        head = flagged(heads);
        slot += head >>> 1;
        const spots = [];
        while (!(spot(units, spots) & 1));
        posting.set(slot, spots);
      }
    });
    found.set(term, posting);
    await pause();
  }
  return found;
}

/* A term is what it has more than the one before. */
export function following(before, terms) {
  const head = terms.next();
  const same = head >> 3;
  const rest = [];
  for (let left = (head & MANY) < MANY ? head & MANY : MANY + terms.next(); left > 0; left--) rest.push(terms.next());
  if (same < before.length) rest[0] += before.charCodeAt(same);
  return before.slice(0, same) + String.fromCharCode(...rest);
}

/* A number, twice, and a flag: small ones in one byte. */
function flagged(read) {
  const byte = read.bytes[read.at++];
  return byte < LONG ? byte : LONG + 2 * read.next() + (byte & 1);
}

/* Between which units a term stands; returns a flag: whether it stands there in this field for the last time. */
function spot(units, spots) {
  const byte = units.bytes[units.at++];
  const both = byte >> 1;
  spots.push(byte < LONG ? Math.floor(both / SIDE) * UNIT + both % SIDE : byte > LONG + 1 ? APART : units.next() * UNIT + units.next());
  return byte;
}

/* ---- Clauses: a term, perhaps going on before or after ---- */

/* Terms, each with its posting. */
export async function lookup({ term, before, after }) {
  if (before) return outside(term, after);
  const found = [];
  for (const range of await ranges(term, after ? `${term}\uffff` : term)) {
    range.forEach((posting, one) => {
      // A bridge (%以) is no term.
      if (after ? one.startsWith(term) && isTerm(one) : one === term) found.push({ term: one, posting });
    });
  }
  return found;
}

function isTerm(term) {
  return term.length === 1 || (term[0] < "\u0080") === (term[term.length - 1] < "\u0080");
}

/* The beginning of such a term is not known, so all of its kind are gone through: letters and digits only. */
async function outside(term, after) {
  const all = await part((await boot()).latin, (bytes) => textOf(bytes).split(" "));
  const terms = all.filter((one) => (after ? one.includes(term) : one.endsWith(term)));
  return (await Promise.all(terms.map((one) => lookup({ term: one })))).flat();
}

/* ---- Plans: ids, and where their texts are ---- */

const PLANS = 512;
const BLOCKS = 2;
const opened = new Map();
export const planAt = (plan) => opened.get(plan);

/* Loads what is known of these plans; of all, where none are named. */
export async function columns(plans) {
  const names = namesIn((await boot()).columns);
  const blocks = plans ? new Set(plans.map((plan) => Math.floor(plan / PLANS))) : names.keys();
  await Promise.all(Array.from(blocks, (block) => part(names[block], (bytes) => {
    const { ids, versions, counts, tasks } = JSON.parse(textOf(bytes));
    ids.split(" ").forEach((id, i) => opened.set(block * PLANS + i, {
      id, count: counts[i], version: versions.substr(4 * i, 4), tasks: tasks[i] && tasks[i].split(" "),
    }));
  })));
}

/* Of all plans, where that is not much: before it is known which are found. */
export async function early() {
  if ((await boot()).plans <= BLOCKS * PLANS) await columns();
}

export function taskOf(doc) {
  const number = numberOf(doc);
  const { tasks } = planAt(planOf(doc));
  return !number ? "" : tasks ? tasks[number - 1] : `t${number}`;
}

/* ---- Scores: those of lunr.Index.query, number for number ---- */

/* `terms`: { term, posting, fields, boost }, in the order of the query. `docs`: which to score. */
export async function scores(terms, docs) {
  const { documents, boosts } = await boot();
  const weights = weightsOf(terms, documents);
  const lengths = FIELDS.map((name, field) => Math.sqrt(weights.reduce((sum, { by }) => sum + by[field] * by[field], 0)));
  const found = [];
  await slowly(docs, (doc) => {
    const dots = [0, 0, 0, 0];
    const met = [];
    for (const { posting, by, turns, idf, known } of weights) {
      for (let field = 0; field < 4; field++) {
        const spots = by[field] && posting.get(4 * doc + field);
        if (spots) {
          const tf = spots.length;
          const own = 4 * tf + field;
          // To three places, as lunr.py does: toFixed rounds as Python, but is slow.
          known[own] = known[own] || by[field] * (idf * ((K1 + 1) * tf) / (K1 + tf) * boosts[field]).toFixed(3);
          dots[field] += known[own];
          met[field] = Math.min(met[field] || turns[field], turns[field]);
        }
      }
    }
    const order = [0, 1, 2, 3].filter((field) => met[field]).sort((a, b) => met[a] - met[b]);
    found.push(order.reduce((sum, field) => sum + dots[field] / lengths[field], 0));
  });
  return found;
}

/* Of each term its weight in each field. Sums are made in lunr's order: of terms by their number, which is ours; of
   fields as they were met, which is their turn. */
function weightsOf(terms, documents) {
  const weights = new Map();
  let turn = 0;
  terms.forEach(({ term, posting, fields, boost }) => {
    const idf = Math.log(1 + Math.abs((documents - posting.size + 0.5) / (posting.size + 0.5)));
    if (!weights.has(term)) weights.set(term, { term, posting, by: [0, 0, 0, 0], turns: [], idf, known: [] });
    const { by, turns } = weights.get(term);
    (fields || FIELDS).forEach((name) => {
      const field = FIELDS.indexOf(name);
      by[field] += boost || 1;
      turns[field] = turns[field] || ++turn;
    });
  });
  return Array.from(weights.values()).sort((a, b) => (a.term < b.term ? -1 : 1));
}
