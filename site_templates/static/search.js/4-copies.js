/* Copies of one text: what several plans say alike stands in one row. */
(function (plansite) {
  "use strict";

  const { files, index } = plansite;
  const { late, pause } = files;
  const { planOf, numberOf, documentAt } = index;

  /* Of each plan in a group: the first plan of the group, its own order and title, its tasks as numbers of the first's. */
  function opened(bytes) {
    const known = new Map();
    JSON.parse(files.textOf(bytes)).forEach((group) => group.forEach(([plan, title, tasks], order) => {
      known.set(plan, { first: group[0][0], order, title, tasks });
    }));
    return known;
  }

  /* Those of the documents that others stand for, by the place of the one that does. `sameRank`: what stands together. */
  async function folded(docs, fits, rankOf) {
    const copies = new Map();
    const hidden = new Set();
    const { copies: name } = await files.boot();
    if (!name) return { copies, hidden };
    const known = await files.part(name, opened);
    const same = new Map();
    for (let i = 0; i < docs.length; i++) {
      const own = known.get(planOf(docs[i]));
      const number = numberOf(docs[i]);
      const task = own && number && own.tasks ? own.tasks[number - 1] : number;
      if (own && fits(i) && (task || !number)) {
        const key = `${documentAt(own.first, task)} ${rankOf(i)}`;
        same.set(key, (same.get(key) || []).concat({ doc: docs[i], i, order: own.order, title: own.title }));
      }
      if ((i & 511) === 511 && late()) await pause();
    }
    same.forEach((all) => {
      const [first, ...others] = all.sort((a, b) => a.order - b.order);
      if (others.length) copies.set(first.doc, others);
      others.forEach(({ i }) => hidden.add(i));
    });
    return { copies, hidden };
  }

  plansite.copies = { folded };
})(window.plansite);
