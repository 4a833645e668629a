/* The facets on the page: values with how many would be left, several at once. */

import { pause, slowly } from "./2-files.js";
import { facets, narrowed } from "./6-facets.js";
import { make, say, words } from "./8-rows.js";

const SHOWN = 40;

/* Values of a facet with their counts, the chosen ones too where nothing has them. */
async function counted(data, docs, chosen, name) {
  const counts = new Map(chosen.getAll(name).map((id) => [id, 0]));
  await slowly(await narrowed(data, docs, chosen, name), (i) => data.of(docs[i], name, chosen.get("role")).forEach((place) => {
    const [id] = data.values[name][place];
    counts.set(id, (counts.get(id) || 0) + 1);
  }));
  return Array.from(counts).sort((a, b) => (name === "year" ? b[0] - a[0] : b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}

function nameOf({ values }, name, id) {
  if (name === "year") return say("year_name", { name: id });
  if (name === "due") return words[`due_${id}`] || id;
  return (values[name].find((known) => known[0] === id) || [id, id])[1];
}

/* Fills the facets in; those that were open stay so, and what has the focus keeps it. */
export async function drawFacets(box, docs, chosen, isCurrent) {
  const data = await facets();
  for (const details of box.children) {
    const name = details.dataset.facet;
    const some = chosen.getAll(name);
    const list = await counted(data, docs, chosen, name);
    await pause();
    if (!isCurrent()) return;
    const [summary, options] = [details.firstElementChild, details.lastElementChild];
    const focused = options.contains(document.activeElement) && document.activeElement.value;
    details.hidden = !list.length;
    summary.textContent = some.length ? say("option", { name: words[name], n: some.length }) : words[name];
    options.textContent = "";
    list.filter(([id], i) => i < SHOWN || some.includes(id)).forEach(([id, n]) => {
      const input = make("input", { type: "checkbox", name, value: id });
      input.checked = some.includes(id);
      options.append(make("li", {}, make("label", {}, input, " ", say("option", { name: nameOf(data, name, id), n }))));
      if (id === focused) input.focus();
    });
  }
}
