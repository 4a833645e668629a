/* Results as elements: plans with their tasks below them, marked words, what a row says at a glance. */
(function (plansite) {
  "use strict";

  const { text, index } = plansite;
  const { planOf, numberOf } = index;
  const UNITS = 6;
  const words = {};

  function say(key, values) {
    return words[key].replace(/\{(\w+)\}/g, (all, name) => String(values[name]));
  }

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach((name) => element.setAttribute(name, attributes[name]));
    element.append(...children);
    return element;
  }

  /* ---- Marked text ---- */

  /* Where the words stand: [start, end] pairs in order, none overlapping. */
  function places(folded, needles) {
    const found = [];
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

  function marked(whole, found, from, to) {
    const pieces = document.createDocumentFragment();
    let at = from;
    found.forEach(([start, end]) => {
      if (start < at || start >= to) return;
      pieces.append(whole.slice(at, start), make("mark", {}, whole.slice(start, Math.min(end, to))));
      at = Math.min(end, to);
    });
    pieces.append(whole.slice(at, to));
    return pieces;
  }

  function wholly(whole, folded, needles) {
    return marked(whole, places(folded, needles), 0, whole.length);
  }

  /* The first paragraph with one of the words, from the sentence that holds it; else how the text begins. */
  function snippet(row, needles) {
    const named = 1 + row.headings.length + row.lead.length + row.cooperating.length;
    const all = row.pieces.map((piece, i) => [piece, row.folded[i]]);
    const outside = all.slice(1, 1 + row.headings.length).concat(all.slice(named));
    const [piece, folded] = outside.find((one) => places(one[1], needles).length) || all[named] || ["", ""];
    const found = places(folded, needles);
    const from = found.length ? begin(piece, found[0][0]) : 0;
    const to = edge(piece, Math.min(piece.length, from + (found.length ? 110 : 60)));
    const shown = make("p", { class: "snippet" });
    if (from) shown.append(words.ellipsis);
    shown.append(marked(piece, found, from, to));
    if (to < piece.length) shown.append(words.ellipsis);
    return piece ? shown : "";
  }

  /* Where the sentence begins, if that is not far; else a clause; else somewhat before. */
  function begin(piece, at) {
    const head = piece.slice(Math.max(0, at - 40), at);
    const stop = Math.max(head.lastIndexOf("。"), head.lastIndexOf("；"));
    if (stop >= 0) return at - head.length + stop + 1;
    if (at <= 40) return 0;
    const pause = head.lastIndexOf("，");
    return pause >= 0 ? at - head.length + pause + 1 : edge(piece, at - 24);
  }

  /* Never between the halves of a character. */
  function edge(piece, at) {
    const code = piece.charCodeAt(at);
    return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
  }

  /* ---- Groups ---- */

  /* The documents of one rank by plan, so that no lesser match comes before a better one. */
  function groups(found, docs) {
    const plans = new Map();
    docs.forEach((doc) => {
      const key = `${found.ranks.get(doc)} ${planOf(doc)}`;
      if (!plans.has(key)) plans.set(key, []);
      plans.get(key).push(doc);
    });
    return Array.from(plans.values());
  }

  /* Elements that say which documents these are, to be filled in by fill(). */
  function shell(docs) {
    const { id, tasks } = index.columnsOf(planOf(docs[0]));
    const leads = numberOf(docs[0]) === 0;
    const head = make("div", leads ? { class: "hit", "data-plan": id, "data-task": "" } : {}, make("h2", {}, make("a", { href: `../plans/${id}/index.html` }, id)));
    const items = docs.slice(leads ? 1 : 0).map((doc) => {
      const task = tasks[numberOf(doc)];
      const item = make("li", { class: "hit", "data-plan": id, "data-task": task }, make("a", { href: `../plans/${id}/index.html#${task}` }, task));
      item.plansite = doc;
      return item;
    });
    const section = make("section", { class: "group", "aria-busy": "true" }, head, items.length ? make("ul", { class: "list" }, ...items) : "");
    head.plansite = docs[0];
    section.plansite = { docs, head, leads, items };
    return section;
  }

  function fill(section, rows, found) {
    const { docs, head, leads, items } = section.plansite;
    const hit = document.activeElement.closest && section.contains(document.activeElement) && document.activeElement.closest(".hit");
    header(head, rows.get(docs[0]), leads, found);
    items.forEach((item) => {
      item.textContent = "";
      item.append(...parts(rows.get(item.plansite), found));
    });
    section.removeAttribute("aria-busy");
    if (hit) hit.querySelector("a").focus({ preventScroll: true });
  }

  /* Where the plan itself is the best hit of its group, the head of the group is that result. */
  function header(head, row, isHit, found) {
    const { address, title, date, issuer, mark } = row.plan;
    const name = isHit ? wholly(title, text.fold(title), found.needles) : title;
    head.textContent = "";
    head.append(
      make("h2", {}, make("a", { href: target(address, "") }, name), mark ? make("span", { class: `state ${mark}` }, words[mark]) : ""),
      make("p", { class: "soft" }, date ? make("time", { datetime: date }, date) : "", date && issuer ? " " : "", issuer));
    if (isHit) head.append(snippet(row, found.needles));
  }

  function parts(row, found) {
    const name = make("a", { href: target(row.plan.address, row.task) });
    if (row.mark) name.append(make("span", { class: "n" }, row.mark), " ");
    name.append(wholly(row.title, row.folded[0], found.needles));
    return [name, snippet(row, found.needles), facts(row, found.needles)];
  }

  function target(address, task) {
    return `${address}${task ? `#${task}` : ""}`;
  }

  function facts(row, needles) {
    const line = make("p", {});
    const add = (key, names) => {
      if (!names.length) return;
      const some = names.slice(0, UNITS).join(words.comma);
      const said = say(key, { names: names.length > UNITS ? say("and_more", { names: some }) : some });
      line.append(make("span", {}, wholly(said, text.fold(said), needles)));
    };
    add("lead", row.lead);
    add("cooperating", row.cooperating);
    add("deadline", row.deadlines);
    add("target", row.targets);
    return line.childNodes.length ? line : "";
  }

  plansite.rows = { words, say, make, groups, shell, fill };
})((window.plansite = window.plansite || {}));
