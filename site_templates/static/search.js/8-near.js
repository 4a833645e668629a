/* Names near to a query that is not found: a slip of a character, or initials of pinyin. Each is tried before it is offered. */

import { clean, fold } from "./1-text.js";
import { slowly, value } from "./2-files.js";
import { find } from "./7-rarer.js";

const SHORTEST = 3;
const WIDEST = 40;
const TRIED = 12;
const OFFERED = 4;

/* Names of units, topics and plans with their initials, and what documents say for what people say. */
async function names() {
  const [offered, synonyms] = await Promise.all([value("suggestions"), value("synonyms")]);
  return [...offered.map(([, name, initials]) => [name, initials]), ...synonyms.flatMap(([, means]) => means.map((name) => [name, ""]))];
}

/* How many characters differ, are too many or too few. */
function distance(one, other) {
  let before = [...Array(other.length + 1).keys()];
  for (let i = 0; i < one.length; i++) {
    const row = [i + 1];
    for (let j = 0; j < other.length; j++) row.push(Math.min(before[j + 1] + 1, row[j] + 1, before[j] + (one[i] === other[j] ? 0 : 1)));
    before = row;
  }
  return before[other.length];
}

const slips = ({ length }) => (length < SHORTEST ? 0 : length < 6 ? 1 : 2);

/* The part of a word that is nearest to a name: [distance, the word with the name in its place]; null for none. */
function nearest(word, name) {
  const most = word.includes(name) ? 0 : slips(name);
  let best = null;
  // A character for another is likelier than one too many or too few.
  for (const size of most ? [name.length, name.length - 1, name.length + 1] : []) {
    for (let at = 0; at + size <= word.length; at++) {
      const part = word.substr(at, size);
      const common = Array.from(part).filter((char) => name.includes(char)).length;
      const found = common > 1 && common >= name.length - most ? distance(part, name) : 0;
      if (found && found <= most && (!best || found < best[0])) best = [found, word.slice(0, at) + name + word.slice(at + size)];
    }
  }
  return best;
}

async function candidates(typed) {
  const asked = fold(clean(typed)).split(/[\s"]+/).filter(({ length }) => length && length <= WIDEST);
  const found = new Map();
  await slowly(await names(), ([name, initials]) => asked.forEach((word) => {
    const near = /^[a-z]{2,}$/.test(word) && initials.includes(word) ? [initials.length - word.length, name] : nearest(word, fold(name));
    if (!near) return;
    const said = asked.map((one) => (one === word ? near[1] : one)).join(" ");
    if (!(found.get(said) <= near[0])) found.set(said, near[0]);
  }));
  return Array.from(found).sort((a, b) => a[1] - b[1] || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1)).slice(0, TRIED);
}

/* Other queries, the likeliest first, each of which finds something. */
export async function near(typed) {
  const good = [];
  for (const [said] of await candidates(typed)) {
    if (good.length >= OFFERED) break;
    const { docs, match, synonyms } = await find(said);
    if (docs.length && (match === "exact" || synonyms)) good.push(said);
  }
  return good;
}
