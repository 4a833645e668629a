/* Finding what is asked for in rarer ways: years and topics; traditional characters, questions, synonyms, and a part of
   the words, where nothing is found as typed. */
(function (plansite) {
  "use strict";

  const { files, index, text, query, search } = plansite;
  const { fold, percent, inner, clean, RUN, PERCENT } = text;
  const { planOf } = index;
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

  /* Years from … to … also mean the plans for them; so does one year where nothing else is found (`soft`). */
  function widening(asked, soft) {
    return async (word, set) => {
      const years = word.years;
      if (!years || !(years[0] < years[1] || (soft && asked.words.length > 1))) return set;
      const data = await plansite.facets.load();
      const more = await documentsOf((plan) => within(data.years(plan), years));
      const docs = Array.from(new Set([...set.docs, ...more])).sort((a, b) => a - b);
      return Object.assign(set, { docs: Float64Array.from(docs) });
    };
  }

  /* What fields outside the text allow. */
  async function allowing(asked) {
    if (!asked.years.length && !asked.topics.length) return null;
    const data = await plansite.facets.load();
    const topics = data.values.topic.map(([, name]) => asked.topics.map((wanted) => name.includes(wanted)));
    return (doc) => asked.years.every((years) => within(data.years(planOf(doc)), years)) &&
      asked.topics.every((wanted, i) => data.of(doc, "topic").some((value) => topics[value][i]));
  }

  /* ---- One way after another ---- */

  async function exact(asked, soft) {
    return search.exact(asked, { allows: await allowing(asked), widened: widening(asked, soft) });
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
    const result = search.empty(asked);
    if (!asked.words.length) return asked.years.length || asked.topics.length ? listed(result, asked) : result;
    const years = asked.words.map((word) => word.years).filter(Boolean);
    const found = !first.docs.length && years.length ? await exact(asked, true) : first;
    if (found.docs.length) {
      const data = years.length ? await plansite.facets.load() : null;
      // A year lifts its plans, and excludes no others.
      const fits = (doc) => !data || within(data.years(planOf(doc)), years[0]);
      return search.matched(result, asked, found.sets, found.docs, (doc) => search.tier(doc, found.sets) + (fits(doc) ? 0 : 0.5));
    }
    const { rest, aside } = withoutQuestions(typed);
    const simpler = aside.length ? query.parse(rest) : null;
    if (simpler && simpler.words.length) return Object.assign(await find(rest, isPlain, simpler), { aside });
    const meant = isPlain ? null : await synonymous(asked);
    if (meant) {
      const other = await exact(asked, true);
      if (other.docs.length) {
        Object.assign(result, { match: "partial", synonyms: meant });
        return search.matched(result, asked, other.sets, other.docs, (doc) => search.tier(doc, other.sets));
      }
    }
    return partial(result, asked, found);
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

  async function partial(result, asked, { sets, fits }) {
    result.match = "partial";
    result.missing = asked.words.filter((word, i) => !sets[i].docs.length).map((word) => word.said);
    const some = new Set([].concat(...sets.map((set) => Array.from(set.docs.filter(fits)))));
    if (!some.size) return pieces(result, asked, fits);
    const all = sets.map((set) => new Set(set.docs));
    const misses = (doc) => all.filter((set) => !set.has(doc)).length;
    return search.matched(result, asked, sets, Float64Array.from(Array.from(some).sort((a, b) => a - b)), misses);
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
