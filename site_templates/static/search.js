/* Search in the page: the words of a query, the index, what matches, and how it is shown.
   No module and no fetch, so that it runs from file:// too; ES2019, for old phones.
   generator/search/ writes what is read here; tokens.py there has the same rules for text. */
(function (plansite) {
  "use strict";

  /* ---- Text: folding and terms, as in generator/search/folding.py and tokens.py ---- */

  const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const IS_HAN = new RegExp(`[${HAN}]`, "u");
  const RUN = new RegExp(`[${HAN}]+|[a-z0-9.%]+`, "gu");
  const PERCENT = /百分之([零〇一二三四五六七八九十百两0-9][零〇一二三四五六七八九十百两0-9点.]{0,11})/g;
  const BLANK = /[\t\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
  const DASH = /[\u2010-\u2015\u2212~]/;
  const QUOTE = /[\u201c-\u201f\u300c-\u300f]/;
  const WIDE = new RegExp(`[A-Z\\uff01-\\uff5e]|${[BLANK, DASH, QUOTE].map((r) => r.source).join("|")}`, "g");
  const DIGITS = "零一二三四五六七八九";

  function narrow(char) {
    let code = char.charCodeAt(0);
    if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0;
    if (code >= 65 && code <= 90) code += 32;
    const plain = String.fromCharCode(code);
    if (BLANK.test(plain)) return " ";
    return DASH.test(plain) ? "-" : QUOTE.test(plain) ? '"' : plain;
  }

  /* As long as before. `characters`: traditional to simplified, loaded only when a query needs it. */
  function fold(text, characters) {
    const plain = text.replace(WIDE, narrow);
    return characters ? plain.replace(/[\u2e80-\u{3ffff}]/gu, (c) => characters.get(c) || c) : plain;
  }

  function tokens(text, characters) {
    const folded = fold(text, characters);
    const found = [];
    (folded.match(RUN) || []).forEach((run) => {
      if (run < "\u0080") found.push(...inner(run));
      else found.push(...pairs(run), Array.from(run).pop());
    });
    return found.concat(percents(folded).map((hit) => hit.value));
  }

  function inner(run) {
    const term = run.replace(/^\.+/, "").replace(/\.+$/, "");
    return term ? [term] : [];
  }

  function pairs(run) {
    const chars = Array.from(run);
    return chars.slice(1).map((char, i) => chars[i] + char);
  }

  function percent(numeral) {
    const [whole, ...rest] = numeral.replace("点", ".").split(".");
    const digit = (c) => (DIGITS.includes(c) ? DIGITS.indexOf(c) : c === "〇" ? 0 : c === "两" ? 2 : c);
    let total = 0;
    let last = "";
    for (const char of whole) {
      if (char === "十" || char === "百") {
        total += Number(last || 1) * (char === "十" ? 10 : 100);
        last = "";
      } else last += digit(char);
    }
    const places = Array.from(rest.join(".")).filter((c) => !"十百.".includes(c)).map(digit).join("");
    return total + Number(last || 0) + (places ? `.${places}` : "");
  }

  function percents(folded) {
    const found = [];
    folded.replace(PERCENT, (all, numeral, start) => {
      found.push({ start, end: start + all.length, value: `${percent(numeral)}%` });
    });
    return found;
  }

  function inFigures(folded) {
    return folded.replace(PERCENT, (all, numeral) => `${percent(numeral)}%`);
  }

  /* ---- The query: words, all of which must occur; each a phrase, in one or two forms ---- */

  const LONGEST = 1000;

  function clean(text) {
    const visible = text.replace(/[\u200b-\u200f\u2060\ufeff]/g, "");
    return visible.replace(/[\u0000-\u001f\u007f-\u009f]|[\ud800-\udfff]/gu, " ").slice(0, LONGEST);
  }

  function parse(text, characters) {
    const typed = clean(text);
    const words = new Map();
    fold(typed, characters).replace(/"([^"]*)"|[^\s"]+/g, (all, quoted, start) => {
      const word = (quoted === undefined ? all : quoted).trim();
      const said = typed.substr(start, all.length).replace(new RegExp(QUOTE, "g"), "").replace(/"/g, "");
      const figures = inFigures(word);
      const forms = (figures === word ? [word] : [word, figures]).map(formOf);
      if (forms[0].clauses.length && !words.has(word)) words.set(word, { said: said.trim(), forms });
    });
    return Array.from(words.values());
  }

  /* A phrase may be certain where its one term is all of it; else its text has to be looked at. */
  function formOf(phrase) {
    const clauses = clausesOf(phrase);
    return { phrase, clauses, certain: clauses.length === 1 && clauses[0].term === phrase };
  }

  /* before, after: the term may go on there, since nothing in the phrase says where it ends. */
  function clausesOf(phrase) {
    const found = [];
    let run;
    RUN.lastIndex = 0;
    while ((run = RUN.exec(phrase))) {
      const before = run.index === 0;
      const after = RUN.lastIndex === phrase.length;
      if (run[0] < "\u0080") inner(run[0]).forEach((term) => found.push({ term, before, after }));
      else if (Array.from(run[0]).length === 1) found.push({ term: run[0], before: false, after: true });
      else pairs(run[0]).forEach((term) => found.push({ term, before: false, after: false }));
    }
    return distinct(found);
  }

  function distinct(clauses) {
    const known = new Map(clauses.map((c) => [`${c.term} ${c.before} ${c.after}`, c]));
    return Array.from(known.values());
  }

  /* ---- The index: terms in order, postings by field as document gap, score, gap, score … ---- */

  function open(data) {
    const terms = data.terms ? data.terms.split(" ") : [];
    return { terms, latin: firstAt(terms, "\u0080"), numbers: data.numbers, postings: data.postings };
  }

  function firstAt(terms, wanted) {
    let low = 0;
    let high = terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (terms[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /* The places of the terms that a clause stands for. */
  function lookup(index, clause) {
    const { terms, latin } = index;
    const found = [];
    if (clause.before) {
      for (let i = 0; i < latin; i++) {
        if (clause.after ? terms[i].includes(clause.term) : terms[i].endsWith(clause.term)) found.push(i);
      }
      return found;
    }
    for (let i = firstAt(terms, clause.term); i < terms.length; i++) {
      if (clause.after ? !terms[i].startsWith(clause.term) : terms[i] !== clause.term) break;
      found.push(i);
    }
    return found;
  }

  function eachPosting(gaps, visit) {
    let doc = 0;
    for (let i = 0; i < gaps.length; i += 2) {
      doc += gaps[i];
      visit(doc, gaps[i + 1]);
    }
  }

  /* Document → whether its title has it, for the documents that hold every clause. */
  function holding(index, clauses) {
    let before = null;
    clauses.forEach((clause) => {
      const found = new Map();
      lookup(index, clause).forEach((place) => {
        index.postings[place].forEach((gaps, field) => {
          eachPosting(gaps, (doc) => {
            if (!before || before.has(doc)) found.set(doc, found.get(doc) || field === 0);
          });
        });
      });
      before = found;
    });
    return before || new Map();
  }

  /* The scores of lunr.Index.query for these clauses, number for number: sums in lunr's own order. */
  function score(index, clauses, wanted) {
    const weights = new Map();
    const orders = new Map();
    clauses.forEach((clause) => lookup(index, clause).forEach((place) => {
      weights.set(place, (weights.get(place) || 0) + 1);
      index.postings[place].forEach((gaps, field) => eachPosting(gaps, (doc) => {
        if (wanted && !wanted.has(doc)) return;
        const order = orders.get(doc) || [];
        if (!order.includes(field)) order.push(field);
        orders.set(doc, order);
      }));
    }));
    const places = Array.from(weights.keys()).sort((a, b) => index.numbers[a] - index.numbers[b]);
    const length = Math.sqrt(places.reduce((sum, p) => sum + weights.get(p) * weights.get(p), 0));
    const dots = new Map();
    places.forEach((place) => index.postings[place].forEach((gaps, field) => {
      eachPosting(gaps, (doc, thousandths) => {
        if (wanted && !wanted.has(doc)) return;
        const dot = dots.get(doc) || [];
        dot[field] = (dot[field] || 0) + weights.get(place) * (thousandths / 1000);
        dots.set(doc, dot);
      });
    }));
    const scores = new Map();
    orders.forEach((order, doc) => {
      scores.set(doc, order.reduce((sum, field) => sum + dots.get(doc)[field] / length, 0));
    });
    return scores;
  }

  /* ---- Files: scripts that call take() ---- */

  const arrived = new Map();
  const asked = new Map();
  let tries = 0;

  function take(name, value) {
    arrived.set(name, value);
  }

  function load(name, file) {
    if (!asked.has(name)) {
      asked.set(name, script(tries ? `${file}?${tries}` : file).then(() => {
        if (!arrived.has(name)) throw new Error(file);
        return arrived.get(name);
      }));
      asked.get(name).catch(() => asked.delete(name));
    }
    return asked.get(name);
  }

  function script(src) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = src;
      element.onload = resolve;
      element.onerror = () => reject(new Error(src));
      document.head.appendChild(element);
    }).then(() => undefined);
  }

  async function part(name) {
    const boot = await load("boot", "boot.js");
    const [kind, number] = name.split("-");
    return load(name, number === undefined ? boot[kind] : boot[kind][number]);
  }

  const made = new Map();

  async function once(name, make) {
    const value = await part(name);
    if (!made.has(name)) made.set(name, make(value));
    return made.get(name);
  }

  const theIndex = () => once("index", open);
  const theCharacters = () => once("characters", (text) => {
    const chars = Array.from(text);
    return new Map(chars.filter((c, i) => i % 2 === 0).map((c, i) => [c, chars[2 * i + 1]]));
  });

  /* The documents with these numbers; their files are loaded where they are not here yet. */
  async function textsOf(docs) {
    const size = (await load("boot", "boot.js")).block;
    const blocks = Array.from(new Set(docs.map((doc) => Math.floor(doc / size))));
    const loaded = new Map();
    await Promise.all(blocks.map(async (block) => {
      loaded.set(block, await once(`texts-${block}`, (rows) => rows.map(textOf)));
    }));
    return new Map(docs.map((doc) => [doc, loaded.get(Math.floor(doc / size))[doc % size]]));
  }

  function textOf(row) {
    const [mark, title, headings, lead, cooperating, body, deadlines, targets, simplified] = row;
    const pieces = [title, ...headings, ...lead, ...cooperating, ...body];
    let comparable = null;
    return {
      mark, title, headings, lead, cooperating, body, deadlines, targets, pieces,
      get folded() {
        comparable = comparable || (simplified || fold(pieces.join("\n"))).split("\n");
        return comparable;
      },
    };
  }

  /* ---- Finding ---- */

  const has = (folded, phrase) => folded.includes(phrase) ||
    (phrase.includes("%") && inFigures(folded).includes(phrase));

  /* 65% may stand for 百分之六十五, where a search for 65 finds nothing. */
  function isCertain(index, form) {
    return form.certain && (form.phrase.includes("%") ||
      !lookup(index, form.clauses[0]).some((place) => index.terms[place].endsWith("%")));
  }

  /* Document → whether its title has the word; the text decides where pairs alone do not prove it. */
  async function wordIn(index, word) {
    const found = new Map();
    for (const form of word.forms) {
      const candidates = holding(index, form.clauses);
      const texts = isCertain(index, form) ? null : await textsOf(Array.from(candidates.keys()));
      candidates.forEach((inTitle, doc) => {
        const text = texts && texts.get(doc);
        if (text && !text.folded.some((piece) => has(piece, form.phrase))) return;
        const isTitle = text ? has(text.folded[0], form.phrase) : inTitle;
        found.set(doc, found.get(doc) || isTitle);
      });
    }
    return found;
  }

  async function wordsOf(text, index) {
    const words = parse(text);
    const chars = Array.from(words.map((word) => word.forms[0].phrase).join(""));
    const isStrange = (c) => IS_HAN.test(c) && !lookup(index, { term: c, after: true }).length;
    // Indexed text is simplified: a character that it lacks may be a traditional one.
    return chars.some(isStrange) ? parse(text, await theCharacters()) : words;
  }

  /* What is found: documents in order, how exactly they match, the words that nothing matches. */
  async function find(text) {
    const [index, catalogue] = await Promise.all([theIndex(), part("catalogue")]);
    const words = await wordsOf(text, index);
    const sets = [];
    for (const word of words) sets.push(await wordIn(index, word));
    const clauses = distinct([].concat(...words.map((w) => [].concat(...w.forms.map((f) => f.clauses)))));
    const needles = [].concat(...words.map((word) => word.forms.map((form) => form.phrase)));
    const result = { words, catalogue, needles, match: "exact", missing: [] };
    const ranked = (docs, rank) => order(docs, rank, score(index, clauses, new Set(docs)));
    const first = sets.length ? Array.from(sets[0].keys()) : [];
    const everywhere = first.filter((doc) => sets.every((set) => set.has(doc)));
    if (everywhere.length || !words.length) {
      const tier = (doc) => (!sets.every((s) => s.get(doc)) ? 2 : catalogue.documents[doc][1] ? 1 : 0);
      return Object.assign(result, ranked(everywhere, tier));
    }
    result.match = "partial";
    result.missing = words.filter((word, i) => !sets[i].size).map((word) => word.said);
    const some = new Set([].concat(...sets.map((set) => Array.from(set.keys()))));
    if (some.size) {
      const misses = (doc) => sets.filter((set) => !set.has(doc)).length;
      return Object.assign(result, ranked(Array.from(some), misses));
    }
    return Object.assign(result, pieces(index, clauses, ranked));
  }

  /* No word occurs whole: the documents with most of the words' pieces. */
  function pieces(index, clauses, ranked) {
    const counts = new Map();
    clauses.forEach((clause) => holding(index, [clause]).forEach((inTitle, doc) => {
      counts.set(doc, (counts.get(doc) || 0) + 1);
    }));
    let best = 0;
    counts.forEach((count) => { best = Math.max(best, count); });
    const docs = Array.from(counts.keys()).filter((doc) => counts.get(doc) * 2 >= best);
    return Object.assign(ranked(docs, () => 0), { needles: clauses.map((clause) => clause.term) });
  }

  /* Documents are numbered newest first. */
  function order(docs, rank, scores) {
    const ranks = new Map(docs.map((doc) => [doc, rank(doc)]));
    docs.sort((a, b) => ranks.get(a) - ranks.get(b) || scores.get(b) - scores.get(a) || a - b);
    return { hits: docs, ranks };
  }

  plansite.search = {
    take, fold, tokens, parse, find, textsOf, percents, theIndex, theCharacters, score, clean,
    isCut: (text) => text.length > LONGEST,
    /* All anew: an old boot.js may name files that are gone. */
    again() {
      tries += 1;
      [arrived, asked, made].forEach((files) => files.clear());
    },
  };
})((window.plansite = window.plansite || {}));
