/* The search page: its form, its address, what is shown and said. What is found: 6-find.js. */
(function (plansite) {
  "use strict";

  const { search, files, index, text, rows } = plansite;
  const { words, say, make } = rows;
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const form = $("search-form");
  const field = form.elements.q;
  const box = form.querySelector("fieldset");
  const results = $("search-results");
  const moreButton = $("search-more").firstElementChild;
  const retryButton = $("search-retry").firstElementChild;
  const heading = document.title;
  const STEP = 50;
  const AT_ONCE = 4;
  const NONE = { year: [], issuer: [], unit: [], topic: [], kind: [], due: [], role: "" };
  const NAMES = Object.keys(NONE).slice(0, -1);
  const SINGLE = ["q", "plain", "role", "sort"];
  const PAUSE = 200;
  const SETTLED = 300;
  /* `isTyped`: what stands in the field was typed and not sent off: only that is completed. */
  const page = { NAMES, isTyped: false, ask };
  let turn = 0;
  let last = null;
  let needles = [];
  let isTyping = false;

  $("search-words").content.querySelectorAll("[data-key]").forEach((item) => {
    words[item.dataset.key] = item.textContent;
  });

  form.elements.sort.append(make("option", { value: "" }, words.sort_best), make("option", { value: "date" }, words.sort_date));

  function show(element, said) {
    element.textContent = said;
    element.hidden = !said;
  }

  /* ---- The address ---- */

  function state() {
    const address = new URLSearchParams(location.search);
    const found = {};
    SINGLE.forEach((name) => { found[name] = address.get(name) || ""; });
    NAMES.forEach((name) => { found[name] = address.getAll(name).filter(Boolean); });
    return found;
  }

  let chosen = state();

  function addressOf(wanted) {
    const address = new URLSearchParams();
    SINGLE.forEach((name) => { if (wanted[name]) address.set(name, wanted[name]); });
    NAMES.forEach((name) => wanted[name].forEach((value) => address.append(name, value)));
    return `${location.pathname}?${address}`;
  }

  const linkTo = (wanted, said) => make("a", { href: addressOf(wanted) }, said);

  /* Returns whether the address could be changed; from file:// it cannot. */
  function go(changes, method) {
    chosen = { ...chosen, ...changes };
    const address = addressOf(chosen);
    try {
      if (address !== location.pathname + location.search) history[method || "pushState"](null, "", address);
      return true;
    } catch (error) {
      return false;
    }
  }

  function change(changes, method) {
    go(changes, method);
    run(STEP);
  }

  /* ---- One search, from the address to the page ---- */

  async function run(shown, then) {
    turn += 1;
    const mine = turn;
    const now = chosen;
    last = now.q;
    root.setAttribute("data-search", "busy");
    $("search-retry").hidden = true;
    const slow = setTimeout(() => show($("search-status"), words.busy), 300);
    const isCurrent = () => mine === turn;
    try {
      const found = text.clean(now.q).trim() ? await search.find(now.q, now.plain === "1") : null;
      if (found) await arrange(found, now);
      if (!isCurrent()) return;
      const sections = found ? await draw(found, shown, isCurrent) : [];
      if (!isCurrent()) return;
      clearTimeout(slow);
      put(now, found, sections, shown);
      if (then) then();
      root.setAttribute("data-search", "done");
      if (found && found.asked.length && (found.match === "partial" || !found.docs.length)) near(now, isCurrent).catch(() => null);
      // What narrows is loaded when the answer stands on the screen.
      if (found) setTimeout(() => offer(found, now, isCurrent).catch(() => { if (isCurrent()) fail(shown); }), SETTLED);
    } catch (error) {
      if (isCurrent()) fail(shown);
    } finally {
      clearTimeout(slow);
    }
  }

  /* Which of the documents stay, how many these are, and their groups. */
  async function arrange(found, now) {
    const { docs } = found;
    if (now.role || NAMES.some((name) => now[name].length)) {
      await files.more();
      found.keeps = await plansite.facets.narrow(await plansite.facets.load(), docs, now);
    }
    found.groups = await search.arranged(found, found.keeps, now.sort === "date");
    Object.assign(found, { tasks: 0, plans: 0, left: -found.folded });
    for (let i = 0, last = -1; i < docs.length; i++) {
      if (!found.keeps || found.keeps[i]) {
        found.left += 1;
        if (index.numberOf(docs[i])) found.tasks += 1;
        if (index.planOf(docs[i]) !== last) found.plans += 1;
        last = index.planOf(docs[i]);
      }
      if ((i & 1023) === 1023 && files.late()) await files.pause();
    }
  }

  /* The first rows are filled in; the others when they come near. */
  async function draw(found, shown, isCurrent) {
    const listed = search.first(found.groups, shown);
    const others = listed.map((docs) => docs.map((doc) => (found.copies.get(doc) || []).map((other) => other.doc)));
    await Promise.all([index.columns([others, listed].flat(3).map(index.planOf)), search.words()]);
    const sections = [];
    for (const docs of listed) {
      sections.push(rows.shell(docs, found.copies));
      if (files.late()) await files.pause();
    }
    const cells = sections.map((section) => section.plansite).flat();
    const fill = async (cell) => {
      const row = await search.rowOf(cell.plansite.doc);
      if (isCurrent()) rows.fill(cell, row, found);
    };
    const hits = cells.filter((cell) => cell.plansite.isHit).slice(0, AT_ONCE);
    const now = cells.slice(0, cells.indexOf(hits[hits.length - 1]) + 1);
    await Promise.all(now.map(fill));
    later(cells.slice(now.length), fill);
    return sections;
  }

  function later(cells, fill) {
    const again = (cell) => fill(cell).catch(() => cell.setAttribute("aria-busy", "false"));
    if (!("IntersectionObserver" in window)) { cells.forEach(again); return; }
    const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      seen.unobserve(entry.target);
      again(entry.target);
    }), { rootMargin: "300px" });
    cells.forEach((cell) => seen.observe(cell));
  }

  async function offer(found, now, isCurrent) {
    if (!isCurrent() || box.hidden) return;
    await files.more();
    const data = await plansite.facets.load();
    await plansite.facets.draw(box.querySelector(".narrow"), data, found.docs, { chosen: now, change, isCurrent });
  }

  function put(now, found, sections, shown) {
    const { tasks, plans, left, match } = found || { tasks: 0, plans: 0, left: 0, match: "exact" };
    needles = found ? found.needles : [];
    results.setAttribute("data-count-tasks", tasks);
    results.setAttribute("data-count-plans", plans);
    results.setAttribute("data-match", match);
    results.textContent = "";
    results.append(...sections);
    root.removeAttribute("data-asked");
    box.hidden = !found || !found.docs.length;
    show($("search-status"), message(now, found, left));
    show($("search-missing"), missing(found));
    aside(found, now, left);
    $("search-browse").hidden = left > 0;
    $("search-more").hidden = left <= shown;
    moreButton.textContent = say("more", { n: Math.min(STEP, left - shown) });
    moreButton.onclick = () => run(shown + STEP, () => focusOn(shown));
    form.elements.sort.value = now.sort;
    document.title = now.q.trim() ? `${say("title_for", { query: now.q.trim().slice(0, 40) })} - ${heading}` : heading;
  }

  function message(now, found, left) {
    if (!found) return words.advice;
    if (!found.asked.length && !found.isList) return words.nothing_to_find;
    const cut = text.isCut(now.q) ? words.cut : "";
    if (!found.docs.length) return words.none + cut;
    if (!left) return words.none_left;
    const key = found.match === "partial" ? "partial" : found.tasks ? "found" : "found_plans";
    return say(key, found) + (found.isAbout ? words.about : "") + (found.folded ? say("folded", { n: found.folded }) : "") + cut;
  }

  const quoted = (list) => list.map((word) => say("quoted", { word: word.slice(0, 60) })).join(words.comma);

  function missing(found) {
    return found && found.missing.length ? say("missing", { words: quoted(found.missing) }) : "";
  }

  const without = (q, said, instead) => q.replace(said, instead || " ").replace(/\s+/g, " ").trim();

  /* What was done to the query, and other ways to ask, each a link. */
  function aside(found, now, left) {
    const notes = $("search-aside");
    notes.textContent = "";
    if (!found) return;
    const line = (...said) => notes.append(make("p", {}, ...said));
    const asking = (q, label) => linkTo({ ...now, q }, label);
    if (found.aside.length) line(say("set_aside", { words: quoted(found.aside) }), " ", asking(`"${now.q.trim().replace(/"/g, "")}"`, words.as_typed));
    found.lifts.forEach((said) => line(say("lifted", { word: said.slice(0, 60) }), " ",
      asking(without(now.q, said), words.unlifted), " ", asking(without(now.q, said, ` "${said}" `), words.strictly)));
    (found.synonyms || []).forEach(([word, means]) => line(say("synonym", { word, means: quoted(means) }), " ", linkTo({ ...now, plain: "1" }, words.plainly)));
    if (found.docs.length && !left) line(linkTo({ ...now, ...NONE }, words.widen));
    if (found.match !== "partial" || found.asked.length < 2) return;
    found.missing.forEach((said) => {
      const rest = without(now.q, said);
      if (rest) line(asking(rest, say("drop", { word: said.slice(0, 60) })));
    });
  }

  /* What may have been meant instead, as links. */
  async function near(now, isCurrent) {
    await files.more();
    const others = await plansite.near(now.q);
    if (!others.length || !isCurrent()) return;
    const line = make("p", {}, words.meant);
    others.forEach((q, i) => line.append(i ? words.comma : "", linkTo({ ...now, q, plain: "" }, q)));
    $("search-aside").append(line);
  }

  /* Never a silent zero: nothing is known about what there is. */
  function fail(shown) {
    ["data-count-tasks", "data-count-plans"].forEach((name) => results.removeAttribute(name));
    root.removeAttribute("data-asked");
    results.textContent = "";
    ["search-more", "search-missing"].forEach((id) => { $(id).hidden = true; });
    $("search-browse").hidden = false;
    show($("search-status"), words.failed);
    $("search-retry").hidden = false;
    retryButton.textContent = words.retry;
    retryButton.onclick = () => {
      files.again();
      index.forget();
      run(shown);
    };
    root.setAttribute("data-search", "failed");
  }

  function focusOn(number) {
    const next = results.querySelectorAll(".hit")[number];
    if (next) next.querySelector("a").focus();
  }

  /* ---- What visitors do ---- */

  function fromAddress() {
    page.isTyped = false;
    chosen = state();
    field.value = chosen.q;
    isTyping = false;
    run(STEP);
  }

  function ask(q) {
    page.isTyped = false;
    field.value = q;
    change({ q, plain: "" });
  }

  let waiting = 0;

  function soon() {
    page.isTyped = true;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (field.value === last) return;
      // Back leads to what was there before the typing began, not to each of its letters.
      change({ q: field.value, plain: "" }, isTyping ? "replaceState" : "pushState");
      isTyping = true;
    }, PAUSE);
  }

  field.addEventListener("input", (event) => { if (!event.isComposing) soon(); });
  field.addEventListener("compositionend", soon);
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    isTyping = page.isTyped = false;
    // Where the address cannot be changed, the browser goes there by itself.
    if (!go({ q: field.value, plain: "" })) return;
    event.preventDefault();
    run(STEP);
  });
  form.elements.sort.addEventListener("change", () => change({ sort: form.elements.sort.value }));
  document.addEventListener("keydown", (event) => {
    const isInField = /^(?:INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !isInField) { event.preventDefault(); field.focus(); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = Array.from(results.querySelectorAll(".hit"), (hit) => hit.querySelector("a"));
    const at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== field) return;
    if (document.activeElement === field && field.getAttribute("aria-expanded") === "true") return;
    const next = event.key === "ArrowDown" ? links[at + 1] : at > 0 ? links[at - 1] : field;
    if (next) { event.preventDefault(); next.focus(); }
  });
  results.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    try {
      if (link) sessionStorage.setItem("plansite.mark", JSON.stringify([link.pathname, needles]));
    } catch (error) { /* no storage: the words are not marked there */ }
  });
  window.addEventListener("popstate", fromAddress);
  // What is offered while typing is loaded when someone begins to.
  field.addEventListener("focus", () => files.more().catch(() => null), { once: true });
  plansite.page = page;
  // By then boot.js is here.
  document.addEventListener("DOMContentLoaded", fromAddress);
})(window.plansite);
