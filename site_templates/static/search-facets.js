/* Narrowing down what was found: values of each facet with how many would be left, several at once. */
(function (plansite) {
  "use strict";

  const { files, index, rows } = plansite;
  const { planOf, numberOf } = index;
  const { words, say, make } = rows;
  const NAMES = ["year", "issuer", "unit", "topic", "kind", "due"];
  const ROLES = ["lead", "cooperating"];
  const SHOWN = 40;

  async function load() {
    const boot = await files.boot();
    const [all, names] = await Promise.all([index.facets(), files.part(boot.names, (bytes) => JSON.parse(files.textOf(bytes)))]);
    return { all, names };
  }

  const ids = (joined) => (joined ? joined.split(" ") : []);

  function valuesOf({ all }, doc, role) {
    const [years, kind, issuer, documents] = all[planOf(doc)];
    const [lead, cooperating, topics, due] = documents[numberOf(doc)];
    const units = role === "lead" ? ids(lead) : role === "cooperating" ? ids(cooperating) : ids(lead).concat(ids(cooperating));
    return {
      year: years.map(String), issuer: issuer ? [issuer] : [], kind: kind ? [kind] : [],
      unit: Array.from(new Set(units)), topic: ids(topics), due: ids(due),
    };
  }

  const isChosen = (chosen) => NAMES.some((name) => chosen[name].length) || Boolean(chosen.role);

  /* The documents that have one of the chosen values in each facet. */
  function narrow(data, hits, chosen, except) {
    const active = NAMES.filter((name) => name !== except && chosen[name].length);
    if (!active.length) return hits;
    return hits.filter((doc) => {
      const values = valuesOf(data, doc, chosen.role);
      return active.every((name) => chosen[name].some((value) => values[name].includes(value)));
    });
  }

  function counted(data, hits, chosen, name) {
    const counts = new Map();
    narrow(data, hits, chosen, name).forEach((doc) => valuesOf(data, doc, chosen.role)[name].forEach((value) => {
      counts.set(value, (counts.get(value) || 0) + 1);
    }));
    chosen[name].forEach((value) => { if (!counts.has(value)) counts.set(value, 0); });
    const list = Array.from(counts);
    if (name === "year") return list.sort((a, b) => b[0] - a[0]);
    return list.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  function nameOf({ names }, name, value) {
    if (name === "year") return say("year_name", { name: value });
    if (name === "due") return words[`due_${value}`] || value;
    return (names[name] && names[name][value]) || value;
  }

  /* Builds the facets anew; those that were open stay so. */
  function draw(box, data, hits, chosen, changed) {
    const open = new Set(Array.from(box.querySelectorAll("details[open]"), (one) => one.dataset.facet));
    box.textContent = "";
    NAMES.forEach((name) => {
      const list = counted(data, hits, chosen, name);
      if (list.length) box.append(facet(data, name, list, chosen, { changed, isOpen: open.has(name) }));
    });
  }

  function facet(data, name, list, chosen, { changed, isOpen }) {
    const some = list.slice(0, SHOWN).concat(list.slice(SHOWN).filter(([value]) => chosen[name].includes(value)));
    const options = some.map(([value, n]) => {
      const input = make("input", { type: "checkbox", name, value });
      input.checked = chosen[name].includes(value);
      input.addEventListener("change", () => changed(name, value, input.checked));
      return make("li", {}, make("label", {}, input, " ", say("option", { name: nameOf(data, name, value), n })));
    });
    const title = chosen[name].length ? say("option", { name: words[name], n: chosen[name].length }) : words[name];
    const details = make("details", { "data-facet": name }, make("summary", {}, title));
    details.open = isOpen;
    if (name === "unit") details.append(role(chosen, changed));
    details.append(make("ul", {}, ...options));
    return details;
  }

  function role(chosen, changed) {
    const select = make("select", { name: "role" }, ...["", ...ROLES].map((value) =>
      make("option", { value }, words[`role_${value || "any"}`])));
    select.value = chosen.role;
    select.addEventListener("change", () => changed("role", select.value, true));
    return make("label", {}, `${words.role} `, select);
  }

  plansite.facets = { NAMES, load, narrow, draw, isChosen, nameOf };
})((window.plansite = window.plansite || {}));
