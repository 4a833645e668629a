/* What a query means: its words, each a phrase in one or more spellings; fields, years, what must not occur. */

import { RUN, QUOTE, fold, inFigures, inWords, clean } from "./1-text.js";

const PART = /(-?)(?:(标题|单位|年份|主题|title|unit|year|topic):)?(?:"([^"]*)"|([^\s"]+))/g;
const KINDS = { 标题: "title", 单位: "units", unit: "units", 年份: "year", 主题: "topic" };
const YEARS = /^((?:19|20)\d\d)年?(?:[-至到]((?:19|20)\d\d))?年?$/;
const FIVE = /^十([二三四五六七])五(?:规划|时期|期间)?$/;
const NUMBER = /^\D*[〔[［(（【]?(?:19|20)\d\d[〕\]］)）】]?\d+号$/;

/* The query as { words, without, years, topics }; a word: { said, phrase, forms, fields, quoted, number, years }. */
export function parse(query, characters) {
  const typed = clean(query);
  const found = { words: [], without: [], years: [], topics: [] };
  const known = new Set();
  fold(typed, characters).replace(PART, (all, minus, field, quoted, bare, start) => {
    const isQuoted = bare === undefined;
    const phrase = (isQuoted ? quoted : bare).trim();
    const kind = KINDS[field] || field || "";
    if (known.size === known.add(minus + kind + phrase).size) return;
    const years = yearsOf(phrase);
    if (kind === "year" && years) { found.years.push(years); return; }
    if (kind === "topic") { found.topics.push(phrase); return; }
    const forms = Array.from(new Set([phrase, inFigures(phrase), inWords(phrase)]), formOf);
    if (forms[0].isNothing) return;
    (minus ? found.without : found.words).push({
      said: typed.substr(start, all.length).replace(QUOTE, "").replace(/"/g, "").trim(),
      phrase, forms, quoted: isQuoted, number: NUMBER.test(phrase),
      fields: /^[tu]/.test(kind) ? [kind] : null,
      years: isQuoted || kind ? null : years,
    });
  });
  return found;
}

function yearsOf(phrase) {
  const found = YEARS.exec(phrase);
  if (found) return [Number(found[1]), Number(found[2] || found[1])];
  const five = FIVE.exec(phrase);
  if (!five) return null;
  // The twelfth plan of five years began in 2011.
  const first = 2011 + 5 * "二三四五六七".indexOf(five[1]);
  return [first, first + 4];
}

/* A phrase as what the index has of it. Parts are runs that touch; the clauses of one are linked: each begins with the
   unit that the one before ends with. `isLoose`: the rest of the phrase is proved by the text alone. */
export function formOf(phrase) {
  const parts = [];
  let part = [];
  let end = -1;
  let left = phrase.length;
  phrase.replace(RUN, (run, start) => {
    const touches = start === end;
    if (touches) part.push({ term: phrase.substr(end - 1, 2), isBridge: true });
    else parts.push(part = []);
    end = start + run.length;
    const after = end === phrase.length;
    if (run < "\u0080") {
      const term = run.replace(/^\.+|\.+$/g, "");
      if (term) part.push({ term, before: !start, after });
      left -= term.length;
    } else {
      const chars = Array.from(run);
      chars.slice(1).forEach((char, i) => part.push({ term: chars[i] + char }));
      // One that a bridge holds needs nothing else.
      if (!chars[1] && !touches && !/^[a-z0-9.%]/.test(phrase.slice(end))) part.push({ term: run, after });
      left -= run.length;
    }
  });
  return { phrase, parts: parts.filter((one) => one.length), isNothing: parts.flat().every((clause) => clause.isBridge), isLoose: left > 0 };
}
