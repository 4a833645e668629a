/* Finding what is asked for, exactly where that is anything, else in rarer ways: years and topics; traditional
   characters, questions, synonyms, and a part of the words. */

import { clean, fold } from "./1-text.js";
import { boot, part, textOf, value } from "./2-files.js";
import { formOf, parse } from "./3-query.js";
import { columns, documentAt, planAt, planOf } from "./4-index.js";
import { empty, exact, inOrder, matched, ranked, tier, wordIn } from "./5-find.js";
import { inPieces } from "./6-pieces.js";
import { facets } from "./6-facets.js";

/* Ranks of what a query prefers begin so far above the others. */
const BELOW = 32;
const LITTLE = 1 / 128;
/* Behind all ways to have all words. */
const LESSER = 6;
/* So few answers to what was not asked literally are followed by others. */
const FEW = 3;
/* So many names are taken out of a query. */
const DEEPEST = 4;

/* A query without its question words, and what these say: { aside, wants, role }. */
function withoutQuestions(typed, { aside, asks, roles }) {
  const said = new Set();
  const rest = clean(typed).split(/\s+/).map((word) => (/["\u201c]/.test(word) ? word : word.replace(new RegExp(aside, "g"), (found) => {
    said.add(found);
    return " ";
  }))).join(" ").replace(/\s+/g, " ").trim();
  const meant = (patterns) => Object.keys(patterns).filter((key) => new RegExp(patterns[key]).test([...said].join()));
  return [rest, { aside: [...said], wants: meant(asks), role: meant(roles)[0] }];
}

/* ---- Years and topics ---- */

/* What fields outside the text allow. */
async function allowing({ years, topics }) {
  if (!years.length && !topics.length) return null;
  const { values, of } = await facets();
  return (doc) => years.every(([from, to]) => of(doc, "year").some((value) => values.year[value][0] >= from && values.year[value][0] <= to)) &&
    topics.every((wanted) => of(doc, "topic").some((value) => values.topic[value][1].includes(wanted)));
}

const exactly = async (asked, widened) => exact(asked, await allowing(asked), widened);

async function listed(asked) {
  const { plans } = await boot();
  const { fits } = await exactly(asked);
  await columns();
  const docs = [];
  for (let plan = 0; plan < plans; plan++) for (let n = 0; n <= planAt(plan).count; n++) docs.push(documentAt(plan, n));
  return ranked({ ...empty(asked), isList: true }, docs.filter(fits), () => 0, []);
}

/* ---- Places, issuers and years: they lift what fits, and keep nothing away ---- */

/* Names of places, issuers and years, each with the plans that it fits. */
const origins = () => value("origins", (groups) => new Map(groups.flatMap(([names, distances]) => {
  let plan = 0;
  const plans = new Set(distances.map((distance) => (plan += distance)));
  return names.split(" ").map((one) => [one, plans]);
})));

const isFree = ({ quoted, fields }) => !quoted && !fields;

/* Whether a word may say where plans come from: others are asked for with it, or it looks like such a name. */
const mayLift = ({ words }) => words.some((word) => word.years || (isFree(word) && (words.length > 1 || /.[省市县区州盟旗局委办厅院校部会队]$/.test(word.phrase))));

/* The words that say where plans come from: { word, plans }. Quoted ones are words like others. */
async function liftsIn({ words }) {
  const known = await origins();
  const plansOf = ({ phrase, years }) => {
    if (!years) return known.get(phrase);
    const plans = [];
    for (let year = years[0]; year <= years[1]; year++) plans.push(...(known.get(String(year)) || []));
    return new Set(plans);
  };
  return words.filter(isFree).map((word) => ({ word, plans: plansOf(word) })).filter(({ plans }) => plans);
}

/* How many of them a document neither contains nor comes from; a little for each that it only comes from. */
async function lifting(lifts, words, role) {
  const isElsewhere = role ? await without(words, role) : () => 0;
  const has = await Promise.all(lifts.map(async ({ word }) => new Set((await wordIn(word)).docs)));
  return (doc) => lifts.reduce((sum, { plans }, i) => sum + (has[i].has(doc) ? 0 : plans.has(planOf(doc)) ? LITTLE : 1), isElsewhere(doc));
}

/* Whether a document lacks one of the units in a role, where the words name units at all: 市妇联 牵头. */
async function without(words, role) {
  const { values, of } = await facets();
  const named = words.map(({ phrase }) => values.unit.map((names) => phrase.length > 1 && names.slice(1).some((name) => fold(name).endsWith(phrase))));
  const asked = named.filter((units) => units.includes(true));
  return (doc) => (asked.every((units) => of(doc, "unit", role).some((unit) => units[unit])) ? 0 : 1);
}

/* Where nothing else is asked for, such a word also means the plans it fits. */
const widening = (lifts) => (word, set) => {
  const { plans } = lifts.find((lift) => lift.word === word);
  return { ...set, docs: inOrder([...set.docs, ...Array.from(plans, (plan) => documentAt(plan, 0))]) };
};

/* ---- One way after another ---- */

/* What a query means, what all its words find, and whether nothing rarer has to be looked for. */
async function usually(typed, asked) {
  const isUsual = asked.words.length && !asked.years.length && !asked.topics.length;
  const [found, lifts] = isUsual ? await Promise.all([exact(asked), mayLift(asked) ? liftsIn(asked) : []]) : [null, [0]];
  return { found, isAnswer: !lifts.length && found.docs.length > 0 };
}

/* The words as typed, or folded where the index lacks a character that may be a traditional one. */
async function understood(typed, asked, known) {
  const found = known || await exactly(asked);
  if (found.docs.length || !/[\u3400-\u{3ffff}]/u.test(asked.words.map(({ phrase }) => phrase).join())) return [asked, found];
  const simplified = parse(typed, await characters());
  return JSON.stringify(simplified) === JSON.stringify(asked) ? [asked, found] : [simplified, await exactly(simplified)];
}

export async function characters() {
  return part((await boot()).characters, (bytes) => new Map(textOf(bytes).match(/../gu).map((pair) => Array.from(pair))));
}

/* What is found: documents in order, how exactly they match, what was set aside, what nothing matches. */
export async function find(typed, isPlain) {
  const asked = parse(typed);
  const { found, isAnswer } = await usually(typed, asked);
  if (isAnswer) return matched(empty(asked), asked, found.sets, found.docs, (doc) => tier(doc, found.sets));
  return rarely(typed, isPlain, asked, { known: found });
}

async function rarely(typed, isPlain, parsed, { known, isChanged, role, depth = 0 } = {}) {
  const [asked, all] = await understood(typed, parsed, known);
  if (!asked.words.length) return asked.years.length || asked.topics.length ? listed(asked) : empty(asked);
  const [lifts, questions] = await Promise.all([liftsIn(asked), value("questions")]);
  const words = asked.words.filter((word) => !lifts.some((lift) => lift.word === word));
  const result = { ...empty(asked), lifts: words.length ? lifts.map(({ word }) => word.said) : [] };
  if (!words.length) {
    const { sets, docs } = await exactly(asked, widening(lifts));
    return matched(result, asked, sets, docs, (doc) => tier(doc, sets));
  }
  const unmet = await lifting(lifts, words, role);
  const needed = { ...asked, words };
  const found = lifts.length || !all.docs.length ? await exactly(needed) : all;
  const inPart = (own) => partial(result, needed, own, found.fits, unmet, isPlain);
  const whole = (own, match) => {
    const { sets, docs } = own;
    const isThin = (match === "partial" || isChanged) && docs.length < FEW;
    if (isThin || (lifts.length && !docs.some((doc) => unmet(doc) < 1))) return inPart(own);
    return matched({ ...result, match }, asked, sets, docs, (doc) => tier(doc, sets) + BELOW * unmet(doc));
  };
  if (found.docs.length) return whole(found, "exact");
  const again = (query, simpler, more) => rarely(query, isPlain, simpler, { isChanged: true, role, depth, ...more });
  const [rest, question] = withoutQuestions(typed, questions);
  const simpler = parse(rest);
  if (question.aside.length && simpler.words.length) return { ...await again(rest, simpler, question), ...question };
  if (!isPlain && await synonymous(needed, result)) {
    const other = await exactly(needed);
    if (other.docs.length) return whole(other, "partial");
  }
  const apart = depth < DEEPEST && await takenApart(typed, words);
  if (apart) return { ...await again(apart, parse(apart), { depth: depth + 1 }), match: "partial" };
  return inPart(found);
}

/* The query with blanks around a name that stands inside a word: 望川县控辍保学. */
async function takenApart(typed, words) {
  const names = [...(await origins()).keys(), ...(typed.match(/(?:19|20)\d\d年?/g) || [])].sort((a, b) => b.length - a.length);
  for (const { phrase } of words.filter(isFree)) {
    const name = names.find((one) => phrase !== one && phrase.includes(one));
    const apart = name && fold(clean(typed)).split(name).join(` ${name} `).trim();
    if (apart) return apart;
  }
  return "";
}

/* Gives the words further forms, by what documents say instead; notes which, and returns whether there are any. */
async function synonymous({ words }, result) {
  const pairs = await value("synonyms");
  const used = [];
  words.filter(({ quoted }) => !quoted).forEach(({ phrase, forms }) => pairs.forEach(([says, means]) => {
    const said = says.map((one) => fold(one)).find((one) => phrase.includes(one));
    if (!said) return;
    used.push([said, means]);
    means.forEach((one) => forms.push(formOf(phrase.replace(said, fold(one)))));
  }));
  if (used.length) result.synonyms = used;
  return used.length;
}

/* What has all words; then what has most of them, or of their pieces, or of what documents say for these. */
async function partial(result, asked, { sets, docs: all }, fits, unmet, isPlain) {
  const { docs, rank, units } = await inPieces(asked, fits, isPlain ? [] : await value("synonyms"));
  const has = new Set(all);
  const order = (doc) => (has.has(doc) ? tier(doc, sets) : LESSER + rank(doc));
  return ranked({
    ...result,
    match: "partial",
    missing: asked.words.filter((word, i) => !sets[i].docs.length).map(({ said }) => said),
    needles: units.map(({ phrase }) => phrase),
    synonyms: docs.length ? Array.from(new Map(units.filter(({ said }) => said).map(({ said, means }) => [said, means]))) : [],
  }, inOrder([...all, ...docs]), (doc) => order(doc) + BELOW * unmet(doc), units.map(({ phrase, posting }) => ({ term: phrase, posting })));
}
