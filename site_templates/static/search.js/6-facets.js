/* What narrows down what was found: the values of each document in each facet, and which documents have those chosen. */

import { Reader, boot, made, namesIn, once, part, pause, slowly, value } from "./2-files.js";
import { columns, numberOf, planAt, planOf } from "./4-index.js";

export const NAMES = ["year", "issuer", "unit", "topic", "kind", "due"];
const ROLES = ["lead", "cooperating"];

/* { values, of }: of each facet its values, [id, name]; of(doc, name, role) gives places among them. */
export const facets = () => once(made, "facets", async () => {
  const names = namesIn((await boot()).facets);
  const [values, , ...blocks] = await Promise.all([value("values"), columns(), ...names.map((name) => part(name, (bytes) => bytes))]);
  const plans = [];
  for (const bytes of blocks) {
    const read = new Reader(bytes, 0);
    const list = () => Array.from(Array(read.next()), () => read.next());
    while (read.at < bytes.length) {
      const own = { year: list(), kind: list(), issuer: list() };
      plans.push(Array.from(Array(planAt(plans.length).count + 1), () => {
        const [lead, cooperating] = [list(), list()];
        return { ...own, lead, cooperating, unit: Array.from(new Set([...lead, ...cooperating])), topic: list(), due: list() };
      }));
      await pause();
    }
  }
  const of = (doc, name, role) => {
    const own = plans[planOf(doc)][numberOf(doc)];
    return own[name === "unit" && ROLES.includes(role) ? role : name];
  };
  return { values, of };
});

/* Which of the documents have one of the chosen values in each facet, as places. `except`: a facet that keeps none away. */
export async function narrowed({ values, of }, docs, chosen, except) {
  const role = chosen.get("role");
  const active = NAMES.filter((name) => name !== except && chosen.get(name)).map((name) =>
    [name, chosen.getAll(name).map((id) => values[name].findIndex((known) => known[0] === id))]);
  // A role without a unit: whoever has it.
  if (role && !chosen.get("unit")) active.push(["unit", values.unit.keys()]);
  const wanted = active.map(([name, places]) => [name, new Set(places)]);
  const kept = [];
  await slowly(docs, (doc, i) => {
    if (wanted.every(([name, places]) => of(doc, name, role).some((place) => places.has(place)))) kept.push(i);
  });
  return kept;
}
