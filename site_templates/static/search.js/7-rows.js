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

  /* Elements that say which documents these are; fill() fills each of the section's `cells`. */
  function shell(docs, copies) {
    const { id } = index.planAt(planOf(docs[0]));
    const leads = numberOf(docs[0]) === 0;
    const cell = (tag, doc, isHit, link) => {
      const task = tag === "div" ? "" : index.taskOf(doc);
      const element = make(tag, isHit ? { class: "hit", "data-plan": id, "data-task": task } : {}, link(make("a", { href: target(`../plans/${id}/index.html`, task) }, words.loading)));
      element.setAttribute("aria-busy", "true");
      const others = isHit && copies.has(doc) ? same(copies.get(doc)) : "";
      element.append(others);
      element.plansite = { doc, isHead: tag === "div", isHit, others };
      return element;
    };
    const cells = [cell("div", docs[0], leads, (link) => make("h2", {}, link))];
    docs.slice(leads ? 1 : 0).forEach((doc) => cells.push(cell("li", doc, true, (link) => link)));
    const section = make("section", { class: "group" }, cells[0], cells.length > 1 ? make("ul", { class: "list" }, ...cells.slice(1)) : "");
    section.plansite = cells;
    return section;
  }

  function fill(cell, row, found) {
    const { isHead, isHit, others } = cell.plansite;
    const isFocused = cell.contains(document.activeElement);
    cell.textContent = "";
    if (isHead) header(cell, row, isHit, found);
    else cell.append(...parts(row, found));
    cell.append(others);
    cell.removeAttribute("aria-busy");
    if (isFocused) cell.querySelector("a").focus({ preventScroll: true });
  }

  /* Where the plan itself is the best hit of its group, the head of the group is that result. */
  function header(head, row, isHit, found) {
    const { address, title, date, issuer, mark } = row.plan;
    const name = isHit ? wholly(title, text.fold(title), found.needles) : title;
    head.append(
      make("h2", {}, make("a", { href: target(address, "") }, name), mark ? make("span", { class: `state ${mark}` }, words[mark]) : ""),
      make("p", { class: "soft" }, date ? make("time", { datetime: date }, date) : "", date && issuer ? " " : "", issuer));
    if (isHit) head.append(snippet(row, found.needles));
  }

  function parts(row, found) {
    const name = make("a", { href: target(row.plan.address, row.task) });
    if (row.mark) name.append(make("span", { class: "n" }, row.mark), " ");
    name.append(wholly(row.title, row.folded[0], found.needles));
    return [name, snippet(row, found.needles), facts(row, found)];
  }

  /* Links to the other plans that say the same; each is a result too. */
  function same(others) {
    const line = make("p", { class: "soft" }, say("copies", { n: others.length }));
    others.forEach(({ doc, title }, i) => {
      const { id } = index.planAt(planOf(doc));
      const task = index.taskOf(doc);
      line.append(i ? words.comma : "", make("a", { href: target(`../plans/${id}/index.html`, task), "data-plan": id, "data-task": task }, title));
    });
    return line;
  }

  function target(address, task) {
    return task ? `${address}#${task}` : address;
  }

  /* What somebody asks for with a word that was set aside: that is emphasised. */
  const ASKED = [["lead", /谁|单位|部门|负责|牵头/], ["cooperating", /谁|单位|部门|配合/], ["target", /多少|几|指标|目标/], ["deadline", /时|多久|哪(?:天|年)/]];

  function facts(row, { needles, aside }) {
    const line = make("p", {});
    const unit = (from) => (name, i) => make("a", { href: `../units/${row.units[from + i]}/index.html` }, wholly(name, text.fold(name), needles));
    const add = (key, className, names) => {
      if (!names.length) return;
      const isAnswer = ASKED.some(([asked, word]) => asked === key && aside.some((one) => word.test(one)));
      const [before, after] = words[key].split("{names}");
      const said = make(isAnswer ? "strong" : "span", className ? { class: className } : {}, before);
      const shown = isAnswer ? names : names.slice(0, UNITS);
      shown.forEach((name, i) => said.append(i && !className ? words.comma : i ? " " : "", name));
      said.append(shown.length < names.length ? words.and_more : "", after);
      line.append(isAnswer ? make("span", {}, said) : said);
    };
    const marked = (names) => names.map((name) => wholly(name, text.fold(name), needles));
    add("lead", "lead", row.lead.map(unit(0)));
    add("cooperating", "coop", row.cooperating.map(unit(row.lead.length)));
    add("deadline", "", marked(row.deadlines));
    add("target", "", marked(row.targets));
    return line.childNodes.length ? line : "";
  }

  plansite.rows = { words, say, make, shell, fill };
})(window.plansite);
