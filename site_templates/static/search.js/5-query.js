/* What a query means: its words, each a phrase in one or more spellings; fields, years, what must not occur. */
(function (plansite) {
  "use strict";

  const { fold, inFigures, inWords, inner, clean, RUN } = plansite.text;
  const QUOTES = /[\u201c-\u201f\u300c-\u300f]/g;
  const PART = /(-?)(?:(标题|单位|年份|主题|title|unit|year|topic):)?(?:"([^"]*)"|([^\s"]+))/g;
  const FIELDS = { 标题: "title", 单位: "unit", 年份: "year", 主题: "topic" };
  const YEARS = /^((?:19|20)\d\d)年?(?:[-至到]((?:19|20)\d\d))?年?$/;
  const FIVE = /^(十[二三四五六七])五(?:规划|时期|期间)?$/;
  const NUMBER = /^\D*[〔[［(（【]?(?:19|20)\d\d[〕\]］)）】]?\d+号$/;

  /* The query as { words, without, years, topics }; a word: { said, forms, field, quoted, year }. */
  function parse(text, characters) {
    const typed = clean(text);
    const folded = fold(typed, characters);
    const asked = { words: [], without: [], years: [], topics: [] };
    const known = new Set();
    folded.replace(PART, (all, minus, field, quoted, bare, start) => {
      const phrase = (quoted === undefined ? bare : quoted).trim();
      const said = typed.substr(start, all.length).replace(QUOTES, "").replace(/"/g, "").trim();
      const kind = FIELDS[field] || field || "";
      if (known.has(minus + kind + phrase)) return;
      known.add(minus + kind + phrase);
      sort(asked, { phrase, said, kind, minus, quoted: quoted !== undefined });
    });
    return asked;
  }

  function sort(asked, { phrase, said, kind, minus, quoted }) {
    const years = yearsOf(phrase);
    if (kind === "year" && years) { asked.years.push(years); return; }
    if (kind === "topic") { asked.topics.push(phrase); return; }
    const word = wordOf(phrase, said, quoted);
    word.fields = kind === "title" ? ["title"] : kind === "unit" ? ["units"] : null;
    if (word.forms[0].isNothing) return;
    if (!quoted && !kind) word.years = years;
    (minus ? asked.without : asked.words).push(word);
  }

  function wordOf(phrase, said, quoted) {
    const spellings = Array.from(new Set([phrase, inFigures(phrase), inWords(phrase)]));
    return { said, phrase, quoted, number: NUMBER.test(phrase), forms: spellings.map(formOf) };
  }

  function yearsOf(phrase) {
    const found = YEARS.exec(phrase);
    if (found) return [Number(found[1]), Number(found[2] || found[1])];
    const five = FIVE.exec(phrase);
    if (!five) return null;
    // The twelfth plan of five years began in 2011.
    const first = 2011 + 5 * "二三四五六七".indexOf(five[1][1]);
    return [first, first + 4];
  }

  /* ---- A phrase as what the index has of it ---- */

  /* Parts are runs that touch; the clauses of one are linked: each begins with the unit that the one before ends with.
     `isLoose`: the rest of the phrase is proved by the text alone. */
  function formOf(phrase) {
    const parts = [];
    let covered = 0;
    let end = -1;
    RUN.lastIndex = 0;
    for (let run = RUN.exec(phrase); run; run = RUN.exec(phrase)) {
      const touches = run.index === end && parts.length > 0;
      if (!touches) parts.push([]);
      else parts[parts.length - 1].push({ term: phrase.substr(end - 1, 2), isBridge: true });
      end = run.index + run[0].length;
      covered += add(parts[parts.length - 1], run[0], { first: run.index === 0, last: end === phrase.length, next: phrase[end], touches });
    }
    const kept = parts.filter((part) => part.length);
    return { phrase, parts: kept, isNothing: [].concat(...kept).every((clause) => clause.isBridge), isLoose: covered < phrase.length };
  }

  /* Adds the clauses of a run; returns how many of its characters they prove. */
  function add(part, run, { first, last, next, touches }) {
    if (run < "\u0080") {
      const [term] = inner(run);
      if (!term) return 0;
      part.push({ term, before: first, after: last });
      return term.length;
    }
    const chars = Array.from(run);
    chars.slice(1).forEach((char, i) => part.push({ term: chars[i] + char }));
    // One that a bridge holds needs nothing else.
    if (chars.length === 1 && !touches && !/[a-z0-9.%]/.test(next || "")) part.push({ term: run, after: last });
    return run.length;
  }

  plansite.query = { parse, formOf };
})((window.plansite = window.plansite || {}));
