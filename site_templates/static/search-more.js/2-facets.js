/* Narrowing down what was found: values of each facet with how many would be left, several at once. */
(function (plansite) {
  "use strict";

  const { files, index, rows } = plansite;
  const { late, pause } = files;
  const { planOf, numberOf } = index;
  const { words, say, make } = rows;
  const { NAMES } = plansite.page;
  const ROLES = ["lead", "cooperating"];
  const SHOWN = 40;

  /* What narrows: years(plan), of(document, facet, role); the values of each facet, [id, name]; a year is itself. */
  async function load() {
    const boot = await files.boot();
    const [values, ...parts] = await Promise.all([
      files.part(boot.values, (bytes) => JSON.parse(files.textOf(bytes))),
      ...files.names(boot.facets).map((name) => files.part(name, (bytes) => bytes)),
    ]);
    await index.columns();
    const plans = await opened(parts);
    const of = (doc, name, role) => {
      const plan = plans[planOf(doc)];
      const task = plan.documents[numberOf(doc)];
      if (name !== "unit") return plan[name] || task[name];
      return role ? task[role] : Array.from(new Set(task.lead.concat(task.cooperating)));
    };
    return { values, of, years: (plan) => plans[plan].year };
  }

  let known = null;
  const NOTHING = [];

  async function opened(parts) {
    if (known && known.part === parts[0]) return known.plans;
    const plans = [];
    for (const bytes of parts) {
      const read = new files.Reader(bytes, 0);
      const list = () => {
        const count = read.next();
        return count ? Array.from({ length: count }, () => read.next()) : NOTHING;
      };
      while (read.at < bytes.length) {
        const plan = { year: list(), kind: list(), issuer: list(), documents: [] };
        for (let n = index.planAt(plans.length).count; n >= 0; n--) plan.documents.push({ lead: list(), cooperating: list(), topic: list(), due: list() });
        plans.push(plan);
        if (late()) await pause();
      }
    }
    known = { part: parts[0], plans };
    return plans;
  }

  /* The values chosen in each facet, as the data has them; a year is itself. */
  function wanted({ values }, chosen, name) {
    if (name === "year") return chosen.year.map(Number);
    return chosen[name].map((id) => values[name].findIndex((value) => value[0] === id));
  }

  /* For each document whether it has one of the chosen values in each facet. */
  async function narrow(data, docs, chosen, except) {
    const active = NAMES.filter((name) => name !== except && chosen[name].length).map((name) => [name, wanted(data, chosen, name)]);
    // A role without a unit: whoever has it.
    const hasRole = (doc) => !chosen.role || chosen.unit.length > 0 || data.of(doc, "unit", chosen.role).length > 0;
    const keeps = new Uint8Array(docs.length);
    for (let i = 0; i < docs.length; i++) {
      keeps[i] = hasRole(docs[i]) && active.every(([name, some]) => data.of(docs[i], name, chosen.role).some((value) => some.includes(value)));
      if ((i & 255) === 255 && late()) await pause();
    }
    return keeps;
  }

  async function counted(data, docs, chosen, name) {
    const counts = new Map();
    const keeps = await narrow(data, docs, chosen, name);
    for (let i = 0; i < docs.length; i++) {
      if (keeps[i]) data.of(docs[i], name, chosen.role).forEach((value) => counts.set(value, (counts.get(value) || 0) + 1));
      if ((i & 255) === 255 && late()) await pause();
    }
    const idOf = (value) => (name === "year" ? String(value) : data.values[name][value][0]);
    const list = Array.from(counts, ([value, count]) => [idOf(value), count]);
    chosen[name].forEach((id) => { if (!list.some(([other]) => other === id)) list.push([id, 0]); });
    if (name === "year") return list.sort((a, b) => b[0] - a[0]);
    return list.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  function nameOf({ values }, name, id) {
    if (name === "year") return say("year_name", { name: id });
    if (name === "due") return words[`due_${id}`] || id;
    return (values[name].find((value) => value[0] === id) || [id, id])[1];
  }

  /* Builds the facets anew; those that were open stay so. */
  async function draw(box, data, docs, { chosen, change, isCurrent }) {
    const open = new Set(Array.from(box.querySelectorAll("details[open]"), (one) => one.dataset.facet));
    const made = [];
    for (const name of NAMES) {
      const list = await counted(data, docs, chosen, name);
      if (list.length) made.push(facet(data, name, list, chosen, { change, isOpen: open.has(name) }));
      if (late()) await pause();
    }
    if (!isCurrent()) return;
    box.textContent = "";
    box.append(...made);
  }

  function facet(data, name, list, chosen, { change, isOpen }) {
    const some = list.slice(0, SHOWN).concat(list.slice(SHOWN).filter(([value]) => chosen[name].includes(value)));
    const options = some.map(([value, n]) => {
      const input = make("input", { type: "checkbox", name, value });
      input.checked = chosen[name].includes(value);
      return make("li", {}, make("label", {}, input, " ", say("option", { name: nameOf(data, name, value), n })));
    });
    const title = chosen[name].length ? say("option", { name: words[name], n: chosen[name].length }) : words[name];
    const details = make("details", { "data-facet": name }, make("summary", {}, title));
    details.open = isOpen;
    if (name === "unit") details.append(role(chosen, change));
    details.append(make("ul", {}, ...options));
    details.addEventListener("change", (event) => {
      if (event.target.name === name) change({ [name]: Array.from(details.querySelectorAll(":checked[type=checkbox]"), (input) => input.value) });
    });
    return details;
  }

  function role(chosen, change) {
    const select = make("select", { name: "role" }, ...["", ...ROLES].map((value) =>
      make("option", { value }, words[`role_${value || "any"}`])));
    select.value = chosen.role;
    select.addEventListener("change", () => change({ role: select.value }));
    return make("label", {}, `${words.role} `, select);
  }

  plansite.facets = { load, narrow, draw };
})(window.plansite);
