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
  /* Behind all ways to have all words. */
  const LESSER = 6;
  /* So few answers to what was not asked literally are followed by others. */
  const FEW = 3;
  /* So many names are taken out of a query. */
  const DEEPEST = 4;
  const ASIDE = new RegExp([
    "请问",
    "(?:应该|应当)?[由归找是]?(?:谁|(?:哪些?|什么)(?:个?部门|个?单位)|哪些?)[来去]?(?:管理?|负责|牵头|主管|承担)?",
    "什么时候|何时|几时|哪一?[年天]|多长时间|多久|几点",
    "是?多少(?:钱|[所个年名人间万次])?|几[所个年名间次]",
    "怎么(?:样|办|处理|做|解决)?|怎样|如何|为什么|为何|是?什么",
    "是不是|是否|有没有|能不能|会不会|可不可以|要不要",
    "[吗呢]$|[?？]+$",
    "的?(?:牵头|负责|配合)的?",
    "的?(?:目标|指标|任务|工作|政策)$",
  ].join("|"), "g");

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

  const roleOf = (aside) => (aside.some((word) => /牵头|负责/.test(word)) ? "lead" : aside.some((word) => word.includes("配合")) ? "cooperating" : "");

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
  async function lifting(lifts, { words }, role) {
    const isElsewhere = role ? await without(words, role) : () => 0;
    const sets = await Promise.all(lifts.map(({ word }) => search.wordIn(word)));
    const has = sets.map(({ docs }) => new Set(docs));
    return (doc) => isElsewhere(doc) + lifts.reduce((sum, { plans }, i) => sum + (has[i].has(doc) ? 0 : plans.has(planOf(doc)) ? LITTLE : 1), 0);
  }

  /* Whether a document lacks one of the units in a role, where the words name units at all: 市妇联 牵头. */
  async function without(words, role) {
    const data = await plansite.facets.load();
    const named = words.map(({ phrase }) => data.values.unit.map((names) => phrase.length > 1 && names.slice(1).some((name) => fold(name).endsWith(phrase))));
    const asked = named.filter((units) => units.includes(true));
    return (doc) => (asked.every((units) => data.of(doc, "unit", role).some((unit) => units[unit])) ? 0 : 1);
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
  async function find(typed, isPlain, parsed, known, { isChanged, role, depth = 0 } = {}) {
    const [asked, first] = await understood(typed, parsed, known);
    if (!asked.words.length) return asked.years.length || asked.topics.length ? listed(search.empty(asked), asked) : search.empty(asked);
    const lifts = await liftsIn(asked);
    const words = asked.words.filter((word) => !lifts.some((lift) => lift.word === word));
    const result = Object.assign(search.empty(asked), { lifts: words.length ? lifts.map(({ word }) => word.said) : [] });
    if (!words.length) {
      const found = await exact(asked, widening(lifts));
      return search.matched(result, asked, found.sets, found.docs, (doc) => search.tier(doc, found.sets));
    }
    const unmet = await lifting(lifts, { words }, role);
    const needed = Object.assign({}, asked, { words });
    const show = (match, sets, docs, rank) => search.matched(Object.assign(result, { match }), asked, sets, docs, (doc) => rank(doc) + BELOW * unmet(doc));
    const found = lifts.length || !first.docs.length ? await exact(needed) : first;
    const whole = ({ sets, docs }, match) => {
      const isThin = (match === "partial" || isChanged) && docs.length < FEW;
      const hasFitting = !lifts.length || docs.some((doc) => unmet(doc) < 1);
      return isThin || !hasFitting ? partial(result, needed, { sets, docs }, found.fits, unmet, isPlain) : show(match, sets, docs, (doc) => search.tier(doc, sets));
    };
    if (found.docs.length) return whole(found, "exact");
    const { rest, aside } = withoutQuestions(typed);
    const simpler = aside.length ? query.parse(rest) : null;
    if (simpler && simpler.words.length) return Object.assign(await find(rest, isPlain, simpler, null, { isChanged: true, role: roleOf(aside), depth }), { aside });
    const meant = isPlain ? null : await synonymous(needed);
    if (meant) {
      const other = await exact(needed);
      result.synonyms = meant;
      if (other.docs.length) return whole(other, "partial");
    }
    const apart = depth < DEEPEST ? await takenApart(typed, words) : null;
    if (apart) return Object.assign(await find(apart, isPlain, query.parse(apart), null, { isChanged: true, role, depth: depth + 1 }), { match: "partial" });
    return partial(result, needed, found, found.fits, unmet, isPlain);
  }

  /* The query with blanks around a name that stands inside a word: 望川县控辍保学. */
  async function takenApart(typed, words) {
    const names = Array.from((await search.origins()).keys()).concat(typed.match(/(?:19|20)\d\d年?/g) || []);
    const inside = (word) => names.filter((name) => word.phrase !== name && word.phrase.includes(name)).sort((a, b) => b.length - a.length)[0];
    for (const word of words.filter((one) => !one.quoted && !one.fields)) {
      const name = inside(word);
      const apart = name && fold(clean(typed)).split(name).join(` ${name} `).trim();
      if (apart) return apart;
    }
    return null;
  }

  const synonyms = () => files.boot().then((boot) => files.part(boot.synonyms, (bytes) => JSON.parse(files.textOf(bytes))));

  /* Gives the words further forms, by what documents say instead; returns which, or null. */
  async function synonymous(asked) {
    const pairs = await synonyms();
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
    return search.ranked(Object.assign(result, { isList: true }), docs.filter(fits), () => 0, []);
  }

  /* What has all words; then what has most of them, or of their pieces, or of what documents say for these. */
  async function partial(result, asked, { sets, docs: all }, fits, unmet, isPlain) {
    const { docs, rank, units } = await plansite.pieces.find(asked, fits, isPlain ? [] : await synonyms());
    const used = new Map(units.filter(({ said }) => said).map(({ said, means }) => [said, means]));
    Object.assign(result, {
      match: "partial",
      missing: asked.words.filter((word, i) => !sets[i].docs.length).map((word) => word.said),
      needles: units.map(({ phrase }) => phrase),
      synonyms: docs.length ? Array.from(used) : [],
    });
    const terms = units.map(({ phrase, posting }) => ({ term: phrase, posting }));
    const has = new Set(all);
    const order = (doc) => (has.has(doc) ? search.tier(doc, sets) : LESSER + rank(doc));
    return search.ranked(result, union(all, docs), (doc) => order(doc) + BELOW * unmet(doc), terms);
  }

  plansite.rarer = { find, tokens, characters };
})(window.plansite);
