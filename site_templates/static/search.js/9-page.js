/* The search page: its form, its address, what is shown and said. */

import { clean, isCut } from "./1-text.js";
import { forget, frame, pause } from "./2-files.js";
import { columns, early, numberOf, planOf } from "./4-index.js";
import { arranged, first, rowOf, vocabulary } from "./5-find.js";
import { NAMES, facets, narrowed } from "./6-facets.js";
import { find } from "./7-rarer.js";
import { drawFacets } from "./8-facets.js";
import { near } from "./8-near.js";
import { fill, make, say, shell, words } from "./8-rows.js";

const root = document.documentElement;
const $ = (id) => document.getElementById(`search-${id}`);
export const form = $("form");
export const field = form.elements.q;
export const offers = $("offers");
const box = form.querySelector("fieldset");
const [status, missing, notes, retry, results, more, browse] = ["status", "missing", "aside", "retry", "results", "more", "browse"].map($);
const heading = document.title;
const STEP = 50;
const AT_ONCE = 4;
const SCREEN = 3;
const PAUSE = 200;
const SETTLED = 300;
const SAID = 60;
let turn = 0;
let last = null;
let needles = [];
let isTyping = false;
let timer = 0;

$("words").content.querySelectorAll("[data-key]").forEach((item) => { words[item.dataset.key] = item.textContent; });

function show(element, said) {
  element.textContent = said;
  element.hidden = !said;
}

/* ---- The address ---- */

let chosen = new URLSearchParams();
const queryOf = (address) => address.get("q") || "";

/* What is chosen, with other values of some names: one, several, or none. */
function other(changes) {
  const address = new URLSearchParams(chosen);
  Object.keys(changes).forEach((name) => {
    address.delete(name);
    [].concat(changes[name]).forEach((value) => { if (value) address.append(name, value); });
  });
  return address;
}

const linkFor = (changes, said) => make("a", { href: `?${other(changes)}` }, said);

/* Returns whether the address could be changed; from file:// it cannot. */
function go(changes, method = "pushState") {
  chosen = other(changes);
  try {
    if (`?${chosen}` !== location.search) history[method](null, "", `?${chosen}`);
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
  const isCurrent = () => mine === turn;
  last = queryOf(now);
  root.dataset.search = "busy";
  retry.hidden = true;
  const slow = setTimeout(() => show(status, words.busy), 300);
  const failed = () => { if (isCurrent()) fail(shown); };
  try {
    const found = clean(last).trim() ? await answer(now) : null;
    const sections = found && isCurrent() ? await draw(found, shown, isCurrent) : [];
    if (!isCurrent()) return;
    clearTimeout(slow);
    putAbove(found);
    if (!await putResults(sections, isCurrent)) return;
    putBelow(found, shown);
    if (then) then();
    root.dataset.search = "done";
    if (!found) return;
    if (found.match === "partial") suggest(isCurrent).catch(() => null);
    // What narrows is loaded when the answer stands on the screen.
    setTimeout(() => { if (isCurrent() && found.docs.length) drawFacets(box.querySelector(".narrow"), found.docs, now, isCurrent).catch(failed); }, SETTLED);
  } catch (error) {
    failed();
  } finally {
    clearTimeout(slow);
  }
}

/* What is found, arranged; what every answer shows is asked for meanwhile. */
async function answer(now) {
  Promise.all([early(), vocabulary()]).catch(() => null);
  return arrange(await find(last, now.get("plain")), now);
}

/* Which of the documents stay, how many these are, and their groups. */
async function arrange(found, now) {
  const { docs } = found;
  const narrows = ["role", ...NAMES].some((name) => now.get(name));
  const kept = narrows ? await narrowed(await facets(), docs, now) : Array.from(docs.keys());
  const tasks = kept.filter((i) => numberOf(docs[i])).length;
  const plans = new Set(kept.map((i) => planOf(docs[i]))).size;
  Object.assign(found, { kept, tasks, plans });
  if (now.get("sort") === "date") found.ranks = found.scores = Array(docs.length).fill(0);
  await arranged(found);
  found.left = kept.length - found.folded;
  return found;
}

/* The first rows are filled in; the others when they come near. */
async function draw(found, shown, isCurrent) {
  const listed = first(found.groups, shown);
  const others = listed.flat().flatMap((doc) => found.copies.get(doc) || []).map(({ doc }) => doc);
  await Promise.all([columns([...listed.flat(), ...others].map(planOf)), vocabulary()]);
  const sections = [];
  for (const docs of listed) {
    sections.push(shell(docs, found.copies));
    await pause();
  }
  const cells = sections.flatMap((section) => section.plansite);
  const fillIn = async (cell) => {
    const row = await rowOf(cell.plansite.doc);
    if (isCurrent()) fill(cell, row, found);
  };
  const hits = cells.filter((cell) => cell.plansite.isHit).slice(0, AT_ONCE);
  const now = cells.slice(0, cells.indexOf(hits[hits.length - 1]) + 1);
  await Promise.all(now.map(fillIn));
  const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
    seen.unobserve(target);
    fillIn(target).catch(() => target.removeAttribute("aria-busy"));
  }), { rootMargin: "300px" });
  cells.slice(now.length).forEach((cell) => seen.observe(cell));
  return sections;
}

/* A screen of text takes a slow phone several frames. In the place of what stood there, so that no page shrinks meanwhile;
   returns whether it came to that. */
async function putResults(sections, isCurrent) {
  for (const [i, section] of sections.entries()) {
    if (i < SCREEN) await frame();
    if (!isCurrent()) return false;
    const old = results.children[i];
    if (old) old.replaceWith(section);
    else results.append(section);
  }
  while (results.children[sections.length]) results.lastElementChild.remove();
  return true;
}

/* What stands above the results. */
function putAbove(found) {
  needles = found ? found.needles : [];
  box.hidden = !found || !found.docs.length;
  show(status, message(found));
  show(missing, found && found.missing.length ? say("missing", { words: quoted(found.missing) }) : "");
  notes.textContent = "";
  if (found) aside(found);
  form.elements.sort.value = chosen.get("sort") || "";
  form.elements.role.value = chosen.get("role") || "";
  const query = last.trim().slice(0, 40);
  document.title = query ? `${say("title_for", { query })} - ${heading}` : heading;
}

/* The room that was kept for an answer is given up. */
function settle() {
  root.className = root.className.replace(/ is-q=\S*/, "");
}

/* What stands below them, where they have pushed it. */
function putBelow(found, shown) {
  const { tasks, plans, left, match } = found || { tasks: 0, plans: 0, left: 0, match: "exact" };
  Object.assign(results.dataset, { countTasks: tasks, countPlans: plans, match });
  settle();
  browse.hidden = left > 0;
  more.hidden = left <= shown;
  more.firstChild.textContent = say("more", { n: Math.min(STEP, left - shown) });
  more.firstChild.onclick = () => run(shown + STEP, () => {
    const next = results.querySelectorAll(".hit")[shown];
    if (next) next.querySelector("a").focus();
  });
}

function message(found) {
  if (!found) return words.advice;
  if (!found.asked.length && !found.isList) return words.nothing_to_find;
  const cut = isCut(last) ? words.cut : "";
  if (!found.docs.length) return words.none + cut;
  if (!found.left) return words.none_left;
  const key = found.match === "partial" ? "partial" : found.tasks ? "found" : "found_plans";
  return say(key, found) + (found.isAbout ? words.about : "") + (found.folded ? say("folded", { n: found.folded }) : "") + cut;
}

const quoted = (list) => list.map((word) => say("quoted", { word: word.slice(0, SAID) })).join(words.comma);

/* What was done to the query, and other ways to ask, each a link. */
function aside({ aside, lifts, synonyms, missing, asked, docs, left, match }) {
  const line = (...said) => notes.append(make("p", {}, ...said));
  const without = (said, instead) => last.replace(said, () => instead).replace(/\s+/g, " ").trim();
  const asking = (q, label) => linkFor({ q }, label);
  if (aside.length) line(say("set_aside", { words: quoted(aside) }), " ", asking(`"${last.trim().replace(/"/g, "")}"`, words.as_typed));
  lifts.forEach((word) => line(say("lifted", { word: word.slice(0, SAID) }), " ",
    asking(without(word, " "), words.unlifted), " ", asking(without(word, ` "${word}" `), words.strictly)));
  (synonyms || []).forEach(([word, means]) => line(say("synonym", { word, means: quoted(means) }), " ", linkFor({ plain: 1 }, words.plainly)));
  if (docs.length && !left) line(linkFor(Object.assign({ role: "" }, ...NAMES.map((name) => ({ [name]: "" }))), words.widen));
  if (match === "partial" && asked.length > 1) {
    missing.forEach((word) => { if (without(word, " ")) line(asking(without(word, " "), say("drop", { word: word.slice(0, SAID) }))); });
  }
  if (match === "partial") line();
}

/* What may have been meant instead, as links, in the line that is kept for them. */
async function suggest(isCurrent) {
  const others = await near(last);
  if (!others.length || !isCurrent()) return;
  const links = others.flatMap((q) => [words.comma, linkFor({ q, plain: "" }, q)]);
  notes.lastChild.append(words.meant, ...links.slice(1));
}

/* Never a silent zero: nothing is known about what there is. */
function fail(shown) {
  delete results.dataset.countTasks;
  delete results.dataset.countPlans;
  settle();
  results.textContent = "";
  more.hidden = missing.hidden = true;
  browse.hidden = retry.hidden = false;
  show(status, words.failed);
  retry.firstChild.onclick = () => {
    forget();
    run(shown);
  };
  root.dataset.search = "failed";
}

/* ---- What visitors do ---- */

function fromAddress() {
  chosen = new URLSearchParams(Array.from(new URLSearchParams(location.search)).filter(([, value]) => value));
  field.value = queryOf(chosen);
  isTyping = false;
  run(STEP);
}

export function ask(q) {
  field.value = q;
  change({ q, plain: "" });
}

function soon(event) {
  if (event.isComposing) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (field.value === last) return;
    // Back leads to what was there before the typing began, not to each of its letters.
    change({ q: field.value, plain: "" }, isTyping ? "replaceState" : "pushState");
    isTyping = true;
  }, PAUSE);
}

["input", "compositionend"].forEach((kind) => field.addEventListener(kind, soon));
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  isTyping = false;
  // Where the address cannot be changed, the browser goes there by itself.
  if (!go({ q: field.value, plain: "" })) return;
  event.preventDefault();
  run(STEP);
});
box.addEventListener("change", ({ target: { name } }) => change({ [name]: new FormData(form).getAll(name) }));
document.addEventListener("keydown", (event) => {
  const { activeElement } = document;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [field, ...Array.from(results.querySelectorAll(".hit"), (hit) => hit.querySelector("a"))];
  const at = links.indexOf(activeElement);
  const isOffering = at === 0 && field.getAttribute("aria-expanded") === "true";
  const next = event.key === "/" && !/^(?:INPUT|SELECT|TEXTAREA)$/.test(activeElement.tagName) ? field : step && at >= 0 && !isOffering && links[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});
results.addEventListener("click", ({ target }) => {
  const link = target.closest("a");
  try {
    if (link) sessionStorage.setItem("plansite.mark", JSON.stringify([link.pathname, needles]));
  } catch (error) { /* no storage: the words are not marked there */ }
});
window.addEventListener("popstate", fromAddress);
// By then boot.js is here.
document.addEventListener("DOMContentLoaded", () => setTimeout(fromAddress));
