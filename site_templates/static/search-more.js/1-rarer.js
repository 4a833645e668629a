/* Finding what is asked for in rarer ways: years and topics; traditional characters, questions, synonyms, and a part of
   the words, where nothing is found as typed. */
(function (plansite) {
  "use strict";

  const { files, index, text, query, search } = plansite;
  const { fold, percent, inner, clean, RUN, PERCENT } = text;
  const { planOf } = index;
  /* Ranks of what a query prefers begin so far above the others. */
  const BELOW = 32;
  const LITTLE = 1 / 128;
  const ASIDE = /(?:请问|由谁|由哪些?(?:部门|单位)|谁来?|哪些?(?:部门|单位)?|什么时候|何时|什么|多少钱?|几(?:所|个|年)|怎么样?|怎样|如何|为什么|为何|是不是|是否|有没有|能不能|吗$|呢$|[?？]+$|的?负责(?=.)|负责$)/g;

  /* ---- Terms, as the index has them ---- */

  function tokens(text, characters) {
    const folded = fold(text, characters);
    const found = [];
    (folded.match(RUN) || []).forEach((run) => {
      if (run < "\u0080") found.push(...inner(run));
      else found.push(...pairs(run), Array.from(run).pop());
    });
    return found.concat(percents(folded).map((hit) => hit.value));
  }

  function pairs(run) {
    const chars = Array.from(run);
    return chars.slice(1).map((char, i) => chars[i] + char);
  }

  function percents(folded) {
    const found = [];
    folded.replace(PERCENT, (all, numeral, start) => {
      found.push({ start, end: start + all.length, value: `${percent(numeral)}%` });
    });
    return found;
  }

  /* A query without its question words, and which these were. */
  function withoutQuestions(text) {
    const aside = [];
    const rest = clean(text).split(/\s+/).map((word) => {
      if (/["\u201c]/.test(word)) return word;
      return word.replace(ASIDE, (found) => { aside.push(found); return " "; });
    }).join(" ").replace(/\s+/g, " ").trim();
    return { rest, aside: Array.from(new Set(aside)) };
  }

  /* ---- Years and topics ---- */

  async function documentsOf(fits) {
    const known = await index.columns();
    const docs = [];
    Array.from(known.keys()).sort((a, b) => a - b).filter(fits).forEach((plan) => {
      for (let n = 0; n <= known.get(plan).count; n++) docs.push(index.documentAt(plan, n));
    });
    return Float64Array.from(docs);
  }

  const within = (years, [from, to]) => years.some((year) => year >= from && year <= to);

  /* ---- Places, issuers and years: they lift what fits, and keep nothing away ---- */

  const union = (one, other) => Float64Array.from(new Set([...one, ...other])).sort();

  /* The words that say where plans come from: { word, plans }. Quoted ones are words like others. */
  async function liftsIn({ words }) {
    const known = await search.origins();
    const plansOf = (word) => {
      if (!word.years) return known.get(word.phrase);
      const years = [];
      for (let year = word.years[0]; year <= word.years[1]; year++) years.push(...(known.get(String(year)) || []));
      return new Set(years);
    };
    return words.filter((word) => !word.quoted && !word.fields).map((word) => ({ word, plans: plansOf(word) })).filter(({ plans }) => plans);
  }

  /* How many of them a document neither contains nor comes from; a little for each that it only comes from. */
  async function lifting(lifts) {
    const sets = await Promise.all(lifts.map(({ word }) => search.wordIn(word)));
    const has = sets.map(({ docs }) => new Set(docs));
    return (doc) => lifts.reduce((sum, { plans }, i) => sum + (has[i].has(doc) ? 0 : plans.has(planOf(doc)) ? LITTLE : 1), 0);
  }

  /* Where nothing else is asked for, such a word also means the plans it fits. */
  const widening = (lifts) => async (word, set) => {
    const { plans } = lifts.find((lift) => lift.word === word);
    const docs = union(set.docs, Array.from(plans, (plan) => index.documentAt(plan, 0)));
    return Object.assign(set, { docs });
  };

  /* What fields outside the text allow. */
  async function allowing(asked) {
    if (!asked.years.length && !asked.topics.length) return null;
    const data = await plansite.facets.load();
    const topics = data.values.topic.map(([, name]) => asked.topics.map((wanted) => name.includes(wanted)));
    return (doc) => asked.years.every((years) => within(data.years(planOf(doc)), years)) &&
      asked.topics.every((wanted, i) => data.of(doc, "topic").some((value) => topics[value][i]));
  }

  /* ---- One way after another ---- */

  async function exact(asked, widened) {
    return search.exact(asked, { allows: await allowing(asked), widened });
  }

  /* The words as typed, or folded where the index lacks a character that may be a traditional one. */
  async function understood(typed, asked, known) {
    const found = known || await exact(asked);
    const isTraditional = asked.words.some((word) => Array.from(word.phrase).some((c) => text.isHan(c) && c > "\u3100"));
    if (found.docs.length || !isTraditional) return [asked, found];
    const folded = query.parse(typed, await characters());
    return JSON.stringify(folded) === JSON.stringify(asked) ? [asked, found] : [folded, await exact(folded)];
  }

  async function characters() {
    const boot = await files.boot();
    return files.part(boot.characters, (bytes) => {
      const chars = Array.from(files.textOf(bytes));
      return new Map(chars.filter((c, i) => i % 2 === 0).map((c, i) => [c, chars[2 * i + 1]]));
    });
  }

  /* What is found: documents in order, how exactly they match, what was set aside, what nothing matches. */
  async function find(typed, isPlain, parsed, known) {
    const [asked, first] = await understood(typed, parsed, known);
    if (!asked.words.length) return asked.years.length || asked.topics.length ? listed(search.empty(asked), asked) : search.empty(asked);
    const lifts = await liftsIn(asked);
    const words = asked.words.filter((word) => !lifts.some((lift) => lift.word === word));
    const result = Object.assign(search.empty(asked), { lifts: words.length ? lifts.map(({ word }) => word.said) : [] });
    if (!words.length) {
      const found = await exact(asked, widening(lifts));
      return search.matched(result, asked, found.sets, found.docs, (doc) => search.tier(doc, found.sets));
    }
    const unmet = await lifting(lifts);
    const needed = Object.assign({}, asked, { words });
    const show = (match, sets, docs, rank) => search.matched(Object.assign(result, { match }), asked, sets, docs, (doc) => rank(doc) + BELOW * unmet(doc));
    const found = lifts.length || !first.docs.length ? await exact(needed) : first;
    if (found.docs.length) return show("exact", found.sets, found.docs, (doc) => search.tier(doc, found.sets));
    const { rest, aside } = withoutQuestions(typed);
    const simpler = aside.length ? query.parse(rest) : null;
    if (simpler && simpler.words.length) return Object.assign(await find(rest, isPlain, simpler), { aside });
    const apart = await takenApart(typed, words);
    if (apart) return Object.assign(await find(apart, isPlain, query.parse(apart)), { match: "partial" });
    const meant = isPlain ? null : await synonymous(needed);
    if (meant) {
      const other = await exact(needed);
      result.synonyms = meant;
      if (other.docs.length) return show("partial", other.sets, other.docs, (doc) => search.tier(doc, other.sets));
    }
    return partial(result, needed, found, show);
  }

  /* The query with blanks around a name that stands inside a word: 望川县控辍保学. */
  async function takenApart(typed, words) {
    const names = Array.from((await search.origins()).keys()).concat(typed.match(/(?:19|20)\d\d年?/g) || []);
    const inside = (word) => names.filter((name) => word.phrase !== name && word.phrase.includes(name)).sort((a, b) => b.length - a.length)[0];
    for (const word of words.filter((one) => !one.quoted && !one.fields)) {
      const name = inside(word);
      const apart = name && fold(clean(typed)).replace(name, ` ${name} `).trim();
      if (apart) return apart;
    }
    return null;
  }

  /* Gives the words further forms, by what documents say instead; returns which, or null. */
  async function synonymous(asked) {
    const boot = await files.boot();
    const pairs = await files.part(boot.synonyms, (bytes) => JSON.parse(files.textOf(bytes)));
    const used = [];
    asked.words.filter((word) => !word.quoted).forEach((word) => pairs.forEach(([says, means]) => {
      const said = says.map((one) => fold(one)).find((one) => word.phrase.includes(one));
      if (!said) return;
      used.push([said, means]);
      means.forEach((one) => word.forms.push(query.formOf(word.phrase.replace(said, fold(one)))));
    }));
    return used.length ? used : null;
  }

  async function listed(result, asked) {
    const docs = await documentsOf(() => true);
    const { fits } = await search.exact(asked, { allows: await allowing(asked) });
    return search.ranked(result, docs.filter(fits), () => 0, []);
  }

  async function partial(result, asked, { sets, fits }, show) {
    result.match = "partial";
    result.missing = asked.words.filter((word, i) => !sets[i].docs.length).map((word) => word.said);
    const some = sets.map((set) => set.docs.filter(fits)).reduce(union);
    if (!some.length) return pieces(result, asked, fits);
    const all = sets.map((set) => new Set(set.docs));
    const misses = (doc) => all.filter((set) => !set.has(doc)).length;
    return show("partial", sets, some, misses);
  }

  /* No word occurs whole: the documents with most of the words' pieces. */
  async function pieces(result, asked, fits) {
    const needles = Array.from(new Set([].concat(...asked.words.map((word) => tokens(word.phrase))))).filter((term) => term.length > 1);
    const terms = await Promise.all(needles.map(async (term) => ({ term, posting: await search.spots({ term }) })));
    const counts = new Map();
    terms.forEach(({ posting }) => search.uniqueDocs(posting).forEach((doc) => {
      if (fits(doc)) counts.set(doc, (counts.get(doc) || 0) + 1);
    }));
    let best = 0;
    counts.forEach((count) => { best = Math.max(best, count); });
    const docs = Array.from(counts.keys()).filter((doc) => counts.get(doc) * 2 >= best).sort((a, b) => a - b);
    return search.ranked(Object.assign(result, { needles }), Float64Array.from(docs), (doc) => best - counts.get(doc), terms.filter(({ posting }) => posting.keys.length));
  }

  plansite.rarer = { find, tokens, characters };
})(window.plansite);
