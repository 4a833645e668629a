/* What matches in part: documents that have most of what is asked for, or what documents say for it. */

import { RUN, fold } from "./1-text.js";
import { boot, slowly } from "./2-files.js";
import { formOf } from "./3-query.js";
import { documentOf, numberOf } from "./4-index.js";
import { inOrder, wordIn } from "./5-find.js";

const FURTHEST = 48;
const STEPS = 16;
/* So much of the best is shown; so much of what is asked for the best has to have, else nothing is found. */
const KEPT = 0.5;
const LEAST = 0.25;
/* A title says what a document is about; what a plan says as a whole is long, and has much by chance. */
const IN_TITLE = 1.5;
const AS_PLAN = 0.75;
const BY_SYNONYM = 0.9;

/* Places of a word that a hit would cover: { from, to, size, phrase, worth }. A pair covers the place between its two. */
function unitsOf({ phrase, quoted }, start, synonyms) {
  const units = [];
  const add = (at, size, covers, more) => units.push({ from: start + at, to: start + at + Math.max(1, size - 1), size, phrase: covers, worth: 1, ...more });
  phrase.replace(RUN, (run, at) => {
    const size = run < "\u0080" || run.length === 1 ? run.length : 2;
    for (let i = 0; i + size <= run.length; i++) add(at + i, size, run.substr(i, size));
  });
  if (!quoted) {
    synonyms.forEach(([says, means]) => says.map((one) => fold(one)).filter((said) => phrase.includes(said)).forEach((said) =>
      means.map((one) => fold(one)).filter((one) => !phrase.includes(one)).forEach((one) =>
        add(phrase.indexOf(said), said.length, one, { worth: BY_SYNONYM, said, means }))));
  }
  return units;
}

/* The units of a query, each with its posting and its weight: the rarer, the more. */
async function weighed(words, synonyms) {
  const { documents } = await boot();
  let length = 0;
  const units = words.flatMap((word) => {
    length += word.phrase.length;
    return unitsOf(word, length - word.phrase.length, synonyms);
  }).filter(({ to }) => to <= FURTHEST);
  await Promise.all(units.map(async (unit) => {
    const { docs, all } = await wordIn({ forms: [formOf(unit.phrase)] });
    const weight = docs.length ? unit.worth * Math.log(1 + documents / docs.length) / Math.log(1 + documents) : 0;
    Object.assign(unit, { posting: all, weight });
  }));
  return { units, length: Math.min(length, FURTHEST) };
}

const sum = (list) => list.reduce((total, one) => total + one, 0);

/* Documents that have enough; their rank, 0 for the best, to STEPS; what they have it of. */
export async function inPieces({ words }, fits, synonyms) {
  const { units, length } = await weighed(words, synonyms);
  const covered = new Map();
  for (const { from, to, posting, weight } of units) {
    await slowly(posting.keys(), (key) => {
      const doc = documentOf(key);
      if (!fits(doc)) return;
      if (!covered.has(doc)) covered.set(doc, new Float32Array(FURTHEST));
      const own = covered.get(doc);
      const worth = weight * (key % 4 ? 1 : IN_TITLE) * (numberOf(doc) ? 1 : AS_PLAN);
      for (let at = from; at < to; at++) own[at] = Math.max(own[at], worth);
    });
  }
  let [best, first] = [0, -1];
  covered.forEach((own, doc) => {
    const worth = sum(own);
    covered.set(doc, worth);
    if (worth > best) [best, first] = [worth, doc];
  });
  const isEnough = answered(first, units) >= LEAST * length;
  return {
    docs: isEnough ? inOrder(Array.from(covered.keys()).filter((doc) => covered.get(doc) >= KEPT * best)) : [],
    rank: (doc) => Math.round((1 - covered.get(doc) / best) * STEPS),
    units: units.filter(({ weight }) => weight > 0),
  };
}

/* How many characters of what is asked for a document has, rare ones counting more. */
function answered(doc, units) {
  const chars = Array(FURTHEST + 1).fill(0);
  units.filter(({ posting }) => [0, 1, 2, 3].some((field) => posting.has(4 * doc + field))).forEach(({ from, size, weight }) => {
    for (let at = from; at < from + size; at++) chars[at] = Math.max(chars[at], weight);
  });
  return sum(chars);
}
