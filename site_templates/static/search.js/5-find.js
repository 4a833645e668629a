/* Finding: the documents that a query means, how well each matches, in which order they are shown. */

import { fold } from "./1-text.js";
import { Reader, boot, part, slowly, value } from "./2-files.js";
import { APART, FIELDS, UNIT, columns, documentOf, following, lookup, numberOf, planAt, planOf, scores } from "./4-index.js";

const ROWS = 8;
const SHORT = 240;
const LACKING = 255;
const TEXTS = 150;

/* ---- Rows: what results show ---- */

export async function rowOf(doc) {
  const number = numberOf(doc);
  await columns([planOf(doc)]);
  const { id, version } = planAt(planOf(doc));
  const block = await part(`${id}-${version}-${Math.floor(number / ROWS)}`, openTexts);
  return block(number % ROWS);
}

/* The words that texts are put together of: those of one byte, then those of two. */
export const vocabulary = async () => part((await boot()).vocabulary, (bytes) => {
  const read = new Reader(bytes, 0);
  const all = [];
  while (read.at < bytes.length) {
    for (let left = read.next(), word = ""; left; left--) {
      word = following(word, read);
      all.push(word);
    }
  }
  return all;
});

/* Halves of characters that are no word follow a byte of their own. */
async function openTexts(bytes) {
  const words = await vocabulary();
  let json = "";
  for (let i = 0; i < bytes.length;) {
    const byte = bytes[i++];
    if (byte < SHORT) json += words[byte];
    else json += byte < LACKING ? words[SHORT + (byte - SHORT) * 256 + bytes[i++]] : String.fromCharCode(bytes[i++] + bytes[i++] * 256);
  }
  const [head, ...rows] = JSON.parse(json);
  return (number) => shown(head, rows[number]);
}

function shown([name, date, issuer, state], row) {
  const [mark, title, headings, lead, cooperating, body, deadline, target, units, simplified] = row;
  const pieces = [title, ...headings, ...lead, ...cooperating, ...body];
  return {
    name, date, issuer, state, mark, title, headings, lead, cooperating, deadline, target, pieces,
    units: units.split(" "), folded: (simplified || fold(pieces.join("\n"))).split("\n"),
  };
}

/* ---- Postings put together ---- */

/* What `keep` leaves of the spots of each key. */
async function sifted(posting, keep) {
  const found = new Map();
  await slowly(posting, ([key, spots]) => {
    const left = keep(key, spots);
    if (left.length) found.set(key, left);
  });
  return found;
}

async function united(postings) {
  if (postings.length === 1) return postings[0];
  const all = new Map();
  for (const posting of postings) await slowly(posting, ([key, spots]) => all.set(key, (all.get(key) || []).concat(spots)));
  return all;
}

/* Where `other` begins with the unit that `one` ends with. */
const linked = (one, other) => sifted(one, (key, spots) => spots.flatMap((spot) => {
  const next = (other.get(key) || []).find((begun) => Math.floor(begun / UNIT) === spot % UNIT);
  return next === undefined ? [] : spot - spot % UNIT + next % UNIT;
}));

/* Fields that have both, as often as the rarer one. */
const beside = (one, other) => sifted(one, (key, spots) => Array(Math.min(spots.length, (other.get(key) || []).length)).fill(APART));

/* ---- Phrases ---- */

async function spotsOf(clause, fields) {
  const found = await lookup(clause);
  const all = await united(found.map(({ posting }) => posting));
  if (!fields && !found.some(({ term }) => term.endsWith("%"))) return all;
  return sifted(all, (key, spots) => (!fields || fields.includes(FIELDS[key % 4]) ? spots.filter((spot) => spot !== APART) : []));
}

async function inTurn(makes, join) {
  const [first, ...others] = await Promise.all(makes);
  let all = first;
  for (const one of others) all = await join(all, one);
  return all;
}

/* Where the parts of a phrase stand, as far as the index knows. */
const standing = ({ parts }, fields) => inTurn(parts.map((clauses) => inTurn(clauses.map((clause) => spotsOf(clause, fields)), linked)), beside);

const plain = (folded) => folded.replace(/[〔［[【（(]/g, "(").replace(/[〕］\]】）)]/g, ")");

export const inOrder = (docs) => Float64Array.from(new Set(docs)).sort();

/* { docs, terms, own, isAbout }: the documents of a word in order; its postings; those whose own number it is; whether
   there are too many to look up in their texts what punctuation it has. */
export async function wordIn({ forms, fields, number }) {
  const terms = [];
  const own = new Set();
  let isAbout = false;
  for (const { phrase, parts, isLoose } of forms) {
    let posting = await standing({ parts }, fields);
    const docs = inOrder(Array.from(posting.keys(), documentOf));
    if (isLoose && docs.length > TEXTS) isAbout = true;
    else if (isLoose) {
      const like = number ? plain : String;
      const wanted = like(phrase);
      const rows = new Map();
      await Promise.all(Array.from(docs, async (doc) => rows.set(doc, (await rowOf(doc)).folded.map(like))));
      posting = await sifted(posting, (key, spots) => (rows.get(documentOf(key)).some((piece) => piece.includes(wanted)) ? spots : []));
      if (number) rows.forEach((pieces, doc) => { if (pieces.includes(wanted)) own.add(doc); });
    }
    if (posting.size) terms.push({ term: phrase, posting, fields });
  }
  const all = await united(terms.map(({ posting }) => posting));
  return { docs: inOrder(Array.from(all.keys(), documentOf)), terms, own, all, isAbout };
}

/* ---- All words ---- */

/* The sets of the words, and the documents that all of them have. `allows`: documents that may be found at all;
   `widened`: a word and its set, to one that has more. */
export async function exact({ words, without }, allows, widened) {
  const setOf = async (word) => (widened ? widened(word, await wordIn(word)) : wordIn(word));
  const [sets, others] = await Promise.all([Promise.all(words.map(setOf)), Promise.all(without.map(wordIn))]);
  const gone = new Set(others.flatMap(({ docs }) => Array.from(docs)));
  const fits = (doc) => !gone.has(doc) && (!allows || allows(doc));
  const [first, ...rest] = sets.map(({ docs }) => docs);
  const has = rest.map((docs) => new Set(docs));
  return { sets, fits, docs: first ? first.filter((doc) => has.every((docs) => docs.has(doc)) && fits(doc)) : [] };
}

/* 0 its own number, 1 title of a plan, 2 of a task, 3 in the text, 4 all words near each other, 5 all words. */
export function tier(doc, sets) {
  const isIn = (field) => sets.every(({ all }) => all.has(4 * doc + field));
  if (sets.some(({ own }) => own.has(doc))) return 0;
  if (isIn(0)) return numberOf(doc) ? 2 : 1;
  if (sets.length === 1) return 3;
  return [1, 2, 3].some(isIn) ? 4 : 5;
}

export const empty = ({ words }) => ({ match: "exact", missing: [], aside: [], wants: [], lifts: [], needles: [], asked: words, docs: [] });

/* What was found, with rank and score of each document. */
export async function ranked(result, docs, rank, terms) {
  const ranks = [];
  await slowly(docs, (doc) => ranks.push(rank(doc)));
  return Object.assign(result, { docs, ranks, scores: await scores(terms, docs) });
}

export function matched(result, { words }, sets, docs, rank) {
  const needles = words.flatMap(({ forms }) => forms.map(({ phrase }) => phrase));
  const isAbout = sets.some((set) => set.isAbout);
  return ranked(Object.assign(result, { needles, asked: words, isAbout }), docs, rank, sets.flatMap(({ terms }) => terms));
}

/* ---- Copies of one text: what several plans say alike stands in one row ---- */

/* Of each plan in a group: the first plan of the group, its own order and title, its tasks as numbers of the first's. */
const openCopies = (groups) => new Map(groups.flatMap((group) =>
  group.map(([plan, title, tasks], order) => [plan, { first: group[0][0], order, title, tasks }])));

/* Notes which of the documents kept others stand for, by the one that does. What stands together has the same rank. */
async function folded({ docs, ranks, kept }) {
  const copies = new Map();
  const hidden = new Set();
  if ((await boot()).copies) {
    const known = await value("copies", openCopies);
    const same = new Map();
    await slowly(kept, (i) => {
      const own = known.get(planOf(docs[i]));
      const number = numberOf(docs[i]);
      const task = own && number && own.tasks ? own.tasks[number - 1] : number;
      if (!own || (number && !task)) return;
      const key = `${own.first} ${task} ${ranks[i]}`;
      same.set(key, (same.get(key) || []).concat({ doc: docs[i], i, order: own.order, title: own.title }));
    });
    same.forEach((all) => {
      const [first, ...others] = all.sort((a, b) => a.order - b.order);
      if (others.length) copies.set(first.doc, others);
      others.forEach(({ i }) => hidden.add(i));
    });
  }
  return { copies, hidden };
}

/* ---- Order ---- */

/* The documents that are kept, by plan: by rank; then plan and best task together; then the newer plan. Within: the plan
   itself, then by score. Each group gives its documents when asked. Copies stand with the one they repeat. */
export async function arranged(found) {
  const { docs, ranks, scores, kept } = found;
  const { copies, hidden } = await folded(found);
  const groups = new Map();
  await slowly(kept, (i) => {
    if (hidden.has(i)) return;
    const plan = planOf(docs[i]);
    const key = `${plan} ${ranks[i]}`;
    if (!groups.has(key)) groups.set(key, { rank: ranks[i], plan, best: [0, 0], own: [] });
    const { best, own } = groups.get(key);
    const kind = numberOf(docs[i]) ? 1 : 0;
    best[kind] = Math.max(best[kind], scores[i]);
    own.push([kind, -scores[i], i]);
  });
  const sorted = Array.from(groups.values()).sort((a, b) => a.rank - b.rank || b.best[0] + b.best[1] - a.best[0] - a.best[1] || b.plan - a.plan);
  const groupOf = ({ own }) => own.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).map(([,, i]) => docs[i]);
  return Object.assign(found, { copies, folded: hidden.size, groups: sorted.map((group) => () => groupOf(group)) });
}

/* The first documents, by group. */
export function first(groups, most) {
  const lists = [];
  for (let i = 0, left = most; i < groups.length && left > 0; i++) {
    lists.push(groups[i]().slice(0, left));
    left -= lists[i].length;
  }
  return lists;
}
