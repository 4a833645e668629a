/* Suggestions while typing: units, topics and plans whose name or pinyin initials have what was typed. */

import { fold } from "./1-text.js";
import { value } from "./2-files.js";
import { make, words } from "./8-rows.js";
import { ask, field, form } from "./9-page.js";

const MOST = 5;
const offers = document.getElementById("search-offers");
let known = [];
/* What stands in the field was typed and not sent off: only that is completed. */
let isTyped = false;
let at = -1;

/* First units whose initials end with it (jyj: 云澜市教育局), then what begins with it, then what has it. */
function fitting(typed) {
  const wanted = fold(typed.trim());
  const initialsOf = (initials) => (/^[a-z]{2,}$/.test(wanted) ? initials.indexOf(wanted) : -1);
  const placed = known.map(([kind, name, initials]) => {
    const places = [fold(name).indexOf(wanted), initialsOf(initials)].filter((place) => place >= 0);
    return { kind, name, rank: places.includes(0) + 2 * (kind === "unit" && initials.endsWith(wanted)), isIn: places.length > 0 && fold(name) !== wanted };
  });
  return placed.filter(({ isIn }) => wanted && isIn).sort((a, b) => b.rank - a.rank || a.name.length - b.name.length).slice(0, MOST);
}

function offer(found) {
  at = -1;
  offers.textContent = "";
  offers.append(...found.map(({ kind, name }, i) => make("li", { role: "option", id: `_o${i}`, "data-text": name }, name, " ", make("small", {}, words[kind]))));
  offers.hidden = !found.length;
  field.setAttribute("aria-expanded", found.length > 0);
  point();
}

/* Says which one is meant. */
function point() {
  const items = Array.from(offers.children);
  items.forEach((item, i) => item.setAttribute("aria-selected", i === at));
  field.setAttribute("aria-activedescendant", at < 0 ? "" : items[at].id);
}

function close() {
  isTyped = false;
  offer([]);
}

function choose(item) {
  close();
  ask(item.dataset.text);
}

function typed(event) {
  if (event.isComposing) return;
  isTyped = true;
  offer(fitting(field.value));
}

field.addEventListener("focus", () => value("suggestions").then((found) => {
  known = found;
  if (isTyped) offer(fitting(field.value));
}, close), { once: true });
["input", "compositionend"].forEach((kind) => field.addEventListener(kind, typed));
field.addEventListener("blur", close);
form.addEventListener("submit", close);
// Who turns to the results has done with them, whether the field loses the focus or not. A page also scrolls by itself,
// when an answer is shorter than the one before: that closes nothing.
window.addEventListener("wheel", close);
document.addEventListener("pointerdown", (event) => { if (event.target !== field && !offers.contains(event.target)) close(); });
field.addEventListener("keydown", (event) => {
  const count = offers.children.length;
  if (!count) return;
  if (event.key === "ArrowDown") at += 1;
  else if (event.key === "ArrowUp") at += count + 1;
  else if (event.key === "Escape") close();
  else if (event.key === "Enter" && at >= 0) choose(offers.children[at]);
  else return;
  event.preventDefault();
  at = (at + 1) % (count + 1) - 1;
  point();
});
offers.addEventListener("mousedown", (event) => {
  event.preventDefault();
  const item = event.target.closest("li");
  if (item) choose(item);
});
