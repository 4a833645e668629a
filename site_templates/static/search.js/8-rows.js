/* Results as elements: plans with their tasks below them, marked words, what a row says at a glance. */

import { fold } from "./1-text.js";
import { numberOf, planAt, planOf, taskOf } from "./4-index.js";

const UNITS = 6;
/* What is said, by its key: the page has it. */
export const words = {};

export function say(key, values) {
  return words[key].replace(/\{(\w+)\}/g, (all, name) => values[name]);
}

export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  Object.keys(attributes).forEach((name) => element.setAttribute(name, attributes[name]));
  element.append(...children);
  return element;
}

/* ---- Marked text ---- */

/* For each character 1 where one of the words stands. */
function covered(folded, needles) {
  const found = Array(folded.length).fill(0);
  needles.forEach((needle) => {
    for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) found.fill(1, at, at + needle.length);
  });
  return found;
}

function marked(whole, needles, folded = fold(whole), from = 0, to = whole.length) {
  const found = covered(folded, needles);
  const pieces = [];
  for (let at = from, end = from; at < to; at = end) {
    while (end < to && found[end] === found[at]) end += 1;
    pieces.push(found[at] ? make("mark", {}, whole.slice(at, end)) : whole.slice(at, end));
  }
  return pieces;
}

/* The first paragraph with one of the words, from the sentence that holds it; else how the text begins. */
function snippet({ pieces, folded, headings, lead, cooperating }, needles) {
  const named = 1 + headings.length + lead.length + cooperating.length;
  const isText = (i) => i > 0 && (i <= headings.length || i >= named);
  const place = (i) => (i < folded.length ? covered(folded[i], needles).indexOf(1) : -1);
  const hit = pieces.findIndex((piece, i) => isText(i) && place(i) >= 0);
  const at = hit < 0 ? named : hit;
  const piece = pieces[at];
  if (!piece) return "";
  const from = hit < 0 ? 0 : begin(piece, place(at));
  const to = edge(piece, Math.min(piece.length, from + (hit < 0 ? 60 : 110)));
  return make("p", { class: "snippet" }, from ? words.ellipsis : "", ...marked(piece, needles, folded[at], from, to), to < piece.length ? words.ellipsis : "");
}

/* Where the sentence begins, if that is not far; else a clause; else somewhat before, but in no number: 〔2018〕3号 is one. */
export function begin(piece, at) {
  const behind = (...signs) => 1 + Math.max(...signs.map((sign) => piece.lastIndexOf(sign, at - 1)));
  const near = [at && behind("。", "；"), at && behind("，")].find((start) => at - start <= 40);
  if (near !== undefined) return near;
  const from = edge(piece, at - 24);
  return Math.min(at, Math.max(from, from - 1 + piece.slice(from - 1).search(/[^\w.%〔〕号年月日]/)));
}

/* Never between the halves of a character. */
const edge = (piece, at) => (/[\udc00-\udfff]/.test(piece[at]) ? at - 1 : at);

/* ---- Groups ---- */

/* Where a document is read. */
function linkTo(doc, attributes, ...said) {
  const hash = taskOf(doc) && `#${taskOf(doc)}`;
  return make("a", { href: `../plans/${planAt(planOf(doc)).id}/index.html${hash}`, ...attributes }, ...said);
}

const naming = (doc) => ({ "data-plan": planAt(planOf(doc)).id, "data-task": taskOf(doc) });

/* Elements that say which documents these are; fill() fills each of the section's `cells`. The head has the plan's name,
   and is a result itself where the plan's own text leads its group. */
export function shell(docs, copies) {
  const leads = !numberOf(docs[0]);
  const cell = (tag, doc, isHit) => {
    const others = isHit && copies.has(doc) ? same(copies.get(doc)) : "";
    const element = make(tag, { "aria-busy": true, ...(isHit ? { class: "hit", ...naming(doc) } : {}) }, linkTo(doc, {}, words.loading), others);
    return Object.assign(element, { plansite: { doc, isHit, others, inside: tag === "div" ? header : parts } });
  };
  const cells = [cell("div", docs[0], leads), ...docs.slice(leads ? 1 : 0).map((doc) => cell("li", doc, true))];
  return Object.assign(make("section", { class: "group" }, cells[0], cells[1] ? make("ul", { class: "list" }, ...cells.slice(1)) : ""), { plansite: cells });
}

export function fill(cell, row, found) {
  const { doc, isHit, others, inside } = cell.plansite;
  const isFocused = cell.contains(document.activeElement);
  cell.textContent = "";
  cell.append(...inside(doc, row, found, isHit), others);
  cell.removeAttribute("aria-busy");
  if (isFocused) cell.querySelector("a").focus({ preventScroll: true });
}

function header(doc, row, { needles }, isHit) {
  const { name, date, issuer, state } = row;
  return [
    make("h2", {}, linkTo(doc - numberOf(doc), {}, ...marked(name, isHit ? needles : [])), state ? make("span", { class: `state ${state}` }, words[state]) : ""),
    make("p", { class: "soft" }, date ? make("time", { datetime: date }, date) : "", date && issuer ? " " : "", issuer),
    isHit ? snippet(row, needles) : "",
  ];
}

function parts(doc, row, found) {
  const number = row.mark ? make("span", { class: "n" }, row.mark) : "";
  return [linkTo(doc, {}, number, ...marked(row.title, found.needles)), snippet(row, found.needles), facts(row, found)];
}

/* Links to the other plans that say the same; each is a result too. */
function same(others) {
  const links = others.flatMap(({ doc, title }) => [words.comma, linkTo(doc, naming(doc), title)]);
  return make("p", { class: "soft" }, say("copies", { n: others.length }), ...links.slice(1));
}

/* What a row says, and its class. */
const FACTS = [["lead", "lead"], ["cooperating", "coop"], ["deadline"], ["target"]];

/* What was asked for with a question word is emphasised. */
function facts(row, { needles, wants }) {
  const ids = row.units.values();
  const said = FACTS.filter(([key]) => row[key].length).map(([key, kind]) => {
    const isAnswer = wants.includes(key);
    const names = row[key].map((name) => {
      const pieces = marked(name, needles);
      return kind ? [" ", make("a", { href: `../units/${ids.next().value}/index.html` }, ...pieces)] : [words.comma, ...pieces];
    });
    const shown = isAnswer ? names : names.slice(0, UNITS);
    const [before, after] = words[key].split("{names}");
    const fact = make(isAnswer ? "strong" : "span", kind ? { class: kind } : {}, before, ...shown.flat().slice(1), shown.length < names.length ? words.and_more : "", after);
    return isAnswer ? make("span", {}, fact) : fact;
  });
  return said.length ? make("p", {}, ...said) : "";
}
