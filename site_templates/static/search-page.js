/* The search page: its form, its address, and results as elements. What is found: search.js. */
(function (search) {
  "use strict";

  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const form = $("search-form");
  const field = form.elements.q;
  const results = $("search-results");
  const moreButton = $("search-more").firstElementChild;
  const retryButton = $("search-retry").firstElementChild;
  const heading = document.title;
  const FACETS = ["year", "unit", "topic"];
  const STEP = 50;
  const UNITS = 6;
  const PAUSE = 200;
  let turn = 0;
  let last = "";

  /* ---- Words and elements ---- */

  const words = {};
  $("search-words").content.querySelectorAll("[data-key]").forEach((item) => {
    words[item.dataset.key] = item.textContent;
  });

  function say(key, values) {
    return words[key].replace(/\{(\w+)\}/g, (all, name) => String(values[name]));
  }

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach((name) => element.setAttribute(name, attributes[name]));
    element.append(...children);
    return element;
  }

  function show(element, text) {
    element.textContent = text;
    element.hidden = !text;
  }

  /* ---- Marked text ---- */

  /* Where the words stand: [start, end] pairs in order, none overlapping. */
  function places(folded, needles) {
    const found = search.percents(folded).filter((hit) => needles.some((n) => n.includes(hit.value)))
      .map((hit) => [hit.start, hit.end]);
    needles.forEach((needle) => {
      for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
        found.push([at, at + needle.length]);
      }
    });
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return found.reduce((merged, [start, end]) => {
      const before = merged[merged.length - 1];
      if (before && start <= before[1]) before[1] = Math.max(before[1], end);
      else merged.push([start, end]);
      return merged;
    }, []);
  }

  function marked(text, found, from, to) {
    const pieces = document.createDocumentFragment();
    let at = from;
    found.forEach(([start, end]) => {
      if (start < at || start >= to) return;
      pieces.append(text.slice(at, start), make("mark", {}, text.slice(start, Math.min(end, to))));
      at = Math.min(end, to);
    });
    pieces.append(text.slice(at, to));
    return pieces;
  }

  function wholly(text, folded, needles) {
    return marked(text, places(folded, needles), 0, text.length);
  }

  /* The first paragraph with one of the words, around that word; else how the text begins. */
  function snippet(text, needles) {
    const named = 1 + text.headings.length + text.lead.length + text.cooperating.length;
    const rows = text.pieces.map((piece, i) => [piece, text.folded[i]]);
    const outside = rows.slice(1, 1 + text.headings.length).concat(rows.slice(named));
    const [piece, folded] = outside.find((row) => places(row[1], needles).length) || rows[named] || ["", ""];
    const found = places(folded, needles);
    const from = edge(piece, found.length ? Math.max(0, found[0][0] - 24) : 0);
    const to = edge(piece, Math.min(piece.length, from + (found.length ? 110 : 60)));
    const shown = make("p", { class: "snippet" });
    if (from) shown.append(words.ellipsis);
    shown.append(marked(piece, found, from, to));
    if (to < piece.length) shown.append(words.ellipsis);
    return piece ? shown : "";
  }

  /* Never between the halves of a character. */
  function edge(text, at) {
    const code = text.charCodeAt(at);
    return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
  }

  /* ---- Results ---- */

  function planOf(found, doc) {
    return found.catalogue.plans[found.catalogue.documents[doc][0]];
  }

  /* The documents of one rank by plan, so that no lesser match comes before a better one. */
  function groups(found, hits) {
    const plans = new Map();
    hits.forEach((doc) => {
      const key = `${found.ranks.get(doc)} ${found.catalogue.documents[doc][0]}`;
      if (!plans.has(key)) plans.set(key, []);
      plans.get(key).push(doc);
    });
    return Array.from(plans.values());
  }

  async function draw(found, shown) {
    const listed = [].concat(...groups(found, found.narrowed));
    const texts = await search.textsOf(listed.slice(0, shown));
    const sections = groups(found, listed.slice(0, shown)).map((docs) => group(found, docs, texts));
    return { sections, left: listed.length - shown };
  }

  /* Where the plan itself is the best hit of its group, the head of the group is that result. */
  function group(found, docs, texts) {
    const [id, address, title, date, issuer, mark] = planOf(found, docs[0]);
    const leads = !found.catalogue.documents[docs[0]][1];
    const own = leads && texts.get(docs[0]);
    const name = own ? wholly(own.title, own.folded[0], found.needles) : title;
    const head = make("div", leads ? { class: "hit", "data-plan": id, "data-task": "" } : {},
      make("h2", {}, make("a", { href: address }, name), mark ? make("span", { class: `state ${mark}` }, words[mark]) : ""),
      make("p", { class: "soft" }, date ? make("time", { datetime: date }, date) : "", date && issuer ? " " : "", issuer));
    if (own) head.append(snippet(own, found.needles));
    const items = docs.slice(leads ? 1 : 0).map((doc) => item(found, doc, texts.get(doc)));
    return make("section", { class: "group" }, head, items.length ? make("ul", { class: "list" }, ...items) : "");
  }

  function item(found, doc, text) {
    const [id, address] = planOf(found, doc);
    const task = found.catalogue.documents[doc][1];
    const title = task ? wholly(text.title, text.folded[0], found.needles) : words.outside;
    const name = make("a", { href: task ? `${address}#${task}` : address });
    if (text.mark) name.append(make("span", { class: "n" }, text.mark), " ");
    name.append(title);
    return make("li", { class: "hit", "data-plan": id, "data-task": task }, name,
      snippet(text, found.needles), task ? facts(text, found.needles) : "");
  }

  function facts(text, needles) {
    const row = make("p", {});
    const add = (key, names) => {
      if (!names.length) return;
      const some = names.slice(0, UNITS).join(words.comma);
      const line = say(key, { names: names.length > UNITS ? say("and_more", { names: some }) : some });
      row.append(make("span", {}, wholly(line, search.fold(line), needles)));
    };
    add("lead", text.lead);
    add("cooperating", text.cooperating);
    add("deadline", text.deadlines);
    add("target", text.targets);
    return row.childNodes.length ? row : "";
  }

  /* ---- Narrowing down ---- */

  function valuesOf(found, doc) {
    const [, , units, topics] = found.catalogue.documents[doc];
    return {
      year: planOf(found, doc)[6].map(String),
      unit: units.map((place) => found.catalogue.units[place][0]),
      topic: topics.map((place) => found.catalogue.topics[place][0]),
    };
  }

  function narrowed(found, chosen, except) {
    return found.hits.filter((doc) => FACETS.every((facet) =>
      facet === except || !chosen[facet] || valuesOf(found, doc)[facet].includes(chosen[facet])));
  }

  function offer(found, chosen) {
    FACETS.forEach((facet) => {
      const counts = new Map();
      narrowed(found, chosen, facet).forEach((doc) => valuesOf(found, doc)[facet].forEach((value) => {
        counts.set(value, (counts.get(value) || 0) + 1);
      }));
      if (chosen[facet] && !counts.has(chosen[facet])) counts.set(chosen[facet], 0);
      const select = form.elements[facet];
      const options = sorted(facet, counts).map(([value, n]) =>
        make("option", { value }, say("option", { name: nameOf(found, facet, value), n })));
      select.textContent = "";
      select.append(make("option", { value: "" }, words.all), ...options);
      select.value = chosen[facet];
      select.disabled = options.length === 0;
    });
    form.querySelector("fieldset").hidden = found.hits.length === 0;
  }

  function sorted(facet, counts) {
    const list = Array.from(counts);
    if (facet === "year") return list.sort((a, b) => b[0] - a[0]);
    return list.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  function nameOf(found, facet, value) {
    if (facet === "year") return say("year_name", { name: value });
    const known = found.catalogue[`${facet}s`].find((pair) => pair[0] === value);
    return known ? known[1] : value;
  }

  /* ---- One search, from the address to the page ---- */

  function state() {
    const address = new URLSearchParams(location.search);
    const chosen = { q: address.get("q") || "" };
    FACETS.forEach((facet) => { chosen[facet] = address.get(facet) || ""; });
    return chosen;
  }

  function typed() {
    const chosen = { q: field.value };
    FACETS.forEach((facet) => { chosen[facet] = form.elements[facet].value; });
    return chosen;
  }

  function addressOf(chosen) {
    const address = new URLSearchParams();
    ["q", ...FACETS].forEach((name) => { if (chosen[name]) address.set(name, chosen[name]); });
    return `${location.pathname}?${address}`;
  }

  /* Returns whether the address could be changed; from file:// it cannot. */
  function go(chosen, method) {
    try {
      if (addressOf(chosen) !== location.pathname + location.search) history[method](null, "", addressOf(chosen));
      return true;
    } catch (error) {
      return false;
    }
  }

  async function run(chosen, shown) {
    turn += 1;
    const mine = turn;
    last = chosen.q;
    root.setAttribute("data-search", "busy");
    $("search-retry").hidden = true;
    const slow = setTimeout(() => show($("search-status"), words.busy), 300);
    try {
      const asks = search.parse(chosen.q).length > 0;
      const found = asks ? await search.find(chosen.q) : null;
      if (mine !== turn) return;
      if (found) found.narrowed = narrowed(found, chosen);
      const drawn = found ? await draw(found, shown) : { sections: [], left: 0 };
      if (mine !== turn) return;
      put(chosen, found, drawn, shown);
      root.setAttribute("data-search", "done");
    } catch (error) {
      if (mine !== turn) return;
      fail(chosen, shown);
    } finally {
      clearTimeout(slow);
    }
  }

  function put(chosen, found, drawn, shown) {
    const hits = found ? found.narrowed : [];
    const tasks = hits.filter((doc) => found.catalogue.documents[doc][1]).length;
    const plans = new Set(hits.map((doc) => found.catalogue.documents[doc][0])).size;
    results.setAttribute("data-count-tasks", tasks);
    results.setAttribute("data-count-plans", plans);
    results.setAttribute("data-match", found ? found.match : "exact");
    results.textContent = "";
    results.append(...drawn.sections);
    if (found) offer(found, chosen);
    else form.querySelector("fieldset").hidden = true;
    show($("search-status"), message(chosen, found, tasks, plans));
    show($("search-missing"), missing(found));
    $("search-browse").hidden = hits.length > 0;
    $("search-more").hidden = drawn.left <= 0;
    moreButton.textContent = say("more", { n: Math.min(STEP, drawn.left) });
    moreButton.onclick = () => run(chosen, shown + STEP).then(() => focusOn(shown));
    document.title = chosen.q.trim() ? `${say("title_for", { query: chosen.q.trim().slice(0, 40) })} - ${heading}` : heading;
  }

  function message(chosen, found, tasks, plans) {
    if (!found) return search.clean(chosen.q).trim() ? words.nothing_to_find : words.advice;
    const cut = search.isCut(chosen.q) ? words.cut : "";
    if (!found.hits.length) return words.none + cut;
    if (!found.narrowed.length) return words.none_left;
    const key = found.match === "partial" ? "partial" : tasks ? "found" : "found_plans";
    return say(key, { tasks, plans }) + cut;
  }

  function missing(found) {
    if (!found || !found.missing.length) return "";
    const quoted = found.missing.map((word) => say("quoted", { word: word.slice(0, 60) }));
    return say("missing", { words: quoted.join(words.comma) });
  }

  /* Never a silent zero: nothing is known about what there is. */
  function fail(chosen, shown) {
    ["data-count-tasks", "data-count-plans"].forEach((name) => results.removeAttribute(name));
    results.textContent = "";
    $("search-more").hidden = true;
    $("search-missing").hidden = true;
    $("search-browse").hidden = false;
    show($("search-status"), words.failed);
    $("search-retry").hidden = false;
    retryButton.textContent = words.retry;
    retryButton.onclick = () => {
      search.again();
      run(chosen, shown);
    };
    root.setAttribute("data-search", "failed");
  }

  function focusOn(number) {
    const next = results.querySelectorAll(".hit")[number];
    if (next) next.querySelector("a").focus();
  }

  /* ---- What visitors do ---- */

  function fromAddress() {
    const chosen = state();
    field.value = chosen.q;
    run(chosen, STEP);
  }

  let waiting = 0;

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (field.value === last) return;
      const chosen = typed();
      go(chosen, "replaceState");
      run(chosen, STEP);
    }, PAUSE);
  }

  field.addEventListener("input", (event) => { if (!event.isComposing) soon(); });
  field.addEventListener("compositionend", soon);
  field.addEventListener("focus", () => search.theIndex().catch(() => {}), { once: true });
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    // Where the address cannot be changed, the browser goes there by itself.
    if (!go(typed(), "pushState")) return;
    event.preventDefault();
    run(typed(), STEP);
  });
  FACETS.forEach((facet) => form.elements[facet].addEventListener("change", () => {
    const chosen = typed();
    go(chosen, "pushState");
    run(chosen, STEP);
  }));
  window.addEventListener("popstate", fromAddress);
  fromAddress();
})(window.plansite.search);
